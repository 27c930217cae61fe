"""Search for provisions by number, official heading, synonym or summary, in every language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

import msgspec

from dsa_sim.law.provisions import (
    Article,
    ProvisionRef,
    articles,
    parse_provision,
    resolve,
)

MatchedBy = Literal["number", "heading", "keyword", "summary"]

_LANGUAGES = ("en", "fr")
# Rank of a whole word found in each place; a word of which only the beginning was typed weighs
# three quarters, so that nothing beats the place where a word was found.
_WEIGHTS: dict[MatchedBy, int] = {"number": 80, "heading": 40, "keyword": 24, "summary": 8}
_WHOLE_TEXT = 100
_OWN_LANGUAGE = 2
_FILLERS = {
    *("a", "an", "and", "art", "article", "by", "for", "in", "of", "on", "or", "the", "to", "with"),
    *("au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou"),
    *("par", "pour", "sur", "un", "une"),
}
_CITING = ("art", "article")
_SHORTEST_STEM = 4


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that answers a query, with the paragraph if the query named one.

    `matched_by` and `matched_text` say where the best match was found (`keyword`, "dark
    patterns"); `score` orders the hits and means nothing else.
    """

    ref: ProvisionRef
    heading: str
    summary: str
    matched_by: MatchedBy
    matched_text: str
    score: int


class _Entry(msgspec.Struct, frozen=True):
    """A piece of text of an article with its words, as the search sees them."""

    place: MatchedBy
    language: str
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


_Found = tuple[int, _Entry]


def search_provisions(
    query: str, *, language: str = "en", limit: int = 50
) -> tuple[SearchHit, ...]:
    """Return the articles that answer a query, best first; an empty query gives none.

    A number ("34", "Art. 34(1)", "34.1") finds its article and beginning numbers ("3") theirs.
    Words are sought in English and French whatever the language, which decides on the words of
    the hits; accents, case and plural do not matter, beginnings of words suffice, and each word
    must be found somewhere in the article.
    """
    ref = parse_provision(query)
    named = [] if ref is None else _named(ref, language)
    if named and ref is not None and ref.paragraph is not None:
        return tuple(named[:limit])
    taken = {hit.ref.article for hit in named}
    others = [hit for hit in _by_words(query, language) if hit.ref.article not in taken]
    return tuple((named + others)[:limit])


def _named(ref: ProvisionRef, language: str) -> list[SearchHit]:
    found = resolve(ref) or resolve(ProvisionRef(article=ref.article))
    if found is None:
        return []
    number = _Entry("number", language, str(ref.article), (), ())
    return [_hit(found.article, (1_000, number), language, ref=found.ref)]


def _by_words(query: str, language: str) -> list[SearchHit]:
    typed = _words(query)
    if not typed:
        return []
    words = [word for word in typed if word not in _FILLERS] or typed
    stems = tuple(_stem(word) for word in typed)
    scored = ((article, _score(article, words, stems, language)) for article in articles())
    hits = [_hit(article, found, language) for article, found in scored if found is not None]
    return sorted(hits, key=lambda hit: (-hit.score, hit.ref.article))


def _score(
    article: Article, words: list[str], stems: tuple[str, ...], language: str
) -> _Found | None:
    entries = _entries()[article.number]
    bests: list[_Found] = []
    for word in words:
        found = [(_weight(word, entry, language), entry) for entry in entries]
        best = max(found, key=lambda pair: pair[0])
        if best[0] == 0:
            return None
        bests.append(best)
    whole = [entry for entry in entries if entry.stems == stems and entry.place != "number"]
    top = max(bests, key=lambda pair: pair[0])[1]
    total = sum(weight for weight, _ in bests)
    return total + (_WHOLE_TEXT if whole else 0), (whole[0] if whole else top)


def _weight(word: str, entry: _Entry, language: str) -> int:
    weight = _WEIGHTS[entry.place]
    own = _OWN_LANGUAGE if entry.language == language[:2].lower() else 0
    stem = _stem(word)
    if stem in entry.stems:
        return weight + own
    start = stem if len(stem) >= _SHORTEST_STEM else word
    begun = any(other.startswith(start) for other in entry.words)
    return weight * 3 // 4 + own if begun else 0


def _stem(word: str) -> str:
    """Cut a plural ending of English or French: policies, researchers, risques, réseaux."""
    for ending, single in (("ies", "y"), ("aux", "au"), ("ss", "ss"), ("s", ""), ("x", "")):
        if word.endswith(ending) and len(word) > len(ending):
            return word[: len(word) - len(ending)] + single
    return word


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain)


@cache
def _entries() -> dict[int, tuple[_Entry, ...]]:
    return {article.number: tuple(_article_entries(article)) for article in articles()}


def _article_entries(article: Article) -> list[_Entry]:
    number = str(article.number)
    entries = [_Entry("number", "", number, (number, *_CITING), (number, *_CITING))]
    for language in _LANGUAGES:
        entries.append(_entry("heading", language, article.heading(language)))
        entries.append(_entry("summary", language, article.summary(language)))
        keywords = article.keywords.of(language)
        entries.extend(_entry("keyword", language, keyword) for keyword in keywords)
    return entries


def _entry(place: MatchedBy, language: str, text: str) -> _Entry:
    words = tuple(_words(text))
    return _Entry(place, language, text, words, tuple(_stem(word) for word in words))


def _hit(
    article: Article, found: _Found, language: str, *, ref: ProvisionRef | None = None
) -> SearchHit:
    score, entry = found
    return SearchHit(
        ref=ref or article.ref,
        heading=article.heading(language),
        summary=article.summary(language),
        matched_by=entry.place,
        matched_text=entry.text,
        score=score,
    )
