"""From the whole briefing to the one that the user planned: chosen, ordered, titled, annotated."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from dsa_sim.language import Language
from dsa_sim.model.plan import BriefingPlan, PlanItem, Template
from dsa_sim.model.texts import fit_text
from dsa_sim.report.briefing.blocks import (
    Block,
    Briefing,
    ChartBlock,
    Heading,
    House,
    Paragraph,
    Section,
)
from dsa_sim.report.briefing.documents import DOCUMENTS, FULL
from dsa_sim.report.briefing.findings import Findings
from dsa_sim.report.briefing.logo import RefusedLogoError, as_logo
from dsa_sim.report.charts.catalogue import kind_of
from dsa_sim.report.charts.chart_data import ComparisonData, WaterfallData
from dsa_sim.report.charts.decision_dates import DecisionDateData
from dsa_sim.report.charts.decision_tree import TreeData
from dsa_sim.report.charts.kind import ChartData
from dsa_sim.report.charts.periodic import PeriodicData

_OWN_CHARTS: dict[Template, frozenset[str]] = {
    "summary": frozenset({"summary.outcomerange"}),
    "board": frozenset(
        {
            "summary.outcomerange", "exposure.exceedance", "drivers.tornado",
            "scenarios.comparison", "precedents.precedent", "commitments.tree",
        }
    ),
}  # fmt: skip
"""The kinds of charts that a short document has, by section and kind."""


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
        Outline(code=code, title=title, is_chart=is_chart, shown=is_shown(code, plan))
        for section in _ordered(briefing, plan)
        for code, title, is_chart in _listed(section, known)
    )


def _listed(section: Section, known: dict[str, PlanItem]) -> Iterator[tuple[str, str, bool]]:
    yield section.code, _titled(section.code, section.title, known), False
    for block in section.blocks:
        if isinstance(block, ChartBlock):
            yield block.code, _titled(block.code, block.shows.removesuffix("."), known), True


def planned(briefing: Briefing, plan: BriefingPlan) -> Briefing:
    """The briefing as the plan has it."""
    sections = (
        _planned_section(section, plan)
        for section in _ordered(briefing, plan)
        if is_shown(section.code, plan)
    )
    kept = [s for s in sections if s.blocks]
    return replace(briefing, sections=tuple(_annexes_numbered(kept, briefing.lang)))


def _annexes_numbered(sections: list[Section], lang: Language) -> Iterator[Section]:
    """The sections in their order, annexes under their numbers."""
    annexes = 0
    for section in sections:
        annexes += section.is_annex
        title = lang.tr("Annex {n}: {title}", n=annexes, title=section.title)
        yield replace(section, title=title) if section.is_annex else section


def _ordered(briefing: Briefing, plan: BriefingPlan) -> tuple[Section, ...]:
    """Sections in the order of the plan; those it does not name stay behind their neighbour."""
    rank = {item.code: n for n, item in enumerate(plan.items)}
    places, last = {}, -1.0
    for section in briefing.sections:
        last = float(rank[section.code]) if section.code in rank else last + 1e-4
        places[section.code] = last
    return tuple(sorted(briefing.sections, key=lambda s: places[s.code]))


def is_shown(code: str, plan: BriefingPlan) -> bool:
    """Whether a section is in, or a chart of one that is."""
    item = next((item for item in plan.items if item.code == code), None)
    if item is not None:
        return item.shown
    parts = {part.code: part.is_shown for part in DOCUMENTS[plan.template]}
    return parts.get(code, True)


def _titled(code: str, words: str, known: dict[str, PlanItem]) -> str:
    item = known.get(code)
    return item.title if item is not None and item.title else words


def _planned_section(section: Section, plan: BriefingPlan) -> Section:
    known = {item.code: item for item in plan.items}
    blocks = [b for b in section.blocks if not isinstance(b, ChartBlock) or is_shown(b.code, plan)]
    made: list[Block] = []
    item = known.get(section.code)
    if item is not None and item.note:
        made.append(Paragraph(text=item.note))
    for block in blocks:
        made += _annotated(block, known)
    title = _titled(section.code, section.title, known)
    return replace(section, title=title, blocks=tuple(_without_empty_headings(made)))


def _annotated(block: Block, known: dict[str, PlanItem]) -> list[Block]:
    item = known.get(block.code) if isinstance(block, ChartBlock) else None
    if item is None or not isinstance(block, ChartBlock):
        return [block]
    titled = replace(block, shows=item.title, says="") if item.title else block
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
    """The look of the plan; what it leaves open is that of the person's own settings.

    A logo that cannot be used is left out; `without_logo` says why.
    """
    look = replace(
        house, firm=fit_text(plan.firm or house.firm), colour=plan.colour or house.colour, logo=b""
    )
    try:
        given = base64.b64decode(plan.logo, validate=True) or house.logo
        return replace(look, logo=as_logo(given)) if given else look
    except binascii.Error:
        return replace(look, without_logo="damaged")
    except RefusedLogoError as error:
        return replace(look, without_logo=error.code)


def with_item(plan: BriefingPlan, item: PlanItem) -> tuple[PlanItem, ...]:
    """The items of a plan with one of them set."""
    if any(known.code == item.code for known in plan.items):
        return tuple(item if known.code == item.code else known for known in plan.items)
    return (*plan.items, item)


def with_chart(plan: BriefingPlan, code: str) -> BriefingPlan:
    """The plan with a chart in the briefing; the same where it is in.

    A short document has its own charts, and those that are asked for; a memorandum has all charts
    of its sections.
    """
    wanted = (code,) if plan.template in _OWN_CHARTS else (code.partition(".")[0], code)
    own = _OWN_CHARTS.get(plan.template, frozenset())
    known = {item.code: item for item in plan.items}
    for name in wanted:
        is_in = is_shown(name, plan) and (
            name in known or plan.template not in _OWN_CHARTS or _kind_in(name) in own
        )
        if not is_in:
            item = structs.replace(known.get(name, PlanItem(code=name)), shown=True)
            plan = structs.replace(plan, items=with_item(plan, item))
    return plan


def _kind_in(code: str) -> str:
    """The section and the kind of a chart, without what it is of."""
    section, kind, *more = code.split(".")
    return ".".join((section, kind, *(n for n in more if n.isdigit())))


def asked_charts(
    found: Findings, plan: BriefingPlan, sections: Sequence[Section]
) -> Iterator[Section]:
    """The charts that the plan of a short document asks for and its parts have not, one a part."""
    there = {b.code for s in sections for b in s.blocks if isinstance(b, ChartBlock)}
    asked = [i.code for i in plan.items if i.shown and "." in i.code and i.code not in there]
    for code in asked if plan.template in _OWN_CHARTS else ():
        name = code.partition(".")[0]
        whole = coded(FULL[name](found), name) if name in FULL else None
        for block in whole.blocks if whole is not None else ():
            if isinstance(block, ChartBlock) and block.code == code:
                title = kind_of(block.data).title(block.data, found.lang)
                yield Section(
                    title=title, code=code, blocks=(replace(block, is_titled=False),),
                    is_slide=plan.template == "board",
                )  # fmt: skip
