"""The outcome tree of one strand: how it may end, and what is to be paid then."""

from dataclasses import dataclass

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.joining import quoted
from dsa_sim.model.outcome_tree import OutcomeTree
from dsa_sim.model.strand_tree import Node
from dsa_sim.report.charts.chart_data import Rows
from dsa_sim.report.charts.decision_tree import TreeLayout, branches_of, chance_words
from dsa_sim.report.charts.kind import ChartKind


@dataclass(frozen=True, kw_only=True)
class OutcomeTreeData:
    """How one strand may end; `title` is that of the strand."""

    title: str
    found: OutcomeTree
    foot: str = ""

    @property
    def cheaper(self) -> None:
        """Nobody chooses here: no way is picked out."""

    @property
    def tree(self) -> Node:
        """The ends as a tree."""
        return self.found.tree

    def table(self, lang: Language) -> Rows:
        """The branches with a heading row, amounts to the cent, for copying and CSV."""
        tr = lang.tr
        rows = (
            (path, chance_words(node, lang), formats.exact_amount(lang, node.expected_eur))
            for path, node in branches_of(self.tree, lang)
        )
        return ((tr("Branch"), tr("Chance"), tr("Expected from there on")), *rows)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        said = (
            lang.tr(
                "{branch}: {chance}, expected {amount}.",
                branch=path, chance=chance_words(node, lang),
                amount=formats.amount(lang, node.expected_eur),
            )
            for path, node in branches_of(self.tree, lang)
        )  # fmt: skip
        return f"{self.title}. {' '.join(said)} {self.meaning(lang)}"

    def meaning(self, lang: Language) -> str:
        """What marks and amounts are, and what is expected in all."""
        return lang.tr(
            "Circle: chance. Diamond: end. Amounts are what is expected to be paid from there on: "
            "in all {amount}.",
            amount=formats.amount(lang, self.tree.expected_eur),
        )

    def aside(self, node: Node, lang: Language) -> str:
        """Where most of the payments lie."""
        if node.code != "fined" or self.found.only_amount_eur is not None:
            return ""
        _, low, _, high, _ = self.found.paid_eur
        return lang.tr(
            "8 in 10 from {low} to {high}",
            low=formats.amount(lang, low), high=formats.amount(lang, high),
        )  # fmt: skip


def outcome_tree_title(data: OutcomeTreeData, lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("How {strand} may end", strand=quoted(lang, data.title))


CHART = ChartKind(
    code="outcome-tree",
    name=mark("How a strand may end"),
    data=OutcomeTreeData,
    scene=TreeLayout.laid_out,
    title=outcome_tree_title,
    height=lambda _: 2.8,
)
