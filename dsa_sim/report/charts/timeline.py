"""Layout of the timeline: events and deadlines in lanes above an axis of dates.

Form tells what a mark is, a hollow mark that its date is not checked or assumed. Labels that do
not fit are cut, then left out and counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from math import ceil
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
from dsa_sim.language.joining import joined, named
from dsa_sim.language.words import status_inside, word
from dsa_sim.model.case import Case, Event, EventKind, Proceeding, Strand
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.report.charts import lanes
from dsa_sim.report.charts.chart_data import Rows
from dsa_sim.report.charts.date_axis import DateScale, date_gridlines, date_ticks
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.legend import Entry, drawn_legend, legend_lines
from dsa_sim.report.charts.lettering import elided, longest_word, width, wrapped
from dsa_sim.report.charts.marks import Form, arrow, drawn_bar, drawn_mark, underline
from dsa_sim.report.charts.native import NativeChart, Series, dot, serial
from dsa_sim.report.charts.scene import Area, Box, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height

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

    def lines(self, lang: Language) -> tuple[str, ...]:
        """Everything that is known of it, a line for each."""
        first = (named(lang, self.day, self.title), self.kind, self.provisions, self.detail)
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

    def text(self, lang: Language) -> str:
        """Its title with its dates."""
        return named(lang, self.title, self.span)

    def lines(self, lang: Language) -> tuple[str, ...]:
        """Everything that is known of it, a line for each."""
        return tuple(t for t in (self.text(lang), self.detail, self.source, self.status) if t)


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
        parts += [_spoken(b.text(lang), b, lang) for b in self.bars]
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
        source=lang.cited(deadline.law),
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
        source=lang.cited(first.law),
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
    return lang.tr("{text} ({status})", text=text, status=status_inside(lang, part.status))


def _months_after(day: date) -> date:
    month = day.month - 1 + COMING_MONTHS
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))


_RADIUS = 3.4
_BAR = 5.0
_NAME_SHARE = 0.24
_FORMS: dict[Lane, Form] = {
    "requests": "circle",
    "steps": "square",
    "decisions": "diamond",
    "court": "hexagon",
    "deadlines": "triangle",
    "windows": "diamond",
}


def timeline_title(lang: Language, zoom: TimelineZoom) -> str:
    """The title of the chart."""
    if zoom == "coming":
        return lang.ntr(
            "Proceedings and deadlines, the coming {n} month",
            "Proceedings and deadlines, the coming {n} months",
            COMING_MONTHS,
        )
    return lang.tr("Proceedings and deadlines")


@dataclass(frozen=True, slots=True)
class _Strip:
    """A lane on its place: its marks or bars in view, its upper edge, its rows."""

    lane: Lane
    marks: tuple[TimelineMark, ...]
    bars: tuple[TimelineBar, ...]
    top: float
    height: float
    rows: int
    step: float

    def middle(self, row: int) -> float:
        """The middle of a row, the rows in the middle of the lane."""
        spare = (self.height - self.rows * self.step) / 2
        return self.top - spare - (row + 0.5) * self.step


class _Layout(Layout[TimelineData]):
    """One layout in the making: sizes are worked out from the outside in."""

    def arrange(self, zoom: TimelineZoom = "all") -> None:
        """Work out where the parts go."""
        data, look = self.data, self.look
        self.zoom = zoom
        first, last = data.span(zoom)
        self.left = self._left_end()
        self.scale = DateScale(left=self.left, right=self.width - PAD - 5, first=first, last=last)
        self.track = lanes.Track(
            left=self.left, right=self.width - PAD, radius=_RADIUS, size=look.small_size
        )
        self.legend = legend_lines(self._legend_entries(), look, self.room)
        used = title_height(self.titles, look)
        self.top = self.height - PAD - used - self.line - 2
        # One more line at the foot for what had to be left out.
        self.bottom = PAD + self.line * (2.2 + len(self.legend))
        self.strong = self._strong_lines()
        self.unshown = sum(not self._part_in_view(p) for p in self._parts())
        self.unlabelled = 0
        self.strips = self._strips()

    def _items(self) -> Iterator[Item]:
        yield from drawn_title(self.titles, self.look, x=PAD, top=self.height - PAD)
        yield from self._grid()
        self._told: list[Area] = []
        for strip in self.strips:
            yield from self._strip_frame(strip)
            made, told = self._strip(strip)
            yield from made
            self._told += told
        yield from (*self._marked_day(), *self._empty(), *self._foot())

    def _areas(self) -> list[Area]:
        return self._told

    # From the outside in.

    def _left_end(self) -> float:
        size = self.look.small_size
        names = [self.lang.tr(LANES[lane]) for lane in self._used_lanes()]
        whole = max((width(name, size) for name in names), default=0.0)
        words = max((longest_word(name, size) for name in names), default=0.0)
        # Names may break into two lines where they would take too much of the width.
        widest = min(max(words, min(whole, 0.17 * self.width)), _NAME_SHARE * self.width)
        return PAD + widest + 9

    def _used_lanes(self) -> tuple[Lane, ...]:
        used = {part.lane for part in self._parts()}
        return tuple(lane for lane in LANES if lane in used)

    def _in_view(self, lane: Lane) -> tuple[tuple[TimelineMark, ...], tuple[TimelineBar, ...]]:
        data, seen = self.data, self._part_in_view
        marks = tuple(m for m in data.marks if m.lane == lane and seen(m))
        return marks, tuple(b for b in data.bars if b.lane == lane and seen(b))

    def _part_in_view(self, part: TimelineMark | TimelineBar) -> bool:
        if isinstance(part, TimelineMark):
            return self.scale.holds(part.on)
        return part.starts <= self.scale.last and (part.latest or part.ends) >= self.scale.first

    def _strips(self) -> tuple[_Strip, ...]:
        seen = [(lane, *self._in_view(lane)) for lane in self._used_lanes()]
        seen = [(lane, marks, bars) for lane, marks, bars in seen if marks or bars]
        needs = [
            len(bars) if bars else lanes.rows_needed(self._spots(marks), self.track)
            for _, marks, bars in seen
        ]
        row, bar = self.line + 2.4, self.line + _BAR + 2.5
        steps = [bar if bars else row for _, _, bars in seen]
        room = self.top - self.bottom
        given = lanes.allotted(needs, [s * 1.04 for s in steps], room)
        free = room - sum(n * s for n, s in zip(given, steps, strict=True))
        spare = max(0.0, free) / max(1, sum(n > 0 for n in given))
        made = []
        top = self.top
        for (lane, marks, bars), rows, step in zip(seen, given, steps, strict=True):
            if not rows:
                self.unshown += len(marks) + len(bars)
                continue
            self.unshown += max(0, len(bars) - rows)
            height = rows * step + spare
            made.append(_Strip(lane, marks, bars[:rows], top, height, rows, step))
            top -= height
        return tuple(made)

    def _spots(self, marks: tuple[TimelineMark, ...]) -> tuple[lanes.LabelledMark, ...]:
        return tuple(
            lanes.LabelledMark(
                x=self.scale.at(m.on), text=f"{m.day} {m.title}", brief=m.day, key=str(n)
            )
            for n, m in enumerate(marks)
        )

    # Parts.

    def _grid(self) -> Iterator[Item]:
        yield from date_gridlines(
            self.scale, lang=self.lang, look=self.look, bottom=self.bottom, top=self.top,
            limit=self.width - 4,
        )  # fmt: skip
        x = self._marked_at()
        if x is not None:
            yield Rule(
                x1=x, x2=x, y1=self.bottom, y2=self.top + 2, color=self.look.up, width=1.2,
                role="marked day",
            )  # fmt: skip

    def _strong_lines(self) -> tuple[float, ...]:
        """Where the marked day and the years are."""
        ticks = date_ticks(self.scale, self.lang, self.look.small_size)
        years = tuple(self.scale.at(t.on) for t in ticks if t.strong)
        marked = self._marked_at()
        return years if marked is None else (*years, marked)

    def _marked_at(self) -> float | None:
        day = self.data.marked_on
        return self.scale.at(day) if self.scale.holds(day) else None

    def _marked_day(self) -> Iterator[Item]:
        x = self._marked_at()
        if x is None:
            return
        size = self.look.small_size
        text = elided(self.data.mark_words(self.lang), size, self.width - 2 * PAD)
        half = width(text, size) / 2
        middle = min(max(x, PAD + half), self.width - PAD - half)
        yield Label(
            x=middle, y=self.top + 4.5, text=text, size=size, color=self.look.text,
            place="center", role="marked day",
        )  # fmt: skip

    def _strip_frame(self, strip: _Strip) -> Iterator[Item]:
        look = self.look
        y = strip.top - strip.height
        yield Rule(x1=PAD, x2=self.scale.right, y1=y, y2=y, color=look.grid, width=0.6, role="lane")
        size, room = look.small_size, self.left - PAD - 6
        fitting = 2 if strip.height >= 2 * self.line + 1 else 1
        lines = wrapped(self.lang.tr(LANES[strip.lane]), size, room, lines=fitting)
        y = strip.top - strip.height / 2 - 0.36 * size + (len(lines) - 1) * self.line / 2
        for n, text in enumerate(lines):
            yield Label(
                x=PAD, y=y - n * self.line, text=text, size=size, color=look.quiet, role="lane"
            )

    def _strip(self, strip: _Strip) -> tuple[list[Item], list[Area]]:
        if strip.bars:
            made = [self._bar(bar, strip.middle(n)) for n, bar in enumerate(strip.bars)]
        else:
            placed = lanes.arranged(self._spots(strip.marks), self.track, rows=strip.rows)
            self.unlabelled += sum(len(p.keys) - bool(p.text) for p in placed)
            made = [self._mark(p, strip) for p in placed]
        return [item for items, _ in made for item in items], [told for _, told in made]

    def _mark(self, placed: lanes.Placed, strip: _Strip) -> tuple[list[Item], Area]:
        look, y = self.look, strip.middle(placed.row)
        marks = [strip.marks[int(key)] for key in placed.keys]
        certain = all(m.reliable for m in marks)
        items: list[Item] = []
        if any(m.approximate for m in marks):
            items.append(underline(placed.x, y, radius=_RADIUS, fill=look.accent))
        items += drawn_mark(
            _FORMS[strip.lane], placed.x, y, radius=_RADIUS, fill=look.accent,
            hollow="" if certain else look.surface, role=f"event {marks[0].key}",
        )  # fmt: skip
        if placed.text:
            items = [*items, *self._label(placed, y)]
        wide = self.track.wide(placed.text) if placed.text else _RADIUS
        x0 = placed.x - (wide if placed.side == "left" else _RADIUS)
        text = "\n\n".join("\n".join(m.lines(self.lang)) for m in marks)
        told = self._area((x0, y), _RADIUS + wide, strip.step, text, marks[0].key)
        return items, told

    def _label(self, placed: lanes.Placed, y: float) -> Iterator[Item]:
        reach = self.track.reach
        x = placed.x + reach if placed.side == "right" else placed.x - reach
        wide = width(placed.text, self.look.small_size)
        x0 = x if placed.side == "right" else x - wide
        yield from self._backing(x0, x0 + wide, y)
        yield self._text(placed.text, x, y, side=placed.side, role="event")

    def _backing(self, x0: float, x1: float, y: float) -> Iterator[Item]:
        """A patch of the surface where a text would stand across a strong line."""
        if any(x0 - 1 < at < x1 + 1 for at in self.strong):
            yield Box(
                x=x0 - 1, y=y - self.line / 2, width=x1 - x0 + 2, height=self.line,
                fill=self.look.surface, role="backing",
            )  # fmt: skip

    def _text(self, text: str, x: float, y: float, *, side: str, role: str) -> Label:
        size = self.look.small_size
        return Label(
            x=x, y=y - 0.36 * size, text=text, size=size, color=self.look.text,
            place="left" if side == "right" else "right", role=role,
        )  # fmt: skip

    def _bar(self, bar: TimelineBar, middle: float) -> tuple[list[Item], Area]:
        look, scale = self.look, self.scale
        x0, x1 = scale.clamped(bar.starts), scale.clamped(bar.ends)
        size = look.small_size
        room = scale.right - self.left
        text = lanes.cut_before(bar.title, f": {bar.span}", size, room)
        x = max(self.left, min(x0, scale.right - width(text, size)))
        upper = middle + _BAR / 2 + 0.5
        items: list[Item] = [*self._backing(x, x + width(text, size), upper)]
        items.append(self._text(text, x, upper, side="right", role="bar"))
        low = middle - self.line / 2 - _BAR / 2 + 0.5
        items += self._bar_shapes(bar, x0, x1, low)
        left, right = min(x, x0), max(x + width(text, size), x1)
        told = self._area(
            (left, middle),
            right - left,
            self.line + _BAR + 2,
            "\n".join(bar.lines(self.lang)),
            bar.key,
        )
        return items, told

    def _bar_shapes(self, bar: TimelineBar, x0: float, x1: float, low: float) -> Iterator[Item]:
        look, scale = self.look, self.scale
        fill = look.accent if bar.lane == "windows" else look.quiet
        hollow = "" if bar.reliable else look.surface
        role = f"span {bar.key}"
        middle = low + _BAR / 2
        if x1 - x0 < 2 * _RADIUS and scale.holds(bar.ends):
            yield from drawn_mark(
                "diamond", x0, middle, radius=_RADIUS * 0.85, fill=fill, hollow=hollow, role=role
            )
            return
        latest = bar.latest or bar.ends
        yield Rule(
            x1=x1, x2=scale.clamped(latest), y1=middle, y2=middle, color=fill, width=1.0,
            role=f"latest {bar.key}",
        )  # fmt: skip
        yield from drawn_bar(x0, x1, low, height=_BAR, fill=fill, hollow=hollow, role=role)
        if latest > scale.last:
            yield arrow(scale.right, middle, fill=fill)

    def _area(self, at: tuple[float, float], wide: float, high: float, text: str, key: str) -> Area:
        x, middle = at
        return area(
            (self.width, self.height), x=x, y=middle - high / 2, width=wide, height=high,
            text=text, key=key,
        )  # fmt: skip

    def _empty(self) -> Iterator[Item]:
        if self.strips:
            return
        text = self.lang.tr("No dated event is entered yet.")
        if self.data.marks or self.data.bars:
            text = self.lang.tr("Nothing falls into this time.")
        size = self.look.label_size
        text = elided(text, size, self.scale.right - self.left - 8)
        wide, middle = width(text, size), (self.left + self.scale.right) / 2
        y = (self.top + self.bottom) / 2 - 0.36 * size
        yield Box(
            x=middle - wide / 2 - 3, y=y - 0.45 * size, width=wide + 6, height=1.8 * size,
            fill=self.look.surface, role="backing",
        )  # fmt: skip
        yield Label(
            x=middle, y=y, text=text, size=size, color=self.look.quiet, place="center",
            role="empty",
        )  # fmt: skip

    def _legend_entries(self) -> Iterator[Entry]:
        parts = self._parts()
        if any(p.lane == "deadlines" for p in parts):
            yield Entry(form="triangle", words=self.lang.tr("to come"))
        if any(p.reliable for p in parts):
            yield Entry(form="circle", words=self.lang.tr("checked"))
        if any(not p.reliable for p in parts):
            words = self.lang.tr("not checked, or assumed")
            yield Entry(form="circle", words=words, hollow=True)
        if any(m.approximate for m in self.data.marks):
            yield Entry(form="underlined", words=self.lang.tr("≈ only the month is known"))

    def _parts(self) -> tuple[TimelineMark | TimelineBar, ...]:
        return (*self.data.marks, *self.data.bars)

    def _foot(self) -> Iterator[Item]:
        """The legend, and what the picture does not show, counted; the table has it."""
        yield from drawn_legend(
            self.legend, self.look, x=PAD, y=self.bottom - 2.2 * self.line,
            room=self.width - 2 * PAD,
        )  # fmt: skip
        lang = self.lang
        parts = []
        if self.unshown:
            parts.append(lang.ntr("{n} more not shown", "{n} more not shown", self.unshown))
        if self.unlabelled:
            parts.append(lang.ntr("{n} without a label", "{n} without a label", self.unlabelled))
        if not parts:
            return
        size = self.look.small_size
        text = elided(joined(lang, parts), size, self.width - 2 * PAD)
        yield Label(
            x=PAD, y=PAD - 0.2 * size, text=text, size=size, color=self.look.quiet, role="more"
        )


_YEAR = 366.0
"""Days from tick to tick: one more than most years have, so that none falls into a year before."""
_NATIVE_ROWS, _NATIVE_LETTERS = 16, 64
"""A native chart has a row for each event: so many can be read, and so much of a title."""


def _native(data: TimelineData, lang: Language) -> NativeChart | None:
    """A row for each event and span, by date; None where they are too many to be read."""
    items: tuple[TimelineMark | TimelineBar, ...] = (*data.marks, *data.bars)
    ordered = sorted(items, key=_begins)
    if not 0 < len(ordered) <= _NATIVE_ROWS:
        return None
    days = [*map(_begins, ordered), *(bar.ends for bar in data.bars), data.marked_on]
    start, end = serial(date(min(days).year, 1, 1)), serial(date(max(days).year + 1, 1, 1))
    series: list[Series] = []
    row = 0
    for item in ordered:
        row += 1
        made = _native_row(row, item, start, end, lang)
        if made.sides == ("above",):
            row += 1
            made = replace(made, values=(float(row),))
        series.append(made)
    now = serial(data.marked_on)
    # First, since LibreOffice leaves out lone points that a line follows.
    at = Series(name=data.mark_words(lang), x=(now, now), values=(0.5, row + 0.5), meaning="up")
    years = round((end - start) / 365.25)
    return NativeChart(
        kind="dots", categories=(), series=(at, *series), unit=data.mark_words(lang),
        is_dated=True, ends=(start, end), step=_YEAR * ceil(years / 10),
    )  # fmt: skip


def _begins(item: TimelineMark | TimelineBar) -> date:
    return item.on if isinstance(item, TimelineMark) else item.starts


def _native_row(
    row: int, item: TimelineMark | TimelineBar, start: float, end: float, lang: Language
) -> Series:
    at, reach = serial(_begins(item)) - start, end - start
    if isinstance(item, TimelineMark):
        label = _shortened(named(lang, item.day, item.title))
        made = dot(
            row, at, reach, label, marker="circle",
            hollow=frozenset() if item.reliable else frozenset({0}),
        )  # fmt: skip
    else:
        # The mark stands at that end of the span at which its label has room; above it, if at none.
        away = serial(item.ends) - start
        is_left = at > 0.5 * reach
        made = dot(
            row, at if is_left else away, reach, _shortened(item.text(lang)), marker="square",
            meaning="accent" if item.lane == "windows" else "quiet",
            low=(start + at,), high=(start + away,),
        )  # fmt: skip
        if not is_left and away > 0.6 * reach:
            made = replace(made, sides=("above",))
    return replace(made, x=tuple(start + x for x in made.x))


def _shortened(text: str) -> str:
    return text if len(text) <= _NATIVE_LETTERS else f"{text[: _NATIVE_LETTERS - 1].rstrip()}…"


CHART = ChartKind(
    code="timeline",
    section="proceedings",
    name=mark("Proceedings and deadlines"),
    data=TimelineData,
    scene=_Layout.laid_out,
    title=lambda _, lang, zoom="all": timeline_title(lang, zoom),
    height=lambda data: min(6.5, 1.5 + 0.18 * len(data.marks) + 0.3 * len(data.bars)),
    native=_native,
)
