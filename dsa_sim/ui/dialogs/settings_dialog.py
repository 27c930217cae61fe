"""The settings: one row for each row of the table of preferences, kept as they are changed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import Language, mark
from dsa_sim.language.joining import named
from dsa_sim.language.words import word
from dsa_sim.ui.preferences import FEWEST_TRIALS, MOST_TRIALS, PREFERENCES, Preference
from dsa_sim.ui.settings import Settings
from dsa_sim.ui.widgets.cards import label, restyle, scrolled_column
from dsa_sim.ui.widgets.fields import ChoiceField, Form, TextField

EFFECTS = {
    "at once": "",
    "new cases": mark("Counts for cases begun from now on."),
    "next start": mark("Counts from the next start of the program."),
}

WIDTH, HEIGHT, TITLE_BAR = 720, 780, 40


class SettingsDialog(QDialog):
    """What a person sets for the program; every change is kept at once."""

    changed = Signal(str)
    """The setting with this key has another value."""

    def __init__(self, settings: Settings, lang: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._lang = settings, lang
        self.fields: dict[str, QWidget] = {}
        self._messages = {}
        self.setWindowTitle(lang.tr("Settings"))
        self.setMinimumWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(lang.tr("Settings"), name="cardTitle"))
        form = Form(label_width=170)
        for row in PREFERENCES:
            message = label(self._said(row), name="caption", wrap=True)
            message.setVisible(bool(message.text()))
            self._messages[row.key] = message
            form.add_row(lang.tr(row.title), self._made(row))
            form.addWidget(message, form.rowCount(), 1)
        # On a low screen the rows scroll; every caption keeps all its lines.
        area, column = scrolled_column()
        column.addLayout(form)
        column.addStretch(1)
        layout.addWidget(area, 1)
        stored = lang.tr("They are kept for you on this computer, never in a case.")
        layout.addWidget(label(stored, name="muted", wrap=True))
        box = QDialogButtonBox()
        close = box.addButton(lang.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("primary")
        box.rejected.connect(self.reject)
        layout.addWidget(box)
        room = self.screen().availableGeometry().height() - TITLE_BAR
        self.resize(WIDTH, min(HEIGHT, room))

    def _said(self, row: Preference) -> str:
        parts = [self._lang.tr(text) for text in (row.hint, EFFECTS[row.effect]) if text]
        return " ".join(parts)

    def _made(self, row: Preference) -> QWidget:
        name, value = self._lang.tr(row.title), self._settings.chosen(row.key)
        if row.kind == "choice":
            choices = [(code, self._words(row, code, text)) for code, text in row.choices]
            choice = ChoiceField(name, choices)
            choice.set_value(value)
            choice.edited.connect(partial(self._take, row))
            self.fields[row.key] = choice
            return choice
        line = TextField(name, longest=1000)
        line.set_value(value)
        line.edited.connect(partial(self._take, row))
        self.fields[row.key] = line
        return line if row.kind in ("text", "number") else self._browsing(row, line)

    def _words(self, row: Preference, code: str, text: str) -> str:
        return word(self._lang, row.vocabulary, code) if row.vocabulary else self._lang.tr(text)

    def _browsing(self, row: Preference, line: TextField) -> QWidget:
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(line, 1)
        button = QPushButton(self._lang.tr("Choose…"))
        name = self._lang.tr(row.title)
        button.setAccessibleName(named(self._lang, name, button.text()))
        button.clicked.connect(partial(self._browse, row, line))
        across.addWidget(button)
        both.setFocusProxy(line)
        return both

    def _browse(self, row: Preference, line: TextField, *_: object) -> None:
        title = self._lang.tr(row.title)
        if row.kind == "folder":
            name = QFileDialog.getExistingDirectory(self, title, line.text())
        else:
            pictures = self._lang.tr("Pictures (*.png *.jpg *.jpeg *.svg *.svgz)")
            name = QFileDialog.getOpenFileName(self, title, line.text(), pictures)[0]
        if name:
            line.set_value(name)
            self._take(row, name)

    def _take(self, row: Preference, value: object) -> None:
        """Keep a value that is one; else say what is expected and keep the one before."""
        text = str(value).strip()
        problem = self._problem(row, text)
        field = self.fields[row.key]
        if problem and isinstance(field, TextField):
            # The setting goes back to what it was before the typing; then it is said why.
            field.refuse(problem)
        message = self._messages[row.key]
        message.setText(problem or self._said(row))
        message.setVisible(bool(message.text()))
        message.setObjectName("problem" if problem else "caption")
        restyle(message)
        self.fields[row.key].setAccessibleDescription(message.text())
        if not problem and text != self._settings.chosen(row.key):
            self._settings.choose(row.key, text)
            self.changed.emit(row.key)

    def _problem(self, row: Preference, text: str) -> str:
        tr = self._lang.tr
        if row.kind == "number" and not row.takes(text):
            return tr(
                "Enter a whole number from {least} to {most}, without separators.",
                least=FEWEST_TRIALS, most=MOST_TRIALS,
            )  # fmt: skip
        if not row.takes(text):
            return tr(row.expected)
        if text and row.kind == "picture" and not Path(text).is_file():
            return tr("There is no such file.")
        if text and row.kind == "picture":
            return _refusal_of_logo(Path(text), self._lang)
        if text and row.kind == "folder" and not Path(text).is_dir():
            return tr("There is no such folder.")
        return ""


def _refusal_of_logo(path: Path, lang: Language) -> str:
    """Why a picture cannot be the logo; empty where it can."""
    from dsa_sim.report.briefing.logo import RefusedLogoError, as_logo, read_logo

    try:
        as_logo(read_logo(path))
    except OSError as error:
        return str(error.strerror)
    except RefusedLogoError as error:
        return error.worded(lang)
    return ""
