"""The page Provider and turnover: who is fined, on which turnover, read how."""

from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from dsa_sim.language import formats
from dsa_sim.language.maxima_table import maxima_table
from dsa_sim.language.maximum_words import precision_words, ranging, rounded_maximum
from dsa_sim.language.parsing import parse_date
from dsa_sim.language.problem_words import problem_text
from dsa_sim.language.words import choices, meaning, word
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change
from dsa_sim.model.judgements import is_for_earlier
from dsa_sim.model.maxima import Maximum, StrandMaxima
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.provider.platforms import PlatformsPanel
from dsa_sim.ui.pages.provider.years import RatesPanel, YearsPanel
from dsa_sim.ui.widgets.binder import FieldBinder
from dsa_sim.ui.widgets.cards import Card, clear, label, scrolled_column, show_and_focus
from dsa_sim.ui.widgets.fields import ChoiceField, Form, ReasonField, TextField, TypedField
from dsa_sim.ui.widgets.fields import Path as Signed
from dsa_sim.ui.widgets.part_link import LONGEST_REASON, confirm_reason
from dsa_sim.ui.widgets.source_field import SourceField
from dsa_sim.ui.widgets.table_view import TableView

_SIDES = (5, 7)
"""How the fields on the left and the tables on the right share the room."""
_NARROW = 860
"""Pixels below which both do not stand side by side."""
_NOTES = ("scope_note", "liability_note")
_SIGNED: dict[str, Signed] = {
    "provider.scope_note": ("scope_note",),
    "provider.liability_note": ("liability_note",),
    "provider.chosen_year_reason": ("chosen_year_signoff",),
    "case.cap_reason": ("cap_signoff",),
}
"""Where the judgements with these reasons are signed."""
READINGS = ("turnover_scope", "liability", "year_reading", "day_divisor", "income_base")


class ProviderPage(Page):
    """Live maxima on top; provider and readings left, turnover and platforms right."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._binder = FieldBinder(self)
        self._binder.edited.connect(self._take)
        self._binder.ended.connect(context.document.end_merge)
        self._area, column = scrolled_column()
        column.addWidget(self._maxima_card())
        across = self._across = QHBoxLayout()
        across.setSpacing(14)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, room in zip((left, right), _SIDES, strict=True):
            side.setSpacing(14)
            across.addLayout(side, room)
        left.addWidget(self._provider_card())
        left.addWidget(self._readings_card())
        left.addStretch(1)
        self.years, self.rates = YearsPanel(context), RatesPanel(context)
        self.platforms = PlatformsPanel(context)
        self._panels = (self.years, self.rates, self.platforms)
        for panel in self._panels:
            panel.reveal_asked.connect(self._reveal)
            right.addWidget(panel)
        right.addStretch(1)
        column.addLayout(across)
        self.root.addWidget(self._area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables below the fields where they have no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way == self._across.direction():
            return
        self._across.setDirection(way)
        for n, room in enumerate(_SIDES):
            self._across.setStretch(n, 0 if narrow else room)

    def _maxima_card(self) -> Card:
        card = Card(self.lang.tr("What the maximum is, and why"))
        self._maxima_table = TableView(
            self.context, self.lang.tr("The maxima of each decision"),
            maxima_table(self.lang, ()).columns,
        )  # fmt: skip
        card.body.addWidget(self._maxima_table)
        self.exact = QCheckBox(self.lang.tr("Exact, and why"))
        self.exact.toggled.connect(self._show_maxima)
        card.head.addWidget(self.exact)
        self._maxima = QVBoxLayout()
        self._maxima.setSpacing(8)
        card.body.addLayout(self._maxima)
        self._maxima_shown: list[str] = []
        return card

    def _provider_card(self) -> Card:
        tr, lang = self.lang.tr, self.lang
        card = Card(tr("Case and provider"))
        form = Form(label_width=128)
        self._text(form, "case.title", tr("Case"))
        as_of = TypedField(tr("As of"), parse=self._parse_day, show=self._show_day)
        form.add_row(tr("As of"), self._binder.bind("case.as_of", as_of))
        self._choice(form, "case.mark", tr("Confidentiality"), "confidentiality")
        self._text(form, "provider.name", tr("Provider"))
        self._text(form, "provider.group", tr("Group"))
        self._choice(form, "provider.size", tr("Size"), "enterprise_size")
        established = ChoiceField(
            tr("Established in the Union"), ((True, tr("yes")), (False, tr("no")))
        )
        form.add_row(
            tr("Established in the Union"),
            self._binder.bind("provider.eu_established", established),
        )
        source = SourceField(lang, tr("Source of the provider"))
        form.add_row(tr("Source"), self._binder.bind("provider.source", source))
        card.body.addLayout(form)
        return card

    def _readings_card(self) -> Card:
        tr = self.lang.tr
        card = Card(tr("How the law is read"))
        card.body.addWidget(
            label(tr("These points are open in law: choose, and say why."), name="muted", wrap=True)
        )
        form = Form(label_width=128)
        self._choice(form, "provider.turnover_scope", tr("Whose turnover"), "turnover_scope")
        self._reason(form, "provider.scope_note", tr("Reason of the turnover scope"))
        self._choice(form, "provider.liability", tr("Who answers"), "liability")
        self._reason(form, "provider.liability_note", tr("Reason of who answers"))
        self._choice(form, "provider.year_reading", tr("Preceding year"), "year_reading")
        chosen = ChoiceField(tr("Chosen year"))
        self._chosen_label = form.add_row(
            tr("Chosen year"), self._binder.bind("provider.chosen_year", chosen)
        )
        self._reason(form, "provider.chosen_year_reason", tr("Reason of the chosen year"))
        self._choice(form, "case.cap_reading", tr("One maximum for"), "cap_reading")
        self._reason(form, "case.cap_reason", tr("Reason of this reading"))
        self._choice(form, "provider.day_divisor", tr("Days of the daily maximum"), "day_divisor")
        income = tr("Base of procedural fines and daily penalties")
        self._choice(form, "provider.income_base", income, "income_base")
        card.body.addLayout(form)
        return card

    def _text(self, form: Form, target: str, name: str) -> None:
        form.add_row(name, self._binder.bind(target, TextField(name)))

    def _choice(self, form: Form, target: str, name: str, kind: str) -> None:
        field = ChoiceField(name, choices(self.lang, kind))
        field.setProperty("kind", kind)
        form.add_row(name, self._binder.bind(target, field))
        says = label(name="caption", wrap=True)
        self._meanings = getattr(self, "_meanings", {})
        self._meanings[target] = (kind, says)
        form.addWidget(says, form.rowCount(), 1)

    def _reason(self, form: Form, target: str, name: str) -> None:
        placeholder, signed = self.lang.tr("because …"), _SIGNED[target]
        field = ReasonField(
            self.lang, name, signed=signed, placeholder=placeholder, longest=LONGEST_REASON
        )
        owner = target.partition(".")[0]
        field.confirmed.connect(partial(confirm_reason, self.context, owner, signed, target))
        form.add_row(self.lang.tr("because"), self._binder.bind(target, field))

    def _parse_day(self, text: str) -> Any:
        return parse_date(self.lang, text)

    def _show_day(self, value: Any) -> str:
        return formats.day(self.lang, value)

    def refresh(self) -> None:
        """Show the case as it is now."""
        case = self.context.case
        self._show_fields(case)
        self._show_maxima()
        for panel in self._panels:
            panel.refresh()

    def _show_fields(self, case: Case) -> None:
        chosen = self._binder.fields["provider.chosen_year"]
        years = tuple((y.id, self._year_words(y)) for y in case.financial_years)
        chosen.set_choices(years)  # type: ignore[attr-defined]
        for target, field in self._binder.fields.items():
            owner, _, name = target.partition(".")
            value = getattr(case if owner == "case" else case.provider, name)
            if name in _NOTES:
                value = value.reason
            field.set_value(value)  # type: ignore[attr-defined]
            if isinstance(field, ReasonField):
                part = case if owner == "case" else case.provider
                field.show_mark(is_for_earlier=is_for_earlier(part, field.signed))
            if target in self._meanings:
                kind, says = self._meanings[target]
                text = meaning(self.lang, kind, value)
                says.setText(text)
                says.setVisible(bool(text))
        reading = case.provider.year_reading == "chosen"
        for name in ("provider.chosen_year", "provider.chosen_year_reason"):
            self._binder.fields[name].setEnabled(reading)

    def _year_words(self, year: Any) -> str:
        day = formats.day(self.lang, year.ends_on)
        return f"{day}, {word(self.lang, 'turnover_scope', year.scope)}"

    @Slot(str, object)
    def _take(self, target: str, value: Any) -> None:
        owner, _, name = target.partition(".")
        if name in _NOTES:
            note = getattr(self.context.case.provider, name)
            value = msgspec.structs.replace(note, reason=value)

        def edit(case: Case) -> Case:
            return change(case, owner, **{name: value})

        field = self._binder.fields[target]
        words = field.accessibleName()
        if isinstance(field, TypedField):
            words = field.line.accessibleName()
        label_ = self.lang.tr("Change of: {field}", field=words)
        try:
            merge = target if self._binder.merges(target) else ""
            self.context.apply(label_, edit, merge=merge, where=target)
        except ValueError:
            if isinstance(field, TypedField | TextField):
                field.refuse(self.lang.tr("The case does not take this value here."))

    @Slot()
    def _show_maxima(self) -> None:
        strands = self.context.base().strands
        made = maxima_table(self.lang, strands)
        self._maxima_table.rename(made.columns)
        self._maxima_table.set_rows(made.rows)
        self._maxima_table.setVisible(bool(strands))
        lines = [text for strand in strands for text in self._lines(strand)]
        lines = lines if self.exact.isChecked() else []
        self._say(lines, is_empty=not strands)

    def _say(self, lines: list[str], *, is_empty: bool) -> None:
        """Say how each maximum comes about, in full; only where somebody asks for it."""
        nothing = self.lang.tr("The case has no strand yet, so there is no decision to model.")
        lines = [nothing] if is_empty else lines
        if lines == self._maxima_shown:
            return
        self._maxima_shown = lines
        clear(self._maxima)
        for text in lines:
            made = label(text, wrap=True)
            made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._maxima.addWidget(made)

    def _lines(self, strand: StrandMaxima) -> list[str]:
        tr, lang = self.lang.tr, self.lang
        six = strand.of("infringement")
        if six is None:
            why = " ".join(problem_text(lang, p) for p in strand.problems if p.severity == "error")
            day = formats.day(lang, strand.strand.decision_on)
            return [tr("No maximum for a decision on {day} yet: {why}", day=day, why=why)]
        lines = [self._sentence(strand, six)]
        one, five = strand.of("procedural"), strand.of("periodic")
        if one is not None and five is not None:
            lines[0] += " " + tr(
                "Procedural fines: up to {one} ({one_law}). "
                "Periodic penalties: up to {five} a day ({five_law}).",
                one=rounded_maximum(lang, one),
                one_law=one.law,
                five=rounded_maximum(lang, five),
                five_law=five.law,
            )
        return lines

    def _sentence(self, strand: StrandMaxima, six: Maximum) -> str:
        tr, lang, year = self.lang.tr, self.lang, six.turnover.year
        reading = self.context.case.provider.year_reading
        why = {
            "before_decision": tr("the last year that ended before the decision"),
            "before_opening": tr("the last year that ended before the opening"),
            "chosen": tr("the year chosen"),
        }[reading]
        text = tr(
            "{strand}: the maximum for a decision on {day} is {amount}, because {rate} of "
            "{turnover} may be imposed ({law}): {scope}, year to {end}, {why}.",
            strand=strand.strand.title,
            day=formats.day(lang, strand.strand.decision_on),
            amount=rounded_maximum(lang, six),
            rate=formats.rate(lang, six.rate),
            turnover=formats.exact_amount(lang, six.turnover.display),
            law=six.law,
            scope=word(lang, "turnover_scope", year.scope),
            end=formats.day(lang, year.ends_on),
            why=why,
        )
        if six.range_eur is not None:
            text += " " + ranging(lang, six.range_eur)
        if year.precision is None:
            return text
        precision = formats.original_amount(lang, year.precision, year.currency)
        reported = tr(
            "The turnover was reported to {precision}: {exact} before rounding, {off}.",
            precision=precision, exact=formats.exact_amount(lang, six.amount),
            off=precision_words(lang, six.precision_eur),
        )  # fmt: skip
        return f"{text} {reported}"

    def take_file(self, path: Path) -> None:
        """Import financial years from a file that was dropped."""
        self.years.importing.open_file(path)

    def go_to(self, target: str) -> None:
        """Focus the field, year, rate or platform with that target."""
        if target == "case.exchange_rates":
            self.rates.begin_missing()
            return
        if target in ("case.financial_years", "provider.financial_years"):
            self.years.go_to("", "")
            return
        field = self._binder.fields.get(target)
        if field is not None:
            show_and_focus(field)
            return
        identifier, _, name = target.partition(".")
        for panel in self._panels:
            if identifier in {p.id for p in panel.parts}:
                panel.go_to(identifier, name)

    @Slot(QWidget)
    def _reveal(self, widget: QWidget) -> None:
        self._area.ensureWidgetVisible(widget, 40, 80)
