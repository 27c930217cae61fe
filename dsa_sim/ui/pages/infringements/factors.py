"""Aggravating or mitigating circumstances: rows of a share and its reason."""

from functools import partial
from typing import Literal

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.joining import inside
from dsa_sim.language.parsing import parse_estimate
from dsa_sim.model.case import Case, Factor, Factors, Infringement
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.provision_picker import tab_before
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import TypedField
from dsa_sim.ui.widgets.part_link import (
    FieldRow,
    confirm_reason,
    forget,
    reason_field,
    refuse,
)

FactorField = Literal["aggravating", "mitigating"]
MOST = 50
"""As many circumstances as a case takes."""


class _FactorRow(QWidget):
    """One circumstance: its share, its reason, its removal."""

    share_edited = Signal(int, object)
    reason_edited = Signal(int, str)
    removal_asked = Signal(int)
    left = Signal()

    confirmed = Signal(int)

    def __init__(self, lang: Language, name: str, position: int):
        super().__init__()
        self.position = position
        n = position + 1
        self.share = TypedField(
            lang.tr("{name} {n}: share", name=name, n=n),
            parse=partial(_parse_share, lang),
            show=partial(formats.estimate, lang, unit="share"),
        )
        self.share.setMinimumWidth(72)
        self.reason = reason_field(lang, lang.tr("{name} {n}: reason", name=name, n=n))
        remove = QPushButton("×")
        remove.setObjectName("flat")
        remove.setFixedWidth(28)
        remove.setToolTip(lang.tr("Remove"))
        remove.setAccessibleName(lang.tr("Remove {name} {n}", name=name, n=n))
        self.remove = remove
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        row = FieldRow((self.share, 2), (self.reason, 5), (remove, 0))
        whole.addWidget(row)
        # Rows come later than their neighbours: their fields are moved in the tab order, but their
        # holders are not, and one with a proxy would lead Tab back into the row for ever.
        for holder in (row, self.share):
            holder.setFocusProxy(None)  # type: ignore[arg-type] # Qt takes none, its stubs do not
        self.share.edited.connect(self._pass_share)
        self.share.finished.connect(self.left)
        self.reason.edited.connect(self._pass_reason)
        self.reason.editingFinished.connect(self.left)
        self.reason.confirmed.connect(self._confirm)
        remove.clicked.connect(self._ask_removal)

    def show_factor(self, factor: Factor) -> None:
        """Show a circumstance."""
        self.share.set_value(factor.share)
        self.reason.set_value(factor.reason)
        self.reason.show_mark(is_for_earlier=factor.signoff.earlier_value)

    @Slot(object)
    def _pass_share(self, share: Estimate) -> None:
        self.share_edited.emit(self.position, share)

    @Slot(str)
    def _pass_reason(self, reason: str) -> None:
        self.reason_edited.emit(self.position, reason)

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self.position)

    @Slot()
    def _ask_removal(self) -> None:
        self.removal_asked.emit(self.position)


def _parse_share(lang: Language, text: str) -> object:
    return parse_estimate(
        lang, text, "share", lowest=exactly(0).central, highest=exactly(10).central
    )


def _with_factors(case: Case, *, identifier: str, field: FactorField, new: Factors) -> Case:
    return change(case, identifier, **{field: new})


class FactorRows(QWidget):
    """All circumstances of one kind, and a button for one more.

    A new one begins at 0 %, which changes nothing until the person says how much it weighs.
    """

    def __init__(self, context: Context, field: FactorField, name: str):
        super().__init__()
        self._context, self._field, self._name = context, field, name
        self._lang = context.lang
        self._identifier = ""
        self._factors: Factors = ()
        self.rows: list[_FactorRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.none = label(self._lang.tr("none"), name="caption")
        self.add = QPushButton(self._lang.tr("+ Add"))
        self.add.setObjectName("flat")
        self.add.setAccessibleName(self._lang.tr("Add: {name}", name=name))
        self.add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self.none)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_infringement(self, infringement: Infringement) -> None:
        """Show the circumstances of an infringement."""
        factors: Factors = getattr(infringement, self._field)
        other = infringement.id != self._identifier
        if not other and factors == self._factors:
            return
        if other or len(factors) < len(self._factors):
            for row in self.rows:
                forget(row.share)
        self._identifier, self._factors = infringement.id, factors
        self._fit(len(factors))
        for row, factor in zip(self.rows, factors, strict=True):
            row.show_factor(factor)
        self.none.setVisible(not factors)

    def focus_first(self) -> None:
        """Put the cursor into the first circumstance, or on the button where there is none."""
        (self.rows[0].share.line if self.rows else self.add).setFocus()

    def _fit(self, count: int) -> None:
        while len(self.rows) < count:
            row = _FactorRow(self._lang, self._name, len(self.rows))
            row.share_edited.connect(self._set_share)
            row.reason_edited.connect(self._set_reason)
            row.removal_asked.connect(self._remove)
            row.confirmed.connect(self._confirm)
            row.left.connect(self._end)
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
            row.show()
            tab_before(self.add, row.share.line, row.reason, row.remove)
        while len(self.rows) > count:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()

    @Slot(int, object)
    def _set_share(self, position: int, share: Estimate) -> None:
        try:
            factor = msgspec.structs.replace(self._factors[position], share=share)
        except ValueError:
            refuse(self._lang, self.rows[position].share)
            return
        self._replace(position, factor, "share")

    @Slot(int, str)
    def _set_reason(self, position: int, reason: str) -> None:
        factor = msgspec.structs.replace(self._factors[position], reason=reason)
        self._replace(position, factor, "reason")

    def _replace(self, position: int, factor: Factor, what: str) -> None:
        factors = (*self._factors[:position], factor, *self._factors[position + 1 :])
        self._apply(factors, merge=f"{self._identifier}.{self._field}.{position}.{what}")

    @Slot(int)
    def _confirm(self, position: int) -> None:
        signed = (self._field, position, "signoff")
        confirm_reason(self._context, self._identifier, signed, f"{self._identifier}.{self._field}")

    @Slot(int)
    def _remove(self, position: int) -> None:
        self.add.setFocus()
        self._apply((*self._factors[:position], *self._factors[position + 1 :]))

    @Slot()
    def _add(self) -> None:
        if len(self._factors) >= MOST:
            return
        self._apply((*self._factors, Factor(share=exactly(0))))
        if self.rows:
            line = self.rows[-1].share.line
            line.setFocus()
            line.selectAll()

    def _apply(self, factors: Factors, *, merge: str = "") -> None:
        edit = partial(_with_factors, identifier=self._identifier, field=self._field, new=factors)
        label_ = self._lang.tr("Change of {name}", name=inside(self._lang, self._name))
        target = f"{self._identifier}.{self._field}"
        self._context.apply(label_, edit, merge=merge, where=target)

    @Slot()
    def _end(self) -> None:
        self._context.document.end_merge()
