"""Every format of the program in one place: `formats.amount(lang, x)` and its neighbours."""

from dsa_sim.language.amounts import (
    AmountUnit,
    Unit,
    amount,
    amount_in,
    amount_known_to,
    amount_unit,
    exact_amount,
    original_amount,
    signed_amount,
    unit_for,
)
from dsa_sim.language.days import day, day_and_month, duration, long_day, period
from dsa_sim.language.estimates import EstimateUnit, estimate, starting_amount, understood
from dsa_sim.language.quantities import Real, exchange_rate, number, rate, share, signed_points
from dsa_sim.language.symbols import currency_name

__all__ = [
    "AmountUnit",
    "EstimateUnit",
    "Real",
    "Unit",
    "amount",
    "amount_in",
    "amount_known_to",
    "amount_unit",
    "currency_name",
    "day",
    "day_and_month",
    "duration",
    "estimate",
    "exact_amount",
    "exchange_rate",
    "long_day",
    "number",
    "original_amount",
    "period",
    "rate",
    "share",
    "signed_amount",
    "signed_points",
    "starting_amount",
    "understood",
    "unit_for",
]
