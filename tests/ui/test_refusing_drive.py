"""A drive that refuses what is not needed is written to, and the person is told once."""

import errno
import os
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from dsa_sim import whole_files
from dsa_sim.cli import main
from dsa_sim.frames import register
from dsa_sim.model.edits import change

TOLD = "This drive does not confirm when a file has reached it"


@pytest.fixture
def refusing(monkeypatch) -> None:
    """Nothing can be synchronised, and nobody was told so yet."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    monkeypatch.setattr(whole_files, "_refused", {})


def test_saving_says_it_above_the_page(open_window, refusing, tmp_path: Path) -> None:
    window = open_window("summary")
    assert window.files.save_to(tmp_path / "a.dsacase")
    assert TOLD in window.banner.text()
    assert window.banner.isVisible()
    window.document.apply("x", partial(change, identifier="case", title="Another"))
    assert window.files.save()
    assert not window.banner.isVisible()


def test_an_export_says_it_in_the_status_line(qtbot, open_window, refusing, tmp_path: Path) -> None:
    window = open_window("summary")
    said: list[str] = []
    window.context.message_given.connect(said.append)
    with qtbot.waitSignal(window.exporter.finished):
        window.exporter.write_table(register, tmp_path / "a.csv")
    assert TOLD in said[-1]


def test_an_export_that_cannot_be_written_is_told_in_plain_words(
    qtbot, open_window, tmp_path: Path, monkeypatch
) -> None:
    window = open_window("summary")
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *parts: told.append(parts[2]))
    window.exporter.write_table(register, tmp_path / "gone" / "a.csv")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["a.csv could not be written: The folder of the file is not there any more."]


def test_a_command_says_it_too(refusing, tmp_path: Path, capsys) -> None:
    words = ["new", "--platform", "TikTok", "--lang", "en", "-o"]
    assert main([*words, str(tmp_path / "a.dsacase")]) == 0
    assert TOLD in capsys.readouterr().err
    assert main([*words, str(tmp_path / "b.dsacase")]) == 0
    assert TOLD not in capsys.readouterr().err
