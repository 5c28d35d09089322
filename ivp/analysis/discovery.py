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

from ivp.analysis.levels import NONE, BoolArray, CodeArray, FloatArray, floats

RATE = 0.05
"""Of the statements that are made, at most this share is expected to be false."""
CORONA_YEARS = (2020, 2021)
"""A change that starts in one of these is also held against 2019."""


class Family(StrEnum):
    """Tests that are looked through together.

    A difference of level is in none: no two places have the same rate, so there is nothing that could be false; it is
    shown where it is certain and relevant.
    """

    CHANGE = "change"
    LINE = "line"
    SURVEY_CHANGE = "survey_change"


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


def q_within(z: npt.ArrayLike, family: npt.ArrayLike) -> FloatArray:
    """The p-values of `z` adjusted within their own family (values of `Family`); NaN where not tested.

    Raises `ValueError` for another family.
    """
    (statistic,) = floats(z)
    of = np.broadcast_to(np.asarray(family, dtype=np.str_), statistic.shape)
    if not np.isin(of, [str(one) for one in Family]).all():
        raise ValueError("a family is change, line or survey_change")
    q, p = np.full(statistic.shape, np.nan), two_sided(statistic)
    for one in Family:
        q[of == one.value] = adjusted(p[of == one.value])
    return q


def discovered(z: npt.ArrayLike, family: npt.ArrayLike, rule: npt.ArrayLike = True) -> BoolArray:
    """Which tests are a discovery: the adjusted p-value within their own family is at most `RATE`, and `rule` holds.

    `z` standard normal where nothing changed, NaN where not tested; `rule` is what a kind asks besides, such as the
    sign of a line that survives leaving out each point: it does not take a test out of its family.
    """
    (statistic,) = floats(z)
    found: BoolArray = (q_within(z, family) <= RATE) & np.asarray(rule, dtype=bool) & (statistic != 0)
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
