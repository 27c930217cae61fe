"""The portfolio file: which case files make a portfolio, and how far their amounts hang together.

It holds no content of a case: paths, relative to its own folder where that can be, and scenarios.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec

from dsa_sim.model.case import AssumptionNote, Estimate, Part
from dsa_sim.model.kinds import STRENGTH, require_bounds
from dsa_sim.model.texts import fit_text
from dsa_sim.storage.case_file import with_place
from dsa_sim.storage.errors import CaseFileError
from dsa_sim.storage.files import read_bytes, replace_bytes
from dsa_sim.storage.json_text import parse, serialise
from dsa_sim.storage.migrations import format_of
from dsa_sim.storage.shape import check_shape, plain

PORTFOLIO_SUFFIX = ".dsaportfolio"
_FORMAT = 1


class _Listed(Part, frozen=True, kw_only=True):
    path: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]
    scenario: Annotated[str, msgspec.Meta(max_length=64)] = ""


class _PortfolioFile(Part, frozen=True, kw_only=True):
    format: int
    cases: Annotated[tuple[_Listed, ...], msgspec.Meta(min_length=1, max_length=100)]
    severity: Annotated[Estimate, STRENGTH] | None = None
    severity_note: AssumptionNote = AssumptionNote()

    def __post_init__(self) -> None:
        require_bounds(self)


@dataclass(frozen=True, kw_only=True)
class ListedPortfolio:
    """What a portfolio file lists: case files with the identifiers of their scenarios."""

    cases: tuple[tuple[Path, str | None], ...]
    severity: Estimate | None = None
    severity_reason: str = ""


def read_portfolio(path: Path) -> ListedPortfolio:
    """What a portfolio file lists; whether the case files are there is not asked.

    Raises:
        CaseFileError: with the file, the place in it and what was expected there.
    """
    data, _ = read_bytes(path)
    try:
        found = _decoded(parse(data))
    except CaseFileError as error:
        raise error.at(path) from None
    return ListedPortfolio(
        cases=tuple((path.parent / one.path, one.scenario or None) for one in found.cases),
        severity=found.severity,
        severity_reason=fit_text(found.severity_note.reason),
    )


def _decoded(document: Any) -> _PortfolioFile:
    found = format_of(document)
    if found > _FORMAT:
        raise CaseFileError("newer_format", found=found, known=_FORMAT)
    check_shape(document, _PortfolioFile)
    try:
        return with_place(lambda: msgspec.convert(document, _PortfolioFile))
    except CaseFileError as error:
        error.where = error.where.removeprefix("case").removeprefix(".")
        raise


def write_portfolio(path: Path, listed: ListedPortfolio) -> None:
    """Write a portfolio file, whole or not at all.

    Raises:
        CaseFileError: a code of writing, or the place of what it cannot hold; what was there
            before is then as it was.
    """
    made = _PortfolioFile(
        format=_FORMAT,
        cases=tuple(
            _Listed(path=_from(path.resolve().parent, file.resolve()), scenario=scenario or "")
            for file, scenario in listed.cases
        ),
        severity=listed.severity,
        severity_note=AssumptionNote(reason=fit_text(listed.severity_reason)),
    )
    document = plain(made)
    check_shape(document, _PortfolioFile)
    replace_bytes(path, serialise(document), expected=None, overwrite=True, keep_backup=False)


def _from(folder: Path, file: Path) -> str:
    """The way from a folder to a file; on another drive there is none."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return file.as_posix()
