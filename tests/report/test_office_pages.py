"""Slides and Word as LibreOffice prints them: the check finds faults, and the example has none."""

import msgspec
import pytest

from dsa_sim.storage.example import example_case
from dsa_sim.ui.office_pages import Line, PrintedPage, can_print, office_faults, page_faults


def test_lines_over_each_other_and_over_the_edge_are_found() -> None:
    first = Line("first", 20, 20, 120, 34)
    close = Line("the next line", 20, 32, 120, 46)
    over = Line("over the first", 60, 24, 160, 38)
    out = Line("out", 180, 60, 220, 74)
    pages = [PrintedPage(200, 100, (first, close)), PrintedPage(200, 100, (first, over, out))]
    assert list(page_faults(pages)) == [
        "page 2: “out” leaves the page",
        "page 2: “first” and “over the first” lie on each other",
    ]


@pytest.mark.slow
@pytest.mark.skipif(not can_print(), reason="no LibreOffice")
@pytest.mark.parametrize("code", ["en", "de", "fr"])
def test_the_example_is_printed_without_a_fault(code: str) -> None:
    case = msgspec.structs.replace(example_case(code), trials=4096)
    assert list(office_faults(case, code)) == []


@pytest.mark.skipif(not can_print(), reason="no LibreOffice")
def test_a_sentence_of_another_language_is_found() -> None:
    case = msgspec.structs.replace(example_case("en"), trials=4096)
    found = list(office_faults(case, "en", ["Confidential", "Vertraulich"]))
    assert {fault.split(": ", 1)[1] for fault in found} == {"not translated: Confidential"}
