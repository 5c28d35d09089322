"""Movement from three signals: every combination, and the hand-worked ones."""

import itertools

import numpy as np
import pytest

from ivp.analysis.levels import NONE
from ivp.analysis.movement import BASE_MEAN, BASE_YEAR, Course, Movement, course, movement

UNKNOWN = int(NONE)


def one(*signals):
    return str(movement(*([signal] for signal in signals))[0])


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        ((1, 1, 0), "up"),  # two agree
        ((1, 1, 1), "up"),
        ((2, 0, 0), "up"),  # one is firm
        ((0, 0, 2), "up"),
        ((2, 1, UNKNOWN), "up"),
        ((-1, -1, 0), "down"),
        ((0, -2, 0), "down"),
        ((1, 0, 0), "none"),  # one at 95 % is one in nine by chance
        ((0, 0, 0), "none"),
        ((1, 0, UNKNOWN), "none"),
        ((-1, 1, 0), "mixed"),  # lower than in 2019, higher than in 2020-2022
        ((-2, 1, 1), "mixed"),
        ((-1, -1, 1), "mixed"),
        ((2, -2, 0), "mixed"),
        ((2, UNKNOWN, UNKNOWN), "unknown"),  # one signal is not enough, however firm
        ((UNKNOWN, UNKNOWN, UNKNOWN), "unknown"),
        ((1, UNKNOWN, 1), "up"),
    ],
)
def test_by_hand(signals, expected):
    for order in itertools.permutations(signals):  # no signal weighs more
        assert one(*order) == expected


def test_every_combination_follows_the_rule_and_mirrors():
    codes = (-2, -1, 0, 1, 2, UNKNOWN)
    mirror = {"up": "down", "down": "up"}
    for signals in itertools.product(codes, repeat=3):
        known = [code for code in signals if code != UNKNOWN]
        ups, downs = sum(code > 0 for code in known), sum(code < 0 for code in known)
        answer = one(*signals)
        assert (answer == "unknown") == (len(known) < 2)
        if len(known) >= 2:
            assert (answer == "mixed") == (ups > 0 and downs > 0)
            assert (answer == "up") == (downs == 0 and (ups >= 2 or 2 in known))
        turned = one(*(code if code == UNKNOWN else -code for code in signals))
        assert turned == mirror.get(answer, answer)


def test_arrays_and_the_polarity():
    moved = movement([1, -1, 0, 1, 2], [1, -1, 0, -1, UNKNOWN], [0, 0, 0, 0, UNKNOWN])
    assert moved.tolist() == ["up", "down", "none", "mixed", "unknown"]
    assert course(moved, -1).tolist() == ["unfavourable", "favourable", "none", "mixed", "unknown"]
    assert course(moved, 1).tolist() == ["favourable", "unfavourable", "none", "mixed", "unknown"]
    assert set(course(moved, 0)) == {"unknown"}
    with pytest.raises(ValueError, match="polarity"):
        course(moved, 2)


def test_the_names_of_both_are_their_own():
    assert set(movement(*np.array([[1, -1, 0, 1, UNKNOWN]] * 2), [0, 0, 0, -1, UNKNOWN])) == set(Movement)
    assert {one.value for one in Course} >= {"none", "mixed", "unknown"}


def test_the_bases_are_those_of_the_method():
    """Method 2 and 6: against 2019, and against the mean of 2020 to 2022."""
    assert (BASE_YEAR, BASE_MEAN) == (2019, (2020, 2021, 2022))
