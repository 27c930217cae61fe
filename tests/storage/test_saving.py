import contextlib
import errno
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from dsa_sim.model.case import Case
from dsa_sim.storage import (
    CaseFileError,
    Fingerprint,
    Held,
    has_changed,
    hold,
    read_case,
    write_case,
)
from dsa_sim.storage.files import backup_of, notices_of_writing
from dsa_sim.storage.lock import lock_file_of
from dsa_sim.storage.recovery import (
    read_snapshot,
    snapshot_path,
    unsaved_snapshots,
    write_snapshot,
)
from dsa_sim.whole_files import write_whole
from tests.storage.sample import sample_case

ROOT = Path(__file__).parents[2]


def version(n: int) -> Case:
    return msgspec.structs.replace(sample_case(), title=f"version {n}")


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, Fingerprint]:
    path = tmp_path / "case.dsacase"
    return path, write_case(path, version(1), expected=None)


def refused(path: Path, expected: Fingerprint | None, **options: bool) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        write_case(path, version(9), expected=expected, **options)
    return caught.value


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_previous_version_is_kept(saved):
    path, first = saved
    second = write_case(path, version(2), expected=first)
    write_case(path, version(3), expected=second)

    assert read_case(path).case == version(3)
    assert read_case(backup_of(path)).case == version(2)
    assert names(path.parent) == {"case.dsacase", "case.dsacase.bak"}


def test_no_backup_where_none_is_wanted(saved):
    path, first = saved
    write_case(path, version(2), expected=first, keep_backup=False)

    assert names(path.parent) == {"case.dsacase"}


def test_a_backup_is_copied_where_links_are_unknown(saved, monkeypatch):
    path, first = saved

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_case(path, version(2), expected=first)

    assert read_case(backup_of(path)).case == version(1)
    assert read_case(path).case == version(2)


def test_a_change_by_another_program_is_noticed(saved):
    path, first = saved
    theirs = path.read_bytes().replace(b"version 1", b"version 7")
    path.write_bytes(theirs)
    os.utime(path, ns=(first.mtime_ns, first.mtime_ns))

    assert refused(path, first).code == "changed_on_disk"
    assert path.read_bytes() == theirs
    assert names(path.parent) == {"case.dsacase"}


def test_going_on_keeps_the_other_version_as_backup(saved):
    path, first = saved
    second = write_case(path, version(7), expected=first)
    write_case(path, version(2), expected=first, overwrite=True)

    assert read_case(path).case == version(2)
    assert read_case(backup_of(path)).fingerprint.sha256 == second.sha256


def test_an_existing_file_is_not_overwritten_unasked(saved):
    path, _ = saved

    assert refused(path, None).code == "changed_on_disk"
    assert read_case(path).case == version(1)


def test_a_touched_file_is_no_change(saved):
    path, first = saved
    os.utime(path, ns=(1, 1))

    assert not has_changed(path, first)
    write_case(path, version(2), expected=first)
    assert read_case(path).case == version(2)


def test_a_file_that_has_gone_is_written_anew(saved):
    path, first = saved
    path.unlink()

    assert not has_changed(path, first)
    write_case(path, version(2), expected=first)
    assert read_case(path).case == version(2)


def test_a_window_asks_whether_the_file_has_changed(saved):
    path, first = saved
    second = write_case(path, version(22), expected=first)

    assert has_changed(path, first)
    assert not has_changed(path, second)


def test_a_link_is_followed(tmp_path, saved):
    path, first = saved
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "shortcut.dsacase"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")
    write_case(link, version(2), expected=first)

    assert link.is_symlink()
    assert read_case(path).case == version(2)
    assert names(link.parent) == {"shortcut.dsacase"}


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_permissions(saved):
    path, first = saved
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    write_case(path, version(2), expected=first)

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_read_only_file_is_left_alone(saved):
    path, first = saved
    path.chmod(0o400)

    assert refused(path, first).code == "read_only"
    assert refused(path, first, overwrite=True).code == "read_only"
    path.chmod(0o600)
    assert read_case(path).case == version(1)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write anywhere"
)
def test_a_read_only_folder(saved):
    path, first = saved
    path.parent.chmod(0o500)
    try:
        assert refused(path, first).code == "no_permission"
    finally:
        path.parent.chmod(0o700)
    assert read_case(path).case == version(1)


def test_a_folder_that_has_gone(tmp_path, saved):
    assert refused(tmp_path / "gone" / "a.dsacase", None).code == "folder_missing"
    assert refused(saved[0] / "a.dsacase", None).code == "folder_missing"
    assert refused(tmp_path, None).code == "not_a_file"
    assert refused(Path("zero\0byte"), None).code == "cannot_write"


def test_a_backup_that_cannot_be_made_stops_the_save(saved):
    path, first = saved
    backup_of(path).mkdir()
    error = refused(path, first)

    assert error.code == "no_backup"
    assert error.params["reason"]
    assert read_case(path).case == version(1)
    assert names(path.parent) == {"case.dsacase", "case.dsacase.bak"}


# Each step of a save may fail: the old file stays whole and nothing is left beside it.

FAILURES = [
    (errno.ENOSPC, "disk_full"),
    (errno.EACCES, "no_permission"),
    (errno.EROFS, "read_only"),
    (errno.ENOENT, "folder_missing"),
    (errno.EIO, "cannot_write"),
]


@pytest.mark.parametrize(("number", "code"), FAILURES)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_step_that_fails(saved, monkeypatch, step, number, code):
    path, first = saved
    before = path.read_bytes()
    real = getattr(os, step)

    def fail(*given, **options):
        if step == "replace" and str(given[1]).endswith(".bak"):
            return real(*given, **options)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        error = refused(path, first)

    assert error.code == code
    assert str(error).isprintable()
    assert path.read_bytes() == before
    assert not [name for name in names(path.parent) if name.endswith(".tmp")]
    write_case(path, version(2), expected=first)


def test_a_file_held_by_another_program(saved, monkeypatch):
    path, first = saved

    def held(*_: object, **__: object) -> None:
        error = PermissionError(errno.EACCES, "sharing violation")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        assert refused(path, first, keep_backup=False).code == "in_use"
    assert read_case(path).case == version(1)


def test_a_disk_that_is_full_in_the_middle(saved):
    resource = pytest.importorskip("resource", reason="limits on file size are a POSIX matter")
    path, first = saved
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal = pytest.importorskip("signal")
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))
    try:
        error = refused(path, first)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)

    assert error.code == "cannot_write"
    assert path.read_bytes() == before
    assert names(path.parent) == {"case.dsacase"}


# What a drive refuses without losing anything stops no save; it is told once.


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS])
def test_a_share_that_refuses_is_saved_to_all_the_same(saved, monkeypatch, number):
    path, first = saved

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("dsa_sim.whole_files._refused", {})
    for step in ("fchmod", "fchown", "fsync"):
        monkeypatch.setattr(os, step, refuse)
    second = write_case(path, version(2), expected=first)

    assert read_case(path).case == version(2)
    assert read_case(backup_of(path)).case == version(1)
    assert {notice.code for notice in notices_of_writing()} == {"no_rights", "not_confirmed"}
    write_case(path, version(3), expected=second)
    assert notices_of_writing() == ()


def held_for(times: int, code: int, step):
    """The step, refused as Windows refuses it while another program holds the file."""
    left = iter(range(times))

    def tried(*given, **options):
        if next(left, None) is None:
            return step(*given, **options)
        error = PermissionError(errno.EACCES, "held")
        error.winerror = code  # type: ignore[attr-defined]
        raise error

    return tried


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_held_for_an_instant_is_waited_for(saved, monkeypatch, code):
    path, first = saved
    for step in ("replace", "open"):
        monkeypatch.setattr(os, step, held_for(3, code, getattr(os, step)))
    write_case(path, version(2), expected=first)

    assert read_case(path).case == version(2)
    monkeypatch.setattr(Path, "open", held_for(3, code, Path.open))
    assert read_case(path).case == version(2)


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_stays_held_is_in_use(saved, monkeypatch, code):
    path, first = saved
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held_for(10**6, code, None))
        assert refused(path, first).code == "in_use"
    assert names(path.parent) == {"case.dsacase"}
    with monkeypatch.context() as patch, pytest.raises(CaseFileError) as caught:
        patch.setattr(Path, "open", held_for(10**6, code, None))
        read_case(path)
    assert caught.value.code == ("no_permission" if code == 5 else "in_use")


@pytest.mark.parametrize("length", [240, 248, 250, 251, 252, 253, 254, 255])
@pytest.mark.parametrize("letter", ["a", "ü", "判", "𠀀"])
def test_names_as_long_as_a_file_system_takes(tmp_path, length, letter):
    room = length - len(".dsacase")
    many = room // len(letter.encode())
    path = tmp_path / f"{letter * many}{'x' * (room - many * len(letter.encode()))}.dsacase"
    assert len(path.name.encode()) == length
    first = write_case(path, version(1), expected=None)
    with hold(path) as held:
        assert isinstance(held, Held)
        write_case(path, version(2), expected=first)

    assert read_case(path).case == version(2)
    assert read_case(backup_of(path)).case == version(1)
    assert names(tmp_path) == {path.name, backup_of(path).name}


def test_an_export_that_fails_names_the_file_that_was_asked_for(tmp_path):
    target = tmp_path / "gone" / "briefing.pdf"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(target, b"x")

    assert str(caught.value) == f"[Errno 2] No such file or directory: '{target}'"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_an_export_keeps_permissions_and_links(tmp_path):
    path, link = tmp_path / "briefing.pdf", tmp_path / "shortcut.pdf"
    write_whole(path, b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"new")

    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == {path.name, link.name}


def test_two_long_names_share_nothing(tmp_path):
    one, other = (tmp_path / f"{'ü' * 122}{n}.dsacase" for n in (1, 2))

    assert backup_of(one) != backup_of(other)
    assert lock_file_of(one) != lock_file_of(other)


def test_a_name_that_is_too_long_is_refused(tmp_path):
    path = tmp_path / f"{'ü' * 124}.dsacase"

    assert refused(path, None).code == "name_too_long"
    assert not names(tmp_path)
    with pytest.raises(CaseFileError) as caught:
        read_case(path)
    assert caught.value.code == "not_found"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are letters there")
def test_a_name_of_any_bytes(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.dsacase")
    first = write_case(path, version(1), expected=None)
    write_case(path, version(2), expected=first)
    snapshot = snapshot_path(tmp_path, path, first, "")
    write_snapshot(snapshot, version(3), file=path, seal=None)

    assert read_case(backup_of(path)).case == version(1)
    assert read_snapshot(snapshot)[1] == path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the test forks")
def test_two_hundred_kills_leave_a_readable_file_and_nothing_else(tmp_path):
    program = [sys.executable, "-m", "tests.storage.kill_during_save", "200"]
    env = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, env=env, check=False)

    assert done.returncode == 0, done.stderr[-2000:] + done.stdout
    found = json.loads(done.stdout)
    assert found["kills"] == 200
    assert found["the new version was there"] > 0
    assert found["in the middle"] > 0, "no kill came in the middle of a save"
    assert found["saves of a neighbour meanwhile"] > 0


SAVER = """
import sys
import time
from pathlib import Path
from dsa_sim.whole_files import written_beside
with written_beside(Path(sys.argv[1]), b"a client's", like=None) as (temporary, _):
    print(temporary.name, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
def test_what_a_writer_holds_stays_until_it_is_killed(saved):
    path, first = saved
    stranger = path.parent / ".dsacase-mine.tmp"
    stranger.touch()
    with subprocess.Popen(
        [sys.executable, "-c", SAVER, str(path)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as writer:  # fmt: skip
        temporary = path.with_name(writer.stdout.readline().strip())
        read_case(path)
        write_case(path, version(2), expected=first)
        unsaved_snapshots(path.parent)
        assert temporary.read_bytes() == b"a client's"
        writer.kill()
    assert temporary.exists()
    read_case(path)

    assert names(path.parent) == {"case.dsacase", "case.dsacase.bak", stranger.name}


def test_where_open_files_cannot_be_renamed_they_are_closed_first(saved, monkeypatch):
    path, first = saved
    monkeypatch.setattr("dsa_sim.whole_files.sys", SimpleNamespace(platform="win32"))
    open_ones: list[str] = []
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        folder = Path("/proc/self/fd")
        for handle in folder.iterdir() if folder.exists() else ():
            with contextlib.suppress(OSError):
                open_ones.extend([str(source)] * (handle.readlink() == source))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    second = write_case(path, version(2), expected=first)
    left = path.with_name(f".dsacase-{'0' * 12}-{'0' * 16}.tmp")
    left.touch()
    third = write_case(path, version(3), expected=second)
    assert left.exists()
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    write_case(path, version(4), expected=third)

    assert names(path.parent) == {"case.dsacase", "case.dsacase.bak"}
    assert read_case(backup_of(path)).case == version(3)
    assert open_ones == []


def test_without_locks_what_is_a_day_old_is_left_behind(saved, monkeypatch):
    path, _ = saved
    monkeypatch.setattr("dsa_sim.whole_files._lock", lambda *_, **__: None)
    left = path.with_name(f".dsacase-{'0' * 12}-{'0' * 16}.tmp")
    left.touch()
    read_case(path)
    assert left.exists()
    later = time.time() + 2 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    read_case(path)
    assert not left.exists()
