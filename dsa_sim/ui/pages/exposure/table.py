"""The table of the page Exposure: what each alleged infringement adds to the expected amount."""

from PySide6.QtCore import Signal, Slot

from dsa_sim.language import formats
from dsa_sim.language.national_words import authority_of, ground_reference
from dsa_sim.language.tables import Cell, Column, Row, Share, amount_cell, row_of, share_cell
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import not_counted
from dsa_sim.model.assessment import Assessment, Worksheet
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.simulation import Exposure
from dsa_sim.ui.context import Context
from dsa_sim.ui.places import STEPS
from dsa_sim.ui.widgets.cards import Card
from dsa_sim.ui.widgets.table_view import TableView

_PERIODIC = "periodic"
_PERIOD = 2


class InfringementsCard(Card):
    """Each infringement with its chance, its amount if fined, and its share of the expected."""

    place_asked = Signal(str)
    """Somebody wants to see the steps of an infringement."""

    def __init__(self, context: Context):
        super().__init__()
        self._lang = context.lang
        tr = self._lang.tr
        columns = (
            Column(title=tr("Alleged infringement"), wide=True),
            Column(title=tr("Provision")),
            Column(title=tr("Period")),
            Column(title=tr("Gravity")),
            Column(title=tr("Finding"), right=True),
            Column(title=tr("If fined"), right=True),
            Column(title=tr("Share of expected"), right=True),
        )
        self.table = TableView(context, tr("Alleged infringements"), columns)
        self.table.opened.connect(self._choose)
        self.body.addWidget(self.table)

    def show_periods(self, *, shown: bool) -> None:
        """Show the column of periods, or leave its room to the titles."""
        self.table.setColumnHidden(_PERIOD, not shown)

    def show_exposure(self, shown: Assessment, exposure: Exposure | None) -> None:
        """Show the rows of a scenario."""
        parts = {} if exposure is None else dict(exposure.contributions_eur)
        left_out = () if exposure is None else exposure.left_out
        mean = 0.0 if exposure is None else exposure.mean_eur
        reasons = {s.infringement: s.not_counted for d in shown.decisions for s in d.shares}
        self._case = shown.case
        rows = []
        for sheet in shown.worksheets:
            name = sheet.infringement.id
            share = parts[name] / mean if mean and name in parts else None
            why = not_counted(reasons[name], self._lang)
            if name in left_out:
                share = None
                why = self._lang.tr("not modelled yet: chance or amount is open")
            rows.append(self._row(sheet, share, why))
        self.table.set_rows([*rows, *self._periodic(exposure, mean)])

    def _row(self, sheet: Worksheet, share: float | None, why: str) -> Row:
        lang, alleged, amount = self._lang, sheet.infringement, sheet.amount_eur
        codes = ", ".join(alleged.provisions)
        return row_of(
            alleged.title,
            lang.tr("Art. {codes}", codes=codes)
            if codes
            else ground_reference(lang, self._case, alleged),
            formats.period(lang, alleged.period_start, alleged.period_end)
            if alleged.period_start
            else "–",
            word(lang, "gravity", alleged.gravity),
            self._chance(alleged.chance),
            amount_cell(lang, amount),
            share_cell(lang, share),
            key=alleged.id,
            tooltip=why,
            quiet=bool(why),
        )

    def _chance(self, chance: Estimate | None) -> Cell:
        if chance is None:
            return share_cell(self._lang, None)
        text = formats.estimate(self._lang, chance, "share")
        # A range is copied as it reads: one number would not say it.
        exact = None if chance.is_uncertain else Share(value=chance.central)
        return Cell(text=text, value=exact)

    def _periodic(self, exposure: Exposure | None, mean: float) -> list[Row]:
        if exposure is None or not exposure.periodic_mean_eur or not mean:
            return []
        tr = self._lang.tr
        share = share_cell(self._lang, exposure.periodic_mean_eur / mean)
        owners = {authority_of(self._case, s.id) for s in self._case.strands if s.periodic}
        source = tr("Art. 52(4)") if owners == {"national"} else tr("Art. 76")
        name = tr("Periodic penalties")
        return [row_of(name, source, "–", "–", "–", "–", share, key=_PERIODIC)]

    @Slot(str)
    def _choose(self, key: str) -> None:
        if key != _PERIODIC:
            self.place_asked.emit(f"{STEPS}{key}")
