"""Frames of the simulation: exposure, trials, and what drives the result."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dsa_sim.frames.assessed import STATE_WORDS, state_of
from dsa_sim.frames.declared import Column, Frame
from dsa_sim.model import by_decision_date as dated
from dsa_sim.model import sensitivity as drivers
from dsa_sim.model.case import Case
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.paired_trials import PairedTrials, paired_trials
from dsa_sim.model.sensitivity import ResultName, Swing
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.model.streams import whole_blocks

if TYPE_CHECKING:
    from pandas import DataFrame

_Result = tuple[str, float | None, float | None]
_EXPOSURE: Frame[_Result] = Frame(
    name="exposure",
    row="a result of the simulation",
    source="the trials of the case: fines after appeal, procedural fines, periodic penalties",
    columns=(
        Column("result", "text", "`mean`, `P5` … `P99`, parts of the mean, chances, and "
               "`if_paid_…`: of the trials in which anything is paid", lambda r: r[0]),
        Column("amount_eur", "eur",
               "the result, where it is an amount; missing where nothing is assessed",
               lambda r: r[1]),
        Column("chance_share", "share", "the result, where it is a chance", lambda r: r[2]),
    ),
)  # fmt: skip


@_EXPOSURE.documents
def exposure(
    case: Case,
    scenario: str | None = None,
    *,
    trials: int | None = None,
    seed: int | None = None,
) -> "DataFrame":
    """What is to be paid under a scenario: means, quantiles and chances.

    Raises:
        IncompleteError: a maximum that is needed cannot be computed.
    """
    found = simulate(case, scenario, trials=trials, seed=seed)
    return _EXPOSURE.filled(_results(found), case=case, **_about_run(found))


def _results(found: Exposure) -> Iterator[_Result]:
    amounts = {
        "mean": found.mean_eur,
        "mean_error": found.mean_error_eur,
        **{f"P{round(share * 100)}": eur for share, eur in found.quantiles_eur},
        "fines_mean": found.fines_mean_eur,
        "procedural_mean": found.procedural_mean_eur,
        "periodic_mean": found.periodic_mean_eur,
        "time_cost_mean": found.time_cost_mean_eur,
        "defence_mean": found.defence_mean_eur,
        "if_paid_mean": found.paid_mean_eur,
        **{f"if_paid_P{p}": found.paid_quantile_eur(p / 100) for p in (10, 50, 90)},
    }
    chances = {
        "chance_any_fine": found.chance_any_fine,
        "chance_of_payment": found.chance_of_payment,
        "chance_of_none": found.chance_of_none,
        "chance_maximum_binds": found.chance_maximum_binds,
    }
    # Where nothing is assessed there is no result: nought would be a statement.
    known = found.coverage.is_modelled
    yield from ((name, eur if known else None, None) for name, eur in amounts.items())
    yield from ((name, None, share if known else None) for name, share in chances.items())


def _about_run(found: Exposure) -> dict[str, Any]:
    return {
        "scenario": found.scenario, "trials": found.trials, "seed": found.seed,
        "left_out": list(found.left_out),
    }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Contribution:
    part: str
    title: str
    strand: str
    kind: str
    state: str
    mean_eur: float | None
    share: float | None


_CONTRIBUTIONS: Frame[_Contribution] = Frame(
    name="contributions",
    row="an infringement, or a periodic penalty",
    source="the trials of the case",
    columns=(
        Column("part", "text", "its identifier", lambda r: r.part),
        Column("title", "text", "its title, or the point of Art. 76(1)", lambda r: r.title),
        Column("strand", "text", "identifier of the strand", lambda r: r.strand),
        Column("kind", "text", "`infringement`, `procedural` or `periodic`", lambda r: r.kind),
        Column("state", "text", STATE_WORDS, lambda r: r.state),
        Column("mean_eur", "eur", "what it adds to the mean, cut pro rata where a maximum binds; "
               "0 for what is not assessed", lambda r: r.mean_eur),
        Column("of_mean_share", "share", "the same as a share of the mean", lambda r: r.share),
    ),
)  # fmt: skip


@_CONTRIBUTIONS.documents
def contributions(
    case: Case,
    scenario: str | None = None,
    *,
    trials: int | None = None,
    seed: int | None = None,
) -> "DataFrame":
    """What each infringement and each periodic penalty adds to the mean.

    Raises:
        IncompleteError: a maximum that is needed cannot be computed.
    """
    found = simulate(case, scenario, trials=trials, seed=seed)
    rows = _contributions(apply_scenario(case, scenario_of(case, scenario)), found)
    return _CONTRIBUTIONS.filled(rows, case=case, **_about_run(found))


def _contributions(case: Case, found: Exposure) -> Iterator[_Contribution]:
    known, mean = found.coverage.is_modelled, found.mean_eur
    alleged = {i.id: i for i in case.infringements}
    periodic = {p.id: (s, p) for s in case.strands for p in s.periodic}
    for name, eur in found.contributions_eur:
        part = alleged[name]
        yield _Contribution(
            part=name, title=part.title, strand=part.strand,
            kind="procedural" if part.is_procedural else "infringement",
            state=state_of(name, found.coverage), mean_eur=eur if known else None,
            share=eur / mean if known and mean else None,
        )  # fmt: skip
    for name, eur in found.periodic_eur:
        strand, item = periodic[name]
        yield _Contribution(
            part=name, title=item.trigger, strand=strand.id, kind="periodic", state="assessed",
            mean_eur=eur if known else None, share=eur / mean if known and mean else None,
        )  # fmt: skip


_TRIALS: Frame[PairedTrials] = Frame(
    name="trials",
    row="a trial, in the order drawn: what stands in a row happened together",
    source="the trials of the case; identifiers stand in the names as the case has them",
    columns=(
        Column("total_eur", "eur", "all that is paid: the next three", lambda t: t.total_eur),
        Column("fines_eur", "eur", "fines under Art. 74(1) after appeal",
               lambda t: _sum(t, t.fines)),
        Column("procedural_eur", "eur", "procedural fines after appeal",
               lambda t: _sum(t, t.procedural)),
        Column("periodic_eur", "eur", "periodic penalties", lambda t: _sum(t, t.periodic)),
        Column("maximum_binds", "flag", "a maximum took something away", lambda t: t.binds),
        Column("time_cost_eur", "eur", "what pending appeals cost; no part of the total",
               lambda t: _sum(t, t.time_cost)),
        Column("defence_eur", "eur", "what defending costs; no part of the total",
               lambda t: _sum(t, t.defence)),
        Column("fine_<strand>_eur", "eur", "the fine of the decision of a strand",
               lambda t: t.fines),
        Column("procedural_<strand>_eur", "eur", "procedural fines in a strand",
               lambda t: t.procedural),
        Column("infringement_<infringement>_eur", "eur",
               "what an infringement adds to the fine it is part of; 0 where it is not assessed",
               lambda t: t.infringements),
        Column("penalty_<periodic>_eur", "eur", "what a periodic penalty comes to",
               lambda t: t.periodic),
    ),
)  # fmt: skip


@_TRIALS.documents
def trials(
    case: Case, scenario: str | None = None, n: int | None = None, *, seed: int | None = None
) -> "DataFrame":
    """The trials themselves, a row each: `n` of them, as many as the case has unless told.

    Where nothing is assessed every amount is missing.

    Raises:
        IncompleteError: a maximum that is needed cannot be computed.
    """
    import pandas as pd

    found = paired_trials(case, scenario, trials=n, seed=seed)
    made = pd.DataFrame(dict(_columns(found)))
    if not found.coverage.is_modelled:
        made.loc[:, [name for name in made if name != "maximum_binds"]] = float("nan")
    return _TRIALS.described(
        made, case=case, scenario=scenario, trials=len(made), seed=found.seed,
        left_out=list(found.coverage.open),
    )  # fmt: skip


def _columns(found: PairedTrials) -> Iterator[tuple[str, Any]]:
    import pandas as pd

    for column in _TRIALS.columns:
        values: Any = column.value(found)
        if isinstance(values, dict):
            before, _, rest = column.name.partition("<")
            after = rest.partition(">")[2]
            yield from ((f"{before}{name}{after}", one) for name, one in values.items())
        else:
            yield column.name, pd.Series(values, dtype=column.dtype)


def _sum(found: PairedTrials, parts: dict[str, Any]) -> Any:
    return sum(parts.values(), 0.0 * found.total_eur)


_Bar = tuple[Swing, str]
_SENSITIVITY: Frame[_Bar] = Frame(
    name="sensitivity",
    row="an uncertain input, the one that moves the result most first",
    source="the simulation with one input held, on the same random numbers",
    columns=(
        Column("path", "text", "the input, as scenarios name it", lambda r: r[0].input.path),
        Column("input_unit", "text", "what the numbers held mean: `chance`, `share`, `eur`, "
               "`number`, `days`, or `date` (days after the likely one)",
               lambda r: r[0].input.kind),
        Column("low_held", "number", "its P10; 0 for a chance that is one value",
               lambda r: r[0].at_low, unit="input_unit"),
        Column("high_held", "number", "its P90; 1 likewise", lambda r: r[0].at_high,
               unit="input_unit"),
        Column("low_result", "number", "the result with the input at its low number",
               lambda r: r[0].low, unit="result_unit"),
        Column("high_result", "number", "the result with the input at its high number",
               lambda r: r[0].high, unit="result_unit"),
        Column("result_unit", "text", "`eur`, or `share` for a chance", lambda r: r[1]),
        Column("point_chance", "flag", "a chance entered as one value",
               lambda r: r[0].input.is_point_chance),
    ),
)  # fmt: skip


@_SENSITIVITY.documents
def sensitivity(
    case: Case,
    scenario: str | None = None,
    *,
    result: ResultName = "mean",
    trials: int | None = None,
    seed: int | None = None,
) -> "DataFrame":
    """How far each uncertain input moves a result; `attrs["base"]` is the result as it is.

    Raises:
        IncompleteError: a maximum that is needed cannot be computed.
    """
    found = drivers.tornado(case, scenario, result=result, trials=trials, seed=seed)
    unit = _unit(result)
    return _SENSITIVITY.filled(
        ((swing, unit) for swing in found.swings), case=case, result=result, base=found.base,
        **_run(case, scenario, found.trials, seed),
    )  # fmt: skip


_Point = tuple[float, float, float, str]
_GRID: Frame[_Point] = Frame(
    name="grid",
    row="a pair of numbers of two inputs",
    source="the simulation with both inputs held, on the same random numbers",
    columns=(
        Column("down_held", "number", "the number of the first input", lambda r: r[0],
               unit="unit of the input `attrs['down']`"),
        Column("across_held", "number", "the number of the second input", lambda r: r[1],
               unit="unit of the input `attrs['across']`"),
        Column("result", "number", "the result", lambda r: r[2], unit="result_unit"),
        Column("result_unit", "text", "`eur`, or `share` for a chance", lambda r: r[3]),
    ),
)  # fmt: skip


@_GRID.documents
def grid(
    case: Case,
    scenario: str | None = None,
    *,
    down: str | None = None,
    across: str | None = None,
    result: ResultName = "mean",
    steps: int = 7,
    trials: int = drivers.GRID_TRIALS,
    seed: int | None = None,
) -> "DataFrame":
    """A result over two inputs, named by their paths; unless told those that move it most.

    Raises:
        KeyError: the case has no such input.
        ValueError: both inputs are the same, or the case has fewer than two uncertain ones.
        IncompleteError: a maximum that is needed cannot be computed.
    """
    if down is None or across is None:
        bars = drivers.tornado(case, scenario, result=result, trials=trials, seed=seed).swings
        others = [bar.input.path for bar in bars if bar.input.path not in (down, across)]
        across, down = _pair(across, down, others)
    found = drivers.grid(
        case, down=down, across=across, steps=steps, result=result, scenario=scenario,
        trials=trials, seed=seed,
    )  # fmt: skip
    rows = (
        (y, x, float(value), _unit(result))
        for y, line in zip(found.down_values, found.results, strict=True)
        for x, value in zip(found.across_values, line, strict=True)
    )
    return _GRID.filled(
        rows, case=case, result=result, down=down, across=across,
        **_run(case, scenario, trials, seed),
    )  # fmt: skip


def _pair(across: str | None, down: str | None, ranked: list[str]) -> tuple[str, str]:
    """The inputs chosen, and in the place of one that is not the first of those ranked."""
    waiting = iter(ranked)
    chosen = [path or next(waiting, "") for path in (across, down)]
    if not all(chosen):
        raise ValueError("a grid needs two uncertain inputs")
    return chosen[0], chosen[1]


def _unit(result: ResultName) -> str:
    return "share" if result.startswith("chance") else "eur"


def _run(case: Case, scenario: str | None, trials: int, seed: int | None) -> dict[str, Any]:
    return {
        "scenario": scenario, "trials": whole_blocks(trials),
        "seed": case.seed if seed is None else seed,
    }  # fmt: skip


_Dated = tuple[str, dated.DatedExposure]
_DECISION_DATES: Frame[_Dated] = Frame(
    name="decision_dates",
    row="a day on which a strand may be decided",
    source="the maximum and the trials of the strand alone, for that day (Art. 74(1))",
    columns=(
        Column("strand", "text", "identifier of the strand", lambda r: r[0]),
        Column("decided_on", "day", "the day", lambda r: r[1].decision_on),
        Column("financial_year_end", "day", "the last day of the year that counts then",
               lambda r: r[1].year_ends_on),
        Column("projected", "flag", "its turnover is projected", lambda r: r[1].is_projected),
        Column("maximum_eur", "exact_eur", "the maximum of Art. 74(1)", lambda r: r[1].maximum_eur),
        Column("mean_eur", "eur", "what is to be paid, on average", lambda r: r[1].mean_eur),
        Column("p95_eur", "eur", "what 95 of 100 trials do not exceed", lambda r: r[1].p95_eur),
    ),
)  # fmt: skip


@_DECISION_DATES.documents
def decision_dates(
    case: Case,
    scenario: str | None = None,
    *,
    strand: str | None = None,
    days: tuple[date, ...] | None = None,
    trials: int = dated.TRIALS,
    seed: int | None = None,
) -> "DataFrame":
    """What another day of the decision comes to, for one strand or for all.

    Raises:
        KeyError: the case has no such strand.
    """
    names = [s.id for s in case.strands] if strand is None else [strand]
    rows = (
        (name, row)
        for name in names
        for row in dated.by_decision_date(
            case, name, scenario=scenario, days=days, trials=trials, seed=seed
        ).rows
    )
    return _DECISION_DATES.filled(rows, case=case, **_run(case, scenario, trials, seed))
