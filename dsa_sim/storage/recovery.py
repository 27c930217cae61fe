"""Unsaved work that outlives the program: a snapshot beside no file, named after the one it is of.

A snapshot is named after the path of its case file and the content on which its work began. When
that file has another content by now, the snapshot is set aside: never applied, never deleted.
Snapshots of a locked case are locked with the same passphrase.
"""

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from dsa_sim.model.case import Case
from dsa_sim.storage.case_file import decode_case, encode_case
from dsa_sim.storage.errors import CaseFileError
from dsa_sim.storage.files import Fingerprint, read_bytes, replace_bytes
from dsa_sim.storage.sealing import Seal, is_sealed, sealed, unsealed
from dsa_sim.whole_files import patiently, sweep

SUFFIX = ".recovery"
ASIDE = ".aside"
_UNSAVED = "unsaved"

Fit = Literal["fits", "moved_on"]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A snapshot on disk: since when, whether its file is as it was, whether it is locked."""

    path: Path
    made_at: datetime
    fit: Fit
    is_locked: bool


def snapshot_path(folder: Path, file: Path | None, base: Fingerprint | None, token: str) -> Path:
    """The name of a snapshot of work on a file; of a case without one by a token of its window."""
    if file is None or base is None:
        return folder / f"{_UNSAVED}-{token}{SUFFIX}"
    return folder / f"{_hashed(str(file.resolve()))}-{base.sha256[:16]}{SUFFIX}"


def write_snapshot(path: Path, case: Case, *, file: Path | None, seal: Seal | None) -> None:
    """Write a snapshot safely, over an earlier one of the same name.

    Raises:
        CaseFileError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    head = json.dumps({"file": str(file.resolve()) if file else ""}).encode()
    data = head + b"\n" + encode_case(case)
    if seal is not None:
        data = sealed(data, seal)
    replace_bytes(path, data, expected=None, keep_backup=False, overwrite=True)


def read_snapshot(path: Path, *, seal: Seal | None = None) -> tuple[Case, Path | None]:
    """The case in a snapshot, and the file it is of.

    Raises:
        CaseFileError: it cannot be read, or its passphrase is needed.
    """
    data, _ = read_bytes(path)
    try:
        head, _, body = unsealed(data, seal).partition(b"\n")
        file = str(json.loads(head)["file"])
        case, _ = decode_case(body)
    except CaseFileError as error:
        raise error.at(path) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CaseFileError("not_json", path=path, line=1, column=1) from None
    return case, Path(file) if file else None


def snapshots_of(folder: Path, file: Path, found: Fingerprint) -> tuple[Snapshot, ...]:
    """The snapshots of a file as it is now on disk, the newest first."""
    stem = _hashed(str(file.resolve()))
    paths = _listed(folder, f"{stem}-*{SUFFIX}")
    fitting = snapshot_path(folder, file, found, "").name
    made = [_snapshot(p, "fits" if p.name == fitting else "moved_on") for p in paths]
    return _newest_first(made)


def unsaved_snapshots(folder: Path) -> tuple[Snapshot, ...]:
    """The snapshots of cases that were never saved, the newest first."""
    found = [_snapshot(p, "fits") for p in _listed(folder, f"{_UNSAVED}-*{SUFFIX}")]
    return _newest_first(found)


def remove_snapshot(path: Path) -> None:
    """Remove a snapshot whose work is saved or was given up; one that is gone is no matter."""
    with contextlib.suppress(OSError):
        patiently(lambda: path.unlink(missing_ok=True))


def set_aside(path: Path) -> Path:
    """Keep a snapshot under a name that is never offered again by itself, and give that name."""
    target = path.with_name(path.name + ASIDE)
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}{ASIDE}{number}")
    path.rename(target)
    return target


def _newest_first(found: list[Snapshot | None]) -> tuple[Snapshot, ...]:
    present = [s for s in found if s is not None]
    return tuple(sorted(present, key=lambda s: (s.made_at, s.path.name), reverse=True))


def _snapshot(path: Path, fit: Fit) -> Snapshot | None:
    try:
        changed = path.stat().st_mtime
        with path.open("rb") as file:
            locked = is_sealed(file.read(64))
    except OSError:
        return None
    return Snapshot(
        path=path, made_at=datetime.fromtimestamp(changed).astimezone(), fit=fit, is_locked=locked
    )


def _listed(folder: Path, pattern: str) -> list[Path]:
    sweep(folder)
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def _hashed(text: str) -> str:
    return sha256(os.fsencode(text)).hexdigest()[:24]
