"""The case file: a readable JSON document with a format number and a checksum."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dsa_sim import __version__
from dsa_sim.model.case import Case
from dsa_sim.model.inputs import check_overrides
from dsa_sim.model.law_stamp import LawStamp
from dsa_sim.model.refusals import RefusedValueError
from dsa_sim.model.texts import fitted
from dsa_sim.storage.errors import CaseFileError, Notice, one_line
from dsa_sim.storage.files import (
    Fingerprint,
    backup_of,
    read_bytes,
    replace_bytes,
    require_size,
)
from dsa_sim.storage.json_text import RepeatedKey, checksum, parse, serialise
from dsa_sim.storage.migrations import CURRENT_FORMAT, format_of, migrate
from dsa_sim.storage.sealing import Seal, is_sealed, sealed, unsealed
from dsa_sim.storage.shape import CaseFile, check_shape, plain
from dsa_sim.whole_files import sweep

SUFFIX = ".dsacase"

T = TypeVar("T")
_Decoded = tuple[Case, tuple[Notice, ...], LawStamp | None]

_PLACE_AT_END = re.compile(r"(?P<reason>.*) - at `\$\.?(?P<place>[^`]*)`", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A case as it was read: the case, what to know about the file, and its fingerprint.

    `seal` is that of a locked file, None where it is not locked; `law` what the file remembers of
    the law data with which the case was saved.
    """

    case: Case
    notices: tuple[Notice, ...] = ()
    fingerprint: Fingerprint
    seal: Seal | None = None
    law: LawStamp | None = None


def read_case(path: Path | str, *, seal: Seal | None = None) -> Opened:
    """Read a case file, a locked one with its seal; nothing of it changes.

    What killed saves left in its folder is removed.

    Raises:
        CaseFileError: with the file, the place in it and what was expected there; `locked` or
            `wrong_passphrase` where the seal does not open it.
    """
    path = Path(path)
    data, fingerprint = read_bytes(path)
    sweep(path.resolve().parent)
    try:
        case, notices, law = _decoded(unsealed(data, seal))
    except CaseFileError as error:
        raise error.at(path) from None
    used = seal if is_sealed(data) else None
    return Opened(case=case, notices=notices, fingerprint=fingerprint, seal=used, law=law)


def write_case(
    path: Path | str,
    case: Case,
    *,
    expected: Fingerprint | None,
    keep_backup: bool = True,
    overwrite: bool = False,
    seal: Seal | None = None,
    former: Seal | None = None,
) -> Fingerprint:
    """Write a case file safely and give its new fingerprint (see `files.replace_bytes`).

    `expected` is the fingerprint from reading or last writing it, None for a new file. What
    could not be read again is not written. The file remembers the law data in use, and the figures
    of the case that rest on them. With a `seal` nothing readable reaches the disk, and
    a readable previous version is sealed too, as is one under a `former` passphrase.

    Raises:
        CaseFileError: a code of writing, or the place of what the format cannot hold; the file
            is then as it was.
    """
    # The case is worked through here, which what only reads files can do without.
    from dsa_sim.model.law_figures import law_stamp

    path = Path(path)
    try:
        data = encode_case(case, law=law_stamp(case))
    except CaseFileError as error:
        raise error.at(path) from None
    if seal is None:
        return replace_bytes(
            path, data, expected=expected, keep_backup=keep_backup, overwrite=overwrite
        )
    fingerprint = replace_bytes(
        path, sealed(data, seal), expected=expected, overwrite=overwrite,
        keep_backup=keep_backup and is_sealed_file(path),
    )  # fmt: skip
    seal_file(backup_of(path), seal, former=former)
    return fingerprint


def seal_file(path: Path, seal: Seal, *, former: Seal | None = None) -> None:
    """Seal a readable file in its place, or one that a `former` passphrase opens.

    A file that is sealed otherwise, or not there, stays as it is.

    Raises:
        CaseFileError: it cannot be read or written.
    """
    try:
        data, fingerprint = read_bytes(path)
    except CaseFileError as error:
        if error.code == "not_found":
            return
        raise
    if is_sealed(data) and former not in (None, seal):
        with contextlib.suppress(CaseFileError):
            data = unsealed(data, former)
    if not is_sealed(data):
        replace_bytes(path, sealed(data, seal), expected=fingerprint, keep_backup=False)


def is_sealed_file(path: Path) -> bool:
    """Whether a file is locked; False where it is not there or cannot be read."""
    try:
        data, _ = read_bytes(path)
    except CaseFileError:
        return False
    return is_sealed(data)


def encode_case(case: Case, *, law: LawStamp | None = None) -> bytes:
    """The bytes of a case file; the same case gives the same bytes.

    What a text cannot hold is left out, so that it stops no saving. `law` is what a file remembers
    of the law data. What travels elsewhere has none: snapshots, and a case that is attached to a
    briefing.

    Raises:
        CaseFileError: the case holds what the format refuses (text that is too long, say),
            which nothing but a direct construction in code lets through.
    """
    case = fitted(case)
    document: dict[str, Any] = {
        "format": CURRENT_FORMAT,
        "program": f"dsa_sim {__version__}",
        "checksum": "",
        **({} if law is None else {"law": plain(law)}),
        "case": plain(case),
    }
    check_shape(document, CaseFile)
    document["checksum"] = checksum(document)
    data = serialise(document)
    require_size(data)
    again, _ = decode_case(data)
    if again != case:
        raise CaseFileError("cannot_write", reason="reading it again gives another case")
    return data


def decode_case(data: bytes) -> tuple[Case, tuple[Notice, ...]]:
    """The case in the bytes of a case file, and what to know about it.

    Raises:
        CaseFileError: with the place in the file and what was expected there.
    """
    case, notices, _ = _decoded(data)
    return case, notices


def _decoded(data: bytes) -> _Decoded:
    require_size(data)
    try:
        return _decode(data)
    except RecursionError:
        raise CaseFileError("too_deep") from None
    except MemoryError:
        raise CaseFileError("cannot_read", reason="not enough memory") from None


def peek(path: Path | str) -> str | None:
    """The title of the case in a file, None where there is none to be had; never raises."""
    try:
        data, _ = read_bytes(Path(path))
        title = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Peeked).case.title
    except (CaseFileError, msgspec.MsgspecError, ValueError, RecursionError, MemoryError):
        return None
    return one_line(title, limit=300)


class _PeekedCase(msgspec.Struct, frozen=True):
    title: str


class _Peeked(msgspec.Struct, frozen=True):
    case: _PeekedCase


def _decode(data: bytes) -> _Decoded:
    document = parse(data)
    found = format_of(document)
    if isinstance(document, RepeatedKey):
        check_shape(document, CaseFile)
    newest = migrate(document)
    check_shape(newest, CaseFile)
    fit = fitted(newest["case"])
    notices = _notices(document, found)
    if fit != newest["case"]:
        notices.append(Notice(code="unfit_text"))
    stamp = newest.get("law")
    law = None if stamp is None else with_place(lambda: msgspec.convert(stamp, LawStamp))
    return _constructed(fit), tuple(notices), law


def _notices(document: dict[str, Any], found: int) -> list[Notice]:
    notices = []
    if document.get("checksum") and document["checksum"] != checksum(document):
        notices.append(Notice(code="changed_outside"))
    if found < CURRENT_FORMAT:
        params = (("found", found), ("known", CURRENT_FORMAT))
        notices.append(Notice(code="older_format", params=params))
    return notices


def _constructed(value: dict[str, Any]) -> Case:
    case: Case = with_place(lambda: msgspec.convert(value, Case))
    with_place(lambda: check_overrides(case))
    return case


def with_place(step: Callable[[], T]) -> T:
    """What a step constructs.

    Raises:
        CaseFileError: `bad_value` with its place, where a constructor refuses a value.
    """
    try:
        return step()
    except (msgspec.MsgspecError, ValueError, ArithmeticError) as error:
        raise _refused(error) from None


def _refused(error: Exception) -> CaseFileError:
    """The error for what a constructor refused, at its place in the file."""
    at_end = _PLACE_AT_END.fullmatch(str(error))
    place, reason = (at_end["place"], at_end["reason"]) if at_end else ("", str(error))
    # msgspec says where; the reason that a part gave is behind its error.
    refusal = error if isinstance(error, RefusedValueError) else error.__cause__
    if isinstance(refusal, RefusedValueError):
        where = ".".join(filter(None, ("case", place, refusal.where)))
        return CaseFileError("bad_value", where=where, reason=refusal)
    where = ".".join(filter(None, ("case", place)))
    return CaseFileError("bad_value", where=where, reason=reason)
