"""Random values for tests: whole valid cases, and the parts they are made of."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from dsa_sim.model import case as parts
from dsa_sim.model.case import (
    Adjustment,
    Appeal,
    AssumptionNote,
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
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.maxima import turnover_scope
from dsa_sim.model.texts import fit_text

titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(fit_text)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(fit_text)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
currencies = st.sampled_from(["EUR", "USD", "CNY", "GBP"])
provisions = st.sampled_from(["34", "35", "16(5)", "34(1)", "34(1)(b)", "25", "40(12)"])


def choices(literal: Any) -> st.SearchStrategy[Any]:
    """One of the codes of a Literal."""
    return st.sampled_from(get_args(literal))


def numbers(low: str | int, high: str | int, places: int = 4) -> st.SearchStrategy[Decimal]:
    """A decimal between two bounds with a number of places."""
    return st.decimals(
        Decimal(low), Decimal(high), places=places, allow_nan=False, allow_infinity=False
    )


@st.composite
def estimates(draw: st.DrawFn, low: str | int = 0, high: str | int = 1) -> Estimate:
    """A value, a range, or low, likely and high, within bounds."""
    drawn = sorted(draw(st.lists(numbers(low, high), min_size=1, max_size=3)))
    if len(drawn) == 1:
        return Estimate(value=drawn[0])
    if len(drawn) == 2:
        return Estimate(low=drawn[0], high=drawn[1])
    return Estimate(low=drawn[0], likely=drawn[1], high=drawn[2])


sources = st.builds(
    Source, text=texts, status=choices(parts.SourceStatus), checked_on=st.none() | days
)
notes = st.builds(
    AssumptionNote, reason=texts, author=titles, made_on=st.none() | days,
    reviewer=st.just("") | titles, reviewed_on=st.none() | days, earlier_value=st.booleans(),
)  # fmt: skip
signoffs = st.builds(
    Signoff, author=titles, made_on=st.none() | days,
    reviewer=st.just("") | titles, reviewed_on=st.none() | days, earlier_value=st.booleans(),
)  # fmt: skip
factors = st.lists(st.builds(Factor, share=estimates(0, 1), reason=texts), max_size=2).map(tuple)
starts = st.one_of(
    st.builds(StartingAmount, unit=st.just("eur"), estimate=estimates(0, 10**9)),
    st.builds(StartingAmount, unit=st.just("turnover_share"), estimate=estimates(0, "0.06")),
)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcomes:
    """Chances of a strand's outcomes, adding to one."""
    closed = draw(numbers(0, 1, 2))
    commitments = draw(numbers(0, 1, 2)) * (1 - closed)
    return Outcomes(closed=closed, commitments=commitments, decision=1 - closed - commitments)


@st.composite
def appeals(draw: st.DrawFn) -> Appeal:
    """An appeal; its outcomes add to one."""
    cuts = sorted(draw(st.lists(numbers(0, 1, 2), min_size=3, max_size=3)))
    first, second, third = cuts
    return Appeal(
        chance=draw(estimates(0, 1)),
        annulled=first,
        reduced=second - first,
        confirmed=third - second,
        increased=1 - third,
        reduction=draw(st.none() | estimates(0, 1)),
        increase=draw(st.none() | estimates(0, 2)),
        note=draw(notes),
    )


def periodics(identifier: str) -> st.SearchStrategy[Periodic]:
    """A periodic penalty of any trigger."""
    return st.builds(
        Periodic,
        id=st.just(identifier),
        title=titles,
        trigger=choices(parts.Trigger),
        chance=estimates(0, 1),
        daily_share=estimates(0, 1),
        decision_on=st.none() | days,
        from_on=st.none() | days,
        days=estimates(0, 1000),
        definitive=st.none() | estimates(0, 1),
        note=notes,
    )


payments = st.builds(
    Payment, way=choices(parts.PaymentWay), rate=estimates(0, "0.2"), years=estimates(0, 5)
)
offers = st.builds(
    Offer,
    cost=estimates(0, 10**8),
    rejected=st.none() | estimates(0, 1),
    breached=st.none() | estimates(0, 1),
    breach_fine=st.none() | starts,
)


@st.composite
def strands(draw: st.DrawFn, identifier: str) -> Strand:
    """A strand with whatever may follow its decision, or be done instead."""
    decision_on = draw(days)
    earlier, later = draw(st.tuples(st.integers(0, 400), st.integers(0, 400)))
    return Strand(
        id=identifier,
        title=draw(titles),
        decision_on=decision_on,
        decision_earliest=draw(st.sampled_from([None, decision_on - timedelta(earlier)])),
        decision_latest=draw(st.sampled_from([None, decision_on + timedelta(later)])),
        decision_note=draw(notes),
        outcomes=draw(outcomes()),
        appeal=draw(st.none() | appeals()),
        periodic=tuple(
            draw(periodics(f"{identifier}-p{n}")) for n in range(draw(st.integers(0, 2)))
        ),
        payment=draw(st.none() | payments),
        offer=draw(st.none() | offers),
    )


references = st.builds(
    Reference,
    of=choices(parts.ShareOf),
    share=estimates(0, 1),
    factor_low=numbers(0, 1, 2),
    factor_high=numbers(1, 5, 2),
)
provision_classes = st.builds(
    ProvisionClasses, probable=numbers("0.5", 1, 2), remote=numbers(0, "0.5", 2)
)


@st.composite
def financial_years(draw: st.DrawFn, identifier: str) -> FinancialYear:
    """A financial year of about twelve months."""
    ends_on = draw(days)
    starts_on = draw(st.none() | st.integers(0, 500).map(lambda n: ends_on - timedelta(n)))
    adjustments = st.lists(
        st.builds(Adjustment, amount=numbers(-(10**6), 10**6, 2), reason=texts), max_size=2
    )
    return FinancialYear(
        id=identifier,
        scope=draw(choices(parts.TurnoverScope)),
        ends_on=ends_on,
        starts_on=starts_on,
        currency=draw(currencies),
        revenue=draw(numbers(0, 10**12, 2)),
        income=draw(st.none() | numbers(-(10**9), 10**12, 2)),
        adjustments=tuple(draw(adjustments)),
        precision=draw(st.none() | st.sampled_from([Decimal(1), Decimal("1E+6")])),
        basis=draw(choices(parts.YearBasis)),
        source=draw(sources),
    )


@st.composite
def exchange_rates(draw: st.DrawFn, identifier: str) -> ExchangeRate:
    """An average of up to two years."""
    starts_on = draw(days)
    return ExchangeRate(
        id=identifier,
        currency=draw(currencies),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(draw(st.integers(0, 730))),
        per_euro=draw(numbers("0.0001", 200)),
        source=draw(sources),
    )


@st.composite
def platforms(draw: st.DrawFn, identifier: str) -> Platform:
    """A platform, designated or not."""
    designation = st.builds(Designation, notified_on=days, applies_from=st.none() | days)
    return Platform(
        id=identifier,
        name=draw(titles),
        service=draw(choices(parts.Service)),
        designation=draw(st.none() | designation),
        eu_recipients=draw(st.none() | st.integers(0, 10**10)),
        eu_revenue_eur=draw(st.none() | estimates(0, 10**10)),
    )


@st.composite
def proceedings(draw: st.DrawFn, identifier: str) -> Proceeding:
    """A proceeding with one or two strands and some events."""
    inner = tuple(draw(strands(f"{identifier}-s{n}")) for n in range(draw(st.integers(1, 2))))
    events = tuple(
        Event(
            id=f"{identifier}-e{n}",
            on=draw(days),
            precision=draw(choices(parts.DatePrecision)),
            notified_on=draw(st.none() | days),
            kind=draw(choices(parts.EventKind)),
            title=draw(titles),
            due=tuple(
                DueDate(on=day, what=draw(titles), source=draw(sources))
                for day in draw(st.lists(days, max_size=2))
            ),
            request=draw(choices(parts.RequestKind)),
            answer=draw(choices(parts.Answer)),
            amount_eur=draw(st.none() | st.integers(0, 10**9).map(Decimal)),
            source=draw(sources),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    return Proceeding(
        id=identifier,
        title=draw(titles),
        authority=draw(choices(parts.Authority)),
        member_state=draw(st.sampled_from(["", "IE", "FR"])),
        opened_on=draw(st.none() | days),
        events=events,
        strands=inner,
    )


@st.composite
def infringements(
    draw: st.DrawFn,
    identifier: str,
    strands: tuple[str, ...],
    services: tuple[str, ...],
    groups: tuple[str, ...] = (),
) -> Infringement:
    """An alleged infringement in one of the strands, on one of the platforms."""
    return Infringement(
        id=identifier,
        title=draw(titles),
        strand=draw(st.sampled_from(strands)),
        platform=draw(st.sampled_from(services)),
        addressee=draw(st.just("") | titles),
        ground=draw(choices(parts.GroundCode)),
        provisions=tuple(draw(st.lists(provisions, max_size=3))),
        facts=draw(texts),
        facts_source=draw(sources),
        period_start=draw(st.none() | days),
        period_end=draw(st.none() | days),
        gravity=draw(choices(parts.Gravity)),
        fault=draw(choices(parts.Fault)),
        chance=draw(st.none() | estimates(0, 1)),
        chance_note=draw(notes),
        shared_facts=draw(st.sampled_from([None, *groups])),
        fined=draw(st.none() | estimates(0, 1)),
        start=draw(st.none() | starts),
        band=draw(st.none() | estimates(0, 1)),
        proportion=draw(st.none() | estimates(0, "0.3")),
        entry_fee=draw(st.none() | estimates("0.15", "0.25")),
        deterrence=draw(st.none() | estimates(1, 3)),
        duration=draw(st.none() | estimates(0, 5)),
        duration_reason=draw(texts),
        duration_signoff=draw(signoffs),
        recurrence=draw(st.none() | estimates(0, 1)),
        aggravating=draw(factors),
        mitigating=draw(factors),
        other_penalties=draw(st.none() | estimates(0, 10**7)),
    )


@st.composite
def scenarios(
    draw: st.DrawFn, identifier: str, strands: tuple[str, ...], infringed: tuple[str, ...]
) -> Scenario:
    """A scenario that overrides some inputs with values they take."""
    possible: list[tuple[str, str, st.SearchStrategy[Any]]] = [
        ("case.cap_reading", "choice", choices(parts.CapReading)),
        ("provider.turnover_scope", "choice", choices(parts.TurnoverScope)),
        *((f"{s}.decision_on", "on", days) for s in strands),
        *((f"{s}.outcomes", "outcomes", outcomes()) for s in strands),
        *((f"{i}.chance", "estimate", estimates(0, 1)) for i in infringed),
        *((f"{i}.start", "start", starts) for i in infringed),
        *((f"{i}.mitigating", "factors", factors) for i in infringed),
    ]
    chosen = draw(st.lists(st.sampled_from(possible), unique_by=lambda p: p[0], max_size=4))
    overrides = tuple(
        Override(target=target, reason=draw(texts), signoff=draw(signoffs), **{field: draw(values)})
        for target, field, values in chosen
    )
    return Scenario(id=identifier, title=draw(titles), note=draw(texts), overrides=overrides)


@st.composite
def cases(draw: st.DrawFn, *, largest: int = 3) -> Case:
    """A whole valid case; `largest` bounds the number of parts of each kind."""

    def several(lowest: int, make: Any) -> tuple[Any, ...]:
        return tuple(draw(make(n)) for n in range(draw(st.integers(lowest, largest))))

    proceeding_parts = several(1, lambda n: proceedings(f"proceeding-{n}"))
    inner = tuple(s.id for p in proceeding_parts for s in p.strands)
    platform_parts = several(1, lambda n: platforms(f"platform-{n}"))
    services = tuple(p.id for p in platform_parts)
    years = several(0, lambda n: financial_years(f"year-{n}"))
    shared = several(
        0,
        lambda n: st.builds(
            SharedFacts, id=st.just(f"facts-{n}"), title=titles, strength=numbers(0, 1, 2)
        ),
    )
    groups = tuple(g.id for g in shared)
    alleged = several(0, lambda n: infringements(f"infringement-{n}", inner, services, groups))
    infringed = tuple(i.id for i in alleged)
    return Case(
        title=draw(titles),
        as_of=draw(days),
        mark=draw(choices(parts.ConfidentialityMark)),
        note=draw(texts),
        cap_reading=draw(choices(parts.CapReading)),
        method=draw(choices(parts.Method)),
        year_rounding=draw(choices(parts.YearRounding)),
        reference=draw(st.none() | references),
        provision_classes=draw(provision_classes),
        provider=Provider(
            name=draw(titles),
            group=draw(titles),
            size=draw(choices(parts.EnterpriseSize)),
            turnover_scope=draw(choices(parts.TurnoverScope)),
            chosen_year=draw(st.sampled_from([None, *(y.id for y in years)])),
            income_base=draw(choices(parts.IncomeBase)),
        ),
        platforms=platform_parts,
        financial_years=years,
        exchange_rates=several(0, lambda n: exchange_rates(f"rate-{n}")),
        proceedings=proceeding_parts,
        infringements=alleged,
        shared_facts=shared,
        scenarios=several(0, lambda n: scenarios(f"scenario-{n}", inner, infringed)),
    )


@st.composite
def complete_cases(draw: st.DrawFn, *, largest: int = 3) -> Case:
    """A case with nothing missing for a simulation: turnovers in euro, decisions in 2026–2029.

    Something is alleged, every method reaches an amount, and fines do come about.
    """
    case = draw(cases(largest=largest))
    inner, services = (tuple(p.id for p in parts) for parts in (case.strands, case.platforms))
    certain = draw(infringements("alleged", inner, services))
    certain = msgspec.structs.replace(certain, chance=Estimate(value=Decimal("0.8")))
    years = tuple(
        FinancialYear(
            id=f"complete-{year}",
            scope=turnover_scope(case),
            ends_on=date(year, 12, 31),
            currency="EUR",
            revenue=draw(numbers(10**8, 10**11, 2)),
            income=draw(numbers(0, 10**10, 2)),
        )
        for year in range(2023, 2030)
    )
    return msgspec.structs.replace(
        case,
        reference=case.reference or Reference(share=Estimate(value=Decimal("0.3"))),
        provider=msgspec.structs.replace(
            case.provider, year_reading="before_decision", chosen_year=None
        ),
        platforms=tuple(
            msgspec.structs.replace(p, eu_revenue_eur=p.eu_revenue_eur or _estimate(10**8, 10**9))
            for p in case.platforms
        ),
        financial_years=years,
        proceedings=tuple(
            msgspec.structs.replace(p, strands=tuple(_later(s) for s in p.strands))
            for p in case.proceedings
        ),
        infringements=tuple(_filled(i) for i in (*case.infringements, certain)),
        scenarios=(),
    )


def _estimate(low: int, high: int) -> Estimate:
    return Estimate(low=Decimal(low), high=Decimal(high))


def _filled(infringement: Infringement) -> Infringement:
    """The infringement with what each method needs."""
    return msgspec.structs.replace(
        infringement,
        chance=infringement.chance or Estimate(low=Decimal("0.4"), high=Decimal("0.8")),
        start=infringement.start or StartingAmount(unit="eur", estimate=_estimate(10**7, 10**9)),
        proportion=infringement.proportion or Estimate(value=Decimal("0.2")),
        period_start=infringement.period_start or date(2024, 2, 17),
        provisions=infringement.provisions or ("20",),
        gravity="medium" if infringement.gravity == "open" else infringement.gravity,
        addressee="",
        counts_reason="Every allegation of a complete case counts.",
    )


def _later(strand: Strand) -> Strand:
    """The strand with its days moved to where the law is in force, and some decisions."""
    moved = date(2026, 1, 1) + timedelta(strand.decision_on.toordinal() % 1400)
    earliest, latest = strand.decision_earliest, strand.decision_latest
    half = strand.outcomes.closed / 2
    return msgspec.structs.replace(
        strand,
        decision_on=moved,
        decision_earliest=earliest and moved - (strand.decision_on - earliest),
        decision_latest=latest and moved + (latest - strand.decision_on),
        periodic=tuple(
            msgspec.structs.replace(p, from_on=None, decision_on=None) for p in strand.periodic
        ),
        outcomes=msgspec.structs.replace(
            strand.outcomes, closed=half, decision=strand.outcomes.decision + half
        ),
    )
