"""The pages, declared as a table: a new page is one file here and one line below."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from dsa_sim.language import mark

if TYPE_CHECKING:
    from dsa_sim.ui.page import Page


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """One page: its name, where the rail lists it, and the class that draws it."""

    name: str
    group: str
    title: str
    place: str
    parts: tuple[str, ...] = ()
    """The kinds of part (`case`, `provider`, …) whose inputs are edited on this page."""
    beside: str = ""
    """The page whose line in the rail it shares, as a tab beside it; empty: a line of its own."""
    joint: str = ""
    """What the rail calls a page together with those beside it; empty: by its title."""

    @property
    def host(self) -> str:
        """The page that stands in the rail for it."""
        return self.beside or self.name

    def load(self) -> "type[Page]":
        """The page's class; imported when the page is first shown."""
        module, _, name = self.place.partition(":")
        page: type[Page] = getattr(import_module(f"dsa_sim.ui.pages.{module}"), name)
        return page


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        name="summary", group=mark("Case"), title=mark("Summary"), place="summary.page:SummaryPage"
    ),
    PageEntry(
        name="provider", group=mark("Case"), title=mark("Provider and turnover"),
        place="provider.page:ProviderPage",
        parts=("case", "provider", "Platform", "FinancialYear", "ExchangeRate"),
    ),
    PageEntry(
        name="infringements", group=mark("Case"), title=mark("Alleged infringements"),
        place="infringements.page:InfringementsPage",
        parts=("Infringement", "Strand"),
    ),
    PageEntry(
        name="proceedings", group=mark("Case"), title=mark("Proceedings and deadlines"),
        place="proceedings.page:ProceedingsPage", parts=("Proceeding", "Event"),
    ),
    PageEntry(
        name="scenarios", group=mark("Case"), title=mark("Scenarios"),
        place="scenarios.page:ScenariosPage", parts=("Scenario",),
    ),
    PageEntry(
        name="review", group=mark("Case"), title=mark("Assumptions and review"),
        place="review.page:ReviewPage",
    ),
    PageEntry(
        name="exposure", group=mark("Results"), title=mark("Exposure"),
        place="exposure.page:ExposurePage",
    ),
    PageEntry(
        name="worksheet", group=mark("Results"), title=mark("Worksheet"),
        place="worksheet.page:WorksheetPage", beside="exposure",
    ),
    PageEntry(
        name="drivers", group=mark("Results"), title=mark("What drives it"),
        place="drivers.page:DriversPage", beside="exposure",
    ),
    PageEntry(
        name="commit", group=mark("Results"), title=mark("Commit or contest"),
        place="commit.page:CommitPage", joint=mark("Commitments and penalties"),
    ),
    PageEntry(
        name="periodic", group=mark("Results"), title=mark("Periodic penalties"),
        place="periodic.page:PeriodicPage", parts=("Periodic",), beside="commit",
    ),
    PageEntry(
        name="methods", group=mark("Results"), title=mark("Methods"),
        place="methods.page:MethodsPage", joint=mark("Methods and precedents"),
    ),
    PageEntry(
        name="precedents", group=mark("Results"), title=mark("Precedents"),
        place="precedents.page:PrecedentsPage", beside="methods",
    ),
    PageEntry(
        name="slides", group=mark("Briefing"), title=mark("Charts and slides"),
        place="slides.page:SlidesPage",
    ),
    PageEntry(
        name="movement", group=mark("Briefing"), title=mark("Since the last briefing"),
        place="movement.page:MovementPage", beside="slides",
    ),
)  # fmt: skip

IN_RAIL = tuple(entry for entry in PAGES if not entry.beside)
"""The pages with a line in the rail, in the order of the work."""


def entry_of(name: str) -> PageEntry:
    """The entry of the page with that name."""
    return next(entry for entry in PAGES if entry.name == name)


def tabs_of(name: str) -> tuple[PageEntry, ...]:
    """The pages that share a line of the rail with that one; empty where it is alone."""
    host = entry_of(name).host
    found = tuple(entry for entry in PAGES if entry.host == host)
    return found if len(found) > 1 else ()


def page_of(part: str) -> str:
    """The name of the page on which parts of that kind are edited."""
    return next((p.name for p in PAGES if part in p.parts), "provider")
