"""Words for the codes of a case: a label, and one line of meaning where it helps.

Tables go by the kind of code; their kinds and codes are those of `model.case`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dsa_sim.language.translation import Language, mark


@dataclass(frozen=True, kw_only=True)
class Word:
    """The English label of a code and, where there is more to say, its meaning in a line."""

    label: str
    meaning: str = ""


def word(lang: Language, kind: str, code: str) -> str:
    """The label of a code: `word(lang, "gravity", "high")`.

    Raises:
        KeyError: there is no such kind, or no such code in it.
    """
    return lang.tr(WORDS[kind][code].label)


def meaning(lang: Language, kind: str, code: str) -> str:
    """One line on what a code means; empty where its label says it all.

    Raises:
        KeyError: there is no such kind, or no such code in it.
    """
    text = WORDS[kind][code].meaning
    return lang.tr(text) if text else ""


def choices(lang: Language, kind: str) -> tuple[tuple[str, str], ...]:
    """Every code of a kind with its label, in the order in which it is offered.

    Raises:
        KeyError: there is no such kind.
    """
    return tuple((code, lang.tr(entry.label)) for code, entry in WORDS[kind].items())


_TURNOVER_SCOPE = {
    "entity": Word(
        label=mark("The provider alone"),
        meaning=mark("Turnover of the legal entity that provides the service."),
    ),
    "segment": Word(
        label=mark("Its business segment"),
        meaning=mark("Turnover of the part of the group to which the service belongs."),
    ),
    "group": Word(
        label=mark("The whole group"),
        meaning=mark("Turnover of the undertaking: the provider with all companies of its group."),
    ),
    "controlling_person": Word(
        label=mark("The controlling person"),
        meaning=mark("Turnover of everything that the person in control of the provider controls."),
    ),
}

_YEAR_READING = {
    "before_decision": Word(
        label=mark("Last year ended before the decision"),
        meaning=mark("The last financial year that ended before the day of the decision."),
    ),
    "before_opening": Word(
        label=mark("Last year ended before the opening"),
        meaning=mark("The last financial year that ended before the proceedings were opened."),
    ),
    "chosen": Word(
        label=mark("A year chosen by hand"),
        meaning=mark("For an unrepresentative year; the choice needs a reason."),
    ),
}

_CAP_READING = {
    "by_authority": Word(
        label=mark("As usual for the authority"),
        meaning=mark(
            "One maximum per decision for the Commission, one per infringement for national "
            "authorities (recital 117)."
        ),
    ),
    "per_decision": Word(
        label=mark("One maximum per decision"),
        meaning=mark("All infringements of a decision share one maximum."),
    ),
    "per_infringement": Word(
        label=mark("One maximum per infringement"),
        meaning=mark("Each alleged infringement has a maximum of its own."),
    ),
}

_DAY_DIVISOR = {
    "days_of_year": Word(
        label=mark("Days of that financial year"),
        meaning=mark("Annual turnover divided by the days of that year, 365 or 366."),
    ),
    "365": Word(label=mark("Always 365 days")),
    "366": Word(label=mark("Always 366 days")),
}

_INCOME_BASE = {
    "turnover": Word(
        label=mark("Worldwide turnover"),
        meaning=mark("The 1 % and the daily 5 % are taken of worldwide annual turnover."),
    ),
    "income": Word(
        label=mark("Annual income"),
        meaning=mark("The 1 % and the daily 5 % are taken of annual income, where it is known."),
    ),
}

_GRAVITY = {
    "low": Word(label=mark("Low")),
    "medium": Word(label=mark("Medium")),
    "high": Word(label=mark("High")),
}

_FAULT = {
    "none": Word(
        label=mark("No fault"),
        meaning=mark("An infringement can be found, but no fine follows (Art. 74(1) and (2))."),
    ),
    "negligent": Word(label=mark("Negligent")),
    "intentional": Word(label=mark("Intentional")),
}

_SERVICE = {
    "intermediary": Word(
        label=mark("Intermediary service"),
        meaning=mark("Mere conduit or caching: Articles 11 to 15 apply."),
    ),
    "hosting": Word(
        label=mark("Hosting service"),
        meaning=mark("Stores what its users provide: Articles 16 to 18 apply as well."),
    ),
    "online_platform": Word(
        label=mark("Online platform"),
        meaning=mark("Spreads what its users provide to the public: Articles 19 to 28 as well."),
    ),
    "marketplace": Word(
        label=mark("Online marketplace"),
        meaning=mark("Lets consumers conclude contracts with traders: Articles 29 to 32 as well."),
    ),
    "search_engine": Word(
        label=mark("Online search engine"),
        meaning=mark("Not an online platform; whether Articles 16 to 18 bind it is open."),
    ),
}

_ENTERPRISE_SIZE = {
    "micro_or_small": Word(
        label=mark("Micro or small enterprise"),
        meaning=mark("Exempt from a number of duties unless designated (Art. 15(2), 19, 29)."),
    ),
    "larger": Word(label=mark("Larger enterprise")),
}

_AUTHORITY = {
    "commission": Word(label=mark("European Commission")),
    "national": Word(
        label=mark("National authority"),
        meaning=mark("A Digital Services Coordinator or another authority of a Member State."),
    ),
}

_YEAR_BASIS = {
    "reported": Word(label=mark("Reported")),
    "projected": Word(
        label=mark("Projected"),
        meaning=mark("Not yet reported: an assumption on how turnover will grow."),
    ),
}

_SOURCE_STATUS = {
    "checked": Word(label=mark("Checked"), meaning=mark("Compared with the source that is named.")),
    "unchecked": Word(
        label=mark("Unchecked"),
        meaning=mark("Nobody has compared it with its source yet: do not rely on it."),
    ),
    "derived": Word(label=mark("Derived"), meaning=mark("Computed from figures that are sourced.")),
    "inferred": Word(
        label=mark("Inferred"),
        meaning=mark("Our reading of the sources; others may read them differently."),
    ),
    "illustration": Word(
        label=mark("Illustration"),
        meaning=mark("Made up to show how the program works; not evidence of anything."),
    ),
}

_IN_HOUSE = mark(
    "Advice of in-house counsel may not be privileged in investigations of the Commission."
)
_CONFIDENTIALITY = {
    "external_advice": Word(label=mark("External counsel’s advice")),
    "prepared_for_external": Word(label=mark("Prepared for external counsel"), meaning=_IN_HOUSE),
    "confidential": Word(label=mark("Confidential"), meaning=_IN_HOUSE),
    "none": Word(label=mark("No mark")),
}

_GROUND = {
    "74(1)(a)": Word(
        label=mark("Infringement of the DSA"),
        meaning=mark("A provision of the Regulation was infringed: up to 6 %."),
    ),
    "74(1)(b)": Word(
        label=mark("Breach of interim measures"),
        meaning=mark("A decision on interim measures under Art. 70 was not followed: up to 6 %."),
    ),
    "74(1)(c)": Word(
        label=mark("Breach of binding commitments"),
        meaning=mark("Commitments made binding under Art. 71 were not kept: up to 6 %."),
    ),
    "74(2)(a)": Word(
        label=mark("Incorrect information on request"),
        meaning=mark(
            "A request for information, simple or by decision, was answered incorrectly, "
            "incompletely or misleadingly: up to 1 %."
        ),
    ),
    "74(2)(b)": Word(
        label=mark("No reply to a request by decision"),
        meaning=mark("A request made by decision was not answered in time: up to 1 %."),
    ),
    "74(2)(c)": Word(
        label=mark("Incorrect information not rectified"),
        meaning=mark("What a member of staff said wrongly was not put right in time: up to 1 %."),
    ),
    "74(2)(d)": Word(
        label=mark("Refusal of an inspection"),
        meaning=mark("An inspection under Art. 69 was not submitted to: up to 1 %."),
    ),
    "74(2)(e)": Word(
        label=mark("Monitoring measures not followed"),
        meaning=mark("Measures adopted under Art. 72 were not complied with: up to 1 %."),
    ),
    "74(2)(f)": Word(
        label=mark("Conditions of access to the file breached"),
        meaning=mark("The terms for access to the file of Art. 79(4) were not kept: up to 1 %."),
    ),
}

_EVENT_KIND = {
    "designation": Word(label=mark("Designation")),
    "designation_ended": Word(
        label=mark("End of designation"),
        meaning=mark("The duties of Section 5 end four months after notification (Art. 33(6))."),
    ),
    "request_for_information": Word(label=mark("Request for information")),
    "retention_order": Word(
        label=mark("Retention order"),
        meaning=mark("Documents must be kept for the Commission’s monitoring (Art. 72(1))."),
    ),
    "inspection": Word(label=mark("Inspection")),
    "interim_measures": Word(label=mark("Interim measures")),
    "opening": Word(label=mark("Opening of proceedings")),
    "preliminary_findings": Word(label=mark("Preliminary findings")),
    "observations": Word(
        label=mark("Observations"),
        meaning=mark("The provider answers preliminary findings (Art. 79(2))."),
    ),
    "commitments_offered": Word(label=mark("Commitments offered")),
    "commitments_binding": Word(label=mark("Commitments made binding")),
    "decision": Word(label=mark("Decision")),
    "fine": Word(label=mark("Fine")),
    "action_plan": Word(
        label=mark("Action plan"),
        meaning=mark("What the provider will do to end the infringement (Art. 75(2))."),
    ),
    "action_plan_decision": Word(
        label=mark("Decision on the action plan"),
        meaning=mark("The Commission says whether the action plan is sufficient (Art. 75(3))."),
    ),
    "appeal": Word(label=mark("Appeal")),
    "judgment": Word(label=mark("Judgment")),
    "other": Word(label=mark("Other event")),
}

_METHOD = {
    "judgement": Word(
        label=mark("Counsel’s judgement"),
        meaning=mark("A starting amount in euro or as a share of turnover; the user’s own."),
    ),
    "bands": Word(
        label=mark("Bands of the maximum"),
        meaning=mark(
            "A share of the maximum by gravity, by analogy with the EDPB’s Guidelines 04/2022 "
            "for the GDPR."
        ),
    ),
    "value_of_sales": Word(
        label=mark("Value of sales"),
        meaning=mark(
            "A proportion of the service’s revenue in the Union for each year, by analogy with "
            "the 2006 Guidelines on antitrust fines."
        ),
    ),
    "precedent": Word(
        label=mark("Earlier decisions"),
        meaning=mark("A reference share from the three DSA fines so far, scaled by gravity."),
    ),
}

_YEAR_ROUNDING = {
    "half_years": Word(
        label=mark("In half-year steps"),
        meaning=mark("A half-year begun counts in full (point 24 of the 2006 Guidelines)."),
    ),
    "pro_rata": Word(label=mark("By days"), meaning=mark("Days divided by 365.25.")),
}

_SHARE_OF = {
    "turnover": Word(label=mark("Of turnover")),
    "maximum": Word(label=mark("Of the maximum")),
}

_TRIGGER = {
    "76(1)(a)": Word(
        label=mark("To supply information"),
        meaning=mark("After a request for information by decision (Art. 76(1)(a))."),
    ),
    "76(1)(b)": Word(
        label=mark("To submit to an inspection"),
        meaning=mark("After an inspection ordered by decision (Art. 76(1)(b))."),
    ),
    "76(1)(c)": Word(
        label=mark("To comply with interim measures"),
        meaning=mark("After a decision under Art. 70(1) (Art. 76(1)(c))."),
    ),
    "76(1)(d)": Word(
        label=mark("To keep commitments"),
        meaning=mark("After commitments were made binding (Art. 76(1)(d))."),
    ),
    "76(1)(e)": Word(
        label=mark("To comply with the decision"),
        meaning=mark("After a non-compliance decision, action plan included (Art. 76(1)(e))."),
    ),
}

_PAYMENT_WAY = {
    "guarantee": Word(
        label=mark("Bank guarantee"),
        meaning=mark("The fine is not paid while the appeal is pending; the bank takes a fee."),
    ),
    "provisional": Word(
        label=mark("Provisional payment"),
        meaning=mark("The fine is paid at once and earns nothing for the provider meanwhile."),
    ),
}

_LIKELIHOOD = {
    "probable": Word(
        label=mark("Probable"), meaning=mark("More likely than your threshold: a provision.")
    ),
    "possible": Word(
        label=mark("Possible"),
        meaning=mark("Between your thresholds: a contingent liability to disclose."),
    ),
    "remote": Word(label=mark("Remote"), meaning=mark("Up to your threshold: nothing to show.")),
}

_REQUEST_KIND = {
    "": Word(label=mark("Not known")),
    "simple": Word(
        label=mark("Simple request"),
        meaning=mark("An incomplete answer can be fined, silence cannot (Art. 67(2), 74(2)(a))."),
    ),
    "by_decision": Word(
        label=mark("Request by decision"),
        meaning=mark(
            "An incomplete answer and silence can both be fined (Art. 67(3), 74(2)(a), (b))."
        ),
    ),
}

_ANSWER = {
    "open": Word(label=mark("Not known yet")),
    "complete": Word(label=mark("Complete answer")),
    "incomplete": Word(label=mark("Incorrect, incomplete or misleading answer")),
    "none": Word(label=mark("No answer in time")),
}

_DATE_PRECISION = {
    "day": Word(label=mark("The day is known")),
    "month": Word(label=mark("Only the month is known")),
}

_OUTCOME = {
    "closed": Word(
        label=mark("Closed without a finding"),
        meaning=mark("The Commission ends the strand by a decision of its own (Art. 73(5))."),
    ),
    "commitments": Word(
        label=mark("Commitments"),
        meaning=mark("What the provider offers is made binding (Art. 71(1)); no fine."),
    ),
    "decision": Word(
        label=mark("Non-compliance decision"),
        meaning=mark("An infringement is found (Art. 73(1)); a fine may follow."),
    ),
}

_START_UNIT = {
    "eur": Word(label=mark("Amount in euro")),
    "turnover_share": Word(label=mark("Share of turnover")),
}

_MAXIMUM = {
    "infringement": Word(
        label=mark("Maximum for infringements"),
        meaning=mark("6 % of total worldwide turnover of the preceding year (Art. 74(1))."),
    ),
    "procedural": Word(
        label=mark("Maximum for procedural fines"),
        meaning=mark("1 % of total annual income or worldwide turnover (Art. 74(2))."),
    ),
    "periodic": Word(
        label=mark("Daily maximum of periodic penalties"),
        meaning=mark("5 % of average daily income or worldwide turnover, per day (Art. 76(1))."),
    ),
    "national_infringement": Word(
        label=mark("National maximum for infringements"),
        meaning=mark("6 %, set by the Member State (Art. 52(3))."),
    ),
    "national_procedural": Word(
        label=mark("National maximum for procedural fines"),
        meaning=mark("1 %, set by the Member State (Art. 52(3))."),
    ),
    "national_periodic": Word(
        label=mark("National daily maximum of periodic penalties"),
        meaning=mark("5 % per day, set by the Member State (Art. 52(4))."),
    ),
}

WORDS: Mapping[str, Mapping[str, Word]] = {
    "turnover_scope": _TURNOVER_SCOPE,
    "year_reading": _YEAR_READING,
    "cap_reading": _CAP_READING,
    "day_divisor": _DAY_DIVISOR,
    "income_base": _INCOME_BASE,
    "gravity": _GRAVITY,
    "fault": _FAULT,
    "service": _SERVICE,
    "enterprise_size": _ENTERPRISE_SIZE,
    "authority": _AUTHORITY,
    "year_basis": _YEAR_BASIS,
    "source_status": _SOURCE_STATUS,
    "confidentiality": _CONFIDENTIALITY,
    "ground": _GROUND,
    "event_kind": _EVENT_KIND,
    "method": _METHOD,
    "year_rounding": _YEAR_ROUNDING,
    "share_of": _SHARE_OF,
    "trigger": _TRIGGER,
    "payment_way": _PAYMENT_WAY,
    "likelihood": _LIKELIHOOD,
    "request_kind": _REQUEST_KIND,
    "answer": _ANSWER,
    "date_precision": _DATE_PRECISION,
    "outcome": _OUTCOME,
    "start_unit": _START_UNIT,
    "maximum": _MAXIMUM,
}
