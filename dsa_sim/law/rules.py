"""Statutory maxima: the rules of Arts 52, 74 and 76 and the grounds on which they apply."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.law.by_language import Numbered, Point, Status, Words
from dsa_sim.law.errors import LawDataError, LawLookupError
from dsa_sim.law.reading import read_data, refuse_duplicates

Authority = Literal["commission", "national"]
RuleKind = Literal["infringement", "procedural", "periodic"]
RateUnit = Literal["per_decision_or_infringement", "per_day"]
BaseCode = Literal["turnover", "income_or_turnover", "daily_average"]

_FILE = "rules.json"
_RATE = re.compile(r"[01]\.[0-9]{1,6}|1")


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ground for a fine or a periodic penalty, such as Art. 74(1)(c), breach of commitments."""

    code: str
    citation: str
    article: Numbered
    paragraph: Numbered
    point: Point | None
    text: Words
    source: str
    status: Status
    checked: date | None

    @property
    def rule_code(self) -> str:
        """Code of the rule the ground belongs to, such as `infringement`."""
        return _rule_codes()[self.code]


class MaximumRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statutory maximum: a rate of a base, from when to when, and where the law says so.

    `requires_fault` is None where it is left to national law; `valid_to` is the last day, None
    while the rule is in force; the maximum of unit `per_day` is that of one day.
    """

    code: str
    kind: RuleKind
    authority: Authority
    rate_text: str = msgspec.field(name="rate")
    unit: RateUnit
    base_code: BaseCode
    base: Words
    requires_fault: bool | None
    article: Numbered
    paragraph: Numbered
    point: Point | None
    valid_from: date
    valid_to: date | None
    valid_from_source: str
    source: str
    status: Status
    checked: date | None
    grounds: tuple[Ground, ...]

    @property
    def rate(self) -> Decimal:
        """The exact rate as a share of the base: `Decimal("0.06")` for 6 %."""
        return Decimal(self.rate_text)

    @property
    def citation(self) -> str:
        """Where the law sets the maximum, such as `Art. 74(1)`."""
        return f"Art. {self.article}({self.paragraph})"

    def in_force(self, on: date) -> bool:
        """Tell whether the rule applies on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class _RulesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[MaximumRule, ...]


def load_rules(folder: Path | None = None) -> tuple[MaximumRule, ...]:
    """Return the rules of `rules.json`, from `folder` or the package; `LawDataError` if broken."""
    rules = read_data(_FILE, _RulesFile, folder=folder).rules
    for index, rule in enumerate(rules):
        _check_rule(rule, f"$.rules[{index}]")
    refuse_duplicates(_FILE, rules, path="$.rules[{}].code".format, key=_code_and_start)
    _refuse_overlaps(rules)
    _refuse_shared_grounds(rules)
    return rules


def maximum_rule(code: str, *, authority: Authority, on: date) -> MaximumRule:
    """Return the maximum of a kind (`infringement`, `procedural`, `periodic`) in force on a day.

    A national rule also answers to its own code, `national_infringement` and so on.
    Raises `LawLookupError`: `unknown_rule`, or `not_in_force` with `first` (its first day).
    Source: Arts 52(3)-(4), 74(1)-(2), 76(1); dates of application Art. 93(2).
    """
    rules = [r for r in _rules() if code in (r.code, r.kind) and r.authority == authority]
    if not rules:
        raise LawLookupError("unknown_rule", rule=code, authority=authority)
    for rule in rules:
        if rule.in_force(on):
            return rule
    first = min(rule.valid_from for rule in rules)
    raise LawLookupError("not_in_force", rule=code, authority=authority, on=on, first=first)


def ground(code: str) -> Ground:
    """Return the ground with a code such as `74(1)(a)`; `LawLookupError` if there is none."""
    for rule in _rules():
        for candidate in rule.grounds:
            if candidate.code == code:
                return candidate
    raise LawLookupError("unknown_ground", ground=code)


def grounds(rule_code: str) -> tuple[Ground, ...]:
    """Return the grounds of a rule code in the order of the law; `LawLookupError` if unknown."""
    found = [rule.grounds for rule in _rules() if rule.code == rule_code]
    if not found:
        raise LawLookupError("unknown_rule", rule=rule_code)
    return found[-1]


@cache
def _rules() -> tuple[MaximumRule, ...]:
    return load_rules()


@cache
def _rule_codes() -> dict[str, str]:
    return {ground.code: rule.code for rule in _rules() for ground in rule.grounds}


def _code_and_start(rule: MaximumRule) -> tuple[str, str]:
    return rule.code, rule.valid_from.isoformat()


def _check_rule(rule: MaximumRule, path: str) -> None:
    if not (_RATE.fullmatch(rule.rate_text) and 0 < rule.rate <= 1):
        reason = f'expected a share above 0 and up to 1 such as "0.06", found {rule.rate_text!r}'
        raise LawDataError(_FILE, f"{path}.rate", reason)
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise LawDataError(_FILE, f"{path}.valid_to", "the last day lies before valid_from")
    if not rule.grounds:
        raise LawDataError(_FILE, f"{path}.grounds", "expected at least one ground")


def _refuse_overlaps(rules: tuple[MaximumRule, ...]) -> None:
    for index, rule in enumerate(rules):
        for other in rules[:index]:
            if rule.code == other.code and _overlap(rule, other):
                reason = f"{rule.code!r} is already in force then by an earlier row"
                raise LawDataError(_FILE, f"$.rules[{index}].valid_from", reason)


def _overlap(rule: MaximumRule, other: MaximumRule) -> bool:
    return rule.in_force(other.valid_from) or other.in_force(rule.valid_from)


def _refuse_shared_grounds(rules: tuple[MaximumRule, ...]) -> None:
    owners: dict[str, MaximumRule] = {}
    for i, rule in enumerate(rules):
        path = f"$.rules[{i}].grounds"
        codes = [ground.code for ground in rule.grounds]
        refuse_duplicates(_FILE, codes, path=(path + "[{}].code").format, key=str)
        for j, code in enumerate(codes):
            if owners.setdefault(code, rule).code != rule.code:
                reason = f"{code!r} is already a ground of {owners[code].code!r}"
                raise LawDataError(_FILE, f"{path}[{j}].code", reason)
