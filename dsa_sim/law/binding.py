"""Which provisions bind which platform, and why."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from dsa_sim.law.application import application_date
from dsa_sim.law.provisions import Paragraph, ProvisionRef, resolve
from dsa_sim.law.services import PlatformFacts

BindingStatus = Literal["bound", "not_bound", "open"]
BindingReason = Literal[
    "tier_bound",
    "partly_bound",
    "search_engine_hosting_open",
    "search_engine_not_online_platform",
    "not_hosting",
    "not_online_platform",
    "not_marketplace",
    "not_designated",
    "designation_ended",
    "micro_small_exempt",
    "non_eu_only",
    "not_yet_applicable",
    "not_an_obligation",
    "no_duty",
    "unknown_provision",
]

_PLATFORMS = ("online_platform", "marketplace")


class Binding(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a provision binds a platform, with the reason as a code and where the law says so.

    `params`, pairs of name and value: `date` with `not_yet_applicable` (the first day) and
    `designation_ended` (the first day without); `provisions` (codes of those that bind) with
    `partly_bound`.
    """

    ref: ProvisionRef
    status: BindingStatus
    reason: BindingReason
    source: str
    params: tuple[tuple[str, date | tuple[str, ...]], ...] = ()


def binding(ref: ProvisionRef, facts: PlatformFacts, *, on: date | None = None) -> Binding:
    """Tell whether a provision binds a platform on a day, or (None) leaving time aside.

    A reference to an article is bound if at least one of its obligations is (`partly_bound` if
    not all are), else open if one is open.
    Source: Arts 3(g), (i), (j), 13(1), 15(2), 19, 24(2)-(3), 29, 33(1), 33(6).
    """
    found = resolve(ref)
    if found is None:
        return _not_bound(ref, "unknown_provision", ref.citation)
    results = [_paragraph_binding(p, facts, on) for p in found.obligations or found.paragraphs]
    if len(found.paragraphs) == 1:
        return msgspec.structs.replace(results[0], ref=ref)
    return _article_binding(ref, results)


def _article_binding(ref: ProvisionRef, results: list[Binding]) -> Binding:
    bound = tuple(result.ref.code for result in results if result.status == "bound")
    if bound and len(bound) < len(results):
        params = (("provisions", bound),)
        source = ProvisionRef(article=ref.article).citation
        return Binding(ref=ref, status="bound", reason="partly_bound", source=source, params=params)
    chosen = min(results, key=_remoteness)
    source = ref.citation if bound else chosen.source
    return msgspec.structs.replace(chosen, ref=ref, source=source)


def _remoteness(result: Binding) -> tuple[int, date]:
    """Order what an article is told by: bound, open, applicable soonest, then the text's order."""
    day = next((value for _, value in result.params if isinstance(value, date)), date.max)
    if result.status != "not_bound":
        return ("bound", "open").index(result.status), day
    return (2, day) if result.reason == "not_yet_applicable" else (3, date.max)


def _paragraph_binding(paragraph: Paragraph, facts: PlatformFacts, on: date | None) -> Binding:
    if paragraph.tier == "none_voluntary":
        return _not_bound(paragraph.ref, "no_duty", paragraph.ref.citation)
    if not paragraph.is_obligation:
        return _not_bound(paragraph.ref, "not_an_obligation", paragraph.ref.citation)
    excluded = _excluded(paragraph, facts) or _exempt(paragraph, facts, on)
    excluded = excluded or _out_of_time(paragraph, facts, on)
    if excluded:
        return excluded
    if paragraph.tier == "hosting" and facts.service == "search_engine":
        reason: BindingReason = "search_engine_hosting_open"
        return Binding(ref=paragraph.ref, status="open", reason=reason, source="Art. 3(g), (j)")
    source = paragraph.ref.citation
    return Binding(ref=paragraph.ref, status="bound", reason="tier_bound", source=source)


def _excluded(paragraph: Paragraph, facts: PlatformFacts) -> Binding | None:
    ref, tier = paragraph.ref, paragraph.tier
    if tier == "intermediary_non_eu" and facts.eu_established:
        return _not_bound(ref, "non_eu_only", "Art. 13(1)")
    if tier == "hosting" and facts.service == "intermediary":
        return _not_bound(ref, "not_hosting", "Art. 3(g)")
    if tier == "vlop_vlose" and not facts.designated():
        return _not_bound(ref, "not_designated", "Art. 33(4)")
    if tier in ("online_platform", "marketplace"):
        return _not_a_platform(paragraph, facts)
    if tier == "online_platform_and_search_engine" and facts.service in ("intermediary", "hosting"):
        return _not_bound(ref, "not_online_platform", "Art. 3(i)")
    return None


def _not_a_platform(paragraph: Paragraph, facts: PlatformFacts) -> Binding | None:
    if facts.service == "search_engine":
        return _not_bound(paragraph.ref, "search_engine_not_online_platform", "Art. 3(i), (j)")
    if paragraph.tier == "marketplace" and facts.service != "marketplace":
        return _not_bound(paragraph.ref, "not_marketplace", paragraph.ref.citation)
    if facts.service not in _PLATFORMS:
        return _not_bound(paragraph.ref, "not_online_platform", "Art. 3(i)")
    return None


def _exempt(paragraph: Paragraph, facts: PlatformFacts, on: date | None) -> Binding | None:
    if not (facts.micro_or_small and paragraph.micro_small_exempt) or facts.designated(on):
        return None
    if paragraph.article == 15:
        return _not_bound(paragraph.ref, "micro_small_exempt", "Art. 15(2)")
    # Arts 19(1) and 29(1) relieve online platforms; a small search engine stays under Art. 24(2).
    if facts.service not in _PLATFORMS:
        return None
    source = "Art. 29(1)" if paragraph.article >= 29 else "Art. 19(1)"
    return _not_bound(paragraph.ref, "micro_small_exempt", source)


def _out_of_time(paragraph: Paragraph, facts: PlatformFacts, on: date | None) -> Binding | None:
    if on is None:
        return None
    period = application_date(paragraph.ref, facts)
    if period.date is not None and on < period.date:
        return _not_bound(paragraph.ref, "not_yet_applicable", period.source, day=period.date)
    if period.until is not None and on >= period.until:
        return _not_bound(paragraph.ref, "designation_ended", "Art. 33(6)", day=period.until)
    return None


def _not_bound(
    ref: ProvisionRef, reason: BindingReason, source: str, *, day: date | None = None
) -> Binding:
    params = () if day is None else (("date", day),)
    return Binding(ref=ref, status="not_bound", reason=reason, source=source, params=params)
