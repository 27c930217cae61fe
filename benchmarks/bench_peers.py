"""Worked example E5 by this program and by others: squigglepy, OpenTURNS, pyfair, plain numpy.

All of them give mean, P50, P90 and P99, in the same process and in turn. For each, ours too, is
found with how many trials the four figures are within 0.2 % of the exact answer over ten seeds;
pyfair answers another question, has a million trials and is held against a million of ours. Printed
are the time of a run with so many, the least disturbed of several, its processor time, and the
ratios to ours. Each is asked the
fastest way we know and the way its manual teaches; the goals are judged by its fastest. We use two
threads, they use what they use.

    squigglepy   its Bernoulli and PERT (lambda 4, which is our distribution), limited by numpy
    OpenTURNS    its Bernoulli and four-parameter beta: one joint distribution with a symbolic
                 function of it, and marginals sampled one by one and put together by numpy
    pyfair       one model an infringement, findings as raw 0/1 input. It has no maximum, so that
                 numpy limits the sum; and its BetaPERT has another spread than the modified PERT
                 of the others, so that its figures answer another question (its time does not)
    numpy        the best we can write with plain random numbers: a pass over chunks that stay in
                 the cache, SFC64, double precision, quantiles by `partition`; amounts by its beta
                 where there is a finding, or looked up at random ranks in tables of quantiles

At last the peak memory of 10 000 000 trials of ours, in a process of its own.

The others are no part of the program and of none of its tests: dependency group `bench`.
"""

import importlib
import importlib.metadata
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bench_engine import MEMORY  # noqa: E402
from dsa_sim.model.distributions import quantile_table  # noqa: E402
from dsa_sim.model.estimate import around  # noqa: E402
from dsa_sim.model.simulation import simulate  # noqa: E402
from dsa_sim.storage import read_case  # noqa: E402
from tests.model import oracle  # noqa: E402

E5 = ROOT / "tests" / "cases" / "e5.dsacase"
CASE = read_case(E5).case
EXACT = oracle.exact(E5)
SHARES = (0.5, 0.9, 0.99)
WANTED = np.array([EXACT.mean, *(EXACT.quantile(q) for q in SHARES)])
TRIALS = 1_000_000
MAXIMUM, TURNOVER = 600e6, 1e10
TURNS = 3
SEEDS = range(1, 11)
ACCURACY = 0.002
SHARES_OF_A_MILLION = (0.5, 0.65, 0.8, 1.0, 1.5, 2.0, 3.0)
GOALS = {"squigglepy": 10.0, "openturns": 20.0, "pyfair": 30.0}
NUMPY_GOAL, MEMORY_GOAL_MB = 3.5, 300
CHUNK = 1 << 16

Totals = Callable[[int], Any]
"""Gives the totals of so many trials, every time with other random numbers."""


def infringements() -> Iterator[tuple[float, tuple[float, float, float]]]:
    """The chance of each infringement, and its amount in euro as low, likely, high."""
    for infringement in CASE.infringements:
        assert infringement.chance is not None
        assert infringement.start is not None
        of = infringement.start.estimate
        low, likely, high = (float(x) * TURNOVER for x in (of.low, of.likely, of.high))  # type: ignore[arg-type]
        yield float(infringement.chance.mean), (low, likely, high)


def squigglepy_ways() -> dict[str, Totals]:
    """One expression, as its manual teaches; and the parts put together by numpy."""
    import squigglepy as sq

    def sampled(distribution: Any, trials: int) -> Any:
        return np.asarray(sq.sample(distribution, trials, verbose=False))

    def expression(trials: int) -> Any:
        parts = [sq.bernoulli(chance) * sq.pert(*amount) for chance, amount in infringements()]
        whole = parts[0]
        for part in parts[1:]:
            whole = whole + part
        return np.minimum(sampled(whole, trials), MAXIMUM)

    def parts(trials: int) -> Any:
        total = np.zeros(trials)
        for chance, amount in infringements():
            total += sampled(sq.bernoulli(chance), trials) * sampled(sq.pert(*amount), trials)
        return np.minimum(total, MAXIMUM)

    return {"one expression": expression, "parts, added by numpy": parts}


def openturns_ways() -> dict[str, Totals]:
    """A joint distribution with a symbolic function, and the marginals added by numpy."""
    import openturns as ot

    def marginals() -> Iterator[tuple[Any, Any]]:
        for chance, (low, likely, high) in infringements():
            mode = (likely - low) / (high - low)
            yield ot.Bernoulli(chance), ot.Beta(1 + 4 * mode, 5 - 4 * mode, low, high)

    def joint(trials: int) -> Any:
        flat = [part for pair in marginals() for part in pair]
        names = [f"x{n}" for n in range(len(flat))]
        added = "+".join(f"{a}*{b}" for a, b in zip(names[::2], names[1::2], strict=True))
        paid = ot.SymbolicFunction(names, [f"min({added}, {MAXIMUM})"])
        return np.asarray(paid(ot.JointDistribution(flat).getSample(trials))).ravel()

    def parts(trials: int) -> Any:
        total = np.zeros(trials)
        for found, amount in marginals():
            drawn = (np.asarray(one.getSample(trials)).ravel() for one in (found, amount))
            total += next(drawn) * next(drawn)
        return np.minimum(total, MAXIMUM)

    return {"joint sample, symbolic function": joint, "marginals, added by numpy": parts}


def pyfair_ways() -> dict[str, Totals]:
    """A meta-model of one model an infringement, and the models added by numpy."""
    import pandas as pd
    import pyfair

    rng = np.random.default_rng(1)

    def models(trials: int) -> Iterator[Any]:
        for n, (chance, (low, likely, high)) in enumerate(infringements()):
            model = pyfair.FairModel(
                name=f"{n}", n_simulations=trials, random_seed=int(rng.integers(1 << 31))
            )
            found = pd.Series((rng.random(trials) < chance).astype(float))
            model.input_raw_data("Loss Event Frequency", found)
            model.input_data("Loss Magnitude", low=low, mode=likely, high=high)
            yield model.calculate_all()

    def parts(trials: int) -> Any:
        total = sum(model.export_results()["Risk"].to_numpy() for model in models(trials))
        return np.minimum(total, MAXIMUM)

    def meta(trials: int) -> Any:
        whole = pyfair.FairMetaModel(name="E5", models=list(models(trials))).calculate_all()
        return np.minimum(whole.export_results()["Risk"].to_numpy(), MAXIMUM)

    return {"models, added by numpy": parts, "meta-model": meta}


def numpy_ways() -> dict[str, Totals]:
    """A pass over chunks: amounts by numpy's beta where found, or looked up at random ranks."""
    rng = np.random.Generator(np.random.SFC64(1))
    risks = [
        (np.uint16(chance * CHUNK), low, high - low, (likely - low) / (high - low),
         quantile_table(around(*map(str, (low, likely, high)))))
        for chance, (low, likely, high) in infringements()
    ]  # fmt: skip

    def chunks(trials: int) -> Iterator[Any]:
        total = np.zeros(trials)
        yield total
        yield from (total[n : n + CHUNK] for n in range(0, trials, CHUNK))

    def beta(trials: int) -> Any:
        whole, *parts = chunks(trials)
        for part in parts:
            for limit, low, width, mode, _ in risks:
                found = rng.integers(0, CHUNK, len(part), dtype=np.uint16) < limit
                drawn = rng.beta(1 + 4 * mode, 5 - 4 * mode, np.count_nonzero(found))
                part[found] += low + width * drawn
            np.minimum(part, MAXIMUM, out=part)
        return whole

    values = np.empty(CHUNK)

    def tables(trials: int) -> Any:
        whole, *parts = chunks(trials)
        for part in parts:
            for limit, _, _, _, table in risks:
                found = rng.integers(0, CHUNK, len(part), dtype=np.uint16) < limit
                ranks = rng.integers(0, CHUNK, len(part), dtype=np.uint16)
                drawn = np.take(table, ranks, out=values[: len(part)], mode="clip")
                np.multiply(drawn, found, out=drawn)
                np.add(part, drawn, out=part)
            np.minimum(part, MAXIMUM, out=part)
        return whole

    return {"beta where found": beta, "tables at random ranks": tables}


WAYS = {
    "squigglepy": squigglepy_ways, "openturns": openturns_ways, "pyfair": pyfair_ways,
    "numpy": numpy_ways,
}  # fmt: skip


def available() -> dict[str, dict[str, Totals]]:
    """The ways of the packages that are installed; a line for those that are not."""
    found, missing = {}, []
    for package, ways in WAYS.items():
        try:
            importlib.import_module(package)
            found[package] = ways()
        except ImportError:
            missing.append(package)
    if missing:
        print(
            f"not installed: {', '.join(missing)}. To compare with them, install the dependency "
            "group into this environment: pip install --group bench (pip 25.1 or newer), or "
            f"pip install {' '.join(missing)}"
        )
    return found


def figures(total: Any) -> Any:
    """Mean, P50, P90 and P99 of totals."""
    places = [int(q * len(total)) for q in SHARES]
    return np.array([total.mean(), *np.partition(total, places)[places]])


def ours(trials: int, seed: int = 1) -> Any:
    """The figures of a run of this program, as it reports them."""
    run = simulate(CASE, trials=trials, seed=seed)
    return np.array([run.mean_eur, *(run.quantile_eur(q) for q in SHARES)])


def largest_error(got: Any) -> float:
    """The largest error of the four figures."""
    return float(np.max(np.abs(got / WANTED - 1)))


def needed(figures_of: Callable[[int, int], Any]) -> tuple[int, float]:
    """With how many trials a way is as exact as asked for over ten seeds, and its error then."""
    error = 0.0
    for trials in (int(TRIALS * share) for share in SHARES_OF_A_MILLION):
        error = max(largest_error(figures_of(trials, seed)) for seed in SEEDS)
        if error <= ACCURACY:
            break
    return trials, error


def needed_by(package: str, way: Totals) -> tuple[int, float]:
    """The same for a package: its totals are others at every call."""
    if package == "pyfair":
        return TRIALS, largest_error(figures(way(TRIALS)))
    return needed(lambda trials, _: figures(way(trials)))


def _figures_of(way: Totals, trials: int) -> Any:
    return figures(way(trials))


def times_of(action: Callable[[], Any]) -> Any:
    """How long an action takes, and its processor time."""
    begin, used = time.perf_counter(), time.process_time()
    action()
    return np.array([time.perf_counter() - begin, time.process_time() - used])


def main() -> None:
    """Print the table, whether each goal is met, and the peak memory."""
    warnings.simplefilter("ignore")
    ways = [(package, name, way) for package, of in available().items() for name, way in of.items()]
    counts = [needed(ours), (TRIALS, 0.0), *(needed_by(p, way) for p, _, way in ways)]
    names = ["dsa_sim", "dsa_sim, a million trials"]
    names += [f"{p} {importlib.metadata.version(p)}: {n}" for p, n, _ in ways]
    counts[1] = (TRIALS, max(largest_error(ours(TRIALS, seed)) for seed in SEEDS))
    actions = [partial(ours, n) for n, _ in counts[:2]]
    actions += [partial(_figures_of, w[2], n) for w, (n, _) in zip(ways, counts[2:], strict=True)]
    # Twice in a row, so that memory is warm.
    taken = [[np.minimum(times_of(a), times_of(a)) for a in actions] for _ in range(TURNS)]
    least = np.min(taken, axis=0)
    print("E5: trials, time, processor time, largest error over ten seeds")
    for name, (trials, wrong), (wall, used) in zip(names, counts, least * 1e3, strict=True):
        print(f"{name:56} {trials:>9,} {wall:6.0f} ms {used:6.0f} ms {wrong:8.3%}")
    for package in dict.fromkeys(p for p, _, _ in ways):
        base = least[1 if package == "pyfair" else 0]
        own = [t / base for (p, _, _), t in zip(ways, least[2:], strict=True) if p == package]
        wall, used = np.min(own, axis=0)
        goal = GOALS.get(package, NUMPY_GOAL)
        verdict = "met" if (used if package == "numpy" else wall) >= goal else "missed"
        print(f"{package}: {wall:.1f} × our time, {used:.1f} × our processor time "
              f"(goal {goal:.1f} ×: {verdict})")  # fmt: skip
    memory()


def memory() -> None:
    """Print the peak of ten million trials, whole and without what the program takes anyway."""
    peaks = []
    for trials in (0, 10_000_000):
        words = [sys.executable, "-c", MEMORY, str(E5), str(trials)]
        done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)
        peaks.append(int(done.stdout) / 1e6)
    verdict = "met" if peaks[1] < MEMORY_GOAL_MB else "missed"
    print(f"10,000,000 trials: peak memory {peaks[1]:.0f} MB, of which the run "
          f"{peaks[1] - peaks[0]:.0f} MB (goal {MEMORY_GOAL_MB} MB: {verdict})")  # fmt: skip


if __name__ == "__main__":
    main()
