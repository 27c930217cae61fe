"""A chart of the window is put into the briefing by the code under which it stands in it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.model.case import BriefingPlan, PlanItem
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.briefing.planning import code_of, planned, with_chart
from dsa_sim.storage import read_case

CASES = Path(__file__).parents[1] / "cases"
PATHS = (asset_path("examples", "aliexpress.dsacase"), CASES / "s05.dsacase", CASES / "e2.dsacase")


def whole(path: Path) -> Briefing:
    case = replace(read_case(path).case, trials=1000)
    return make_briefing(case, scenario=None, lang=Language("en"), is_planned=False)


def charts_of(briefing: Briefing) -> list[ChartBlock]:
    return [b for s in briefing.sections for b in s.blocks if isinstance(b, ChartBlock)]


@pytest.fixture(scope="module")
def example() -> Briefing:
    return whole(PATHS[0])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_charts_are_coded_by_what_they_show(path: Path) -> None:
    for block in charts_of(whole(path)):
        assert block.code == code_of(block.data)


@pytest.mark.parametrize("template", ["summary", "board", "memorandum"])
def test_charts_that_were_added_are_in(example: Briefing, template) -> None:
    plan, codes = BriefingPlan(template=template), [b.code for b in charts_of(example)]
    for code in codes:
        plan = with_chart(plan, code)
        assert with_chart(plan, code) == plan
    case = replace(read_case(PATHS[0]).case, trials=1000, plan=plan)
    made = make_briefing(case, scenario=None, lang=Language("en"))
    there = [chart.code for chart in charts_of(made)]
    assert set(codes) <= set(there)
    assert len(there) == len(set(there))


def test_adding_keeps_what_else_was_planned(example: Briefing) -> None:
    items = (
        PlanItem(code="exposure", shown=False, title="At stake"),
        PlanItem(code="exposure.exceedance", shown=False, title="Curve", note="See below."),
        PlanItem(code="summary", note="In short."),
    )
    plan = with_chart(BriefingPlan(items=items), "exposure.exceedance")
    assert plan.items == (
        replace(items[0], shown=True), replace(items[1], shown=True), items[2],
    )  # fmt: skip
    titles = [s.title for s in planned(example, plan).sections]
    assert "At stake" in titles


def test_what_is_in_by_the_template_stays_as_it_is() -> None:
    plan = BriefingPlan()
    assert with_chart(plan, "exposure.distribution") == plan
