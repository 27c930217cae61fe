"""File → New portfolio: several case files as one, in a window of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from shiboken6 import isValid

from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import simulate
from dsa_sim.storage import Seal, read_case, write_case
from dsa_sim.ui.dialogs.passphrase_dialog import PassphraseDialog
from dsa_sim.ui.portfolio_window import PortfolioWindow
from tests.ui.conftest import commands_of

E5 = Path(__file__).parents[1] / "cases" / "e5.dsacase"


@pytest.fixture
def cases(tmp_path: Path) -> list[Path]:
    """E5 with few trials, and its first three findings, one of them without a chance."""
    whole = change(read_case(E5).case, "case", trials=65_536)
    three = change(whole, "case", title="Three", infringements=whole.infringements[:3])
    three = change(three, three.infringements[0].id, chance=None)
    made = []
    for name, case in (("one", whole), ("two", three)):
        made.append(tmp_path / f"{name}.dsacase")
        write_case(made[-1], case, expected=None)
    return made


@pytest.fixture
def opened(open_window, monkeypatch) -> Iterator[Callable[..., PortfolioWindow]]:
    """Choose files in the menu's way, and wait for the figures."""
    windows: list[PortfolioWindow] = []

    def made(*paths: Path, **options) -> PortfolioWindow:
        main = open_window(example=False, **options)
        names = [str(path) for path in paths]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
        action = next(a for a in commands_of(main).offered if a.text() == "New portfolio…")
        action.trigger()
        window = main.findChild(PortfolioWindow)
        windows.append(window)
        # Nobody would answer the question about what is not saved.
        window.may_close = lambda: True
        window.context.runner.wait()
        return window

    yield made
    for window in windows:
        if isValid(window):
            window.close()


def texts(window: PortfolioWindow) -> list[list[str]]:
    model = window.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_cases_are_added_up_with_what_each_leaves_out(opened, cases) -> None:
    window = opened(*cases)
    rows = texts(window)
    assert [row[0] for row in rows] == ["E5: an exact distribution", "Three", "Total"]
    assert rows[2][1].replace("\xa0", " ") == "€ 1.20 bn, 2 decisions"
    assert rows[0][6] == "–"
    assert "1 of 3 live allegations" in rows[1][6]
    assert "1 of 8 live allegations" in rows[2][6]
    assert "“Three”: 1 of 3 live allegations" in window.notes.text()
    assert window.lead.text().startswith("2 cases together: expected")
    assert "1 of 3 live allegations" in window.chart.view.data.foot
    alone = simulate(read_case(cases[0]).case)
    assert window.found.parts[0].mean_eur == alone.mean_eur


def test_a_common_severity_is_asked_for_with_its_reason(opened, cases, qtbot) -> None:
    window = opened(*cases)
    before = window.found.total.quantile_eur(0.95)
    assert "as if the authority decided each case in a new mood" in window.remarks.text()
    window.severity.line.setFocus()
    qtbot.keyClicks(window.severity.line, "50 %")
    window.context.runner.wait()
    assert window.found.portfolio.severity == exactly("0.5")
    assert window.found.total.quantile_eur(0.95) > 1.03 * before
    assert "The common severity needs a reason." in window.remarks.text()
    qtbot.keyClicks(window.reason, "One unit decides")
    assert "needs a reason" not in window.remarks.text()


def test_cases_come_and_go_but_for_the_last(opened, cases, qtbot, monkeypatch) -> None:
    window = opened(cases[0])
    assert [row[0] for row in texts(window)] == ["E5: an exact distribution", "Total"]
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[-1]))
    assert not window.add([cases[0].parent / "." / "one.dsacase"])
    assert "twice" in said[0]
    assert window.add([cases[1]])
    window.context.runner.wait()
    assert not window.remove_button.isEnabled()
    window.table.setCurrentIndex(window.table.model().index(0, 0))
    qtbot.mouseClick(window.remove_button, Qt.MouseButton.LeftButton)
    window.context.runner.wait()
    assert [row[0] for row in texts(window)] == ["Three", "Total"]
    window.remove("Three")
    assert len(window.portfolio.members) == 1


@pytest.mark.usefixtures("quick_lock")
def test_locked_cases_ask_for_their_passphrases(opened, cases, monkeypatch) -> None:
    for path in cases:
        seal = Seal(passphrase=f"the words of {path.stem}")
        write_case(path, read_case(path).case, expected=None, overwrite=True, seal=seal)
    asked = []

    def answer(dialog: PassphraseDialog) -> int:
        name = "two" if any("two" in text for text in said_in(dialog)) else "one"
        asked.append(name)
        dialog.first.setText(f"the words of {name}")
        return 1

    monkeypatch.setattr(PassphraseDialog, "exec", answer)
    window = opened(*cases)
    assert asked == ["one", "two"]
    assert len(window.portfolio.members) == 2


def said_in(dialog: PassphraseDialog) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [part.text() for part in dialog.findChildren(QLabel)]


def test_a_case_that_cannot_be_simulated_is_named(opened, cases) -> None:
    case = change(read_case(cases[1]).case, "case", financial_years=())
    write_case(cases[1], case, expected=None, overwrite=True)
    window = opened(*cases)
    assert "“Three”" in window.lead.text()
    assert not window.export_button.isEnabled()
    assert window.table.isHidden()


def test_no_window_stays_where_nothing_was_chosen(open_window, monkeypatch, qtbot) -> None:
    main = open_window(example=False)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    next(a for a in commands_of(main).offered if a.text() == "New portfolio…").trigger()
    qtbot.waitUntil(lambda: main.findChild(PortfolioWindow) is None)


def test_the_briefing_is_what_the_window_shows(opened, cases, qtbot, tmp_path) -> None:
    from pypdf import PdfReader

    window = opened(*cases)
    window.reason.setText("One unit decides")
    out = tmp_path / "out.pdf"
    with qtbot.waitSignal(window.exporter.finished):
        window.exporter.write_portfolio(window.found, out)
    text = " ".join("".join(page.extract_text() for page in PdfReader(out).pages).split())
    assert "2 cases together" in text
    assert "1 of 8 live allegations" in text


def test_a_saved_table_carries_the_title_of_the_portfolio(opened, cases, qtbot, tmp_path) -> None:
    window = opened(*cases)
    asked = []
    window.context.save_table_asked.disconnect(window.exporter.ask_table)
    window.context.save_table_asked.connect(lambda _, make: asked.append(make()))
    window.table.saving.ask()
    assert asked[0].attrs["title"].startswith("Portfolio: ")
    assert len(asked[0]) == 3


def test_what_is_saved_is_opened_again(opened, cases, tmp_path, monkeypatch) -> None:
    saved = tmp_path / "client.dsaportfolio"
    window = opened(*cases)
    window.severity.edited.emit(exactly("0.5"))
    window.reason.set_value("One unit decides")
    monkeypatch.setattr("dsa_sim.ui.portfolio_window.ask_save_name", lambda *_, **__: saved)
    assert window.ask_save()
    assert window.close()
    again = opened(saved)
    whole = again.portfolio
    assert [m.name for m in whole.members] == ["E5: an exact distribution", "Three"]
    assert (whole.severity, whole.severity_reason) == (exactly("0.5"), "One unit decides")
    assert again.severity.line.text().replace("\xa0", " ") == "50 %"
    assert again.reason.text() == "One unit decides"


def test_a_reason_is_not_let_go_without_a_question(opened, cases, qtbot, monkeypatch) -> None:
    window = opened(*cases)
    del window.may_close
    asked = []

    def answer(*words: object) -> QMessageBox.StandardButton:
        asked.append(words[2])
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", answer)
    qtbot.keyClicks(window.reason, "One unit decides")
    main = window.parentWidget()
    assert not main.close()
    assert not window.close()
    assert len(asked) == 2
    assert "Portfolio: " in asked[0]
    discard = QMessageBox.StandardButton.Discard
    monkeypatch.setattr(QMessageBox, "question", lambda *_: discard)
    assert window.close()


def test_a_case_is_seen_under_the_scenario_chosen(opened, cases) -> None:
    example = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
    window = opened(cases[0], example)
    assert not window.scenario.isEnabled()
    before = window.found.total.mean_eur
    window.table.setCurrentIndex(window.table.model().index(1, 0))
    scenario = read_case(example).case.scenarios[0]
    assert window.scenario.itemText(1) == scenario.title
    window.scenario.edited.emit(scenario.id)
    window.context.runner.wait()
    assert window.found.parts[1].scenario == scenario.id
    assert window.found.total.mean_eur != before
    assert texts(window)[1][0].endswith(scenario.title)
    assert window.scenario.value == scenario.id


def test_an_export_says_the_severity_of_its_figures(opened, cases, monkeypatch) -> None:
    """While other figures are worked out, those in sight go out with what they rest on."""
    window = opened(*cases)
    asked = []
    monkeypatch.setattr(window.exporter, "ask_portfolio", asked.append)
    window.severity.edited.emit(exactly("0.5"))
    window.reason.set_value("One unit decides")
    window.ask_briefing()
    assert asked[0].portfolio.severity is None
    assert asked[0].portfolio.severity_reason == "One unit decides"
