"""The trend rule: a weighted slope worked by hand, the threshold, and no single point that decides."""

import numpy as np
import pytest

from ivp.analysis.intervals import byar
from ivp.analysis.trend import CHI_SQUARED_LIMIT, TOO_FEW, count_bounds, direction_names, trend

SEED = 20260104
Z = 1.959963985


def with_errors(values, errors):
    y, e = np.atleast_2d(np.array(values, dtype=float)), np.array(errors, dtype=float)
    return y, y - Z * e, y + Z * e


def directions(values, errors, x=None):
    return list(direction_names(trend(*with_errors(values, errors), x=x).direction))


def test_the_threshold_is_that_of_fingertips():
    assert pytest.approx(9.54953570608324) == CHI_SQUARED_LIMIT


def test_weighted_slope_by_hand():
    # x 0..4, weights 1 1 1 1 4: means 2.75 and 1; sum of products 10; sum of squares 17.5
    result = trend(*with_errors([0, 0, 0, 0, 2], [1, 1, 1, 1, 0.5]))
    assert result.slope[0] == pytest.approx(10 / 17.5)
    assert result.chi_squared[0] == pytest.approx(100 / 17.5)


def test_just_above_and_just_below_the_threshold():
    # equal errors of 1: the chi-squared is 10 times the slope squared
    steep, flat = np.arange(5) * 0.98, np.arange(5) * 0.97
    assert trend(*with_errors(steep, 1)).chi_squared[0] == pytest.approx(9.604)
    assert directions([steep, flat, -steep, -flat], 1) == ["rising", "stable", "falling", "stable"]


def test_one_point_does_not_make_a_trend():
    result = trend(*with_errors([[5, 5, 5, 5, 50], [50, 5, 5, 5, 5]], 1))
    assert np.all(result.chi_squared > 100)
    assert list(direction_names(result.direction)) == ["stable", "stable"]
    # without the last point this one goes the other way
    assert directions([4, 3, 2, 1, 40], 0.1) == ["stable"]


def test_only_the_last_five_points_count():
    values = [90, 80, 70, 1, 2, 3, 4, 5]
    assert directions(values, 0.1) == ["rising"]
    assert trend(*with_errors(values, 0.1)).slope[0] == pytest.approx(1)


def test_a_gap_between_years_counts_as_a_gap():
    values = [1, 2, 3, 4, 7]
    result = trend(*with_errors(values, 0.1), x=[2012, 2013, 2014, 2015, 2018])
    assert result.slope[0] == pytest.approx(1)  # on one straight line
    assert trend(*with_errors(values, 0.1)).slope[0] == pytest.approx(1.4)


def test_each_series_by_itself():
    rows = np.array([[1, 2, 3, 4, 5.0], [9, 7, 5, 3, 1.0], [3, 3, 3, 3, 3.0]])
    together = trend(*with_errors(rows, 0.2))
    for i, row in enumerate(rows):
        alone = trend(*with_errors(row, 0.2))
        assert together.slope[i] == pytest.approx(alone.slope[0])
        assert together.direction[i] == alone.direction[0]


def test_flat_and_zero_series_are_stable():
    flat = np.array([[0.0] * 5, [7.3] * 5, [1000.1] * 5])
    result = trend(flat, *byar(flat))
    assert list(direction_names(result.direction)) == ["stable"] * 3
    assert result.chi_squared == pytest.approx([0, 0, 0], abs=1e-9)


def test_too_few_points_missing_points_and_points_without_an_interval():
    y, low, high = with_errors([[1, 2, 3, 4, 5]] * 4, 0.1)
    y[0, 2] = low[1, 0] = np.nan
    low[2, 4] = high[2, 4] = y[2, 4]
    high[3, 4] = np.inf
    result = trend(y, low, high)
    assert list(direction_names(result.direction)) == ["too_few"] * 4
    assert np.all(np.isnan(result.slope))
    short = trend(y[:, :4], low[:, :4], high[:, :4])
    assert list(short.direction) == [TOO_FEW] * 4
    assert trend(np.empty((0, 5)), np.empty((0, 5)), np.empty((0, 5))).direction.shape == (0,)


@pytest.mark.parametrize("mean", [4, 30, 400])
def test_without_a_trend_hardly_any_is_called_and_as_many_up_as_down(mean):
    counts = np.random.default_rng(SEED).poisson(mean, (40_000, 5))
    direction = trend(counts, *count_bounds(counts)).direction
    rising, falling = np.mean(direction == 1), np.mean(direction == -1)
    assert rising + falling < 0.0035
    assert abs(rising - falling) < 0.001


def test_a_real_trend_is_found():
    means = np.array([400, 450, 500, 550, 600])
    counts = np.random.default_rng(SEED).poisson(means, (2000, 5))
    assert np.mean(trend(counts, *count_bounds(counts)).direction == 1) > 0.95


def test_impossible_input_is_refused():
    y, low, high = with_errors([1, 2, 3, 4, 5], 1)
    with pytest.raises(ValueError, match="bounds"):
        trend(y, high, low)
    with pytest.raises(ValueError, match="increase"):
        trend(y, low, high, x=[2020, 2021, 2021, 2022, 2023])
    with pytest.raises(ValueError, match="shape"):
        trend(y[0], low[0], high[0])
    with pytest.raises(ValueError, match="direction codes"):
        direction_names([4])


def test_names_of_all_directions():
    assert list(direction_names([-1, 0, 1, TOO_FEW])) == ["falling", "stable", "rising", "too_few"]
