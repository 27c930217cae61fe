"""Nothing is replaced unasked: the name that is asked about is the one that is written."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from dsa_sim.language import Language
from dsa_sim.ui.save_name import ask_save_name, suggested_name

LANG = Language("en")


@pytest.fixture
def ask(qtbot, tmp_path, monkeypatch):
    """Ask with the names that are typed one after the other, and the answers to the question."""
    window = QWidget()
    qtbot.addWidget(window)

    def asked(typed, answers=(), ending=".dsacase"):
        names, replies = iter(typed), iter(answers)
        questions: list[str] = []
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName",
            lambda *_: ((str(tmp_path / name) if (name := next(names)) else ""), ""),
        )  # fmt: skip

        def question(*parts):
            questions.append(parts[2])
            yes = QMessageBox.StandardButton.Yes
            return yes if next(replies) else QMessageBox.StandardButton.No

        monkeypatch.setattr(QMessageBox, "question", question)
        told = lambda *parts: questions.append(parts[2])  # noqa: E731
        monkeypatch.setattr(QMessageBox, "warning", told)
        found = ask_save_name(
            window, LANG, title="Save", suggested=tmp_path / "case", kinds={ending: ""}
        )
        return (found.name if found else None), questions

    return asked


def test_a_name_of_a_file_that_is_not_there_takes_its_ending_unasked(ask) -> None:
    assert ask(["client"]) == ("client.dsacase", [])
    assert ask(["client.v2"], ending=".pdf") == ("client.v2.pdf", [])
    assert ask([""]) == (None, [])


def test_the_name_with_its_ending_is_what_is_asked_about(ask, tmp_path: Path) -> None:
    (tmp_path / "client.dsacase").write_bytes(b"another client's")
    said = "“client.dsacase” is there already. Replace it?"
    assert ask(["client"], [True]) == ("client.dsacase", [said])
    assert ask(["client", "mine"], [False]) == ("mine.dsacase", [said])
    assert ask(["client", ""], [False]) == (None, [said])


def test_the_dialog_itself_asks_about_a_whole_name(ask, tmp_path: Path) -> None:
    (tmp_path / "client.PDF").write_bytes(b"there")
    assert ask(["client.PDF"], ending=".pdf") == ("client.PDF", [])


def test_a_name_that_no_drive_takes_is_refused_before_anything_happens(ask) -> None:
    said = "The name is too long for this drive. Choose a shorter one."
    assert ask(["ü" * 124, "mine"]) == ("mine.dsacase", [said])
    assert ask(["ü" * 126 + ".dsacase", "mine"]) == ("mine.dsacase", [said])


def test_a_link_that_leads_nowhere_is_there(ask, tmp_path: Path) -> None:
    try:
        (tmp_path / "client.dsacase").symlink_to(tmp_path / "gone")
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert ask(["client", ""], [False])[0] is None


@pytest.mark.parametrize("title", ["Müller/Söhne", "判" * 200, "𠀀" * 200, "<>", ""])
def test_a_suggested_name_is_one_that_any_file_system_takes(tmp_path: Path, title: str) -> None:
    name = suggested_name(title, ".dsacase", otherwise="case")
    (tmp_path / f"{name}.bak").touch()
    assert name.endswith(".dsacase")
    assert name != ".dsacase"


@pytest.mark.parametrize("typed", ["client", "client.dsacase"])
def test_a_real_dialog_gives_no_name_that_is_there_unasked(
    qtbot, tmp_path: Path, monkeypatch, typed: str
) -> None:
    (tmp_path / "client.dsacase").write_bytes(b"another client's")
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[str] = []

    def person() -> None:
        # The dialog, the question about the name, and the dialog again.
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QMessageBox):
            asked.append(shown.text())
            shown.button(QMessageBox.StandardButton.No).click()
        elif isinstance(shown, QFileDialog) and not asked:
            shown.findChild(QLineEdit, "fileNameEdit").setText(typed)
            QTimer.singleShot(0, shown.accept)
        elif isinstance(shown, QFileDialog):
            shown.reject()

    clock = QTimer(window, interval=20)
    clock.timeout.connect(person)
    clock.start()
    found = ask_save_name(
        window, LANG, title="Save", suggested=tmp_path / "case", kinds={".dsacase": "Cases (*)"}
    )

    assert found is None
    assert len(asked) == 1
    assert "client.dsacase" in asked[0]


def test_every_place_that_saves_asks_there() -> None:
    folder = Path(__file__).parents[2] / "dsa_sim" / "ui"
    users = [p.name for p in folder.rglob("*.py") if "getSaveFileName" in p.read_text("utf-8")]
    assert users == ["save_name.py"]
