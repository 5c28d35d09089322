"""What holds for every share, survey figure, small number, funnel limit and list of similar areas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ivp.analysis.levels import NONE, code_of_z, relevant, where_relevant
from ivp.analysis.places import limits_between
from ivp.analysis.rates import Counts, counts
from ivp.analysis.shares import compare_shares, share_interval
from ivp.analysis.similar import nearest
from ivp.analysis.small_numbers import percent_allowed, percent_change
from ivp.analysis.surveys import interval, z_of_difference
from tests.properties import ALWAYS, SELDOM

SIGMA = st.floats(0, 0.5)
SCORE = st.floats(-40, 40)


@st.composite
def part(draw: st.DrawFn) -> Counts:
    """Cases of a whole."""
    whole = draw(st.integers(1, 20_000))
    return counts([draw(st.integers(0, whole))], [whole], draw(st.floats(0.05, 1)), draw(st.sampled_from([0, 2, 8])))


@ALWAYS
@given(part(), part(), SIGMA)
def test_two_shares_the_other_way_round_are_the_opposite(one: Counts, other: Counts, sigma: float) -> None:
    there, back = compare_shares(one, other, sigma), compare_shares(other, one, sigma)
    assert there.difference == pytest.approx(-back.difference, nan_ok=True)
    assert there.z == pytest.approx(-back.z, nan_ok=True)
    assert there.certain[0] == (NONE if back.certain[0] == NONE else -back.certain[0])


@ALWAYS
@given(part(), part(), SIGMA)
def test_what_is_left_differs_as_much_as_the_share(one: Counts, other: Counts, sigma: float) -> None:
    left = [counts(a.people - a.cases, a.people, a.concentration) for a in (one, other)]
    plain = [counts(a.cases, a.people, a.concentration) for a in (one, other)]
    assert compare_shares(*left, sigma).z == pytest.approx(-compare_shares(*plain, sigma).z, abs=1e-9)


@ALWAYS
@given(part(), SIGMA, st.floats(0.5, 0.9), st.floats(0.01, 0.09))
def test_an_interval_holds_its_share_and_lies_between_none_and_all(
    of: Counts, sigma: float, confidence: float, more: float
) -> None:
    lower, upper = share_interval(of, sigma, confidence)
    wide = share_interval(of, sigma, confidence + more)
    assert 0 <= wide.lower[0] <= lower[0] <= of.cases[0] / of.people[0] + 1e-12
    assert of.cases[0] / of.people[0] - 1e-12 <= upper[0] <= wide.upper[0] <= 1


@ALWAYS
@given(st.floats(-100, 100), st.floats(0.01, 20), st.floats(0.01, 20), st.floats(0.1, 10))
def test_a_difference_of_surveys_has_a_sign_and_no_unit(
    difference: float, margin: float, other: float, unit: float
) -> None:
    (z,) = z_of_difference([difference], [margin], [other])
    assert z_of_difference([-difference], [other], [margin])[0] == pytest.approx(-z)
    assert z_of_difference([difference * unit], [margin * unit], [other * unit])[0] == pytest.approx(z)
    lower, upper = interval([difference], [margin])
    assert upper[0] - lower[0] == pytest.approx(2 * margin)
    assert lower[0] < difference < upper[0]


@ALWAYS
@given(SCORE, SCORE, st.floats(0.1, 10))
def test_a_code_has_a_sign_and_pales_only_where_it_is_not_relevant(one: float, other: float, ratio: float) -> None:
    low, high = code_of_z(sorted([one, other])).tolist()
    assert -2 <= low <= high <= 2
    assert code_of_z(-one) == -code_of_z(one)
    shown = where_relevant(code_of_z(one), ratio)
    assert abs(shown) == (abs(code_of_z(one)) if relevant(ratio) else min(1, abs(code_of_z(one))))
    assert shown * one >= 0


@ALWAYS
@given(st.integers(0, 5000), st.integers(0, 5000))
def test_a_percentage_gives_the_new_count_back_or_is_not_given(new: int, old: int) -> None:
    (change,) = percent_change([new], [old])
    assert np.isnan(change) == (min(new, old) < 30) != percent_allowed([new], [old])[0]
    if not np.isnan(change):
        assert old * (1 + change / 100) == pytest.approx(new)


@SELDOM
@example(200, 6e-5, 0.0)
@example(721, 6e-5, 0.0)
@given(st.integers(200, 1_000_000), st.floats(1e-5, 0.1), st.floats(0, 0.6))
def test_the_limits_of_a_funnel_lie_on_both_sides_of_the_middle(people: int, middle: float, tau: float) -> None:
    inner = limits_between([people], [middle], [tau], per=1)
    outer = limits_between([people], [middle], [tau], 0.998, per=1)
    assert 0 <= outer.lower[0] <= inner.lower[0] <= middle <= inner.upper[0] < outer.upper[0]


@ALWAYS
@given(
    st.integers(2, 12).flatmap(
        lambda rows: st.lists(
            st.lists(st.integers(-50, 50), min_size=3, max_size=3), min_size=rows, max_size=rows, unique_by=tuple
        )
    ),
    st.integers(1, 10),
    st.floats(0.1, 1000),
)
def test_similar_areas_do_not_depend_on_units_and_come_nearest_first(
    values: list[list[int]], k: int, unit: float
) -> None:
    table = np.array(values, dtype=float)
    assume((table.std(axis=0) > 0).all())
    found = nearest(table, k)
    assert found.index.shape == (len(table), min(k, len(table) - 1))
    assert all(row not in found.index[row] for row in range(len(table)))
    assert (np.diff(found.distance, axis=1) >= 0).all()
    assert nearest(table * unit + 7, k).distance == pytest.approx(found.distance)
