"""What the law data are: the act, how far the record reaches, caveats and open questions."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from dsa_sim.law.by_language import Numbered, Point, Status, Words
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import read_data, refuse_duplicates

_INFO_FILE = "law.json"
_QUESTIONS_FILE = "open_questions.json"


class LawInfo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The act behind the data and their version: the day up to which the record reaches."""

    law_version: str
    short_title: Words
    title: Words
    citation: str
    celex: str
    eli: str
    status: Status
    checked: date | None
    caveats: tuple[Words, ...]


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reading of an open question; its code is the setting of the switch."""

    code: str
    text: Words


class Argument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An argument for the option whose code is `favours`."""

    favours: str
    text: Words
    source: str
    status: Status


class OpenQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question the law leaves open; `default` is the option the program starts from, if any."""

    code: str
    article: Numbered
    paragraph: Numbered | None
    point: Point | None
    text: Words
    options: tuple[Option, ...]
    default: str | None
    arguments: tuple[Argument, ...]
    source: str
    status: Status
    checked: date | None


class _QuestionsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    questions: tuple[OpenQuestion, ...]


def load_info(folder: Path | None = None) -> LawInfo:
    """Return `law.json`, from `folder` or the package; `LawDataError` if it is broken."""
    info = read_data(_INFO_FILE, LawInfo, folder=folder)
    try:
        date.fromisoformat(info.law_version)
    except ValueError:
        raise LawDataError(
            _INFO_FILE, "$.law_version", 'expected a date such as "2026-10-06"'
        ) from None
    return info


def load_open_questions(folder: Path | None = None) -> tuple[OpenQuestion, ...]:
    """Return `open_questions.json`; `LawDataError` if broken or a code names no option."""
    questions = read_data(_QUESTIONS_FILE, _QuestionsFile, folder=folder).questions
    path = "$.questions[{}].code".format
    refuse_duplicates(_QUESTIONS_FILE, questions, path=path, key=lambda question: question.code)
    for index, question in enumerate(questions):
        _check_question(question, f"$.questions[{index}]")
    return questions


@cache
def law_info() -> LawInfo:
    """Return the act behind the data, its citation and the caveats."""
    return load_info()


def law_version() -> str:
    """Return the day up to which the law data reach, as an ISO date."""
    return law_info().law_version


@cache
def open_questions() -> tuple[OpenQuestion, ...]:
    """Return the questions the law leaves open, in the order of the file."""
    return load_open_questions()


def _check_question(question: OpenQuestion, path: str) -> None:
    codes = [option.code for option in question.options]
    refuse_duplicates(
        _QUESTIONS_FILE, codes, path=lambda i: f"{path}.options[{i}].code", key=lambda code: code
    )
    if question.default is not None and question.default not in codes:
        reason = f"expected one of {', '.join(codes)}, found {question.default!r}"
        raise LawDataError(_QUESTIONS_FILE, f"{path}.default", reason)
    for index, argument in enumerate(question.arguments):
        if argument.favours not in codes:
            reason = f"expected one of {', '.join(codes)}, found {argument.favours!r}"
            raise LawDataError(_QUESTIONS_FILE, f"{path}.arguments[{index}].favours", reason)
