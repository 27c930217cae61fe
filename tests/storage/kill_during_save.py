"""Kill a process that saves, many times at random moments; print what was found as JSON.

Run as a program of its own: it forks, which a test process with threads must not. After each
kill the file must read as one of the versions that were being saved, and so must its backup.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import msgspec

from dsa_sim.storage import encode_case, read_case, write_case
from dsa_sim.storage.files import backup_of, replace_bytes
from tests.storage.sample import sample_case

VERSIONS = tuple(msgspec.structs.replace(sample_case(), title=f"version {n}") for n in range(8))
DATA = tuple(encode_case(version) for version in VERSIONS)


def main(folder: Path, kills: int) -> dict[str, int]:
    """Counts: kills, those in the middle of a save, versions and backups seen, failures."""
    path = folder / "case.dsacase"
    write_case(path, VERSIONS[0], expected=None)
    rng = random.Random(7)
    found = {"kills": 0, "in_the_middle": 0, "not_the_first": 0, "backups": 0}
    for _ in range(kills):
        _kill_a_saver(path, after=rng.uniform(0.001, 0.02))
        found["kills"] += 1
        found["in_the_middle"] += _leftovers_removed(folder)
        found["not_the_first"] += _version_in(path) > 0
        if backup_of(path).exists():
            found["backups"] += _version_in(backup_of(path)) >= 0
    return found


def _kill_a_saver(path: Path, *, after: float) -> None:
    child = os.fork()
    if not child:
        n = os.getpid()
        while True:
            # The part of `write_case` that touches the disk, so that more kills meet it.
            replace_bytes(path, DATA[n % len(DATA)], expected=None, overwrite=True)
            n += 1
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _version_in(path: Path) -> int:
    opened = read_case(path)
    if opened.notices:
        raise AssertionError(f"{path.name}: {opened.notices}")
    return VERSIONS.index(opened.case)


def _leftovers_removed(folder: Path) -> bool:
    left = list(folder.glob(".dsacase-*.tmp"))
    for path in left:
        path.unlink()
    return bool(left)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
