"""From bytes to plain JSON values, without losing what a strict check must see.

The standard reader keeps the last of two equal keys and turns every fraction into a float. Here
repeated keys and numbers that are not modest whole numbers stay visible, as `RepeatedKey` and
`InexactNumber`, so that the check of the shape can refuse them by their place.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from dsa_sim.storage.errors import CaseFileError

LONGEST_INTEGER = 18


@dataclass(frozen=True, slots=True)
class InexactNumber:
    """A JSON number with a fraction or exponent, too many digits, or not finite: its text."""

    text: str


class RepeatedKey(dict[str, Any]):
    """A JSON object in which a key stands twice."""

    def __init__(self, pairs: list[tuple[str, Any]], key: str) -> None:
        super().__init__(pairs)
        self.key = key


def parse(data: bytes) -> Any:
    """The JSON value in `data` (UTF-8, a byte order mark is passed over).

    Raises:
        CaseFileError: `empty`, `not_utf8`, `truncated`, `not_json` or `too_deep`.
    """
    if not data.strip():
        raise CaseFileError("empty")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseFileError("not_utf8", position=error.start) from None
    try:
        return json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_int=_integer,
            parse_float=InexactNumber,
            parse_constant=InexactNumber,
        )
    except json.JSONDecodeError as error:
        raise _not_json(error, text) from None
    except RecursionError:
        raise CaseFileError("too_deep") from None


def serialise(value: Any) -> bytes:
    """Readable JSON: two spaces a level, UTF-8 as it is, line feeds, one at the end."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8")


def checksum(document: dict[str, Any]) -> str:
    """The checksum of a document: of everything in it but the checksum itself.

    It is taken over the values with sorted keys and no white space: another indentation or
    order of keys does not change it, any other value does.
    """
    rest = {key: value for key, value in document.items() if key != "checksum"}
    canonical = json.dumps(
        rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_text_of
    )
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
    return f"sha256:{digest}"


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return RepeatedKey(pairs, key)
        seen.add(key)
    raise AssertionError("unreachable: fewer keys than pairs, but none repeated")


def _integer(text: str) -> int | InexactNumber:
    return int(text) if len(text) <= LONGEST_INTEGER else InexactNumber(text)


def _not_json(error: json.JSONDecodeError, text: str) -> CaseFileError:
    at_end = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    if at_end:
        return CaseFileError("truncated")
    return CaseFileError("not_json", line=error.lineno, column=error.colno)


def _text_of(value: object) -> str:
    if isinstance(value, InexactNumber):
        return value.text
    raise TypeError(f"no JSON value: {type(value).__name__}")
