"""The answer of a case: two sentences at the head of a briefing, and one line as a title.

Which words are true depends on the figures: nothing assessed, nothing that can be fined, one
possible amount, a maximum that limits the fine. A table of cases tests each.
"""

from typing import Literal, TypeGuard

from dsa_sim.language import formats
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.exposure_words import edge_words, if_paid_words, one_in_twenty
from dsa_sim.language.joining import joined, sentence
from dsa_sim.language.maximum_words import (
    counted_amount,
    counted_words,
    maximum_amount,
    range_words,
)
from dsa_sim.language.translation import Language
from dsa_sim.model.assessment import Assessment, TotalMaximum
from dsa_sim.model.simulation import Exposure

_State = Literal["nothing alleged", "settled", "not assessed", "no maximum", "sum"]


def answer(view: Assessment, exposure: Exposure | None, lang: Language) -> tuple[str, ...]:
    """What is to be expected, and how high it can be: two sentences, or why there is one only.

    `exposure` is None where nothing could be simulated, or where chances are left out.
    """
    if not _is_told(exposure):
        return (sentence(_no_figure(view, lang)), *_of_the_maximum(view, None, lang))
    expected = lang.tr(
        "{mean} is expected, chances counted: {paid}",
        mean=formats.amount(lang, exposure.mean_eur), paid=if_paid_words(exposure, lang),
    )  # fmt: skip
    if not exposure.chance_of_payment:
        expected = lang.tr("no outcome brings a payment on the assumptions of this case")
    return (sentence(expected), *_of_the_maximum(view, exposure, lang))


def headline(view: Assessment, exposure: Exposure | None, lang: Language) -> str:
    """The same as the title of a page, without a full stop."""
    found = view.maximum
    maximum = "" if found is None else _short_maximum(found, lang)
    if not _is_told(exposure):
        said = joined(lang, (_short_no_figure(view, lang), maximum))
    elif not exposure.chance_of_payment:
        said = joined(lang, (lang.tr("no outcome brings a payment"), maximum))
    else:
        expected = lang.tr("expected {mean}", mean=formats.amount(lang, exposure.mean_eur))
        said = joined(lang, (expected, one_in_twenty(exposure, lang), maximum))
    return said[:1].upper() + said[1:]


def _is_told(exposure: Exposure | None) -> TypeGuard[Exposure]:
    """Whether the simulation says something: it was run, of something that could be fined."""
    if exposure is None or not exposure.coverage.is_modelled:
        return False
    return bool(exposure.coverage.live) or exposure.coverage.has_periodic


def _state(view: Assessment) -> _State:
    """Why nothing is expected: how far the case has come."""
    covered = view.coverage
    if not view.case.infringements and not covered.has_periodic:
        return "nothing alleged"
    if not covered.live and covered.is_settled:
        return "settled"
    if not covered.is_priced:
        return "not assessed"
    return "no maximum" if view.total_eur is None else "sum"


def _no_figure(view: Assessment, lang: Language) -> str:
    """Why nothing is expected, in full; never a figure of its own."""
    tr, left_out = lang.tr, left_out_words(view, lang)
    match _state(view):
        case "nothing alleged":
            return tr("nothing is alleged yet")
        case "settled":
            return joined(lang, (tr("nothing that is alleged can bring a fine"), left_out))
        case "not assessed":
            return tr("no amount can be given yet: {why}", why=left_out)
        case "no maximum":
            return tr("the fines cannot be worked out yet, because a statutory maximum is missing")
        case "sum":
            total = formats.amount(lang, view.total_eur)
            said = tr("the likely amounts add up to {total} if all of them are fined", total=total)
            return joined(lang, (said, left_out_words(view, lang, of_sum=True)))


def _short_no_figure(view: Assessment, lang: Language) -> str:
    """The same in a few words."""
    tr = lang.tr
    match _state(view):
        case "nothing alleged":
            return tr("nothing is alleged yet")
        case "settled":
            return tr("nothing that is alleged can bring a fine")
        case "not assessed" | "no maximum":
            return tr("no amount can be given yet")
        case "sum":
            total = formats.amount(lang, view.total_eur)
            return tr("{total} if all of them are fined", total=total)


def _of_the_maximum(view: Assessment, exposure: Exposure | None, lang: Language) -> tuple[str, ...]:
    """The sentence on how high it can be; none where nothing was decided upon."""
    found = view.maximum
    if found is None:
        why = maximum_amount(view, lang)
        is_said = any(d.counted for d in view.decisions)
        return (sentence(lang.tr("statutory maximum: {why}", why=why)),) if is_said else ()
    high = "" if exposure is None else _severe(exposure, lang)
    said = [high, _maximum(found, lang)]
    if exposure is not None and exposure.chance_maximum_binds:
        share = formats.share(lang, exposure.chance_maximum_binds)
        said.append(lang.tr("in {share} of outcomes a maximum limits the fine", share=share))
    return (sentence(joined(lang, said)),)


def _severe(exposure: Exposure, lang: Language) -> str:
    if not exposure.chance_of_payment:
        return ""
    edge = exposure.edge_eur(0.95)
    return joined(
        lang, (one_in_twenty(exposure, lang), edge_words(edge, lang) if edge is not None else "")
    )


def _maximum(found: TotalMaximum, lang: Language) -> str:
    """The maximum with what it is reckoned from, or the sum of several with their number."""
    words = {
        "amount": ", ".join(
            p for p in (formats.amount(lang, found.amount), range_words(lang, found.range_eur)) if p
        ),
        "law": ", ".join(found.laws),
    }
    counted = counted_words(found, lang)
    if counted:
        return lang.tr(
            "the statutory maxima of {counted} that can bring a fine add up to {amount} ({law})",
            counted=counted, **words,
        )  # fmt: skip
    if found.rate is None:
        return lang.tr("the statutory maximum is {amount} ({law})", **words)
    return lang.tr(
        "the statutory maximum is {amount}, {rate} of {turnover} ({law})",
        rate=formats.rate(lang, found.rate),
        turnover=formats.amount(lang, found.turnover_eur), **words,
    )  # fmt: skip


def _short_maximum(found: TotalMaximum, lang: Language) -> str:
    return lang.tr("maximum {amount}", amount=counted_amount(found, lang))
