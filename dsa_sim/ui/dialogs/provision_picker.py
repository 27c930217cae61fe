"""Choosing the provisions of an alleged infringement: chips for those chosen, and a search."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim import law
from dsa_sim.language.competence_words import (
    national_maximum_text,
    who_may_act,
    who_may_act_on_all,
)
from dsa_sim.language.translation import mark
from dsa_sim.law.provisions import Tier
from dsa_sim.model.competence_checks import among
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.provision_detail import ProvisionDetail
from dsa_sim.ui.dialogs.provision_hits import CODE, SPOKEN, HitList, binding_words
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChoiceField
from dsa_sim.ui.widgets.flow import Flow
from dsa_sim.ui.widgets.lines import FreeLine

__all__ = ["Alleged", "Flow", "ProvisionPicker", "binding_words", "tab_before"]

MOST_HITS = 30
TIERS: tuple[tuple[Tier | None, str], ...] = (
    (None, mark("All services")),
    ("intermediary", mark("Intermediary services")),
    ("intermediary_non_eu", mark("Providers from outside the Union")),
    ("hosting", mark("Hosting services")),
    ("online_platform", mark("Online platforms")),
    ("online_platform_and_search_engine", mark("Online platforms and search engines")),
    ("marketplace", mark("Marketplaces")),
    ("vlop_vlose", mark("VLOP and VLOSE")),
    ("none_voluntary", mark("Nobody (voluntary)")),
)
"""The tiers one can search in, and how they are called there."""


def tab_before(last: QWidget, *widgets: QWidget) -> None:
    """Let the Tab key reach widgets one after the other, and then the last one."""
    before: QWidget | None = last.previousInFocusChain()
    # Holders stand in the chain too; ordering by one that has a proxy would move the proxy.
    while before is not None and before is not last and not _takes_tab(before):
        before = before.previousInFocusChain()
    for widget in (*widgets, last):
        if before is not None and before is not widget:
            QWidget.setTabOrder(before, widget)
        before = widget


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.focusProxy() is None


class _SearchLine(FreeLine):
    """The search line: the arrow keys move through the hits while one types."""

    moved = Signal(int)
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # The first letter should not have to wait for the index of all provisions.
        law.search_provisions("a")
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, kw_only=True)
class Alleged:
    """What the picker shows: the provisions alleged, and the platform they are held against.

    `opened` are the provisions on which the Commission has opened proceedings; `national` tells
    whether a national authority alleges them.
    """

    codes: tuple[str, ...]
    platform: str
    facts: law.PlatformFacts
    opened: tuple[str, ...] = ()
    national: bool = False


class ProvisionPicker(QWidget):
    """Chips of the provisions alleged, each with its removal, and a line to search for more."""

    added = Signal(str)
    removed = Signal(str)
    told = Signal()
    """There is more to see below the search line than before."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self._lang = context, context.lang
        self._alleged: Alleged | None = None
        tr = self._lang.tr
        self.chips: list[QPushButton] = []
        self._chips = QWidget()
        self._flow = Flow(self._chips)
        self.competence = label(name="caption", wrap=True)
        self.line = _SearchLine()
        self.line.setAccessibleName(tr("Search for a provision to add"))
        self.line.setPlaceholderText(tr("Add a provision: 34, traceability…"))
        self.line.setMaxLength(100)
        self.tiers = ChoiceField(
            tr("Search only what binds"), [(tier, tr(words)) for tier, words in TIERS]
        )
        self.tiers.set_value(None)
        self.tiers.edited.connect(self._search_again)
        self.hits = HitList(context)
        self.detail = ProvisionDetail(context)
        self.none = label(tr("No provision found: try another word or an article from 9 to 48."),
                          name="caption", wrap=True)  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        search = QHBoxLayout()
        search.setSpacing(6)
        search.addWidget(self.line, 3)
        search.addWidget(self.tiers, 2)
        layout.addWidget(self._chips)
        layout.addWidget(self.competence)
        layout.addLayout(search)
        for widget in (self.hits, self.none, self.detail):
            layout.addWidget(widget)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._search)
        self.line.returnPressed.connect(self._take)
        self.line.moved.connect(self.hits.step)
        self.line.left.connect(self.clear)
        self.hits.currentItemChanged.connect(self._describe)
        self.hits.itemClicked.connect(self._take)
        self.clear()

    def show_alleged(self, alleged: Alleged) -> None:
        """Show the provisions alleged; the search goes on where it was."""
        if alleged == self._alleged:
            return
        self._alleged = alleged
        self._build_chips(alleged)
        self._show_competence(alleged)
        self._search_again()

    @Slot()
    def clear(self) -> None:
        """Forget the search."""
        self.line.clear()
        self.tiers.set_value(None)
        self._search("")

    @Slot()
    def _search_again(self) -> None:
        self._search(self.line.text())

    def _show_competence(self, alleged: Alleged) -> None:
        refs = [ref for code in alleged.codes if (ref := law.parse_provision(code)) is not None]
        told = [(ref, among(ref, alleged.opened)) for ref in refs]
        lines = list(who_may_act_on_all(self._lang, told, alleged.facts))
        if lines:
            lines[0] = self._lang.tr("Who may act: {who}", who=lines[0])
        if alleged.national:
            lines.append(national_maximum_text(self._lang))
        self.competence.setText("\n".join(lines))
        self.competence.setVisible(bool(lines))

    def _build_chips(self, alleged: Alleged) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips)
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self.chips:
            chip.setParent(None)
            chip.deleteLater()
        self.chips = [self._chip(code, alleged) for code in alleged.codes]
        for chip in self.chips:
            self._flow.addWidget(chip)
        tab_before(self.line, *self.chips)
        self._chips.setVisible(bool(alleged.codes))
        self._chips.updateGeometry()
        if had_focus:
            self.line.setFocus()

    def _chip(self, code: str, alleged: Alleged) -> QPushButton:
        tr = self._lang.tr
        citation = tr("Art. {code}", code=code)
        doubt, words = self._binding(code, alleged)
        chip = QPushButton(f"{citation} !   ×" if doubt else f"{citation}   ×")
        chip.setObjectName("chip")
        chip.setProperty("provision", code)
        found = law.provision(code)
        heading = found.heading(self._lang.code) if found else ""
        remove = tr("Click to remove")
        chip.setToolTip(f"{heading}\n{words}\n{remove}".strip())
        chip.setAccessibleName(tr("Remove {citation}", citation=citation))
        chip.setAccessibleDescription(f"{heading}, {words}")
        chip.clicked.connect(self._remove)
        return chip

    def _binding(self, code: str, alleged: Alleged) -> tuple[bool, str]:
        ref = law.parse_provision(code)
        if ref is None:
            return True, self._lang.tr("there is no such provision")
        binding = law.binding(ref, alleged.facts)
        words = binding_words(self._lang, binding, alleged.platform)
        return binding.status != "bound", words

    @Slot(str)
    def _search(self, text: str) -> None:
        alleged, chosen = self._alleged, self.tiers.value
        found = law.search_provisions(
            text, language=self._lang.code, limit=MOST_HITS,
            tier=next((tier for tier, _ in TIERS if tier == chosen), None),
            facts=alleged.facts if alleged else None,
        )  # fmt: skip
        self.hits.show_hits(
            found, platform=alleged.platform if alleged else "",
            alleged=alleged.codes if alleged else (),
        )  # fmt: skip
        self.none.setVisible(bool(text.strip()) and not found)
        self._describe()

    @Slot()
    def _describe(self) -> None:
        """Tell of the current hit, to the eye and to a screen reader."""
        code = self.hits.current(CODE)
        self.detail.show_provision(code, competence=self._competence(code))
        spoken = (self.hits.current(SPOKEN), self.detail.summary.text()) if code else ()
        self.line.setAccessibleDescription(", ".join(spoken))
        if code:
            self.told.emit()

    def _competence(self, code: str) -> str:
        ref, alleged = law.parse_provision(code), self._alleged
        if ref is None or alleged is None:
            return ""
        opened = among(ref, alleged.opened)
        return who_may_act(self._lang, ref, alleged.facts, opened=opened)

    @Slot()
    def _take(self) -> None:
        code = self.hits.current(CODE)
        if code and self._alleged and code not in self._alleged.codes:
            self.clear()
            self.line.setFocus()
            self.added.emit(code)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(str(self.sender().property("provision")))
