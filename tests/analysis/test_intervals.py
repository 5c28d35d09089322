"""Intervals against published tables and by simulation."""

import numpy as np
import pytest

from ivp.analysis import intervals

SEED = 20260101


def test_byar_for_ten_cases_as_published():
    lower, upper = intervals.byar([10])
    assert (round(lower[0], 2), round(upper[0], 2)) == (4.79, 18.39)


@pytest.mark.parametrize(
    ("count", "expected"), [(0, (0.0, 3.69)), (1, (0.03, 5.57)), (5, (1.62, 11.67)), (9, (4.12, 17.08))]
)
def test_fewer_than_ten_cases_are_exact_as_in_the_tables_of_garwood(count, expected):
    lower, upper = intervals.byar([count])
    assert (round(lower[0], 2), round(upper[0], 2)) == expected


def test_byar_comes_close_to_exact_where_it_takes_over():
    from scipy.stats import chi2

    counts = np.array([10, 25, 100, 1000])
    for confidence, tolerance in ((0.95, 0.003), (0.998, 0.02)):
        lower, upper = intervals.byar(counts, confidence)
        tail = (1 - confidence) / 2
        assert lower == pytest.approx(chi2.ppf(tail, 2 * counts) / 2, rel=tolerance)
        assert upper == pytest.approx(chi2.ppf(1 - tail, 2 * counts + 2) / 2, rel=tolerance)


def test_the_wider_interval_holds_the_narrower():
    counts = np.arange(0, 500)
    narrow, wide = intervals.byar(counts, 0.95), intervals.byar(counts, 0.998)
    assert np.all(wide.lower <= narrow.lower)
    assert np.all(wide.lower[1:] < narrow.lower[1:])
    assert np.all(wide.upper > narrow.upper)


@pytest.mark.parametrize("mean", [3.0, 12.0, 60.0])
def test_the_poisson_interval_covers_the_truth_as_often_as_it_says(mean):
    counts = np.random.default_rng(SEED).poisson(mean, 20_000)
    for confidence, most in ((0.95, 0.99), (0.998, 0.9999)):
        lower, upper = intervals.byar(counts, confidence)
        covered = np.mean((lower <= mean) & (mean <= upper))
        assert confidence - 0.002 < covered < most


def test_rate_is_the_count_interval_over_the_population():
    lower, upper = intervals.rate([10, 10, np.nan, 4], [2000, 0, 500, np.nan], per=1000)
    assert (lower[0], upper[0]) == pytest.approx((4.79 / 2, 18.39 / 2), abs=0.003)
    assert np.all(np.isnan(lower[1:]))
    assert np.all(np.isnan(upper[1:]))


@pytest.mark.parametrize(
    ("cases", "total", "expected"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
        (20, 20, (0.8389, 1.0)),
    ],
)
def test_wilson_as_in_newcombe_1998(cases, total, expected):
    lower, upper = intervals.wilson([cases], [total])
    assert (round(lower[0], 4), round(upper[0], 4)) == expected


def test_wilson_agrees_with_scipy_at_99_8_percent():
    from scipy.stats import binomtest

    for cases, total in ((0, 5), (3, 40), (900, 1000)):
        expected = binomtest(cases, total).proportion_ci(0.998, method="wilson")
        lower, upper = intervals.wilson([cases], [total], 0.998)
        assert (lower[0], upper[0]) == pytest.approx((expected.low, expected.high))


def test_wilson_has_no_interval_for_what_is_no_part_of_a_whole():
    lower, upper = intervals.wilson([5, 1, np.nan, 1], [4, 0, 10, np.nan])
    assert np.all(np.isnan(lower))
    assert np.all(np.isnan(upper))


def test_a_margin_scales_to_99_8_percent():
    lower, upper = intervals.from_margin([50.0, np.nan, 10.0], [1.96, 1.0, np.nan])
    assert (lower[0], upper[0]) == pytest.approx((48.04, 51.96))
    assert np.all(np.isnan(lower[1:]))
    lower, upper = intervals.from_margin([50.0], [1.96], confidence=0.998)
    assert (lower[0], upper[0]) == pytest.approx((46.91, 53.09), abs=0.001)


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        intervals.byar([-1])
    with pytest.raises(ValueError, match="at least 0"):
        intervals.rate([1], [-5])
    with pytest.raises(ValueError, match="at least 0"):
        intervals.wilson([-1], [5])
    with pytest.raises(ValueError, match="at least 0"):
        intervals.from_margin([10], [-0.1])
    with pytest.raises(ValueError, match="between 0 and 1"):
        intervals.byar([5], confidence=95)


def test_missing_stays_missing_and_nothing_else_does():
    lower, upper = intervals.byar([np.nan, 3, 30])
    assert list(np.isnan(lower)) == [True, False, False]
    assert list(np.isnan(upper)) == [True, False, False]
    assert intervals.byar([]).lower.shape == (0,)
