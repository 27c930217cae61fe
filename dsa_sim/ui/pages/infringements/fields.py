"""The fields of an alleged infringement, each tied to its input; a table says which."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from dsa_sim.language import formats
from dsa_sim.language.parsing import parse_period_end
from dsa_sim.language.words import choices
from dsa_sim.model.case import Infringement
from dsa_sim.model.inputs import Input
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.provision_picker import Flow
from dsa_sim.ui.pages.infringements.parts import TitleField
from dsa_sim.ui.pages.infringements.words import ground_choices
from dsa_sim.ui.widgets.fields import ChipField, ChoiceField, NoteField, TextField, TypedField
from dsa_sim.ui.widgets.input_fields import change_of, date_field, input_field, rows_in
from dsa_sim.ui.widgets.part_link import PartLink, read_note, reason_field, write_note
from dsa_sim.ui.widgets.source_field import SourceField


def wrapping(field: ChipField) -> ChipField:
    """Let the chips of a field go on in the next row where the window is narrow."""
    buttons = field.findChildren(QPushButton)
    row = field.layout()
    if row is not None:
        while row.takeAt(0) is not None:
            pass
        # A widget takes another layout only after its old one was given away.
        QWidget().setLayout(row)
    flow = Flow(field, gap=8)
    for button in buttons:
        flow.addWidget(button)
    return field


class InfringementFields:
    """Every field of the inspector by the name of its input, and its tie to the case.

    Reasons have names of their own: `chance_reason` is the reason of `chance`.
    """

    def __init__(self, context: Context):
        self._context, self._lang = context, context.lang
        self.widgets: dict[str, Any] = {}
        self.links: list[PartLink] = []
        for make in (self._make_facts, self._make_law, self._make_judgement):
            make()

    def __getitem__(self, name: str) -> Any:
        return self.widgets[name]

    def _tie(self, name: str, label: str, widget: Any, **how: Any) -> None:
        self.widgets[name] = widget
        self.links.append(PartLink(self._context, widget, name=name, label=label, **how))

    def _make_facts(self) -> None:
        lang, tr = self._lang, self._lang.tr
        title = TitleField(tr("Title of the infringement"), tr("Title of the infringement"))
        self._tie("title", tr("Change of title"), title)
        facts = NoteField(tr("Facts"), placeholder=tr("What happened, in a few sentences"), lines=4)
        self._tie("facts", tr("Change of facts"), facts)
        source = SourceField(lang, tr("Source of the facts"))
        self._tie("facts_source", tr("Change of source"), source)

    def _make_law(self) -> None:
        lang, tr = self._lang, self._lang.tr
        self._tie("strand", tr("Change of strand"), ChoiceField(tr("Strand")))
        self._tie("platform", tr("Change of platform"), ChoiceField(tr("Platform")))
        ground = ChoiceField(tr("Ground"), ground_choices(lang))
        self._tie("ground", tr("Change of ground"), ground)
        addressee = TextField(
            tr("Held against"),
            placeholder=tr("the provider; or the name of another person"),
            longest=300,
        )
        self._tie("addressee", tr("Change of the addressee"), addressee)
        start = date_field(lang, tr("Beginning of the period"), optional=tr("not stated"))
        self._tie("period_start", tr("Change of period"), start)
        end = TypedField(
            tr("End of the period"),
            parse=partial(parse_period_end, lang), show=partial(formats.day, lang),
            optional=lang.ptr("end of a period", "decision"),
        )  # fmt: skip
        self._tie("period_end", tr("Change of period"), end)

    def _make_judgement(self) -> None:
        lang, tr = self._lang, self._lang.tr
        counts = reason_field(lang, tr("Why it counts all the same"))
        self._tie("counts_reason", tr("Change of reason"), counts)
        gravity = wrapping(ChipField(tr("Gravity"), choices(lang, "gravity")))
        self._tie("gravity", tr("Change of gravity"), gravity)
        fault = wrapping(ChipField(tr("Fault"), choices(lang, "fault")))
        self._tie("fault", tr("Change of fault"), fault)
        for row in (*rows_in(Infringement, "judgement"), *rows_in(Infringement, "steps")):
            if row.note:
                self._tie_input(row)

    def _tie_input(self, row: Input) -> None:
        lang, tr = self._lang, self._lang.tr
        self._tie(row.field, change_of(lang, row), input_field(lang, row))
        words = tr("{name}: reason", name=tr(row.name))
        if row.note.endswith("_note"):
            self._tie_note(row.field, row.note, words)
        else:
            reason = reason_field(lang, words, row.note.replace("_reason", "_signoff"))
            self._tie(row.note, tr("Change of reason"), reason)

    def _tie_note(self, name: str, note: str, words: str) -> None:
        self._tie(
            f"{name}_reason", self._lang.tr("Change of reason"),
            reason_field(self._lang, words, note),
            read=read_note(note), write=write_note(note),
        )  # fmt: skip
