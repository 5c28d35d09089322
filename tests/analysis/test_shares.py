"""Shares held against each other on the logit, by hand and by simulation."""

import numpy as np
import pytest
from scipy.special import expit, logit

from ivp.analysis.levels import NONE
from ivp.analysis.rates import counts
from ivp.analysis.shares import compare_shares, share_interval

SEED = 20260204
NAN = float("nan")


def test_by_hand():
    # 120.5/280.5 and 90.5/310.5 as odds; variances of the four halves of a table
    result = compare_shares(counts([120], [400]), counts([90], [400]), 0.1)
    apart = np.log(120.5 / 280.5) - np.log(90.5 / 310.5)
    error = np.sqrt(1 / 120.5 + 1 / 280.5 + 1 / 90.5 + 1 / 310.5 + 2 * 0.01)
    assert result.z[0] == pytest.approx(apart / error)
    assert result.difference[0] == pytest.approx(0.075)
    assert result.ratio[0] == pytest.approx(4 / 3)
    steadier = compare_shares(counts([120], [400], 1 / 4), counts([90], [400], 1 / 4), 0.1)
    assert abs(steadier.z[0]) > abs(result.z[0])


def test_firm_but_small_is_pale():
    result = compare_shares(counts([5200, 6500], [10_000]), counts([4800, 4800], [10_000]), 0.0)
    assert result.certain.tolist() == [2, 2]
    assert result.outcome.tolist() == [1, 2]


def test_all_none_and_missing():
    cases, whole = [0, 40, NAN, 41, 5], [40, 40, 40, 40, 0]
    result = compare_shares(counts(cases, whole), counts([20] * 5, [40] * 5), 0.1)
    assert result.certain.tolist() == [-1, 1, NONE, NONE, NONE]
    assert compare_shares(counts([5], [10]), counts([5], [10]), NAN).certain[0] == NONE
    assert np.isnan(compare_shares(counts([5], [10]), counts([0], [10]), 0.1).ratio[0])


def test_a_rounded_table_must_survive_the_worst_rounding_of_both_numbers():
    one, other = counts([120, 20, 60], [300, 300, 80], 1.0, 2), counts([90, 90, 60], [300, 300, 120], 1.0, 2)
    result = compare_shares(one, other, 0.0)
    worst = np.log(118.5 / 184.5) - np.log(92.5 / 206.5)
    error = np.sqrt(1 / 118.5 + 1 / 184.5 + 1 / 92.5 + 1 / 206.5)
    assert result.z[0] == pytest.approx(worst / error)
    assert result.certain[1:].tolist() == [NONE, NONE]  # 20 cases; 20 that are not


@pytest.mark.parametrize("sigma", [0.0, 0.1, 0.2])
@pytest.mark.parametrize(("whole", "share"), [(17, 0.6), (40, 0.25), (100, 0.1), (100, 0.3), (500, 0.02), (5000, 0.3)])
def test_false_alarms_and_intervals(whole, share, sigma):
    """From ten cases upward: 3 to 7 % at 95 %, at most 0.5 % at 99.8 %; intervals hold the truth in 95 % +- 3."""
    random = np.random.default_rng(SEED)

    def drawn(size):
        return random.binomial(size, expit(logit(share) + random.normal(0, sigma, 20_000)))

    result = compare_shares(counts(drawn(whole), whole), counts(drawn(3 * whole), 3 * whole), sigma)
    assert 0.03 < np.mean(result.certain != 0) < 0.07
    assert np.mean(np.abs(result.certain) == 2) <= 0.005
    lower, upper = share_interval(counts(drawn(whole), whole), sigma)
    assert np.mean((lower <= share) & (share <= upper)) == pytest.approx(0.95, abs=0.03)


def test_the_interval_holds_nought_and_all_where_seen():
    (none, whole), (upper, all_of) = share_interval(counts([0, 30], [30, 30]), 0.1)
    assert (none, all_of) == (0, 1)
    assert 0 < upper < 0.25
    assert 0.75 < whole < 1
    rounded = share_interval(counts([20], [40], 1.0, 2), 0.0)
    exact = share_interval(counts([20], [40]), 0.0)
    assert rounded.lower[0] < exact.lower[0]
    assert rounded.upper[0] > exact.upper[0]
    assert np.isnan(share_interval(counts([5, 41], [0, 40]), 0.1).lower).all()


def test_the_interval_by_hand_with_the_concentration_of_the_whole():
    error = np.sqrt(1 / 30.5 + 1 / 70.5 + 0.2**2 * 0.25)
    lower, upper = share_interval(counts([30], [100], 0.25), 0.2)
    assert logit(lower[0]) == pytest.approx(np.log(30.5 / 70.5) - 1.959964 * error, abs=1e-5)
    assert logit(upper[0]) == pytest.approx(np.log(30.5 / 70.5) + 1.959964 * error, abs=1e-5)


def test_the_ratio_of_two_shares():
    result = compare_shares(counts([30, 3, 0], [100, 100, 50]), counts([20, 0, 0], [100, 100, 50]), 0.1)
    assert result.ratio[0] == pytest.approx(1.5)
    assert np.isnan(result.ratio[1:]).all()
    assert result.difference == pytest.approx([0.1, 0.03, 0])
