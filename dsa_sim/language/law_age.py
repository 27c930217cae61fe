"""How far the law data reach, and how long ago that was."""

from datetime import date

from dsa_sim.language import formats
from dsa_sim.language.translation import Language
from dsa_sim.law import law_version
from dsa_sim.law.kept import kept_trouble

OLD_AFTER = 3
"""From how many whole months on the age of the law data is said."""


def law_data_words(lang: Language, today: date) -> str:
    """The date of the law data, with their age in months where they are old by a day.

    A line more says that a pack which was imported is not in use.
    """
    known = date.fromisoformat(law_version())
    day, months = formats.day(lang, known), whole_months(known, today)
    said = lang.tr("Law data as of {day}", day=day) if months < OLD_AFTER else lang.ntr(
        "Law data as of {day} ({n} month old)", "Law data as of {day} ({n} months old)",
        months, day=day,
    )  # fmt: skip
    if kept_trouble() is None:
        return said
    trouble = lang.tr("Imported law data cannot be used")
    return f"{said}\n{trouble}"


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between two days; below zero where the end comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
