"""A straight line through the last five points, by the noise that there really is.

The rule of OHID Fingertips (Guidance on recent trends): weighted least squares, significant at 99.8 %, and the sign of
the slope must survive leaving out each point in turn. The variance of a point is SE^2 + sigma^2 h r^2 with, for r, the
rate of the five points together: what it is when there is no line. With the rate of each point by itself a low year
looks precise, and ten cases a year give three times as many false lines as they may.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ivp.analysis.few_cases import EXACT_BELOW
from ivp.analysis.levels import NONE, CodeArray, FloatArray, Z, code_of_z, floats, not_negative
from ivp.analysis.rates import Counts

POINTS = 5


@dataclass(frozen=True)
class Line:
    """One number per series: `slope` (unit of the values per unit of x), its `z`, and codes `certain`.

    2 and -2: a line, rising or falling (99.8 %); 1 and -1: a signal of one (95 %); 0: neither, also where one point
    decides the sign; NONE: not known. Of a rounded table `z` is that of the worst rounding.
    """

    slope: FloatArray
    z: FloatArray
    certain: CodeArray


def line_of_rates(of: Counts, sigma: npt.ArrayLike, x: npt.ArrayLike | None = None) -> Line:
    """Lines through rates: `of` with shape (series, points), in order of time; `sigma` per series.

    The last five columns count; `x` are their moments, (points,) or of the full shape, such as years, so that a gap
    is a gap. Not known with fewer than five points, a missing number, no people, or, of a rounded table, fewer than 25
    cases in a year. Raises `ValueError` for other shapes or moments that do not increase.
    """
    cases, people, share, slack = (a[..., -POINTS:] for a in (of.cases, of.people, of.concentration, of.slack))
    people = np.where((people > 0) & ~((slack > 0) & (cases < EXACT_BELOW)), people, np.nan)
    rate = (cases.sum(axis=-1) / people.sum(axis=-1))[..., None]
    variance = rate / people + _per_series(sigma) ** 2 * share * rate**2
    return line(cases / people, variance, x, slack / people)


def line_of_shares(of: Counts, sigma: npt.ArrayLike, x: npt.ArrayLike | None = None) -> Line:
    """As `line_of_rates` for shares (`cases` of `people`, the whole); sigma is on the logit scale."""
    cases, whole, share, slack = (a[..., -POINTS:] for a in (of.cases, of.people, of.concentration, of.slack))
    few = np.minimum(cases, whole - cases) < np.where(slack > 0, EXACT_BELOW, 0)
    whole = np.where((whole > 0) & ~few, whole, np.nan)
    together = (cases.sum(axis=-1) / whole.sum(axis=-1))[..., None]
    binomial = together * (1 - together)
    variance = binomial / whole + _per_series(sigma) ** 2 * share * binomial**2
    return line(cases / whole, variance, x, 2 * slack / whole)


def line_of_surveys(value: npt.ArrayLike, margin: npt.ArrayLike, x: npt.ArrayLike | None = None) -> Line:
    """As `line_of_rates` for survey estimates with their published margins (half 95 % intervals); no extra spread."""
    (half,) = not_negative(margin)
    return line(value, np.where(half > 0, half / Z, np.nan) ** 2, x)


def line(
    values: npt.ArrayLike, variance: npt.ArrayLike, x: npt.ArrayLike | None = None, slack: npt.ArrayLike = 0.0
) -> Line:
    """The line through `values` with a known `variance` each, all of shape (series, points).

    `slack`: how far a value may lie off by rounding; the slope must survive the worst of it. A series without any
    variation and variance, such as all zeros, has no line.
    """
    if np.ndim(values) != 2:
        raise ValueError("values must have the shape (series, points)")
    moments = np.arange(np.shape(values)[1]) if x is None else x
    y, spread, t, off = (a[:, -POINTS:] for a in floats(values, variance, moments, slack))
    if np.any(np.diff(t, axis=1) <= 0):
        raise ValueError("moments must increase")
    if y.shape[1] < POINTS:
        nothing = np.full(len(y), np.nan)
        return Line(nothing, nothing.copy(), np.full(len(y), NONE))
    flat = np.all((y == y[:, :1]) & (spread == 0), axis=1)
    weight = 1 / np.where(spread > 0, spread, np.nan)
    slope, error, lever = _slope(t, y, weight)
    sign = np.sign(slope)
    steady = np.ones(len(y), dtype=bool)
    for point in range(POINTS):
        keep = np.arange(POINTS) != point
        steady &= np.sign(_slope(t[:, keep], y[:, keep], weight[:, keep])[0]) == sign
    left = np.maximum(np.abs(slope) - np.sum(np.abs(lever) * off, axis=1), 0.0)
    slope, z = (np.where(flat, 0.0, a) for a in (slope, sign * left / error))
    certain = code_of_z(z)
    return Line(slope, z, np.where(steady | (certain == NONE), certain, 0).astype(np.int8))


def _slope(x: FloatArray, y: FloatArray, weight: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Weighted least squares per row: the slope, its standard error, and what each point adds to it per unit."""
    total = weight.sum(axis=1, keepdims=True)
    x = x - (weight * x).sum(axis=1, keepdims=True) / total
    spread = (weight * x**2).sum(axis=1)
    lever = weight * x / spread[:, None]
    return (lever * y).sum(axis=1), 1 / np.sqrt(spread), lever


def _per_series(sigma: npt.ArrayLike) -> FloatArray:
    (spread,) = not_negative(sigma)
    return spread[..., None]
