"""Bytes on disk: read with a limit, known again by a fingerprint, replaced without a gap."""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dsa_sim.storage.errors import CaseFileError, Notice
from dsa_sim.whole_files import (
    InUseError,
    keep_copy,
    name_beside,
    patiently,
    put,
    sweep,
    sync_folder,
    take_refusals,
    written_beside,
)

LARGEST_BYTES = 16 * 1024 * 1024
BACKUP_SUFFIX = ".bak"

_NEW_FILE_MODE = 0o600
_READ_CODES = {
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_found",
    errno.ENAMETOOLONG: "not_found",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EISDIR: "not_a_file",
}
_WRITE_CODES = {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.EISDIR: "not_a_file",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fingerprint:
    """What a file was when it was read or written: `size` in bytes, `mtime_ns`, `sha256` (hex).

    The content decides whether a file has changed; size and time only save reading it.
    """

    size: int
    mtime_ns: int
    sha256: str


def read_bytes(path: Path) -> tuple[bytes, Fingerprint]:
    """The content of a file and its fingerprint.

    Raises:
        CaseFileError: `not_found`, `no_permission`, `not_a_file`, `too_large`, `cannot_read`.
    """
    with _reading(path):
        if not stat.S_ISREG(path.stat().st_mode):
            raise CaseFileError("not_a_file", path=path)
        with patiently(lambda: path.open("rb")) as file:
            mtime_ns = os.fstat(file.fileno()).st_mtime_ns
            data = file.read(LARGEST_BYTES + 1)
    require_size(data, path)
    return data, _fingerprint(data, mtime_ns)


def require_size(data: bytes, path: Path | None = None) -> None:
    """Refuse more bytes than any case has.

    Raises:
        CaseFileError: `too_large`.
    """
    if len(data) > LARGEST_BYTES:
        raise CaseFileError("too_large", path=path, limit_mb=LARGEST_BYTES // 1024**2)


def has_changed(path: Path, fingerprint: Fingerprint) -> bool:
    """Whether the file has another content than the fingerprint says; a missing file has not.

    Quick where size and time are the same (a window asks each time it comes to the front);
    saving compares the content itself.

    Raises:
        CaseFileError: the file cannot be read.
    """
    with contextlib.suppress(OSError, ValueError):
        found = path.stat()
        if (found.st_size, found.st_mtime_ns) == (fingerprint.size, fingerprint.mtime_ns):
            return False
    return _content_differs(path, fingerprint)


def replace_bytes(
    path: Path,
    data: bytes,
    *,
    expected: Fingerprint | None,
    keep_backup: bool = True,
    overwrite: bool = False,
) -> Fingerprint:
    """Write a file so that at every moment the old or the new content is there, whole.

    `expected` is what the file was when it was last read or written, None where it should not
    exist yet (a file that has gone is written anew). A link is followed to the file it names.
    The previous version is kept beside the file with the ending `.bak`, the permissions of
    the old file are taken over; a new file is for its owner only. What the drive refuses of
    that, or of making sure, stops nothing (`notices_of_writing`).

    Raises:
        CaseFileError: `changed_on_disk` unless `overwrite`; `read_only`, `no_permission`,
            `disk_full`, `folder_missing`, `name_too_long`, `in_use`, `not_a_file`, `no_backup`
            or `cannot_write`. The old file is then as it was.
    """
    with _writing(path):
        target = path.resolve()
        old = _status_of_writable(target)
        if not overwrite and _content_differs(target, expected):
            raise CaseFileError("changed_on_disk", path=path)
        with written_beside(target, data, like=old, mode=_NEW_FILE_MODE) as (temporary, changed):
            if keep_backup and old is not None:
                _back_up(target)
            put(temporary, target)
        sync_folder(target.parent)
        sweep(target.parent)
    return _fingerprint(data, changed)


def backup_of(path: Path) -> Path:
    """Where the previous version of a file is kept."""
    return name_beside(path, after=BACKUP_SUFFIX)


def notices_of_writing() -> tuple[Notice, ...]:
    """What a drive refused while files were written there all the same; told once a session."""
    return tuple(Notice(code=code) for code in take_refusals())


def refusal_of_writing(error: OSError, path: Path | None = None) -> CaseFileError:
    """Why a file cannot be written, as a code with its sentence."""
    return _refusal(error, path, _WRITE_CODES, "cannot_write")


def _fingerprint(data: bytes, mtime_ns: int) -> Fingerprint:
    digest = hashlib.sha256(data).hexdigest()
    return Fingerprint(size=len(data), mtime_ns=mtime_ns, sha256=digest)


def _content_differs(path: Path, expected: Fingerprint | None) -> bool:
    try:
        _, found = read_bytes(path)
    except CaseFileError as error:
        if error.code == "not_found":
            return False
        if error.code == "too_large":
            return True
        raise
    return expected is None or found.sha256 != expected.sha256


def _status_of_writable(target: Path) -> os.stat_result | None:
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise CaseFileError("not_a_file", path=target)
    if not status.st_mode & stat.S_IWUSR:
        raise CaseFileError("read_only", path=target)
    return status


def _back_up(target: Path) -> None:
    try:
        keep_copy(target, backup_of(target))
    except InUseError:
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise CaseFileError("no_backup", path=target, reason=_reason(error)) from None


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refusal(error, path, _READ_CODES, "cannot_read") from None
    except ValueError:
        # A name no file system can hold (a zero byte in it).
        raise CaseFileError("not_found", path=path) from None


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except CaseFileError as error:
        raise error.at(path) from None
    except OSError as error:
        raise refusal_of_writing(error, path) from None
    except (ValueError, RuntimeError) as error:
        # A zero byte in the name, or a circle of links.
        raise CaseFileError("cannot_write", path=path, reason=str(error)) from None


def _refusal(
    error: OSError, path: Path | None, codes: Mapping[int, str], otherwise: str
) -> CaseFileError:
    if isinstance(error, InUseError):
        return CaseFileError("in_use", path=path)
    code = codes.get(error.errno or 0)
    if code is None:
        return CaseFileError(otherwise, path=path, reason=_reason(error))
    return CaseFileError(code, path=path)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
