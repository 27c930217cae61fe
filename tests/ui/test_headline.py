"""The headline of the window says what the model has: maximum, what is left out, expected."""

from html import unescape
from pathlib import Path

import pytest

from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.maximum_words import maximum_amount, maximum_name
from dsa_sim.model.assessment import assess

LANG = Language("en")
CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def window(open_window):
    return open_window(example=False, size=(1280, 720))


@pytest.mark.parametrize(
    "name",
    [
        "exports/FacebookOpen", "exports/FacebookPart", "law/t14_timebarred", "law/t16_persons",
        "law/t13_cap_per_infringement", "e8", "s05",
    ],
)  # fmt: skip
def test_the_headline_agrees_with_the_model(window, qtbot, copied, name) -> None:
    assert window.files.open_path(copied(CASES / f"{name}.dsacase"))
    window.context.apply("few", lambda case: _few(case))
    window.show_page("exposure")
    shown = assess(window.document.case)
    exposures = window.context.exposures
    qtbot.waitUntil(lambda: exposures.of(None) is not None)
    qtbot.waitUntil(lambda: not exposures.is_recalculating(None))
    run = exposures.of(None)

    def said() -> str:
        return unescape(window.header.headline.text())

    modelled = shown.coverage.is_modelled
    mean = formats.amount(LANG, run.mean_eur)
    qtbot.waitUntil(lambda: ("expected" in said()) == modelled and (mean in said() or not modelled))
    assert maximum_name(shown.maximum, LANG) in said()
    assert maximum_amount(shown, LANG) in said()
    if left_out := left_out_words(shown, LANG):
        assert left_out in said()
    assert modelled or "chance of any fine" not in said()


def _few(case):
    from dsa_sim.model.edits import change

    return change(case, "case", trials=4096)
