"""Work that takes longer than a keystroke: one worker thread, and only the newest answers.

A request is a function of values (the frozen case, never a widget); it is asked for under a key
and with the document as it stands. A newer request under the key, or an edit, makes it stale: it
is told so through `cancelled`, and what it still gives is dropped. Answers arrive as signals in
the thread of the window; an error of the program goes where those of slots go.
"""

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from dsa_sim.ui.document import Document

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

CLOSING_SECONDS = 3.0
"""How long closing the window waits for a run that does not hear that it is cancelled."""

Cancelled = Callable[[], bool]
Job = Callable[[Cancelled], object]


@dataclass(frozen=True, kw_only=True)
class _Request:
    key: str
    job: Job
    revision: int


@dataclass(frozen=True, kw_only=True)
class _Answer:
    request: _Request
    result: object = None
    error: Exception | None = None


class Runner(QObject):
    """Runs jobs one after another outside the thread of the window."""

    done = Signal(str, object)
    """The key and the result of a request that is still wanted."""
    failed = Signal(str, object)
    """The key and the exception of a request that is still wanted."""
    _answered = Signal()

    def __init__(self, document: Document, parent: QObject | None = None):
        super().__init__(parent)
        self._document = document
        self._wanted: dict[str, _Request] = {}
        self._answers: deque[_Answer] = deque()
        self._running: set[Future[None]] = set()
        self._pool: ThreadPoolExecutor | None = None
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(self, key: str, job: Job) -> None:
        """Run `job(cancelled)` in the worker; an older request under the key is forgotten."""
        if self._closed:
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="runner")
        request = _Request(key=key, job=job, revision=self._document.revision)
        self._wanted[key] = request
        future = self._pool.submit(self._run, request)
        self._running.add(future)
        future.add_done_callback(self._running.discard)

    def is_asked(self, key: str) -> bool:
        """True while an answer under the key is awaited for the document as it is now."""
        request = self._wanted.get(key)
        return request is not None and not self._is_stale(request)

    def forget(self, key: str) -> None:
        """Let go of a request: nobody waits for its answer any more."""
        self._wanted.pop(key, None)

    def wait(self) -> None:
        """Wait until everything asked for is answered, and pass the answers on."""
        from concurrent.futures import wait

        while self._running or self._answers:
            wait(tuple(self._running))
            self._deliver()

    def close(self) -> None:
        """Cancel everything, and wait a moment for the worker to hear of it."""
        from concurrent.futures import wait

        self._closed = True
        self._wanted.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            wait(tuple(self._running), timeout=CLOSING_SECONDS)

    def _is_stale(self, request: _Request) -> bool:
        return (
            self._wanted.get(request.key) is not request
            or request.revision != self._document.revision
        )

    def _run(self, request: _Request) -> None:
        def cancelled() -> bool:
            return self._is_stale(request)

        if cancelled():
            return
        try:
            answer = _Answer(request=request, result=request.job(cancelled))
        except Exception as error:  # noqa: BLE001 - whatever stops a job must be told
            answer = _Answer(request=request, error=error)
        # A stale job may end in any way; nobody asks for it any more.
        if not cancelled():
            self._answers.append(answer)
            self._answered.emit()

    @Slot()
    def _deliver(self) -> None:
        while self._answers:
            answer = self._answers.popleft()
            request = answer.request
            if self._is_stale(request):
                continue
            del self._wanted[request.key]
            if answer.error is None:
                self.done.emit(request.key, answer.result)
            else:
                self.failed.emit(request.key, answer.error)
                if not _is_expected(answer.error):
                    # As if a slot had raised it: nobody who asks has words for it.
                    sys.excepthook(type(answer.error), answer.error, answer.error.__traceback__)


def _is_expected(error: Exception) -> bool:
    """Whether it is the case or the disk that an answer is missing for, not the program."""
    from dsa_sim.model.decision_days import IncompleteError
    from dsa_sim.storage import CaseFileError

    return isinstance(error, IncompleteError | CaseFileError | OSError)
