"""Letters that fonts lack, marks on letters, control characters: written or boxed, never a stop."""

import io
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from dsa_sim.language import Language
from dsa_sim.report.charts.lettering import REPLACEMENT, drawable, shown
from dsa_sim.report.charts.scene import Label
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import ENDINGS, Wanted
from dsa_sim.storage.example import example_case

TITLES = {
    "decomposed": "Boe\u0302te a\u0323\u0302 lettres de\u0301compose\u0301es",
    "marks that no letter unites": "x\u0323\u0302 q\u20d2 z\u0327\u0330\u033f",
    "Chinese": "阿里巴巴集团",
    "private use": "A\ue000B\uf8ff",
    "noncharacters": "A\ufffeB\U0001fffeC",
    "control characters": "A\x0bB\x07C",
    "emoji": "Case 👩‍⚖️ ☕️",
    "right to left": "\u202eabc\u202c שלום",
    "as long as allowed": "A long title " * 23,
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("template", ["summary", "board"])
def test_every_format_is_written(title: str, ending: str, template: str, tmp_path: Path) -> None:
    case = example_case()
    title = title[:300]
    strand = msgspec.structs.replace(case.proceedings[0].strands[0], title=title[:250])
    proceeding = msgspec.structs.replace(
        case.proceedings[0], strands=(strand, *case.proceedings[0].strands[1:])
    )
    alleged = msgspec.structs.replace(case.infringements[0], title=title[:250])
    case = msgspec.structs.replace(
        case, title=title, trials=2048, proceedings=(proceeding, *case.proceedings[1:]),
        infringements=(alleged, *case.infringements[1:]),
        scenarios=tuple(msgspec.structs.replace(s, title=title[:250]) for s in case.scenarios[:1]),
    )  # fmt: skip
    target = tmp_path / f"made{ending}"
    wanted = Wanted(scenario=None, lang=Language("en"), template=template)  # type: ignore[arg-type]
    export_briefing(case, target, wanted)
    assert target.stat().st_size > 1000


def test_letters_typed_in_parts_are_put_together(tmp_path: Path) -> None:
    case = msgspec.structs.replace(example_case(), title="De\u0301cision", trials=2048)
    target = tmp_path / "made.pdf"
    wanted = Wanted(scenario=None, lang=Language("en"), template="summary")
    export_briefing(case, target, wanted)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(target.read_bytes())).pages)
    assert "Décision" in text
    assert drawable("De\u0301cision") == shown("De\u0301cision") == "Décision"


def test_no_label_of_a_chart_holds_what_cannot_be_drawn() -> None:
    label = Label(x=0, y=0, text="A\x0bB \ue000\U0001fffeC 阿", size=8, color="#000000", role="t")
    assert label.text == f"A B C {REPLACEMENT}"
