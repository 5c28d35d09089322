"""Many figures at once: which statements survive when thousands of comparisons are looked through.

At 95 % one in twenty comparisons of equal places still comes out as a difference; of three thousand that is some
hundred and fifty false statements. Benjamini & Hochberg (J. R. Stat. Soc. B 57, 1995) keep the expected share of
false ones among all statements made under a bound. They suppose tests that are independent or positively dependent
(Benjamini & Yekutieli, Ann. Stat. 29, 2001); areas against the rest of their district are slightly negatively
dependent, so the tests simulate just that.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.levels import NONE, BoolArray, CodeArray, FloatArray, Z, floats, not_negative

RATE = 0.05
"""Of the statements that are made, at most this share is expected to be false."""
CORONA_YEARS = (2020, 2021)
"""A change that starts in one of these is also held against BEFORE_CORONA."""
BEFORE_CORONA = 2019


class Family(StrEnum):
    """Tests that are looked through together.

    A difference of level is in none: no two places have the same rate, so there is nothing that could be false; it is
    shown where it is certain and relevant.
    """

    CHANGE = "change"
    LINE = "line"
    SURVEY_CHANGE = "survey_change"


def z_of_ratio(ratio: npt.ArrayLike, lower: npt.ArrayLike, upper: npt.ArrayLike) -> FloatArray:
    """The z of a ratio from its 95 % interval, on the scale of the logarithm.

    1.96 times the log ratio over its distance to the bound on the side of 1 (Altman & Bland, How to obtain the P
    value from a confidence interval, BMJ 343, 2011, d2304), so that |z| passes 1.96 exactly when 1 lies outside the
    interval, for intervals that are not symmetric too. NaN where a number is missing, and for a ratio of 0, whose
    logarithm does not exist. Raises `ValueError` for negative numbers.
    """
    (middle,) = not_negative(ratio)
    middle, low, high = floats(middle, lower, upper)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.log(middle)
        error = np.where(size >= 0, size - np.log(low), np.log(high) - size) / Z
        z = size / error
    return np.where(np.isfinite(size) & (error > 0) & np.isfinite(error), z, np.nan)


def z_of_difference(difference: npt.ArrayLike, margin: npt.ArrayLike, other_margin: npt.ArrayLike) -> FloatArray:
    """The z of a difference of two estimates by their margins (half 95 % intervals), as `compare_surveys` does.

    NaN where a number is missing or both margins are 0. Raises `ValueError` for a negative margin.
    """
    half, other = not_negative(margin, other_margin)
    apart, half, other = floats(difference, half, other)
    width = np.sqrt(half**2 + other**2)
    return Z * apart / np.where(width > 0, width, np.nan)


def z_of_chi_squared(chi_squared: npt.ArrayLike, sign: npt.ArrayLike) -> FloatArray:
    """The z of a chi-squared with one degree of freedom (its root), with the sign of the slope."""
    (statistic,) = not_negative(chi_squared)
    statistic, direction = floats(statistic, sign)
    return np.sqrt(statistic) * np.sign(direction)


def two_sided(z: npt.ArrayLike) -> FloatArray:
    """The two-sided p-value of a standard normal statistic; NaN stays NaN."""
    (statistic,) = floats(z)
    return np.asarray(2 * special.ndtr(-np.abs(statistic)), dtype=np.float64)


def adjusted(p: npt.ArrayLike) -> FloatArray:
    """p-values adjusted by Benjamini & Hochberg over all that are known; NaN stays NaN and does not count.

    A statement is made where the adjusted value is at most `RATE`. Raises `ValueError` outside 0-1.
    """
    (chance,) = floats(p)
    result = np.full(chance.shape, np.nan)
    known = ~np.isnan(chance)
    values = chance[known]
    if np.any((values < 0) | (values > 1)):
        raise ValueError("a p-value lies between 0 and 1")
    order = np.argsort(values, kind="stable")
    ranked = values[order] * len(order) / np.arange(1, len(order) + 1)
    values[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1)  # the least of all that are no surer
    result[known] = values
    return result


def discovered(z: npt.ArrayLike, family: npt.ArrayLike, rule: npt.ArrayLike = True) -> BoolArray:
    """Which tests are a discovery: the adjusted p-value within their own family is at most `RATE`, and `rule` holds.

    `z` standard normal where nothing changed, NaN where not tested; `family` holds values of `Family`; `rule` is what
    a kind asks besides, such as the sign of a line that survives leaving out each point: it does not take a test out
    of its family. Raises `ValueError` for another family.
    """
    (statistic,) = floats(z)
    of = np.broadcast_to(np.asarray(family, dtype=np.str_), statistic.shape)
    if not np.isin(of, [str(one) for one in Family]).all():
        raise ValueError("a family is change, line or survey_change")
    q, p = np.full(statistic.shape, np.nan), two_sided(statistic)
    for one in Family:
        q[of == one.value] = adjusted(p[of == one.value])
    found: BoolArray = (q <= RATE) & np.asarray(rule, dtype=bool) & (statistic != 0)
    return found


def holds_against_before_corona(start: npt.ArrayLike, change: npt.ArrayLike, since_before: npt.ArrayLike) -> BoolArray:
    """Whether a change may be said, given the year that it starts from.

    From 2020 or 2021 only when the change since 2019 is certain (95 %) in the same direction; from any other year
    always. `change` and `since_before` are outcome codes (`levels`); a change since 2019 that is not known (NONE) does
    not agree.
    """
    now, before = _sign(change), _sign(since_before)
    agrees: BoolArray = (now != 0) & (now == before)
    return ~np.isin(np.asarray(start), CORONA_YEARS) | agrees


def _sign(codes: npt.ArrayLike) -> CodeArray:
    given = np.asarray(codes, dtype=np.int8)
    return np.where(given == NONE, 0, np.sign(given)).astype(np.int8)
