"""Survey estimates by their published margins."""

import numpy as np
import pytest

from ivp.analysis.levels import NONE, Z, code_of_z
from ivp.analysis.surveys import interval, z_of_difference

SEED = 20251105
NAN = float("nan")


def outcomes(value, margin, other, other_margin):
    return code_of_z(z_of_difference(np.subtract(value, other), margin, other_margin)).tolist()


def test_surveys_by_hand():
    # margins 3 and 4: the difference has a margin of 5; 99.8 %: 5 x 3.090 / 1.960 = 7.884
    values = [50.0, 54.9, 55.1, 57.8, 57.9, 42.1]
    assert outcomes(values, 3.0, 50.0, 4.0) == [0, 0, 1, 1, 2, -2]
    assert z_of_difference(5.1, 3, 4) == pytest.approx(5.1 / 5 * Z)


def test_a_survey_reference_that_contains_the_area_is_handled_conservatively():
    """The true spread of area minus whole stays below the spread that the test supposes."""
    random = np.random.default_rng(SEED)
    weight, spread, spread_rest = 0.3, 2.0, 1.0
    own, other = random.normal(0, spread, 50_000), random.normal(0, spread_rest, 50_000)
    whole = weight * own + (1 - weight) * other
    margins = 1.96 * spread, 1.96 * np.hypot(weight * spread, (1 - weight) * spread_rest)
    assert np.mean(np.array(outcomes(own, margins[0], whole, margins[1])) != 0) < 0.05


def test_without_a_margin_there_is_no_test():
    assert outcomes([50, NAN, 50, 50], [NAN, 1, 0, 2], 40, [1, 1, 0, 0]) == [NONE, NONE, NONE, 2]


def test_the_interval_is_the_published_margin_and_missing_stays_missing():
    lower, upper = interval([50.0, NAN, 10.0], [1.96, 1.0, NAN])
    assert (lower[0], upper[0]) == pytest.approx((48.04, 51.96))
    assert np.all(np.isnan(lower[1:]))
    assert np.all(np.isnan(upper[1:]))


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        interval([10], [-0.1])
    with pytest.raises(ValueError, match="at least 0"):
        z_of_difference([1], [-1], [1])
