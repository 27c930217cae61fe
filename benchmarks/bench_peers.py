"""Worked example E5 by this program and by others: squigglepy, OpenTURNS, pyfair.

All of them run 1 000 000 trials in the same process, in turn, and give mean, P50, P90 and P99;
printed are the time of the least disturbed run, the ratio to ours, and the largest error of the
four figures against the exact answer (ours: over ten seeds; theirs: in the last run). Each runs
as often as ours, twice in a row, so that memory is warm. Each is asked the fastest way we know
and the way its manual teaches; the goals are judged by its fastest. We use two threads, they use
what they use.

    squigglepy   its Bernoulli and PERT (lambda 4, which is our distribution), limited by numpy
    OpenTURNS    its Bernoulli and four-parameter beta: one joint distribution with a symbolic
                 function of it, and marginals sampled one by one and put together by numpy
    pyfair       one model an infringement, findings as raw 0/1 input. It has no maximum, so that
                 numpy limits the sum; and its BetaPERT has another spread than the modified PERT
                 of the others, so that its figures answer another question (its time does not)

The others are no part of the program and of none of its tests: dependency group `bench`.
"""

import importlib
import importlib.metadata
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

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
TURNS = 5
GOALS = {"squigglepy": 5.0, "openturns": 15.0, "pyfair": 30.0}

Totals = Callable[[], Any]


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

    def sampled(distribution: Any) -> Any:
        return np.asarray(sq.sample(distribution, TRIALS, verbose=False))

    def expression() -> Any:
        parts = [sq.bernoulli(chance) * sq.pert(*amount) for chance, amount in infringements()]
        whole = parts[0]
        for part in parts[1:]:
            whole = whole + part
        return np.minimum(sampled(whole), MAXIMUM)

    def parts() -> Any:
        total = np.zeros(TRIALS)
        for chance, amount in infringements():
            total += sampled(sq.bernoulli(chance)) * sampled(sq.pert(*amount))
        return np.minimum(total, MAXIMUM)

    return {"one expression": expression, "parts, added by numpy": parts}


def openturns_ways() -> dict[str, Totals]:
    """A joint distribution with a symbolic function, and the marginals added by numpy."""
    import openturns as ot

    def marginals() -> Iterator[tuple[Any, Any]]:
        for chance, (low, likely, high) in infringements():
            mode = (likely - low) / (high - low)
            yield ot.Bernoulli(chance), ot.Beta(1 + 4 * mode, 5 - 4 * mode, low, high)

    def joint() -> Any:
        flat = [part for pair in marginals() for part in pair]
        names = [f"x{n}" for n in range(len(flat))]
        added = "+".join(f"{a}*{b}" for a, b in zip(names[::2], names[1::2], strict=True))
        paid = ot.SymbolicFunction(names, [f"min({added}, {MAXIMUM})"])
        return np.asarray(paid(ot.JointDistribution(flat).getSample(TRIALS))).ravel()

    def parts() -> Any:
        total = np.zeros(TRIALS)
        for found, amount in marginals():
            drawn = (np.asarray(one.getSample(TRIALS)).ravel() for one in (found, amount))
            total += next(drawn) * next(drawn)
        return np.minimum(total, MAXIMUM)

    return {"joint sample, symbolic function": joint, "marginals, added by numpy": parts}


def pyfair_ways() -> dict[str, Totals]:
    """A meta-model of one model an infringement, and the models added by numpy."""
    import pandas as pd
    import pyfair

    rng = np.random.default_rng(1)

    def models() -> Iterator[Any]:
        for n, (chance, (low, likely, high)) in enumerate(infringements()):
            model = pyfair.FairModel(name=f"{n}", n_simulations=TRIALS, random_seed=n)
            found = pd.Series((rng.random(TRIALS) < chance).astype(float))
            model.input_raw_data("Loss Event Frequency", found)
            model.input_data("Loss Magnitude", low=low, mode=likely, high=high)
            yield model.calculate_all()

    def parts() -> Any:
        total = sum(model.export_results()["Risk"].to_numpy() for model in models())
        return np.minimum(total, MAXIMUM)

    def meta() -> Any:
        whole = pyfair.FairMetaModel(name="E5", models=list(models())).calculate_all()
        return np.minimum(whole.export_results()["Risk"].to_numpy(), MAXIMUM)

    return {"models, added by numpy": parts, "meta-model": meta}


WAYS = {"squigglepy": squigglepy_ways, "openturns": openturns_ways, "pyfair": pyfair_ways}


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
    ascending = np.sort(total)
    return np.array([total.mean(), *(ascending[int(q * len(total))] for q in SHARES)])


def ours(seed: int = 1) -> Any:
    """The figures of a run of this program, as it reports them."""
    run = simulate(CASE, trials=TRIALS, seed=seed)
    return np.array([run.mean_eur, *(run.quantile_eur(q) for q in SHARES)])


def largest_error(got: Any) -> float:
    """The largest error of the four figures."""
    return float(np.max(np.abs(got / WANTED - 1)))


def seconds(action: Callable[[], Any]) -> tuple[float, Any]:
    """How long an action takes, and what it gives."""
    begin = time.perf_counter()
    got = action()
    return time.perf_counter() - begin, got


def main() -> None:
    """Print the table and, for each package, whether its goal is met."""
    warnings.simplefilter("ignore")
    peers = available()
    ways = [(package, name, way) for package, of in peers.items() for name, way in of.items()]
    ours()
    own: list[float] = []
    times: list[list[float]] = [[] for _ in ways]
    errors = [0.0] * len(ways)
    for _ in range(TURNS):
        own += [seconds(ours)[0] for _ in range(2)]
        for n, (_, _, way) in enumerate(ways):
            for _ in range(2):
                taken, got = seconds(lambda way=way: figures(way()))  # type: ignore[misc]
                times[n].append(taken)
            errors[n] = largest_error(got)
    base = min(own)
    error = max(largest_error(ours(seed)) for seed in range(1, 11))
    print(f"E5, {TRIALS:,} trials: time, ratio to ours, largest error of mean, P50, P90, P99")
    print(f"{'dsa_sim':58} {base * 1e3:8.0f} ms {1:7.1f} {error:9.3%}")
    for (package, name, _), taken_all, wrong in zip(ways, times, errors, strict=True):
        label = f"{package} {importlib.metadata.version(package)}: {name}"
        taken = min(taken_all)
        print(f"{label:58} {taken * 1e3:8.0f} ms {taken / base:7.1f} {wrong:9.3%}")
    for package in peers:
        fastest = min(min(t) for (p, _, _), t in zip(ways, times, strict=True) if p == package)
        ratio, goal = fastest / base, GOALS[package]
        verdict = "met" if ratio >= goal else "missed"
        print(f"{package}: {ratio:.1f} × as long as ours (goal {goal:.0f} ×: {verdict})")


if __name__ == "__main__":
    main()
