"""The fines so far: shares as the record of the law works them out, and what is refused."""

from __future__ import annotations

import json
import shutil
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dsa_sim.law.by_language import plain_value
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.precedents import PrecedentBase, load_precedents, precedent_of, precedents
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.record import record
from dsa_sim.law.turnover import average_rate, turnover_of

# platform, scope, year end, group, share of turnover and of the maximum in per cent as worked out
# by hand elsewhere, to the digits given there
SHARES = [
    ("temu", "group", "2025-12-31", "pdd", "0.376", "6.3"),
    ("aliexpress", "group", "2026-03-31", "alibaba", "0.442", "7.4"),
    ("aliexpress", "segment", "2026-03-31", "alibaba", "3.3", "54"),
    ("x", "entity", "2024-12-31", None, "6", "100"),
    ("x", "entity", "2024-12-31", "x-group", "5.0", "83"),
    ("x", "segment", "2025-12-31", "x-group", "4.2", "71"),
    ("x", "group", "2025-12-31", "x-group", "0.73", "12"),
]


def base_of(platform: str, scope: str, ends_on: str, group: str | None) -> PrecedentBase:
    found = precedent_of(platform)
    assert found is not None
    wanted = (scope, date.fromisoformat(ends_on), group)
    (base,) = (b for b in found.bases if (b.scope, b.year_ends_on, b.group) == wanted)
    return base


def per_cent(share: Fraction, digits: str) -> Decimal:
    return Decimal(round(share * 10**6)).scaleb(-4).quantize(Decimal(digits))


@pytest.mark.parametrize(
    ("platform", "scope", "ends_on", "group", "of_turnover", "of_maximum"), SHARES
)
def test_a_fine_as_a_share_of_turnover_and_maximum(
    platform: str, scope: str, ends_on: str, group: str | None, of_turnover: str, of_maximum: str
) -> None:
    found = precedent_of(platform)
    assert found is not None
    base = base_of(platform, scope, ends_on, group)
    assert per_cent(found.share_of_turnover(base), of_turnover) == Decimal(of_turnover)
    assert per_cent(found.share_of_maximum(base), of_maximum) == Decimal(of_maximum)


def test_shares_are_exact() -> None:
    found = precedent_of("x")
    assert found is not None
    base = found.bases[0]
    assert base.turnover_eur == 2_000_000_000
    assert found.share_of_turnover(base) == Fraction(6, 100)
    assert found.share_of_maximum(base) == 1


def test_the_three_fines_by_date() -> None:
    assert [(p.platform, p.decided_on, p.amount_eur) for p in precedents()] == [
        ("x", date(2025, 12, 5), Decimal(120_000_000)),
        ("temu", date(2026, 5, 28), Decimal(200_000_000)),
        ("aliexpress", date(2026, 7, 20), Decimal(550_000_000)),
    ]
    assert precedent_of("wikipedia") is None


def test_each_precedent_is_a_fine_of_the_record() -> None:
    fines = {event.key: event for event in record().events if event.kind == "fine"}
    assert {found.event for found in precedents()} == set(fines)
    for found in precedents():
        event = fines[found.event]
        assert found.platform in event.platforms
        assert (found.decided_on, found.amount_eur) == (event.on, event.amount_eur)
        assert found.split == event.split


def test_the_fine_on_x_is_three_fines_added_up() -> None:
    found = precedent_of("x")
    assert found is not None
    split = {part.provisions: part.amount_eur for part in found.split}
    assert split == {("25(1)",): 45_000_000, ("39",): 35_000_000, ("40(12)",): 40_000_000}


def test_bases_taken_from_a_turnover_are_recomputed_to_the_cent() -> None:
    """Decimal at 60 digits, apart from the fractions of the program."""
    recomputed = 0
    for base in (base for found in precedents() for base in found.bases if base.group):
        rows = [y for y in turnover_of(base.group or "") if y.ends_on == base.year_ends_on]
        (year,) = (
            y
            for y in rows
            if y.scope == base.scope and (base.scope == "group" or y.what == base.what)
        )
        rate = average_rate(year.currency, year.starts_on, year.ends_on)
        assert rate is not None
        with localcontext(prec=60):
            euros = (year.amount / rate.per_euro).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        assert base.turnover_eur == euros
        recomputed += 1
    assert recomputed == 6


def test_no_base_is_shown_as_settled() -> None:
    """The Commission published none, so each says what speaks against it and none is checked."""
    for found in precedents():
        assert found.said is not None
        for base in found.bases:
            assert base.contested is not None
            assert base.status in {"derived", "unchecked"}
            assert base.source


def test_what_only_a_later_decision_would_face_is_told_apart() -> None:
    later = [b.what.text("en") for p in precedents() for b in p.bases if not b.of_the_decision]
    assert len(later) == 2
    assert all("SpaceX" in what for what in later)


def test_numbers_are_written_as_text() -> None:
    written = json.loads((DATA_FOLDER / "precedents.json").read_text(encoding="utf-8"))
    assert written["precedents"] == json.loads(
        msgspec.json.encode(load_precedents(), enc_hook=plain_value)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def change(folder: Path, keys: list[str | int], value: object) -> None:
    file = folder / "precedents.json"
    document: Any = json.loads(file.read_text(encoding="utf-8"))
    parent = document["precedents"]
    for key in keys[:-1]:
        parent = parent[key]
    parent[keys[-1]] = value
    file.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(
    ("keys", "value", "path", "reason"),
    [
        ([0, "amount_eur"], "0", "$.precedents[0].amount_eur", "above 0"),
        ([0, "amount_eur"], "110000000", "$.precedents[0].split", "add up to 120000000"),
        ([0, "split", 1, "amount_eur"], "-5", "$.precedents[0].split[1].amount_eur", "above 0"),
        ([0, "split", 0, "provisions"], ["IV"], "$.precedents[0].split[0].provisions[0]", "'IV'"),
        ([1, "bases"], [], "$.precedents[1].bases", "at least one"),
        ([1, "bases", 0, "turnover_eur"], "-1", "$.precedents[1].bases[0].turnover_eur", "above"),
        (
            [1, "bases", 0, "turnover_eur"],
            "53187165116.72",
            "$.precedents[1].bases[0].turnover_eur",
            "expected 53187165116.71",
        ),
        ([1, "bases", 0, "group"], "nobody", "$.precedents[1].bases[0].group", "'nobody'"),
        ([1, "bases", 0, "source"], "", "$.precedents[1].bases[0].source", "comes from"),
        ([1, "decided_on"], "2025-12-31", "$.precedents[1].bases[0].year_ends_on", "before"),
        ([1, "key"], "x-2025", "$.precedents[1].key", "already taken"),
        ([2, "checked"], None, "$.precedents[2].checked", "the day it was compared"),
        ([2, "source"], "", "$.precedents[2].source", "comes from"),
        ([2, "fine"], 1, "$.precedents[2].fine", "unknown key"),
    ],
)
def test_a_broken_precedent_is_named(
    folder: Path, keys: list[str | int], value: object, path: str, reason: str
) -> None:
    change(folder, keys, value)
    with pytest.raises(LawDataError) as caught:
        load_precedents(folder)
    assert (caught.value.file, caught.value.path) == ("precedents.json", path)
    assert reason in caught.value.reason


def test_the_same_decision_is_not_counted_twice(folder: Path) -> None:
    change(folder, [1, "event"], precedents()[0].event)
    with pytest.raises(LawDataError, match=r"\$\.precedents\[1\]\.event: .*already taken"):
        load_precedents(folder)


def test_a_base_follows_a_changed_turnover(folder: Path) -> None:
    """Whoever corrects a turnover is led to the precedent that rests on it."""
    file = folder / "turnover.json"
    text = file.read_text(encoding="utf-8")
    assert text.count('"431800000000"') == 1
    file.write_text(text.replace('"431800000000"', '"431900000000"'), encoding="utf-8")
    with pytest.raises(LawDataError, match=r"precedents\.json: \$\.precedents\[1\]\.bases\[0\]"):
        load_precedents(folder)


def test_a_base_needs_the_rate_of_its_year(folder: Path) -> None:
    file = folder / "rates.json"
    rates = json.loads(file.read_text(encoding="utf-8"))["rates"]
    rows = [row for row in rates if (row["currency"], row["ends_on"]) != ("CNY", "2026-03-31")]
    file.write_text(json.dumps({"rates": rows}), encoding="utf-8")
    with pytest.raises(LawDataError, match=r"no average of CNY for that year"):
        load_precedents(folder)
