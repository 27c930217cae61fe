"""From the whole briefing to the one that the user planned: chosen, ordered, titled, annotated."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, replace

from msgspec import structs

from dsa_sim.language.tables import Table
from dsa_sim.model.plan import BriefingPlan, PlanItem, Template
from dsa_sim.report.briefing.blocks import (
    Block,
    Briefing,
    Bullets,
    ChartBlock,
    Heading,
    House,
    Paragraph,
    Section,
)
from dsa_sim.report.charts.catalogue import kind_of
from dsa_sim.report.charts.chart_data import ComparisonData, WaterfallData
from dsa_sim.report.charts.decision_dates import DecisionDateData
from dsa_sim.report.charts.decision_tree import TreeData
from dsa_sim.report.charts.kind import ChartData
from dsa_sim.report.charts.periodic import PeriodicData

_BOARD = frozenset(
    {
        "summary", "exposure", "maxima", "scenarios", "drivers", "commitments", "precedents",
        "proceedings", "caveats",
    }
)  # fmt: skip
_ON_ONE_PAGE = frozenset({"summary", "scenarios"})
_CAVEATS_ON_ONE_PAGE = 2


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A section or a chart as the user chooses it: its code, its words, and whether it is in."""

    code: str
    title: str
    is_chart: bool
    shown: bool


def coded(section: Section, code: str) -> Section:
    """The section under a code, its charts under codes of their own."""
    blocks: list[Block] = []
    seen: set[str] = set()
    for block in section.blocks:
        if isinstance(block, ChartBlock):
            name = f"{code}.{_chart_name(block.data)}"
            number = 1
            while name in seen:
                number += 1
                name = f"{code}.{_chart_name(block.data)}.{number}"
            seen.add(name)
            blocks.append(replace(block, code=name))
        else:
            blocks.append(block)
    return replace(section, code=code, blocks=tuple(blocks))


def code_of(data: ChartData) -> str:
    """The code under which a chart stands in the briefing of a case; empty where it never does."""
    section = kind_of(data).section
    return f"{section}.{_chart_name(data)}" if section else ""


def _chart_name(data: ChartData) -> str:
    kind = type(data).__name__.removesuffix("Data").lower()
    match data:
        case ComparisonData(measure="if_fined"):
            return f"{kind}.2"
        case WaterfallData(infringement=infringement):
            return f"{kind}.{infringement}"
        case TreeData(title=title) | DecisionDateData(title=title):
            return f"{kind}.{title}"[:200]
        case PeriodicData(total=total):
            return f"{kind}.{total.title}"[:200]
    return kind


def outline(briefing: Briefing, plan: BriefingPlan) -> tuple[Outline, ...]:
    """Every section with its charts, in the order of the plan, and whether each is in."""
    known = {item.code: item for item in plan.items}
    return tuple(
        Outline(
            code=code, title=title, is_chart=is_chart,
            shown=_is_shown(code, known, plan.template),
        )
        for section in _ordered(briefing, plan)
        for code, title, is_chart in _listed(section, known)
    )  # fmt: skip


def _listed(section: Section, known: dict[str, PlanItem]) -> Iterator[tuple[str, str, bool]]:
    yield section.code, _titled(section.code, section.title, known), False
    for block in section.blocks:
        if isinstance(block, ChartBlock):
            yield block.code, _titled(block.code, block.caption, known), True


def planned(briefing: Briefing, plan: BriefingPlan) -> Briefing:
    """The briefing as the plan has it."""
    known = {item.code: item for item in plan.items}
    sections = tuple(
        _planned_section(section, known, plan.template)
        for section in _ordered(briefing, plan)
        if _is_shown(section.code, known, plan.template)
    )
    return replace(
        briefing, sections=tuple(s for s in sections if s.blocks),
        is_compact=plan.template == "summary",
        legal=next((s for s in briefing.sections if s.code == "legal"), None),
    )  # fmt: skip


def _ordered(briefing: Briefing, plan: BriefingPlan) -> tuple[Section, ...]:
    """Sections in the order of the plan; those it does not name stay behind their neighbour."""
    rank = {item.code: n for n, item in enumerate(plan.items)}
    places, last = {}, -1.0
    for section in briefing.sections:
        last = float(rank[section.code]) if section.code in rank else last + 1e-4
        places[section.code] = last
    return tuple(sorted(briefing.sections, key=lambda s: places[s.code]))


def _is_shown(code: str, known: dict[str, PlanItem], template: Template) -> bool:
    if code in known:
        return known[code].shown
    section = code.partition(".")[0]
    if template == "board":
        return section in _BOARD
    return template == "memorandum" or section in _ON_ONE_PAGE


def _titled(code: str, words: str, known: dict[str, PlanItem]) -> str:
    item = known.get(code)
    return item.title if item is not None and item.title else words


def _planned_section(section: Section, known: dict[str, PlanItem], template: Template) -> Section:
    blocks = [b for b in section.blocks if not isinstance(b, ChartBlock) or _in(b, known, template)]
    if template == "summary":
        blocks = list(_shortened(blocks, known))
    made: list[Block] = []
    item = known.get(section.code)
    if item is not None and item.note:
        made.append(Paragraph(text=item.note))
    for block in blocks:
        made += _annotated(block, known)
    title = _titled(section.code, section.title, known)
    return replace(section, title=title, blocks=tuple(_without_empty_headings(made)))


def _in(block: ChartBlock, known: dict[str, PlanItem], template: Template) -> bool:
    return _is_shown(block.code, known, template)


def _shortened(blocks: list[Block], known: dict[str, PlanItem]) -> Iterator[Block]:
    """What fits on one page: no tables, the first chart and those asked for, the first points."""
    charts = 0
    for block in blocks:
        if isinstance(block, ChartBlock):
            charts += 1
            if charts == 1 or block.code in known:
                yield block
        elif isinstance(block, Bullets):
            yield replace(block, items=block.items[:_CAVEATS_ON_ONE_PAGE])
        elif not isinstance(block, Table | Heading):
            yield block


def _annotated(block: Block, known: dict[str, PlanItem]) -> list[Block]:
    item = known.get(block.code) if isinstance(block, ChartBlock) else None
    if item is None or not isinstance(block, ChartBlock):
        return [block]
    titled = replace(block, caption=item.title or block.caption)
    return [titled, Paragraph(text=item.note)] if item.note else [titled]


def _without_empty_headings(blocks: list[Block]) -> Iterator[Block]:
    """Leave out headings below which nothing is left."""
    for n, block in enumerate(blocks):
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        if not (
            isinstance(block, Heading) and (following is None or isinstance(following, Heading))
        ):
            yield block


def house_of(plan: BriefingPlan, house: House) -> House:
    """The look of the plan; what it leaves open is that of the person's own settings."""
    try:
        logo = base64.b64decode(plan.logo, validate=True) if plan.logo else b""
    except binascii.Error:
        logo = b""
    return House(
        firm=plan.firm or house.firm, logo=logo or house.logo, colour=plan.colour or house.colour
    )


def with_item(plan: BriefingPlan, item: PlanItem) -> tuple[PlanItem, ...]:
    """The items of a plan with one of them set."""
    if any(known.code == item.code for known in plan.items):
        return tuple(item if known.code == item.code else known for known in plan.items)
    return (*plan.items, item)


def with_chart(plan: BriefingPlan, code: str) -> BriefingPlan:
    """The plan with a chart and its section in the briefing; the same where both are in."""
    known = {item.code: item for item in plan.items}
    for wanted in (code.partition(".")[0], code):
        # On one page a section has its first chart alone, and those that are asked for.
        by_template = plan.template != "summary" or wanted != code or wanted in known
        if not by_template or not _is_shown(wanted, known, plan.template):
            item = structs.replace(known.get(wanted, PlanItem(code=wanted)), shown=True)
            plan = structs.replace(plan, items=with_item(plan, item))
    return plan
