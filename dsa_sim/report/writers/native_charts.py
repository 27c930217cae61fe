"""Charts as office programs draw them: a type, categories and the plotted values alone.

Amounts are in the unit that the chart's axis names, so that the values read as on the page. The
charts that no office program knows (timeline, decision tree, heat map) have no native form.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import floor, log10
from typing import Literal

from dsa_sim.language import Language, formats
from dsa_sim.language.amounts import AmountUnit
from dsa_sim.language.national_words import maximum_heading
from dsa_sim.language.quantities import decimals_of, exactly_decimal, rounded
from dsa_sim.language.result_words import result_name
from dsa_sim.model.running_total import LEVELS
from dsa_sim.report.briefing.blocks import ChartData
from dsa_sim.report.charts.chart_data import ComparisonData, WaterfallData, segments_of
from dsa_sim.report.charts.decision_date_data import DecisionDateData
from dsa_sim.report.charts.drivers_data import TornadoData
from dsa_sim.report.charts.exposure_data import DistributionData, ExceedanceData
from dsa_sim.report.charts.periodic_data import LEVEL_NAMES, PeriodicData
from dsa_sim.report.charts.precedent_data import PrecedentData

Kind = Literal["bar", "stacked_bar", "column", "stacked_column", "line", "scatter"]


@dataclass(frozen=True, kw_only=True)
class Series:
    """A named row of values, one for each category; None where there is none.

    `x` are the places of a scatter chart; `is_hidden` marks a row that only lifts the next one.
    """

    name: str
    values: tuple[float | None, ...]
    x: tuple[float, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class NativeChart:
    """A chart for an office program; `unit` says what the values are in ("€ m", "%")."""

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw; office programs take no such chart."""
        return not any(value is not None for row in self.series for value in row.values)


def native_chart(data: ChartData, lang: Language) -> NativeChart | None:
    """The native form of a chart; None where there is none."""
    match data:
        case ComparisonData():
            return _comparison(data, lang)
        case WaterfallData():
            return _waterfall(data, lang)
        case ExceedanceData():
            return _exceedance(data, lang)
        case DistributionData():
            return _distribution(data, lang)
        case TornadoData():
            return _tornado(data, lang)
        case PeriodicData():
            return _periodic(data, lang)
        case DecisionDateData():
            return _decision_dates(data, lang)
        case PrecedentData():
            return _precedents(data, lang)
    return None


def _scaled(
    amounts: Iterable[Decimal | float | None], unit: AmountUnit
) -> tuple[float | None, ...]:
    """Amounts in euro in the unit of the axis."""
    return tuple(None if a is None else float(a) / unit.divisor for a in amounts)


def _comparison(data: ComparisonData, lang: Language) -> NativeChart:
    rows = [row for row in data.rows if row.total_eur is not None]
    largest = max((float(r.maximum_eur or 0) for r in rows), default=0.0)
    unit = formats.unit_for(lang, max([largest, *(r.total_eur or 0.0 for r in rows)]))
    series = [
        Series(name=name, values=_scaled((getattr(r, field) for r in rows), unit))
        for field, name in segments_of(data.measure, lang, national=data.national).items()
    ]
    maxima = _scaled((r.maximum_eur for r in rows), unit)
    heading = maximum_heading(lang, national=data.national)
    series.append(Series(name=heading, values=maxima))
    return NativeChart(
        kind="bar", categories=tuple(r.title for r in rows), series=tuple(series), unit=unit.label
    )


def _waterfall(data: WaterfallData, lang: Language) -> NativeChart:
    unit = formats.unit_for(lang, max((abs(s.to_eur) for s in data.steps), default=0.0))
    lifted, shown = [], []
    for step in data.steps:
        low, high = sorted((0.0 if step.is_total else step.from_eur, step.to_eur))
        lifted.append(low / unit.divisor)
        shown.append((high - low) / unit.divisor)
    return NativeChart(
        kind="stacked_column", categories=tuple(s.label for s in data.steps), unit=unit.label,
        series=(
            Series(name="", values=tuple(lifted), is_hidden=True),
            Series(name=lang.tr("Amount"), values=tuple(shown)),
        ),
    )  # fmt: skip


def _exceedance(data: ExceedanceData, lang: Language) -> NativeChart:
    reach = max((c.reach_eur for c in data.curves), default=0.0)
    unit = formats.unit_for(lang, reach)
    series = tuple(
        Series(
            name=curve.title,
            x=tuple(amount / unit.divisor for amount, _ in curve.steps),
            values=tuple(chance for _, chance in curve.steps),
        )
        for curve in data.curves
    )
    return NativeChart(kind="scatter", categories=(), series=series, unit=unit.label)


def _distribution(data: DistributionData, lang: Language) -> NativeChart:
    unit = formats.unit_for(lang, data.reach_eur)
    edges = [b.from_eur for b in data.bars] + [b.to_eur for b in data.bars[-1:]]
    said = _edges([edge / unit.divisor for edge in edges], lang)
    names = [f"{low} – {high}" for low, high in pairwise(said)]
    shares: list[float | None] = [b.share for b in data.bars]
    if data.zero:
        names.insert(0, formats.number(lang, 0))
        shares.insert(0, data.zero)
    if data.spike is not None:
        names.append(data.spike.words)
        shares.append(data.spike.share)
    series = Series(name=lang.tr("Share of outcomes"), values=tuple(shares))
    return NativeChart(kind="column", categories=tuple(names), series=(series,), unit=unit.label)


def _edges(edges: Sequence[float], lang: Language) -> list[str]:
    """Edges of bars with as many decimals as tell one from the next, and no more."""
    narrowest = min((high - low for low, high in pairwise(edges)), default=1.0)
    # Two significant digits of the width of a bar.
    decimals = max(0, 1 - floor(log10(narrowest))) if narrowest > 0 else 0
    near = [rounded(exactly_decimal(edge), decimals) for edge in edges]
    shown = max(map(decimals_of, near), default=0)
    return [formats.number(lang, edge, decimals=shown) for edge in near]


def _tornado(data: TornadoData, lang: Language) -> NativeChart:
    share = data.result.startswith("chance")
    largest = max((max(abs(r.low), abs(r.high)) for r in data.rows), default=0.0)
    unit = formats.unit_for(lang, largest)
    divisor = 0.01 if share else float(unit.divisor)
    rows = data.rows[::-1]  # office programs draw the first category at the foot
    return NativeChart(
        kind="stacked_bar", categories=tuple(r.name for r in rows),
        series=(
            Series(
                name="", is_hidden=True, values=tuple(min(r.low, r.high) / divisor for r in rows)
            ),
            Series(
                name=result_name(lang, data.result),
                values=tuple(abs(r.high - r.low) / divisor for r in rows),
            ),
        ),
        unit="%" if share else unit.label,
    )  # fmt: skip


def _periodic(data: PeriodicData, lang: Language) -> NativeChart:
    total = data.total
    days = sorted({0.0, *total.days.values()})
    largest = max(total.total_eur(day, level) for day in days for level in LEVELS)
    unit = formats.unit_for(lang, largest)
    return NativeChart(
        kind="line", categories=tuple(formats.number(lang, round(day)) for day in days),
        series=tuple(
            Series(
                name=lang.tr(LEVEL_NAMES[level]),
                values=tuple(total.total_eur(day, level) / unit.divisor for day in days),
            )
            for level in LEVELS
        ),
        unit=unit.label,
    )  # fmt: skip


def _decision_dates(data: DecisionDateData, lang: Language) -> NativeChart:
    rows = data.found.rows
    largest = max((float(r.maximum_eur or 0) for r in rows), default=0.0)
    unit = formats.unit_for(lang, largest)
    expected, p95 = (r.mean_eur for r in rows), (r.p95_eur for r in rows)
    maxima = (r.maximum_eur for r in rows)
    return NativeChart(
        kind="line", unit=unit.label,
        categories=tuple(formats.day(lang, r.decision_on) for r in rows),
        series=(
            Series(name=lang.tr("Expected amount"), values=_scaled(expected, unit)),
            Series(name=lang.tr("P95"), values=_scaled(p95, unit)),
            Series(
                name=maximum_heading(lang, national=data.national), values=_scaled(maxima, unit)
            ),
        ),
    )  # fmt: skip


def _precedents(data: PrecedentData, lang: Language) -> NativeChart:
    found = [
        (": ".join(n for n in (row.title, reading.label) if n), float(reading.of_maximum))
        for row in data.rows
        for reading in row.readings
        if reading.of_maximum is not None
    ][::-1]
    series = Series(
        name=lang.tr("Share of the maximum"), values=tuple(share * 100 for _, share in found)
    )
    return NativeChart(
        kind="bar", categories=tuple(name for name, _ in found), series=(series,), unit="%"
    )
