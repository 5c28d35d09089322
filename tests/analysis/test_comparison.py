"""Comparisons with a reference area against hand-worked and published numbers, and by simulation."""

import numpy as np
import pytest
from scipy.stats import binomtest

from ivp.analysis import comparison
from ivp.analysis.comparison import compare_rates, compare_shares, compare_surveys, outcome_names
from ivp.analysis.levels import NONE

SEED = 20260102


def test_rate_ratio_by_the_log_method_by_hand():
    # ratio 2; se = sqrt(1/200 + 1/100) = 0.122474; exp(0.693147 -+ 1.959964 x 0.122474)
    result = compare_rates([200], [10_000], [100], [10_000], [False])
    assert result.ratio[0] == pytest.approx(2)
    assert (result.lower[0], result.upper[0]) == pytest.approx((1.5732, 2.5426), abs=1e-4)
    assert result.reference[0] == pytest.approx(0.01)
    assert not result.exact[0]
    assert not result.rest[0]
    assert outcome_names(result.outcome)[0] == "much_higher"  # 0.693147 / 0.122474 = 5.66


def test_a_reference_that_contains_the_area_is_replaced_by_the_rest():
    whole = compare_rates([200], [10_000], [300], [20_000], [True])
    rest = compare_rates([200], [10_000], [100], [10_000], [False])
    assert whole.rest[0]
    for field in ("ratio", "lower", "upper", "reference", "outcome"):
        assert getattr(whole, field)[0] == getattr(rest, field)[0]


def test_with_few_cases_the_interval_is_clopper_pearson_of_the_share():
    # 12 cases of 12 + 30; the area has a third of the inhabitants of the two together
    result = compare_rates([12], [1000], [30], [2000], [False])
    bounds = binomtest(12, 42).proportion_ci(0.95, method="exact")
    odds = [bound / (1 - bound) * 2000 / 1000 for bound in (bounds.low, bounds.high)]
    assert result.exact[0]
    assert result.ratio[0] == pytest.approx(12 / 30 * 2)
    assert [result.lower[0], result.upper[0]] == pytest.approx(odds)


@pytest.mark.parametrize("counts", [(0, 12), (4, 1), (40, 12), (12, 40), (5, 5), (9, 0), (99, 60)])
def test_the_exact_outcome_says_what_the_interval_says(counts):
    outcome = 0
    for confidence in (0.95, 0.998):
        result = compare_rates([counts[0]], [900], [counts[1]], [1000], [False], confidence)
        outcome += int(result.lower[0] > 1) - int(result.upper[0] < 1)
    assert result.outcome[0] == outcome
    side = "greater" if counts[0] / 900 > counts[1] / 1000 else "less"
    p = binomtest(counts[0], sum(counts), 900 / 1900, alternative=side).pvalue
    assert abs(result.outcome[0]) == int(p < 0.025) + int(p < 0.001)


def test_zero_cases():
    result = compare_rates([0, 8, 0], [1000, 1000, 1000], [20, 0, 0], [1000, 1000, 1000], [False] * 3)
    assert list(outcome_names(result.outcome)) == ["much_lower", "higher", "similar"]
    assert result.ratio[0] == 0
    assert result.lower[0] == 0
    assert 0 < result.upper[0] < 1
    assert np.isnan(result.ratio[1])  # over nothing
    assert np.isinf(result.upper[1])
    assert result.lower[1] > 1
    assert np.isnan(result.ratio[2])


def test_nothing_to_compare_with():
    counts = [np.nan, 5, 5, 5, 5, 5]
    people = [1000, np.nan, 0, 1000, 1000, 1000]
    ref_counts = [
        50,
        50,
        50,
        np.nan,
        4,
        5,
    ]  # fewer cases in the whole than in the part, by rounding; all of them
    ref_people = [5000, 5000, 5000, 5000, 5000, 1000]
    result = compare_rates(counts, people, ref_counts, ref_people, [True] * 6)
    assert list(outcome_names(result.outcome)) == ["none"] * 6
    assert np.all(np.isnan(result.ratio))
    assert np.all(np.isnan(result.lower))
    assert np.all(np.isnan(result.upper))


def test_input_is_left_as_it_was():
    counts, people = np.array([5.0, 500.0]), np.array([100.0, 0.0])
    compare_rates(counts, people, counts, people, [True, True])
    assert list(counts) == [5, 500]
    assert list(people) == [100, 0]


@pytest.mark.parametrize("mean", [5, 60, 400])
def test_without_a_difference_few_are_called(mean):
    random = np.random.default_rng(SEED)
    count = random.poisson(mean, 20_000)
    rest = random.poisson(12 * mean, 20_000)
    result = compare_rates(count, 1000, count + rest, 13_000, True)
    assert np.mean(result.outcome != 0) < 0.056
    assert np.mean(np.abs(result.outcome) == 2) < 0.004
    covered = np.mean((result.lower <= 1) & (result.upper >= 1))
    assert 0.944 < covered < 1


def test_a_real_difference_is_found():
    random = np.random.default_rng(SEED)
    result = compare_rates(random.poisson(150, 2000), 1000, random.poisson(1000, 2000), 10_000, False)
    assert np.mean(result.outcome > 0) > 0.98  # half as high again


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
    ],
)
def test_difference_of_shares_as_in_newcombe_1998_method_10(counts, expected):
    result = compare_shares(*([number] for number in counts), [False])
    assert (round(result.lower[0], 4), round(result.upper[0], 4)) == expected
    assert result.difference[0] == pytest.approx(counts[0] / counts[1] - counts[2] / counts[3])
    assert result.outcome[0] == (1 if expected[0] > 0 else 0) or result.outcome[0] == 2


def test_shares_are_compared_with_the_rest_too():
    whole = compare_shares([56], [70], [104], [150], [True])
    assert whole.rest[0]
    assert whole.reference[0] == pytest.approx(0.6)
    assert (round(whole.lower[0], 4), round(whole.upper[0], 4)) == (0.0524, 0.3339)
    assert outcome_names(whole.outcome)[0] == "higher"


def test_shares_that_cannot_be_compared():
    result = compare_shares([5, 5, np.nan, 5], [4, 0, 9, 10], [50, 50, 50, 5], [90, 90, 90, 10], [True] * 4)
    assert list(result.outcome) == [NONE] * 4
    assert np.all(np.isnan(result.difference))


def test_surveys_by_hand():
    # margins 3 and 4: the difference has a margin of 5; 99.8 %: 5 x 3.090 / 1.960 = 7.884
    values = [50.0, 54.9, 55.1, 57.8, 57.9, 42.1]
    result = compare_surveys(values, 3.0, 50.0, 4.0, False)
    names = ["similar", "similar", "higher", "higher", "much_higher", "much_lower"]
    assert list(outcome_names(result.outcome)) == names
    assert (result.lower[2], result.upper[2]) == pytest.approx((0.1, 10.1))


def test_a_survey_reference_that_contains_the_area_is_handled_conservatively():
    """The true spread of area minus whole stays below the spread that the test supposes."""
    random = np.random.default_rng(SEED)
    weight, spread, spread_rest = 0.3, 2.0, 1.0
    own, other = random.normal(0, spread, 50_000), random.normal(0, spread_rest, 50_000)
    whole = weight * own + (1 - weight) * other
    margins = 1.96 * spread, 1.96 * np.hypot(weight * spread, (1 - weight) * spread_rest)
    result = compare_surveys(own, margins[0], whole, margins[1], True)
    assert np.mean(result.outcome != 0) < 0.05
    assert not result.rest.any()
    assert np.all(result.reference == whole)


def test_surveys_without_a_margin_cannot_be_compared():
    result = compare_surveys([50, np.nan, 50, 50], [np.nan, 1, 0, 2], 40, [1, 1, 0, 0], True)
    assert list(outcome_names(result.outcome)) == ["none", "none", "none", "much_higher"]


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        compare_rates([-1], [10], [10], [100], [True])
    with pytest.raises(ValueError, match="at least 0"):
        compare_shares([1], [-10], [10], [100], [True])
    with pytest.raises(ValueError, match="at least 0"):
        compare_surveys([1], [-1], [1], [1], [False])
    with pytest.raises(ValueError, match="outcome codes"):
        outcome_names([3])


def test_names_of_all_outcomes():
    names = ["much_lower", "lower", "similar", "higher", "much_higher", "none"]
    assert list(outcome_names([-2, -1, 0, 1, 2, NONE])) == names
    assert comparison.outcome_names([]).shape == (0,)
