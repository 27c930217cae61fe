"""The committed catalogues are complete, current and well set."""

import ast
import gettext
import re
from pathlib import Path
from string import Formatter

import pytest

from dsa_sim.asset_files import asset_path
from dsa_sim.language import LANGUAGES, catalogues
from dsa_sim.language.translation import DOMAIN

TRANSLATED = [code for code in LANGUAGES if code != "en"]


@pytest.fixture(scope="module")
def messages():
    return catalogues.template()


def path_of(code, suffix):
    return asset_path("translations", code, "LC_MESSAGES", f"{DOMAIN}.{suffix}")


def forms(value):
    return [value] if isinstance(value, str) else list(value)


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def translated(code):
    """The messages that have their translation; another test sees to those that have none."""
    catalog = catalogues.read(path_of(code, "po"), code)
    missing = set(catalogues.untranslated(catalog))
    return [m for m in catalog if m.id and catalogues.key(m) not in missing]


def test_the_template_is_up_to_date(messages):
    committed = asset_path("translations", f"{DOMAIN}.pot").read_bytes()
    assert committed == catalogues.po_text(messages), "run: dev.py translations"


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_of_the_source_is_translated(messages, code):
    catalog = catalogues.read(path_of(code, "po"), code)
    known = {catalogues.key(m) for m in catalog if m.id}
    assert {catalogues.key(m) for m in messages if m.id} == known, "run: dev.py translations"
    assert catalogues.untranslated(catalog) == ()


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_fill_the_same_places(code):
    for message in translated(code):
        originals = forms(message.id)
        for n, text in enumerate(forms(message.string)):
            assert places(text) == places(originals[min(n, len(originals) - 1)]), message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogue_says_what_the_text_says(code):
    with path_of(code, "mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in translated(code):
        if isinstance(message.id, str):
            context = message.context
            shown = (
                compiled.pgettext(context, message.id) if context else compiled.gettext(message.id)
            )
            assert shown == message.string
        else:
            assert compiled.ngettext(*message.id, 1) == message.string[0]
            assert compiled.ngettext(*message.id, 5) == message.string[1]


def test_catalogues_carry_no_day_place_or_tool():
    for name in asset_path("translations").rglob(f"{DOMAIN}.po*"):
        text = name.read_text(encoding="utf-8")
        assert not re.search(r"Date:|Generated-By|^#:|/home/|/work/", text, re.MULTILINE)


# A mark stands alone, or ends something; "{x:…}" and "12:30" do not occur in sentences.
# Before a colon the space is a whole one, and it breaks no line.
LOOSE = re.compile("[^\u202f\u00a0!?.…(][;:!?%»]|\u202f:|«[^\u202f\u00a0]")


@pytest.mark.parametrize(
    "text", ["a: b", "a\u202f: b", "a ; b", "3 %", "« x\u202f»", "«\u202fx »", "quoi ?"]
)
def test_the_check_of_french_spaces_can_fail(text):
    assert LOOSE.search(text)


def test_french_is_set_with_narrow_spaces_and_typographic_apostrophes():
    for message in translated("fr"):
        for text in forms(message.string):
            assert not LOOSE.search(text), text
            assert "'" not in text, text


def source(tmp_path, text):
    (tmp_path / "page.py").write_text(text, encoding="utf-8")
    return catalogues.template(tmp_path)


def test_every_way_to_mark_a_message_is_extracted(tmp_path):
    catalog = source(
        tmp_path,
        'lang.tr("one")\nlang.ntr("{n} a", "{n} b", n)\nlang.ptr("place", "two")\n'
        'mark("three")\nlang.tr(variable)\nstr("four")\n',
    )
    keys = {catalogues.key(m) for m in catalog if m.id}
    assert keys == {("", "one"), ("", ("{n} a", "{n} b")), ("place", "two"), ("", "three")}


def test_an_update_keeps_translations_and_guesses_none(tmp_path):
    known = catalogues.updated(
        source(tmp_path, 'tr("keep me")\ntr("old text")'), french_of({}), "fr"
    )
    known["keep me"].string = "gardez-moi"
    known["old text"].string = "ancien texte"
    fresh = catalogues.updated(source(tmp_path, 'tr("keep me")\ntr("old texts")'), known, "fr")
    assert fresh["keep me"].string == "gardez-moi"
    assert catalogues.untranslated(fresh) == (("", "old texts"),)


def french_of(strings):
    catalog = catalogues.StableCatalog(locale="fr", fuzzy=False)
    for text, translation in strings.items():
        catalog.add(text, translation)
    return catalog


def test_the_tool_writes_files_and_tells_what_is_missing(messages, tmp_path, monkeypatch, capsys):
    # Collecting the texts takes seconds, and is tested beside.
    monkeypatch.setattr(catalogues, "template", lambda: messages)
    monkeypatch.setattr(catalogues, "asset_path", lambda *parts: tmp_path.joinpath(*parts[1:]))
    assert catalogues.main(["--check"]) == 1
    assert not (tmp_path / "dsa_sim.pot").exists()
    assert catalogues.main([]) == 0
    assert (tmp_path / "fr" / "LC_MESSAGES" / "dsa_sim.mo").exists()
    assert catalogues.main(["--check"]) == 1  # current now, but untranslated
    said = capsys.readouterr().out
    assert "out of date: dsa_sim.pot" in said
    assert re.search(r"fr: (\d+) messages, \1 untranslated", said)


def test_the_same_catalogues_are_written_twice_alike(messages):
    assert catalogues.po_text(catalogues.template()) == catalogues.po_text(messages)


def test_no_message_hides_in_an_f_string():
    """Extraction does not look inside f-strings: such a message would never be translated."""
    hidden = []
    for path in sorted((Path(__file__).parents[2] / "dsa_sim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                hidden += [
                    f"{path.name}:{call.lineno}"
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                    and getattr(call.func, "attr", getattr(call.func, "id", ""))
                    in ("tr", "ntr", "ptr", "mark")
                ]
    assert hidden == []
