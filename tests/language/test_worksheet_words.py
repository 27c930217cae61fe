"""What a worksheet says its numbers are of: turnover or income, and how long it counted."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from dsa_sim.language import Language
from dsa_sim.language.input_words import uncertain_field
from dsa_sim.language.worksheet_words import formula, years_words
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case, StartingAmount
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import simulate
from dsa_sim.model.uncertain import input_at
from dsa_sim.storage import read_case

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
EN = Language("en")


def of_income() -> Case:
    """A procedural fine of 0.5 % that is certain, income of 1,000 m beside a larger turnover."""
    case = read_case(EXAMPLE).case
    years = tuple(
        msgspec.structs.replace(y, currency="EUR", income=Decimal(10**9), adjustments=())
        for y in case.financial_years
    )
    start = StartingAmount(unit="turnover_share", estimate=exactly("0.005"))
    only = msgspec.structs.replace(
        case.infringements[0], ground="74(2)(a)", chance=exactly(1), start=start,
        aggravating=(), mitigating=(), duration=None, recurrence=None,
        period_start=None, period_end=None,
    )  # fmt: skip
    case = msgspec.structs.replace(case, financial_years=years, infringements=(only,))
    case = change(case, "provider", income_base="income")
    strand = next(s for s in case.strands if s.id == only.strand)
    whole = msgspec.structs.replace(
        strand.outcomes, decision=Decimal(1), closed=Decimal(0), commitments=Decimal(0)
    )
    return change(case, strand.id, outcomes=whole, appeal=None, periodic=())


def test_a_procedural_share_is_of_income_and_called_so() -> None:
    """0.5 % of € 1,000 m of income is € 5 m, in the worksheet and in every trial."""
    case = of_income()
    name = case.infringements[0].id
    sheet = assess(case).worksheet(name)
    assert sheet.amount_eur == 5e6
    assert simulate(case, trials=2000).mean_eur == 5e6
    assert formula(sheet, sheet.steps[0], EN).endswith("(annual income)")
    item = input_at(case, f"{name}.start")
    assert uncertain_field(EN, case, item) == "Starting share of income"
    by_turnover = change(case, "provider", income_base="turnover")
    assert uncertain_field(EN, by_turnover, item) == "Starting share of turnover"
    other = change(case, name, ground="74(1)(a)")
    assert uncertain_field(EN, other, item) == "Starting share of turnover"


def test_value_of_sales_says_that_the_last_day_counts() -> None:
    """1 January to 30 June is half a year; one day more begins another half."""
    case = read_case(EXAMPLE).case
    case = change(case, "case", method="value_of_sales", year_rounding="half_years")
    case = change(case, case.platforms[0].id, eu_revenue_eur=exactly(10**9))
    name = case.infringements[0].id
    said = []
    for last in (date(2024, 6, 30), date(2024, 7, 1)):
        one = change(
            case, name, period_start=date(2024, 1, 1), period_end=last, proportion=exactly("0.1")
        )
        sheet = assess(one).worksheet(name)
        said += [years_words(sheet, step, EN) for step in sheet.steps if step.name == "start"]
    assert said == [
        "years counted: 0.5, first and last day included",
        "years counted: 1, first and last day included",
    ]
    by_judgement = assess(change(case, "case", method="judgement")).worksheet(name)
    assert all(not years_words(by_judgement, step, EN) for step in by_judgement.steps)
