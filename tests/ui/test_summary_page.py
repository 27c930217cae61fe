"""The page Summary: true in every case, on one screen, and the way to what is open."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from dsa_sim.language import LANGUAGES, Language, formats
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Outcomes, StartingAmount
from dsa_sim.model.edits import change, find_part
from dsa_sim.model.estimate import exactly
from dsa_sim.ui.pages.exposure.figures import modelled
from dsa_sim.ui.widgets.clipping import covered_texts, cut_texts

LANG = Language("en")
CASES = Path(__file__).parents[1] / "cases"
SMALL = (1280, 720)
NAMES = [
    "exports/FacebookOpen", "exports/FacebookPart", "law/t14_timebarred", "law/t16_persons",
    "law/t13_cap_per_infringement", "e8", "s05",
]  # fmt: skip


def settle(window, qtbot) -> None:
    """Wait until the page shows all that it is going to show."""
    known = window.context.exposures
    qtbot.waitUntil(lambda: not known.is_recalculating(window.document.scenario))
    for _ in range(4):
        QApplication.processEvents()
        window.context.runner.wait()
    QApplication.processEvents()


def edit(window, how) -> None:
    window.context.apply("Edit", how)


def without(case, *, starts=True, chances=True, years=False):
    """The case without amounts, chances or years."""
    for i in case.infringements:
        empty = {"start": None} if starts else {}
        empty |= {"chance": None} if chances else {}
        case = change(case, i.id, **empty)
    if years:
        case = change(case, "provider", chosen_year=None)
        case = change(case, "case", financial_years=())
    return case


def closed(case):
    """The case with no strand that can still end in a decision."""
    none = Outcomes(decision=Decimal(0), commitments=Decimal(0), closed=Decimal(1))
    strands = [s.id for s in case.strands]
    for strand in strands:
        case = change(case, strand, outcomes=none)
    return case


def many(case):
    """The case with sixty infringements and as many strands as it takes."""
    live = assess(case).coverage.live[0]
    first = next(i for i in case.infringements if i.id == live)
    strand = next(s for s in case.strands if s.id == first.strand)
    strands = [
        msgspec.structs.replace(strand, id=f"s{n}", title=f"Strand {n} " * 8, periodic=())
        for n in range(12)
    ]
    holder = next(p for p in case.proceedings if strand in p.strands)
    case = change(case, holder.id, strands=(*holder.strands, *strands))
    more = tuple(
        msgspec.structs.replace(
            first, id=f"i{n}", strand=f"s{n % 12}", title=f"Allegation {n} " * 9,
            start=None if n % 3 else first.start,
        )
        for n in range(60)
    )  # fmt: skip
    return change(case, "case", infringements=(*case.infringements, *more), trials=4096)


def weighed(case):
    """The case with a weight for each of its scenarios."""
    for scenario in case.scenarios:
        case = change(case, scenario.id, weight=Decimal("0.2"))
    return case


def briefed(window) -> None:
    """Keep two snapshots, and change much since."""
    window.context.keep_briefed(window.context.case, "Briefing for the board, as a document " * 3)
    edit(window, lambda case: without(case, starts=False))


@pytest.fixture
def window(open_window):
    made = open_window(size=SMALL)
    edit(made, lambda case: change(case, "case", trials=4096))
    made.show_page("summary")
    return made


def figures(page) -> dict[str, tuple[str, str]]:
    return {f.caption.text(): (f.figure.text(), f.meaning.text()) for f in page.figures.all}


def test_a_case_opens_on_its_summary(open_window) -> None:
    window = open_window(example=False)
    window.files.open_example()
    assert window.page_name == "summary"
    assert not window.guide.isVisible()
    window.files.new_from_register("temu")
    assert window.page_name == "summary"
    window.files.new_blank()
    assert window.page_name == "provider"


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_are_those_of_the_model(open_window, qtbot, copied, name) -> None:
    window = open_window(example=False, size=SMALL)
    assert window.files.open_path(copied(CASES / f"{name}.dsacase"))
    edit(window, lambda case: change(case, "case", trials=4096))
    settle(window, qtbot)
    assert window.page_name == "summary"
    shown = assess(window.document.case)
    run, said = modelled(window.context, None, shown), figures(window.page)
    maximum = "–" if shown.maximum is None else formats.amount(LANG, shown.maximum.amount)
    assert said["Statutory maximum"][0] == maximum
    if run is None:
        assert {said[n][0] for n in ("Expected", "P95", "Chance that nothing is paid")} == {"–"}
        return
    assert said["Expected"][0] == formats.amount(LANG, run.mean_eur)
    assert said["P95"][0] == formats.amount(LANG, run.quantile_eur(0.95))
    assert said["Chance that nothing is paid"][0] == formats.share(LANG, run.chance_of_none)


def test_nothing_assessed_has_no_figures_and_says_so(window, qtbot) -> None:
    edit(window, without)
    settle(window, qtbot)
    assert figures(window.page)["Expected"] == ("–", "nothing modelled yet")
    live = len(assess(window.document.case).coverage.live)
    assert "Not assessed: " in window.page.assessed.said.text()
    assert live
    assert window.page.assessed.next.isVisible()


def test_nothing_that_can_be_fined_is_certainly_nothing(window, qtbot) -> None:
    edit(window, closed)
    settle(window, qtbot)
    said = figures(window.page)
    assert said["Statutory maximum"] == ("–", "no decision can bring a fine")
    assert said["Chance that nothing is paid"][0] == formats.share(LANG, 1)
    assert said["If anything is paid"][1] == "no outcome brings a payment"
    assert window.page.assessed.said.text() == "Nothing that is alleged can bring a fine."
    assert window.page.strands.said.text() == "No strand is open."
    assert not window.page.assessed.next.isVisible()


def test_without_turnover_it_says_what_is_missing(window, qtbot) -> None:
    edit(window, lambda case: without(case, starts=False, chances=False, years=True))
    settle(window, qtbot)
    assert figures(window.page)["Statutory maximum"] == ("–", "not computable yet")
    assert figures(window.page)["Expected"] == ("–", "not computable yet")
    window.page.assessed.next.click()
    assert window.page_name == "provider"


def test_a_blank_case_says_that_nothing_is_alleged(open_window, qtbot) -> None:
    window = open_window("", example=False, size=SMALL)
    window.files.new_blank()
    window.show_page("summary")
    settle(window, qtbot)
    assert window.page.assessed.said.text() == "Nothing is alleged yet."
    assert figures(window.page)["Statutory maximum"] == ("–", "not computable yet")
    assert window.page.dates.said.text() == "No date follows yet."


def test_one_possible_amount_and_a_maximum_that_binds(window, qtbot) -> None:
    def huge(case):
        for i in case.infringements:
            amount = StartingAmount(unit="turnover_share", estimate=exactly(1))
            case = change(case, i.id, start=amount, chance=exactly(Decimal(1)))
        return case

    edit(window, huge)
    settle(window, qtbot)
    said = figures(window.page)
    assert "binds in" in said["Statutory maximum"][1]
    assert "binds in no outcome" not in said["Statutory maximum"][1]


def test_what_changed_since_the_last_briefing(window, qtbot) -> None:
    settle(window, qtbot)
    assert not window.page.since.isVisible()
    window.context.keep_briefed(window.context.case, "Briefing")
    settle(window, qtbot)
    assert "Nothing has changed since." in window.page.since.said.text()
    risk = assess(window.document.case).coverage.live[0]
    edit(window, lambda case: change(case, risk, chance=None))
    settle(window, qtbot)
    lines = window.page.since.lines.texts
    assert any("→" in text for text, _ in lines)
    assert f"{risk}.chance" in [target for _, target in lines]


def test_next_walks_through_all_that_is_open(window, qtbot) -> None:
    edit(window, lambda case: many(case))
    settle(window, qtbot)
    shown = assess(window.document.case)
    assert len(shown.coverage.open) == 40
    seen = []
    for _ in shown.coverage.open:
        window.show_page("summary")
        settle(window, qtbot)
        window.page.assessed.next.click()
        assert window.page_name == "infringements"
        seen.append(window.page.chosen)
        assert find_part(window.document.case, window.page.chosen).start is None
    assert sorted(seen) == sorted(shown.coverage.open)
    # The same from field to field, by the headline or the key, without going back.
    window.show_next_open()
    first = window.page.chosen
    window.show_next_open()
    assert window.page.chosen != first
    window.header.headline.linkActivated.emit("next open")
    assert window.page.chosen not in (first, "")


def test_a_strand_that_was_decided_is_named_beside_its_live_allegation(window, qtbot) -> None:
    settle(window, qtbot)
    case, card = window.document.case, window.page.strands
    live = assess(case).coverage.live
    decided = {i.strand for i in case.infringements if i.id in live}
    assert decided
    assert card.said.text().startswith("No decision is still to come.")
    assert {target.partition(".")[0] for _, target in card.lines.texts} == decided


def test_a_click_on_a_line_leads_to_its_place(window, qtbot) -> None:
    settle(window, qtbot)
    window.files.new_from_register("temu")
    settle(window, qtbot)
    page = window.page
    _, target = page.strands.lines.texts[0]
    page.strands.lines.asked.emit(target)
    assert window.page_name == "infringements"
    window.show_page("summary")
    page.figures.expected.asked.emit("page:exposure")
    assert window.page_name == "exposure"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "kind", ["example", "open", "years", "closed", "many", "briefed", "weighed", "temu"]
)
def test_it_fits_one_screen(open_window, qtbot, code, kind) -> None:
    window = open_window("summary" if kind != "temu" else "", code=code, size=SMALL,
                         example=kind != "temu")  # fmt: skip
    if kind == "temu":
        window.files.new_from_register("temu")
    ways = {
        "weighed": weighed, "open": without, "closed": closed, "many": many,
        "years": lambda case: without(case, starts=False, chances=False, years=True),
    }  # fmt: skip
    if kind in ways:
        edit(window, ways[kind])
    if kind == "briefed":
        edit(window, many)
        briefed(window)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.page.since.isVisible() == (kind == "briefed"))
    assert window.guide.isVisible() == (kind == "temu")
    assert window.page.area.verticalScrollBar().maximum() == 0
    assert cut_texts(window.page) + covered_texts(window.page) == []


def test_every_case_of_the_tests_fits_in_german(open_window, qtbot, copied) -> None:
    window = open_window(example=False, code="de", size=SMALL)
    for path in sorted(CASES.rglob("*.dsacase")):
        assert window.files.open_path(copied(path))
        edit(window, lambda case: change(case, "case", trials=4096))
        window.show_page("summary")
        settle(window, qtbot)
        page = window.page
        assert page.area.verticalScrollBar().maximum() == 0, path.name
        assert cut_texts(page) + covered_texts(page) == [], path.name
        # What is open leads to an input that is there.
        page.assessed.next.click()
        assert window.page_name in ("summary", "infringements", "provider", "methods"), path.name
