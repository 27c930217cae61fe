"""Asking under which name something is saved: the name with its ending is the one asked about."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dsa_sim.language import Language
from dsa_sim.storage import CaseFileError, describe
from dsa_sim.storage.files import refusal_of_writing

_MOST_BYTES = 200
"""As long as the suggested name may be, so that a file system takes it and what is beside it."""


def suggested_name(title: str, ending: str, *, otherwise: str) -> str:
    """A name for a file about something: what of its title any file system takes."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    short = " ".join(kept.split())[:100].encode()[:_MOST_BYTES].decode("utf-8", "ignore")
    return f"{short.strip() or otherwise}{ending}"


def ask_save_name(
    window: QWidget, lang: Language, *, title: str, suggested: Path, kinds: Mapping[str, str]
) -> Path | None:
    """Ask for the name of a file of one of some kinds; None where nothing is to be written.

    `kinds` are the words of the dialog by the ending of such a file. A name without any of the
    endings gets that of the kind chosen, by default the first. The dialog asks before it gives
    the name of a file that is there; it cannot know the ending that is added to what was typed,
    so that is asked about here. A name that cannot be written is refused at once.
    """
    while True:
        words = ";;".join(kinds.values())
        name, chosen = QFileDialog.getSaveFileName(window, title, str(suggested), words)
        if not name:
            return None
        path = Path(name)
        is_whole = path.suffix.lower() in kinds
        if not is_whole:
            ending = next((e for e, words in kinds.items() if words == chosen), next(iter(kinds)))
            path = path.with_name(f"{path.name}{ending}")
        try:
            is_there = _is_there(path)
            if is_whole or not is_there or _may_replace(window, lang, path):
                return path
            suggested = path
        except CaseFileError as error:
            QMessageBox.warning(window, title, describe(error, lang))


def _is_there(path: Path) -> bool:
    """Whether there is a file of the name, be it a link that leads nowhere.

    Raises:
        CaseFileError: no file can be there.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise refusal_of_writing(error) from None
    return True


def _may_replace(window: QWidget, lang: Language, path: Path) -> bool:
    answer = QMessageBox.question(
        window,
        lang.tr("The file is there already"),
        lang.tr("“{name}” is there already. Replace it?", name=path.name),
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
        QMessageBox.StandardButton.No,
    )
    return answer == QMessageBox.StandardButton.Yes
