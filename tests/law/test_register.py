"""The register of designated services: who is in it, since when, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.register import load_register, register
from dsa_sim.law.register_rows import RegisterEntry
from dsa_sim.law.services import PlatformFacts
from dsa_sim.law.turnover import turnover_of, turnover_years

FIRST_WAVE = {
    *("aliexpress", "amazon-store", "apple-app-store", "bing", "booking", "facebook"),
    *("google-maps", "google-play", "google-search", "google-shopping", "instagram", "linkedin"),
    *("pinterest", "snapchat", "tiktok", "wikipedia", "x", "youtube", "zalando"),
}

# service, designated, first day of the Section 5 duties, how sure that day is
LATER = [
    ("pornhub", "2023-12-20", "2024-04-21", "checked"),
    ("stripchat", "2023-12-20", "2024-04-21", "checked"),
    ("xvideos", "2023-12-20", "2024-04-23", "checked"),
    ("shein", "2024-04-26", "2024-08-26", "derived"),
    ("temu", "2024-05-31", "2024-09-30", "unchecked"),
    ("xnxx", "2024-07-10", "2024-11-10", "unchecked"),
    ("whatsapp-channels", "2026-01-26", "2026-05-15", "unchecked"),
    ("chatgpt", "2026-08-31", "2026-12-31", "derived"),
    ("reddit", "2026-08-31", "2026-12-31", "derived"),
    ("roblox", "2026-08-31", "2026-12-31", "derived"),
]

# service, recipients, status: single sources stay unchecked
RECIPIENTS = [
    ("aliexpress", 193_000_000, "unchecked"),
    ("temu", 75_000_000, "checked"),
    ("x", 102_000_000, "unchecked"),
    ("tiktok", 135_900_000, "checked"),
    ("whatsapp-channels", 51_700_000, "checked"),
    ("chatgpt", 159_000_000, "unchecked"),
    ("reddit", 57_200_000, "unchecked"),
    ("roblox", 48_000_000, "unchecked"),
    ("snapchat", 102_000_000, "checked"),
    ("zalando", 83_000_000, "checked"),
]

ALIASES = [
    ("X (Twitter)", "x"),
    ("twitter", "x"),
    ("GROK", "x"),
    ("TikTok Lite", "tiktok"),
    ("  bing ", "bing"),
    ("Google Search", "google-search"),
    ("google-search", "google-search"),
    ("Booking", "booking"),
    ("WhatsApp", "whatsapp-channels"),
    ("App Store", "apple-app-store"),
    ("SHEIN", "shein"),
]


def tabled() -> list[RegisterEntry]:
    """The services of the tables above: a later one may come without a line here."""
    return [e for e in register().services if e.key in FIRST_WAVE | {key for key, *_ in LATER}]


def entry(key: str) -> RegisterEntry:
    found = register().entry(key)
    assert found is not None, key
    return found


def test_every_service_ever_designated_is_in_the_register() -> None:
    assert {e.key for e in tabled()} == FIRST_WAVE | {key for key, *_ in LATER}


def test_the_first_wave_applies_from_25_august_2023_but_the_day_is_not_checked() -> None:
    wave = [e for e in register().services if e.designated_on == date(2023, 4, 25)]
    assert {e.key for e in wave} == FIRST_WAVE
    for found in wave:
        assert (found.applies_from, found.applies_from_status) == (date(2023, 8, 25), "unchecked")
        assert found.notified_on is None


@pytest.mark.parametrize(("key", "designated", "applies", "status"), LATER)
def test_later_designations(key: str, designated: str, applies: str, status: str) -> None:
    found = entry(key)
    assert found.designated_on == date.fromisoformat(designated)
    assert found.applies_from == date.fromisoformat(applies)
    assert found.applies_from_status == status


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [("whatsapp-channels", "2026-05-15", "2026-05-26"), ("xnxx", "2024-11-10", "2024-11-15")],
)
def test_a_start_that_is_known_as_a_range_has_both_its_days(
    key: str, first: str, last: str
) -> None:
    found = entry(key)
    assert str(found.applies_from) == first
    assert str(found.applies_from_latest) == str(found.surely_applies_from) == last
    others = [e for e in tabled() if e.key not in ("whatsapp-channels", "xnxx")]
    assert all(e.applies_from_latest is None for e in others)
    assert all(e.surely_applies_from == e.applies_from for e in others)


@pytest.mark.parametrize("key", ["whatsapp-channels", "xnxx"])
def test_where_the_reported_day_differs_the_note_tells_the_conflict(key: str) -> None:
    note = entry(key).note
    assert note is not None
    assert "mid-" in note.text("en")
    assert "Conflict" in note.text("en")
    assert "mi-" in note.text("fr")


def test_search_engines_are_vloses_and_nothing_else_is() -> None:
    vloses = {e.key for e in tabled() if e.category == "vlose"}
    assert vloses == {"bing", "google-search", "chatgpt"}
    assert vloses == {e.key for e in tabled() if e.service == "search_engine"}


def test_marketplaces_and_the_doubts_about_them() -> None:
    markets = {e.key for e in tabled() if e.service == "marketplace"}
    sure = {"aliexpress", "amazon-store", "shein", "temu", "zalando"}
    assert markets == sure | {"apple-app-store", "booking", "google-play"}
    for key in (markets - sure) | {"google-shopping", "facebook", "instagram"}:
        note = entry(key).note
        assert note is not None
        assert "inferred" in note.text("en")


def test_a_designation_that_has_ended_says_when_the_duties_cease() -> None:
    ended = [e for e in tabled() if e.ended_on is not None]
    assert [(e.key, e.ended_on, e.ceases_on) for e in ended] == [
        ("stripchat", date(2025, 5, 27), date(2025, 9, 27))
    ]
    facts = PlatformFacts(
        service=ended[0].service,
        designation_notified=ended[0].designated_on,
        designation_applies=ended[0].applies_from,
        designation_ceases=ended[0].ceases_on,
    )
    assert facts.designated(date(2025, 9, 26))
    assert not facts.designated(date(2025, 9, 27))


@pytest.mark.parametrize(("key", "number", "status"), RECIPIENTS)
def test_recipients_carry_source_and_status(key: str, number: int, status: str) -> None:
    recipients = entry(key).recipients
    assert recipients is not None
    assert (recipients.number, recipients.status) == (number, status)
    assert recipients.source


@pytest.mark.parametrize(("text", "key"), ALIASES)
def test_a_service_is_found_by_key_name_or_alias(text: str, key: str) -> None:
    assert entry(text).key == key


@pytest.mark.parametrize("text", ["", "  ", "myspace", "x corp"])
def test_what_is_not_in_the_register_is_not_found(text: str) -> None:
    assert register().entry(text) is None


def test_turnover_is_researched_for_the_groups_that_have_years() -> None:
    groups = {g.key: g.turnover_researched for g in register().groups}
    assert {year.group for year in turnover_years()} == {k for k, done in groups.items() if done}
    tabled_groups = {register().group_of(e).key for e in tabled()}
    assert {key for key, done in groups.items() if not done and key in tabled_groups} == {
        *("nkl", "openai", "reddit", "roblox", "technius", "wgcz")
    }
    for key, done in groups.items():
        assert bool(turnover_of(key)) == done


def test_year_ends_agree_with_the_years_on_record() -> None:
    for group in register().groups:
        ends = {f"{y.ends_on:%m-%d}" for y in turnover_of(group.key) if y.basis == "reported"}
        if group.year_end is not None and ends:
            assert ends == {group.year_end}, group.key


@pytest.mark.parametrize(
    ("key", "provider", "member_state", "group"),
    [
        ("aliexpress", "AliExpress International (Netherlands) B.V.", "NL", "alibaba"),
        ("bing", "Microsoft Ireland Operations Ltd", "IE", "microsoft"),
        ("google-search", "Google Ireland Ltd", "IE", "alphabet"),
        ("facebook", "Meta Platforms Ireland Ltd", "IE", "meta"),
        ("snapchat", "Snap B.V.", "NL", "snap"),
        ("tiktok", "TikTok Technology Ltd", "IE", "bytedance"),
        ("linkedin", "LinkedIn Ireland Unlimited Company", "IE", "microsoft"),
        ("temu", "Whaleco Technology Limited", "IE", "pdd"),
        ("pornhub", "Aylo Freesites Ltd", "CY", "aylo"),
        ("wikipedia", "Wikimedia Foundation, Inc.", "", "wikimedia"),
    ],
)
def test_provider_group_and_member_state(
    key: str, provider: str, member_state: str, group: str
) -> None:
    found = register().provider_of(entry(key))
    assert (found.name, found.member_state) == (provider, member_state)
    assert found.eu_established == bool(member_state)
    assert register().group_of(entry(key)).key == group


def test_whose_undertaking_x_belongs_to_is_said_to_be_contested() -> None:
    note = register().group_of(entry("x")).note
    assert note is not None
    assert note.text("en").startswith("Contested")
    assert note.text("fr").startswith("Contesté")


def rows() -> Iterator[Any]:
    found = register()
    for row in (*found.groups, *found.providers, *found.services):
        yield row
        if isinstance(row, RegisterEntry) and row.recipients is not None:
            yield row.recipients


def test_every_row_has_a_source_and_a_status_it_can_defend() -> None:
    for row in rows():
        assert row.status in get_args(Status)
        assert row.source.strip()
        assert row.checked is not None or row.status == "unchecked"


def test_texts_are_clean_and_in_two_languages() -> None:
    for row in rows():
        for broken in (".txt", ", ,", "cited )", "  ", "; ;"):
            assert broken not in row.source
        if row.note is not None:
            assert isinstance(row.note, Words)
            assert row.note.text("en").strip()
            assert row.note.text("fr").strip()
            assert row.note.text("en") != row.note.text("fr")


# Broken data

DELETE = object()

# path of the value to replace, new value, key path named in the message, words of the reason
BROKEN: list[tuple[list[str | int], object, str, str]] = [
    (["groups"], DELETE, "$.groups", "missing"),
    (["groups", 0, "key"], "Ali Baba", "$.groups[0].key", "expected a key"),
    (["groups", 1, "key"], "alibaba", "$.groups[1].key", "already taken"),
    (["groups", 0, "year_end"], "02-30", "$.groups[0].year_end", "expected a day"),
    (["groups", 0, "year_end"], "31 March", "$.groups[0].year_end", "expected a day"),
    (["groups", 0, "turnover_researched"], False, "$.groups[0].turnover_researched", "has years"),
    (["groups", 9, "turnover_researched"], True, "$.groups[9].turnover_researched", "has no years"),
    (["groups", 0, "source"], " ", "$.groups[0].source", "where the row comes from"),
    (["providers", 0, "group"], "nobody", "$.providers[0].group", "no group of the register"),
    (["providers", 1, "key"], "aliexpress-international", "$.providers[1].key", "already taken"),
    (["providers", 0, "member_state"], "CN", "$.providers[0].member_state", "a Member State"),
    (["providers", 0, "eu_established"], False, "$.providers[0].eu_established", "established"),
    (["providers", 1, "checked"], None, "$.providers[1].checked", "compared"),
    (["services", 0, "provider"], "nobody", "$.services[0].provider", "no provider"),
    (["services", 1, "key"], "aliexpress", "$.services[1].key", "already taken"),
    (["services", 0, "aliases"], ["Bing"], "$.services[3].key", "'aliexpress'"),
    (["services", 3, "aliases"], ["amazon"], "$.services[3].aliases[0]", "'amazon-store'"),
    (["services", 0, "service"], "hosting", "$.services[0].service", "Art. 33(1)"),
    (["services", 0, "category"], "vlose", "$.services[0].category", "does not go with"),
    (["services", 3, "category"], "vlop", "$.services[3].category", "does not go with"),
    (["services", 0, "category"], "vlox", "$.services[0].category", "vlox"),
    (["services", 0, "applies_from"], "2023-01-01", "$.services[0].applies_from", "before"),
    (["services", 0, "notified_on"], "2023-04-24", "$.services[0].notified_on", "before"),
    (["services", 0, "notified_on"], "2023-04-26", "$.services[0].applies_from", "2023-08-26"),
    (["services", 0, "ceases_on"], "2024-01-01", "$.services[0].ended_on", "announced"),
    (["services", 0, "ended_on"], "2023-05-01", "$.services[0].ended_on", "before"),
    (["services", 0, "recipients", "number"], 0, "$.services[0].recipients.number", "above 0"),
    (["services", 0, "recipients", "source"], "", "$.services[0].recipients.source", "where"),
    (["services", 1, "recipients", "checked"], None, "$.services[1].recipients.checked", "day"),
    (["services", 0, "checked"], None, "$.services[0].checked", "compared"),
    (["services", 0, "status"], "sure", "$.services[0].status", "sure"),
    (["services", 0, "name"], "Zeta", "$.services[1].name", "order of their names"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def replace_value(file: Path, keys: list[str | int], value: object) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    parent: Any = document
    for key in keys[:-1]:
        parent = parent[key]
    if value is DELETE:
        del parent[keys[-1]]
    else:
        parent[keys[-1]] = value
    file.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(("keys", "value", "path", "reason"), BROKEN)
def test_a_broken_register_names_the_key_and_the_reason(
    folder: Path, keys: list[str | int], value: object, path: str, reason: str
) -> None:
    replace_value(folder / "register.json", keys, value)
    with pytest.raises(LawDataError) as caught:
        load_register(folder)
    assert (caught.value.file, caught.value.path) == ("register.json", path)
    assert reason in caught.value.reason


@pytest.mark.parametrize("name", ["groups", "providers"])
def test_a_group_or_provider_to_which_nothing_belongs_is_refused(folder: Path, name: str) -> None:
    file = folder / "register.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document[name].append(document[name][0] | {"key": "lonely", "turnover_researched": False})
    if name == "providers":
        del document[name][-1]["turnover_researched"]
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LawDataError, match="nothing in the register belongs to 'lonely'"):
        load_register(folder)


def test_a_turnover_of_a_group_that_is_not_in_the_register_is_refused(folder: Path) -> None:
    replace_value(folder / "turnover.json", ["years", 0, "group"], "stranger")
    with pytest.raises(LawDataError, match="register") as caught:
        load_register(folder)
    assert caught.value.file == "register.json"


def test_four_months_after_a_known_notification_are_accepted(folder: Path) -> None:
    replace_value(folder / "register.json", ["services", 0, "notified_on"], "2023-04-25")
    assert load_register(folder).services[0].notified_on == date(2023, 4, 25)
