"""What proceedings of a national authority call things, and where the law has them.

Arts 70 to 79 speak of the Commission. A national authority acts under its own law, within
Arts 51 and 52: a word here stands in for the one of the Commission's proceedings.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dsa_sim.language.translation import Language, mark
from dsa_sim.language.word import Word

if TYPE_CHECKING:
    from dsa_sim.model.case import Case, Infringement
    from dsa_sim.model.part import Authority

_NOT_COMPLIED = mark("An obligation of the Regulation was not complied with (Art. 52(3)).")
_NO_COUNTERPART = mark(
    "This is a rule of the Commission’s proceedings; whether national law has one like it must "
    "be looked up."
)
_COMPELS = mark("A periodic penalty of national law (Arts 51(2), 52(4)).")

NATIONAL: Mapping[str, Mapping[str, Word]] = {
    "ground": {
        "74(1)(a)": Word(label=mark("Infringement of the DSA"), meaning=_NOT_COMPLIED),
        "74(1)(b)": Word(
            label=mark("Breach of interim measures"),
            meaning=mark("Interim measures of the authority were not followed (Art. 51(2))."),
        ),
        "74(1)(c)": Word(
            label=mark("Breach of binding commitments"),
            meaning=mark("Commitments that the authority made binding were not kept (Art. 51(2))."),
        ),
        "74(2)(a)": Word(
            label=mark("Incorrect information on request"),
            meaning=mark(
                "Incorrect, incomplete or misleading information was supplied (Art. 52(3))."
            ),
        ),
        "74(2)(b)": Word(
            label=mark("No reply to a request"),
            meaning=mark("The authority’s request was not answered (Arts 51(1), 52(3))."),
        ),
        "74(2)(c)": Word(
            label=mark("Incorrect information not rectified"),
            meaning=mark("Incorrect information was not put right (Art. 52(3))."),
        ),
        "74(2)(d)": Word(
            label=mark("Refusal of an inspection"),
            meaning=mark(
                "An inspection by the authority was not submitted to (Arts 51(1), 52(3))."
            ),
        ),
        "74(2)(e)": Word(label=mark("Monitoring measures not followed"), meaning=_NO_COUNTERPART),
        "74(2)(f)": Word(
            label=mark("Conditions of access to the file breached"), meaning=_NO_COUNTERPART
        ),
    },
    "outcome": {
        "closed": Word(
            label=mark("Closed without a finding"),
            meaning=mark("The authority ends the strand; national law says how."),
        ),
        "commitments": Word(
            label=mark("Commitments"),
            meaning=mark("The authority makes binding what the provider offers (Art. 51(2))."),
        ),
        "decision": Word(
            label=mark("Decision on an infringement"),
            meaning=mark("An infringement is found under national law; a fine may follow."),
        ),
    },
    "trigger": {
        "76(1)(a)": Word(label=mark("To supply information"), meaning=_COMPELS),
        "76(1)(b)": Word(label=mark("To submit to an inspection"), meaning=_COMPELS),
        "76(1)(c)": Word(label=mark("To comply with interim measures"), meaning=_COMPELS),
        "76(1)(d)": Word(label=mark("To keep commitments"), meaning=_COMPELS),
        "76(1)(e)": Word(label=mark("To comply with the decision"), meaning=_COMPELS),
    },
    "event_kind": {
        "retention_order": Word(label=mark("Retention order"), meaning=_NO_COUNTERPART),
        "observations": Word(
            label=mark("Observations"), meaning=mark("The provider answers the authority.")
        ),
        "action_plan": Word(label=mark("Action plan"), meaning=_NO_COUNTERPART),
        "action_plan_decision": Word(
            label=mark("Decision on the action plan"), meaning=_NO_COUNTERPART
        ),
    },
}

_LAWS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "commission": {
        "outcome": {"closed": "Art. 73(5)", "commitments": "Art. 71", "decision": "Art. 73(1)"},
    },
    "national": {
        "outcome": {"closed": "", "commitments": "Art. 51(2)", "decision": "Art. 51(2)"},
        "ground": {
            "74(1)(a)": "Art. 52(3)", "74(1)(b)": "Art. 51(2)", "74(1)(c)": "Art. 51(2)",
            "74(2)(a)": "Art. 52(3)", "74(2)(b)": "Art. 52(3)", "74(2)(c)": "Art. 52(3)",
            "74(2)(d)": "Art. 52(3)", "74(2)(e)": "", "74(2)(f)": "",
        },
    },
}  # fmt: skip


def outcome_law(authority: "Authority", code: str) -> str:
    """Where the law has an outcome of that authority's proceedings; empty: in national law."""
    return _LAWS[authority]["outcome"][code]


def ground_law(authority: "Authority", code: str) -> str:
    """Where the law has a ground for a fine of that authority; empty: in no article of the DSA."""
    return _LAWS["national"]["ground"][code] if authority == "national" else f"Art. {code}"


def ground_reference(lang: Language, case: "Case", infringement: "Infringement") -> str:
    """The ground of an infringement as cited: by its article, else by its name."""
    authority = authority_of(case, infringement.strand)
    article = ground_law(authority, infringement.ground)
    if article:
        return article
    named = NATIONAL["ground"][infringement.ground].label
    return lang.tr(named)


def authority_of(case: "Case", strand: str) -> "Authority":
    """Whose proceedings a strand belongs to."""
    return next(p.authority for p in case.proceedings if any(s.id == strand for s in p.strands))


def fine_title(lang: Language, authority: "Authority", *, procedural: bool) -> str:
    """What a fine of a decision is called: by the article of the Commission's, or as it is."""
    tr = lang.tr
    if authority == "national":
        return tr("Procedural fine") if procedural else tr("Fine for infringements")
    return tr("Procedural fine under Art. 74(2)") if procedural else tr("Fine under Art. 74(1)")


def fines_heading(lang: Language, *, national: bool) -> str:
    """Over the fines for infringements of a case; without an article where some are national."""
    if national:
        return lang.tr("Fines for infringements")
    return lang.tr("Fines under Art. 74(1)")


def maximum_heading(lang: Language, *, national: bool) -> str:
    """Over the maxima for infringements of a case; without an article where some are national."""
    if national:
        return lang.tr("Maximum for infringements")
    return lang.tr("Maximum under Art. 74(1)")


def has_national(case: "Case") -> bool:
    """True where a decision of a national authority is modelled."""
    return any(p.authority == "national" and p.strands for p in case.proceedings)
