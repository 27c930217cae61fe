"""Sentences for what the checks find: what is the matter, where, and what to do."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from dsa_sim.language import formats
from dsa_sim.language.plain_record import Record
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import word
from dsa_sim.law import Binding
from dsa_sim.model.case import Case
from dsa_sim.model.edits import find_part
from dsa_sim.model.problems import Parameter, Problem, Severity

if TYPE_CHECKING:
    from dsa_sim.model.decision_days import IncompleteError

MESSAGES: dict[str, str] = {
    "no_opening_date": mark(
        "The year before the opening is to count, but the proceedings have no opening date. "
        "Enter it, or choose another reading of the preceding year."
    ),
    "no_year_before": mark(
        "No financial year ({scope}) that ended before {day} is entered. "
        "Add it under Provider and turnover."
    ),
    "no_year_of_scope": mark(
        "No financial year for this turnover scope ({scope}) is entered. "
        "Add one under Provider and turnover, or choose another scope."
    ),
    "turnover_not_researched": mark(
        "The turnover of {group} has not been researched: enter a financial year."
    ),
    "no_income": mark("Income is to count, but the year to {year} has no income entered."),
    "negative_turnover": mark(
        "The adjustments take more off the year to {year} than it has. Check their signs."
    ),
    "no_exchange_rate": mark(
        "There is no exchange rate for {currency} from {start} to {end}. "
        "Add the average of those months under Provider and turnover."
    ),
    "no_chosen_year": mark("A year of your choice is to count, but none is chosen."),
    "chosen_year_without_reason": mark("The chosen year needs a reason."),
    "chosen_year_of_other_scope": mark(
        "The chosen year has another turnover scope ({other}) than the case ({scope})."
    ),
    "later_year_missing": mark(
        "The year to {year} is used for a decision on {day}, but a later year must have ended "
        "before it. Add that year, or keep this one knowingly."
    ),
    "year_entered_twice": mark(
        "The year to {year} ({scope}) is entered twice; the first entry counts."
    ),
    "year_not_twelve_months": mark(
        "The year to {year} has {days} days. A fine is measured by the turnover of a financial "
        "year: say its first day, or enter the figures of twelve months and give the calculation "
        "as the source."
    ),
    "year_in_weeks": mark(
        "The year to {year} has {days} days, as years of weeks do; the daily maximum is divided "
        "by them."
    ),
    "years_overlap": mark(
        "The years to {other} and to {year} overlap (days in both: {days}): check the first day "
        "of each."
    ),
    "years_gap": mark(
        "The years to {other} and to {year} do not meet (days in neither: {days}): check the "
        "first day of the later one."
    ),
    "turnover_jumps": mark(
        "The turnovers of the years to {other} and to {year} differ by a factor of ten or more: "
        "check the unit of both."
    ),
    "turnover_tiny": mark(
        "The turnover of the year to {year} is below one million {currency}, for a service with "
        "many millions of users: check the unit."
    ),
    "amounts_independent": mark(
        "Each amount is drawn by itself, as if its authority decided in a new mood each time. Say "
        "how far they rise and fall together."
    ),
    "severity_without_reason": mark("The common severity needs a reason."),
    "decision_means_without_reason": mark(
        "That a decision means at least one finding needs a reason."
    ),
    "decision_without_finding": mark(
        "As judged, a decision comes without any finding in {chance} of cases. Say whether a "
        "decision means at least one finding."
    ),
    "year_projected": mark("The turnover of the year to {year} is projected, not reported."),
    "turnover_not_checked": mark(
        "The turnover of the year to {year} is marked “{status}”: check it against its source."
    ),
    "rate_not_checked": mark("The exchange rate for {currency} is not checked yet."),
    "law_not_in_force": mark("No maximum was in force on {day}. Check the date of the decision."),
    "no_strand": mark("The case has no strand yet, so there is no decision to model."),
    "no_infringement": mark("No infringement is alleged yet."),
    "cap_reading_without_reason": mark("The reading of the maximum needs a reason."),
    "scope_without_reason": mark("The turnover scope needs a reason."),
    "decision_before_opening": mark(
        "The decision ({day}) is not later than the opening of the proceedings ({opened})."
    ),
    "strand_without_decision": mark(
        "The strand “{strand}” certainly ends without a non-compliance decision: "
        "its amounts bring no fine."
    ),
    "maximum_counts_infringements": mark(
        "The maximum is read per infringement, so the {count} alleged infringements of "
        "“{strand}” each have their own: splitting or merging them moves the total maximum."
    ),
    "provision_alleged_twice": mark(
        "Art. {provision} is alleged {count} times in this strand: check for double counting."
    ),
    "designation_not_checked": mark("The designation of {platform} is not checked yet."),
    "above_threshold": mark(
        "{platform} has {recipients} recipients in the Union, at or above the 45 million of "
        "Art. 33(1), but no designation is entered."
    ),
    "no_provision": mark("No provision is named for this alleged infringement."),
    "provision_unknown": mark("There is no obligation under Art. {provision}."),
    "provision_open": mark("Art. {provision}: {reason} ({source})."),
    "provision_not_binding": mark(
        "Art. {provision} does not bind {platform}: {reason} ({source})."
    ),
    "traders_transition": mark(
        "Art. {provision}: for traders who used the service on {day} already, the provider had "
        "until {end} to obtain their information ({source}). Say which traders are meant: for "
        "those the alleged period begins too early."
    ),
    "national_section5": mark(
        "Art. {provision} is in Section 5, which the Commission alone enforces ({source}): "
        "a national authority cannot act on it."
    ),
    "national_after_opening": mark(
        "The Commission has opened proceedings on Art. {provision} for this platform. If they "
        "concern the same infringement, national authorities can no longer act on it ({source})."
    ),
    "national_other_state": mark(
        "The proceedings are in {state}, but the register has the provider established in {home}: "
        "only the Member State of the main establishment may act (Art. 56(1), (4))."
    ),
    "national_state_open": mark(
        "Only the Member State of the provider’s main establishment may act (Art. 56(1), (4)). "
        "The case does not say which one that is: check it."
    ),
    "national_representative": mark(
        "The provider has no establishment in the Union: the Member State of its legal "
        "representative may act, or any if it appointed none (Art. 56(6), (7))."
    ),
    "commission_not_designated": mark(
        "{platform} is not designated: the Commission acts only against providers of very large "
        "platforms and search engines (Arts 56(3), 66(1)). Enter the designation, or choose a "
        "national authority."
    ),
    "addressee_joint": mark(
        "Whether a decision may be addressed to {addressee} beside the provider, jointly and "
        "severally, is an open question of law. The reading “Who answers” of the provider says "
        "whose turnover then counts."
    ),
    "addressee_own_turnover": mark(
        "{addressee} has a maximum of its own, on its own income or turnover ({law}). Enter a "
        "financial year of that person: until then the fine is in no total."
    ),
    "addressee_own_maximum": mark(
        "{addressee} has a maximum of its own, on its own income or turnover ({law})."
    ),
    "time_barred": mark(
        "The power to fine this lapsed after {last} ({source}), before the decision on {day}. It "
        "is in no total unless a reason says why it is not barred."
    ),
    "may_be_time_barred": mark(
        "The power to fine this lapses after {last}, but the decision may come as late as {day}."
    ),
    "outside_totals": mark(
        "As entered this can bring no fine: it is in no total unless a reason says why it counts "
        "all the same."
    ),
    "counts_all_the_same": mark("It counts all the same, for this reason: {why}"),
    "silence_no_ground": mark(
        "“{request}” ({day}) was a simple request: leaving it unanswered is no ground for a fine. "
        "Only a request by decision must be answered (Art. 74(2)(b))."
    ),
    "no_period": mark("The alleged period has no beginning yet."),
    "period_reversed": mark("The period ends ({end}) before it begins ({start})."),
    "period_after_decision": mark("The period begins ({start}) on or after the decision ({day})."),
    "period_beyond_decision": mark(
        "The period ends ({end}) after the decision ({day}); it counts up to the decision."
    ),
    "never_applied": mark(
        "Art. {provision} did not apply to the platform at any time in the alleged period "
        "({source})."
    ),
    "period_clipped": mark(
        "Art. {provision} counts from {start} to {end}, not from {alleged}: it did not apply "
        "outside that time ({source})."
    ),
    "no_starting_amount": mark("No amount is assumed yet, so the infringement adds nothing."),
    "amount_without_reason": mark("The starting amount needs a reason."),
    "no_proportion": mark(
        "No proportion of sales is assumed yet, so the infringement adds nothing by this method."
    ),
    "no_eu_revenue": mark(
        "The revenue of {platform} in the Union is not entered, so the value of sales cannot be "
        "computed."
    ),
    "eu_revenue_without_reason": mark(
        "The revenue of {platform} in the Union needs a reason or a source."
    ),
    "no_reference": mark(
        "No reference share is chosen from earlier decisions yet, so no amount is reached."
    ),
    "reference_without_reason": mark("The reference share needs a reason."),
    "method_without_reason": mark("The choice of the method needs a reason."),
    "appeal_without_reason": mark("The assumptions on an appeal need a reason."),
    "periodic_without_reason": mark("The assumptions on this periodic penalty need a reason."),
    "no_chance": mark("The chance of a finding is still open."),
    "chance_without_reason": mark("The chance of a finding needs a reason."),
    "no_fault_no_fine": mark(
        "Without negligence or intent there can be a finding but no fine (Art. 74)."
    ),
    "step_without_reason": mark("This step needs a reason: {step}."),
    "override_without_reason": mark(
        "The scenario “{scenario}” sets an input differently without a reason: {input}."
    ),
    "reason_for_earlier_value": mark(
        "{judged}: the reason was written for an earlier value. Confirm it, or write another."
    ),
    "override_reason_for_earlier_value": mark(
        "The scenario “{scenario}” gives a reason that was written for an earlier value: {input}."
    ),
}

BINDING: dict[str, str] = {
    "tier_bound": mark("it binds this kind of service"),
    "partly_bound": mark("some of its paragraphs bind this service"),
    "search_engine_hosting_open": mark(
        "whether a search engine is a hosting service, and so bound, is an open question"
    ),
    "search_engine_not_online_platform": mark("a search engine is not an online platform"),
    "not_hosting": mark("it binds hosting services only"),
    "not_online_platform": mark("it binds online platforms only"),
    "not_marketplace": mark(
        "it binds platforms on which consumers conclude distance contracts with traders only"
    ),
    "not_designated": mark("it binds designated very large platforms and search engines only"),
    "designation_ended": mark("the designation has ceased to have effect"),
    "micro_small_exempt": mark("micro and small enterprises are exempt"),
    "non_eu_only": mark("it binds providers without an establishment in the Union only"),
    "not_yet_applicable": mark("it did not apply yet"),
    "not_an_obligation": mark("it contains no obligation of the provider"),
    "no_duty": mark("it contains no binding duty"),
    "unknown_provision": mark("there is no such provision"),
}

STEPS: dict[str, str] = {
    "duration": mark("Duration"),
    "recurrence": mark("Recurrence"),
    "aggravating": mark("Aggravating"),
    "mitigating": mark("Mitigating"),
    "other_penalties": mark("Other penalties"),
}

SEVERITIES: dict[str, str] = {
    "error": mark("To fix"),
    "warning": mark("To check"),
    "note": mark("To know"),
}


def problem_text(lang: Language, problem: Problem) -> str:
    """The sentence for a problem."""
    facts = {name: _shown(lang, name, value) for name, value in problem.params}
    return lang.tr(MESSAGES[problem.code], **facts)


class ProblemRecord(Record, frozen=True, kw_only=True):
    """A problem: its code, how much it matters, the input or part it is about, and its words.

    `place` is that part as the person named it, empty where it has no name.
    """

    code: str
    severity: Severity
    where: str
    place: str
    text: str


def problem_record(lang: Language, problem: Problem, case: Case) -> ProblemRecord:
    """A problem of a case as a record."""
    return ProblemRecord(
        code=problem.code,
        severity=problem.severity,
        where=problem.where,
        place=place_text(lang, problem, case),
        text=problem_text(lang, problem),
    )


def severity_text(lang: Language, problem: Problem | ProblemRecord) -> str:
    """In a word, how much a problem matters."""
    return lang.tr(SEVERITIES[problem.severity])


def missing_text(lang: Language, error: "IncompleteError") -> str:
    """Why nothing can be simulated."""
    if error.problem is None:
        return lang.tr("A maximum that is needed cannot be computed.")
    return problem_text(lang, error.problem)


def place_text(lang: Language, problem: Problem, case: Case) -> str:
    """The part of the case that a problem is about, as the person named it."""
    identifier = problem.where.partition(".")[0]
    try:
        part = find_part(case, identifier)
    except KeyError:
        return ""
    if identifier == "case":
        return lang.tr("Case")
    ends_on = getattr(part, "ends_on", None)
    if isinstance(ends_on, date):
        return lang.tr("Year to {day}", day=formats.day(lang, ends_on))
    return str(getattr(part, "title", "") or getattr(part, "name", "") or lang.tr("Provider"))


def binding_text(lang: Language, binding: Binding) -> str:
    """Why a provision binds a platform or does not, without a full stop."""
    return lang.tr(BINDING[binding.reason])


def _shown(lang: Language, name: str, value: Parameter) -> str:
    if isinstance(value, date):
        return formats.day(lang, value)
    if name == "chance" and isinstance(value, Decimal):
        return formats.share(lang, value)
    if isinstance(value, int | Decimal):
        return formats.number(lang, value)
    if name == "reason":
        return lang.tr(BINDING[value])
    if name == "step":
        return lang.tr(STEPS[value])
    if name in ("scope", "other"):
        return word(lang, "turnover_scope", value)
    if name == "status":
        return word(lang, "source_status", value)
    if name == "source":
        return lang.cited(value)
    if name in ("judged", "input"):
        return lang.tr(value)
    return value
