"""What every page is given: the document, the language, the look, and ways to ask for more."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from dsa_sim.language import Language
from dsa_sim.ui.document import Document, Edit
from dsa_sim.ui.exposures import Exposures
from dsa_sim.ui.folds import Folds
from dsa_sim.ui.runner import Runner
from dsa_sim.ui.theme import Theme

if TYPE_CHECKING:
    from dsa_sim.language.tables import Written
    from dsa_sim.model.assessment import Assessment
    from dsa_sim.model.case import Case
    from dsa_sim.model.simulation import Exposure
    from dsa_sim.report.briefing.blocks import House
    from dsa_sim.ui.settings import Settings


FrameMaker = Callable[[], Any]
"""Makes the frame (a pandas DataFrame) of a table, when it is wanted and beside the window."""


def today() -> date:
    """The person's own day, where they are; no result is computed with it."""
    return date.today()  # noqa: DTZ011 - see above


class Context(QObject):
    """The surroundings of a page, passed to its constructor."""

    look_changed = Signal()
    """The window is light instead of dark, or the other way round."""
    place_asked = Signal(str)
    """Somebody clicked what leads to a target: show the page that has it."""
    save_chart_asked = Signal(object, str)
    """Do with a chart (a `ChartView`) what a kind says (see `ChartCanvas.save_asked`)."""
    save_table_asked = Signal(str, object)
    """Save a table as a file: its title, and what makes its frame (a `FrameMaker`)."""
    settings_closed = Signal()
    """The settings were closed: what counts for the whole window may be taken up now."""
    preference_changed = Signal(str)
    """The person set something for the program: the key of the setting."""
    message_given = Signal(str)
    """A short sentence for the status line."""

    def __init__(
        self,
        document: Document,
        lang: Language,
        theme: Theme,
        parent: QObject | None = None,
        *,
        settings: "Settings | None" = None,
    ):
        super().__init__(parent)
        self.document = document
        self.lang = lang
        self.theme = theme
        self._settings = settings
        self.runner = Runner(document, self)
        self.exposures = Exposures(document, self.runner, self)
        self.folds = Folds(self)

    @property
    def person(self) -> str:
        """The name that the person set for signing judgements; empty for none."""
        return "" if self._settings is None else self._settings.chosen("person")

    @property
    def house(self) -> "House | None":
        """The look of the firm that the person set; None for none."""
        return None if self._settings is None else self._settings.house

    @property
    def case(self) -> "Case":
        """The base case as it is now."""
        return self.document.case

    def assessment(self) -> "Assessment":
        """The assessment of the scenario shown."""
        return self._assess(self.document.scenario)

    def base(self) -> "Assessment":
        """The assessment of the base case."""
        return self._assess(None)

    def all_assessments(self) -> "tuple[Assessment, ...]":
        """The base case and every scenario, in order."""
        return (self.base(), *(self._assess(s.id) for s in self.case.scenarios))

    def exposed_assessments(self) -> "tuple[Assessment, ...]":
        """The same, each of the case that its exposure is of.

        Beside the scenario in view both wait until typing pauses, so that they fit together.
        """
        from dsa_sim.model.assessment import assess

        names = (None, *(s.id for s in self.case.scenarios))
        return tuple(assess(self.exposures.case_of(name), name) for name in names)

    def _assess(self, scenario: str | None) -> "Assessment":
        from dsa_sim.model.assessment import assess

        return assess(self.case, scenario)

    def exposure(self, scenario: str | None) -> "Exposure | None":
        """The last valid exposure of a scenario (None: the base case); None where there is none.

        The first is a quick run; `exposures.changed` tells when a fuller one is there.
        """
        return self.exposures.of(scenario)

    def apply(self, label: str, edit: Edit, *, merge: str = "", where: str = "") -> None:
        """Apply an edit to the document (see `Document.apply`).

        Judgements that it changes are signed by the `person`, and their reviews lapse.
        """

        def signed(case: "Case") -> "Case":
            from dsa_sim.model.judgements import resigned

            return resigned(case, edit(case), author=self.person, on=today())

        self.document.apply(label, signed, merge=merge, where=where)

    def save_rows(self, title: str, rows: "Sequence[Sequence[Written]]") -> None:
        """Have rows saved as a table with that title; their headings come first."""
        self.save_table_asked.emit(title, partial(_frame_of, title, rows, self.case))

    def keep_briefed(self, made_from: "Case", what: str) -> None:
        """Remember in the case that a briefing left the program, made from that version of it.

        It happened: undo takes back the edit before it, never the snapshot.
        """
        from dsa_sim.storage.briefed import with_briefed

        def edit(case: "Case") -> "Case":
            return with_briefed(case, made_from, what=what, on=today())

        self.document.keep(edit)

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self.theme = theme
        self.look_changed.emit()


def _frame_of(title: str, rows: "Sequence[Sequence[Written]]", case: "Case") -> Any:
    from dsa_sim.frames.tables import frame_of_rows

    return frame_of_rows([str(head) for head in rows[0]], rows[1:], case, title)
