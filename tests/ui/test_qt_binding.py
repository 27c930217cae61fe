"""The binding to Qt must not lose references: version 6.12.0 aborts the program after a while."""

import sys

import pytest
from PySide6.QtWidgets import QWidget


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_calls_that_return_nothing_leave_none_alone(qtbot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for n in range(500):
        widget.resize(100 + n % 2, 100)
    assert sys.getrefcount(None) > before - 100
