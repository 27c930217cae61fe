"""Languages, translation and what it costs to load."""

import subprocess
import sys

import pytest

from dsa_sim.language import LANGUAGES, Language, mark, system_language


def test_english_is_the_source():
    lang = Language("en")
    assert lang.tr("{share} of turnover", share="3 %") == "3 % of turnover"
    assert mark("Low") == "Low"


def test_french_has_its_own_words():
    lang = Language("fr")
    assert lang.tr("Alleged infringement") == "Infraction alléguée"
    assert lang.tr("{share} of turnover", share="3 %") == "3 % du chiffre d’affaires"
    assert lang.ptr("end of a period", "decision") == "décision"


@pytest.mark.parametrize(
    ("code", "n", "expected"),
    [
        ("en", 0, "0 days"),
        ("en", 1, "1 day"),
        ("en", 2, "2 days"),
        ("en", 12345, "12,345 days"),
        ("fr", 0, "0 jour"),
        ("fr", 1, "1 jour"),
        ("fr", 2, "2 jours"),
        ("fr", 12345, "12\u202f345 jours"),
    ],
)
def test_plurals_follow_the_language(code, n, expected):
    assert Language(code).ntr("{n} day", "{n} days", n) == expected


def test_a_message_without_translation_is_shown_in_english():
    assert Language("fr").tr("no such message {n}", n=1) == "no such message 1"


def test_braces_in_what_a_user_wrote_are_left_alone():
    assert Language("fr").tr("{share} of turnover", share="{x} {0}").startswith("{x} {0} ")


def test_languages_are_values():
    assert Language("fr") == Language("fr") != Language("en")
    assert Language("fr").info.name == "Français"


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="“xx”; there are: en, fr"):
        Language("xx")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "xx_YY"}, "en"),
        ({"LC_ALL": "", "LANG": "fr"}, "fr"),
    ],
)
def test_the_environment_decides_the_language(environment, expected):
    assert system_language(environment) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("French_France", "fr"), ("fr_CA", "fr"), ("English_Ireland", "en"), (None, "en")],
)
def test_without_an_environment_the_locale_of_the_process_decides(monkeypatch, name, expected):
    monkeypatch.setattr("locale.getlocale", lambda: (name, "cp1252"))
    assert system_language({}) == expected


def test_every_language_has_a_row_that_agrees_with_its_key():
    assert all(code == row.code for code, row in LANGUAGES.items())


def test_translating_loads_neither_babel_nor_the_model():
    program = (
        "import sys; from dsa_sim.language import Language; Language('fr').tr('Low');"
        "print([m for m in sys.modules if m.split('.')[0] in ('babel', 'msgspec', 'numpy')])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.strip() == "[]", run.stderr
