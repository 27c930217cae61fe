"""Results of the simulation as plain records, for `--json` on the command line.

Amounts are numbers in euro rounded to the cent, chances are from 0 to 1; inputs go by their path
("risk.chance"). Every record carries what makes it repeatable: scenario, trials, seed, law data.
"""

from typing import Any

from dsa_sim.language.input_words import uncertain_name
from dsa_sim.language.law_pack_words import version_record
from dsa_sim.language.portfolio_words import problem_sentence
from dsa_sim.language.result_words import is_chance
from dsa_sim.language.translation import Language
from dsa_sim.model.break_even import BreakEven
from dsa_sim.model.case import Case
from dsa_sim.model.portfolio import PortfolioExposure
from dsa_sim.model.portfolio_checks import check_portfolio
from dsa_sim.model.sensitivity import ResultName, Swing, Tornado
from dsa_sim.model.simulation import Exposure


def exposure_record(exposure: Exposure) -> dict[str, Any]:
    """The record of an exposure: means, quantiles, chances and what each infringement adds.

    `edges_eur` has the two amounts between which chance decides for a quantile at an edge,
    `quantile_errors_eur` the standard errors of all of them.

    Where nothing is assessed there is no result: the figures are left out, and `draft` says so.
    """
    coverage = exposure.coverage
    said: dict[str, Any] = {
        "left_out": list(coverage.open),
        "excluded": list(coverage.excluded),
        "live": list(coverage.live),
        "draft": bool(coverage.open),
        **run_record(exposure.scenario, exposure.trials, exposure.seed),
    }
    return {**_figures(exposure), **said} if coverage.is_modelled else {"mean_eur": None, **said}


def _figures(exposure: Exposure) -> dict[str, Any]:
    return {
        "mean_eur": _cents(exposure.mean_eur),
        "mean_error_eur": _cents(exposure.mean_error_eur),
        "quantiles_eur": {
            f"P{round(share * 100)}": _cents(amount) for share, amount in exposure.quantiles_eur
        },
        "edges_eur": {
            f"P{round(share * 100)}": [_cents(low), _cents(high)]
            for share, (low, high) in exposure.edges_eur
        },
        "quantile_errors_eur": {
            f"P{round(share * 100)}": _cents(exposure.quantile_error_eur(share))
            for share, _ in exposure.quantiles_eur
        },
        "chance_any_fine": exposure.chance_any_fine,
        "chance_of_payment": exposure.chance_of_payment,
        "chance_of_none": exposure.chance_of_none,
        "if_paid": {
            "mean_eur": _cents(exposure.paid_mean_eur),
            "P10": _cents(exposure.paid_quantile_eur(0.1)),
            "P50": _cents(exposure.paid_quantile_eur(0.5)),
            "P90": _cents(exposure.paid_quantile_eur(0.9)),
        },
        "chance_maximum_binds": exposure.chance_maximum_binds,
        "contributions_eur": {name: _cents(eur) for name, eur in exposure.contributions_eur},
        "periodic_mean_eur": _cents(exposure.periodic_mean_eur),
        "time_cost_mean_eur": _cents(exposure.time_cost_mean_eur),
        "defence_mean_eur": _cents(exposure.defence_mean_eur),
    }


def portfolio_record(found: PortfolioExposure, lang: Language) -> dict[str, Any]:
    """The record of a portfolio: its total, its maximum, each of its cases, and its checks.

    What the total is made of goes by the names of the cases.
    """
    portfolio = found.portfolio
    maximum, severity = portfolio.maximum, portfolio.severity
    return {
        "total": exposure_record(found.total),
        "maximum_eur": None if maximum is None else str(maximum.amount),
        "decisions": 0 if maximum is None else maximum.decisions,
        "severity": None
        if severity is None
        else [float(severity.minimum), float(severity.central), float(severity.maximum)],
        "severity_reason": portfolio.severity_reason,
        "cases": [
            {"name": member.name, **exposure_record(part)}
            for member, part in zip(portfolio.members, found.parts, strict=True)
        ],
        "problems": [
            {"code": p.code, "severity": p.severity, "text": problem_sentence(p, lang)}
            for p in check_portfolio(portfolio)
        ],
    }


def tornado_record(found: Tornado, case: Case, lang: Language) -> dict[str, Any]:
    """The record of a tornado, its rows the widest first; `case` as the scenario sees it."""
    return {
        "result": found.result,
        "base": _rounded(found.result, found.base),
        "rows": [_swing(swing, found.result, case, lang) for swing in found.swings],
    }


def break_even_record(found: BreakEven, name: str) -> dict[str, Any]:
    """The record of a break-even; `value` is null where no value meets the target.

    `step` has both sides where the result steps over it; `error` is the standard error of `value`
    or of the place of the step.
    """
    step = found.step
    return {
        "input": found.path,
        "name": name,
        "result": found.result,
        "target": found.target,
        "value": found.value,
        "reached": None if found.reached is None else _rounded(found.result, found.reached),
        "error": found.error,
        "step": None
        if step is None
        else {
            "before": step.before,
            "result_before": _rounded(found.result, step.result_before),
            "after": step.after,
            "result_after": _rounded(found.result, step.result_after),
            "error": step.error,
        },
        "constant": found.is_constant,
        "reachable": [_rounded(found.result, value) for value in found.reachable],
        "searched": list(found.searched),
    }


def run_record(scenario: str | None, trials: int, seed: int) -> dict[str, Any]:
    """What makes a run repeatable."""
    return {
        "scenario": scenario,
        "trials": trials,
        "seed": seed,
        **version_record(),
    }


def _swing(swing: Swing, result: ResultName, case: Case, lang: Language) -> dict[str, Any]:
    return {
        "path": swing.input.path,
        "name": uncertain_name(lang, case, swing.input),
        "low_held": swing.at_low,
        "high_held": swing.at_high,
        "low_result": _rounded(result, swing.low),
        "high_result": _rounded(result, swing.high),
        "point_chance": swing.input.is_point_chance,
    }


def _rounded(result: ResultName, value: float) -> float:
    return value if is_chance(result) else _cents(value)


def _cents(amount: float) -> float:
    return round(amount, 2)
