"""What the program remembers for a person: recent files and the place of the window."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

from dsa_sim.language import Language, system_language
from dsa_sim.ui.preferences import PREFERENCES, Preference, preference

if TYPE_CHECKING:
    from dsa_sim.report.briefing.blocks import House

MOST_RECENT = 8


class Settings:
    """Settings in one readable file in the person's own configuration folder."""

    def __init__(self, path: Path | None = None):
        place = path or Path(platformdirs.user_config_dir("dsa-sim", False)) / "settings.ini"
        self._own_folder = path.parent if path else None
        self._store = QSettings(str(place), QSettings.Format.IniFormat)

    @property
    def recent(self) -> list[Path]:
        """The files opened last, the latest first."""
        count = self._store.beginReadArray("recent")
        paths = []
        for n in range(count):
            self._store.setArrayIndex(n)
            paths.append(Path(str(self._store.value("path"))))
        self._store.endArray()
        return paths

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        self._write([path, *(p for p in self.recent if p != path)][:MOST_RECENT])

    def forget(self, path: Path) -> None:
        """Take a file off the recent ones."""
        self._write([p for p in self.recent if p != path])

    def _write(self, paths: list[Path]) -> None:
        self._store.remove("recent")
        self._store.beginWriteArray("recent", len(paths))
        for n, path in enumerate(paths):
            self._store.setArrayIndex(n)
            self._store.setValue("path", str(path))
        self._store.endArray()

    def chosen(self, key: str) -> str:
        """What the person chose for a preference; its default where nothing valid was."""
        row = preference(key)
        text = str(self._store.value(f"preferences/{key}", row.default))
        return text if row.takes(text) else row.default

    def choose(self, key: str, text: str) -> None:
        """Keep a choice; the default is kept by forgetting it.

        Raises:
            ValueError: the preference does not take that value.
        """
        row = preference(key)
        if not row.takes(text):
            raise ValueError(f"{key} does not take “{text}”")
        if text == row.default:
            self._store.remove(f"preferences/{key}")
        else:
            self._store.setValue(f"preferences/{key}", text)

    @property
    def refused(self) -> tuple[Preference, ...]:
        """The preferences of which the file holds a value that is not valid."""
        return tuple(
            row for row in PREFERENCES
            if not row.takes(str(self._store.value(f"preferences/{row.key}", row.default)))
        )  # fmt: skip

    def language(self, asked: str = "") -> Language:
        """The language asked for, else the one chosen, else that of the system."""
        code = asked or self.chosen("language") or system_language()
        return Language(code, numbers=self.chosen("numbers"), chances=self.chosen("chances"))

    @property
    def house(self) -> "House | None":
        """Name and logo of the firm; None where neither is set. A logo that is gone is left out."""
        from dsa_sim.report.briefing.blocks import House
        from dsa_sim.report.briefing.logo import read_logo

        firm, logo = self.chosen("firm"), b""
        if self.chosen("logo"):
            with contextlib.suppress(OSError):
                logo = read_logo(Path(self.chosen("logo")))
        return House(firm=firm, logo=logo) if firm or logo else None

    @property
    def recovery_folder(self) -> Path:
        """Where unsaved work is kept; beside settings that lie in a place of their own."""
        if self.chosen("autosave_folder"):
            return Path(self.chosen("autosave_folder"))
        if self._own_folder is not None:
            return self._own_folder / "recovery"
        return platformdirs.user_state_path("dsa-sim", appauthor=False) / "recovery"

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)
