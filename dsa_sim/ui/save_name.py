"""Asking under which name something is saved: the name with its ending is the one asked about."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dsa_sim.language import Language


def ask_save_name(
    window: QWidget, lang: Language, *, title: str, suggested: Path, kinds: Mapping[str, str]
) -> Path | None:
    """Ask for the name of a file of one of some kinds; None where nothing is to be written.

    `kinds` are the words of the dialog by the ending of such a file. A name without any of the
    endings gets that of the kind chosen, by default the first. The dialog asks before it gives
    the name of a file that is there; it cannot know the ending that is added to what was typed,
    so that is asked about here.
    """
    while True:
        words = ";;".join(kinds.values())
        name, chosen = QFileDialog.getSaveFileName(window, title, str(suggested), words)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() in kinds:
            return path
        ending = next((e for e, words in kinds.items() if words == chosen), next(iter(kinds)))
        path = path.with_name(f"{path.name}{ending}")
        if not path.exists() or _may_replace(window, lang, path):
            return path
        suggested = path


def _may_replace(window: QWidget, lang: Language, path: Path) -> bool:
    answer = QMessageBox.question(
        window,
        lang.tr("The file is there already"),
        lang.tr("“{name}” is there already. Replace it?", name=path.name),
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
        QMessageBox.StandardButton.No,
    )
    return answer == QMessageBox.StandardButton.Yes
