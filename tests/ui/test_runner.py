"""The runner: one job after another, outside the thread of the window, newest wins."""

import threading
import time
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions

from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.edits import change
from dsa_sim.model.new_case import blank_case
from dsa_sim.storage import CaseFileError
from dsa_sim.ui.document import Document
from dsa_sim.ui.runner import Runner
from tests.ui.conftest import PATIENCE


@pytest.fixture
def document(qapp):
    return Document(
        blank_case(
            title="A case",
            as_of=date(2026, 1, 1),
            provider="A",
            platform="P",
            proceeding="Q",
            strand="S",
        )
    )


@pytest.fixture
def runner(document):
    made = Runner(document)
    made.heard = []
    made.done.connect(lambda key, result: made.heard.append((key, result)))
    made.failed.connect(lambda key, error: made.heard.append((key, type(error))))
    yield made
    made.close()


def edit(document):
    document.apply("title", lambda case: change(case, "case", title=case.title + "!"))


def waiting(gate, result):
    """A job that gives its result once the gate opens, however often it is cancelled."""

    def job(_cancelled):
        gate.wait(PATIENCE / 1000)
        return result

    return job


def test_a_job_runs_elsewhere_and_its_result_arrives_here(runner, qtbot):
    threads = []
    here = threading.get_ident()
    runner.done.connect(lambda _key, _result: threads.append(threading.get_ident()))
    with qtbot.waitSignal(runner.done):
        runner.ask("where", lambda _cancelled: threading.get_ident())
    assert runner.heard[0][1] != here
    assert threads == [here]
    assert not runner.is_asked("where")


def test_the_newest_request_of_a_key_wins(runner):
    gate = threading.Event()
    runner.ask("key", waiting(gate, "old"))
    runner.ask("other", waiting(gate, "beside"))
    runner.ask("key", waiting(gate, "new"))
    gate.set()
    runner.wait()
    assert sorted(runner.heard) == [("key", "new"), ("other", "beside")]


def test_an_older_job_is_told_that_it_is_cancelled(runner):
    seen = threading.Event()
    started = threading.Event()

    def polling(cancelled):
        started.set()
        while not cancelled():
            time.sleep(0.001)
        seen.set()
        return "stale"

    runner.ask("key", polling)
    assert started.wait(10)
    runner.ask("key", lambda _cancelled: "new")
    runner.wait()
    assert seen.is_set()
    assert runner.heard == [("key", "new")]


def test_results_for_an_older_case_are_dropped(runner, document):
    gate = threading.Event()
    runner.ask("key", waiting(gate, "of the old case"))
    assert runner.is_asked("key")
    edit(document)
    assert not runner.is_asked("key")
    gate.set()
    runner.wait()
    assert runner.heard == []


def test_a_result_that_waits_while_the_case_changes_is_dropped(runner, document):
    runner.ask("key", lambda _cancelled: "of the old case")
    while runner._running:
        time.sleep(0.001)
    edit(document)
    QApplication.processEvents()
    assert not runner._answers
    assert runner.heard == []


@pytest.mark.parametrize(
    ("error", "is_expected"),
    [
        (ZeroDivisionError(), False),
        (ValueError(), False),
        (IncompleteError("turnover", "case"), True),
        (CaseFileError("disk_full"), True),
        (PermissionError(), True),
    ],
)
def test_a_job_that_fails_says_so_and_the_next_one_runs(runner, error, is_expected):
    def failing(_cancelled):
        raise error

    runner.ask("bad", failing)
    runner.ask("good", lambda _cancelled: 1)
    with capture_exceptions() as unexpected:
        runner.wait()
    assert runner.heard == [("bad", type(error)), ("good", 1)]
    assert [raised for _, raised, _ in unexpected] == ([] if is_expected else [error])


def test_what_is_forgotten_is_not_told(runner):
    gate = threading.Event()
    runner.ask("key", waiting(gate, 1))
    runner.forget("key")
    gate.set()
    runner.wait()
    assert runner.heard == []


def test_closing_cancels_and_asks_for_nothing_more(runner):
    started, ended = threading.Event(), threading.Event()

    def polling(cancelled):
        started.set()
        while not cancelled():
            time.sleep(0.001)
        ended.set()

    runner.ask("key", polling)
    assert started.wait(PATIENCE / 1000)
    runner.close()
    assert ended.wait(PATIENCE / 1000)
    runner.ask("late", lambda _cancelled: 1)
    runner.wait()
    assert runner.heard == []
