"""Why a case does not take a value: codes with their facts, and an English sentence for each."""

from collections.abc import Mapping
from types import MappingProxyType

from dsa_sim.marking import mark

Fact = str | int

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "not_finite": mark("{what} must be a finite number"),
        "too_large": mark("{what} must not be larger than {limit}"),
        "too_many_decimals": mark("{what} must not have more than {limit} decimals"),
        "out_of_bounds": mark("{what} lies between {low} and {high}"),
        "estimate_shape": mark("an estimate is a value, low and high, or low, likely and high"),
        "estimate_order": mark("an estimate needs low ≤ likely ≤ high"),
        "negative_revenue": mark("revenue must not be negative"),
        "length_of_year": mark("a financial year lasts between one day and two years"),
        "nothing_left": mark("a growth leaves something of the turnover: more than −100 %"),
        "rate_not_positive": mark("an exchange rate must be above zero"),
        "rate_period": mark("the period of an exchange rate must not end before it starts"),
        "negative_start": mark("a starting amount must not be negative"),
        "negative_fine": mark("a fine must not be negative"),
        "negative_gravity_factor": mark("a gravity factor must not be negative"),
        "weight": mark("a weight is between 0 and 1"),
        "weights": mark("the weights of scenarios add to no more than 1"),
        "strength": mark("a strength is between 0 and 1"),
        "thresholds": mark("the thresholds need 0 ≤ remote ≤ probable ≤ 1"),
        "decision_days": mark("the days of a decision need earliest ≤ likely ≤ latest"),
        "share_of_turnover": mark("a share of turnover is between 0 and 1 (0.03 is 3 %)"),
        "chance": mark("a chance is between 0 and 1"),
        "chances_add": mark("the chances of the outcomes must add to 1"),
        "override_values": mark("an override has exactly one value"),
        "overridden_twice": mark("a scenario overrides each input once"),
        "identifier_taken": mark("the identifier “{name}” is taken already ({place})"),
        "no_strand": mark("no strand “{name}”"),
        "no_platform": mark("no platform “{name}”"),
        "no_year": mark("no year “{name}”"),
        "no_shared_facts": mark("no shared facts “{name}”"),
        "no_input": mark("there is no input “{name}”"),
        "value_elsewhere": mark("“{name}” takes its value in “{place}”"),
        "no_choice": mark("“{name}” takes one of {choices}"),
    }
)
"""English sentences for the codes of refusals."""

WORDED = frozenset({"what", "high", "place"})
"""The facts that are words of the program, marked where they are given."""


class RefusedValueError(ValueError):
    """A value that no case can mean: `code` is one of `SENTENCES`, `facts` fill its sentence.

    `where` is the path of the value in the case, where it is not the part under construction.
    """

    def __init__(self, code: str, *, where: str = "", **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.where, self.facts = code, where, facts

    def __str__(self) -> str:
        """One English line."""
        sentence = SENTENCES[self.code].format(**self.facts)
        return f"{self.where}: {sentence}" if self.where else sentence
