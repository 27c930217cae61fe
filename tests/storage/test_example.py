"""The worked example in every language: the same figures, its texts translated."""

import json
from typing import Any

import msgspec
import pytest

from dsa_sim.asset_files import asset_path
from dsa_sim.language import LANGUAGES
from dsa_sim.model.assessment import assess
from dsa_sim.storage import read_case
from dsa_sim.storage.example import example_case

OTHERS = [code for code in LANGUAGES if code != "en"]
SAME = {
    "AliExpress International (Netherlands) B.V.", "Alibaba Group",
    "digitalpolicyalert.org/event/31152; incyber.org",
}  # fmt: skip
"""Names and addresses, which are the same in every language."""


def texts(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(texts, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(texts, value))
    return {value} if isinstance(value, str) and " " in value else set()


def test_in_english_it_is_the_file() -> None:
    path = asset_path("examples", "aliexpress.dsacase")
    assert example_case() == example_case("xx") == read_case(path).case


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_it_is_translated(code: str) -> None:
    english = texts(msgspec.to_builtins(example_case()))
    known = json.loads(asset_path("examples", f"aliexpress.{code}.json").read_bytes())
    assert english - set(known) == SAME
    assert not texts(msgspec.to_builtins(example_case(code))) & english - SAME


@pytest.mark.parametrize("code", OTHERS)
def test_its_figures_are_those_of_the_english_one(code: str) -> None:
    english, other = assess(example_case()), assess(example_case(code))
    assert other.total_eur == english.total_eur
    assert other.maximum_eur == english.maximum_eur
    assert [s.strand.id for s in other.strands] == [s.strand.id for s in english.strands]
