"""A briefing of a case as a file, in the format that the ending of its name asks for."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from dsa_sim.language import Language
from dsa_sim.model.case import Case
from dsa_sim.model.plan import BriefingPlan, PlanItem
from dsa_sim.model.portfolio import PortfolioExposure
from dsa_sim.report.briefing.blocks import House
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.briefing.logo import RefusedLogoError
from dsa_sim.report.briefing.planning import with_item
from dsa_sim.report.briefing.portfolio import portfolio_briefing
from dsa_sim.report.redaction.hiding import redacted
from dsa_sim.report.redaction.leaks import Secrets
from dsa_sim.report.writers.formats import Format, Order, Wanted, format_of
from dsa_sim.whole_files import write_whole


def export_briefing(
    case: Case, target: Path, wanted: Wanted, *, cancelled: Callable[[], bool] | None = None
) -> str:
    """Make the briefing of a case and write it; the ending of `target` names the format.

    What is given back says what the file lacks, in a line; empty where it lacks nothing.

    Raises:
        ValueError: another ending than those of `FORMATS`, or a deck that is no presentation.
        LeakError: the file would still tell something that is hidden; it is not written.
        KeyError: no scenario carries the identifier.
        OSError: the file cannot be written; what was there before is left alone.
        CancelledError: `cancelled` said so.
    """
    row = format_of(target.suffix)
    secrets = _secrets(case, wanted)
    if secrets is not None:
        secrets.require_absent_in_name(target.name)
    order = order_of(case, row, wanted, secrets, cancelled)
    made = row.write(order)
    if secrets is not None and not row.is_packed:
        secrets.require_absent_in_file(made)
    write_whole(target, made)
    return _lacks(order)


def export_portfolio(
    found: PortfolioExposure, target: Path, lang: Language, *, house: House | None = None
) -> str:
    """Write the briefing of a portfolio; the ending of `target` names the format.

    What is given back says what the file lacks, in a line; empty where it lacks nothing.

    Raises:
        ValueError: another ending than those of `FORMATS`.
        OSError: the file cannot be written; what was there before is left alone.
    """
    order = Order(
        briefing=portfolio_briefing(found, lang, house=house),
        case=found.portfolio.members[0].case,
        wanted=Wanted(scenario=None, lang=lang, house=house),
        inspect=None,
        has_model=False,
    )
    write_whole(target, format_of(target.suffix).write(order))
    return _lacks(order)


def _lacks(order: Order) -> str:
    code, lang = order.briefing.house.without_logo, order.wanted.lang
    return RefusedLogoError(code).left_out(lang) if code else ""


def _secrets(case: Case, wanted: Wanted) -> Secrets | None:
    """What must not be in the file; None where nothing is left out."""
    if not wanted.hidden:
        return None
    firm = wanted.house.firm if wanted.house else ""
    return Secrets(case, wanted.hidden, wanted.lang, firm=firm)


def _plan(plan: BriefingPlan, row: Format, wanted: Wanted) -> BriefingPlan:
    """The plan of a case with what this export wants otherwise."""
    for code, shown in (*((c, True) for c in wanted.more), *((c, False) for c in wanted.fewer)):
        kept = next((i for i in plan.items if i.code == code), PlanItem(code=code))
        item = msgspec.structs.replace(kept, shown=shown)
        plan = msgspec.structs.replace(plan, items=with_item(plan, item))
    return msgspec.structs.replace(plan, template=row.only or wanted.template or row.template(plan))


def order_of(
    case: Case,
    row: Format,
    wanted: Wanted,
    secrets: Secrets | None,
    cancelled: Callable[[], bool] | None,
) -> Order:
    """What a writer of a format is given: the briefing of a case as it is wanted.

    Raises:
        KeyError: no scenario carries the identifier.
        CancelledError: `cancelled` said so.
    """
    case = msgspec.structs.replace(case, plan=_plan(case.plan, row, wanted))
    briefing = make_briefing(
        case, scenario=wanted.scenario, lang=wanted.lang, house=_house(wanted),
        hidden=wanted.hidden, before=wanted.before, cancelled=cancelled,
    )  # fmt: skip
    return Order(
        briefing=briefing,
        case=redacted(case, wanted.hidden, wanted.lang),
        wanted=wanted,
        inspect=None if secrets is None else secrets.require_absent_on_pages,
    )


def _house(wanted: Wanted) -> House | None:
    """The look of the firm; of one that must not be named the colour alone."""
    if wanted.house is None or "names" not in wanted.hidden:
        return wanted.house
    return House(colour=wanted.house.colour)
