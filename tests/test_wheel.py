"""The wheel, installed in a clean environment far from the checkout, does the main job."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GROUP_MAXIMUM = "7463681203.90"

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that sees nothing of the checkout or of this environment."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    env = {key: value for key, value in os.environ.items() if key not in hidden}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=900,
    )


def must(*command: str | Path, cwd: Path) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outside")


@pytest.fixture(scope="module")
def wheel(outside: Path) -> Path:
    """The wheel, built by the locked build tool without asking any registry."""
    target = outside / "dist"
    must(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target, cwd=ROOT)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, outside: Path) -> Path:
    """The folder of commands of a clean environment with the wheel and what it needs.

    The locked packages come from the registry, with hashes, where that is reachable; otherwise
    they are lent by the environment that runs this test, and a warning line says so.
    """
    home = outside / "env"
    must(sys.executable, "-m", "venv", home, cwd=outside)
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary", ":all:", "--retries", "0"]
    done = run(*pip, *locked, "-r", ROOT / "requirements.lock", cwd=outside)
    if done.returncode != 0:
        print("registry out of reach: the locked packages are lent by the running environment")
        lend_packages(folder / "python", outside)
    must(*pip, "--no-deps", "--no-index", wheel, cwd=outside)
    return folder


def lend_packages(python: Path, outside: Path) -> None:
    """Let another environment see the packages of this one (and nothing of the checkout)."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    theirs = Path(must(python, "-c", asked, cwd=outside).strip())
    (theirs / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def example(scripts: Path, outside: Path) -> Path:
    asked = (
        "from dsa_sim.asset_files import asset_path\n"
        "print(asset_path('examples', 'aliexpress.dsacase'))"
    )
    found = Path(must(scripts / "python", "-c", asked, cwd=outside).strip())
    assert found.is_relative_to(outside)
    return found


def test_the_program_comes_with_its_assets(scripts: Path, outside: Path) -> None:
    asked = (
        "from dsa_sim.asset_files import asset_root\n"
        "for path in sorted(asset_root().rglob('*')):\n"
        "    print(path.relative_to(asset_root()).as_posix()) if path.is_file() else None"
    )
    installed = set(must(scripts / "python", "-c", asked, cwd=outside).splitlines())
    assets = ROOT / "assets"
    assert installed == {
        path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()
    }


def test_the_wheel_carries_every_file_of_the_package(scripts: Path, outside: Path) -> None:
    asked = (
        "from pathlib import Path; import dsa_sim\n"
        "root = Path(dsa_sim.__file__).parent\n"
        "for path in sorted(root.rglob('*')):\n"
        "    print(path.relative_to(root).as_posix())"
    )
    installed = set(must(scripts / "python", "-c", asked, cwd=outside).splitlines())
    package = ROOT / "dsa_sim"
    files = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert files - installed == set()


def test_assess_prints_the_exact_maximum(scripts: Path, example: Path, outside: Path) -> None:
    printed = must(scripts / "dsa-sim", "assess", example, "--json", cwd=outside)
    maxima = json.loads(printed)["maxima"]
    assert GROUP_MAXIMUM in {maximum["amount_eur"] for maximum in maxima}


def test_brief_writes_a_pdf(scripts: Path, example: Path, outside: Path) -> None:
    out = outside / "out.pdf"
    must(scripts / "dsa-sim", "brief", example, "-o", out, cwd=outside)
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"%%EOF" in content[-1024:]


def test_bad_input_is_one_clear_line(scripts: Path, outside: Path) -> None:
    broken = outside / "broken.dsacase"
    broken.write_text("{", encoding="utf-8")
    done = run(scripts / "dsa-sim", "assess", broken, "--json", cwd=outside)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "broken.dsacase" in done.stderr
