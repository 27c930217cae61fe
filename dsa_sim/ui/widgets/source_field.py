"""Where a fact comes from, and whether somebody checked it there."""

from datetime import date

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats, parsing
from dsa_sim.language.words import choices
from dsa_sim.model.case import Source
from dsa_sim.ui.context import today
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChoiceField, TextField, TypedField


class SourceField(QWidget):
    """A source in words, its status, and the day on which it was checked."""

    edited = Signal(object)
    """Another `Source`."""

    def __init__(self, lang: Language, name: str):
        super().__init__()
        tr = lang.tr
        self._lang = lang
        self._source = Source()
        self.setAccessibleName(name)
        self.text = TextField(
            tr("{field}: where it comes from", field=name),
            placeholder=tr("Document, page, link"), longest=10_000,
        )  # fmt: skip
        self.status = ChoiceField(
            tr("{field}: checked or not", field=name), choices(lang, "source_status")
        )
        self.day = TypedField(
            tr("{field}: day of the check", field=name),
            parse=self._parse_day, show=self._show_day, optional=tr("day"),
        )  # fmt: skip
        self._on = label(lang.ptr("checked … a day", "on"), name="fieldLabel")
        self._arrange()
        self.text.edited.connect(self._take_text)
        self.status.edited.connect(self._take_status)
        self.day.edited.connect(self._take_day)

    def _arrange(self) -> None:
        self.setFocusProxy(self.text)
        below = QHBoxLayout()
        below.setSpacing(8)
        for part, room in ((self.status, 3), (self._on, 0), (self.day, 2)):
            below.addWidget(part, room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.text)
        layout.addLayout(below)

    def _parse_day(self, text: str) -> object:
        return parsing.parse_date(self._lang, text)

    def _show_day(self, on: date) -> str:
        return formats.day(self._lang, on)

    def set_value(self, source: Source) -> None:
        """Show a source."""
        self._source = source
        self.text.set_value(source.text)
        self.status.set_value(source.status)
        self.day.set_value(source.checked_on)
        has_day = source.status in ("checked", "derived")
        self._on.setVisible(has_day)
        self.day.setVisible(has_day)

    @Slot(str)
    def _take_text(self, text: str) -> None:
        self._become(text=text)

    @Slot(object)
    def _take_status(self, status: object) -> None:
        on = self._source.checked_on
        if status == "checked" and on is None:
            on = today()
        if status in ("unchecked", "illustration"):
            on = None
        self._become(status=status, checked_on=on)

    @Slot(object)
    def _take_day(self, on: object) -> None:
        self._become(checked_on=on)

    def _become(self, **changes: object) -> None:
        self.edited.emit(msgspec.structs.replace(self._source, **changes))
