"""Makes the program that needs no Python: one folder, and with --pack what is handed out.

Run by `python3 dev.py bundle` with the packages of `requirements-bundle.lock`. The folder is
build/bundle/dsa-sim; what is handed out is beside it: a Debian package, elsewhere an archive. The
installers of Windows and macOS are made of the same folder by the workflows (docs/releasing.md).
"""

import gzip
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "bundle"
PROGRAM = OUT / "dsa-sim"
LINUX = ROOT / "installers" / "linux"
ICONS = ROOT / "assets" / "icons"
sys.path.insert(0, str(ROOT))

import dev
from dsa_sim import __version__

MEBIBYTE = 2**20
DEBIAN_NAMES = {"x86_64": "amd64", "aarch64": "arm64"}
PLACE = Path("usr/lib/dsa-sim")
"""Where the Debian package keeps the folder."""

COMPLETIONS = {
    "bash": "bash-completion/completions/dsa-sim",
    "fish": "fish/vendor_completions.d/dsa-sim.fish",
    "zsh": "zsh/vendor-completions/_dsa-sim",
}
"""Where each shell looks for what completes a command with the tab key."""

CONTROL = """\
Package: dsa-sim
Version: {version}
Architecture: {architecture}
Maintainer: The developers of dsa_sim <developers@dsa-sim.invalid>
Installed-Size: {kibibytes}
Depends: {depends}
Section: misc
Priority: optional
Description: model fines under the EU Digital Services Act
 Maxima, scenarios, worksheets, charts and briefings for legal teams: what the
 statutory maximum is, what alleged infringements could add up to against it.
 It opens no connection; cases are files on this computer.
"""


def build() -> None:
    """Make the folder from the one specification."""
    from PyInstaller.__main__ import run

    run([
        "--noconfirm", "--log-level", "WARN", "--distpath", str(OUT),
        "--workpath", str(OUT.parent / "bundle-work"), str(ROOT / "installers" / "dsa-sim.spec"),
    ])  # fmt: skip
    print(f"{shown(PROGRAM)}: {size(PROGRAM) / MEBIBYTE:.0f} MiB")


def pack() -> None:
    """Pack the folder as this system's users expect it: a package, else an archive."""
    on_windows = sys.platform == "win32"
    name = OUT / f"dsa-sim-{__version__}-{sys.platform}-{platform.machine().lower()}"
    kind = "zip" if on_windows else "xztar"
    archive = partial(shutil.make_archive, str(name), kind, OUT, PROGRAM.name)
    made = [debian_package() if shutil.which("dpkg-deb") else Path(archive())]
    for file in made:
        print(f"{shown(file)}: {file.stat().st_size / MEBIBYTE:.0f} MiB")


def size(folder: Path) -> int:
    """The bytes of all files of a folder."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())


def shown(path: Path) -> str:
    """A path as it is said: from the root of the checkout."""
    return path.relative_to(ROOT).as_posix()


# --- the Debian package --------------------------------------------------------------------------


def debian_package() -> Path:
    """Make the package of the folder, with what a desktop wants to know of a program."""
    tree = OUT.parent / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(PROGRAM, tree / PLACE, symlinks=True)
    for name in ("dsa-sim", "dsa-sim-window"):
        link = tree / "usr/bin" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(Path("/") / PLACE / name)
    share = tree / "usr/share"
    copies = {
        LINUX / "dsa-sim.desktop": "applications/dsa-sim.desktop",
        LINUX / "dsa-sim.xml": "mime/packages/dsa-sim.xml",
        ICONS / "dsa-sim.svg": "icons/hicolor/scalable/apps/dsa-sim.svg",
        ICONS / "dsa-sim-48.png": "icons/hicolor/48x48/apps/dsa-sim.png",
        ROOT / "LICENSE": "doc/dsa-sim/copyright",
    }
    for source, name in copies.items():
        (share / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, share / name)
    made = {
        "man/man1/dsa-sim.1.gz": manual(),
        "doc/dsa-sim/changelog.gz": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
    } | {name: _completion(shell) for shell, name in COMPLETIONS.items()}
    for name, text in made.items():
        content = text.encode()
        (share / name).parent.mkdir(parents=True, exist_ok=True)
        (share / name).write_bytes(
            gzip.compress(content, mtime=0) if name.endswith(".gz") else content
        )
    return _built(tree)


def _built(tree: Path) -> Path:
    architecture = DEBIAN_NAMES[platform.machine()]
    control = CONTROL.format(
        version=__version__,
        architecture=architecture,
        kibibytes=size(tree) // 1024,
        depends=", ".join(depends()),
    )
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(control, encoding="utf-8")
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    package = OUT / f"dsa-sim_{__version__}_{architecture}.deb"
    command: list[str | Path] = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "-z9",
        "--build",
        tree,
        package,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def _completion(shell: str) -> str:
    done = subprocess.run(
        [PROGRAM / "dsa-sim", "completion", shell], check=True, capture_output=True, text=True
    )
    return done.stdout


def depends() -> list[str]:
    """The Debian packages of the libraries that the folder takes from the system."""
    inside = {file.name for file in PROGRAM.rglob("*.so*")}
    asked = {name for file in PROGRAM.rglob("*.so*") for name in _linked(file)}
    known = dev.DEBIAN_PACKAGES
    libc = os.confstr("CS_GNU_LIBC_VERSION") or "glibc 2.36"
    # Qt opens two of these by name when a window opens, and reads the files of the third.
    packages = {known[name] for name in asked - inside if name in known}
    return [
        f"libc6 (>= {libc.split()[1]})",
        *sorted(packages | {"fontconfig-config", "libegl1", "libgl1"}),
    ]


def _linked(file: Path) -> Iterator[str]:
    """The libraries that a file names as needed."""
    from PyInstaller.depend.bindepend import get_imports

    yield from (name for name, _ in get_imports(str(file)))


def manual() -> str:
    """The page of the manual, in the language of manual pages."""
    from dsa_sim.cli.commands import COMMANDS
    from dsa_sim.cli.refusal import EXIT_CODES

    lists = {
        "@COMMANDS@\n": {row.name: row.about for row in COMMANDS},
        "@EXIT CODES@\n": {str(code): meaning for code, meaning in EXIT_CODES.items()},
    }
    page = (LINUX / "dsa-sim.1").read_text(encoding="utf-8")
    for place, rows in lists.items():
        listed = (f".TP\n.B {word}\n{_roff(about)}\n" for word, about in rows.items())
        page = page.replace(place, "".join(listed))
    return page


def _roff(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-")


def main(words: list[str]) -> None:
    """Build; `--pack` packs as well, `--test` tries what is there."""
    if "--test" in words:
        from installers.smoke import try_it

        try_it(PROGRAM)
        return
    build()
    if "--pack" in words:
        pack()


if __name__ == "__main__":
    main(sys.argv[1:])
