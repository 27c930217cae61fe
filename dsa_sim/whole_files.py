"""Files written whole: a new one beside the old, renamed over it, and nothing left behind.

Whoever is killed on the way leaves the old file or the new one. The temporary file of a writer
that was killed holds a client's data: `sweep` removes it, but never one that is still held.
"""

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

LONGEST_NAME = 255
"""Bytes in a name of a file that every file system takes."""

_T = TypeVar("_T")

_FOR_EVERYONE = 0o666  # less what the person's mask takes away, like any new file
_TEMPORARY = re.compile(r"\.dsacase-[0-9a-f]{12}-[0-9a-f]{16}\.tmp")
_WINDOWS_DENIED, _WINDOWS_SHARING = 5, (32, 33)
_WAITS = (0.01, 0.02, 0.04, 0.08, 0.16)
_CANNOT = {errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_UNHELD_SECONDS = 60
_UNKNOWN_SECONDS = 24 * 3600
_refused: dict[str, bool] = {}


class InUseError(PermissionError):
    """Another program holds a file, and went on holding it for longer than a scanner does."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; a link is followed to its file.

    Permissions of a file that is replaced are taken over.

    Raises:
        OSError: the file, which it names, cannot be written; what was there before is left alone.
    """
    try:
        target = path.resolve()
        old = target.stat() if target.exists() else None
        with written_beside(target, data, like=old) as (temporary, _):
            put(temporary, target)
    except OSError as error:
        # The person knows this name, not that of the temporary file.
        raise type(error)(error.errno, error.strerror, str(path)) from error
    sync_folder(target.parent)
    sweep(target.parent)


@contextmanager
def written_beside(
    target: Path, data: bytes, *, like: os.stat_result | None, mode: int = _FOR_EVERYONE
) -> Iterator[tuple[Path, int]]:
    """A file with the data in the folder of the target, and when it was changed (nanoseconds).

    It is held meanwhile, so that nobody sweeps it, and gone at the end unless it was put elsewhere.
    """
    temporary, handle = _new_beside(target, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            if like is not None:
                _take_over_permissions(handle, like)
            file.write(data)
            file.flush()
            with _told_if_refused("not_confirmed"):
                os.fsync(handle)
            changed = os.fstat(handle).st_mtime_ns
            if sys.platform == "win32":
                # An open file cannot be renamed there; see `_is_left_behind`.
                file.close()
            yield temporary, changed
    finally:
        _remove(temporary)


def put(temporary: Path, target: Path) -> None:
    """Rename a file over another one.

    Raises:
        InUseError: another program holds the other one.
        OSError: it cannot be replaced.
    """
    # The folder took a new file just now, so whoever denies the name holds the file of that name.
    patiently(lambda: temporary.replace(target), denied_is_held=True)


def keep_copy(target: Path, kept: Path) -> None:
    """Keep the content of a file under another name of its folder as well.

    Raises:
        OSError: it cannot be kept.
    """
    if sys.platform != "win32":
        # Memory sticks and some network folders know no second name for a file.
        with contextlib.suppress(OSError):
            _keep_link(target, kept)
            return
    data = patiently(target.read_bytes)
    with written_beside(target, data, like=target.stat()) as (temporary, _):
        put(temporary, kept)


def patiently(step: Callable[[], _T], *, denied_is_held: bool = False) -> _T:
    """Do a step again for a third of a second while another program holds the file.

    Scanners and programs that synchronise folders open a new file for some milliseconds.

    Raises:
        InUseError: the file is still held.
        OSError: the step fails otherwise.
    """
    for wait in (*_WAITS, None):
        try:
            return step()
        except PermissionError as error:
            code = getattr(error, "winerror", None)
            if code not in (_WINDOWS_DENIED, *_WINDOWS_SHARING):
                raise
            if wait is None:
                if code in _WINDOWS_SHARING or denied_is_held:
                    raise InUseError(errno.EBUSY, "in use by another program") from None
                raise
            time.sleep(wait)
    raise AssertionError


def name_beside(path: Path, *, before: str = "", after: str = "") -> Path:
    """A path made of another one of the folder; a name that would be too long is shortened.

    What is cut off is replaced by a digest of the whole name, so that no two are alike.
    """
    name = f"{before}{path.name}{after}"
    if len(os.fsencode(name)) > LONGEST_NAME:
        end = f"~{_digest(path)[:8]}{after}"
        room = LONGEST_NAME - len(os.fsencode(before + end))
        name = before + os.fsencode(path.name)[:room].decode("utf-8", "ignore") + end
    return path.with_name(name)


def sweep(folder: Path) -> None:
    """Remove the temporary files of writers that were killed; what one holds stays."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        left = [entry.path for entry in found if _TEMPORARY.fullmatch(entry.name)]
        for path in left:
            _sweep_one(Path(path))


def take_refusals() -> tuple[str, ...]:
    """What a drive refused while files were written all the same; each is given once.

    `no_rights`: it keeps no permissions; `not_confirmed`: it does not say when it has the data.
    """
    untold = tuple(code for code, told in _refused.items() if not told)
    _refused.update(dict.fromkeys(untold, True))
    return untold


def sync_folder(folder: Path) -> None:
    """Let the new name of a file reach the disk."""
    if sys.platform != "win32":
        # The file is in place already: where a folder cannot be synchronised, nothing is lost.
        with contextlib.suppress(OSError), _told_if_refused("not_confirmed"):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _new_beside(target: Path, mode: int) -> tuple[Path, int]:
    """A new file, held by this process where the file system knows locks."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        temporary = _temporary_name(target)
        handle = patiently(partial(os.open, temporary, flags, mode))
        held = _lock(handle)
        if held is None or (held and _is_still(temporary, handle)):
            return temporary, handle
        # Somebody swept it before it was held.
        os.close(handle)


def _keep_link(target: Path, kept: Path) -> None:
    temporary = _temporary_name(target)
    with target.open("rb") as file:
        # Both names are one file, and one lock: the second name is held by it.
        _lock(file.fileno(), shared=True)
        try:
            os.link(target, temporary)
            put(temporary, kept)
        finally:
            _remove(temporary)


def _temporary_name(target: Path) -> Path:
    return target.with_name(f".dsacase-{_digest(target)[:12]}-{secrets.token_hex(8)}.tmp")


def _digest(path: Path) -> str:
    return sha256(os.fsencode(path.name)).hexdigest()


def _take_over_permissions(handle: int, like: os.stat_result) -> None:
    if sys.platform != "win32":
        mode = stat.S_IMODE(like.st_mode)
        try:
            os.fchown(handle, -1, like.st_gid)
        except OSError:
            # What the old group was allowed must not pass to another group.
            mode &= ~stat.S_IRWXG
        with _told_if_refused("no_rights"):
            os.fchmod(handle, mode)


@contextmanager
def _told_if_refused(code: str) -> Iterator[None]:
    """Go on where a drive does not know what is asked of it: shares and sticks refuse a lot."""
    try:
        yield
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        _refused.setdefault(code, False)


def _sweep_one(path: Path) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            # What is open cannot be removed there; from closing to renaming it takes an instant.
            if _age(path.stat()) > _UNHELD_SECONDS:
                path.unlink()
        else:
            handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if _is_left_behind(path, handle):
                    path.unlink()
            finally:
                os.close(handle)


def _is_left_behind(path: Path, handle: int) -> bool:
    held = _lock(handle)
    if held is None:
        return _age(os.fstat(handle)) > _UNKNOWN_SECONDS
    return held and _is_still(path, handle)


def _age(status: os.stat_result) -> float:
    # A second name of an older file is as old as the name, not as the content.
    return time.time() - max(status.st_mtime, status.st_ctime)


def _lock(handle: int, *, shared: bool = False) -> bool | None:
    """Hold an open file; False where another process holds it, None where that is not known."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505 - without it the rest cannot be reached on Windows, says mypy
        import fcntl

        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
