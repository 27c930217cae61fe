"""Provisions of Arts 9-48: how they are cited, whom they bind, what they are called."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.language_folders import keywords
from dsa_sim.law.by_language import Keywords, Numbered, Status, Statuses, Words
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import read_data, refuse_duplicates

Tier = Literal[
    "intermediary",
    "intermediary_non_eu",
    "hosting",
    "online_platform",
    "online_platform_and_search_engine",
    "marketplace",
    "vlop_vlose",
    "none_voluntary",
]
Kind = Literal["obligation", "procedural"]

_PARAGRAPHS_FILE = "provisions.json"
_ARTICLES_FILE = "articles.json"

_CITATION = r"""
    (?:(?:ARTICLE)\b\.?\s*)?
    (?P<article>[0-9]{1,3})
    (?:
        (?: \s*\(\s*(?P<round>[0-9]{1,2})\s*\)
          | \s?\.\s?(?P<dotted>[0-9]{1,2})
          | [\s,]*(?:PARAGRAPH)\.?\s*\(?(?P<named>[0-9]{1,2})\)?
        )
        (?:[\s,.]*(?:POINT)?\.?\s*\(?\s?(?P<point>[a-z])\s?\)?)?
    )?
"""


class ProvisionRef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reference to an article, or a paragraph or point of it; it need not exist.

    Raises `ValueError` for numbers below 1, a point without a paragraph, or a point that is not
    one small letter.
    """

    article: int
    paragraph: int | None = None
    point: str | None = None

    def __post_init__(self) -> None:
        if self.article < 1 or (self.paragraph is not None and self.paragraph < 1):
            raise ValueError("articles and paragraphs are numbered from 1")
        if self.point is not None and self.paragraph is None:
            raise ValueError("a point needs its paragraph")
        if self.point is not None and not re.fullmatch("[a-z]", self.point):
            raise ValueError("a point is one small letter")

    @property
    def code(self) -> str:
        """The reference as it is stored, such as `34(1)(b)`."""
        paragraph = "" if self.paragraph is None else f"({self.paragraph})"
        return f"{self.article}{paragraph}" + ("" if self.point is None else f"({self.point})")

    @property
    def citation(self) -> str:
        """The reference as it is cited, such as `Art. 34(1)(b)`."""
        return f"Art. {self.code}"

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Key that puts references in the order of the Regulation."""
        return self.article, self.paragraph or 0, self.point or ""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paragraph (None: the article has a single, unnumbered one) and whom it binds.

    `status` speaks of its existence and number, `classification_status` of `tier` and `kind`.
    `micro_small_exempt`: Arts 15(2), 19(1) and 29(1) relieve micro and small enterprises of it.
    """

    article: Numbered
    paragraph: Numbered | None
    tier: Tier
    kind: Kind
    micro_small_exempt: bool
    note: Words | None
    source: str
    status: Status
    classification_status: Status
    checked: date | None

    @property
    def ref(self) -> ProvisionRef:
        """The reference to this paragraph."""
        return ProvisionRef(article=self.article, paragraph=self.paragraph)

    @property
    def is_obligation(self) -> bool:
        """Tell whether the paragraph puts a duty on providers."""
        return self.kind == "obligation"


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section of the Regulation (number and title None: a chapter without sections)."""

    chapter: str
    section: int | None
    chapter_title: Words
    title: Words | None
    source: str
    status: Statuses
    checked: date | None


class TierWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words by which people name those that a tier binds ("marketplace", "hébergeur")."""

    tier: Tier
    words: Keywords


class _ArticleRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    article: Numbered
    chapter: str
    section: int | None
    heading: Words
    heading_status: Statuses
    summary: Words
    summary_status: Status
    keywords: Keywords
    source: str
    checked: date | None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article of Arts 9-48 with its section and its paragraphs in order.

    Headings are the official ones, summaries the program's own words; each has its status.
    """

    number: int
    section: Section
    headings: Words
    heading_status: Statuses
    summaries: Words
    summary_status: Status
    keywords: Keywords
    paragraphs: tuple[Paragraph, ...]
    source: str
    checked: date | None

    def heading(self, language: str) -> str:
        """Return the official heading in a language."""
        return self.headings.text(language)

    def summary(self, language: str) -> str:
        """Return what the article asks for, in one sentence of the program's own."""
        return self.summaries.text(language)

    @property
    def ref(self) -> ProvisionRef:
        """The reference to the article as a whole."""
        return ProvisionRef(article=self.number)

    @property
    def obligations(self) -> tuple[Paragraph, ...]:
        """The paragraphs that put a duty on providers; empty for Arts 19, 29 and 44-48."""
        return tuple(p for p in self.paragraphs if p.is_obligation)

    @property
    def tier(self) -> Tier:
        """Whom the first obligation of the article binds; single paragraphs may differ (14, 24)."""
        return (self.obligations or self.paragraphs)[0].tier

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Whom its obligations bind (where it has none, its paragraphs), each tier once."""
        return tuple(dict.fromkeys(p.tier for p in self.obligations or self.paragraphs))


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """What a reference points to: the article and those of its paragraphs that it covers.

    A reference to an article covers all its paragraphs, one to a point its paragraph.
    """

    ref: ProvisionRef
    article: Article
    paragraphs: tuple[Paragraph, ...]

    def heading(self, language: str) -> str:
        """Return the official heading of the article in a language."""
        return self.article.heading(language)

    def note(self, language: str) -> str:
        """Return the note on the paragraph, empty if there is none or an article is meant."""
        note = self.paragraphs[0].note if len(self.paragraphs) == 1 else None
        return note.text(language) if note else ""

    @property
    def obligations(self) -> tuple[Paragraph, ...]:
        """The covered paragraphs that put a duty on providers."""
        return tuple(p for p in self.paragraphs if p.is_obligation)

    @property
    def tier(self) -> Tier:
        """Whom it binds; for an article, whom its first obligation binds."""
        return (self.obligations or self.paragraphs)[0].tier

    @property
    def kind(self) -> Kind:
        """`obligation` if at least one covered paragraph puts a duty on providers."""
        return "obligation" if self.obligations else "procedural"

    @property
    def in_section5(self) -> bool:
        """Tell whether it is in Chapter III, Section 5 (Arts 33-43), so that Art. 75 applies."""
        return in_section5(self.article.number)


def in_section5(article: int) -> bool:
    """Tell whether an article is in Chapter III, Section 5 (Arts 33-43)."""
    found = _by_number().get(article)
    return found is not None and (found.section.chapter, found.section.section) == ("III", 5)


def load_paragraphs(folder: Path | None = None) -> tuple[Paragraph, ...]:
    """Return the rows of `provisions.json`, from `folder` or the package.

    Raises `LawDataError` if the file is broken or a paragraph is given twice.
    """
    rows = read_data(_PARAGRAPHS_FILE, _ParagraphsFile, folder=folder).provisions
    path = "$.provisions[{}].paragraph".format
    refuse_duplicates(_PARAGRAPHS_FILE, rows, path=path, key=lambda row: row.ref.code)
    return rows


def load_articles(folder: Path | None = None) -> tuple[Article, ...]:
    """Return the articles of `articles.json` joined with their paragraphs, in order.

    Raises `LawDataError` if a file is broken, an article is given twice, has no paragraph or no
    section, or a paragraph has no article.
    """
    rows, sections = _article_rows(folder)
    paragraphs: dict[int, list[Paragraph]] = {row.article: [] for row in rows}
    for index, paragraph in enumerate(load_paragraphs(folder)):
        if paragraph.article not in paragraphs:
            reason = f"article {paragraph.article} is not in {_ARTICLES_FILE}"
            raise LawDataError(_PARAGRAPHS_FILE, f"$.provisions[{index}].article", reason)
        paragraphs[paragraph.article].append(paragraph)
    for index, row in enumerate(rows):
        if not paragraphs[row.article]:
            reason = f"article {row.article} has no paragraph in {_PARAGRAPHS_FILE}"
            raise LawDataError(_ARTICLES_FILE, f"$.articles[{index}].article", reason)
    joined = (_joined(row, sections, paragraphs[row.article]) for row in rows)
    return tuple(sorted(joined, key=lambda article: article.number))


def load_tier_words(folder: Path | None = None) -> tuple[TierWords, ...]:
    """Return the words for the tiers in `articles.json`; `LawDataError` if one stands twice."""
    rows = read_data(_ARTICLES_FILE, _ArticlesFile, folder=folder).tiers
    path = "$.tiers[{}].tier".format
    refuse_duplicates(_ARTICLES_FILE, rows, path=path, key=lambda row: row.tier)
    return rows


def articles() -> tuple[Article, ...]:
    """Return Arts 9-48 in order."""
    return tuple(_by_number().values())


def provision(code: str) -> Provision | None:
    """Return what a code such as `34`, `16(5)` or `34(1)(b)` points to, None if it does not exist.

    Article and paragraph are looked up; the letter of a point is kept as it is, not looked up.
    """
    ref = parse_provision(code)
    return None if ref is None else resolve(ref)


def resolve(ref: ProvisionRef) -> Provision | None:
    """Return what a reference points to, None if there is no such article or paragraph."""
    article = _by_number().get(ref.article)
    if article is None:
        return None
    if ref.paragraph is None:
        return Provision(ref=ref, article=article, paragraphs=article.paragraphs)
    covered = tuple(p for p in article.paragraphs if p.paragraph == ref.paragraph)
    return Provision(ref=ref, article=article, paragraphs=covered) if covered else None


@lru_cache(maxsize=4096)
def parse_provision(text: str) -> ProvisionRef | None:
    """Read a citation as people type it, None if it is none; it need not exist.

    Understands `34(1)`, `Art. 34 (1)(b)`, `34.1`, `article 34, paragraphe 1, point b)`.
    """
    found = _cited().fullmatch(" ".join(text.casefold().split()))
    if found is None:
        return None
    paragraph = found["round"] or found["dotted"] or found["named"]
    try:
        return ProvisionRef(
            article=int(found["article"]),
            paragraph=None if paragraph is None else int(paragraph),
            point=found["point"],
        )
    except ValueError:
        return None


@cache
def _cited() -> re.Pattern[str]:
    """How provisions are cited in every language."""
    pattern = _CITATION
    for meaning in ("article", "paragraph", "point"):
        pattern = pattern.replace(meaning.upper(), "|".join(keywords("citing")[meaning]))
    return re.compile(pattern, re.VERBOSE)


class _ParagraphsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provisions: tuple[Paragraph, ...]


class _ArticlesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sections: tuple[Section, ...]
    tiers: tuple[TierWords, ...]
    articles: tuple[_ArticleRow, ...]


_Sections = dict[tuple[str, int | None], Section]


def _article_rows(folder: Path | None) -> tuple[tuple[_ArticleRow, ...], _Sections]:
    data = read_data(_ARTICLES_FILE, _ArticlesFile, folder=folder)
    path = "$.articles[{}].article".format
    refuse_duplicates(_ARTICLES_FILE, data.articles, path=path, key=lambda row: row.article)
    sections = {(section.chapter, section.section): section for section in data.sections}
    for index, row in enumerate(data.articles):
        if (row.chapter, row.section) not in sections:
            reason = f"chapter {row.chapter}, section {row.section} is not in the list of sections"
            raise LawDataError(_ARTICLES_FILE, f"$.articles[{index}].section", reason)
    return data.articles, sections


def _joined(row: _ArticleRow, sections: _Sections, paragraphs: list[Paragraph]) -> Article:
    return Article(
        number=row.article,
        section=sections[row.chapter, row.section],
        headings=row.heading,
        heading_status=row.heading_status,
        summaries=row.summary,
        summary_status=row.summary_status,
        keywords=row.keywords,
        paragraphs=tuple(sorted(paragraphs, key=lambda p: p.paragraph or 0)),
        source=row.source,
        checked=row.checked,
    )


@cache
def _by_number() -> dict[int, Article]:
    return {article.number: article for article in load_articles()}
