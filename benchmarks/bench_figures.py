"""How much the making of a chart costs beside its drawing: ratios in one run.

The window lays a chart out and paints it after every edit, so that both must cost well under half
of drawing its figure.
"""

import gc
import statistics
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from time import perf_counter

from dsa_sim.language import Language
from dsa_sim.report.charts.chart_data import (
    ComparisonData,
    ComparisonRow,
    WaterfallData,
    WaterfallStep,
)
from dsa_sim.report.charts.figures import Chart, draw
from dsa_sim.report.charts.precedents import Kind, PrecedentData, PrecedentRow, Reading
from dsa_sim.report.charts.screen import Screen
from dsa_sim.report.charts.timeline import Lane, TimelineData, TimelineMark

ROUNDS = 60
SIZE = (6.2, 4.1)
LANG = Language("en")


def comparison(fine: float) -> ComparisonData:
    first = ComparisonRow(
        scenario="", title="Base case", infringement_eur=fine, procedural_eur=6.2e7,
        maximum_eur=Decimal("7463681203.90"), rate=Decimal("0.06"), counted="one decision",
    )  # fmt: skip
    titles = ("All findings upheld", "Segment turnover only", "Early decision")
    others = (
        replace(first, scenario=t, title=t, maximum_eur=Decimal(10**9 * n))
        for n, t in enumerate(titles, 2)
    )
    return ComparisonData(rows=(first, *others))


def steps(fine: float) -> WaterfallData:
    running = (fine, fine * 1.2, fine * 1.8, fine * 2, fine * 1.9)
    names = ("start", "duration", "recurrence", "aggravating", "mitigating")
    made = [
        WaterfallStep(
            name=name, label=name.capitalize(), from_eur=before, to_eur=after,
            is_total=name == "start", exact=f"{after:,.2f}",
        )
        for name, before, after in zip(names, (0.0, *running), running, strict=False)
    ]  # fmt: skip
    made.append(
        WaterfallStep(
            name="amount", label="If fined", from_eur=0.0, to_eur=running[-1], is_total=True,
            exact="",
        )
    )  # fmt: skip
    return WaterfallData(
        infringement="x", title="x", steps=tuple(made), amount_eur=running[-1],
        maximum_eur=Decimal("7463681203.90"), rate=Decimal("0.06"),
    )  # fmt: skip


def record(shift: int) -> TimelineData:
    """25 events in three lanes; all of them move by so many days."""
    lanes: tuple[Lane, ...] = ("requests", "steps", "decisions")
    marks = tuple(
        TimelineMark(
            key=f"e{n}", lane=lanes[n % 3], on=date(2023, 4, 25) + timedelta(41 * n + shift),
            day=f"{n + 1} Apr 2023", title="Request for information on minors", kind="Request",
            provisions="Art. 67", source="IP/24/1485", status="Checked", reliable=bool(n % 3),
        )
        for n in range(25)
    )  # fmt: skip
    return TimelineData(marks=marks, bars=(), marked_on=date(2026, 2, 1), is_today=False)


def fines(amount: float) -> PrecedentData:
    def row(n: int) -> PrecedentRow:
        share = Fraction(int(amount * (n + 1)), 10**10)
        reading = Reading(
            label="group", base="Group", turnover_eur=Decimal(10**11), of_turnover=share * 6 / 100,
            of_maximum=share, solid=n % 2 == 0,
        )  # fmt: skip
        kind: Kind = "precedent" if n < 3 else "scenario"
        return PrecedentRow(
            key=str(n), kind=kind, title=f"Fine {n}", amount_eur=amount, detail="5 Dec 2025",
            readings=(reading,) if n else (reading, replace(reading, of_maximum=share * 7)),
        )  # fmt: skip

    return PrecedentData(rows=tuple(row(n) for n in range(8)))


def median_seconds(action: Callable[[int], object]) -> float:
    taken = []
    gc.disable()
    for turn in range(ROUNDS):
        start = perf_counter()
        action(turn)
        taken.append(perf_counter() - start)
    gc.enable()
    return statistics.median(taken)


def measure(name: str, make: Callable[[float], Chart]) -> None:
    chart, screen = make(4e8), Screen()
    draw = median_seconds(lambda _: chart.figure.canvas.draw())
    laid = median_seconds(lambda turn: make(4e8 + turn * 1e6))
    figure = median_seconds(lambda turn: make(5e8 + turn * 1e6).figure)

    def paint(turn: int) -> None:
        screen.paint(make(6e8 + turn * 1e6).scene, chart.dpi)

    whole = median_seconds(paint)
    print(
        f"{name}: bare draw {draw * 1e3:.1f} ms; as multiples of it: laid out {laid / draw:.2f}, "
        f"and made a figure {figure / draw:.2f}, and painted for a screen {whole / draw:.2f}"
    )


def main() -> None:
    shown = partial(draw, lang=LANG, size_inches=SIZE)
    measure("scenario comparison", lambda fine: shown(comparison(fine)))
    measure("waterfall", lambda fine: shown(steps(fine)))
    measure("timeline", lambda fine: shown(record(int(fine // 1e6) % 60)))
    measure("precedents", lambda fine: shown(fines(fine)))


if __name__ == "__main__":
    main()
