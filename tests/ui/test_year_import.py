"""Importing financial years: shown before, one edit after, and nothing by halves."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from dsa_sim.ui.dialogs.import_dialog import ImportDialog
from dsa_sim.ui.pages.provider import year_import as provider_import

GOOD = "Year end;Turnover (EUR m);Scope\n31.03.2024;1.234,5;group\n31.03.2023;1.000;group\n"
BAD = "Year end;Turnover (EUR m);Scope\n31.03.2024;1.234,5;group\n31.03.2023;unknown;group\n"


@pytest.fixture
def window(open_window):
    window = open_window(example=False, size=(1440, 900))
    window.files.new_blank()
    window.show_page("provider")
    return window


@pytest.fixture
def importing(window):
    return window.page.findChild(provider_import.YearImport)


@pytest.fixture
def seen(monkeypatch):
    """The dialogs that came; each is accepted where its button is on."""
    dialogs: list[tuple[str, bool]] = []

    def run(dialog: ImportDialog) -> int:
        enabled = dialog.accept_button.isEnabled()
        dialogs.append((dialog.accept_button.text(), enabled))
        if enabled:
            dialog.accept_button.click()
        return int(enabled)

    monkeypatch.setattr(ImportDialog, "exec", run)
    return dialogs


def years(window) -> dict[int, Decimal]:
    return {y.ends_on.year: y.revenue for y in window.document.case.financial_years}


def test_good_rows_come_in_as_one_step(window, importing, seen, tmp_path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(GOOD)
    importing.open_file(path)
    assert seen == [("Import 2 years", True)]
    assert years(window) == {2024: Decimal(1_234_500_000), 2023: Decimal(1_000_000_000)}
    assert {y.scope for y in window.document.case.financial_years} == {"group"}
    window.document.undo()
    assert years(window) == {}


def test_a_row_that_is_not_understood_keeps_everything_out(
    window, importing, seen, tmp_path
) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(BAD)
    importing.open_file(path)
    assert seen == [("Import 1 year", False)]
    assert years(window) == {}
    assert not window.document.undo_label


def test_a_bad_row_may_be_left_out_on_purpose(window, tmp_path, qtbot) -> None:
    from dsa_sim.storage.tables import decode_tables

    dialog = ImportDialog(
        window.context, window, sheets=decode_tables(BAD.encode()).sheets, name="figures.csv"
    )
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.found.tick(2, on=False)
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    assert dialog.edit is not None
    assert len(dialog.edit(window.document.case).financial_years) == 1


def test_what_was_copied_in_excel_is_pasted(window, importing, seen) -> None:
    QGuiApplication.clipboard().setText("Year end\tTurnover (EUR)\n31/12/2024\t1234.50\n")
    importing.paste()
    assert seen == [("Import 1 year", True)]
    assert years(window) == {2024: Decimal("1234.50")}


def test_a_file_that_is_no_table_is_told(window, importing, monkeypatch, tmp_path) -> None:
    told = []
    monkeypatch.setattr(
        provider_import.QMessageBox, "warning", lambda *words: told.append(words[2])
    )
    path = tmp_path / "figures.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    importing.open_file(path)
    assert "damaged" in told[0]
    assert years(window) == {}


def dropped(kind, path):
    """What Qt tells a window on which a file is dropped."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = (
        kind(QPointF(5, 5).toPoint(), actions, data, button, Qt.KeyboardModifier.NoModifier)
        if kind is QDragEnterEvent
        else kind(QPointF(5, 5), actions, data, button, Qt.KeyboardModifier.NoModifier)
    )
    return event, data


def test_a_table_dropped_on_the_window_is_imported(window, seen, tmp_path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("Year end;Turnover (EUR)\n31/12/2024;1234.50\n", encoding="utf-8")
    window.show_page("scenarios")
    enter, _data = dropped(QDragEnterEvent, path)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop, _data = dropped(QDropEvent, path)
    window.dropEvent(drop)
    assert window.page_name == "provider"
    assert years(window) == {2024: Decimal("1234.50")}
