"""What the decision tree shows: commit or contest, with chances and expected amounts."""

from collections.abc import Iterator
from dataclasses import dataclass

from dsa_sim.language import Language, formats, mark
from dsa_sim.model.commitments import CommitOrContest, Node, NodeCode
from dsa_sim.report.charts.chart_data import Rows

NODE_NAMES: dict[NodeCode, str] = {
    "choice": mark("Your choice"),
    "contest": mark("Contest"),
    "closed": mark("Closed without a finding"),
    "decision": mark("Decision"),
    "offer": mark("Offer commitments"),
    "rejected": mark("Not accepted: contested"),
    "accepted": mark("Made binding"),
    "kept": mark("Kept"),
    "breached": mark("Breached"),
}
_HALF_CENT = 0.005


@dataclass(frozen=True, kw_only=True)
class TreeData:
    """Both ways of one strand; `title` is that of the strand."""

    title: str
    weighed: CommitOrContest
    foot: str = ""

    @property
    def cheaper(self) -> NodeCode | None:
        """The way that is expected to cost less; None where both cost the same."""
        advantage = self.weighed.advantage_eur
        if advantage is None or abs(advantage) < _HALF_CENT:
            return None
        return "offer" if advantage > 0 else "contest"

    def table(self, lang: Language) -> Rows:
        """The branches with a heading row, amounts to the cent, for copying and CSV."""
        tr = lang.tr
        head = (
            tr("Branch"),
            tr("Chance"),
            tr("Expected from there on"),
            tr("Of which paid on the way"),
        )
        return (head, *self._rows(lang, self.weighed.tree, ""))

    def _rows(self, lang: Language, node: Node, before: str) -> Iterator[tuple[str, ...]]:
        for branch in node.branches:
            name = lang.tr(NODE_NAMES[branch.code])
            path = f"{before}{name}"
            yield (
                path,
                "" if branch.chance is None else formats.share(lang, branch.chance),
                formats.exact_amount(lang, branch.expected_eur),
                formats.exact_amount(lang, branch.cost_eur),
            )
            yield from self._rows(lang, branch, f"{path} → ")

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        found = self.weighed
        if found.missing:
            return f"{self.title}: {break_even_words(found, lang)}"
        return " ".join((
            lang.tr(
                "{title}: expected to be paid if contested {contest}, if commitments are offered "
                "{commit}.",
                title=self.title, contest=formats.amount(lang, found.contest_eur),
                commit=formats.amount(lang, found.commit_eur),
            ),
            break_even_words(found, lang),
        ))  # fmt: skip


def break_even_words(found: CommitOrContest, lang: Language) -> str:
    """Up to which cost commitments are worth offering, in a sentence."""
    tr, limit = lang.tr, found.break_even_cost_eur
    if found.missing:
        return tr(
            "Not weighed yet: enter what keeping the commitments costs, the chance that they are "
            "rejected, and the chance and amount of what would be contested."
        )
    if limit is None:
        return tr("Commitments that are certain to be rejected change nothing.")
    if limit <= 0:
        return tr("On these expected amounts commitments are not worth offering at any cost.")
    return tr(
        "On these expected amounts commitments are worth offering up to a cost of {amount}.",
        amount=formats.amount(lang, limit),
    )
