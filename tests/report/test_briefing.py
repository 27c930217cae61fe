"""The briefing as data: complete, true to the assessment, in every language."""

import re
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from dsa_sim import law
from dsa_sim.language import LANGUAGES, Language, formats
from dsa_sim.language.catalogues import template
from dsa_sim.language.tables import Column, Table, rows_of
from dsa_sim.language.worksheet_words import formula
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case
from dsa_sim.model.estimate import exactly
from dsa_sim.model.maxima import StrandMaxima
from dsa_sim.model.simulation import simulate
from dsa_sim.report.briefing.blocks import (
    Briefing,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Paragraph,
    Section,
)
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.charts.chart_data import ComparisonData

ENGLISH = Language("en")


def section(briefing: Briefing, title: str) -> Section:
    return next(s for s in briefing.sections if s.title.endswith(title))


def tables(found: Section) -> list[Table]:
    return [b for b in found.blocks if isinstance(b, Table)]


def all_texts(briefing: Briefing) -> list[str]:
    found = [briefing.title, briefing.subtitle, briefing.foot, *sum(briefing.facts.rows, ())]
    for part in briefing.sections:
        found.append(part.title)
        for block in part.blocks:
            match block:
                case Heading() | Paragraph():
                    found.append(block.text)
                case Table():
                    found += [c.title for c in block.columns] + list(sum(block.texts, ()))
                case Facts():
                    found += sum(block.rows, ())
                case Bullets():
                    found += block.items
                case ChartBlock():
                    found += [block.caption, block.text_alternative]
    return found


def test_it_has_every_part_in_order(case: Case) -> None:
    titles = [s.title for s in make_briefing(case, scenario=None, lang=ENGLISH).sections]
    assert titles == [
        "Question",
        "Short answer",
        "Alleged infringements",
        "Statutory maxima",
        "Exposure",
        "What drives it",
        "Scenarios",
        "Open questions of law",
        "Next dates",
        "Points to check",
        "Annex 1: How the amounts are reached",
        "Annex 2: Decisions",
        "Annex 3: Precedents",
        "Annex 4: Methods",
        "Annex 5: Proceedings and deadlines",
        "Annex 6: Assumptions and facts",
        "Annex 7: Legal basis",
        "Annex 8: Terms",
        "Annex 9: What these figures are not",
    ]


@pytest.mark.parametrize("scenario", [None, "segment", "early", "severe"])
def test_the_maxima_are_exact_and_all_there(
    case: Case, scenario: str | None, lang: Language
) -> None:
    briefing = make_briefing(case, scenario=scenario, lang=lang)
    rows = tables(section(briefing, lang.tr("Statutory maxima")))[0].texts
    shown = {(name, row[4]) for row in rows for name in row[0].split("\n")}
    computed = {
        (title_of(s, lang), formats.amount_known_to(lang, m.amount, m.precision_eur))
        for s in assess(case, scenario).strands
        for m in s.maxima
    }
    assert shown == computed


def title_of(found: StrandMaxima, lang: Language) -> str:
    title = found.strand.title
    if found.strand.outcomes.decision:
        return title
    return lang.tr("{title} (ends without a decision)", title=title)


def test_maxima_that_are_alike_are_said_once(case: Case) -> None:
    day = case.strands[0].decision_on
    alike = tuple(msgspec.structs.replace(s, decision_on=day) for s in case.strands)
    proceeding = msgspec.structs.replace(case.proceedings[0], strands=alike)
    same = msgspec.structs.replace(case, proceedings=(proceeding, *case.proceedings[1:]))
    made = make_briefing(same, scenario=None, lang=ENGLISH)
    rows = tables(section(made, "Statutory maxima"))[0].texts
    assert len({row[1:] for row in rows}) == len(rows)
    assert rows[0][0].split("\n") == [title_of(s, ENGLISH) for s in assess(same).strands]


def test_the_group_maximum_is_the_one_of_the_worked_example(case: Case) -> None:
    texts = all_texts(make_briefing(case, scenario=None, lang=ENGLISH))
    # The turnover is reported to RMB 10 m, which leaves the last four digits open.
    assert "€\N{NO-BREAK SPACE}7,463,680,000" in texts


@pytest.mark.parametrize("scenario", [None, "segment", "severe"])
def test_amounts_are_those_of_the_assessment(
    case: Case, scenario: str | None, lang: Language
) -> None:
    view = assess(case, scenario)
    briefing = make_briefing(case, scenario=scenario, lang=lang)
    infringements, worksheets, decisions = (
        section(briefing, lang.tr(title))
        for title in ("Alleged infringements", "How the amounts are reached", "Decisions")
    )
    assert [row[5] for row in tables(infringements)[0].texts] == [
        formats.amount(lang, w.amount_eur) for w in view.worksheets
    ]
    known = [sheet for sheet in view.worksheets if sheet.amount_eur is not None]
    (table,) = tables(worksheets)
    for sheet in known:
        start = next(n for n, row in enumerate(table.texts) if row[0] == sheet.infringement.title)
        rows = table.texts[start + 1 :]
        shown = [step for step in sheet.steps if step.effect_eur]
        amounts = {formats.amount(lang, step.value_eur) for step in shown}
        assert amounts <= {row[2] for row in rows}
        assert formats.amount(lang, sheet.steps[-1].value_eur) in {row[2] for row in rows}
    facts = [b for b in decisions.blocks if isinstance(b, Facts)]
    for found, decision in zip(facts, view.decisions, strict=True):
        values = [value for _, value in found.rows]
        assert values[0] == formats.amount(lang, decision.sum_eur)
        missing = lang.tr("cannot be computed")
        maximum = decision.maximum
        known = maximum and formats.amount_known_to(lang, maximum.amount, maximum.precision_eur)
        assert values[1] == (known or missing)
        assert values[2] == formats.amount(lang, decision.fine_eur, none=missing)
        assert values[4] == formats.amount(lang, decision.fine_other_cap_eur, none=missing)
    answer = " ".join(leads(briefing))
    assert formats.amount(lang, simulate(case, scenario).mean_eur) in answer
    assert view.maximum is not None
    assert formats.amount(lang, view.maximum.amount) in answer


def leads(briefing: Briefing) -> list[str]:
    found = section(briefing, briefing.lang.tr("Short answer"))
    return [b.text for b in found.blocks if isinstance(b, Paragraph) and b.tone == "lead"]


def test_a_maximum_that_limits_the_fine_is_told(case: Case) -> None:
    severe = make_briefing(case, scenario="severe", lang=ENGLISH)
    assert "of outcomes a maximum limits the fine" in " ".join(leads(severe))
    calm = make_briefing(case, scenario=None, lang=ENGLISH)
    assert "limits the fine" not in " ".join(leads(calm))


def test_the_comparison_has_every_scenario_or_only_the_one_in_view(case: Case) -> None:
    def compared(*, all_scenarios: bool) -> tuple[str, ...]:
        briefing = make_briefing(case, scenario="early", lang=ENGLISH, all_scenarios=all_scenarios)
        charts = [b for b in section(briefing, "Scenarios").blocks if isinstance(b, ChartBlock)]
        data = charts[0].data
        assert isinstance(data, ComparisonData)
        assert data.chosen == "early"
        return tuple(r.scenario for r in data.rows)

    assert compared(all_scenarios=True) == ("", "upheld", "segment", "early", "severe")
    assert compared(all_scenarios=False) == ("early",)


def test_every_judgement_stands_with_its_reason_and_author(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    cells = ["\n".join(row) for row in tables(section(briefing, "Assumptions and facts"))[0].texts]
    for infringement in case.infringements:
        for reason in (
            infringement.start_note.reason,
            infringement.duration_reason,
            infringement.recurrence_reason,
            infringement.other_penalties_reason,
            *(f.reason for f in (*infringement.aggravating, *infringement.mitigating)),
        ):
            assert not reason or any(
                cell.startswith(infringement.title) and reason in cell for cell in cells
            )
    assert any("A. Counsel" in cell and "B. Partner" in cell for cell in cells)


def test_facts_carry_their_status(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    facts = {row[0]: row[2] for row in tables(section(briefing, "Assumptions and facts"))[1].texts}
    assert facts["Designation of Example Shop"] == "Unchecked"
    assert facts["Turnover, The whole group, year to 31 Mar 2026"] == "Checked, 6 Oct 2026"


def test_every_problem_is_a_point_to_check(case: Case, lang: Language) -> None:
    briefing = make_briefing(case, scenario=None, lang=lang)
    rows = tables(section(briefing, lang.tr("Points to check")))[0].texts
    assert len(rows) == len(assess(case).problems) > 0
    assert all(all(row) for row in rows)


def test_the_legal_basis_names_every_article_alleged(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    cited = {row[0] for row in tables(section(briefing, "Legal basis"))[0].texts}
    assert {"Art. 30", "Art. 34", "Art. 35", "Art. 74(1)", "Art. 74(2)", "Art. 76(1)"} <= cited
    assert {"Art. 74(1)(a)", "Art. 74(2)(a)"} <= cited


def test_the_caveat_stands_at_the_start_and_at_the_end(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    first = [b for b in section(briefing, "Short answer").blocks if isinstance(b, Paragraph)]
    last = briefing.sections[-1].blocks[0]
    assert first[-1].tone == "caveat"
    assert "not legal advice" in first[-1].text
    assert isinstance(last, Bullets)
    assert first[-1].text in last.items


def test_the_foot_says_where_a_page_comes_from(case: Case) -> None:
    foot = make_briefing(case, scenario="segment", lang=ENGLISH).foot
    for part in (
        "Confidential",
        "not fully assessed",
        case.title[:6],
        "Segment",
        law.law_version(),
    ):
        assert part in foot
    unmarked = msgspec.structs.replace(case, mark="none", title="Short")
    foot = make_briefing(unmarked, scenario=None, lang=ENGLISH).foot
    assert foot.startswith("Draft: not fully assessed · Short")
    assert foot.endswith("1 Jul 2026")
    assert "dsa_sim" in foot


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_foot_is_one_line(case: Case, code: str) -> None:
    long = msgspec.structs.replace(case, title="A title of many words " * 9)
    for scenario in (None, *(s.id for s in case.scenarios)):
        assert len(make_briefing(long, scenario=scenario, lang=Language(code)).foot) <= 130


def test_an_unknown_scenario_is_refused(case: Case) -> None:
    with pytest.raises(KeyError):
        make_briefing(case, scenario="nothing", lang=ENGLISH)


def test_a_case_without_turnover_says_what_is_missing(case: Case, lang: Language) -> None:
    bare = msgspec.structs.replace(case, financial_years=(), scenarios=())
    briefing = make_briefing(bare, scenario=None, lang=lang)
    assert "€" not in " ".join(leads(briefing))
    assert tables(section(briefing, lang.tr("Points to check")))[0].texts


def test_a_blank_case_makes_a_briefing(case: Case, lang: Language) -> None:
    blank = msgspec.structs.replace(
        case, platforms=(), financial_years=(), exchange_rates=(), proceedings=(),
        infringements=(), scenarios=(),
    )  # fmt: skip
    assert make_briefing(blank, scenario=None, lang=lang).sections


def test_per_infringement_reading_is_named(case: Case) -> None:
    read = msgspec.structs.replace(case, cap_reading="per_infringement", cap_reason="recital 117")
    briefing = make_briefing(read, scenario=None, lang=ENGLISH)
    assert "infringements that can bring a fine add up to" in " ".join(leads(briefing))
    assert "Fine if read as: One maximum per decision" in all_texts(briefing)


def test_a_projected_year_is_marked(case: Case) -> None:
    years = tuple(
        msgspec.structs.replace(y, basis="projected") if y.id == "fy2026" else y
        for y in case.financial_years
    )
    briefing = make_briefing(
        msgspec.structs.replace(case, financial_years=years), scenario=None, lang=ENGLISH
    )
    rows = tables(section(briefing, "Statutory maxima"))[1].texts
    assert "(Projected)" in rows[0][0]


def test_french_is_complete(case: Case) -> None:
    """No sentence of the program comes out in English."""
    french = "\n".join(all_texts(make_briefing(case, scenario="severe", lang=Language("fr"))))
    english = {m.id for m in template() if isinstance(m.id, str) and len(m.id) > 14}
    plain = {m for m in english if "{" not in m and Language("fr").tr(m) != m}
    left = [m for m in plain if re.search(rf"(?<!\w){re.escape(m)}(?!\w)", french)]
    typed = msgspec.json.encode(case).decode()
    assert [m for m in left if m not in typed] == []


def test_formulas_carry_the_numbers_they_compute_with(case: Case) -> None:
    sheet = assess(case).worksheet("hidden-links")
    written = {s.name: formula(sheet, s, ENGLISH).replace("\xa0", " ") for s in sheet.steps}
    assert written["start"] == "€ 150 m"
    assert written["duration"] == "€ 150 m × 1.2"
    assert written["recurrence"] == "€ 180 m × (1 + 50 %)"
    assert written["aggravating"] == "no change"
    assert written["other_penalties"] == "€ 270 m − € 10.0 m"
    sheet = assess(case).worksheet("risk-assessment")
    written = {s.name: formula(sheet, s, ENGLISH).replace("\xa0", " ") for s in sheet.steps}
    assert written["start"] == "0.3 % × € 124,394,686,731.78"
    assert written["aggravating"] == "€ 373 m × (1 + 15 %)"
    assert written["mitigating"] == "€ 373 m × (1 + 15 % − 10 %)"


def test_the_waterfall_is_left_out_where_no_step_changes_anything(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    charts = [
        b
        for b in section(briefing, "How the amounts are reached").blocks
        if isinstance(b, ChartBlock)
    ]
    assert [c.data.infringement for c in charts if not isinstance(c.data, ComparisonData)] == [
        "risk-assessment",
        "hidden-links",
    ]


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    table = Table(columns=(Column(title="a"), Column(title="b")), rows=(), summary="s")
    with pytest.raises(ValueError, match="2 cells"):
        replace(table, rows=rows_of([("one",)]))


def test_an_override_of_every_kind_is_put_into_words(case: Case, lang: Language) -> None:
    from dsa_sim.model.case import Factor, Outcomes, Scenario
    from dsa_sim.model.inputs import INPUTS, override, targets
    from dsa_sim.report.briefing.results import scenarios_section
    from dsa_sim.report.briefing.runs import Runs

    values = {
        "estimate": exactly("0.5"),
        "start": case.infringements[0].start,
        "outcomes": Outcomes(closed=Decimal("0.5"), decision=Decimal("0.5")),
        "factors": (Factor(share=exactly("0.2")),),
        "on": case.strands[0].decision_on,
    }
    rows = {r.field: r for r in INPUTS}
    overrides = []
    for target in targets(case):
        row = rows[target.partition(".")[2]]
        value = values.get(row.value_field) or row.choices_in(case)[0]
        overrides.append(override(case, target, value))
    scenario = Scenario(id="all", title="All", overrides=tuple(overrides))
    changed = msgspec.structs.replace(case, scenarios=(scenario,))
    view = assess(changed, "all")
    runs = Runs(case=changed, compared=(view,), view=view)
    table = tables(scenarios_section(changed, (view,), view, runs, lang))[1]
    assert len(table.rows) == len(overrides)
    assert all(row[1] and row[2] for row in table.texts)
