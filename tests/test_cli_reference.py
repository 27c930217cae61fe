"""The page of the command line is that of the commands, and what it shows can be typed."""

import re
import shlex
from pathlib import Path

import pytest

from dsa_sim.cli.commands import BY_NAME, COMMANDS
from dsa_sim.cli.described import arguments_of
from dsa_sim.cli.parser import parser_of
from dsa_sim.cli.reference import EXAMPLES, page
from dsa_sim.cli.refusal import EXIT_CODES
from dsa_sim.cli.schemas import NAMES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "command-line.md"


def test_the_page_is_that_of_the_commands() -> None:
    """`python -m dsa_sim.cli.reference docs/command-line.md` renews it."""
    assert PAGE.read_text("utf-8") == page()


def test_nothing_is_missing() -> None:
    text = PAGE.read_text("utf-8")
    sections = dict(re.findall(r"^### `(.*?)`\n(.*?)(?=^##)", text, re.DOTALL | re.MULTILINE))
    assert list(sections) == [command.name for command in COMMANDS]
    for name, section in sections.items():
        for one in arguments_of(name):
            assert one.about
            for option in set(one.names) - {"-h", "--help"}:
                assert f"`{option}`" in section
    for code in EXIT_CODES:
        assert f"\n| {code} |" in text
    for name in NAMES:
        assert f"(schema/{name}.json)" in text
        assert (PAGE.parent / "schema" / f"{name}.json").is_file()


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_typed(example: str) -> None:
    program, name, *words = shlex.split(example)
    assert program == "dsa-sim"
    assert parser_of(name).parse_args(words)


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = re.findall(r"dsa-sim ([a-z]+)", (ROOT / "README.md").read_text("utf-8"))
    assert set(named) <= set(BY_NAME)
