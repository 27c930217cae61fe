"""The platforms: what each is, its designation, and how many recipients it has."""

from dataclasses import replace
from typing import Any

import msgspec
from PySide6.QtCore import Slot

from dsa_sim.language import formats
from dsa_sim.language.parsing import parse_date
from dsa_sim.language.tables import Cell, Column, Row, day_cell, number_cell
from dsa_sim.language.words import choices, word
from dsa_sim.model.case import Designation, NamedPart, Platform
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.provider.parsing import parse_recipients
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChoiceField, Form, TextField, TypedField
from dsa_sim.ui.widgets.part_panel import PartPanel
from dsa_sim.ui.widgets.source_field import SourceField


class PlatformsPanel(PartPanel):
    """The services of the provider."""

    collection = "platforms"
    most = 100

    def __init__(self, context: Context):
        tr = context.lang.tr
        columns = (
            Column(title=tr("Platform"), wide=True),
            Column(title=tr("Service")),
            Column(title=tr("Designated")),
            Column(title=tr("EU recipients"), right=True),
        )
        nothing = tr("No platform is entered yet.")
        super().__init__(context, tr("Platforms"), columns, nothing)

    def add_words(self) -> str:
        """What the button that adds a platform says."""
        return self.lang.tr("+ Add a platform")

    def change_words(self, field: str) -> str:
        """How the undo menu calls a change of a platform."""
        return self.lang.tr("Change of a platform")

    def new_part(self) -> NamedPart:
        """A platform without designation."""
        name = self.lang.tr("New platform")
        return Platform(id=self.new_identifier(name), name=name)

    def rows(self) -> tuple[Row, ...]:
        """One row a platform."""
        return tuple(self._row(platform) for platform in self.parts)

    def _row(self, platform: Platform) -> Row:
        lang, designation = self.lang, platform.designation
        recipients = platform.eu_recipients
        return Row(
            key=platform.id,
            cells=(
                Cell(text=platform.name),
                Cell(text=word(lang, "service", platform.service)),
                day_cell(lang, designation.notified_on if designation else None),
                replace(number_cell(lang, recipients), tooltip=platform.source.text),
            ),
        )

    def heading_of(self, part: Any) -> str:
        """The platform by its name."""
        return str(part.name)

    def build_form(self) -> None:
        """Make the fields of a platform."""
        tr, bind = self.lang.tr, self.binder.bind
        form = Form(label_width=120)
        form.add_row(tr("Name"), bind("name", TextField(tr("Name of the platform"))))
        form.add_row(
            tr("Service"),
            bind("service", ChoiceField(tr("Service"), choices(self.lang, "service"))),
        )
        self._days = {}
        for field, name, optional in (
            ("notified_on", tr("Designation notified"), tr("not designated")),
            ("applies_from", tr("Section 5 applies from"), tr("four months later")),
            ("ceases_on", tr("Ceases on"), tr("goes on")),
        ):
            made = TypedField(name, parse=self._parse_day, show=self._show_day, optional=optional)
            made.setProperty("field", field)
            made.edited.connect(self._take_day)
            made.finished.connect(self.context.document.end_merge)
            self._days[field] = made
            form.add_row(name, made)
        recipients = TypedField(
            tr("EU recipients"),
            parse=self._parse_recipients,
            show=self._show_number,
            optional=tr("not known"),
        )
        form.add_row(tr("EU recipients"), bind("eu_recipients", recipients))
        self._threshold = label(name="caption", wrap=True)
        form.addWidget(self._threshold, form.rowCount(), 1)
        form.add_row(tr("Source"), bind("source", SourceField(self.lang, tr("Source"))))
        self._designation_source = SourceField(self.lang, tr("Source of the designation"))
        self._designation_source.edited.connect(self._take_designation_source)
        form.add_row(tr("Source of the designation"), self._designation_source)
        self.fields_layout.addLayout(form)

    def _parse_day(self, text: str) -> Any:
        return parse_date(self.lang, text)

    def _show_day(self, value: Any) -> str:
        return formats.day(self.lang, value)

    def _parse_recipients(self, text: str) -> Any:
        return parse_recipients(self.lang, text)

    def _show_number(self, value: int) -> str:
        return formats.number(self.lang, value)

    @Slot(object)
    def _take_day(self, day: Any) -> None:
        field = str(self.sender().property("field"))
        designation = self.part.designation
        if field == "notified_on":
            changed = None
            if day is not None:
                changed = msgspec.structs.replace(
                    designation or Designation(notified_on=day), notified_on=day
                )
        elif designation is None:
            return
        else:
            changed = msgspec.structs.replace(designation, **{field: day})
        self.change("designation", designation=changed)

    @Slot(object)
    def _take_designation_source(self, source: Any) -> None:
        if self.part.designation is not None:
            changed = msgspec.structs.replace(self.part.designation, source=source)
            self.change("designation", designation=changed)

    def show_part(self, part: Any) -> None:
        """Fill the fields with a platform."""
        for name in ("name", "service", "eu_recipients", "source"):
            self.binder.fields[name].set_value(getattr(part, name))  # type: ignore[attr-defined]
        designation = part.designation
        for name, field in self._days.items():
            field.set_value(getattr(designation, name) if designation else None)
            field.setEnabled(designation is not None or name == "notified_on")
        self._designation_source.setEnabled(designation is not None)
        if designation is not None:
            self._designation_source.set_value(designation.source)
        reached = (part.eu_recipients or 0) >= 45_000_000
        tr = self.lang.tr
        self._threshold.setText(
            tr("At or above the 45 million of Art. 33(1).")
            if reached
            else tr("Very large from 45 million monthly recipients and designation (Art. 33).")
        )
