"""What the law data hold on an article or a maximum, in words for reading without the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dsa_sim import law
from dsa_sim.language import formats
from dsa_sim.language.joining import named
from dsa_sim.language.law_pack_words import version_words
from dsa_sim.language.register_words import Fact, heading_status, status_words
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import word
from dsa_sim.law.calendars import weakest
from dsa_sim.law.enforcement import Reference, ReferenceLine, reference
from dsa_sim.law.links import official_text_url, recital_url
from dsa_sim.law.provisions import Tier

R = TypeVar("R", law.Ground, ReferenceLine)

TIERS: dict[Tier, str] = {
    "intermediary": mark("all intermediary services"),
    "intermediary_non_eu": mark("intermediary services without an establishment in the Union"),
    "hosting": mark("hosting services, online platforms included"),
    "online_platform": mark("online platforms"),
    "online_platform_and_search_engine": mark("online platforms and search engines"),
    "marketplace": mark("online platforms on which consumers buy from traders"),
    "vlop_vlose": mark("designated services (VLOP and VLOSE)"),
    "none_voluntary": mark("nobody: it is voluntary"),
}


@dataclass(frozen=True, kw_only=True)
class LawText:
    """An article, a part of it or a recital: its citation, its name, and what is known of it.

    `row` is what the law data answered.
    """

    citation: str
    title: str
    facts: tuple[Fact, ...]
    row: Reference


def law_texts(lang: Language, query: str, *, limit: int) -> tuple[LawText, ...]:
    """What answers to a reference ("34", "Art. 74(2)", "recital 117") or to words, best first."""
    found = reference(query, language=lang.code, limit=limit)
    return tuple(law_text(lang, row) for row in found)


def law_text(lang: Language, row: Reference) -> LawText:
    """What it asks, whom it binds and since when, what it may cost, and where to read the law."""
    ref = law.parse_provision(row.citation)
    bound = None if ref is None else law.resolve(ref)
    return LawText(
        citation=_citation(lang, row),
        title=row.heading.text(lang.code),
        facts=(
            *_heading(lang, row, bound),
            *_summary(lang, row),
            *_lines(lang, row),
            *((_bound(lang, bound), *_application(lang, bound)) if bound else ()),
            *(fact for rule in row.maxima for fact in _maximum(lang, rule, _grounds(rule, ref))),
            _official_text(lang, row),
        ),
        row=row,
    )


def _citation(lang: Language, row: Reference) -> str:
    if row.division == "recital":
        return lang.tr("Recital {number}", number=row.number)
    return row.citation


def _heading(lang: Language, row: Reference, bound: law.Provision | None) -> tuple[Fact, ...]:
    heading = row.heading.text(lang.code)
    if not heading:
        return ()
    lines = [heading]
    if bound is not None:
        lines.append(_place(lang, bound.article.section))
    return (_fact(lang, lang.tr("Official heading"), lines, heading_status(lang, row), row),)


def _place(lang: Language, section: law.Section) -> str:
    chapter = lang.tr("Chapter {number}", number=section.chapter)
    if section.section is None:
        return chapter
    part = lang.tr("Section {number}", number=section.section)
    return f"{chapter}, {part}"


def _summary(lang: Language, row: Reference) -> tuple[Fact, ...]:
    text = row.summary.text(lang.code)
    if not text:
        return ()
    return (_fact(lang, lang.tr("In our own words"), (text,), row.summary_status, row),)


def _lines(lang: Language, row: Reference) -> tuple[Fact, ...]:
    """Its paragraphs and points; those that stand behind the same source make one fact."""
    noted = [line for line in row.lines if line.text is not None]
    return tuple(
        _fact(
            lang, lang.tr("Paragraph by paragraph"),
            [_cited(line.citation, line.text, lang) for line in lines], lines[0].status, lines[0],
        )
        for lines in _by_source(noted)
    )  # fmt: skip


def _cited(citation: str, text: law.Words | None, lang: Language) -> str:
    return named(lang, citation, text.text(lang.code)) if text else citation


def _by_source(rows: Sequence[R]) -> list[list[R]]:
    together: dict[tuple[object, ...], list[R]] = {}
    for row in rows:
        together.setdefault((row.status, row.source, row.checked), []).append(row)
    return list(together.values())


def _bound(lang: Language, found: law.Provision) -> Fact:
    """Whom each paragraph binds, paragraphs of one kind in one line."""
    groups: dict[str, list[str]] = {}
    for paragraph in found.paragraphs:
        who = lang.tr(TIERS[paragraph.tier])
        if not paragraph.is_obligation:
            who = lang.tr("no duty of providers")
        elif paragraph.micro_small_exempt:
            who = lang.tr("{who}, micro and small enterprises excepted", who=who)
        groups.setdefault(who, []).append(paragraph.ref.code)
    lines = [named(lang, ", ".join(codes), who) for who, codes in groups.items()]
    status = weakest(*(p.classification_status for p in found.paragraphs))
    return _fact(
        lang, lang.tr("Whom it binds"), lines, status,
        found.paragraphs[0],
    )  # fmt: skip


def _application(lang: Language, found: law.Provision) -> tuple[Fact, ...]:
    """From when it applies; days of single paragraphs apart, for their sources are others."""
    codes = {p.ref.code for p in found.paragraphs}
    own = [law.application_rule(code) for code in ("first_publication", "traders")]
    groups = (
        [law.application_rule(code) for code in _application_codes(found)],
        *([rule] for rule in own if codes & set(rule.provisions)),
    )
    return tuple(
        _fact(
            lang, lang.tr("Since when"), [_application_line(lang, rule, found) for rule in rules],
            weakest(*(rule.status for rule in rules)), rules[0],
        )
        for rules in groups
    )  # fmt: skip


def _application_line(lang: Language, rule: law.ApplicationRule, found: law.Provision) -> str:
    text = named(lang, rule.citation, rule.note.text(lang.code))
    covered = [p.ref.code for p in found.paragraphs if p.ref.code in rule.provisions]
    if covered and len(covered) < len(found.paragraphs):
        text = f"{text} ({', '.join(covered)})"
    return text if rule.date is None else named(lang, text, formats.day(lang, rule.date))


def _application_codes(found: law.Provision) -> tuple[str, ...]:
    early = law.application_rule("early").provisions
    codes = {p.ref.code for p in found.paragraphs} | {str(found.article.number)}
    if found.in_section5:
        return ("designation", "early") if codes & set(early) else ("designation",)
    if codes & set(law.application_rule("notification").provisions):
        return ("general", "notification")
    return ("early",) if codes & set(early) else ("general", "anticipated")


def _grounds(rule: law.MaximumRule, ref: law.ProvisionRef | None) -> list[law.Ground]:
    """The grounds of a maximum; only the point that was asked for, where there was one."""
    point = ref.point if ref is not None and ref.article == rule.article else None
    return [g for g in rule.grounds if point in (None, g.point)]


def _maximum(
    lang: Language, rule: law.MaximumRule, grounds: Sequence[law.Ground]
) -> tuple[Fact, ...]:
    tr = lang.tr
    rate, base = formats.rate(lang, rule.rate), rule.base.text(lang.code)
    up_to = (
        tr("Up to {rate} a day: {base}") if rule.unit == "per_day" else tr("Up to {rate}: {base}")
    )
    day, source = formats.day(lang, rule.valid_from), rule.valid_from_source
    lines = [
        up_to.format(rate=rate, base=base),
        _fault(lang, rule),
        tr("In force from {day} ({source})", day=day, source=source),
    ]
    if rule.valid_to is not None:
        lines.append(tr("In force until {day}", day=formats.day(lang, rule.valid_to)))
    name = named(lang, rule.citation, word(lang, "maximum", rule.code))
    return (_fact(lang, name, lines, rule.status, rule), *_ground_facts(lang, grounds))


def _ground_facts(lang: Language, grounds: Sequence[law.Ground]) -> tuple[Fact, ...]:
    return tuple(
        _fact(
            lang, lang.ntr("For this ground", "For one of these grounds", len(rows)),
            [_cited(row.citation, row.text, lang) for row in rows], rows[0].status, rows[0],
        )
        for rows in _by_source(grounds)
    )  # fmt: skip


def _fault(lang: Language, rule: law.MaximumRule) -> str:
    if rule.requires_fault is None:
        return lang.tr("Whether it needs negligence or intent is left to national law.")
    if rule.requires_fault:
        return lang.tr("Needs negligence or intent.")
    return lang.tr("Needs neither negligence nor intent.")


def _official_text(lang: Language, row: Reference) -> Fact:
    """Where the law itself can be read, and how far the data reach."""
    info = law.law_info()
    address = (
        recital_url(row.number, language=lang.code)
        if row.division == "recital"
        else official_text_url(language=lang.code, article=row.number)
    )
    lines = (
        address,
        lang.tr("Law data of {version}. {caveat}", version=version_words(lang),
                caveat=info.caveats[0].text(lang.code)),
    )  # fmt: skip
    return Fact(name=lang.tr("Official text"), lines=lines)


def _fact(lang: Language, name: str, lines: Sequence[str], status: law.Status, row: Any) -> Fact:
    return Fact(
        name=name,
        lines=tuple(lines),
        source=row.source,
        status=status_words(lang, status, row.checked),
        doubtful=status == "unchecked",
    )
