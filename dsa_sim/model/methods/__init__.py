"""The fining methods, each a value of its own: a new one is a file here, its code and a row."""

from dsa_sim.model.case import Case, Method
from dsa_sim.model.methods.bands import Bands
from dsa_sim.model.methods.judgement import CounselsJudgement
from dsa_sim.model.methods.method import FiningMethod, Start, Term
from dsa_sim.model.methods.precedent import EarlierDecisions
from dsa_sim.model.methods.value_of_sales import ValueOfSales

__all__ = ["METHODS", "FiningMethod", "Start", "Term", "method_of"]

METHODS: dict[Method, FiningMethod] = {
    method.code: method
    for method in (CounselsJudgement(), Bands(), ValueOfSales(), EarlierDecisions())
}
"""Every method by its code, in the order in which they are offered."""


def method_of(case: Case) -> FiningMethod:
    """The method of a case."""
    return METHODS[case.method]
