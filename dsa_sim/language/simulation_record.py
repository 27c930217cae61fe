"""Results of the simulation as plain records, for `--json` on the command line.

Amounts are numbers in euro rounded to the cent, chances are from 0 to 1; inputs go by their path
("risk.chance"). Every record carries what makes it repeatable: scenario, trials, seed, law data.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET, UnsetType, structs

from dsa_sim.language.input_words import uncertain_name
from dsa_sim.language.law_pack_words import LawPackRecord, version_record
from dsa_sim.language.plain_record import Record
from dsa_sim.language.portfolio_words import problem_sentence
from dsa_sim.language.result_words import is_chance
from dsa_sim.language.translation import Language
from dsa_sim.model.break_even import BreakEven, Step
from dsa_sim.model.case import Case
from dsa_sim.model.portfolio import PortfolioExposure
from dsa_sim.model.portfolio_checks import check_portfolio
from dsa_sim.model.problems import Severity
from dsa_sim.model.sensitivity import ResultName, Swing, Tornado
from dsa_sim.model.simulation import QUANTILES, Exposure
from dsa_sim.model.weighted import Weighted


class RunRecord(Record, frozen=True, kw_only=True):
    """What makes a run repeatable."""

    scenario: str | None
    trials: int
    seed: int
    law_version: str
    law_pack: LawPackRecord | UnsetType = UNSET


class IfPaidRecord(Record, frozen=True, kw_only=True):
    """What is paid where something is paid."""

    mean_eur: float
    P10: float
    P50: float
    P90: float


class ExposureRecord(RunRecord, frozen=True, kw_only=True):
    """What is to be paid, as a distribution.

    Where nothing is assessed there is no result: `mean_eur` is null, the other figures are not
    there, and `draft` says so. `edges_eur` has the two amounts between which chance decides for a
    quantile at an edge, `quantile_errors_eur` the standard errors of all of them.
    """

    mean_eur: float | None
    mean_error_eur: float | UnsetType = UNSET
    quantiles_eur: dict[str, float] | UnsetType = UNSET
    edges_eur: dict[str, tuple[float, float]] | UnsetType = UNSET
    quantile_errors_eur: dict[str, float] | UnsetType = UNSET
    chance_any_fine: float | UnsetType = UNSET
    chance_of_payment: float | UnsetType = UNSET
    chance_of_none: float | UnsetType = UNSET
    if_paid: IfPaidRecord | UnsetType = UNSET
    chance_maximum_binds: float | UnsetType = UNSET
    contributions_eur: dict[str, float] | UnsetType = UNSET
    periodic_mean_eur: float | UnsetType = UNSET
    time_cost_mean_eur: float | UnsetType = UNSET
    defence_mean_eur: float | UnsetType = UNSET
    left_out: tuple[str, ...]
    excluded: tuple[str, ...]
    live: tuple[str, ...]
    draft: bool


class WeightedRecord(RunRecord, frozen=True, kw_only=True):
    """The scenarios by their weights, as one distribution; `scenario` is null."""

    weights: dict[str, float]
    mean_eur: float
    quantiles_eur: dict[str, float]
    chance_any_fine: float
    chance_of_none: float


class MemberRecord(ExposureRecord, frozen=True, kw_only=True):
    """A case of a portfolio: the figures of its own file."""

    name: str


class PortfolioProblemRecord(Record, frozen=True, kw_only=True):
    """What to know about the cases of a portfolio."""

    code: str
    severity: Severity
    text: str


class PortfolioRecord(Record, frozen=True, kw_only=True):
    """What several cases come to together; what the total is made of goes by their names.

    `severity` is how far their amounts hang together: lowest, likely, highest. `written` is the
    briefing that was written, if any.
    """

    total: ExposureRecord
    maximum_eur: str | None
    decisions: int
    severity: tuple[float, float, float] | None
    severity_reason: str
    cases: tuple[MemberRecord, ...]
    problems: tuple[PortfolioProblemRecord, ...]
    written: str | None


class SwingRecord(Record, frozen=True, kw_only=True):
    """What an input moves: the values it is held at, and the result at each."""

    path: str
    name: str
    low_held: float
    high_held: float
    low_result: float
    high_result: float
    point_chance: bool


class SensitivityRecord(RunRecord, frozen=True, kw_only=True):
    """What each uncertain input moves, the widest first."""

    result: ResultName
    base: float
    rows: tuple[SwingRecord, ...]


class StepOverRecord(Record, frozen=True, kw_only=True):
    """Both sides of a step over the target."""

    before: float
    result_before: float
    after: float
    result_after: float
    error: float | None


class SolutionRecord(RunRecord, frozen=True, kw_only=True):
    """The value of an input at which a result meets a target; null where none does.

    `error` is the standard error of `value` or of the place of the step.
    """

    input: str
    name: str
    result: ResultName
    target: float
    value: float | None
    reached: float | None
    error: float | None
    step: StepOverRecord | None
    constant: bool
    reachable: tuple[float, float]
    searched: tuple[float, float]


def exposure_record(exposure: Exposure) -> ExposureRecord:
    """The record of an exposure: means, quantiles, chances and what each infringement adds."""
    coverage = exposure.coverage
    return ExposureRecord(
        **_run(exposure.scenario, exposure.trials, exposure.seed),
        **(_figures(exposure) if coverage.is_modelled else {"mean_eur": None}),
        left_out=coverage.open,
        excluded=coverage.excluded,
        live=coverage.live,
        draft=bool(coverage.open),
    )


def _figures(exposure: Exposure) -> dict[str, Any]:
    return {
        "mean_eur": _cents(exposure.mean_eur),
        "mean_error_eur": _cents(exposure.mean_error_eur),
        "quantiles_eur": {_p(share): _cents(eur) for share, eur in exposure.quantiles_eur},
        "edges_eur": {
            _p(share): (_cents(low), _cents(high)) for share, (low, high) in exposure.edges_eur
        },
        "quantile_errors_eur": {
            _p(share): _cents(exposure.quantile_error_eur(share))
            for share, _ in exposure.quantiles_eur
        },
        "chance_any_fine": exposure.chance_any_fine,
        "chance_of_payment": exposure.chance_of_payment,
        "chance_of_none": exposure.chance_of_none,
        "if_paid": IfPaidRecord(
            mean_eur=_cents(exposure.paid_mean_eur),
            P10=_cents(exposure.paid_quantile_eur(0.1)),
            P50=_cents(exposure.paid_quantile_eur(0.5)),
            P90=_cents(exposure.paid_quantile_eur(0.9)),
        ),
        "chance_maximum_binds": exposure.chance_maximum_binds,
        "contributions_eur": {name: _cents(eur) for name, eur in exposure.contributions_eur},
        "periodic_mean_eur": _cents(exposure.periodic_mean_eur),
        "time_cost_mean_eur": _cents(exposure.time_cost_mean_eur),
        "defence_mean_eur": _cents(exposure.defence_mean_eur),
    }


def weighted_record(
    found: Weighted, weights: Mapping[str, float], *, trials: int, seed: int
) -> WeightedRecord:
    """The record of the weighed scenarios."""
    return WeightedRecord(
        **_run(None, trials, seed),
        weights=dict(weights),
        mean_eur=_cents(found.mean_eur),
        quantiles_eur={_p(share): _cents(found.quantile_eur(share)) for share in QUANTILES},
        chance_any_fine=found.chance_any_fine,
        chance_of_none=found.chance_of_none,
    )


def portfolio_record(
    found: PortfolioExposure, lang: Language, *, written: str | None
) -> PortfolioRecord:
    """The record of a portfolio: its total, its maximum, each of its cases, and its checks."""
    portfolio = found.portfolio
    maximum, severity = portfolio.maximum, portfolio.severity
    return PortfolioRecord(
        total=exposure_record(found.total),
        maximum_eur=None if maximum is None else str(maximum.amount),
        decisions=0 if maximum is None else maximum.decisions,
        severity=None
        if severity is None
        else (float(severity.minimum), float(severity.central), float(severity.maximum)),
        severity_reason=portfolio.severity_reason,
        cases=tuple(
            MemberRecord(name=member.name, **structs.asdict(exposure_record(part)))
            for member, part in zip(portfolio.members, found.parts, strict=True)
        ),
        problems=tuple(
            PortfolioProblemRecord(code=p.code, severity=p.severity, text=problem_sentence(p, lang))
            for p in check_portfolio(portfolio)
        ),
        written=written,
    )


def tornado_record(
    found: Tornado, case: Case, lang: Language, *, scenario: str | None, seed: int
) -> SensitivityRecord:
    """The record of a tornado; `case` as the scenario sees it."""
    return SensitivityRecord(
        **_run(scenario, found.trials, seed),
        result=found.result,
        base=_rounded(found.result, found.base),
        rows=tuple(_swing(swing, found.result, case, lang) for swing in found.swings),
    )


def break_even_record(
    found: BreakEven, name: str, *, scenario: str | None, trials: int, seed: int
) -> SolutionRecord:
    """The record of a break-even; `name` is that of its input."""
    return SolutionRecord(
        **_run(scenario, trials, seed),
        input=found.path,
        name=name,
        result=found.result,
        target=found.target,
        value=found.value,
        reached=None if found.reached is None else _rounded(found.result, found.reached),
        error=found.error,
        step=None if found.step is None else _step_over(found.step, found.result),
        constant=found.is_constant,
        reachable=(
            _rounded(found.result, found.reachable[0]), _rounded(found.result, found.reachable[1]),
        ),
        searched=found.searched,
    )  # fmt: skip


def _step_over(step: Step, result: ResultName) -> StepOverRecord:
    return StepOverRecord(
        before=step.before,
        result_before=_rounded(result, step.result_before),
        after=step.after,
        result_after=_rounded(result, step.result_after),
        error=step.error,
    )


def _run(scenario: str | None, trials: int, seed: int) -> dict[str, Any]:
    return {
        "scenario": scenario,
        "trials": trials,
        "seed": seed,
        **version_record(),
    }


def _swing(swing: Swing, result: ResultName, case: Case, lang: Language) -> SwingRecord:
    return SwingRecord(
        path=swing.input.path,
        name=uncertain_name(lang, case, swing.input),
        low_held=swing.at_low,
        high_held=swing.at_high,
        low_result=_rounded(result, swing.low),
        high_result=_rounded(result, swing.high),
        point_chance=swing.input.is_point_chance,
    )


def _p(share: float) -> str:
    return f"P{round(share * 100)}"


def _rounded(result: ResultName, value: float) -> float:
    return value if is_chance(result) else _cents(value)


def _cents(amount: float) -> float:
    return round(amount, 2)
