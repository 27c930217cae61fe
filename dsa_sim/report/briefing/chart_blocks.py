"""A chart as a block of a briefing, its caption with what the reader should take from it."""

from dsa_sim.language import Language
from dsa_sim.report.briefing.blocks import ChartBlock
from dsa_sim.report.charts.figures import alternative
from dsa_sim.report.charts.kind import ChartData
from dsa_sim.report.charts.takeaways import takeaway


def chart_block(
    data: ChartData, lang: Language, caption: str, *, is_titled: bool = True
) -> ChartBlock:
    """A chart with its caption and its text alternative."""
    return ChartBlock(
        data=data, shows=caption, says=takeaway(data, lang),
        text_alternative=alternative(data, lang), is_titled=is_titled,
    )  # fmt: skip
