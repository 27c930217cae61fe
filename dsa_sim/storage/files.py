"""Bytes on disk: read with a limit, known again by a fingerprint, replaced without a gap.

A file is replaced by writing a new one beside it and renaming it over the old one: whoever is
killed on the way leaves the old file or the new one, whole.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dsa_sim.storage.errors import CaseFileError

LARGEST_BYTES = 16 * 1024 * 1024
BACKUP_SUFFIX = ".bak"

_LEFTOVER_SECONDS = 3600
_NEW_FILE_MODE = 0o600
_WINDOWS_SHARING = (32, 33)
_READ_CODES = {
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_found",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EISDIR: "not_a_file",
}
_WRITE_CODES = {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
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
        with path.open("rb") as file:
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
    the old file are taken over; a new file is for its owner only.

    Raises:
        CaseFileError: `changed_on_disk` unless `overwrite`; `read_only`, `no_permission`,
            `disk_full`, `folder_missing`, `in_use`, `not_a_file`, `no_backup` or
            `cannot_write`. The old file is then as it was.
    """
    with _writing(path):
        target = path.resolve()
        old = _status_of_writable(target)
        if not overwrite and _content_differs(target, expected):
            raise CaseFileError("changed_on_disk", path=path)
        with _temporary(target) as temporary:
            fingerprint = _write_new(temporary, data, like=old)
            if keep_backup and old is not None:
                _back_up(target)
            temporary.replace(target)
        _sync_folder(target.parent)
        _remove_leftovers(target)
    return fingerprint


def backup_of(path: Path) -> Path:
    """Where the previous version of a file is kept."""
    return path.with_name(path.name + BACKUP_SUFFIX)


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


def _write_new(temporary: Path, data: bytes, *, like: os.stat_result | None) -> Fingerprint:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, _NEW_FILE_MODE), "wb") as file:
        if like is not None:
            _take_over_permissions(file.fileno(), like)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return _fingerprint(data, os.fstat(file.fileno()).st_mtime_ns)


def _take_over_permissions(handle: int, like: os.stat_result) -> None:
    if sys.platform != "win32":
        mode = stat.S_IMODE(like.st_mode)
        try:
            os.fchown(handle, -1, like.st_gid)
        except OSError:
            # What the old group was allowed must not pass to another group.
            mode &= ~stat.S_IRWXG
        os.fchmod(handle, mode)


def _back_up(target: Path) -> None:
    try:
        with _temporary(target) as temporary:
            try:
                os.link(target, temporary)
            except OSError:
                # Memory sticks and some network folders know no second name for a file.
                data, _ = read_bytes(target)
                _write_new(temporary, data, like=target.stat())
            temporary.replace(backup_of(target))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise CaseFileError("no_backup", path=target, reason=_reason(error)) from None


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    temporary = target.with_name(f"{_leftover_prefix(target)}{secrets.token_hex(8)}.tmp")
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _leftover_prefix(target: Path) -> str:
    # A digest of the name: long names stay within what file systems allow.
    name = target.name.encode("utf-8", "surrogateescape")
    return f".dsacase-{hashlib.sha256(name).hexdigest()[:12]}-"


def _remove_leftovers(target: Path) -> None:
    """Remove what an earlier save left behind when it was killed: it holds a client's data."""
    long_ago = time.time() - _LEFTOVER_SECONDS
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{_leftover_prefix(target)}*.tmp"):
            if left.stat().st_mtime < long_ago:
                left.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if sys.platform != "win32":
        # The file is in place already: where a folder cannot be synchronised, nothing is lost.
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = _READ_CODES.get(error.errno or 0, "cannot_read")
        raise _as_error(code, error, path) from None
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
        if getattr(error, "winerror", None) in _WINDOWS_SHARING:
            raise CaseFileError("in_use", path=path) from None
        code = _WRITE_CODES.get(error.errno or 0, "cannot_write")
        raise _as_error(code, error, path) from None
    except (ValueError, RuntimeError) as error:
        # A zero byte in the name, or a circle of links.
        raise CaseFileError("cannot_write", path=path, reason=str(error)) from None


def _as_error(code: str, error: OSError, path: Path) -> CaseFileError:
    if code in ("cannot_read", "cannot_write"):
        return CaseFileError(code, path=path, reason=_reason(error))
    return CaseFileError(code, path=path)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
