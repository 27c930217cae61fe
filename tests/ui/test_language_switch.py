"""Another language without a restart: the case, its undo steps and its file stay."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from dsa_sim.language import Language
from dsa_sim.model.edits import change
from dsa_sim.storage.example import example_case
from dsa_sim.storage.lock import InUse, hold
from dsa_sim.ui import files
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings


@pytest.fixture
def program(qtbot, tmp_path: Path):
    made = Program(Language("en"), settings=Settings(tmp_path / "s.ini"), look="light")
    made.window.show()
    yield made
    made.window.document.mark_saved(made.window.document.place)
    made.window.close()


def settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(5):
        QApplication.processEvents()


def test_the_window_speaks_another_language_at_once(program, tmp_path: Path) -> None:
    former = program.window
    former.files.open_example()
    path = tmp_path / "case.dsacase"
    assert former.files.save_to(path)
    former.document.apply("A change", lambda case: change(case, "provider", name="Other"))
    former.show_page("scenarios")
    case = former.document.case

    program.settings.choose("language", "fr")
    former.context.settings_closed.emit()
    settle()

    window = program.window
    assert window is not former
    assert window.context.lang.code == "fr"
    assert window.page_name == "scenarios"
    assert window.document.case == case
    assert window.document.is_modified
    assert isinstance(hold(path), InUse)
    window.document.undo()
    assert window.document.case.provider.name != "Other"
    settle()


def test_unsaved_work_stays_kept_while_the_language_changes(program, tmp_path: Path) -> None:
    former = program.window
    former.files.open_example()
    former.document.apply("A change", lambda case: change(case, "provider", name="Other"))
    former.keep_work()
    folder = program.settings.recovery_folder
    before = list(folder.glob("*.recovery"))
    assert len(before) == 1
    # Nothing is written in the worker meanwhile: what there was must still be there.
    assert program.speak(Language("fr"))
    assert list(folder.glob("*.recovery")) == before
    window = program.window
    window.context.runner.wait()
    assert list(folder.glob("*.recovery")) == before
    assert window.files.save_to(tmp_path / "case.dsacase")
    assert not list(folder.iterdir())
    settle()


def test_numbers_as_chosen_count_at_once(program) -> None:
    program.window.files.open_example()
    program.settings.choose("numbers", "de")
    program.window.context.settings_closed.emit()
    settle()
    assert program.window.context.lang == Language(
        "en", numbers="de", chances=program.window.context.lang.chances
    )


def test_settings_that_do_not_change_the_language_keep_the_window(program) -> None:
    former = program.window
    program.settings.choose("person", "A. B.")
    former.context.settings_closed.emit()
    assert program.window is former


def test_the_example_is_in_the_language_of_the_window(program, monkeypatch) -> None:
    monkeypatch.setattr(files, "example_case", example_case)
    program.settings.choose("language", "de")
    program.window.context.settings_closed.emit()
    settle()
    program.window.files.open_example()
    assert program.window.document.case.infringements[0].title.startswith("Rechtswidrige Produkte")
