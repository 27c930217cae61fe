"""Opening and saving: every question to the person, every way a save can be stopped."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dsa_sim.language import Language
from dsa_sim.language.register_case import new_from_register
from dsa_sim.model.case import Case
from dsa_sim.model.new_case import blank_case
from dsa_sim.storage import (
    SUFFIX,
    CaseFileError,
    Held,
    InUse,
    Opened,
    Seal,
    Unprotected,
    describe,
    hold,
    read_case,
    real_path,
    write_case,
)
from dsa_sim.storage.example import example_case
from dsa_sim.storage.files import notices_of_writing
from dsa_sim.ui.autosave import Recovery
from dsa_sim.ui.context import today
from dsa_sim.ui.dialogs.passphrase_dialog import PassphraseDialog
from dsa_sim.ui.document import Document, Place
from dsa_sim.ui.save_name import ask_save_name, suggested_name
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.widgets.busy import while_busy


class Files(QObject):
    """The document's way from disk and back."""

    opened = Signal()
    """Another case is the document now."""
    noticed = Signal(str)
    """Something about the file that the person should see; empty takes it away."""

    def __init__(
        self, document: Document, lang: Language, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._lang = lang
        self._settings = settings
        self._window = window
        self._held: Held | Unprotected | None = None
        self._former: Seal | None = None
        self._recovery = Recovery(lang, window, settings.recovery_folder)

    def new_blank(self) -> bool:
        """Begin a blank case; False where the person would rather keep the open one."""
        if not self.may_leave():
            return False
        tr = self._lang.tr
        case = blank_case(
            title=tr("New case"),
            provider=tr("Provider"),
            platform=tr("Platform"),
            proceeding=tr("Proceedings"),
            strand=tr("Main strand"),
            as_of=today(),
        )
        return self._begin(self._preferred(case))

    def new_from_register(self, key: str) -> bool:
        """Begin the case of a designated service, with what is on record about it.

        Its as-of date is today, so that a decision still open does not lie in the past; its note
        says how far the record reaches. False where the person would rather keep the open case.
        """
        if not self.may_leave():
            return False
        case = new_from_register(key, self._lang, as_of=today())
        return self._begin(self._preferred(case))

    def _preferred(self, case: Case) -> Case:
        """A new case with the confidentiality mark and the trials that the person set."""
        chosen = self._settings.chosen
        return msgspec.structs.replace(case, mark=chosen("mark"), trials=int(chosen("trials")))

    def _begin(self, case: Case) -> bool:
        """Make an unsaved case the document."""
        self._become(case_place=Place(), held=None)
        self._document.replace(case, Place())
        self.noticed.emit("")
        self.opened.emit()
        return True

    def open_example(self) -> bool:
        """Open the worked example as an unsaved case of its own: the original stays as it is."""
        if not self.may_leave():
            return False
        try:
            case = example_case(self._lang.code)
        except CaseFileError as error:
            self._complain(self._lang.tr("The example cannot be opened"), error)
            return False
        return self._begin(case)

    def ask_open(self) -> bool:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self._lang.tr("Open a case"), self.folder, self._filter()
        )
        return bool(name) and self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file; False where it cannot be opened or the person keeps the open case."""
        if not self.may_leave():
            return False
        path = real_path(path)
        try:
            found = self.read(path)
        except CaseFileError as error:
            # A file that is gone is forgotten, but not one whose share or drive is away.
            if path.parent.is_dir() and not path.exists():
                self._settings.forget(path)
            self._complain(self._lang.tr("The case cannot be opened"), error)
            return False
        if found is None:
            return False
        if path == self._document.place.path:
            # This very window holds the file: opening it again is no second window.
            self._release()
        held = hold(path)
        notices = [describe(n, self._lang) for n in found.notices]
        place = Place(path=path, fingerprint=found.fingerprint, seal=found.seal, law=found.law)
        if isinstance(held, InUse):
            if not self._open_copy_of(path):
                return False
            place, held = Place(seal=found.seal, law=found.law), Unprotected()
        else:
            notices += [describe(n, self._lang) for n in held.notices]
        self._become(case_place=place, held=held)
        self._document.replace(found.case, place)
        if found.notices or place.path is None:
            self._document.mark_unsaved()
        self._settings.remember(path)
        self.noticed.emit(" ".join(notices))
        self.opened.emit()
        if place.path is not None:
            self._restore(self._recovery.of_file(path, found.fingerprint, found.seal))
        return True

    def offer_unsaved(self) -> None:
        """Offer a case that an earlier run could never save."""
        case = self._recovery.unsaved()
        if case is not None:
            self._begin(case)
            self._document.mark_unsaved()

    def _restore(self, case: Case | None) -> None:
        if case is not None:
            self._document.apply(self._lang.tr("Restored work"), lambda _: case)

    def read(self, path: Path, window: QWidget | None = None) -> Opened | None:
        """Read a file, asking for the passphrase of a locked one; None where it is not given.

        `window` is the one that asks, if another than that of the document.

        Raises:
            CaseFileError: it is no case that can be read.
        """
        window = window or self._window
        try:
            return read_case(path)
        except CaseFileError as error:
            if error.code != "locked":
                raise
        tr = self._lang.tr
        said = tr("“{name}” is locked. Enter its passphrase.", name=path.name)
        while True:
            dialog = PassphraseDialog(self._lang, window, title=tr("Open"), said=said, is_new=False)
            if not dialog.exec():
                return None
            reading = partial(read_case, path, seal=dialog.seal)
            try:
                return while_busy(window, tr("Opening the locked case…"), reading)
            except CaseFileError as error:
                if error.code != "wrong_passphrase":
                    raise
                said = describe(error, self._lang)

    def _open_copy_of(self, path: Path) -> bool:
        tr = self._lang.tr
        answer = QMessageBox.question(
            self._window,
            tr("The case is open already"),
            tr(
                "“{name}” is open in another window. Open a copy? It must be saved under "
                "another name, so that neither window overwrites the other.",
                name=path.name,
            ),
            QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Open

    def save(self) -> bool:
        """Save to the document's file, or ask for one; True when it is safely on disk."""
        path = self._document.place.path
        return self.save_as() if path is None else self._write(path)

    def save_as(self) -> bool:
        """Ask for a name and save there."""
        title = self._document.case.title
        path = ask_save_name(
            self._window, self._lang, title=self._lang.tr("Save the case"),
            suggested=Path(self.folder) / suggested_name(title, SUFFIX, otherwise="case"),
            kinds={SUFFIX: self._filter()},
        )  # fmt: skip
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save under a name: where another window holds that file, nothing is written."""
        path = real_path(path)
        if path == self._document.place.path:
            return self._write(path)
        held = hold(path)
        if isinstance(held, InUse):
            self._say(
                self._lang.tr("The case was not saved"),
                self._lang.tr(
                    "“{name}” is open in another window. Choose another name.", name=path.name
                ),
            )
            return False
        if not self._write(path, overwrite=True):
            held.release()
            return False
        self._release()
        self._held = held
        return True

    def _write(self, path: Path, *, overwrite: bool = False) -> bool:
        seal = self._document.place.seal
        writing = partial(
            write_case, path, self._document.case, expected=self._document.place.fingerprint,
            overwrite=overwrite, seal=seal, former=self._former,
        )  # fmt: skip
        try:
            if seal is None:
                fingerprint = writing()
            else:
                words = self._lang.tr("Saving the locked case…")
                fingerprint = while_busy(self._window, words, writing)
        except CaseFileError as error:
            if error.code == "changed_on_disk" and self._overwrite_anyway(path):
                return self._write(path, overwrite=True)
            if error.code != "changed_on_disk":
                self._complain(self._lang.tr("The case was not saved"), error)
            return False
        self._document.mark_saved(Place(path=path, fingerprint=fingerprint, seal=seal))
        self._settings.remember(path)
        self.noticed.emit(" ".join(describe(n, self._lang) for n in notices_of_writing()))
        return True

    def lock(self) -> bool:
        """Ask for a passphrase and save the case under it, or under another one."""
        tr = self._lang.tr
        said = tr(
            "The file, its previous version (.bak) and recovered work can then be read with the "
            "passphrase alone, in this program or with the age tool. A lost passphrase cannot be "
            "recovered by anybody. Copies made before stay readable."
        )
        dialog = PassphraseDialog(
            self._lang, self._window, title=tr("Lock the case"), said=said, is_new=True
        )
        return bool(dialog.exec()) and self.save_sealed(dialog.seal)

    def unlock(self) -> bool:
        """Save the case without a passphrase, once that is confirmed."""
        tr = self._lang.tr
        answer = QMessageBox.question(
            self._window,
            tr("Remove the lock"),
            tr("The file can then be read by everybody who can open it. Remove the lock?"),
        )
        return answer == QMessageBox.StandardButton.Yes and self.save_sealed(None)

    def save_sealed(self, seal: Seal | None) -> bool:
        """Save with another lock, or none; where that fails everything is as it was."""
        before = self._document.place
        self._document.place = replace(before, seal=seal)
        self._former = before.seal
        try:
            if self.save():
                return True
        finally:
            self._former = None
        self._document.place = before
        return False

    def _overwrite_anyway(self, path: Path) -> bool:
        tr = self._lang.tr
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("The file has changed"))
        box.setText(
            tr(
                "“{name}” was changed outside this window since it was opened or saved here. "
                "Nothing was written.",
                name=path.name,
            )
        )
        over = box.addButton(tr("Overwrite it"), QMessageBox.ButtonRole.DestructiveRole)
        other = box.addButton(tr("Save under another name…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(other)
        box.exec()
        if box.clickedButton() is other:
            self.save_as()
            return False
        return box.clickedButton() is over

    def may_leave(self) -> bool:
        """Ask about unsaved work; False where the person wants to stay."""
        if not self._document.is_modified:
            return True
        tr = self._lang.tr
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Unsaved changes"))
        title = self._document.case.title
        box.setText(tr("Save the changes to “{title}”?", title=title))
        save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(tr("Don’t save"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return self.save()
        return box.clickedButton() is leave

    def close(self) -> None:
        """Let other windows have the file."""
        self._release()

    def take_over(self, former: "Files") -> None:
        """Hold the file that another window held, without letting go of it."""
        self._held, former._held = former._held, None

    def _become(self, *, case_place: Place, held: Held | Unprotected | None) -> None:
        self._release()
        self._held = held if case_place.path is not None else None

    def _release(self) -> None:
        if self._held is not None:
            self._held.release()
        self._held = None

    def _complain(self, title: str, error: CaseFileError) -> None:
        self._say(title, describe(error, self._lang))

    def _say(self, title: str, text: str) -> None:
        QMessageBox.warning(self._window, title, text)

    @property
    def folder(self) -> str:
        """Where the case at hand is; without a file the person's own folder."""
        path = self._document.place.path
        return str(path.parent if path else Path.home())

    def _filter(self) -> str:
        return self._lang.tr("Cases (*{suffix})", suffix=SUFFIX)
