"""The precedent chart shows each fine by every turnover it is held against, and calls none sure."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from dsa_sim.language import Language, formats
from dsa_sim.language.register_case import new_from_register
from dsa_sim.law.precedents import precedents
from dsa_sim.model.assessment import Assessment, assess
from dsa_sim.model.case import Case
from dsa_sim.report.charts.figures import Chart, draw, overlaps
from dsa_sim.report.charts.precedents import PrecedentData, precedent_data
from tests.report.conftest import make_case, with_scenarios
from tests.report.record_cases import empty
from tests.report.test_timeline import LANGUAGES, SIZES

ENGLISH = Language("en")


def of_aliexpress() -> Case:
    case = with_scenarios(make_case())
    platform = msgspec.structs.replace(case.platforms[0], register="aliexpress")
    return msgspec.structs.replace(case, platforms=(platform,))


def assessed(case: Case) -> tuple[Assessment, ...]:
    return (assess(case), *(assess(case, s.id) for s in case.scenarios))


def data_of(case: Case, lang: Language = ENGLISH) -> PrecedentData:
    return precedent_data(assessed(case), lang)


def texts(chart: Chart) -> list[str]:
    return [t.get_text() for t in chart.figure.findobj(Text) if isinstance(t, Text)]


def shapes(chart: Chart, role: str) -> list[Polygon]:
    found = [p for p in chart.figure.findobj(Polygon) if type(p) is Polygon]
    return [p for p in found if str(p.get_label()).startswith(role)]


def middle(shape: Polygon) -> float:
    xs = [float(x) for x, _ in shape.get_xy()]
    return (min(xs) + max(xs)) / 2


def long_titles() -> Case:
    case = of_aliexpress()
    scenarios = tuple(
        msgspec.structs.replace(s, title="All of it upheld, with recurrence, $x^2$ 速卖通 " * 3)
        for s in case.scenarios
    )
    return msgspec.structs.replace(case, scenarios=scenarios)


def many() -> Case:
    case = of_aliexpress()
    one = case.scenarios[0]
    return msgspec.structs.replace(
        case,
        scenarios=tuple(
            msgspec.structs.replace(one, id=f"s{n}", title=f"Scenario {n}") for n in range(30)
        ),
    )


CASES = {"usual": of_aliexpress, "long titles": long_titles, "many": many, "empty": empty}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("measure", ["maximum", "turnover"])
@pytest.mark.parametrize("lang", LANGUAGES, ids=["en", "long fr"])
def test_no_label_is_cut_or_meets_another(name: str, measure: str, lang: Language) -> None:
    data = data_of(CASES[name](), lang)
    for size in SIZES:
        chart = draw(
            data,
            lang=lang,
            measure=measure,  # type: ignore[arg-type]
            size_inches=(size[0] / 96, size[1] / 96),
            dpi=96,
        )
        assert overlaps(chart.figure) == [], size


def test_each_fine_stands_with_every_reading_and_its_exact_shares() -> None:
    rows = data_of(of_aliexpress()).of_kind("precedent")
    assert [r.key for r in rows] == [p.key for p in precedents()]
    assert len(rows) == 3
    for row, found in zip(rows, precedents(), strict=True):
        assert row.amount_eur == found.amount_eur
        for reading, base in zip(row.readings, found.bases, strict=True):
            exact = Fraction(found.amount_eur) / Fraction(base.turnover_eur)
            assert reading.of_turnover == exact
            assert reading.of_maximum == exact / Fraction(6, 100)
            assert reading.solid == (base.scope == "group" and base.of_the_decision)
            assert reading.doubt == (base.contested.text("en") if base.contested else "")


def test_a_base_that_is_contested_is_hollow_and_said() -> None:
    data = data_of(of_aliexpress())
    chart = draw(data, lang=ENGLISH, size_inches=(12, 7))
    hollow = [s for s in shapes(chart, "share precedent") if "hollow" in str(s.get_label())]
    contested = [r for row in data.of_kind("precedent") for r in row.readings if not r.solid]
    assert len(hollow) == len(contested) > 0
    shown = " ".join(texts(chart))
    for reading in contested:
        assert "contested" in reading.label or "later year" in reading.label
        assert reading.label in shown
    unchecked = [r for r in contested if not r.reliable]
    assert all("unchecked" in r.label for r in unchecked if "later" not in r.label)


@pytest.mark.parametrize("measure", ["maximum", "turnover"])
def test_marks_stand_where_their_shares_are(measure: str) -> None:
    data = data_of(of_aliexpress())
    chart = draw(data, lang=ENGLISH, measure=measure, size_inches=(14, 8))  # type: ignore[arg-type]
    placed = {}
    for row in data.rows:
        role = f"share {row.kind} {row.key}"
        found = [s for s in shapes(chart, role) if s.get_label() in (role, f"{role} hollow")]
        solid = sorted({round(middle(s), 4) for s in found})
        shares = sorted(float(r.share(measure) or 0) for r in row.readings)  # type: ignore[arg-type]
        assert len(solid) == len(shares)
        placed.update(zip(shares, solid, strict=True))
    (low, x0), *_, (high, x1) = sorted(placed.items())
    scale = (x1 - x0) / (high - low)
    for share, x in placed.items():
        assert x == pytest.approx(x0 + scale * (share - low), abs=0.01)


def test_scenarios_are_held_against_their_own_maximum() -> None:
    case = of_aliexpress()
    rows = data_of(case).of_kind("scenario")
    for row, assessment in zip(rows, assessed(case), strict=True):
        fine = assessment.fines_eur("infringement")
        maximum = assessment.maximum_eur
        assert fine is not None
        assert maximum is not None
        reading = row.readings[0]
        assert float(reading.of_maximum or 0) == pytest.approx(fine / float(maximum))
        assert float(reading.of_turnover or 0) == pytest.approx(0.06 * fine / float(maximum))


def case_of_the_fine() -> Case:
    case = of_aliexpress()
    day = date(2026, 7, 20)
    proceedings = tuple(
        msgspec.structs.replace(
            p, strands=tuple(msgspec.structs.replace(s, decision_on=day) for s in p.strands)
        )
        for p in case.proceedings
    )
    return msgspec.structs.replace(case, as_of=date(2026, 10, 6), proceedings=proceedings)


def test_the_real_outcome_of_the_platform_stands_beside_the_scenarios() -> None:
    data = data_of(of_aliexpress())
    (row,) = data.of_kind("actual")
    assert row.title == "Actual fine of 20 July 2026"
    assert row.amount_eur == Decimal(550_000_000)
    assert float(row.readings[0].of_maximum or 0) == pytest.approx(5.5e8 / 7463681203.90)
    chart = draw(data, lang=ENGLISH, size_inches=(9, 5))
    # Its strand is decided on another day: only a case of that decision has hindsight.
    assert not any("assembled with hindsight" in text for text in texts(chart))
    same = assessed(case_of_the_fine())
    (row,) = precedent_data(same, ENGLISH).of_kind("actual")
    assert "assembled with hindsight" in row.detail
    lines = [line for line in chart.figure.findobj(Line2D) if str(line.get_label()) == "actual"]
    assert len(lines) == 1
    assert "Actual fine" in data.text_alternative(ENGLISH)


@pytest.mark.parametrize(("key", "share"), [("temu", 0.0627), ("aliexpress", 0.0737)])
def test_the_real_outcome_of_one_decision_is_held_against_one_maximum(
    key: str, share: float
) -> None:
    """A case with several strands has a maximum for each; the fine was that of one decision."""
    case = new_from_register(key, ENGLISH, as_of=date(2026, 10, 6))
    (row,) = data_of(case).of_kind("actual")
    reading = row.readings[0]
    assert float(reading.of_maximum or 0) == pytest.approx(share, abs=0.0001)
    assert float(reading.of_turnover or 0) == pytest.approx(share * 0.06, abs=0.00001)


def test_a_real_outcome_whose_year_is_missing_is_held_against_no_other_year() -> None:
    """The fine of December 2025 rests on the year 2024, which the register has not."""
    (row,) = data_of(new_from_register("x", ENGLISH, as_of=date(2026, 10, 6))).of_kind("actual")
    assert row.readings[0].of_maximum is None
    assert row.readings[0].of_turnover is None


def test_a_case_without_a_real_outcome_has_none() -> None:
    assert data_of(with_scenarios(make_case())).of_kind("actual") == ()
    assert data_of(empty()).of_kind("actual") == ()


def test_it_never_calls_itself_a_prediction(lang: Language) -> None:
    data = data_of(of_aliexpress(), lang)
    chart = draw(data, lang=lang, size_inches=(9, 5))
    assert data.caption(lang) in " ".join(texts(chart))
    assert "n = 3" in data.caption(lang)
    assert data.caption(lang) in chart.text_alternative


def test_nothing_assumed_is_no_share_of_zero() -> None:
    data = data_of(empty())
    (row,) = data.of_kind("scenario")
    assert row.amount_eur is None
    assert row.readings[0].of_maximum is None
    shown = texts(draw(data, lang=ENGLISH, size_inches=(8, 4)))
    assert "No amount has been assumed yet" in shown


def test_the_table_has_every_reading_with_source_and_status(lang: Language) -> None:
    data = data_of(of_aliexpress(), lang)
    head, *rows = data.table(lang)
    readings = [r for row in data.rows for r in row.readings]
    assert len(rows) == len(readings)
    for cells, reading in zip(rows, readings, strict=True):
        assert len(cells) == len(head)
        assert cells[5] == formats.share(lang, reading.of_maximum or 0)
        assert cells[8] == reading.status != ""


def test_the_pointer_finds_base_doubt_and_source() -> None:
    data = data_of(of_aliexpress())
    chart = draw(data, lang=ENGLISH, size_inches=(9, 6))
    told = {a.key: a.text for a in chart.areas}
    for row in data.of_kind("precedent"):
        for reading in row.readings:
            assert reading.base in told[row.key]
            assert reading.doubt in told[row.key]
            assert reading.source in told[row.key]
