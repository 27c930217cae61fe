"""The rooms of the house and who may import whom; see the conventions in docs/."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import dev
from dev import WITHOUT_QT

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "dsa_sim"

# For each room the rooms it may import. `__init__` (the version), `asset_files`, `marking` and
# `whole_files` stand on the ground: everyone may use them and they use nobody.
BELOW_UI = {"law", "model", "language", "frames", "storage", "report", "diagnostics"}
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "asset_files": set(),
    "language_folders": set(),
    "whole_files": set(),
    "law": set(),
    "diagnostics": {"law"},
    "model": {"law"},
    "language": {"law", "model"},
    "frames": {"law", "model", "language"},
    "storage": {"law", "model", "language"},
    "report": {"law", "model", "language", "frames"},
    "ui": BELOW_UI,
    "app": {*BELOW_UI, "ui"},
    "cli": BELOW_UI,
    "__main__": {"cli"},
}
GROUND = {"__init__", "asset_files", "language_folders", "marking", "whole_files"}
MAY_IMPORT_LAZILY = {("cli", "app")}

QT = {"PySide6", "shiboken6"}
NUMPY_FREE = {"law", "storage"}
PANDAS_LAZY = {"frames", "storage", "report"}
CANVAS = "ui/widgets/canvas.py"


@dataclass(frozen=True, kw_only=True)
class Import:
    """One module imported by one file; lazy where it happens inside a function or for types."""

    file: str
    line: int
    module: str
    lazy: bool

    @property
    def room(self) -> str:
        first = self.file.partition("/")[0]
        return first.removesuffix(".py")

    @property
    def target_room(self) -> str | None:
        """The room imported; None where the module is not ours."""
        parts = self.module.split(".")
        if parts[0] != PACKAGE:
            return None
        return parts[1] if len(parts) > 1 else "__init__"


class _Collector(ast.NodeVisitor):
    def __init__(self, file: str, ours: set[str]) -> None:
        self.file = file
        self.ours = ours
        self.depth = 0
        self.found: list[Import] = []

    def _add(self, node: ast.AST, module: str) -> None:
        line = getattr(node, "lineno", 0)
        lazy = self.depth > 0
        self.found.append(Import(file=self.file, line=line, module=module, lazy=lazy))

    def _visit_deeper(self, node: ast.AST) -> None:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _visit_deeper  # noqa: N815

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" in ast.dump(node.test):
            self._visit_deeper(node)
        else:
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._add(node, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = self._absolute(node)
        for alias in node.names:
            # `from dsa_sim import law` names a room, `from dsa_sim import __version__` does not.
            inner = base != PACKAGE or alias.name in self.ours
            self._add(node, f"{base}.{alias.name}" if inner else base)

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in {"import_module", "__import__"} and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                self._add(node, argument.value)
        self.generic_visit(node)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if node.level == 0:
            return node.module or ""
        folder = [PACKAGE, *Path(self.file).parent.parts]
        base = folder[: len(folder) - node.level + 1]
        return ".".join([*base, *([node.module] if node.module else [])])


def imports_of(package: Path) -> Iterator[Import]:
    """Every import in the package, the lazy ones included."""
    ours = {path.stem for path in package.iterdir() if path.is_dir() or path.suffix == ".py"}
    for path in sorted(package.rglob("*.py")):
        collector = _Collector(path.relative_to(package).as_posix(), ours)
        collector.visit(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))
        yield from collector.found


def room_violation(found: Import) -> str | None:
    """What is wrong with importing one of our rooms from another; None if nothing is."""
    source, target = found.room, found.target_room
    if target is None or target == source or target in GROUND:
        return None
    if source not in MAY_IMPORT:
        return f"{source} is no room of the house"
    if (source, target) in MAY_IMPORT_LAZILY:
        return None if found.lazy else f"{source} may import {target} only inside a function"
    return None if target in MAY_IMPORT[source] else f"{source} must not import {target}"


def library_violation(found: Import) -> str | None:
    """What is wrong with importing this library here; None if nothing is."""
    library = found.module.partition(".")[0]
    if library in QT and found.room not in {"ui", "app"}:
        return f"{found.room} must not import {library}"
    if library == "numpy" and found.room in NUMPY_FREE:
        return f"{found.room} must not import numpy"
    if found.module.startswith(("matplotlib.pyplot", "pylab", "matplotlib.pylab")):
        return "pyplot keeps global state and is used nowhere"
    if library == "matplotlib" and found.room != "report" and found.file != CANVAS:
        return f"only report and {CANVAS} import matplotlib"
    if library == "pandas" and not (found.lazy and found.room in PANDAS_LAZY):
        return "pandas is imported only in frames, storage and report, inside functions"
    return None


def violations(package: Path) -> list[str]:
    """All that is against the rules in a package, a sentence each."""
    found = list(imports_of(package))
    wrong = [
        f"{item.file}:{item.line}: {reason} ({item.module})"
        for item in found
        for reason in (room_violation(item), library_violation(item))
        if reason
    ]
    edges: dict[str, set[str]] = {}
    for item in found:
        if item.target_room not in {None, item.room}:
            edges.setdefault(item.room, set()).add(str(item.target_room))
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        wrong.append(f"rooms import each other in a circle: {' <- '.join(error.args[1])}")
    return wrong


def circles(package: Path) -> set[tuple[str, str]]:
    """Pairs of modules that import each other, lazily or for their types included."""
    names = {_name(path.relative_to(package)) for path in package.rglob("*.py")}
    edges = {
        (_name(Path(item.file)), target)
        for item in imports_of(package)
        if (target := _module(item.module, names)) is not None
    }
    return {(one, other) for one, other in edges if one < other and (other, one) in edges}


def _name(path: Path) -> str:
    parts = (PACKAGE, *path.with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _module(imported: str, names: set[str]) -> str | None:
    """The module of ours that a name such as `dsa_sim.law.rules.ground` is in."""
    while imported and imported not in names:
        imported = imported.rpartition(".")[0]
    return imported or None


def test_no_two_modules_import_each_other() -> None:
    assert circles(ROOT / PACKAGE) == set()


def test_a_circle_of_two_modules_is_found(tmp_path: Path) -> None:
    files = {
        "law/rules.py": "from dsa_sim.law import checks\nfrom dsa_sim.law.words import WORDS",
        "law/words.py": "WORDS = ()",
        "law/checks.py": "if TYPE_CHECKING:\n    from dsa_sim.law.rules import Rule",
        "ui/window.py": "from dsa_sim.ui.actions import Actions",
        "ui/actions.py": "def f():\n    from dsa_sim.ui.window import MainWindow",
    }
    pairs = {
        ("dsa_sim.law.checks", "dsa_sim.law.rules"),
        ("dsa_sim.ui.actions", "dsa_sim.ui.window"),
    }
    assert circles(make_package(tmp_path, files)) == pairs


def test_the_house_keeps_its_rules() -> None:
    # A room that is not in the table is a breach, too.
    assert violations(ROOT / PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("law/rules.py", "import numpy as np", "law must not import numpy"),
        (
            "law/rules.py",
            "def f():\n    from dsa_sim.model import case",
            "law must not import model",
        ),
        ("law/rules.py", "from ..storage import reader", "law must not import storage"),
        ("law/rules.py", "from .. import ui", "law must not import ui"),
        ("model/a/b.py", "from ...report import figures", "model must not import report"),
        ("model/case.py", "import importlib\nimportlib.import_module('PySide6')", "PySide6"),
        ("model/case.py", "from matplotlib.figure import Figure", "only report and"),
        ("storage/x.py", "from dsa_sim import report", "storage must not import report"),
        ("storage/x.py", "import pandas", "pandas is imported only"),
        ("frames/x.py", "import pandas", "pandas is imported only"),
        ("ui/x.py", "def f():\n    import pandas", "pandas is imported only"),
        ("model/x.py", "from dsa_sim import frames", "model must not import frames"),
        (
            "report/x.py",
            "def f():\n    from PySide6.QtGui import QFont",
            "report must not import Pyside6",
        ),
        ("report/x.py", "from matplotlib import pyplot", "pyplot"),
        ("ui/page.py", "import matplotlib", "only report and"),
        ("cli.py", "from dsa_sim.app import start", "only inside a function"),
        ("cli.py", "def f():\n    import dsa_sim.ui.window", "cli must not import ui"),
        ("attic/x.py", "import dsa_sim.law", "no room"),
        ("law/x.py", "if True:\n    import shiboken6", "law must not import shiboken6"),
    ],
)
def test_a_breach_is_found(tmp_path: Path, file: str, text: str, complaint: str) -> None:
    package = make_package(tmp_path, {file: text})
    found = violations(package)
    assert len(found) == 1
    assert complaint.lower() in found[0].lower()
    assert found[0].startswith(f"{file}:")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("law/x.py", "from dsa_sim.asset_files import asset_path\nfrom dsa_sim import __version__"),
        ("model/x.py", "import numpy as np\nfrom dsa_sim.law import rules"),
        ("storage/x.py", "def f():\n    import pandas"),
        ("frames/x.py", "def f():\n    import pandas"),
        ("report/x.py", "from dsa_sim import frames"),
        ("report/x.py", "from matplotlib.figure import Figure\nfrom . import theme"),
        (
            "ui/widgets/canvas.py",
            "from matplotlib.backends import backend_qtagg\nimport PySide6.QtCore",
        ),
        ("cli.py", "from dsa_sim.storage import reader\ndef f():\n    from dsa_sim import app"),
    ],
)
def test_what_is_allowed_passes(tmp_path: Path, file: str, text: str) -> None:
    assert violations(make_package(tmp_path, {file: text})) == []


def test_a_circle_of_rooms_is_found(tmp_path: Path) -> None:
    files = {"law/a.py": "from dsa_sim import model", "model/b.py": "from dsa_sim import law"}
    assert any("circle" in line for line in violations(make_package(tmp_path, files)))


def make_package(folder: Path, files: dict[str, str]) -> Path:
    """A package with empty rooms and the given files."""
    package = folder / PACKAGE
    for room in ("law", "model", "language", "frames", "storage", "report", "ui"):
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").touch()
    for name in ("__init__.py", "asset_files.py", "app.py", "cli.py"):
        (package / name).touch()
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def run_without_qt(*args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, WITHOUT_QT: "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *args],
        cwd=ROOT,
        env=env,
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
    )


def test_qt_can_be_kept_away() -> None:
    done = run_without_qt("-c", "import tests.conftest\nimport PySide6")
    assert done.returncode == 1
    assert "kept away by the tests" in done.stderr


def test_every_test_but_those_of_the_window_runs_without_qt(monkeypatch) -> None:
    """`dev.py test` keeps Qt from all of them, and leaves none out."""
    runs = []

    def call(command, *, cwd=None, env=None):
        runs.append(([str(part) for part in command], env or {}))
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.delenv(WITHOUT_QT, raising=False)
    assert dev.every_test(dev.Place(ROOT)) == 0
    (others, kept_away), (window, open_to) = runs
    assert kept_away[WITHOUT_QT] == "1"
    assert WITHOUT_QT not in open_to
    assert others[-2:] == ["tests", "--ignore=tests/ui"]
    assert window[-1] == "tests/ui"
    assert not {"-m slow", "not slow", "-k"} & {*others, *window}


@pytest.mark.skipif(WITHOUT_QT not in os.environ, reason="Qt is within reach in this run")
def test_qt_is_out_of_reach_here() -> None:
    with pytest.raises(ModuleNotFoundError, match="kept away by the tests"):
        import PySide6  # noqa: F401


def test_a_failure_in_either_run_is_a_failure(monkeypatch) -> None:
    for failing in (0, 1):
        done = iter([int(failing == 0), int(failing == 1)])
        monkeypatch.setattr(dev, "call", lambda *_, done=done, **__: next(done))
        assert dev.every_test(dev.Place(ROOT)) == 1
