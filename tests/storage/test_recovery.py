"""Snapshots of unsaved work: they fit the file they are of, or are set aside; none is lost."""

from pathlib import Path

import pytest

from dsa_sim.model.edits import change
from dsa_sim.storage import CaseFileError, Fingerprint, Seal, read_case, write_case
from dsa_sim.storage.recovery import (
    read_snapshot,
    remove_snapshot,
    set_aside,
    snapshot_path,
    snapshots_of,
    unsaved_snapshots,
    write_snapshot,
)
from tests.storage.sample import sample_case

CASE = sample_case()
EDITED = change(CASE, "case", title="Edited afterwards")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.dsacase"
    write_case(path, CASE, expected=None)
    return path


def base(file: Path) -> Fingerprint:
    return read_case(file).fingerprint


def snapshot(folder: Path, file: Path, seal: Seal | None = None) -> Path:
    path = snapshot_path(folder, file, base(file) if seal is None else None, "t")
    write_snapshot(path, EDITED, file=file, seal=seal)
    return path


def test_a_snapshot_fits_the_file_it_began_with(folder: Path, file: Path) -> None:
    path = snapshot(folder, file)
    found = snapshots_of(folder, file, base(file))
    assert [(s.path, s.fit, s.is_locked) for s in found] == [(path, "fits", False)]
    assert read_snapshot(path) == (EDITED, file.resolve())


def test_a_file_that_moved_on_is_seen(folder: Path, file: Path) -> None:
    snapshot(folder, file)
    write_case(file, change(CASE, "case", title="By a colleague"), expected=base(file))
    assert [s.fit for s in snapshots_of(folder, file, base(file))] == ["moved_on"]


def test_another_file_has_none(folder: Path, file: Path, tmp_path: Path) -> None:
    snapshot(folder, file)
    other = tmp_path / "b.dsacase"
    other.write_bytes(file.read_bytes())
    assert snapshots_of(folder, other, base(other)) == ()


def test_a_later_snapshot_takes_the_place_of_the_earlier(folder: Path, file: Path) -> None:
    path = snapshot(folder, file)
    write_snapshot(path, CASE, file=file, seal=None)
    assert read_snapshot(path)[0] == CASE
    assert len(list(folder.iterdir())) == 1


def test_a_case_without_a_file_goes_by_its_window(folder: Path) -> None:
    for token in ("one", "two"):
        path = snapshot_path(folder, None, None, token)
        write_snapshot(path, EDITED, file=None, seal=None)
    assert len(unsaved_snapshots(folder)) == 2
    assert read_snapshot(path) == (EDITED, None)


def test_what_is_set_aside_is_kept_and_not_offered(folder: Path, file: Path) -> None:
    kept = {set_aside(snapshot(folder, file)) for _ in range(3)}
    assert len(kept) == 3
    assert snapshots_of(folder, file, base(file)) == ()
    assert all(path.exists() for path in kept)


@pytest.mark.slow
@pytest.mark.usefixtures("quick_lock")
def test_a_snapshot_of_a_locked_case_is_locked(folder: Path, file: Path) -> None:
    seal = Seal(passphrase="correct horse")
    path = snapshot(folder, file, seal)
    assert EDITED.title.encode() not in path.read_bytes()
    with pytest.raises(CaseFileError) as error:
        read_snapshot(path)
    assert error.value.code == "locked"
    assert read_snapshot(path, seal=seal)[0] == EDITED


@pytest.mark.parametrize("damage", [b"", b"{}", b"nonsense\n{}", b'{"file": ""}\n{"format": 1'])
def test_a_damaged_snapshot_is_refused_and_kept(folder: Path, file: Path, damage: bytes) -> None:
    path = snapshot(folder, file)
    path.write_bytes(damage)
    with pytest.raises(CaseFileError):
        read_snapshot(path)
    assert path.exists()


def test_removing_twice_is_no_matter(folder: Path, file: Path) -> None:
    path = snapshot(folder, file)
    remove_snapshot(path)
    remove_snapshot(path)
    assert snapshots_of(folder, file, base(file)) == ()
