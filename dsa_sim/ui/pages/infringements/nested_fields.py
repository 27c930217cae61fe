"""Fields of one value that a strand may have: of its appeal, its payment, its offer."""

from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtWidgets import QWidget

from dsa_sim.model.address import changes_at
from dsa_sim.model.case import Strand
from dsa_sim.model.inputs import Input
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.fields import Form
from dsa_sim.ui.widgets.input_fields import caption_of, input_field
from dsa_sim.ui.widgets.part_link import (
    PartLink,
    Read,
    Write,
    read_note,
    reason_field,
    write_note_within,
)


class NestedFields(QWidget):
    """Fields tied to one value of a strand; `owner` is the name of its field in the strand.

    `words` is how the undo menu calls a change.
    """

    owner = ""

    def __init__(self, context: Context, words: str, *, label_width: int):
        super().__init__()
        self._context, self.lang = context, context.lang
        self._words = words
        self.fields: dict[str, Any] = {}
        self.links: list[PartLink] = []
        self.form = Form(label_width=label_width)
        self.form.setHorizontalSpacing(10)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self.form)

    def add(self, row: Input) -> None:
        """Add a row for one input of the value."""
        field = input_field(self.lang, row)
        self.form.add_row(caption_of(self.lang, row), field)
        self.tie(
            row.field.removeprefix(f"{self.owner}."), field, attrgetter(row.field),
            partial(changes_to, row.field),
        )  # fmt: skip

    def add_reason(self, words: str) -> None:
        """Add a row for the reason behind the value."""
        field = reason_field(self.lang, words, self.owner, "note")
        self.form.add_row(self.lang.tr("because"), field)
        self.tie("reason", field, read_note(f"{self.owner}.note"), write_note_within(self.owner))

    def tie(self, name: str, field: Any, read: Read, write: Write) -> None:
        """Tie a field to the strand."""
        self.fields[name] = field
        path = f"{self.owner}.{name}"
        self.links.append(
            PartLink(self._context, field, name=path, label=self._words, read=read, write=write)
        )

    def show_strand(self, strand: Strand) -> None:
        """Show the value of a strand that has one; hide where it has none."""
        present = getattr(strand, self.owner) is not None
        if present:
            for link in self.links:
                link.show_part(strand, strand.id)
        self.setVisible(present)


def changes_to(path: str, part: Any, value: Any) -> dict[str, Any]:
    """The changes to a part that give the input at a path a value."""
    return changes_at(part, path, value)
