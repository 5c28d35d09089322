"""Change of one area between two periods: more than chance or not.

Chance means: cases that come independently of each other. One gang or one weekend breaks that, so a change
just past the bound deserves doubt.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.comparison import share_difference, share_outcome
from ivp.analysis.levels import CodeArray, FloatArray, Z, code_of_z, floats, names, not_negative
from ivp.analysis.small_numbers import percent_allowed
from ivp.analysis.two_counts import exact_tails

EXACT_BELOW = 100
"""Counts: with fewer cases than this in either period the exact conditional test is used."""


class Change(NamedTuple):
    """Arrays of one shape: `difference` is new minus old; `percent` is NaN where none is allowed.

    `z` is the statistic that the outcome rests on (standard normal when nothing changed): codes 1 and -1 from
    1.96 (95 %), 2 and -2 from 3.09 (99.8 %), 0 below, NONE where it cannot be judged.
    """

    difference: FloatArray
    percent: FloatArray
    z: FloatArray
    outcome: CodeArray


def outcome_names(codes: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """down for -2 and -1, same for 0, up for 1 and 2, and none; `ValueError` for another code."""
    return names(codes, ("down", "down", "same", "up", "up"))


def change_counts(count: npt.ArrayLike, previous: npt.ArrayLike, exposure: npt.ArrayLike = 1.0) -> Change:
    """Change between two Poisson counts; `exposure` is the new period's exposure over the old one's.

    Exposure: inhabitants, or days; 1 compares the counts as they are.
    100 cases or more in both: z = 2 (sqrt(new) - sqrt(exposure * old)) / sqrt(1 + exposure). That is Wheeler's
    z-score 2 (sqrt(new) - sqrt(old)) (Tables and graphs for monitoring temporal crime trends, Int. J. of Police
    Science & Management 18, 2016) over the standard deviation it has when the old count varies by chance too
    (square roots of counts have a variance of 1/4: Bartlett, J. R. Stat. Soc. Suppl. 3, 1936): without that it
    gives some 17 % false alarms at 1.96.
    Fewer in either: the exact conditional test (`two_counts`), its tail given as a z. Wheeler himself advises
    a two-sample test here (2018, on the Poisson E-test): 16 -> 25 has a z-score of 2.0, but p = 0.165.
    `percent` is of the counts, only where both have 30 cases. NaN and NONE where a count is missing.
    Raises `ValueError` for negative counts or an exposure that is not positive.
    """
    now, then, ratio = not_negative(count, previous, exposure)
    if np.any(ratio == 0):
        raise ValueError("the exposure must be more than 0")
    z = 2 * (np.sqrt(now) - np.sqrt(ratio * then)) / np.sqrt(1 + ratio)
    few = np.minimum(now, then) < EXACT_BELOW
    z[few] = _exact_z(now[few], then[few], ratio[few])
    percent = np.full(now.shape, np.nan)
    allowed = percent_allowed(now, then)
    percent[allowed] = (now[allowed] / then[allowed] - 1) * 100
    return Change(now - then, percent, z, code_of_z(z))


def _exact_z(now: FloatArray, then: FloatArray, ratio: FloatArray) -> FloatArray:
    """The z with the exact tail probability on the side where the new count lies; 0 when that is no sign."""
    at_most, at_least = exact_tails(now, then, ratio / (1 + ratio))
    more = now > ratio * then
    # a tail above a half is no sign of change; ndtri of it would point the other way
    size = -special.ndtri(np.minimum(np.where(more, at_least, at_most), 0.5))
    return np.asarray(np.where(more, size, -size) + 0.0, dtype=np.float64)


def change_surveys(
    value: npt.ArrayLike, margin: npt.ArrayLike, previous: npt.ArrayLike, previous_margin: npt.ArrayLike
) -> Change:
    """Change between two waves of a survey by their published margins (half 95 % intervals).

    Each wave draws its own sample, so they are independent: z = 1.96 * difference / sqrt(margin^2 + margin^2)
    (Altman & Bland, BMJ 326, 2003, p. 219). No percentage: the values are percentages or scores already.
    NaN and NONE where a number is missing or both margins are 0. Raises `ValueError` for negative margins.
    """
    half, half_then = not_negative(margin, previous_margin)
    now, then, half, half_then = floats(value, previous, half, half_then)
    width = np.sqrt(half**2 + half_then**2)
    z = Z * (now - then) / np.where(width > 0, width, np.nan)
    return Change(now - then, np.full(now.shape, np.nan), z, code_of_z(z))


def change_shares(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    previous_numerator: npt.ArrayLike,
    previous_denominator: npt.ArrayLike,
) -> Change:
    """Change between two proportions; `difference` is a fraction (0.05 is 5 percentage points).

    By Newcombe's interval of the difference (`comparison.share_difference`). `z` is the difference over the
    distance from it to the 95 % bound on the side of 0, times 1.96: past 1.96 exactly when 0 is excluded.
    NaN and NONE where a number is missing, a denominator is 0 or a numerator exceeds it.
    Raises `ValueError` for negative numbers.
    """
    given = not_negative(numerator, denominator, previous_numerator, previous_denominator)
    usable = (given[1] > 0) & (given[3] > 0) & (given[0] <= given[1]) & (given[2] <= given[3])
    now, total, then, total_then = (np.where(usable, a, np.nan) for a in given)
    difference = now / total - then / total_then
    lower, upper = share_difference(now, total, then, total_then)
    z = Z * difference / np.where(difference > 0, difference - lower, upper - difference)
    return Change(difference, np.full(now.shape, np.nan), z, share_outcome(now, total, then, total_then))
