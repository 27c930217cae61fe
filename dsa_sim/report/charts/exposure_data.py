"""What the charts of the exposure show: the chance of exceeding an amount, and the spread.

Both are made from the trials of a simulation; amounts are in euro, chances and shares 0–1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10
from typing import Literal

import numpy as np

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.coverage_words import foot_words, left_out_words
from dsa_sim.language.exposure_words import above_words
from dsa_sim.model.assessment import Assessment, FineKind
from dsa_sim.model.chain import Array
from dsa_sim.model.simulation import Exposure
from dsa_sim.report.charts.chart_data import Rows, comparison_data, maximum_words, scenario_title

PointName = Literal["mean", "P50", "P95"]
LineName = Literal["maximum", "reserve", "tolerance"]

POINTS = 160
"""How many places a curve is drawn through, evenly over the amounts and over the chances."""
BARS = 40
_TAIL = 0.998
_HALF_CENT = 0.005
_FAR_LINE = 2.5
"""A reserve or tolerance that many times beyond the curve is an arrow at the edge."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)

POINT_NAMES: dict[PointName, str] = {
    "mean": mark("Expected"), "P50": mark("P50"), "P95": mark("P95"),
}  # fmt: skip
_QUANTILES: dict[PointName, float] = {"P50": 0.5, "P95": 0.95}
LINE_NAMES: dict[LineName, str] = {
    "maximum": mark("Maximum"), "reserve": mark("Reserve"), "tolerance": mark("Tolerance"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PlacedPoint:
    """An amount of a scenario on its curve, and the chance that the total exceeds it.

    `above` says in words how many outcomes lie above.
    """

    name: PointName
    amount_eur: float
    chance: float
    above: str = ""


@dataclass(frozen=True, kw_only=True)
class ExceedanceLine:
    """An amount that the total is held against; `words` name it with its amount."""

    name: LineName
    amount_eur: float
    chance: float
    words: str


@dataclass(frozen=True, kw_only=True)
class ExceedanceCurve:
    """A scenario (empty: the base case): amounts in rising order with the chance of more.

    The curve is a step curve: where several trials share an amount, it falls there. `reach_eur`
    is an amount that next to no trial exceeds.
    """

    scenario: str
    title: str
    steps: tuple[tuple[float, float], ...]
    chance_of_payment: float
    points: tuple[PlacedPoint, ...]
    reach_eur: float
    trials: int
    seed: int

    def point(self, name: PointName) -> PlacedPoint:
        """One of the named amounts."""
        return next(p for p in self.points if p.name == name)


@dataclass(frozen=True, kw_only=True)
class ExceedanceData:
    """The scenario in view (first), the base case where it is another, and the lines."""

    curves: tuple[ExceedanceCurve, ...]
    lines: tuple[ExceedanceLine, ...]
    foot: str = ""
    kind: FineKind = "infringement"

    @property
    def near_eur(self) -> float:
        """Where the axis ends: behind the curves, and behind lines that are not far beyond."""
        largest = max((c.reach_eur for c in self.curves), default=0.0)
        largest = max([largest, *(c.point("mean").amount_eur for c in self.curves)])
        near = [
            line.amount_eur for line in self.lines
            if line.amount_eur <= largest * (1.15 if line.name == "maximum" else _FAR_LINE)
        ]  # fmt: skip
        return max([largest, *near]) * 1.06 or 1e6

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, amounts to the cent, for copying and CSV."""
        head = (
            lang.tr("Scenario"),
            lang.tr("Name"),
            lang.tr("Amount"),
            lang.tr("Chance that the total is higher"),
        )
        return (head, *self._rows(lang))

    def _rows(self, lang: Language) -> Iterator[tuple[str, ...]]:
        for curve in self.curves:
            for point in curve.points:
                name = lang.tr(POINT_NAMES[point.name])
                yield curve.title, name, *_cells(lang, point.amount_eur, point.chance)
        for line in self.lines:
            name = lang.tr(LINE_NAMES[line.name])
            yield self.curves[0].title, name, *_cells(lang, line.amount_eur, line.chance)
        for curve in self.curves:
            for amount, chance in curve.steps:
                yield curve.title, "", *_cells(lang, amount, chance)

    def beside_the_maximum(self, lang: Language) -> str:
        """What the line of the maximum does not cover; empty without one."""
        if not any(line.name == "maximum" for line in self.lines):
            return ""
        return on_top(lang) if self.kind == "infringement" else procedural_only(lang)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        if not self.curves:
            return lang.tr("Nothing has been computed yet.")
        parts = [_curve_sentence(curve, lang) for curve in self.curves]
        parts += [
            lang.tr(
                "{line}: exceeded in {chance} of outcomes.",
                line=line.words, chance=formats.share(lang, line.chance),
            )
            for line in self.lines
        ]  # fmt: skip
        if said := self.beside_the_maximum(lang):
            parts.append(said)
        return " ".join(parts)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The share of trials whose total is above `from_eur` and up to `to_eur`."""

    from_eur: float
    to_eur: float
    share: float


@dataclass(frozen=True, kw_only=True)
class Spike:
    """The share of trials whose total is one amount to the cent: the statutory maximum."""

    amount_eur: float
    share: float
    words: str


@dataclass(frozen=True, kw_only=True)
class DistributionData:
    """How the totals of a scenario spread.

    `zero` is the share of trials without any payment, `beyond` that above the last bar. The
    bars do not count the trials of the spike; together all shares make 1.
    """

    scenario: str
    title: str
    zero: float
    bars: tuple[Bar, ...]
    beyond: float
    spike: Spike | None
    points: tuple[PlacedPoint, ...]
    trials: int
    seed: int
    foot: str = ""

    @property
    def reach_eur(self) -> float:
        """Where the last bar ends."""
        return self.bars[-1].to_eur if self.bars else 0.0

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, for copying and CSV."""
        head = (lang.tr("From"), lang.tr("To"), lang.tr("Share of outcomes"))
        zero = formats.exact_amount(lang, 0)
        return (
            head,
            (zero, zero, formats.share(lang, self.zero)),
            *(_bar_cells(lang, b.from_eur, b.to_eur, b.share) for b in self.bars),
            *self._rest(lang),
        )

    def _rest(self, lang: Language) -> Iterator[tuple[str, ...]]:
        if self.spike is not None:
            yield _bar_cells(lang, self.spike.amount_eur, self.spike.amount_eur, self.spike.share)
        if self.beyond:
            last = formats.exact_amount(lang, self.reach_eur)
            yield last, "", formats.share(lang, self.beyond)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        parts = [
            lang.tr(
                "{title}: no payment in {share} of outcomes.",
                title=self.title, share=formats.share(lang, self.zero),
            )
        ]  # fmt: skip
        parts.append(points_sentence(self.points, lang))
        if self.spike is not None:
            parts.append(
                lang.tr(
                    "Exactly at the maximum ({maximum}) in {share} of outcomes.",
                    maximum=self.spike.words, share=formats.share(lang, self.spike.share),
                )
            )  # fmt: skip
        return " ".join(parts)


def exceedance_data(
    exposures: Sequence[Exposure],
    assessments: Sequence[Assessment],
    lang: Language,
    *,
    chosen: str = "",
    points: int = POINTS,
) -> ExceedanceData:
    """What the exceedance curve shows: the chosen scenario and the base case.

    Of the exposures only those two are drawn, and those only whose assessment is given too.
    """
    given = {a.scenario.id if a.scenario else "": a for a in assessments}
    run = {e.scenario or "": e for e in exposures}
    # A scenario in which nothing is assessed has no curve.
    order = [
        key
        for key in dict.fromkeys((chosen, ""))
        if key in run and key in given and given[key].coverage.is_modelled
    ]
    curves = tuple(
        curve_of(run[key], scenario_title(given[key], lang), lang, points=points) for key in order
    )
    lines = tuple(_lines(run[order[0]], given[order[0]], lang)) if order else ()
    return ExceedanceData(
        curves=curves,
        lines=lines,
        foot=foot_words([given[key] for key in order], lang),
        kind=_kind(given[order[0]]) if order else "infringement",
    )


def distribution_data(
    exposure: Exposure, assessment: Assessment, lang: Language, *, bars: int = BARS
) -> DistributionData:
    """What the distribution of a scenario shows, in at most about so many bars."""
    totals = exposure.ascending_eur
    spike = _spike(exposure, assessment, lang)
    held = totals[np.searchsorted(totals, 0.0, side="right") :]
    if spike is not None:
        held = held[np.abs(held - spike.amount_eur) > _HALF_CENT]
    made = _bars(held, exposure.trials, bars, spike.amount_eur if spike else 0.0)
    reach = made[-1].to_eur if made else 0.0
    return DistributionData(
        scenario=exposure.scenario or "",
        title=scenario_title(assessment, lang),
        zero=1 - exposure.chance_above(0.0),
        bars=made,
        beyond=float(np.count_nonzero(held > reach)) / exposure.trials,
        spike=spike,
        points=_points(exposure, lang),
        trials=exposure.trials,
        seed=exposure.seed,
        foot=left_out_words(assessment, lang),
    )


def on_top(lang: Language) -> str:
    """What the maximum does not cover."""
    return lang.tr(
        "The maximum is that of fines for infringements; procedural fines and periodic penalties "
        "come on top."
    )


def procedural_only(lang: Language) -> str:
    """The same where only procedural fines are left."""
    return lang.tr("The maximum is that of procedural fines; periodic penalties come on top.")


def _kind(assessment: Assessment) -> FineKind:
    return assessment.maximum.kind if assessment.maximum else "infringement"


def points_sentence(points: Sequence[PlacedPoint], lang: Language) -> str:
    """The named amounts in a sentence."""
    named = {p.name: formats.amount(lang, p.amount_eur) for p in points}
    above = {p.name: p.above for p in points}
    return lang.tr(
        "Expected {mean}; P50 {p50} ({above50}); P95 {p95} ({above95}).",
        mean=named["mean"], p50=named["P50"], p95=named["P95"],
        above50=above["P50"], above95=above["P95"],
    )  # fmt: skip


def curve_of(
    exposure: Exposure, title: str, lang: Language, *, points: int = POINTS
) -> ExceedanceCurve:
    """The curve of an exposure under a title, drawn through about so many places."""
    return ExceedanceCurve(
        scenario=exposure.scenario or "",
        title=title,
        steps=thinned(exposure.ascending_eur, points),
        chance_of_payment=exposure.chance_above(0.0),
        points=_points(exposure, lang),
        reach_eur=exposure.quantile_eur(_TAIL),
        trials=exposure.trials,
        seed=exposure.seed,
    )


def thinned(ascending: Array, points: int) -> tuple[tuple[float, float], ...]:
    """Places on the step curve of the chance of more, the first at zero, the last the largest.

    Every place is exact; where many trials share an amount the curve falls straight down.
    """
    count = len(ascending)
    ranks = np.linspace(0, count - 1, points).astype(int)
    evenly = np.linspace(0.0, float(ascending[-1]), points)
    # An even amount stands for the trial at it or next below, which keeps every place a step.
    near = np.searchsorted(ascending, evenly, side="right") - 1
    amounts = np.unique(ascending[np.union1d(ranks, near[near >= 0])])
    amounts = amounts[amounts > 0]
    before = 1 - np.searchsorted(ascending, amounts, side="left") / count
    after = 1 - np.searchsorted(ascending, amounts, side="right") / count
    start = 1 - float(np.searchsorted(ascending, 0.0, side="right")) / count
    made = [(0.0, start)]
    for amount, high, low in zip(amounts, before, after, strict=True):
        made += [(float(amount), float(high)), (float(amount), float(low))]
    return tuple(dict.fromkeys(made))


def _points(exposure: Exposure, lang: Language) -> tuple[PlacedPoint, ...]:
    amounts: dict[PointName, float] = {
        "mean": exposure.mean_eur,
        "P50": exposure.quantile_eur(0.5),
        "P95": exposure.quantile_eur(0.95),
    }
    return tuple(
        PlacedPoint(
            name=name,
            amount_eur=eur,
            chance=exposure.chance_above(eur + _HALF_CENT),
            above=above_words(exposure, _QUANTILES[name], lang) if name in _QUANTILES else "",
        )
        for name, eur in amounts.items()
    )


def _lines(exposure: Exposure, assessment: Assessment, lang: Language) -> Iterator[ExceedanceLine]:
    row = comparison_data([assessment], lang).rows[0]
    case = assessment.case
    set_lines: tuple[tuple[LineName, Decimal | None], ...] = (
        ("maximum", row.maximum_eur),
        ("reserve", case.reserve_eur),
        ("tolerance", case.tolerance_eur),
    )
    for name, amount in set_lines:
        if amount is None:
            continue
        line_name = lang.tr(LINE_NAMES[name])
        words = f"{line_name} {formats.amount(lang, amount)}"
        yield line_of(
            exposure, name, amount, maximum_words(row, lang) if name == "maximum" else words
        )


def line_of(exposure: Exposure, name: LineName, amount: Decimal, words: str) -> ExceedanceLine:
    """An amount in euro that an exposure is held against, named by words."""
    return ExceedanceLine(
        name=name,
        amount_eur=float(amount),
        # Sums of binary fractions may stand a hair above the maximum they are cut at.
        chance=exposure.chance_above(float(amount) + _HALF_CENT),
        words=words,
    )


def _spike(exposure: Exposure, assessment: Assessment, lang: Language) -> Spike | None:
    row = comparison_data([assessment], lang).rows[0]
    if row.maximum_eur is None or not row.maximum_eur:
        return None
    amount = float(row.maximum_eur)
    share = exposure.chance_above(amount - _HALF_CENT) - exposure.chance_above(amount + _HALF_CENT)
    if share <= 0:
        return None
    return Spike(amount_eur=amount, share=share, words=maximum_words(row, lang))


def _bars(held: Array, trials: int, most: int, shown: float) -> tuple[Bar, ...]:
    """Bars of one round width from zero to where next to no trial is.

    The width is that of so many bars over what is shown, at least up to an amount.
    """
    if not len(held):
        return ()
    reach = float(held[min(int(_TAIL * len(held)), len(held) - 1)])
    width = _round_width(max(reach, shown) / most)
    count = max(1, int(np.ceil(reach / width)))
    edges = np.arange(count + 1) * width
    ends = np.searchsorted(held, edges, side="right")
    shares = np.diff(ends) / trials
    return tuple(
        Bar(from_eur=float(edges[n]), to_eur=float(edges[n + 1]), share=float(shares[n]))
        for n in range(count)
    )


def _round_width(rough: float) -> float:
    power = 10.0 ** floor(log10(max(rough, 0.01)))
    return next(step * power for step in _STEPS if step * power >= rough * 0.999999)


def _curve_sentence(curve: ExceedanceCurve, lang: Language) -> str:
    first = lang.tr(
        "{title}: a payment in {chance} of outcomes.",
        title=curve.title, chance=formats.share(lang, curve.chance_of_payment),
    )  # fmt: skip
    return f"{first} {points_sentence(curve.points, lang)}"


def _cells(lang: Language, amount: float, chance: float) -> tuple[str, str]:
    return formats.exact_amount(lang, amount), formats.share(lang, chance, 6)


def _bar_cells(lang: Language, start: float, end: float, share: float) -> tuple[str, str, str]:
    amounts = (formats.exact_amount(lang, start), formats.exact_amount(lang, end))
    return (*amounts, formats.share(lang, share, 6))
