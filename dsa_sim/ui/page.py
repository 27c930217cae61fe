"""What every page has in common."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dsa_sim.ui.context import Context


class Page(QWidget):
    """One page of the window: it draws itself from the document when asked to.

    The window calls `refresh` when the page is shown and whenever the case, the scenario or
    the look changed while it is visible; a hidden page does nothing.
    """

    title = ""
    shows_scenarios = False
    """True for result pages: the scenario chips stand above them."""
    shows_headline = True
    """False where the page itself says all that the headline does."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("page")
        self.context = context
        self.lang = context.lang
        self.root = QVBoxLayout(self)
        self.root.setContentsMargins(0, 0, 0, 0)
        self.root.setSpacing(14)

    def refresh(self) -> None:
        """Show the document as it is now."""

    def refresh_exposure(self) -> None:
        """Show a fuller exposure of the same case, where the page shows one."""

    def header_buttons(self) -> tuple[QPushButton, ...]:
        """The page's own buttons for the header, the main one last."""
        return ()

    def take_file(self, path: Path) -> None:
        """Take a table that was dropped on the window, where the page imports tables."""

    def go_to(self, target: str) -> None:
        """Bring the input, part or step with that target into view and focus it."""
