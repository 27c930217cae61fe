"""The record of proceedings: events, days due, what is alleged, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from dsa_sim.law.by_language import Status
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.precedents import precedents
from dsa_sim.law.provisions import parse_provision
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.record import load_record, record
from dsa_sim.law.record_rows import Due, RecordEvent, RecordProceeding
from dsa_sim.law.register import register

NAMED = [
    *("aliexpress", "bing", "google-search", "facebook", "instagram", "snapchat"),
    *("tiktok", "x", "linkedin"),
]
GENERATIVE_AI = [
    *("bing", "facebook", "google-search", "instagram", "snapchat", "tiktok", "x", "youtube"),
]

# Every row of the project's list of 89 dated events, by service: day and kind. Compared by hand;
# events that were added since are in ADDED.
DAYS: dict[str, list[str]] = {
    "aliexpress": [
        "2023-04-25 designation",
        "2023-11-06 request_for_information",
        "2024-01-18 request_for_information",
        "2024-03-14 opening",
        "2025-06-18 commitments_binding",
        "2025-06-18 preliminary_findings",
        "2026-07-20 fine",
    ],
    "bing": [
        "2023-04-25 designation",
        "2024-01-18 request_for_information",
        "2024-03-14 request_for_information",
        "2024-05-17 request_for_information",
    ],
    "google-search": [
        "2023-04-25 designation",
        "2024-01-18 request_for_information",
        "2024-03-14 request_for_information",
    ],
    "facebook": [
        "2023-04-25 designation",
        "2024-01-18 request_for_information",
        "2024-03-14 request_for_information",
        "2024-04-30 opening",
        "2024-05-16 opening",
        "2025-09-10 judgment",
        "2025-10-24 preliminary_findings",
        "2026-04-29 preliminary_findings",
        "2026-05-05 opening",
        "2026-07-10 preliminary_findings",
    ],
    "snapchat": [
        "2023-04-25 designation",
        "2024-01-18 request_for_information",
        "2024-03-14 request_for_information",
        "2026-03-26 opening",
    ],
    "tiktok": [
        "2023-04-25 designation",
        "2024-01-18 request_for_information",
        "2024-02-19 opening",
        "2024-03-14 request_for_information",
        "2024-04-22 opening",
        "2024-08-05 commitments_binding",
        "2024-12-05 retention_order",
        "2024-12-17 opening",
        "2025-05-15 preliminary_findings",
        "2025-09-10 judgment",
        "2025-10-24 preliminary_findings",
        "2025-12-05 commitments_binding",
        "2026-02-06 preliminary_findings",
        "2026-07-24 preliminary_findings",
    ],
    "x": [
        "2023-04-25 designation",
        "2023-12-18 opening",
        "2024-03-14 request_for_information",
        "2024-07-12 preliminary_findings",
        "2025-01-17 request_for_information",
        "2025-01-17 retention_order",
        "2025-06-01 request_for_information",
        "2025-11-12 opening",
        "2025-12-05 fine",
        "2026-01-26 opening",
        "2026-01-26 opening",
        "2026-02-16 appeal",
        "2026-07-16 action_plan_decision",
    ],
    "linkedin": [
        "2023-04-25 designation",
        "2024-01-18 request_for_information",
        "2024-03-14 request_for_information",
    ],
    "temu": [
        "2024-05-31 designation",
        "2024-06-28 request_for_information",
        "2024-10-11 request_for_information",
        "2024-10-31 opening",
        "2025-07-28 preliminary_findings",
        "2026-05-28 fine",
    ],
    "shein": [
        "2024-04-26 designation",
        "2024-06-28 request_for_information",
        "2025-02-06 request_for_information",
        "2025-11-26 request_for_information",
        "2026-02-17 opening",
    ],
    "stripchat": [
        "2023-12-20 designation",
        "2025-05-27 designation_ended",
        "2025-05-27 opening",
        "2026-03-26 preliminary_findings",
    ],
    "pornhub": [
        "2023-12-20 designation",
        "2025-05-27 opening",
        "2026-03-26 preliminary_findings",
    ],
    "xvideos": [
        "2023-12-20 designation",
        "2025-05-27 opening",
        "2026-03-26 preliminary_findings",
    ],
    "xnxx": [
        "2024-07-10 designation",
        "2025-05-27 opening",
        "2026-03-26 preliminary_findings",
    ],
    "youtube": [
        "2023-04-25 designation",
        "2024-01-18 request_for_information",
        "2024-03-14 request_for_information",
    ],
    "wikipedia": ["2023-04-25 designation"],
    "whatsapp-channels": ["2026-01-26 designation"],
    "chatgpt": ["2026-08-31 designation"],
    "reddit": ["2026-08-31 designation"],
    "roblox": ["2026-08-31 designation"],
}
DAYS["instagram"] = DAYS["facebook"]
for _key in ("apple-app-store", "amazon-store", "booking", "google-maps", "google-play"):
    DAYS[_key] = ["2023-04-25 designation", "2024-01-18 request_for_information"]
for _key in ("google-shopping", "pinterest", "zalando"):
    DAYS[_key] = ["2023-04-25 designation", "2024-01-18 request_for_information"]

ADDED = {
    "xvideos-action-2024-03-01",
    "pornhub-action-2024-03-01",
    "stripchat-action-2024-02-29",
    "tiktok-lite-request-2024-04-17",
    "recommender-requests-2024-10-02",
    "zalando-judgment-2025-09-03",
    "scam-requests-2025-09-23",
    "amazon-judgment-2025-11-19",
    "ie-linkedin-opening-2025-12-02",
    "ie-tiktok-opening-2025-12-02",
    "x-request-2023-10-12",
    "meta-tiktok-requests-2023-10-19",
    "minors-requests-2023-11-09",
    "amazon-request-2023-11-15",
    "app-store-requests-2023-12-14",
    "x-request-2024-05-08",
    "porn-requests-2024-06-13",
    "amazon-request-2024-07-05",
    "meta-request-2024-08-16",
    "minors-requests-2025-10-10",
    "x-grok-request-2025-11",
    "x-retention-2026-01-08",
}
# Their day comes from memory, or is that of a report.
ADDED_WEAKER = {
    "minors-requests-2023-11-10": "unchecked",
    "porn-requests-2024-10-18": "unchecked",
    "fee-appeals-2026-01": "inferred",
}

# event, day due, status
DUE = [
    ("aliexpress-request-2023-11-06", "2023-11-27", "checked"),
    ("researchers-requests-2024-01-18", "2024-02-08", "checked"),
    ("bing-request-2024-05-17", "2024-05-27", "checked"),
    ("temu-shein-requests-2024-06-28", "2024-07-12", "checked"),
    ("recommender-requests-2024-10-02", "2024-11-15", "checked"),
    ("x-request-2025-01-17", "2025-02-15", "checked"),
    ("x-retention-2025-01-17", "2025-12-31", "checked"),
    ("temu-fine-2026-05-28", "2026-08-28", "checked"),
    ("aliexpress-fine-2026-07-20", "2026-10-20", "checked"),
]

# proceeding, day of opening, strands with state and day, provisions alleged by strand
PROCEEDINGS: list[tuple[str, str, dict[str, tuple[str, str | None, str]]]] = [
    (
        "x-2023",
        "2023-12-18",
        {
            "transparency": ("decided", "2025-12-05", "25(1) 39 40(12)"),
            "illegal-content": ("open", None, "34(1) 34(2) 35(1) 16(5) 16(6)"),
        },
    ),
    (
        "aliexpress-2024",
        "2024-03-14",
        {
            "risks": ("decided", "2026-07-20", "34 35"),
            "commitments": ("commitments", "2025-06-18", "16 20 26 27 30 38 39 40"),
        },
    ),
    (
        "tiktok-2024",
        "2024-02-19",
        {
            "repository-strand": ("commitments", "2025-12-05", "39(1)"),
            "researchers-strand": ("open", None, "40(12)"),
            "addictive-design": ("open", None, "34(1) 34(2) 35(1)"),
            "minors-strand": ("open", None, "28(1)"),
        },
    ),
    ("tiktok-lite-2024", "2024-04-22", {"rewards": ("commitments", "2024-08-05", "34 35")}),
    (
        "temu-2024",
        "2024-10-31",
        {
            "assessment": ("decided", "2026-05-28", "34"),
            "rest": ("open", None, "34 35 27 38 40(12)"),
        },
    ),
    ("tiktok-elections-2024", "2024-12-17", {"elections": ("open", None, "34(1) 34(2) 35(1)")}),
    ("pornhub-2025", "2025-05-27", {"protection": ("open", None, "28(1) 34(1) 34(2) 35(1)")}),
    ("x-grok-2026", "2026-01-26", {"grok": ("open", None, "34(1) 34(2) 35(1) 42(2)")}),
    ("shein-2026", "2026-02-17", {"products": ("open", None, "34 35 27 38")}),
    ("snapchat-2026", "2026-03-26", {"protection": ("open", None, "28(1) 34 35 16 25")}),
    ("ie-x-2025", "2025-11-12", {"complaints-strand": ("open", None, "20")}),
    ("ie-linkedin-2025", "2025-12-02", {"reporting": ("open", None, "16(1) 16(2)(c) 25")}),
]


def event(key: str) -> RecordEvent:
    return next(e for e in record().events if e.key == key)


def proceeding(key: str) -> RecordProceeding:
    return next(p for p in record().proceedings if p.key == key)


def requests_of_14_march(platform: str) -> list[RecordEvent]:
    return [
        e
        for e in record().events_of(platform)
        if e.kind == "request_for_information" and e.on == date(2024, 3, 14)
    ]


# What is on record


@pytest.mark.parametrize("platform", DAYS)
def test_every_event_of_a_service_is_there_and_none_besides(platform: str) -> None:
    events = [e for e in record().events_of(platform) if e.key not in {*ADDED, *ADDED_WEAKER}]
    assert sorted(f"{e.on} {e.kind}" for e in events) == DAYS[platform]


def test_what_was_added_since_is_there_and_checked() -> None:
    for key in ADDED:
        assert event(key).status == "checked"
    for key, status in ADDED_WEAKER.items():
        assert event(key).status == status


# event, services, days due
LATER = [
    ("x-request-2023-10-12", "x", ["2023-10-18", "2023-10-31"]),
    ("meta-tiktok-requests-2023-10-19", "facebook instagram tiktok", ["2023-10-25", "2023-11-08"]),
    ("minors-requests-2023-11-09", "tiktok youtube", ["2023-11-30"]),
    ("minors-requests-2023-11-10", "facebook instagram snapchat", ["2023-12-01"]),
    ("amazon-request-2023-11-15", "amazon-store", ["2023-12-06"]),
    ("app-store-requests-2023-12-14", "apple-app-store google-play", ["2024-01-15"]),
    ("x-request-2024-05-08", "x", ["2024-05-17", "2024-05-27"]),
    ("porn-requests-2024-06-13", "pornhub stripchat xvideos", ["2024-07-04"]),
    ("amazon-request-2024-07-05", "amazon-store", ["2024-07-26"]),
    ("meta-request-2024-08-16", "facebook instagram", ["2024-09-06"]),
    ("porn-requests-2024-10-18", "pornhub stripchat xvideos", ["2024-11-07"]),
    ("minors-requests-2025-10-10", "apple-app-store google-play snapchat youtube", []),
    ("x-grok-request-2025-11", "x", []),
    ("x-retention-2026-01-08", "x", ["2026-12-31"]),
]


@pytest.mark.parametrize(("key", "platforms", "due"), LATER)
def test_acts_that_were_missing_name_their_services_and_days(
    key: str, platforms: str, due: list[str]
) -> None:
    found = event(key)
    assert found.platforms == tuple(platforms.split())
    assert [str(d.on) for d in found.due] == due
    assert found.precision == ("month" if key == "x-grok-request-2025-11" else "day")


def test_the_appeals_on_the_supervisory_fee_are_in_no_proceeding() -> None:
    # In one they would suspend the limitation of fines that they do not concern (Art. 77(5)).
    found = event("fee-appeals-2026-01")
    assert (found.kind, found.authority, found.proceeding) == ("appeal", "court", "")
    assert found.platforms == ("facebook", "instagram", "tiktok")


def test_every_action_against_a_designation_or_a_fee_is_in_no_proceeding() -> None:
    for found in record().events:
        articles = {str(r.article) for c in found.provisions if (r := parse_provision(c))}
        if found.kind in ("appeal", "judgment") and articles & {"33", "43"}:
            assert found.proceeding == "", found.key


def test_minors_access_is_a_ground_of_the_aliexpress_opening() -> None:
    found = event("aliexpress-opening-2024-03-14")
    assert found.note is not None
    assert "minors’ access to pornographic material" in found.note.text("en")
    (alleged,) = [a for a in proceeding("aliexpress-2024").allegations if "34" in a.provisions]
    assert alleged.facts is not None
    assert "minors’ access" in alleged.facts.text("en")


@pytest.mark.parametrize("platform", NAMED)
def test_the_nine_named_services_have_events_with_sources(platform: str) -> None:
    events = record().events_of(platform)
    assert len(events) >= 3
    assert all(e.source.strip() for e in events)


@pytest.mark.parametrize("platform", GENERATIVE_AI)
def test_the_requests_on_generative_ai_of_14_march_2024(platform: str) -> None:
    (found,) = requests_of_14_march(platform)
    assert found.request == "simple"
    assert found.provisions == ("67",)
    assert found.platforms == tuple(GENERATIVE_AI)
    elections, rest = found.due
    assert (elections.on, rest.on) == (date(2024, 4, 5), date(2024, 4, 26))
    assert "elections" in elections.what.text("en")
    assert elections.conflict is not None
    assert rest.conflict is not None
    assert "news report of 14 March 2024 gives 3 April" in elections.conflict.text("en")
    assert "news report of 14 March 2024 gives 24 April" in rest.conflict.text("en")


def test_the_request_to_linkedin_of_14_march_2024() -> None:
    (found,) = requests_of_14_march("linkedin")
    assert found.request == "simple"
    assert [(due.on, due.conflict) for due in found.due] == [(date(2024, 4, 5), None)]
    assert "advertising" in found.title.text("en")


def test_aliexpress_got_no_request_that_day_but_formal_proceedings() -> None:
    assert not requests_of_14_march("aliexpress")
    found = event("aliexpress-opening-2024-03-14")
    assert found.note is not None
    assert "hidden links" in found.note.text("en")
    assert found.provisions_status == "unchecked"


def test_bing_was_asked_again_by_decision() -> None:
    found = event("bing-request-2024-05-17")
    assert (found.on, found.request, found.provisions) == (
        date(2024, 5, 17),
        "by_decision",
        ("67(3)",),
    )
    by_decision = [e.key for e in record().events if e.request == "by_decision"]
    assert by_decision == ["bing-request-2024-05-17"]


@pytest.mark.parametrize(("key", "on", "status"), DUE)
def test_days_due(key: str, on: str, status: str) -> None:
    (due,) = event(key).due
    assert (due.on, due.status) == (date.fromisoformat(on), status)


def test_the_seventeen_of_18_january_2024_are_named() -> None:
    found = event("researchers-requests-2024-01-18")
    wave = {e.key for e in register().services if e.designated_on == date(2023, 4, 25)}
    assert set(found.platforms) == wave - {"x", "wikipedia"}
    assert len(found.platforms) == 17
    assert found.due[0].conflict is not None


def test_only_the_month_of_some_events_is_known() -> None:
    found = [e for e in record().events if e.precision == "month"]
    assert [(e.key, e.on) for e in found] == [
        ("x-request-2025-06", date(2025, 6, 1)),
        ("x-grok-request-2025-11", date(2025, 11, 1)),
        ("fee-appeals-2026-01", date(2026, 1, 1)),
    ]


def test_working_days_of_the_decision_on_x_are_told_but_not_counted() -> None:
    found = event("x-fine-2025-12-05")
    assert found.due == ()
    assert found.note is not None
    assert "60 working days" in found.note.text("en")
    assert "90 working days" in found.note.text("en")


def test_the_three_fines_and_the_precedents_are_the_same() -> None:
    fines = {e.key: e for e in record().events if e.kind == "fine"}
    assert {key: e.amount_eur for key, e in fines.items()} == {
        "x-fine-2025-12-05": Decimal(120_000_000),
        "temu-fine-2026-05-28": Decimal(200_000_000),
        "aliexpress-fine-2026-07-20": Decimal(550_000_000),
    }
    assert {p.event for p in precedents()} == set(fines)
    for found in precedents():
        fine = fines[found.event]
        assert (fine.on, fine.amount_eur, fine.split, fine.platforms) == (
            found.decided_on,
            found.amount_eur,
            found.split,
            (found.platform,),
        )


def test_an_appeal_cites_the_treaty_beside_the_regulation() -> None:
    found = event("x-appeal-2026-02-16")
    assert found.provisions == ("81", "263 TFEU")
    assert (found.authority, found.proceeding) == ("court", "x-2023")


def test_what_the_articles_of_a_decision_rest_on_is_said() -> None:
    assert event("aliexpress-fine-2026-07-20").provisions_status == "inferred"
    assert event("tiktok-findings-2026-07-24").provisions_status == "unchecked"
    assert event("fee-judgments-2025-09-10").platforms_status == "inferred"


# Proceedings


@pytest.mark.parametrize(("key", "opened", "strands"), PROCEEDINGS)
def test_proceedings_their_strands_and_what_is_alleged(
    key: str, opened: str, strands: dict[str, tuple[str, str | None, str]]
) -> None:
    found = proceeding(key)
    assert found.opened_on == date.fromisoformat(opened)
    assert {s.key for s in found.strands} == set(strands)
    for strand in found.strands:
        state, decided, provisions = strands[strand.key]
        alleged = [a for a in found.allegations if a.strand == strand.key]
        assert strand.state == state
        assert strand.decided_on == (date.fromisoformat(decided) if decided else None)
        assert sorted(c for a in alleged for c in a.provisions) == sorted(provisions.split())


def test_the_proceedings_by_service() -> None:
    found = {e.key: [p.key for p in record().proceedings_of(e.key)] for e in register().services}
    assert {key: keys for key, keys in found.items() if keys} == {
        "aliexpress": ["aliexpress-2024"],
        "facebook": ["meta-2024", "meta-minors-2024", "ie-meta-2026"],
        "instagram": ["meta-2024", "meta-minors-2024", "ie-meta-2026"],
        "linkedin": ["ie-linkedin-2025"],
        "pornhub": ["pornhub-2025"],
        "shein": ["shein-2026"],
        "snapchat": ["snapchat-2026"],
        "stripchat": ["stripchat-2025"],
        "temu": ["temu-2024"],
        "tiktok": [
            *("tiktok-2024", "tiktok-lite-2024", "tiktok-elections-2024", "ie-tiktok-2025"),
        ],
        "x": ["x-2023", "ie-x-2025", "x-grok-2026"],
        "xnxx": ["xnxx-2025"],
        "xvideos": ["xvideos-2025"],
    }


def test_a_proceeding_on_two_services_alleges_the_same_of_both() -> None:
    for key in ("meta-2024", "meta-minors-2024", "ie-meta-2026"):
        found = proceeding(key)
        by_platform = {
            platform: sorted(a.provisions for a in found.allegations if a.platform == platform)
            for platform in found.platforms
        }
        assert by_platform["facebook"] == by_platform["instagram"]


def test_what_the_opening_names_is_alleged() -> None:
    """No provision of an opening is lost when the alleged infringements are grouped."""
    for found in record().events:
        if found.kind != "opening":
            continue
        case = proceeding(found.proceeding)
        articles = {_article(c) for a in case.allegations for c in a.provisions}
        assert {_article(code) for code in found.provisions} <= articles, found.key


def test_the_grouping_is_ours_and_says_so() -> None:
    for found in record().proceedings:
        ended = {s.key: s.decided_on for s in found.strands if s.state == "commitments"}
        for alleged in found.allegations:
            assert alleged.status == "inferred"
            assert alleged.period_start is None
            assert alleged.period_end == ended.get(alleged.strand)


def test_national_proceedings_are_those_of_ireland() -> None:
    national = {p.key for p in record().proceedings if p.authority == "national"}
    assert national == {"ie-x-2025", "ie-tiktok-2025", "ie-linkedin-2025", "ie-meta-2026"}
    assert {p.member_state for p in record().proceedings} == {"", "IE"}


def test_keys_stay_unique_where_a_case_joins_them() -> None:
    for entry in register().services:
        cases = record().proceedings_of(entry.key)
        keys = [e.key for e in record().events_of(entry.key)] + [p.key for p in cases]
        for case in cases:
            keys += [f"{case.key}-{s.key}" for s in case.strands]
            keys += [f"{case.key}-{a.key}" for a in case.allegations]
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def _article(code: str) -> int:
    ref = parse_provision(code)
    assert ref is not None
    return ref.article


# Sources


def rows() -> Iterator[Any]:
    for found in record().proceedings:
        yield found
        yield from found.allegations
    for happened in record().events:
        yield happened
        yield from happened.due


def texts() -> Iterator[Any]:
    for row in rows():
        for name in ("title", "note", "facts", "what", "conflict"):
            yield getattr(row, name, None)
    for found in record().proceedings:
        for strand in found.strands:
            yield strand.title


def test_sources_are_clean_and_every_status_is_one_we_know() -> None:
    for row in rows():
        assert row.source.strip() == row.source != ""
        for broken in (".txt", ", ,", "cited )", "  ", ";,", "; ;", "000_"):
            assert broken not in row.source
        assert not row.source.endswith((",", ";", "(", " in"))
        assert row.status in get_args(Status)
        if not isinstance(row, Due):
            assert row.checked is not None or row.status == "unchecked"


def test_texts_are_in_two_languages() -> None:
    for words in texts():
        if words is None:
            continue
        assert words.text("en").strip() == words.text("en") != ""
        assert words.text("fr").strip() == words.text("fr") != ""
        assert ".txt" not in words.text("en") + words.text("fr")


def test_titles_are_short_sentences() -> None:
    for happened in record().events:
        for title in (happened.title.text("en"), happened.title.text("fr")):
            assert title[0].isupper()
            assert len(title) <= 100
            assert not title.endswith(".")


def test_the_oldest_comes_first() -> None:
    assert all(a.on <= b.on for a, b in pairwise(record().events))
    assert all(a.opened_on <= b.opened_on for a, b in pairwise(record().proceedings))


# Broken data

DELETE = object()


def _index(name: str, key: str) -> int:
    return next(i for i, row in enumerate(getattr(record(), name)) if row.key == key)


X, ALI, IRISH = (_index("proceedings", k) for k in ("x-2023", "aliexpress-2024", "ie-x-2025"))
META = _index("proceedings", "meta-2024")
OPENED, FINE = _index("events", "x-opening-2023-12-18"), _index("events", "x-fine-2025-12-05")
MONTH, FINDINGS = _index("events", "x-request-2025-06"), _index("events", "x-findings-2024-07-12")
TEMU, ENDED = (
    _index("events", "temu-designation-2024-05-31"),
    _index("events", "stripchat-designation-ended-2025-05-27"),
)
P, E = "$.proceedings", "$.events"

# path of the value to replace, new value, key path named in the message, words of the reason
BROKEN: list[tuple[list[str | int], object, str, str]] = [
    (["events"], DELETE, "$.events", "missing"),
    (["events", 0, "kind"], "raid", f"{E}[0].kind", "raid"),
    (["events", 1, "key"], "designation-vlops-2023-04-25", f"{E}[1].key", "already taken"),
    (["events", 0, "key"], "Designation 1", f"{E}[0].key", "expected a key"),
    (["events", 0, "key"], "x" * 65, f"{E}[0].key", "expected a key"),
    (["events", 0, "key"], "x-2023", f"{E}[0].key", "the key of a proceeding"),
    (["events", 0, "on"], "2030-01-01", f"{E}[1]", "oldest first"),
    (["events", 0, "platforms"], [], f"{E}[0].platforms", "at least one"),
    (["events", 0, "platforms", 2], "myspace", f"{E}[0].platforms[2]", "not in register.json"),
    (["events", 0, "platforms", 2], "aliexpress", f"{E}[0].platforms[2]", "already taken"),
    (["events", 0, "provisions"], ["33(4"], f"{E}[0].provisions[0]", "such as '40(12)'"),
    (["events", 0, "provisions"], ["Art. 33"], f"{E}[0].provisions[0]", "such as '40(12)'"),
    (["events", 0, "provisions"], ["16(9)"], f"{E}[0].provisions[0]", "such as '40(12)'"),
    (["events", 0, "provisions"], ["101"], f"{E}[0].provisions[0]", "such as '40(12)'"),
    (["events", 0, "provisions"], ["TFEU"], f"{E}[0].provisions[0]", "such as '40(12)'"),
    (["events", 0, "member_state"], "IE", f"{E}[0].member_state", "national authority"),
    (["events", 0, "authority"], "national", f"{E}[0].member_state", "national authority"),
    (["events", 0, "source"], "", f"{E}[0].source", "where the row comes from"),
    (["events", 0, "checked"], None, f"{E}[0].checked", "compared"),
    (["events", 0, "status"], "sure", f"{E}[0].status", "sure"),
    (["events", 0, "request"], "simple", f"{E}[0].request", "no request for information"),
    (["events", 0, "amount_eur"], "5", f"{E}[0].amount_eur", "a fine has an amount"),
    (["events", FINE, "amount_eur"], None, f"{E}[{FINE}].amount_eur", "a fine has an amount"),
    (["events", FINE, "amount_eur"], "-1", f"{E}[{FINE}].amount_eur", "above 0"),
    (["events", FINE, "amount_eur"], "120000001", f"{E}[{FINE}].split", "add up to 120000000"),
    (
        ["events", FINE, "split", 0, "amount_eur"],
        "NaN",
        f"{E}[{FINE}].split[0].amount_eur",
        "above 0",
    ),
    (
        ["events", FINE, "split", 0, "provisions"],
        ["34"],
        f"{E}[{FINE}].split[0].provisions",
        "provisions of the event",
    ),
    (["events", 2, "due", 0, "on"], "2023-10-11", f"{E}[2].due[0].on", "before the event"),
    (["events", 2, "due", 0, "source"], " ", f"{E}[2].due[0].source", "where the row comes from"),
    (["events", MONTH, "on"], "2025-06-02", f"{E}[{MONTH}].on", "its first day"),
    (["events", FINDINGS, "proceeding"], "x-1999", f"{E}[{FINDINGS}].proceeding", "no proceeding"),
    (["events", OPENED, "proceeding"], "", f"{P}[{X}].opened_on", "no event opens"),
    (["events", FINDINGS, "proceeding"], "temu-2024", f"{E}[{FINDINGS}].platforms", "'x'"),
    (["events", FINDINGS, "proceeding"], "x-grok-2026", f"{E}[{FINDINGS}].on", "opening"),
    (["events", 1, "platforms"], ["bing"], "$.events", "'designation' of 'google-search'"),
    (["events", TEMU, "kind"], "other", "$.events", "'designation' of 'temu'"),
    (["events", ENDED, "kind"], "other", "$.events", "'designation_ended' of 'stripchat'"),
    (["proceedings", 1, "key"], "x-2023", f"{P}[1].key", "already taken"),
    (["proceedings", X, "platforms"], ["myspace"], f"{P}[{X}].platforms[0]", "register.json"),
    (["proceedings", X, "platforms"], ["x", "temu"], f"{P}[{X}].platforms", "one provider"),
    (["proceedings", X, "opened_on"], "2023-12-17", f"{P}[{X}].opened_on", "no event opens"),
    (["proceedings", 0, "opened_on"], "2030-01-01", f"{P}[1]", "oldest first"),
    (["proceedings", IRISH, "member_state"], "", f"{P}[{IRISH}].member_state", "national"),
    (["proceedings", IRISH, "member_state"], "UK", f"{P}[{IRISH}].member_state", "Member State"),
    (["proceedings", X, "source"], "", f"{P}[{X}].source", "where the row comes from"),
    (["proceedings", X, "strands", 1, "key"], "Rest", f"{P}[{X}].strands[1].key", "short key"),
    (
        ["proceedings", X, "strands", 1, "key"],
        "transparency",
        f"{P}[{X}].strands[1].key",
        "already taken",
    ),
    (
        ["proceedings", X, "strands", 1, "decided_on"],
        "2026-01-01",
        f"{P}[{X}].strands[1].decided_on",
        "has not been decided",
    ),
    (
        ["proceedings", X, "strands", 0, "decided_on"],
        None,
        f"{P}[{X}].strands[0].decided_on",
        "no event 'fine' or 'decision'",
    ),
    (
        ["proceedings", ALI, "strands", 1, "decided_on"],
        "2025-06-19",
        f"{P}[{ALI}].strands[1].decided_on",
        "no event 'commitments_binding'",
    ),
    (
        ["proceedings", X, "allegations", 0, "strand"],
        "grok",
        f"{P}[{X}].allegations[0].strand",
        "no strand",
    ),
    (
        ["proceedings", X, "allegations", 1, "key"],
        "design",
        f"{P}[{X}].allegations[1].key",
        "already taken",
    ),
    (
        ["proceedings", X, "allegations", 1, "key"],
        "transparency",
        f"{P}[{X}].allegations[1].key",
        "already taken",
    ),
    (
        ["proceedings", X, "allegations", 0, "platform"],
        "tiktok",
        f"{P}[{X}].allegations[0].platform",
        "does not concern 'tiktok'",
    ),
    (
        ["proceedings", X, "allegations", 0, "provisions"],
        [],
        f"{P}[{X}].allegations[0].provisions",
        "at least one provision",
    ),
    (
        ["proceedings", X, "allegations", 0, "provisions"],
        ["25 (1)"],
        f"{P}[{X}].allegations[0].provisions[0]",
        "such as '40(12)'",
    ),
    (
        ["proceedings", X, "allegations", 1, "period_start"],
        "2023-04-24",
        f"{P}[{X}].allegations[1].period_start",
        "before the designation of 'x'",
    ),
    (
        ["proceedings", META, "allegations", 0, "source"],
        "",
        f"{P}[{META}].allegations[0].source",
        "where the row comes from",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def change(folder: Path, keys: list[str | int], value: object) -> None:
    file = folder / "record.json"
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
def test_a_broken_record_names_the_key_and_the_reason(
    folder: Path, keys: list[str | int], value: object, path: str, reason: str
) -> None:
    change(folder, keys, value)
    with pytest.raises(LawDataError) as caught:
        load_record(folder)
    assert (caught.value.file, caught.value.path) == ("record.json", path)
    assert reason in caught.value.reason


def test_a_period_that_ends_before_it_starts_is_refused(folder: Path) -> None:
    path: list[str | int] = ["proceedings", X, "allegations", 0]
    change(folder, [*path, "period_start"], "2024-01-02")
    change(folder, [*path, "period_end"], "2024-01-01")
    with pytest.raises(LawDataError, match="ends before it starts"):
        load_record(folder)


def test_a_period_outside_section_5_may_start_before_the_designation(folder: Path) -> None:
    """It is clipped in the case, where the general date of application is known."""
    change(folder, ["proceedings", X, "allegations", 0, "period_start"], "2022-12-01")
    assert load_record(folder).proceedings[X].allegations[0].period_start == date(2022, 12, 1)


def test_an_event_before_the_designation_is_refused(folder: Path) -> None:
    document = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    early = document["events"][2] | {"key": "early", "on": "2023-04-24", "due": []}
    document["events"].insert(0, early)
    (folder / "record.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LawDataError, match="before the designation of 'x'") as caught:
        load_record(folder)
    assert caught.value.path == "$.events[0].on"


def test_an_opening_without_a_proceeding_is_refused(folder: Path) -> None:
    extension = _index("events", "x-extension-2026-01-26")
    change(folder, ["events", extension, "proceeding"], "")
    with pytest.raises(LawDataError, match="expected the proceeding that is opened"):
        load_record(folder)


def test_an_event_of_another_authority_than_the_proceeding_is_refused(folder: Path) -> None:
    findings: list[str | int] = ["events", FINDINGS]
    change(folder, [*findings, "authority"], "national")
    change(folder, [*findings, "member_state"], "IE")
    with pytest.raises(LawDataError, match="one of 'commission'") as caught:
        load_record(folder)
    assert caught.value.path == f"$.events[{FINDINGS}].authority"


def test_a_strand_in_which_nothing_is_alleged_is_refused(folder: Path) -> None:
    strand = {
        "key": "empty",
        "title": dict.fromkeys(("en", "fr", "de"), "–"),
        "state": "open",
        "decided_on": None,
    }
    document = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    document["proceedings"][X]["strands"].append(strand)
    (folder / "record.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LawDataError, match="nothing is alleged in the strand 'empty'"):
        load_record(folder)


def test_the_record_is_checked_against_the_register_beside_it(folder: Path) -> None:
    file = folder / "register.json"
    text = file.read_text(encoding="utf-8").replace('"2026-01-26"', '"2026-01-25"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError, match="'designation' of 'whatsapp-channels': 2026-01-25"):
        load_record(folder)
