"""Asking under which name something is saved: the name with its ending is the one asked about."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dsa_sim.language import Language


def ask_save_name(
    window: QWidget, lang: Language, *, title: str, suggested: Path, kinds: str, ending: str
) -> Path | None:
    """Ask for the name of a file that ends in `ending`; None where nothing is to be written.

    The dialog asks before it gives the name of a file that is there; it cannot know the ending
    that is added to what was typed, so that is asked about here.
    """
    while True:
        name, _ = QFileDialog.getSaveFileName(window, title, str(suggested), kinds)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() == ending.lower():
            return path
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
