"""A case file remembers the law data it was saved with, and what other law data change is told."""

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dsa_sim.cli import main
from dsa_sim.language import Language
from dsa_sim.language.law_change_words import law_change_words, other_law_words
from dsa_sim.language.register_case import new_from_register
from dsa_sim.law.kept import FOLDER_VARIABLE
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import case_deadlines
from dsa_sim.model.law_figures import law_changes, law_stamp
from dsa_sim.model.law_stamp import LawFigure, LawStamp
from dsa_sim.storage import CaseFileError, encode_case, read_case, write_case
from dsa_sim.storage.briefed import attachable, with_briefed
from dsa_sim.storage.law_pack import keep_pack
from tests.law_packs import pack

LANG = Language("en")
CASE = Path(__file__).parents[1] / "cases" / "e4.dsacase"
EARLIER = date(2026, 1, 1)


@pytest.fixture
def case() -> Case:
    return new_from_register("aliexpress", LANG, as_of=date(2026, 10, 6))


@pytest.fixture
def path(tmp_path: Path, case: Case) -> Path:
    target = tmp_path / "case.dsacase"
    write_case(target, case, expected=None)
    return target


def edited(path: Path, **fields: Any) -> None:
    """The file as if other law data had stamped it."""
    document = json.loads(path.read_bytes())
    del document["checksum"]
    document["law"] |= fields
    path.write_text(json.dumps(document), encoding="utf-8")


def test_the_stamp_is_of_the_data_in_use_and_no_part_of_the_case(path: Path, case: Case) -> None:
    opened = read_case(path)
    assert opened.case == case
    assert opened.law == law_stamp(case)
    assert opened.notices == ()
    assert opened.law is not None
    assert opened.law.law_version == date(2026, 10, 6)
    assert opened.law.issued_on is None


def test_every_figure_is_the_one_that_the_case_has(case: Case) -> None:
    found = {(f.kind, f.about, f.code): f.value for f in law_stamp(case).figures}
    shown = assess(case)
    assert shown.maximum is not None
    assert found["maximum", "case", ""] == str(shown.maximum.amount)
    for sheet in shown.worksheets:
        about = sheet.infringement.id
        amount = found.get(("maximum", about, ""))
        assert amount == (str(sheet.maximum.amount) if sheet.maximum else None)
        days = [p.counted_from for p in sheet.periods if p.counted_from]
        assert found.get(("applies", about, "")) == (min(days).isoformat() if days else None)
    counted = [d for d in case_deadlines(case) if not d.fixed]
    assert sum(kind == "deadline" for kind, _, _ in found) == len(counted)
    for rate in case.exchange_rates:
        assert Decimal(found["average_rate", rate.id, ""]) == rate.per_euro


def test_the_same_law_data_change_nothing(path: Path) -> None:
    opened = read_case(path)
    edited(path, figures=[])
    assert law_changes(opened.law, opened.case) == ()
    assert law_changes(read_case(path).law, opened.case) == ()


def test_other_law_data_are_told_figure_by_figure() -> None:
    case = read_case(CASE).case
    stamp = law_stamp(case)
    first = next(f for f in stamp.figures if f.kind == "maximum" and f.about != "case")
    gone = LawFigure(kind="deadline", about=first.about, code="no_more", value="2027-01-31")
    others = tuple(f for f in stamp.figures if f != first)
    former = msgspec.structs.replace(first, value="1234567.89")
    before = LawStamp(law_version=EARLIER, figures=(former, *others, gone))
    lines = [
        law_change_words(LANG, change, case).line(LANG) for change in law_changes(before, case)
    ]
    title = next(i.title for i in case.infringements if i.id == first.about)
    now = law_change_words(LANG, law_changes(before, case)[0], case).after
    assert lines == [
        f"Statutory maximum ({title}): €\N{NO-BREAK SPACE}1,234,567.89 → {now}",
        f"Deadline ({title}): 31 Jan 2027 → –",
    ]
    assert other_law_words(LANG, before) == (
        "Saved with the law data 2026-01-01; those in use are 2026-10-06."
    )


def test_a_change_that_no_figure_shows_is_not_told() -> None:
    case = read_case(CASE).case
    before = msgspec.structs.replace(law_stamp(case), law_version=EARLIER)
    assert law_changes(before, case) == ()


def test_what_travels_elsewhere_has_no_stamp(case: Case) -> None:
    assert "law" not in json.loads(attachable(case))
    assert "law" not in json.loads(encode_case(case))
    snapshot = with_briefed(case, case, what="A briefing", on=EARLIER).briefed[-1]
    assert "law" not in json.loads(snapshot.case)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"law_version": "soon"}, "bad_form"),
        ({"figures": [{"kind": "fine", "about": "a"}]}, "not_a_choice"),
        ({"figures": [{"kind": "maximum"}]}, "missing_key"),
        ({"figures": [{"kind": "maximum", "about": "a", "value": "x" * 400}]}, "too_long"),
        ({"figures": [{"kind": "maximum", "about": "a"}] * 5001}, "too_long"),
        ({"signer": "me"}, "unknown_key"),
    ],
)
def test_a_stamp_is_checked_like_the_rest(path: Path, fields: dict[str, Any], code: str) -> None:
    edited(path, **fields)
    with pytest.raises(CaseFileError) as caught:
        read_case(path)
    assert caught.value.code == code
    assert caught.value.where.startswith("law")


def test_a_value_that_is_none_stays_as_it_stands() -> None:
    case = read_case(CASE).case
    figure = LawFigure(kind="maximum", about="gone", value="<b>much</b>")
    before = LawStamp(law_version=EARLIER, figures=(figure, *law_stamp(case).figures))
    (change,) = law_changes(before, case)
    assert law_change_words(LANG, change, case).line(LANG) == "Statutory maximum: <b>much</b> → –"


def test_check_says_what_other_law_data_change(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(path), "--lang", "en"]) == 0
    assert "Saved with the law data" not in capsys.readouterr().out
    edited(path, law_version="2026-01-01", figures=[])
    assert main(["check", str(path), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Saved with the law data 2026-01-01; those in use are 2026-10-06." in told
    assert "Statutory maximum (" in told


def test_a_pack_with_another_rate_changes_the_maxima(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From end to end: a case saved with the data of the program, checked with those of a pack."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    target = tmp_path / "case.dsacase"
    write_case(target, read_case(CASE).case, expected=None)

    def halved(document: dict[str, Any]) -> None:
        rule = next(r for r in document["rules"] if r["code"] == "infringement")
        rule["rate"] = "0.03"

    keep_pack(pack(rules=halved))
    done = subprocess.run(
        [sys.executable, "-m", "dsa_sim", "check", str(target), "--lang", "en"],
        cwd=Path(__file__).parents[2], env=dict(os.environ), capture_output=True, encoding="utf-8",
        check=True, timeout=300,
    )  # fmt: skip
    maximum = assess(read_case(CASE).case).worksheets[0].maximum
    assert maximum is not None
    whole = maximum.amount
    assert "those in use are 2027-02-15 (unverified pack of 2027-03-01)." in done.stdout
    euro = "€\N{NO-BREAK SPACE}"
    assert f"{euro}{whole:,.2f} → {euro}{whole / 2:,.2f}" in done.stdout
