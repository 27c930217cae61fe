"""Articles 3(x), 33, 49-52, 54, 56, 65-83, 92, 93 and three recitals: who enforces, and how.

`article(74)` and `recital(117)` look one up. `reference(query)` answers for these and for
Articles 9-48 alike, with everything that should be printed or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec

from dsa_sim.language_folders import ENGLISH, keywords
from dsa_sim.law.by_language import Status, Statuses, Words
from dsa_sim.law.enforcement_rows import (
    Division,
    EnforcementArticle,
    EnforcementParagraph,
    load_enforcement,
)
from dsa_sim.law.provisions import (
    Paragraph,
    Provision,
    ProvisionRef,
    Tier,
    parse_provision,
    resolve,
)
from dsa_sim.law.rules import Ground, MaximumRule, load_rules
from dsa_sim.law.search import languages_of, search_provisions, texts_in
from dsa_sim.law.search_words import Index, Text

__all__ = [
    "EnforcementArticle",
    "EnforcementParagraph",
    "Reference",
    "ReferenceLine",
    "article",
    "enforcement_articles",
    "load_enforcement",
    "recital",
    "reference",
]

_Key = tuple[Division, int]


class ReferenceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph or point: our own words on it (None: nothing noted), and what rests on it.

    `tier` and `obligation` speak of Arts 9-48 alone (else None). `rules` are the codes of the
    maxima in `rules.json` and the deadlines in `deadlines.json` that rest on it.
    """

    citation: str
    text: Words | None
    tier: Tier | None
    obligation: bool | None
    rules: tuple[str, ...]
    source: str
    status: Status
    checked: date | None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What answers to a query: an article, one paragraph or point of it, or a recital.

    `heading` is the official one (empty words for a recital), `summary` our own; both are of the
    article, `lines` of what was asked for: all of the article, or the paragraph or point. `tier`
    is whom it binds (None for enforcement). `maxima` are the rules the article sets, with rate,
    unit, base and the grounds that were asked for. `status` and `checked` speak of the row.
    """

    citation: str
    division: Division
    number: int
    heading: Words
    heading_status: Statuses
    summary: Words
    summary_status: Status
    tier: Tier | None
    lines: tuple[ReferenceLine, ...]
    maxima: tuple[MaximumRule, ...]
    source: str
    status: Status
    checked: date | None


def enforcement_articles() -> tuple[EnforcementArticle, ...]:
    """Return the articles in the order of the Regulation, then the recitals."""
    return tuple(_by_key().values())


def article(number: int) -> EnforcementArticle | None:
    """Return the article on enforcement with that number; None if the data have none."""
    return _by_key().get(("article", number))


def recital(number: int) -> EnforcementArticle | None:
    """Return the recital with that number; None if the data have none."""
    return _by_key().get(("recital", number))


def reference(query: str, *, language: str = ENGLISH, limit: int = 12) -> tuple[Reference, ...]:
    """Return what answers to "74", "34", "Art. 74(2)", "recital 117" or "traceability".

    The best comes first; nothing that answers gives an empty tuple. A number answers with that
    article alone, a paragraph or point that does not exist with nothing.
    """
    plain = " ".join(query.casefold().split())
    lone_point, lone_recital = _lone()
    cited = lone_recital.fullmatch(plain)
    if cited is not None:
        row = recital(int(cited[1]))
        return () if row is None else (_of_row(row, row.paragraphs, citation=row.citation),)
    lone = lone_point.fullmatch(plain)
    if lone is not None:
        return tuple(_of_point(int(lone[1]), lone[2]))
    ref = parse_provision(query)
    if ref is not None:
        return tuple(_of_ref(ref))
    return _of_words(query, language)[:limit]


@cache
def _lone() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a point of an article without paragraphs is cited, and a recital."""
    article, point, recital = (
        "|".join(keywords("citing")[meaning]) for meaning in ("article", "point", "recital")
    )
    return (
        re.compile(
            rf"(?:(?:{article})\.?\s*)?([0-9]{{1,3}})\s*(?:\(|,?\s*(?:{point})\.?\s*)([a-z])\)?"
        ),
        re.compile(rf"(?:{recital})\.?\s*\(?([0-9]{{1,3}})\)?"),
    )


def _of_point(number: int, point: str) -> Iterable[Reference]:
    row = article(number)
    found = () if row is None else tuple(p for p in row.paragraphs if p.point == point)
    if row is not None and found and found[0].paragraph is None:
        yield _of_row(row, found, citation=row.citation)


def _of_ref(ref: ProvisionRef) -> Iterable[Reference]:
    found = resolve(ref)
    if found is not None:
        yield _of_provision(found)
        return
    row = article(ref.article)
    if row is None:
        return
    covered = tuple(p for p in row.paragraphs if _covers(ref, p))
    maxima = _maxima(ref)
    if covered or (ref.point is not None and maxima):
        citation = row.citation if ref.paragraph is None else ref.citation
        yield _of_row(row, covered, citation=citation, maxima=maxima)


def _covers(ref: ProvisionRef, part: EnforcementParagraph) -> bool:
    if ref.paragraph is None:
        return True
    return part.paragraph == ref.paragraph and ref.point in (None, part.point)


def _maxima(ref: ProvisionRef) -> tuple[MaximumRule, ...]:
    of_article = (rule for rule in load_rules() if rule.article == ref.article)
    named = (rule for rule in of_article if ref.paragraph in (None, rule.paragraph))
    kept = ((rule, _grounds(rule, ref)) for rule in named)
    replace = msgspec.structs.replace
    return tuple(replace(rule, grounds=grounds) for rule, grounds in kept if grounds)


def _grounds(rule: MaximumRule, ref: ProvisionRef) -> tuple[Ground, ...]:
    return tuple(ground for ground in rule.grounds if ref.point in (None, ground.point))


def _of_row(
    row: EnforcementArticle,
    covered: tuple[EnforcementParagraph, ...],
    *,
    citation: str,
    maxima: tuple[MaximumRule, ...] = (),
) -> Reference:
    return Reference(
        citation=citation,
        division=row.division,
        number=row.number,
        heading=row.headings,
        heading_status=row.heading_status,
        summary=row.summary,
        summary_status=row.summary_status,
        tier=None,
        lines=tuple(_line(row, part) for part in covered),
        maxima=maxima,
        source=row.source,
        status=row.status,
        checked=row.checked,
    )


def _line(row: EnforcementArticle, part: EnforcementParagraph) -> ReferenceLine:
    return ReferenceLine(
        citation=row.paragraph_citation(part),
        text=part.text,
        tier=None,
        obligation=None,
        rules=part.rules,
        source=part.source,
        status=part.status,
        checked=part.checked,
    )


def _of_provision(found: Provision) -> Reference:
    row = found.article
    return Reference(
        citation=found.ref.citation,
        division="article",
        number=row.number,
        heading=row.headings,
        heading_status=row.heading_status,
        summary=row.summaries,
        summary_status=row.summary_status,
        tier=found.tier,
        lines=tuple(_paragraph_line(paragraph) for paragraph in found.paragraphs),
        maxima=(),
        source=row.source,
        status=row.heading_status.of(ENGLISH),
        checked=row.checked,
    )


def _paragraph_line(paragraph: Paragraph) -> ReferenceLine:
    """The line of a paragraph of Arts 9-48; Art. 33 has more to say in the rows on enforcement."""
    row = article(paragraph.article)
    parts = row.paragraphs if row is not None else ()
    told = next((part for part in parts if part.paragraph == paragraph.paragraph), None)
    return ReferenceLine(
        citation=paragraph.ref.citation,
        text=told.text if told is not None else paragraph.note,
        tier=paragraph.tier,
        obligation=paragraph.is_obligation,
        rules=told.rules if told is not None else (),
        source=paragraph.source,
        status=paragraph.status,
        checked=paragraph.checked,
    )


def _of_words(query: str, language: str) -> tuple[Reference, ...]:
    provisions = search_provisions(query, language=language)
    scored: list[tuple[int, _Key]] = [
        (hit.score, ("article", hit.ref.article)) for hit in provisions
    ]
    keys = {key for _, key in scored}
    others = _index().scores(query, language).items()
    scored += [(score, key) for key, (score, _) in others if key not in keys]
    ordered = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
    return tuple(found for _, key in ordered for found in _of_key(key))


def _of_key(key: _Key) -> Iterable[Reference]:
    division, number = key
    row = _by_key().get(key)
    if division == "article" and number > 3:
        yield from _of_ref(ProvisionRef(article=number))
    elif row is not None:
        yield _of_row(row, row.paragraphs, citation=row.citation)


@cache
def _index() -> Index[_Key]:
    return Index((key, _texts(row)) for key, row in _by_key().items())


def _texts(row: EnforcementArticle) -> list[Text]:
    found: list[Text] = []
    for language in languages_of(row.keywords):
        text = texts_in(language)
        found += text("keyword", *row.keywords.of(language))
        found += text("heading", row.headings.text(language))
        found += text("summary", row.summary.text(language))
    return found


@cache
def _by_key() -> dict[_Key, EnforcementArticle]:
    rows = sorted(load_enforcement(), key=lambda row: (row.division, row.number))
    return {(row.division, row.number): row for row in rows}
