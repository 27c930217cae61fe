"""The recipe for a language, followed: a folder and a row; what it lacks is English."""

from pathlib import Path

from tests.recipes.house import House

CATALOGUE = """msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Language: es\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Transfer-Encoding: 8bit\\n"

msgid "Exposure"
msgstr "Exposición"

msgid "Alleged infringements"
msgstr "Presuntas infracciones"
"""

KEYWORDS = """{
  "facts": {"eur_lex": "spa", "holidays": "es"},
  "keywords": {
    "scales": {"3": ["mil"], "6": ["millón", "millones"]},
    "numbers": {"percent": ["por ciento"], "days": ["días"], "between": ["hasta"]},
    "dates": {"before_month": ["de"]},
    "citing": {"article": ["artículo"], "paragraph": ["apartado"]},
    "search": {"fillers": ["de"]}
  }
}
"""

LAW = """{
  "Risk assessment": "Evaluación de riesgos",
  "systemic risk": "riesgo sistémico"
}
"""

ASKED = """
from dsa_sim.language import Language, LANGUAGES, catalogues
from dsa_sim.language.catalogues import mo_bytes, read
from dsa_sim.asset_files import asset_path

folder = asset_path("translations", "es", "LC_MESSAGES")
(folder / "dsa_sim.mo").write_bytes(mo_bytes(read(folder / "dsa_sim.po", "es")))

import tempfile, pathlib
from datetime import date
from decimal import Decimal
from dsa_sim.law import search
from dsa_sim.law.calendars import NationalCalendar
from dsa_sim.law.links import official_text_url
from dsa_sim.law.provisions import parse_provision
from dsa_sim.language import formats
from dsa_sim.language.parsing import parse_date, parse_estimate
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted
from dsa_sim.storage.case_file import read_case
from dsa_sim.ui.pages import PAGES
from dsa_sim.ui.preferences import PREFERENCES
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from PySide6.QtWidgets import QApplication

lang = Language("es")
found["spoken"] = lang.tr("Exposure")
found["falls back"] = lang.tr("Worksheet")
found["day"] = formats.day(lang, date(2026, 3, 2))
found["amount"] = formats.amount(lang, Decimal("1234567890"))
found["read"] = [
    str(parse_estimate(lang, "1.234,5 m", "eur").value), str(parse_date(lang, "2026-03-02"))
]
found["typed"] = [
    str(parse_estimate(lang, "2 hasta 5 por ciento", "share").high),
    str(parse_estimate(lang, "3 millones", "eur").value),
    str(parse_estimate(Language("de"), "30 días", "days").value),
    str(parse_date(lang, "2 de marzo 2026")),
    str(parse_estimate(lang, "2 billion", "eur").code),
]
found["law"] = [
    [h.heading for h in search.search_provisions(asked, language="es")[:1]]
    for asked in ("risk assessment", "evaluacion de riesgos", "riesgo sistemico", "traceability")
]
found["cited"] = parse_provision("Artículo 34, apartado 1").code
found["link"] = official_text_url(language="es")
found["holiday"] = NationalCalendar("ES").holiday_name(date(2026, 1, 1), "es")
found["offered"] = [c for row in PREFERENCES if row.key == "language" for c, _ in row.choices]
out = pathlib.Path(tempfile.mkdtemp())
program = Program(lang, settings=Settings(out / "s.ini"), look="light")
window = program.window
window.show()
window.files.open_example()
titles = []
for page in PAGES:
    window.show_page(page.name)
    QApplication.processEvents()
    titles.append(type(window.page).__name__)
found["pages"] = titles
for ending in (".pdf", ".xlsx"):
    export_briefing(window.document.case, out / f"x{ending}", Wanted(scenario=None, lang=lang))
found["sizes"] = [(out / f"x{e}").stat().st_size for e in (".pdf", ".xlsx")]
window.document.mark_saved(window.document.place)
window.context.runner.close()
"""


def test_a_language_is_a_folder_and_a_row(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.replace(
        "dsa_sim/language/languages.py",
        'LanguageInfo(code="en", name="English", locale="en_GB", system_names=("en",)),',
        'LanguageInfo(code="en", name="English", locale="en_GB", system_names=("en",)),\n'
        '        LanguageInfo(code="es", name="Español", locale="es_ES", system_names=("es",)),',
    )
    house.write("assets/translations/es/LC_MESSAGES/dsa_sim.po", CATALOGUE)
    house.write("assets/translations/es/language.json", KEYWORDS)
    house.write("assets/translations/es/law.json", LAW)
    assert {file.rpartition("/es/")[0] for file in house.touched} == {"", "assets/translations"}
    found = house.ask(ASKED)
    assert found["spoken"] == "Exposición"
    assert found["falls back"] == "Worksheet"
    assert "marzo" in found["day"] or "mar" in found["day"]
    assert found["read"][1] == "2026-03-02"
    assert float(found["read"][0]) == 1_234_500_000
    assert found["typed"] == ["0.05", "3000000", "30", "2026-03-02", "ambiguous_word"]
    risks = ["Evaluación de riesgos"]
    assert found["law"] == [risks, risks, risks, ["Traceability of traders"]]
    assert found["cited"] == "34(1)"
    assert "/spa" in found["link"]
    assert found["holiday"] == "Año Nuevo"
    assert "es" in found["offered"]
    assert len(found["pages"]) >= 14
    assert min(found["sizes"]) > 5000
