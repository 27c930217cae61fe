"""Who may act on what: Arts 56(1)-(7), 66(2), 67(1)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.law import LawDataError, LawLookupError, PlatformFacts, articles, grounds
from dsa_sim.law.competence import (
    competence,
    load_competence,
    maxima_for_other_persons,
    national_maxima,
    reaches_other_persons,
)
from dsa_sim.law.provisions import ProvisionRef, in_section5
from dsa_sim.law.reading import DATA_FOLDER

VLOP = PlatformFacts(service="marketplace", designation_notified=date(2023, 4, 25))
VLOP_FROM_ABROAD = PlatformFacts(
    service="online_platform", designation_notified=date(2023, 4, 25), eu_established=False
)
PLATFORM = PlatformFacts(service="online_platform")
FROM_ABROAD = PlatformFacts(service="hosting", eu_established=False)

# article, facts, opened, authority, status, where the law says so
CASES = [
    (34, VLOP, False, "commission", "exclusive", "Art. 56(2)"),
    (34, VLOP, True, "commission", "exclusive", "Art. 56(2)"),
    (34, VLOP, False, "national", "may_not", "Art. 56(2)"),
    (34, PLATFORM, False, "national", "may_not", "Art. 56(2)"),
    (16, VLOP, False, "commission", "may_act", "Art. 56(3)"),
    (16, VLOP, False, "national", "may_act", "Art. 56(4)"),
    (16, VLOP, True, "commission", "exclusive", "Arts 56(3), 66(2)"),
    (16, VLOP, True, "national", "may_not", "Arts 56(4), 66(2)"),
    (16, VLOP_FROM_ABROAD, False, "commission", "may_act", "Arts 56(3), (6), (7)"),
    (16, VLOP_FROM_ABROAD, False, "national", "may_act", "Arts 56(4), (6), (7)"),
    (16, VLOP_FROM_ABROAD, True, "national", "may_not", "Arts 56(4), 66(2)"),
    (39, VLOP_FROM_ABROAD, False, "national", "may_not", "Art. 56(2)"),
    (16, PLATFORM, False, "national", "exclusive", "Art. 56(1)"),
    (16, PLATFORM, False, "commission", "may_not", "Arts 56(1), 66(1)"),
    (34, PLATFORM, False, "commission", "may_not", "Arts 56(1), 66(1)"),
    (16, FROM_ABROAD, False, "national", "may_act", "Arts 56(6), (7)"),
    (16, FROM_ABROAD, False, "commission", "may_not", "Arts 56(1), 66(1)"),
]


@pytest.mark.parametrize(("article", "facts", "opened", "authority", "status", "source"), CASES)
def test_who_may_act(
    article: int, facts: PlatformFacts, opened: bool, authority, status: str, source: str
) -> None:
    ref = ProvisionRef(article=article)
    found = competence(ref, facts, authority=authority, opened=opened)
    assert (found.status, found.source) == (status, source)
    assert found.row_status in ("checked", "inferred")


@pytest.mark.parametrize("facts", [VLOP, VLOP_FROM_ABROAD, PLATFORM, FROM_ABROAD])
@pytest.mark.parametrize("opened", [True, False])
def test_the_two_answers_never_contradict_each_other(facts: PlatformFacts, opened: bool) -> None:
    for article in articles():
        answers = [
            competence(article.ref, facts, authority=authority, opened=opened).status
            for authority in ("commission", "national")
        ]
        assert answers.count("exclusive") <= 1
        if "exclusive" in answers:
            assert "may_not" in answers
        # Section 5 against a service that is not designated is nobody's: it does not bind it.
        nobody = in_section5(article.number) and not facts.designated()
        assert (answers == ["may_not", "may_not"]) == nobody


def test_other_persons_are_reached_by_procedural_fines_and_periodic_penalties_alone() -> None:
    reached = {g.code for kind in ("procedural", "periodic") for g in grounds(kind)}
    assert all(reaches_other_persons(code) for code in reached)
    assert not any(reaches_other_persons(g.code) for g in grounds("infringement"))
    assert "67(1)" in maxima_for_other_persons().law
    with pytest.raises(LawLookupError, match="unknown_ground"):
        reaches_other_persons("99")


def test_national_maxima_rest_on_article_52_and_recital_117() -> None:
    assert national_maxima().maxima == (
        "national_infringement", "national_procedural", "national_periodic",
    )  # fmt: skip
    assert national_maxima().law == "Art. 52(3), (4), recital 117"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["rules"].pop(), "no row for representative, national"),
        (lambda d: d["rules"].append(d["rules"][0]), r"\$\.rules\[11\]\.code: .*already taken"),
        (lambda d: d["rules"][0].update(source=" "), r"\$\.rules\[0\]\.source"),
        (lambda d: d["rules"][0].update(status="perhaps"), r"\$\.rules\[0\]\.status"),
        (lambda d: d["other_persons"].update(maxima=["tax"]), r"\$\.other_persons\.maxima\[0\]"),
        (lambda d: d["national_maxima"].update(checked=None), r"\$\.national_maxima\.checked"),
    ],
)
def test_a_broken_file_is_named(
    tmp_path: Path, change: Callable[[Any], object], words: str
) -> None:
    folder = Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))
    file = folder / "competence.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    change(document)
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LawDataError, match=words):
        load_competence(folder)
