"""What the charts of the drivers show: one input at a time, and two at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dsa_sim.language import Language
from dsa_sim.language.coverage_words import case_left_out
from dsa_sim.language.input_words import held_value, owner_name, uncertain_name
from dsa_sim.language.input_words import uncertain_field as field_name
from dsa_sim.language.result_table import result_cell
from dsa_sim.language.result_words import result_name, result_value, short_result_name
from dsa_sim.language.tables import Cell, Column, Row, Table, exact_text, row_of
from dsa_sim.model.case import Case
from dsa_sim.model.sensitivity import Grid, ResultName, Swing, Tornado
from dsa_sim.model.uncertain import UncertainInput, input_at
from dsa_sim.report.charts.chart_data import Rows

MOST_ROWS = 12


@dataclass(frozen=True, kw_only=True)
class TornadoRow:
    """One input: the result with it held at its low and at its high number, told in words.

    `owner` is empty where the input belongs to the case as a whole.
    """

    path: str
    owner: str
    field: str
    name: str
    low_words: str
    high_words: str
    low: float
    high: float
    is_point_chance: bool


@dataclass(frozen=True, kw_only=True)
class TornadoData:
    """The inputs that move the result most, the widest first.

    `more` counts those that move it too but are not shown, `still` those that do not move it.
    """

    result: ResultName
    base: float
    rows: tuple[TornadoRow, ...]
    more: int
    still: int
    foot: str = ""

    def cells(self, lang: Language) -> Table:
        """The bars as a table of typed cells."""
        return driver_table(lang, self.result, self.base, self.rows)

    def table(self, lang: Language) -> Rows:
        """The plotted values with a heading row, for copying and CSV."""
        names = ("input", "held_low", "low", "held_high", "high", "base")
        return self.cells(lang).only(*names).exactly(lang)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        parts = [
            lang.tr(
                "{result}, as assumed {base}.",
                result=result_name(lang, self.result),
                base=result_value(lang, self.result, self.base),
            )
        ]
        parts += [_row_sentence(row, self.result, lang) for row in self.rows]
        return " ".join((*parts, *rest_words(lang, self.more, self.still)))


@dataclass(frozen=True, kw_only=True)
class GridData:
    """A result over two inputs: `values` has a row for each of the `down_values`.

    The parts of a name are its owner (empty: the case as a whole) and the input.
    """

    result: ResultName
    down_name: str
    across_name: str
    down_parts: tuple[str, str]
    across_parts: tuple[str, str]
    down_values: tuple[str, ...]
    across_values: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    foot: str = ""

    @property
    def lowest(self) -> float:
        """The lowest result."""
        return min(min(row) for row in self.values)

    @property
    def highest(self) -> float:
        """The highest result."""
        return max(max(row) for row in self.values)

    def table(self, lang: Language) -> Rows:
        """The results, one input down and the other across, with a heading row."""
        corner = f"{self.down_name} / {self.across_name}"
        return (
            (corner, *self.across_values),
            *(
                (name, *(exact_result(lang, self.result, value) for value in row))
                for name, row in zip(self.down_values, self.values, strict=True)
            ),
        )

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        return lang.tr(
            "{result}, by {down} ({first} to {last}) and {across} ({start} to {end}): "
            "from {lowest} to {highest}.",
            result=result_name(lang, self.result),
            down=self.down_name, first=self.down_values[0], last=self.down_values[-1],
            across=self.across_name, start=self.across_values[0], end=self.across_values[-1],
            lowest=result_value(lang, self.result, self.lowest),
            highest=result_value(lang, self.result, self.highest),
        )  # fmt: skip


def tornado_data(
    tornado: Tornado, case: Case, lang: Language, *, most: int = MOST_ROWS
) -> TornadoData:
    """What the tornado shows, at most so many rows. `case` is the case as its scenario sees it."""
    moving = [swing for swing in tornado.swings if swing.width > 0]
    return TornadoData(
        result=tornado.result,
        base=tornado.base,
        rows=tuple(_row(swing, case, lang) for swing in moving[:most]),
        more=max(0, len(moving) - most),
        still=len(tornado.swings) - len(moving),
        foot=case_left_out(case, lang),
    )


def driver_rows(tornado: Tornado, case: Case, lang: Language) -> tuple[TornadoRow, ...]:
    """All inputs of a tornado, those that do not move the result among them."""
    return tuple(_row(swing, case, lang) for swing in tornado.swings)


def driver_table(
    lang: Language, result: ResultName, base: float, rows: Sequence[TornadoRow]
) -> Table:
    """One input at a time, a row each with its path as key; `quiet` where it moves nothing.

    The columns are `input`, `held_low`, `low`, `held_high`, `high`, `base` and `width`.
    """
    tr, base_cell = lang.tr, result_cell(lang, result, base)
    return Table(
        columns=(
            Column(name="input", title=tr("Input"), wide=True),
            Column(name="held_low", title=tr("Held at (low)"), right=True),
            Column(name="low", title=tr("Result at low"), right=True),
            Column(name="held_high", title=tr("Held at (high)"), right=True),
            Column(name="high", title=tr("Result at high"), right=True),
            Column(name="base", title=tr("As assumed"), right=True),
            Column(name="width", title=tr("Moves it by"), right=True),
        ),
        rows=tuple(_driver(lang, result, row, base_cell) for row in rows),
        summary=tr("One input at a time"),
    )


def _driver(lang: Language, result: ResultName, row: TornadoRow, base: Cell) -> Row:
    width = result_cell(lang, result, abs(row.high - row.low))
    still = row.high == row.low
    return row_of(
        row.name,
        row.low_words,
        result_cell(lang, result, row.low),
        row.high_words,
        result_cell(lang, result, row.high),
        base,
        replace(width, text=lang.tr("does not move it")) if still else width,
        key=row.path,
        quiet=still,
    )


def grid_data(grid: Grid, case: Case, lang: Language) -> GridData:
    """What the heat map shows. `case` is the case as its scenario sees it.

    Raises:
        KeyError: the case has no such input.
    """
    down, across = input_at(case, grid.down), input_at(case, grid.across)
    return GridData(
        result=grid.result,
        down_name=uncertain_name(lang, case, down),
        across_name=uncertain_name(lang, case, across),
        down_parts=_parts(down, case, lang),
        across_parts=_parts(across, case, lang),
        down_values=tuple(held_value(lang, down, v, case) for v in grid.down_values),
        across_values=tuple(held_value(lang, across, v, case) for v in grid.across_values),
        values=tuple(tuple(float(v) for v in row) for row in grid.results),
        foot=case_left_out(case, lang),
    )


def exact_result(lang: Language, result: ResultName, value: float) -> str:
    """A result with its cents, or a chance with six digits, for tables and tooltips."""
    return exact_text(lang, result_cell(lang, result, value))


def result_title(lang: Language, result: ResultName) -> str:
    """The title of the tornado."""
    return lang.tr("{result}: what drives it", result=short_result_name(lang, result))


def rest_words(lang: Language, more: int, still: int) -> Iterator[str]:
    """How many inputs are not shown, as sentences."""
    if more:
        yield lang.ntr(
            "{n} more input moves it less.", "{n} more inputs move it less.", more
        )  # fmt: skip
    if still:
        yield lang.ntr("{n} input does not move it.", "{n} inputs do not move it.", still)


def _row(swing: Swing, case: Case, lang: Language) -> TornadoRow:
    item = swing.input
    owner, field = _parts(item, case, lang)
    return TornadoRow(
        path=item.path,
        owner=owner,
        field=field,
        name=uncertain_name(lang, case, item),
        low_words=held_value(lang, item, swing.at_low, case),
        high_words=held_value(lang, item, swing.at_high, case),
        low=swing.low,
        high=swing.high,
        is_point_chance=item.is_point_chance,
    )


def _parts(item: UncertainInput, case: Case, lang: Language) -> tuple[str, str]:
    owner = "" if item.owner == "case" else owner_name(lang, case, item.path)
    return owner, field_name(lang, case, item)


def _row_sentence(row: TornadoRow, result: ResultName, lang: Language) -> str:
    return lang.tr(
        "{input}: {low} at {low_value}, {high} at {high_value}.",
        input=row.name,
        low=result_value(lang, result, row.low), low_value=row.low_words,
        high=result_value(lang, result, row.high), high_value=row.high_words,
    )  # fmt: skip
