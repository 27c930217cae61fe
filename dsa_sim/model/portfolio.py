"""Several cases of one client as one exposure: what is to be paid for all of them together.

Each case is drawn as it is by itself, from its own seed, so that its figures are those of its own
file. The trials of a portfolio pair those of its cases: the first has its trials in the order
drawn, every other one in a random order of its own, which makes them independent. What one
authority sets in several of the cases may rise and fall together (`Portfolio.severity`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dsa_sim.model.amount_trials import common_level, own_start
from dsa_sim.model.assessment import Assessment, TotalMaximum, assess
from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.chain import Array
from dsa_sim.model.counting import Coverage
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.draw import Across, Sources
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import apply_scenario, scenario_of
from dsa_sim.model.simulation import THREADS, Exposure, Progress, exposure_of, worked_out
from dsa_sim.model.streams import BLOCK, Ranks, whole_blocks
from dsa_sim.model.trials import BlockSums, Plan, make_plan


@dataclass(frozen=True, kw_only=True)
class Member:
    """A case of a portfolio, what it is called there, and the scenario it is seen under."""

    name: str
    case: Case
    scenario: str | None = None

    @property
    def assessment(self) -> Assessment:
        """The case under its scenario, worked through."""
        return assess(self.case, self.scenario)

    @property
    def common_levels(self) -> tuple[str, ...]:
        """The common level of each starting amount that counts and is uncertain."""
        case, covered = self.assessment.case, self.assessment.coverage
        counted = set(covered.live) - set(covered.open)
        return tuple(
            common_level(case, i)
            for i in case.infringements
            if i.id in counted and _varies(case, i)
        )


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """The cases, at least one, and how far amounts that one authority sets hang together.

    `severity` (0–1; None is 0) joins the starting amounts of different cases as `Case.severity`
    does those of one; within a case they hang together at least as far. It says nothing about an
    authority that sets amounts in one of the cases alone. `severity_reason` says why.

    Raises:
        ValueError: there is no case, or two have one name.
    """

    members: tuple[Member, ...]
    severity: Estimate | None = None
    severity_reason: str = ""

    def __post_init__(self) -> None:
        """Refuse what has no sum, or no names to tell its parts by."""
        if not self.members or len({m.name for m in self.members}) < len(self.members):
            raise ValueError("a portfolio has cases, each with a name of its own")

    @property
    def trials(self) -> int:
        """The most trials that one of the cases asks for: all are run with as many."""
        return max(m.case.trials for m in self.members)

    @property
    def common_levels(self) -> frozenset[str]:
        """The authorities that set amounts in at least two cases, by their common level."""
        times = Counter(name for m in self.members for name in set(m.common_levels))
        return frozenset(name for name, count in times.items() if count > 1)

    @property
    def maximum(self) -> TotalMaximum | None:
        """The sum of the maxima of all decisions; None where one cannot be computed."""
        shown = [m.assessment for m in self.members]
        maxima = [a.maximum for a in shown if a.maximum is not None]
        if not maxima or any(
            a.maximum is None and any(d.counted for d in a.decisions) for a in shown
        ):
            return None
        return _together(maxima)


class IncompleteMemberError(IncompleteError):
    """A maximum of a case that is needed cannot be computed; `name` is that of the case."""

    def __init__(self, name: str, error: IncompleteError) -> None:
        super().__init__(error.code, error.where, error.problem)
        self.name = name


@dataclass(frozen=True, kw_only=True)
class PortfolioExposure:
    """What is to be paid for all cases together, and for each of them.

    In `total` contributions, periodic penalties and costs of time go by the names of the cases;
    its coverage has each allegation with the name of its case before it.
    """

    portfolio: Portfolio
    total: Exposure
    parts: tuple[Exposure, ...]


def told_apart(cases: Sequence[tuple[Case, str]]) -> tuple[str, ...]:
    """What cases are called in a portfolio: their titles, told apart by the names of their files.

    Where those are alike too, by a number.
    """
    titles = Counter(case.title for case, _ in cases)
    names: list[str] = []
    for case, file in cases:
        name = case.title if titles[case.title] == 1 else f"{case.title} ({file})"
        number = 2
        while name in names:
            name, number = f"{case.title} ({file} {number})", number + 1
        names.append(name)
    return tuple(names)


def simulate_portfolio(
    portfolio: Portfolio,
    *,
    trials: int | None = None,
    seed: int | None = None,
    threads: int = THREADS,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PortfolioExposure:
    """Run the trials of all cases together.

    `trials` default to the most that one of the cases asks for, `seed` to that of each case.

    Raises:
        KeyError: no scenario of a case carries the identifier.
        IncompleteMemberError: a maximum of a case cannot be computed (see `trials.make_plan`).
        CancelledError: `cancelled` said so.
    """
    count = whole_blocks(portfolio.trials if trials is None else trials)
    together = _Together(portfolio, count, seed)
    total = np.empty(count)
    blocks: list[_Block] = []
    for block in worked_out(together.run, total, threads, cancelled):
        blocks.append(block)
        if progress is not None:
            progress(len(blocks) * BLOCK, count)
    return together.exposure(total, blocks)


@dataclass(frozen=True, kw_only=True)
class _Block:
    """What a block adds up to, over all cases and in each."""

    total: float
    any_fine: int
    binds: int
    parts: tuple[BlockSums, ...]


class _Together:
    """The cases of a portfolio made ready for drawing, with the totals of each."""

    def __init__(self, portfolio: Portfolio, count: int, seed: int | None) -> None:
        self._portfolio = portfolio
        seeds = [m.case.seed if seed is None else seed for m in portfolio.members]
        self._sources = Sources(seeds[0], "stratified")
        self._totals = [np.empty(count) for _ in seeds]
        names = portfolio.common_levels
        self._plans = [
            self._plan(n, m, of, names)
            for n, (m, of) in enumerate(zip(portfolio.members, seeds, strict=True))
        ]

    def _plan(self, n: int, member: Member, seed: int, names: frozenset[str]) -> Plan:
        strength = self._portfolio.severity
        across = None
        if strength is not None and strength.maximum and names:
            across = Across(
                names=names, strength=strength, sources=self._sources,
                places=lambda block: self._places(n, block),
            )  # fmt: skip
        seen = _seen(member.case, member.scenario)
        try:
            return make_plan(seen, seed=seed, sampling="stratified", across=across)
        except IncompleteError as error:
            raise IncompleteMemberError(member.name, error) from error

    def _order(self, n: int, block: int) -> Ranks:
        """Which of its trials a case has in each trial of the portfolio, each one once."""
        if n == 0:
            return _IN_ORDER
        return self._sources.stream(f"portfolio.order.{n}").ranks(block)

    def _places(self, n: int, block: int) -> Ranks:
        """In which trial of the portfolio each trial of a case is."""
        places = np.empty_like(_IN_ORDER)
        places[self._order(n, block)] = _IN_ORDER
        return places

    def run(self, block: int, total: Array) -> _Block:
        """Work a block of all cases out; `total` takes what is paid in each trial."""
        total[:] = 0.0
        flags = np.zeros((2, len(total)), bool)
        parts = []
        for n, (plan, totals) in enumerate(zip(self._plans, self._totals, strict=True)):
            order = self._order(n, block)
            own, own_flags = totals[block * BLOCK :][:BLOCK], np.zeros_like(flags)
            parts.append(plan.run(block, own, own_flags))
            total += np.take(own, order, mode="clip")
            flags |= np.take(own_flags, order, axis=1, mode="clip")
            own.sort()
        any_fine, binds = (int(x) for x in flags.sum(axis=1))
        return _Block(total=float(total.sum()), any_fine=any_fine, binds=binds, parts=tuple(parts))

    def exposure(self, total: Array, blocks: list[_Block]) -> PortfolioExposure:
        """What all blocks come to."""
        for totals in (total, *self._totals):
            totals.setflags(write=False)
        members = self._portfolio.members
        parts = tuple(
            exposure_of(plan, totals, [b.parts[n] for b in blocks], members[n].scenario)
            for n, (plan, totals) in enumerate(zip(self._plans, self._totals, strict=True))
        )
        return PortfolioExposure(
            portfolio=self._portfolio, total=_total(members, parts, total, blocks), parts=parts
        )


_IN_ORDER = np.arange(BLOCK, dtype=np.uint16)


def _total(
    members: tuple[Member, ...], parts: tuple[Exposure, ...], total: Array, blocks: list[_Block]
) -> Exposure:
    count = len(total)
    names = [m.name for m in members]
    fines = [part.fines_mean_eur + part.procedural_mean_eur for part in parts]
    return Exposure(
        scenario=parts[0].scenario if len(parts) == 1 else None,
        seed=parts[0].seed,
        sampling="stratified",
        total_eur=total,
        fines_mean_eur=sum(part.fines_mean_eur for part in parts),
        procedural_mean_eur=sum(part.procedural_mean_eur for part in parts),
        periodic_mean_eur=sum(part.periodic_mean_eur for part in parts),
        chance_any_fine=sum(b.any_fine for b in blocks) / count,
        chance_maximum_binds=sum(b.binds for b in blocks) / count,
        contributions_eur=tuple(zip(names, fines, strict=True)),
        periodic_eur=tuple(zip(names, (part.periodic_mean_eur for part in parts), strict=True)),
        time_cost_eur=tuple(zip(names, (part.time_cost_mean_eur for part in parts), strict=True)),
        defence_eur=tuple(zip(names, (part.defence_mean_eur for part in parts), strict=True)),
        coverage=_covered(names, [part.coverage for part in parts]),
        block_means_eur=np.array([b.total for b in blocks]) / BLOCK,
    )


def _covered(names: list[str], parts: list[Coverage]) -> Coverage:
    """What stands behind the total, each allegation with the name of its case before it."""

    def of(field: str) -> tuple[str, ...]:
        return tuple(
            f"{name}: {one}"
            for name, part in zip(names, parts, strict=True)
            for one in getattr(part, field)
        )

    return Coverage(
        live=of("live"), unpriced=of("unpriced"), open=of("open"), excluded=of("excluded"),
        closed=of("closed"), without_turnover=of("without_turnover"),
        has_periodic=any(part.has_periodic for part in parts),
    )  # fmt: skip


def _seen(case: Case, scenario: str | None) -> Case:
    return apply_scenario(case, scenario_of(case, scenario))


def _varies(case: Case, infringement: Infringement) -> bool:
    """Whether an amount starts with an uncertain share of its own."""
    start = own_start(case, infringement) if infringement.fault != "none" else None
    return start is not None and start.estimate is not None and start.estimate.is_uncertain


def _together(maxima: list[TotalMaximum]) -> TotalMaximum:
    """The sum of several maxima, each with its decisions."""

    def added(field: str) -> Decimal:
        return sum((getattr(m, field) for m in maxima), Decimal(0))

    caps = {m.cap for m in maxima}
    return TotalMaximum(
        kind="infringement" if any(m.kind == "infringement" for m in maxima) else "procedural",
        amount=added("amount"), per_decision=added("per_decision"),
        per_infringement=added("per_infringement"), cap=caps.pop() if len(caps) == 1 else None,
        decisions=sum(m.decisions for m in maxima),
        infringements=sum(m.infringements for m in maxima),
        units=(sum(m.units[0] for m in maxima), sum(m.units[1] for m in maxima)),
        maxima=tuple(one for m in maxima for one in m.maxima),
        lowest=added("lowest"), highest=added("highest"),
    )  # fmt: skip
