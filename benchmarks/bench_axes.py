"""What the same three charts cost on matplotlib's own Axes: ratios to ours in one run.

The Axes stand for a floor: bars, lines, ticks, grid, date axis and as many texts as ours shows, but
none of the placing that keeps labels apart. `in place`: figure, Axes and artists are made once and
updated, as after an edit, where ours is painted as for a screen; `new`: they are made for each
picture, as in an export. Each is drawn by Agg, in turns with ours; processor time, so that other
programs do not count.
"""

import gc
import statistics
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from time import process_time

import matplotlib.dates as mdates
from bench_figures import LANG, ROUNDS, SIZE, comparison, record
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dsa_sim.asset_files import asset_path
from dsa_sim.language import formats
from dsa_sim.model.assessment import assess
from dsa_sim.model.simulation import simulate
from dsa_sim.report.charts.exposure_data import exceedance_data
from dsa_sim.report.charts.figures import draw
from dsa_sim.report.charts.screen import Screen
from dsa_sim.storage import read_case

Drawn = Callable[[int], None]


def in_turns(ours: Drawn, axes: Drawn) -> tuple[float, float]:
    """The median seconds of each; they take turns, so that both meet the same load."""
    taken: tuple[list[float], list[float]] = ([], [])
    gc.disable()
    for turn in range(ROUNDS):
        for action, times in zip((ours, axes), taken, strict=True):
            start = process_time()
            action(turn)
            times.append(process_time() - start)
    gc.enable()
    return statistics.median(taken[0]), statistics.median(taken[1])


def bare() -> tuple[Figure, object]:
    figure = Figure(figsize=SIZE, dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.2, 0.15, 0.75, 0.7))
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def euros(value: float, _place: int) -> str:
    return formats.amount(LANG, value)


def texts(axes: object, count: int, move: Callable[[int, int], tuple[float, float]]) -> Drawn:
    made = [axes.text(0, 0, "", fontsize=8, parse_math=False) for _ in range(count)]

    def update(turn: int) -> None:
        for n, text in enumerate(made):
            text.set_position(move(n, turn))
            text.set_text(f"Label {n} {turn % 7}")

    return update


def comparison_on_axes() -> Drawn:
    figure, axes = bare()
    bars = [axes.barh(range(4), [1] * 4, height=0.5), axes.barh(range(4), [0] * 4, height=0.5)]
    marks = [axes.plot([0, 0], [n - 0.4, n + 0.4])[0] for n in range(4)]
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.xaxis.set_major_formatter(FuncFormatter(euros))
    axes.set_yticks(range(4), ["Base case", "All findings upheld", "Segment", "Early"])
    axes.grid(axis="x")
    label = texts(axes, 10, lambda n, turn: (1e9 + turn * 1e6, n * 0.35))

    def update(turn: int) -> None:
        for bar in bars:
            for patch in bar:
                patch.set_width(4e8 + turn * 1e6)
        for n, mark in enumerate(marks):
            mark.set_xdata([7e9 - n * 1e8] * 2)
        axes.set_xlim(0, 8e9)
        label(turn)
        figure.canvas.draw()

    return update


def exceedance_on_axes(points: int) -> Drawn:
    figure, axes = bare()
    (line,) = axes.step([0, 1], [1, 0], where="post")
    (dots,) = axes.plot([], [], "o")
    lines = [axes.axvline(0) for _ in range(3)]
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.xaxis.set_major_formatter(FuncFormatter(euros))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: formats.share(LANG, v)))
    axes.grid()
    label = texts(axes, 8, lambda n, _turn: (n * 1e9, 0.1 * n))

    def update(turn: int) -> None:
        reach = 8e9 + turn * 1e6
        line.set_data([reach * n / points for n in range(points)],
                      [1 - n / points for n in range(points)])  # fmt: skip
        dots.set_data([reach / 2, reach / 3, reach / 4], [0.5, 0.3, 0.2])
        for n, vertical in enumerate(lines):
            vertical.set_xdata([reach * (n + 1) / 4] * 2)
        axes.set_xlim(0, reach)
        axes.set_ylim(0, 1)
        label(turn)
        figure.canvas.draw()

    return update


def timeline_on_axes() -> Drawn:
    figure, axes = bare()
    (dots,) = axes.plot([], [], "o")
    axes.xaxis.set_major_locator(mdates.AutoDateLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{mdates.num2date(v):%b %Y}"))
    axes.set_yticks(range(3), ["Requests", "Steps", "Decisions"])
    axes.grid(axis="x")
    first = date(2023, 4, 25)
    label = texts(axes, 25, lambda n, turn: (mdates.date2num(first) + 41 * n + turn, n % 3 + 0.1))

    def update(turn: int) -> None:
        days = [first + timedelta(41 * n + turn) for n in range(25)]
        dots.set_data([mdates.date2num(day) for day in days], [n % 3 for n in range(25)])
        axes.set_xlim(mdates.date2num(first) - 30, mdates.date2num(first) + 1100)
        axes.set_ylim(-0.5, 2.8)
        label(turn)
        figure.canvas.draw()

    return update


def ours(data: Callable[[int], object]) -> Drawn:
    screen = Screen()

    def update(turn: int) -> None:
        chart = draw(data(turn), lang=LANG, size_inches=SIZE)
        screen.paint(chart.scene, chart.dpi)

    return update


def ours_new(data: Callable[[int], object], turn: int) -> None:
    draw(data(turn), lang=LANG, size_inches=SIZE).figure.canvas.draw()


def axes_new(make: Callable[[], Drawn], turn: int) -> None:
    make()(turn)


def main() -> None:
    case = read_case(asset_path("examples", "aliexpress.dsacase")).case
    runs = [
        exceedance_data((simulate(case, trials=20_000, seed=seed),), (assess(case),), LANG)
        for seed in (1, 2)
    ]
    points = len(runs[0].curves[0].steps)
    for name, chart, axes in (
        ("comparison", lambda n: comparison(4e8 + n * 1e6), comparison_on_axes),
        ("exceedance", lambda n: runs[n % 2], partial(exceedance_on_axes, points)),
        ("timeline", lambda n: record(n % 60), timeline_on_axes),
    ):
        kept = in_turns(ours(chart), axes())
        new = in_turns(partial(ours_new, chart), partial(axes_new, axes))
        for way, (mine, theirs) in (("in place", kept), ("new", new)):
            print(
                f"{name} {way}: ours, laid out and drawn, {mine * 1e3:.1f} ms; "
                f"the floor on Axes is {theirs / mine:.2f} of it"
            )


if __name__ == "__main__":
    main()
