"""The provision picker: search, tiers, what binds first, who may act, the official text."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from dsa_sim.language import Language
from dsa_sim.law import PlatformFacts
from dsa_sim.model.case import Case
from dsa_sim.model.new_case import blank_case
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.provision_hits import CODE, SPOKEN
from dsa_sim.ui.dialogs.provision_picker import TIERS, Alleged, ProvisionPicker
from dsa_sim.ui.document import Document
from dsa_sim.ui.theme import LIGHT, style_sheet

SHOP = PlatformFacts(service="marketplace", designation_notified=date(2023, 4, 25))
ENGINE = PlatformFacts(service="search_engine", designation_notified=date(2023, 4, 25))
SMALL = PlatformFacts(service="online_platform", eu_established=True)


class Sight:
    """A picker alone in a window."""

    def __init__(self, qtbot, language: str = "en"):
        self.qtbot = qtbot
        case: Case = blank_case(
            title="Case", as_of=date(2026, 6, 1), provider="P", platform="Shop",
            proceeding="P", strand="S",
        )  # fmt: skip
        self.context = Context(Document(case), Language(language), LIGHT)
        self.picker = ProvisionPicker(self.context)
        self.picker.setStyleSheet(style_sheet(LIGHT))
        self.picker.resize(460, 500)
        qtbot.addWidget(self.picker)
        with qtbot.waitExposed(self.picker):
            self.picker.show()
        self.picker.activateWindow()

    def alleged(self, *codes: str, facts: PlatformFacts = SHOP, **fields) -> None:
        self.picker.show_alleged(Alleged(codes=codes, platform="Shop", facts=facts, **fields))

    def type(self, text: str) -> None:
        self.picker.line.setFocus()
        self.qtbot.keyClicks(self.picker.line, text)

    def choose_tier(self, code: str) -> None:
        self.picker.tiers.setFocus()
        for _ in [t for t, _ in TIERS][1 : [t for t, _ in TIERS].index(code) + 1]:
            self.qtbot.keyClick(self.picker.tiers, Qt.Key.Key_Down)

    @property
    def codes(self) -> list[str]:
        hits = self.picker.hits
        return [hits.item(n).data(CODE) for n in range(hits.count())]


@pytest.fixture
def sight(qtbot) -> Sight:
    made = Sight(qtbot)
    made.alleged("34")
    return made


def test_german_words_find_provisions_in_an_english_window(sight: Sight) -> None:
    sight.type("Werbearchiv")
    assert sight.codes == ["39"]
    assert sight.picker.hits.item(0).text().startswith("Art. 39  Additional online advertising")


def test_what_binds_comes_first_and_the_reason_why_another_does_not(qtbot) -> None:
    sight = Sight(qtbot)
    sight.alleged(facts=ENGINE)
    sight.type("illegal")
    assert sight.codes[:4] == ["9", "34", "35", "16"]
    spoken = [sight.picker.hits.item(n).data(SPOKEN) for n in range(len(sight.codes))]
    assert "binds Shop" in spoken[0]
    assert "open question" in spoken[3]
    assert "does not bind Shop: a search engine is not an online platform" in spoken[4]


def test_a_tier_is_chosen_with_the_keyboard_and_lists_its_provisions(sight: Sight) -> None:
    sight.choose_tier("hosting")
    assert sight.codes == ["16", "17", "18"]
    assert sight.picker.hits.isVisible()
    sight.type("reasons")
    assert sight.codes == ["17"]
    sight.qtbot.keyClick(sight.picker.line, Qt.Key.Key_Escape)
    assert sight.codes == []
    assert sight.picker.tiers.value is None


def test_tab_leads_from_the_line_to_the_tiers_and_the_official_text(sight: Sight) -> None:
    sight.type("risk")
    seen: list[QWidget | None] = []
    for _ in range(2):
        sight.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [sight.picker.tiers, sight.picker.detail.official]


def test_the_detail_tells_of_the_current_hit(sight: Sight) -> None:
    sight.type("risk")
    detail = sight.picker.detail
    assert detail.isVisible()
    assert "systemic risks" in detail.summary.text()
    assert detail.competence.text() == "Who may act: the Commission alone (Art. 56(2))"
    assert "checked on 6 Oct 2026" in detail.source.text()
    assert "OJ L 277" in detail.source.text()
    first = detail.summary.text()
    sight.qtbot.keyClick(sight.picker.line, Qt.Key.Key_Down)
    assert detail.summary.text() != first
    assert detail.summary.text() in sight.picker.line.accessibleDescription()
    sight.picker.clear()
    assert not detail.isVisible()


def test_a_heading_that_was_not_checked_is_said_so(qtbot) -> None:
    sight = Sight(qtbot, "fr")
    sight.alleged()
    sight.type("34")
    assert "non vérifié" in sight.picker.detail.source.text()


def test_a_paragraph_brings_its_note(sight: Sight) -> None:
    sight.type("33(1)")
    assert "Art. 33(1): threshold 45 million" in sight.picker.detail.summary.text()


def test_the_official_text_opens_on_a_click_and_not_before(
    sight: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()) or True
    )
    sight.type("30")
    assert opened == []
    official = sight.picker.detail.official
    assert "browser" in official.text()
    sight.qtbot.mouseClick(official, Qt.MouseButton.LeftButton)
    assert opened == ["https://eur-lex.europa.eu/eli/reg/2022/2065/oj/eng#art_30"]
    assert official.toolTip() == opened[0]


def test_who_may_act_on_what_is_alleged(qtbot) -> None:
    sight = Sight(qtbot)
    sight.alleged("34", "16", "20", opened=("16",))
    told = sight.picker.competence.text().split("\n")
    assert [line.partition(" (")[0] for line in told] == [
        "Who may act: Art. 34 – the Commission alone",
        "Art. 16 – the Commission alone, if its open proceedings concern the same infringement",
        (
            "Art. 20 – the Commission or, while it has not opened proceedings for the same "
            "infringement, the Member State of main establishment"
        ),
    ]
    sight.alleged("16", facts=SMALL, national=True)
    told = sight.picker.competence.text().split("\n")
    assert told[0] == "Who may act: the Member State of main establishment alone (Art. 56(1))"
    assert "recital 117" in told[1]
    sight.alleged()
    assert not sight.picker.competence.isVisible()


def test_what_is_found_makes_room_for_itself(sight: Sight) -> None:
    with sight.qtbot.waitSignal(sight.picker.told):
        sight.type("r")
