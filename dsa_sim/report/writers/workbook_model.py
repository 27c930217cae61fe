"""The sheets *Model* and *Scenarios* of the workbook: worksheets and decisions as live formulas.

Each assessment has a column. What adds nothing to a fine is nought in the formulas, with the
reason beside; a total of nothing that is assessed is words, no number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dsa_sim.language.coverage_words import left_out_words, nothing_assessed
from dsa_sim.language.input_words import field_name, owner_name
from dsa_sim.language.joining import named
from dsa_sim.language.maximum_words import counted_words, maximum_amount, maximum_name
from dsa_sim.language.national_words import (
    authority_of,
    fine_title,
    fines_heading,
    has_national,
)
from dsa_sim.language.words import word, word_inside
from dsa_sim.language.worksheet_lines import maximum_name as single_maximum
from dsa_sim.language.worksheet_words import not_counted, source_text, step_name
from dsa_sim.model.address import split
from dsa_sim.model.amounts import counted_years
from dsa_sim.model.assessment import Assessment, Decision, FineKind, Worksheet
from dsa_sim.model.case import Case, Infringement, Strand
from dsa_sim.model.counting import is_excluded
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.kinds import CIRCUMSTANCE, RECURRENCE, YEARS, Kind, Unit
from dsa_sim.model.maxima import KINDS, StrandMaxima
from dsa_sim.model.methods import METHODS, Start, Term
from dsa_sim.report.briefing.blocks import Briefing
from dsa_sim.report.charts.chart_data import scenario_title
from dsa_sim.report.writers.workbook_cells import (
    FIRST,
    MODEL_COLUMN,
    MODEL_WIDTHS,
    Entry,
    Formula,
    Range,
    SheetCell,
    Sheets,
    Style,
    added,
    address,
    number_in,
    quoted,
    row_height,
    words_in,
)
from dsa_sim.report.writers.workbook_maxima import MaximaSheets

_FINES: tuple[FineKind, ...] = ("infringement", "procedural")
_STYLES: dict[Unit, Style] = {"eur": "money", "share": "share", "number": "number", "days": "whole"}
_SCENARIO_WIDTHS, _NAME_COLUMN = (30, *[22] * 5, 40, 20, 26, 44), 6
"""Letters in the columns of the comparison, and the column that names the maximum."""
_MOST, _FINE = 3, 5
"""The rows of a decision: the most that can be imposed, and the fine."""
_ROW_NAMES = ("start", "factor", "fee", "base", "duration", "recurrence", "aggravating",
              "mitigating", "deterrence", "other_penalties")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What one decision adds to the maximum beside a total, as formulas.

    `units` is how many maxima it adds, `most` and `other` what it can impose under its own reading
    and the other one.
    """

    units: str
    most: str
    per_infringement: str
    other: str


class ModelSheets:
    """Writes the sheets *Inputs*, *Cents*, *Model* and *Scenarios* of a workbook.

    `key_figures` are, once written, the total of the first assessment, the maximum beside it and
    its name, as other sheets refer to them; `decisions` are its decisions with the most that each
    can impose and the fine.
    """

    def __init__(
        self, book: Any, formats_: dict[str, Any], briefing: Briefing,
        compared: tuple[Assessment, ...],
    ) -> None:  # fmt: skip
        self.sheets = self._sheets = Sheets(book, formats_, briefing, compared)
        self.maxima = MaximaSheets(self._sheets)
        self._lang, self._compared = briefing.lang, compared
        self._national = has_national(compared[0].case)
        self._has_chances = _has_chances(compared)
        self._shared: dict[str, int] = {}
        self._decided: dict[str, int] = {}
        self._amounts: dict[str, int] = {}
        self._countable: dict[str, int] = {}
        self._limits: dict[tuple[str, int], str] = {}
        self._fines: dict[FineKind, list[list[str]]] = {k: self._lists() for k in _FINES}
        self._most: dict[FineKind, list[list[_Part]]] = {k: [[] for _ in compared] for k in _FINES}
        self._totals: dict[str, int] = {}
        self.key_figures: tuple[SheetCell, ...] = ()
        self.decisions: list[tuple[str | Formula, ...]] = []

    def _lists(self) -> list[list[str]]:
        return [[] for _ in self._compared]

    def write(self) -> None:
        """Write the sheets; the comparison of scenarios comes first, where a reader looks."""
        overview = self._sheets.new("scenarios", _SCENARIO_WIDTHS)
        self.maxima.write_inputs()
        self.maxima.write_cents()
        self._model()
        self._scenarios(overview)

    # The model, one column a scenario

    def _model(self) -> None:
        tr, width = self._lang.tr, len(self._compared)
        widths = [*MODEL_WIDTHS, *[MODEL_COLUMN] * width]
        sheet = self._sheets.new("model", widths)
        note = tr(
            "Blue cells are inputs at their likely value; in a scenario, yellow cells are what it "
            "sets, grey italic cells take over the input of the base case. Chances and the days of "
            "decisions move the simulation alone: the totals here take all that can be fined as "
            "fined. Cells with formulas are protected without a password."
        )
        self._sheets.note(sheet, note, widths)
        self._sheets.text(sheet, 1, 0, tr("Step"), "head")
        self._sheets.text(sheet, 1, 1, tr("Legal basis"), "head")
        for n, shown in enumerate(self._compared):
            title = scenario_title(shown, self._lang)
            self._sheets.text(sheet, 1, FIRST + n, title, "head_right")
        sheet.freeze_panes(2, 2)
        sheet.repeat_rows(0, 1)
        row = self._shared_inputs(sheet, 3)
        for strand in self._compared[0].case.strands:
            row = self._strand(sheet, row, strand.id)
        self._grand_totals(sheet, row)

    def _line(
        self, sheet: Any, row: int, name: str, cells: Sequence[SheetCell], *, law: str = "",
        style: str = "text",
    ) -> None:  # fmt: skip
        self._sheets.line(sheet, row, name, cells, law=law, style=style)

    def _shared_inputs(self, sheet: Any, row: int) -> int:
        """The inputs on which several infringements rest, each entered once."""
        cases = [a.case for a in self._compared]
        for method in dict.fromkeys(c.method for c in cases):
            terms = [{t.address: t for t in METHODS[method].shared(c)} for c in cases]
            for address_ in dict.fromkeys(a for by_address in terms for a in by_address):
                cells: list[SheetCell] = [
                    self._entry(by_address[address_], address_) if address_ in by_address else None
                    for by_address in terms
                ]
                self._line(sheet, row, self._shared_name(cases[0], address_), cells)
                self._shared[address_] = row
                row += 1
        return row + 1 if self._shared else row

    def _shared_name(self, case: Case, address_: str) -> str:
        identifier, path = split(address_)
        field = field_name(self._lang, case, identifier, path)
        if identifier == "case":
            return field
        return named(self._lang, field, owner_name(self._lang, case, address_))

    def _field_name(self, sheet: Worksheet, field: str) -> str:
        return field_name(self._lang, self._compared[0].case, sheet.infringement.id, field)

    def _entry(self, term: Term, *targets: str) -> Entry:
        style = _STYLES[term.unit]
        return Entry(value=_number(term.estimate), style=style, targets=targets)

    def _strand(self, sheet: Any, row: int, identifier: str) -> int:
        seen = [next(s for s in a.strands if s.strand.id == identifier) for a in self._compared]
        self._sheets.text(sheet, row, 0, seen[0].strand.title, "strong")
        days: list[SheetCell] = [
            Entry(
                value=s.strand.decision_on,
                style="day",
                follows=False,
                targets=(f"{identifier}.decision_on",),
            )
            for s in seen
        ]
        self._line(sheet, row + 1, self._lang.tr("Decision"), days)
        row = self._outcomes(sheet, row + 2, seen)
        row = self._maxima_rows(sheet, row, seen)
        for infringement in self._compared[0].case.infringements_of(identifier):
            row = self._worksheet(sheet, row, infringement.id)
        for kind in _FINES:
            for person in _persons(self._compared, identifier, kind):
                row = self._decision(sheet, row, identifier, kind, person)
        return row + 1

    def _outcomes(self, sheet: Any, row: int, seen: list[StrandMaxima]) -> int:
        """The chances of the outcomes; where they are hidden only whether a decision counts."""
        identifier, authority = seen[0].strand.id, seen[0].proceeding.authority
        strands = [s.strand for s in seen]
        if self._has_chances:
            for code in ("closed", "commitments"):
                cells = [_outcome(s, code) for s in strands]
                name = word(self._lang, "outcome", code, authority)
                self._line(sheet, row, self._lang.tr("Chance: {outcome}", outcome=name), cells)
                row += 1
            name = word(self._lang, "outcome", "decision", authority)
            name = self._lang.tr("Chance: {outcome}", outcome=name)
            decided = [_outcome(s, "decision") for s in strands]
        else:
            name = self._lang.tr("A decision counts (1) or not (0)")
            decided = [
                Entry(value=float(s.outcomes.decision > 0), style="whole",
                      targets=(f"{identifier}.outcomes",), name=f"{identifier}.is_decided")
                for s in strands
            ]  # fmt: skip
        self._line(sheet, row, name, decided)
        self._decided[identifier] = row
        return row + 1

    def _maxima_rows(self, sheet: Any, row: int, seen: list[StrandMaxima]) -> int:
        found = [(kind, "", [s.of(kind) for s in seen]) for kind in KINDS]
        found += [
            ("procedural", person, [dict(s.persons).get(person) for s in seen])
            for person in dict.fromkeys(p for s in seen for p, _ in s.persons)
        ]
        found += [
            ("periodic", dated.item.title, [s.periodic[n].own for s in seen])
            for n, dated in enumerate(seen[0].periodic)
        ]
        for kind, whose, maxima in found:
            first = next((m for m in maxima if m is not None), None)
            if first is None:
                continue
            name = single_maximum(self._lang, first)
            name = named(self._lang, name, whose or self._kind(kind))
            cells: list[SheetCell] = [self.maxima.maximum(m) if m else None for m in maxima]
            self._line(sheet, row, name, cells, law=self._lang.cited(first.law))
            row += 1
        return row

    def _kind(self, kind: str) -> str:
        tr = self._lang.tr
        if kind == "periodic":
            return tr("Periodic penalties")
        return tr("Procedural fines") if kind == "procedural" else tr("fines for infringements")

    # Worksheets

    def _worksheet(self, sheet: Any, row: int, identifier: str) -> int:
        """The steps of one infringement, what it comes to, and why it may add nothing."""
        sheets = [a.worksheet(identifier) for a in self._compared]
        self._sheets.text(sheet, row, 0, sheets[0].infringement.title, "strong")
        row += 1
        places: dict[str, int] = {}
        for key, name, law, cells in self._steps(sheets):
            places[key] = row
            self._line(sheet, row, name, cells, law=law)
            row += 1
        tr, columns = self._lang.tr, range(len(self._compared))
        self._line(sheet, row, tr("Can be fined (1) or not (0)"), [
            _can_be_fined(a.case, w) for a, w in zip(self._compared, sheets, strict=True)
        ])  # fmt: skip
        places["counts"] = self._countable[identifier] = row
        self._amounts[identifier] = row + 1
        amounts = [self._amount(places, n, sheets[n]) for n in columns]
        self._line(sheet, row + 1, step_name("amount", self._lang), amounts)
        reasons = [self._reason(places["start"], n, sheets[n]) for n in columns]
        self._line(sheet, row + 2, tr("Adds nothing because"), reasons)
        return self._chances(sheet, row + 3, sheets) + 1

    def _steps(self, sheets: list[Worksheet]) -> list[tuple[str, str, str, list[SheetCell]]]:
        """The steps that the methods of the columns need: key, name, legal basis and cells."""
        tr, methods = self._lang.tr, [METHODS[w.method] for w in sheets]
        starts = [
            m.start(a.case, w.infringement)
            for m, a, w in zip(methods, self._compared, sheets, strict=True)
        ]
        made = [
            self._inputs(n, *columns)
            for n, columns in enumerate(zip(self._compared, sheets, starts, strict=True))
        ]
        by_years = any(s.times == "years" for s in starts)
        names = {
            "base": tr("Taken of"),
            "fee": self._field_name(sheets[0], "entry_fee"),
            "factor": tr("Years counted, first and last day included")
            if by_years
            else tr("Factor for gravity"),
        }
        left_out = set()
        if all(s.times is None for s in starts):
            left_out.add("factor")
        if not any(m.years_in_start for m in methods):
            left_out |= {"fee"}
        if not any(m.has_deterrence for m in methods):
            left_out |= {"deterrence"}
        steps = []
        for key in _ROW_NAMES:
            if key in left_out:
                continue
            law = next((w.maximum.law for w in sheets if w.maximum), "") if key == "base" else ""
            name = names.get(key) or step_name(key, self._lang)  # type: ignore[arg-type]
            law = self._lang.cited(law or self._source(sheets, key))
            steps.append((key, name, law, [cells[key] for cells in made]))
        return steps

    def _source(self, sheets: list[Worksheet], key: str) -> str:
        sources = (s.source for w in sheets for s in w.steps if s.name == key and s.source)
        return source_text(next(sources, ""), self._lang)

    def _inputs(
        self, n: int, shown: Assessment, made: Worksheet, start: Start
    ) -> dict[str, SheetCell]:
        """The inputs of the chain at their central values (see `amounts.amount_chain`)."""
        i, method = made.infringement, METHODS[made.method]
        recurrence = _number(i.recurrence) or 0.0
        aggravating = sum(float(f.share.central) for f in i.aggravating)
        mitigating = sum(float(f.share.central) for f in i.mitigating)

        def entry(value: float, style: Style, *fields: str, kind: Kind | None = None) -> Entry:
            targets = tuple(f"{i.id}.{field}" for field in fields)
            return Entry(value=value, style=style, targets=targets, kind=kind)

        # What a method does not know is fixed, and no input of the case.
        once, none = Entry(value=1.0, style="number"), Entry(value=0.0, style="share")
        cells: dict[str, SheetCell] = {
            "start": self._start(n, i, start),
            "factor": self._multiplier(n, shown.case, i, start),
            "fee": none,
            "base": self._base(n, made, start),
            "duration": once,
            "recurrence": none,
            "aggravating": entry(aggravating, "share", "aggravating", kind=_together(i)),
            "mitigating": entry(mitigating, "share", "mitigating", kind=_together(i)),
            "deterrence": once,
            "other_penalties": entry(_number(i.other_penalties, 0.0), "money", "other_penalties"),
        }
        if method.years_in_start:
            cells["fee"] = entry(_number(i.entry_fee, 0.0), "share", "entry_fee")
        else:
            cells["duration"] = entry(_number(i.duration, 1.0), "number", "duration")
        if method.recurrence_aggravates:
            both = aggravating + recurrence
            cells["aggravating"] = entry(
                both, "share", "aggravating", "recurrence", kind=_together(i)
            )
        else:
            cells["recurrence"] = entry(recurrence, "share", "recurrence")
        if method.has_deterrence:
            cells["deterrence"] = entry(_number(i.deterrence, 1.0), "number", "deterrence")
        return cells

    def _start(self, n: int, i: Infringement, start: Start) -> SheetCell:
        """The starting share, or the amount where it is one (see `methods.Start`)."""
        term = start.share
        if term.address in self._shared and not start.is_complete:
            return Entry(value=None, style=_STYLES[term.unit])
        return self._of_term(n, i, term)

    def _of_term(self, n: int, i: Infringement, term: Term) -> SheetCell:
        """A number of a starting amount: where it is entered once, or here."""
        if term.address in self._shared:
            return self._own(term, n)
        inputs = (term.address, *(f"{i.id}.{field}" for field in term.rests_on))
        return self._entry(term, *(address_ for address_ in inputs if address_))

    def _own(self, term: Term, n: int) -> Formula:
        """A shared input in the column of an assessment; nought where it is open."""
        text = f"N({address(self._shared[term.address], FIRST + n)})"
        return Formula(text=text, value=_number(term.estimate) or 0.0, style=_STYLES[term.unit])

    def _multiplier(self, n: int, case: Case, i: Infringement, start: Start) -> SheetCell:
        """What the starting share is multiplied by: years counted, or a factor for gravity."""
        if start.times == "years":
            day = next(s for s in case.strands if s.id == i.strand).decision_on
            targets = (f"{i.strand}.decision_on", f"{i.id}.period_start", f"{i.id}.period_end")
            years = counted_years(case, i, decision_on=day)
            return Entry(
                value=years, style="number", targets=targets, name=f"{i.id}.years", kind=YEARS
            )
        if start.times is not None and start.times.estimate is not None:
            return self._of_term(n, i, start.times)
        return Formula(text="1", value=1.0, style="whole")

    def _base(self, n: int, made: Worksheet, start: Start) -> SheetCell:
        """What the starting share is taken of."""
        if isinstance(start.base, Term):
            return self._own(start.base, n)
        if start.base == "euro":
            return Formula(text="1", value=1.0, style="whole")
        if made.maximum is None:
            return Formula(text="0", value=0.0)
        if start.base == "maximum":
            return self.maxima.maximum(made.maximum)
        return self.maxima.turnover(made.maximum.turnover)

    def _amount(self, places: dict[str, int], n: int, made: Worksheet) -> Formula:
        at = {key: address(row, FIRST + n) for key, row in places.items()}
        # The start may be open: N() takes it as nought.
        start = f"N({at['start']})"
        start += f"*{at['factor']}" if "factor" in at else ""
        start = f"({start}+{at['fee']})" if "fee" in at else start
        deterrence = f"*{at['deterrence']}" if "deterrence" in at else ""
        circumstances = f"MAX(0,1+{at['aggravating']}-{at['mitigating']})"
        chain = (
            f"{start}*{at['base']}*{at['duration']}*(1+{at['recurrence']})*{circumstances}"
            f"{deterrence}-{at['other_penalties']}"
        )
        counts = _can_be_fined(self._compared[n].case, made).value
        value = (made.amount_eur or 0.0) if counts else 0.0
        return Formula(text=f"{at['counts']}*MAX(0,{chain})", value=value, style="total")

    def _reason(self, start: int, n: int, made: Worksheet) -> SheetCell:
        """Why an infringement adds nothing; empty where it does."""
        shown, lang = self._compared[n], self._lang
        reason = next(
            s.not_counted
            for d in shown.decisions
            for s in d.shares
            if s.infringement == made.infringement.id
        )
        if is_excluded(shown.case, made.infringement):
            return not_counted(reason, lang)
        value = not_counted(reason, lang)
        text = f'IF({address(start, FIRST + n)}="",{quoted(not_counted("no_amount", lang))},"")'
        if made.infringement.fault == "none":
            text = quoted(not_counted("no_fault", lang))
        elif made.maximum is None:
            text = quoted(not_counted("no_maximum", lang))
        if not made.infringement.is_procedural:
            decided = address(self._decided[made.infringement.strand], FIRST + n)
            text = f"IF({decided}>0,{text},{quoted(not_counted('no_decision', lang))})"
        return Formula(text=text, value=value, style="reason")

    def _chances(self, sheet: Any, row: int, sheets: list[Worksheet]) -> int:
        """The chances of a finding and of a fine, as inputs; none where they are hidden."""
        if not self._has_chances:
            return row
        for field in ("chance", "fined"):
            cells: list[SheetCell] = []
            for made in sheets:
                i = made.infringement
                value = _number(i.chance) if field == "chance" else _number(i.fined, 1.0)
                cells.append(Entry(value=value, style="share", targets=(f"{i.id}.{field}",)))
            self._line(
                sheet,
                row,
                self._field_name(sheets[0], field),
                cells,
            )
            row += 1
        return row

    # Decisions

    def _decision(self, sheet: Any, row: int, strand: str, kind: FineKind, person: str) -> int:
        """One decision: the sum, what can be fined, the maximum, and the fine."""
        tr = self._lang.tr
        found = [_decision_of(a, strand, kind, person) for a in self._compared]
        authority = authority_of(self._compared[0].case, strand)
        heading = fine_title(self._lang, authority, procedural=kind == "procedural")
        self._sheets.text(
            sheet, row, 0, named(self._lang, heading, person) if person else heading, "strong"
        )
        maximum = next((d.maximum for d in found if d and d.maximum), None)
        first = next(d for d in found if d)
        other = "per_infringement" if first.cap == "per_decision" else "per_decision"
        names = (
            tr("Sum of the amounts"), tr("Infringements that can be fined"),
            single_maximum(self._lang, maximum) if maximum else tr("Maximum"),
            tr("Most that can be imposed ({reading})", reading=self._reading(first.cap)),
            tr("Most that can be imposed ({reading})", reading=self._reading(other)),
            tr("Fine"),
        )  # fmt: skip
        columns = [self._decision_column(row + 1, n, d) for n, d in enumerate(found)]
        for k, name in enumerate(names):
            law = self._lang.cited(maximum.law) if k == 2 and maximum else ""
            self._line(sheet, row + 1 + k, name, [c[k] if c else None for c in columns], law=law)
        if columns[0]:
            told = next(s.strand.title for s in self._compared[0].strands if s.strand.id == strand)
            self._decided_in(row + 1, named(self._lang, told, person or heading), columns[0])
        return row + len(names) + 2

    def _decided_in(self, row: int, name: str, cells: list[SheetCell]) -> None:
        """Keep where a decision of the first assessment stands; none without a maximum."""
        most, fine = cells[_MOST], cells[_FINE]
        if isinstance(most, Formula) and isinstance(fine, Formula):
            places = (self._sheets.ref("model", row + k, FIRST) for k in (_MOST, _FINE))
            linked = [
                replace(c, text=p, style="money") for c, p in zip((most, fine), places, strict=True)
            ]
            self.decisions.append((name, *linked))

    @property
    def scenarios(self) -> tuple[Range, Range, Range]:
        """The names of the scenarios, their totals and their maxima, as they stand side by side."""

        def column(n: int, key: str) -> Range:
            values = tuple(number_in(made[key]) for made in self._made)
            return Range(sheet=self._sheets.names["scenarios"], first=2, column=n, values=values)

        return column(0, "total"), column(3, "total"), column(5, "maximum")

    def _reading(self, cap: str) -> str:
        return word_inside(self._lang, "cap_reading", cap)

    def _decision_column(self, row: int, n: int, d: Decision | None) -> list[SheetCell] | None:
        if d is None:
            return None
        parts, counts = (
            [address(places[s.infringement], FIRST + n) for s in d.shares]
            for places in (self._amounts, self._countable)
        )
        gate = ""
        if d.kind == "infringement":
            gate = f"({address(self._decided[d.strand], FIRST + n)}>0)*"
        amount, number, limit, most, other, fine = (address(row + k, FIRST + n) for k in range(6))
        cells: list[SheetCell] = [
            Formula(text=f"{gate}{added(parts)}", value=d.sum_eur),
            Formula(text=f"{gate}{added(counts)}", value=d.finable, style="whole"),
        ]
        self._fines[d.kind][n].append(fine)
        if d.maximum is None:
            missing = self._lang.tr("cannot be computed")
            return [*cells, *[missing] * 4]
        alone = d.cap == "per_decision"
        self._most[d.kind][n].append(
            _Part(
                units=f"({number}>0)" if alone else number, most=most,
                per_infringement=other if alone else most, other=other,
            )
        )  # fmt: skip
        once, each = f"({number}>0)*{limit}", f"{number}*{limit}"
        counted = 1 if d.counted else 0
        maximum = float(d.maximum.amount) * counted
        fined = (
            f"MIN({amount},{limit})"
            if alone
            else f"{gate}({'+'.join(f'MIN({part},{limit})' for part in parts)})"
        )
        return [
            *cells,
            self.maxima.maximum(d.maximum),
            Formula(text=once if alone else each, value=maximum * (1 if alone else d.finable)),
            Formula(text=each if alone else once, value=maximum * (d.finable if alone else 1)),
            Formula(text=fined, value=d.fine_eur or 0.0, style="total"),
        ]

    # Totals

    def _grand_totals(self, sheet: Any, row: int) -> None:
        tr, columns = self._lang.tr, range(len(self._compared))
        names = (
            fines_heading(self._lang, national=self._national), tr("Procedural fines"),
            tr("Total"), tr("Not included"), tr("Maximum beside the total"), tr("What it is"),
            tr("Maxima added up"), tr("Under the other reading of the maximum (recital 117)"),
        )  # fmt: skip
        keys = ("infringement", "procedural", "total", "left_out", "maximum", "name", "count",
                "other")  # fmt: skip
        self._totals = {key: row + k for k, key in enumerate(keys)}
        made = [self._total_column(n) for n in columns]
        for key, name in zip(keys, names, strict=True):
            cells = [column[key] for column in made]
            self._line(sheet, self._totals[key], name, cells, style="strong")
        for n in columns:
            if isinstance(made[n]["total"], Formula):
                name = f"Total_{n}" if n else "Total_base"
                self._sheets.define(name, "model", self._totals["total"], FIRST + n)
        self._made = made
        self.key_figures = tuple(self._there(0, key) for key in ("total", "maximum", "name"))

    def _there(self, n: int, key: str) -> SheetCell:
        """A cell of the totals as other sheets show it."""
        cell = self._made[n][key]
        if not isinstance(cell, Formula):
            return cell
        place = self._sheets.ref("model", self._totals[key], FIRST + n)
        return Formula(text=place, value=cell.value, style=cell.style)

    def _total_column(self, n: int) -> dict[str, SheetCell]:
        shown, lang = self._compared[n], self._lang
        cells: dict[str, SheetCell] = {
            kind: self._sum(shown, kind, self._fines[kind][n]) for kind in _FINES
        }
        cells["total"] = self._total(n, cells)
        cells["left_out"] = left_out_words(shown, lang, of_sum=True)
        return cells | self._maximum(n)

    def _sum(self, shown: Assessment, kind: FineKind, fines: list[str]) -> SheetCell:
        value = shown.fines_eur(kind)
        if value is None:
            return self._lang.tr("cannot be computed")
        if not shown.coverage.is_priced:
            return Formula(text=f'IF({added(fines)}=0,"–",{added(fines)})', value="–")
        return Formula(text=added(fines), value=value, style="total")

    def _total(self, n: int, cells: dict[str, SheetCell]) -> SheetCell:
        shown = self._compared[n]
        total = added([address(self._totals[kind], FIRST + n) for kind in _FINES])
        if not shown.coverage.is_priced:
            # Not a number until somebody enters an amount.
            words = nothing_assessed(shown.coverage, self._lang)
            if any(isinstance(cells[kind], str) for kind in _FINES):
                return words
            text = f"IF({total}=0,{quoted(words)},{total})"
            return Formula(text=text, value=words, style="total")
        if shown.total_eur is None:
            return self._lang.tr("cannot be computed")
        return Formula(text=total, value=shown.total_eur, style="total")

    def _maximum(self, n: int) -> dict[str, SheetCell]:
        """The sum of the maxima that count, its name, and how many it adds up."""
        shown, lang = self._compared[n], self._lang
        found = shown.maximum
        if found is None:
            words: SheetCell = maximum_amount(shown, lang)
            return {"maximum": words, "name": None, "count": None, "other": None}
        parts = self._most[found.kind][n] if shown.case.infringements else self._expected(n)
        count, number = "+".join(part.units for part in parts), sum(found.units)
        # Where both readings are applied, the other is that per infringement throughout.
        other = [p.per_infringement if found.cap is None else p.other for p in parts]
        name, counted = maximum_name(found, lang), counted_words(found, lang)
        whole = f"{name}, {counted}" if counted else name
        # The number in words is that of the day of writing.
        still = f"{address(self._totals['count'], FIRST + n)}={number}"
        return {
            "maximum": Formula(
                text=added([part.most for part in parts]), value=float(found.amount),
                style="total",
            ),
            "name": Formula(
                text=f"IF({still},{quoted(whole)},{quoted(name)})", value=whole, style="reason"
            ),
            "count": Formula(text=count, value=number, style="whole"),
            "other": Formula(
                text=added(other), value=float(found.other_cap)
            ),
        }  # fmt: skip

    def _expected(self, n: int) -> list[_Part]:
        """The maxima of open strands, before anything is alleged in them."""
        found = []
        for strand in self._compared[n].strands:
            maximum = strand.of("infringement")
            if maximum is not None:
                decided = address(self._decided[strand.strand.id], FIRST + n)
                most = f"({decided}>0)*{self.maxima.maximum(maximum).text}"
                found.append(
                    _Part(units=f"({decided}>0)", most=most, per_infringement=most, other=most)
                )
        return found

    # Side by side

    def _scenarios(self, sheet: Any) -> None:
        tr = self._lang.tr
        heads = (
            tr("Scenario"), fines_heading(self._lang, national=self._national),
            tr("Procedural fines"), tr("Total"), tr("Difference from the base case"),
            tr("Maximum beside the total"), tr("What it is"), tr("Maxima added up"),
            tr("Under the other reading of the maximum (recital 117)"), tr("Not included"),
        )  # fmt: skip
        sheet.repeat_rows(0, 1)
        said = tr("If all that is alleged is fined, with every input at its likely value.")
        self._sheets.note(sheet, said, _SCENARIO_WIDTHS)
        sheet.set_row(1, row_height(heads, [width - 4 for width in _SCENARIO_WIDTHS]))
        for n, head in enumerate(heads):
            words = n in (0, _NAME_COLUMN, len(heads) - 1)
            self._sheets.text(sheet, 1, n, head, "head" if words else "head_right")
        keys = ("infringement", "procedural", "total", "", "maximum", "name", "count", "other",
                "left_out")  # fmt: skip
        for n, shown in enumerate(self._compared):
            self._sheets.text(sheet, n + 2, 0, scenario_title(shown, self._lang))
            cells = [self._there(n, key) if key else self._difference(n) for key in keys]
            for k, cell in enumerate(cells, start=1):
                self.put(sheet, n + 2, k, cell)
            sheet.set_row(n + 2, row_height(map(words_in, cells), _SCENARIO_WIDTHS[1:]))

    def put(self, sheet: Any, row: int, column: int, cell: SheetCell) -> None:
        """A result on another sheet: a reference to where it is computed, or words."""
        if isinstance(cell, Formula):
            self._sheets.formula(sheet, row, column, cell)
        elif isinstance(cell, str):
            self._sheets.text(sheet, row, column, cell)

    def _difference(self, n: int) -> SheetCell:
        totals = self._there(n, "total"), self._there(0, "total")
        now, base = self._compared[n].total_eur, self._compared[0].total_eur
        if not n or now is None or base is None:
            return None
        assert isinstance(totals[0], Formula)
        assert isinstance(totals[1], Formula)
        return Formula(text=f"{totals[0].text}-{totals[1].text}", value=now - base)


def _number(estimate: Estimate | None, default: float | None = None) -> Any:
    """The central value of an estimate; the default where it is open."""
    return default if estimate is None else float(estimate.central)


def _together(i: Infringement) -> Kind:
    """The bounds of all circumstances of an infringement together."""
    each, recurrence = CIRCUMSTANCE.highest or 0, RECURRENCE.highest or 0
    number = max(1, len(i.aggravating), len(i.mitigating))
    return replace(CIRCUMSTANCE, highest=each * number + recurrence)


def _outcome(strand: Strand, code: str) -> Entry:
    chance, target = float(getattr(strand.outcomes, code)), f"{strand.id}.outcomes"
    return Entry(value=chance, style="share", targets=(target,), name=f"{target}.{code}")


def _can_be_fined(case: Case, made: Worksheet) -> Entry:
    """1 where an infringement can be fined if the strand ends in a decision."""
    i = made.infringement
    fined = i.fault != "none" and not is_excluded(case, i)
    return Entry(
        value=float(fined), style="whole", targets=(f"{i.id}.fault",), name=f"{i.id}.can_be_fined"
    )


def _decision_of(shown: Assessment, strand: str, kind: str, person: str) -> Decision | None:
    wanted = (strand, kind, person)
    return next((d for d in shown.decisions if (d.strand, d.kind, d.person) == wanted), None)


def _persons(compared: Sequence[Assessment], strand: str, kind: str) -> list[str]:
    """The addressees of the decisions of a kind in a strand (empty: the provider)."""
    decisions = (d for a in compared for d in a.decisions)
    found = (d.person for d in decisions if (d.strand, d.kind) == (strand, kind))
    return list(dict.fromkeys(found))


def _has_chances(compared: Sequence[Assessment]) -> bool:
    """False where the case has no chance to show, or they are hidden."""
    case = compared[0].case
    outcomes = (c for s in case.strands for c in (s.outcomes.closed, s.outcomes.decision))
    return any(0 < c < 1 for c in outcomes) or any(i.chance for i in case.infringements)
