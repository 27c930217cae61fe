"""The page Periodic penalties: what each strand may cost by day, outside the 6 %."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from dsa_sim.language import formats
from dsa_sim.language.maximum_words import rounded_maximum
from dsa_sim.model.case import Case, Periodic, Strand
from dsa_sim.model.edits import change, find_part, new_identifier
from dsa_sim.model.estimate import exactly
from dsa_sim.model.maxima import Maximum, StrandMaxima
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.infringements.words import maxima_of
from dsa_sim.ui.pages.periodic.item import PeriodicItem
from dsa_sim.ui.widgets.cards import Card, label, scrolled_column, show_and_focus

MOST = 20
"""As many penalties as a strand may have."""


class PeriodicPage(Page):
    """One card a strand: the daily maximum, and each penalty with its running total."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        area, self._column = scrolled_column()
        intro = self.lang.tr(
            "Periodic penalties compel somebody to act (Art. 76); they stand outside the maximum "
            "of fines. Chances and amounts are your own assumptions, and the inputs are those of "
            "the base case."
        )
        self._column.addWidget(label(intro, name="muted", wrap=True))
        self._column.addStretch(1)
        self.root.addWidget(area)
        self.cards: dict[str, PeriodicCard] = {}

    def refresh(self) -> None:
        """Show every strand in the scenario chosen."""
        strands = self.context.case.strands
        if list(self.cards) != [s.id for s in strands]:
            for card in self.cards.values():
                card.hide()
                self._column.removeWidget(card)
                card.deleteLater()
            self.cards = {s.id: PeriodicCard(self.context) for s in strands}
            for n, card in enumerate(self.cards.values(), start=1):
                self._column.insertWidget(n, card)
        shown = self.context.assessment()
        exposure = self.context.exposure(self.context.document.scenario)
        expected = {} if exposure is None else dict(exposure.periodic_eur)
        for strand in strands:
            self.cards[strand.id].show_strand(strand, maxima_of(shown, strand.id), expected)

    def refresh_exposure(self) -> None:
        """Show the expected amounts of a fuller run."""
        self.refresh()

    def go_to(self, target: str) -> None:
        """Put the cursor into an input of a penalty."""
        identifier, _, name = target.partition(".")
        for card in self.cards.values():
            item = card.items.get(identifier)
            if item is not None:
                show_and_focus(item.fields.get(name, item.fields["title"]))


class PeriodicCard(Card):
    """The penalties of one strand."""

    def __init__(self, context: Context):
        super().__init__(" ")
        self.context, self.lang = context, context.lang
        self.strand: Strand | None = None
        self.items: dict[str, PeriodicItem] = {}
        self.add = QPushButton(self.lang.tr("Add a periodic penalty"))
        self.add.clicked.connect(self._add)
        self.head.addWidget(self.add)
        self.maximum = label(name="caption", wrap=True)
        self.body.addWidget(self.maximum)

    def show_strand(self, strand: Strand, maxima: StrandMaxima, expected: dict[str, float]) -> None:
        """Show the penalties of a strand, each under its own daily maximum."""
        self.strand = strand
        self.title.setText(strand.title)
        self.add.setEnabled(len(strand.periodic) < MOST)
        self.maximum.setText(self._maximum_words(maxima.of("periodic")))
        if list(self.items) != [p.id for p in strand.periodic]:
            for item in self.items.values():
                item.hide()
                self.body.removeWidget(item)
                item.deleteLater()
            self.items = {p.id: PeriodicItem(self.context) for p in strand.periodic}
            for item in self.items.values():
                self.body.addWidget(item)
        dated = {p.item.id: p for p in maxima.periodic}
        for part in strand.periodic:
            self.items[part.id].show_item(part, dated.get(part.id), expected.get(part.id))

    def _maximum_words(self, maximum: Maximum | None) -> str:
        lang, tr = self.lang, self.lang.tr
        if maximum is None:
            return tr("Daily maximum: not computable yet")
        return tr(
            "With the decision itself, daily maximum {amount}: {rate} of {turnover}, divided by "
            "{days} days ({law})",
            amount=rounded_maximum(lang, maximum),
            rate=formats.rate(lang, maximum.rate),
            turnover=formats.exact_amount(lang, maximum.turnover.display),
            days=maximum.divisor or 0, law=maximum.law,
        )  # fmt: skip

    @Slot()
    def _add(self) -> None:
        assert self.strand is not None
        title = self.lang.tr("Periodic penalty")
        made = new_identifier(self.context.case, title)
        edit = partial(_with_penalty, strand=self.strand.id, identifier=made, title=title)
        self.context.apply(self.lang.tr("Add a periodic penalty"), edit, where=f"{made}.title")


def _with_penalty(case: Case, *, strand: str, identifier: str, title: str) -> Case:
    """The case with one more penalty, of which nothing is assumed yet."""
    owner = find_part(case, strand)
    assert isinstance(owner, Strand)
    nothing = exactly(0)
    item = Periodic(id=identifier, title=title, chance=nothing, daily_share=nothing, days=nothing)
    return change(case, strand, periodic=(*owner.periodic, item))
