"""A copy of the program in a folder of its own, changed as a recipe says and then asked."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class House:
    """The copy; every file that a recipe touches is remembered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "dsa_sim", folder / "dsa_sim", ignore=ignored)
        shutil.copytree(ROOT / "assets", folder / "assets", ignore=ignored)

    def replace(self, file: str, old: str, new: str) -> None:
        """Change one place of a file."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{file} has {text.count(old)} places like: {old}"
        path.write_text(text.replace(old, new), "utf-8")
        self.touched.add(file)

    def write(self, file: str, text: str) -> None:
        """Add a file."""
        path = self.folder / file
        assert not path.exists(), f"{file} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.touched.add(file)

    def change_data(self, file: str, change: Callable[[Any], None]) -> None:
        """Change the rows of a file of law data, named by its place in `dsa_sim/law/data`."""
        place = f"dsa_sim/law/data/{file}"
        path = self.folder / place
        rows = json.loads(path.read_text("utf-8"))
        change(rows)
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=2), "utf-8")
        self.touched.add(place)

    def ask(self, script: str) -> dict[str, Any]:
        """What a script finds in the changed program: it fills `found`."""
        env = {**os.environ, "PYTHONPATH": str(self.folder), "QT_QPA_PLATFORM": "offscreen"}
        env.pop("DSA_SIM_TESTS_WITHOUT_QT", None)
        whole = f"import json\nfound = {{}}\n{script}\nprint(json.dumps(found))\n"
        done = subprocess.run(
            [sys.executable, "-c", whole], cwd=self.folder, env=env, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-4000:]
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer
