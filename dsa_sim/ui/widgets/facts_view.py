"""What is known of something, to read: names at the left, facts at the right, sources below."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from dsa_sim.language.register_words import Fact
from dsa_sim.ui.theme import Theme

NAME_WIDTH = 140


class FactsView(QTextBrowser):
    """Facts as one document: it scrolls with the keyboard, its text can be selected and copied.

    One document instead of a label a line, because it is laid out in a few milliseconds while
    somebody types.
    """

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None):
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setObjectName("facts")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def show_facts(self, facts: Sequence[Fact], *, foot: str = "") -> None:
        """Show these facts from the top, and a line below them."""
        theme = self._theme
        rows = "".join(self._row(fact) for fact in facts)
        below = f'<p style="color:{theme.muted};font-size:12px">{escape(foot)}</p>' if foot else ""
        self.setHtml(f'<table width="100%" cellspacing="0" cellpadding="7">{rows}</table>{below}')

    def _row(self, fact: Fact) -> str:
        theme = self._theme
        lines = "<br>".join(escape(text) for text in fact.lines)
        color = theme.warning if fact.doubtful else theme.muted
        behind = f'<br><span style="color:{color};font-size:12px">{escape(fact.behind)}</span>'
        edge = f"border-bottom:1px solid {theme.border}"
        return (
            f'<tr><td width="{NAME_WIDTH}" style="color:{theme.muted};{edge};padding-left:0">'
            f"{escape(fact.name)}</td>"
            f'<td style="color:{theme.text};{edge};padding-right:0">'
            f"{lines}{behind if fact.behind else ''}</td></tr>"
        )
