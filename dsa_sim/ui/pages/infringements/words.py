"""The sentences of the page of alleged infringements, made from the model's values."""

from collections.abc import Iterable, Iterator
from datetime import date

from dsa_sim import law
from dsa_sim.language import Language, formats
from dsa_sim.language.joining import sentence
from dsa_sim.language.national_words import ground_law, ground_reference
from dsa_sim.language.words import word
from dsa_sim.language.worksheet_words import not_counted, years_words
from dsa_sim.model.amounts import has_amount
from dsa_sim.model.assessment import Assessment, Share, Worksheet
from dsa_sim.model.case import Case, Infringement, Proceeding, Strand
from dsa_sim.model.maxima import Maximum, MaximumKind, StrandMaxima, is_of_income
from dsa_sim.model.part import Authority
from dsa_sim.model.periods import CountedPeriod


def provisions_words(lang: Language, case: Case, infringement: Infringement) -> str:
    """What is alleged, as short as a list shows it: "Art. 34, 35"; without one its ground."""
    codes = infringement.provisions
    if not codes or infringement.is_procedural:
        return ground_reference(lang, case, infringement)
    return lang.tr("Art. {code}", code=", ".join(codes))


def legal_line(lang: Language, case: Case, infringement: Infringement) -> str:
    """The articles with their headings, and the maximum that the ground brings."""
    parts = []
    for code in infringement.provisions:
        found = law.provision(code)
        heading = found.heading(lang.code) if found else ""
        parts.append(lang.tr("Article {code} {heading}", code=code, heading=heading).strip())
    parts.append(_rate_words(lang, case, infringement))
    return " · ".join(part for part in parts if part)


def _rate_words(lang: Language, case: Case, infringement: Infringement) -> str:
    proceeding, strand = strand_of(case, infringement.strand)
    try:
        rule = law.maximum_rule(
            kind_of(infringement), authority=proceeding.authority, on=strand.decision_on
        )
    except law.LawLookupError:
        return ""
    national = proceeding.authority == "national"
    source = lang.cited(rule.citation if national else f"Art. {infringement.ground}")
    rate = formats.rate(lang, rule.rate)
    return lang.tr("maximum {rate} ({source})", rate=rate, source=source)


def kind_of(infringement: Infringement) -> MaximumKind:
    """Which maximum the ground of the infringement brings."""
    return "procedural" if infringement.is_procedural else "infringement"


def strand_of(case: Case, identifier: str) -> tuple[Proceeding, Strand]:
    """The strand with that identifier and the proceeding it belongs to.

    Raises:
        KeyError: no strand carries it.
    """
    for proceeding in case.proceedings:
        for strand in proceeding.strands:
            if strand.id == identifier:
                return proceeding, strand
    raise KeyError(identifier)


def outcome_words(lang: Language, strand: Strand, as_of: date) -> str:
    """How a strand ends, in a word: certain, or with the chance of a decision."""
    past = strand.decision_on < as_of
    outcomes = strand.outcomes
    if outcomes.decision == 1:
        return lang.tr("ended in a decision") if past else lang.tr("ends in a decision")
    if outcomes.commitments == 1:
        return lang.tr("ended in commitments") if past else lang.tr("ends in commitments")
    if outcomes.closed == 1:
        return lang.tr("closed without a finding")
    return lang.tr("decision {share}", share=formats.share(lang, outcomes.decision))


def duration_words(lang: Language, infringement: Infringement, decision_on: date) -> str:
    """How long the alleged period lasts, up to the decision at most."""
    start, end = infringement.period_start, infringement.period_end
    until = min(end or decision_on, decision_on)
    if start is None or until < start:
        return ""
    return formats.duration(lang, start, until)


def day_words(lang: Language, infringement: Infringement) -> str:
    """What to enter as the period of a procedural infringement; empty where nothing is missing."""
    if not infringement.is_procedural or infringement.period_end is not None:
        return ""
    return lang.tr(
        "If it was committed on one day, enter that day twice: time to fine it runs from the end "
        "(Art. 77(2)). Without an end it goes on until the decision."
    )


def start_hint(lang: Language, case: Case, infringement: Infringement) -> str:
    """What may be typed as a starting amount, and what a share is taken of."""
    if is_of_income(case, infringement):
        return lang.tr("% of income, or €: a value, a range, or low – likely – high")
    return lang.tr("% of turnover, or €: a value, a range, or low – likely – high")


def years_line(lang: Language, sheet: Worksheet) -> str:
    """How many years count where the amount rests on them; else empty."""
    said = "".join(years_words(sheet, step, lang) for step in sheet.steps)
    return sentence(said) if said else ""


def clipping_words(lang: Language, periods: Iterable[CountedPeriod], alleged: date) -> str:
    """What the law leaves of the alleged period, provisions with the same days in one line."""
    return "\n".join(_clippings(lang, periods, alleged))


def _clippings(lang: Language, periods: Iterable[CountedPeriod], alleged: date) -> Iterator[str]:
    groups: dict[tuple[date | None, date, str], list[CountedPeriod]] = {}
    for p in periods:
        if p.clipped or p.counted_from is None:
            groups.setdefault((p.counted_from, p.until, p.source), []).append(p)
    for same in groups.values():
        first = same[0]
        codes = ", ".join(sorted((p.provision for p in same), key=_place))
        until = formats.day(lang, first.until)
        if first.counted_from is None:
            text = lang.tr("Art. {codes} never applied in this time", codes=codes)
        elif first.counted_from == alleged:
            text = lang.tr("Art. {codes}: counted until {until}", codes=codes, until=until)
        else:
            day = formats.day(lang, first.counted_from)
            text = lang.tr("Art. {codes}: counted from {day}", codes=codes, day=day)
        yield f"{text} ({first.source})" if first.source else text


def _place(code: str) -> tuple[int, int, str]:
    ref = law.parse_provision(code)
    return ref.sort_key if ref else (0, 0, code)


def amount_line(lang: Language, assessment: Assessment, sheet: Worksheet) -> str:
    """The amount and its share of the maximum, and why it may bring no fine."""
    infringement = sheet.infringement
    if sheet.amount_eur is None:
        if has_amount(assessment.case, infringement):
            return lang.tr("The turnover of the preceding year is missing, so there is no amount.")
        if assessment.case.method != "judgement":
            return lang.tr("Enter what the method needs on the page Methods to see the amount.")
        return lang.tr("Assume a starting amount to see how the amount is reached.")
    maximum = maxima_of(assessment, infringement.strand).of(kind_of(infringement))
    share = share_of(assessment, infringement.id)
    reason = not_counted(share.not_counted, lang) if share and share.not_counted else ""
    return " · ".join(p for p in (_amount_of_maximum(lang, sheet, maximum), reason) if p)


def _amount_of_maximum(lang: Language, sheet: Worksheet, maximum: Maximum | None) -> str:
    amount = formats.amount(lang, sheet.amount_eur)
    if maximum is None or not maximum.amount or sheet.amount_eur is None:
        return lang.tr("{amount} if fined", amount=amount)
    return lang.tr(
        "{amount} if fined: {share} of the maximum of {maximum} ({source})",
        amount=amount,
        share=formats.share(lang, sheet.amount_eur / float(maximum.amount)),
        maximum=formats.amount(lang, maximum.amount),
        source=lang.cited(maximum.law),
    )


def share_of(assessment: Assessment, infringement: str) -> Share | None:
    """What the infringement contributes to its decision."""
    shares = (s for d in assessment.decisions for s in d.shares)
    return next((s for s in shares if s.infringement == infringement), None)


def maxima_of(assessment: Assessment, strand: str) -> StrandMaxima:
    """The maxima of the strand with that identifier."""
    return next(s for s in assessment.strands if s.strand.id == strand)


def maxima_line(lang: Language, maxima: StrandMaxima) -> str:
    """The maxima of a strand in one line, or that there are none."""
    fine = maxima.of("infringement")
    if fine is None:
        return lang.tr("The maximum cannot be computed yet.")
    procedural, daily = maxima.of("procedural"), maxima.of("periodic")
    parts = [
        lang.tr(
            "Maximum {amount}: {rate} of {turnover}, year to {day} ({source})",
            amount=formats.amount(lang, fine.amount),
            rate=formats.rate(lang, fine.rate),
            turnover=formats.amount(lang, fine.turnover.euro),
            day=formats.day(lang, fine.turnover.year.ends_on),
            source=lang.cited(fine.law),
        )
    ]
    if procedural is not None:
        amount = formats.amount(lang, procedural.amount)
        parts.append(lang.tr("procedural {amount}", amount=amount))
    if daily is not None:
        parts.append(lang.tr("{amount} a day", amount=formats.amount(lang, daily.amount)))
    return " · ".join(parts)


def ground_choices(
    lang: Language, authority: Authority = "commission"
) -> tuple[tuple[str, str], ...]:
    """Every ground with the article that the authority rests it on."""
    codes = [g.code for rule in ("infringement", "procedural") for g in law.grounds(rule)]
    return tuple((code, _ground_words(lang, code, authority)) for code in codes)


def _ground_words(lang: Language, code: str, authority: Authority) -> str:
    named, article = word(lang, "ground", code, authority), ground_law(authority, code)
    return f"{named} · {article}" if article else named
