"""The examples of docs/notebook.md run as they stand, and give what they promise."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "assets" / "examples" / "aliexpress.dsacase"
BLOCKS = re.findall(
    r"```python\n(.*?)```", (ROOT / "docs" / "notebook.md").read_text("utf-8"), re.DOTALL
)


def run(code: str, folder: Path) -> str:
    shutil.copy(EXAMPLE, folder)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder, env=env, check=False, capture_output=True, text=True, encoding="utf-8",
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("code", BLOCKS)
def test_each_example_is_ten_lines_at_most(code):
    assert len([line for line in code.splitlines() if line.strip()]) <= 10


def test_the_first_makes_a_picture(tmp_path):
    run(BLOCKS[0], tmp_path)
    assert (tmp_path / "worst.png").read_bytes().startswith(b"\x89PNG")


def test_the_second_says_what_a_scenario_changes(tmp_path):
    said, exact = run(BLOCKS[1], tmp_path).splitlines()
    assert re.fullmatch(r"\d+% of trials cost less, on average € \d+ m", said)
    assert re.fullmatch(r"\d+\.\d\d", exact)
