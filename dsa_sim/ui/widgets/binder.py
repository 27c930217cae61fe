"""Names for the fields of a form, so that one slot hears them all."""

from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from dsa_sim.ui.widgets.fields import ended, is_typed
from dsa_sim.ui.widgets.source_field import SourceField

Field = TypeVar("Field", bound=QWidget)


class FieldBinder(QObject):
    """Knows the fields of a form by name and passes on what a person enters in them."""

    edited = Signal(str, object)
    """The field with that name has another value."""
    ended = Signal()
    """Typing in one of the fields has ended."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.fields: dict[str, QWidget] = {}
        self._names: dict[QObject, str] = {}

    def bind(self, name: str, field: Field) -> Field:
        """Listen to a field under a name, and give it back."""
        self.fields[name] = field
        self._names[field] = name
        if isinstance(field, QCheckBox):
            field.clicked.connect(self._tick)
        else:
            field.edited.connect(self._take)  # type: ignore[attr-defined]
        if (signal := ended(field)) is not None:
            signal.connect(self.ended)
        return field

    def merges(self, name: str) -> bool:
        """Tell whether edits in a row in that field are one step of undo."""
        field = self.fields.get(name)
        return field is None or is_typed(field) or isinstance(field, SourceField)

    @Slot(object)
    @Slot(str)
    def _take(self, value: object) -> None:
        self._pass_on(value)

    @Slot(bool)
    def _tick(self, checked: bool) -> None:  # noqa: FBT001 - Qt passes it so
        self._pass_on(checked)

    def _pass_on(self, value: object) -> None:
        name = self._names.get(self.sender())
        if name is not None:
            self.edited.emit(name, value)
