"""A file that the desktop asks for, as macOS does by an event (in a process of its own)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.ui.real_screen import ROOT

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from dsa_sim.language import Language
from dsa_sim.ui.program import Program
program = Program(Language("en"))
QCoreApplication.sendEvent(program.application, QFileOpenEvent(sys.argv[1]))
print(program.window.windowTitle(), program.window.document.case.provider.name)
"""


def test_a_file_that_the_desktop_asks_for_is_opened(tmp_path: Path) -> None:
    asked = tmp_path / "asked for.dsacase"
    shutil.copyfile(ROOT / "assets" / "examples" / "aliexpress.dsacase", asked)
    kept = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", ASK, asked], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, **kept, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.startswith("asked for.dsacase")
    assert "AliExpress" in done.stdout
