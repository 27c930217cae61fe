"""The page Summary, the first screen of a case: what it comes to, what is open, what is next."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.weighted_words import weighted_words
from dsa_sim.model.simulation import Exposure
from dsa_sim.model.weighted import weights
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.exposure.figures import ExposureFigures, modelled
from dsa_sim.ui.pages.summary.cards import (
    AssessedCard,
    LawCard,
    NextDatesCard,
    SinceCard,
    StrandsCard,
)
from dsa_sim.ui.summary import OUTCOMES
from dsa_sim.ui.widgets.cards import KeyFigure, label, scrolled_column

_NARROW = 890
"""Pixels below which five figures do not fit side by side."""


class SummaryFigures(ExposureFigures):
    """The maximum first; of the chances that of paying nothing."""

    def __init__(self, lang: Language):
        super().__init__(lang, target=OUTCOMES)
        for figure in self.all:
            # Five side by side in the longest words at 1280 pixels.
            figure.figure.setObjectName("middleNumber")

    def _in_order(self) -> tuple[KeyFigure, ...]:
        return (self.maximum, self.expected, self.paid, self.severe, self.chance)

    def _chance_caption(self) -> str:
        return self._lang.tr("Chance that nothing is paid")

    def _show_chance(self, exposure: Exposure) -> None:
        lang, any_fine = self._lang, formats.share(self._lang, exposure.chance_any_fine)
        said = lang.tr("{what}: {about}", what=lang.tr("chance of any fine"), about=any_fine)
        self.chance.show_figure(formats.share(lang, exposure.chance_of_none), said)


class SummaryPage(Page):
    """One screen without scrolling: figures above, four cards below them."""

    shows_scenarios = True
    shows_headline = False

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self.area, column = scrolled_column()
        self.figures = SummaryFigures(self.lang)
        for figure in self.figures.all:
            figure.asked.connect(context.place_asked)
        self.weighed = label(name="caption", wrap=True)
        self.law = LawCard(context)
        self.assessed = AssessedCard(context)
        self.strands = StrandsCard(context)
        self.dates = NextDatesCard(context)
        self.since = SinceCard(context)
        self._cards = QGridLayout()
        self._cards.setSpacing(14)
        column.addLayout(self.figures)
        column.addWidget(self.weighed)
        column.addWidget(self.law)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.root.addWidget(self.area)
        self._arrange(columns=2)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_cards)

    def _arrange(self, *, columns: int) -> None:
        for n, card in enumerate((self.since, self.strands, self.dates), start=1):
            self._cards.addWidget(card, n // columns, n % columns)
        self._columns = columns
        self._share_row()
        for n in range(2):
            self._cards.setColumnStretch(n, 1 if n < columns else 0)
        self.figures.arrange(columns=5 if columns == 2 else 3)

    def _share_row(self) -> None:
        """Give what is assessed a whole row until a briefing has left the program."""
        alone = self.since.isHidden()
        self._cards.addWidget(self.assessed, 0, 0, 1, self._columns if alone else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put cards below each other where two do not fit side by side."""
        super().resizeEvent(event)
        columns = 1 if event.size().width() < _NARROW else 2
        if columns != self._columns:
            self._arrange(columns=columns)

    def refresh(self) -> None:
        """Show the scenario chosen."""
        self.refresh_exposure()
        self._later.start()

    def refresh_exposure(self) -> None:
        """Show the exposure of the scenario chosen, as full as it is by now."""
        context, scenario = self.context, self.context.document.scenario
        shown, known = context.assessment(), context.exposures
        exposure = modelled(context, scenario, shown)
        self.figures.show_exposure(shown, exposure, nothing=self._nothing(known.of(scenario)))
        weighed = bool(weights(context.case))
        if weighed:
            self.weighed.setText(weighted_words(self.lang, context.case, known.known()))
        self.weighed.setVisible(weighed)
        self._later.start()

    def _nothing(self, found: Exposure | None) -> str:
        """Why there are no figures yet; empty where nothing is modelled."""
        known, scenario = self.context.exposures, self.context.document.scenario
        if known.refusal(scenario) is not None:
            return self.lang.tr("not computable yet")
        is_first = found is None and known.is_recalculating(scenario)
        return self.lang.tr("recalculating…") if is_first else ""

    @Slot()
    def _show_cards(self) -> None:
        if not self.isVisible():
            # The page was left in the meantime; showing it refreshes it.
            return
        context, scenario = self.context, self.context.document.scenario
        shown, known = context.assessment(), context.exposures
        self.law.show_case()
        self.assessed.show_case(shown, known.refusal(scenario))
        self.strands.show_case(shown.case)
        self.dates.show_case(shown.case)
        if not known.is_recalculating(scenario):
            # The figures come first: there is one worker.
            self.since.show_case()
        self._share_row()
