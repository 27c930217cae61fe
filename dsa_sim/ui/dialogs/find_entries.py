"""What the command box can find: pages, commands, parts of the case, provisions, platforms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction

from dsa_sim.language.glossary import GLOSSARY, term
from dsa_sim.language.translation import Language
from dsa_sim.language_folders import keywords
from dsa_sim.model.case import Case, Provider
from dsa_sim.model.inputs import rows_of
from dsa_sim.ui.pages import PAGES

if TYPE_CHECKING:
    from dsa_sim.ui.window import MainWindow

MOST = 50
_PROVISIONS = 8


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that can be found: its name, what kind of thing it is, and how to get there."""

    title: str
    kind: str
    go: Callable[[], object] = field(compare=False)
    also: tuple[str, ...] = ()
    """Other words by which people look for it, in every language."""


class Commands(Protocol):
    """What the box needs of the commands of the window."""

    window: "MainWindow"

    @property
    def offered(self) -> tuple[QAction, ...]:
        """The commands that can be given now."""

    def explain(self, query: str = "") -> None:
        """Show the terms, those that answer a query first."""

    def look_up(self, code: str) -> None:
        """Show the alleged infringements that a provision concerns."""


def found(commands: Commands, query: str) -> tuple[Entry, ...]:
    """What a query finds, the best first; without a query pages and commands."""
    words = query.casefold().split()
    known = synonyms(commands.window.context.lang)
    named = (replace(e, also=known.get(e.title, ())) for e in entries(commands))
    hits = [(rank, e) for e in named if (rank := _rank(e, words)) is not None]
    hits.sort(key=lambda hit: hit[0])
    best = [entry for _, entry in hits]
    if words:
        best += _provisions(commands, query)
    return tuple(best[:MOST])


def synonyms(lang: Language) -> dict[str, tuple[str, ...]]:
    """The other words for pages, commands and terms, by their names in a language."""
    return {lang.tr(english): words for english, words in keywords("find").items()}


def _rank(entry: Entry, words: list[str]) -> int | None:
    """How well an entry answers: 0 best; None where a word is missing."""
    text = f"{entry.title} {entry.kind}".casefold()
    if not all(word in text for word in words):
        return _rank_of_synonyms(entry, words)
    if not words or entry.title.casefold().startswith(words[0]):
        return 0
    return 1 if words[0] in entry.title.casefold() else 2


def _rank_of_synonyms(entry: Entry, words: list[str]) -> int | None:
    """How well other words for an entry answer: as well as its name where they are the query."""
    if " ".join(words) in entry.also:
        return 0
    everything = " ".join((entry.title.casefold(), *entry.also))
    return 2 if all(word in everything for word in words) else None


def entries(commands: Commands) -> Iterator[Entry]:
    """Everything that can be found by its name."""
    window, lang = commands.window, commands.window.context.lang
    if window.page_name:
        for page in PAGES:
            go = partial(window.show_page, page.name)
            for title in filter(None, (page.title, page.joint)):
                yield Entry(title=lang.tr(title), kind=lang.tr("Page"), go=go)
        yield from _parts(window, window.document.case)
    for action in commands.offered:
        yield Entry(title=action.text(), kind=lang.tr("Command"), go=action.trigger)
    if window.page_name:
        yield from _inputs(window)
    yield from _services(window)
    for code in GLOSSARY:
        name = term(lang, code)
        yield Entry(title=name, kind=lang.tr("Term"), go=partial(commands.explain, name))


def _parts(window: "MainWindow", case: Case) -> Iterator[Entry]:
    tr = window.context.lang.tr
    named = [(i.id, i.title, tr("Alleged infringement")) for i in case.infringements]
    named += [(s.id, s.title, tr("Strand")) for s in case.strands]
    named += [(s.id, s.title, tr("Scenario")) for s in case.scenarios]
    named += [(p.id, p.name, tr("Platform")) for p in case.platforms]
    named += [(e.id, e.title, tr("Event")) for p in case.proceedings for e in p.events if e.title]
    for identifier, title, kind in named:
        yield Entry(title=title, kind=kind, go=partial(window.go_to, identifier))


def _inputs(window: "MainWindow") -> Iterator[Entry]:
    """The inputs that a case has once: those of the case and of its provider."""
    tr, method = window.context.lang.tr, window.document.case.method
    for part, owner in (("case", Case), ("provider", Provider)):
        for row in rows_of(owner):
            if row.is_used(method):
                go = partial(window.go_to, f"{part}.{row.field}")
                yield Entry(title=tr(row.name), kind=tr("Input"), go=go)


def _services(window: "MainWindow") -> Iterator[Entry]:
    from dsa_sim.law.register import register

    tr = window.context.lang.tr
    for service in register().services:
        go = partial(window.files.new_from_register, service.key)
        yield Entry(title=service.name, kind=tr("New from the register"), go=go)


def _provisions(commands: Commands, query: str) -> list[Entry]:
    """Provisions by number or word; the list of infringements shows what alleges them."""
    from dsa_sim import law

    if not commands.window.page_name:
        return []
    lang = commands.window.context.lang
    hits = law.search_provisions(query, language=lang.code)[:_PROVISIONS]
    return [
        Entry(
            title=lang.tr("Art. {code}", code=hit.ref.code) + f"  {hit.heading}",
            kind=lang.tr("Provision"),
            go=partial(commands.look_up, hit.ref.code),
        )
        for hit in hits
    ]
