"""Keeps unsaved work: a snapshot after each pause in editing, offered again after a crash."""

import secrets
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.model.case import Case
from dsa_sim.storage import CaseFileError, Fingerprint, Held, Seal, hold
from dsa_sim.storage.recovery import (
    Snapshot,
    read_snapshot,
    remove_snapshot,
    set_aside,
    snapshot_path,
    snapshots_of,
    unsaved_snapshots,
    write_snapshot,
)
from dsa_sim.ui.document import Document
from dsa_sim.ui.runner import Cancelled, Job, Runner

PAUSE_MS = 2_000
"""How long editing pauses before a snapshot is written."""
LOCKED_PAUSE_MS = 15_000
"""The same for a locked case: stretching the passphrase takes a second and half a gigabyte."""
_KEY = "autosave"


class Autosave(QObject):
    """Writes snapshots of the document in the worker, and removes them with a save or a close."""

    def __init__(
        self, document: Document, runner: Runner, parent: QObject, *, folder: Path
    ) -> None:
        super().__init__(parent)
        self._document, self._runner = document, runner
        self.folder = folder
        self._token = secrets.token_hex(8)
        self._written: set[Path] = set()
        self._held: Held | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.write_soon)
        document.case_changed.connect(self._note)
        document.state_changed.connect(self._settle)

    @Slot()
    def _note(self) -> None:
        if self._document.is_modified:
            # Restored work has its snapshot already: it goes with a save as well.
            self._written.add(self._path())
            locked = self._document.place.seal is not None
            self._pause.start(LOCKED_PAUSE_MS if locked else PAUSE_MS)

    def _path(self) -> Path:
        place = self._document.place
        return snapshot_path(self.folder, place.path, place.fingerprint, self._token)

    @Slot()
    def write_soon(self) -> None:
        """Write a snapshot of the case as it is now, in the worker.

        Where the disk refuses, the next edit tries again, and a save tells the person.
        """
        if self._document.is_modified:
            self._runner.ask(_KEY, self._job())

    def write_now(self) -> None:
        """Write a snapshot of the case as it is now, before anything else happens.

        Raises:
            CaseFileError: it cannot be written.
            OSError: its folder cannot be made.
        """
        if self._document.is_modified:
            self._job()(lambda: False)

    def _job(self) -> Job:
        place, path = self._document.place, self._path()
        if place.path is None and self._held is None:
            # While this window lives, others do not offer its work.
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            held = hold(path)
            self._held = held if isinstance(held, Held) else None
        self._written.add(path)
        return partial(_write, path, self._document.case, place.path, place.seal)

    @Slot()
    def _settle(self) -> None:
        """Saved work needs no snapshot."""
        if not self._document.is_modified:
            self.drop()

    def take_over(self, former: "Autosave") -> None:
        """Go on with the snapshots of another window on the document; they stay meanwhile."""
        former._pause.stop()
        self._token, self._held, self._written = former._token, former._held, former._written
        former._held, former._written = None, set()
        self.write_soon()

    def drop(self) -> None:
        """Remove the snapshots of this document: it is saved, or the person gave it up."""
        self._pause.stop()
        self._runner.forget(_KEY)
        for path in self._written:
            remove_snapshot(path)
        self._written.clear()
        if self._held is not None:
            self._held.release()
            self._held = None


class Recovery:
    """Offers what an earlier run could not save."""

    def __init__(self, lang: Language, window: QWidget, folder: Path) -> None:
        self._lang, self._window, self._folder = lang, window, folder

    def of_file(self, file: Path, found: Fingerprint, seal: Seal | None) -> Case | None:
        """The work on a file that was just opened, where the person wants it."""
        for snapshot in snapshots_of(self._folder, file, found):
            if snapshot.fit == "moved_on":
                self._tell_aside(file.name, set_aside(snapshot.path))
                continue
            case = self._read(snapshot, seal)
            if case is not None and self._wanted(case.title, snapshot):
                return case
            if snapshot.path.exists():
                # Work that begins now would otherwise be written over it.
                set_aside(snapshot.path)
        return None

    def unsaved(self) -> Case | None:
        """The newest case that was never saved, where the person wants it."""
        for snapshot in unsaved_snapshots(self._folder):
            held = hold(snapshot.path)
            if not isinstance(held, Held):
                continue
            with held:
                case = self._read(snapshot, None)
                if case is not None and self._wanted(case.title, snapshot):
                    remove_snapshot(snapshot.path)
                    return case
        return None

    def _read(self, snapshot: Snapshot, seal: Seal | None) -> Case | None:
        try:
            return read_snapshot(snapshot.path, seal=seal)[0]
        except CaseFileError:
            self._tell_aside(snapshot.path.name, set_aside(snapshot.path))
            return None

    def _wanted(self, title: str, snapshot: Snapshot) -> bool:
        tr, lang = self._lang.tr, self._lang
        day = formats.day(lang, snapshot.made_at.date())
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Unsaved work was found"))
        box.setText(
            tr(
                "Work on “{title}” of {day}, {time} was not saved. Restore it?",
                title=title, day=day, time=f"{snapshot.made_at:%H:%M}",
            )
        )  # fmt: skip
        box.setInformativeText(tr("Undo takes it back. Nothing on disk changes until you save."))
        restore = box.addButton(tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        discard = box.addButton(tr("Discard it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(restore)
        box.exec()
        if box.clickedButton() is discard:
            remove_snapshot(snapshot.path)
        return box.clickedButton() is restore

    def _tell_aside(self, name: str, kept: Path) -> None:
        tr = self._lang.tr
        QMessageBox.information(
            self._window,
            tr("Unsaved work was set aside"),
            tr(
                "There is unsaved work on “{name}” that does not fit the file as it is now, or "
                "cannot be read. It was kept as {path} and not applied.",
                name=name, path=str(kept),
            ),
        )  # fmt: skip


def _write(
    path: Path, case: Case, file: Path | None, seal: Seal | None, cancelled: Cancelled
) -> None:
    if not cancelled():
        write_snapshot(path, case, file=file, seal=seal)
