"""Checks of competence: whether this authority may act on this, and reach this person.

Arts 52, 56, 66(2), 67(1), 74 and 76. A check explains; whether the Commission has opened
proceedings "for the same infringement" is for a lawyer to say, the program compares provisions.
"""

from collections.abc import Iterator

from dsa_sim import law
from dsa_sim.law.competence import competence
from dsa_sim.model.case import Authority, Case, Infringement, Proceeding, Strand
from dsa_sim.model.maxima import persons_year
from dsa_sim.model.periods import platform_facts, platform_of
from dsa_sim.model.problems import Problem, note, warning
from dsa_sim.model.register_links import home_state


def competence_problems(case: Case, infringement: Infringement) -> Iterator[Problem]:
    """Whether the authority of the proceeding may act on what is alleged (Art. 56)."""
    proceeding = proceeding_of(case, infringement.strand)
    if proceeding.authority == "commission":
        yield from _of_the_commission(case, infringement)
    else:
        yield from _national(case, infringement)


def addressee_problems(case: Case, infringement: Infringement) -> Iterator[Problem]:
    """Who else than the provider is reached (Arts 67(1), 74(2), 52(3)), and by which maximum.

    Whether a decision under Art. 74(1) may be addressed to several persons of an undertaking is
    not settled: told as an open question, not as a fault.
    """
    person = infringement.addressee.strip()
    if not person or person == case.provider.name.strip():
        return
    where = f"{infringement.id}.addressee"
    strand = next(s for s in case.strands if s.id == infringement.strand)
    authority = proceeding_of(case, strand.id).authority
    if not infringement.is_procedural:
        yield note("addressee_joint", where, addressee=person)
        return
    if persons_year(case, infringement) is None:
        yield warning(
            "addressee_own_turnover", where, addressee=person, law=_law(authority, strand)
        )
    else:
        yield note("addressee_own_maximum", where, addressee=person, law=_law(authority, strand))


def _law(authority: Authority, strand: Strand) -> str:
    """The article that sets the procedural maximum of an authority on the day of the decision."""
    try:
        return law.maximum_rule("procedural", authority=authority, on=strand.decision_on).citation
    except law.LawLookupError:
        return "Art. 74(2)"


def request_problems(proceeding: Proceeding) -> Iterator[Problem]:
    """Silence on a simple request, which is no ground for a fine (Art. 74(2)(b))."""
    for event in proceeding.events:
        simple = event.kind == "request_for_information" and event.request == "simple"
        if simple and event.answer == "none":
            yield note("silence_no_ground", f"{event.id}.answer", request=event.title, day=event.on)


def state_problems(case: Case, proceeding: Proceeding) -> Iterator[Problem]:
    """Whether the Member State of a national proceeding is that of establishment.

    A case does not hold that State; where the register knows it, the two are compared, otherwise
    the rule is explained once.
    """
    if proceeding.authority != "national":
        return
    where, state = f"{proceeding.id}.member_state", proceeding.member_state
    strands = {s.id for s in proceeding.strands}
    alleged = [i for i in case.infringements if i.strand in strands]
    homes = {home_state(platform_of(case, i)) for i in alleged}
    if not alleged or (case.provider.eu_established and homes == {state} and state):
        return
    if not case.provider.eu_established:
        yield note("national_representative", where)
    elif state and "" not in homes:
        yield warning("national_other_state", where, state=state, home=", ".join(sorted(homes)))
    else:
        yield note("national_state_open", where)


def commission_codes(case: Case, platform: str) -> tuple[str, ...]:
    """The provisions alleged on a platform in proceedings that the Commission has opened."""
    opened = {
        strand.id
        for proceeding in case.proceedings
        if proceeding.authority == "commission" and _has_opened(proceeding)
        for strand in proceeding.strands
    }
    alleged = (i for i in case.infringements if i.strand in opened and i.platform == platform)
    return tuple(dict.fromkeys(code for i in alleged for code in i.provisions))


def among(reference: law.ProvisionRef, codes: tuple[str, ...]) -> bool:
    """Tell whether a provision, or a part or the whole of it, is among codes.

    `16` and `16(5)` can mean the same duty, `16(1)` and `16(5)` cannot.
    """
    others = (law.parse_provision(code) for code in codes)
    return any(_overlap(reference, other) for other in others if other is not None)


def proceeding_of(case: Case, strand: str) -> Proceeding:
    """The proceeding that a strand belongs to."""
    return next(p for p in case.proceedings if any(s.id == strand for s in p.strands))


def _of_the_commission(case: Case, infringement: Infringement) -> Iterator[Problem]:
    platform = platform_of(case, infringement)
    if not platform_facts(case, platform).designated():
        yield warning(
            "commission_not_designated", f"{infringement.id}.platform", platform=platform.name
        )


def _national(case: Case, infringement: Infringement) -> Iterator[Problem]:
    facts = platform_facts(case, platform_of(case, infringement))
    where, opened = f"{infringement.id}.provisions", commission_codes(case, infringement.platform)
    for code in infringement.provisions:
        ref = law.parse_provision(code)
        if ref is None or law.resolve(ref) is None:
            continue
        found = competence(ref, facts, authority="national", opened=among(ref, opened))
        if found.status == "may_not":
            name = "national_section5" if found.reason == "section5" else "national_after_opening"
            yield warning(name, where, provision=code, source=found.source)


def _has_opened(proceeding: Proceeding) -> bool:
    return proceeding.opened_on is not None or any(e.kind == "opening" for e in proceeding.events)


def _overlap(one: law.ProvisionRef, other: law.ProvisionRef) -> bool:
    parts = ((one.paragraph, other.paragraph), (one.point, other.point))
    same = (a == b or None in (a, b) for a, b in parts)
    return one.article == other.article and all(same)
