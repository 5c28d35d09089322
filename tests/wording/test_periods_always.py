"""Months count on over the years, a year earlier is twelve of them, and every period can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ivp.errors import UserError
from ivp.web.selection.periods import GRAINS, grain_of, in_year, nearest, of_grain, offered
from ivp.wording.periods import (
    date_text,
    in_period,
    is_month,
    moment_text,
    month_number,
    month_text,
    months_until,
    period,
    previous,
    span,
)
from tests.properties import ALWAYS

YEARS = st.integers(1900, 2100).map(str)
MONTHS = st.builds("{}-{:02d}".format, st.integers(1900, 2100), st.integers(1, 12))
PERIODS = st.one_of(
    YEARS,
    MONTHS,
    st.builds("{}-H{}".format, st.integers(1900, 2100), st.integers(1, 2)),
    st.builds("{}-Q{}".format, st.integers(1900, 2100), st.integers(1, 4)),
)


@ALWAYS
@given(MONTHS, st.integers(1, 200))
def test_months_count_on(month: str, count: int) -> None:
    assert month_text(month_number(month)) == month
    run = months_until(month, count)
    assert len(run) == count
    assert run == sorted(set(run))
    assert run[-1] == month
    assert all(map(is_month, run))
    assert {month_number(b) - month_number(a) for a, b in pairwise(run)} <= {1}


@ALWAYS
@given(MONTHS)
def test_a_year_earlier_is_twelve_months(month: str) -> None:
    assert month_number(month) - month_number(previous(month)) == 12
    assert period(previous(month)).split()[0] == period(month).split()[0]


@ALWAYS
@given(PERIODS, PERIODS)
def test_every_period_is_said_with_its_year(one: str, other: str) -> None:
    for text in (period(one), period(one, short=True), in_period(one), period(one), span(one, one)):
        assert one[:4] in text
    assert (period(one) == period(other)) == (one == other)
    if one != other:
        assert other[:4] in span(one, other)
        assert "–" in span(one, other)


@ALWAYS
@example("0001-01-01T00:00+10:00")
@example("٢٠٢٤")
@given(st.text(alphabet="0123456789-HQT:Z+ ٢é\n", max_size=20))
def test_what_is_no_period_date_or_moment_is_said_so(text: str) -> None:
    for read in (period, in_period, previous, date_text, moment_text):
        try:
            read(text)
        except UserError:
            continue
        assert text[:4].isascii()


@ALWAYS
@given(st.lists(st.one_of(YEARS, MONTHS), min_size=1, max_size=70, unique=True).map(sorted), st.one_of(YEARS, MONTHS))
def test_a_period_that_is_chosen_is_one_that_has_figures(known: list[str], asked: str) -> None:
    assert nearest(asked, known) in known
    for one in known:
        assert nearest(one, known) == one
        assert one in offered(known, one)
        assert in_year(one, one[:4], known) == one or not is_month(one)
    for grain in GRAINS:
        kept = of_grain(known, grain)
        assert kept
        assert len({is_month(one) for one in kept}) == 1
    assert any(is_month(one) == (grain_of("", asked, known) == "maand") for one in known)


def test_a_month_is_not_read_where_there_is_none() -> None:
    with pytest.raises(UserError):
        period("2024-13")
