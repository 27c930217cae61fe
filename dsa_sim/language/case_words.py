"""Words for the codes of a case: its provider, readings, methods and sources."""

from dsa_sim.language.translation import mark
from dsa_sim.language.word import Word
from dsa_sim.model.methods import METHODS

TURNOVER_SCOPE = {
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

YEAR_READING = {
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

DECISION_MEANS = {
    "open": Word(
        label=mark("With or without a finding"),
        meaning=mark(
            "Each finding has the chance that is judged for it; a decision may come without any."
        ),
    ),
    "finding": Word(
        label=mark("With at least one finding"),
        meaning=mark(
            "A decision of non-compliance finds something: the chances of findings are read given "
            "that there is at least one."
        ),
    ),
}

CAP_READING = {
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

DAY_DIVISOR = {
    "days_of_year": Word(
        label=mark("Days of that financial year"),
        meaning=mark("Annual turnover divided by the days of that year, 365 or 366."),
    ),
    "365": Word(label=mark("Always 365 days")),
    "366": Word(label=mark("Always 366 days")),
}

INCOME_BASE = {
    "turnover": Word(
        label=mark("Worldwide turnover"),
        meaning=mark(
            "Procedural fines and daily penalties are measured by worldwide annual turnover."
        ),
    ),
    "income": Word(
        label=mark("Annual income"),
        meaning=mark(
            "Procedural fines and daily penalties are measured by annual income, where it is known."
        ),
    ),
}

LIABILITY = {
    "provider": Word(
        label=mark("The provider alone"),
        meaning=mark("The decision is addressed to the provider, which alone owes the fine."),
    ),
    "joint": Word(
        label=mark("Several persons of the undertaking, jointly and severally"),
        meaning=mark(
            "The decision is addressed to several persons, each of whom owes the whole fine once; "
            "the turnover of the group counts. Whether that is possible is open."
        ),
    ),
}

GRAVITY = {
    "open": Word(label=mark("Not assessed")),
    "low": Word(label=mark("Low")),
    "medium": Word(label=mark("Medium")),
    "high": Word(label=mark("High")),
}

FAULT = {
    "open": Word(
        label=mark("Not assessed"),
        meaning=mark("Nobody has judged it yet; amounts are computed as if fault were shown."),
    ),
    "none": Word(
        label=mark("No fault"),
        meaning=mark("An infringement can be found, but no fine follows (Art. 74(1) and (2))."),
    ),
    "negligent": Word(label=mark("Negligent")),
    "intentional": Word(label=mark("Intentional")),
}

SERVICE = {
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

ENTERPRISE_SIZE = {
    "micro_or_small": Word(
        label=mark("Micro or small enterprise"),
        meaning=mark("Exempt from a number of duties unless designated (Art. 15(2), 19, 29)."),
    ),
    "larger": Word(label=mark("Larger enterprise")),
}

YEAR_BASIS = {
    "reported": Word(label=mark("Reported")),
    "projected": Word(
        label=mark("Projected"),
        meaning=mark("Not yet reported: an assumption on how turnover will grow."),
    ),
}

SOURCE_STATUS = {
    "checked": Word(label=mark("Checked"), meaning=mark("Compared with the source that is named.")),
    "unchecked": Word(
        label=mark("Unchecked"),
        meaning=mark("Nobody has compared it with its source yet: do not rely on it."),
    ),
    "derived": Word(label=mark("Derived"), meaning=mark("Computed from figures that are sourced.")),
    "inferred": Word(
        label=mark("Inferred"),
        meaning=mark("A reading of the sources; others may read them differently."),
    ),
    "illustration": Word(
        label=mark("Illustration"),
        meaning=mark("Made up for illustration; not evidence of anything."),
        is_noun=True,
    ),
}

_IN_HOUSE = mark(
    "Advice of in-house counsel may not be privileged in investigations of the Commission."
)

CONFIDENTIALITY = {
    "external_advice": Word(label=mark("External counsel’s advice")),
    "prepared_for_external": Word(label=mark("Prepared for external counsel"), meaning=_IN_HOUSE),
    "confidential": Word(label=mark("Confidential"), meaning=_IN_HOUSE),
    "none": Word(label=mark("No mark")),
}

METHOD: dict[str, Word] = {
    method.code: Word(label=method.name, meaning=method.meaning) for method in METHODS.values()
}

YEAR_ROUNDING = {
    "half_years": Word(
        label=mark("In half-year steps"),
        meaning=mark("A half-year begun counts in full (point 24 of the 2006 Guidelines)."),
    ),
    "pro_rata": Word(label=mark("By days"), meaning=mark("Days divided by 365.25.")),
}

SHARE_OF = {
    "turnover": Word(label=mark("Of turnover")),
    "maximum": Word(label=mark("Of the maximum")),
}

TEMPLATE = {
    "summary": Word(label=mark("Summary on one page")),
    "board": Word(label=mark("Board briefing")),
    "memorandum": Word(label=mark("Full memorandum")),
}

LAYOUT = {
    "memo": Word(label=mark("Portrait pages")),
    "slides": Word(label=mark("Landscape slides")),
}

PAPER = {"a4": Word(label=mark("A4")), "us-letter": Word(label=mark("US Letter"))}

BEST_ESTIMATE = {
    "most_likely": Word(label=mark("Most likely outcome")),
    "expected": Word(label=mark("Expected value")),
}

LIKELIHOOD = {
    "probable": Word(
        label=mark("Probable"),
        meaning=mark("Above the threshold set for this case: a provision would be made."),
    ),
    "possible": Word(
        label=mark("Possible"),
        meaning=mark(
            "Between the thresholds set for this case: a contingent liability to disclose."
        ),
    ),
    "remote": Word(
        label=mark("Remote"),
        meaning=mark("Up to the threshold set for this case: nothing to show."),
    ),
}

START_UNIT = {
    "eur": Word(label=mark("Amount in euro")),
    "turnover_share": Word(label=mark("Share of turnover")),
}
