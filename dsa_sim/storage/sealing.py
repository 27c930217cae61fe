"""Locking a case with a passphrase, in the age format, so that the public age tool opens it too.

Sealing takes a second or two on purpose: the key is stretched (scrypt), so that guessing is dear.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from dsa_sim.model.texts import half_character
from dsa_sim.storage.errors import CaseFileError

HEADER = b"age-encryption.org/v1\n"
"""What a sealed file begins with."""

SHORTEST = 8
"""Characters that a passphrase has at least."""

_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]+ (\d{1,3})\n")
# Stretched more than this (some 4 GB and half a minute), a file is made to stop the program.
_MOST_WORK = 22


@dataclass(frozen=True, kw_only=True, slots=True)
class Seal:
    """The passphrase of a locked case; never written anywhere, and not shown in a trace."""

    passphrase: str = field(repr=False)


def is_sealed(data: bytes) -> bool:
    """Whether these are the bytes of a sealed file."""
    return data.startswith(HEADER)


def sealed(data: bytes, seal: Seal) -> bytes:
    """The data under a passphrase; other bytes each time, as salt and key are drawn anew.

    Raises:
        CaseFileError: `bad_passphrase` where it is no text, `no_lock_library` where this system
            has none.
    """
    return bytes(_age().passphrase.encrypt(data, _typed(seal)))


def unsealed(data: bytes, seal: Seal | None) -> bytes:
    """The data of a file, sealed or not.

    Raises:
        CaseFileError: `locked` where a passphrase is needed, `wrong_passphrase` where this one
            does not open it, `not_by_passphrase` where it is sealed in another way,
            `bad_passphrase` where it is no text, `no_lock_library` where this system has none.
    """
    if not is_sealed(data):
        return data
    work = _SCRYPT.match(data, len(HEADER))
    if work is None or int(work[1]) > _MOST_WORK:
        raise CaseFileError("not_by_passphrase")
    if seal is None:
        raise CaseFileError("locked")
    passphrase, age = _typed(seal), _age()
    try:
        return bytes(age.passphrase.decrypt(data, passphrase))
    except age.DecryptError:
        raise CaseFileError("wrong_passphrase") from None


def _age() -> Any:
    """The library of the format, which is not made for every system."""
    try:
        import pyrage
    except ImportError:
        raise CaseFileError("no_lock_library") from None
    return pyrage


def _typed(seal: Seal) -> str:
    """The passphrase; a terminal of another encoding may give halves of characters."""
    if half_character(seal.passphrase) is not None:
        raise CaseFileError("bad_passphrase")
    return seal.passphrase
