"""The workbooks within native charts: what a person named stays a text in them.

python-pptx writes them with XlsxWriter, which takes a text that begins with an equals sign for a
formula and one that looks like an address for a link. A title such as `=HYPERLINK("…")` would be
alive in the deck that leaves the house.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

_TEXTS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _TextsOnly:
    """Opens the sheet of a chart so that texts stay texts."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, _TEXTS)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _CategoryWriter(_TextsOnly, CategoryWorkbookWriter):
    pass


class _PointsWriter(_TextsOnly, XyWorkbookWriter):
    pass


class CategoryData(CategoryChartData):
    """The values of a chart of categories."""

    @property
    def _workbook_writer(self) -> Any:
        return _CategoryWriter(self)  # type: ignore[no-untyped-call]


class PointsData(XyChartData):
    """The values of a chart of points."""

    @property
    def _workbook_writer(self) -> Any:
        return _PointsWriter(self)  # type: ignore[no-untyped-call]
