"""The three documents: order, length and titles, for every case in every language."""

from datetime import date
from functools import partial
from pathlib import Path

import msgspec
import pytest

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.register_case import case_texts
from dsa_sim.law.register import register
from dsa_sim.model.case import Case, PlanItem
from dsa_sim.model.plan import PARTS, Template
from dsa_sim.model.register_case import case_from_register
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, Table
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.briefing.documents import DOCUMENTS
from dsa_sim.report.charts.outcome_range import OutcomeRangeData
from dsa_sim.report.redaction.hiding import ALL
from dsa_sim.report.writers import export
from dsa_sim.report.writers.formats import FORMATS, Wanted
from dsa_sim.report.writers.pdf import preview_pages
from dsa_sim.storage import read_case
from dsa_sim.storage.briefed import before_of, with_briefed
from dsa_sim.storage.example import example_case

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.dsacase"))
EN = Language("en")


def planned(case: Case, template: Template, *items: PlanItem) -> Case:
    plan = msgspec.structs.replace(case.plan, template=template, items=items)
    return msgspec.structs.replace(case, trials=4096, plan=plan)


def made(case: Case, template: Template, lang: Language = EN, *items: PlanItem) -> Briefing:
    return make_briefing(planned(case, template, *items), scenario=None, lang=lang)


def test_the_codes_of_a_plan_are_those_of_the_documents() -> None:
    assert tuple(p.code for p in DOCUMENTS["memorandum"]) == PARTS
    for parts in DOCUMENTS.values():
        codes = [part.code for part in parts]
        assert len(set(codes)) == len(codes)
        assert set(codes) | {"question"} == set(PARTS)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_one_page_is_one_page_in_every_language(path: Path) -> None:
    case = read_case(path).case
    for code in LANGUAGES:
        assert len(preview_pages(made(case, "summary", Language(code)), ppi=8)) == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_page_is_one_page_for_every_service_of_the_register(code: str) -> None:
    lang, too_long = Language(code), []
    for service in register().services:
        case = case_from_register(
            service.key, language=code, texts=case_texts(lang), as_of=date(2026, 11, 29)
        )
        if len(preview_pages(made(case, "summary", lang), ppi=8)) != 1:
            too_long.append(service.key)
    assert too_long == []


def test_one_page_holds_names_as_long_as_they_may_be() -> None:
    case = example_case()
    long = "A name that goes on and on, as some names do; " * 6
    infringements = tuple(
        msgspec.structs.replace(i, title=f"{n} {long}"[:250])
        for n, i in enumerate(case.infringements)
    )
    scenarios = tuple(
        msgspec.structs.replace(s, title=f"{n} {long}"[:250]) for n, s in enumerate(case.scenarios)
    )
    provider = msgspec.structs.replace(case.provider, name=long[:250], group=long[:250])
    case = msgspec.structs.replace(
        case, title=long[:250], infringements=infringements, scenarios=scenarios,
        provider=provider,
    )  # fmt: skip
    for code in LANGUAGES:
        assert len(preview_pages(made(case, "summary", Language(code)), ppi=8)) == 1


def test_one_page_has_the_one_chart_that_its_answer_says() -> None:
    charts = [
        block.data
        for section in made(example_case(), "summary").sections
        for block in section.blocks
        if isinstance(block, ChartBlock)
    ]
    assert [type(data) for data in charts] == [OutcomeRangeData]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_slides_for_a_board_are_few_and_their_titles_are_messages(path: Path) -> None:
    briefing = made(read_case(path).case, "board")
    assert 1 <= len(briefing.sections) <= 8
    for section in briefing.sections:
        assert section.is_slide
        assert section.title
        assert not section.title.endswith(".")
        assert sum(isinstance(b, ChartBlock | Table) for b in section.blocks) <= 1


def test_annexes_are_numbered_and_come_when_they_are_asked_for() -> None:
    case = planned(example_case(), "board")
    wanted = Wanted(scenario=None, lang=EN, more=("legal", "worksheets"), fewer=("precedents",))
    order = export.order_of(case, FORMATS[0], wanted, None, None)
    sections = order.briefing.sections
    annexes = [s.title for s in sections if s.is_annex]
    assert [title.split(":")[0] for title in annexes] == ["Annex 1", "Annex 2"]
    assert "precedents" not in {s.code for s in sections}
    assert {"worksheets", "legal"} <= {s.code for s in sections}


def test_slides_are_for_a_board_unless_something_else_is_asked_for() -> None:
    powerpoint = next(row for row in FORMATS if row.ending == ".pptx")
    others = [row for row in FORMATS if row.ending in (".pdf", ".docx")]
    plan = example_case().plan
    assert powerpoint.template(plan) == "board"
    assert {row.template(plan) for row in others} == {"memorandum"}
    page = msgspec.structs.replace(plan, template="summary")
    assert powerpoint.template(page) == "summary"


def test_since_the_last_briefing_says_what_moved() -> None:
    case = planned(example_case(), "memorandum", PlanItem(code="since"))
    kept = with_briefed(case, case, what="PDF", on=date(2026, 10, 6))
    first = kept.infringements[0]
    fewer = msgspec.structs.replace(
        kept, infringements=tuple(i for i in kept.infringements if i.id != first.id),
        scenarios=(),
    )  # fmt: skip
    briefing = make_briefing(fewer, scenario=None, lang=EN, before=partial(before_of, fewer))
    since = next(s for s in briefing.sections if s.code == "since")
    assert any(isinstance(b, Table) for b in since.blocks)
    same = make_briefing(kept, scenario=None, lang=EN, before=partial(before_of, kept))
    said = next(s for s in same.sections if s.code == "since")
    assert "Nothing has changed since." in repr(said.blocks)


def test_an_earlier_briefing_is_read_only_where_a_part_compares_with_it() -> None:
    asked: list[str] = []
    make_briefing(example_case(), scenario=None, lang=EN, before=lambda: asked.append("read"))
    assert not asked


@pytest.mark.parametrize("template", ["summary", "board", "memorandum"])
def test_without_chances_nothing_speaks_of_expectation(template: Template) -> None:
    case = planned(example_case(), template)
    briefing = make_briefing(case, scenario=None, lang=EN, hidden=frozenset(ALL))
    texts = repr(briefing.sections)
    assert "is expected, chances counted" not in texts
    assert "1 outcome in 20" not in texts
    assert briefing.sections
