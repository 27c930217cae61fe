"""The colours of the window hold the contrast of WCAG AA: computed, not believed."""

import pytest

from dsa_sim.report.charts.style import contrast
from dsa_sim.ui.theme import DARK, LIGHT, Theme, style_sheet

PAIRS = (
    ("text", "page"),
    ("text", "card"),
    ("text", "field"),
    ("text", "rail"),
    ("muted", "page"),
    ("muted", "card"),
    ("muted", "rail"),
    ("accent", "card"),
    ("accent", "page"),
    ("accent_text", "accent"),
    ("accent_on_soft", "accent_soft"),
    ("chip_text", "chip"),
    ("danger", "card"),
    ("warning", "card"),
    ("good", "card"),
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.look)
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_can_be_read(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.look)
def test_the_style_sheet_leaves_no_token_open(theme: Theme) -> None:
    assert "$" not in style_sheet(theme)
