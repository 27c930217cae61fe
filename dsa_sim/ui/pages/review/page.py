"""The page Assumptions and review: every judgement, who made it, and what nobody has reviewed."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QCheckBox, QInputDialog, QPushButton, QWidget

from dsa_sim.language.input_words import owner_name
from dsa_sim.language.judgement_words import JudgementRow, judgement_rows
from dsa_sim.language.tables import Cell, Column, Row
from dsa_sim.model.case import Case
from dsa_sim.model.counting import closed_owners
from dsa_sim.model.judgements import Judgement, confirmed, judgements, reviewed, with_signoff
from dsa_sim.ui.context import Context, today
from dsa_sim.ui.page import Page
from dsa_sim.ui.places import PAGE
from dsa_sim.ui.widgets.cards import Card, label, scrolled_column
from dsa_sim.ui.widgets.flow import Flow
from dsa_sim.ui.widgets.table_view import TableView

_FOLD = "fold:"
"""How the keys of the lines begin that fold closed strands away."""
Sign = Callable[[Case, Judgement], Case]


class ReviewPage(Page):
    """The judgements as a list; those that are selected can be signed as reviewed."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        tr = self.lang.tr
        hint = tr(
            "Every figure below the maximum rests on these judgements. Select some and note who "
            "reviewed them. A review lapses when the value is changed, and the reason then counts "
            "as written for an earlier value until it is confirmed or rewritten. Double-click "
            "leads to the place where a judgement is made."
        )
        area, column = scrolled_column()
        column.addWidget(label(hint, name="muted", wrap=True))
        column.addLayout(self._bar())
        self.table = TableView(context, tr("Judgements"), self._columns())
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        self.table.doubleClicked.connect(self._lead)
        card = Card(margin=8)
        card.body.addWidget(self.table)
        column.addWidget(card)
        column.addStretch(1)
        self.root.addWidget(area)
        self._rows: dict[str, JudgementRow] = {}
        self.table.opened.connect(self._unfold)
        context.folds.changed.connect(self.refresh)

    def _columns(self) -> tuple[Column, ...]:
        tr = self.lang.tr
        return (
            Column(title=tr("Judgement"), wide=True),
            Column(title=tr("Value"), wide=True),
            Column(title=tr("Because"), wide=True),
            Column(title=tr("Made by, on")),
            Column(title=tr("Reviewed by, on")),
        )

    def _bar(self) -> Flow:
        tr = self.lang.tr
        self.open_only = QCheckBox(tr("Only what nobody has reviewed"))
        self.open_only.toggled.connect(self.refresh)
        self.count = label(name="muted")
        self.made = QPushButton(tr("Made by…"))
        self.made.setToolTip(tr("Note who made the selected judgements"))
        self.made.clicked.connect(self.ask_author)
        self.holds = QPushButton(tr("Reason still holds"))
        self.holds.setObjectName("flat")
        self.holds.setToolTip(tr("The reasons selected hold for the values as they are now"))
        self.holds.clicked.connect(self.confirm)
        self.review = QPushButton(tr("Reviewed by…"))
        self.review.setObjectName("primary")
        self.review.setToolTip(tr("Note who reviewed the selected judgements, today"))
        self.review.clicked.connect(self.ask_reviewer)
        self.undo_review = QPushButton(tr("Take the review back"))
        self.undo_review.setObjectName("flat")
        self.undo_review.clicked.connect(self.take_back)
        row = Flow(gap=10)
        row.addWidget(self.open_only)
        row.addWidget(self.count)
        for button in (self.holds, self.undo_review, self.made, self.review):
            row.addWidget(button)
        return row

    @Slot()
    def refresh(self) -> None:
        """Show the judgements as they are now."""
        case = self.context.case
        closed, hidden = closed_owners(case), self.context.folds.hidden(case)
        every = judgement_rows(self.lang, case)
        rows = [row for row in every if row.judgement.owner not in hidden]
        left = [row for row in rows if not row.judgement.is_reviewed]
        said = self.lang.ntr(
            "{n} of {all} judgements is not reviewed.", "{n} of {all} judgements are not reviewed.",
            len(left), all=len(rows),
        )  # fmt: skip
        self.count.setText(said if left else self.lang.tr("Every judgement is reviewed."))
        shown = left if self.open_only.isChecked() else rows
        self._rows = {_name(row.judgement): row for row in shown}
        groups: dict[str, list[Row]] = {"": []}
        for name, row in self._rows.items():
            line = self._row(name, row)
            groups.setdefault(closed.get(row.judgement.owner, ""), []).append(line)
        lines = groups[""]
        for strand in dict.fromkeys(closed.values()):
            count = sum(closed.get(row.judgement.owner) == strand for row in every)
            lines.append(self._fold_row(strand, count, is_folded=strand in hidden))
            lines += groups.get(strand, [])
        current = self.table.current
        self.table.set_rows(lines, current if current in {line.key for line in lines} else "")
        self._show_buttons()

    def _fold_row(self, strand: str, count: int, *, is_folded: bool) -> Row:
        """The line of a closed strand, with how many judgements it has."""
        judged = self.lang.ntr("{n} judgement", "{n} judgements", count)
        sign, title = "▸" if is_folded else "▾", owner_name(self.lang, self.context.case, strand)
        rest = (Cell(text=""),) * 3
        return Row(key=f"{_FOLD}{strand}", quiet=True,
                   cells=(Cell(text=f"{sign} {title}"), Cell(text=judged), *rest))  # fmt: skip

    @Slot(str)
    def _unfold(self, key: str) -> None:
        if key.startswith(_FOLD):
            self.context.folds.toggle(key.removeprefix(_FOLD))

    def _row(self, name: str, row: JudgementRow) -> Row:
        nobody = self.lang.tr("nobody yet")
        return Row(
            key=name,
            cells=(
                Cell(text=row.name, tooltip=row.name),
                Cell(text=row.value, tooltip=row.value),
                Cell(text=row.told_reason or self.lang.tr("no reason given"),
                     tooltip=row.told_reason,
                     tone="" if row.reason and not row.is_for_earlier else "warning"),
                Cell(text=row.author or "–", tone="" if row.author else "muted"),
                Cell(text=row.reviewer or nobody, tone="" if row.reviewer else "warning"),
            ),
        )  # fmt: skip

    @Slot()
    def _show_buttons(self) -> None:
        selected = [self._rows[name] for name in self.table.selected if name in self._rows]
        self.review.setEnabled(bool(selected))
        self.made.setEnabled(bool(selected))
        self.holds.setEnabled(any(row.is_for_earlier for row in selected))
        self.undo_review.setEnabled(any(row.judgement.is_reviewed for row in selected))

    @Slot()
    def ask_reviewer(self) -> None:
        """Ask who reviewed what is selected, and note it with today's date."""
        tr = self.lang.tr
        if name := self._asked_name(tr("Reviewed by"), tr("Name of the reviewer")):
            self.sign_review(name)

    def _asked_name(self, title: str, words: str) -> str:
        """The name that the person enters; empty where the question was given up."""
        name, given = QInputDialog.getText(self, title, words, text=self.context.person)
        return name.strip() if given else ""

    def sign_review(self, reviewer: str) -> None:
        """Note that somebody reviewed what is selected, today."""
        self._sign(
            self.lang.tr("Review of assumptions"),
            partial(reviewed, reviewer=reviewer, on=today()),
        )

    @Slot()
    def ask_author(self) -> None:
        """Ask who made the judgements selected."""
        tr = self.lang.tr
        if name := self._asked_name(tr("Made by"), tr("Name of the author")):
            self.sign_author(name)

    def sign_author(self, author: str) -> None:
        """Note who made the judgements selected; a day that is noted already stays."""

        def signed(case: Case, found: Judgement) -> Case:
            made_on = found.signoff.made_on or today()
            signoff = msgspec.structs.replace(found.signoff, author=author, made_on=made_on)
            return with_signoff(case, found, signoff)

        self._sign(self.lang.tr("Author of assumptions"), signed)

    @Slot()
    def confirm(self) -> None:
        """Note that the reasons of what is selected hold for the values as they are now."""
        self._sign(self.lang.tr("Confirmation of a reason"), confirmed)

    @Slot()
    def take_back(self) -> None:
        """Take the review of what is selected back."""
        self._sign(self.lang.tr("Review taken back"), partial(reviewed, reviewer="", on=None))

    def _sign(self, words: str, sign: Sign) -> None:
        names = set(self.table.selected)

        def edit(case: Case) -> Case:
            for found in judgements(case):
                if _name(found) in names:
                    case = sign(case, found)
            return case

        self.context.apply(words, edit, where=f"{PAGE}review")

    @Slot(QModelIndex)
    def _lead(self, _index: QModelIndex) -> None:
        row = self._rows.get(self.table.current)
        if row is not None:
            self.context.place_asked.emit(row.judgement.target)


def _name(found: Judgement) -> str:
    return ".".join([found.owner, *(str(step) for step in found.signed)])
