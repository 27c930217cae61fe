"""Window, command line and every format say the same of a case: read back and compared."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pypdf import PdfReader

from dsa_sim.asset_files import asset_path
from dsa_sim.cli import main
from dsa_sim.language import Language, formats
from dsa_sim.language.assessment_record import record
from dsa_sim.language.coverage_words import draft_words, left_out_words
from dsa_sim.language.law_record import plain_row
from dsa_sim.language.maximum_words import maximum_amount
from dsa_sim.language.register_case import new_from_register
from dsa_sim.language.simulation_record import exposure_record
from dsa_sim.language.summary_words import summary_paragraph
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case
from dsa_sim.model.decision_days import IncompleteError
from dsa_sim.model.simulation import Exposure, simulate
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.writers import office
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.report.writers.pdf import write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.report.writers.workbook import write_workbook
from dsa_sim.storage import decode_case, encode_case, read_case
from tests.strategies import complete_cases

LANG = Language("en")
CASES = Path(__file__).parents[1] / "cases"
NAMES = (
    "exports/FacebookOpen", "exports/FacebookPart", "exports/XPart", "exports/PornhubDE",
    "law/t14_timebarred", "law/t13_cap_per_infringement", "law/t16_persons", "e5", "s05", "e8",
)  # fmt: skip

pytestmark = pytest.mark.slow


def case_of(name: str) -> Case:
    if name == "example":
        found = read_case(asset_path("examples", "aliexpress.dsacase")).case
    elif name == "tiktok":
        found = new_from_register("tiktok", LANG, as_of=date(2026, 10, 6))
    else:
        found = read_case(CASES / f"{name}.dsacase").case
    return msgspec.structs.replace(found, trials=4096)


def squeezed(text: str) -> str:
    """The text without what a layout puts between words: spaces, line ends, hyphens."""
    return re.sub(r"[\s\u00a0\u202f\u00ad\u2010-]+", "", text)


def office_text(data: bytes) -> str:
    """Every text of an office file, the parts of it one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return "\n".join("".join(ET.fromstring(file).itertext()) for file in files)


def written(case: Case) -> dict[str, str]:
    """The texts of the briefing of a case by format."""
    briefing = make_briefing(case, scenario=None, lang=LANG)
    pdf = PdfReader(io.BytesIO(write_pdf(briefing)))
    sheets = write_workbook(briefing, case, compared_of(case, None))
    return {
        "pdf": "\n".join(page.extract_text() for page in pdf.pages),
        "pptx": office_text(write_slides(briefing)),
        "docx": office_text(write_memorandum(briefing)),
        "xlsx": office_text(sheets),
    }


def require_agreement(case: Case) -> None:
    """Totals, maxima and what is left out are the same wherever they are said."""
    shown, run = assess(case), simulated(case)
    texts = {name: squeezed(text) for name, text in written(case).items()}
    texts["summary"] = squeezed(summary_paragraph(shown, run, LANG))
    require_coverage(shown, run, texts)
    require_maximum(shown, texts)
    require_totals(shown, run, texts)
    require_shares(shown)


def simulated(case: Case) -> Exposure | None:
    """The exposure of a case; None where a maximum that is needed is missing."""
    try:
        return simulate(case)
    except IncompleteError:
        return None


def require_coverage(shown: Assessment, run: Exposure | None, texts: dict[str, str]) -> None:
    """What is not assessed is said in every text, and a draft is marked as one."""
    is_draft = bool(shown.coverage.open)
    assert record(shown, LANG).coverage.draft == is_draft
    if run is not None:
        assert run.coverage == shown.coverage
        assert exposure_record(run).draft == is_draft
    said = squeezed(left_out_words(shown, LANG)).casefold()
    for name, text in texts.items():
        assert (squeezed(draft_words(LANG)) in text) == is_draft, name
        assert said in text.casefold(), name


def require_maximum(shown: Assessment, texts: dict[str, str]) -> None:
    """The maximum beside a total is the same sum everywhere."""
    if shown.maximum is None:
        return
    assert record(shown, LANG).maximum.amount_eur == str(shown.maximum.amount)
    assert squeezed(maximum_amount(shown, LANG)) in texts["summary"]
    amount = squeezed(formats.amount(LANG, shown.maximum.amount))
    assert [name for name in ("pdf", "pptx", "docx") if amount not in texts[name]] == []


def require_totals(shown: Assessment, run: Exposure | None, texts: dict[str, str]) -> None:
    """Totals agree where something is assessed; where nothing is, there are none."""
    if run is None:
        assert not [n for n, t in texts.items() if "Provisionview" in t]
        return
    found, rows = record(shown, LANG), plain_row(LANG, exposure_record(run))
    if not shown.coverage.is_modelled:
        assert rows["mean_eur"] is None
        assert "quantiles_eur" not in rows
        assert not [n for n, t in texts.items() if "Provisionview" in t or "Chanceofanyfine" in t]
        return
    assert rows["mean_eur"] == pytest.approx(run.mean_eur, abs=0.006)
    assert rows["if_paid"]["P50"] == pytest.approx(run.paid_quantile_eur(0.5), abs=0.006)
    mean = squeezed(formats.amount(LANG, run.mean_eur))
    assert [n for n in ("pdf", "pptx", "docx", "summary") if mean not in texts[n]] == []
    if shown.total_eur is not None and shown.coverage.live:
        assert found.total_eur == pytest.approx(shown.total_eur, abs=0.006)
        total = squeezed(formats.amount(LANG, shown.total_eur))
        assert [n for n in ("pdf", "pptx", "docx") if total not in texts[n]] == []


def require_shares(shown: Assessment) -> None:
    """Shares of a fine add up to it, and no decision is above the most it can impose."""
    for decision in shown.decisions:
        if decision.fine_eur is not None:
            parts = sum(s.eur for s in decision.shares)
            assert parts == pytest.approx(decision.fine_eur, rel=1e-9, abs=0.01)
            most = decision.most_eur(decision.cap)
            assert most is None or decision.fine_eur <= float(most) + 0.01


@pytest.mark.parametrize("name", ["example", "tiktok", *NAMES])
def test_every_format_says_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_DPI", 30)
    require_agreement(case_of(name))


@pytest.mark.filterwarnings("ignore:Glyph")
@settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(complete_cases(largest=2))
def test_random_cases_say_the_same(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    monkeypatch.setattr(office, "_DPI", 30)
    require_agreement(msgspec.structs.replace(plainly(case), trials=2048, title="Random case"))


def plainly(case: Case) -> Case:
    """The case without letters that a format cannot set: these have tests of their own."""
    kept = "".join(letter for letter in encode_case(case).decode() if ord(letter) < 0x2000)
    document = json.loads(kept)
    document.pop("checksum", None)
    return decode_case(json.dumps(document).encode())[0]


def test_the_command_line_prints_the_same_record(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("exports/FacebookOpen", "exports/FacebookPart", "e5"):
        path = CASES / f"{name}.dsacase"
        assert main(["assess", str(path), "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert (printed.pop("format"), printed.pop("command")) == (1, "assess")
        said = plain_row(LANG, record(assess(read_case(path).case), LANG))
        assert printed == json.loads(json.dumps(said))
