"""One periodic penalty: its inputs, its figures and its running total by day."""

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from dsa_sim.language import formats
from dsa_sim.language.joining import named
from dsa_sim.language.national_words import authority_of
from dsa_sim.language.periodic_words import daily_maximum_rows
from dsa_sim.language.words import choices, meaning
from dsa_sim.model.case import Periodic
from dsa_sim.model.edits import remove
from dsa_sim.model.maxima import PeriodicMaximum
from dsa_sim.model.running_total import running_total
from dsa_sim.ui.charts import periodic_view
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.parts import TitleField
from dsa_sim.ui.widgets.canvas import ChartCanvas
from dsa_sim.ui.widgets.cards import label, line
from dsa_sim.ui.widgets.fields import ChoiceField, Form
from dsa_sim.ui.widgets.input_fields import caption_of, input_field, rows_in
from dsa_sim.ui.widgets.part_link import PartLink, read_note, reason_field, write_note


class PeriodicItem(QWidget):
    """Edits one periodic penalty of the base case and shows its running total."""

    def __init__(self, context: Context):
        super().__init__()
        self.context, self.lang = context, context.lang
        self.identifier = ""
        self.links: list[PartLink] = []
        self.fields: dict[str, Any] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.addWidget(line(), 0, 0, 1, 2)
        grid.addLayout(self._head(), 1, 0, 1, 2)
        grid.addLayout(self._form(), 2, 0)
        self.chart = ChartCanvas(self.lang)
        self.chart.setMinimumHeight(250)
        self.chart.save_asked.connect(self.context.save_chart_asked)
        grid.addWidget(self.chart, 2, 1)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 6)
        self.said = label(name="caption", wrap=True)
        grid.addWidget(self.said, 3, 0, 1, 2)

    def _head(self) -> QHBoxLayout:
        tr = self.lang.tr
        title = TitleField(tr("Title of the periodic penalty"), tr("Title"))
        self._tie("title", title)
        gone = QPushButton(tr("Remove"))
        gone.setObjectName("flat")
        gone.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.addWidget(title, 1)
        row.addWidget(gone)
        return row

    def _form(self) -> Form:
        lang, tr = self.lang, self.lang.tr
        form = Form(label_width=130)
        trigger = ChoiceField(tr("What it compels"), choices(lang, "trigger"))
        form.add_row(tr("What it compels"), trigger)
        self.meaning = label(name="caption", wrap=True)
        form.addWidget(self.meaning, form.rowCount(), 1)
        self._tie("trigger", trigger)
        for row in rows_in(Periodic, "periodic"):
            field = input_field(lang, row)
            form.add_row(caption_of(lang, row), field)
            self._tie(row.field, field)
        reason = reason_field(lang, tr("Periodic penalty: reason"), "note")
        form.add_row(tr("because"), reason)
        self._tie("reason", reason, read=read_note("note"), write=write_note("note"))
        self.daily = label(name="caption", wrap=True)
        form.addWidget(self.daily, form.rowCount(), 0, 1, 2)
        form.setRowStretch(form.rowCount(), 1)
        return form

    def _tie(self, name: str, field: Any, **how: Any) -> None:
        self.fields[name] = field
        label_ = self.lang.tr("Change of periodic penalty")
        self.links.append(PartLink(self.context, field, name=name, label=label_, **how))

    def show_item(
        self, item: Periodic, found: PeriodicMaximum | None, expected: float | None
    ) -> None:
        """Show a penalty of the base case, under its daily maximum where there is one."""
        maximum = found.own if found else None
        self.identifier = item.id
        rows = daily_maximum_rows(found, self.lang) if found else ()
        self.daily.setText("\n".join(named(self.lang, *row) for row in rows))
        for link in self.links:
            link.show_part(item, item.id)
        strand = next(s for s in self.context.case.strands if item in s.periodic)
        authority = authority_of(self.context.case, strand.id)
        self.meaning.setText(meaning(self.lang, "trigger", item.trigger, authority))
        self.chart.setVisible(maximum is not None)
        if maximum is None:
            self.said.setText(self.lang.tr("not computable yet"))
            return
        total = running_total(item, maximum)
        self.chart.show_chart(
            periodic_view(total, self.lang, look=self.context.theme.look, with_title=False)
        )
        self.said.setText(self._words(total.definitive_eur, expected))

    def _words(self, fixed: float, expected: float | None) -> str:
        lang, tr = self.lang, self.lang.tr
        said = tr(
            "If imposed, at the likely values: {amount} in the end.",
            amount=formats.amount(lang, fixed),
        )
        if expected is None:
            return said
        more = tr("Expected, chances counted: {amount}.", amount=formats.amount(lang, expected))
        return f"{said} {more}"

    @Slot()
    def _remove(self) -> None:
        edit = partial(remove, identifier=self.identifier)
        self.context.apply(self.lang.tr("Remove periodic penalty"), edit)
