"""What is declared of the frames is what they are, in their docstrings, and in docs/frames.md."""

import inspect
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from dsa_sim import frames
from dsa_sim.frames.reference import page
from dsa_sim.language import Language
from dsa_sim.language.register_case import new_from_register
from dsa_sim.law import law_version
from dsa_sim.model.case import Case
from dsa_sim.storage import read_case

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "assets" / "examples" / "aliexpress.dsacase"
WITHOUT_CASE = {"backtest", "precedents", "register", "record"}
FEW = {"trials": 65_536, "n": 65_536}


def made(name: str, case: Case) -> pd.DataFrame:
    function = getattr(frames, name)
    wanted = inspect.signature(function).parameters
    given = {key: value for key, value in FEW.items() if key in wanted}
    return function(**given) if name in WITHOUT_CASE else function(case, **given)


@pytest.fixture(scope="module")
def example() -> Case:
    return read_case(EXAMPLE).case


@pytest.fixture(scope="module")
def bare() -> Case:
    """A case in which hardly anything is entered."""
    return new_from_register("bing", Language("en"), as_of=date(2026, 10, 6))


@pytest.mark.parametrize("name", frames.FRAMES)
@pytest.mark.parametrize("which", ["example", "bare"])
def test_columns_and_types_are_as_declared(name, which, request):
    if name == "grid" and which == "bare":
        pytest.skip("it has no uncertain inputs")
    found, frame = made(name, request.getfixturevalue(which)), frames.FRAMES[name]
    for column in found.columns:
        declared = frame.column_of(column)
        assert str(found[column].dtype) == declared.dtype
        if declared.dtype == "object":
            assert all(v is None or isinstance(v, Decimal) for v in found[column])
    fixed = [c.name for c in frame.columns if "<" not in c.name]
    assert list(found.columns)[: len(fixed)] == fixed
    assert list(found.index) == list(range(len(found)))


@pytest.mark.parametrize("name", frames.FRAMES)
def test_attrs_say_what_makes_it_repeatable(name, example):
    attrs = made(name, example).attrs
    assert attrs["frame"] == name
    assert attrs["law_version"] == law_version()
    assert set(attrs["units"].values()) - {"EUR", "0-1", "days", "day", "persons"} <= {
        c.unit for c in frames.FRAMES[name].columns
    }
    if name not in WITHOUT_CASE:
        assert attrs["title"] == example.title
        assert attrs["as_of"] == example.as_of.isoformat()
    if name in {"exposure", "contributions", "trials", "sensitivity", "grid", "decision_dates"}:
        assert (attrs["seed"], attrs["trials"]) == (example.seed, 65_536)
        assert attrs["scenario"] is None


def test_names_are_snake_case_and_say_their_unit():
    endings = {"exact_eur": "_eur", "eur": "_eur", "share": "_share", "days": "_days"}
    for frame in frames.FRAMES.values():
        for column in frame.columns:
            assert re.fullmatch(r"[a-z0-9_]+(<[a-z]+>[a-z0-9_]*)?", column.name)
            assert column.name.endswith(endings.get(column.kind, ""))
            assert column.shown_unit or column.kind not in ("exact", "number")


@pytest.mark.parametrize("name", frames.FRAMES)
def test_docstrings_name_every_column(name):
    told = inspect.getdoc(getattr(frames, name))
    assert all(f"{c.name} ({c.type_words}" in told for c in frames.FRAMES[name].columns)


def test_every_public_function_is_declared():
    functions = {n for n in frames.__all__ if inspect.isfunction(getattr(frames, n))}
    assert functions == set(frames.FRAMES)


def test_the_page_is_current():
    text = (ROOT / "docs" / "frames.md").read_text("utf-8")
    assert text == page(), "run python -m dsa_sim.frames.reference docs/frames.md"


def test_importing_the_frames_imports_no_pandas():
    code = "import sys, dsa_sim.frames, dsa_sim.cli.parser; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
