"""What charts show, as small frozen values made from assessments.

Figures, hover texts, copied data and text alternatives all read these values, so that they
cannot disagree. Amounts are in euro.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from dsa_sim.language import Language, formats
from dsa_sim.language.coverage_words import foot_words
from dsa_sim.language.joining import named
from dsa_sim.language.maximum_words import counted_words, labelled_maximum
from dsa_sim.language.national_words import fines_heading, has_national, maximum_heading
from dsa_sim.language.worksheet_words import formula, step_name
from dsa_sim.model.assessment import Assessment, FineKind, Step, StepName, Worksheet
from dsa_sim.model.decisions import AppliedCap
from dsa_sim.model.maxima import Maximum

if TYPE_CHECKING:
    from dsa_sim.model.simulation import Exposure

Rows = tuple[tuple[str, ...], ...]
Measure = Literal["expected", "if_fined"]
"""What a bar of the comparison is: the mean of all outcomes, or what all fines come to."""


@dataclass(frozen=True, kw_only=True)
class ComparisonRow:
    """One scenario: what would be fined, or is expected to be paid, against its own maximum.

    `scenario` is its identifier (empty: the base case). The amounts are None where a maximum is
    missing, `is_open` (nothing is assessed yet) or `is_pending`: not worked out yet. 9 in 10
    outcomes lie from `low_eur` to `high_eur` (P5 and P95), where they are known. `maximum_eur` is
    the sum of the maxima of the decisions that can bring a fine (see `Assessment.maximum`), of
    `counted` decisions or infringements, and limits fines of one `kind`.
    """

    scenario: str
    title: str
    infringement_eur: float | None
    procedural_eur: float | None
    maximum_eur: Decimal | None
    rate: Decimal | None
    counted: str = ""
    kind: FineKind = "infringement"
    periodic_eur: float = 0.0
    low_eur: float | None = None
    high_eur: float | None = None
    is_pending: bool = False
    is_open: bool = False

    @property
    def total_eur(self) -> float | None:
        """The segments together; None where one cannot be computed."""
        if self.infringement_eur is None or self.procedural_eur is None:
            return None
        return self.infringement_eur + self.procedural_eur + self.periodic_eur

    @property
    def reach_eur(self) -> float:
        """How far what is drawn reaches."""
        return max(self.total_eur or 0.0, self.high_eur or 0.0)


@dataclass(frozen=True, kw_only=True)
class ComparisonData:
    """The scenarios in the order of the case; `chosen` is the identifier of the one in view."""

    rows: tuple[ComparisonRow, ...]
    chosen: str = ""
    measure: Measure = "if_fined"
    foot: str = ""
    national: bool = False

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, amounts to the cent, for copying and CSV."""
        columns = segments_of(self.measure, lang, national=self.national)
        head = [lang.tr("Scenario"), *columns.values(), self.total_name(lang)]
        if self.measure == "expected":
            head += [lang.tr("P5"), lang.tr("P95")]
        head.append(maximum_heading(lang, national=self.national))
        return (tuple(head), *(self.exact_row(row, lang) for row in self.rows))

    def total_name(self, lang: Language) -> str:
        """What the whole of a bar is."""
        return lang.tr("Expected amount") if self.measure == "expected" else lang.tr("Total")

    def exact_row(self, row: ComparisonRow, lang: Language) -> tuple[str, ...]:
        """The plotted values of one row, amounts to the cent."""
        known = row.total_eur is not None
        amounts: list[float | Decimal | None] = [
            getattr(row, name) if known else None
            for name in segments_of(self.measure, lang, national=self.national)
        ]
        amounts.append(row.total_eur)
        if self.measure == "expected":
            amounts += [row.low_eur, row.high_eur]
        amounts.append(row.maximum_eur)
        return (row.title, *(formats.exact_amount(lang, a) for a in amounts))

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        return " ".join(_row_sentence(row, lang) for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class WaterfallStep:
    """One bar: from `from_eur` to `to_eur`; a total stands on zero; `exact` explains it."""

    name: StepName
    label: str
    from_eur: float
    to_eur: float
    is_total: bool
    exact: str

    @property
    def effect_eur(self) -> float:
        """What the step changes."""
        return self.to_eur - self.from_eur


@dataclass(frozen=True, kw_only=True)
class WaterfallData:
    """How the amount of one infringement is reached; no steps where none was assumed yet."""

    infringement: str
    title: str
    steps: tuple[WaterfallStep, ...]
    amount_eur: float | None
    maximum_eur: Decimal | None = None
    rate: Decimal | None = None
    cap: AppliedCap = "per_decision"

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, amounts to the cent, for copying and CSV."""
        head = (lang.tr("Step"), lang.tr("Change"), lang.tr("Amount"))
        return (
            head,
            *(
                (
                    s.label,
                    "" if s.is_total else formats.exact_amount(lang, s.effect_eur),
                    formats.exact_amount(lang, s.to_eur),
                )
                for s in self.steps
            ),
        )

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        if not self.steps:
            return lang.tr("No amount has been assumed for “{title}” yet.", title=self.title)
        parts = [
            named(lang, s.label, formats.amount(lang, s.to_eur))
            if s.is_total
            else named(lang, s.label, formats.signed_amount(lang, s.effect_eur))
            for s in self.steps
            if s.is_total or s.effect_eur
        ]
        return f"{self.title}. {'; '.join(parts)}."


def segments_of(measure: Measure, lang: Language, *, national: bool = False) -> dict[str, str]:
    """The segments of a bar: the field of a row and its name."""
    found = {
        "infringement_eur": fines_heading(lang, national=national),
        "procedural_eur": lang.tr("Procedural fines"),
    }
    if measure == "expected":
        found["periodic_eur"] = lang.tr("Periodic payments")
    return found


def comparison_data(
    assessments: Sequence[Assessment], lang: Language, *, chosen: str = ""
) -> ComparisonData:
    """What would be fined in each scenario, one row for each assessment in their order."""
    return ComparisonData(
        rows=tuple(_row(a, lang) for a in assessments),
        chosen=chosen,
        foot=foot_words(assessments, lang, of_sum=True),
        national=any(has_national(a.case) for a in assessments),
    )


def expected_data(
    assessments: Sequence[Assessment],
    exposures: "Mapping[str, Exposure | None]",
    lang: Language,
    *,
    chosen: str = "",
) -> ComparisonData:
    """What is expected to be paid in each scenario, with its range.

    `exposures` are by the identifier of the scenario (empty: the base case); None where nothing
    can be computed. One that is missing is still being worked out.
    """
    rows = ((_row(a, lang), a.coverage.is_modelled) for a in assessments)
    return ComparisonData(
        rows=tuple(
            _expected_row(row, exposures if is_modelled else {row.scenario: None})
            for row, is_modelled in rows
        ),
        chosen=chosen,
        measure="expected",
        foot=foot_words(assessments, lang),
        national=any(has_national(a.case) for a in assessments),
    )


def _expected_row(row: ComparisonRow, exposures: "Mapping[str, Exposure | None]") -> ComparisonRow:
    exposure = exposures.get(row.scenario)
    if exposure is None:
        return replace(
            row, infringement_eur=None, procedural_eur=None,
            is_pending=row.scenario not in exposures,
        )  # fmt: skip
    return replace(
        row,
        infringement_eur=exposure.fines_mean_eur,
        procedural_eur=exposure.procedural_mean_eur,
        periodic_eur=exposure.periodic_mean_eur,
        low_eur=exposure.quantile_eur(0.05),
        high_eur=exposure.quantile_eur(0.95),
    )


def waterfall_data(
    sheet: Worksheet,
    lang: Language,
    *,
    maximum: Maximum | None = None,
    cap: AppliedCap = "per_decision",
) -> WaterfallData:
    """What the waterfall of a worksheet shows; steps that are seldom used only where used."""
    return WaterfallData(
        infringement=sheet.infringement.id,
        title=sheet.infringement.title,
        steps=tuple(_waterfall_steps(sheet, lang)),
        amount_eur=sheet.amount_eur,
        maximum_eur=maximum.amount if maximum else None,
        rate=maximum.rate if maximum else None,
        cap=cap,
    )


def scenario_title(assessment: Assessment, lang: Language) -> str:
    """The title of the scenario, or the words for the base case."""
    return assessment.scenario.title if assessment.scenario else lang.tr("Base case")


def maximum_words(row: ComparisonRow, lang: Language) -> str:
    """The maximum of a row as its mark is labelled; empty without one."""
    if row.maximum_eur is None:
        return ""
    amount = formats.amount(lang, row.maximum_eur)
    counted = f", {row.counted}" if row.counted else ""
    return labelled_maximum(f"{amount}{counted}", row.rate, lang)


def _row(assessment: Assessment, lang: Language) -> ComparisonRow:
    found, priced = assessment.maximum, assessment.coverage.is_priced
    return ComparisonRow(
        scenario=assessment.scenario.id if assessment.scenario else "",
        title=scenario_title(assessment, lang),
        infringement_eur=assessment.fines_eur("infringement") if priced else None,
        procedural_eur=assessment.fines_eur("procedural") if priced else None,
        maximum_eur=assessment.maximum_eur,
        rate=found.rate if found else None,
        counted=counted_words(found, lang) if found else "",
        kind=found.kind if found else "infringement",
        is_open=not priced,
    )


def _waterfall_steps(sheet: Worksheet, lang: Language) -> list[WaterfallStep]:
    made = []
    before = 0.0
    for step in sheet.steps:
        total = step.name in ("start", "amount")
        if step.name in ("deterrence", "other_penalties") and not step.estimates:
            continue
        made.append(
            WaterfallStep(
                name=step.name,
                label=step_name(step.name, lang),
                from_eur=0.0 if total else before,
                to_eur=step.value_eur,
                is_total=total,
                exact=_exact_step(sheet, step, lang),
            )
        )
        before = step.value_eur
    return made


def _exact_step(sheet: Worksheet, step: Step, lang: Language) -> str:
    amount = formats.exact_amount(lang, step.value_eur)
    return f"{named(lang, step_name(step.name, lang), amount)}\n{formula(sheet, step, lang)}"


def _row_sentence(row: ComparisonRow, lang: Language) -> str:
    if row.total_eur is None:
        if row.is_pending:
            return lang.tr("{title}: being worked out.", title=row.title)
        if row.is_open:
            return lang.tr("{title}: not assessed yet.", title=row.title)
        return lang.tr("{title}: cannot be computed.", title=row.title)
    amount = formats.amount(lang, row.total_eur)
    if row.low_eur is not None and row.high_eur is not None:
        amount = lang.tr(
            "expected {amount}, 9 in 10 outcomes from {low} to {high}",
            amount=amount,
            low=formats.amount(lang, row.low_eur),
            high=formats.amount(lang, row.high_eur),
        )
    words = maximum_words(row, lang)
    if not words:
        return lang.tr("{title}: {amount}.", title=row.title, amount=amount)
    return lang.tr("{title}: {amount}; {maximum}.", title=row.title, amount=amount, maximum=words)
