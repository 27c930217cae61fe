"""Exports of a briefing against their floors, all in one run.

The PDFs are held against the bare `savefig` of their charts plus the layout library's own time for
the same text without charts; ten native slides against ten PNG slides; forty infringements in
every format against the example.
"""

import io
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

from dsa_sim.language import Language
from dsa_sim.model.case import Case
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.charts.catalogue import native_chart
from dsa_sim.report.charts.figures import printed
from dsa_sim.report.writers.export import export_briefing, order_of
from dsa_sim.report.writers.formats import FORMATS, Wanted
from dsa_sim.report.writers.pdf import preview_pages, write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.storage import read_case

EXAMPLE = Path(__file__).parents[1] / "assets" / "examples" / "aliexpress.dsacase"
LARGE = Path(__file__).parents[1] / "tests" / "cases" / "s08.dsacase"
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
        size = (6.45, block.inches)
        figure = printed(block.data, lang=briefing.lang, size_inches=size).figure
        figure.savefig(io.BytesIO(), format="svg")


def ten_slides(briefing: Briefing) -> Briefing:
    """Ten slides with a chart each, of charts that have a native form."""
    blocks = [b for b in charts_of(briefing) if native_chart(b.data, briefing.lang)]
    ten = tuple((blocks * 10)[:10])
    return replace(briefing, sections=(replace(briefing.sections[0], blocks=ten),))


def of_template(case: Case, template: str) -> Case:
    """The case with another document planned, and few trials: exports are timed, not runs."""
    plan = msgspec.structs.replace(case.plan, template=template)
    return msgspec.structs.replace(case, plan=plan, trials=4096)


def one_page(case: Case) -> None:
    """The document of one page against its chart and its text."""
    page = make_briefing(of_template(case, "summary"), scenario=None, lang=Language("en"))
    whole = timed(lambda: write_pdf(page))
    floor = timed(lambda: bare_charts(page)) + timed(lambda: write_pdf(without_charts(page)))
    print(f"one page: {whole:.3f} s, {whole / floor:.2f} x savefig + text (goal 0.7)")


def forty_infringements(case: Case) -> None:
    """Every format of a large case against the example's: the whole export, and the writing."""
    cases = [of_template(made, "memorandum") for made in (read_case(LARGE).case, case)]
    wanted = Wanted(scenario=None, lang=Language("en"))
    for row in FORMATS:
        with TemporaryDirectory() as folder:
            target = Path(folder, f"made{row.ending}")
            whole = [timed(partial(export_briefing, made, target, wanted)) for made in cases]
        orders = [order_of(made, row, wanted, None, None) for made in cases]
        written = [timed(partial(row.write, order)) for order in orders]
        ratios = [f"{large / small:.1f}" for large, small in (whole, written)]
        print(
            f"forty infringements {row.ending}: {ratios[0]} x the example, {ratios[1]} x in the "
            "writing alone (goal 5)"
        )


def main() -> None:
    """Print the ratios."""
    case = read_case(EXAMPLE).case
    one_page(case)
    forty_infringements(case)
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
