"""What a user should know about a case: problems are values to show, never exceptions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Severity = Literal["error", "warning", "note"]
Parameter = str | int | date | Decimal


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend or to know: what it is, where it is, and the facts of it.

    `code` selects the words (room `language`); `where` is the target of the input concerned
    ("risk-assessment.chance") or the identifier of a part; `params` are the facts the words
    need. An `error` keeps a figure from being computed, a `warning` puts one in doubt, a
    `note` says how one was reached.
    """

    code: str
    severity: Severity
    where: str
    params: tuple[tuple[str, Parameter], ...] = ()

    @property
    def facts(self) -> dict[str, Parameter]:
        """The parameters by name."""
        return dict(self.params)


def error(code: str, where: str, **params: Parameter) -> Problem:
    """A problem that keeps a figure from being computed."""
    return Problem(code=code, severity="error", where=where, params=tuple(params.items()))


def warning(code: str, where: str, **params: Parameter) -> Problem:
    """A problem that puts a figure in doubt."""
    return Problem(code=code, severity="warning", where=where, params=tuple(params.items()))


def note(code: str, where: str, **params: Parameter) -> Problem:
    """A remark on how a figure was reached."""
    return Problem(code=code, severity="note", where=where, params=tuple(params.items()))
