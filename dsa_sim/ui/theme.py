"""Colours and style of the window, light and dark, from one table of tokens."""

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from dsa_sim.asset_files import asset_path


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of one look. Text pairs hold the WCAG AA contrast (a test computes it)."""

    look: str
    page: str
    card: str
    rail: str
    border: str
    field: str
    field_border: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    accent_on_soft: str
    chip: str
    chip_text: str
    danger: str
    warning: str
    good: str


LIGHT = Theme(
    look="light", page="#f5f7f9", card="#ffffff", rail="#ffffff", border="#e3e7ec",
    field="#ffffff", field_border="#c9d0d9", text="#1b2430", muted="#5d6878",
    accent="#0b5aa2", accent_text="#ffffff", accent_soft="#e7f0fa", accent_on_soft="#0b4f90",
    chip="#1b2430", chip_text="#ffffff", danger="#b3261e", warning="#8a5300", good="#0a6b4d",
)  # fmt: skip

DARK = Theme(
    look="dark", page="#12161c", card="#1a2029", rail="#161b23", border="#2b333f",
    field="#141a22", field_border="#404b5a", text="#e8ecf2", muted="#a1acba",
    accent="#6db3f2", accent_text="#0c1a29", accent_soft="#1c3147", accent_on_soft="#9fcdf8",
    chip="#e8ecf2", chip_text="#12161c", danger="#ff9d94", warning="#f0b85a", good="#63d0a8",
)  # fmt: skip


def theme_of(look: str) -> Theme:
    """The theme of a look, `light` or `dark`."""
    return DARK if look == "dark" else LIGHT


def system_look(application: QApplication) -> str:
    """The look the system asks for."""
    scheme = application.styleHints().colorScheme()
    return "dark" if scheme.name == "Dark" else "light"


def install_fonts(application: QApplication) -> None:
    """Load the bundled typeface and make it the font of the application."""
    for weight in ("Regular", "Medium", "SemiBold", "Bold", "Italic"):
        QFontDatabase.addApplicationFont(str(asset_path("fonts", f"Inter-{weight}.ttf")))
    font = QFont("Inter")
    font.setPixelSize(13)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)


def style_sheet(theme: Theme) -> str:
    """The Qt style sheet of a theme."""
    template = Template(asset_path("styles", "window.qss").read_text(encoding="utf-8"))
    icons = {"arrow": "chevron", "tick": "check"}
    pictures = {
        name: asset_path("icons", f"{icons.get(name, name)}-{theme.look}.svg").as_posix()
        for name in ("arrow", "tick", "undo", "redo", "present")
    }
    return template.substitute({**vars_of(theme), **pictures})


def vars_of(theme: Theme) -> dict[str, str]:
    """The tokens of a theme by name."""
    return {name: getattr(theme, name) for name in Theme.__dataclass_fields__}
