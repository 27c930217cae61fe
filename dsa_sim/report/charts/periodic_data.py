"""What the chart of a periodic penalty shows: the running total and the days to compliance."""

from dataclasses import dataclass

from dsa_sim.language import Language, formats, mark
from dsa_sim.model.running_total import LEVELS, Level, RunningTotal
from dsa_sim.report.charts.chart_data import Rows

DAY_NAMES: dict[Level, str] = {"low": mark("P10"), "likely": mark("Likely"), "high": mark("P90")}
LEVEL_NAMES: dict[Level, str] = {
    "low": mark("Low"), "likely": mark("Likely"), "high": mark("High"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PeriodicData:
    """The running total of one penalty."""

    total: RunningTotal

    def table(self, lang: Language) -> Rows:
        """The totals on the days of compliance, amounts to the cent."""
        tr, total = lang.tr, self.total
        head = (tr("Compliance"), tr("Days"), *(tr(LEVEL_NAMES[level]) for level in LEVELS))
        rows = [
            (
                tr(DAY_NAMES[name]),
                formats.number(lang, round(total.days[name])),
                *(
                    formats.exact_amount(lang, total.total_eur(total.days[name], level))
                    for level in LEVELS
                ),
            )
            for name in LEVELS
        ]
        return (head, *rows)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        total = self.total
        return lang.tr(
            "{title}: after {days} days (likely) {likely}, between {low} and {high}.",
            title=total.title,
            days=formats.number(lang, round(total.days["likely"])),
            **{
                level: formats.amount(lang, total.total_eur(total.days["likely"], level))
                for level in LEVELS
            },
        )
