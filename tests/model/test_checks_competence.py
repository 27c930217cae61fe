"""Checks of competence, of addressees and of requests: Arts 52, 56, 66(2), 67(1), 74."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.competence_words import (
    WHO_MAY_ACT,
    national_maximum_text,
    who_may_act,
    who_may_act_on_all,
)
from dsa_sim.language.problem_words import problem_text
from dsa_sim.law import PlatformFacts, ProvisionRef
from dsa_sim.law.register import register
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import (
    Case,
    Designation,
    Event,
    FinancialYear,
    Infringement,
    Platform,
    Proceeding,
    Provider,
    Strand,
)
from dsa_sim.model.checks import check_case
from dsa_sim.model.competence_checks import among, commission_codes
from dsa_sim.model.problems import Problem

DESIGNATED = Designation(notified_on=date(2023, 4, 25))
CODES = {
    "national_section5", "national_after_opening", "national_other_state", "national_state_open",
    "national_representative", "commission_not_designated", "addressee_joint",
    "addressee_own_turnover", "silence_no_ground", "turnover_not_researched",
}  # fmt: skip


def proceeding(name: str, **fields) -> Proceeding:
    strand = Strand(id=f"{name}-strand", title=name, decision_on=date(2026, 9, 1))
    return Proceeding(id=name, title=name, strands=(strand,), **fields)


def alleged(name: str, within: str, *codes: str, **fields) -> Infringement:
    return Infringement(
        id=name, title=name, strand=f"{within}-strand", provisions=codes,
        **{"platform": "shop"} | fields,
    )  # fmt: skip


def a_case(*infringements: Infringement, proceedings: tuple[Proceeding, ...], **fields) -> Case:
    shop = Platform(id="shop", name="Shop", service="marketplace", designation=DESIGNATED)
    other = Platform(id="other", name="Other", service="online_platform")
    year = FinancialYear(
        id="year", scope="group", ends_on=date(2025, 12, 31), currency="EUR",
        revenue=Decimal(10**9),
    )  # fmt: skip
    standard = {"platforms": (shop, other), "financial_years": (year,),
                "provider": Provider(name="Provider")}  # fmt: skip
    return Case(
        title="Case", as_of=date(2026, 6, 1), proceedings=proceedings,
        infringements=infringements, **standard | fields,
    )  # fmt: skip


NATIONAL = proceeding("national", authority="national", member_state="IE")
COMMISSION = proceeding("commission", opened_on=date(2024, 3, 14))


def found(case: Case) -> list[Problem]:
    return [p for p in check_case(case) if p.code in CODES]


def codes(case: Case) -> list[str]:
    return [p.code for p in found(case)]


@pytest.mark.parametrize("code", ["34", "39", "40(12)", "43(3)"])
def test_section_5_is_not_for_national_authorities(code: str) -> None:
    case = a_case(alleged("a", "national", code), proceedings=(NATIONAL,))
    assert codes(case)[0] == "national_section5"
    problem = found(case)[0]
    assert problem.severity == "warning"
    assert (problem.where, problem.facts["provision"]) == ("a.provisions", code)
    assert problem.facts["source"] == "Art. 56(2)"


@pytest.mark.parametrize(
    ("national", "commission", "relieved"),
    [
        ("16", "16", True),
        ("16", "16(5)", True),
        ("16(5)", "16", True),
        ("16(5)", "16(5)", True),
        ("16(1)", "16(5)", False),
        ("16", "20", False),
        ("26(1)(a)", "26(1)", True),
        ("26(1)(a)", "26(1)(b)", False),
    ],
)
def test_the_opening_by_the_commission_relieves_the_member_state(
    national: str, commission: str, relieved: bool
) -> None:
    case = a_case(
        alleged("a", "national", national), alleged("b", "commission", commission),
        proceedings=(NATIONAL, COMMISSION),
    )  # fmt: skip
    assert ("national_after_opening" in codes(case)) is relieved


def test_proceedings_not_opened_or_on_another_platform_relieve_nobody() -> None:
    not_opened = proceeding("commission")
    pair = (alleged("a", "national", "16"), alleged("b", "commission", "16"))
    assert "national_after_opening" not in codes(a_case(*pair, proceedings=(NATIONAL, not_opened)))
    elsewhere = (pair[0], alleged("b", "commission", "16", platform="other"))
    case = a_case(*elsewhere, proceedings=(NATIONAL, COMMISSION))
    assert "national_after_opening" not in codes(case)


def test_an_event_of_opening_counts_as_opened() -> None:
    opening = Event(id="o", on=date(2024, 3, 14), kind="opening", title="Opening")
    opened = msgspec.structs.replace(proceeding("commission"), events=(opening,))
    case = a_case(alleged("b", "commission", "16"), proceedings=(opened,))
    assert commission_codes(case, "shop") == ("16",)
    assert among(ProvisionRef(article=16, paragraph=5), ("16",))


def test_the_commission_acts_against_designated_services_alone() -> None:
    case = a_case(
        alleged("a", "commission", "16", platform="other"), alleged("b", "commission", "16"),
        proceedings=(COMMISSION,),
    )  # fmt: skip
    (problem,) = found(case)
    assert (problem.code, problem.where) == ("commission_not_designated", "a.platform")
    assert problem.facts["platform"] == "Other"


def test_the_member_state_is_explained_once_where_nobody_knows_it() -> None:
    case = a_case(
        alleged("a", "national", "16"), alleged("b", "national", "20"), proceedings=(NATIONAL,)
    )
    (problem,) = found(case)
    assert (problem.code, problem.severity) == ("national_state_open", "note")
    assert codes(a_case(proceedings=(NATIONAL,))) == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [("IE", []), ("FR", ["national_other_state"]), ("", ["national_state_open"])],
)
def test_the_register_tells_the_member_state_where_it_knows_it(
    state: str, expected: list[str]
) -> None:
    entry = register().entry("x")
    assert entry is not None
    assert register().provider_of(entry).member_state == "IE"
    shop = Platform(id="shop", name="X", register=entry.key, designation=DESIGNATED)
    within = proceeding("national", authority="national", member_state=state)
    case = a_case(alleged("a", "national", "16"), proceedings=(within,), platforms=(shop,))
    assert codes(case) == expected


def test_without_an_establishment_the_representative_counts() -> None:
    provider = Provider(name="Provider", eu_established=False)
    case = a_case(alleged("a", "national", "16"), proceedings=(NATIONAL,), provider=provider)
    assert codes(case) == ["national_representative"]


@pytest.mark.parametrize(
    ("ground", "expected", "severity"),
    [
        ("74(1)(a)", "addressee_joint", "note"),
        ("74(1)(c)", "addressee_joint", "note"),
        ("74(2)(a)", "addressee_own_turnover", "warning"),
        ("74(2)(d)", "addressee_own_turnover", "warning"),
    ],
)
def test_other_persons_answer_for_procedural_failures_and_perhaps_for_more(
    ground, expected: str, severity: str
) -> None:
    case = a_case(
        alleged("a", "commission", "16", ground=ground, addressee="The auditor"),
        proceedings=(COMMISSION,),
    )
    (problem,) = found(case)
    assert (problem.code, problem.severity, problem.where) == (expected, severity, "a.addressee")
    provider = alleged("a", "commission", "16", ground=ground, addressee="  ")
    assert codes(a_case(provider, proceedings=(COMMISSION,))) == []


@pytest.mark.parametrize(
    ("request_", "answer", "expected"),
    [
        ("simple", "none", ["silence_no_ground"]),
        ("by_decision", "none", []),
        ("simple", "incomplete", []),
        ("simple", "open", []),
        ("", "none", []),
    ],
)
def test_silence_on_a_simple_request_is_explained(request_, answer, expected: list[str]) -> None:
    asked = Event(
        id="rfi", on=date(2024, 3, 14), kind="request_for_information", title="Traders",
        request=request_, answer=answer,
    )  # fmt: skip
    within = msgspec.structs.replace(COMMISSION, events=(asked,))
    problems = found(a_case(proceedings=(within,)))
    assert [p.code for p in problems] == expected
    assert all(p.severity == "note" and p.where == "rfi.answer" for p in problems)


def test_turnover_nobody_has_researched_is_said_so_and_only_then() -> None:
    unresearched = next(
        e for e in register().services if not register().group_of(e).turnover_researched
    )
    researched = next(e for e in register().services if register().group_of(e).turnover_researched)

    def errors(entry, **fields) -> list[Problem]:
        shop = Platform(id="shop", name="S", register=entry.key, designation=DESIGNATED)
        case = a_case(proceedings=(COMMISSION,), platforms=(shop,), **fields)
        return [p for p in assess(case).problems if p.severity == "error"]

    (problem,) = errors(unresearched, financial_years=())
    assert problem.code == "turnover_not_researched"
    assert problem.facts == {"group": register().group_of(unresearched).name}
    assert [p.code for p in errors(researched, financial_years=())] == ["no_year_of_scope"]
    assert errors(unresearched) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_check_has_words_that_name_their_facts(code: str) -> None:
    lang = Language(code)
    asked = Event(
        id="rfi", on=date(2024, 3, 14), kind="request_for_information", title="Traders",
        request="simple", answer="none",
    )  # fmt: skip
    case = a_case(
        alleged("a", "national", "34", "16"), alleged("b", "commission", "16"),
        alleged("c", "commission", "16", platform="other", addressee="The auditor"),
        proceedings=(NATIONAL, msgspec.structs.replace(COMMISSION, events=(asked,))),
    )  # fmt: skip
    told = {p.code: problem_text(lang, p) for p in found(case)}
    assert "34" in told["national_section5"]
    assert lang.cited("Art. 56(2)") in told["national_section5"]
    assert "Other" in told["commission_not_designated"]
    assert "The auditor" in told["addressee_joint"]
    assert "Traders" in told["silence_no_ground"]
    assert not any("{" in text for text in told.values())


def test_who_may_act_in_words() -> None:
    lang = Language("en")
    shop = PlatformFacts(service="marketplace", designation_notified=date(2023, 4, 25))
    risk, notices = ProvisionRef(article=34), ProvisionRef(article=16)
    assert who_may_act(lang, risk, shop, opened=True) == "the Commission alone (Art. 56(2))"
    assert "Member State" in who_may_act(lang, notices, shop, opened=False)
    both = who_may_act_on_all(lang, [(risk, True), (notices, False)], shop)
    assert [line.partition(" – ")[0] for line in both] == ["Art. 34", "Art. 16"]
    assert who_may_act_on_all(lang, [(risk, False), (risk, True)], shop) == (
        "the Commission alone (Art. 56(2))",
    )
    assert who_may_act_on_all(lang, [], shop) == ()
    assert "recital 117" in national_maximum_text(lang)
    assert all("{source}" in words for words in WHO_MAY_ACT.values())
