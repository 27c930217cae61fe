"""Every data file with the loader that reads it strictly, and all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from dsa_sim.law.application_rules import load_application
from dsa_sim.law.calendars import load_holidays
from dsa_sim.law.competence import load_competence
from dsa_sim.law.deadline_rules import load_deadlines
from dsa_sim.law.enforcement import load_enforcement
from dsa_sim.law.info import load_info, load_open_questions
from dsa_sim.law.precedents import load_precedents
from dsa_sim.law.provisions import load_articles, load_paragraphs, load_tier_words
from dsa_sim.law.record import load_record
from dsa_sim.law.register import load_register
from dsa_sim.law.rules import load_rules
from dsa_sim.law.turnover import load_rates, load_turnover

Loader = Callable[[Path | None], object]

LOADERS: Mapping[str, Loader] = MappingProxyType(
    {
        "law.json": load_info,
        "rules.json": load_rules,
        "provisions.json": load_paragraphs,
        "articles.json": load_articles,
        "application.json": load_application,
        "competence.json": load_competence,
        "deadlines.json": load_deadlines,
        "enforcement.json": load_enforcement,
        "holidays.json": load_holidays,
        "open_questions.json": load_open_questions,
        "turnover.json": load_turnover,
        "rates.json": load_rates,
        "register.json": load_register,
        "record.json": load_record,
        "precedents.json": load_precedents,
    }
)


def load_everything(folder: Path | None = None) -> None:
    """Read every data file of a folder, or of the data in use, as strictly as the program does.

    Raises:
        LawDataError: the first file that is broken or does not agree with another.
    """
    for load in LOADERS.values():
        load(folder)
    load_tier_words(folder)
