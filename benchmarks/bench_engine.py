"""The engine: its time against numpy's bare random numbers, memory, growth, and accuracy.

a  A case of eight infringements in two strands, with appeal and periodic penalties, at 1 000 000
   trials on two threads, against numpy drawing as many uniform numbers as the case has inputs;
   the goal is a ratio of at most 5. numpy draws on one thread and, harder on us, on two.
b  10 000 000 trials with quantiles: the peak memory of a process of its own; the goal is 500 MB.
c  Time against trials, infringements and scenarios, each with its ratio to growth in proportion:
   above 1 it grows faster, below 1 what every run costs anyway is shared.
d  Worked example E5 against its exact answer: the largest error over ten seeds.
e  Tornado, grid of 11 × 11 and break-even of the example and others: their processor time in that
   of one simulation, taken in turn; the goal is ten on the example (14 rows).
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec
import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from dsa_sim.model.break_even import break_even  # noqa: E402
from dsa_sim.model.case import Case  # noqa: E402
from dsa_sim.model.sensitivity import grid, tornado  # noqa: E402
from dsa_sim.model.simulation import simulate  # noqa: E402
from dsa_sim.model.trials import make_plan  # noqa: E402
from dsa_sim.model.uncertain import inputs_of  # noqa: E402
from dsa_sim.storage import read_case  # noqa: E402
from tests.model import oracle  # noqa: E402

CASES = ROOT / "tests" / "cases"
WHOLE, E5 = CASES / "s05.dsacase", CASES / "e5.dsacase"
TRIALS = 1_000_000
EXAMPLE = ROOT / "assets" / "examples" / "aliexpress.dsacase"
TURNS, SENSITIVITY_TURNS = 9, 5
RATIO_GOAL = 10.0
TIME_GOAL, MEMORY_GOAL_MB, ERROR_GOAL = 5.0, 500, 0.002
SHARES = (0.5, 0.9, 0.99)

# In a process of its own: the peak is of one run, not of what this program did before.
MEMORY = """
import resource, sys
from pathlib import Path

def peak():
    # On Linux the other figure starts with that of the program that began this one.
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

from dsa_sim.model.simulation import simulate
from dsa_sim.storage import read_case
case = read_case(Path(sys.argv[1])).case
trials = int(sys.argv[2])
if trials:
    simulate(case, trials=trials).quantiles_eur
print(peak())
"""


def main() -> None:
    """Print the five measurements."""
    against_numpy()
    memory()
    growth()
    accuracy()
    sensitivity()


def against_numpy() -> None:
    """Print the time of the whole case as a multiple of numpy's."""
    case = read_case(WHOLE).case
    streams = inputs_drawn(case)
    ours, one, two = in_turn(
        lambda: simulate(case, trials=TRIALS),
        lambda: draw_uniforms(streams, threads=1),
        lambda: draw_uniforms(streams, threads=2),
    )
    print(
        f"a  {len(case.infringements)} infringements, {len(case.strands)} strands, {streams} inputs"
        f" drawn, {TRIALS:,} trials, two threads: {ours * 1e3:.0f} ms"
    )
    print(f"   numpy on one thread {one * 1e3:.0f} ms: ratio {ours / one:.2f} (goal {TIME_GOAL})")
    print(f"   numpy on two threads {two * 1e3:.0f} ms: ratio {ours / two:.2f}")


def inputs_drawn(case: Case) -> int:
    """How many streams of random numbers a case draws in every trial."""
    plan = make_plan(case, seed=1, sampling="stratified")
    plan.run(0, np.empty(1000))
    return plan.sources.streams_drawn


def draw_uniforms(streams: int, *, threads: int) -> None:
    """Draw `TRIALS` uniform numbers for each stream, each thread with a generator of its own."""

    def draw(seed: int) -> None:
        rng = np.random.default_rng(seed)
        for _ in range(seed, streams, threads):
            rng.random(TRIALS)

    if threads == 1:
        draw(0)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(draw, range(threads)))


def in_turn(*actions: Callable[[], object]) -> list[float]:
    """The least disturbed time of each, taken in turn so that all meet the same machine."""
    taken: list[list[float]] = [[] for _ in actions]
    for action in actions:
        action()
    for _ in range(TURNS):
        for action, times in zip(actions, taken, strict=True):
            begin = time.perf_counter()
            action()
            times.append(time.perf_counter() - begin)
    return [min(times) for times in taken]


def memory() -> None:
    """Print the peak memory of 10 000 000 trials, and what the program takes anyway."""
    peaks = []
    for trials in (0, 10 * TRIALS):
        words = [sys.executable, "-c", MEMORY, str(WHOLE), str(trials)]
        done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)
        peaks.append(int(done.stdout) / 1e6)
    print(
        f"b  {10 * TRIALS:,} trials with quantiles: peak memory {peaks[1]:.0f} MB, of which the "
        f"program before the run {peaks[0]:.0f} MB (goal {MEMORY_GOAL_MB} MB)"
    )


def growth() -> None:
    """Print how time grows with trials, infringements and scenarios."""
    case = read_case(WHOLE).case
    print("c  time, and its ratio to growth in proportion from the first row (quantiles included)")
    rows("trials", (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000), lambda n: run(case, n))
    five = read_case(E5).case
    rows(
        "infringements", (1, 2, 5, 10, 25, 50, 100),
        lambda n: run(with_infringements(five, n), TRIALS // 2),
    )  # fmt: skip
    rows("scenarios", (1, 2, 4, 8), lambda n: [run(case, TRIALS // 4) for _ in range(n)])


def run(case: Case, trials: int) -> object:
    """One run with all its quantiles."""
    return simulate(case, trials=trials).quantiles_eur


def with_infringements(case: Case, count: int) -> Case:
    """The case with so many infringements, its own again and again."""
    own = case.infringements
    return msgspec.structs.replace(
        case,
        infringements=tuple(
            msgspec.structs.replace(own[n % len(own)], id=f"infringement-{n + 1}")
            for n in range(count)
        ),
    )


def rows(what: str, counts: Sequence[int], action: Callable[[int], object]) -> None:
    """Print a row for each count: the least disturbed of three runs, and the ratio to linear."""
    first = 0.0
    for count in counts:
        taken = []
        for _ in range(3):
            begin = time.perf_counter()
            action(count)
            taken.append(time.perf_counter() - begin)
        first = first or min(taken)
        linear = first * count / counts[0]
        print(f"   {count:>12,} {what:14} {min(taken) * 1e3:9.1f} ms  {min(taken) / linear:6.2f}")


def accuracy() -> None:
    """Print the largest error over ten seeds in mean, P50, P90 and P99."""
    case, exact = read_case(E5).case, oracle.exact(E5)
    wanted = np.array([exact.mean, *(exact.quantile(q) for q in SHARES)])
    print(
        "d  E5, largest error over seeds 1 to 10      mean     P50     P90     P99    time of a run"
    )
    for trials in (TRIALS, 2 * TRIALS, 4 * TRIALS):
        errors, taken = [], []
        for seed in range(1, 11):
            begin = time.perf_counter()
            found = simulate(case, trials=trials, seed=seed)
            got = np.array([found.mean_eur, *(found.quantile_eur(q) for q in SHARES)])
            taken.append(time.perf_counter() - begin)
            errors.append(np.abs(got / wanted - 1))
        shown = "  ".join(f"{error:.3%}" for error in np.max(errors, axis=0))
        verdict = "met" if np.max(errors) <= ERROR_GOAL else "missed"
        print(
            f"   {trials:>9,} trials (goal {ERROR_GOAL:.1%} {verdict:6})           {shown}  "
            f"{statistics.median(taken) * 1e3:9.0f} ms"
        )


def sensitivity() -> None:
    """Print how many single simulations each way of looking at the drivers takes."""
    print("e  processor time in single simulations             tornado  grid 11 × 11   break-even")
    for path in (EXAMPLE, E5, WHOLE):
        case = read_case(path).case
        items = [item for item in inputs_of(case) if not item.is_certain]
        first, last = items[0].path, items[-1].path
        start = next(i.path for i in items if i.kind not in ("chance", "date"))
        target = 1.03 * simulate(case).quantile_eur(0.95)
        actions = (
            partial(run, case, case.trials),
            partial(tornado, case),
            partial(grid, case, down=first, across=last, steps=11),
            partial(break_even, case, start, target=target),
        )
        taken = np.array([[used(action) for action in actions] for _ in range(SENSITIVITY_TURNS)])
        ratios = np.median(taken[:, 1:] / taken[:, :1], axis=0)
        said = "  ".join(f"{ratio:11.1f}" for ratio in ratios)
        met = "" if path != EXAMPLE else f"  (goal {RATIO_GOAL:.0f}: {_verdict(ratios)})"
        print(f"   {path.stem:20} {len(items):>3} rows  {said}{met}")


def _verdict(ratios: np.ndarray) -> str:
    return "met" if ratios.max() < RATIO_GOAL else "missed"


def used(action: Callable[[], object]) -> float:
    """The processor time of an action, the lesser of two."""
    times = []
    for _ in range(2):
        begin = time.process_time()
        action()
        times.append(time.process_time() - begin)
    return min(times)


if __name__ == "__main__":
    main()
