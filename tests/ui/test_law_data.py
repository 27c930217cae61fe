"""Help → Law data: which are in use, how a pack comes and goes, and what it changes."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from dsa_sim.language import LANGUAGES
from dsa_sim.law.kept import FOLDER_VARIABLE, kept_path
from dsa_sim.storage import read_case, write_case
from dsa_sim.ui.dialogs.law_data_dialog import LawDataDialog
from dsa_sim.ui.pages.summary.cards import LawCard
from dsa_sim.ui.widgets.clipping import covered_texts, cut_texts
from dsa_sim.ui.window import SMALLEST
from tests.law_packs import pack, reaching, written
from tests.ui.conftest import commands_of


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked and said; every question is answered with Yes."""
    texts: list[str] = []

    def answer(_parent, _title, text, *_) -> QMessageBox.StandardButton:
        texts.append(text)
        return QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "question", answer)
    monkeypatch.setattr(QMessageBox, "warning", answer)
    return texts


@pytest.fixture
def dialog(open_window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LawDataDialog:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    window = open_window(example=False)
    return LawDataDialog(window.context, window)


def test_it_says_which_data_are_in_use(dialog) -> None:
    text = dialog.facts.toPlainText()
    assert "the law data that came with the program" in text
    assert "6 Oct 2026" in text
    assert "29" in text
    assert not dialog.note.isVisibleTo(dialog)
    assert not dialog.go_back.isEnabled()


def test_a_pack_counts_from_the_next_start_and_can_be_let_go(dialog, asked, tmp_path) -> None:
    assert dialog.import_pack(written(tmp_path, pack()))
    assert "it is not signed" in asked[0]
    assert kept_path().exists()
    assert "next start" in dialog.said.text()
    assert "6 Oct 2026" in dialog.facts.toPlainText()
    dialog.go_back.click()
    assert not kept_path().exists()
    assert not dialog.go_back.isEnabled()


def test_what_speaks_against_a_pack_is_said_before(dialog, asked, tmp_path, monkeypatch) -> None:
    no = QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "question", lambda *given: asked.append(given[2]) or no)
    assert not dialog.import_pack(written(tmp_path, pack(law=reaching("2026-01-05"))))
    assert "not signed" in asked[0]
    assert "older than the law data in use" in asked[0]
    assert not kept_path().exists()


def test_what_is_no_pack_is_refused(dialog, asked, tmp_path) -> None:
    assert not dialog.import_pack(written(tmp_path, b"<img src='x'>"))
    assert asked == ["This is no pack of law data."]
    assert not kept_path().exists()


def test_the_menu_has_it(open_window, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(LawDataDialog, "exec", lambda self: shown.append(self.windowTitle()))
    window = open_window(example=False)
    next(a for a in commands_of(window).offered if a.text() == "Law data…").trigger()
    assert shown == ["Law data"]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_no_line_is_cut(open_window, asked, tmp_path, monkeypatch, code: str) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    window = open_window(code=code, example=False, size=SMALLEST)
    dialog = LawDataDialog(window.context, window)
    dialog.show()
    dialog.import_pack(written(tmp_path, pack()))
    for _ in range(3):
        QApplication.processEvents()
    assert cut_texts(dialog) == []
    assert covered_texts(dialog) == []


@pytest.fixture
def stamped(tmp_path: Path) -> Path:
    """A case that was saved with other law data, under which a maximum was lower."""
    source = Path(__file__).parents[1] / "cases" / "e4.dsacase"
    path = tmp_path / "case.dsacase"
    write_case(path, read_case(source).case, expected=None)
    document = json.loads(path.read_bytes())
    del document["checksum"]
    document["law"]["law_version"] = "2026-01-01"
    document["law"]["figures"][0]["value"] = "1000000.00"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_summary_says_what_other_law_data_change_until_it_is_saved(
    open_window, qtbot, stamped: Path
) -> None:
    window = open_window(example=False)
    assert window.files.open_path(stamped)
    window.show_page("summary")
    card = window.findChild(LawCard)
    qtbot.waitUntil(card.isVisible)
    assert card.said.text() == "Saved with the law data 2026-01-01; those in use are 2026-10-06."
    ((line, target),) = card.lines.texts
    assert target == "case"
    assert line.startswith("Statutory maximum €\N{NO-BREAK SPACE}1,000,000.00 → ")
    assert not window.document.is_modified
    assert not window.document.undo_label
    assert window.files.save()
    window.show_page("exposure")
    window.show_page("summary")
    qtbot.waitUntil(lambda: not card.isVisible())
    assert read_case(stamped).law.law_version.isoformat() == "2026-10-06"
