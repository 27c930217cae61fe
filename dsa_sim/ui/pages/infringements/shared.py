"""Findings that rest on the same facts: which group an infringement is in, and how strong it is."""

from functools import partial

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.language.parsing import FieldProblem, parse_chance
from dsa_sim.model.case import Case, Infringement, SharedFacts
from dsa_sim.model.edits import add, change, new_identifier
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChoiceField, TypedField
from dsa_sim.ui.widgets.part_link import FieldRow

NONE, NEW = "", "+"


class SharedFactsField(QWidget):
    """The group of an infringement, and the strength of the group (0 to 100 %)."""

    def __init__(self, context: Context):
        super().__init__()
        self._context, self.lang = context, context.lang
        tr = self.lang.tr
        self._infringement: Infringement | None = None
        self.group = ChoiceField(tr("Shared facts"))
        self.strength = TypedField(
            tr("Strength of the shared facts"),
            parse=self._parse,
            show=partial(formats.estimate, self.lang, unit="share"),
        )
        self.meaning = label(name="caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(FieldRow((self.group, 3), (self.strength, 2)))
        column.addWidget(self.meaning)
        self.setFocusProxy(self.group)
        self.group.edited.connect(self._choose)
        self.strength.edited.connect(self._set_strength)
        self.strength.finished.connect(context.document.end_merge)

    def _parse(self, text: str) -> Estimate | FieldProblem:
        found = parse_chance(self.lang, text)
        if isinstance(found, Estimate) and found.value is None:
            return FieldProblem(code="refused", message=self.lang.tr("One value from 0 to 100 %"))
        return found

    def show_infringement(self, case: Case, infringement: Infringement) -> None:
        """Show the group of an infringement."""
        tr = self.lang.tr
        self._infringement = infringement
        groups = [(g.id, g.title) for g in case.shared_facts]
        self.group.set_choices(
            [(NONE, tr("rests on its own facts")), *groups, (NEW, tr("a new group…"))]
        )
        self.group.set_value(infringement.shared_facts or NONE)
        found = next((g for g in case.shared_facts if g.id == infringement.shared_facts), None)
        self.strength.setVisible(found is not None)
        self.meaning.setVisible(found is not None)
        if found is not None:
            self.strength.set_value(exactly(found.strength))
            self.meaning.setText(
                tr(
                    "0 %: findings are independent. 100 %: the less likely one comes only with "
                    "the more likely one. The strength counts for the whole group."
                )
            )

    @Slot(object)
    def _choose(self, group: object) -> None:
        if self._infringement is None:
            return
        identifier, words = self._infringement.id, self.lang.tr("Change of shared facts")
        title = self.lang.tr("Shared facts {n}", n=len(self._context.case.shared_facts) + 1)
        edit = partial(_in_group, infringement=identifier, group=str(group), title=title)
        self._context.apply(words, edit, where=f"{identifier}.shared_facts")

    @Slot(object)
    def _set_strength(self, strength: object) -> None:
        group = self._infringement.shared_facts if self._infringement else None
        if group is None or not isinstance(strength, Estimate):
            return
        edit = partial(change, identifier=group, strength=strength.central)
        where = f"{self._infringement.id}.shared_facts" if self._infringement else ""
        words = self.lang.tr("Change of strength")
        self._context.apply(words, edit, merge=f"{group}.strength", where=where)


def _in_group(case: Case, *, infringement: str, group: str, title: str) -> Case:
    if group == NEW:
        made = SharedFacts(id=new_identifier(case, "shared-facts"), title=title)
        case, group = add(case, "shared_facts", made), made.id
    case = change(case, infringement, shared_facts=group or None)
    used = {i.shared_facts for i in case.infringements}
    kept = tuple(g for g in case.shared_facts if g.id in used)
    return msgspec.structs.replace(case, shared_facts=kept)
