"""The fields of an event: what happened on the left, what backs it and what is due on the right."""

from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QGridLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.deadline_words import event_day
from dsa_sim.language.parsing import (
    EventDate,
    FieldProblem,
    event_date_understood,
    parse_date,
    parse_event_date,
    parse_money,
    show_event_date,
)
from dsa_sim.language.words import choices, meaning
from dsa_sim.language_folders import keywords
from dsa_sim.model.case import Event
from dsa_sim.model.part import Authority
from dsa_sim.ui.pages.proceedings.due import DueDatesField
from dsa_sim.ui.pages.proceedings.requests import AnswerBox
from dsa_sim.ui.widgets.binder import FieldBinder
from dsa_sim.ui.widgets.cards import label
from dsa_sim.ui.widgets.fields import ChoiceField, Form, NoteField, TextField, TypedField
from dsa_sim.ui.widgets.source_field import SourceField

MOST_PROVISIONS = 50
"""As many provisions as an event takes."""

_LONGEST = 300
_NARROW = 660
_ZERO = Decimal(0)
_DECISIONS = ("fine", "decision")


class EventForm(QWidget):
    """Every field of an event, bound by the name of its input."""

    def __init__(self, lang: Language, binder: FieldBinder):
        super().__init__()
        self._lang, self._binder = lang, binder
        self._optional: dict[str, tuple[QWidget, QWidget]] = {}
        self._left, self._right = Form(label_width=104), Form(label_width=84)
        self._make_left()
        self._make_right()
        self._forms = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(28)
        for form in (self._left, self._right):
            _keep_to_the_top(form)
            across.addLayout(form, 1)
        self._order_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both forms have no room beside each other they stand below each other."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._forms.setDirection(way.LeftToRight if self.width() > _NARROW else way.TopToBottom)

    def _bind(self, form: Form, name: str, caption: str, field: Any) -> Any:
        form.add_row(caption, self._binder.bind(name, field))
        return field

    def _below(self, form: Form, widget: QWidget) -> None:
        form.addWidget(widget, form.rowCount(), 1)

    def _make_left(self) -> None:
        tr, form = self._lang.tr, self._left
        on = TypedField(
            tr("Date of the event"),
            parse=partial(parse_event_date, self._lang), show=partial(show_event_date, self._lang),
            understood=partial(event_date_understood, self._lang),
        )  # fmt: skip
        self._bind(form, "on", tr("Date"), on)
        self._month = QCheckBox(tr("Only the month is known"))
        self._below(form, self._binder.bind("precision", self._month))
        kind = ChoiceField(tr("Kind of event"), choices(self._lang, "event_kind"))
        self._bind(form, "kind", tr("Kind"), kind)
        self._kind_says = label(name="caption", wrap=True)
        self._below(form, self._kind_says)
        self._bind(form, "title", tr("What happened"), TextField(tr("What happened")))
        provisions = TypedField(
            tr("Provisions"), parse=partial(parse_provisions, self._lang), show=show_provisions,
            optional=tr("none"),
        )  # fmt: skip
        self._bind(form, "provisions", tr("Provisions"), provisions)
        notified = self._day(tr("Day of notification"), tr("not known: the date stands in"))
        self._bind(form, "notified_on", tr("Notified on"), notified)
        self._make_optional()
        self.answer_box = AnswerBox(self._lang)
        form.addWidget(self.answer_box, form.rowCount(), 0, 1, 2)

    def _make_optional(self) -> None:
        """The fields that only some kinds of event have."""
        tr, lang = self._lang.tr, self._lang
        amount = TypedField(
            tr("Fine in euro"), parse=self._parse_money, show=self._show_money,
            optional=tr("not stated"),
        )  # fmt: skip
        made: tuple[tuple[str, str, QWidget], ...] = (
            ("request", tr("Request"), ChoiceField(tr("Request"), choices(lang, "request_kind"))),
            ("answer", tr("Answer"), ChoiceField(tr("Answer"), choices(lang, "answer"))),
            ("amount_eur", tr("Fine"), amount),
        )
        for name, caption, field in made:
            row = self._left.add_row(caption, self._binder.bind(name, field))
            self._optional[name] = (row, field)

    def _make_right(self) -> None:
        tr, form = self._lang.tr, self._right
        self._source = SourceField(self._lang, tr("Source of the event"))
        self._bind(form, "source", tr("Source"), self._source)
        self._bind(form, "note", tr("Note"), NoteField(tr("Note"), lines=2))
        self.due = DueDatesField(self._lang)
        form.add_row(tr("Due dates"), self.due)

    def _order_tabs(self) -> None:
        fields: dict[str, Any] = self._binder.fields
        order = (
            fields["on"].line, self._month, fields["kind"], fields["title"],
            fields["provisions"].line, fields["notified_on"].line, fields["request"],
            fields["answer"], fields["amount_eur"].line, self.answer_box.record,
            self.answer_box.recorded, self._source.text, self._source.status,
            self._source.day.line, fields["note"], self.due.add,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _day(self, name: str, optional: str = "") -> TypedField:
        return TypedField(
            name, parse=partial(parse_date, self._lang), show=partial(formats.day, self._lang),
            optional=optional,
        )  # fmt: skip

    def _parse_money(self, text: str) -> Any:
        return parse_money(self._lang, text, "EUR", lowest=_ZERO)

    def _show_money(self, value: Decimal) -> str:
        return formats.original_amount(self._lang, value, "EUR")

    def show_event(self, event: Event, authority: Authority, *, dated: bool) -> None:
        """Show an event; one that is not dated yet has no date to show."""
        fields: dict[str, Any] = self._binder.fields
        for name in ("kind", "title", "notified_on", "request", "answer", "amount_eur", "note"):
            fields[name].set_value(getattr(event, name))
        fields["source"].set_value(event.source)
        on = EventDate(on=event.on, precision=event.precision)
        fields["on"].set_value(on if dated else None)
        fields["provisions"].set_value(event.provisions or None)
        self._month.setChecked(event.precision == "month")
        self._month.setToolTip(event_day(self._lang, event.on, event.precision))
        self.due.show_dates(event.id, event.due)
        self._show_kind(event, authority)

    def _show_kind(self, event: Event, authority: Authority) -> None:
        says = meaning(self._lang, "event_kind", event.kind, authority)
        self._kind_says.setText(says)
        self._kind_says.setVisible(bool(says))
        asks = event.kind == "request_for_information"
        # What was entered stays in sight, whatever the kind is changed to.
        shown = {
            "request": asks or event.request != "",
            "answer": asks or event.answer != "open",
            "amount_eur": event.kind in _DECISIONS or event.amount_eur is not None,
        }
        for name, widgets in self._optional.items():
            for widget in widgets:
                widget.setVisible(shown[name])


def parse_provisions(lang: Language, text: str) -> tuple[str, ...] | FieldProblem | None:
    """Provisions as one writes them: "34, 35", "Art. 16(5); 67"."""
    parts = (p.strip() for p in text.replace(";", ",").split(","))
    codes = tuple(dict.fromkeys(_without_article(p) for p in parts if p))
    if not codes:
        return ()
    if len(codes) > MOST_PROVISIONS or any(len(c) > _LONGEST for c in codes):
        message = lang.tr(
            "Write up to {n} provisions with commas between them, for example {example}.",
            n=MOST_PROVISIONS, example="34, 35",
        )  # fmt: skip
        return FieldProblem(code="provisions", message=message)
    return codes


def show_provisions(codes: tuple[str, ...]) -> str:
    """Provisions as they are typed."""
    return ", ".join(codes)


def _without_article(text: str) -> str:
    word, _, rest = text.partition(" ")
    known = word.casefold().rstrip(".") in keywords("citing")["article"]
    return rest.strip() if known and rest.strip() else text


def _keep_to_the_top(form: QGridLayout) -> None:
    form.setRowStretch(form.rowCount(), 1)
