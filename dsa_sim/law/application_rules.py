"""The rules on the start of application, as data: Arts 24(2), 30(2), 33(6), 92 and 93(2)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from dsa_sim.law.by_language import Numbered, Point, Status, Words
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.provisions import ProvisionRef, load_articles, parse_provision
from dsa_sim.law.reading import read_data, refuse_duplicates

_FILE = "application.json"

ApplicationCode = Literal[
    "general", "early", "first_publication", "traders", "designation", "anticipated",
    "notification",
]  # fmt: skip
_DATED = ("general", "early", "first_publication", "traders")
_MONTHS = ("designation", "traders")


class ApplicationRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule on the start of application: a date, or months from notification of designation.

    `traders` is a transition: the months from its date in which its provisions spare providers
    as to traders who used the service on that date.
    """

    code: ApplicationCode
    date: dt.date | None
    months: int | None
    provisions: tuple[str, ...]
    chapter_sections: tuple[str, ...]
    article: Numbered
    paragraph: Numbered | None
    point: Point | None
    note: Words
    source: str
    status: Status
    checked: dt.date | None

    @property
    def citation(self) -> str:
        """Where the law says so, such as `Art. 33(6)`."""
        return ProvisionRef(article=self.article, paragraph=self.paragraph).citation


class _ApplicationFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    application: tuple[ApplicationRule, ...]


def load_application(folder: Path | None = None) -> tuple[ApplicationRule, ...]:
    """Return the rules of `application.json`; `LawDataError` if broken or at odds with others."""
    rules = read_data(_FILE, _ApplicationFile, folder=folder).application
    path = "$.application[{}].code".format
    refuse_duplicates(_FILE, rules, path=path, key=lambda rule: rule.code)
    articles = load_articles(folder)
    known = {a.ref.code for a in articles} | {p.ref.code for a in articles for p in a.paragraphs}
    for index, rule in enumerate(rules):
        _check_rule(rule, f"$.application[{index}]", known)
    missing = set(get_args(ApplicationCode)) - {rule.code for rule in rules}
    if missing:
        raise LawDataError(_FILE, "$.application", f"no row for {', '.join(sorted(missing))}")
    return rules


def application_rule(code: str) -> ApplicationRule:
    """Return the rule of `application.json` with that code; `KeyError` if there is none."""
    return _rules()[code]


def _check_rule(rule: ApplicationRule, path: str, known: set[str]) -> None:
    if rule.code in _DATED and rule.date is None:
        raise LawDataError(_FILE, f"{path}.date", "expected a date")
    if rule.code in _MONTHS and (rule.months is None or rule.months < 1):
        raise LawDataError(_FILE, f"{path}.months", "expected a number of months from 1")
    for index, code in enumerate(rule.provisions):
        ref = parse_provision(code)
        if ref is None or ref.code not in known:
            reason = f"{code!r} is not a provision of provisions.json"
            raise LawDataError(_FILE, f"{path}.provisions[{index}]", reason)


@cache
def _rules() -> dict[str, ApplicationRule]:
    return {rule.code: rule for rule in load_application()}
