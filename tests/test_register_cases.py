"""Every entry of the register opens as a case, is checked, assessed, briefed and kept."""

from datetime import date

import pytest
from msgspec.structs import replace

from dsa_sim.language import Language, formats
from dsa_sim.language.deadline_words import deadline_how, record_gap
from dsa_sim.language.problem_words import problem_text
from dsa_sim.language.register_case import new_from_register
from dsa_sim.law import law_version
from dsa_sim.law.record import record
from dsa_sim.law.register import register
from dsa_sim.law.turnover import turnover_of
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import StartingAmount
from dsa_sim.model.deadlines import case_deadlines
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.inputs import check_overrides
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.pdf import write_pdf
from dsa_sim.storage import decode_case, encode_case

AS_OF = date.fromisoformat(law_version())
KEYS = [entry.key for entry in register().services]
NAMED = (
    "AliExpress", "Bing", "Google Search", "Facebook", "Instagram", "Snapchat", "TikTok", "X",
    "LinkedIn",
)  # fmt: skip
LANGUAGES = ("en", "fr")


def made(key, code="en"):
    return new_from_register(key, Language(code), as_of=AS_OF)


def words(briefing):
    return repr(briefing.sections)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_an_entry_becomes_a_case_that_is_checked_assessed_briefed_and_kept(key, code):
    case = made(key, code)
    entry = register().entry(key)

    check_overrides(case)
    assessment = assess(case)
    briefing = make_briefing(case, scenario=None, lang=Language(code))

    assert case.platforms[0].name == entry.name
    assert case.platforms[0].register == key
    assert case.provider.name == register().provider_of(entry).name
    assert {e.id for p in case.proceedings for e in p.events} == {
        e.key for e in record().events_of(key) if e.on <= AS_OF
    }
    assert all(i.chance is None and i.start is None for i in case.infringements)
    assert all(w.amount_eur is None for w in assessment.worksheets)
    assert entry.name in words(briefing)
    kept, notices = decode_case(encode_case(case))
    assert (kept, notices) == (case, ())


@pytest.mark.parametrize("key", KEYS)
def test_every_fact_carries_its_source_and_status(key):
    case = made(key)
    sources = [case.provider.source, *(p.source for p in case.platforms)]
    sources += [y.source for y in case.financial_years]
    sources += [r.source for r in case.exchange_rates]
    sources += [e.source for p in case.proceedings for e in p.events]
    sources += [d.source for p in case.proceedings for e in p.events for d in e.due]
    sources += [i.facts_source for i in case.infringements]

    assert all(source.text for source in sources)
    assert all(source.status != "illustration" for source in sources)
    assert all(
        s.checked_on is not None for s in sources if s.status == "checked" and s in sources[:2]
    )


@pytest.mark.parametrize("key", KEYS)
def test_a_turnover_is_there_or_said_not_to_be_researched(key):
    case = made(key)
    group = register().group_of(register().entry(key))
    assessment = assess(case)

    assert bool(case.financial_years) == group.turnover_researched == bool(turnover_of(group.key))
    assert all(year.revenue > 0 for year in case.financial_years)
    if not case.financial_years:
        lang = Language("en")
        said = [problem_text(lang, p) for p in assessment.problems if p.severity == "error"]
        assert assessment.maximum_eur is None
        assert any("not been researched" in text for text in said)
    else:
        assert assessment.maximum_eur or any(p.severity == "error" for p in assessment.problems)


@pytest.mark.parametrize("name", NAMED)
def test_the_platforms_of_the_founding_report_are_ready(name):
    case = made(name)
    events = [e for p in case.proceedings for e in p.events]
    report = [e for e in events if e.on == date(2024, 3, 14)]

    assert events
    assert all(e.source.text for e in events)
    assert report
    assert {e.kind for e in report} == (
        {"opening"} if name == "AliExpress" else {"request_for_information"}
    )


@pytest.mark.parametrize("name", [n for n in NAMED if n not in ("AliExpress", "LinkedIn")])
def test_the_generative_ai_requests_have_both_days_and_the_other_source(name):
    (request,) = [e for p in made(name).proceedings for e in p.events if e.on == date(2024, 3, 14)]

    assert request.request == "simple"
    assert [due.on for due in request.due] == [date(2024, 4, 5), date(2024, 4, 26)]
    assert "3 " in request.due[0].note
    assert "24 " in request.due[1].note


def test_bing_was_asked_again_by_decision():
    events = [e for p in made("Bing").proceedings for e in p.events]
    (again,) = [e for e in events if e.on == date(2024, 5, 17)]

    assert again.request == "by_decision"
    assert [due.on for due in again.due] == [date(2024, 5, 27)]


@pytest.mark.parametrize("name", NAMED)
def test_two_inputs_give_a_worksheet(name):
    case = made(name)
    if not case.infringements:
        assert all(p.opened_on is None for p in case.proceedings)
        return
    decided = {d.strand for d in assess(case).decisions if d.counted and d.maximum is not None}
    alleged = next(i for i in case.infringements if i.strand in decided)
    case = change(
        case,
        alleged.id,
        start=StartingAmount(unit="turnover_share", estimate=exactly("0.001")),
        chance=exactly("0.5"),
    )
    shown = assess(case)

    assert shown.worksheet(alleged.id).amount_eur > 0
    assert shown.worksheet(alleged.id).steps
    assert sum(d.fine_eur or 0 for d in shown.decisions) > 0


def test_nothing_after_the_as_of_date_is_entered():
    case = new_from_register("AliExpress", Language("en"), as_of=date(2024, 3, 20))
    events = [e for p in case.proceedings for e in p.events]

    assert max(e.on for e in events) == date(2024, 3, 14)
    assert all(s.decision_on == date(2024, 3, 20) for s in case.strands)
    assert {i.strand for i in case.infringements} <= {s.id for s in case.strands}


@pytest.mark.parametrize("key", ["whatsapp-channels", "xnxx"])
def test_a_start_known_as_a_range_is_said_wherever_the_case_shows_it(key):
    lang, case, entry = Language("en"), made(key), register().entry(key)
    designation = case.platforms[0].designation
    found = [d for d in case_deadlines(case) if d.code == "section5_duties"]

    assert designation.applies_from == entry.applies_from_latest
    assert "known only as a range" in designation.source.text
    (start,) = found
    assert start.on == entry.applies_from_latest
    assert start.assumed
    assert "only a range of days is known" in deadline_how(lang, start)


@pytest.mark.parametrize("key", ["apple-app-store", "bing"])
def test_a_turnover_that_is_out_of_date_says_so(key):
    case = made(key)
    newest, *older = case.financial_years

    assert "A later financial year has ended since" in newest.source.text
    assert not any("has ended since" in year.source.text for year in older)
    assert not any("has ended since" in y.source.text for y in made("Temu").financial_years)


@pytest.mark.parametrize("key", KEYS)
def test_an_action_on_designation_or_fee_suspends_no_limitation(key):
    # Before any proceedings all that is on record would otherwise stand with a possible decision.
    for as_of in (AS_OF, date(2024, 4, 1)):
        case = new_from_register(key, Language("en"), as_of=max(as_of, entry_day(key)))
        for proceeding in case.proceedings:
            court = [e for e in proceeding.events if e.kind in ("appeal", "judgment")]
            if proceeding.strands and court:
                assert any(e.kind == "fine" for e in proceeding.events)


def entry_day(key):
    return register().entry(key).designated_on


def test_limits_reckoned_from_the_record_say_what_may_be_missing():
    lang, case = Language("en"), made("AliExpress")
    limits = [d for d in case_deadlines(case) if d.code == "limitation"]

    assert limits
    assert all("that the record lacks would move it later" in deadline_how(lang, d) for d in limits)
    assert "missing" in record_gap(lang, limits)
    assert "that the record lacks" in words(make_briefing(case, scenario=None, lang=lang))
    by_hand = replace(case, platforms=tuple(replace(p, register="") for p in case.platforms))
    assert not record_gap(lang, case_deadlines(by_hand))


def test_an_unknown_platform_is_refused():
    with pytest.raises(KeyError):
        made("Friendster")


def test_unchecked_is_said_in_the_briefing(tmp_path):
    lang = Language("en")
    case = made("TikTok")
    briefing = make_briefing(case, scenario=None, lang=lang)
    pdf = tmp_path / "tiktok.pdf"
    pdf.write_bytes(write_pdf(briefing))

    assert pdf.stat().st_size > 20_000
    assert "Unchecked" in words(briefing)
    assert formats.day(lang, date(2024, 2, 19)) in words(briefing)
