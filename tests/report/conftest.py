"""A case with every feature of the briefing, and the assessments of its scenarios."""

from datetime import date
from decimal import Decimal

import pytest

from dsa_sim.language import Language
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import (
    AssumptionNote,
    Case,
    Designation,
    Event,
    ExchangeRate,
    Factor,
    FinancialYear,
    Infringement,
    Outcomes,
    Platform,
    Proceeding,
    Provider,
    Scenario,
    Source,
    StartingAmount,
    Strand,
)
from dsa_sim.model.estimate import around, between, exactly
from dsa_sim.model.inputs import override


def _year(identifier: str, end: date, revenue: str, scope: str = "group") -> FinancialYear:
    return FinancialYear(
        id=identifier,
        scope=scope,
        ends_on=end,
        currency="CNY",
        revenue=Decimal(revenue),
        precision=Decimal(10_000_000),
        source=Source(text="Annual report", status="checked", checked_on=date(2026, 10, 6)),
    )


def _rate(identifier: str, end: date, per_euro: str) -> ExchangeRate:
    return ExchangeRate(
        id=identifier,
        currency="CNY",
        starts_on=date(end.year - 1, 4, 1),
        ends_on=end,
        per_euro=Decimal(per_euro),
        source=Source(text="ECB", status="checked"),
    )


def _share(low: str, likely: str, high: str) -> StartingAmount:
    return StartingAmount(unit="turnover_share", estimate=around(low, likely, high))


def make_case() -> Case:
    """Two strands, four alleged infringements, one of them procedural; no scenarios yet."""
    note = AssumptionNote(
        reason="Preliminary findings of 18 June 2025",
        author="A. Counsel",
        made_on=date(2026, 7, 1),
        reviewer="B. Partner",
        reviewed_on=date(2026, 7, 2),
    )
    return Case(
        title="Example marketplace",
        as_of=date(2026, 7, 1),
        trials=16_384,
        note="Assembled with hindsight, for illustration.",
        provider=Provider(name="Example Marketplace B.V.", group="Example Group"),
        platforms=(
            Platform(
                id="shop",
                name="Example Shop",
                service="marketplace",
                designation=Designation(notified_on=date(2023, 4, 25)),
                eu_recipients=104_000_000,
            ),
        ),
        financial_years=(
            _year("fy2026", date(2026, 3, 31), "1023670000000"),
            _year("fy2025", date(2025, 3, 31), "996347000000"),
            _year("seg2026", date(2026, 3, 31), "138000000000", "segment"),
        ),
        exchange_rates=(
            _rate("cny2026", date(2026, 3, 31), "8.22921"),
            _rate("cny2025", date(2025, 3, 31), "7.74500"),
        ),
        proceedings=(
            Proceeding(
                id="case1",
                title="Formal proceedings of 14 March 2024",
                opened_on=date(2024, 3, 14),
                events=(
                    Event(
                        id="opening",
                        on=date(2024, 3, 14),
                        kind="opening",
                        title="Proceedings opened",
                    ),
                ),
                strands=(
                    Strand(id="risks", title="Risk management", decision_on=date(2026, 7, 20)),
                    Strand(
                        id="rest",
                        title="Commitments",
                        decision_on=date(2025, 6, 18),
                        outcomes=Outcomes(commitments=Decimal(1), decision=Decimal(0)),
                    ),
                ),
            ),
        ),
        infringements=(
            Infringement(
                id="risk-assessment",
                title="Risk assessment of illegal products",
                strand="risks",
                platform="shop",
                provisions=("34", "35"),
                facts="Illegal goods stayed on offer.",
                facts_source=Source(text="Press release", status="checked"),
                period_start=date(2023, 1, 1),
                gravity="high",
                chance=exactly("0.55"),
                chance_note=note,
                start=_share("0.0015", "0.003", "0.006"),
                start_note=note,
                aggravating=(
                    Factor(share=exactly("0.15"), reason="repeated reports left unanswered"),
                ),
                mitigating=(
                    Factor(share=exactly("0.10"), reason="corrective measures begun in 2025"),
                ),
            ),
            Infringement(
                id="hidden-links",
                title="Hidden links to non-compliant products",
                strand="risks",
                platform="shop",
                provisions=("34(1)", "35(1)"),
                period_start=date(2023, 8, 25),
                period_end=date(2025, 6, 18),
                chance=exactly("0.40"),
                chance_note=note,
                start=StartingAmount(unit="eur", estimate=between("100000000", "200000000")),
                start_note=note,
                duration=exactly("1.2"),
                duration_reason="Nearly two years",
                recurrence=exactly("0.5"),
                recurrence_reason="A second decision",
                other_penalties=exactly("10000000"),
                other_penalties_reason="National consumer fine",
            ),
            Infringement(
                id="reply",
                title="Incomplete reply to an information request",
                strand="risks",
                platform="shop",
                ground="74(2)(a)",
                start=_share("0.0002", "0.0005", "0.001"),
                start_note=note,
            ),
            Infringement(
                id="traders",
                title="Traceability of traders",
                strand="rest",
                platform="shop",
                provisions=("30",),
                period_start=date(2024, 2, 17),
                start=_share("0.0003", "0.0007", "0.0010"),
                start_note=note,
            ),
        ),
    )


def with_scenarios(case: Case) -> Case:
    """The case with four scenarios beside the base case."""
    made = [
        ("upheld", "All findings upheld", {"risk-assessment.chance": exactly(1)}),
        ("segment", "Segment turnover only", {"provider.turnover_scope": "segment"}),
        ("early", "Early decision", {"risks.decision_on": date(2026, 3, 15)}),
        ("severe", "At the maximum", {"risk-assessment.start": _share("0.06", "0.08", "0.09")}),
    ]
    scenarios = tuple(
        Scenario(
            id=identifier,
            title=title,
            overrides=tuple(
                override(case, target, value, reason="to see what changes")
                for target, value in values.items()
            ),
        )
        for identifier, title, values in made
    )
    fields = {name: getattr(case, name) for name in case.__struct_fields__}
    return Case(**{**fields, "scenarios": scenarios})


@pytest.fixture(scope="session")
def case() -> Case:
    """The case with its scenarios."""
    return with_scenarios(make_case())


@pytest.fixture(scope="session")
def assessments(case: Case) -> tuple[Assessment, ...]:
    """The base case and every scenario."""
    return (assess(case), *(assess(case, s.id) for s in case.scenarios))


@pytest.fixture(params=["en", "fr"])
def lang(request: pytest.FixtureRequest) -> Language:
    """Every language of the program."""
    return Language(request.param)
