"""The rules for small numbers (product rule 5); missing counts answer False."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import BoolArray, FloatArray, not_negative

INDICATIVE_BELOW = 100
PERCENT_FROM = 30
LEAST_PEOPLE = 200
"""With fewer inhabitants a place gets a count and no rate."""


def indicative(count: npt.ArrayLike, minimum: npt.ArrayLike = INDICATIVE_BELOW) -> BoolArray:
    """True where a rate rests on fewer than `minimum` cases: shown as indicative, with its interval.

    With 100 cases the 95 % interval of a rate is some 20 % wide on either side (1.96 / sqrt(100)).
    Raises `ValueError` for negative counts.
    """
    cases, least = not_negative(count, minimum)
    return cases < least


def percent_allowed(new: npt.ArrayLike, old: npt.ArrayLike, minimum: float = PERCENT_FROM) -> BoolArray:
    """True where both counts have at least `minimum` cases, so that a change may be given as a percentage.

    Below that a percentage mostly shows chance (Wheeler, Int. J. of Police Science & Management 18, 2016).
    Raises `ValueError` for negative counts.
    """
    now, then = not_negative(new, old)
    return (now >= minimum) & (then >= minimum)


def percent_change(new: npt.ArrayLike, old: npt.ArrayLike) -> FloatArray:
    """By how many per cent the count went up or down; NaN where `percent_allowed` does not allow it."""
    now, then = not_negative(new, old)
    allowed = percent_allowed(now, then)
    return (now / np.where(allowed, then, np.nan) - 1) * 100
