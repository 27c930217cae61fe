"""Settings: kept for the person, taken up where they say, refused in words."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dsa_sim.language import LANGUAGES, Language, formats
from dsa_sim.language.field_numbers import read_number
from dsa_sim.model.part import ConfidentialityMark
from dsa_sim.ui.dialogs.settings_dialog import SettingsDialog
from dsa_sim.ui.preferences import PREFERENCES, preference
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of their own."""
    return Settings(tmp_path / "settings.ini")


def typed(dialog: SettingsDialog, key: str, text: str) -> None:
    """Replace the text of a field by typing."""
    field = dialog.fields[key]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


START = """
import sys
from pathlib import Path
from dsa_sim.language import Language
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
settings = Settings(Path(sys.argv[1]))
settings.choose("firm", "Hopper & Partners")
program = Program(Language(), settings=settings)
program.window.show()
program.application.processEvents()
print(*sys.modules)
"""


def test_the_start_page_loads_neither_model_nor_report_even_with_a_firm(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "settings.ini")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    loaded = done.stdout.split()
    assert "dsa_sim.ui.start_page" in loaded
    for heavy in ("numpy", "matplotlib", "dsa_sim.model", "dsa_sim.report"):
        assert heavy not in loaded


def test_every_default_is_a_value_of_its_setting() -> None:
    assert [row.key for row in PREFERENCES if not row.takes(row.default)] == []


def test_the_marks_and_languages_offered_are_those_there_are() -> None:
    assert [c for c, _ in preference("mark").choices] == list(get_args(ConfidentialityMark))
    assert {c for c, _ in preference("language").choices} == {"", *LANGUAGES}


def test_what_is_set_is_there_at_the_next_start(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    dialog = SettingsDialog(settings, Language())
    qtbot.addWidget(dialog)
    dialog.show()
    typed(dialog, "firm", "Hopper & Partners")
    typed(dialog, "trials", "250000")
    again = Settings(tmp_path / "settings.ini")
    assert again.chosen("firm") == "Hopper & Partners"
    assert again.chosen("trials") == "250000"


def test_a_value_that_is_none_is_refused_in_words_and_the_one_before_kept(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    dialog = SettingsDialog(settings, Language())
    qtbot.addWidget(dialog)
    dialog.show()
    heard: list[str] = []
    dialog.changed.connect(heard.append)
    typed(dialog, "trials", "many")
    typed(dialog, "logo", "/no/such/logo.png")
    assert settings.chosen("trials") == "1048576"
    assert settings.chosen("logo") == ""
    assert "whole number" in dialog.fields["trials"].accessibleDescription()
    assert dialog.fields["logo"].accessibleDescription() == "There is no such file."
    assert "trials" not in heard[1:] and heard.count("logo") <= 1
    (tmp_path / "logo.png").write_bytes(b"no picture")
    typed(dialog, "logo", str(tmp_path / "logo.png"))
    assert settings.chosen("logo") == ""
    assert "neither a PNG" in dialog.fields["logo"].accessibleDescription()


def test_a_spoilt_settings_file_gives_defaults(tmp_path: Path) -> None:
    place = tmp_path / "settings.ini"
    place.write_text("[preferences]\nlook=purple\ntrials=-4\nlanguage=xx\n", encoding="utf-8")
    settings = Settings(place)
    assert settings.chosen("look") == ""
    assert settings.chosen("trials") == "1048576"
    assert {row.key for row in settings.refused} == {"look", "trials", "language"}


def test_the_look_changes_at_once(qtbot: QtBot, settings: Settings) -> None:
    program = Program(Language(), settings=settings)
    qtbot.addWidget(program.window)
    for look in ("dark", "light"):
        settings.choose("look", look)
        program.window.context.preference_changed.emit("look")
        assert program.look == program.window.context.theme.look == look


def test_new_cases_take_mark_and_trials(qtbot: QtBot, settings: Settings) -> None:
    settings.choose("mark", "external_advice")
    settings.choose("trials", "50000")
    window = Program(Language(), settings=settings, look="light").window
    window.files.may_leave = lambda: True  # type: ignore[method-assign]
    qtbot.addWidget(window)
    for begin in (window.files.new_blank, lambda: window.files.new_from_register("temu")):
        assert begin()
        assert window.document.case.mark == "external_advice"
        assert window.document.case.trials == 50_000


def test_language_numbers_and_the_folder_for_unsaved_work(
    settings: Settings, tmp_path: Path
) -> None:
    settings.choose("language", "fr")
    settings.choose("numbers", "en")
    lang = settings.language()
    assert lang.code == "fr"
    assert formats.number(lang, 1234.5) == "1,234.5"
    assert read_number(lang, "1,234.5", "1") == Decimal("1234.5")
    assert settings.language("en").code == "en"
    settings.choose("autosave_folder", str(tmp_path / "elsewhere"))
    assert settings.recovery_folder == tmp_path / "elsewhere"
