"""The simulation in the briefing: the figures of the engine, left out where there are none."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dsa_sim.language import Language, formats
from dsa_sim.language.tables import Table
from dsa_sim.model.case import Appeal, Case, Offer, Payment, Periodic
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import between, exactly
from dsa_sim.model.simulation import CancelledError, simulate
from dsa_sim.report.briefing.blocks import Briefing, ChartBlock, Facts, Paragraph, Section
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.storage import read_case

ENGLISH = Language("en")
CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture(scope="module")
def case() -> Case:
    found = read_case(CASES / "s06.dsacase").case
    return msgspec.structs.replace(found, trials=20_000)


def section(briefing: Briefing, title: str) -> Section:
    return next(s for s in briefing.sections if s.title.endswith(title))


def of(found: Section, kind: type) -> list:
    return [b for b in found.blocks if isinstance(b, kind)]


def test_the_figures_are_those_of_the_engine(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    run = simulate(case)
    found = section(briefing, "Exposure")
    answer = " ".join(b.text for b in of(section(briefing, "Short answer"), Paragraph))
    assert formats.amount(ENGLISH, run.mean_eur) in answer
    assert formats.amount(ENGLISH, run.quantile_eur(0.95)) in answer
    values = dict(of(found, Table)[0].texts)
    p99 = formats.amount(ENGLISH, run.quantile_eur(0.99))
    assert values["P99: at least 99 in 100 outcomes are no higher"] == p99
    segments = dict(of(found, Facts)[0].rows)
    periodic = formats.amount(ENGLISH, run.periodic_mean_eur)
    assert segments["Periodic payments, expected"] == periodic


def test_the_foot_tells_trials_and_seed(case: Case) -> None:
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    assert "65,536 trials, seed" in briefing.foot


def test_contributions_add_up_to_the_expected_fines(case: Case) -> None:
    table = of(section(make_briefing(case, scenario=None, lang=ENGLISH), "Exposure"), Table)[1]
    assert len(table.rows) == len(case.infringements)


def test_what_the_case_has_not_is_left_out() -> None:
    case = msgspec.structs.replace(read_case(CASES / "e5.dsacase").case, trials=5000)
    titles = [s.title for s in make_briefing(case, scenario=None, lang=ENGLISH).sections]
    assert "Periodic penalties" not in titles
    assert "Commit or contest" not in titles


def test_periodic_offer_and_cost_of_time_have_their_place() -> None:
    case = msgspec.structs.replace(read_case(CASES / "e5.dsacase").case, trials=5000)
    strand = case.strands[0]
    case = change(
        case, strand.id,
        periodic=(
            Periodic(id="pp", title="Compliance", chance=exactly("0.5"),
                     daily_share=exactly("0.1"), days=between(10, 20), from_on=date(2026, 9, 1)),
        ),
        offer=Offer(cost=exactly(10**7), rejected=exactly("0.2")),
        appeal=Appeal(chance=exactly(1), confirmed=Decimal(1)),
        payment=Payment(rate=exactly("0.01"), years=exactly(2)),
    )  # fmt: skip
    briefing = make_briefing(case, scenario=None, lang=ENGLISH)
    assert of(section(briefing, "Periodic penalties"), ChartBlock)
    assert of(section(briefing, "Commit or contest"), ChartBlock)
    segments = dict(of(section(briefing, "Exposure"), Facts)[0].rows)
    cost = formats.amount(ENGLISH, simulate(case).time_cost_mean_eur)
    assert segments["Cost of time while appeals are pending (in no total)"] == cost
    judged = section(briefing, "Assumptions and facts")
    rows = [row for table in of(judged, Table) for row in table.texts]
    appeal = next(row for row in rows if "Chance of an appeal" in row[0])
    assert "Fine confirmed on appeal: 100" in appeal[1]
    assert any("Guarantee or payment" in row[0] for row in rows)


def test_a_maximum_that_is_missing_is_told() -> None:
    case = read_case(CASES / "e5.dsacase").case
    case = msgspec.structs.replace(case, financial_years=(), scenarios=())
    found = section(make_briefing(case, scenario=None, lang=ENGLISH), "Exposure")
    assert "cannot be simulated yet" in found.blocks[0].text


def test_it_can_be_cancelled(case: Case) -> None:
    with pytest.raises(CancelledError):
        make_briefing(case, scenario=None, lang=ENGLISH, cancelled=lambda: True)
