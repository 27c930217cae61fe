"""Another look shows at once and everywhere, and takes nothing away that somebody has typed."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from dsa_sim.language import Language
from dsa_sim.ui.pages import PAGES
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.widgets.fields import TypedField
from dsa_sim.ui.widgets.turns import DrawQueue


class Changes(QObject):
    """Counts how often each widget is told that its style changed."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[QObject, int] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.counts[watched] = self.counts.get(watched, 0) + 1
        return False


def opened(tmp_path, qtbot, look: str) -> Program:
    program = Program(Language("en"), settings=Settings(tmp_path / "s.ini"), look=look)
    qtbot.addWidget(program.window)
    program.window.files.may_leave = lambda: True
    program.window.show()
    program.window.files.open_example()
    return program


def picture(program: Program, page: str, qtbot) -> QImage:
    """The whole window on a page once everything on it is worked out and drawn."""
    window, runner = program.window, program.window.context.runner
    window.show_page(page)
    QApplication.processEvents()

    def is_still() -> bool:
        awaited = window.context.exposures.is_recalculating(None) or runner._running
        return not (awaited or runner._answers) and DrawQueue.of(window).is_empty

    qtbot.waitUntil(is_still)
    for _ in range(5):
        QApplication.processEvents()
    qtbot.waitUntil(is_still)
    if (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()
    QApplication.processEvents()
    return window.grab().toImage()


def test_every_page_looks_as_if_opened_in_the_look_it_was_switched_to(tmp_path, qtbot) -> None:
    names = [page.name for page in PAGES]
    switched = opened(tmp_path, qtbot, "light")
    for name in names:
        picture(switched, name, qtbot)
    switched.show_look("dark")
    after = {name: picture(switched, name, qtbot) for name in names}
    switched.window.close()
    fresh = opened(tmp_path, qtbot, "dark")
    for name in names:
        picture(fresh, name, qtbot)
    assert [name for name in names if picture(fresh, name, qtbot) != after[name]] == []


def test_widgets_are_not_dressed_once_for_each_that_they_lie_in(tmp_path, qtbot) -> None:
    program, changes = opened(tmp_path, qtbot, "light"), Changes()
    program.window.show_page("exposure")
    program.application.installEventFilter(changes)
    program.show_look("dark")
    program.application.removeEventFilter(changes)
    # Undressed and dressed; those with a sheet of their own bring what lies in them along again.
    assert changes.counts[program.window.page] == 2
    assert sum(changes.counts.values()) < 3 * len(changes.counts)


def test_text_that_is_not_understood_yet_stays(tmp_path, qtbot) -> None:
    program = opened(tmp_path, qtbot, "light")
    program.window.show_page("provider")
    fields = [f for f in program.window.page.findChildren(TypedField) if f.isVisible()]
    fields[0].line.setFocus()
    fields[0].line.selectAll()
    qtbot.keyClicks(fields[0].line, "12 apples and")
    said = fields[0].message.text()
    program.show_look("dark")
    assert fields[0].line.text() == "12 apples and"
    assert fields[0].message.text() == said
