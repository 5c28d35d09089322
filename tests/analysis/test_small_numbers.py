"""The rules for small numbers."""

import numpy as np
import pytest

from ivp.analysis.small_numbers import indicative, percent_allowed, percent_change


def test_below_a_hundred_cases_a_rate_is_indicative():
    assert list(indicative([0, 99, 100, 5000, np.nan])) == [True, True, False, False, False]


def test_the_minimum_can_differ_per_row():
    assert list(indicative([40, 40], [30, 50])) == [False, True]


def test_percentages_need_thirty_cases_on_both_sides():
    assert list(percent_allowed([30, 29, 30, np.nan], [30, 30, 29, 30])) == [True, False, False, False]


def test_the_percentage_is_that_of_the_count():
    assert percent_change([45, 30, 29, 60], [30, 60, 30, np.nan])[:2] == pytest.approx([50, -50])
    assert np.isnan(percent_change([45, 30, 29, 60], [30, 60, 30, np.nan])[2:]).all()


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="at least 0"):
        indicative([-1])
    with pytest.raises(ValueError, match="at least 0"):
        percent_allowed([1], [-1])
