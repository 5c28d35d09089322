"""Families of tests, each with its own false-discovery control, and changes that start in corona."""

import numpy as np
import pytest
from scipy.special import ndtri

from ivp.analysis.discovery import Family, adjusted, discovered, holds_against_before_corona
from ivp.analysis.levels import NONE

NAN = float("nan")
CHANGE, LINE, SURVEY = (one.value for one in Family)


def z_of(p):
    return -ndtri(np.asarray(p) / 2)


def test_every_family_by_itself():
    # four changes: 0.01 * 4 = 0.04; one line: 0.04 * 1; together 0.04 would not do
    z = z_of([0.01, 0.6, 0.7, 0.9, 0.04])
    family = [CHANGE] * 4 + [LINE]
    assert discovered(z, family).tolist() == [True, False, False, False, True]
    assert adjusted([0.01, 0.6, 0.7, 0.9, 0.04])[4] > 0.05
    assert discovered(z, [CHANGE] * 5).tolist() == [True, False, False, False, False]


def test_what_a_kind_asks_besides_does_not_make_its_family_smaller():
    z, family = z_of([0.03, 0.9, 0.02]), [LINE] * 3
    assert discovered(z, family).tolist() == [True, False, True]
    assert discovered(z, family, [True, True, False]).tolist() == [True, False, False]
    # without the 0.02 the 0.03 would have to pass as 0.06
    assert discovered(z_of([0.03, 0.9]), [LINE] * 2).tolist() == [False, False]


def test_what_is_not_tested_and_what_did_not_change():
    assert discovered([NAN, 0.0, 6.0], [SURVEY] * 3).tolist() == [False, False, True]
    assert discovered([], []).tolist() == []


def test_a_difference_of_level_has_no_family():
    with pytest.raises(ValueError, match="family"):
        discovered([5.0], ["comparison"])


@pytest.mark.parametrize(
    ("start", "change", "since_2019", "said"),
    [
        (2020, 1, 1, True),
        (2021, -2, -1, True),
        (2020, 2, 0, False),  # only up because 2020 was low
        (2021, 2, -1, False),
        (2021, 2, NONE, False),  # 2019 is not known
        (2020, 0, 0, False),
        (2019, 1, NONE, True),
        (2022, 1, -2, True),
        (2012, -1, NONE, True),
    ],
)
def test_a_change_that_starts_in_corona_is_held_against_2019(start, change, since_2019, said):
    assert holds_against_before_corona([start], [change], [since_2019]).tolist() == [said]
