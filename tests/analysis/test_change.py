"""Change between two periods."""

import numpy as np
import pytest
from scipy.stats import binomtest, norm, poisson_means_test

from ivp.analysis.change import change_counts, change_shares, change_surveys, outcome_names
from ivp.analysis.levels import NONE

SEED = 20260103


def wheeler_z(new, old):
    """The z-score as published: it takes the old count as known."""
    return 2 * (np.sqrt(new) - np.sqrt(old))


def test_the_z_of_two_counts_is_wheelers_over_the_root_of_two():
    result = change_counts([2310, 2400], [2200, 2200])
    assert result.z == pytest.approx(wheeler_z([2310, 2400], [2200, 2200]) / np.sqrt(2))
    assert result.z.round(2) == pytest.approx([1.64, 2.95])
    assert list(outcome_names(result.outcome)) == ["same", "up"]
    assert result.percent == pytest.approx([5.0, 100 / 11])


def test_wheelers_own_example_for_a_two_sample_test():
    """16 -> 25: z-score 2.0, but p = 0.165 (Wheeler 2018), so no change may be called."""
    assert poisson_means_test(25, 1, 16, 1).pvalue == pytest.approx(0.165, abs=5e-4)
    result = change_counts([25], [16])
    assert outcome_names(result.outcome)[0] == "same"
    assert 2 * norm.sf(result.z[0]) == pytest.approx(binomtest(25, 41).pvalue, rel=1e-6)


@pytest.mark.parametrize(("new", "old"), [(14, 8), (94, 80), (60, 29), (3, 0), (0, 9), (7, 30), (20, 150)])
def test_few_cases_are_tested_exactly(new, old):
    result = change_counts([new], [old])
    side = "greater" if new > old else "less"
    p = binomtest(new, new + old, 0.5, alternative=side).pvalue
    assert norm.sf(abs(result.z[0])) == pytest.approx(p, rel=1e-6)
    assert np.sign(result.z[0]) == np.sign(new - old)
    assert abs(result.outcome[0]) == int(p <= 0.025) + int(p <= 0.001)


def test_no_cases_or_no_change():
    result = change_counts([0, 12, 400], [0, 12, 400])
    assert list(result.z) == [0, 0, 0]
    assert list(outcome_names(result.outcome)) == ["same"] * 3


def test_percentages_only_from_thirty_cases_in_both_periods():
    result = change_counts([30, 29, 60, 45, np.nan], [30, 60, 29, 30, 60])
    assert result.percent[[0, 3]] == pytest.approx([0, 50])
    assert np.all(np.isnan(result.percent[[1, 2, 4]]))
    assert list(result.difference[:4]) == [0, -31, 31, 15]


def test_a_longer_period_is_no_increase():
    assert change_counts([310, 31], [280, 28], exposure=31 / 28).z == pytest.approx([0, 0], abs=1e-12)
    doubled = change_counts([400], [200], exposure=2)
    assert doubled.z[0] == pytest.approx(0)
    shrunk = change_counts([400], [400], exposure=0.5)  # 2 (20 - sqrt(200)) / sqrt(1.5)
    assert shrunk.z[0] == pytest.approx(9.566, abs=1e-3)


@pytest.mark.parametrize(("mean", "wheeler"), [(8, 0.178), (40, 0.168), (500, 0.166)])
def test_without_a_change_one_in_twenty_is_called_not_one_in_six(mean, wheeler):
    new, old = np.random.default_rng(SEED).poisson(mean, (2, 40_000))
    outcome = change_counts(new, old).outcome
    assert np.mean(outcome != 0) < 0.054
    assert np.mean(np.abs(outcome) == 2) < 0.003
    assert np.mean(outcome != 0) > 0.02
    assert np.mean(np.abs(wheeler_z(new, old)) >= 1.96) == pytest.approx(wheeler, abs=0.01)


def test_surveys_by_hand():
    result = change_surveys([55.1, 54.9, 42.1, 50], [3, 3, 3, 0], [50, 50, 50, 49], [4, 4, 4, 0])
    assert list(outcome_names(result.outcome)) == ["up", "same", "down", "none"]
    assert list(result.outcome) == [1, 0, -2, NONE]
    assert result.z[0] == pytest.approx(5.1 / 5 * 1.959964)
    assert np.all(np.isnan(result.percent))


def test_shares_by_newcombes_example():
    # 80 % against 60 %: 0.20, bounds 0.0524 and 0.3339 (Newcombe 1998, table II, method 10)
    result = change_shares([56, 48], [70, 80], [48, 56], [80, 70])
    assert result.difference == pytest.approx([0.2, -0.2])
    assert list(outcome_names(result.outcome)) == ["up", "down"]
    assert result.z == pytest.approx([1.96 * 0.2 / 0.1476, -1.96 * 0.2 / 0.1476], abs=2e-3)


def test_the_z_of_shares_passes_where_the_outcome_does():
    random = np.random.default_rng(SEED)
    total, then_total = random.integers(1, 200, (2, 5000))
    now, then = random.binomial(total, 0.3), random.binomial(then_total, 0.4)
    result = change_shares(now, total, then, then_total)
    assert np.array_equal(np.abs(result.z) > 1.959964, result.outcome != 0)
    assert 0 < np.mean(result.outcome != 0) < 1


def test_missing_gives_none():
    counts = change_counts([np.nan, 5], [5, np.nan])
    shares = change_shares([5, 5, 5], [np.nan, 0, 4], [5, 5, 5], [10, 10, 10])
    waves = change_surveys([np.nan, 5, 5], [1, np.nan, 1], [5, 5, np.nan], [1, 1, 1])
    for result in (counts, shares, waves):
        assert set(outcome_names(result.outcome)) == {"none"}
        assert np.all(np.isnan(result.z))


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        change_counts([-1], [1])
    with pytest.raises(ValueError, match="exposure"):
        change_counts([1], [1], exposure=0)
    with pytest.raises(ValueError, match="at least 0"):
        change_surveys([1], [1], [1], [-1])
    with pytest.raises(ValueError, match="at least 0"):
        change_shares([1], [2], [-1], [2])
