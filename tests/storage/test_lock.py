import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dsa_sim.storage import Held, InUse, Unprotected, hold
from dsa_sim.storage.lock import lock_file_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "case.dsacase"
    made.write_bytes(b"{}")
    return made


def test_a_second_window_is_noticed(path):
    with hold(path) as first:
        assert isinstance(first, Held)
        assert hold(path) == InUse(process=os.getpid())
    with hold(path) as second:
        assert isinstance(second, Held)
    assert [left.name for left in path.parent.iterdir()] == ["case.dsacase"]


def test_releasing_twice_does_not_free_the_next_holder(path):
    first = hold(path)
    first.release()
    with hold(path):
        first.release()
        assert isinstance(hold(path), InUse)


def test_the_lock_tells_nothing_about_a_person_or_a_machine(path):
    with hold(path):
        text = lock_file_of(path).read_text("ascii")

    assert re.fullmatch(r"\d+ [0-9a-f]{32}\n", text)


def test_files_of_one_folder_do_not_disturb_each_other(path):
    with hold(path), hold(path.with_name("other.dsacase")) as other:
        assert isinstance(other, Held)


def test_a_link_and_its_file_share_a_lock(path, tmp_path):
    link = tmp_path / "link.dsacase"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")
    with hold(link):
        assert isinstance(hold(path), InUse)


def test_a_crash_leaves_no_lock(path):
    program = (
        "import sys\n"
        "from dsa_sim.storage import hold\n"
        "held = hold(sys.argv[1])\n"
        "print(type(held).__name__, flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "Held\n"
        assert hold(path) == InUse(process=child.pid)
        child.kill()
    assert lock_file_of(path).exists()
    with hold(path) as mine:
        assert isinstance(mine, Held)


def test_a_leftover_without_sense_is_no_obstacle(path):
    lock_file_of(path).write_bytes(b"\xff\xfe nonsense")
    with hold(path) as mine:
        assert isinstance(mine, Held)


def failing(number, *, unless=lambda flags: False):
    real = os.open

    def refuse(name, flags, *rest, **options):
        if unless(flags):
            return real(name, flags, *rest, **options)
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_folder_without_locks_is_no_obstacle(path, monkeypatch, number):
    monkeypatch.setattr(os, "open", failing(number))
    held = hold(path)

    assert isinstance(held, Unprotected)
    assert [notice.code for notice in held.notices] == ["not_protected"]
    held.release()


def test_a_folder_that_is_missing_is_no_obstacle(tmp_path):
    assert isinstance(hold(tmp_path / "gone" / "a.dsacase"), Unprotected)
    assert isinstance(hold("zero\0byte"), Unprotected)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_lock_of_a_colleague_that_may_only_be_read_is_noticed(path, monkeypatch):
    with hold(path):
        monkeypatch.setattr(os, "open", failing(errno.EACCES, unless=lambda f: not f & os.O_RDWR))
        assert hold(path) == InUse(process=os.getpid())


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no file that is open")
def test_a_lock_that_is_let_go_while_it_is_taken_is_taken_anew(path, monkeypatch):
    import fcntl

    real, calls = fcntl.flock, []

    def release_in_between(handle: int, operation: int) -> None:
        if not calls:
            lock_file_of(path).unlink()
        calls.append(operation)
        real(handle, operation)

    monkeypatch.setattr(fcntl, "flock", release_in_between)
    with hold(path) as mine:
        assert isinstance(mine, Held)
        assert lock_file_of(path).exists()
        assert isinstance(hold(path), InUse)
    assert len(calls) == 3
