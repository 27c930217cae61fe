"""The table of the page Exposure: what each alleged infringement adds to the expected amount."""

from PySide6.QtCore import Signal, Slot

from dsa_sim.language import Language, formats
from dsa_sim.language.national_words import authority_of, ground_reference
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import not_counted
from dsa_sim.model.assessment import Assessment, Worksheet
from dsa_sim.model.simulation import Exposure
from dsa_sim.ui.places import STEPS
from dsa_sim.ui.widgets.cards import Card
from dsa_sim.ui.widgets.plain_table import PlainTable, Row

_PERIODIC = "periodic"
_PERIOD = 2


class InfringementsCard(Card):
    """Each infringement with its chance, its amount if fined, and its share of the expected."""

    place_asked = Signal(str)
    """Somebody wants to see the steps of an infringement."""

    def __init__(self, lang: Language):
        super().__init__()
        self._lang = lang
        tr = lang.tr
        self.table = PlainTable(
            tr("Alleged infringements"),
            (
                tr("Alleged infringement"), tr("Provision"), tr("Period"), tr("Gravity"),
                tr("Finding"), tr("If fined"), tr("Share of expected"),
            ),
            numeric=(4, 5, 6),
        )  # fmt: skip
        self.table.chosen.connect(self._choose)
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
        self.table.show_rows([*rows, *self._periodic(exposure, mean)])

    def _row(self, sheet: Worksheet, share: float | None, why: str) -> Row:
        lang, alleged, amount = self._lang, sheet.infringement, sheet.amount_eur
        codes = ", ".join(alleged.provisions)
        return Row(
            key=alleged.id,
            cells=(
                alleged.title,
                lang.tr("Art. {codes}", codes=codes)
                if codes
                else ground_reference(lang, self._case, alleged),
                formats.period(lang, alleged.period_start, alleged.period_end)
                if alleged.period_start
                else "–",
                word(lang, "gravity", alleged.gravity),
                "–" if alleged.chance is None else formats.estimate(lang, alleged.chance, "share"),
                "–" if amount is None else formats.amount(lang, amount),
                "–" if share is None else formats.share(lang, share),
            ),
            tooltip=why,
            quiet=bool(why),
        )

    def _periodic(self, exposure: Exposure | None, mean: float) -> list[Row]:
        if exposure is None or not exposure.periodic_mean_eur or not mean:
            return []
        tr, lang = self._lang.tr, self._lang
        share = formats.share(lang, exposure.periodic_mean_eur / mean)
        owners = {authority_of(self._case, s.id) for s in self._case.strands if s.periodic}
        source = tr("Art. 52(4)") if owners == {"national"} else tr("Art. 76")
        cells = (tr("Periodic penalties"), source, "–", "–", "–", "–", share)
        return [Row(key=_PERIODIC, cells=cells)]

    @Slot(str)
    def _choose(self, key: str) -> None:
        if key != _PERIODIC:
            self.place_asked.emit(f"{STEPS}{key}")
