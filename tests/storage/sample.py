"""A case in which every field of every part says something."""

from datetime import date
from decimal import Decimal

from dsa_sim.model.case import (
    Adjustment,
    Appeal,
    AssumptionNote,
    Briefed,
    BriefingPlan,
    Case,
    Designation,
    DueDate,
    Event,
    ExchangeRate,
    Factor,
    FinancialYear,
    Infringement,
    Offer,
    Outcomes,
    Override,
    Payment,
    Periodic,
    PlanItem,
    Platform,
    Proceeding,
    Provider,
    ProvisionClasses,
    Reference,
    Scenario,
    SharedFacts,
    Signoff,
    Source,
    StartingAmount,
    Strand,
)
from dsa_sim.model.estimate import around, between, exactly, tenths

SOURCE = Source(text="Annual report, p. 12", status="checked", checked_on=date(2026, 10, 6))
NOTE = AssumptionNote(
    reason="Précédents, voir §\u202f3 — “as advised”",
    author="A. Durand",
    made_on=date(2026, 3, 1),
    reviewer="B. Óskarsdóttir",
    reviewed_on=date(2026, 3, 2),
)
SIGNOFF = Signoff(
    author="A. Durand",
    made_on=date(2026, 3, 1),
    reviewer="B. Óskarsdóttir",
    reviewed_on=date(2026, 3, 2),
)
OUTCOMES = Outcomes(closed=Decimal("0.2"), commitments=Decimal("0.3"), decision=Decimal("0.5"))
START = StartingAmount(unit="turnover_share", estimate=around("0.001", "0.002", "0.004"))


def sample_case() -> Case:
    """A case of a fictitious provider."""
    return Case(
        title="Exemple: marketplace “Zürich”",
        as_of=date(2026, 3, 1),
        mark="external_advice",
        note="Illustration only.\nNot a forecast.",
        cap_reading="per_infringement",
        cap_reason="Recital 117",
        cap_signoff=SIGNOFF,
        method="precedent",
        method_reason="As the board asked",
        method_signoff=SIGNOFF,
        severity=between("0.2", "0.4"),
        severity_note=NOTE,
        linked_outcomes=exactly("0.3"),
        linked_outcomes_note=NOTE,
        year_rounding="pro_rata",
        reference=Reference(
            of="turnover",
            share=around("0.003", "0.004", "0.005"),
            precedents=("temu-2026",),
            factor_low=Decimal("0.4"),
            factor_medium=Decimal("1.1"),
            factor_high=Decimal("2.5"),
            note=NOTE,
        ),
        provision_classes=ProvisionClasses(
            probable=Decimal("0.6"), remote=Decimal("0.05"), best_estimate="expected", note=NOTE
        ),
        reserve_eur=Decimal(50_000_000),
        tolerance_eur=Decimal(200_000_000),
        seed=7,
        trials=200_000,
        provider=_provider(),
        platforms=(_platform(),),
        financial_years=(_year("y2025", 2025), _year("y2024", 2024)),
        exchange_rates=(_rate(),),
        proceedings=(_proceeding(),),
        infringements=(_infringement("risk", "34(1)(b)"), _infringement("traders", "30")),
        shared_facts=(
            SharedFacts(id="same", title="Same audit", strength=Decimal("0.4"), note=NOTE),
        ),
        scenarios=(_scenario(),),
        plan=BriefingPlan(
            template="board",
            paper="us-letter",
            layout="slides",
            firm="Kanzlei",
            logo="UE5H",
            colour="#0b5fa5",
            addressee="Board of Exemple",
            author="Kanzlei, A. Counsel",
            items=(PlanItem(code="summary", shown=False, title="In short", note="See below"),),
        ),
        briefed=(Briefed(made_on=date(2026, 2, 1), what="Board briefing, PDF", case="{}"),),
    )


def _provider() -> Provider:
    return Provider(
        name="Example Marketplace B.V.",
        group="Example Group",
        size="micro_or_small",
        eu_established=False,
        turnover_scope="entity",
        scope_note=NOTE,
        liability="joint",
        liability_note=NOTE,
        year_reading="chosen",
        chosen_year="y2024",
        chosen_year_reason="The later one is not closed.",
        chosen_year_signoff=SIGNOFF,
        day_divisor="365",
        income_base="income",
        source=SOURCE,
    )


def _platform() -> Platform:
    return Platform(
        id="shop",
        name="Shop",
        register="example-shop",
        service="marketplace",
        designation=Designation(
            notified_on=date(2023, 4, 25),
            applies_from=date(2023, 8, 25),
            ceases_on=date(2030, 1, 1),
            source=SOURCE,
        ),
        eu_recipients=104_300_000,
        eu_revenue_eur=between(900_000_000, 1_100_000_000),
        eu_revenue_note=NOTE,
        source=SOURCE,
    )


def _year(identifier: str, year: int) -> FinancialYear:
    return FinancialYear(
        id=identifier,
        scope="entity",
        person="Example Auditors LLP" if identifier == "y2025" else "",
        ends_on=date(year, 3, 31),
        starts_on=date(year - 1, 4, 1),
        currency="CNY",
        revenue=Decimal("996347000000.50"),
        income=Decimal(-5),
        adjustments=(Adjustment(amount=Decimal("-12.25"), reason="Rebates"),),
        precision=Decimal("1E+6"),
        basis="projected",
        growth=between("-0.05", "0.1"),
        growth_note=NOTE,
        source=SOURCE,
    )


def _rate() -> ExchangeRate:
    return ExchangeRate(
        id="cny-2025",
        currency="CNY",
        starts_on=date(2024, 4, 1),
        ends_on=date(2025, 3, 31),
        per_euro=Decimal("7.7473"),
        expected=around("7.5", "7.8", "8.25"),
        expected_note=NOTE,
        source=SOURCE,
    )


def _proceeding() -> Proceeding:
    return Proceeding(
        id="dsa-100",
        title="Case DSA.100",
        authority="national",
        member_state="IE",
        opened_on=date(2024, 3, 14),
        events=(
            Event(
                id="opening",
                on=date(2024, 3, 14),
                kind="opening",
                title="Opening",
                provisions=("34", "35"),
                note="Press release",
                source=SOURCE,
            ),
            Event(
                id="request",
                on=date(2024, 5, 1),
                precision="month",
                notified_on=date(2024, 5, 17),
                kind="request_for_information",
                title="Request by decision",
                provisions=("67(3)",),
                due=(
                    DueDate(
                        on=date(2024, 5, 27),
                        kind="payment",
                        what="All questions",
                        note="See p. 2",
                        source=SOURCE,
                    ),
                ),
                request="by_decision",
                answer="incomplete",
                amount_eur=Decimal("1000000.00"),
                source=SOURCE,
            ),
        ),
        strands=(
            Strand(
                id="main",
                title="Main strand",
                decision_on=date(2026, 7, 20),
                decision_earliest=date(2026, 3, 1),
                decision_latest=date(2027, 1, 31),
                decision_note=NOTE,
                outcomes=OUTCOMES,
                outcomes_note=NOTE,
                decision_means="finding",
                decision_means_note=NOTE,
                defence=around(500_000, 2_000_000, 6_000_000),
                defence_note=NOTE,
                appeal=Appeal(
                    chance=between("0.7", "0.9"),
                    annulled=Decimal("0.1"),
                    reduced=Decimal("0.3"),
                    confirmed=Decimal("0.55"),
                    increased=Decimal("0.05"),
                    reduction=around("0.1", "0.2", "0.6"),
                    increase=exactly("0.1"),
                    cost=between(300_000, 900_000),
                    note=NOTE,
                ),
                periodic=(
                    Periodic(
                        id="compel",
                        title="To compel the action plan",
                        trigger="76(1)(d)",
                        chance=exactly("0.2"),
                        daily_share=between("0.05", "0.5"),
                        decision_on=date(2026, 9, 20),
                        from_on=date(2026, 10, 1),
                        days=around(10, 30, 120),
                        definitive=exactly("0.5"),
                        note=NOTE,
                    ),
                ),
                payment=Payment(
                    way="provisional", rate=exactly("0.03"), years=between(2, 4), note=NOTE
                ),
                offer=Offer(
                    cost=around(5_000_000, 8_000_000, 20_000_000),
                    rejected=tenths("0.1", "0.3", "0.6", at_most=1),
                    breached=exactly("0.1"),
                    breach_fine=START,
                    note=NOTE,
                ),
            ),
        ),
    )


def _infringement(identifier: str, provision: str) -> Infringement:
    return Infringement(
        id=identifier,
        title=f"Alleged infringement of Art. {provision}",
        strand="main",
        platform="shop",
        addressee="Example Auditors LLP",
        ground="74(1)(b)",
        provisions=(provision, "16(5)"),
        facts="As alleged at the opening.",
        facts_source=SOURCE,
        period_start=date(2023, 8, 25),
        period_end=date(2026, 1, 1),
        gravity="high",
        fault="intentional",
        counts_reason="An act interrupted the period",
        counts_signoff=SIGNOFF,
        chance=between("0.4", "0.6"),
        chance_note=NOTE,
        shared_facts="same",
        fined=exactly("0.9"),
        fined_note=NOTE,
        start=START,
        start_note=NOTE,
        band=between("0.1", "0.15"),
        proportion=between("0.05", "0.1"),
        entry_fee=exactly("0.15"),
        deterrence=exactly("1.2"),
        duration=exactly("1.5"),
        duration_reason="Two years",
        duration_signoff=SIGNOFF,
        recurrence=exactly("0.5"),
        recurrence_reason="Second time",
        recurrence_signoff=SIGNOFF,
        aggravating=(Factor(share=exactly("0.1"), reason="Concealed", signoff=SIGNOFF),),
        mitigating=(Factor(share=exactly("0.15"), reason="Cooperated"),),
        other_penalties=exactly(1_000_000),
        other_penalties_reason="National fine",
        other_penalties_signoff=SIGNOFF,
    )


def _scenario() -> Scenario:
    return Scenario(
        id="milder",
        title="Milder",
        note="What the board asked for",
        weight=Decimal("0.25"),
        weight_note=NOTE,
        overrides=(
            Override(
                target="provider.turnover_scope",
                choice="segment",
                reason="Art. 3(x)",
                signoff=SIGNOFF,
            ),
            Override(target="main.decision_on", on=date(2026, 3, 1)),
            Override(target="main.outcomes", outcomes=OUTCOMES),
            Override(target="risk.chance", estimate=exactly("0.25")),
            Override(target="risk.start", start=START),
            Override(target="risk.mitigating", factors=(Factor(share=exactly("0.2")),)),
        ),
    )
