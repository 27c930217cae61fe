"""What the timeline shows, made from a case: events, deadlines, decision windows, limitation.

Nothing here reads the clock: the day of the mark is an argument, or the as-of date of the case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.deadline_words import (
    RELIABLE,
    deadline_how,
    deadline_status,
    deadline_title,
    event_day,
    is_reliable,
    who_words,
)
from dsa_sim.language.words import word
from dsa_sim.model.case import Case, Event, EventKind, Proceeding, Strand
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.report.charts.chart_data import Rows

Lane = Literal["requests", "steps", "decisions", "court", "deadlines", "windows", "limitation"]
TimelineZoom = Literal["all", "coming"]

COMING_MONTHS = 18
"""How far the zoom on what is coming reaches."""

LANES: dict[Lane, str] = {
    "requests": mark("Requests"),
    "steps": mark("Steps"),
    "decisions": mark("Decisions"),
    "court": mark("Court"),
    "deadlines": mark("Deadlines"),
    "windows": mark("Decision window"),
    "limitation": mark("Limitation"),
}
"""The lanes from the top down with their names."""

_LANE_OF: dict[EventKind, Lane] = {
    "request_for_information": "requests",
    "interim_measures": "decisions",
    "commitments_binding": "decisions",
    "decision": "decisions",
    "fine": "decisions",
    "action_plan_decision": "decisions",
    "appeal": "court",
    "judgment": "court",
}
_LIMITS = ("limitation", "limitation_absolute", "enforcement")


@dataclass(frozen=True, kw_only=True)
class TimelineMark:
    """An event, or a deadline to come, on its day.

    `key` is the identifier of the event, or for a deadline that of the part it comes from, its
    code and its day, joined by full stops. `day` is the date in words ("≈ Mar 2024" where only
    the month is known: `approximate`).
    `reliable` is False where the date is not checked. `source` is the law for a deadline.
    """

    key: str
    lane: Lane
    on: date
    day: str
    title: str
    kind: str
    provisions: str
    source: str
    status: str
    reliable: bool
    approximate: bool = False
    detail: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is known of it, a line for each."""
        first = (f"{self.day}: {self.title}", self.kind, self.provisions, self.detail)
        return tuple(line for line in (*first, self.source, self.status) if line)


@dataclass(frozen=True, kw_only=True)
class TimelineBar:
    """A span: when a decision is assumed to come, or how long the power to fine lasts.

    `latest` is the absolute limit, where there is one beyond `ends`.
    """

    key: str
    lane: Lane
    title: str
    starts: date
    ends: date
    latest: date | None
    span: str
    source: str
    status: str
    reliable: bool
    detail: str = ""

    @property
    def text(self) -> str:
        """Its title with its dates."""
        return f"{self.title}: {self.span}"

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is known of it, a line for each."""
        return tuple(t for t in (self.text, self.detail, self.source, self.status) if t)


@dataclass(frozen=True, kw_only=True)
class TimelineData:
    """Everything on the timeline by date; `marked_on` is today, or the as-of date of the case."""

    marks: tuple[TimelineMark, ...]
    bars: tuple[TimelineBar, ...]
    marked_on: date
    is_today: bool

    def span(self, zoom: TimelineZoom) -> tuple[date, date]:
        """The first and the last day in view; limitation periods end beyond it."""
        if zoom == "coming":
            return self.marked_on - timedelta(days=31), _months_after(self.marked_on)
        days = [self.marked_on, *(m.on for m in self.marks)]
        days += [bar.starts for bar in self.bars]
        days += [bar.ends for bar in self.bars if bar.lane == "windows"]
        first, last = min(days), max(days)
        spare = timedelta(days=max(45, (last - first).days // 30))
        return first - spare, last + spare

    def mark_words(self, lang: Language) -> str:
        """What stands at the mark: today, or the day as of which the case stands."""
        day = formats.day(lang, self.marked_on)
        if self.is_today:
            return lang.tr("Today, {day}", day=day)
        return lang.tr("As of {day}", day=day)

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, for copying and CSV."""
        head = (
            lang.tr("Date"),
            lang.tr("Kind"),
            lang.tr("What"),
            lang.tr("Provisions"),
            lang.tr("Source"),
            lang.tr("Status"),
        )
        marks = ((m.day, m.kind, m.title, m.provisions, m.source, m.status) for m in self.marks)
        bars = (
            (b.span, lang.tr(LANES[b.lane]), b.title, "", b.source, b.status) for b in self.bars
        )
        return (head, *marks, *bars)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        if not self.marks and not self.bars:
            return lang.tr("No dated event is entered yet.")
        parts = [_spoken(f"{m.day}, {m.title}", m, lang) for m in self.marks]
        parts += [_spoken(b.text, b, lang) for b in self.bars]
        return f"{self.mark_words(lang)}. {'; '.join(parts)}."


def timeline_data(
    case: Case,
    lang: Language,
    *,
    today: date | None = None,
    deadlines: Iterable[Deadline] | None = None,
) -> TimelineData:
    """The timeline of a case; `deadlines` where they are known already.

    Deadlines that lie before the marked day are left out: what was due is told by its event.
    """
    marked_on = today or case.as_of
    found = tuple(case_deadlines(case) if deadlines is None else deadlines)
    coming = tuple(d for d in found if d.on >= marked_on)
    marks = [_event(e, lang) for p in case.proceedings for e in p.events]
    marks += [_deadline(d, lang) for d in coming if d.code not in _LIMITS]
    bars = (
        *_windows(case, lang),
        *_limitation_bars(coming, marked_on, lang),
    )
    return TimelineData(
        marks=tuple(sorted(marks, key=lambda m: m.on)),
        bars=bars,
        marked_on=marked_on,
        is_today=today is not None,
    )


def provisions_words(lang: Language, provisions: tuple[str, ...]) -> str:
    """Provisions as cited; empty where there are none."""
    return lang.tr("Art. {codes}", codes=", ".join(provisions)) if provisions else ""


def event_detail(event: Event, lang: Language) -> str:
    """What the event says beyond its title: the fine, and what is noted."""
    parts = []
    if event.amount_eur is not None:
        parts.append(lang.tr("Fine: {amount}", amount=formats.amount(lang, event.amount_eur)))
    if event.note:
        parts.append(event.note)
    return "\n".join(parts)


def _event(event: Event, lang: Language) -> TimelineMark:
    return TimelineMark(
        key=event.id,
        lane=_LANE_OF.get(event.kind, "steps"),
        on=event.on,
        day=event_day(lang, event.on, event.precision),
        title=event.title,
        kind=word(lang, "event_kind", event.kind),
        provisions=provisions_words(lang, event.provisions),
        source=event.source.text,
        status=word(lang, "source_status", event.source.status),
        reliable=event.source.status in RELIABLE,
        approximate=event.precision == "month",
        detail=event_detail(event, lang),
    )


def _deadline(deadline: Deadline, lang: Language) -> TimelineMark:
    return TimelineMark(
        key=f"{deadline.where}.{deadline.code}.{deadline.on:%Y%m%d}",
        lane="deadlines",
        on=deadline.on,
        day=formats.day(lang, deadline.on),
        title=deadline_title(lang, deadline),
        kind=lang.tr("Deadline: {who}", who=who_words(lang, deadline.who)),
        provisions="",
        source=deadline.law,
        status=deadline_status(lang, deadline),
        reliable=is_reliable(deadline),
        detail=deadline_how(lang, deadline),
    )


def _windows(case: Case, lang: Language) -> Iterator[TimelineBar]:
    for proceeding in case.proceedings:
        for strand in proceeding.strands:
            if not _is_decided(proceeding, strand):
                days = _decision_days(case, strand)
                yield _window(strand, min(days), max(days), lang)


def _decision_days(case: Case, strand: Strand) -> set[date]:
    """The days that the base case assumes, and every other that a scenario assumes."""
    target = f"{strand.id}.decision_on"
    others = (o.on for s in case.scenarios for o in s.overrides if o.target == target)
    own = (strand.decision_earliest, strand.decision_on, strand.decision_latest)
    return {on for on in (*own, *others) if on is not None}


def _is_decided(proceeding: Proceeding, strand: Strand) -> bool:
    """True where the record has a decision on the day of the base case: nothing is awaited.

    A scenario with another day then only asks what would have been.
    """
    decided = {e.on for e in proceeding.events if _LANE_OF.get(e.kind) == "decisions"}
    return strand.decision_on in decided


def _window(strand: Strand, first: date, last: date, lang: Language) -> TimelineBar:
    days = formats.day(lang, first) if first == last else formats.period(lang, first, last)
    return TimelineBar(
        key=strand.id,
        lane="windows",
        title=lang.tr("Decision on {strand}", strand=strand.title),
        starts=first,
        ends=last,
        latest=None,
        span=days,
        source=strand.decision_note.reason,
        status=lang.tr("Assumed"),
        reliable=False,
    )


def _limitation_bars(
    coming: tuple[Deadline, ...], marked_on: date, lang: Language
) -> Iterator[TimelineBar]:
    """A bar for each pair of limits that hold for one or more infringements alike."""
    latest = {d.where: d.on for d in coming if d.code == "limitation_absolute"}
    limits = [d for d in coming if d.code in ("limitation", "enforcement")]
    # Where the ordinary period has run out already, the absolute limit stands alone.
    named = {d.where for d in limits}
    limits += [d for d in coming if d.code == "limitation_absolute" and d.where not in named]

    def span(d: Deadline) -> tuple[str, date, date, date]:
        last = latest.get(d.where, d.on) if d.code == "limitation" else d.on
        return d.code, d.runs_from or marked_on, d.on, last

    for (_, starts, ends, last), group in groupby(sorted(limits, key=span), key=span):
        alike = tuple(group)
        yield _limitation(alike, (starts, ends, last if last > ends else None), lang)


def _limitation(
    alike: tuple[Deadline, ...], span: tuple[date, date, date | None], lang: Language
) -> TimelineBar:
    first = alike[0]
    starts, ends, latest = span
    words = lang.tr("until {day}", day=formats.day(lang, ends))
    if latest is not None:
        words = lang.tr(
            "until {day}, at the latest {latest}",
            day=formats.day(lang, ends), latest=formats.day(lang, latest),
        )  # fmt: skip
    return TimelineBar(
        key=f"{first.where}.{first.code}",
        lane="limitation",
        title=_limitation_title(alike, lang),
        starts=starts,
        ends=ends,
        latest=latest,
        span=words,
        source=first.law,
        status=deadline_status(lang, first),
        reliable=all(is_reliable(d) for d in alike),
        detail=deadline_how(lang, first),
    )


def _limitation_title(alike: tuple[Deadline, ...], lang: Language) -> str:
    enforcing = alike[0].code == "enforcement"
    power = lang.tr("Power to enforce") if enforcing else lang.tr("Power to fine")
    if len(alike) == 1:
        about = alike[0].about
    else:
        about = lang.ntr("{n} infringement", "{n} infringements", len(alike))
    return lang.tr("{power}, {about}", power=power, about=about) if about else power


def _spoken(text: str, part: TimelineMark | TimelineBar, lang: Language) -> str:
    """The text, with its status in brackets where it cannot be relied on as it is."""
    if part.reliable:
        return text
    return lang.tr("{text} ({status})", text=text, status=part.status.lower())


def _months_after(day: date) -> date:
    month = day.month - 1 + COMING_MONTHS
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))
