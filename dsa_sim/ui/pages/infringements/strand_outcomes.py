"""Chances of outcomes that exclude each other: fields that must add to 100 %."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.languages import NO_BREAK_SPACE
from dsa_sim.language.national_words import outcome_law
from dsa_sim.language.parsing import parse_one_chance
from dsa_sim.language.words import word
from dsa_sim.model.case import Outcomes, Strand
from dsa_sim.model.part import Authority
from dsa_sim.ui.widgets.cards import label, restyle
from dsa_sim.ui.widgets.fields import TypedField
from dsa_sim.ui.widgets.part_link import forget

_OUTCOMES = ("closed", "commitments", "decision")


class ChancesField(QWidget):
    """Chances and their sum; chances that do not add up stay here and change nothing.

    `captions` are the outcomes, and where the law has them, by the name of their field; `first`
    is the one where the cursor comes to.
    """

    edited = Signal(object)
    """Other chances, by name: understood, and adding to 100 %."""
    finished = Signal()

    def __init__(self, lang: Language, captions: Mapping[str, tuple[str, str]], *, first: str):
        super().__init__()
        self._lang = lang
        self._names = tuple(captions)
        self._typed: dict[str, Decimal | None] = {}
        self._given: dict[str, Decimal] = {}
        self._before: dict[str, Decimal] | None = None
        self._passed: dict[str, Decimal] | None = None
        self.fields: dict[str, TypedField] = {}
        self._captions: dict[str, QLabel] = {}
        self.sum = label(name="caption", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 110)
        for row, (name, (words, source)) in enumerate(captions.items()):
            field = self._field(name, words)
            field.setFixedWidth(110)
            caption = label(_cited(words, source), name="fieldLabel", wrap=True)
            self._captions[name] = caption
            caption.setContentsMargins(0, 6, 0, 0)
            grid.addWidget(field, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(caption, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.sum, len(captions), 0, 1, 2)
        self.setFocusProxy(self.fields[first])

    def show_captions(self, captions: Mapping[str, tuple[str, str]]) -> None:
        """Call the same outcomes by other words, those of another authority."""
        for name, (words, source) in captions.items():
            self._captions[name].setText(_cited(words, source))
            spoken = self._lang.tr("Chance: {outcome}", outcome=words)
            self.fields[name].line.setAccessibleName(spoken)

    def _field(self, name: str, words: str) -> TypedField:
        field = TypedField(
            self._lang.tr("Chance: {outcome}", outcome=words),
            parse=partial(parse_one_chance, self._lang), show=partial(formats.rate, self._lang),
        )  # fmt: skip
        field.setProperty("outcome", name)
        field.edited.connect(self._take)
        field.finished.connect(self._finish)
        field.line.given_up.connect(self._give_up)
        self.fields[name] = field
        return field

    def set_value(self, chances: Mapping[str, Decimal]) -> None:
        """Show the chances of the case, but for those that one is typing."""
        if chances == self._before and not self._adds_up():
            return
        if chances != self._passed:
            self._before = None
        self._typed, self._given = dict(chances), dict(chances)
        for name, field in self.fields.items():
            field.set_value(self._typed[name])
        self._show_sum()

    def forget(self) -> None:
        """Drop chances that do not add up, so that another strand can be shown."""
        self._before, self._passed = None, None
        for field in self.fields.values():
            forget(field)

    @Slot(object)
    def _take(self, chance: Decimal) -> None:
        if self._before is None:
            self._before = dict(self._given)
        self._typed[str(self.sender().property("outcome"))] = chance
        self._show_sum()
        if self._adds_up():
            self._passed = {name: self._typed[name] or Decimal(0) for name in self._names}
            self.edited.emit(self._passed)
        elif self._passed is not None:
            # One chance of those that added up is another now: the case goes back.
            self._passed = None
            self.edited.emit(self._before)

    @Slot()
    def _finish(self) -> None:
        if self._adds_up():
            self._before, self._passed = None, None
        self.finished.emit()

    @Slot()
    def _give_up(self) -> None:
        """Show the chances of the case again instead of some that do not add up."""
        chances = self._given if self._before is None else self._before
        self.forget()
        for field in self.fields.values():
            field.forget()
        self.set_value(chances)

    def _total(self) -> Decimal:
        return sum((self._typed.get(name) or Decimal(0) for name in self._names), Decimal(0))

    def _adds_up(self) -> bool:
        return self._total() == 1

    def _show_sum(self) -> None:
        total = formats.rate(self._lang, self._total())
        tr = self._lang.tr
        if self._adds_up():
            self._say("caption", tr("Together {total}", total=total))
        else:
            text = tr("Together {total}: they must add to 100 %. Nothing is changed yet.",
                      total=total)  # fmt: skip
            self._say("problem", text)

    def _say(self, style: str, text: str) -> None:
        self.sum.setText(text)
        if self.sum.objectName() != style:
            self.sum.setObjectName(style)
            restyle(self.sum)
        for field in self.fields.values():
            field.line.unread = style == "problem" or field.is_wrong
            field.line.setProperty("wrong", field.line.unread)
            field.line.setAccessibleDescription(text if style == "problem" else "")
            restyle(field.line)


def _cited(words: str, source: str) -> str:
    return f"{words} ({source.replace(' ', NO_BREAK_SPACE)})" if source else words


def outcomes_field(lang: Language) -> ChancesField:
    """The chances of how a strand ends."""
    return ChancesField(lang, outcome_captions(lang, "commission"), first="decision")


def outcome_captions(lang: Language, authority: Authority) -> dict[str, tuple[str, str]]:
    """The outcomes of an authority's proceedings, and where the law has them."""
    return {
        name: (word(lang, "outcome", name, authority), outcome_law(authority, name))
        for name in _OUTCOMES
    }


def read_outcomes(strand: Strand) -> dict[str, Decimal]:
    """The chances of how a strand ends, by name."""
    return {name: getattr(strand.outcomes, name) for name in _OUTCOMES}


def write_outcomes(_strand: Strand, chances: Mapping[str, Decimal]) -> dict[str, Any]:
    """The change of a strand that gives it other chances."""
    return {"outcomes": Outcomes(**chances)}
