"""Words for the codes of a case: a label, and one line of meaning where it helps.

Tables go by the kind of code; their kinds and codes are those of `model.case`.
"""

from collections.abc import Mapping

from dsa_sim.language import case_words as case
from dsa_sim.language import proceeding_words as proceeding
from dsa_sim.language.joining import inside
from dsa_sim.language.national_words import NATIONAL
from dsa_sim.language.translation import Language
from dsa_sim.language.word import Word


def word(lang: Language, kind: str, code: str, authority: str = "commission") -> str:
    """The label of a code: `word(lang, "gravity", "high")`.

    Of a `national` authority the words are its own, where they differ.

    Raises:
        KeyError: there is no such kind, or no such code in it.
    """
    return lang.tr(_entry(kind, code, authority).label)


def word_inside(lang: Language, kind: str, code: str) -> str:
    """The label of a code as it stands within a sentence."""
    return inside(lang, word(lang, kind, code), is_noun=_entry(kind, code, "").is_noun)


def status_inside(lang: Language, status: str) -> str:
    """The words of a status, alone or with more behind it, as they stand within a sentence."""
    nouns = tuple(lang.tr(entry.label) for entry in case.SOURCE_STATUS.values() if entry.is_noun)
    return inside(lang, status, is_noun=status.startswith(nouns))


def meaning(lang: Language, kind: str, code: str, authority: str = "commission") -> str:
    """One line on what a code means; empty where its label says it all.

    Raises:
        KeyError: there is no such kind, or no such code in it.
    """
    text = _entry(kind, code, authority).meaning
    return lang.tr(text) if text else ""


def choices(
    lang: Language, kind: str, authority: str = "commission"
) -> tuple[tuple[str, str], ...]:
    """Every code of a kind with its label, in the order in which it is offered.

    Raises:
        KeyError: there is no such kind.
    """
    return tuple((code, word(lang, kind, code, authority)) for code in WORDS[kind])


def _entry(kind: str, code: str, authority: str) -> Word:
    if authority == "national":
        own = NATIONAL.get(kind, {}).get(code)
        if own is not None:
            return own
    return WORDS[kind][code]


WORDS: Mapping[str, Mapping[str, Word]] = {
    "turnover_scope": case.TURNOVER_SCOPE,
    "liability": case.LIABILITY,
    "year_reading": case.YEAR_READING,
    "cap_reading": case.CAP_READING,
    "decision_means": case.DECISION_MEANS,
    "day_divisor": case.DAY_DIVISOR,
    "income_base": case.INCOME_BASE,
    "gravity": case.GRAVITY,
    "fault": case.FAULT,
    "service": case.SERVICE,
    "enterprise_size": case.ENTERPRISE_SIZE,
    "authority": proceeding.AUTHORITY,
    "year_basis": case.YEAR_BASIS,
    "source_status": case.SOURCE_STATUS,
    "confidentiality": case.CONFIDENTIALITY,
    "ground": proceeding.GROUND,
    "event_kind": proceeding.EVENT_KIND,
    "method": case.METHOD,
    "year_rounding": case.YEAR_ROUNDING,
    "share_of": case.SHARE_OF,
    "trigger": proceeding.TRIGGER,
    "payment_way": proceeding.PAYMENT_WAY,
    "likelihood": case.LIKELIHOOD,
    "best_estimate": case.BEST_ESTIMATE,
    "template": case.TEMPLATE,
    "layout": case.LAYOUT,
    "paper": case.PAPER,
    "request_kind": proceeding.REQUEST_KIND,
    "answer": proceeding.ANSWER,
    "due_kind": proceeding.DUE_KIND,
    "date_precision": proceeding.DATE_PRECISION,
    "outcome": proceeding.OUTCOME,
    "start_unit": case.START_UNIT,
    "maximum": proceeding.MAXIMUM,
}
