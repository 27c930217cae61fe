"""The rows of the list of alleged infringements, and the search that chooses among them."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from dsa_sim import law
from dsa_sim.language import Language, formats
from dsa_sim.model.address import with_estimate
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Infringement, StartingAmount, Strand
from dsa_sim.model.counting import is_closed
from dsa_sim.model.estimate import exactly
from dsa_sim.model.problems import Problem
from dsa_sim.ui.pages.infringements import words


@dataclass(frozen=True, kw_only=True)
class AllegedRow:
    """One line of the list: a strand (`is_strand`) or an alleged infringement below it."""

    identifier: str
    is_strand: bool
    title: str
    detail: str = ""
    provisions: str = ""
    start: str = ""
    start_range: str = ""
    chance: str = ""
    chance_range: str = ""
    amount: str = ""
    exact: str = ""
    problems: tuple[Problem, ...] = ()
    fold: str = ""
    """Of a closed strand: the sign that it is folded away, or unfolded."""

    @property
    def mark(self) -> str:
        """A sign where something is to mend or to check; remarks alone bring none."""
        severities = {p.severity for p in self.problems}
        return "✕" if "error" in severities else "!" if "warning" in severities else ""


def rows(
    lang: Language, base: Assessment, query: str = "", hidden: Collection[str] = ()
) -> tuple[AllegedRow, ...]:
    """The rows of the base case that answer a query; an empty one gives all but those `hidden`."""
    search = Search.of(query, lang)
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in base.problems:
        part = problem.where.partition(".")[0]
        found[part] = (*found.get(part, ()), problem)
    return tuple(_rows(lang, base, search, found, hidden if search.is_empty else ()))


def _rows(
    lang: Language,
    base: Assessment,
    search: "Search",
    found: dict[str, tuple[Problem, ...]],
    hidden: Collection[str],
) -> Iterator[AllegedRow]:
    for strand in base.case.strands:
        alleged = base.case.infringements_of(strand.id)
        matching = [i for i in alleged if search.finds(i, strand)]
        if not matching and not (search.is_empty or search.finds_words(strand.title)):
            continue
        row = _strand_row(lang, base, strand, found.get(strand.id, ()))
        if alleged and is_closed(base.case, strand):
            row = _foldable(lang, row, len(alleged), is_folded=strand.id in hidden)
        yield row
        for infringement in (i for i in matching if i.id not in hidden):
            yield _infringement_row(lang, base, infringement, found.get(infringement.id, ()))


def _strand_row(
    lang: Language, base: Assessment, strand: Strand, problems: tuple[Problem, ...]
) -> AllegedRow:
    day = formats.day(lang, strand.decision_on)
    outcome = words.outcome_words(lang, strand, base.case.as_of)
    return AllegedRow(
        identifier=strand.id, is_strand=True, problems=problems,
        title=strand.title or lang.tr("Strand without a title"),
        detail=lang.tr("decision {day} · {outcome}", day=day, outcome=outcome),
    )  # fmt: skip


def _foldable(lang: Language, row: AllegedRow, count: int, *, is_folded: bool) -> AllegedRow:
    alleged = lang.ntr("{n} allegation", "{n} allegations", count)
    return replace(
        row, fold="▸" if is_folded else "▾",
        detail=lang.tr("{detail} · {more}", detail=row.detail, more=alleged),
    )  # fmt: skip


def _infringement_row(
    lang: Language, base: Assessment, infringement: Infringement, problems: tuple[Problem, ...]
) -> AllegedRow:
    chance, start = infringement.chance, infringement.start
    uncertain = chance is not None and chance.is_uncertain
    amount = base.worksheet(infringement.id).amount_eur
    return AllegedRow(
        identifier=infringement.id, is_strand=False, problems=problems,
        title=infringement.title or lang.tr("Infringement without a title"),
        provisions=words.provisions_words(lang, base.case, infringement),
        start="–" if start is None else _central(lang, start),
        start_range="" if start is None else formats.understood(lang, start),
        chance="–" if chance is None else formats.share(lang, chance.central),
        chance_range=formats.estimate(lang, chance, "share") if chance and uncertain else "",
        amount=formats.amount(lang, amount),
        exact="" if amount is None else formats.exact_amount(lang, amount),
    )  # fmt: skip


def _central(lang: Language, start: StartingAmount) -> str:
    likely = with_estimate(start, exactly(start.estimate.central))
    return formats.starting_amount(lang, likely)


@dataclass(frozen=True, kw_only=True)
class Search:
    """What the search box asks: words to find, and the articles that the words point to."""

    words: tuple[str, ...]
    articles: frozenset[int]

    @classmethod
    def of(cls, query: str, lang: Language) -> "Search":
        """Read a query: numbers find provisions, words titles, facts and what articles say."""
        hits = law.search_provisions(query, language=lang.code) if query.strip() else ()
        return cls(
            words=tuple(_plain(query).split()), articles=frozenset(h.ref.article for h in hits)
        )

    @property
    def is_empty(self) -> bool:
        """True where nothing is asked."""
        return not self.words

    def finds(self, infringement: Infringement, strand: Strand) -> bool:
        """True where the infringement answers the query."""
        if self.is_empty:
            return True
        refs = (law.parse_provision(code) for code in infringement.provisions)
        if any(ref is not None and ref.article in self.articles for ref in refs):
            return True
        text = f"{infringement.title} {infringement.facts} {strand.title}"
        return self.finds_words(text)

    def finds_words(self, text: str) -> bool:
        """True where every word of the query stands in the text."""
        plain = _plain(text)
        return all(word in plain for word in self.words)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
