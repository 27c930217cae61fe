"""Sentences about a distribution: chosen by where the outcomes lie, and never against a figure."""

from dataclasses import dataclass

import numpy as np
import pytest

from dsa_sim.language import Language
from dsa_sim.language.exposure_words import above_words, edges_sentence, if_paid_words
from dsa_sim.model.accounting import provision_view
from dsa_sim.model.case import ProvisionClasses
from dsa_sim.model.counting import Coverage
from dsa_sim.model.simulation import Exposure

LANG = Language("en")
COUNT = 10_000


def exposure_of(totals: np.ndarray) -> Exposure:
    """An exposure whose trials have these totals."""
    ascending = np.sort(totals.astype(float))
    return Exposure(
        scenario=None, seed=1, sampling="stratified", total_eur=ascending,
        fines_mean_eur=float(ascending.mean()), procedural_mean_eur=0.0, periodic_mean_eur=0.0,
        chance_any_fine=float((ascending > 0).mean()), chance_maximum_binds=0.0,
        contributions_eur=(), periodic_eur=(), time_cost_eur=(), defence_eur=(),
        coverage=Coverage(live=("i",), unpriced=(), open=(), excluded=(), closed=()),
        block_means_eur=np.array([ascending.mean()]),
    )  # fmt: skip


def spread(share_zero: float, low: float, high: float, share_top: float = 0.0) -> np.ndarray:
    """Outcomes: nothing in a share, the highest amount in another, evenly between in the rest."""
    zero, top = round(share_zero * COUNT), round(share_top * COUNT)
    return np.concatenate(
        [np.zeros(zero), np.linspace(low, high, COUNT - zero - top), np.full(top, high)]
    )


@dataclass(frozen=True)
class Row:
    """A distribution with the words that are so."""

    name: str
    totals: np.ndarray
    p50: str
    p95: str
    paid: str


ROWS = (
    Row(
        "evenly spread", spread(0.0, 1e6, 1e8), "half of the outcomes are above",
        "1 in 20 outcomes is above", "typically € 50.5 m (8 in 10 from",
    ),
    Row(
        "nothing in 60 %", spread(0.6, 1e6, 1e8), "60 % of outcomes bring no payment",
        "1 in 20 outcomes is above", "nothing in 60 % of outcomes",
    ),
    Row(
        "nothing in 45 %", spread(0.45, 1e6, 1e8), "half of the outcomes are above",
        "1 in 20 outcomes is above", "nothing in 45 % of outcomes",
    ),
    Row(
        "the maximum in 30 %", spread(0.0, 1e6, 1e8, 0.3), "half of the outcomes are above",
        "no outcome is above; 30 % are exactly there", "typically",
    ),
    Row(
        "one possible amount in 40 %", np.where(np.arange(COUNT) < 6000, 0.0, 45e6),
        "60 % of outcomes bring no payment", "no outcome is above; 40 % are exactly there",
        "€ 45.0 m: the only possible amount; nothing in 60 % of outcomes",
    ),
    Row(
        "certain", np.full(COUNT, 20e6), "no outcome is above; 100 % are exactly there",
        "no outcome is above; 100 % are exactly there",
        "if anything is paid, € 20.0 m: the only possible amount",
    ),
    Row(
        "never anything", np.zeros(COUNT), "100 % of outcomes bring no payment",
        "100 % of outcomes bring no payment", "no outcome brings a payment",
    ),
    Row(
        "nothing in 97 %", spread(0.97, 1e6, 1e8), "97 % of outcomes bring no payment",
        "97 % of outcomes bring no payment", "nothing in 97 % of outcomes",
    ),
    Row(
        "two amounts", np.where(np.arange(COUNT) < 7000, 10e6, 30e6),
        "30 % of outcomes are above, 70 % exactly there",
        "no outcome is above; 30 % are exactly there", "typically € 10.0 m",
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_words_are_so(row: Row) -> None:
    exposure = exposure_of(row.totals)
    plain = {"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "}
    table = str.maketrans(plain)
    assert above_words(exposure, 0.5, LANG).translate(table) == row.p50
    assert above_words(exposure, 0.95, LANG).translate(table) == row.p95
    assert row.paid in if_paid_words(exposure, LANG).translate(table)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_conditional_figures_are_those_of_what_is_paid(row: Row) -> None:
    exposure = exposure_of(row.totals)
    paid = np.sort(row.totals[row.totals > 0])
    assert exposure.chance_of_payment == len(paid) / COUNT
    assert exposure.chance_of_payment + exposure.chance_of_none == pytest.approx(1)
    if len(paid):
        assert exposure.paid_mean_eur == pytest.approx(paid.mean())
        for share in (0.1, 0.5, 0.9):
            place = int(np.ceil(share * len(paid) - 1e-9)) - 1
            assert exposure.paid_quantile_eur(share) == paid[place]
    else:
        assert exposure.paid_quantile_eur(0.5) == 0


def best_estimate(totals: np.ndarray) -> float:
    return provision_view(exposure_of(totals), ProvisionClasses()).most_likely_eur


def test_the_most_likely_outcome_is_one_of_the_outcomes() -> None:
    assert best_estimate(np.where(np.arange(COUNT) < 6000, 0.0, 45e6)) == 45e6
    assert best_estimate(np.where(np.arange(COUNT) < 7000, 10e6, 30e6)) == 10e6
    assert best_estimate(spread(0.2, 1e6, 1e8, 0.3)) == 1e8
    found = best_estimate(spread(0.5, 1e6, 1e8))
    assert found in spread(0.5, 1e6, 1e8)
    assert best_estimate(np.zeros(COUNT)) == 0


@pytest.mark.parametrize(
    ("zeros", "edge"), [(5000, (0.0, 201e6)), (4980, (0.0, 201e6)), (4800, None), (5200, None)]
)
def test_a_quantile_within_its_error_of_an_atom_is_said_to_flip(
    zeros: int, edge: tuple[float, float] | None
) -> None:
    """P50 of 10 000 trials is known to 1 % of them: nothing in 50 % and € 201 m else is either."""
    exposure = exposure_of(np.where(np.arange(COUNT) < zeros, 0.0, 201e6))
    assert exposure.edge_eur(0.5) == edge
    said = above_words(exposure, 0.5, LANG)
    told = edges_sentence(exposure, LANG).replace("\N{NO-BREAK SPACE}", " ")
    assert ("within the sampling error" in said) is (edge is not None)
    assert ("P50: anything from € 0 to € 201 m" in told) is (edge is not None)
    assert dict(exposure.edges_eur).get(0.5) == edge
    assert exposure.edge_eur(0.95) is None


def test_what_is_spread_has_no_edge() -> None:
    assert exposure_of(spread(0.0, 1e6, 1e8)).edges_eur == ()
    # The maximum in half of the outcomes: the amounts just below are nearly the same.
    assert exposure_of(spread(0.0, 1e6, 1e8, 0.5)).edge_eur(0.5) is None


def test_a_quantile_that_is_known_roughly_says_its_standard_error() -> None:
    """Of 65 536 even outcomes from nothing to € 100 m, P5 is € 5 m, give or take € 85 000."""
    exposure = exposure_of(np.linspace(0, 1e8, 1 << 16))
    errors = dict(exposure.rough_eur)
    assert errors[0.05] == pytest.approx(1e8 * (0.05 * 0.95 / (1 << 16)) ** 0.5, rel=0.02)
    assert 0.99 not in errors
    assert "P5: standard error €" in edges_sentence(exposure, LANG)
    apart = np.concatenate([np.linspace(1e6, 5e7, COUNT // 2), np.full(COUNT // 2, 1e8)])
    low, high = exposure_of(apart).edge_eur(0.5) or (0.0, 0.0)
    assert (low, high) == (pytest.approx(4.9e7, rel=0.01), 1e8)


def test_the_median_of_what_is_paid_may_lie_at_an_edge_too() -> None:
    totals = np.concatenate([np.zeros(6000), np.full(2000, 10e6), np.full(2000, 30e6)])
    exposure = exposure_of(totals)
    assert exposure.paid_edge_eur(0.5) == (10e6, 30e6)
    assert "within the sampling error" in if_paid_words(exposure, LANG)
    assert exposure_of(np.zeros(COUNT)).paid_edge_eur(0.5) is None


def test_medians_that_flip_with_the_seed_are_told() -> None:
    """Nothing in half of the cases, else € 201 m: about a half of the medians are € 0."""
    chance = np.random.default_rng(1)
    drawn = [np.where(chance.random(COUNT) < 0.5, 0.0, 201e6) for _ in range(50)]
    found = [exposure_of(totals) for totals in drawn]
    assert {e.quantile_eur(0.5) for e in found} == {0.0, 201e6}
    assert sum(e.edge_eur(0.5) is not None for e in found) >= 45
