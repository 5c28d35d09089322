"""How much figures move between years by themselves: the extra spread sigma of an indicator.

Counts of municipalities scatter more than Poisson. Sigma is the standard deviation, on the log scale (of shares: on
the logit), of what is added to the rate of a place each year. It is estimated from all pairs of consecutive years of
all municipalities, after taking off what all of them together did:

    d = ln(n1 / n0) - ln(N1 / N0)        variance: 1/n1 + 1/n0 (+ what rounding adds) + 2 sigma^2

Sigma is where the trimmed mean of d^2 / variance, 5 % off at each end, is what it is for normal differences: 0.801.
Trimmed, because a few pairs are real events; divided by its own expectation, because the squares are skewed and the
tail that is cut off held a quarter of their sum. (Half the trimmed mean of d^2 - 1/n1 - 1/n0, without that, comes out
a fifth to two thirds too small: 8 to 9 % of the pairs of 47018NED then pass 95 %.) A pair is chosen by the cases of
both years together: asking 25 in each year would leave out just the pairs that differ, and halve sigma for rare
crimes. Additive random effects as in Spiegelhalter, Statistics in Medicine 24, 2005, 1185; solved like Paule & Mandel,
J. Res. Natl. Bur. Stand. 87, 1982, 377.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.levels import BoolArray, FloatArray, not_negative

LEAST_TOGETHER = 50
"""Cases in both years of a pair; with fewer it tells chance only."""
LEAST_PAIRS = 100
TRIM = 0.05
_ROUNDING = 25 / 12
"""Variance of what rounding to 5 takes off or adds."""
_LARGEST = 4.0
"""Of an extra variance: a standard deviation of 2 on the log scale, far beyond any figure."""
_HALVINGS = 40

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Spread:
    """Arrays with one number per indicator: sigma, the pairs it rests on, and whether these were enough.

    `sigma` is NaN without any pair. `own` False: fewer than LEAST_PAIRS; use `borrowed`.
    """

    sigma: FloatArray
    pairs: IntArray
    own: BoolArray


def spread_of_counts(
    now: npt.ArrayLike,
    then: npt.ArrayLike,
    all_now: npt.ArrayLike,
    all_then: npt.ArrayLike,
    indicator: npt.ArrayLike,
    indicators: int,
    rounded: npt.ArrayLike = False,
) -> Spread:
    """Sigma of every indicator 0 ... `indicators` - 1 from pairs of consecutive years, one per row.

    Cases of a municipality now and the year before, those of all municipalities together, the number of the
    indicator, and whether the table is rounded to 5. Never a pair across a break. Rows with fewer than LEAST_TOGETHER
    cases, none in a year, or a missing number are left out. Raises `ValueError` for negative counts.
    """
    one, two, total, total_then, five = not_negative(now, then, all_now, all_then, rounded)
    usable = (one + two >= LEAST_TOGETHER) & (np.min([one, two, total, total_then], axis=0) > 0)
    one, two, total, total_then = (np.where(usable, a, np.nan) for a in (one, two, total, total_then))
    apart = np.log(one / two) - np.log(total / total_then)
    chance = 1 / one + 1 / two + five * _ROUNDING * (1 / one**2 + 1 / two**2)
    return _per_indicator(apart, chance, indicator, indicators)


def spread_of_shares(
    now: tuple[npt.ArrayLike, npt.ArrayLike],
    then: tuple[npt.ArrayLike, npt.ArrayLike],
    all_now: tuple[npt.ArrayLike, npt.ArrayLike],
    all_then: tuple[npt.ArrayLike, npt.ArrayLike],
    indicator: npt.ArrayLike,
    indicators: int,
    rounded: npt.ArrayLike = False,
) -> Spread:
    """As `spread_of_counts` for parts of a whole, on the logit: every side is (part, whole), such as cleared, cases.

    Both the part and what is left of the whole must have LEAST_TOGETHER cases, and some in either year.
    """
    given = not_negative(*now, *then, *all_now, *all_then, rounded)
    yes, no = given[0:8:2], [whole - part for part, whole in zip(given[0:8:2], given[1:8:2], strict=True)]
    usable = (np.minimum(yes[0] + yes[1], no[0] + no[1]) >= LEAST_TOGETHER) & (np.min([*yes, *no], axis=0) > 0)
    yes, no = ([np.where(usable, a, np.nan) for a in side] for side in (yes, no))
    logit = [np.log(a / b) for a, b in zip(yes, no, strict=True)]
    five, chance = given[8], np.zeros(usable.shape)
    for a, b in zip(yes[:2], no[:2], strict=True):
        chance += 1 / a + 1 / b + five * _ROUNDING * ((1 / a + 1 / b) ** 2 + 1 / b**2)
    return _per_indicator(logit[0] - logit[1] - (logit[2] - logit[3]), chance, indicator, indicators)


def borrowed(spread: Spread, statistic: npt.ArrayLike) -> FloatArray:
    """Sigma per indicator; where it has too few pairs of its own, the median of those of its statistic that have.

    `statistic` numbers the statistic of every indicator. NaN where none of that statistic has pairs enough.
    """
    kind = np.asarray(statistic, dtype=np.int64)
    sigma = np.where(spread.own, spread.sigma, np.nan)
    for one in np.unique(kind[~spread.own]):
        known = sigma[(kind == one) & spread.own]
        sigma[(kind == one) & ~spread.own] = np.median(known) if known.size else np.nan
    return sigma


def extra_variance(apart: FloatArray, chance: FloatArray, scale: float = 1.0) -> float:
    """The variance v >= 0 for which `apart` is normal with variance `chance` + `scale` v, by trimmed squares.

    0 where chance alone explains the differences; NaN without any.
    """
    if not apart.size:
        return float("nan")
    squares = apart**2
    expected = _trimmed_mean_of_chi_squared()

    def too_wide(variance: float) -> bool:
        return _trimmed_mean(squares / (chance + scale * variance)) > expected

    low, high = 0.0, _LARGEST
    if not too_wide(low):
        return 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if too_wide(middle) else (low, middle)
    return (low + high) / 2


def _per_indicator(apart: FloatArray, chance: FloatArray, indicator: npt.ArrayLike, indicators: int) -> Spread:
    of = np.broadcast_to(np.asarray(indicator, dtype=np.int64), apart.shape)
    known = np.isfinite(apart) & np.isfinite(chance)
    pairs = np.bincount(of[known], minlength=indicators).astype(np.int64)
    order = np.argsort(of[known], kind="stable")
    edges = np.cumsum(pairs)[:-1]
    groups = zip(np.split(apart[known][order], edges), np.split(chance[known][order], edges), strict=True)
    sigma = np.sqrt([extra_variance(d, v, 2.0) for d, v in groups])
    return Spread(np.asarray(sigma, dtype=np.float64), pairs, pairs >= LEAST_PAIRS)


def _trimmed_mean(squares: FloatArray) -> float:
    cut = int(TRIM * squares.size)
    return float(np.mean(np.partition(squares, [cut, squares.size - cut - 1])[cut : squares.size - cut]))


def _trimmed_mean_of_chi_squared() -> float:
    """The mean of a chi-squared with 1 degree of freedom between its TRIM and 1 - TRIM quantiles: 0.801.

    The part of the mean below a quantile is the distribution function with 3 degrees of freedom.
    """
    below, above = special.chdtri(1, 1 - TRIM), special.chdtri(1, TRIM)
    return float((special.chdtr(3, above) - special.chdtr(3, below)) / (1 - 2 * TRIM))
