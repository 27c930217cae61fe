import re
from pathlib import Path

import pytest

from dsa_sim.storage import decode_case
from dsa_sim.storage.reference import renewed

PAGE = Path(__file__).parents[2] / "docs" / "case-file.md"


def test_the_page_on_the_case_file_is_up_to_date():
    text = PAGE.read_text("utf-8")

    assert renewed(text) == text, "run python -m dsa_sim.storage.reference docs/case-file.md"


def test_the_example_on_the_page_opens():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    case, notices = decode_case(example.encode())

    assert notices == ()
    assert len(case.infringements) == 1
    assert len(case.scenarios) == 1


def test_a_page_without_places_is_an_error():
    with pytest.raises(ValueError, match="fields"):
        renewed("# An empty page")
