"""Damaged and hostile files without end: each is read, or refused in one line of our own.

Run as a program (`dev.py fuzz N`). The input of a number, a kind and a seed is always the same one:
`--kind KIND --first NUMBER 1` makes a single one again. What is found is kept in the folder of
`--keep`.
"""

import argparse
import contextlib
import faulthandler
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz_inputs import KINDS, Kind, kind_of

LONGEST = 5.0
"""Seconds of the processor that an input may take: others may be at work on the computer."""
_PATIENCE = 12
"""After so many times as many seconds by the clock an input that only waits is ended, too."""
_ADDRESS_SPACE = 6 * 1024**3
_PART = 100
"""Inputs between two reports of a worker."""
_FINDINGS_SHOWN = 40


@dataclass
class Tally:
    """What came of the inputs of a kind."""

    taken: int = 0
    refused: int = 0
    seconds: float = 0.0


@dataclass
class Found:
    """What was found: places of tracebacks with their first input, and how often."""

    first: dict[str, tuple[str, str]] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)

    def add(self, place: str, name: str, text: str) -> None:
        """Take another finding; the first of its place is shown."""
        self.count[place] += 1
        self.first.setdefault(place, (name, text))


def main(argv: list[str] | None = None) -> int:
    """Try so many inputs; 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("inputs", type=int, nargs="?", default=10_000, metavar="N")
    parser.add_argument("--kind", choices=[kind.name for kind in KINDS], help="only this kind")
    parser.add_argument("--seed", type=int, default=1, help="other inputs (1)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input (0)")
    parser.add_argument("--processes", type=int, default=2, help="workers at a time (2)")
    parser.add_argument("--keep", type=Path, help="a folder for what is found")
    asked = parser.parse_args(argv)
    return _Run(asked).finished()


class _Run:
    """A run with its workers: each takes every so manieth part of the inputs."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked, self.found = asked, Found()
        self.tallies: dict[str, Tally] = {kind.name: Tally() for kind in KINDS}
        self.memory: dict[int, list[int]] = {}
        self.context = multiprocessing.get_context("fork")
        self.done = 0

    def finished(self) -> int:
        """Run until every input was tried, and say what came of it."""
        for kind in KINDS:
            # What inputs are made of is made once, and shared by the workers.
            kind.make(_dice(kind, 0, self.asked.seed))
        began = time.monotonic()
        workers = [_Worker(self, number) for number in range(self.asked.processes)]
        for worker in workers:
            worker.start()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self._watch(workers, began)
        except KeyboardInterrupt:
            print("stopped")
            for worker in workers:
                worker.stop()
        return self._summary(time.monotonic() - began)

    def _watch(self, workers: list["_Worker"], began: float) -> None:
        told = began
        while any(worker.is_running for worker in workers):
            time.sleep(0.05)
            for worker in workers:
                worker.watch()
            if time.monotonic() - told > 30:
                told = time.monotonic()
                self._say_progress(told - began)

    def take(self, report: tuple[Any, ...]) -> None:
        """Take what a worker reports."""
        match report:
            case ("part", worker, count, tallies, memory):
                self.done += count
                self.memory.setdefault(worker, []).append(memory)
                for name, (taken, refused, seconds) in tallies.items():
                    tally = self.tallies[name]
                    tally.taken += taken
                    tally.refused += refused
                    tally.seconds += seconds
            case ("found", number, place, text):
                self.keep(number, place, text)

    def keep(self, number: int, place: str, text: str) -> None:
        """Note a finding, and keep its input where a folder was given."""
        kind = kind_of(number, self.asked.seed, self.asked.kind)
        name = f"{kind.name}-{self.asked.seed}-{number}{kind.ending}"
        is_new = place not in self.found.first
        self.found.add(place, name, text)
        if is_new and self.asked.keep is not None:
            self.asked.keep.mkdir(parents=True, exist_ok=True)
            (self.asked.keep / name).write_bytes(kind.make(_dice(kind, number, self.asked.seed)))
            (self.asked.keep / f"{name}.txt").write_text(f"{place}\n\n{text}", encoding="utf-8")

    def _say_progress(self, seconds: float) -> None:
        heights = [memory[-1] for memory in self.memory.values()]
        print(
            f"{self.done:>9,} inputs  {self.done / seconds:>7.0f}/s  "
            f"{max(heights, default=0)} MB  {len(self.found.first)} findings", flush=True,
        )  # fmt: skip

    def _summary(self, seconds: float) -> int:
        print(f"{self.done:,} inputs in {seconds:.0f} s: {self.done / max(seconds, 1e-9):.0f}/s")
        for kind in KINDS:
            tally = self.tallies[kind.name]
            if count := tally.taken + tally.refused:
                print(
                    f"  {kind.name:<10} {count:>9,}  taken {tally.taken:>9,}  "
                    f"refused {tally.refused:>9,}  {count / max(tally.seconds, 1e-9):>8.0f}/s"
                )
        grows = [worker for worker, used in self.memory.items() if _grows(used)]
        for worker, used in self.memory.items():
            tenths = [used[min(n * len(used) // 10, len(used) - 1)] for n in range(11)]
            print(f"  memory of worker {worker}: {' '.join(map(str, tenths))} MB")
        print("memory grows" if grows else "memory is flat")
        places, total = len(self.found.first), self.found.count.total()
        print(f"{places} findings at different places, {total} in all")
        for place, count in self.found.count.most_common(_FINDINGS_SHOWN):
            name, text = self.found.first[place]
            print(f"\n{count} times: {place}\n  first: {name}\n{text}")
        return int(bool(self.found.first or grows))


def _grows(used: list[int]) -> bool:
    """Tell whether the memory in use at its end is more than a quarter above that after a fifth."""
    return len(used) >= 50 and min(used[-5:]) > 1.25 * max(used[len(used) // 5 :][:5])


class _Worker:
    """A process that tries inputs, watched from outside: it may hang, or end without a word."""

    def __init__(self, run: _Run, number: int) -> None:
        self._run, self._number = run, number
        last = run.asked.first + run.asked.inputs
        self._numbers = range(run.asked.first + number, last, run.asked.processes)
        self._at = run.context.Array("d", 2)
        """The place among the numbers of the input that is tried, and since when."""
        self._trace = Path(tempfile.mkstemp(prefix="dsa-sim-fuzz-")[1])

    @property
    def is_running(self) -> bool:
        """True until every input of it was tried."""
        return self._process.exitcode != 0 or not self._reports.closed

    def start(self, first: int = 0) -> None:
        """Begin with the input at that place."""
        self._at[0], self._at[1] = first, time.monotonic()
        self._first = self._reported = first
        self._trace.write_text("", encoding="utf-8")
        self._reports, sending = self._run.context.Pipe(duplex=False)
        self._process = self._run.context.Process(
            target=_work,
            args=(self._numbers[first:], first, self._run.asked, self._number, self._at,
                  sending, self._trace),
            daemon=True,
        )  # fmt: skip
        self._process.start()
        # Only the worker holds it now: where that ends, reading ends.
        sending.close()

    def stop(self) -> None:
        """End the process; what it reported counts."""
        self._process.kill()

    def watch(self) -> None:
        """End an input that takes too long, and go on behind one that ended the process."""
        self._take_reports()
        place, since = int(self._at[0]), self._at[1]
        if self._process.is_alive():
            if time.monotonic() - since < LONGEST * _PATIENCE:
                return
            os.kill(self._process.pid, signal.SIGUSR1)
            time.sleep(0.2)
            self._process.kill()
            self._process.join()
            self._went_wrong(place, f"waits for more than {LONGEST * _PATIENCE:g} s")
        elif self._process.exitcode == -signal.SIGPROF:
            self._went_wrong(place, f"hangs for more than {LONGEST:g} s")
        elif self._process.exitcode:
            self._went_wrong(place, f"ends the interpreter (exit status {self._process.exitcode})")

    def _went_wrong(self, place: int, what: str) -> None:
        self._take_reports()
        text = self._trace.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines() if "dsa_sim" in line]
        where = lines[0] if lines else "outside of Python"
        if place < len(self._numbers):
            self._run.keep(self._numbers[place], f"{what}: {where}", text[:4000])
            self._run.done += place + 1 - self._reported
        self.start(place + 1)

    def _take_reports(self) -> None:
        while not self._reports.closed and self._reports.poll():
            try:
                report = self._reports.recv()
            except (EOFError, OSError):
                self._reports.close()
                return
            if report[0] == "part":
                self._reported += report[2]
            self._run.take(report)


def _work(
    numbers: range, first: int, asked: argparse.Namespace, worker: int, at: Any, reports: Any,
    trace: Path,
) -> None:  # fmt: skip
    """Try inputs, and report after every part of them."""
    with contextlib.suppress(ValueError, OSError):  # not every system knows this limit
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    told = trace.open("w", encoding="utf-8")
    faulthandler.enable(told)
    # Where its time is over the process says where it is, and ends.
    faulthandler.register(signal.SIGPROF, file=told, chain=True)
    faulthandler.register(signal.SIGUSR1, file=told)
    height = _height()
    for start in range(0, len(numbers), _PART):
        tallies: dict[str, list[float]] = {}
        part = numbers[start : start + _PART]
        for n, number in enumerate(part, start):
            kind = kind_of(number, asked.seed, asked.kind)
            at[0], at[1] = first + n, time.monotonic()
            data = kind.make(_dice(kind, number, asked.seed))
            at[0], at[1] = first + n, time.monotonic()
            signal.setitimer(signal.ITIMER_PROF, LONGEST)
            began = time.process_time()
            was_taken = _tried(kind, data, number, reports)
            seconds = time.process_time() - began
            signal.setitimer(signal.ITIMER_PROF, 0)
            tally = tallies.setdefault(kind.name, [0, 0, 0.0])
            if was_taken is not None:
                tally[not was_taken] += 1
            tally[2] += seconds
            before, height = height, _height()
            if height - before > kind.most_mb:
                reports.send(("found", number, f"takes {height - before} MB: {kind.name}", ""))
        reports.send(("part", worker, len(part), tallies, _used()))


def _tried(kind: Kind, data: bytes, number: int, reports: Any) -> bool | None:
    """Try an input: whether it was taken or refused as it should be; None where neither."""
    try:
        return kind.is_taken(data)
    except Exception as error:  # noqa: BLE001 - whatever is no refusal is what is looked for
        text = "".join(traceback.format_exception(error))
        reports.send(("found", number, _place(error), text[-6000:]))
    return None


def _place(error: BaseException) -> str:
    """Where in the program something was raised, and what."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "dsa_sim" in f.filename] or frames
    last = ours[-1]
    return f"{Path(last.filename).name}:{last.lineno} {last.name}: {type(error).__name__}"


def _dice(kind: Kind, number: int, seed: int) -> random.Random:
    return random.Random(f"{kind.name} {seed} {number}")


def _height() -> int:
    """The most memory that was ever in use, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _used() -> int:
    """The memory in use, in megabytes."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return _height()
    return int(statm.read_text().split()[1]) * resource.getpagesize() // 1024**2


if __name__ == "__main__":
    sys.exit(main())
