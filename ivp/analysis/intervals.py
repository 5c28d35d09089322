"""Confidence intervals of one figure: counts and rates, shares, survey estimates with a published margin."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.levels import CONFIDENCE, FloatArray, Z, floats, normal_quantile, not_negative

EXACT_BELOW = 10
"""Counts below this get the exact Poisson interval, the others Byar's approximation."""


class Interval(NamedTuple):
    """Lower and upper bounds, each of the shape of the input."""

    lower: FloatArray
    upper: FloatArray


def byar(count: npt.ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Interval of a Poisson count, in cases. Missing stays missing (NaN).

    Ten cases or more: Byar's approximation (Breslow & Day, Statistical methods in cancer research II, IARC
    1987, p. 69). Fewer: exact, from the chi-squared distribution (Garwood, Biometrika 28, 1936), because
    Byar's lower bound is then too rough. This is the rule of OHID Fingertips (R package PHEindicatormethods,
    `phe_rate`). Raises `ValueError` for a negative count or a confidence outside (0, 1).
    """
    z = normal_quantile(confidence)
    (cases,) = not_negative(count)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = cases * (1 - 1 / (9 * cases) - z / (3 * np.sqrt(cases))) ** 3
        upper = (cases + 1) * (1 - 1 / (9 * (cases + 1)) + z / (3 * np.sqrt(cases + 1))) ** 3
    few = cases < EXACT_BELOW
    tail = (1 - confidence) / 2
    known, place = np.unique(cases[few], return_inverse=True)  # the same few counts time and again
    # the chi-squared quantile with 2k degrees of freedom, halved, is the gamma quantile with shape k
    lower[few] = np.where(known == 0, 0.0, special.gammaincinv(np.maximum(known, 1e-9), tail))[place]
    upper[few] = special.gammaincinv(known + 1, 1 - tail)[place]
    return Interval(lower, upper)


def rate(
    count: npt.ArrayLike, population: npt.ArrayLike, per: float = 1000.0, confidence: float = CONFIDENCE
) -> Interval:
    """Interval of `count` / `population` * `per`, by `byar`: the population is taken as known without error.

    NaN where either is missing or the population is 0. Raises `ValueError` for negative numbers.
    """
    cases, people = not_negative(count, population)
    bounds = byar(cases, confidence)
    people = np.where(people > 0, people, np.nan)
    return Interval(bounds.lower / people * per, bounds.upper / people * per)


def wilson(numerator: npt.ArrayLike, denominator: npt.ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's score interval of a proportion, as a fraction 0-1.

    Wilson, J. Am. Stat. Assoc. 22, 1927; Newcombe, Statistics in Medicine 17, 1998, p. 857-872, method 3.
    NaN where either is missing, where the denominator is 0, and where the numerator is the larger of the two
    (solved offences of a year can outnumber the registered ones: no part of a whole, so no such interval).
    Raises `ValueError` for negative numbers.
    """
    z = normal_quantile(confidence)
    cases, total = not_negative(numerator, denominator)
    cases = np.where((total > 0) & (cases <= total), cases, np.nan)
    total = np.where(total > 0, total, np.nan)
    middle = 2 * cases + z**2
    spread = z * np.sqrt(z**2 + 4 * cases * (1 - cases / total))
    lower, upper = ((middle + side * spread) / (2 * (total + z**2)) for side in (-1, 1))
    return Interval(np.where(cases == 0, 0.0, lower), np.where(cases == total, 1.0, upper))


def from_margin(value: npt.ArrayLike, margin: npt.ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Interval of a survey estimate of which the source publishes the half width of the 95 % interval.

    In the unit of `value`. For another confidence the margin is scaled by the ratio of the normal quantiles
    (3.090 / 1.960 for 99.8 %), which supposes what the publisher supposed too: a normal estimate. Bounds are
    not cut off at the ends of the scale, so that half their distance stays the margin. NaN where either is
    missing. Raises `ValueError` for a negative margin.
    """
    (half,) = not_negative(margin)
    estimate, half = floats(value, half)
    half = half * (normal_quantile(confidence) / Z)
    return Interval(estimate - half, estimate + half)
