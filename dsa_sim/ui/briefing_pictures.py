"""Pictures of the pages of the three documents, and what is wrong with them, for looking at.

`python -m dsa_sim.ui.briefing_pictures [CASE …] [--out FOLDER] [--lang en] [--template board]`
writes one picture a document, its pages side by side, of the example and the cases given, and
prints every page that is half empty or reaches into its margin.
"""

import argparse
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec
import numpy as np
from PIL import Image

from dsa_sim.asset_files import asset_path
from dsa_sim.language import LANGUAGES, Language
from dsa_sim.language.catalogues import read
from dsa_sim.language.translation import DOMAIN
from dsa_sim.model.case import Case
from dsa_sim.model.plan import BriefingPlan, Template
from dsa_sim.report.briefing.blocks import Briefing
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.pdf import layout_of, preview_pages
from dsa_sim.storage import read_case
from dsa_sim.storage.example import example_case
from dsa_sim.ui.office_pages import can_print, office_faults

_PPI = 50
_DARK = 200
_TRIALS = 65_536
_BEHIND = "#8a9099"
_TOP, _FOOT = 0.08, 0.905
"""Between these shares of a page stands its text."""
_SENTENCE = 24
"""Letters that no two languages have in common by chance."""
_MARGIN = 18 / 25.4
"""Inches on either side in which nothing stands."""

Picture = Any
"""An array of colours, (height, width, 3), or of grey values, (height, width)."""


def pages_of(briefing: Briefing, template: Template, *, ppi: int = _PPI) -> list[Picture]:
    """The pages of the PDF of a briefing."""
    pages = preview_pages(briefing, layout=layout_of(BriefingPlan(template=template)), ppi=ppi)
    return [np.asarray(Image.open(io.BytesIO(page)).convert("RGB")) for page in pages]


def filled(page: Picture) -> float:
    """How far down the room for text is used, 0 to 1, the foot left out."""
    rows = np.flatnonzero(_inked(page)[: int(len(page) * _FOOT)].any(axis=1))
    return float((rows.max() / len(page) - _TOP) / (_FOOT - _TOP)) if len(rows) else 0.0


def is_over_the_margin(page: Picture, ppi: int) -> bool:
    """Whether anything stands where the paper is to be empty: at its sides and at its top."""
    wide = int(_MARGIN * ppi)
    inked = _inked(page)
    return any(bool(s.any()) for s in (inked[:, :wide], inked[:, -wide:], inked[: wide // 3]))


def _inked(page: Picture) -> Picture:
    dark = page < _DARK
    return dark.any(axis=2) if dark.ndim == 3 else dark


def faults(pages: Sequence[Picture], *, ends: Sequence[int], ppi: int = _PPI) -> Iterator[str]:
    """What is wrong with the pages; `ends` are those on which a part ends (from 0)."""
    for number, page in enumerate(pages):
        if number not in ends and filled(page) < 0.5:
            yield f"page {number + 1} is filled to {filled(page):.0%}"
        if is_over_the_margin(page, ppi):
            yield f"page {number + 1} reaches into its margin"


def sheet(pages: Sequence[Picture], across: int) -> Any:
    """The pages side by side on one picture."""
    high, wide = (max(page.shape[n] for page in pages) + 8 for n in (0, 1))
    rows = -(-len(pages) // across)
    made = Image.new("RGB", (min(across, len(pages)) * wide + 8, rows * high + 8), _BEHIND)
    for n, page in enumerate(pages):
        place = (n % across * wide + 8, n // across * high + 8)
        made.paste(Image.fromarray(page), place)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures; the exit status is 1 where a page has a fault."""
    parser = argparse.ArgumentParser(prog="briefing_pictures")
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--lang", choices=tuple(LANGUAGES), action="append")
    parser.add_argument("--template", choices=get_args(Template), action="append")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    found: list[str] = []
    for code in chosen.lang or tuple(LANGUAGES):
        for name, case in _cases(chosen.cases, code):
            for template in chosen.template or get_args(Template):
                where = f"briefing{name}-{template}-{code}"
                said = _pictured(case, template, code, chosen.out / f"{where}.png")
                found += [f"{where}: {fault}" for fault in said]
            if can_print():
                said = office_faults(_quick(case), code, _english(code))
                found += [f"briefing{name}-{code} in LibreOffice: {fault}" for fault in said]
    print("\n".join([*found, f"{len(found)} faults of pages"]))
    return 1 if found else 0


def _cases(paths: Sequence[Path], code: str) -> Iterator[tuple[str, Case]]:
    yield "", example_case(code)
    yield from ((f"-{path.stem}", read_case(path).case) for path in paths)


def _pictured(case: Case, template: Template, code: str, target: Path) -> Iterator[str]:
    plan = msgspec.structs.replace(case.plan, template=template)
    case = msgspec.structs.replace(_quick(case), plan=plan)
    pages = pages_of(make_briefing(case, scenario=None, lang=Language(code)), template)
    sheet(pages, across={"summary": 1, "board": 3, "memorandum": 6}[template]).save(target)
    # Where the annexes begin is not known here: any page before the last may end a part once.
    ends = {len(pages) - 1, *_emptiest(pages)} if template == "memorandum" else range(len(pages))
    yield from faults(pages, ends=sorted(ends))


def _quick(case: Case) -> Case:
    return msgspec.structs.replace(case, trials=min(case.trials, _TRIALS))


def _english(code: str) -> tuple[str, ...]:
    """Sentences that must not stand in a document of the language: their translation must."""
    path = asset_path("translations", code, "LC_MESSAGES", f"{DOMAIN}.po")
    if not path.exists():
        return ()
    texts = (str(row.id) for row in read(path, code) if isinstance(row.id, str))
    return tuple(text for text in texts if len(text) > _SENTENCE and "{" not in text)


def _emptiest(pages: Sequence[Picture]) -> tuple[int, ...]:
    """The page before the last that is filled least: where the document proper ends."""
    return tuple(sorted(range(len(pages) - 1), key=lambda n: filled(pages[n]))[:1])


if __name__ == "__main__":
    raise SystemExit(main())
