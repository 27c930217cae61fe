"""What is handed out, as far as it can be checked without making it (dev.py bundle --test)."""

import ast
import configparser
import plistlib
import re
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

import dev
from dsa_sim.cli.commands import BY_NAME
from dsa_sim.language import LANGUAGES, Language
from installers import bundle, smoke

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "installers" / "dsa-sim.spec"
LINUX = ROOT / "installers" / "linux"


def test_the_specification_is_python_and_names_modules_that_there_are() -> None:
    tree = ast.parse(SPEC.read_text(encoding="utf-8"))
    lists = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    lazy = [part.value for part in ast.walk(lists["LAZY"]) if isinstance(part, ast.Constant)]
    assert [name for name in lazy if find_spec(name) is None] == []
    unused = ast.literal_eval(lists["UNUSED_MODULES"])
    ours = [name for name in unused if name.startswith("dsa_sim")]
    assert [name for name in ours if find_spec(name) is None] == []


def test_the_page_of_the_manual_has_every_command() -> None:
    page = bundle.manual()
    assert set(BY_NAME) <= set(re.findall(r"(?m)^\.TP\n\.B (\w+)$", page))
    assert "@" not in page


def test_the_trial_runs_commands_that_there_are() -> None:
    tried = {step.split()[0] for step in smoke.STEPS if not step.startswith("-")}
    assert tried <= set(BY_NAME)
    assert {"law", "new", "check", "assess", "simulate", "brief", "table"} <= tried


def test_the_desktop_knows_the_program_in_every_language() -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / "dsa-sim.desktop", encoding="utf-8")
    row = entry["Desktop Entry"]
    for code in LANGUAGES:
        key = "Name" if code == "en" else f"Name[{code}]"
        assert row[key] == Language(code).tr("DSA fine simulator")
    kinds = ET.parse(LINUX / "dsa-sim.xml").getroot()
    assert {kind.attrib["type"] for kind in kinds} == {row["MimeType"].strip(";")}


@pytest.mark.parametrize(("name", "least"), [("dsa-sim.ico", 16), ("dsa-sim.icns", 32)])
def test_the_icons_have_small_and_large_sizes(name: str, least: int) -> None:
    with Image.open(ROOT / "assets" / "icons" / name) as icon:
        sizes = {size[0] for size in icon.info["sizes"]}
    assert {least, 256} <= sizes


def test_the_workflows_call_what_there_is() -> None:
    """They cannot run here; what they call can be looked up."""
    text = "".join(f.read_text(encoding="utf-8") for f in (ROOT / ".github/workflows").iterdir())
    called = re.findall(r"dev\.py (\w+)", text)
    assert called
    assert set(called) <= set(dev.COMMANDS)
    scripts = re.findall(r"(installers/\S+)", text)
    assert scripts
    assert all((ROOT / script).is_file() for script in scripts)


def test_descriptions_of_installers_are_well_formed() -> None:
    root = ET.parse(ROOT / "installers" / "windows" / "dsa-sim.wxs").getroot()
    named = {part.attrib["Id"] for part in root.iter() if part.tag.endswith("Component")}
    wanted = {part.attrib["Id"] for part in root.iter() if part.tag.endswith("ComponentRef")}
    assert wanted == named
    content = (ROOT / "installers" / "macos" / "entitlements.plist").read_bytes()
    assert all(plistlib.loads(content).values())


def test_texts_have_one_kind_of_line_end() -> None:
    """A clone on Windows would else differ from what tests compare to the byte."""
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert "* text=auto eol=lf" in rules.splitlines()
