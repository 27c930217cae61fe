"""The inspector of a strand: its proceeding, its decision date and how it ends."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from dsa_sim.language import Language
from dsa_sim.language.finding_words import joint_findings_words
from dsa_sim.language.words import choices
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Proceeding, Strand
from dsa_sim.model.inputs import rows_of
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements import words
from dsa_sim.ui.pages.infringements.fields import wrapping
from dsa_sim.ui.pages.infringements.parts import LABELS, Inspector, ProblemLines, TitleField
from dsa_sim.ui.pages.infringements.strand_appeal import AfterDecision
from dsa_sim.ui.pages.infringements.strand_outcomes import (
    outcome_captions,
    outcomes_field,
    read_outcomes,
    write_outcomes,
)
from dsa_sim.ui.widgets.cards import label, line
from dsa_sim.ui.widgets.fields import ChipField, ChoiceField, Form, TextField
from dsa_sim.ui.widgets.input_fields import caption_of, change_of, date_field, input_field, rows_in
from dsa_sim.ui.widgets.part_link import (
    FieldRow,
    PartLink,
    because,
    read_note,
    reason_field,
    write_note,
)

MEMBER_STATES = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""ISO codes of the Member States of the Union."""


class StrandInspector(Inspector):
    """Edits one strand of the base case, and the proceeding it belongs to."""

    removal_asked = Signal()
    target_chosen = Signal(str)

    def __init__(self, context: Context):
        super().__init__(context)
        self.strand: Strand | None = None
        self.proceeding: Proceeding | None = None
        self.fields: dict[str, Any] = {}
        self._strand_links: list[PartLink] = []
        self._proceeding_links: list[PartLink] = []
        self._make_strand_fields()
        self._make_proceeding_fields()
        self.after = AfterDecision(context)
        self.fields |= self.after.fields
        self.maxima = label(name="caption", wrap=True)
        self.problems = ProblemLines(context)
        self.problems.chosen.connect(self.target_chosen)
        self.shared = label(name="caption", wrap=True)
        self._arrange()

    def _make_strand_fields(self) -> None:
        lang, tr = self.lang, self.lang.tr
        title = TitleField(tr("Title of the strand"), tr("Title of the strand"))
        self._tie("title", tr("Change of title"), title)
        self._make_days()
        self._tie_note("decision", tr("Decision date: reason"))
        self._tie(
            "outcomes", tr("Change of outcomes"), outcomes_field(lang),
            read=read_outcomes, write=write_outcomes,
        )  # fmt: skip
        self._tie_note("outcomes", tr("Outcomes: reason"))
        row = next(r for r in rows_of(Strand) if r.field == "decision_means")
        self._tie("decision_means", change_of(lang, row), input_field(lang, row))
        self._tie_note("decision_means", tr("Decision and findings: reason"))
        self.joint = label(name="caption", wrap=True)
        for row in rows_in(Strand, "defence"):
            self._tie(row.field, change_of(lang, row), input_field(lang, row))
            self._tie_note(row.field, tr("Costs of defence: reason"))

    def _make_days(self) -> None:
        lang, tr = self.lang, self.lang.tr
        same = tr("that day")
        for name, field in (
            ("decision_on", date_field(lang, tr("Decision date"))),
            ("decision_earliest", date_field(lang, tr("Decision: earliest day"), optional=same)),
            ("decision_latest", date_field(lang, tr("Decision: latest day"), optional=same)),
        ):
            self._tie(
                name, tr("Change of decision date"), field,
                refusal=tr("The decision date must lie between its earliest and its latest day."),
            )  # fmt: skip

    def _tie(self, name: str, words_: str, widget: Any, **how: Any) -> None:
        self.fields[name] = widget
        link = PartLink(self.context, widget, name=name, label=words_, **how)
        self._strand_links.append(link)

    def _tie_note(self, name: str, words_: str) -> None:
        note = f"{name}_note"
        self._tie(
            f"{name}_reason", self.lang.tr("Change of reason"),
            reason_field(self.lang, words_, note),
            read=read_note(note), write=write_note(note),
        )  # fmt: skip

    def _make_proceeding_fields(self) -> None:
        lang, tr = self.lang, self.lang.tr
        made: tuple[tuple[str, str, Any], ...] = (
            ("title", tr("Change of proceeding"), TextField(tr("Title of the proceeding"))),
            (
                "authority", tr("Change of authority"),
                wrapping(ChipField(tr("Authority"), choices(lang, "authority"))),
            ),
            ("member_state", tr("Change of Member State"), ChoiceField(tr("Member State"))),
            (
                "opened_on", tr("Change of opening date"),
                date_field(lang, tr("Opening date"), optional=tr("not stated")),
            ),
        )  # fmt: skip
        for name, words_, widget in made:
            self.fields[f"proceeding_{name}"] = widget
            link = PartLink(self.context, widget, name=name, label=words_)
            self._proceeding_links.append(link)

    def _arrange(self) -> None:
        self.body.addWidget(self.fields["title"])
        for part in (self.maxima, self.problems):
            part.setContentsMargins(8, 0, 8, 0)
            self.body.addWidget(part)
        self.body.addLayout(self._strand_form())
        self.body.addWidget(line())
        self.body.addWidget(self.after)
        self.body.addWidget(line())
        self.body.addLayout(self._proceeding_form())
        self.body.addLayout(self._buttons())
        self.body.addStretch(1)

    def _strand_form(self) -> Form:
        tr, fields = self.lang.tr, self.fields
        form = Form(label_width=LABELS)
        form.setHorizontalSpacing(10)
        form.setContentsMargins(8, 2, 8, 4)
        decision = because(self.lang, fields["decision_on"], fields["decision_reason"])
        form.add_row(tr("Decision date"), decision)
        between = FieldRow(
            (fields["decision_earliest"], 1),
            (_to(tr("to")), 0),
            (fields["decision_latest"], 1),
        )
        form.add_row(tr("Earliest to latest"), between)
        form.add_row(tr("How it ends"), fields["outcomes"])
        form.add_row(tr("because"), fields["outcomes_reason"])
        form.add_row(tr("A decision comes"), fields["decision_means"])
        form.addWidget(self.joint, form.rowCount(), 1)
        form.add_row(tr("because"), fields["decision_means_reason"])
        for row in rows_in(Strand, "defence"):
            form.add_row(caption_of(self.lang, row), fields[row.field])
            form.add_row(tr("because"), fields[f"{row.field}_reason"])
        return form

    def _proceeding_form(self) -> Form:
        tr, fields = self.lang.tr, self.fields
        form = Form(label_width=LABELS)
        form.setHorizontalSpacing(10)
        form.setContentsMargins(8, 4, 8, 0)
        form.add_row(tr("Proceeding"), fields["proceeding_title"])
        form.addWidget(self.shared, form.rowCount(), 1)
        form.add_row(tr("Authority"), fields["proceeding_authority"])
        self._state_caption = form.add_row(tr("Member State"), fields["proceeding_member_state"])
        form.add_row(tr("Opened on"), fields["proceeding_opened_on"])
        return form

    def _buttons(self) -> QHBoxLayout:
        remove = QPushButton(self.lang.tr("Remove strand"))
        remove.setObjectName("flat")
        remove.setToolTip(
            self.lang.tr("Removes its alleged infringements too; undo brings all back")
        )
        remove.clicked.connect(self.removal_asked)
        row = QHBoxLayout()
        row.addWidget(remove)
        row.addStretch(1)
        return row

    def show_strand(self, base: Assessment, identifier: str) -> None:
        """Show a strand as the base case has it."""
        proceeding, strand = words.strand_of(base.case, identifier)
        other = self.strand is None or self.strand.id != identifier
        if other:
            self.fields["outcomes"].forget()
            self.after.forget()
        self.strand, self.proceeding = strand, proceeding
        self.fields["outcomes"].show_captions(outcome_captions(self.lang, proceeding.authority))
        self._show_state(proceeding)
        for link in self._strand_links:
            link.show_part(strand, identifier)
        self.after.show_strand(strand)
        for link in self._proceeding_links:
            link.show_part(proceeding, proceeding.id)
        joint = joint_findings_words(self.lang, base.case, strand)
        self.joint.setText(joint)
        self.joint.setVisible(bool(joint))
        self.maxima.setText(words.maxima_line(self.lang, words.maxima_of(base, identifier)))
        concerned = {identifier, proceeding.id}
        self.problems.show_problems(
            [p for p in self._problems(base) if p.where.partition(".")[0] in concerned]
        )
        if other:
            self.to_top()

    def _problems(self, base: Assessment) -> list[Any]:
        assert self.strand is not None
        own = words.maxima_of(base, self.strand.id).problems
        found = [*base.problems, *(p for p in own if p not in base.problems)]
        return [p for p in found if p.where.partition(".")[0] != "provider"]

    def _show_state(self, proceeding: Proceeding) -> None:
        n = len(proceeding.strands)
        tr = self.lang.tr
        self.shared.setText(tr("The proceeding has {n} strands; these lines hold for all.", n=n))
        self.shared.setVisible(n > 1)
        national = proceeding.authority == "national" or bool(proceeding.member_state)
        state = self.fields["proceeding_member_state"]
        for part in (state, self._state_caption):
            part.setVisible(national)
        if national:
            state.set_choices(state_choices(self.lang, proceeding.member_state))

    def focus_field(self, name: str) -> None:
        """Bring the field of an input into view and put the cursor into it."""
        if name in self.fields:
            self.reveal(self.fields[name])

    def name_it(self) -> None:
        """Let the person write the title of a new strand."""
        self.reveal(self.fields["title"])
        self.fields["title"].selectAll()


def state_choices(lang: Language, present: str) -> list[tuple[object, str]]:
    """The Member States by name; a code that the case has and that is none of them stays."""
    from babel import Locale

    names = Locale.parse(lang.info.locale).territories
    codes = {*MEMBER_STATES, *([present] if present else [])}
    named = sorted((str(names.get(code, code)), code) for code in codes)
    return [("", lang.tr("not stated")), *((code, name) for name, code in named)]


def _to(words: str) -> QLabel:
    made = label(words, name="fieldLabel")
    made.setContentsMargins(0, 7, 0, 0)
    return made
