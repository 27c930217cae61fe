"""A name never does anything: markup in a text of the case is shown as it was typed, everywhere."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTextEdit,
    QToolTip,
    QWidget,
)

from dsa_sim.model.case import Case
from dsa_sim.model.inputs import override
from dsa_sim.report.redaction import hiding
from dsa_sim.ui.pages import PAGES
from tests.ui.conftest import commands_of

MARKUP = '<b>R&D</b><img src="file:///nowhere.png">'


def with_markup_in_every_text(case: Case) -> Case:
    """The case with markup before every text that a person typed, a reason for an override too."""
    first = case.infringements[0].id
    made = msgspec.structs.replace(
        override(case, f"{first}.chance", case.infringements[0].chance), reason="why"
    )
    scenarios = tuple(msgspec.structs.replace(s, overrides=(made,)) for s in case.scenarios)
    case = msgspec.structs.replace(case, scenarios=scenarios, trials=1000)
    return hiding._mapped(
        case, lambda part: part, lambda _field, words: f"{MARKUP} {words}" if words else words
    )


def obeyed(root: QWidget) -> list[str]:
    """The texts below a widget whose markup, or whose &, counts for more than its letters."""
    found = [label.text() for label in root.findChildren(QLabel) if _obeys(label)]
    # What is made of markup itself escapes the texts in it: their markup can still be read.
    made = [doc.document() for doc in root.findChildren(QTextEdit)]
    found += [b.text() for b in root.findChildren(QAbstractButton) if "R&D" in b.text()]
    found += [action.text() for action in root.findChildren(QAction) if "R&D" in action.text()]
    return found + [doc.toPlainText() for doc in made if "\ufffc" in doc.toPlainText()]


def _obeys(label: QLabel) -> bool:
    if label.textFormat() == Qt.TextFormat.PlainText:
        return False
    if label.textFormat() == Qt.TextFormat.AutoText:
        return True
    told = QTextDocument()
    told.setHtml(label.text())
    return "<img src=" in label.text() or "\ufffc" in told.toPlainText()


class Reader(QTimer):
    """Somebody who reads every dialog that opens, notes what in it obeys markup, and leaves it."""

    def __init__(self) -> None:
        super().__init__(interval=0)
        self.opened: list[str] = []
        self.faults: list[str] = []
        self.timeout.connect(self.read)
        self.start()

    def read(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        self.opened.append(type(dialog).__name__)
        self.faults += obeyed(dialog)
        assert isinstance(dialog, QDialog)
        dialog.reject()


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.stop()


@pytest.fixture
def window(open_window):
    made = open_window()
    case = with_markup_in_every_text(made.document.case)
    made.document.apply("Markup", lambda _case: case)
    return made


def settle(window) -> None:
    for _ in range(3):
        QApplication.processEvents()
        window.context.runner.wait()


def test_no_page_obeys_markup(window) -> None:
    for entry in PAGES:
        window.show_page(entry.name)
        settle(window)
        assert obeyed(window) == [], entry.name
        window.show_problems()
        assert obeyed(window) == [], entry.name


def test_no_tooltip_obeys_markup(window) -> None:
    QToolTip.showText(QPoint(10, 10), MARKUP, window)
    (tip,) = (w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
    assert tip.text() == MARKUP
    assert tip.textFormat() == Qt.TextFormat.PlainText


def buttons_to_dialogs(page: QWidget) -> list[QPushButton]:
    """The buttons of a page that ask something: their words end with dots."""
    found = page.findChildren(QPushButton)
    return [b for b in found if b.text().endswith("…") and b.isVisible() and b.isEnabled()]


def test_no_dialog_obeys_markup(window, reader: Reader) -> None:
    case = window.document.case
    for entry in PAGES:
        window.show_page(entry.name)
        settle(window)
        for button in buttons_to_dialogs(window):
            button.click()
    window.show_page("scenarios")
    window.page.go_to(case.scenarios[0].id)
    window.page.ask_current()
    window.show_page("exposure")
    for action in commands_of(window).offered:
        if action.text().endswith("…"):
            action.trigger()
            settle(window)
            window.document.apply("Again", lambda _case: case)
    assert reader.faults == []
    assert {"ExportDialog", "OverrideDialog"} <= set(reader.opened)


def test_no_message_obeys_markup(window, reader: Reader) -> None:
    assert not type(window.files).may_leave(window.files)
    QMessageBox.warning(window, MARKUP, MARKUP)
    assert reader.opened == ["QMessageBox"] * 2
    assert reader.faults == []
