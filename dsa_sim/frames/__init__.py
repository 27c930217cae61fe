"""Results as tables: each function gives a pandas DataFrame (columns: docs/frames.md).

    from dsa_sim import frames
    from dsa_sim.storage import read_case

    case = read_case("FILE.dsacase").case
    frames.maxima(case)
    frames.trials(case, "scenario", 100_000)

A scenario is named by its identifier; without one it is the base case. Exact amounts are
`decimal.Decimal`, modelled and simulated ones float64, both in euro; days are `datetime64[s]`;
codes and texts are strings. What is missing is not known or not assessed, never nought. `attrs`
say what a frame is of: the title and the as-of date of the case, the scenario, the law data, the
units of the columns, and seed and trials where it was simulated.

pandas is imported by the first frame that is made, not before.
"""

from dsa_sim.frames.assessed import decisions, infringements, scenarios, worksheet
from dsa_sim.frames.declared import FRAMES, Column, Frame
from dsa_sim.frames.facts import deadlines, maxima, turnover
from dsa_sim.frames.law_data import backtest, precedents, record, register
from dsa_sim.frames.simulated import (
    contributions,
    decision_dates,
    exposure,
    grid,
    sensitivity,
    trials,
)

__all__ = [
    "FRAMES",
    "Column",
    "Frame",
    "backtest",
    "contributions",
    "deadlines",
    "decision_dates",
    "decisions",
    "exposure",
    "grid",
    "infringements",
    "maxima",
    "precedents",
    "record",
    "register",
    "scenarios",
    "sensitivity",
    "trials",
    "turnover",
    "worksheet",
]
