"""Checks of transitions: what the law spares a provider for a time, beyond its start (Art. 30(2)).

Whom an allegation concerns is for a lawyer to say: a check explains, it clips nothing.
"""

from collections.abc import Iterator

from dsa_sim import law
from dsa_sim.model.alleged import Infringement
from dsa_sim.model.competence_checks import among
from dsa_sim.model.problems import Problem, note


def transition_problems(infringement: Infringement) -> Iterator[Problem]:
    """The twelve months for traders who used a marketplace already, where a period meets them."""
    rule = law.application_rule("traders")
    if rule.date is None or infringement.ground != "74(1)(a)":
        return
    ends = law.add_months(rule.date, rule.months or 0)
    start = infringement.period_start
    if start is not None and start >= ends:
        return
    for code in infringement.provisions:
        reference = law.parse_provision(code)
        if reference is not None and among(reference, rule.provisions):
            yield note(
                "traders_transition", f"{infringement.id}.period_start",
                provision=code, day=rule.date, end=ends, source=rule.citation,
            )  # fmt: skip
