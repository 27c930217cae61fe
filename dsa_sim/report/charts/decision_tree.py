"""Layout of the decision tree: choice, chances and ends from left to right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from dsa_sim.language import Language, formats, mark
from dsa_sim.language.joining import named
from dsa_sim.model.commitments import CommitOrContest
from dsa_sim.model.strand_tree import Node, NodeCode
from dsa_sim.report.charts.chart_data import Rows
from dsa_sim.report.charts.kind import ChartKind
from dsa_sim.report.charts.layout import PAD, Layout
from dsa_sim.report.charts.lettering import elided, width, wrapped
from dsa_sim.report.charts.marks import Form, drawn_mark
from dsa_sim.report.charts.scene import Area, Item, Label, Rule, area
from dsa_sim.report.charts.titles import drawn_title, title_height

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
    "outcomes": mark("Outcome of the strand"),
    "commitments": mark("Commitments"),
    "not_fined": mark("Nothing to pay"),
    "fined": mark("Something to pay"),
}
_HALF_CENT = 0.005


class TreeShown(Protocol):
    """What the layout asks of its data: the tree, and the words that only they know."""

    @property
    def tree(self) -> Node:
        """The root."""

    @property
    def cheaper(self) -> NodeCode | None:
        """The way from the root to be picked out; None for none."""

    def meaning(self, lang: Language) -> str:
        """What marks and amounts are, for below the tree."""

    def aside(self, node: Node, lang: Language) -> str:
        """What stands beside the amount of a node; empty for nothing."""


def branches_of(node: Node, lang: Language, before: str = "") -> Iterator[tuple[str, Node]]:
    """Every node below, each with the names on the way to it."""
    for branch in node.branches:
        name = lang.tr(NODE_NAMES[branch.code])
        path = f"{before}{name}"
        yield path, branch
        yield from branches_of(branch, lang, f"{path} → ")


def chance_words(node: Node, lang: Language) -> str:
    """The chance of a node; empty where it has none."""
    return "" if node.chance is None else formats.share(lang, node.chance)


@dataclass(frozen=True, kw_only=True)
class TreeData:
    """Both ways of one strand; `title` is that of the strand."""

    title: str
    weighed: CommitOrContest
    foot: str = ""

    @property
    def tree(self) -> Node:
        """Both ways as a tree."""
        return self.weighed.tree

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
        rows = (
            (
                path,
                chance_words(node, lang),
                formats.exact_amount(lang, node.expected_eur),
                formats.exact_amount(lang, node.cost_eur),
            )
            for path, node in branches_of(self.tree, lang)
        )
        return (head, *rows)

    def text_alternative(self, lang: Language) -> str:
        """The chart in sentences, for those who cannot see it."""
        found = self.weighed
        if found.missing:
            return named(lang, self.title, break_even_words(found, lang))
        return " ".join((
            lang.tr(
                "{title}: expected to be paid if contested {contest}, if commitments are offered "
                "{commit}.",
                title=self.title, contest=formats.amount(lang, found.contest_eur),
                commit=formats.amount(lang, found.commit_eur),
            ),
            break_even_words(found, lang),
        ))  # fmt: skip

    def meaning(self, lang: Language) -> str:
        """What marks and amounts are."""
        return lang.tr(
            "Square: your choice. Circle: chance. Diamond: end. Amounts are what is expected to be "
            "paid from there on, weighted by the chances."
        )

    def aside(self, node: Node, lang: Language) -> str:
        """What of the amount is no fine."""
        cost = formats.amount(lang, node.cost_eur)
        if node.code == "contest" and node.cost_eur:
            return lang.tr("{amount} of it for the defence", amount=cost)
        return lang.tr("cost {amount}", amount=cost) if node.code == "accepted" else ""


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


_RADIUS = 4.5
_SLANT = 26.0
_PATH = 2.6


def tree_title(data: TreeData, lang: Language) -> str:
    """The title of the chart."""
    return lang.tr("Commit or contest: {title}", title=data.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    node: Node
    level: int
    x: float
    y: float
    from_x: float
    from_y: float
    cheaper: bool


class TreeLayout(Layout[TreeShown]):
    """One layout in the making: the ends share the height, each node stands amid its own."""

    def arrange(self) -> None:
        """Work out where the parts go."""
        data, lang, look = self.data, self.lang, self.look
        self.top = self.height - PAD - title_height(self.titles, look)
        self.captions = wrapped(data.meaning(lang), look.small_size, self.room, lines=2)
        self.bottom = PAD + self.line * len(self.captions) + 4
        self.ends = _ends(data.tree)
        self.row = (self.top - self.bottom) / self.ends
        self.step = (self.room - 2 * _RADIUS) / max(1, _depth(data.tree))
        self.root = (PAD + _RADIUS, self._middle(data.tree, 0))
        self.placed = tuple(self._place(data.tree, 0, 1, self.root, cheaper=False))

    def _middle(self, node: Node, first: int) -> float:
        """Between the first and the last branch, whose ends begin at that row."""
        if not node.branches:
            return self.top - (first + 0.5) * self.row
        last = first + _ends(node) - _ends(node.branches[-1])
        return (self._middle(node.branches[0], first) + self._middle(node.branches[-1], last)) / 2

    def _place(
        self, parent: Node, first: int, level: int, at: tuple[float, float], *, cheaper: bool
    ) -> Iterator[_Placed]:
        for node in parent.branches:
            x, y = self.root[0] + level * self.step, self._middle(node, first)
            here = node.code == self.data.cheaper if level == 1 else False
            yield _Placed(
                node=node, level=level, x=x, y=y, from_x=at[0], from_y=at[1], cheaper=here
            )
            yield from self._place(node, first, level + 1, (x, y), cheaper=cheaper)
            first += _ends(node)

    def _items(self) -> Iterator[Item]:
        look = self.look
        yield from drawn_title(self.titles, look, x=PAD, top=self.height - PAD)
        for n, text in enumerate(reversed(self.captions)):
            yield Label(
                x=PAD, y=PAD + n * self.line, text=text, size=look.small_size,
                color=look.quiet, role="caption",
            )  # fmt: skip
        for placed in self.placed:
            yield from self._branch(placed)
        yield from self._root()
        for placed in self.placed:
            yield from self._mark(placed)
            yield from self._words(placed)

    def _root(self) -> Iterator[Item]:
        """A square where somebody chooses, a circle where chance does."""
        look, code = self.look, self.data.tree.code
        form: Form = "square" if code == "choice" else "circle"
        fill, hollow = (look.accent, "") if code == "choice" else (look.text, look.surface)
        yield from drawn_mark(form, *self.root, radius=_RADIUS, fill=fill, hollow=hollow, role=code)

    def _branch(self, at: _Placed) -> Iterator[Item]:
        look = self.look
        wide = _PATH if at.cheaper else 1.0
        color = look.accent if at.cheaper else look.quiet
        turn = at.from_x + _SLANT
        yield Rule(
            x1=at.from_x, y1=at.from_y, x2=turn, y2=at.y, color=color, width=wide,
            role=f"branch {at.node.code}",
        )  # fmt: skip
        yield Rule(
            x1=turn, y1=at.y, x2=at.x, y2=at.y, color=color, width=wide,
            role=f"branch {at.node.code}",
        )  # fmt: skip

    def _mark(self, at: _Placed) -> Iterator[Item]:
        form: Form = "circle" if at.node.branches else "diamond"
        hollow = self.look.surface if at.node.branches else ""
        yield from drawn_mark(
            form, at.x, at.y, radius=_RADIUS - (0 if at.node.branches else 1),
            fill=self.look.text, hollow=hollow, role=f"node {at.node.code}",
        )  # fmt: skip

    def _words(self, at: _Placed) -> Iterator[Item]:
        """What happens above the branch, what is expected to be paid below it."""
        look, size, x = self.look, self.look.small_size, at.from_x + _SLANT + 3
        room = at.x - x - _RADIUS - 2
        chance = chance_words(at.node, self.lang)
        name = self.lang.tr(NODE_NAMES[at.node.code])
        spare = room - (width(chance, size, "semibold") + 6 if chance else 0)
        name = elided(name, size, spare)
        yield Label(
            x=x, y=at.y + 4.5, text=name, size=size, color=look.text, role=f"name {at.node.code}"
        )
        if chance:
            yield Label(
                x=x + room, y=at.y + 4.5, text=chance, size=size, color=look.text,
                role=f"chance {at.node.code}", place="right", weight="semibold",
            )  # fmt: skip
        amount = formats.amount(self.lang, at.node.expected_eur)
        yield Label(
            x=x, y=at.y - size - 3, text=amount, size=size, color=look.text,
            role=f"amount {at.node.code}", weight="semibold",
        )  # fmt: skip
        said = self.lang.tr("cheaper way") if at.cheaper else self.data.aside(at.node, self.lang)
        left = room - width(amount, size, "semibold") - 8
        if said and width(said, size) <= left:
            yield Label(
                x=x + room, y=at.y - size - 3, text=said, size=size, place="right",
                color=look.accent if at.cheaper else look.quiet, role=f"aside {at.node.code}",
            )  # fmt: skip

    def _areas(self) -> Iterator[Area]:
        lang = self.lang
        for at in self.placed:
            name = lang.tr(NODE_NAMES[at.node.code])
            exact = formats.exact_amount(lang, at.node.expected_eur)
            text = lang.tr("{name}: expected {amount}", name=name, amount=exact)
            yield area(
                (self.width, self.height), x=at.from_x + _SLANT, y=at.y - self.line - 3,
                width=at.x + _RADIUS - at.from_x - _SLANT, height=2 * self.line + 6,
                text=text, key=at.node.code,
            )  # fmt: skip


def _ends(node: Node) -> int:
    return sum(_ends(branch) for branch in node.branches) or 1


def _depth(node: Node) -> int:
    return max((1 + _depth(branch) for branch in node.branches), default=0)


CHART = ChartKind(
    code="decision-tree",
    section="commitments",
    name=mark("Commit or contest"),
    data=TreeData,
    scene=TreeLayout.laid_out,
    title=tree_title,
    height=lambda _: 3.4,
)
