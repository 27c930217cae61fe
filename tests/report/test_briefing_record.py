"""The briefing tells the record with its sources, and never the unchecked as a fact."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from dsa_sim.language import Language, formats
from dsa_sim.language.tables import Table
from dsa_sim.law.precedents import precedents
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import Deadline
from dsa_sim.report.briefing import record as briefing_record
from dsa_sim.report.briefing.blocks import ChartBlock, Heading, Paragraph, Section
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.charts.precedents import PrecedentData
from dsa_sim.report.charts.timeline import TimelineData
from dsa_sim.report.writers.pdf import write_pdf
from tests.report.conftest import make_case, with_scenarios
from tests.report.record_cases import (
    DEADLINES,
    REQUEST,
    crowded,
    empty,
    with_events,
)

ENGLISH = Language("en")
PROCEEDINGS = "Proceedings and deadlines"


@pytest.fixture(autouse=True)
def deadlines(monkeypatch: pytest.MonkeyPatch) -> list[Deadline]:
    """The deadlines of every case here, made by hand: what is due is not what is tested."""
    made = list(DEADLINES)
    monkeypatch.setattr(briefing_record, "case_deadlines", lambda case: tuple(made))
    return made


def section(case: Case, title: str, lang: Language = ENGLISH) -> Section | None:
    briefing = make_briefing(case, scenario=None, lang=lang)
    return next((s for s in briefing.sections if s.title.endswith(lang.tr(title))), None)


def proceedings(case: Case) -> Section:
    found = section(case, PROCEEDINGS)
    assert found is not None
    return found


def table(found: Section, summary: str) -> Table:
    return next(b for b in found.blocks if isinstance(b, Table) and b.summary == summary)


def texts(found: Section) -> str:
    blocks = (b for b in found.blocks if isinstance(b, Paragraph | Heading))
    return "\n".join(b.text for b in blocks)


def test_the_section_has_the_timeline_and_its_tables() -> None:
    found = proceedings(with_events(REQUEST))
    charts = [b.data for b in found.blocks if isinstance(b, ChartBlock)]
    assert [type(d) for d in charts] == [TimelineData]
    headings = [b.text for b in found.blocks if isinstance(b, Heading)]
    assert headings == ["Deadlines to come", "Events", "Requests for information"]


def test_every_event_stands_with_its_date_provisions_source_and_status() -> None:
    case = crowded()
    rows = table(proceedings(case), "Events").texts
    events = sorted((e for p in case.proceedings for e in p.events), key=lambda e: e.on)
    assert len(rows) == len(events) == 25
    for row, event in zip(rows, events, strict=True):
        day, what, provisions, source, status = row
        assert event.title in what
        assert source == event.source.text
        assert provisions == (f"Art. {', '.join(event.provisions)}" if event.provisions else "–")
        if event.precision == "month":
            assert day.startswith("≈")
        else:
            assert day == formats.day(ENGLISH, event.on)
        if event.source.status == "checked":
            assert status == "Checked, 6 Oct 2026"
            assert "[?]" not in what
        else:
            assert status == "Unchecked"
            assert "[?]" in what


def test_the_mark_is_explained_where_it_is_used_and_only_there(deadlines: list[Deadline]) -> None:
    assert "[?]" in texts(proceedings(crowded()))
    deadlines[:] = [d for d in DEADLINES if d.status == "checked" and not d.assumed]
    sure = with_events(msgspec.structs.replace(REQUEST, due=()))
    assert "[?]" not in texts(proceedings(sure))


def test_deadlines_tell_how_they_were_counted_under_which_rules() -> None:
    rows = table(proceedings(crowded()), "Deadlines to come").texts
    days = sorted(d.on for d in DEADLINES if d.on >= crowded().as_of)
    assert [r[0] for r in rows] == [formats.day(ENGLISH, day) for day in days]
    action = next(r for r in rows if r[1].startswith("Action for annulment"))
    assert "[?]" in action[1]
    assert "Applicant before the General Court" in action[1]
    assert "20 Apr 2026" in action[2]
    assert "4 May 2026" in action[2]
    assert "Art. 263(6) TFEU" in action[2]
    assert "General Court" in action[3]
    assert "holidays of the Court" in action[3]
    assert action[4] == "Unchecked"
    reply = next(r for r in rows if r[0] == "2 Mar 2026")
    assert "Fixed by the letter" in reply[2]
    assert "[?]" not in reply[1]
    assert not any("long past" in r[1] for r in rows)


def test_deadlines_that_differ_only_in_what_they_are_about_share_a_row(
    deadlines: list[Deadline],
) -> None:
    deadlines[:] = [replace(DEADLINES[5], where=f"i{n}", about=f"Part {n}") for n in range(3)]
    (row,) = table(proceedings(crowded()), "Deadlines to come").texts
    assert row[1].startswith("Power to fine lapses: Part 0; Part 1; Part 2")


def test_requests_stand_with_their_dues_answers_and_conflicts() -> None:
    (row,) = table(proceedings(with_events(REQUEST)), "Requests for information").texts
    assert row[0] == "14 Mar 2024"
    assert row[2] == "Simple request"
    assert row[3].splitlines() == [
        "5 Apr 2024: elections",
        "26 Apr 2024: the rest [?]",
        "Another source: 24 April",
    ]
    assert row[4] == "Incorrect, incomplete or misleading answer"


def test_a_due_date_that_is_not_checked_explains_the_mark(deadlines: list[Deadline]) -> None:
    deadlines.clear()
    assert "[?]" in texts(proceedings(with_events(REQUEST)))


def test_nothing_to_say_is_no_section(deadlines: list[Deadline]) -> None:
    deadlines.clear()
    assert section(empty(), PROCEEDINGS) is None
    assert section(empty(), "Precedents") is None
    assert section(make_case(), PROCEEDINGS) is not None


def test_precedents_stand_with_base_share_and_doubt(lang: Language) -> None:
    found = section(with_scenarios(make_case()), "Precedents", lang)
    assert found is not None
    data = next(b.data for b in found.blocks if isinstance(b, ChartBlock))
    assert isinstance(data, PrecedentData)
    (rows,) = [b.texts for b in found.blocks if isinstance(b, Table)]
    bases = [(p, b) for p in precedents() for b in p.bases]
    assert len(rows) == len(bases)
    for row, (fine, base) in zip(rows, bases, strict=True):
        assert fine.name in row[0]
        assert formats.share(lang, fine.share_of_turnover(base)) == row[2]
        assert formats.share(lang, fine.share_of_maximum(base)) == row[3]
        assert row[4] == (base.contested.text(lang.code) if base.contested else "–")
        assert ("[?]" in row[1]) == (base.status not in ("checked", "derived"))
    said = texts(found)
    assert "n = 3" in said


def test_the_real_outcome_comes_with_its_caveat() -> None:
    case = with_scenarios(make_case())
    platform = msgspec.structs.replace(case.platforms[0], register="aliexpress")
    found = section(msgspec.structs.replace(case, platforms=(platform,)), "Precedents")
    assert found is not None
    caveats = [b.text for b in found.blocks if isinstance(b, Paragraph) and b.tone == "caveat"]
    assert len(caveats) == 1
    # The case is of another decision: nothing is said of amounts that would come close.
    assert "was imposed on 20 Jul 2026" in caveats[0]
    assert "prove nothing" not in caveats[0]
    plain = section(case, "Precedents")
    assert plain is not None
    assert not [b for b in plain.blocks if isinstance(b, Paragraph) and b.tone == "caveat"]


def test_no_precedents_where_no_amount_is_assumed() -> None:
    assert section(crowded(), "Precedents") is None


def test_the_pages_show_both_charts_as_text(tmp_path: Path) -> None:
    case = msgspec.structs.replace(
        with_scenarios(make_case()),
        proceedings=(msgspec.structs.replace(make_case().proceedings[0], events=(REQUEST,)),),
    )
    path = tmp_path / "briefing.pdf"
    path.write_bytes(write_pdf(make_briefing(case, scenario=None, lang=ENGLISH)))
    pages = " ".join(page.extract_text() for page in PdfReader(path).pages)
    for words in (PROCEEDINGS, "Request on generative AI", "Fines so far", "Power to fine"):
        assert words in pages
