"""Goals on a straight path, worked by hand."""

import numpy as np
import pytest

from ivp.analysis.goals import needed_now, progress

NAN = float("nan")


def test_a_straight_path_from_the_base_to_the_target():
    assert needed_now(20, 12, 2022, 2026, [2022, 2023, 2024, 2026]).tolist() == [20, 18, 16, 12]


def test_after_the_target_year_the_target_stays_and_before_the_base_year_the_base():
    assert needed_now(20, 12, 2022, 2026, [2020, 2030]).tolist() == [20, 12]


def test_without_a_target_the_base_is_the_bar():
    assert needed_now(20, NAN, 2022, 2026, 2024).tolist() == 20


def test_a_target_year_that_is_the_base_year_asks_the_target_at_once():
    assert needed_now(20, 12, 2022, 2022, 2022).tolist() == 12


@pytest.mark.parametrize(
    ("value", "lower", "upper", "target", "state", "certain"),
    [
        (11, 10, 11.9, 12, "reached", True),
        (12, 11, 13, 12, "reached", False),  # equal to the target, within chance of it
        (15, 14, 15.9, 12, "on_schedule", True),
        (15.9, 14, 17, 12, "on_schedule", False),
        (17, 16.5, 18, 12, "behind", True),
        (17, 15, 19, 12, "behind", False),
        (NAN, NAN, NAN, 12, "unknown", False),
        (15, 14, 15.9, NAN, "on_schedule", True),  # only a direction: below the base of 16
        (16, 15, 17, NAN, "behind", False),  # as it was
        (11, NAN, NAN, 12, "reached", False),  # no interval, no certainty
    ],
)
def test_states_where_the_figure_should_fall(value, lower, upper, target, state, certain):
    found = progress(value, lower, upper, target, 16, False)
    assert (found.state.item(), found.certain.item()) == (state, certain)
    # and turned round where it should rise
    turned = progress(-value, -upper, -lower, -target, -16, True)
    assert (turned.state.item(), turned.certain.item()) == (state, certain)


def test_arrays():
    found = progress([1, 5], [0, 4], [2, 6], [3, 3], [4, 4], [False, False])
    assert found.state.tolist() == ["reached", "behind"]
    assert np.array_equal(found.needed, [4, 4])
