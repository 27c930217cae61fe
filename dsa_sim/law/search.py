"""Search for provisions by number, official heading, synonym, tier or summary.

All languages are searched together; `search_words` knows how words are compared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

import msgspec

from dsa_sim.language_folders import ENGLISH, keywords, languages
from dsa_sim.law.binding import Binding, binding
from dsa_sim.law.by_language import Keywords
from dsa_sim.law.provisions import (
    Article,
    ProvisionRef,
    Tier,
    TierWords,
    articles,
    load_tier_words,
    parse_provision,
    resolve,
)
from dsa_sim.law.search_words import Found, Index, Place, Text, words
from dsa_sim.law.services import PlatformFacts

MatchedBy = Literal["number", "heading", "keyword", "tier", "summary"]

_STATUSES = ("bound", "open", "not_bound")

# The same questions are asked with every letter typed.
_binding = lru_cache(maxsize=1024)(binding)


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that answers a query, with the paragraph if the query named one.

    `matched_by` and `matched_text` say where the best match was found (`keyword`, "dark
    patterns"); `score` orders the hits and means nothing else. `binding` tells whether it binds
    the platform, None where no facts about one were given.
    """

    ref: ProvisionRef
    heading: str
    summary: str
    matched_by: MatchedBy
    matched_text: str
    score: int
    binding: Binding | None = None


def search_provisions(
    query: str,
    *,
    language: str = ENGLISH,
    limit: int = 50,
    tier: Tier | None = None,
    facts: PlatformFacts | None = None,
) -> tuple[SearchHit, ...]:
    """Return the articles that answer a query, best first; an empty query gives none.

    A number ("34", "Art. 34(1)", "34.1") finds its article and beginning numbers ("3") theirs.
    Words are sought in all languages whatever the language, which decides on the words of
    the hits; accents and umlauts, case and plural do not matter, beginnings of words and, from
    five letters, parts of compounds suffice, and each word must be found somewhere in the
    article. A word found nowhere may be misspelt by one letter, from six letters.

    `tier` keeps what binds that tier, and lets an empty query list all of it. With the `facts` of
    a platform, what binds it comes first, then what may, then what does not; an article named by
    its number stays on top.
    """
    ref = parse_provision(query)
    named = [] if ref is None else _named(ref, language)
    if named and ref is not None and ref.paragraph is not None:
        return tuple(_bound(named, facts)[:limit])
    taken = {hit.ref.article for hit in named}
    others = [hit for hit in _others(query, language, tier) if hit.ref.article not in taken]
    found = _bound(named, facts) + sorted(_bound(others, facts), key=_status_rank)
    return tuple(found[:limit])


def _named(ref: ProvisionRef, language: str) -> list[SearchHit]:
    found = resolve(ref) or resolve(ProvisionRef(article=ref.article))
    if found is None:
        return []
    number = Text("number", "", str(ref.article), (), ())
    return [_hit(found.article, (1_000, number), language, ref=found.ref)]


def _others(query: str, language: str, tier: Tier | None) -> list[SearchHit]:
    wanted = [a for a in articles() if tier is None or tier in a.tiers]
    if not words(query):
        # The index takes as long as a page to make: not where nothing is sought.
        listed = Text("tier", "", "", (), ())
        return [_hit(a, (0, listed), language) for a in wanted if tier is not None]
    found = _index().scores(query, language)
    hits = [_hit(a, found[a.number], language) for a in wanted if a.number in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.ref.article))


def _bound(hits: list[SearchHit], facts: PlatformFacts | None) -> list[SearchHit]:
    if facts is None:
        return hits
    replace = msgspec.structs.replace
    return [replace(hit, binding=_binding(hit.ref, facts)) for hit in hits]


def _status_rank(hit: SearchHit) -> int:
    return 0 if hit.binding is None else _STATUSES.index(hit.binding.status)


@cache
def _index() -> Index[int]:
    return Index((article.number, _texts(article)) for article in articles())


def _texts(article: Article) -> list[Text]:
    number = str(article.number)
    found = [Text.of("number", "", " ".join((number, *keywords("citing")["article"])))]
    tiers = {row.tier: row.words for row in _tier_words()}
    for language in languages_of(article.keywords):
        text = texts_in(language)
        found += text("heading", article.heading(language))
        found += text("keyword", *article.keywords.of(language))
        found += text("tier", *(w for t in article.tiers for w in tiers[t].of(language)))
        found += text("summary", article.summary(language))
    return found


def languages_of(keywords_: Keywords) -> tuple[str, ...]:
    """The languages of the data, then those that only have a folder of their own."""
    return tuple(dict.fromkeys((*keywords_.languages, *languages())))


def texts_in(language: str) -> Callable[..., list[Text]]:
    """Return the maker of the texts of one place in a language."""

    def texts(place: Place, *of: str) -> list[Text]:
        return [Text.of(place, language, text) for text in of]

    return texts


@cache
def _tier_words() -> tuple[TierWords, ...]:
    return load_tier_words()


def _hit(
    article: Article, found: Found, language: str, *, ref: ProvisionRef | None = None
) -> SearchHit:
    score, text = found
    return SearchHit(
        ref=ref or article.ref,
        heading=article.headings.text(language),
        summary=article.summary(language),
        matched_by=text.place,
        matched_text=text.text,
        score=score,
    )
