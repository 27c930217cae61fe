"""Exports of a briefing against their floors, all in one run: PDF, and native slides.

The PDF is held against the bare `savefig` of its charts plus the layout library's own time for
the same text without charts; ten native slides against ten PNG slides.
"""

import io
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from dsa_sim.language import Language
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.charts.catalogue import native_chart
from dsa_sim.report.charts.figures import preferred_height, printed
from dsa_sim.report.writers.pdf import preview_pages, write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.storage import read_case

EXAMPLE = Path(__file__).parents[1] / "assets" / "examples" / "aliexpress.dsacase"
RUNS = 3


def timed(call) -> float:
    """The best of a few runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times)


def charts_of(briefing: Briefing) -> list[ChartBlock]:
    """The charts of a briefing, in order."""
    return [b for s in briefing.sections for b in s.blocks if isinstance(b, ChartBlock)]


def without_charts(briefing: Briefing) -> Briefing:
    """The same text alone."""
    return replace(
        briefing,
        sections=tuple(
            replace(s, blocks=tuple(b for b in s.blocks if not isinstance(b, ChartBlock)))
            for s in briefing.sections
        ),
    )


def bare_charts(briefing: Briefing) -> None:
    """Draw and save each chart, and nothing else."""
    for block in charts_of(briefing):
        size = (6.45, preferred_height(block.data))
        figure = printed(block.data, lang=briefing.lang, size_inches=size).figure
        figure.savefig(io.BytesIO(), format="svg")


def ten_slides(briefing: Briefing) -> Briefing:
    """Ten slides with a chart each, of charts that have a native form."""
    blocks = [b for b in charts_of(briefing) if native_chart(b.data, briefing.lang)]
    ten = tuple((blocks * 10)[:10])
    return replace(briefing, sections=(replace(briefing.sections[0], blocks=ten),))


def main() -> None:
    """Print the ratios."""
    case = read_case(EXAMPLE).case
    briefing = make_briefing(case, scenario=None, lang=Language("en"))
    write_pdf(briefing)  # fonts are loaded and modules imported
    pages = len(preview_pages(briefing, ppi=10))
    whole = timed(lambda: write_pdf(briefing))
    text = timed(lambda: write_pdf(without_charts(briefing)))
    bare = timed(lambda: bare_charts(briefing))
    print(f"PDF of {pages} pages, {len(charts_of(briefing))} charts: {whole:.2f} s")
    print(f"  bare savefig {bare:.2f} s, text alone {text:.2f} s")
    print(f"  ratio to 2 x savefig + text: {whole / (2 * bare + text):.2f} (goal 1)")
    slides = ten_slides(briefing)
    native = timed(lambda: write_slides(slides))
    pictures = timed(lambda: write_slides(slides, charts="pictures"))
    print(f"ten native slides {native:.2f} s, ten picture slides {pictures:.2f} s")
    print(f"  ratio: {native / pictures:.2f} (goal 0.25)")


if __name__ == "__main__":
    main()
