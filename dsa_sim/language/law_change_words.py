"""What other law data change in a case, in words: each figure before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from dsa_sim.language import formats
from dsa_sim.language.deadline_words import deadline_label
from dsa_sim.language.joining import named
from dsa_sim.language.law_pack_words import version_words
from dsa_sim.language.translation import Language, mark
from dsa_sim.law.deadline_rules import deadline_rules
from dsa_sim.model.case import Case
from dsa_sim.model.law_figures import LawChange
from dsa_sim.model.law_stamp import LawFigureKind, LawStamp

_NAMES: Mapping[LawFigureKind, str] = MappingProxyType(
    {
        "maximum": mark("Statutory maximum"),
        "applies": mark("First day that counts"),
        "average_rate": mark("Average rate on record"),
    }
)
_NOTHING = "–"


@dataclass(frozen=True, kw_only=True)
class LawChangeWords:
    """A change: what it is of, the part it belongs to, and the figure before and after."""

    what: str
    about: str
    before: str
    after: str

    def line(self, lang: Language) -> str:
        """All of it in a line."""
        what = f"{self.what} ({self.about})" if self.about else self.what
        return named(lang, what, f"{self.before} → {self.after}")


def law_change_words(lang: Language, change: LawChange, case: Case) -> LawChangeWords:
    """A change in words."""
    return LawChangeWords(
        what=_what(lang, change),
        about=_titles(case).get(change.about, ""),
        before=_value(lang, change.kind, change.before),
        after=_value(lang, change.kind, change.after),
    )


def other_law_words(lang: Language, stamp: LawStamp) -> str:
    """With which law data a case was saved, and which are in use now."""
    was = stamp.law_version.isoformat()
    if stamp.issued_on is not None:
        was = lang.tr("{version} (pack of {day})", version=was, day=stamp.issued_on.isoformat())
    return lang.tr(
        "Saved with the law data {was}; those in use are {now}.", was=was, now=version_words(lang)
    )


def _what(lang: Language, change: LawChange) -> str:
    if change.kind != "deadline":
        return lang.tr(_NAMES[change.kind])
    code = change.code.partition(" ")[0]
    known = {rule.code for rule in deadline_rules()}
    return deadline_label(lang, code) if code in known else lang.tr("Deadline")


def _value(lang: Language, kind: LawFigureKind, value: str | None) -> str:
    """A value of the file as the language writes it; as it stands where it is none."""
    if not value:
        return _NOTHING
    try:
        if kind == "maximum":
            return formats.exact_amount(lang, Decimal(value))
        if kind == "average_rate":
            return formats.exchange_rate(lang, Decimal(value))
        return formats.day(lang, date.fromisoformat(value))
    except (ValueError, ArithmeticError):
        return value


def _titles(case: Case) -> dict[str, str]:
    """The titles of the parts to which figures belong, by their identifiers."""
    events = (e for p in case.proceedings for e in p.events)
    return {
        **{platform.id: platform.name for platform in case.platforms},
        **{event.id: event.title for event in events},
        **{i.id: i.title for i in case.infringements},
        **{rate.id: rate.currency for rate in case.exchange_rates},
    }
