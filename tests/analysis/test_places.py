"""The funnel with the spread between places."""

import numpy as np
import pytest

from ivp.analysis.places import LEAST_PLACES, between_places, limits_between

SEED = 20260205
NAN = float("nan")


def places(tau, number=300):
    random = np.random.default_rng(SEED)
    people = np.exp(random.normal(10.3, 0.8, number))
    return random.poisson(people * 0.002 * np.exp(random.normal(0, tau, number))), people


@pytest.mark.parametrize("tau", [0.0, 0.1, 0.3, 0.6])
def test_the_spread_between_places_is_found_back(tau):
    cases, people = places(tau)
    found = between_places(cases, people, np.zeros(300, dtype=int), 1)
    assert found.middle[0] == pytest.approx(0.002, rel=0.05)
    assert found.tau[0] == pytest.approx(tau, abs=0.04)
    assert 250 < found.places[0] <= 300


def test_the_middle_is_a_municipality_and_not_the_country():
    """Five cities with twice the rate make the national rate, not the middle one; then none lies above the funnel."""
    cases, people = places(0.3)
    people[:5], cases[:5] = 700_000, 2800
    found = between_places(cases, people, np.zeros(300, dtype=int), 1)
    assert cases.sum() / people.sum() > 1.15 * found.middle[0]
    assert found.middle[0] == pytest.approx(0.002, rel=0.05)


def test_groups_apart_and_too_few_places():
    cases, people = places(0.2)
    group = np.where(np.arange(300) < LEAST_PLACES - 1, 0, 1)
    found = between_places(np.append(cases, [NAN, 5]), np.append(people, [100, 0]), np.append(group, [0, 0]), 3)
    assert np.isnan(found.tau).tolist() == [True, False, True]
    assert np.isnan(found.middle).tolist() == [True, False, True]
    alone = between_places(cases[group == 1], people[group == 1], np.zeros((group == 1).sum(), dtype=int), 1)
    assert found.tau[1] == alone.tau[0]


@pytest.mark.parametrize("tau", [0.0, 0.2, 0.5])
@pytest.mark.parametrize("expected", [8, 20, 49, 51, 200, 5000])
def test_one_in_twenty_lies_outside(expected, tau):
    random = np.random.default_rng(SEED)
    cases = random.poisson(expected * np.exp(random.normal(0, tau, 20_000)))

    def outside(spread, confidence):
        lower, upper = limits_between([1000], expected / 1000, spread, confidence, per=1000)
        return np.mean((cases > upper) | (cases < lower))

    assert 0.025 < outside(tau, 0.95) < 0.065
    assert outside(tau, 0.998) <= 0.006
    if tau == 0.5:
        assert outside(0.0, 0.95) > 0.2


def test_limits_by_hand():
    # 400 expected of 200,000, 2 per 1,000; at the limits the cases are the limit times 200
    for limit, side in zip(limits_between([200_000], 0.002, 0.3), (-1, 1), strict=True):
        assert np.log(limit[0] / 2) == pytest.approx(side * 1.959964 * np.sqrt(1 / (limit[0] * 200) + 0.09), abs=1e-6)
    # one expected case and no spread: none is usual, and a fifth case would be too many at 99.8 %
    (low,), (high,) = limits_between([500], 0.002, 0.0, 0.998, per=500)
    assert low == 0
    assert 5 < high < 6


def test_the_funnel_never_closes_where_places_differ():
    people = np.geomspace(500, 1e8, 60)
    near, far = limits_between(people, 0.002, 0.3), limits_between(people, 0.002, 0.3, 0.998)
    assert np.all(np.diff(near.upper) < 0.02)
    assert np.all(np.diff(near.lower) > -0.02)
    assert near.upper[-1] == pytest.approx(2 * np.exp(1.96 * 0.3), rel=0.01)
    assert np.all(far.lower <= near.lower)
    assert np.all(far.upper > near.upper)


def test_missing_and_impossible():
    assert np.isnan(limits_between([NAN, 0, 100, 100], [0.1, 0.1, NAN, 0.1], [0.1, 0.1, 0.1, NAN]).upper).all()
    with pytest.raises(ValueError, match="at least 0"):
        between_places([-1], [1], [0], 1)


@pytest.mark.parametrize(("people", "middle"), [(0, 0.01), (1000, 0)])
def test_without_people_or_a_middle_there_is_no_limit(people, middle):
    limits = limits_between([people], [middle], [0.1])
    assert np.isnan([limits.lower[0], limits.upper[0]]).all()
