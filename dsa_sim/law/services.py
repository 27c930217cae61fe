"""What the law needs to know about a platform to tell which provisions bind it, and since when."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal

import msgspec

from dsa_sim.law.application_rules import application_rule

Service = Literal["intermediary", "hosting", "online_platform", "marketplace", "search_engine"]
"""Category of a service. Each platform category includes those before it; a search engine is an
intermediary service of its own kind (Art. 3(g), (i), (j))."""

_DESIGNATABLE = ("online_platform", "marketplace", "search_engine")


class PlatformFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts about one platform that decide which provisions bind it.

    `designation_notified` is the day the provider was notified; `designation_applies`, if given,
    is the first day of the Section 5 duties and wins over four months counted from it;
    `designation_ceases` is the first day on which they no longer apply (Art. 33(6)).
    """

    service: Service
    designation_notified: date | None = None
    designation_applies: date | None = None
    designation_ceases: date | None = None
    micro_or_small: bool = False
    eu_established: bool = True

    @property
    def designation_start(self) -> date | None:
        """First day of the Section 5 duties, None if not designated (Art. 33(1), (6))."""
        if self.service not in _DESIGNATABLE:
            return None
        if self.designation_applies is not None or self.designation_notified is None:
            return self.designation_applies
        return add_months(self.designation_notified, application_rule("designation").months or 0)

    @property
    def designation_known(self) -> date | None:
        """Day from which the platform counts as designated: notification, else first effect."""
        start = self.designation_start
        return None if start is None else (self.designation_notified or start)

    def designated(self, on: date | None = None) -> bool:
        """Tell whether the platform is designated on a day, or (None) was at any time."""
        known = self.designation_known
        if known is None or on is None:
            return known is not None
        return known <= on and (self.designation_ceases is None or on < self.designation_ceases)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month if it is shorter."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))
