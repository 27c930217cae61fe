"""What is left out of an export is nowhere in it, in any format, in whatever order it is asked."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.cli import main
from dsa_sim.language import Language
from dsa_sim.language.register_case import new_from_register
from dsa_sim.model.case import (
    AssumptionNote,
    BriefingPlan,
    Case,
    DueDate,
    PlanItem,
    Scenario,
    Signoff,
    StartingAmount,
)
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import ComparedText, LongText, ShortText, exactly
from dsa_sim.model.inputs import override
from dsa_sim.report.briefing.blocks import House
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.redaction.hidden_names import HiddenNames, Name
from dsa_sim.report.redaction.hiding import ALL, Hide, hidden_list, redacted, texts_of
from dsa_sim.report.redaction.leaks import LeakError, Secrets, pieces_of
from dsa_sim.report.writers import export, office
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import ENDINGS, Wanted
from dsa_sim.storage import read_case, write_case

LANG = Language("en")
CASES = Path(__file__).parents[1] / "cases"
EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"

# Every text that is typed into the case below, by what hides it.
NAMES = ("Qixplat", "Zwogruppe", "Vexholder", "Xyrlegal", "Jorinde", "Kvasnicka", "Hrbek")
SPELLINGS = (
    "Qixplats", "Qixplat's", "Qix plat", "QIX-PLAT", "qixplat.example", "Qixplat-Verfahren",
    "Qixplatverfahren", "VEXHOLDER’S",
)  # fmt: skip
NOTES = (
    "NOTEZEICHEN", "SCENARIOZEICHEN", "FACTZEICHEN", "EVENTZEICHEN", "DUEZEICHEN", "PLANZEICHEN",
    "CHARTZEICHEN",
)  # fmt: skip
REASONS = (
    "CHANCEGRUND", "STARTGRUND", "OVERRIDEGRUND", "CAPGRUND", "SCOPEGRUND", "METHODGRUND",
    "OUTCOMEGRUND",
)  # fmt: skip
CHANCES = ("73.31", "73,31", "0.7331", "41.97", "41,97")
MARKED: dict[Hide, tuple[str, ...]] = {
    "names": (*NAMES, *SPELLINGS), "notes": (*NOTES, "Jorinde", "Kvasnicka", "Hrbek"),
    "reasons": REASONS, "chances": CHANCES,
}  # fmt: skip


@pytest.fixture(autouse=True)
def coarse_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pictures in fewer dots: half of the time of an export is packing them."""
    monkeypatch.setattr(office, "_DPI", 30)


@pytest.fixture(autouse=True)
def briefed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What all formats are written from is made once of a case and what is hidden in it."""
    monkeypatch.setattr(export, "make_briefing", _briefing)


_briefing = lru_cache(maxsize=2)(make_briefing)


@pytest.fixture(scope="module")
def marked() -> Case:
    """A case that holds more than twenty marked texts, names in every spelling."""
    case = msgspec.structs.replace(read_case(EXAMPLE).case, trials=1000, title="Qixplat v. us")
    case = msgspec.structs.replace(
        case, note=f"NOTEZEICHEN {', '.join(SPELLINGS)}", cap_reason="CAPGRUND of Vexholder",
        method_reason="METHODGRUND", method_signoff=Signoff(author="Jorinde Kvasnicka"),
    )  # fmt: skip
    case = change(
        case, "provider", name="Vexholder (Ireland) Ltd", group="Zwogruppe Holding",
        scope_note=AssumptionNote(reason="SCOPEGRUND", reviewer="Dr. Hrbek"),
    )  # fmt: skip
    case = change(case, case.platforms[0].id, name="Qixplat", register="")
    case = change(
        case, "traders", title=f"What {' and '.join(SPELLINGS)} did at 73.31 % (mail by Jorinde)",
        chance=exactly("0.7331"), facts="FACTZEICHEN of Qixplat", addressee="Xyrlegal B.V.",
        chance_note=AssumptionNote(reason="CHANCEGRUND", author="Jorinde Kvasnicka"),
        start_note=AssumptionNote(reason="STARTGRUND 0.7331", author="Dr. Hrbek"),
        start=StartingAmount(unit="turnover_share", estimate=exactly("0.001")),
    )  # fmt: skip
    strand = case.strands[0].id
    case = change(
        case, strand, title="Strand of Qixplats, see Hrbek",
        outcomes_note=AssumptionNote(reason="OUTCOMEGRUND", author="Jorinde Kvasnicka"),
    )  # fmt: skip
    event = case.proceedings[0].events[0]
    case = change(case, event.id, title="Letter to Qix-plat", note="EVENTZEICHEN")
    due = DueDate(on=case.as_of, what="Reply of Qixplat", note="DUEZEICHEN")
    case = change(case, event.id, due=(due,))
    set_otherwise = override(
        case, "traders.start", StartingAmount(unit="turnover_share", estimate=exactly("0.03"))
    )
    chance = override(case, "traders.chance", exactly("0.4197"))
    reasoned = tuple(
        msgspec.structs.replace(o, reason="OVERRIDEGRUND, says Hrbek")
        for o in (set_otherwise, chance)
    )
    scenario = Scenario(
        id="worse", title="Worse for Qix Plat at 41.97 %", note="SCENARIOZEICHEN",
        overrides=reasoned,
    )  # fmt: skip
    items = (
        PlanItem(code="summary", title="Qixplat in short, by Hrbek", note="PLANZEICHEN"),
        PlanItem(code="scenarios.comparison", title="Qixplat compared", note="CHARTZEICHEN"),
    )
    return msgspec.structs.replace(
        case, scenarios=(scenario,), plan=BriefingPlan(items=items, firm="Xyrlegal"),
    )  # fmt: skip


def unpacked(path: Path) -> str:
    """Everything a file holds: the texts of its pages, or of its parts with and without tags."""
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        reader = PdfReader(path)
        pages = [page.extract_text() for page in reader.pages]
        return "\n".join([*pages, *bookmarks(reader.outline), str(reader.metadata)])
    return "\n".join(parts(path.read_bytes()))


def bookmarks(outline: Any) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from bookmarks(item)
        else:
            yield str(item.title)


def parts(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            yield name
            if name.endswith(".xlsx"):
                yield from parts(part)
            elif not name.endswith((".png", ".jpg", ".jpeg")):
                text = part.decode("utf-8")
                yield text
                yield re.sub(r"<[^>]*>", "", text)


def plain(text: str) -> str:
    """Small letters without what pages put between words."""
    return re.sub(r"[\s\u200b\u00ad]+", " ", text).casefold()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("hide", [*ALL, "everything"])
def test_marked_texts_are_nowhere(marked, tmp_path, hide, ending) -> None:
    hidden = frozenset(ALL if hide == "everything" else {hide})
    path = tmp_path / f"out{ending}"
    wanted = Wanted(scenario="worse", lang=LANG, hidden=hidden, template="memorandum")
    export_briefing(marked, path, wanted)
    text = plain(unpacked(path))
    for kind in hidden:
        for words in MARKED[kind]:
            assert plain(words) not in text, (kind, words)
    if hide == "names":
        assert "notezeichen" in text or ending == ".xlsx"
        assert "platform 1" in text


GONE: dict[Hide, frozenset[str]] = {
    "names": frozenset({"name", "group", "firm", "text"}),
    "notes": frozenset({"note", "facts", "author", "reviewer"}),
    "reasons": frozenset({"reason"}),
    "chances": frozenset(),
}
"""The fields whose texts are nowhere, by what is hidden; a reason is any field that ends in it."""


def marked_everywhere(case: Case) -> tuple[Case, dict[str, str]]:
    """The case with a word of its own in every free text, and the field that each word marks."""
    words: dict[str, str] = {}

    def change(part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(map(change, part))
        if not isinstance(part, msgspec.Struct):
            return part
        made = {}
        for field in msgspec.structs.fields(type(part)):
            value = getattr(part, field.name)
            if field.type in (ShortText, LongText, ComparedText):
                word = f"Zeichen{len(words):04d}x"
                words[word] = field.name
                made[field.name] = f"{value} {word}".strip()
            elif field.name != "briefed":
                made[field.name] = change(value)
        return msgspec.structs.replace(part, **made)

    return change(case), words


@pytest.fixture(scope="module")
def everywhere(marked: Case) -> tuple[Case, dict[str, str]]:
    return marked_everywhere(marked)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("hide", [*ALL, "everything"])
def test_every_text_of_a_case_is_hidden_with_its_field(everywhere, tmp_path, hide, ending) -> None:
    case, words = everywhere
    assert len(words) > 300
    hidden = frozenset(ALL if hide == "everything" else {hide})
    gone = frozenset().union(*(GONE[kind] for kind in hidden))
    path = tmp_path / f"out{ending}"
    wanted = Wanted(scenario="worse", lang=LANG, hidden=hidden, template="memorandum")
    export_briefing(case, path, wanted)
    found = set(re.findall(r"zeichen\d{4}x", plain(unpacked(path))))
    told = {words[word.replace("z", "Z", 1)] for word in found}
    if "reasons" in hidden:
        assert not {field for field in told if field.endswith("reason")}
    assert not told & gone
    if hide == "reasons":
        assert found or ending == ".xlsx"


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_without_redaction_they_are_there(marked, tmp_path, ending) -> None:
    path = tmp_path / f"out{ending}"
    export_briefing(marked, path, Wanted(scenario="worse", lang=LANG, template="memorandum"))
    text = plain(unpacked(path))
    found = {words for kind in ALL for words in MARKED[kind] if plain(words) in text}
    assert len(found) > 24


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("order", list(permutations(("names", "notes"))))
def test_the_order_of_the_options_does_not_matter(marked, tmp_path, capsys, order, ending) -> None:
    file, out = tmp_path / "case.dsacase", tmp_path / f"out{ending}"
    write_case(file, marked, expected=None)
    options = [word for kind in order for word in ("--redact", kind)]
    assert main(["brief", str(file), "-o", str(out), "--scenario", "worse", *options]) == 0
    text = plain(unpacked(out))
    for words in (*MARKED["names"], *MARKED["notes"]):
        assert plain(words) not in text, words
    assert "Left out: Names, wherever they stand" in capsys.readouterr().err


@pytest.mark.parametrize("order", list(permutations(ALL))[::5])
def test_the_redacted_case_is_one_and_the_same(marked, order) -> None:
    case = redacted(marked, frozenset(order), LANG)
    assert case == redacted(marked, frozenset(ALL), LANG)
    told = " ".join(texts_of(case))
    for words in (w for kind in ALL for w in MARKED[kind]):
        assert plain(words) not in plain(told)


# Names of one letter, names that are words, names of the register


@pytest.fixture(scope="module")
def x_case() -> Case:
    case = new_from_register("X", LANG, as_of=read_case(EXAMPLE).case.as_of)
    alleged = case.infringements[0]
    case = change(
        case, alleged.id, title="X's badge, X-Haken, the former Twitter, Grok of xAI and SpaceX",
        facts="Art. 3(x): 2 x 3; Xylophone; Annex XI; X.com; on X; XIUC",
    )  # fmt: skip
    return msgspec.structs.replace(case, trials=1000)


def test_a_name_of_one_letter_is_replaced_as_a_word_alone(x_case) -> None:
    case = redacted(x_case, frozenset({"names"}), LANG)
    alleged = case.infringements[0]
    assert alleged.title == (
        "Platform 1's badge, Platform 1-Haken, the former Platform 1, Platform 1 of Group and Group"
    )
    assert alleged.facts == (
        "Art. 3(x): 2 x 3; Xylophone; Annex XI; Platform 1.com; on Platform 1; Provider"
    )


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_name_of_one_letter_is_nowhere(x_case, tmp_path, ending) -> None:
    path = tmp_path / f"out{ending}"
    hidden = frozenset({"names", "notes"})
    export_briefing(x_case, path, Wanted(scenario=None, lang=LANG, hidden=hidden))
    text = unpacked(path)
    for name in ("Twitter", "Grok", "SpaceX", "xAI", "XIUC"):
        assert name.casefold() not in text.casefold()
    if ending != ".pdf":
        # In markup “X” is a column or a style: what people read stands between tags.
        text = "\n".join(re.findall(r">([^<>]+)<", text))
        text = re.sub(r"\$?X\$?\d+|\$?X:\$?X", "", text)
    assert not re.search(r"(?<![\w])X(?![\w])", text)


def test_services_of_the_same_group_are_names_too() -> None:
    case = new_from_register("Facebook", LANG, as_of=read_case(EXAMPLE).case.as_of)
    case = msgspec.structs.replace(case, note="Face-book, Instagram, Whats App, Metas Dienste, IG")
    note = redacted(case, frozenset({"names"}), LANG).note
    assert note == "Platform 1, Platform 2, Another service, Provider Dienste, Platform 2"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("TikTok", "tiktok.com", True),
        ("TikTok", "Tik\u00a0Tok", True),
        ("TikTok", "TikToks", True),
        ("TikTok", "Tik\u00adTok\u2019s", True),
        ("TikTok", "the @tiktok_eu account", True),
        ("X", "Max", False),
        ("X", "2 x 3", False),
        ("X", "X\u2019s", True),
        ("IG", "big; ig; Ig", False),
        ("IG", "IG-Konto", True),
        ("Meta", "Metadata", False),
        ("Meta", "METAS", True),
        ("Zo\u00eb", "Zoe\u0308", True),
        ("Total", "the total of Total", False),
    ],
)
def test_forms_of_a_name(name, text, found) -> None:
    names = HiddenNames([Name(text=name, neutral="N. N.")])
    assert (names.found(text) is not None) is found
    assert ("N. N." in names.replaced(text)) is (found or name == "Total")


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["TikTok", "tik", "Tok", "X", "xAI", "SpaceX", "Zo\u00eb", "Meta", " ", "-",
                 "\u2019s", "s", "\u00ad", "data", "_", "Total", "the", "\n", "IG", "Google"]
            ),
            st.text(max_size=3),
        ),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_what_was_replaced_is_not_found_again(text) -> None:
    known = ("TikTok", "X", "xAI", "SpaceX", "Zo\u00eb", "Meta", "IG", "Google Search", "Google")
    names = HiddenNames([Name(text=name, neutral="N. N.") for name in known])
    assert names.found(names.replaced(text)) is None


def test_a_name_that_is_a_word_is_replaced_as_it_is_spelled() -> None:
    names = HiddenNames([Name(text="Total", neutral="Provider")])
    assert names.replaced("the total of Total") == "the total of Provider"


def test_initials_that_are_a_word_stop_no_export() -> None:
    names = HiddenNames([Name(text="EU", neutral="N. N.")])
    assert names.replaced("seen by EU") == "seen by N. N."
    assert names.found("in the EU") is None


def test_neutral_words_are_not_taken_for_names() -> None:
    names = HiddenNames(
        [Name(text="Shop", neutral="Platform 1"), Name(text="Platform", neutral="Provider")]
    )
    assert names.replaced("Shop and Platform") == "Platform 1 and Provider"


# What a redacted document says of itself


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_it_says_so_on_its_first_page_and_at_its_foot(marked, tmp_path, code, ending):
    lang = Language(code)
    words = lang.tr("Redacted: without {kinds}", kinds="").strip()
    path = tmp_path / f"out{ending}"
    wanted = Wanted(scenario=None, lang=lang, hidden=frozenset({"notes"}), template="summary")
    export_briefing(marked, path, wanted)
    assert all(plain(words) in plain(place) for place in first_and_foot(path))
    export_briefing(marked, path, Wanted(scenario=None, lang=lang, template="summary"))
    assert words not in unpacked(path)


def first_and_foot(path: Path) -> tuple[str, str]:
    """The text of the first page, and that of a foot."""
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        first = PdfReader(path).pages[0].extract_text()
        middle = len(first) // 2
        return first[:middle], first[middle:]
    with zipfile.ZipFile(path) as archive:
        names = {
            ".pptx": ("ppt/slides/slide1.xml", "ppt/slides/slide2.xml"),
            ".docx": ("word/document.xml", "word/footer1.xml"),
            ".xlsx": ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"),
        }[path.suffix]
        first, foot = (archive.read(name).decode() for name in names)
    return re.sub(r"<[^>]*>", "", first), re.sub(r"<[^>]*>", "", foot)


def test_the_firm_of_the_settings_is_no_secret_that_stays(marked, tmp_path) -> None:
    house = House(firm="Wendelquist LLP", logo=b"<svg></svg>")
    path = tmp_path / "out.docx"
    for hidden in (frozenset(), frozenset({"names"})):
        wanted = Wanted(scenario=None, lang=LANG, hidden=hidden, house=house, template="summary")
        export_briefing(marked, path, wanted)
        assert ("Wendelquist" in unpacked(path)) is not hidden


def test_the_list_says_what_goes_and_what_stays(marked) -> None:
    said = " ".join(hidden_list(marked, frozenset(ALL), LANG))
    for words in ("Qixplat", "Zwogruppe Holding", "Dr. Hrbek", "they use no chance"):
        assert words in said
    assert hidden_list(marked, frozenset(), LANG) == ()


# Nothing is delivered that tells what was to be hidden


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("hide", ["names", "reasons", "notes"])
def test_a_file_that_would_tell_is_not_delivered(marked, tmp_path, monkeypatch, hide, ending):
    telling = {"names": "Qix-plat", "reasons": "CHANCEGRUND", "notes": "FACTZEICHEN of Qixplat"}

    def forgetful(case: Case, _hidden: Any, _lang: Language) -> Case:
        return change(case, "traders", title=f"see {telling[hide]} & <co>")

    monkeypatch.setattr(export, "make_briefing", make_briefing)
    monkeypatch.setattr("dsa_sim.report.briefing.document.redacted", forgetful)
    monkeypatch.setattr(export, "redacted", forgetful)
    path = tmp_path / f"out{ending}"
    path.write_bytes(b"before")
    with pytest.raises(LeakError) as refused:
        hidden = frozenset({hide})
        wanted = Wanted(scenario=None, lang=LANG, hidden=hidden, template="memorandum")
        export_briefing(marked, path, wanted)
    assert hide in str(refused.value)
    assert telling[hide].casefold() not in str(refused.value).casefold()
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("ppt/slides/slide1.xml", "<a:p><a:r><a:t>Qix</a:t></a:r><a:r><a:t>plat</a:t></a:r></a:p>"),
        ("ppt/slides/slide2.xml", '<p:cNvPr id="4" name="Chart 3" descr="Fine of Qixplat"/>'),
        ("xl/workbook.xml", '<sheet name="Qixplat&apos;s fines" sheetId="1"/>'),
        ("xl/worksheets/sheet1.xml", "<c><f>IF(A1&gt;0,&quot;Qixplat&quot;,X1)</f><v>1</v></c>"),
        ("docProps/core.xml", "<dc:title>QIXPLAT</dc:title>"),
        ("word/footer1.xml", "<w:p><w:r><w:t>Qix&#8209;plat</w:t></w:r></w:p>"),
        ("xl/worksheets/_rels/sheet1.xml.rels", '<Relationship Target="qixplat.xml"/>'),
        ("word/Qixplat.bin", ""),
    ],
)  # fmt: skip
def test_a_hidden_name_is_found_wherever_it_stands(marked, name, markup) -> None:
    secrets = Secrets(marked, frozenset({"names"}), LANG)
    for data in (
        packed({name: markup.encode()}),
        packed({"ppt/embeddings/Book1.xlsx": packed({name: markup.encode()})}),
    ):
        with pytest.raises(LeakError) as refused:
            secrets.require_absent(pieces_of(data))
        assert "names" in str(refused.value)


def test_columns_and_looks_are_no_names(x_case) -> None:
    secrets = Secrets(x_case, frozenset({"names"}), LANG)
    sheet = '<c r="X1"><f>SUM(X1:X9)+$X$2</f><v>7</v></c><a:t>Annex XI, 2 x 3</a:t>'
    theme = '<a:theme name="X"/>'
    data = packed({"xl/worksheets/sheet1.xml": sheet.encode(), "xl/theme/t.xml": theme.encode()})
    secrets.require_absent(pieces_of(data))


def test_the_program_a_file_is_for_is_no_leak(tmp_path) -> None:
    case = new_from_register("Bing", LANG, as_of=read_case(EXAMPLE).case.as_of)
    path = tmp_path / "out.xlsx"
    export_briefing(case, path, Wanted(scenario=None, lang=LANG, hidden=frozenset({"names"})))
    with zipfile.ZipFile(path) as archive:
        assert b"<Application>Microsoft Excel<" in archive.read("docProps/app.xml")
        assert b"Microsoft" not in archive.read("xl/sharedStrings.xml")


def test_the_legal_form_of_a_provider_is_no_name() -> None:
    case = new_from_register("XVideos", LANG, as_of=read_case(EXAMPLE).case.as_of)
    case = msgspec.structs.replace(case, note="as WebGroup says, the web is S. A.")
    note = redacted(case, frozenset({"names"}), LANG).note
    assert note == "as Provider says, the web is S. A."


def test_a_file_name_that_tells_is_refused(marked, tmp_path, capsys) -> None:
    file = tmp_path / "case.dsacase"
    write_case(file, marked, expected=None)
    out = tmp_path / "brief-Qix-Plat.pdf"
    assert main(["brief", str(file), "-o", str(out), "--redact", "names"]) == 2
    assert "name of the file" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("red", ("TikTok", "Tik Tok", "ByteDance", "Exemple", "Quist", "Dupont")),
        ("XPart", ("XIUC", "xAI", "SpaceX", "Twitter", "Exemple", "Dupont")),
    ],
)
def test_the_cases_that_once_told_a_name_tell_none(tmp_path, name, hidden, ending) -> None:
    case = change(read_case(CASES / "exports" / f"{name}.dsacase").case, "case", trials=1000)
    target = tmp_path / f"out{ending}"
    export_briefing(
        case, target, Wanted(scenario=None, lang=LANG, hidden=frozenset({"names", "notes"}))
    )
    text = plain(unpacked(target)).casefold()
    assert [word for word in hidden if word.casefold() in text] == []
