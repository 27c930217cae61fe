"""The fields of an alleged infringement, each tied to its input; a table says which."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.parsing import (
    FieldProblem,
    parse_chance,
    parse_date,
    parse_estimate,
    parse_period_end,
    parse_start,
)
from dsa_sim.language.words import choices
from dsa_sim.model.estimate import Estimate
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.provision_picker import Flow
from dsa_sim.ui.pages.infringements.parts import TitleField
from dsa_sim.ui.pages.infringements.words import ground_choices
from dsa_sim.ui.widgets.fields import ChipField, ChoiceField, NoteField, TextField, TypedField
from dsa_sim.ui.widgets.part_link import PartLink, read_note, reason_field, write_note
from dsa_sim.ui.widgets.source_field import SourceField

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, kw_only=True)
class EstimateKind:
    """How an estimate is read and written: its unit and its highest value."""

    unit: formats.EstimateUnit
    highest: Decimal | None = None


def date_field(lang: Language, name: str, *, optional: str = "") -> TypedField:
    """A field for a day."""
    return TypedField(
        name, parse=partial(parse_date, lang), show=partial(formats.day, lang), optional=optional
    )


def estimate_field(lang: Language, name: str, kind: EstimateKind, *, optional: str) -> TypedField:
    """A field for an estimate that may be left open."""
    return TypedField(
        name,
        parse=partial(_parse_estimate, lang, kind),
        show=partial(formats.estimate, lang, unit=kind.unit),
        understood=partial(formats.understood, lang, unit=kind.unit),
        optional=optional,
    )


def _parse_estimate(lang: Language, kind: EstimateKind, text: str) -> Estimate | FieldProblem:
    return parse_estimate(lang, text, kind.unit, lowest=_ZERO, highest=kind.highest)


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
        for make in (self._make_facts, self._make_law, self._make_judgement, self._make_steps):
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
        chance = TypedField(
            tr("Chance of a finding"),
            parse=partial(parse_chance, lang),
            show=partial(formats.estimate, lang, unit="share"),
            understood=partial(formats.understood, lang, unit="share"), optional=tr("open"),
        )  # fmt: skip
        self._tie("chance", tr("Change of chance"), chance)
        self._tie_note("chance", tr("Chance of a finding: reason"))
        fined = TypedField(
            tr("Chance of a fine"),
            parse=partial(parse_chance, lang),
            show=partial(formats.estimate, lang, unit="share"),
            understood=partial(formats.understood, lang, unit="share"), optional="100 %",
        )  # fmt: skip
        self._tie("fined", tr("Change of the chance of a fine"), fined)
        self._tie_note("fined", tr("Chance of a fine: reason"))
        start = TypedField(
            tr("Starting amount"),
            parse=partial(parse_start, lang), show=partial(formats.starting_amount, lang),
            understood=partial(formats.understood, lang), optional=tr("not assumed yet"),
        )  # fmt: skip
        self._tie("start", tr("Change of starting amount"), start)
        self._tie_note("start", tr("Starting amount: reason"))

    def _make_steps(self) -> None:
        tr = self._lang.tr
        self._tie_step(
            "duration", tr("Duration factor"), "1", EstimateKind(unit="number", highest=_HUNDRED)
        )
        self._tie_step(
            "recurrence", tr("Recurrence"), tr("none"), EstimateKind(unit="share", highest=_HUNDRED)
        )
        self._tie_step(
            "other_penalties", tr("Other penalties"), tr("none"), EstimateKind(unit="eur")
        )

    def _tie_step(self, name: str, words: str, optional: str, kind: EstimateKind) -> None:
        lang, tr = self._lang, self._lang.tr
        field = estimate_field(lang, words, kind, optional=optional)
        self._tie(name, tr("Change of {name}", name=words.lower()), field)
        reason = reason_field(lang, tr("{name}: reason", name=words), f"{name}_signoff")
        self._tie(f"{name}_reason", tr("Change of reason"), reason)

    def _tie_note(self, name: str, words: str) -> None:
        note = f"{name}_note"
        self._tie(
            f"{name}_reason", self._lang.tr("Change of reason"),
            reason_field(self._lang, words, note),
            read=read_note(note), write=write_note(note),
        )  # fmt: skip
