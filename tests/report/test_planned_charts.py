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
def test_a_chart_that_was_added_is_in(example: Briefing, template) -> None:
    for block in charts_of(example):
        plan = with_chart(BriefingPlan(template=template), block.code)
        assert block.code in {chart.code for chart in charts_of(planned(example, plan))}
        assert with_chart(plan, block.code) == plan


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
    assert titles[0] == "At stake"


def test_what_is_in_by_the_template_stays_as_it_is() -> None:
    plan = BriefingPlan()
    assert with_chart(plan, "exposure.distribution") == plan


def test_one_page_has_every_chart_that_was_asked_for(example: Briefing) -> None:
    plan = BriefingPlan(template="summary")
    wanted = {"exposure.exceedance", "exposure.distribution"}
    for code in sorted(wanted):
        plan = with_chart(plan, code)
    assert wanted <= {chart.code for chart in charts_of(planned(example, plan))}
