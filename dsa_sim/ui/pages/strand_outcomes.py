"""The chances of how a strand ends: three fields that must add to 100 %."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.languages import NO_BREAK_SPACE
from dsa_sim.language.parsing import parse_one_chance
from dsa_sim.language.words import word
from dsa_sim.model.case import Outcomes
from dsa_sim.ui.cards import label
from dsa_sim.ui.fields import TypedField
from dsa_sim.ui.pages.infringement_links import forget

_OUTCOMES = (("closed", "Art. 73(5)"), ("commitments", "Art. 71"), ("decision", "Art. 73(1)"))
_NAMES = tuple(name for name, _ in _OUTCOMES)


class OutcomesField(QWidget):
    """Three chances and their sum; chances that do not add up stay here and change nothing."""

    edited = Signal(object)
    """Other `Outcomes`: understood, and adding to 100 %."""
    finished = Signal()

    def __init__(self, lang: Language):
        super().__init__()
        self._lang = lang
        self._typed: dict[str, Decimal | None] = {}
        self.fields: dict[str, TypedField] = {}
        self.sum = label(name="caption", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 110)
        for row, (name, source) in enumerate(_OUTCOMES):
            field = self._field(name)
            field.setFixedWidth(110)
            words = f"{word(lang, 'outcome', name)} ({source.replace(' ', NO_BREAK_SPACE)})"
            caption = label(words, name="fieldLabel", wrap=True)
            caption.setContentsMargins(0, 6, 0, 0)
            grid.addWidget(field, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(caption, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.sum, len(_OUTCOMES), 0, 1, 2)
        self.setFocusProxy(self.fields["decision"])

    def _field(self, name: str) -> TypedField:
        field = TypedField(
            self._lang.tr("Chance: {outcome}", outcome=word(self._lang, "outcome", name)),
            parse=partial(parse_one_chance, self._lang), show=partial(formats.rate, self._lang),
        )  # fmt: skip
        field.setProperty("outcome", name)
        field.edited.connect(self._take)
        field.finished.connect(self.finished)
        self.fields[name] = field
        return field

    def set_value(self, outcomes: Outcomes) -> None:
        """Show the chances of the case."""
        self._typed = {name: getattr(outcomes, name) for name in _NAMES}
        for name, field in self.fields.items():
            field.set_value(self._typed[name])
        self._show_sum()

    def forget(self) -> None:
        """Drop chances that do not add up, so that another strand can be shown."""
        for field in self.fields.values():
            forget(field)

    @Slot(object)
    def _take(self, chance: Decimal) -> None:
        self._typed[str(self.sender().property("outcome"))] = chance
        self._show_sum()
        if self._adds_up():
            made = Outcomes(**{name: self._typed[name] or Decimal(0) for name in _NAMES})
            self.edited.emit(made)

    def _total(self) -> Decimal:
        return sum((self._typed.get(name) or Decimal(0) for name in _NAMES), Decimal(0))

    def _adds_up(self) -> bool:
        return self._total() == 1

    def _show_sum(self) -> None:
        total = formats.rate(self._lang, self._total())
        tr = self._lang.tr
        if self._adds_up():
            self._say("caption", tr("Together {total}", total=total))
        else:
            text = tr("Together {total}: the three must add to 100 %. Nothing is changed yet.",
                      total=total)  # fmt: skip
            self._say("problem", text)

    def _say(self, style: str, text: str) -> None:
        self.sum.setText(text)
        if self.sum.objectName() != style:
            self.sum.setObjectName(style)
            self.sum.style().unpolish(self.sum)
            self.sum.style().polish(self.sum)
        for field in self.fields.values():
            field.line.setProperty("wrong", style == "problem" or field.is_wrong)
            field.line.setAccessibleDescription(text if style == "problem" else "")
            field.line.style().unpolish(field.line)
            field.line.style().polish(field.line)
