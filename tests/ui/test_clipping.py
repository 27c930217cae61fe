"""The check of the pictures finds what is cut, covered or out of sight, and nothing else."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QWidget

from dsa_sim.ui.widgets.clipping import covered_texts, cut_texts


def shown(qtbot, widget: QWidget, width: int = 400, height: int = 120) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_texts_with_room_are_no_fault(qtbot) -> None:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.addWidget(QLabel("A label"))
    row.addWidget(QPushButton("A button"))
    shown(qtbot, widget)
    assert cut_texts(widget) == []
    assert covered_texts(widget) == []


def test_a_label_that_is_too_narrow_is_cut(qtbot) -> None:
    widget = QWidget()
    label = QLabel("Vorgeworfene Zuwiderhandlungen", widget)
    label.setGeometry(0, 0, 60, 20)
    shown(qtbot, widget)
    assert "Vorgeworfene Zuwiderhandlungen" in cut_texts(widget)


def test_a_count_over_the_text_of_its_button_is_found(qtbot) -> None:
    widget = QWidget()
    button = QPushButton("Alleged infringements", widget)
    button.setGeometry(0, 0, 200, 30)
    count = QLabel("7", button)
    count.setGeometry(90, 5, 20, 20)
    shown(qtbot, widget)
    assert len(covered_texts(widget)) == 1


def test_what_lies_beyond_the_edge_of_a_scroll_area_is_found(qtbot) -> None:
    area, inner = QScrollArea(), QWidget()
    inner.setFixedSize(900, 60)
    label = QLabel("Far to the right", inner)
    label.setGeometry(330, 10, 200, 20)
    area.setWidget(inner)
    shown(qtbot, area)
    assert "beyond the edge: Far to the right" in cut_texts(area)
    area.horizontalScrollBar().setValue(200)
    assert cut_texts(area) == []
