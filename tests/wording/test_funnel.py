"""The limits of the funnel between the points of its grid."""

from __future__ import annotations

import pytest

from ivp.facts import FunnelLimit
from ivp.outcomes import Outcome
from ivp.wording.funnel import limit_at, outcome_at

SMALL = FunnelLimit(40.0, 10000.0, lower=37.0, upper=43.0, lower_firm=35.0, upper_firm=45.0)
LARGE = FunnelLimit(40.0, 100000.0, lower=39.0, upper=41.0, lower_firm=38.0, upper_firm=42.0)
HALF = FunnelLimit(40.0, 55000.0, lower=38.0, upper=42.0, lower_firm=36.5, upper_firm=43.5)


@pytest.mark.parametrize(
    ("size", "limit"),
    [(500.0, SMALL), (10000.0, SMALL), (55000.0, HALF), (100000.0, LARGE), (900000.0, LARGE)],
)
def test_limits_are_linear_between_two_points_and_flat_outside(size: float, limit: FunnelLimit) -> None:
    assert limit_at([SMALL, LARGE], size) == limit


def test_one_point_and_none() -> None:
    assert limit_at([SMALL], 20000.0) == SMALL
    with pytest.raises(IndexError):
        limit_at([], 20000.0)


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (43.6, Outcome.MUCH_HIGHER),
        (43.5, Outcome.HIGHER),
        (42.1, Outcome.HIGHER),
        (42.0, Outcome.SIMILAR),
        (38.0, Outcome.SIMILAR),
        (37.9, Outcome.LOWER),
        (36.5, Outcome.LOWER),
        (36.4, Outcome.MUCH_LOWER),
    ],
)
def test_what_is_on_a_limit_is_inside(value: float, outcome: Outcome) -> None:
    assert outcome_at(value, HALF) == outcome
