"""What may follow from the answer to a request for information: told, and recorded in one step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.deadline_words import event_day
from dsa_sim.language.national_words import ground_law
from dsa_sim.language.words import word_inside
from dsa_sim.model.case import Event, Infringement
from dsa_sim.model.part import Authority
from dsa_sim.model.requests import AnswerWords, answer_ground
from dsa_sim.ui.widgets.cards import label

_LONGEST = 300
"""Characters of a title."""


class AnswerBox(QWidget):
    """Below the answer: which ground of Art. 74(2) it gives, and the button that records it."""

    record_asked = Signal()
    """Make the answer an alleged infringement."""
    shown_asked = Signal()
    """Show the infringement that it became."""

    def __init__(self, lang: Language):
        super().__init__()
        self._lang, tr = lang, lang.tr
        self.says = label(name="caption", wrap=True)
        self.record = QPushButton(tr("Record as procedural infringement"))
        self.record.clicked.connect(self.record_asked)
        self.recorded = QPushButton()
        self.recorded.setObjectName("link")
        self.recorded.clicked.connect(self.shown_asked)
        self.recorded.setText(tr("Show the alleged infringement"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.says)
        for button in (self.record, self.recorded):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_answer(
        self, event: Event, recorded: Infringement | None, authority: Authority = "commission"
    ) -> None:
        """Say what follows from the answer, and offer to record it where something does."""
        text = answer_sentence(self._lang, event, authority)
        if recorded is not None:
            told = self._lang.tr("Recorded already: {title}.", title=recorded.title)
            text = f"{text} {told}".strip()
        self.says.setText(text)
        self.record.setVisible(answer_ground(event) is not None)
        self.recorded.setVisible(recorded is not None)
        self.setVisible(bool(text))


def answer_sentence(lang: Language, event: Event, authority: Authority = "commission") -> str:
    """What the law makes of the answer; empty where there is nothing to say."""
    if event.kind != "request_for_information" or event.answer not in ("incomplete", "none"):
        return ""
    if authority == "national":
        return lang.tr(
            "National law says when an incomplete answer or silence can be fined, up to the "
            "maximum of {law}.",
            law=ground_law(authority, "74(2)(a)"),
        )
    if event.answer == "incomplete":
        return lang.tr(
            "An incorrect, incomplete or misleading answer can be fined, whether the request was "
            "simple or by decision (Art. 74(2)(a))."
        )
    return {
        "by_decision": lang.tr(
            "No answer in time to a request by decision can be fined (Art. 74(2)(b))."
        ),
        "simple": lang.tr(
            "Silence on a simple request is no ground for a fine: "
            "Art. 74(2)(b) speaks of requests by decision."
        ),
        "": lang.tr(
            "Say whether the request was simple or by decision: silence can be fined only where "
            "it was made by decision (Art. 74(2)(b))."
        ),
    }[event.request]


def answer_words(lang: Language, event: Event) -> AnswerWords:
    """What the infringement is called that an answer becomes, and its facts."""
    title = lang.tr("No answer: {title}", title=event.title)
    if event.answer == "incomplete":
        title = lang.tr("Incomplete answer: {title}", title=event.title)
    return AnswerWords(
        title=title[:_LONGEST], facts=_facts(lang, event), strand=lang.tr("Procedural")
    )


def _facts(lang: Language, event: Event) -> str:
    asked = lang.tr(
        "Request of {day}: {title} ({kind}).",
        day=event_day(lang, event.on, event.precision),
        title=event.title,
        kind=word_inside(lang, "request_kind", event.request),
    )
    due = " ".join(
        lang.tr("Due {day}: {what}.", day=formats.day(lang, d.on), what=d.what or lang.tr("reply"))
        for d in event.due
    )
    answer = lang.tr("Answer: {answer}.", answer=word_inside(lang, "answer", event.answer))
    return " ".join(part for part in (asked, due, answer) if part)
