"""Financial years and exchange rates: a table each, the chosen row's fields below it."""

from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from dsa_sim.language import formats
from dsa_sim.language.parsing import FieldProblem, parse_date, parse_money
from dsa_sim.language.tables import Amount, Cell, Column, Row, day_cell
from dsa_sim.language.words import choices, word
from dsa_sim.model.case import Adjustment, ExchangeRate, FinancialYear, NamedPart
from dsa_sim.model.maxima import likely_rate, rate_for, turnover_in_euro
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.provider.parsing import parse_currency, parse_exchange_rate
from dsa_sim.ui.pages.provider.year_import import YearImport
from dsa_sim.ui.widgets.fields import ChoiceField, Form, TextField, TypedField
from dsa_sim.ui.widgets.part_panel import PartPanel
from dsa_sim.ui.widgets.source_field import SourceField


class YearsPanel(PartPanel):
    """The financial years of every turnover scope."""

    collection = "financial_years"
    completing = "revenue"
    most = 200

    def __init__(self, context: Context):
        tr = context.lang.tr
        columns = (
            Column(title=tr("Turnover of"), wide=True),
            Column(title=tr("Year to")),
            Column(title=tr("Turnover"), right=True),
            Column(title=tr("In euro"), right=True),
            Column(title=tr("Basis")),
            Column(title=tr("Source")),
        )
        nothing = tr("No financial year is entered yet: add the last ones that were reported.")
        super().__init__(context, tr("Financial years"), columns, nothing)
        self.importing = YearImport(context, self.table)
        self.head.addWidget(self.importing.button)

    def add_words(self) -> str:
        """What the button that adds a year says."""
        return self.lang.tr("+ Add a year")

    def change_words(self, field: str) -> str:
        """How the undo menu calls a change of a year."""
        return self.lang.tr("Change of a financial year")

    def new_part(self) -> NamedPart:
        """The year after the last one entered; a draft until its revenue is entered."""
        case = self.context.case
        scope = case.provider.turnover_scope
        last = max(
            (y for y in case.financial_years if y.scope == scope),
            key=lambda y: y.ends_on,
            default=None,
        )
        ends_on = case.as_of.replace(year=case.as_of.year - 1, month=12, day=31)
        if last is not None and (last.ends_on.month, last.ends_on.day) != (2, 29):
            ends_on = last.ends_on.replace(year=last.ends_on.year + 1)
        return FinancialYear(
            id=self.new_identifier(f"{scope}-{ends_on.year}".replace("_", "-")),
            scope=scope,
            ends_on=ends_on,
            currency=last.currency if last else "EUR",
            revenue=Decimal(0),
        )

    def rows(self) -> tuple[Row, ...]:
        """One row a year; a draft says that it does not count yet."""
        return tuple(self._row(year) for year in self.parts)

    def _row(self, year: FinancialYear) -> Row:
        lang = self.lang
        draft = self.draft is not None and year.id == self.draft.id
        euro, _ = turnover_in_euro(self.context.case, year)
        original = formats.original_amount(
            lang, year.adjusted_revenue, year.currency, year.precision
        )
        basis = word(lang, "year_basis", year.basis)
        status = word(lang, "source_status", year.source.status)
        return Row(
            key=year.id,
            cells=(
                Cell(text=year.person.strip() or word(lang, "turnover_scope", year.scope)),
                day_cell(lang, year.ends_on),
                Cell(text=lang.tr("enter the turnover") if draft else original),
                Cell(
                    text=lang.tr("no rate yet")
                    if euro is None
                    else formats.amount(lang, euro.euro),
                    tone="warning" if euro is None else "",
                    tooltip="" if euro is None else formats.exact_amount(lang, euro.display),
                    value=None if euro is None else Amount(value=euro.euro),
                ),
                Cell(text=basis, tone="" if year.basis == "reported" else "warning"),
                Cell(
                    text=status,
                    tone="" if year.source.status == "checked" else "warning",
                    tooltip=year.source.text,
                ),
            ),
        )

    def heading_of(self, part: Any) -> str:
        """The year by its last day."""
        return self.lang.tr("Year to {day}", day=formats.day(self.lang, part.ends_on))

    def build_form(self) -> None:
        """Make the fields of a year."""
        tr, bind = self.lang.tr, self.binder.bind
        form = Form(label_width=120)
        form.add_row(
            tr("Turnover of"),
            bind("scope", ChoiceField(tr("Turnover of"), choices(self.lang, "turnover_scope"))),
        )
        person = TextField(
            tr("Another person"), placeholder=tr("the provider; or the name of another person")
        )
        form.add_row(tr("Another person"), bind("person", person))
        form.add_row(
            tr("Year from – to"),
            bind("starts_on", self._day("starts_on", tr("First day"), tr("a year earlier"))),
            bind("ends_on", self._day("ends_on", tr("Last day"), "")),
        )
        self._money = {
            name: self._amount(name, title, optional)
            for name, title, optional in (
                ("revenue", tr("Turnover"), ""),
                ("income", tr("Income"), tr("same as turnover")),
                ("precision", tr("Reported to"), tr("not known")),
            )
        }
        currency = TypedField(
            tr("Currency"),
            parse=self.reading("currency", self._parse_currency, tr("No such currency.")),
            show=str,
        )
        currency.setMaximumWidth(80)
        form.add_row(
            tr("Turnover"), bind("revenue", self._money["revenue"]), bind("currency", currency)
        )
        form.add_row(tr("Income, where it differs"), bind("income", self._money["income"]))
        form.add_row(tr("Reported to"), bind("precision", self._money["precision"]))
        self._adjusted = TypedField(
            tr("Adjustment"), parse=self._parse_signed, show=self._show_money, optional=tr("none")
        )
        self._adjust_reason = TextField(
            tr("Reason of the adjustment"), placeholder=tr("because: rebates, taxes, intra-group")
        )
        self._adjusted.edited.connect(self._take_adjustment)
        self._adjust_reason.edited.connect(self._take_adjustment_reason)
        self._adjusted.finished.connect(self.context.document.end_merge)
        self._adjust_reason.editingFinished.connect(self.context.document.end_merge)
        form.add_row(tr("Adjustment"), self._adjusted, self._adjust_reason)
        form.add_row(
            tr("Basis"),
            bind("basis", ChoiceField(tr("Basis"), choices(self.lang, "year_basis"))),
        )
        self.add_judgements(form, FinancialYear, "projection")
        form.add_row(tr("Source"), bind("source", SourceField(self.lang, tr("Source"))))
        self.fields_layout.addLayout(form)
        self._add_rate = QPushButton()
        self._add_rate.clicked.connect(self._begin_rate)
        self.fields_layout.addWidget(self._add_rate)

    def _day(self, field: str, name: str, optional: str) -> TypedField:
        refusal = self.lang.tr("A financial year lasts between one day and two years.")
        return TypedField(
            name,
            parse=self.reading(field, self._parse_day, refusal),
            show=self._show_day,
            optional=optional,
        )

    def _amount(self, field: str, name: str, optional: str) -> TypedField:
        refusal = self.lang.tr("The case does not take this value here.")
        return TypedField(
            name,
            parse=self.reading(field, self._parse_money, refusal),
            show=self._show_money,
            optional=optional,
        )

    def _parse_day(self, text: str) -> Any:
        return parse_date(self.lang, text)

    def _show_day(self, value: Any) -> str:
        return formats.day(self.lang, value)

    def _parse_currency(self, text: str) -> Any:
        return parse_currency(self.lang, text)

    def _currency(self) -> str:
        return self.part.currency if self.part is not None else "EUR"

    def _parse_money(self, text: str) -> Any:
        return parse_money(self.lang, text, self._currency())

    def _parse_signed(self, text: str) -> Any:
        negative = text.strip()[:1] in "-−–"
        found = parse_money(self.lang, text.strip().lstrip("-−–+").strip(), self._currency())
        return -found if negative and isinstance(found, Decimal) else found

    def _show_money(self, value: Decimal) -> str:
        return formats.original_amount(self.lang, value, self._currency())

    @Slot(object)
    def _take_adjustment(self, amount: Decimal | None) -> None:
        rest = self.part.adjustments[1:]
        if amount is None:
            self.change("adjustments", adjustments=rest)
            return
        reason = self.part.adjustments[0].reason if self.part.adjustments else ""
        first = Adjustment(amount=amount, reason=reason)
        self.change("adjustments", adjustments=(first, *rest))

    @Slot(str)
    def _take_adjustment_reason(self, reason: str) -> None:
        if self.part.adjustments:
            first = msgspec.structs.replace(self.part.adjustments[0], reason=reason)
            self.change("adjustments", adjustments=(first, *self.part.adjustments[1:]))

    def show_part(self, part: Any) -> None:
        """Fill the fields with a year."""
        for name in ("scope", "starts_on", "ends_on", "currency", "basis", "source"):
            self.binder.fields[name].set_value(getattr(part, name))  # type: ignore[attr-defined]
        for name, field in self._money.items():
            open_yet = name == "revenue" and self.is_draft
            field.set_value(None if open_yet else getattr(part, name))
        first = part.adjustments[0] if part.adjustments else None
        self._adjusted.set_value(first.amount if first else None)
        self._adjust_reason.set_value(first.reason if first else "")
        self._adjust_reason.setEnabled(first is not None)

    def show_surroundings(self) -> None:
        """Offer to add the exchange rate that the year still needs."""
        year = self.part
        missing = (
            year is not None
            and year.currency != "EUR"
            and rate_for(self.context.case, year) is None
        )
        self._add_rate.setVisible(missing)
        if missing:
            words = self.lang.tr(
                "Add the rate for {currency}, {start} – {end}",
                currency=year.currency,
                start=formats.day(self.lang, year.first_day),
                end=formats.day(self.lang, year.ends_on),
            )
            self._add_rate.setText(words)

    @Slot()
    def _begin_rate(self) -> None:
        self.context.place_asked.emit("case.exchange_rates")


class RatesPanel(PartPanel):
    """The exchange rates by which years in other currencies are converted."""

    collection = "exchange_rates"
    completing = "per_euro"
    most = 500

    def __init__(self, context: Context):
        tr = context.lang.tr
        columns = (
            Column(title=tr("Currency")),
            Column(title=tr("Average of"), wide=True),
            Column(title=tr("To € 1"), right=True),
            Column(title=tr("Source")),
        )
        nothing = tr("No exchange rate is needed while every year is in euro.")
        super().__init__(context, tr("Exchange rates"), columns, nothing)

    def add_words(self) -> str:
        """What the button that adds a rate says."""
        return self.lang.tr("+ Add a rate")

    def change_words(self, field: str) -> str:
        """How the undo menu calls a change of a rate."""
        return self.lang.tr("Change of an exchange rate")

    def new_part(self) -> NamedPart:
        """The rate that a year still needs, else one like the last; a draft at first."""
        case = self.context.case
        needing = [
            y for y in case.financial_years if y.currency != "EUR" and rate_for(case, y) is None
        ]
        year = next(iter([*needing, *case.financial_years]), None)
        end = case.as_of.replace(month=12, day=31) if year is None else year.ends_on
        start = end.replace(month=1, day=1) if year is None else year.first_day
        currency = "USD" if year is None or year.currency == "EUR" else year.currency
        return ExchangeRate(
            id=self.new_identifier(f"{currency}-{end.year}"),
            currency=currency,
            starts_on=start,
            ends_on=end,
            per_euro=Decimal(1),
        )

    def rows(self) -> tuple[Row, ...]:
        """One row a rate."""
        return tuple(self._row(rate) for rate in self.parts)

    def _row(self, rate: ExchangeRate) -> Row:
        lang = self.lang
        draft = self.draft is not None and rate.id == self.draft.id
        value = formats.exchange_rate(lang, likely_rate(rate))
        return Row(
            key=rate.id,
            cells=(
                Cell(text=rate.currency, tooltip=formats.currency_name(lang, rate.currency)),
                Cell(text=formats.period(lang, rate.starts_on, rate.ends_on)),
                Cell(text=lang.tr("enter the rate") if draft else value),
                Cell(
                    text=word(lang, "source_status", rate.source.status),
                    tone="" if rate.source.status in ("checked", "derived") else "warning",
                    tooltip=rate.source.text,
                ),
            ),
        )

    def heading_of(self, part: Any) -> str:
        """The rate by its currency."""
        return formats.currency_name(self.lang, part.currency)

    def build_form(self) -> None:
        """Make the fields of a rate."""
        tr, bind = self.lang.tr, self.binder.bind
        form = Form(label_width=120)
        refusal = tr("The period must not end before it starts.")
        currency = TypedField(
            tr("Currency"),
            parse=self.reading("currency", self._parse_currency, tr("No such currency.")),
            show=str,
        )
        form.add_row(tr("Currency"), bind("currency", currency))
        form.add_row(
            tr("Average of"),
            *(
                bind(
                    field,
                    TypedField(
                        name,
                        parse=self.reading(field, self._parse_day, refusal),
                        show=self._show_day,
                    ),
                )
                for field, name in (("starts_on", tr("First day")), ("ends_on", tr("Last day")))
            ),
        )
        rate = TypedField(tr("Units to € 1"), parse=self._parse_rate, show=self._show_rate)
        form.add_row(tr("Units to € 1"), bind("per_euro", rate))
        self.add_judgements(form, ExchangeRate, "projection")
        form.add_row(tr("Source"), bind("source", SourceField(self.lang, tr("Source"))))
        self.fields_layout.addLayout(form)

    def _parse_currency(self, text: str) -> Any:
        return parse_currency(self.lang, text)

    def _parse_day(self, text: str) -> Any:
        return parse_date(self.lang, text)

    def _show_day(self, value: Any) -> str:
        return formats.day(self.lang, value)

    def _parse_rate(self, text: str) -> Decimal | FieldProblem:
        return parse_exchange_rate(self.lang, text)

    def _show_rate(self, value: Decimal) -> str:
        return formats.exchange_rate(self.lang, value)

    def show_part(self, part: Any) -> None:
        """Fill the fields with a rate."""
        for name in ("currency", "starts_on", "ends_on", "source"):
            self.binder.fields[name].set_value(getattr(part, name))  # type: ignore[attr-defined]
        rate = self.binder.fields["per_euro"]
        rate.set_value(None if self.is_draft else part.per_euro)  # type: ignore[attr-defined]

    def begin_missing(self) -> None:
        """Begin the rate that a year still needs."""
        self.begin(self.new_part())
