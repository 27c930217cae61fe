"""What a chart says is chosen by its figures: no sentence is said that they do not bear out."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from dsa_sim.asset_files import asset_path
from dsa_sim.language import LANGUAGES, Language
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import simulate
from dsa_sim.report.briefing.blocks import ChartBlock
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.briefing.planning import outline
from dsa_sim.report.charts.catalogue import CHARTS
from dsa_sim.report.charts.chart_data import comparison_data, expected_data
from dsa_sim.report.charts.exposure_data import distribution_data, exceedance_data
from dsa_sim.report.charts.takeaways import _SENTENCES, takeaway
from dsa_sim.storage import read_case

LANG = Language("en")
CASES = Path(__file__).parents[1] / "cases"


def case_of(name: str) -> Case:
    path = CASES / f"{name}.dsacase"
    example = asset_path("examples", "aliexpress.dsacase")
    return replace(read_case(path if path.exists() else example).case, trials=65_536)


def said_of(case: Case) -> dict[str, str]:
    """The sentences of the charts of the exposure by their names."""
    view, exposure = assess(case), simulate(case)
    charts = {
        "curve": exceedance_data([exposure], [view], LANG),
        "spread": distribution_data(exposure, view, LANG),
        "expected": expected_data([view], {"": exposure}, LANG),
        "if fined": comparison_data([view], LANG),
    }
    return {
        name: takeaway(data, LANG).replace("\N{NO-BREAK SPACE}", " ")
        for name, data in charts.items()
    }


def with_chances(case: Case, chance: str) -> Case:
    """The case with one chance for every finding."""
    for alleged in case.infringements:
        case = change(case, alleged.id, chance=exactly(chance))
    return case


def test_every_kind_of_chart_has_a_sentence() -> None:
    assert set(_SENTENCES) == set(CHARTS)


def test_nothing_assessed() -> None:
    view = assess(case_of("e1_cent"))
    assert "only the maximum is known" in takeaway(comparison_data([view], LANG), LANG)


def test_one_possible_amount() -> None:
    said = said_of(case_of("e4"))
    assert said["curve"] == said["spread"] == "Every outcome is € 120 m."
    none = with_chances(case_of("e4"), "0")
    said = said_of(change(none, none.infringements[0].id, chance=exactly("0.5")))
    assert said["curve"].startswith("Something is paid in 50 % of outcomes, and then always")
    assert "Every outcome" not in said["spread"]


def test_no_payment_at_all() -> None:
    said = said_of(with_chances(case_of("e4"), "0"))
    assert said["curve"] == said["spread"] == "No outcome brings a payment."


def test_most_outcomes_bring_nothing() -> None:
    assert said_of(case_of("s02"))["spread"].startswith("Most often, in 51.8 % of outcomes")


def test_a_maximum_that_binds() -> None:
    said = said_of(case_of("s08"))
    assert said["spread"] == "58.7 % of outcomes come to the maximum exactly."
    assert "no outcome is above" in said["curve"]
    assert said["if fined"].startswith("In “Base case” the fine is as high as the law allows")


def test_amounts_that_differ() -> None:
    said = said_of(case_of("example"))
    assert "1 in 20 outcomes is above" in said["curve"]
    assert "is expected to be paid" in said["expected"]
    assert "as high as the law allows" not in said["if fined"]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_captions_of_a_briefing_say_it(code: str) -> None:
    lang, case = Language(code), replace(case_of("example"), trials=1000)
    made = make_briefing(case, scenario=None, lang=lang)
    exposure = next(s for s in made.sections if s.code == "exposure")
    charts = [b for b in exposure.blocks if isinstance(b, ChartBlock)]
    assert charts
    for block in charts:
        assert takeaway(block.data, lang)
        assert block.caption.endswith(takeaway(block.data, lang))


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_what_a_chart_shows_and_what_it_says_are_a_sentence_each(code: str) -> None:
    case = replace(case_of("example"), trials=1000)
    made = make_briefing(case, scenario=None, lang=Language(code), is_planned=False)
    charts = [b for s in made.sections for b in s.blocks if isinstance(b, ChartBlock)]
    listed = {line.code: line.title for line in outline(made, case.plan) if line.is_chart}
    for block in charts:
        # A full stop behind a digit is part of a German date.
        assert not re.search(r"[^\W\d]\. ", block.shows)
        assert block.caption.startswith(block.shows)
        assert listed[block.code] == block.shows.removesuffix(".")
        assert not block.message.endswith(".")
