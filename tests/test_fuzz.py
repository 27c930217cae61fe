"""What damaged files do: each kind is tried a little here, and without end by `dev.py fuzz`."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz_inputs import KINDS, Kind, kind_of

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_what_is_damaged_is_read_or_refused_in_a_line(kind: Kind) -> None:
    for number in range(12):
        kind.is_taken(kind.make(random.Random(f"{kind.name} 0 {number}")))


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_input_of_a_number_is_always_the_same(kind: Kind) -> None:
    if kind.name != "age":  # a lock is another one each time
        first, again = (kind.make(random.Random("a")) for _ in range(2))
        assert first == again


def test_every_kind_has_its_share() -> None:
    names = [kind_of(number, 1).name for number in range(20_000)]
    for kind in KINDS:
        assert names.count(kind.name) == pytest.approx(20 * kind.share, rel=0.5, abs=12)


@pytest.mark.skipif(sys.platform == "win32", reason="the workers are forked")
def test_what_is_no_refusal_what_hangs_and_what_ends_the_program_is_found(tmp_path: Path) -> None:
    program = """
import os, time
from tests import fuzz, fuzz_inputs
def take(data):
    match data:
        case b"3": raise KeyError("x")
        case b"5": os._exit(7)
        case b"8":
            while True: pass
    return data == b"1"
made = iter(range(100))
kind = fuzz_inputs.Kind(name="odd", ending=".x", share=1, is_taken=take,
                        make=lambda dice: dice.seed_text.encode())
class Dice:
    def __init__(self, number): self.seed_text = str(number)
fuzz._dice = lambda kind, number, seed: Dice(number)
fuzz.kind_of = lambda number, seed, name=None: kind
fuzz.KINDS = (kind,)
fuzz.LONGEST = 0.5
raise SystemExit(fuzz.main(["12", "--processes", "1", "--keep", KEEP]))
""".replace("KEEP", repr(str(tmp_path)))
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "3 findings at different places, 3 in all" in ran.stdout
    for said in ("KeyError", "exit status 7", "hangs for more than 0.5 s"):
        assert said in ran.stdout
    assert {path.name for path in tmp_path.glob("*.x")} == {"odd-1-3.x", "odd-1-5.x", "odd-1-8.x"}
