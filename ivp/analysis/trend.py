"""The declared trend rule: five points, a weighted slope, and no single point that makes the direction.

The rule of OHID Fingertips (Guidance on recent trends; source code of FingertipsNext, TrendMarkerCalculator):
a straight line through the last five points, each weighted by its own precision; significant when the
chi-squared of the slope passes the 99.8 % point with one degree of freedom (9.55); and the sign of the slope
must be the same after leaving out each point in turn. The values are taken as they are, without a
transformation, with the standard error from the 95 % interval: (upper - lower) / 3.92.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.intervals import Interval, byar
from ivp.analysis.levels import FIRM_CONFIDENCE, CodeArray, FloatArray, Z, floats

POINTS = 5
CHI_SQUARED_LIMIT = float(special.chdtri(1, 1 - FIRM_CONFIDENCE))
TOO_FEW = np.int8(9)


class Trend(NamedTuple):
    """One number per series: `slope` (unit of the values per unit of x), its chi-squared (1 d.f.).

    `direction` holds codes: 1 rising, -1 falling, 0 stable, TOO_FEW.
    """

    slope: FloatArray
    chi_squared: FloatArray
    direction: CodeArray


def direction_names(codes: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """falling, stable, rising for -1, 0, 1, and too_few; `ValueError` for another code."""
    given = np.asarray(codes, dtype=np.int64)
    if np.any((np.abs(given) > 1) & (given != TOO_FEW)):
        raise ValueError("direction codes are -1, 0, 1 or TOO_FEW")
    return np.array(["falling", "stable", "rising", "too_few"])[np.where(given == TOO_FEW, 3, given + 1)]


def count_bounds(count: npt.ArrayLike) -> Interval:
    """The 95 % interval of counts, for a trend of counts where no rate can be made (`intervals.byar`)."""
    return byar(count)


def trend(values: npt.ArrayLike, lower: npt.ArrayLike, upper: npt.ArrayLike, x: npt.ArrayLike | None = None) -> Trend:
    """Slope, chi-squared and direction of many series at once.

    `values` and their 95 % bounds have shape (series, points) in order of time; the last five columns count.
    `x` has the same shape or (points,): the moments, such as years, so that a gap counts as a gap; without it
    the points are equally far apart. TOO_FEW, with NaN slope, for a series with fewer than five points, a
    missing number, or a point without an interval (upper = lower): its weight is not known. Raises
    `ValueError` for bounds the wrong way round, other shapes, or moments that do not increase.
    """
    if np.ndim(values) != 2:
        raise ValueError("values must have the shape (series, points)")
    moments = np.arange(np.shape(values)[1]) if x is None else x
    y, low, high, t = (a[:, -POINTS:] for a in floats(values, lower, upper, moments))
    if np.any(low > high) or np.any(np.diff(t, axis=1) <= 0):
        raise ValueError("lower bounds must not exceed upper bounds, and moments must increase")
    if y.shape[1] < POINTS:
        nothing = np.full(len(y), np.nan)
        return Trend(nothing, nothing.copy(), np.full(len(y), TOO_FEW))
    error = (high - low) / (2 * Z)
    weight = 1 / np.where((error > 0) & np.isfinite(error), error, np.nan) ** 2
    slope, chi_squared = _weighted_slope(t, y, weight)
    sign = np.sign(slope)
    steady = sign != 0
    for point in range(POINTS):
        keep = np.arange(POINTS) != point
        steady &= np.sign(_weighted_slope(t[:, keep], y[:, keep], weight[:, keep])[0]) == sign
    direction = np.where(steady & (chi_squared > CHI_SQUARED_LIMIT), sign, 0)
    direction = np.where(np.isnan(chi_squared), TOO_FEW, direction).astype(np.int8)
    return Trend(slope, chi_squared, direction)


def _weighted_slope(x: FloatArray, y: FloatArray, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weighted least squares per row: the slope, and its square over its variance 1 / sum(w (x - mean)^2)."""
    total = weight.sum(axis=1, keepdims=True)
    x = x - (weight * x).sum(axis=1, keepdims=True) / total
    y = y - (weight * y).sum(axis=1, keepdims=True) / total
    spread = (weight * x**2).sum(axis=1)
    slope = (weight * x * y).sum(axis=1) / spread
    return slope, slope**2 * spread
