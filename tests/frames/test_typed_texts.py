"""The texts of a chart's table: what stands for a value comes back as it, nothing else does."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsa_sim.frames.tables import typed
from dsa_sim.language import LANGUAGES, Language, formats
from dsa_sim.language.tables import Amount, Share

LANGS = st.sampled_from([Language(code) for code in LANGUAGES])
EUROS = st.decimals(min_value=-(10**13), max_value=10**13, places=2)
SHARES = st.decimals(min_value=0, max_value=1, places=8)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@given(LANGS, EUROS)
def test_amounts_come_back_to_the_cent(lang, eur):
    assert typed(lang, formats.exact_amount(lang, eur)) == Amount(value=eur)


@given(LANGS, SHARES)
def test_shares_come_back_as_they_are_written(lang, share):
    text = formats.share(lang, share, 6)
    found = typed(lang, text)
    if found == text:
        # "more than 99.9999 %" is no value
        assert Decimal("0.999999") < share < 1
        return
    assert isinstance(found, Share)
    assert formats.share(lang, found.value, 12) == text


@given(LANGS, DAYS)
def test_days_come_back(lang, day):
    assert typed(lang, formats.day(lang, day)) == day


@given(LANGS, st.text(max_size=20))
def test_any_other_text_stays_as_it_is(lang, text):
    match typed(lang, text):
        case Amount(value=eur):
            assert formats.exact_amount(lang, eur) == text
        case Share(value=share):
            assert formats.rate(lang, share) == text
        case date() as day:
            assert formats.day(lang, day) == text
        case Decimal() as number:
            assert formats.number(lang, number) == text
        case kept:
            assert kept == text


@pytest.mark.parametrize("text", ["2024", "Art. 9", "–", "", "€ 1.2 bn", "5 to 6%", "1,2,3"])
def test_what_only_looks_like_a_figure_stays_a_text(text):
    assert typed(Language("en"), text) == text
