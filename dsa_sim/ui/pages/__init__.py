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
        place="worksheet.page:WorksheetPage",
    ),
    PageEntry(
        name="drivers", group=mark("Results"), title=mark("What drives it"),
        place="drivers.page:DriversPage",
    ),
    PageEntry(
        name="periodic", group=mark("Results"), title=mark("Periodic penalties"),
        place="periodic.page:PeriodicPage", parts=("Periodic",),
    ),
    PageEntry(
        name="commit", group=mark("Results"), title=mark("Commit or contest"),
        place="commit.page:CommitPage",
    ),
    PageEntry(
        name="methods", group=mark("Results"), title=mark("Methods"),
        place="methods.page:MethodsPage",
    ),
    PageEntry(
        name="precedents", group=mark("Results"), title=mark("Precedents"),
        place="precedents.page:PrecedentsPage",
    ),
    PageEntry(
        name="slides", group=mark("Briefing"), title=mark("Charts and slides"),
        place="slides.page:SlidesPage",
    ),
    PageEntry(
        name="movement", group=mark("Briefing"), title=mark("Since the last briefing"),
        place="movement.page:MovementPage",
    ),
)  # fmt: skip


def page_of(part: str) -> str:
    """The name of the page on which parts of that kind are edited."""
    return next((p.name for p in PAGES if part in p.parts), "provider")
