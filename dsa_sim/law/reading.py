"""Strict reading of the law data files: what is broken is named by file, key and reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import TypeVar

import msgspec

from dsa_sim.law.by_language import read_value
from dsa_sim.law.errors import LawDataError

DATA_FOLDER = Path(__file__).parent / "data"

T = TypeVar("T")

_WHERE = re.compile(r"^(?P<reason>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.DOTALL)
_KEY_REASONS = (
    (re.compile(r"^Object missing required field `(?P<key>[^`]*)`$"), "required key is missing"),
    (re.compile(r"^Object contains unknown field `(?P<key>[^`]*)`$"), "unknown key"),
)


def read_data(name: str, kind: type[T], *, folder: Path | None = None) -> T:
    """Return the data file `name` decoded as `kind`, from `folder` or the package itself.

    Raises `LawDataError` if the file is missing, is not JSON, or lacks, misspells or mistypes a
    key.
    """
    raw = data_bytes(name, folder=folder)
    try:
        return msgspec.json.decode(raw, type=kind, dec_hook=read_value)
    except msgspec.ValidationError as error:
        raise _named(name, str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LawDataError(name, "$", f"not JSON ({error})") from error


class _Source:
    """Files that stand in for those of the package, and how they are found when first needed."""

    files: Mapping[str, bytes] = MappingProxyType({})
    look: Callable[[], None] | None = None
    is_looking = False
    lock = RLock()

    def find(self) -> None:
        """Look for them once; whoever looks reads files himself, and does not look again."""
        if self.look is None or self.is_looking:
            return
        self.is_looking = True
        try:
            self.look()
        finally:
            self.look, self.is_looking = None, False


_source = _Source()


def look_for_files(look: Callable[[], None]) -> None:
    """Have somebody look for other files before the next one is read; they call `use_files`."""
    _source.files, _source.look = {}, look


def use_files(files: Mapping[str, bytes]) -> None:
    """Read these from now on; a file that is not among them comes from the package."""
    _source.files = files


def files_in_use() -> Mapping[str, bytes]:
    """The files that stand in for those of the package; none where there are no others."""
    if _source.look is not None:
        with _source.lock:  # another thread waits until the files are found
            _source.find()
    return _source.files


def data_bytes(name: str, *, folder: Path | None = None) -> bytes:
    """The content of a data file; `LawDataError` if there is none."""
    if folder is None and name in files_in_use():
        return files_in_use()[name]
    try:
        return ((folder or DATA_FOLDER) / name).read_bytes()
    except OSError as error:
        raise LawDataError(name, "$", f"cannot be read ({error.strerror})") from error


def refuse_duplicates(
    name: str, rows: Iterable[T], *, path: Callable[[int], str], key: Callable[[T], object]
) -> None:
    """Raise `LawDataError` at the first row whose key was seen before; `path` names row `i`."""
    seen: set[object] = set()
    for index, row in enumerate(rows):
        value = key(row)
        if value in seen:
            raise LawDataError(name, path(index), f"{value!r} is already taken by an earlier row")
        seen.add(value)


def _named(name: str, message: str) -> LawDataError:
    found = _WHERE.match(message)
    reason, path = (found["reason"], found["path"] or "$") if found else (message, "$")
    for pattern, words in _KEY_REASONS:
        key = pattern.match(reason)
        if key:
            return LawDataError(name, f"{path}.{key['key']}", words)
    return LawDataError(name, path, reason[:1].lower() + reason[1:])
