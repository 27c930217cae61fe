"""What stands around every page of a case: rail, head, a line for news, and the caveat."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dsa_sim.language import Language
from dsa_sim.ui.dialogs.guide import Guide
from dsa_sim.ui.header import Header
from dsa_sim.ui.pages import IN_RAIL
from dsa_sim.ui.rail import Rail, RailEntry
from dsa_sim.ui.widgets.cards import label


class CaseView(QWidget):
    """The rail on the left; head, pages and caveat beside it."""

    def __init__(self, lang: Language, parent: QWidget | None = None):
        super().__init__(parent)
        self.rail = Rail(
            [
                RailEntry(page=p.name, group=lang.tr(p.group), title=lang.tr(p.joint or p.title))
                for p in IN_RAIL
            ]
        )
        self.header = Header(lang)
        self.banner = label(name="banner", wrap=True)
        self.banner.hide()
        self.guide = Guide(lang)
        self.stack = QStackedWidget()
        self.caveat = label(
            lang.tr(
                "Amounts below the statutory maximum are this case’s own assumptions: "
                "not a forecast, not legal advice."
            ),
            name="caveat",
            wrap=True,
        )
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self._body(), 1)

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("body")
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 18, 24, 14)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self.header)
        column.addWidget(self.guide)
        column.addWidget(self.stack, 1)
        column.addWidget(self.caveat)
        return body
