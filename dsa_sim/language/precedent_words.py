"""The fines imposed so far in words: what each can be read as, and how contested that is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsa_sim.language import formats
from dsa_sim.language.joining import named
from dsa_sim.language.register_words import articles, status_words
from dsa_sim.language.translation import Language
from dsa_sim.language.words import word
from dsa_sim.law.by_language import Words
from dsa_sim.law.precedents import Precedent, PrecedentBase, precedents

if TYPE_CHECKING:
    from dsa_sim.model.case import Case


@dataclass(frozen=True, kw_only=True)
class BaseWords:
    """A turnover that a fine is read against, the shares it gives, and what speaks against it.

    `doubtful` bases rest on figures that nobody has checked.
    """

    scope: str
    what: str
    turnover: str
    of_turnover: str
    of_maximum: str
    contested: str
    behind: str
    doubtful: bool


@dataclass(frozen=True, kw_only=True)
class FineWords:
    """A fine: who, when, how much, for what, what was said of it, and its readings."""

    key: str
    name: str
    day: str
    amount: str
    split: tuple[str, ...]
    said: str
    behind: str
    bases: tuple[BaseWords, ...]


def caution(lang: Language) -> str:
    """What must be read beside every comparison with earlier fines."""
    return lang.ntr(
        "{n} decision. Not a prediction; the Commission has published no base and no method.",
        "{n} decisions. Not a prediction; the Commission has published no base and no method.",
        len(precedents()),
    )


def is_hindsight(case: "Case", found: Precedent) -> bool:
    """True where a case puts amounts on the very decision whose fine was known by then."""
    from dsa_sim.model.amounts import has_amount

    strands = {s.id for s in case.strands if s.decision_on == found.decided_on <= case.as_of}
    return any(
        i.chance is not None and has_amount(case, i)
        for i in case.infringements
        if i.strand in strands
    )


def hindsight(lang: Language, case: "Case", found: Precedent) -> str:
    """How the real case ended, and, where it does, that this one was assembled afterwards."""
    amount, day = formats.amount(lang, found.amount_eur), formats.day(lang, found.decided_on)
    if not is_hindsight(case, found):
        return lang.tr("A fine of {amount} was imposed on {day}.", amount=amount, day=day)
    return lang.tr(
        "The real case ended with a fine of {amount} on {day}. This case is assembled with "
        "hindsight: amounts that come close to the outcome prove nothing.",
        amount=amount,
        day=day,
    )


def fine_words(lang: Language) -> tuple[FineWords, ...]:
    """Every fine in words, by date."""
    return tuple(_fine(lang, found) for found in precedents())


def _fine(lang: Language, found: Precedent) -> FineWords:
    split = tuple(
        named(lang, articles(lang, part.provisions), formats.amount(lang, part.amount_eur))
        for part in found.split
    )
    status = status_words(lang, found.status, found.checked)
    return FineWords(
        key=found.key,
        name=found.name,
        day=formats.day(lang, found.decided_on),
        amount=formats.amount(lang, found.amount_eur),
        split=split or (lang.tr("One amount, not split by provision"),),
        said=_text(lang, found.said),
        behind=f"{status} · {found.source}",
        bases=tuple(_base(lang, found, base) for base in found.bases),
    )


def _base(lang: Language, found: Precedent, base: PrecedentBase) -> BaseWords:
    tr = lang.tr
    day = formats.day(lang, base.year_ends_on)
    amount = formats.amount(lang, base.turnover_eur)
    scope = word(lang, "turnover_scope", base.scope)
    if not base.of_the_decision:
        scope = tr("{scope}, for a later decision only", scope=scope)
    return BaseWords(
        scope=scope,
        what=_text(lang, base.what),
        turnover=tr("{amount}, year to {day}", amount=amount, day=day),
        of_turnover=formats.share(lang, found.share_of_turnover(base)),
        of_maximum=formats.share(lang, found.share_of_maximum(base)),
        contested=_text(lang, base.contested),
        behind=f"{status_words(lang, base.status)} · {base.source}",
        doubtful=base.status == "unchecked",
    )


def _text(lang: Language, words: Words | None) -> str:
    return words.text(lang.code) if words else ""
