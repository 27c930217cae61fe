"""The figures of a case that rest on the law data, and what other law data change in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dsa_sim.law import law_version, pack_in_use
from dsa_sim.law.turnover import average_rate
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case
from dsa_sim.model.deadlines import case_deadlines
from dsa_sim.model.law_stamp import MOST_FIGURES, LawFigure, LawFigureKind, LawStamp


@dataclass(frozen=True, kw_only=True)
class LawChange:
    """A figure before and after, as days and numbers in text; None where there is none."""

    kind: LawFigureKind
    about: str
    code: str
    before: str | None
    after: str | None


def law_stamp(case: Case) -> LawStamp:
    """The law data in use, and the figures of a case in its base that rest on them."""
    pack = pack_in_use()
    return LawStamp(
        law_version=date.fromisoformat(law_version()),
        issued_on=pack.issued_on if pack else None,
        figures=tuple(islice(_figures(case), MOST_FIGURES)),
    )


def law_changes(stamp: LawStamp, case: Case) -> tuple[LawChange, ...]:
    """What the law data in use change in a case that was saved with a stamp.

    Nothing where the law data are the same: then nothing that changed is due to them.
    """
    now = law_stamp(case)
    if (now.law_version, now.issued_on) == (stamp.law_version, stamp.issued_on):
        return ()
    before, after = _values(stamp), _values(now)
    return tuple(
        LawChange(
            kind=kind, about=about, code=code,
            before=before.get((kind, about, code)), after=after.get((kind, about, code)),
        )
        for kind, about, code in {**before, **after}
        if before.get((kind, about, code)) != after.get((kind, about, code))
    )  # fmt: skip


def _values(stamp: LawStamp) -> dict[tuple[LawFigureKind, str, str], str]:
    return {(f.kind, f.about, f.code): f.value for f in stamp.figures}


def _figures(case: Case) -> Iterator[LawFigure]:
    shown = assess(case)
    if shown.maximum is not None:
        yield LawFigure(kind="maximum", about="case", value=f"{shown.maximum.amount:f}")
    for sheet in shown.worksheets:
        about = sheet.infringement.id
        if sheet.maximum is not None:
            yield LawFigure(kind="maximum", about=about, value=f"{sheet.maximum.amount:f}")
        days = [p.counted_from for p in sheet.periods if p.counted_from is not None]
        if days:
            yield LawFigure(kind="applies", about=about, value=min(days).isoformat())
    yield from _deadlines(case)
    for rate in case.exchange_rates:
        known = average_rate(rate.currency, rate.starts_on, rate.ends_on)
        if known is not None:
            yield LawFigure(kind="average_rate", about=rate.id, value=f"{known.per_euro:f}")


def _deadlines(case: Case) -> Iterator[LawFigure]:
    """The days that the law counts; of several of one kind and part each has its number."""
    seen: Counter[tuple[str, str]] = Counter()
    for deadline in case_deadlines(case):
        if not deadline.fixed:
            seen[deadline.where, deadline.code] += 1
            number = seen[deadline.where, deadline.code]
            code = deadline.code if number == 1 else f"{deadline.code} {number}"
            yield LawFigure(
                kind="deadline", about=deadline.where, code=code, value=deadline.on.isoformat()
            )
