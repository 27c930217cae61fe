"""Until when an alleged infringement can still be fined (Art. 77), as the case stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dsa_sim.language import Language, formats
from dsa_sim.language.deadline_words import (
    deadline_how,
    deadline_status,
    event_day,
    is_reliable,
    record_gap,
)
from dsa_sim.language.tables import Cell, Column, Row, day_cell
from dsa_sim.law.limitation import Limitation
from dsa_sim.model.case import Case, Event, Infringement
from dsa_sim.model.deadlines import Deadline, infringement_limitation
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.table_view import TableView


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is known of the limitation of one alleged infringement; the acts, the last first.

    `limitation` is None where national law decides.
    """

    infringement: Infringement
    limitation: Limitation | None
    acts: tuple[Event, ...]
    last: Deadline | None
    absolute: Deadline | None


class LimitationPanel(Card):
    """A row for each alleged infringement; a click leads to it."""

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(tr("Limitation"))
        self.context, self.lang = context, context.lang
        columns = (
            Column(title=tr("Alleged infringement"), wide=True),
            Column(title=tr("Time runs from")),
            Column(title=tr("Restarted or suspended"), wide=True),
            Column(title=tr("Last day to fine")),
            Column(title=tr("Ten-year limit")),
            Column(title=tr("Status")),
        )
        widths = {0: -5, 1: 124, 2: -4, 3: 108, 4: 108, 5: 100}
        self.table = TableView(context, tr("Limitation"), columns, widths=widths)
        self.table.opened.connect(context.place_asked)
        self.nothing = label(tr("No infringement is alleged yet."), name="muted", wrap=True)
        self.law = label(_law_words(self.lang), name="caption", wrap=True)
        self.gap = label(name="caption", wrap=True)
        for part in (self.nothing, self.table, self.gap, self.law):
            self.body.addWidget(part)

    def show_limits(self, case: Case, deadlines: tuple[Deadline, ...]) -> None:
        """Show the limits of every alleged infringement."""
        rows = tuple(_row(self.lang, limits) for limits in limits_of(case, deadlines))
        there = {row.key for row in rows}
        self.table.set_rows(rows, self.table.current if self.table.current in there else "")
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.gap.setText(record_gap(self.lang, deadlines))
        self.gap.setVisible(bool(self.gap.text()))


def limits_of(case: Case, deadlines: tuple[Deadline, ...]) -> Iterator[Limits]:
    """What is known of the limitation of each alleged infringement, in their order."""
    found = {(d.where, d.code): d for d in deadlines}
    events = {e.id: e for p in case.proceedings for e in p.events}
    for alleged in case.infringements:
        limitation = infringement_limitation(case, alleged)
        restarts = reversed(limitation.restarts) if limitation else ()
        yield Limits(
            infringement=alleged, limitation=limitation,
            acts=tuple(events[r.act.key] for r in restarts),
            last=found.get((alleged.id, "limitation")),
            absolute=found.get((alleged.id, "limitation_absolute")),
        )  # fmt: skip


def _row(lang: Language, limits: Limits) -> Row:
    known = limits.last or limits.absolute
    return Row(
        key=limits.infringement.id,
        cells=(
            Cell(text=limits.infringement.title),
            _runs_from(lang, limits.limitation),
            Cell(
                text=_story(lang, limits) or "–",
                tone="muted",
                tooltip="\n".join(_acts(lang, limits)),
            ),
            _day(lang, limits.last),
            _day(lang, limits.absolute),
            Cell(
                text=deadline_status(lang, known) if known else "–",
                tone="warning" if known and not is_reliable(known) else "",
            ),
        ),
    )


def _runs_from(lang: Language, limitation: Limitation | None) -> Cell:
    if limitation is None:
        return Cell(text=lang.tr("national law decides"), tone="muted")
    if limitation.starts_on is None:
        return Cell(text=lang.tr("still going on: no time runs yet"), tone="muted")
    return day_cell(lang, limitation.starts_on)


def _day(lang: Language, deadline: Deadline | None) -> Cell:
    if deadline is None:
        return Cell(text="–", tone="muted")
    how = deadline_how(lang, deadline)
    return replace(day_cell(lang, deadline.on), bold=True, tooltip=how)


def _story(lang: Language, limits: Limits) -> str:
    """What suspends the period, and the act that restarted it last: the one that counts."""
    acts = _acts(lang, limits)
    shown = acts[:1]
    if len(acts) > 1:
        shown.append(lang.ntr("and {n} earlier act", "and {n} earlier acts", len(acts) - 1))
    found = limits.limitation
    if found is not None and found.suspended_since is not None:
        since = formats.day(lang, found.suspended_since)
        shown.insert(0, lang.tr("suspended since {day}, before the Court", day=since))
    elif found is not None and found.suspended_days:
        shown.insert(
            0, lang.ntr("suspended for {n} day", "suspended for {n} days", found.suspended_days)
        )
    return "\n".join(shown)


def _acts(lang: Language, limits: Limits) -> list[str]:
    """The acts that restarted the period, the last first."""
    return [
        lang.tr("{day}: {title}", day=event_day(lang, e.on, e.precision), title=e.title)
        for e in limits.acts
    ]


def _law_words(lang: Language) -> str:
    return lang.tr(
        "Five years from the day on which the infringement ended; each act of investigation by "
        "the Commission or a Digital Services Coordinator starts them again; ten years are the "
        "limit; time stands still while the decision is before the Court (Art. 77). Counted are "
        "the acts entered in the same proceeding, without those that name other articles only. "
        "Not settled: which acts beyond those named in Art. 77(3) restart the time, and how far "
        "an act on one allegation does so for another."
    )
