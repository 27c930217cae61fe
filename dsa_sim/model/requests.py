"""Requests for information whose answer can be fined, and the infringement that follows.

An incorrect, incomplete or misleading answer can be fined whatever the request was
(Art. 74(2)(a)); silence only where the request was made by decision (Art. 74(2)(b)).
"""

from dataclasses import dataclass
from zlib import crc32

from dsa_sim.model.case import Case, Event, GroundCode, Infringement, Proceeding, Strand
from dsa_sim.model.edits import add, add_strand, new_identifier

_LONGEST = 64
"""Characters of an identifier."""


@dataclass(frozen=True, kw_only=True)
class AnswerWords:
    """What the new infringement is called and says, in the language of the person."""

    title: str
    facts: str
    strand: str
    """The title of the strand that is made where the proceeding has none."""


def answer_ground(event: Event) -> GroundCode | None:
    """The ground on which the answer to a request can be fined; None where there is none."""
    if event.kind != "request_for_information":
        return None
    if event.answer == "incomplete":
        return "74(2)(a)"
    if event.answer == "none" and event.request == "by_decision":
        return "74(2)(b)"
    return None


def answer_identifier(event: str) -> str:
    """The identifier of the infringement that the answer to a request becomes.

    It follows from that of the event, so that one answer becomes one infringement.
    """
    whole = f"answer-of-{event}"
    if len(whole) <= _LONGEST:
        return whole
    return f"{whole[: _LONGEST - 9]}-{crc32(event.encode()):08x}"


def answer_infringement(case: Case, event: str) -> Infringement | None:
    """The infringement that the answer to that request became already; None where it has not."""
    identifier = answer_identifier(event)
    return next((i for i in case.infringements if i.id == identifier), None)


def answer_becomes_infringement(case: Case, event: str, *, words: AnswerWords) -> Case:
    """The case in which the answer to a request for information is alleged as an infringement.

    It stands in a strand of the request's proceeding: the first that may still end in a
    decision, else the first, else a new one. A case that alleges it already stays as it is.

    Raises:
        KeyError: no such event.
        ValueError: the answer is no ground for a fine, or the case has no platform.
    """
    if answer_infringement(case, event) is not None:
        return case
    owner, request = _request(case, event)
    ground = answer_ground(request)
    if ground is None:
        raise ValueError("this answer is no ground for a procedural fine")
    if not case.platforms:
        raise ValueError("an infringement is alleged on a platform, and the case has none")
    strand = _strand_of(owner)
    if strand is None:
        strand = _new_strand(case, request, title=words.strand)
        case = add_strand(case, strand, proceeding=owner.id)
    made = Infringement(
        id=answer_identifier(event), title=words.title, strand=strand.id,
        platform=_platform_of(case, owner), ground=ground,
        facts=words.facts, facts_source=request.source,
    )  # fmt: skip
    return add(case, "infringements", made)


def _request(case: Case, event: str) -> tuple[Proceeding, Event]:
    for proceeding in case.proceedings:
        for candidate in proceeding.events:
            if candidate.id == event:
                return proceeding, candidate
    raise KeyError(event)


def _strand_of(proceeding: Proceeding) -> Strand | None:
    undecided = (s for s in proceeding.strands if s.outcomes.decision > 0)
    return next(undecided, next(iter(proceeding.strands), None))


def _new_strand(case: Case, request: Event, *, title: str) -> Strand:
    """A strand whose decision is assumed on the as-of date, but never before the request."""
    return Strand(
        id=new_identifier(case, title), title=title, decision_on=max(case.as_of, request.on)
    )


def _platform_of(case: Case, proceeding: Proceeding) -> str:
    """The platform that the proceeding is about, as far as its allegations tell."""
    strands = {s.id for s in proceeding.strands}
    alleged = (i.platform for i in case.infringements if i.strand in strands)
    return next(alleged, case.platforms[0].id)
