"""The cards of the page Summary: what is assessed, open strands, dates, and what changed."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import assessed_words
from dsa_sim.language.days import period
from dsa_sim.language.deadline_words import alike, group_words
from dsa_sim.language.law_change_words import law_change_words, other_law_words
from dsa_sim.language.movement_words import change_words, moved_amount, target_of
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Briefed, Case, Strand
from dsa_sim.model.deadlines import case_deadlines
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.law_figures import LawChange, law_changes
from dsa_sim.model.starting_ranges import open_ones
from dsa_sim.storage import CaseFileError, describe
from dsa_sim.ui.context import Context, today
from dsa_sim.ui.pages.exposure.figures import refusal_text
from dsa_sim.ui.pages.infringements.words import outcome_words
from dsa_sim.ui.pages.movement.page import ask_movement
from dsa_sim.ui.pages.proceedings.deadlines import distance_words, nothing_due
from dsa_sim.ui.places import FILL_OPEN, NEXT_OPEN, PAGE, TO_ASSESS, next_open
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.fact_lines import FactLine, FactLines

if TYPE_CHECKING:
    from dsa_sim.model.movement import Move, Movement

STRANDS = 3
DATES = 3
MOVES = 2
LAW_CHANGES = 40
_KEY = "movement, summary"
_MARGIN = 14


class _LinesCard(Card):
    """A card of lines that lead somewhere, or of a sentence that says why there are none."""

    def __init__(self, context: Context, title: str):
        super().__init__(title, margin=_MARGIN)
        self.context, self.lang = context, context.lang
        self.body.setSpacing(4)
        self.said = label(name="muted", wrap=True)
        self.lines = FactLines()
        self.lines.asked.connect(context.place_asked)
        self.body.addWidget(self.said)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def show_lines(self, lines: list[FactLine], said: str = "") -> None:
        """Show lines, with a sentence above them or instead of them."""
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.lines.show_lines(lines)


class AssessedCard(_LinesCard):
    """What is assessed and what is not, and the way through what is open."""

    def __init__(self, context: Context):
        super().__init__(context, context.lang.tr("What is assessed"))
        tr = self.lang.tr
        self.fill = QPushButton(tr("Fill the open ones…"))
        self.fill.setObjectName("primary")
        self.fill.setToolTip(
            tr("Starting ranges for everything open at once, each with its source (Ctrl+Shift+F)")
        )
        self.fill.clicked.connect(self._fill)
        self.next = QPushButton()
        self.next.clicked.connect(self._lead)
        self._target = ""
        row = QHBoxLayout()
        row.addWidget(self.fill)
        row.addWidget(self.next)
        row.addStretch(1)
        self.body.insertLayout(self.body.count() - 1, row)

    def show_case(self, shown: Assessment, refusal: IncompleteError | None) -> None:
        """Show what stands behind the figures of a scenario, or why there are none."""
        tr, said = self.lang.tr, [assessed_words(shown, self.lang)]
        if refusal is not None:
            said.append(refusal_text(self.lang, shown, refusal))
        self.show_lines([], "\n".join(said))
        self.fill.setVisible(bool(open_ones(shown.case)))
        found = next_open(shown, "")
        words, tooltip, self._target = "", "", ""
        if refusal is not None:
            words, self._target = tr("Go to the input"), refusal.where
        elif found is not None:
            words, self._target = tr("Next allegation to assess") + " →", NEXT_OPEN
            tooltip = found.title
        elif not shown.case.infringements:
            words, self._target = tr("Alleged infringements"), TO_ASSESS
        self.next.setText(words)
        self.next.setToolTip(tooltip)
        self.next.setVisible(bool(words))

    @Slot()
    def _fill(self) -> None:
        self.context.place_asked.emit(FILL_OPEN)

    @Slot()
    def _lead(self) -> None:
        self.context.place_asked.emit(self._target)


class StrandsCard(_LinesCard):
    """The strands that may still end in a decision, with the days between which it may come."""

    def __init__(self, context: Context):
        super().__init__(context, context.lang.tr("Open strands and their decision windows"))

    def show_case(self, case: Case) -> None:
        """Show the strands of a case, the next decision first."""
        strands = sorted(
            (s for s in case.strands if is_undecided(s, case.as_of)), key=lambda s: s.decision_on
        )
        none = ""
        if not strands:
            strands = [s for s in case.strands if s.outcomes.decision > 0]
            none = self._none(decided=bool(strands))
        lines = [self._line(strand, case.as_of) for strand in strands]
        self.show_lines(_first(lines, STRANDS, TO_ASSESS, self.lang), none)

    def _none(self, *, decided: bool) -> str:
        """Why no decision is to come: what was decided stays in the figures all the same."""
        if not decided:
            return self.lang.tr("No strand is open.")
        return self.lang.tr(
            "No decision is still to come. What is alleged in a strand that was decided before the "
            "as-of date stays live and in the figures:"
        )

    def _line(self, strand: Strand, as_of: date) -> FactLine:
        day = formats.day(self.lang, strand.decision_on)
        outcome = outcome_words(self.lang, strand, as_of)
        return FactLine(
            text=strand.title or self.lang.tr("Strand without a title"),
            figure=window_words(self.lang, strand), target=f"{strand.id}.decision_on",
            more=self.lang.tr("decision {day} · {outcome}", day=day, outcome=outcome),
        )  # fmt: skip


def is_undecided(strand: Strand, as_of: date) -> bool:
    """Whether a strand may still end in a decision: it has not, nor certainly otherwise."""
    outcomes = strand.outcomes
    has_ended = (strand.decision_latest or strand.decision_on) < as_of
    return outcomes.decision > 0 and not (outcomes.decision == 1 and has_ended)


def window_words(lang: Language, strand: Strand) -> str:
    """The days between which a strand is decided, or the one day that is taken."""
    first = strand.decision_earliest or strand.decision_on
    last = strand.decision_latest or strand.decision_on
    return formats.day(lang, first) if first == last else period(lang, first, last)


class NextDatesCard(_LinesCard):
    """The next dates, the soonest first."""

    def __init__(self, context: Context):
        super().__init__(context, context.lang.tr("Next dates"))

    def show_case(self, case: Case) -> None:
        """Show the dates of a case that are to come."""
        deadlines, now, lang = case_deadlines(case), today(), self.lang
        coming = [g for g in alike(deadlines) if g[0].on >= now]
        lines = [
            FactLine(
                text=group_words(lang, group), target=group[0].where,
                figure=formats.day(lang, group[0].on),
                more=distance_words(lang, (group[0].on - now).days),
            )
            for group in coming
        ]  # fmt: skip
        none = "" if lines else nothing_due(lang, past=bool(deadlines))
        self.show_lines(_first(lines, DATES, f"{PAGE}proceedings", lang), none)


class LawCard(_LinesCard):
    """What the law data in use change in the case as it was saved with others."""

    def __init__(self, context: Context):
        super().__init__(context, context.lang.tr("What other law data change"))
        self._asked: tuple[object, ...] = ()
        self.hide()

    def show_case(self) -> None:
        """Show each figure before and after; without a change the card is away."""
        document = self.context.document
        stamp, saved = document.place.law, document.saved
        if (document.opened, stamp) == self._asked:
            return
        self._asked = (document.opened, stamp)
        changes = () if stamp is None or saved is None else law_changes(stamp, saved)
        self.setVisible(bool(changes))
        if stamp is None or saved is None or not changes:
            return
        lines = [self._line(change, saved) for change in changes]
        rest = _first(lines, LAW_CHANGES, f"{PAGE}summary", self.lang)
        self.show_lines(rest, other_law_words(self.lang, stamp))

    def _line(self, change: LawChange, saved: Case) -> FactLine:
        said = law_change_words(self.lang, change, saved)
        text = self.lang.tr("{what}: {about}", what=said.what, about=said.about)
        figure = f"{said.before} → {said.after}"
        return FactLine(text=text if said.about else said.what, figure=figure, target=change.about)


class SinceCard(_LinesCard):
    """What the figures were in the last briefing, and what moved them most."""

    def __init__(self, context: Context):
        super().__init__(context, context.lang.tr("Since the last briefing"))
        self._asked: tuple[object, ...] = ()
        self._before: Case | None = None
        self.hide()
        context.runner.done.connect(self._take)

    def show_case(self) -> None:
        """Ask what changed since the last briefing; without one the card is away."""
        context, made = self.context, self.context.case.briefed
        self.setVisible(bool(made))
        wanted = (context.document.revision, context.document.opened, context.document.scenario)
        if made and wanted != self._asked:
            self._asked = wanted
            self._ask(made[-1])

    def _ask(self, made: Briefed) -> None:
        try:
            self._before = ask_movement(self.context, made, _KEY)
        except CaseFileError as error:
            self.show_lines([], describe(error, self.lang))

    @Slot(str, object)
    def _take(self, key: str, found: Any) -> None:
        if key == _KEY and self._before is not None:
            self._show(found, self._before)

    def _show(self, found: "Movement", before: Case) -> None:
        tr, lang, made = self.lang.tr, self.lang, self.context.case.briefed[-1]
        head = f"{formats.day(lang, made.made_on)} · {made.what}"
        if not found.moves and not found.others:
            self.show_lines([], head + "\n" + tr("Nothing has changed since."))
            return
        names = (tr("Statutory maximum"), tr("Expected amount"))
        lines = [
            FactLine(text=name, figure=_then_and_now(lang, was, now), target=f"{PAGE}movement")
            for name, was, now in zip(names, found.before, found.after, strict=True)
        ]
        moves = sorted(found.moves, key=lambda m: -abs(m.mean_eur or 0))
        changed = [self._line(move, before) for move in moves]
        rest = _first(changed, MOVES, f"{PAGE}movement", lang)
        self.show_lines([*lines, *rest], head)

    def _line(self, move: "Move", before: Case) -> FactLine:
        said = change_words(self.lang, move.change, before, self.context.case)
        return FactLine(
            text=said.what, figure=moved_amount(self.lang, move.mean_eur),
            target=target_of(move.change) or f"{PAGE}movement",
            more=f"{said.before} → {said.after}",
        )  # fmt: skip


def _then_and_now(lang: Language, was: Any, now: Any) -> str:
    then, here = (formats.amount(lang, eur) for eur in (was, now))
    return here if then == here else f"{then} → {here}"


def _first(lines: list[FactLine], most: int, target: str, lang: Language) -> list[FactLine]:
    """The first lines, and one that leads to the rest."""
    more = len(lines) - most
    if more <= 0:
        return lines
    rest = lang.ntr("{n} more", "{n} more", more)
    return [*lines[:most], FactLine(text=rest, target=target)]
