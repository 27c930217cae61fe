"""The daily maximum of a periodic penalty under both readings of its day, in words."""

from dsa_sim.language import formats
from dsa_sim.language.maximum_words import rounded_maximum
from dsa_sim.language.translation import Language
from dsa_sim.model.maxima import Maximum, PeriodicMaximum


def daily_maximum_rows(found: PeriodicMaximum, lang: Language) -> tuple[tuple[str, str], ...]:
    """Names and values: the daily maximum that counts, why, and that of the other reading."""
    tr = lang.tr
    rows = [
        (
            tr("Daily maximum, imposed on {day}", day=formats.day(lang, found.imposed_on)),
            _amount(found.own, lang),
        )
    ]
    if found.differs:
        rows.append((tr("If imposed with the decision itself"), _amount(found.with_decision, lang)))
        rows.append((tr("Why the first counts"), why_own_day(found, lang)))
    return tuple(rows)


def why_own_day(found: PeriodicMaximum, lang: Language) -> str:
    """Why the penalty has a day and so a preceding year of its own."""
    law = found.own.law if found.own else ""
    return lang.tr(
        "{law} looks to the year before the decision that imposes the penalty, which may come "
        "after the decision on the infringement",
        law=law,
    )


def _amount(maximum: Maximum | None, lang: Language) -> str:
    if maximum is None:
        return lang.tr("cannot be computed")
    return lang.tr(
        "{amount} (year to {day})",
        amount=rounded_maximum(lang, maximum),
        day=formats.day(lang, maximum.turnover.year.ends_on),
    )
