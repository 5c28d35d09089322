"""What comparisons share: relevance."""

import numpy as np
import pytest

from ivp.analysis.levels import NONE, relevant, where_relevant


def test_a_quarter_higher_or_a_fifth_lower_is_relevant():
    ratios = [1.25, 1.2499, 1.0, 0.8001, 0.8, 3.0, 0.0, np.inf, np.nan]
    assert relevant(ratios).tolist() == [True, False, False, False, True, True, True, True, False]


def test_the_bound_itself_survives_the_rounding_of_floats():
    for count in range(4, 4000, 4):
        assert relevant(count * 1.25 / 7 / (count / 7)), count
        assert relevant((count / 7) / (count * 1.25 / 7)), count


def test_firm_but_small_is_pale():
    codes = [2, 2, -2, -2, 1, -1, 0, NONE, NONE]
    ratios = [1.3, 1.1, 0.7, 0.9, 1.1, 0.5, 2.0, 2.0, np.nan]
    assert where_relevant(codes, ratios).tolist() == [2, 1, -2, -1, 1, -1, 0, NONE, NONE]


def test_firm_without_a_ratio_is_pale():
    assert where_relevant([2], [np.nan]).tolist() == pytest.approx([1])
