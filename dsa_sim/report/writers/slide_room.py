"""How much room texts and tables take on a slide, in inches, and what of them it holds.

Measured in our own letters, with what wider ones take more: the firm's may not be there to measure.
"""

from collections.abc import Iterator, Sequence

from dsa_sim.language.tables import Table
from dsa_sim.report.charts.lettering import drawable, elided, width

_POINTS = 72.0
_LINE = 1.2
_WIDER = 1.06
_GAP_PT = 6.0
"""Between two paragraphs."""
_INSET, _INSET_DOWN = 0.2, 0.1
"""What a text box keeps free at both sides, and above and below its text."""


def lines_needed(text: str, size: float, across: float) -> int:
    """On how many lines a text of that size breaks; a word too long for a line is broken."""
    room = max(0.2, across) * _POINTS / _WIDER
    return sum(_broken(line, size, room) for line in text.split("\n") or [""])


def _broken(text: str, size: float, room: float) -> int:
    count, used, space = 1, 0.0, width(" ", size)
    for word in drawable(text).split(" "):
        wide = width(word, size)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        used += (space if used else 0.0) + wide
        if used > room:
            count, used = count + int(used // room), used % room
    return count


def text_height(texts: Sequence[str], size: float, across: float) -> float:
    """How high a box with these paragraphs is."""
    lines = sum(lines_needed(text, size, across - _INSET) for text in texts)
    gaps = _GAP_PT * len(texts)
    return _INSET_DOWN + (lines * size * _LINE + gaps) / _POINTS if texts else 0.0


def fitting_size(
    texts: Sequence[str], sizes: Sequence[float], across: float, room: float
) -> float | None:
    """The first of the sizes in which all paragraphs fit into the room; None where none does."""
    return next((size for size in sizes if text_height(texts, size, across) <= room), None)


def portions_of(
    texts: Sequence[str], size: float, across: float, room: float
) -> Iterator[list[str]]:
    """Paragraphs in portions that fit into the room, each as full as it can be."""
    held: list[str] = []
    for text in texts:
        if held and text_height([*held, text], size, across) > room:
            yield held
            held = []
        held.append(text)
    if held:
        yield held


def cut_to(text: str, size: float, across: float, room: float) -> str:
    """The text, ended by an ellipsis where it is longer than the room."""
    lines = max(1, int((room - _INSET_DOWN) * _POINTS / (size * _LINE)))
    if lines_needed(text, size, across - _INSET) <= lines:
        return text
    return elided(text, size, 0.94 * lines * (across - _INSET) * _POINTS / _WIDER)


def row_height(row: Sequence[str], size: float, widths: Sequence[float]) -> float:
    """How high a row of a table is whose columns are that wide."""
    lines = max(
        lines_needed(text, size, wide - _INSET) for text, wide in zip(row, widths, strict=True)
    )
    return lines * size * _LINE / _POINTS + _INSET_DOWN + 0.02


def column_widths(table: Table, across: float) -> list[float]:
    """How wide the columns of a table are."""
    shares = sum(column.share for column in table.columns)
    return [across * column.share / shares for column in table.columns]


def table_portions(
    table: Table, size: float, across: float, room: float, *, most: int = 100
) -> Iterator[range]:
    """The rows of a table in portions that a place can hold, its heads repeated."""
    widths = column_widths(table, across)
    head = row_height(table.heads, size, widths)
    start, used = 0, head
    for n, row in enumerate(table.texts):
        height = row_height([shortened(text) for text in row], size, widths)
        if n > start and (used + height > room or n - start == most):
            yield range(start, n)
            start, used = n, head
        used += height
    yield range(start, len(table.rows))


def table_height(table: Table, rows: range, size: float, across: float) -> float:
    """How high a table with these rows is."""
    widths = column_widths(table, across)
    shown = [[shortened(t) for t in table.texts[n]] for n in rows]
    return sum(row_height(row, size, widths) for row in (table.heads, *shown))


def shortened(text: str, longest: int = 260) -> str:
    """A text of a cell, cut where it would fill a slide."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
