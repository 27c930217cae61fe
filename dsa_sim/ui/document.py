"""The open case, its undo steps and its place on disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from dsa_sim.model.case import Case
    from dsa_sim.model.law_stamp import LawStamp
    from dsa_sim.storage import Fingerprint
    from dsa_sim.storage.sealing import Seal

# The model is imported when a case is opened: the start page appears without it.
Edit = Callable[["Case"], "Case"]


@dataclass(frozen=True, kw_only=True)
class UndoStep:
    """One edit: its name as the menu shows it, the case before and after, and where it was.

    Edits in a row with the same `merge` key (typing in one field) become one step.
    """

    label: str
    before: "Case"
    after: "Case"
    merge: str = ""
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the document lies on disk; `fingerprint` is what was read or written last.

    `seal` locks what is written, None where the case is not locked. `law` is what the file read
    there remembers of the law data; once it is written anew, it remembers those in use.
    """

    path: Path | None = None
    fingerprint: "Fingerprint | None" = None
    seal: "Seal | None" = None
    law: "LawStamp | None" = None


@dataclass
class _History:
    done: list[UndoStep] = field(default_factory=list)
    undone: list[UndoStep] = field(default_factory=list)


class Document(QObject):
    """One open case. Widgets never change it: they apply edits, and it says what changed.

    `opened` counts the cases that were the document so far, `revision` its versions.
    """

    case_changed = Signal()
    """The case is another one: edited, undone, redone or opened."""
    state_changed = Signal()
    """File name, unsaved mark or what can be undone is another."""
    scenario_changed = Signal()
    """Another scenario is shown on the result pages."""
    place_asked = Signal(str)
    """An undo or redo happened: the view should return to this target."""

    def __init__(
        self,
        case: "Case | None" = None,
        *,
        place: Place | None = None,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._case = case
        self._saved = case
        self._history = _History()
        self._scenario: str | None = None
        self.place = place or Place()
        self.revision = 0
        self.opened = 0

    @property
    def case(self) -> "Case":
        """The case as it is now.

        Raises:
            RuntimeError: no case is open yet.
        """
        if self._case is None:
            raise RuntimeError("no case is open")
        return self._case

    @property
    def saved(self) -> "Case | None":
        """The case as it is in its file; that with which an unsaved one began."""
        return self._saved

    @property
    def is_modified(self) -> bool:
        """True where the case differs from the file."""
        return (
            self._case is not None and self._case is not self._saved and self._case != self._saved
        )

    @property
    def scenario(self) -> str | None:
        """The identifier of the scenario shown; None is the base case."""
        return self._scenario

    @property
    def undo_label(self) -> str:
        """The name of the edit that undo takes back; empty where there is none."""
        return self._history.done[-1].label if self._history.done else ""

    @property
    def redo_label(self) -> str:
        """The name of the edit that redo brings back; empty where there is none."""
        return self._history.undone[-1].label if self._history.undone else ""

    def apply(self, label: str, edit: Edit, *, merge: str = "", where: str = "") -> None:
        """Apply an edit and remember it; what a text cannot hold is left out.

        An edit that goes on with the last step (see `UndoStep`) is applied to the case before that
        step, in place of it: what typing passed through leaves no trace, and typing that ends
        where it began leaves no step.

        Raises:
            ValueError: the edit makes a case that means nothing; the document stays as it was.
        """
        from dsa_sim.model.texts import fitted

        last = self._history.done[-1] if self._history.done else None
        goes_on = bool(merge and last and last.merge == merge and not self._history.undone)
        before = self._kept(last.before) if last and goes_on else self.case
        after = fitted(edit(before), before)
        if after == self.case:
            return
        if goes_on:
            self._history.done.pop()
        if after == before:
            after = before
        else:
            step = UndoStep(label=label, before=before, after=after, merge=merge, where=where)
            self._history.done.append(step)
        self._history.undone.clear()
        self._become(after)

    def keep(self, edit: Edit) -> None:
        """Change what no undo touches: the snapshots of briefings. It is no step of undo."""
        self._become(edit(self.case))

    def _kept(self, case: "Case") -> "Case":
        """A case of the history, with the snapshots of briefings that were made since."""
        from msgspec.structs import replace

        kept = self.case.briefed
        return case if case.briefed == kept else replace(case, briefed=kept)

    def undo(self) -> None:
        """Take the last edit back."""
        if self._history.done:
            step = self._history.done.pop()
            self._history.undone.append(step)
            self._become(self._kept(step.before))
            self.place_asked.emit(step.where)

    def redo(self) -> None:
        """Bring the last undone edit back."""
        if self._history.undone:
            step = self._history.undone.pop()
            self._history.done.append(step)
            self._become(self._kept(step.after))
            self.place_asked.emit(step.where)

    def end_merge(self) -> None:
        """Make the next edit a step of its own even in the same field."""
        if self._history.done and self._history.done[-1].merge:
            last = self._history.done.pop()
            ended = UndoStep(
                label=last.label, before=last.before, after=last.after, where=last.where
            )
            self._history.done.append(ended)

    def show_scenario(self, scenario: str | None) -> None:
        """Show another scenario on the result pages."""
        if scenario != self._scenario:
            self._scenario = scenario
            self.scenario_changed.emit()

    def replace(self, case: "Case", place: Place) -> None:
        """Make another case the document: nothing of the old one stays, undo included."""
        self._history = _History()
        self.opened += 1
        self._saved = case
        self.place = place
        self._scenario = None
        self._become(case)

    def mark_saved(self, place: Place) -> None:
        """Remember that the case as it is now lies at that place."""
        self.place = place
        self._saved = self._case
        self.end_merge()
        self.state_changed.emit()

    def mark_unsaved(self) -> None:
        """Count the case as unsaved, though nothing was edited (a new or changed file)."""
        self._saved = None
        self.state_changed.emit()

    def _become(self, case: "Case") -> None:
        self._case = case
        self.revision += 1
        if self._scenario not in {s.id for s in case.scenarios}:
            self._scenario = None
        self.case_changed.emit()
        self.state_changed.emit()
