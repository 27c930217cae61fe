"""Starting ranges for amounts that nobody has assumed yet, each with where it comes from.

They are offered, never assumed: what a person takes is an assumption that nobody has reviewed.

A fine so far is known for a whole decision, seldom for one infringement of it. Given to every
allegation of a strand, that share would count as many times as there are allegations; so it is
offered in equal parts first: found in full, they make one such decision, found in part a smaller
one. Who thinks that one allegation alone would bear the whole can take it undivided. The fine of
the case itself is left out: what it says of the case is no comparison but the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import msgspec

from dsa_sim import law
from dsa_sim.law.precedents import precedents
from dsa_sim.model.amounts import has_amount
from dsa_sim.model.case import Case, Infringement, Proceeding, StartingAmount, Strand
from dsa_sim.model.counting import can_be_decided, is_excluded
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import Estimate, between
from dsa_sim.model.limitation import proceeding_of
from dsa_sim.model.method_comparison import shares_read, spanning
from dsa_sim.model.methods.bands import GRAVITY_BANDS

RangeSource = Literal["precedents", "precedents_whole", "bands"]
RANGE_SOURCES: tuple[RangeSource, ...] = ("precedents", "precedents_whole", "bands")
_DIGITS = 5
"""Parts of a share are rounded to a thousandth of a percent."""


@dataclass(frozen=True, kw_only=True)
class StartingRange:
    """What a source offers for an infringement; `share` is None where it offers nothing.

    `parts` is the number of allegations among which the share of a whole decision is divided.
    """

    infringement: Infringement
    source: RangeSource
    share: Estimate | None
    parts: int = 1

    @property
    def start(self) -> StartingAmount | None:
        """The range as a starting amount."""
        if self.share is None:
            return None
        return StartingAmount(unit="turnover_share", estimate=self.share)


def open_ones(case: Case) -> tuple[Infringement, ...]:
    """The infringements that can still be fined and lack a starting amount or a chance."""
    strands = {s.id: s for s in case.strands}
    return tuple(
        i
        for i in case.infringements
        if can_be_decided(strands[i.strand], i)
        and not is_excluded(case, i)
        and (i.chance is None or lacks_start(case, i))
    )


def lacks_start(case: Case, infringement: Infringement) -> bool:
    """Whether an infringement needs a starting amount and has none."""
    needed = case.method == "judgement" and infringement.fault != "none"
    return needed and not has_amount(case, infringement)


def offered(case: Case, source: RangeSource) -> tuple[StartingRange, ...]:
    """What a source offers for every amount that is open."""
    lacking = (i for i in open_ones(case) if lacks_start(case, i))
    return tuple(_range(case, i, source) for i in lacking)


def compared_with(case: Case) -> tuple[dict[str, Decimal], bool]:
    """Of the fines so far the share of turnover, and whether one of this case was left out."""
    own = {platform.register for platform in case.platforms}
    read = shares_read("turnover")
    others = {fine.key for fine in precedents() if fine.platform not in own}
    kept = {key: share for key, share in read.items() if key in others}
    return kept, len(kept) < len(read)


def _range(case: Case, infringement: Infringement, source: RangeSource) -> StartingRange:
    parts = len(_beside(case, infringement)) if source == "precedents" else 1
    share = _share(case, infringement, source)
    if share is not None and parts > 1:
        low, high = (round(end / parts, _DIGITS) for end in (share.minimum, share.maximum))
        share = spanning((low, high))
    return StartingRange(infringement=infringement, source=source, share=share, parts=parts)


def _beside(case: Case, infringement: Infringement) -> list[Infringement]:
    """The allegations of its strand that a fine for the whole decision would be for."""
    return [
        i
        for i in case.infringements_of(infringement.strand)
        if not i.is_procedural and not is_excluded(case, i)
    ]


def _share(case: Case, infringement: Infringement, source: RangeSource) -> Estimate | None:
    """The share of turnover; fines under Art. 74(1) say nothing of procedural ones."""
    proceeding = proceeding_of(case, infringement)
    strand = next(s for s in proceeding.strands if s.id == infringement.strand)
    if source != "bands":
        fits = proceeding.authority == "commission" and not infringement.is_procedural
        shares, _ = compared_with(case)
        return spanning(shares.values()) if fits and shares else None
    band = GRAVITY_BANDS.get(infringement.gravity)
    rate = _rate(infringement, proceeding, strand)
    return None if band is None or rate is None else between(
        band.minimum * rate, band.maximum * rate
    )  # fmt: skip


def _rate(infringement: Infringement, proceeding: Proceeding, strand: Strand) -> Decimal | None:
    kind: Literal["infringement", "procedural"] = (
        "procedural" if infringement.is_procedural else "infringement"
    )
    try:
        return law.maximum_rule(kind, authority=proceeding.authority, on=strand.decision_on).rate
    except law.LawLookupError:
        return None  # fmt: skip


def with_starts(case: Case, starts: Mapping[str, tuple[StartingAmount, str]]) -> Case:
    """The case with starting amounts and the reasons of them, which nobody has reviewed."""
    return _with_values(case, "start", starts)


def with_chances(case: Case, chances: Mapping[str, tuple[Estimate, str]]) -> Case:
    """The case with chances of a finding and the reasons of them, which nobody has reviewed."""
    return _with_values(case, "chance", chances)


def _with_values(
    case: Case, field: str, values: Mapping[str, tuple[StartingAmount | Estimate, str]]
) -> Case:
    for infringement in case.infringements:
        if infringement.id in values:
            value, reason = values[infringement.id]
            note = getattr(infringement, f"{field}_note")
            told = "; ".join(filter(None, (note.reason.strip(), reason)))
            note = msgspec.structs.replace(note, reason=told, reviewer="", reviewed_on=None)
            case = change(case, infringement.id, **{field: value, f"{field}_note": note})
    return case
