"""Which closed strands are folded away in lists: all of them, until the person unfolds one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from dsa_sim.model.case import Case


class Folds(QObject):
    """What the person unfolded, remembered as long as the window is open."""

    changed = Signal()
    """A strand was folded or unfolded."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._unfolded: set[str] = set()

    def hidden(self, case: "Case") -> dict[str, str]:
        """The parts that are folded away, each with its strand; the strand itself is one."""
        from dsa_sim.model.counting import closed_owners

        return {
            part: strand
            for part, strand in closed_owners(case).items()
            if strand not in self._unfolded
        }

    def toggle(self, strand: str) -> None:
        """Fold a strand, or unfold it."""
        self._unfolded ^= {strand}
        self.changed.emit()
