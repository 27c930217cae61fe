"""What holds for every test: no screen, no traces in the user's folders, one language."""

import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import hypothesis
import pytest

from dev import WITHOUT_QT

_USER_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")

# A shared machine may be slow at any moment: no test fails for the time it took.
hypothesis.settings.register_profile("dsa_sim", deadline=None)
hypothesis.settings.load_profile("dsa_sim")

# Whatever law data the person who runs the tests has imported: they are not those of the tests.
os.environ["DSA_SIM_LAW_FOLDER"] = str(Path(__file__).with_name("no-law-pack"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTEST_QT_API", "pyside6")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["COLUMNS"] = "100"
os.environ.pop("LANGUAGE", None)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Begin only where every input, method and word has all its counterparts."""
    from tests.declared import undeclared

    missing = undeclared()
    if missing:
        raise pytest.UsageError("\n".join(("not declared everywhere:", *missing)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the wheel: idle workers steal the last tests, and would build it a second time."""
    items.sort(key=lambda item: item.path.name != "test_wheel.py")


class _NoQt(MetaPathFinder):
    """Makes Python behave as if Qt were not installed."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname.partition(".")[0] in {"PySide6", "shiboken6", "pytestqt"}:
            msg = f"No module named {fullname!r} (kept away by the tests)"
            raise ModuleNotFoundError(msg, name=fullname)


if os.environ.get(WITHOUT_QT):
    sys.meta_path.insert(0, _NoQt())


@pytest.fixture
def quick_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases are locked and opened at once (see `tests/quick_lock.py`)."""
    pyrage = pytest.importorskip("pyrage")
    from tests import quick_lock

    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_lock.encrypt)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", quick_lock.decrypt)


@pytest.fixture(autouse=True, scope="session")
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Settings, recent files and recovery data go to a folder of this run."""
    home: Path = tmp_path_factory.mktemp("home")
    for name in _USER_FOLDERS:
        os.environ[name] = str(home / name.lower())
