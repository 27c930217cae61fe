"""Law data as one file, so that they can be renewed without the program: a pack.

The first line says that it is a pack, of which format, and holds the signature with the key that
belongs to it (both empty where nobody signed). The rest is what is signed: the day up to which the
record reaches, the day on which the pack was made, and the data files as they are. Nothing in it
is compressed, so a pack is never larger than it looks.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

import msgspec

from dsa_sim.law.reading import DATA_FOLDER, data_bytes

FORMAT = 1
"""Raised whenever a row of a data file has another line, so that older programs know."""
LARGEST_BYTES = 16 * 1024 * 1024
SUFFIX = ".dsalaw"

Signed = Literal["trusted", "unknown", "not_signed", "not_checked"]
"""By a key that the program knows, by another, by nobody; or nothing here can check it."""

_MARK = "dsa_sim_law_pack"
_KEYS_FILE = "keys/trusted_keys.json"
_LONGEST_HEAD = 2000
# Rows that cases and the program itself refer to: no pack may be without one of them.
_LASTING = (
    "rules.json", "deadlines.json", "application.json", "open_questions.json", "articles.json",
    "provisions.json", "register.json",
)  # fmt: skip


class PackError(Exception):
    """A pack is refused. `code` says why, `params` hold what the sentence names."""

    def __init__(self, code: str, **params: str) -> None:
        details = ", ".join(f"{name}={value}" for name, value in params.items())
        super().__init__(f"{code}: {details}" if details else code)
        self.code = code
        self.params = params


class TrustedKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public key whose packs the program takes without a question, and whose it is."""

    name: str
    key: str
    since: date


class _KeysFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keys: tuple[TrustedKey, ...]


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    law_version: date
    issued_on: date
    files: dict[str, msgspec.Raw]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A pack as it was read: its days, its files, and who signed it.

    `signer` is the name that belongs to a trusted key, `key` the public key as text.
    """

    law_version: date
    issued_on: date
    files: Mapping[str, bytes]
    signed: Signed
    signer: str
    key: str

    @property
    def age(self) -> tuple[date, date]:
        """By which packs are compared: the older one is smaller."""
        return self.law_version, self.issued_on


@cache
def trusted_keys() -> tuple[TrustedKey, ...]:
    """The public keys that came with the program."""
    return msgspec.json.decode((DATA_FOLDER / _KEYS_FILE).read_bytes(), type=_KeysFile).keys


def make_pack(files: Mapping[str, bytes], *, issued_on: date, key: bytes | None = None) -> bytes:
    """The pack of data files that were found sound, signed with a private key (PEM).

    Raises:
        PackError: `no_key`, the key is none or is locked; `no_library`.
    """
    info = json.loads(files["law.json"])
    body = msgspec.json.encode(
        _Body(
            date.fromisoformat(info["law_version"]),
            issued_on,
            {name: msgspec.Raw(files[name]) for name in sorted(files)},
        )
    )
    signature, public = _signature(body, key) if key is not None else ("", "")
    head = {_MARK: FORMAT, "signature": signature, "key": public}
    return json.dumps(head).encode() + b"\n" + body


def read_pack(data: bytes) -> Pack:
    """What is in a pack; its rows are not read yet (see `law.checked`).

    Raises:
        PackError: `too_large`, `not_a_pack`, `newer`, `damaged`, `altered` (the signature is not
            of this content) or `files` (one is missing, or there is one too many).
    """
    if len(data) > LARGEST_BYTES:
        raise PackError("too_large", limit_mb=str(LARGEST_BYTES // 1024**2))
    first, _, rest = data.partition(b"\n")
    head = _head(first)
    try:
        body = msgspec.json.decode(rest, type=_Body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise PackError("damaged") from error
    signed, signer = _checked(rest, head["signature"], head["key"])
    files = {name: bytes(raw) + b"\n" for name, raw in body.files.items()}
    wrong = {path.name for path in DATA_FOLDER.glob("*.json")} ^ set(files)
    if wrong:
        raise PackError("files", names=", ".join(sorted(wrong)))
    if not _is_of(body.law_version, files["law.json"]):
        raise PackError("damaged")
    return Pack(
        law_version=body.law_version, issued_on=body.issued_on, files=files,
        signed=signed, signer=signer, key=head["key"],
    )  # fmt: skip


def require_lasting_rows(files: Mapping[str, bytes]) -> None:
    """Refuse sound data that lack a row of the program's own to which cases may refer, or a list.

    Raises:
        PackError: `rows`, with the file and what it lacks.
    """
    for name in sorted(files):
        own = json.loads(data_bytes(name, folder=DATA_FOLDER))
        found = json.loads(files[name])
        lacking = {rows for rows, listed in own.items() if listed and not found[rows]}
        if name in _LASTING:
            lacking |= set(_names(own)) - set(_names(found))
        if lacking:
            raise PackError("rows", file=name, names=", ".join(sorted(lacking)[:5]))


def new_key() -> tuple[bytes, str]:
    """A new private key (PEM, to be kept secret), and its public key as the program lists it.

    Raises:
        PackError: `no_library`.
    """
    keys = _library()
    made = keys.Ed25519PrivateKey.generate()
    return _pem(made), _public(made)


def _head(line: bytes) -> dict[str, str]:
    try:
        head = json.loads(line) if len(line) <= _LONGEST_HEAD else None
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or not isinstance(head.get(_MARK), int):
        raise PackError("not_a_pack")
    if head[_MARK] > FORMAT:
        raise PackError("newer")
    if not all(isinstance(head.get(name), str) for name in ("signature", "key")):
        raise PackError("damaged")
    return head


def _is_of(day: date, info: bytes) -> bool:
    """Whether the pack says of itself what its own data say."""
    try:
        found = json.loads(info)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("law_version") == day.isoformat()


def _checked(body: bytes, signature: str, key: str) -> tuple[Signed, str]:
    """Who signed the content; `PackError` where the signature is not of it."""
    if not signature and not key:
        return "not_signed", ""
    try:
        keys = _library()
    except PackError:
        return "not_checked", ""
    from cryptography.exceptions import InvalidSignature

    try:
        public = keys.Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), _to_sign(body))
    except (InvalidSignature, ValueError, binascii.Error) as error:
        raise PackError("altered") from error
    known = {trusted.key: trusted.name for trusted in trusted_keys()}
    return ("trusted", known[key]) if key in known else ("unknown", "")


def _signature(body: bytes, key: bytes) -> tuple[str, str]:
    keys = _library()
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(key, password=None)
    except (ValueError, TypeError) as error:
        raise PackError("no_key") from error
    if not isinstance(private, keys.Ed25519PrivateKey):
        raise PackError("no_key")
    return base64.b64encode(private.sign(_to_sign(body))).decode(), _public(private)


def _to_sign(body: bytes) -> bytes:
    """The content with its format: a signature of one format is none of another."""
    return f"{_MARK} {FORMAT}\n".encode() + body


def _public(private: Any) -> str:
    return base64.b64encode(private.public_key().public_bytes_raw()).decode()


def _pem(private: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization

    made: bytes = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return made


def _library() -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise PackError("no_library") from error
    return ed25519


def _names(value: Any) -> Iterator[str]:
    """How the rows in a value are called: by key or code, or by article and paragraph."""
    if isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, dict):
        name = value.get("key", value.get("code"))
        if name is None and "article" in value:
            paragraph = value.get("paragraph")
            name = str(value["article"]) + (f"({paragraph})" if paragraph else "")
        if isinstance(name, str):
            yield name
        for inner in value.values():
            yield from _names(inner)
