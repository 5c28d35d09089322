"""The limits of the funnel at any number of inhabitants, and which side of them a figure lies on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from ivp.facts import FunnelLimit
from ivp.outcomes import Outcome

_NUMBERS = attrgetter("target", "denominator", "lower", "upper", "lower_firm", "upper_firm")


def limit_at(limits: Sequence[FunnelLimit], size: float) -> FunnelLimit:
    """The limits at `size` inhabitants: linear between two points of the grid, at its ends those of the last point.

    `limits` as the reader gives them, ascending by `denominator`. Raises `IndexError` for no limits.
    """
    place = bisect_left(limits, size, key=lambda limit: limit.denominator)
    if place == 0 or place == len(limits):
        return limits[min(place, len(limits) - 1)]
    low, high = limits[place - 1], limits[place]
    part = (size - low.denominator) / (high.denominator - low.denominator)
    return FunnelLimit(*(a + part * (b - a) for a, b in zip(_NUMBERS(low), _NUMBERS(high), strict=True)))


def outcome_at(value: float, limit: FunnelLimit) -> Outcome:
    """Which side of the limits a figure lies on; on a limit it is inside."""
    if value > limit.upper:
        return Outcome.MUCH_HIGHER if value > limit.upper_firm else Outcome.HIGHER
    if value < limit.lower:
        return Outcome.MUCH_LOWER if value < limit.lower_firm else Outcome.LOWER
    return Outcome.SIMILAR
