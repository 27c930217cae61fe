"""The answer of a case: two sentences at the head of a briefing, and one line as a title.

Which words are true depends on the figures: nothing assessed, nothing that can be fined, one
possible amount, a maximum that limits the fine. A table of cases tests each.
"""

from dsa_sim.language import formats
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.exposure_words import edge_words, if_paid_words
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

_NEAR = 0.002
"""How far a share of outcomes may be from one in twenty and still be called so."""


def answer(view: Assessment, exposure: Exposure | None, lang: Language) -> tuple[str, ...]:
    """What is to be expected, and how high it can be: two sentences, or why there is one only.

    `exposure` is None where nothing could be simulated, or where chances are left out.
    """
    if exposure is None or not exposure.coverage.is_modelled or not _has_live(exposure):
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
    if exposure is None or not exposure.coverage.is_modelled or not _has_live(exposure):
        said = joined(lang, (_short_no_figure(view, lang), maximum))
    elif not exposure.chance_of_payment:
        said = joined(lang, (lang.tr("no outcome brings a payment"), maximum))
    else:
        expected = lang.tr("expected {mean}", mean=formats.amount(lang, exposure.mean_eur))
        said = joined(lang, (expected, one_in_twenty(exposure, lang), maximum))
    return said[:1].upper() + said[1:]


def one_in_twenty(exposure: Exposure, lang: Language) -> str:
    """What one outcome in twenty exceeds, in words that hold where many share one amount."""
    amount = exposure.quantile_eur(0.95)
    above = exposure.chance_above(amount + 0.005)
    shown = formats.amount(lang, amount)
    if abs(above - 0.05) <= max(_NEAR, 2 / exposure.trials):
        return lang.tr("1 outcome in 20 is above {amount}", amount=shown)
    if above <= 0:
        return lang.tr("no outcome is above {amount}", amount=shown)
    share = formats.share(lang, above)
    return lang.tr("{share} of outcomes are above {amount}", share=share, amount=shown)


def _has_live(exposure: Exposure) -> bool:
    """Whether anything is left that could be fined."""
    return bool(exposure.coverage.live) or exposure.coverage.has_periodic


def _no_figure(view: Assessment, lang: Language) -> str:
    """Why nothing is expected: the state of the case, never a figure of its own."""
    covered, tr = view.coverage, lang.tr
    if not view.case.infringements and not covered.has_periodic:
        return tr("nothing is alleged yet")
    if not covered.live and covered.is_settled:
        return joined(
            lang, (tr("nothing that is alleged can bring a fine"), left_out_words(view, lang))
        )
    if not covered.is_priced:
        return tr("no amount can be given yet: {why}", why=left_out_words(view, lang))
    if view.total_eur is None:
        return tr("the fines cannot be worked out yet, because a statutory maximum is missing")
    left_out = left_out_words(view, lang, of_sum=True)
    total = formats.amount(lang, view.total_eur)
    said = tr("the likely amounts add up to {total} if all of them are fined", total=total)
    return joined(lang, (said, left_out))


def _short_no_figure(view: Assessment, lang: Language) -> str:
    covered, tr = view.coverage, lang.tr
    if not view.case.infringements and not covered.has_periodic:
        return tr("nothing is alleged yet")
    if not covered.live and covered.is_settled:
        return tr("nothing that is alleged can bring a fine")
    if not covered.is_priced or view.total_eur is None:
        return tr("no amount can be given yet")
    return tr("{total} if all of them are fined", total=formats.amount(lang, view.total_eur))


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
