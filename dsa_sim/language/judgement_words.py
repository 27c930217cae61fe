"""The judgements of a case in words: what was judged, how, why, by whom, and who reviewed it."""

from dataclasses import dataclass
from datetime import date

from dsa_sim.language import formats
from dsa_sim.language.input_words import (
    exact_value,
    field_name,
    field_value,
    owner_name,
    target_words,
    value_words,
)
from dsa_sim.language.joining import joined
from dsa_sim.language.tables import Written
from dsa_sim.language.translation import Language
from dsa_sim.model.case import Case, Signoff
from dsa_sim.model.edits import find_part
from dsa_sim.model.judgements import Judgement, is_by_default, judgements


@dataclass(frozen=True, kw_only=True)
class JudgementRow:
    """One judgement in words; an empty `author` or `reviewer` is one that nobody noted.

    `exact` is what the value stands for where it is a day or one number. `told_reason` is the
    reason, and says so where it was written for an earlier value.
    """

    judgement: Judgement
    name: str
    value: str
    exact: Written | None
    reason: str
    told_reason: str
    author: str
    reviewer: str

    @property
    def is_for_earlier(self) -> bool:
        """True where the reason was written for an earlier value."""
        return self.told_reason != self.reason


def judgement_rows(
    lang: Language, case: Case, *, scenarios: bool = True
) -> tuple[JudgementRow, ...]:
    """Every judgement of the case in words; without `scenarios` those of the base case alone."""
    names = {s.id for s in case.scenarios}
    return tuple(
        _row(lang, case, found, is_override=found.owner in names)
        for found in judgements(case)
        if scenarios or found.owner not in names
    )


def _row(lang: Language, case: Case, found: Judgement, *, is_override: bool) -> JudgementRow:
    signed = found.signoff
    name, value, exact = (_override if is_override else _own)(lang, case, found)
    if not is_override and is_by_default(case, found):
        value, exact = lang.tr("{value} (default, not assessed)", value=value), None
    return JudgementRow(
        judgement=found, name=name, value=value, exact=exact, reason=found.reason,
        told_reason=reason_text(lang, found.reason, signed),
        author=_signed(lang, signed.author, signed.made_on),
        reviewer=_signed(lang, signed.reviewer, signed.reviewed_on),
    )  # fmt: skip


def reason_text(lang: Language, reason: str, signoff: Signoff) -> str:
    """A reason, marked where it was written for an earlier value."""
    if not signoff.earlier_value or not reason.strip():
        return reason
    return lang.tr("{reason} (reason written for an earlier value)", reason=reason.rstrip(". "))


def _override(lang: Language, case: Case, found: Judgement) -> tuple[str, str, Written | None]:
    scenario = getattr(find_part(case, found.owner), "title", "")
    what = target_words(lang, case, found.target)
    name = lang.tr("{owner}: {input}", owner=scenario, input=what)
    return name, value_words(lang, case, found.target, found.values[0][1]), None


def _own(lang: Language, case: Case, found: Judgement) -> tuple[str, str, Written | None]:
    made = [(field, value) for field, value in found.values if value is not None]
    shown = made or list(found.values[:1])
    first = field_name(lang, case, found.owner, shown[0][0])
    owner = owner_name(lang, case, found.owner)
    name = lang.tr("{owner}: {input}", owner=owner, input=first)
    if len(shown) == 1:
        exact = exact_value(case, found.owner, *shown[0])
        return name, field_value(lang, case, found.owner, *shown[0]), exact
    parts = [field_value(lang, case, found.owner, *shown[0])]
    for field, value in shown[1:]:
        said = field_value(lang, case, found.owner, field, value)
        label = field_name(lang, case, found.owner, field)
        parts.append(lang.tr("{owner}: {input}", owner=label, input=said))
    return name, joined(lang, parts), None


def _signed(lang: Language, name: str, on: date | None) -> str:
    return " ".join((name, formats.day(lang, on) if on else "")).strip()
