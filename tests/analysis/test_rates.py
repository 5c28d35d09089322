"""Rates held against each other, by hand."""

import numpy as np
import pytest
from scipy.stats import norm

from ivp.analysis.levels import NONE
from ivp.analysis.rates import Counts, compare, counts, interval, least_visible, rest

NAN = float("nan")


def test_a_change_by_hand():
    # ln(260/200) = 0.26236; sqrt(1/260 + 1/200 + 2 x 0.01) = 0.16984; with equal inhabitants
    result = compare(counts([260], [50_000]), counts([200], [50_000]), 0.1)
    assert result.ratio[0] == pytest.approx(1.3)
    assert result.z[0] == pytest.approx(0.26236 / 0.16984, abs=1e-3)
    assert (result.lower[0], result.upper[0]) == pytest.approx((0.9319, 1.8135), abs=1e-3)
    assert result.certain[0] == 0
    # as if only Poisson: 0.26236 / 0.09405
    assert compare(counts([260], [50_000]), counts([200], [50_000]), 0.0).z[0] == pytest.approx(2.7895, abs=1e-3)


def test_inhabitants_count_too():
    more_people = compare(counts([220], [55_000]), counts([200], [50_000]), 0.05)
    assert more_people.ratio[0] == pytest.approx(1)
    assert more_people.z[0] == pytest.approx(0, abs=1e-9)


def test_a_sum_of_eight_is_steadier():
    # variance 1/2600 + 1/2000 + 0.01 / 8 x 2
    alone = compare(counts([2600], [1e5]), counts([2000], [1e5]), 0.1)
    eight = compare(counts([2600], [1e5], 1 / 8), counts([2000], [1e5], 1 / 8), 0.1)
    assert alone.z[0] == pytest.approx(0.26236 / np.sqrt(1 / 2600 + 1 / 2000 + 0.02), abs=1e-3)
    assert eight.z[0] == pytest.approx(0.26236 / np.sqrt(1 / 2600 + 1 / 2000 + 0.0025), abs=1e-3)
    assert (alone.certain[0], eight.certain[0]) == (0, 2)


def test_the_mean_of_three_years_counts_a_third_of_the_spread():
    # method 2: sigma^2 h (1 + 1/3)
    result = compare(counts([260], [5e4]), counts([600], [15e4], 1 / 3), 0.1)
    assert result.z[0] == pytest.approx(0.26236 / np.sqrt(1 / 260 + 1 / 600 + 0.01 * 4 / 3), abs=1e-3)


def test_firm_and_relevant_is_dark_firm_and_small_is_pale():
    result = compare(counts([1300, 1200, 1050, 770, 850], 1e5), counts([1000] * 5, 1e5), [0.0] * 5)
    assert result.certain.tolist() == [2, 2, 0, -2, -2]
    assert result.outcome.tolist() == [2, 1, 0, -2, -1]


def test_the_rest_of_a_larger_area_by_hand():
    """Members 60, 30, 10: h of the whole 0.46, of the rest without the first (900 + 100) / 1600."""
    whole, part = counts([100], [10_000], [0.46], [6]), counts([60], [4000], 1.0, 2)
    left = rest(whole, part)
    assert (left.cases[0], left.people[0], left.slack[0]) == (40, 6000, 8)
    assert left.concentration[0] == pytest.approx(1000 / 1600)


def test_nothing_left_cannot_be_compared():
    left = rest(counts([10, 10, 10], [100, 100, 100]), counts([10, 11, 4], [100, 50, 50]))
    assert np.isnan(left.cases).tolist() == [True, True, False]
    result = compare(counts([10, 11, 4], [100, 50, 50]), left, 0.1)
    assert result.certain.tolist()[:2] == [NONE, NONE]


def test_fewer_than_25_on_either_side_is_exact():
    many = compare(counts([25], [1000]), counts([40], [1000]), 0.1)
    few = compare(counts([24], [1000]), counts([40], [1000]), 0.1)
    assert many.z[0] == pytest.approx(np.log(25 / 40) / np.sqrt(1 / 25 + 1 / 40 + 0.02))
    assert few.z[0] != pytest.approx(np.log(24 / 40) / np.sqrt(1 / 24 + 1 / 40 + 0.02), abs=1e-3)
    # and there is no jump between the two
    assert few.z[0] == pytest.approx(np.log(24 / 40) / np.sqrt(1 / 24 + 1 / 40 + 0.02), abs=0.06)


def test_the_interval_of_the_ratio_is_the_one_that_judges():
    random = np.random.default_rng(20260203)
    one, other = random.poisson(random.uniform(1, 120, (2, 4000)))
    people = random.uniform(500, 2000, (2, 4000))
    result = compare(counts(one, people[0]), counts(other, people[1]), random.choice([0.0, 0.1, 0.3], 4000))
    outside = (result.lower > 1).astype(int) - (result.upper < 1)
    assert np.array_equal(outside, np.sign(result.certain))
    assert 0.1 < np.mean(outside != 0) < 0.9


def test_no_cases():
    result = compare(counts([0, 12, 0], 1000), counts([20, 0, 0], 1000), 0.1)
    assert result.certain.tolist() == [-2, 2, 0]
    assert result.ratio[0] == 0
    assert np.isnan(result.ratio[1:]).all()
    assert result.upper[1] == np.inf
    assert result.outcome.tolist() == [-2, 2, 0]


def test_missing_numbers_and_an_unknown_sigma():
    cases, people, sigma = [NAN, 50, 50, 50, 5], [1000, NAN, 0, 1000, 1000], [0.1, 0.1, 0.1, NAN, NAN]
    result = compare(counts(cases, people), counts([50] * 5, 1000), sigma)
    assert result.certain.tolist() == [NONE] * 5
    assert np.isnan(result.z).all()
    assert np.isnan(result.lower).all()
    lower, upper = interval(counts(cases, people), sigma)
    assert np.isnan(lower).all()
    assert np.isnan(upper).all()


def test_a_rounded_table_has_no_test_below_25_and_must_survive_the_worst_rounding():
    exact = compare(counts([120, 120, 20], 1000), counts([95, 95, 60], 1000), 0.0)
    rounded = compare(counts([120, 120, 20], 1000, 1.0, [2, 16, 2]), counts([95, 95, 60], 1000, 1.0, [2, 16, 2]), 0.0)
    # 118 against 97; 104 against 111: gone
    assert rounded.z[0] == pytest.approx(np.log(118 / 97) / np.sqrt(1 / 118 + 1 / 97))
    assert rounded.z[0] < exact.z[0]
    assert rounded.z[1] == 0
    assert rounded.certain[2] == NONE
    assert exact.certain[2] == -2
    assert np.isnan(rounded.upper[2])
    lower = compare(counts([95], 1000, 1.0, 2), counts([120], 1000, 1.0, 2), 0.0)
    assert lower.z[0] == pytest.approx(-rounded.z[0])


def test_a_sum_that_rounding_could_empty_is_no_difference():
    result = compare(counts([30], 1000, 1 / 60, 120), counts([90], 1000, 1 / 60, 120), 0.1)
    assert result.z[0] == 0


def test_without_bounds_the_outcome_is_the_same():
    one, other = counts([3, 300], 1000), counts([9, 350], 1000)
    short, full = compare(one, other, 0.1, bounds=False), compare(one, other, 0.1)
    assert np.array_equal(short.z, full.z)
    assert np.isnan(short.lower).tolist() == [True, False]


def test_the_interval_of_a_rate_by_hand():
    # 400 cases in 20,000: 20 per 1,000; exp(1.96 sqrt(1/400 + 0.01)) = 1.24504
    lower, upper = interval(counts([400], [20_000]), 0.1)
    assert (lower[0], upper[0]) == pytest.approx((20 / 1.24504, 20 * 1.24504), abs=1e-3)
    firm = interval(counts([400], [20_000]), 0.1, confidence=0.998)
    assert np.log(firm.upper[0] / 20) == pytest.approx(norm.ppf(0.999) * np.sqrt(0.0125))
    sum_of_eight = interval(counts([400], [20_000], 1 / 8), 0.1)
    assert np.log(sum_of_eight.upper[0] / 20) == pytest.approx(norm.ppf(0.975) * np.sqrt(1 / 400 + 0.01 / 8))


def test_a_rounded_nought_is_nought_to_two_and_chance():
    (lower,), (upper,) = interval(counts([0], [1000], 1.0, 2), 0.0)
    (_,), (of_two,) = interval(counts([2], [1000]), 0.0)
    assert lower == 0
    assert upper == pytest.approx(of_two)


def test_what_must_change_to_be_seen():
    for cases in (100, 500, 2000):
        down, up = (float(ratio) for ratio in least_visible(cases, 0.1))
        for ratio in (down, up):
            z = np.log(ratio) / np.sqrt(1 / (ratio * cases) + 1 / cases + 0.02)
            assert abs(z) == pytest.approx(1.959964, abs=1e-5)
        assert down < 1 < up
    assert least_visible(100, 0.1).upper > least_visible(500, 0.1).upper > least_visible(500, 0.05).upper
    assert least_visible(500, 0.1, 1 / 8).upper < least_visible(500, 0.1).upper
    assert least_visible(500, 0.1, confidence=0.998).lower < least_visible(500, 0.1).lower
    assert least_visible(30, 2.0).lower < 1e-6  # nothing is: the noise is larger than any fall


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        counts([-1], [10])
    with pytest.raises(ValueError, match="concentration"):
        counts([1], [10], 1.2)
    with pytest.raises(ValueError, match="25"):
        least_visible(20, 0.1)


def test_input_is_left_as_it_was():
    cases, people = np.array([5.0, 500.0]), np.array([100.0, 0.0])
    compare(counts(cases, people), Counts(cases, people, np.ones(2), np.zeros(2)), 0.1)
    assert cases.tolist() == [5, 500]
    assert people.tolist() == [100, 0]


@pytest.mark.parametrize(("people", "others", "judged"), [(0.5, 0.5, True), (0, 5, False), (5, 0, False), (1, 1, True)])
def test_the_exposure_may_be_any_number_but_none(people, others, judged):
    result = compare(counts([40], [people]), counts([50], [others]), 0.0)
    assert (result.certain[0] != NONE) == judged
    assert np.isnan(result.ratio[0]) != judged


def test_rounding_on_one_side_by_one_is_rounding_too():
    for one, other in ((1.0, 0.0), (0.0, 1.0)):
        result = compare(counts([20], [1000], 1.0, one), counts([200], [1000], 1.0, other), 0.0)
        assert result.certain[0] == NONE
