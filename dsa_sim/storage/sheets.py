"""A sheet of cells, cut to what is read."""

from collections.abc import Mapping

from dsa_sim.language.tables import Sheet, Value

MOST_ROWS = 1000
MOST_COLUMNS = 60


def make_table(
    name: str, rows: list[list[Value]], formats: Mapping[tuple[int, int], str] | None = None
) -> Sheet:
    """A table of rows of any length: cut to what is read, without empty ends."""
    cut = len(rows) > MOST_ROWS or any(len(r) > MOST_COLUMNS for r in rows)
    kept = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
    while kept and not any(cell != "" for cell in kept[-1]):
        kept.pop()
    used = (n for row in kept for n, cell in enumerate(row, start=1) if cell != "")
    width = max(used, default=0)
    filled = tuple(tuple((row + [""] * width)[:width]) for row in kept)
    return Sheet(name=name, rows=filled, cut=cut, formats=formats or {})
