"""A case to begin with."""

from datetime import date

from dsa_sim.model.case import Case, Platform, Proceeding, Provider, Strand


def blank_case(
    *, title: str, provider: str, platform: str, proceeding: str, strand: str, as_of: date
) -> Case:
    """A case with one platform and one strand and nothing alleged yet.

    The titles are words of the person's language; the decision date begins as the as-of date
    and is the first thing to set.
    """
    return Case(
        title=title,
        as_of=as_of,
        provider=Provider(name=provider),
        platforms=(Platform(id="platform", name=platform),),
        proceedings=(
            Proceeding(
                id="proceedings",
                title=proceeding,
                strands=(Strand(id="strand", title=strand, decision_on=as_of),),
            ),
        ),
    )
