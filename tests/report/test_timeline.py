"""The timeline shows every event on its day, and says of each how far it can be relied on."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Polygon
from matplotlib.text import Text

from dsa_sim.language import Language
from dsa_sim.model.case import Case, Event, Source
from dsa_sim.report.charts.date_axis import DateScale, date_ticks
from dsa_sim.report.charts.figures import Chart, draw, overlaps
from dsa_sim.report.charts.lanes import LabelledMark, Track, allotted, arranged, rows_needed
from dsa_sim.report.charts.lettering import width
from dsa_sim.report.charts.style import LOOKS, contrast
from dsa_sim.report.charts.timeline import TimelineData, timeline_data
from tests.report.record_cases import (
    CHECKED,
    DEADLINES,
    crowded,
    deadline,
    empty,
    events,
    with_events,
)

ENGLISH = Language("en")
SIZES = [(300, 180), (400, 300), (560, 240), (720, 300), (1100, 420), (1600, 900)]
LONG = "Preliminary findings on the assessment and mitigation of systemic risks for minors " * 3


class LongFrench(Language):
    """French with every sentence half as long again, as an unknown translation may be."""

    def tr(self, message: str, /, **params: object) -> str:
        text = super().tr(message, **params)
        return text + " et davantage encore"[: max(3, len(text) // 2)]

    def ntr(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        text = super().ntr(singular, plural, n, **params)
        return text + " et davantage encore"[: max(3, len(text) // 2)]


LANGUAGES = [Language("en"), LongFrench("fr")]


def event(number: int, on: date, **changes: object) -> Event:
    values: dict[str, object] = {"id": f"e{number}", "on": on, "title": f"Event {number}"}
    return Event(**{**values, "source": CHECKED, **changes})  # type: ignore[arg-type]


def same_day() -> Case:
    return with_events(*(event(n, date(2025, 6, 18), title=LONG) for n in range(12)))


CASES = {
    "crowded": crowded(),
    "empty": empty(),
    "one": with_events(event(0, date(2024, 3, 14))),
    "same day": same_day(),
    "long": with_events(*(event(n, date(2024, 1, 1 + n), title=LONG[n:]) for n in range(9))),
    "strange": with_events(
        event(0, date(2024, 3, 14), title="$x^2$ \\frac{1} 速卖通 🙂 שלום"),
        event(1, date(1995, 1, 1), title=""),
        event(2, date(2100, 1, 1), title="x" * 200),
    ),
    "hundred": with_events(
        *(event(n, date(2023, 1, 1) + timedelta(days=9 * n)) for n in range(100))
    ),
}


def data_of(case: Case, lang: Language = ENGLISH, today: date | None = None) -> TimelineData:
    return timeline_data(case, lang, today=today, deadlines=DEADLINES)


def texts(chart: Chart) -> list[str]:
    return [t.get_text() for t in chart.figure.findobj(Text) if isinstance(t, Text)]


def shapes(chart: Chart, role: str) -> list[Polygon]:
    found = [p for p in chart.figure.findobj(Polygon) if type(p) is Polygon]
    return [p for p in found if str(p.get_label()).startswith(role)]


def middle(shape: Polygon) -> float:
    xs = [float(x) for x, _ in shape.get_xy()]
    return (min(xs) + max(xs)) / 2


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("zoom", ["all", "coming"])
@pytest.mark.parametrize("lang", LANGUAGES, ids=["en", "long fr"])
def test_no_label_is_cut_or_meets_another(name: str, zoom: str, lang: Language) -> None:
    data = timeline_data(CASES[name], lang, deadlines=() if name == "empty" else DEADLINES)
    for size in SIZES:
        chart = draw(
            data,
            lang=lang,
            zoom=zoom,  # type: ignore[arg-type]
            size_inches=(size[0] / 96, size[1] / 96),
            dpi=96,
        )
        assert overlaps(chart.figure) == [], size


def test_marks_stand_where_their_days_are() -> None:
    data = data_of(crowded())
    chart = draw(data, lang=ENGLISH, size_inches=(20, 12))
    at = {m.key: middle(shapes(chart, f"event {m.key}")[0]) for m in data.marks}
    first, last = data.marks[0], data.marks[-1]
    per_day = (at[last.key] - at[first.key]) / (last.on - first.on).days
    for mark in data.marks:
        expected = at[first.key] + per_day * (mark.on - first.on).days
        assert at[mark.key] == pytest.approx(expected, abs=0.01)


def test_what_is_not_checked_is_hollow_and_said() -> None:
    case = with_events(
        event(0, date(2024, 3, 14)),
        event(1, date(2024, 9, 14), source=Source(text="somebody", status="unchecked")),
        event(2, date(2025, 3, 14), source=Source(text="us", status="inferred")),
        event(3, date(2025, 9, 14), source=Source(text="us", status="illustration")),
    )
    data = timeline_data(case, ENGLISH, deadlines=())
    chart = draw(data, lang=ENGLISH, size_inches=(12, 5))
    hollow = {str(s.get_label()) for s in shapes(chart, "event") if "hollow" in str(s.get_label())}
    assert hollow == {"event e1 hollow", "event e2 hollow", "event e3 hollow"}
    assert "Event 0;" in data.text_alternative(ENGLISH)
    assert "Event 1 (unchecked)" in data.text_alternative(ENGLISH)
    told = {a.key: a.text for a in chart.areas}
    assert "Unchecked" in told["e1"]
    assert "somebody" in told["e1"]
    assert "Checked" in told["e0"]
    assert "not checked, or assumed" in texts(chart)


def test_an_event_of_which_only_the_month_is_known_says_so() -> None:
    case = with_events(event(0, date(2024, 3, 1), precision="month"))
    data = timeline_data(case, ENGLISH, deadlines=())
    assert data.marks[0].day == "≈ Mar 2024"
    chart = draw(data, lang=ENGLISH, size_inches=(8, 3))
    assert "≈ Mar 2024 Event 0" in texts(chart)
    assert "1 Mar 2024" not in data.text_alternative(ENGLISH)


def test_today_is_an_argument_and_else_the_as_of_date_is_marked() -> None:
    case = crowded()
    plain = draw(data_of(case), lang=ENGLISH, size_inches=(8, 4))
    assert "As of 1 Feb 2026" in texts(plain)
    today = draw(data_of(case, today=date(2026, 3, 10)), lang=ENGLISH, size_inches=(8, 4))
    assert "Today, 10 Mar 2026" in texts(today)
    assert "As of 1 Feb 2026" not in texts(today)


def test_only_deadlines_to_come_are_marked() -> None:
    titles = [m.title for m in data_of(crowded()).marks if m.lane == "deadlines"]
    assert len(titles) == 4
    assert not any("long past" in t for t in titles)
    later = data_of(crowded(), today=date(2026, 3, 10))
    assert len([m for m in later.marks if m.lane == "deadlines"]) == 3


def test_a_deadline_on_the_marked_day_is_still_to_come() -> None:
    data = timeline_data(with_events(), ENGLISH, deadlines=(deadline("reply", date(2026, 2, 1)),))
    assert [m.lane for m in data.marks] == ["deadlines"]


def test_a_strand_with_several_assumed_days_is_a_band_and_one_day_a_mark() -> None:
    windows = {b.key: b for b in data_of(crowded()).bars if b.lane == "windows"}
    assert (windows["s1"].starts, windows["s1"].ends) == (date(2026, 12, 15), date(2027, 6, 30))
    assert windows["s2"].starts == windows["s2"].ends == date(2026, 9, 1)
    assert not windows["s1"].reliable


def test_a_strand_that_was_decided_awaits_nothing() -> None:
    fine = event(0, date(2026, 7, 20), kind="fine")
    assert [b for b in data_of(with_events(fine)).bars if b.lane == "windows"] == []
    other = event(0, date(2026, 7, 20), kind="opening")
    assert [b.key for b in data_of(with_events(other)).bars if b.lane == "windows"] == ["s1"]


def test_limitation_shows_the_period_and_the_absolute_limit() -> None:
    limits = {b.key: b for b in data_of(crowded()).bars if b.lane == "limitation"}
    first = limits["i1.limitation"]
    assert (first.starts, first.ends, first.latest) == (
        date(2026, 4, 1), date(2031, 4, 1), date(2036, 4, 1),
    )  # fmt: skip
    assert "at the latest 1 Apr 2036" in first.text(ENGLISH)
    assert limits["i2.limitation"].latest is None
    assert not limits["i2.limitation"].reliable
    assert len(limits) == 2


def test_the_dates_of_a_bar_stay_whole_where_its_title_is_cut() -> None:
    limit = replace(DEADLINES[5], about=LONG)
    data = timeline_data(empty_at_2026(), ENGLISH, deadlines=(limit,))
    (label,) = [t for t in texts(draw(data, lang=ENGLISH, size_inches=(4.2, 2))) if "Power" in t]
    assert label.endswith("…: until 1 Apr 2031")


def test_limits_that_hold_for_several_infringements_alike_are_one_bar() -> None:
    alike = tuple(replace(d, where=f"i{n}") for n in range(3) for d in DEADLINES if d.where == "i1")
    bars = timeline_data(empty_at_2026(), ENGLISH, deadlines=alike).bars
    assert [b.title for b in bars] == ["Power to fine, 3 infringements"]


def empty_at_2026() -> Case:
    return Case(title="x", as_of=date(2026, 2, 1), provider=empty().provider)


def test_what_is_out_of_view_is_counted() -> None:
    case = with_events(*(event(n, date(2020 + n, 1, 1)) for n in range(6)))
    data = timeline_data(case, ENGLISH, deadlines=())
    chart = draw(data, lang=ENGLISH, size_inches=(8, 3), zoom="coming")
    assert "6 more not shown" in texts(chart)
    assert "Event 0" not in " ".join(texts(chart))


def test_every_event_is_drawn_or_counted_however_small_the_chart() -> None:
    for size in SIZES:
        data = data_of(crowded())
        chart = draw(data, lang=ENGLISH, size_inches=(size[0] / 96, size[1] / 96), dpi=96)
        told = "\n".join(a.text for a in chart.areas)
        missing = [m for m in (*data.marks, *data.bars) if "\n".join(m.lines(ENGLISH)) not in told]
        note = next((t for t in texts(chart) if "more not shown" in t), "")
        assert len(missing) == (int(note.split()[0]) if note else 0), size


def test_the_pointer_finds_every_event_with_its_source() -> None:
    data = data_of(crowded())
    chart = draw(data, lang=ENGLISH, size_inches=(22, 14))
    for mark in data.marks:
        area = next(a for a in chart.areas if a.key == mark.key)
        assert mark.title in area.text
        assert mark.source in area.text
        assert mark.status in area.text
    assert all(0 <= a.left < a.right <= 1 and 0 <= a.top < a.bottom <= 1 for a in chart.areas)


def test_the_table_has_every_mark_and_bar_with_source_and_status(lang: Language) -> None:
    data = data_of(crowded(), lang)
    head, *rows = data.table(lang)
    assert len(head) == 6
    assert len(rows) == len(data.marks) + len(data.bars)
    assert all(len(row) == 6 and row[0] and row[5] for row in rows)
    assert [row[0] for row in rows[: len(data.marks)]] == [m.day for m in data.marks]


def test_an_empty_case_says_so() -> None:
    data = timeline_data(empty(), ENGLISH, deadlines=())
    chart = draw(data, lang=ENGLISH, size_inches=(4, 2))
    assert "No dated event is entered yet." in texts(chart)
    assert data.text_alternative(ENGLISH) == "No dated event is entered yet."


@pytest.mark.parametrize("name", LOOKS)
def test_texts_are_read_in_every_look(name: str) -> None:
    look = LOOKS[name]  # type: ignore[index]
    chart = draw(data_of(crowded()), lang=ENGLISH, look=name, size_inches=(8, 4))  # type: ignore[arg-type]
    used = {t.get_color() for t in chart.figure.findobj(Text) if isinstance(t, Text)}
    assert used <= {look.text, look.quiet}
    for color in (look.accent, look.quiet, look.up):
        assert contrast(color, look.surface) >= 3


@given(st.dates(date(1990, 1, 1), date(2140, 1, 1)), st.integers(1, 20_000), st.integers(60, 1500))
@settings(max_examples=60, deadline=None)
def test_ticks_are_in_view_and_do_not_meet(first: date, days: int, room: int) -> None:
    last = min(first + timedelta(days=days), date(2149, 12, 31))
    scale = DateScale(left=0, right=float(room), first=first, last=last)
    ticks = date_ticks(scale, ENGLISH, 8.0)
    assert all(first <= t.on <= last for t in ticks)
    ends = [(scale.at(t.on) + 3, scale.at(t.on) + 3 + width(t.text, 8.0)) for t in ticks]
    assert all(a[1] < b[0] for a, b in pairwise(ends))


@given(st.lists(st.tuples(st.floats(50, 500), st.integers(1, 40)), max_size=30), st.integers(1, 5))
@settings(max_examples=80, deadline=None)
def test_labels_of_a_row_never_meet(marks: list[tuple[float, int]], rows: int) -> None:
    track = Track(left=50, right=520, radius=3.4, size=8.0)
    spots = [
        LabelledMark(x=x, text="1 May 2026 " + "n" * n, brief="1 May 2026", key=str(k))
        for k, (x, n) in enumerate(marks)
    ]
    placed = arranged(spots, track, rows=rows)
    assert sorted(k for p in placed for k in p.keys) == sorted(s.key for s in spots)
    for row in range(rows):
        spans = sorted(
            (p.x - track.wide(p.text), p.x + 3.4)
            if p.side == "left" and p.text
            else (p.x - 3.4, p.x + (track.wide(p.text) if p.text else 3.4))
            for p in placed
            if p.row == row
        )
        assert all(a[1] <= b[0] + 0.01 for a, b in pairwise(spans))
        assert all(a >= 44 and b <= 520.01 for a, b in spans)


def test_labels_are_whole_where_the_rows_needed_are_given() -> None:
    track = Track(left=0, right=600, radius=3.4, size=8.0)
    spots = [
        LabelledMark(x=40.0 * n, text=f"{n} May 2026 Event", brief="", key=str(n))
        for n in range(1, 12)
    ]
    placed = arranged(spots, track, rows=rows_needed(spots, track))
    assert {p.text for p in placed} == {s.text for s in spots}


def test_rows_are_taken_from_the_largest_lane_first() -> None:
    assert allotted([5, 1, 2], [10, 10, 10], 100) == (5, 1, 2)
    assert allotted([5, 1, 2], [10, 10, 10], 50) == (2, 1, 2)
    assert allotted([5, 1, 2], [10, 10, 10], 20) == (1, 1, 0)
    assert allotted([5, 1, 2], [10, 10, 10], 1) == (1, 0, 0)
    assert allotted([], [], 10) == ()


def test_events_of_the_example_have_their_lanes() -> None:
    lanes = {m.kind: m.lane for m in data_of(crowded()).marks if m.lane != "deadlines"}
    assert lanes["Request for information"] == "requests"
    assert lanes["Opening of proceedings"] == "steps"
    assert lanes["Decision"] == "decisions"
    assert lanes["Appeal"] == "court"
    assert len(events(25)) == 25
