"""What the law data say on the provision just found: summary, who may act, source, the text."""

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from dsa_sim import law
from dsa_sim.language.joining import named
from dsa_sim.language.register_words import heading_status, status_words
from dsa_sim.language.words import status_inside
from dsa_sim.law.links import official_text_url
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import label

_MARGIN = 9
_INSET = 4
"""Pixels by which the words of a link stand away from its edge."""


class ProvisionDetail(QFrame):
    """A box below the hits that tells of the current one."""

    def __init__(self, context: Context):
        super().__init__()
        self._lang = context.lang
        self.setObjectName("detail")
        self.summary = label(wrap=True)
        self.competence = label(name="caption", wrap=True)
        self.source = label(name="caption", wrap=True)
        self.official = QPushButton(self._lang.tr("Official text (opens the browser)"))
        self.official.setObjectName("link")
        self.official.clicked.connect(self._open)
        self._url = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN - _INSET, 7, _MARGIN, 5)
        layout.setSpacing(3)
        for part in (self.summary, self.competence, self.source):
            part.setContentsMargins(_INSET, 0, 0, 0)
            layout.addWidget(part)
        layout.addWidget(self.official, 0, Qt.AlignmentFlag.AlignLeft)

    def show_provision(self, code: str, *, competence: str) -> None:
        """Tell of a provision; `competence` says who may act on it."""
        found = law.provision(code)
        self.setVisible(found is not None)
        if found is None:
            return
        tr, article = self._lang.tr, found.article
        note = found.note(self._lang.code)
        summary = article.summary(self._lang.code)
        cited = named(self._lang, self._lang.cited(found.ref.citation), note)
        self.summary.setText(f"{summary}\n{cited}" if note else summary)
        self.competence.setText(tr("Who may act: {who}", who=competence) if competence else "")
        self.competence.setVisible(bool(competence))
        self.source.setText(self._provenance(article))
        self._url = official_text_url(language=self._lang.code, article=article.number)
        self.official.setToolTip(self._url)
        self.official.setAccessibleName(
            tr("Official text of Art. {article}, opens the browser", article=article.number)
        )

    def _provenance(self, article: law.Article) -> str:
        heading = heading_status(self._lang, article)
        return self._lang.tr(
            "Official heading: {heading}. Our summary: {summary}. {source}",
            heading=status_inside(self._lang, status_words(self._lang, heading, article.checked)),
            summary=status_inside(self._lang, status_words(self._lang, article.summary_status)),
            source=article.source,
        )

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._url))
