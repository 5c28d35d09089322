"""What holds for every rate, interval and comparison, whatever the counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivp.analysis.levels import NONE
from ivp.analysis.rates import Counts, compare, counts, interval, least_visible, rest
from tests.properties import ALWAYS

CASES = st.one_of(st.integers(0, 60), st.integers(0, 200_000))
PEOPLE = st.integers(200, 2_000_000)
SIGMA = st.floats(0, 0.5)
SHARE = st.floats(0.01, 1)
ROUNDING = st.sampled_from([0, 2, 8, 16])


@st.composite
def side(draw: st.DrawFn, rounding: st.SearchStrategy[int] = ROUNDING) -> Counts:
    """One place and period."""
    return counts([draw(CASES)], [draw(PEOPLE)], draw(SHARE), draw(rounding))


@ALWAYS
@given(side(), side(), SIGMA)
def test_the_other_way_round_is_the_opposite(one: Counts, other: Counts, sigma: float) -> None:
    there, back = compare(one, other, sigma), compare(other, one, sigma)
    assert there.z == pytest.approx(-back.z, rel=1e-6, abs=1e-6, nan_ok=True)
    if there.certain[0] == NONE:
        assert back.certain[0] == NONE
        return
    assert there.certain[0] == -back.certain[0]
    assert there.outcome[0] == -back.outcome[0]
    if there.lower[0] > 0:
        assert back.upper[0] == pytest.approx(1 / there.lower[0], rel=1e-3)


@ALWAYS
@given(side(), side(), SIGMA, st.floats(0, 0.5))
def test_more_spread_never_makes_more_certain(one: Counts, other: Counts, sigma: float, more: float) -> None:
    near, far = compare(one, other, sigma), compare(one, other, sigma + more)
    if near.certain[0] != NONE:
        assert abs(far.z[0]) <= abs(near.z[0]) + 1e-6


@ALWAYS
@given(side(), side(), SIGMA)
def test_a_rounded_table_is_never_surer(one: Counts, other: Counts, sigma: float) -> None:
    exact = compare(*(counts(a.cases, a.people, a.concentration) for a in (one, other)), sigma)
    worst = compare(one, other, sigma)
    if worst.certain[0] != NONE:
        assert worst.certain[0] in (0, exact.certain[0]) or abs(worst.certain[0]) < abs(exact.certain[0])
        assert worst.certain[0] * exact.certain[0] >= 0
        assert worst.lower[0] <= exact.lower[0] + 1e-9
        assert worst.upper[0] >= exact.upper[0] - 1e-9


@ALWAYS
@given(side(), SIGMA)
def test_an_interval_holds_its_rate(of: Counts, sigma: float) -> None:
    lower, upper = interval(of, sigma)
    assert 0 <= lower[0] <= of.cases[0] / of.people[0] * 1000 <= upper[0]
    assert lower[0] < upper[0]


@ALWAYS
@given(side(), SIGMA, st.floats(0.5, 0.99), st.floats(0.001, 0.0099))
def test_a_firmer_interval_is_wider(of: Counts, sigma: float, confidence: float, more: float) -> None:
    inner, outer = (interval(of, sigma, confidence=level) for level in (confidence, confidence + more))
    assert outer.lower[0] <= inner.lower[0]
    assert outer.upper[0] > inner.upper[0]


@ALWAYS
@given(CASES, PEOPLE, SIGMA, st.integers(1, 50))
def test_bounds_rise_with_the_count(cases: int, people: int, sigma: float, more: int) -> None:
    fewer, many = (interval(counts([n], [people]), sigma) for n in (cases, cases + more))
    assert many.lower[0] > fewer.lower[0] - 1e-12
    assert many.upper[0] > fewer.upper[0] or cases < 25 <= cases + more
    assert many.upper[0] > fewer.upper[0] * 0.95


@ALWAYS
@given(side(), SIGMA, st.floats(1, 100_000))
def test_per_how_many_is_only_a_scale(of: Counts, sigma: float, per: float) -> None:
    one, other = interval(of, sigma, per=1), interval(of, sigma, per=per)
    assert other.lower[0] == pytest.approx(one.lower[0] * per)
    assert other.upper[0] == pytest.approx(one.upper[0] * per)


@ALWAYS
@given(side(), side(), SIGMA, st.floats(0.01, 100))
def test_people_in_another_unit_change_nothing(one: Counts, other: Counts, sigma: float, unit: float) -> None:
    scaled = [counts(a.cases, a.people * unit, a.concentration, a.slack) for a in (one, other)]
    plain, same = compare(one, other, sigma), compare(*scaled, sigma)
    assert same.ratio == pytest.approx(plain.ratio, nan_ok=True)
    assert same.z == pytest.approx(plain.z, rel=1e-6, abs=1e-6, nan_ok=True)


@ALWAYS
@given(st.lists(st.tuples(st.integers(0, 5000), PEOPLE), min_size=2, max_size=8))
def test_the_rest_of_a_sum_is_the_sum_of_the_others(members: list[tuple[int, int]]) -> None:
    cases, people = np.array(members, dtype=float).T

    def total(n: np.ndarray, p: np.ndarray) -> Counts:
        share = float(np.sum((n / n.sum()) ** 2)) if n.sum() else 1.0
        return counts([n.sum()], [p.sum()], share, 2 * len(n))

    left = rest(total(cases, people), counts([cases[0]], [people[0]], 1.0, 2))
    others = total(cases[1:], people[1:])
    assert (left.cases[0], left.people[0]) == (others.cases[0], others.people[0])
    assert left.concentration[0] == pytest.approx(others.concentration[0], abs=1e-6)
    assert left.slack[0] == others.slack[0] + 4  # that of the sum and of the part, both


@ALWAYS
@given(st.integers(25, 200_000), SIGMA, SHARE, st.integers(1, 50_000))
def test_more_cases_show_smaller_changes(cases: int, sigma: float, share: float, more: int) -> None:
    few, many = (least_visible([n], [sigma], [share]) for n in (cases, cases + more))
    assert few.lower[0] <= many.lower[0] < 1 < many.upper[0] <= few.upper[0]
