"""The page Charts and slides, and the dialog by which a briefing leaves the program."""

import base64
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox

from dsa_sim.language import Language
from dsa_sim.report.briefing.logo import as_logo
from dsa_sim.report.writers import export
from dsa_sim.report.writers.formats import ENDINGS, Wanted
from dsa_sim.storage import read_case
from dsa_sim.ui.dialogs.export_dialog import ExportDialog

LANG = Language("en")
# The smallest PNG there is: one pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def window(open_window):
    return open_window(firm="Hopper & Partners")


@pytest.fixture
def page(window, qtbot):
    window.show_page("slides")
    qtbot.waitUntil(lambda: window.page.items.count() > 10)
    return window.page


def row(page, code: str):
    """The item of the list with that code."""
    items = (page.items.item(n) for n in range(page.items.count()))
    return next(i for i in items if i.data(Qt.ItemDataRole.UserRole) == code)


def pages_shown(page) -> int:
    return len([w for w in page.pages.findChildren(QLabel) if w.pixmap().width()])


def test_the_pages_are_shown_as_they_will_be_exported(page, qtbot) -> None:
    qtbot.waitUntil(lambda: pages_shown(page) > 8)
    assert page.state.text() == f"{pages_shown(page)} pages as PDF."
    before = pages_shown(page)
    page.template.set_value("summary")
    page.template.edited.emit("summary")
    qtbot.waitUntil(lambda: page.state.text() == "1 page as PDF.")
    assert page.context.case.plan.template == "summary"
    page.context.document.undo()
    qtbot.waitUntil(lambda: page.state.text() == f"{before} pages as PDF.")


@pytest.mark.parametrize("width", [1100, 1800])
def test_the_whole_width_of_a_page_is_in_sight(page, window, qtbot, width) -> None:
    page._change("layout", "slides")
    qtbot.waitUntil(lambda: pages_shown(page) > 8)
    window.resize(width, 900)
    QApplication.processEvents()
    room = page.pages.viewport().width()
    shown = {w.pixmap().width() for w in page.pages.findChildren(QLabel)}
    assert len(shown) == 1
    assert room * 0.8 < shown.pop() <= room


def test_what_is_unticked_is_left_out_and_saved_with_the_case(page, window, tmp_path) -> None:
    row(page, "legal").setCheckState(Qt.CheckState.Unchecked)
    row(page, "exposure.distribution").setCheckState(Qt.CheckState.Unchecked)
    hidden = {i.code for i in window.document.case.plan.items if not i.shown}
    assert hidden == {"legal", "exposure.distribution"}
    window.files.save_to(tmp_path / "a.dsacase")
    assert read_case(tmp_path / "a.dsacase").case.plan == window.document.case.plan
    page.take_template()
    assert window.document.case.plan.items == ()


def test_titles_notes_and_order(page, window, qtbot) -> None:
    page.items.setCurrentItem(row(page, "maxima"))
    qtbot.keyClicks(page.title_field, "How high")
    page.note_field.insertPlainText("Exact.")
    item = next(i for i in window.document.case.plan.items if i.code == "maxima")
    assert (item.title, item.note, item.shown) == ("How high", "Exact.", True)
    page.items.setCurrentItem(row(page, "maxima"))
    page.up.click()
    order = [i.code for i in window.document.case.plan.items]
    assert order.index("maxima") < order.index("exposure")
    codes = [r[0] for r in page._shown if not r[2]]
    assert codes.index("maxima") < codes.index("exposure")
    page.items.setCurrentItem(row(page, "exposure.exceedance"))
    assert not page.up.isEnabled()


def test_firm_logo_and_colour(page, window, qtbot, tmp_path) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    page.take_logo(tmp_path / "logo.png")
    qtbot.keyClicks(page.colour, "#7a1f5c")
    qtbot.keyClick(page.colour, Qt.Key.Key_Return)
    qtbot.keyClicks(page.firm, "Curie LLP")
    plan = window.document.case.plan
    kept = plan.logo
    assert base64.b64decode(kept) == as_logo(PIXEL)
    assert (plan.colour, plan.firm) == ("#7a1f5c", "Curie LLP")
    page.colour.clear()
    qtbot.keyClicks(page.colour, "red")
    assert page.colour.property("wrong")
    assert window.document.case.plan.colour == "#7a1f5c"
    page.take_logo(tmp_path / "not there.png")
    assert window.document.case.plan.logo == kept
    told: list[str] = []
    window.context.message_given.connect(told.append)
    (tmp_path / "outside.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    )
    page.take_logo(tmp_path / "outside.svg")
    assert window.document.case.plan.logo == kept
    assert told == ["The drawing takes parts from other files. Save it with everything in it."]


def test_the_dialog_says_what_is_hidden_before_anything_is_written(window, qtbot) -> None:
    dialog = ExportDialog(window.context, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.told.text() == "Nothing is left out."
    assert not dialog.slide_row.isVisible()
    dialog.hide_boxes["names"].setChecked(True)
    assert "AliExpress" in dialog.told.text()
    dialog.format.set_value(".pptx")
    dialog.format.edited.emit(".pptx")
    assert dialog.slide_row.isVisible()
    wanted = dialog.wanted
    assert (dialog.chosen.kind, wanted.hidden) == ("pptx", frozenset({"names"}))
    assert wanted.house is not None
    assert wanted.house.firm == "Hopper & Partners"


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_is_written_from_the_window(window, qtbot, tmp_path, ending) -> None:
    path = tmp_path / f"briefing{ending}"
    with qtbot.waitSignal(window.exporter.finished, timeout=120_000):
        window.exporter.write_briefing(path)
    assert path.stat().st_size > 5000
    assert window.document.case.briefed[-1].what == path.name


def test_an_export_can_be_cancelled_and_leaves_nothing(
    window, qtbot, tmp_path, monkeypatch
) -> None:
    from dsa_sim.model.simulation import CancelledError

    begun = Event()

    def slow(_case, _target, _wanted, *, cancelled):
        begun.set()
        while not cancelled():
            pass
        raise CancelledError

    monkeypatch.setattr(export, "export_briefing", slow)
    said: list[str] = []
    window.context.message_given.connect(said.append)
    window.exporter.write_briefing(tmp_path / "a.pdf")
    assert begun.wait(20)
    assert window.exporter.stop_button.isVisibleTo(window.statusBar())
    window.exporter.stop_button.click()
    qtbot.waitUntil(lambda: not window.exporter.is_busy)
    QApplication.processEvents()
    assert said[-1] == "Not written: a.pdf"
    assert list(tmp_path.glob("a*")) == []
    assert window.document.case.briefed == ()


def test_a_redacted_export_is_suggested_without_names_and_refused_where_it_tells(
    window, qtbot, tmp_path, monkeypatch
) -> None:
    wanted = Wanted(scenario=None, lang=LANG, hidden=frozenset({"names"}))
    suggested: list[str] = []

    def dialog(_parent, _title, name, _kinds):
        suggested.append(name)
        return str(tmp_path / "AliExpress"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    monkeypatch.setattr(ExportDialog, "exec", lambda _self: 1)
    monkeypatch.setattr(ExportDialog, "wanted", wanted)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *parts: told.append(parts[2]))
    window.exporter.ask_briefing()
    qtbot.waitUntil(lambda: bool(told))
    assert "AliExpress" not in suggested[0]
    assert "name of the file" in told[0]
    assert list(tmp_path.glob("AliExpress*")) == []
