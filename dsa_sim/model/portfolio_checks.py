"""What to know about cases that are added up: whether they belong together, and are each new."""

from collections.abc import Iterator
from itertools import combinations

from dsa_sim.model.case import Case
from dsa_sim.model.portfolio import Member, Portfolio
from dsa_sim.model.problems import Problem, note, warning


def check_portfolio(portfolio: Portfolio) -> tuple[Problem, ...]:
    """What puts the sum of the cases in doubt, or says how it was reached; doubts first.

    Facts called `names` are several names, one a line.
    """
    return (*_belonging(portfolio), *_severity(portfolio), *_runs(portfolio))


def _belonging(portfolio: Portfolio) -> Iterator[Problem]:
    """Cases of several clients, and what stands in two of the cases."""
    members = portfolio.members
    if len({_client(m.case) for m in members}) > 1:
        yield warning(
            "providers_differ", "", names="\n".join(dict.fromkeys(_provider(m) for m in members))
        )
    for first, second in combinations(members, 2):
        common = _alleged(first.case) & _alleged(second.case)
        if common and _client(first.case) == _client(second.case):
            yield warning(
                "counted_twice", second.name, first=first.name, second=second.name, n=len(common)
            )


def _severity(portfolio: Portfolio) -> Iterator[Problem]:
    """Whether the common severity has a reason, says something, and moves a case by itself."""
    severity, shared = portfolio.severity, portfolio.common_levels
    if severity is None or not severity.maximum:
        if shared:
            yield note("portfolio_independent", "")
        return
    if not portfolio.severity_reason.strip():
        yield warning("severity_without_reason", "")
    if not shared:
        yield note("severity_idle", "")
        return
    raised = [
        m.name for m in portfolio.members
        if (m.case.severity is None or m.case.severity.maximum < severity.maximum)
        and sum(name in shared for name in m.common_levels) > 1
    ]  # fmt: skip
    if raised:
        yield note("severity_raised", "", names="\n".join(raised))


def _runs(portfolio: Portfolio) -> Iterator[Problem]:
    """Cases that ask for different trials or seeds, and which are taken."""
    cases = [m.case for m in portfolio.members]
    if len({c.trials for c in cases}) > 1:
        yield note("trials_differ", "", trials=portfolio.trials)
    if len({c.seed for c in cases}) > 1:
        yield note("seeds_differ", "")


def _provider(member: Member) -> str:
    return member.case.provider.name


def _client(case: Case) -> str:
    """Providers of one group are one client."""
    return (case.provider.group or case.provider.name).strip().casefold()


def _alleged(case: Case) -> frozenset[tuple[object, ...]]:
    return frozenset(
        (i.title.strip().casefold(), i.provisions, i.period_start, i.period_end)
        for i in case.infringements
    )
