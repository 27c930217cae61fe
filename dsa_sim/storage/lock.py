"""One window per file: a lock file beside the case file, held by the operating system.

The lock ends with the process that holds it, so that a crash leaves none behind. The lock file
holds the process number and a random token, nothing about a person or a machine.
"""

import contextlib
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dsa_sim.storage.errors import Notice
from dsa_sim.whole_files import name_beside

_LARGEST = 200
_ATTEMPTS = 20
_LOCKED_BYTE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class InUse:
    """Another window holds the file; `process` is its number where that can be read."""

    process: int | None


class _Releasable:
    """What a window may keep while it has a file open, and must release."""

    def release(self) -> None:
        """Let other windows have the file."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *what_happened: object) -> None:
        self.release()


@dataclass(frozen=True, kw_only=True)
class Unprotected(_Releasable):
    """The folder allows no lock file: the window works, but two of them are not noticed."""

    notices: tuple[Notice, ...] = (Notice(code="not_protected"),)

    def release(self) -> None:
        """Do nothing; here so that an owner need not ask what it has."""


class Held(_Releasable):
    """This window holds the file until `release` (or the end of a `with`)."""

    notices: tuple[Notice, ...] = ()

    def __init__(self, lock_file: Path, handle: int) -> None:
        self._lock_file = lock_file
        self._handle: int | None = handle

    def release(self) -> None:
        """Let other windows have the file, and remove the lock file; again does nothing."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        if sys.platform == "win32":
            # Windows removes no file that is open.
            os.close(handle)
            _remove(self._lock_file)
        else:
            _remove(self._lock_file)
            os.close(handle)


def hold(path: Path | str) -> Held | InUse | Unprotected:
    """Take a case file for this window, so that another one notices."""
    try:
        lock_file = lock_file_of(Path(path))
        for _ in range(_ATTEMPTS):
            taken = _try_once(lock_file)
            if taken is not None:
                return taken
    except (OSError, ValueError, RuntimeError):
        return Unprotected()
    return InUse(process=None)


def real_path(path: Path) -> Path:
    """The one absolute path of a file, whichever links and folders lead to it.

    A path that cannot be followed (a share that is away) is made absolute and no more.
    """
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def lock_file_of(path: Path) -> Path:
    """Where the lock of a case file is; links lead to the lock of the file they name."""
    target = path.resolve()
    return name_beside(target, before=".", after=".lock")


def _try_once(lock_file: Path) -> Held | InUse | None:
    """One attempt; None where the holder let go in the middle of it."""
    handle = _open(lock_file)
    try:
        if not _lock(handle):
            found = InUse(process=_holder(handle))
        elif _is_still(lock_file, handle):
            _sign(handle)
            return Held(lock_file, handle)
        else:
            found = None
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return found


def _open(lock_file: Path) -> int:
    flags = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(lock_file, os.O_RDWR | os.O_CREAT | flags, 0o644)
    except PermissionError:
        # The lock file of a colleague may be read, and locked, but not written.
        return os.open(lock_file, os.O_RDONLY | flags)


def _sign(handle: int) -> None:
    # The lock holds without its text: a full disk must not keep anyone from working.
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()} {secrets.token_hex(16)}\n".encode("ascii"))


def _lock(handle: int) -> bool:
    """Take the lock of an open file; False where another one has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # A byte far behind the text, so that others can still read who holds it.
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still(lock_file: Path, handle: int) -> bool:
    try:
        return os.path.samestat(lock_file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _holder(handle: int) -> int | None:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return int(os.read(handle, _LARGEST).split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _remove(lock_file: Path) -> None:
    with contextlib.suppress(OSError):
        lock_file.unlink(missing_ok=True)
