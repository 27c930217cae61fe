"""Checks that rows of several data files share; what is wrong is named by file and key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dsa_sim.law.by_language import Status
from dsa_sim.law.errors import LawDataError


def check_positive(file: str, path: str, amount: Decimal) -> None:
    """Raise `LawDataError` unless the amount is a number above zero."""
    if not (amount.is_finite() and amount > 0):
        raise LawDataError(file, path, f"expected an amount above 0, found '{amount}'")


def check_provenance(
    file: str, path: str, *, source: str, status: Status, checked: date | None
) -> None:
    """Raise `LawDataError` if a row at `path` names no source, or is checked but not since when."""
    if not source.strip():
        raise LawDataError(file, f"{path}.source", "expected where the row comes from")
    if status == "checked" and checked is None:
        reason = 'expected the day it was compared, since its status is "checked"'
        raise LawDataError(file, f"{path}.checked", reason)
