"""Offers starting ranges for every amount that is open, with where each comes from."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import Language, formats
from dsa_sim.language.joining import joined
from dsa_sim.language.words import word
from dsa_sim.law.precedents import precedents
from dsa_sim.model.case import Case, Infringement, StartingAmount
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import rows_of
from dsa_sim.model.method_comparison import spanning
from dsa_sim.model.methods.bands import GRAVITY_BANDS
from dsa_sim.model.starting_ranges import (
    RANGE_SOURCES,
    StartingRange,
    compared_with,
    offered,
    open_ones,
    with_chances,
    with_starts,
)
from dsa_sim.ui.context import Context
from dsa_sim.ui.places import PAGE
from dsa_sim.ui.widgets.cards import dialog_buttons, label
from dsa_sim.ui.widgets.fields import ChoiceField, Form
from dsa_sim.ui.widgets.input_fields import input_field


class FillDialog(QDialog):
    """A source, the ranges it gives, and one chance for all that have none."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._lang, self._case = context, context.lang, context.case
        tr = self._lang.tr
        self.setWindowTitle(tr("Fill the open ones"))
        self.resize(800, 480)
        self._ranges: tuple[StartingRange, ...] = ()
        self._ticks: list[QTableWidgetItem] = []
        self.source = ChoiceField(tr("Ranges from"), _sources(self._lang))
        self.source.set_value(RANGE_SOURCES[0])
        self.source.edited.connect(self._show)
        chance = next(row for row in rows_of(Infringement) if row.field == "chance")
        self.chance = input_field(self._lang, chance)
        self.table = self._table()
        self.take = QPushButton(tr("Take as assumptions"))
        self._arrange()
        self._show(RANGE_SOURCES[0])
        self.chance.setFocus()

    def _table(self) -> QTableWidget:
        tr = self._lang.tr
        table = QTableWidget(0, 3)
        table.setAccessibleName(tr("Starting ranges"))
        table.setHorizontalHeaderLabels([tr("Alleged infringement"), tr("Range"), tr("Source")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header, modes = table.horizontalHeader(), QHeaderView.ResizeMode
        for column, mode in enumerate((modes.Stretch, modes.ResizeToContents, modes.Stretch)):
            header.setSectionResizeMode(column, mode)
        # Reasons wrap: how tall a row is depends on how wide it became.
        header.geometriesChanged.connect(table.resizeRowsToContents)
        return table

    def _arrange(self) -> None:
        tr = self._lang.tr
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        form = Form(label_width=150)
        form.add_row(tr("Chance of a finding"), self.chance)
        form.add_row(tr("Ranges from"), self.source)
        layout.addLayout(form)
        hint = tr(
            "No source gives chances: the one entered here is yours, for all that have none; "
            "without one they stay open. Everything taken is an assumption that nobody has "
            "reviewed, with its source as the reason."
        )
        layout.addWidget(label(hint, name="muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(dialog_buttons(self, self._lang, self.take, accepted=self._take))

    @Slot(object)
    def _show(self, source: object) -> None:
        code = next(s for s in RANGE_SOURCES if s == source)
        self._ranges = offered(self._case, code)
        self._ticks = []
        self.table.setRowCount(len(self._ranges))
        for row, offer in enumerate(self._ranges):
            items = [QTableWidgetItem(text) for text in self._texts(offer)]
            for column, item in enumerate(items):
                item.setToolTip(item.text())
                self.table.setItem(row, column, item)
            self._tick(items[0], offer)
            self._ticks.append(items[0])
        self.table.setCurrentCell(0, 0)
        self.table.resizeRowsToContents()

    def _texts(self, offer: StartingRange) -> tuple[str, str, str]:
        tr = self._lang.tr
        title = offer.infringement.title or tr("Infringement without a title")
        if offer.start is None:
            return title, "–", tr("This source gives nothing here: the amount stays open.")
        return title, formats.starting_amount(self._lang, offer.start), self._reason(offer)

    def _tick(self, item: QTableWidgetItem, offer: StartingRange) -> None:
        flags = Qt.ItemFlag.ItemIsSelectable
        if offer.start is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
            item.setCheckState(Qt.CheckState.Checked)
        item.setFlags(flags)

    def _reason(self, offer: StartingRange) -> str:
        """Where a range comes from, as it stands in the reason of the assumption."""
        lang, gravity = self._lang, offer.infringement.gravity
        if offer.source == "bands":
            return lang.tr(
                "Band for gravity “{gravity}”, {share} of the maximum (EDPB Guidelines 04/2022, "
                "paragraph 60, by analogy)",
                gravity=word(lang, "gravity", gravity),
                share=formats.estimate(lang, GRAVITY_BANDS[gravity], "share"),
            )
        shares, is_own_left_out = compared_with(self._case)
        names = joined(lang, [fine.name for fine in precedents() if fine.key in shares])
        whole = formats.estimate(lang, spanning(shares.values()), "share")
        if offer.parts > 1:
            told = lang.tr(
                "Share of turnover of the fines so far for a whole decision ({names}: {share}), "
                "divided equally among the {n} allegations of the strand",
                names=names, share=whole, n=offer.parts,
            )  # fmt: skip
        else:
            told = lang.tr(
                "Share of turnover of the fines so far, each for a whole decision, undivided: "
                "{names}",
                names=names,
            )
        left_out = lang.tr("the fine of this case is left out") if is_own_left_out else ""
        return "; ".join(filter(None, (told, left_out)))

    @Slot()
    def _take(self) -> None:
        """Apply what is ticked as one step of undo; a chance that is not understood stays."""
        if self.chance.is_wrong:
            self.chance.setFocus()
            return
        edit = partial(_filled, starts=self._starts(), chances=self._chances())
        words = self._lang.tr("Fill the open ones")
        self._context.apply(words, edit, where=f"{PAGE}infringements")
        self.accept()

    def _starts(self) -> dict[str, tuple[StartingAmount, str]]:
        checked = Qt.CheckState.Checked
        return {
            offer.infringement.id: (offer.start, self._reason(offer))
            for offer, tick in zip(self._ranges, self._ticks, strict=True)
            if offer.start is not None and tick.checkState() == checked
        }

    def _chances(self) -> dict[str, tuple[Estimate, str]]:
        text = self.chance.line.text().strip()
        if not text:
            return {}
        reason = self._lang.tr("Entered for all open ones at once")
        return {
            i.id: (self.chance.read(), reason) for i in open_ones(self._case) if i.chance is None
        }


def _sources(lang: Language) -> list[tuple[str, str]]:
    return [
        ("precedents", lang.tr("The fines so far, divided among the allegations of the strand")),
        ("precedents_whole", lang.tr("The fines so far, whole for each allegation")),
        ("bands", lang.tr("The bands of the maximum, by gravity")),
    ]


def _filled(
    case: Case,
    *,
    starts: dict[str, tuple[StartingAmount, str]],
    chances: dict[str, tuple[Estimate, str]],
) -> Case:
    return with_chances(with_starts(case, starts), chances)
