"""How the findings of a decision fit together, in words."""

from dsa_sim.language import formats
from dsa_sim.language.translation import Language
from dsa_sim.model.case import Case, Strand
from dsa_sim.model.findings import joint_findings

_SMALL = 0.0005


def joint_findings_words(lang: Language, case: Case, strand: Strand) -> str:
    """What a decision means for findings: the chance that there is none, or what it makes of each.

    Empty where no finding is assessed or no decision can come.
    """
    joint = joint_findings(case, strand)
    if joint is None or not strand.outcomes.decision:
        return ""
    titles = {i.id: i.title for i in case.infringements}
    if strand.decision_means == "open":
        if joint.none < _SMALL:
            return ""
        return lang.tr(
            "As judged, a decision comes without any finding in {share} of cases.",
            share=formats.share(lang, joint.none),
        )
    if joint.none >= 1.0:
        return lang.tr("No finding has a chance, so that no decision could have one.")
    changes = [
        lang.tr(
            "{title}: {alone}, with a decision {together}.",
            title=titles[name],
            alone=formats.share(lang, alone),
            together=formats.share(lang, together),
        )
        for (name, alone), (_, together) in zip(joint.alone, joint.together, strict=True)
    ]
    return " ".join(changes)
