"""The exact distribution with extra spread, against scipy's own."""

import numpy as np
import pytest
from scipy.stats import betabinom, binom, nbinom, norm, poisson

from ivp.analysis.few_cases import mean_bounds, ratio_bounds, z_of_one, z_of_two

FIRST = np.array([3.0, 12, 0, 24, 5, 40, 1, 20])
SECOND = np.array([10.0, 12, 9, 300, 5000, 7, 0, 24])
ODDS = np.array([1.0, 0.5, 2, 0.1, 0.01, 3, 1, 1])


def mid_p(distribution, count, *args):
    return norm.ppf(distribution.cdf(count, *args) - distribution.pmf(count, *args) / 2)


def test_without_extra_spread_two_counts_are_binomial():
    expected = mid_p(binom, FIRST, FIRST + SECOND, ODDS / (1 + ODDS))
    assert z_of_two(FIRST, SECOND, ODDS, np.zeros(8)) == pytest.approx(expected, abs=2e-4)


@pytest.mark.parametrize("variance", [0.005, 0.08])
def test_with_it_they_are_beta_binomial(variance):
    share = ODDS / (1 + ODDS)
    expected = mid_p(betabinom, FIRST, FIRST + SECOND, 1 / (variance * (1 - share)), 1 / (variance * share))
    assert z_of_two(FIRST, SECOND, ODDS, np.full(8, variance)) == pytest.approx(expected, abs=1e-6)


def test_the_beta_binomial_is_what_two_negative_binomials_give():
    """Given their sum of 18, of two counts round 9 with variance 9 + 0.04 x 81, whatever the mean."""
    size, possible = 1 / 0.04, np.arange(19)
    for mean in (3, 9, 30):
        p = size / (size + mean)
        joint = nbinom.pmf(possible, size, p) * nbinom.pmf(18 - possible, size, p)
        tail = joint[:5].sum() + joint[5] / 2
        z = z_of_two(np.array([5.0]), np.array([13.0]), np.ones(1), np.array([0.08]))
        assert z[0] == pytest.approx(norm.ppf(tail / joint.sum()), abs=1e-6)


def test_turned_round_the_sign_turns():
    variance = np.full(8, 0.02)
    turned = z_of_two(SECOND, FIRST, 1 / ODDS, variance)
    assert turned == pytest.approx(-z_of_two(FIRST, SECOND, ODDS, variance))


def test_nothing_seen_says_nothing():
    assert z_of_two(np.zeros(1), np.zeros(1), np.ones(1), np.full(1, 0.02))[0] == pytest.approx(0)
    assert [float(b[0]) for b in ratio_bounds(np.zeros(1), np.zeros(1), np.ones(1), np.zeros(1), 0.95)] == [0, np.inf]


def test_a_far_tail_is_large_and_finite():
    z = z_of_two(np.array([0.0, 20.0]), np.array([900.0, 24.0]), np.array([1.0, 0.001]), np.zeros(2))
    assert z[0] < -30
    assert 7.5 < z[1] < 9


@pytest.mark.parametrize(("confidence", "z"), [(0.95, 1.959964), (0.998, 3.090232)])
@pytest.mark.parametrize("variance", [0.0, 0.08])
def test_the_bounds_are_where_the_test_turns(variance, confidence, z):
    extra = np.full(8, variance)
    lower, upper = ratio_bounds(FIRST, SECOND, ODDS, extra, confidence)
    some, not_all = FIRST > 0, SECOND > 0
    at_lower = z_of_two(FIRST[some], SECOND[some], ODDS[some] * lower[some], extra[some])
    at_upper = z_of_two(FIRST[not_all], SECOND[not_all], ODDS[not_all] * upper[not_all], extra[not_all])
    assert at_lower == pytest.approx(z, abs=1e-3)
    assert at_upper == pytest.approx(-z, abs=1e-3)
    assert lower[~some] == pytest.approx(0)
    assert np.isinf(upper[~not_all]).all()


def test_one_count_is_negative_binomial_round_its_mean():
    count, mean = np.array([0.0, 1, 3, 10, 24]), np.array([2.0, 3, 3, 20, 9])
    size = 1 / 0.08
    expected = mid_p(nbinom, count, size, size / (size + mean))
    assert z_of_one(count, mean, np.full(5, 0.08)) == pytest.approx(expected, abs=1e-6)
    assert z_of_one(count, mean, np.zeros(5)) == pytest.approx(mid_p(poisson, count, mean), abs=2e-4)


def test_bounds_of_a_mean():
    """Without spread those of the mid-P Poisson interval: 0 cases -> ln 20; 10 cases -> 5.08, 17.82."""
    lower, upper = mean_bounds(np.array([0.0, 10.0]), np.zeros(2), 0.95)
    assert lower == pytest.approx([0, 5.08], abs=0.01)
    assert upper == pytest.approx([np.log(20), 17.82], abs=0.01)
    wider = mean_bounds(np.array([0.0, 10.0]), np.full(2, 0.04), 0.95)
    assert wider[0][1] < lower[1]
    assert np.all(wider[1] > upper)
