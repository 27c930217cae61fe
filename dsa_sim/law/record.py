"""The enforcement record: dated events, and the proceedings they belong to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dsa_sim.law.reading import read_data
from dsa_sim.law.record_checks import RECORD_FILE, check_record
from dsa_sim.law.record_rows import (
    Record,
)
from dsa_sim.law.register import load_register, register


def load_record(folder: Path | None = None) -> Record:
    """Return `record.json`, from `folder` or the package; `LawDataError` if it is broken.

    It must agree with `register.json` of the same folder and with itself: keys, order, dates,
    provisions, and fines that are the sum of their parts.
    """
    found = read_data(RECORD_FILE, Record, folder=folder)
    check_record(found, register() if folder is None else load_register(folder))
    return found


@cache
def record() -> Record:
    """The record of the package."""
    return load_record()
