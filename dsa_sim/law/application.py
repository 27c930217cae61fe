"""Dates of application: from when, and until when, a provision can be infringed."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from dsa_sim.law.application_rules import application_rule
from dsa_sim.law.provisions import Paragraph, ProvisionRef, in_section5, resolve
from dsa_sim.law.services import PlatformFacts

ApplicationReason = Literal[
    "general",
    "early",
    "first_publication",
    "designation",
    "anticipated",
    "notification",
    "not_designated",
    "unknown_provision",
]


class ApplicationDate(msgspec.Struct, frozen=True, kw_only=True):
    """The first day a provision applies to a platform (None: never) and the reason.

    `until` is the first day on which it no longer does, None while it goes on. `reason` is the
    code of the rule of `application.json` followed, or `not_designated` or `unknown_provision`.
    """

    date: dt.date | None
    reason: ApplicationReason
    source: str
    until: dt.date | None = None


def application_date(ref: ProvisionRef, facts: PlatformFacts) -> ApplicationDate:
    """Return from when a provision applies to a platform: Arts 24(2), 33(6), 92 and 93(2).

    A reference to an article gives the first day on which any of its obligations applies. Whether
    the provision binds this category of service at all is a question for `binding`.
    """
    found = resolve(ref)
    if found is None:
        return ApplicationDate(date=None, reason="unknown_provision", source=ref.citation)
    dates = [_paragraph_date(p, facts) for p in found.obligations or found.paragraphs]
    return min(dates, key=lambda result: result.date or dt.date.max)


def _paragraph_date(paragraph: Paragraph, facts: PlatformFacts) -> ApplicationDate:
    first = application_rule("first_publication")
    # On the early list too, but nothing was due before that day.
    if paragraph.ref.code in first.provisions:
        return _dated("first_publication", first.date)
    section5 = in_section5(paragraph.article)
    # Art. 43 is on the early list, yet Art. 33(6) dates the duties of the whole of Section 5.
    if _is_early(paragraph) and not (section5 and paragraph.is_obligation):
        return _dated("early", application_rule("early").date)
    if section5:
        return _of_designated("designation", facts.designation_start, facts)
    if paragraph.ref.code in application_rule("notification").provisions:
        return _of_designated("notification", _outside_section5(facts), facts)
    return _general(facts)


def _general(facts: PlatformFacts) -> ApplicationDate:
    general, start = application_rule("general").date, facts.designation_start
    if general is not None and start is not None and start < general:
        return _dated("anticipated", start)
    return _dated("general", general)


def _outside_section5(facts: PlatformFacts) -> dt.date | None:
    known, earliest = facts.designation_known, _general(facts).date
    return None if known is None or earliest is None else max(known, earliest)


def _of_designated(
    reason: ApplicationReason, start: dt.date | None, facts: PlatformFacts
) -> ApplicationDate:
    if start is None:
        source = application_rule("designation").citation
        return ApplicationDate(date=None, reason="not_designated", source=source)
    return _dated(reason, start, until=facts.designation_ceases)


def _dated(
    reason: ApplicationReason, day: dt.date | None, *, until: dt.date | None = None
) -> ApplicationDate:
    return ApplicationDate(
        date=day, reason=reason, source=application_rule(reason).citation, until=until
    )


def _is_early(paragraph: Paragraph) -> bool:
    listed = application_rule("early").provisions
    return paragraph.ref.code in listed or str(paragraph.article) in listed
