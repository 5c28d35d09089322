"""Survey estimates held against each other by their published margins (half 95 % intervals).

They count as independent (Altman & Bland, BMJ 326, 2003, p. 219). Each wave draws its own sample, so of a change that
is so. Where a reference area contains the area itself, the answers of the area are in both: with w the area's weight
in the whole, the covariance is w * variance of the area >= 0, so the true variance of the difference is smaller than
the sum that is used here. The test is conservative: it may miss a difference and does not invent one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import FloatArray, Z, floats, not_negative


def interval(value: npt.ArrayLike, margin: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """The 95 % interval in the unit of `value`; NaN where either is missing. `ValueError` for a negative margin.

    Not cut off at the ends of the scale, so that half the distance stays the margin.
    """
    (half,) = not_negative(margin)
    estimate, half = floats(value, half)
    return estimate - half, estimate + half


def z_of_difference(difference: npt.ArrayLike, margin: npt.ArrayLike, other_margin: npt.ArrayLike) -> FloatArray:
    """1.96 * `difference` / sqrt(margin^2 + margin^2), standard normal where nothing differs.

    NaN where a number is missing or both margins are 0. Raises `ValueError` for a negative margin.
    """
    half, other = not_negative(margin, other_margin)
    apart, half, other = floats(difference, half, other)
    width = np.sqrt(half**2 + other**2)
    return Z * apart / np.where(width > 0, width, np.nan)
