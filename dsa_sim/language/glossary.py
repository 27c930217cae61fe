"""The terms of the program with their meaning in a line, for "explain this" in the window."""

from collections.abc import Mapping

from dsa_sim.language.translation import Language, mark
from dsa_sim.language.word import Word


def term(lang: Language, code: str) -> str:
    """The name of a term.

    Raises:
        KeyError: there is no such term.
    """
    return lang.tr(GLOSSARY[code].label)


def explanation(lang: Language, code: str) -> str:
    """What a term means, in a line.

    Raises:
        KeyError: there is no such term.
    """
    return lang.tr(GLOSSARY[code].meaning)


GLOSSARY: Mapping[str, Word] = {
    "provider": Word(
        label=mark("Provider"),
        meaning=mark("Who is fined: the company that provides the service, with its platforms."),
    ),
    "as_of": Word(
        label=mark("As-of date"),
        meaning=mark("The day up to which facts count; nothing computed reads the clock."),
    ),
    "turnover_scope": Word(
        label=mark("Turnover scope"),
        meaning=mark("Whose turnover counts: open in law, so that it is a switch of the case."),
    ),
    "financial_year": Word(
        label=mark("Financial year"),
        meaning=mark("A year of accounts with its revenue, currency and source."),
    ),
    "preceding_year": Word(
        label=mark("Preceding financial year"),
        meaning=mark(
            "The year whose turnover sets the maximum; it changes with the decision date."
        ),
    ),
    "exchange_rate": Word(
        label=mark("Exchange rate"),
        meaning=mark("The average of the European Central Bank over that financial year."),
    ),
    "provision": Word(
        label=mark("Provision"),
        meaning=mark("An article or paragraph of the DSA, and the kind of service it binds."),
    ),
    "alleged_infringement": Word(
        label=mark("Alleged infringement"),
        meaning=mark("Provisions, facts and a period that are judged together: the unit of fines."),
    ),
    "ground": Word(
        label=mark("Ground"),
        meaning=mark("The point of Art. 74 on which a fine rests; it decides the maximum."),
    ),
    "proceeding": Word(
        label=mark("Proceeding"),
        meaning=mark("A case of the Commission or of a national authority, with dated events."),
    ),
    "strand": Word(
        label=mark("Strand"),
        meaning=mark("Alleged infringements that end together: one decision, one maximum."),
    ),
    "outcome": Word(
        label=mark("Outcome"),
        meaning=mark("How a strand ends: closed, commitments, or a non-compliance decision."),
    ),
    "finding": Word(
        label=mark("Finding"),
        meaning=mark("The decision states that this infringement was committed."),
    ),
    "chance": Word(
        label=mark("Chance of a finding"),
        meaning=mark("How likely the infringement is found, given a decision: your own judgement."),
    ),
    "gravity": Word(
        label=mark("Gravity"),
        meaning=mark("How serious the infringement is (Art. 74(4))."),
    ),
    "fault": Word(
        label=mark("Fault"),
        meaning=mark("A fine needs negligence or intent; periodic penalties need neither."),
    ),
    "scenario": Word(
        label=mark("Scenario"),
        meaning=mark("A named set of changes to the base case, each with its reason."),
    ),
    "base_case": Word(
        label=mark("Base case"),
        meaning=mark("The case as it is entered, without the changes of any scenario."),
    ),
    "override": Word(
        label=mark("Override"),
        meaning=mark("An input that a scenario sets differently from the base case."),
    ),
    "estimate": Word(
        label=mark("Estimate"),
        meaning=mark("A number that may be uncertain: a value, a range, or low – likely – high."),
    ),
    "range": Word(
        label=mark("Range"),
        meaning=mark("Every value between the two ends is taken as equally likely."),
    ),
    "tenths": Word(
        label=mark("Low – middle – high (1 in 10)"),
        meaning=mark("1 in 10 values lie below the first, half below the middle, 1 in 10 above."),
    ),
    "low_likely_high": Word(
        label=mark("Low – likely – high"),
        meaning=mark("Values near the likely one come up most (modified PERT distribution)."),
    ),
    "assumption_note": Word(
        label=mark("Assumption note"),
        meaning=mark("Who assumed something, why and when, and who reviewed it."),
    ),
    "worksheet": Word(
        label=mark("Worksheet"),
        meaning=mark("The steps by which an amount is reached, each with its formula and source."),
    ),
    "exposure": Word(
        label=mark("Exposure"),
        meaning=mark("What may have to be paid, and how likely each amount is."),
    ),
    "maximum": Word(
        label=mark("Statutory maximum"),
        meaning=mark("The most that the Regulation allows; exact, and never exceeded."),
    ),
    "cap_reading": Word(
        label=mark("Cap reading"),
        meaning=mark("Whether the maximum counts once per decision or once per infringement."),
    ),
    "maximum_binds": Word(
        label=mark("The maximum binds"),
        meaning=mark("The amounts together are above the maximum, which cuts them."),
    ),
    "procedural_fine": Word(
        label=mark("Procedural fine"),
        meaning=mark("A fine for failures during an investigation (Art. 74(2))."),
    ),
    "periodic_penalty": Word(
        label=mark("Periodic penalty"),
        meaning=mark("An amount for each day until the provider complies (Art. 76)."),
    ),
    "starting_amount": Word(
        label=mark("Starting amount"),
        meaning=mark("Where the chain begins: an amount in euro or a share of turnover."),
    ),
    "duration": Word(
        label=mark("Duration"),
        meaning=mark("A factor for how long the infringement lasted; 1 changes nothing."),
    ),
    "recurrence": Word(
        label=mark("Recurrence"),
        meaning=mark("An uplift for a provider that has infringed before."),
    ),
    "aggravating": Word(
        label=mark("Aggravating"),
        meaning=mark("Circumstances that raise the amount; your own judgement, with reasons."),
    ),
    "mitigating": Word(
        label=mark("Mitigating"),
        meaning=mark("Circumstances that lower the amount; your own judgement, with reasons."),
    ),
    "other_penalties": Word(
        label=mark("Other penalties"),
        meaning=mark("Penalties for the same facts that are taken into account (recital 144)."),
    ),
    "if_fined": Word(
        label=mark("If fined"),
        meaning=mark("The amount for an infringement that is found and fined, before the maximum."),
    ),
    "expected": Word(
        label=mark("Expected"),
        meaning=mark("The average of all outcomes, each weighted by its chance."),
    ),
    "p50": Word(label=mark("Median (P50)"), meaning=mark("Half of the outcomes are below.")),
    "p95": Word(
        label=mark("Severe (P95)"), meaning=mark("At least 19 in 20 outcomes are no higher.")
    ),
    "p99": Word(
        label=mark("Extreme (P99)"), meaning=mark("At least 99 in 100 outcomes are no higher.")
    ),
    "designation": Word(
        label=mark("Designation"),
        meaning=mark("The decision by which a service counts as very large (Art. 33(4))."),
    ),
    "vlop": Word(
        label=mark("Very large online platform"),
        meaning=mark("At least 45 million average monthly users in the Union, and designated."),
    ),
    "vlose": Word(
        label=mark("Very large online search engine"),
        meaning=mark("At least 45 million average monthly users in the Union, and designated."),
    ),
    "commitments": Word(
        label=mark("Commitments"),
        meaning=mark("Promises of the provider that the Commission can make binding (Art. 71)."),
    ),
    "projected": Word(
        label=mark("Projected"),
        meaning=mark("Not yet reported: an assumption on how turnover will grow."),
    ),
    "law_version": Word(
        label=mark("Law data version"),
        meaning=mark("The day up to which the rules and events were collected."),
    ),
}
