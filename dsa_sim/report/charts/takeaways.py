"""What a reader should take from each chart: one sentence, chosen by the figures in it."""

from collections.abc import Callable
from typing import Any

from dsa_sim.language import Language, formats
from dsa_sim.language.joining import quoted, sentence
from dsa_sim.language.result_words import result_value
from dsa_sim.report.charts.chart_data import (
    ComparisonData,
    ComparisonRow,
    WaterfallData,
    maximum_words,
)
from dsa_sim.report.charts.decision_dates import DecisionDateData
from dsa_sim.report.charts.decision_tree import TreeData
from dsa_sim.report.charts.drivers_data import GridData, TornadoData
from dsa_sim.report.charts.exposure_data import (
    DistributionData,
    ExceedanceCurve,
    ExceedanceData,
    points_sentence,
)
from dsa_sim.report.charts.kind import ChartData
from dsa_sim.report.charts.outcome_range import OutcomeRangeData
from dsa_sim.report.charts.outcome_tree import OutcomeTreeData
from dsa_sim.report.charts.periodic import PeriodicData
from dsa_sim.report.charts.precedents import PrecedentData
from dsa_sim.report.charts.timeline import TimelineData

_HALF_CENT = 0.005
_MANY = 0.05
"""From this share of outcomes on, those at one amount are what stands out of a distribution."""


def takeaway(data: ChartData, lang: Language) -> str:
    """What the chart says, in a sentence; empty where it has nothing to say yet."""
    said = _SENTENCES.get(type(data))
    return said(data, lang) if said else ""


def _comparison(data: ComparisonData, lang: Language) -> str:
    known = [row for row in data.rows if row.total_eur is not None]
    if not known:
        words = lang.tr("Nothing is assessed yet: only the maximum is known.")
        return words if any(row.is_open for row in data.rows) else ""
    bound = [row for row in known if _is_bound(row)]
    if data.measure == "if_fined" and bound:
        return lang.tr(
            "In {scenario} the fine is as high as the law allows: {maximum}.",
            scenario=quoted(lang, bound[0].title), maximum=maximum_words(bound[0], lang),
        )  # fmt: skip
    least, most = (f(known, key=lambda row: row.total_eur or 0.0) for f in (min, max))
    return _between(least, most, data, lang)


def _is_bound(row: ComparisonRow) -> bool:
    """Tell whether all that the maximum of a row limits comes to that maximum."""
    fines = row.procedural_eur if row.kind == "procedural" else row.infringement_eur
    return row.maximum_eur is not None and (fines or 0) >= float(row.maximum_eur) - _HALF_CENT


def _between(
    least: ComparisonRow, most: ComparisonRow, data: ComparisonData, lang: Language
) -> str:
    low, high = (formats.amount(lang, row.total_eur) for row in (least, most))
    expected = data.measure == "expected"
    if low == high:
        same = len(data.rows) > 1
        if expected and same:
            return lang.tr("Every scenario is expected to cost {amount}.", amount=low)
        if expected:
            return lang.tr("{amount} is expected to be paid.", amount=low)
        return lang.tr("If all that is alleged is fined, it comes to {amount}.", amount=low)
    words = {
        "low": low, "first": quoted(lang, least.title),
        "high": high, "last": quoted(lang, most.title),
    }  # fmt: skip
    if expected:
        return lang.tr("From {low} ({first}) to {high} ({last}) is expected to be paid.", **words)
    return lang.tr(
        "If all that is alleged is fined, from {low} ({first}) to {high} ({last}).", **words
    )


def _exceedance(data: ExceedanceData, lang: Language) -> str:
    if not data.curves:
        return ""
    curve = data.curves[0]
    if not curve.chance_of_payment:
        return lang.tr("No outcome brings a payment.")
    paid, only = formats.share(lang, curve.chance_of_payment), _only_amount(curve)
    if only is not None:
        amount = formats.amount(lang, only)
        if curve.chance_of_payment >= 1:
            return lang.tr("Every outcome is {amount}.", amount=amount)
        return lang.tr(
            "Something is paid in {share} of outcomes, and then always {amount}.",
            share=paid, amount=amount,
        )  # fmt: skip
    severe = curve.point("P95")
    return lang.tr(
        "Something is paid in {share} of outcomes; P95 is {amount}: {above}.",
        share=paid, amount=formats.amount(lang, severe.amount_eur), above=severe.above,
    )  # fmt: skip


def _only_amount(curve: ExceedanceCurve) -> float | None:
    """The only amount that is ever paid; None where there are several."""
    if any(0 < chance < curve.chance_of_payment for _, chance in curve.steps):
        return None
    return min(amount for amount, chance in curve.steps if not chance)


def _distribution(data: DistributionData, lang: Language) -> str:
    none = formats.share(lang, data.zero)
    if data.zero >= 1:
        return lang.tr("No outcome brings a payment.")
    if data.spike is not None and data.spike.share >= _MANY:
        return lang.tr(
            "{share} of outcomes come to the maximum exactly.",
            share=formats.share(lang, data.spike.share),
        )
    if data.zero >= 0.5:
        mean = next(p.amount_eur for p in data.points if p.name == "mean")
        return lang.tr(
            "Most often, in {share} of outcomes, nothing is paid: the expected {mean} averages "
            "this with higher amounts.",
            share=none, mean=formats.amount(lang, mean),
        )  # fmt: skip
    amounts = {formats.amount(lang, point.amount_eur) for point in data.points}
    if not data.zero and len(amounts) == 1 and len([b for b in data.bars if b.share]) == 1:
        return lang.tr("Every outcome is {amount}.", amount=amounts.pop())
    return points_sentence(data.points, lang)


def _waterfall(data: WaterfallData, lang: Language) -> str:
    if not data.steps:
        return ""
    amount, maximum = data.amount_eur or 0.0, data.maximum_eur
    if maximum is not None and amount > float(maximum) + _HALF_CENT:
        return lang.tr(
            "The amount is above the maximum of {maximum}, which limits the fine.",
            maximum=formats.amount(lang, maximum),
        )
    moving = [step for step in data.steps if not step.is_total and step.effect_eur]
    if not moving:
        return lang.tr("No step changes the starting amount.")
    most = max(moving, key=lambda step: abs(step.effect_eur))
    return lang.tr(
        "The largest step is {step}: {change}.",
        step=quoted(lang, most.label), change=formats.signed_amount(lang, most.effect_eur),
    )  # fmt: skip


def _tornado(data: TornadoData, lang: Language) -> str:
    if not data.rows:
        return lang.tr("No input moves this result.")
    most = data.rows[0]
    low, high = sorted((most.low, most.high))
    return lang.tr(
        "{input} matters most: from {low} to {high}.",
        input=quoted(lang, most.name), low=result_value(lang, data.result, low),
        high=result_value(lang, data.result, high),
    )  # fmt: skip


def _grid(data: GridData, lang: Language) -> str:
    low, high = (result_value(lang, data.result, value) for value in (data.lowest, data.highest))
    if low == high:
        return lang.tr("Neither input changes the result: it stays {amount}.", amount=low)
    return lang.tr(
        "Together the two inputs move the result from {low} to {high}.", low=low, high=high
    )


def _periodic(data: PeriodicData, lang: Language) -> str:
    days = formats.number(lang, round(data.total.days["likely"]))
    amount = formats.amount(lang, data.total.definitive_eur)
    return lang.tr(
        "If duties are met after {days} days, the amount finally fixed is likely {amount}.",
        days=days, amount=amount,
    )  # fmt: skip


def _tree(data: TreeData, lang: Language) -> str:
    if data.weighed.missing or data.weighed.advantage_eur is None:
        return ""
    amount = formats.amount(lang, abs(data.weighed.advantage_eur))
    if data.cheaper is None:
        return lang.tr("Both ways are expected to cost the same.")
    if data.cheaper == "offer":
        return lang.tr("Offering commitments is expected to cost {amount} less.", amount=amount)
    return lang.tr("Contesting is expected to cost {amount} less.", amount=amount)


def _outcomes(data: OutcomeTreeData, lang: Language) -> str:
    """How likely a decision is, and what it brings."""
    decision = next(node for node in data.tree.branches if node.code == "decision")
    fined = next((node for node in decision.branches if node.code == "fined"), None)
    comes, paid = decision.chance or 0.0, 0.0 if fined is None else fined.chance or 0.0
    if not paid:
        return lang.tr("Nothing is to be paid, however the strand ends.")
    first = lang.tr("A decision is certain.")
    if comes < 1:
        first = lang.tr(
            "A decision comes with a chance of {chance}.", chance=formats.share(lang, comes)
        )
    return f"{first} {_paid_then(data, paid, lang)}"


def _paid_then(data: OutcomeTreeData, paid: float, lang: Language) -> str:
    """What is to be paid once a decision has come."""
    only, share = data.found.only_amount_eur, formats.share(lang, paid)
    amount = formats.amount(lang, data.found.paid_eur[2])
    if paid >= 1:
        if only is not None:
            return lang.tr("It always brings {amount}.", amount=amount)
        return lang.tr("It always brings a payment, typically {amount}.", amount=amount)
    if only is not None:
        return lang.tr(
            "It brings a payment in {share} of cases, and then always {amount}.",
            share=share, amount=amount,
        )  # fmt: skip
    return lang.tr(
        "It brings a payment in {share} of cases, typically {amount}.", share=share, amount=amount
    )


def _decision_dates(data: DecisionDateData, lang: Language) -> str:
    found = [s for s in data.steps if s.rows[0].maximum_eur is not None]
    if not found:
        return ""
    maxima = [formats.amount(lang, step.rows[0].maximum_eur) for step in found]
    if len(set(maxima)) == 1:
        return lang.tr("The maximum is {maximum} on every day shown.", maximum=maxima[0])
    changed = next(n for n, amount in enumerate(maxima) if amount != maxima[0])
    return lang.tr(
        "From {day} the maximum is {after} instead of {before}: another financial year counts.",
        day=formats.day(lang, found[changed].first), after=maxima[changed], before=maxima[0],
    )  # fmt: skip


def _precedents(data: PrecedentData, lang: Language) -> str:
    rows = [row for row in data.of_kind("scenario") if row.amount_eur is not None]
    row = next((r for r in rows if r.key == data.chosen), rows[0] if rows else None)
    shares = [s for s in (r.of_maximum for r in row.readings) if s is not None] if row else []
    known = [r.of_maximum for p in data.of_kind("precedent") for r in p.readings]
    past = [share for share in known if share is not None]
    if row is None or not shares or not past:
        return lang.tr("No amount of this case can be set beside the fines so far yet.")
    return lang.tr(
        "{scenario} comes to {share} of its maximum; the fines so far were {low} to {high} of "
        "theirs.",
        scenario=quoted(lang, row.title), share=formats.share(lang, float(shares[0])),
        low=formats.share(lang, float(min(past))), high=formats.share(lang, float(max(past))),
    )  # fmt: skip


def _timeline(data: TimelineData, lang: Language) -> str:
    coming = next((m for m in data.marks if m.on >= data.marked_on), None)
    if coming is None:
        day = formats.day(lang, data.marked_on)
        return lang.tr("Nothing is due from {day} on.", day=day)
    return lang.tr("Next: {day}, {what}.", day=coming.day, what=coming.title)


def _range(data: OutcomeRangeData, lang: Language) -> str:
    """What is the worst of it: the rest stands above the chart."""
    del lang
    return sentence(data.severe_words)


_SENTENCES: dict[type, Callable[[Any, Language], str]] = {
    OutcomeRangeData: _range,
    ComparisonData: _comparison,
    ExceedanceData: _exceedance,
    DistributionData: _distribution,
    WaterfallData: _waterfall,
    TornadoData: _tornado,
    GridData: _grid,
    PeriodicData: _periodic,
    TreeData: _tree,
    OutcomeTreeData: _outcomes,
    DecisionDateData: _decision_dates,
    PrecedentData: _precedents,
    TimelineData: _timeline,
}
