"""How much the making of a chart costs beside its drawing: ratios in one run.

The window makes and draws a chart after every edit, so that making it must cost well under half
of drawing it. `new` makes a figure, `into` redraws one that is there.
"""

import gc
import statistics
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from time import perf_counter

from dsa_sim.language import Language
from dsa_sim.report.chart_data import ComparisonData, ComparisonRow, WaterfallData, WaterfallStep
from dsa_sim.report.figures import Chart, scenario_comparison, waterfall

ROUNDS = 60
SIZE = (6.2, 4.1)
LANG = Language("en")


def comparison(fine: float) -> ComparisonData:
    first = ComparisonRow(
        scenario="", title="Base case", infringement_eur=fine, procedural_eur=6.2e7,
        maximum_eur=Decimal("7463681203.90"), rate=Decimal("0.06"), counts="one", count=1,
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


def median_seconds(action: Callable[[int], object]) -> float:
    taken = []
    gc.disable()
    for turn in range(ROUNDS):
        start = perf_counter()
        action(turn)
        taken.append(perf_counter() - start)
    gc.enable()
    return statistics.median(taken)


def measure(name: str, make: Callable[[float, Chart | None], Chart]) -> None:
    chart = make(4e8, None)
    draw = median_seconds(lambda _: chart.figure.canvas.draw())
    new = median_seconds(lambda turn: make(4e8 + turn * 1e6, None))
    into = median_seconds(lambda turn: make(5e8 + turn * 1e6, chart))

    def redraw(turn: int) -> None:
        make(6e8 + turn * 1e6, chart)
        chart.figure.canvas.draw()

    whole = median_seconds(redraw)
    print(
        f"{name}: bare draw {draw * 1e3:.1f} ms; as multiples of it: made new {new / draw:.2f}, "
        f"made into {into / draw:.2f}, made into and drawn {whole / draw:.2f}"
    )


def main() -> None:
    measure(
        "scenario comparison",
        lambda fine, into: scenario_comparison(
            comparison(fine), lang=LANG, size_inches=SIZE, into=into
        ),
    )
    measure(
        "waterfall",
        lambda fine, into: waterfall(steps(fine), lang=LANG, size_inches=SIZE, into=into),
    )


if __name__ == "__main__":
    main()
