"""What tests need of an office program: LibreOffice opens, recalculates and prints our files."""

import shutil
import subprocess
from pathlib import Path

import pytest

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


def converted(folder: Path, file: Path, kind: str) -> Path:
    """What LibreOffice makes of a file, every formula computed anew."""
    return all_converted(folder, [file], kind)[0]


def all_converted(folder: Path, files: list[Path], kind: str) -> list[Path]:
    """What LibreOffice makes of each file in one go: starting it takes longer than a file."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    out = folder / "converted"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless",
         "--convert-to", kind, "--outdir", str(out), *map(str, files)],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    return [out / file.with_suffix(f".{kind}").name for file in files]
