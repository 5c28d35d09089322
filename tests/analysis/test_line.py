"""The line through five points: by hand, the thresholds, and no single point that decides."""

import numpy as np
import pytest

from ivp.analysis.levels import NONE
from ivp.analysis.line import line, line_of_rates, line_of_shares, line_of_surveys
from ivp.analysis.rates import counts

NAN = float("nan")


def certain(values, variance=1.0, **more):
    return line(np.atleast_2d(np.asarray(values, dtype=float)), variance, **more).certain.tolist()


def test_weighted_slope_by_hand():
    # x 0..4, weights 1 1 1 1 4: means 2.75 and 1; sum of products 10; sum of squares 17.5
    result = line([[0, 0, 0, 0, 2]], [[1, 1, 1, 1, 0.25]])
    assert result.slope[0] == pytest.approx(10 / 17.5)
    assert result.z[0] == pytest.approx(10 / np.sqrt(17.5))


def test_the_two_thresholds():
    # equal variances of 1: z is the slope times sqrt(10)
    steps = np.arange(5)[None, :] * np.array([[0.98], [0.97], [0.62], [0.61], [-0.98], [-0.62]])
    assert certain(steps) == [2, 1, 1, 0, -2, -1]


def test_one_point_makes_no_line():
    assert certain([[5, 5, 5, 5, 50], [50, 5, 5, 5, 5], [4, 3, 2, 1, 40]]) == [0, 0, 0]


def test_only_the_last_five_count_and_a_gap_is_a_gap():
    values = [90, 80, 70, 1, 2, 3, 4, 7]
    assert line([values], 0.01).slope[0] == pytest.approx(1.4)
    years = [2007, 2008, 2009, 2012, 2013, 2014, 2015, 2018]
    assert line([values], 0.01, x=years).slope[0] == pytest.approx(1)


def test_the_variance_of_a_rate_is_that_of_the_five_years_together():
    # 500 cases in 5 x 1,000 people: 0.1; each year 0.1/1000 + 0.01 x 0.1^2 x h
    of = counts([[60, 80, 100, 120, 140]], 1000.0, 0.5)
    result = line_of_rates(of, 0.1)
    assert result.slope[0] == pytest.approx(0.02)
    assert result.z[0] == pytest.approx(0.02 * np.sqrt(10 / (0.1 / 1000 + 0.01 * 0.01 * 0.5)))
    assert result.certain[0] == 2


def test_extra_spread_makes_a_line_less_certain():
    of = counts(np.tile([400, 425, 450, 475, 500], (3, 1)), 1000.0)
    assert line_of_rates(of, [0.0, 0.05, 0.2]).certain.tolist() == [2, 1, 0]
    of_eight = counts([[400, 425, 450, 475, 500]], 1000.0, 1 / 8)
    assert line_of_rates(of_eight, 0.05).certain.tolist() == [2]


def test_inhabitants_that_grow_along_make_no_line():
    people = np.array([[1000, 1100, 1200, 1300, 1400.0]])
    assert line_of_rates(counts(people / 2, people), 0.0).certain[0] == 0


def test_shares_and_surveys():
    shares = line_of_shares(counts([[200, 240, 280, 320, 360]], 1000.0), 0.1)
    binomial = 0.28 * 0.72
    assert shares.slope[0] == pytest.approx(0.04)
    assert shares.z[0] == pytest.approx(0.04 * np.sqrt(10 / (binomial / 1000 + 0.01 * binomial**2)))
    survey = line_of_surveys([[1, 2, 3, 4, 5]], [[1.96] * 5])
    assert survey.z[0] == pytest.approx(np.sqrt(10), abs=1e-3)
    assert line_of_surveys([[1, 2, 3, 4, 5]], [[1, 1, 0, 1, 1]]).certain[0] == NONE


def test_a_rounded_table_must_survive_the_worst_rounding():
    cases = np.array([[100, 110, 120, 130, 140], [100, 110, 120, 130, 140], [20, 30, 40, 50, 60]])
    plain = line_of_rates(counts(cases, 1000.0), 0.0)
    rounded = line_of_rates(counts(cases, 1000.0, 1.0, [[2.0], [16.0], [2.0]]), 0.0)
    # slope 10, levers -0.2 -0.1 0 0.1 0.2 times 2: 1.2 off; times 16: 9.6 off
    assert rounded.z[0] == pytest.approx(plain.z[0] * 8.8 / 10)
    assert rounded.z[1] == pytest.approx(plain.z[1] * 0.4 / 10)
    assert rounded.certain[2] == NONE
    shares = line_of_shares(counts([[30] * 5, [80] * 5, [20] * 5], 100.0, 1.0, 2.0), 0.0)
    assert shares.certain.tolist() == [0, NONE, NONE]


def test_too_few_missing_and_flat():
    assert certain([[1, 2, 3, 4]]) == [NONE]
    assert certain([[1, 2, NAN, 4, 5]]) == [NONE]
    assert line_of_rates(counts([[1, 2, 3, 4, 5]], [[9, 9, 0, 9, 9]]), 0.1).certain[0] == NONE
    assert line_of_rates(counts([[50] * 5], 1000.0), NAN).certain[0] == NONE
    flat = line_of_rates(counts(np.zeros((1, 5)), 1000.0), 0.1)
    assert (flat.z[0], flat.certain[0]) == (0, 0)
    assert certain(np.empty((0, 5))) == []


def test_each_series_by_itself():
    rows = np.array([[10, 20, 30, 40, 50.0], [90, 70, 50, 30, 10.0]])
    together = line_of_rates(counts(rows, 1000.0), [0.1, 0.2])
    for i, sigma in enumerate((0.1, 0.2)):
        assert together.z[i] == pytest.approx(line_of_rates(counts(rows[i : i + 1], 1000.0), sigma).z[0])


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="shape"):
        line([1, 2, 3, 4, 5], 1)
    with pytest.raises(ValueError, match="increase"):
        line([[1, 2, 3, 4, 5]], 1, x=[1, 2, 2, 3, 4])


def by_hand(values: np.ndarray, variance: np.ndarray) -> tuple[float, float]:
    """Slope and z of the weighted line through points a year apart."""
    x, w = np.arange(5.0), 1 / variance
    from_mean = x - np.average(x, weights=w)
    squares = np.sum(w * from_mean**2)
    slope = np.sum(w * from_mean * values) / squares
    return float(slope), float(slope * np.sqrt(squares))


def test_the_variance_of_rates_by_hand():
    """Method 2: weights 1 / (SE^2 + sigma^2 r^2), with the concentration and one rate for all five."""
    cases, people = np.array([50.0, 60, 75, 80, 110]), np.array([9000.0, 9500, 10_000, 10_500, 12_000])
    rate = cases.sum() / people.sum()
    expected = by_hand(cases / people, rate / people + 0.1**2 * 0.25 * rate**2)
    found = line_of_rates(counts(cases[None], people[None], 0.25), [0.1])
    assert (found.slope[0], found.z[0]) == pytest.approx(expected)


def test_the_variance_of_shares_by_hand():
    """The binomial one, and sigma on the logit: times p (1 - p) for the share."""
    cases, whole = np.array([50.0, 60, 75, 80, 110]), np.array([200.0, 210, 220, 230, 250])
    p = cases.sum() / whole.sum()
    expected = by_hand(cases / whole, p * (1 - p) / whole + 0.2**2 * 0.25 * (p * (1 - p)) ** 2)
    found = line_of_shares(counts(cases[None], whole[None], 0.25), [0.2])
    assert (found.slope[0], found.z[0]) == pytest.approx(expected)


def test_a_year_without_people_or_whole_has_no_line_and_of_one_it_has():
    for people, known in ((0.0, False), (1.0, True)):
        size = np.array([[people, 5, 5, 5, 5]])
        assert (line_of_rates(counts(np.ones((1, 5)), size), [0.1]).certain[0] != NONE) == known
        assert (line_of_shares(counts(np.minimum(size, 1), size), [0.1]).certain[0] != NONE) == known


def test_a_point_without_a_variance_has_no_weight_and_so_no_line():
    assert certain([1, 2, 3, 4, 5], [[1, 1, 0, 1, 1]]) == [NONE]
    assert certain([2, 2, 2, 2, 2], 0.0) == [0]
