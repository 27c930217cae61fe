"""The titles of slides: each the message of its slide, made from the figures, in one sentence.

What is not so for the case at hand is not said: each chooses its words by the figures.
"""

from collections.abc import Sequence
from datetime import date

from dsa_sim.language import Language, formats
from dsa_sim.language.deadline_words import Group, deadline_label
from dsa_sim.language.joining import quoted
from dsa_sim.language.judgement_words import JudgementRow
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.simulation import Exposure
from dsa_sim.report.charts.chart_data import ComparisonData
from dsa_sim.report.charts.drivers_data import TornadoData
from dsa_sim.report.charts.precedents import PrecedentData


def range_message(exposure: Exposure, view: Assessment, lang: Language) -> str:
    """How the range lies against the maximum."""
    found, tr = view.maximum, lang.tr
    if not exposure.chance_of_payment:
        return tr("No outcome brings a payment")
    if exposure.chance_maximum_binds:
        share = formats.share(lang, exposure.chance_maximum_binds)
        return tr("A maximum limits the fine in {share} of outcomes", share=share)
    if found is None or not found.amount:
        return tr("How likely the total is to exceed an amount")
    low, high = (exposure.paid_quantile_eur(q) / float(found.amount) for q in (0.1, 0.9))
    ends = [formats.share(lang, share, 2) for share in (low, high)]
    if ends[0] == ends[1]:
        return tr("What is paid, if anything is, lies at {share} of the maximum", share=ends[0])
    return tr(
        "What is paid, if anything is, lies at {low} to {high} of the maximum in 8 cases of 10",
        low=ends[0], high=ends[1],
    )  # fmt: skip


def drivers_message(data: TornadoData, lang: Language) -> str:
    """Which input moves the expected amount most, and between which amounts."""
    first = data.rows[0]
    low, high = (formats.amount(lang, eur) for eur in sorted((first.low, first.high)))
    return lang.tr(
        "{input} moves the expected amount most: from {low} to {high}",
        input=quoted(lang, first.name), low=low, high=high,
    )  # fmt: skip


def scenarios_message(data: ComparisonData, lang: Language) -> str:
    """Between which expected amounts the scenarios lie."""
    known = [row.total_eur for row in data.rows if row.total_eur is not None]
    if len(data.rows) < 2 or not known:
        return lang.tr("Scenarios")
    low, high = (formats.amount(lang, eur) for eur in (min(known), max(known)))
    if low == high:
        return lang.tr("All scenarios expect {amount}", amount=low)
    return lang.ntr(
        "{n} scenario expects from {low} to {high}", "{n} scenarios expect from {low} to {high}",
        len(known), low=low, high=high,
    )  # fmt: skip


def precedents_message(data: PrecedentData, lang: Language) -> str:
    """How many fines there are, and at which shares of the maximum their usual readings lie."""
    fines = data.of_kind("precedent")
    shares = [
        float(r.of_maximum) for row in fines for r in row.readings if r.solid and r.of_maximum
    ]
    count = lang.ntr("{n} fine so far", "{n} fines so far", len(fines))
    if not shares:
        return lang.tr("{fines}: none can be read as a share of the maximum", fines=count)
    low, high = (formats.share(lang, share, 2) for share in (min(shares), max(shares)))
    if low == high:
        return lang.tr(
            "{fines}: {share} of the maximum where that is known", fines=count, share=low
        )
    return lang.tr(
        "{fines}: {low} to {high} of the maximum where that is known",
        fines=count, low=low, high=high,
    )  # fmt: skip


def dates_message(coming: Sequence[Group], as_of: date, lang: Language) -> str:
    """How many dates are to come, and which is next."""
    if not coming:
        return lang.tr("No date is due after {day}", day=formats.day(lang, as_of))
    first = coming[0][0]
    return lang.ntr(
        "{n} date to come: {day}, {what}", "{n} dates to come, the next on {day}: {what}",
        len(coming), day=formats.day(lang, first.on), what=deadline_label(lang, first.code),
    )  # fmt: skip


def assumptions_message(rows: Sequence[JudgementRow], lang: Language) -> str:
    """How many judgements the result rests on, and how many nobody has reviewed."""
    count = lang.ntr("{n} assumption", "{n} assumptions", len(rows))
    left = sum(not row.judgement.is_reviewed for row in rows)
    if not left:
        return lang.tr("The result rests on {assumptions}, all reviewed", assumptions=count)
    return lang.ntr(
        "The result rests on {assumptions}; {n} is not reviewed yet",
        "The result rests on {assumptions}; {n} are not reviewed yet", left, assumptions=count,
    )  # fmt: skip
