"""What can be wrong with a case file: codes with parameters, and their English sentences.

The program works with codes; `describe` words them in the reader's language. `SENTENCES` has a
sentence for every code, `KINDS` one for every kind of value a file may hold, `EXAMPLES` a set of
parameters for every code, for tests and translators.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dsa_sim.language import Language, mark
from dsa_sim.model import refusals
from dsa_sim.model.refusals import WORDED, RefusedValueError

Parameter = str | int | RefusedValueError

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "object": mark("a group in braces { }"),
        "list": mark("a list in brackets [ ]"),
        "text": mark("text in quotation marks"),
        "number": mark("a number"),
        "decimal": mark('a decimal number in quotation marks, such as "0.15"'),
        "whole_number": mark("a whole number"),
        "true_or_false": mark("true or false"),
        "date": mark('a date such as "2026-03-31"'),
        "null": mark("null"),
        "identifier": mark(
            "an identifier: small letters, digits, hyphens, underscores (at most 64)"
        ),
        "register_key": mark("the key of a service in the register, or nothing"),
        "currency": mark('a currency code of three capitals, such as "EUR"'),
        "provision": mark('a provision such as "34", "16(5)" or "34(1)(b)"'),
        "country": mark("a country code of two capitals, or nothing"),
        "colour": mark('a colour such as "#0b5fa5", or nothing'),
        "target": mark('an input such as "main.decision_on"'),
        "pattern": mark("text of another form"),
    }
)
"""What may stand in a file, by kind."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "not_found": mark("There is no such file."),
        "no_permission": mark("You are not allowed to use this file or its folder."),
        "not_a_file": mark("This is not a file but a folder or a device."),
        "too_large": mark("The file is larger than {limit_mb} MB; no case is that large."),
        "cannot_read": mark("The file cannot be read: {reason}."),
        "empty": mark("The file is empty."),
        "not_utf8": mark("This is not a text file in UTF-8 (byte {position})."),
        "truncated": mark("The file ends in the middle: it was cut off or copied incompletely."),
        "not_json": mark("The text cannot be understood from line {line}, column {column}."),
        "too_deep": mark("The file is nested too deeply; it is damaged or not a case."),
        "no_format": mark("This is not a case file: it has no format number."),
        "newer_format": mark(
            "The file has format {found}; this program knows formats up to {known}. "
            "Open it with a newer version of the program."
        ),
        "old_format": mark(
            "The file of format {found} is damaged and cannot be brought up to date."
        ),
        "duplicate_key": mark("The key “{key}” stands there twice."),
        "unknown_key": mark("The key “{key}” is not known here; expected: {known}."),
        "missing_key": mark("The key “{key}” is missing."),
        "wrong_type": mark("Expected {expected}, found {found}."),
        "bad_form": mark("Expected {expected}, found “{text}”."),
        "not_a_choice": mark("Expected one of {choices}, found “{text}”."),
        "not_exact": mark('Write the number in quotation marks, "{text}", so that it is exact.'),
        "out_of_range": mark("Expected a whole number from {low} to {high}, found {text}."),
        "too_long": mark("Too long: {length}, where at most {limit} are allowed."),
        "bad_text": mark("The text has a character that cannot be stored (at {position})."),
        "bad_value": mark("This cannot be: {reason}."),
        "changed_on_disk": mark(
            "The file was changed by another program or window since it was opened. "
            "Nothing was written."
        ),
        "read_only": mark("The file or its folder is read-only. Nothing was written."),
        "disk_full": mark("The disk is full. The file is as it was before."),
        "folder_missing": mark("The folder of the file is not there any more."),
        "name_too_long": mark("The name is too long for this drive. Choose a shorter one."),
        "in_use": mark("The file is in use by another program. Close it there and try again."),
        "cannot_write": mark("The file cannot be written: {reason}. It is as it was before."),
        "locked": mark("The case is locked with a passphrase."),
        "wrong_passphrase": mark(
            "This passphrase does not open the file, or the file is damaged. Nothing was changed."
        ),
        "bad_passphrase": mark("The passphrase has a character that is none. Type it again."),
        "not_by_passphrase": mark(
            "The file is encrypted in another way than with a passphrase of this program."
        ),
        "no_lock_library": mark(
            "Locked cases need the package pyrage, which is not installed: it is not made for "
            "every system. Nothing was changed."
        ),
        "no_backup": mark(
            "The previous version cannot be kept as a .bak file: {reason}. Nothing was written."
        ),
    }
)
"""English sentences for the codes of errors."""

NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "changed_outside": mark(
            "The file was changed outside the program, or damaged: check the figures."
        ),
        "older_format": mark(
            "The file has the older format {found}; saving writes format {known}, which older "
            "versions of the program cannot open."
        ),
        "unfit_text": mark("Control characters that no document can hold were taken out."),
        "not_protected": mark(
            "The folder allows no lock file: another window on this file would not be noticed."
        ),
        "no_rights": mark(
            "Saved. This drive keeps no access rights for single files: whoever may open the "
            "folder may read them."
        ),
        "not_confirmed": mark(
            "Saved. This drive does not confirm when a file has reached it: wait a moment before "
            "you disconnect it."
        ),
    }
)
"""English sentences for the codes of notices."""

EXAMPLES: Mapping[str, Mapping[str, Parameter]] = MappingProxyType(
    {code: {} for code in (*SENTENCES, *NOTICES)}
    | {
        "too_large": {"limit_mb": 16},
        "cannot_read": {"reason": "Input/output error"},
        "not_utf8": {"position": 12},
        "not_json": {"line": 3, "column": 17},
        "newer_format": {"found": 2, "known": 1},
        "old_format": {"found": 1},
        "duplicate_key": {"key": "title"},
        "unknown_key": {"key": "titel", "known": "title"},
        "missing_key": {"key": "as_of"},
        "wrong_type": {"expected": "decimal", "found": "list"},
        "bad_form": {"expected": "date", "text": "31.03.2026"},
        "not_a_choice": {"choices": "high, low, medium", "text": "huge"},
        "not_exact": {"text": "0.15"},
        "out_of_range": {"low": 0, "high": 10_000_000_000, "text": "-1"},
        "too_long": {"length": 301, "limit": 300},
        "bad_text": {"position": 4},
        "bad_value": {"reason": RefusedValueError("negative_revenue")},
        "cannot_write": {"reason": "Input/output error"},
        "no_backup": {"reason": "Is a directory"},
        "older_format": {"found": 1, "known": 2},
    }
)
"""One set of parameters for every code of an error or a notice."""

CODES: tuple[str, ...] = tuple(SENTENCES)
"""The codes of errors."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """Something to know about a file that opened: `code` is a key of `NOTICES`.

    `params` are the facts its sentence needs, as pairs of name and value.
    """

    code: str
    params: tuple[tuple[str, Parameter], ...] = ()

    def __str__(self) -> str:
        return describe(self)


class CaseFileError(Exception):
    """A case file that cannot be read or written: what, where in the file, and the facts.

    `code` is one of `CODES`; `where` is the path inside the file
    ("case.infringements[2].chance.low", empty where the whole file is meant); `params` fill the
    sentence; `path` is the file, None for bytes from elsewhere. `str()` is one English line.
    """

    def __init__(
        self, code: str, *, path: Path | None = None, where: str = "", **params: Parameter
    ) -> None:
        super().__init__(code)
        self.code = code
        self.path = path
        self.where = where
        self.params: dict[str, Parameter] = params

    def at(self, path: Path) -> "CaseFileError":
        """The same error, naming the file."""
        return CaseFileError(self.code, path=path, where=self.where, **self.params)

    def __str__(self) -> str:
        return describe(self)


def describe(problem: CaseFileError | Notice, lang: Language | None = None) -> str:
    """One line in the reader's language (English by default): file, place, what to do."""
    lang = lang or Language()
    given = dict(problem.params)
    params = {name: _worded(name, value, lang) for name, value in given.items()}
    if isinstance(problem, Notice):
        return lang.tr(NOTICES[problem.code], **params)
    sentence = lang.tr(SENTENCES[problem.code], **params)
    name = problem.path.name if problem.path else ""
    return ": ".join(one_line(text) for text in (name, problem.where, sentence) if text)


def one_line(text: str, *, limit: int = 1000) -> str:
    """The text without line breaks and control characters, cut to `limit` characters."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def excerpt(value: object) -> str:
    """The beginning of a value of a file, fit to stand in a message."""
    return one_line(str(value), limit=40)


def _worded(name: str, value: Parameter, lang: Language) -> Parameter:
    if name in ("expected", "found") and value in KINDS:
        return lang.tr(KINDS[str(value)])
    if isinstance(value, RefusedValueError):
        return refusal_text(lang, value)
    return value


def refusal_text(lang: Language, refusal: RefusedValueError) -> str:
    """Why a case does not take a value, in the language."""
    facts = {
        name: lang.tr(fact) if name in WORDED and isinstance(fact, str) else fact
        for name, fact in refusal.facts.items()
    }
    return lang.tr(refusals.SENTENCES[refusal.code], **facts)
