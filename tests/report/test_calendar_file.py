"""The calendar file holds every deadline to come, nothing private, and reads back everywhere."""

import getpass
import re
import socket
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from icalendar import Calendar

from dsa_sim.language import Language
from dsa_sim.language.deadline_words import deadline_label, deadline_title
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change
from dsa_sim.report.writers.calendar_file import write_calendar
from dsa_sim.storage import read_case
from tests.report.record_cases import DEADLINES, crowded, deadline, empty

ENGLISH = Language("en")
CASES = Path(__file__).parents[1] / "cases" / "exports"
COMING = sorted((d for d in DEADLINES if d.on >= date(2026, 2, 1)), key=lambda d: d.on)
WIDEST = 75
"""Octets in a line, without its end (RFC 5545, section 3.1)."""


def written(case: Case | None = None, **how: object) -> bytes:
    return write_calendar(case or crowded(), None, ENGLISH, **{"deadlines": DEADLINES, **how})  # type: ignore[arg-type]


def entries(made: bytes) -> list[dict[str, str]]:
    """The entries read by hand, as the standard says, without the library that wrote them."""
    lines = made.decode().replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    inside: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1:] == ["VEVENT"]:
            assert name not in found[-1]
            found[-1][name] = re.sub(
                r"\\([nN,;\\])", lambda m: "\n" if m[1] in "nN" else m[1], value
            )
    assert inside == []
    return found


def test_every_deadline_to_come_is_an_all_day_entry() -> None:
    found = entries(written())
    assert [e["DTSTART;VALUE=DATE"] for e in found] == [f"{d.on:%Y%m%d}" for d in COMING]
    for entry in found:
        start = datetime.strptime(entry["DTSTART;VALUE=DATE"], "%Y%m%d")  # noqa: DTZ007
        end = datetime.strptime(entry["DTEND;VALUE=DATE"], "%Y%m%d")  # noqa: DTZ007
        assert end - start == timedelta(days=1)


def test_the_library_reads_the_same_back() -> None:
    calendar = Calendar.from_ical(written(contents="full"))
    found = calendar.walk("VEVENT")
    assert [e["dtstart"].dt for e in found] == [d.on for d in COMING]
    assert {e["dtstamp"].dt.date() for e in found} == {date(2026, 2, 1)}
    assert not calendar.errors
    for event, due in zip(found, COMING, strict=True):
        assert deadline_title(ENGLISH, due) in str(event["summary"])
        assert crowded().title.replace("\n", "") in str(event["description"]).replace("\n", "")


def test_lines_end_and_fold_as_the_standard_says(lang: Language) -> None:
    made = write_calendar(crowded(), None, lang, deadlines=DEADLINES, contents="full")
    assert made.endswith(b"\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")
    assert max(len(line) for line in made.split(b"\r\n")) <= WIDEST
    made.decode()


def test_what_was_typed_cannot_break_out_of_its_field() -> None:
    found = entries(written(contents="full"))
    assert len(found) == len(COMING)
    assert "Meta, draft; not \\ final,\nBEGIN:VEVENT" in found[0]["DESCRIPTION"]
    strange = [deadline("other", date(2026, 5, 1), about="a\x07b\x00c\r\nBEGIN:VALARM")]
    made = written(contents="full", deadlines=strange, alarm_days=None)
    assert b"\x07" not in made
    assert b"\x00" not in made
    assert len(entries(made)) == 1
    assert not Calendar.from_ical(made).walk("VALARM")


def test_by_default_an_entry_names_the_platforms_and_the_kind_of_deadline_alone() -> None:
    made = written()
    for entry, due in zip(entries(made), COMING, strict=True):
        what = deadline_label(ENGLISH, due.code)
        assert entry["SUMMARY"].startswith(f"Facebook, Instagram: {what}")
    for private in ("draft", "minors", "Dark patterns", "a private remark", "Ireland Limited"):
        assert private not in "".join(made.decode().split("\r\n "))


def test_each_entry_says_how_the_day_was_reached_and_how_far_to_rely_on_it() -> None:
    by_day = {e["DTSTART;VALUE=DATE"]: e for e in entries(written())}
    action = by_day["20260511"]
    assert "Art. 263(6) TFEU" in action["DESCRIPTION"]
    assert "Counted from 20 Feb 2026" in action["DESCRIPTION"]
    assert "Labour Day" in action["DESCRIPTION"]
    assert "Status: Unchecked" in action["DESCRIPTION"]
    assert action["SUMMARY"].endswith("(unchecked)")
    assert action["STATUS"] == "TENTATIVE"
    sure = by_day["20260302"]
    assert "Fixed by the letter" in sure["DESCRIPTION"]
    assert sure["STATUS"] == "CONFIRMED"
    assert "unchecked" not in sure["SUMMARY"]
    assert by_day["20310601"]["STATUS"] == "TENTATIVE"


def test_the_confidentiality_mark_travels_with_each_entry() -> None:
    for entry in entries(written()):
        assert entry["CLASS"] == "CONFIDENTIAL"
        assert entry["DESCRIPTION"].startswith("Confidential\n")
    plain = msgspec.structs.replace(crowded(), mark="none")
    for entry in entries(written(plain)):
        assert entry["CLASS"] == "PUBLIC"
        assert not entry["DESCRIPTION"].startswith("Confidential")


def test_identifiers_are_unique_and_stay_when_days_and_title_change() -> None:
    before = [e["UID"] for e in entries(written())]
    assert len(set(before)) == len(before)
    moved = tuple(replace(d, on=d.on + timedelta(days=3)) for d in DEADLINES)
    renamed = msgspec.structs.replace(crowded(), title="Final")
    assert [e["UID"] for e in entries(written(renamed, deadlines=moved))] == before
    later = msgspec.structs.replace(crowded(), as_of=date(2026, 3, 10))
    assert [e["UID"] for e in entries(written(later))] == before[1:]


def uids(case: Case, day: date = date(2024, 1, 1)) -> dict[str, tuple[str, int]]:
    """The day and the sequence of each identifier in the calendar of a case."""
    found = entries(write_calendar(case, None, ENGLISH, since=day))
    by_uid = {e["UID"]: (e["DTSTART;VALUE=DATE"], int(e["SEQUENCE"])) for e in found}
    assert len(by_uid) == len(found)
    assert all(0 <= sequence < 2**31 for _, sequence in by_uid.values())
    return by_uid


def two_due(**changes: object) -> Case:
    """A case with a letter that sets two days, its event changed."""
    case = read_case(CASES / "e3_due_two.dsacase").case
    return change(case, "r", **changes) if changes else case


def test_a_day_keeps_its_identifier_when_it_moves_or_the_provider_is_renamed() -> None:
    before = uids(two_due())
    for name in ("e3c_moved", "e3d_renamed"):
        case = read_case(CASES / f"{name}.dsacase").case
        assert list(uids(case)) == list(before)
    moved = uids(read_case(CASES / "e3c_moved.dsacase").case)
    changed = [uid for uid in before if before[uid][0] != moved[uid][0]]
    assert [(before[u][0], moved[u][0]) for u in changed] == [("20240405", "20240412")]
    assert all(moved[uid][1] > before[uid][1] for uid in changed)
    assert uids(two_due(title="Letter of March")) == before


def test_a_day_that_goes_hands_its_identifier_to_no_other() -> None:
    case = two_due()
    first, second = next(e for p in case.proceedings for e in p.events if e.id == "r").due
    kept = uids(two_due(due=(second,)))
    assert kept.items() < uids(case).items()
    plain = [msgspec.structs.replace(due, what="") for due in (first, second)]
    both, last = uids(two_due(due=tuple(plain))), uids(two_due(due=(plain[1],)))
    of_first = next(uid for uid, (day, _) in both.items() if day == "20240405")
    assert of_first not in last


def test_days_that_nothing_but_a_note_tells_apart_have_identifiers_of_their_own() -> None:
    case = two_due()
    first = next(e for p in case.proceedings for e in p.events if e.id == "r").due[0]
    noted = [msgspec.structs.replace(first, note=note) for note in ("one", "two")]
    made = write_calendar(
        two_due(due=tuple(noted)), None, ENGLISH, contents="full", since=date(2024, 1, 1)
    )
    found = [e["UID"] for e in entries(made) if e["DTSTART;VALUE=DATE"] == "20240405"]
    assert len(set(found)) == len(noted)


def test_a_later_state_of_the_case_wins_whichever_way_a_day_moved() -> None:
    case = two_due()
    first, second = next(e for p in case.proceedings for e in p.events if e.id == "r").due
    for days in (-30, 0, 30):
        due = msgspec.structs.replace(first, on=first.on + timedelta(days=days))
        later = msgspec.structs.replace(
            two_due(due=(due, second)), as_of=case.as_of + timedelta(days=1)
        )
        now, then = uids(case), uids(later)
        assert all(then[uid][1] > now[uid][1] for uid in now if uid in then)


def test_two_cases_with_parts_of_one_name_share_no_identifier() -> None:
    case = two_due()
    other = change(case, case.platforms[0].id, name="Another Shop")
    assert not set(uids(case)) & set(uids(other))
    spelled = change(case, case.platforms[0].id, name=f" {case.platforms[0].name.upper()} ")
    assert set(uids(case)) == set(uids(spelled))


def test_entries_that_would_read_alike_are_one_and_counted() -> None:
    alike = [replace(d, where=f"i{n}", about=f"T{n}") for d in DEADLINES[5:6] for n in range(6)]
    (entry,) = entries(written(deadlines=alike))
    assert "6 alike on this day" in entry["DESCRIPTION"]
    assert len(entries(written(deadlines=alike, contents="full"))) == 6


def test_the_same_case_gives_the_same_bytes_with_nothing_of_the_maker() -> None:
    made = written()
    assert made == written()
    for name in (getpass.getuser(), socket.gethostname(), str(Path.home())):
        assert len(name) < 4 or name.encode() not in made
    stamps = set(re.findall(rb"\d{8}T\d{6}Z", made))
    assert stamps == {b"20260201T000000Z"}


@pytest.mark.parametrize(("days", "trigger"), [(7, b"-P7D"), (14, b"-P14D"), (1, b"-P1D")])
def test_an_alarm_comes_before_where_it_is_wanted(days: int, trigger: bytes) -> None:
    made = written(alarm_days=days)
    assert made.count(b"BEGIN:VALARM") == len(COMING)
    assert made.count(b"TRIGGER:" + trigger) == len(COMING)
    assert b"VALARM" not in written(alarm_days=None)


def test_the_file_is_what_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "deadlines.ics"
    made = write_calendar(crowded(), path, ENGLISH, deadlines=DEADLINES)
    assert path.read_bytes() == made
    assert [p.name for p in tmp_path.iterdir()] == ["deadlines.ics"]


def test_a_case_without_deadlines_gives_a_calendar_without_entries() -> None:
    made = write_calendar(empty(), None, ENGLISH, deadlines=())
    assert Calendar.from_ical(made).walk("VEVENT") == []
