"""The card Decisions of the page Exposure: what would be paid if all is fined."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.coverage_words import left_out_words
from dsa_sim.language.joining import joined
from dsa_sim.language.maximum_words import base_words, maximum_amount
from dsa_sim.language.words import word_inside
from dsa_sim.language.worksheet_words import not_counted
from dsa_sim.model.assessment import Assessment, Decision
from dsa_sim.model.maxima import MaximumKind
from dsa_sim.ui.places import STEPS
from dsa_sim.ui.widgets.cards import Card, clear, label, line

_OTHERS: tuple[tuple[MaximumKind, str], ...] = (
    ("procedural", mark("Maximum for procedural failures: {amount} ({rate}, {law})")),
    ("periodic", mark("Maximum of periodic penalties: {amount} a day ({rate}, {law})")),
)


class DecisionsCard(Card):
    """Each decision with every estimate at its likely value and "fined" taken as given."""

    place_asked = Signal(str)
    """Somebody wants to see the steps of a decision."""

    def __init__(self, lang: Language):
        super().__init__(lang.tr("Sum of the likely amounts, if all is fined"))
        self._lang = lang
        self._shown: Assessment | None = None
        self.total = _right("", name="cardTitle")
        self.head.addWidget(self.total)
        self.share = label(name="caption", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addWidget(self.share)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_total(self, shown: Assessment) -> None:
        """Show the sum of all fines at their likely values."""
        tr, lang = self._lang.tr, self._lang
        total, maximum = shown.total_eur, shown.maximum
        self.total.setText("–" if total is None else formats.amount(lang, total))
        self.total.setToolTip("" if total is None else formats.exact_amount(lang, total))
        left_out = left_out_words(shown, lang, of_sum=True)
        fines = shown.fines_eur(maximum.kind) if maximum else None
        if total is None or maximum is None or fines is None or not maximum.amount:
            self.share.setText(left_out or maximum_amount(shown, lang))
            return
        share = formats.share(lang, fines / float(maximum.amount))
        said = tr("{share} {base}", share=share, base=base_words(maximum, lang))
        binds = any(d.maximum_binds for d in shown.decisions)
        self.share.setText(joined(lang, (said, tr("a maximum binds") if binds else "", left_out)))

    def show_decisions(self, shown: Assessment) -> None:
        """Show the decisions one by one, and the other maxima."""
        if shown is self._shown:
            return
        self._shown = shown
        clear(self._rows)
        strands = {s.strand.id: s.strand for s in shown.strands}
        for decision in shown.decisions:
            self._rows.addWidget(line())
            self._rows.addWidget(self._decision(decision, strands[decision.strand].title, shown))
        if not shown.decisions:
            nothing = self._lang.tr("No infringement is alleged yet.")
            self._rows.addWidget(label(nothing, name="muted"))
        others = _other_maxima(self._lang, shown)
        if others:
            self._rows.addWidget(line())
            for text in others:
                self._rows.addWidget(label(text, name="caption", wrap=True))

    def _decision(self, decision: Decision, title: str, shown: Assessment) -> QWidget:
        tr, lang = self._lang.tr, self._lang
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        head = QHBoxLayout()
        fine = "–" if decision.fine_eur is None else formats.amount(lang, decision.fine_eur)
        head.addWidget(label(title, name="sectionTitle", wrap=True), 1)
        head.addWidget(_right(fine, name="sectionTitle"))
        rows.addLayout(head)
        day = next(s.strand.decision_on for s in shown.strands if s.strand.id == decision.strand)
        for text in _decision_lines(lang, decision):
            rows.addWidget(label(text, name="caption", wrap=True))
        steps = QPushButton(tr("Decision of {day}: the steps", day=formats.day(lang, day)))
        steps.setObjectName("link")
        steps.setProperty("target", f"{STEPS}{decision.strand}")
        steps.clicked.connect(self._follow)
        rows.addWidget(steps, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    @Slot()
    def _follow(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.place_asked.emit(str(button.property("target")))


def _decision_lines(lang: Language, decision: Decision) -> list[str]:
    tr = lang.tr
    if not decision.counted:
        reasons = dict.fromkeys(not_counted(s.not_counted, lang) for s in decision.shares)
        return [
            tr("No fine: {reasons}.", reasons=joined(lang, reasons)),
            tr("Its amounts add up to {amount}.", amount=formats.amount(lang, decision.sum_eur)),
        ]
    if decision.maximum is None:
        return [tr("Its maximum cannot be computed: see what needs attention.")]
    lines = [
        tr(
            "Sum {sum}; maximum {maximum} ({law}), {cap}",
            sum=formats.amount(lang, decision.sum_eur),
            maximum=formats.amount(lang, decision.maximum.amount),
            law=decision.maximum.law,
            cap=word_inside(lang, "cap_reading", decision.cap),
        )
    ]
    if decision.maximum_binds:
        lines.append(tr("The maximum binds: amounts above it are cut."))
    other = decision.fine_other_cap_eur
    if other is not None and decision.fine_eur is not None and other != decision.fine_eur:
        lines.append(tr("Under the other reading: {amount}", amount=formats.amount(lang, other)))
    return lines


def _other_maxima(lang: Language, shown: Assessment) -> list[str]:
    """The other maxima: for procedural failures, and by the day."""
    strand = next((s for s in shown.strands if s.maxima and s.strand.outcomes.decision), None)
    if strand is None:
        return []
    found = [(strand.of(kind), text) for kind, text in _OTHERS]
    return [
        lang.tr(
            text,
            amount=formats.amount(lang, m.amount), rate=formats.rate(lang, m.rate), law=m.law,
        )
        for m, text in found
        if m is not None
    ]  # fmt: skip


def _right(text: str, *, name: str) -> QLabel:
    made = label(text, name=name)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return made
