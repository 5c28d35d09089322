"""Funnel limits against the Poisson distribution itself."""

import numpy as np
import pytest
from scipy.stats import poisson

from ivp.analysis.funnel import limits

SEED = 20260105
EXPECTED = np.array([0.005, 0.3, 1.0, 3.2, 10.0, 47.5, 100.0, 2500.0, 80_000.0])


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_a_count_lies_outside_exactly_when_its_tail_is_small_enough(confidence):
    tail = (1 - confidence) / 2
    lower, upper = limits(EXPECTED * 1000, 0.001, confidence)
    for expected, low, high in zip(EXPECTED, lower * EXPECTED * 1000, upper * EXPECTED * 1000, strict=True):
        counts = np.arange(max(0, int(expected - 6 * expected**0.5) - 5), int(expected + 6 * expected**0.5) + 6)
        assert np.array_equal(counts > high + 1e-9, poisson.sf(counts - 1, expected) < tail)
        assert np.array_equal(counts < low - 1e-9, poisson.cdf(counts, expected) < tail)


def test_large_areas_come_close_to_the_normal_limits():
    lower, upper = limits([1_000_000], [40.0], per=1000)  # 40,000 cases, standard deviation 200
    assert (lower[0], upper[0]) == pytest.approx((40 - 0.392, 40 + 0.392), abs=0.002)


def test_the_funnel_narrows_and_the_wider_limits_lie_outside():
    people = np.geomspace(500, 900_000, 60)
    near, far = limits(people, 0.05, 0.95), limits(people, 0.05, 0.998)
    assert np.all(np.diff(near.upper - near.lower) < 0)
    assert np.all(far.lower < near.lower)
    assert np.all(far.upper > near.upper)
    assert np.all((near.lower < 0.05) & (near.upper > 0.05))


@pytest.mark.parametrize(("confidence", "least", "most"), [(0.95, 0.02, 0.05), (0.998, 0, 0.002)])
def test_no_more_lie_outside_by_chance_than_is_said(confidence, least, most):
    count = np.random.default_rng(SEED).poisson(20, 40_000)
    lower, upper = limits([1000], [0.02], confidence)
    assert least < np.mean((count > upper * 1000) | (count < lower * 1000)) < most


def test_missing_and_empty_areas():
    lower, upper = limits([np.nan, 0, 1000, 1000], [0.01, 0.01, np.nan, 0])
    assert list(np.isnan(lower)) == [True, True, True, False]
    assert list(np.isnan(upper)) == [True, True, True, False]
    assert (lower[3], upper[3]) == (0, 0)


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        limits([-1], 0.1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        limits([10], 0.1, confidence=1.0)
