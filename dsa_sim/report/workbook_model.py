"""The live sheets of the workbook: turnovers, maxima in whole cents, worksheets, scenarios."""

from decimal import Decimal
from typing import Any

from dsa_sim.language import Language, formats
from dsa_sim.language.national_words import (
    authority_of,
    fine_title,
    fines_heading,
    has_national,
    maximum_heading,
)
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import step_name
from dsa_sim.model.amounts import band_of, counted_years, gravity_factor
from dsa_sim.model.assessment import Assessment, Decision, Worksheet
from dsa_sim.model.case import Case, Infringement
from dsa_sim.model.maxima import Maximum, StrandMaxima, Turnover
from dsa_sim.model.periods import platform_of
from dsa_sim.model.plan import Paper
from dsa_sim.report.blocks import Briefing
from dsa_sim.report.chart_data import scenario_title
from dsa_sim.report.office import readable

Key = tuple[str, str]
"""A turnover: the financial year and whether turnover or income is taken."""
_CentKey = tuple[Key, int, int]
"""A maximum: the turnover, the percentage, and the days it is divided by (1: not divided)."""

_CHUNK = 4
_CHUNKS = 5
_SCALE = 6
"""Decimals of an exchange rate that the long division keeps."""
_FIRST = 2
"""The column of the base case in the sheet of the model."""


class ModelSheets:
    """Writes the sheets *Inputs*, *Cents*, *Model* and *Scenarios* of a workbook."""

    def __init__(
        self, book: Any, formats_: dict[str, Any], briefing: Briefing,
        compared: tuple[Assessment, ...],
    ) -> None:  # fmt: skip
        self._book, self._formats, self._briefing = book, formats_, briefing
        self._lang: Language = briefing.lang
        self._compared = compared
        tr = self._lang.tr
        self._names = {
            "inputs": tr("Inputs"), "cents": tr("Cents"), "model": tr("Model"),
            "scenarios": tr("Scenarios"),
        }  # fmt: skip
        self._turnovers: dict[Key, int] = {}
        self._cents: dict[_CentKey, int] = {}
        self._totals: list[dict[str, str]] = []

    def write(self) -> None:
        """Write the sheets; the comparison of scenarios comes first, where a reader looks."""
        overview = self._new("scenarios", [34, *[24] * 6])
        self._inputs()
        self._cents_sheet()
        self._model()
        self._scenarios(overview)

    def _new(self, name: str, widths: list[int]) -> Any:
        sheet = self._book.add_worksheet(self._names[name])
        for n, width in enumerate(widths):
            sheet.set_column(n, n, width)
        set_up_page(sheet, self._briefing, self._compared[0].case.plan.paper)
        return sheet

    def _text(self, sheet: Any, row: int, column: int, words: str, style: str = "text") -> None:
        sheet.write_string(row, column, readable(words), self._formats[style])

    def _note(self, sheet: Any, words: str, *, columns: int) -> None:
        """A sentence across the first row, above the headings."""
        sheet.merge_range(0, 0, 0, columns - 1, readable(words), self._formats["note"])
        sheet.set_row(0, 30)
        sheet.set_row(1, 30)

    def _ref(self, name: str, row: int, column: int) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        return f"'{self._names[name]}'!{cell}"

    # Turnovers

    def _inputs(self) -> None:
        tr = self._lang.tr
        sheet = self._new("inputs", [44, 10, 24, 22, 14, 24, 24, 60])
        heads = (
            tr("Turnover"), tr("Currency"), tr("As reported"), tr("Adjustments"), tr("To € 1"),
            tr("After adjustments"), tr("In euro"), tr("Source and legal basis"),
        )  # fmt: skip
        for n, head in enumerate(heads):
            self._text(sheet, 0, n, head, "head")
        for turnover in self._all_turnovers().values():
            row = len(self._turnovers) + 1
            key = _key(turnover)
            self._turnovers[key] = row
            self._turnover_row(sheet, row, turnover)

    def _all_turnovers(self) -> dict[Key, Turnover]:
        return {
            _key(m.turnover): m.turnover
            for shown in self._compared
            for strand in shown.strands
            for m in strand.maxima
        }

    def _turnover_row(self, sheet: Any, row: int, turnover: Turnover) -> None:
        lang, year = self._lang, turnover.year
        scope = word(lang, "turnover_scope", year.scope)
        name = lang.tr("{scope}, year to {day}", scope=scope, day=formats.day(lang, year.ends_on))
        if turnover.base == "income":
            name += f" ({word(lang, 'income_base', 'income')})"
        adjusted = sum((a.amount for a in year.adjustments), Decimal(0))
        adjusted = adjusted if turnover.base == "turnover" else Decimal(0)
        rate = turnover.rate.per_euro if turnover.rate else Decimal(1)
        self._text(sheet, row, 0, name)
        self._text(sheet, row, 1, year.currency)
        money, in_money = self._formats["money"], self._formats["in_money"]
        sheet.set_row(row, 60)
        sheet.write_number(row, 2, float(turnover.original - adjusted), in_money)
        sheet.write_number(row, 3, float(adjusted), in_money)
        sheet.write_number(row, 4, float(rate), self._formats["in_rate"])
        n = row + 1
        sheet.write_formula(row, 5, f"=C{n}+D{n}", money, float(turnover.original))
        sheet.write_formula(row, 6, f"=F{n}/E{n}", money, float(turnover.euro))
        law = "Art. 3(x), Art. 74 DSA; Art. 5(1) Reg. 139/2004"
        self._text(sheet, row, 7, f"{year.source.text} · {law}" if year.source.text else law, "law")
        short = f"{year.scope}_{year.ends_on.year}_{row}"
        self._name(f"Turnover_{short}", "inputs", row, 2)
        self._name(f"Rate_{short}", "inputs", row, 4)

    def _name(self, name: str, sheet: str, row: int, column: int) -> None:
        self._book.define_name(name, f"={self._ref(sheet, row, column)}")

    # Maxima in whole cents

    def _cents_sheet(self) -> None:
        tr = self._lang.tr
        sheet = self._new("cents", [44, 22, 14, 8, 8, *[16] * 22])
        note = tr(
            "Each row divides turnover × percentage by the exchange rate, four digits at a time, "
            "in whole numbers: what does not exceed the maximum, to the cent."
        )
        self._note(sheet, note, columns=7)
        heads = [
            tr("Maximum"), tr("Cents of the turnover"), tr("Rate × 1 000 000"), "%",
            tr("Days"), tr("Cents"), tr("In euro"),
        ]  # fmt: skip
        for n, head in enumerate(heads):
            self._text(sheet, 1, n, head, "head")
        for shown in self._compared:
            for strand in shown.strands:
                for maximum in strand.maxima:
                    key = _cent_key(maximum)
                    if key not in self._cents:
                        self._cents[key] = len(self._cents) + 2
                        self._cent_row(sheet, self._cents[key], maximum, key)

    def _cent_row(self, sheet: Any, row: int, maximum: Maximum, key: _CentKey) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell as cell

        turnover_key, percent, days = key
        source = self._turnovers[turnover_key]
        rate = formats.rate(self._lang, maximum.rate)
        day = formats.day(self._lang, maximum.turnover.year.ends_on)
        name = self._lang.tr("{rate}, year to {day}", rate=rate, day=day)
        self._text(sheet, row, 0, name)
        whole, n = self._formats["whole"], row + 1
        original, per_euro = self._ref("inputs", source, 5), self._ref("inputs", source, 4)
        digits = _CHUNK * _CHUNKS
        sheet.write_formula(
            row, 1, f'=RIGHT(REPT("0",{digits})&TEXT(ROUND({original}*100,0),"0"),{digits})', whole,
            str(int(maximum.turnover.original * 100)).rjust(digits, "0"),
        )  # fmt: skip
        sheet.write_formula(row, 2, f"=ROUND({per_euro}*10^{_SCALE},0)", whole)
        sheet.write_number(row, 3, percent, whole)
        sheet.write_number(row, 4, days, whole)
        first, quotients, remainder = 7, [], "0"
        for chunk in range(_CHUNKS + 1):
            t, q, r = (cell(row, first + 3 * chunk + k) for k in range(3))
            part = (
                f"VALUE(MID(B{n},{1 + _CHUNK * chunk},{_CHUNK}))*D{n}" if chunk < _CHUNKS else "0"
            )
            sheet.write_formula(t, f"={remainder}*10^{_CHUNK}+{part}", whole)
            sheet.write_formula(q, f"=INT({t}/C{n})-IF(INT({t}/C{n})*C{n}>{t},1,0)", whole)
            sheet.write_formula(r, f"={t}-{q}*C{n}", whole)
            quotients.append(q)
            remainder = r
        total = quotients[0]
        for quotient in quotients[1:]:
            total = f"({total})*10^{_CHUNK}+{quotient}"
        cents = int(maximum.amount * 100)
        whole_year = f"({total})"
        divided = f"=INT({whole_year}/E{n})-IF(INT({whole_year}/E{n})*E{n}>{whole_year},1,0)"
        sheet.write_formula(row, 5, divided if days > 1 else f"={total}", whole, cents)
        sheet.write_formula(row, 6, f"=F{n}/100", self._formats["total"], float(maximum.amount))

    def _maximum_ref(self, maximum: Maximum) -> str:
        return self._ref("cents", self._cents[_cent_key(maximum)], 6)

    # Worksheets and decisions, one column a scenario

    def _model(self) -> None:
        tr = self._lang.tr
        sheet = self._new("model", [46, 26, *[24] * len(self._compared)])
        self._text(sheet, 0, 0, tr("Step"), "head")
        self._text(sheet, 0, 1, tr("Legal basis"), "head")
        for n, shown in enumerate(self._compared):
            self._text(sheet, 0, _FIRST + n, scenario_title(shown, self._lang), "head")
        sheet.freeze_panes(1, 2)
        self._totals = [{} for _ in self._compared]
        row = 1
        for strand in self._compared[0].case.strands:
            row = self._strand(sheet, row + 1, strand.id)
        self._grand_totals(sheet, row + 1)

    def _strand(self, sheet: Any, row: int, identifier: str) -> int:
        tr = self._lang.tr
        seen = [next(s for s in a.strands if s.strand.id == identifier) for a in self._compared]
        self._text(sheet, row, 0, seen[0].strand.title, "strong")
        row += 1
        self._text(sheet, row, 0, tr("Decision"))
        for n, strand in enumerate(seen):
            self._text(sheet, row, _FIRST + n, formats.day(self._lang, strand.strand.decision_on))
        row += 1
        row = self._maxima_rows(sheet, row, seen)
        rows: dict[str, int] = {}
        for infringement in self._compared[0].case.infringements_of(identifier):
            row = self._worksheet(sheet, row, infringement.id, rows)
        for kind in ("infringement", "procedural"):
            row = self._decision(sheet, row, identifier, kind, rows)
        return row

    def _maxima_rows(self, sheet: Any, row: int, seen: list[StrandMaxima]) -> int:
        national = seen[0].proceeding.authority != "commission"
        for kind in ("infringement", "procedural", "periodic"):
            found = [s.of(kind) for s in seen]
            first = next((m for m in found if m is not None), None)
            if first is None:
                continue
            self._text(
                sheet, row, 0, word(self._lang, "maximum", f"national_{kind}" if national else kind)
            )
            self._text(sheet, row, 1, first.law, "law")
            for n, maximum in enumerate(found):
                if maximum is not None:
                    sheet.write_formula(
                        row, _FIRST + n, f"={self._maximum_ref(maximum)}", self._formats["money"],
                        float(maximum.amount),
                    )  # fmt: skip
            row += 1
        return row

    def _worksheet(self, sheet: Any, row: int, identifier: str, rows: dict[str, int]) -> int:
        """The steps of one infringement; the row of its amount goes into `rows`."""
        tr, lang = self._lang.tr, self._lang
        sheets = [a.worksheet(identifier) for a in self._compared]
        self._text(sheet, row, 0, sheets[0].infringement.title, "strong")
        steps: tuple[tuple[str, str], ...] = (
            (step_name("start", lang), "Art. 74(4)"), (tr("Taken of"), "Art. 74(1), (2)"),
            (step_name("duration", lang), "Art. 74(4)"),
            (step_name("recurrence", lang), "Art. 74(4)"),
            (step_name("aggravating", lang), ""), (step_name("mitigating", lang), ""),
            (step_name("deterrence", lang), ""),
            (step_name("other_penalties", lang), tr("recital {number}", number=144)),
            (tr("Counts (1) or not (0)"), ""), (step_name("amount", lang), ""),
        )  # fmt: skip
        for k, (name, law) in enumerate(steps, start=1):
            self._text(sheet, row + k, 0, name)
            self._text(sheet, row + k, 1, law, "law")
        for n, (shown, made) in enumerate(zip(self._compared, sheets, strict=True)):
            self._column(sheet, row + 1, _FIRST + n, shown.case, made)
        rows[identifier] = row + len(steps)
        return row + len(steps) + 1

    def _column(self, sheet: Any, row: int, column: int, case: Case, made: Worksheet) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell as cell

        inputs = _inputs_of(case, made)
        base = self._base(case, made)
        start = "in_money" if base == "1" else "in_share"
        sheet.write_number(row, column, inputs["start"], self._formats[start])
        if base.replace(".", "").isdigit():
            style = self._formats["whole" if base == "1" else "in_money"]
            sheet.write_number(row + 1, column, float(base), style)
        else:
            assert made.maximum is not None
            whole = made.base == "maximum"
            value = float(made.maximum.amount if whole else made.maximum.turnover.euro)
            sheet.write_formula(row + 1, column, f"={base}", self._formats["money"], value)
        for k, name in enumerate(
            ("duration", "recurrence", "aggravating", "mitigating", "deterrence"), start=2
        ):
            style = "in_number" if name in ("duration", "deterrence") else "in_share"
            sheet.write_number(row + k, column, inputs[name], self._formats[style])
        sheet.write_number(row + 7, column, inputs["other"], self._formats["in_money"])
        counts = made.infringement.fault != "none" and made.amount_eur is not None
        sheet.write_number(row + 8, column, int(counts), self._formats["in_number"])
        s, b, d, r, a, m, t, o, c = (cell(row + k, column) for k in range(9))
        formula = f"={c}*MAX(0,{s}*{b}*{d}*(1+{r})*MAX(0,1+{a}-{m})*{t}-{o})"
        value = (made.amount_eur or 0.0) if counts else 0.0
        sheet.write_formula(row + 9, column, formula, self._formats["total"], value)

    def _base(self, case: Case, made: Worksheet) -> str:
        """What the starting share is taken of: a reference, or a number as text."""
        i = made.infringement
        if case.method == "judgement" and (i.start is None or i.start.unit == "eur"):
            return "1"
        if case.method == "value_of_sales":
            revenue = platform_of(case, i).eu_revenue_eur
            return str(float(revenue.central)) if revenue else "1"
        if made.maximum is None:
            return "1"
        if made.base == "maximum":
            return self._maximum_ref(made.maximum)
        return self._ref("inputs", self._turnovers[_key(made.maximum.turnover)], 6)

    def _decision(self, sheet: Any, row: int, strand: str, kind: str, rows: dict[str, int]) -> int:
        tr = self._lang.tr
        found = [_decision_of(a, strand, kind) for a in self._compared]
        first = next((d for d in found if d is not None), None)
        if first is None:
            return row
        names = (
            tr("Sum of the amounts"), tr("Maximum"), tr("A decision counts (1) or not (0)"),
            tr("Fine"),
        )  # fmt: skip
        authority = authority_of(self._compared[0].case, strand)
        heading = fine_title(self._lang, authority, procedural=kind == "procedural")
        self._text(sheet, row, 0, heading, "strong")
        for k, name in enumerate(names, start=1):
            self._text(sheet, row + k, 0, name)
        if first.maximum is not None:
            self._text(sheet, row + 2, 1, first.maximum.law, "law")
        for n, decision in enumerate(found):
            if decision is not None:
                amounts = [rows[s.infringement] for s in decision.shares]
                self._decision_column(sheet, row + 1, n, decision, amounts)
        return row + len(names) + 2

    def _decision_column(
        self, sheet: Any, row: int, n: int, decision: Decision, amounts: list[int]
    ) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell as cell

        column, money = _FIRST + n, self._formats["money"]
        parts = [cell(r, column) for r in amounts]
        sheet.write_formula(row, column, f"={'+'.join(parts)}", money, decision.sum_eur)
        if decision.maximum is None:
            self._text(sheet, row + 1, column, self._lang.tr("cannot be computed"))
            self._text(sheet, row + 3, column, self._lang.tr("cannot be computed"))
            if decision.counted:
                self._totals[n]["missing"] = "1"
            return
        limit, counted = cell(row + 1, column), cell(row + 2, column)
        reference = f"={self._maximum_ref(decision.maximum)}"
        sheet.write_formula(row + 1, column, reference, money, float(decision.maximum.amount))
        sheet.write_number(row + 2, column, int(decision.counted), self._formats["in_number"])
        if decision.cap == "per_decision":
            fine = f"MIN({cell(row, column)},{limit})"
        else:
            fine = "+".join(f"MIN({part},{limit})" for part in parts)
        sheet.write_formula(
            row + 3,
            column,
            f"={counted}*({fine})",
            self._formats["total"],
            decision.fine_eur or 0.0,
        )
        known = self._totals[n].get(decision.kind, "")
        added = cell(row + 3, column)
        self._totals[n][decision.kind] = f"{known}+{added}" if known else added

    def _grand_totals(self, sheet: Any, row: int) -> None:
        tr = self._lang.tr
        kinds = (
            (
                "infringement",
                fines_heading(self._lang, national=has_national(self._compared[0].case)),
            ),
            ("procedural", tr("Procedural fines")),
        )
        for k, (kind, name) in enumerate(kinds):
            self._text(sheet, row + k, 0, name, "strong")
            for n, shown in enumerate(self._compared):
                formula = f"={self._totals[n].get(kind, '0')}"
                value = shown.fines_eur(kind)  # type: ignore[arg-type]
                sheet.write_formula(
                    row + k, _FIRST + n, formula, self._formats["total"], value or 0.0
                )
                self._totals[n][f"{kind} total"] = self._ref("model", row + k, _FIRST + n)
        self._text(sheet, row + 2, 0, tr("Total"), "strong")
        for n, shown in enumerate(self._compared):
            if "missing" in self._totals[n]:
                self._text(sheet, row + 2, _FIRST + n, tr("cannot be computed"))
                continue
            parts = "+".join(self._totals[n][f"{kind} total"] for kind, _ in kinds)
            sheet.write_formula(
                row + 2, _FIRST + n, f"={parts}", self._formats["total"], shown.total_eur or 0.0
            )
            self._totals[n]["total"] = self._ref("model", row + 2, _FIRST + n)
            self._name(f"Total_{n}" if n else "Total_base", "model", row + 2, _FIRST + n)

    def _scenarios(self, sheet: Any) -> None:
        tr, national = self._lang.tr, has_national(self._compared[0].case)
        heads = (
            tr("Scenario"), fines_heading(self._lang, national=national), tr("Procedural fines"),
            tr("Total"), maximum_heading(self._lang, national=national),
            tr("Difference from the base case"),
        )  # fmt: skip
        said = tr("If all that is alleged is fined, with every input at its likely value.")
        self._note(sheet, said, columns=6)
        for n, head in enumerate(heads):
            self._text(sheet, 1, n, head, "head")
        money = self._formats["money"]
        base = self._totals[0].get("total", "")
        for n, shown in enumerate(self._compared):
            row, totals = n + 2, self._totals[n]
            self._text(sheet, row, 0, scenario_title(shown, self._lang))
            if "total" not in totals:
                self._text(sheet, row, 3, tr("cannot be computed"))
                continue
            for column, key, value in (
                (1, "infringement total", shown.fines_eur("infringement")),
                (2, "procedural total", shown.fines_eur("procedural")),
                (3, "total", shown.total_eur),
            ):  # fmt: skip
                sheet.write_formula(row, column, f"={totals[key]}", money, value or 0.0)
            counted = (d for d in shown.decisions if d.kind == "infringement" and d.counted)
            limits = [self._maximum_ref(d.maximum) for d in counted if d.maximum is not None]
            if limits:
                value = float(shown.maximum_eur or 0)
                sheet.write_formula(row, 4, f"=MAX({','.join(limits)})", money, value)
            if n and base:
                moved = (shown.total_eur or 0.0) - (self._compared[0].total_eur or 0.0)
                sheet.write_formula(row, 5, f"={totals['total']}-{base}", money, moved)


def set_up_page(sheet: Any, briefing: Briefing, paper: Paper) -> None:
    """Landscape, as wide as the paper, with the foot of the briefing."""
    sheet.set_landscape()
    sheet.set_paper(9 if paper == "a4" else 1)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    # In a page's foot “&” begins a code.
    foot = readable(briefing.foot).replace("&", "&&")
    sheet.set_footer(f"&L&7{foot[:220]}&R&7&P / &N")


def _key(turnover: Turnover) -> Key:
    return turnover.year.id, turnover.base


def _cent_key(maximum: Maximum) -> _CentKey:
    return _key(maximum.turnover), int(maximum.rate * 100), maximum.divisor or 1


def _decision_of(shown: Assessment, strand: str, kind: str) -> Decision | None:
    return next((d for d in shown.decisions if (d.strand, d.kind) == (strand, kind)), None)


def _inputs_of(case: Case, made: Worksheet) -> dict[str, float]:
    """The inputs of the chain at their central values."""
    i = made.infringement
    by_sales = case.method == "value_of_sales"
    recurrence = _central(i.recurrence, 0.0)
    aggravating = sum(float(f.share.central) for f in i.aggravating)
    return {
        "start": _start(case, i),
        "duration": 1.0 if by_sales else _central(i.duration, 1.0),
        "recurrence": 0.0 if by_sales else recurrence,
        "aggravating": aggravating + (recurrence if by_sales else 0.0),
        "mitigating": sum(float(f.share.central) for f in i.mitigating),
        "deterrence": _central(i.deterrence, 1.0) if by_sales else 1.0,
        "other": _central(i.other_penalties, 0.0),
    }


def _central(estimate: Any, default: float) -> float:
    return default if estimate is None else float(estimate.central)


def _start(case: Case, i: Infringement) -> float:
    """The starting share, or the amount where it is one (see `amounts.starting_amount`)."""
    match case.method:
        case "judgement":
            return float(i.start.estimate.central) if i.start else 0.0
        case "bands":
            return _central(band_of(i), 0.0)
        case "precedent" if case.reference is not None:
            factor = gravity_factor(case.reference, i) or 0
            return float(case.reference.share.central * factor)
        case "value_of_sales" if i.proportion is not None:
            decision = next(s for s in case.strands if s.id == i.strand).decision_on
            years = counted_years(case, i, decision_on=decision)
            return float(i.proportion.central) * years + _central(i.entry_fee, 0.0)
    return 0.0
