"""Waiting for something that takes a second or two, without stopping the window."""

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

T = TypeVar("T")


class _Done(QObject):
    happened = Signal()


def while_busy(window: QWidget, words: str, job: Callable[[], T]) -> T:
    """The result of a job that runs beside the window, which says so and takes no input meanwhile.

    Raises:
        Exception: whatever the job raised.
    """
    done, loop = _Done(), QEventLoop()
    result: list[T] = []
    trouble: list[Exception] = []

    def run() -> None:
        try:
            result.append(job())
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits
            trouble.append(error)
        done.happened.emit()

    done.happened.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    shown = QProgressDialog(words, "", 0, 0, window)
    shown.setCancelButton(None)
    shown.setWindowModality(Qt.WindowModality.WindowModal)
    shown.setMinimumDuration(250)
    worker = Thread(target=run, daemon=True)
    worker.start()
    loop.exec()
    worker.join()
    shown.reset()
    shown.deleteLater()
    if trouble:
        raise trouble[0]
    return result[0]
