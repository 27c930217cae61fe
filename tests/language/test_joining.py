"""What stands between a name and its value."""

import re
from pathlib import Path

import pytest

from dsa_sim.language import Language
from dsa_sim.language.joining import named
from dsa_sim.report.briefing.blocks import Facts
from dsa_sim.report.writers.office import block_lines

PACKAGE = Path(__file__).parents[2] / "dsa_sim"


@pytest.mark.parametrize(
    ("code", "said"), [("en", "A: b"), ("de", "A: b"), ("fr", "A\N{NO-BREAK SPACE}: b")]
)
def test_a_name_and_its_value_are_joined_as_a_language_does(code: str, said: str) -> None:
    lang = Language(code)
    assert named(lang, "A", "b") == said
    assert block_lines(Facts(rows=(("A", "b"),)), lang) == [said]


@pytest.mark.parametrize("room", ["language", "report"])
def test_no_text_puts_a_colon_after_a_name_by_itself(room: str) -> None:
    by_itself = re.compile(r'f"\{[^"{}]*\}: \{')
    # A tool, and errors that are read in English.
    spared = {"catalogues.py", "table_file.py", "firm_deck.py"}
    for path in (PACKAGE / room).rglob("*.py"):
        if path.name not in spared:
            assert not by_itself.search(path.read_text(encoding="utf-8")), path.name
