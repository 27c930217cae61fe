"""The running total of a periodic penalty, day by day from the day appointed (Art. 76).

Every day adds the daily amount: a share of the daily maximum, low, likely and high. The days to
compliance end it; the definitive amount may be fixed lower afterwards (Art. 76(2)).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dsa_sim.model.case import Periodic
from dsa_sim.model.distributions import quantile_table
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.maxima import Maximum

Level = Literal["low", "likely", "high"]
LEVELS: tuple[Level, ...] = ("low", "likely", "high")


@dataclass(frozen=True, kw_only=True)
class RunningTotal:
    """A periodic penalty by day: daily amounts in euro, days to compliance as P10, likely, P90.

    `starts_on` is the day appointed; None where it is not stated. `definitive` is the likely
    share (0-1) finally fixed.
    """

    title: str
    starts_on: date | None
    daily_eur: dict[Level, float]
    days: dict[Level, float]
    definitive: float

    def total_eur(self, days: float, level: Level = "likely") -> float:
        """What has run up after so many days, before the definitive amount is fixed."""
        return self.daily_eur[level] * days

    @property
    def definitive_eur(self) -> float:
        """The likely definitive amount: likely days, likely daily amount, likely share."""
        return self.total_eur(self.days["likely"]) * self.definitive

    def on(self, days: float) -> date | None:
        """The day so many days after the day appointed; None where that is not stated."""
        return self.starts_on and self.starts_on + timedelta(round(days))


def running_total(item: Periodic, maximum: Maximum) -> RunningTotal:
    """The running total of a penalty under its daily maximum."""
    share = item.daily_share
    levels = zip(LEVELS, (share.minimum, share.central, share.maximum), strict=True)
    return RunningTotal(
        title=item.title,
        starts_on=item.from_on,
        daily_eur={level: float(maximum.amount * s) for level, s in levels},
        days={
            "low": _quantile(item.days, 0.1),
            "likely": float(item.days.central),
            "high": _quantile(item.days, 0.9),
        },
        definitive=1.0 if item.definitive is None else float(item.definitive.central),
    )


def _quantile(estimate: Estimate, share: float) -> float:
    if not estimate.is_uncertain:
        return float(estimate.central)
    table = quantile_table(estimate)
    return float(table[int(share * len(table))])
