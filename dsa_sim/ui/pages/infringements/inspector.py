"""The inspector of one alleged infringement: what is alleged, and how its amount is reached."""

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton

from dsa_sim.language.estimates import understood
from dsa_sim.model.assessment import Assessment, Worksheet
from dsa_sim.model.case import Infringement
from dsa_sim.model.competence_checks import commission_codes, proceeding_of
from dsa_sim.model.counting import exclusion
from dsa_sim.model.edits import change
from dsa_sim.model.inputs import Input
from dsa_sim.model.maxima import is_of_income
from dsa_sim.model.periods import platform_facts, platform_of
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.provision_picker import Alleged, ProvisionPicker
from dsa_sim.ui.pages.infringements import words
from dsa_sim.ui.pages.infringements.amount import AmountPanel
from dsa_sim.ui.pages.infringements.factors import FactorRows
from dsa_sim.ui.pages.infringements.fields import InfringementFields
from dsa_sim.ui.pages.infringements.parts import LABELS, Inspector, ProblemLines
from dsa_sim.ui.pages.infringements.shared import SharedFactsField
from dsa_sim.ui.widgets.cards import label, line
from dsa_sim.ui.widgets.fields import Form
from dsa_sim.ui.widgets.input_fields import caption_of, rows_in
from dsa_sim.ui.widgets.part_link import FieldRow, because

FIRST = ("start", "chance")
"""The inputs that stand above all others."""
SAID_BELOW = "period_clipped"
"""The remark that stands below the period, shorter, and is not said twice."""


class InfringementInspector(Inspector):
    """Edits one alleged infringement of the base case."""

    duplicate_asked = Signal()
    removal_asked = Signal()
    target_chosen = Signal(str)

    def __init__(self, context: Context):
        super().__init__(context)
        tr = self.lang.tr
        self.infringement: Infringement | None = None
        self.fields = InfringementFields(context)
        self.legal = label(name="caption", wrap=True)
        self.problems = ProblemLines(context)
        self.problems.chosen.connect(self.target_chosen)
        self.picker = ProvisionPicker(context)
        self.picker.added.connect(self._add_provision)
        self.picker.removed.connect(self._remove_provision)
        self.picker.told.connect(self._make_room)
        self.length = label(name="caption")
        self.clipping = label(name="caption", wrap=True)
        self.aggravating = FactorRows(context, "aggravating", tr("Aggravating"))
        self.mitigating = FactorRows(context, "mitigating", tr("Mitigating"))
        self.shared = SharedFactsField(context)
        self.amount = AmountPanel(context)
        self._arrange()

    def _arrange(self) -> None:
        self.body.addWidget(self.fields["title"])
        for part in (self.legal, self.problems):
            part.setContentsMargins(8, 0, 8, 0)
            self.body.addWidget(part)
        form = Form(label_width=LABELS)
        form.setHorizontalSpacing(10)
        form.setContentsMargins(8, 2, 8, 0)
        self._add_first(form)
        self._add_law(form)
        self._add_judgement(form)
        self._add_steps(form)
        self._add_facts(form)
        self.body.addLayout(form)
        self.body.addLayout(self._buttons())
        self.body.addStretch(1)
        self.foot.addWidget(line())
        self.foot.addWidget(self.amount)

    def _add_first(self, form: Form) -> None:
        """What the list takes too: the two judgements that every amount needs."""
        by_name = {row.field: row for row in rows_in(Infringement, "judgement")}
        for name in FIRST:
            self._add_input(form, by_name[name])
            if name == "start":
                self.start_hint = label(name="caption", wrap=True)
                form.addWidget(self.start_hint, form.rowCount(), 1)

    def _add_law(self, form: Form) -> None:
        tr, fields = self.lang.tr, self.fields
        form.add_row(tr("Strand"), fields["strand"])
        form.add_row(tr("Platform"), fields["platform"])
        form.add_row(tr("Ground"), fields["ground"])
        against = form.add_row(tr("Held against"), fields["addressee"])
        against.setToolTip(
            tr(
                "Other persons have a maximum of their own for procedural fines, on their own "
                "turnover. Whether a decision on the infringement may be addressed to several "
                "persons, jointly and severally, is open."
            )
        )
        form.add_row(tr("Provisions"), self.picker)
        to = label(tr("to"), name="fieldLabel")
        for part in (to, self.length):
            part.setContentsMargins(0, 7, 0, 0)
        period = FieldRow(
            (fields["period_start"], 1), (to, 0), (fields["period_end"], 1), (self.length, 0),
            breaks_at=1,
        )  # fmt: skip
        form.add_row(tr("Period"), period)
        form.addWidget(self.clipping, form.rowCount(), 1)
        self._counts = form.add_row(tr("Counts all the same"), fields["counts_reason"])

    def _add_judgement(self, form: Form) -> None:
        tr, fields = self.lang.tr, self.fields
        form.add_row(tr("Gravity"), fields["gravity"])
        form.add_row(tr("Fault"), fields["fault"])
        form.add_row(tr("Shared facts"), self.shared)
        for row in rows_in(Infringement, "judgement"):
            if row.field not in FIRST:
                self._add_input(form, row)

    def _add_steps(self, form: Form) -> None:
        circumstances = {"aggravating": self.aggravating, "mitigating": self.mitigating}
        for row in rows_in(Infringement, "steps"):
            if row.field in circumstances:
                form.add_row(caption_of(self.lang, row), circumstances[row.field])
            else:
                self._add_input(form, row)

    def _add_input(self, form: Form, row: Input) -> None:
        field, reason = self.fields[row.field], self.fields[f"{row.field}_reason"]
        label_ = form.add_row(caption_of(self.lang, row), because(self.lang, field, reason))
        if row.hint:
            label_.setToolTip(self.lang.tr(row.hint))

    def _add_facts(self, form: Form) -> None:
        tr = self.lang.tr
        form.add_row(tr("Facts"), self.fields["facts"])
        form.add_row(tr("Source"), self.fields["facts_source"])

    def _buttons(self) -> QHBoxLayout:
        tr = self.lang.tr
        row = QHBoxLayout()
        for text, spoken, slot in (
            (tr("Duplicate"), tr("Duplicate this infringement"), self.duplicate_asked),
            (tr("Remove"), tr("Remove this infringement"), self.removal_asked),
        ):
            button = QPushButton(text)
            button.setObjectName("flat")
            button.setAccessibleName(spoken)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the fields most of a low window."""
        super().resizeEvent(event)
        self.amount.fit(self.height())

    def show_infringement(self, base: Assessment, identifier: str) -> None:
        """Show an infringement as the base case has it."""
        sheet = base.worksheet(identifier)
        infringement = sheet.infringement
        other = self.infringement is None or self.infringement.id != identifier
        if other:
            self.picker.clear()
        self.infringement = infringement
        self._offer_choices(base, sheet)
        for link in self.fields.links:
            link.show_part(infringement, identifier)
        for rows in (self.aggravating, self.mitigating):
            rows.show_infringement(infringement)
        self.shared.show_infringement(base.case, infringement)
        self._show_law(base, sheet)
        self.problems.show_problems(
            [
                p
                for p in base.problems
                if p.where.partition(".")[0] == identifier and p.code != SAID_BELOW
            ]
        )
        self.amount.show_sheet(base, sheet)
        if other:
            self.to_top()

    def _offer_choices(self, base: Assessment, sheet: Worksheet) -> None:
        case, tr = base.case, self.lang.tr
        untitled = tr("Strand without a title")
        self.fields["strand"].set_choices([(s.id, s.title or untitled) for s in case.strands])
        authority = proceeding_of(case, sheet.infringement.strand).authority
        self.fields["ground"].set_choices(words.ground_choices(self.lang, authority))
        unnamed = tr("Platform without a name")
        self.fields["platform"].set_choices([(p.id, p.name or unnamed) for p in case.platforms])

    def _show_law(self, base: Assessment, sheet: Worksheet) -> None:
        case, infringement = base.case, sheet.infringement
        self.legal.setText(words.legal_line(self.lang, case, infringement))
        platform = platform_of(case, infringement)
        alleged = Alleged(
            codes=infringement.provisions,
            platform=platform.name,
            facts=platform_facts(case, platform),
            opened=commission_codes(case, platform.id),
            national=proceeding_of(case, infringement.strand).authority == "national",
        )
        self.picker.show_alleged(alleged)
        decision_on = words.strand_of(case, infringement.strand)[1].decision_on
        length = words.duration_words(self.lang, infringement, decision_on)
        self.length.setText(length)
        self.length.setVisible(bool(length))
        start = infringement.period_start
        clipped = words.clipping_words(self.lang, sheet.periods, start) if start else ""
        self.start_hint.setText(words.start_hint(self.lang, case, infringement))
        of_income = is_of_income(case, infringement)
        self.fields["start"].understand(partial(understood, self.lang, is_of_income=of_income))
        counted = words.years_line(self.lang, sheet)
        days = words.day_words(self.lang, infringement)
        told = "\n".join(t for t in (days, clipped, counted) if t)
        self.clipping.setText(told)
        self.clipping.setVisible(bool(told))
        # Asked only where the law seems to rule the allegation out.
        asked = exclusion(case, infringement) is not None or bool(infringement.counts_reason)
        for part in (self._counts, self.fields["counts_reason"]):
            part.setVisible(asked)

    def focus_field(self, name: str) -> None:
        """Bring the field of an input into view and put the cursor into it."""
        if name in ("aggravating", "mitigating"):
            rows: FactorRows = getattr(self, name)
            self.reveal(rows)
            rows.focus_first()
        elif name == "shared_facts":
            self.reveal(self.shared)
        elif name == "provisions":
            self.reveal(self.picker)
        elif name in self.fields.widgets:
            self.reveal(self.fields[name])

    def name_it(self) -> None:
        """Let the person write the title of a new infringement."""
        title = self.fields["title"]
        self.reveal(title)
        title.selectAll()

    @Slot()
    def _make_room(self) -> None:
        # Texts that wrap get their height only at the next turn.
        QTimer.singleShot(0, self, self._show_hits)

    @Slot()
    def _show_hits(self) -> None:
        """Bring what was found into view, but never at the cost of the search line."""
        if self.picker.isAncestorOf(QApplication.focusWidget() or self):
            for part in (self.picker.detail, self.picker.line):
                self.area.ensureWidgetVisible(part, 0, 8)

    @Slot(str)
    def _add_provision(self, code: str) -> None:
        if self.infringement is not None:
            self._set_provisions(
                (*self.infringement.provisions, code), self.lang.tr("Add provision")
            )

    @Slot(str)
    def _remove_provision(self, code: str) -> None:
        if self.infringement is not None:
            kept = tuple(c for c in self.infringement.provisions if c != code)
            self._set_provisions(kept, self.lang.tr("Remove provision"))

    def _set_provisions(self, codes: tuple[str, ...], words_: str) -> None:
        assert self.infringement is not None
        identifier = self.infringement.id
        edit = partial(change, identifier=identifier, provisions=codes)
        self.context.apply(words_, edit, where=f"{identifier}.provisions")
