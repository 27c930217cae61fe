"""Who may act on a provision, and what a maximum of a Member State counts for, in sentences."""

from collections.abc import Sequence

from dsa_sim.language.translation import Language, mark
from dsa_sim.law import PlatformFacts, ProvisionRef
from dsa_sim.law.competence import Competence, CompetenceReason, competence, national_maxima

WHO_MAY_ACT: dict[CompetenceReason, str] = {
    "section5": mark("the Commission alone ({source})"),
    "designated_opened": mark(
        "the Commission alone, if its open proceedings concern the same infringement ({source})"
    ),
    "designated_not_opened": mark(
        "the Commission or, while it has not opened proceedings for the same infringement, the "
        "Member State of main establishment ({source})"
    ),
    "designated_representative": mark(
        "the Commission or, while it has not opened proceedings for the same infringement, the "
        "Member State of the legal representative; any, if none was appointed ({source})"
    ),
    "not_designated": mark("not the Commission: the service is not designated ({source})"),
    "establishment": mark("the Member State of main establishment alone ({source})"),
    "representative": mark(
        "the Member State of the legal representative; any, if none was appointed ({source})"
    ),
}


def who_may_act(lang: Language, ref: ProvisionRef, facts: PlatformFacts, *, opened: bool) -> str:
    """Who may act against the provider of a platform on a provision, without a full stop.

    `opened`: the Commission has opened proceedings on it.
    """
    found = competence(ref, facts, authority="national", opened=opened)
    return competence_text(lang, found)


def competence_text(lang: Language, found: Competence) -> str:
    """Who may act, from what was found for one authority, without a full stop."""
    return lang.tr(WHO_MAY_ACT[found.reason], source=found.source)


def who_may_act_on_all(
    lang: Language, provisions: Sequence[tuple[ProvisionRef, bool]], facts: PlatformFacts
) -> tuple[str, ...]:
    """A line for each answer, with the provisions it holds for: pairs of one and `opened`."""
    answers: dict[str, list[str]] = {}
    for ref, opened in provisions:
        answers.setdefault(who_may_act(lang, ref, facts, opened=opened), []).append(ref.code)
    if len(answers) == 1:
        return tuple(answers)
    told = mark("Art. {codes} – {who}")
    return tuple(lang.tr(told, codes=", ".join(codes), who=who) for who, codes in answers.items())


def national_maximum_text(lang: Language) -> str:
    """What the maximum of a national fine counts for."""
    law = national_maxima().law
    return lang.tr("National maxima count for each infringement ({law})", law=law)
