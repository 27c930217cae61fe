"""The register of designated services: platform, provider, group, designation, recipients."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dsa_sim.law.reading import read_data
from dsa_sim.law.register_checks import REGISTER_FILE, check_register
from dsa_sim.law.register_rows import (
    Register,
)
from dsa_sim.law.turnover import load_turnover, turnover_years


def load_register(folder: Path | None = None) -> Register:
    """Return `register.json`, from `folder` or the package; `LawDataError` if it is broken.

    Rows must point to each other, dates be in order, and `turnover_researched` must agree with
    `turnover.json`.
    """
    found = read_data(REGISTER_FILE, Register, folder=folder)
    years = turnover_years() if folder is None else load_turnover(folder)
    check_register(found, frozenset(year.group for year in years))
    return found


@cache
def register() -> Register:
    """The register of the package."""
    return load_register()
