"""What the chart of the exposure by decision date shows: a row for each day worked out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dsa_sim.language import Language, formats
from dsa_sim.language.national_words import maximum_heading
from dsa_sim.model.by_decision_date import ByDecisionDate, DatedExposure
from dsa_sim.report.charts.chart_data import Rows


@dataclass(frozen=True, kw_only=True)
class Step:
    """Days of decision to which one financial year belongs."""

    rows: tuple[DatedExposure, ...]

    @property
    def first(self) -> date:
        """The first of the days worked out."""
        return self.rows[0].decision_on

    @property
    def last(self) -> date:
        """The last of the days worked out."""
        return self.rows[-1].decision_on


@dataclass(frozen=True, kw_only=True)
class DecisionDateData:
    """One strand along days of its decision."""

    title: str
    found: ByDecisionDate
    foot: str = ""
    national: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The rows by the financial year that counts; those without a maximum are left out."""
        known = (row for row in self.found.rows if row.maximum_eur is not None)
        grouped = groupby(known, key=lambda row: (row.year_ends_on, row.maximum_eur))
        return tuple(Step(rows=tuple(rows)) for _, rows in grouped)

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, amounts to the cent."""
        tr = lang.tr
        head = (
            tr("Decision on"), tr("Financial year to"),
            maximum_heading(lang, national=self.national), tr("Expected amount"), tr("P95"),
        )  # fmt: skip
        return (head, *(_cells(row, lang) for row in self.found.rows))

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        return " ".join((f"{self.title}.", *self._sentences(lang)))

    def _sentences(self, lang: Language) -> Iterator[str]:
        for step in self.steps:
            row = step.rows[0]
            words = {
                "first": formats.day(lang, step.first), "last": formats.day(lang, step.last),
                "maximum": formats.amount(lang, row.maximum_eur), "year": _year(row, lang),
            }  # fmt: skip
            yield lang.tr(
                "Decision from {first} to {last}: maximum {maximum}, year to {year}.", **words
            )
            if row.mean_eur is not None:
                yield lang.tr(
                    "Expected {mean}, P95 {p95}.",
                    mean=formats.amount(lang, row.mean_eur),
                    p95=formats.amount(lang, row.p95_eur),
                )


def _year(row: DatedExposure, lang: Language) -> str:
    if row.year_ends_on is None:
        return "–"
    day = formats.day(lang, row.year_ends_on)
    return lang.tr("{day} (projected)", day=day) if row.is_projected else day


def _cells(row: DatedExposure, lang: Language) -> tuple[str, ...]:
    amounts = (row.maximum_eur, row.mean_eur, row.p95_eur)
    return (
        formats.day(lang, row.decision_on),
        _year(row, lang),
        *(formats.exact_amount(lang, amount) for amount in amounts),
    )
