"""Exports from the window: the briefing and single charts, written without stopping it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dsa_sim.language import Language
from dsa_sim.ui.canvas import ChartView
from dsa_sim.ui.context import Context

if TYPE_CHECKING:
    from dsa_sim.model.case import Case

Write = Callable[[Path], None]


class _Signals(QObject):
    done = Signal(str)
    failed = Signal(str, str)


class _Job(QRunnable):
    def __init__(self, path: Path, write: Write, made_from: "Case | None"):
        super().__init__()
        self.signals = _Signals()
        self.made_from = made_from
        self.opened = 0
        self._path, self._write = path, write

    def run(self) -> None:
        try:
            self._write(self._path)
        except Exception as error:  # noqa: BLE001 - whatever stops an export must be told
            self.signals.failed.emit(str(self._path), str(error))
        else:
            self.signals.done.emit(str(self._path))


class Exporter(QObject):
    """Asks where to, writes in the background, and says how it went."""

    finished = Signal(str)
    """A file was written: its path."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._lang: Language = context.lang
        self._window = window
        self._jobs: list[_Job] = []

    def ask_briefing(self) -> None:
        """Ask for a name and write the briefing of the scenario shown as PDF."""
        path = self._ask(self._lang.tr("Export the briefing"), self._suggested("pdf"), "pdf")
        if path is not None:
            self.write_briefing(path)

    def write_briefing(self, path: Path) -> None:
        """Write the briefing of the scenario shown, from the case as it is at this moment."""
        case, scenario, lang = self._context.case, self._context.document.scenario, self._lang

        def write(target: Path) -> None:
            from dsa_sim.report.briefing import make_briefing
            from dsa_sim.report.pdf import write_pdf

            write_pdf(make_briefing(case, scenario=scenario, lang=lang), target)

        self._start(path, write, made_from=case)

    @Slot(object, str)
    def ask_chart(self, view: ChartView, kind: str) -> None:
        """Ask for a name and write a single chart there, in the look for print."""
        path = self._ask(self._lang.tr("Save the chart"), self._suggested(kind, view.title), kind)
        if path is not None:
            self.write_chart(view, path)

    def write_chart(self, view: ChartView, path: Path) -> None:
        """Write a chart as it goes on paper: light, with its title."""

        def write(target: Path) -> None:
            from dsa_sim.report.saving import save_chart

            save_chart(view.printed(), target)

        self._start(path, write)

    def wait(self) -> None:
        """Wait until everything is written (when the window closes)."""
        QThreadPool.globalInstance().waitForDone()

    def _ask(self, title: str, suggested: Path, kind: str) -> Path | None:
        files = self._lang.tr("{kind} files (*.{ending})", kind=kind.upper(), ending=kind)
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), files)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")

    def _suggested(self, kind: str, name: str = "") -> Path:
        place = self._context.document.place.path
        folder = place.parent if place else Path.home()
        title = " ".join(part for part in (self._context.case.title, name) if part)
        kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
        return folder / f"{' '.join(kept.split())[:100] or 'briefing'}.{kind}"

    def _start(self, path: Path, write: Write, *, made_from: "Case | None" = None) -> None:
        job = _Job(path, write, made_from)
        job.opened = self._context.document.opened
        job.setAutoDelete(False)
        job.signals.done.connect(self._done)
        job.signals.failed.connect(self._failed)
        self._jobs.append(job)
        self._context.message_given.emit(self._lang.tr("Writing {name} …", name=path.name))
        QThreadPool.globalInstance().start(job)

    @Slot(str)
    def _done(self, path: str) -> None:
        done = [j for j in self._jobs if j.signals is self.sender()]
        self._jobs = [j for j in self._jobs if j not in done]
        for job in done:
            # Another case may be open by now; the snapshot belongs to the one it was made from.
            if job.made_from is not None and job.opened == self._context.document.opened:
                self._context.keep_briefed(job.made_from, Path(path).name)
        self._context.message_given.emit(self._lang.tr("Written: {path}", path=path))
        self.finished.emit(path)

    @Slot(str, str)
    def _failed(self, path: str, reason: str) -> None:
        self._jobs = [j for j in self._jobs if j.signals is not self.sender()]
        self._context.message_given.emit("")
        QMessageBox.warning(
            self._window,
            self._lang.tr("The export was not written"),
            self._lang.tr(
                "{name} could not be written: {reason}", name=Path(path).name, reason=reason
            ),
        )
