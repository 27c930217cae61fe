"""Importing financial years: shown before, one edit after, and nothing by halves."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from dsa_sim.ui.dialogs.import_dialog import ImportDialog
from dsa_sim.ui.pages.provider import year_import as provider_import

TABLES = Path(__file__).parents[1] / "tables"
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


def opened(window, qtbot, name: str) -> ImportDialog:
    from dsa_sim.storage.tables import read_tables

    sheets = read_tables(TABLES / name).sheets
    dialog = ImportDialog(window.context, window, sheets=sheets, name=name)
    qtbot.addWidget(dialog)
    return dialog


def choose(field, value) -> None:
    field.set_value(value)
    field.edited.emit(value)


def test_a_unit_that_is_said_nowhere_is_asked_until_it_is_answered(window, qtbot) -> None:
    dialog = opened(window, qtbot, "w01_unit_one_heading.csv")
    assert not dialog.accept_button.isEnabled()
    assert "2 questions are open" in dialog.notice.text()
    assert dialog.match.units[1].currentText() == "millions"
    assert dialog.match.item(3, 1).text() == "From the heading."
    choose(dialog.match.units[2], 6)
    assert not dialog.accept_button.isEnabled()
    choose(dialog.match.units[3], 6)
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    (year,) = dialog.edit(window.document.case).financial_years
    assert (year.revenue, year.income) == (12_400_000_000, 1_200_000_000)


def test_the_order_of_days_is_asked(window, qtbot) -> None:
    dialog = opened(window, qtbot, "t13_us_ambiguous.csv")
    assert not dialog.accept_button.isEnabled()
    choose(dialog.match.orders[0], "mdy")
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    ends = {f"{y.ends_on}" for y in dialog.edit(window.document.case).financial_years}
    assert ends == {"2024-06-07", "2023-06-02"}


def test_what_is_inferred_can_be_changed(window, qtbot) -> None:
    dialog = opened(window, qtbot, "a2_sek.csv")
    choose(dialog.match.currencies[1], "NOK")
    choose(dialog.match.units[1], 3)
    dialog.accept_button.click()
    case = dialog.edit(window.document.case)
    assert {(y.currency, y.revenue) for y in case.financial_years} == {
        ("NOK", 130_000_000), ("NOK", 121_000_000),
    }  # fmt: skip


def test_years_side_by_side_are_turned_and_can_be_turned_back(window, qtbot) -> None:
    dialog = opened(window, qtbot, "t01_years_across.csv")
    assert dialog.accept_button.text() == "Import 4 years"
    # the turnover in words, and six percent of it
    assert [dialog.found.item(0, n).text() for n in (0, 4, 5)] == [
        "B", "€\xa09.80\xa0bn", "€\xa0588\xa0m",
    ]  # fmt: skip
    choose(dialog.across, False)
    assert not dialog.accept_button.isEnabled()
    choose(dialog.across, True)
    assert dialog.accept_button.isEnabled()


def test_a_year_in_another_unit_is_remarked(window, qtbot, tmp_path) -> None:
    from dsa_sim.storage.tables import decode_tables

    text = "Year;Turnover (EUR m)\n2024;12400\n2023;11\n"
    dialog = ImportDialog(window.context, window, sheets=decode_tables(text.encode()).sheets)
    qtbot.addWidget(dialog)
    assert "factor of ten" in dialog.notice.text()
    assert dialog.accept_button.isEnabled()
