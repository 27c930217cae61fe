"""The rows of `enforcement.json`: the articles on enforcement and three recitals, as data.

Each paragraph has our own words, in every language, with source and status; the articles also
have keywords for the search. Which maximum or deadline rests on a paragraph is named by the code
it has in `rules.json` or `deadlines.json`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from dsa_sim.language_folders import ENGLISH
from dsa_sim.law.by_language import Keywords, Numbered, Point, Status, Statuses, Words
from dsa_sim.law.deadline_rules import load_deadlines
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.provisions import ProvisionRef
from dsa_sim.law.reading import read_data, refuse_duplicates
from dsa_sim.law.row_checks import check_provenance
from dsa_sim.law.rules import load_rules

Division = Literal["article", "recital"]

_FILE = "enforcement.json"
_NO_WORDS = Words({ENGLISH: ""})


class EnforcementParagraph(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paragraph or point in our own words (`paragraph` None: the article has a single one).

    `rules` are the codes of the maxima and deadlines that rest on it. `status` speaks of the text
    of the law that the words were written from: compared, or from memory (`unchecked`).
    """

    paragraph: Numbered | None
    point: Point | None
    text: Words
    rules: tuple[str, ...]
    source: str
    status: Status
    checked: date | None


class EnforcementArticle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article or recital on enforcement: official heading, our summary, its paragraphs.

    `heading` is None for a recital. `status` says that the row is in the source as cited.
    """

    division: Division
    number: Numbered
    heading: Words | None
    heading_status: Statuses
    summary: Words
    summary_status: Status
    keywords: Keywords
    source: str
    status: Status
    checked: date | None
    paragraphs: tuple[EnforcementParagraph, ...]

    @property
    def headings(self) -> Words:
        """The official heading in every language of the program; empty words for a recital."""
        return self.heading or _NO_WORDS

    @property
    def citation(self) -> str:
        """How it is cited: `Art. 74`, `Recital 117`, and `Art. 3(x)`, the point that matters."""
        if self.division == "recital":
            return f"Recital {self.number}"
        only = self.paragraphs[0]
        alone = len(self.paragraphs) == 1 and only.paragraph is None and only.point is not None
        return f"Art. {self.number}({only.point})" if alone else f"Art. {self.number}"

    def paragraph_citation(self, row: EnforcementParagraph) -> str:
        """How one of its paragraphs or points is cited, such as `Art. 73(1)(b)`."""
        if row.paragraph is None:
            return self.citation
        ref = ProvisionRef(article=self.number, paragraph=row.paragraph, point=row.point)
        return ref.citation


class _EnforcementFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rows: tuple[EnforcementArticle, ...]


def load_enforcement(folder: Path | None = None) -> tuple[EnforcementArticle, ...]:
    """Return the rows of `enforcement.json`, from `folder` or the package.

    Raises `LawDataError` if the file is broken, an article, recital or paragraph stands twice, a
    row without paragraphs or provenance, or a rule that is in neither file of rules.
    """
    rows = read_data(_FILE, _EnforcementFile, folder=folder).rows
    path = "$.rows[{}].number".format
    refuse_duplicates(_FILE, rows, path=path, key=lambda row: (row.division, row.number))
    known = _rule_codes(folder)
    for index, row in enumerate(rows):
        _check_row(row, f"$.rows[{index}]", known)
    return rows


def _rule_codes(folder: Path | None) -> frozenset[str]:
    maxima = (rule.code for rule in load_rules(folder))
    deadlines = (rule.code for rule in load_deadlines(folder).rules)
    return frozenset((*maxima, *deadlines))


def _check_row(row: EnforcementArticle, path: str, known: frozenset[str]) -> None:
    if not row.paragraphs:
        raise LawDataError(_FILE, f"{path}.paragraphs", "expected at least one paragraph")
    if (row.heading is None) != (row.division == "recital"):
        raise LawDataError(_FILE, f"{path}.heading", "articles have a heading, recitals none")
    paragraphs = f"{path}.paragraphs[{{}}]"
    refuse_duplicates(
        _FILE, row.paragraphs, path=f"{paragraphs}.paragraph".format,
        key=lambda part: (part.paragraph, part.point),
    )  # fmt: skip
    for index, part in enumerate(row.paragraphs):
        check_provenance(
            _FILE, paragraphs.format(index),
            source=part.source, status=part.status, checked=part.checked,
        )  # fmt: skip
        for n, code in enumerate(part.rules):
            if code not in known:
                where = f"{paragraphs.format(index)}.rules[{n}]"
                raise LawDataError(_FILE, where, f"{code!r} is no maximum and no deadline")
