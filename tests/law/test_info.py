"""The act, the reach of the data, and the questions the law leaves open."""

from __future__ import annotations

from datetime import date

from dsa_sim.law import law_info, law_version, open_questions


def test_the_version_is_the_day_the_record_reaches() -> None:
    assert date.fromisoformat(law_version()) == date(2026, 10, 6)
    assert law_info().law_version == law_version()


def test_the_act_is_cited() -> None:
    info = law_info()
    assert info.citation == "OJ L 277, 27.10.2022, p. 1"
    assert info.celex == "32022R2065"
    assert info.eli == "data.europa.eu/eli/reg/2022/2065/oj"
    assert "2022/2065" in info.title.text("en")
    assert "2022/2065" in info.title.text("fr")
    assert any("corrigenda" in caveat.text("en") for caveat in info.caveats)
    assert any("OJ L 310, 1.12.2022, p. 17" in caveat.text("en") for caveat in info.caveats)


def test_each_open_question_is_a_switch_with_arguments_for_every_reading() -> None:
    codes = {question.code for question in open_questions()}
    assert codes == {
        "turnover_scope",
        "preceding_year",
        "cap_unit",
        "income_or_turnover",
        "search_engine_hosting",
        "stacking",
    }
    for question in open_questions():
        assert question.status == "open"
        argued = {argument.favours for argument in question.arguments}
        assert argued == {option.code for option in question.options}
        assert all(argument.source for argument in question.arguments)


def test_switches_use_the_words_of_the_model() -> None:
    options = {q.code: [o.code for o in q.options] for q in open_questions()}
    assert options["turnover_scope"] == ["entity", "segment", "group", "controlling_person"]
    assert options["preceding_year"] == ["before_decision", "before_opening", "chosen"]
    assert options["cap_unit"] == ["per_decision", "per_infringement"]


def test_the_search_engine_question_has_no_default() -> None:
    defaults = {question.code: question.default for question in open_questions()}
    assert defaults.pop("search_engine_hosting") is None
    assert all(defaults.values())
