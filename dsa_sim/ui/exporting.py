"""Exports from the window: the briefing and single charts, written without stopping it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMessageBox, QPushButton

from dsa_sim import diagnostics
from dsa_sim.language import Language
from dsa_sim.storage import describe
from dsa_sim.storage.briefed import before_of
from dsa_sim.storage.files import notices_of_writing, refusal_of_writing
from dsa_sim.ui.context import Context, FrameMaker
from dsa_sim.ui.places import PAGE
from dsa_sim.ui.save_name import ask_save_name, suggested_name
from dsa_sim.ui.widgets.canvas import ChartView

if TYPE_CHECKING:
    from dsa_sim.model.case import Case
    from dsa_sim.model.portfolio import PortfolioExposure
    from dsa_sim.report.writers.formats import Wanted

Write = Callable[[Path], str | None]
"""Writes a file; says what it lacks, where it lacks anything."""


def table_endings() -> tuple[str, ...]:
    """The kinds of files that a table can be saved as here."""
    from dsa_sim.report.writers.table_file import can_write_parquet

    return ("csv", "xlsx", "parquet") if can_write_parquet() else ("csv", "xlsx")


def _frame_of(view: ChartView, case: "Case") -> Any:
    """The values of a chart as a frame, which says what its totals leave out."""
    from dsa_sim.frames.tables import frame_of_rows, typed_rows
    from dsa_sim.report.charts.figures import foot_of

    heads, *rows = view.rows
    made = frame_of_rows(heads, typed_rows(view.lang, rows), case, view.title)
    made.attrs["foot"] = foot_of(view.data)
    return made


class _Signals(QObject):
    done = Signal(str, str)
    cancelled = Signal(str)
    failed = Signal(str, str)


class _Job(QRunnable):
    """One file to write: from which case, and how it is stopped, where that can be.

    `opened` counts the cases that had been opened when it began (see `Document`).
    """

    def __init__(
        self, path: Path, write: Write, lang: Language, *, opened: int,
        made_from: "Case | None", stopped: Event | None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.signals = _Signals()
        self.opened, self.made_from, self.stopped = opened, made_from, stopped
        self._path, self._write, self._lang = path, write, lang

    def run(self) -> None:
        from dsa_sim.model.simulation import CancelledError

        try:
            lacks = self._write(self._path)
        except CancelledError:
            self.signals.cancelled.emit(str(self._path))
        except Exception as error:  # noqa: BLE001 - whatever stops an export must be told
            self.signals.failed.emit(str(self._path), self._worded(error))
        else:
            self.signals.done.emit(str(self._path), lacks or "")

    def _worded(self, error: Exception) -> str:
        if isinstance(error, OSError) and error.filename == str(self._path):
            return describe(refusal_of_writing(error), self._lang)
        diagnostics.note(error)
        return str(error)


class Exporter(QObject):
    """Asks where to, writes in the background, and says how it went."""

    finished = Signal(str)
    """A file was written: its path."""
    busy_changed = Signal()
    """Writing began or ended."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._lang: Language = context.lang
        self._window = window
        self._jobs: list[_Job] = []
        self.stop_button = QPushButton(self._lang.tr("Cancel"))
        self.stop_button.setObjectName("flat")
        self.stop_button.clicked.connect(self.cancel)
        self.stop_button.hide()
        window.statusBar().addPermanentWidget(self.stop_button)
        self._written: Path | None = None
        self.open_button = self._after(self._lang.tr("Open"), self.open_written)
        self.folder_button = self._after(self._lang.tr("Show in folder"), self.show_written)
        self.busy_changed.connect(self._show_busy)

    def _after(self, text: str, call: Callable[[], None]) -> QPushButton:
        """A button for what is done with a file that was written."""
        button = QPushButton(text)
        button.setObjectName("flat")
        button.clicked.connect(call)
        button.hide()
        self._window.statusBar().addPermanentWidget(button)
        return button

    @Slot()
    def open_written(self) -> None:
        """Open the file written last with the program for its kind."""
        if self._written is not None:
            self._show(self._written)

    @Slot()
    def show_written(self) -> None:
        """Open the folder of the file written last."""
        if self._written is not None:
            self._show(self._written.parent)

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self._lang.tr("No program here opens {path}.", path=path)
            self._context.message_given.emit(words)

    def _offer(self, path: Path | None) -> None:
        """Offer what can be done with a file that was written, or nothing."""
        self._written = path
        for button in (self.open_button, self.folder_button):
            button.setVisible(path is not None)

    def ask_briefing(self) -> None:
        """Ask for format, template and what to hide, then for a name, and write the briefing."""
        from dsa_sim.ui.dialogs.export_dialog import ExportDialog

        dialog = ExportDialog(self._context, self._window)
        if dialog.exec():
            kind = dialog.chosen.kind
            words = self._lang.tr("Export the briefing")
            path = self._ask(words, self._suggested(kind, title=self._title(dialog.wanted)), kind)
            if path is not None:
                self.write_briefing(path, dialog.wanted)
        dialog.deleteLater()

    def write_briefing(self, path: Path, wanted: "Wanted | None" = None) -> None:
        """Write the briefing from the case as it is at this moment (None: all of it, as planned).

        It can be cancelled until it is written; nothing is left behind then.
        """
        from dsa_sim.report.writers.formats import Wanted

        case = self._context.case
        if wanted is None:
            wanted = Wanted(
                scenario=self._context.document.scenario,
                lang=self._lang,
                before=partial(before_of, case),
            )
        stopped = Event()

        def write(target: Path) -> str:
            from dsa_sim.report.writers.export import export_briefing

            return export_briefing(case, target, wanted, cancelled=stopped.is_set)

        self._start(path, write, made_from=case, stopped=stopped)

    def ask_portfolio(self, found: "PortfolioExposure") -> None:
        """Ask for a name, whose ending says the format, and write the briefing of a portfolio."""
        from dsa_sim.report.writers.formats import FORMATS

        words = self._lang.tr("Export the briefing of the portfolio")
        kinds = (row.kind for row in FORMATS)
        path = self._ask(words, self._suggested(FORMATS[0].kind), *kinds)
        if path is not None:
            self.write_portfolio(found, path)

    def write_portfolio(self, found: "PortfolioExposure", path: Path) -> None:
        """Write the briefing of a portfolio."""

        def write(target: Path) -> str:
            from dsa_sim.report.writers.export import export_portfolio

            return export_portfolio(found, target, self._lang, house=self._context.house)

        self._start(path, write)

    @property
    def is_busy(self) -> bool:
        """True while something is being written."""
        return bool(self._jobs)

    @Slot()
    def cancel(self) -> None:
        """Stop what is being written, where it can be stopped."""
        for job in self._jobs:
            if job.stopped is not None:
                job.stopped.set()

    @Slot(object, str)
    def ask_chart(self, view: ChartView, kind: str) -> None:
        """Ask for a name and write a single chart there, in the look for print, or its values.

        What is only copied, or put into the briefing, needs no name.
        """
        if kind.startswith("copied"):
            self.copy_chart(view, kind)
            return
        if kind == "briefing":
            self.add_to_briefing(view)
            return
        if kind == "table":
            self.ask_table(view.title, partial(_frame_of, view, self._context.case))
            return
        path = self._ask(self._lang.tr("Save the chart"), self._suggested(kind, view.title), kind)
        if path is not None:
            self.write_chart(view, path)

    def copy_chart(self, view: ChartView, kind: str) -> None:
        """Put a chart on the clipboard: its picture, which can stand alone, or its values."""
        from dsa_sim.ui.chart_copying import data_to_copy, picture_to_copy

        is_picture = kind == "copied picture"
        copied = picture_to_copy(view, self._context.case) if is_picture else data_to_copy(view)
        QGuiApplication.clipboard().setMimeData(copied)
        self._context.message_given.emit(self._lang.tr("Copied: {title}", title=view.title))

    def add_to_briefing(self, view: ChartView) -> None:
        """Put a chart into the briefing of the case, and say whether it was in it before."""
        from dsa_sim.report.briefing.planning import code_of, with_chart

        tr, context = self._lang.tr, self._context
        plan = with_chart(context.case.plan, code_of(view.data))
        if plan == context.case.plan:
            said = tr("In the briefing already: {title}", title=view.title)
        else:
            said = tr("Added to the briefing: {title}", title=view.title)

        def edit(case: "Case") -> "Case":
            return replace(case, plan=plan)

        context.apply(tr("Add a chart to the briefing"), edit, where=f"{PAGE}slides")
        context.message_given.emit(said)

    def write_chart(self, view: ChartView, path: Path) -> None:
        """Write a chart as it goes on paper: light, with its title."""

        def write(target: Path) -> None:
            from dsa_sim.report.charts.picture_files import save_chart

            save_chart(view.printed(), target)

        self._start(path, write)

    @Slot(str, object)
    def ask_table(self, title: str, make: FrameMaker) -> None:
        """Ask for a name and write a table there, in the format of its ending."""
        path = self._ask(
            self._lang.tr("Save the table"), self._suggested("csv", title), *table_endings()
        )
        if path is not None:
            self.write_table(make, path)

    def write_table(self, make: FrameMaker, path: Path) -> None:
        """Write a table as it was when this was asked for; a CSV with the person's separators."""

        def write(target: Path) -> None:
            from dsa_sim.report.writers.table_file import format_of, table_bytes
            from dsa_sim.whole_files import write_whole

            kind = format_of(target) or "csv"
            write_whole(target, table_bytes(make(), kind, self._lang))

        self._start(path, write)

    @Slot()
    def _show_busy(self) -> None:
        self.stop_button.setVisible(any(job.stopped is not None for job in self._jobs))

    def wait(self) -> None:
        """Wait until everything is written (when the window closes)."""
        QThreadPool.globalInstance().waitForDone()

    def _ask(self, title: str, suggested: Path, *endings: str) -> Path | None:
        tr = self._lang.tr
        kinds = {
            f".{kind}": tr("{kind} files (*.{ending})", kind=kind.upper(), ending=kind)
            for kind in endings
        }
        return ask_save_name(
            self._window, self._lang, title=title, suggested=suggested, kinds=kinds
        )

    def _title(self, wanted: "Wanted") -> str:
        """The title of the case as the export may tell it."""
        from dsa_sim.report.redaction.hiding import redacted

        return redacted(self._context.case, wanted.hidden, wanted.lang).title

    def _suggested(self, kind: str, name: str = "", *, title: str = "") -> Path:
        place = self._context.document.place.path
        folder = place.parent if place else Path.home()
        title = " ".join(part for part in (title or self._context.case.title, name) if part)
        return folder / suggested_name(title, f".{kind}", otherwise="briefing")

    def _start(
        self,
        path: Path,
        write: Write,
        *,
        made_from: "Case | None" = None,
        stopped: Event | None = None,
    ) -> None:
        opened = self._context.document.opened
        job = _Job(path, write, self._lang, opened=opened, made_from=made_from, stopped=stopped)
        job.setAutoDelete(False)
        job.signals.done.connect(self._done)
        job.signals.failed.connect(self._failed)
        job.signals.cancelled.connect(self._cancelled)
        self._jobs.append(job)
        self._offer(None)
        self.busy_changed.emit()
        self._context.message_given.emit(self._lang.tr("Writing {name} …", name=path.name))
        QThreadPool.globalInstance().start(job)

    def _ended(self) -> _Job:
        """Let the job go that tells its end."""
        job = next(j for j in self._jobs if j.signals is self.sender())
        self._jobs.remove(job)
        return job

    @Slot(str, str)
    def _done(self, path: str, lacks: str) -> None:
        job = self._ended()
        # Another case may be open by now; the snapshot belongs to the one it was made from.
        if job.made_from is not None and job.opened == self._context.document.opened:
            self._context.keep_briefed(job.made_from, Path(path).name)
        told = (
            self._lang.tr("Written: {path}", path=path),
            lacks,
            *(describe(notice, self._lang) for notice in notices_of_writing()),
        )
        self._context.message_given.emit(" – ".join(line for line in told if line))
        self._offer(Path(path).absolute())
        self.busy_changed.emit()
        self.finished.emit(path)

    @Slot(str)
    def _cancelled(self, path: str) -> None:
        self._ended()
        name = Path(path).name
        self._context.message_given.emit(self._lang.tr("Not written: {name}", name=name))
        self.busy_changed.emit()

    @Slot(str, str)
    def _failed(self, path: str, reason: str) -> None:
        self._ended()
        self.busy_changed.emit()
        self._context.message_given.emit("")
        QMessageBox.warning(
            self._window,
            self._lang.tr("The export was not written"),
            self._lang.tr(
                "{name} could not be written: {reason}", name=Path(path).name, reason=reason
            ),
        )
