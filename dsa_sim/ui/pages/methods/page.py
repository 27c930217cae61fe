"""The page Methods: four ways to an amount on the same facts, what each needs, how each fared."""

from dataclasses import replace
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from dsa_sim.language.joining import named
from dsa_sim.language.method_table import method_table
from dsa_sim.language.words import choices, meaning, word
from dsa_sim.model.case import Case, Reference
from dsa_sim.model.edits import change
from dsa_sim.model.inputs import Input, rows_of
from dsa_sim.model.method_comparison import (
    compare_methods,
    share_of_precedents,
)
from dsa_sim.model.methods import METHODS
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.infringements.method_inputs import MethodInputs
from dsa_sim.ui.pages.methods.backtest import BacktestCard
from dsa_sim.ui.widgets.cards import Card, label, scrolled_column, show_and_focus
from dsa_sim.ui.widgets.fields import ChoiceField, Form
from dsa_sim.ui.widgets.input_fields import caption_of, judgement_fields
from dsa_sim.ui.widgets.part_link import PartLink, because, reason_field
from dsa_sim.ui.widgets.table_view import TableView

_TOGETHER = ("severity", "linked_outcomes")
"""The inputs of the case that say how far something hangs together."""

_COLUMNS = ("method", "sum", "of_maximum", "missing")


class MethodsPage(Page):
    """Choose the method of the case, see all four side by side, enter what the chosen one needs."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        tr = self.lang.tr
        area, column = scrolled_column()
        warning = tr(
            "None of these methods is the Commission’s: it has published none for fines under "
            "the Digital Services Act. Each is an analogy or your own judgement."
        )
        column.addWidget(label(warning, name="warningText", wrap=True))
        column.addWidget(self._side_by_side())
        column.addWidget(self._choice())
        column.addWidget(self._needs())
        self.backtest = BacktestCard(context)
        column.addWidget(self.backtest)
        column.addStretch(1)
        self.root.addWidget(area)

    def _side_by_side(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("Side by side, on the same facts"))
        columns = method_table(self.lang, (), "judgement").only(*_COLUMNS).columns
        self.table = TableView(self.context, tr("The methods side by side"), columns)
        self.table.opened.connect(self._choose)
        card.body.addWidget(self.table)
        self.origins = label(name="caption", wrap=True)
        card.body.addWidget(self.origins)
        return card

    def _choice(self) -> Card:
        tr, lang = self.lang.tr, self.lang
        card = Card(tr("Method of the base case"))
        form = Form(label_width=128)
        method = ChoiceField(tr("Method"), choices(lang, "method"))
        reason = reason_field(lang, tr("Method: reason"), "method_signoff")
        form.add_row(tr("Method"), because(lang, method, reason))
        self.links = []
        self.together: dict[str, QWidget] = {}
        for row in rows_of(Case):
            if row.field in _TOGETHER:
                self._add_strength(form, row)
        self.links += [
            PartLink(self.context, method, name="method", label=tr("Change of method")),
            PartLink(self.context, reason, name="method_reason", label=tr("Change of reason")),
        ]
        self.method, self.reason = method, reason
        card.body.addLayout(form)
        said = tr("A scenario may use another method: set it in the matrix of scenarios.")
        card.body.addWidget(label(said, name="caption", wrap=True))
        return card

    def _add_strength(self, form: Form, row: Input) -> None:
        """Add a strength by which something hangs together, with its reason and what it asks."""
        lang = self.lang
        words = lang.tr("Change of reason")
        field, why, links = judgement_fields(self.context, row, reason_change=words)
        form.add_row(caption_of(lang, row), because(lang, field, why))
        form.addWidget(label(lang.tr(row.hint), name="caption", wrap=True), form.rowCount(), 1)
        self.together |= {f"case.{row.field}": field, f"case.{row.note}.reason": why}
        self.links += links

    def _needs(self) -> Card:
        tr = self.lang.tr
        self.needs = Card(tr("What this method needs"))
        self.meaning = label(name="muted", wrap=True)
        self.needs.body.addWidget(self.meaning)
        self.take = QPushButton(tr("Take the range of the fines so far"))
        self.take.setObjectName("flat")
        self.take.clicked.connect(self._take_precedents)
        self.inputs = MethodInputs(self.context)
        self.needs.body.addWidget(self.inputs)
        self.needs.body.addWidget(self.take)
        return self.needs

    def refresh(self) -> None:
        """Show the scenario chosen, and the inputs of the base case."""
        case = self.context.case
        results = compare_methods(case, self.context.document.scenario)
        used = self.context.assessment().case.method
        tooltip = self.lang.tr("Click to use this method in the base case.")
        rows = method_table(self.lang, results, used).only(*_COLUMNS).rows
        self.table.set_rows([replace(r, strong=r.key == used, tooltip=tooltip) for r in rows])
        origins = (
            named(self.lang, word(self.lang, "method", m), meaning(self.lang, "method", m))
            for m in METHODS
        )
        self.origins.setText("\n".join(origins))
        for link in self.links:
            link.show_part(case, "case")
        self.meaning.setText(meaning(self.lang, "method", case.method))
        self.take.setVisible(case.method == "precedent")
        self.inputs.show_case(case)

    @Slot(str)
    def _choose(self, method: str) -> None:
        edit = partial(change, identifier="case", method=method)
        self.context.apply(self.lang.tr("Change of method"), edit, where="case.method")

    @Slot()
    def _take_precedents(self) -> None:
        self.context.apply(
            self.lang.tr("Range of the fines so far"), _with_precedents, where="case.reference"
        )

    def go_to(self, target: str) -> None:
        """Bring an input of the method into view."""
        own = {
            "case.method_reason": self.reason,
            **self.together,
        }
        field = own.get(target) or self.inputs.fields.get(target)
        # Where the method that needs it is not the one in use, that choice comes first.
        show_and_focus(field or self.method)


def _with_precedents(case: Case) -> Case:
    of = case.reference.of if case.reference else "maximum"
    share, keys = share_of_precedents(of)
    changes: dict[str, Any] = {"share": share, "precedents": keys}
    if case.reference is None:
        return change(case, "case", reference=Reference(of=of, **changes))
    return change(case, "case", reference=msgspec.structs.replace(case.reference, **changes))
