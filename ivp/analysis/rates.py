"""Rates held against each other, and their intervals, by the noise that there really is.

A count scatters by chance (Poisson) and by an extra spread sigma per place and year (`noise`). One test serves a
change between years, a change against the mean of several, and an area against the rest of a larger one:

    z = ln(r / r_other) / sqrt(1/n + 1/n_other + sigma^2 (h + h_other))

`h` is the concentration: the sum, over the places and years a count is made of, of squared shares of its cases. It is
1 for one municipality in one year, near 1/8 for the sum of eight, near 1/3 for three years together: what happens in
one of them is diluted by the others. Additive random effects after Spiegelhalter (Statistics in Medicine 24, 2005,
1185; Quality and Safety in Health Care 14, 2005, 347). Below 25 cases on either side: `few_cases`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ivp.analysis import few_cases
from ivp.analysis.few_cases import EXACT_BELOW
from ivp.analysis.levels import (
    CONFIDENCE,
    CodeArray,
    FloatArray,
    Interval,
    code_of_z,
    floats,
    normal_quantile,
    not_negative,
    where_relevant,
)


@dataclass(frozen=True)
class Counts:
    """Arrays of one shape: cases and people (or other exposure) of a place and period; make them with `counts`.

    `concentration`: h as above, 0-1. `slack`: how many cases the truth may lie off on either side because the table is
    rounded: 0 where it is not, 2 for one figure rounded to 5, 2 for each member of a sum of such figures.
    """

    cases: FloatArray
    people: FloatArray
    concentration: FloatArray
    slack: FloatArray


@dataclass(frozen=True)
class RateTest:
    """Arrays of one shape: a rate over another one.

    `ratio` with its 95 % bounds (NaN without cases in the other; bounds 0 and infinity where nothing is excluded);
    `z` (standard normal where nothing differs); `certain`: codes 1 and -1 from 95 %, 2 and -2 from 99.8 %, 0 below,
    NONE where it cannot be judged; `outcome`: the same, but 2 and -2 only where the ratio is relevant too (`levels`).
    Of a rounded table `z` and the bounds are those of the worst rounding.
    """

    ratio: FloatArray
    lower: FloatArray
    upper: FloatArray
    z: FloatArray
    certain: CodeArray
    outcome: CodeArray


def counts(
    cases: npt.ArrayLike, people: npt.ArrayLike, concentration: npt.ArrayLike = 1.0, slack: npt.ArrayLike = 0.0
) -> Counts:
    """The arrays checked and broadcast; `ValueError` for negative numbers or a concentration above 1."""
    number, exposure, share, rounding = not_negative(cases, people, concentration, slack)
    if np.any(share > 1 + 1e-9):
        raise ValueError("the concentration of cases is at most 1")
    return Counts(number, exposure, share, rounding)


def rest(whole: Counts, part: Counts) -> Counts:
    """What is left of `whole` without `part`, with the concentration of what is left.

    NaN where nothing is left, or less than nothing by rounding at the source. The slack of both adds up.
    """
    cases, people = whole.cases - part.cases, whole.people - part.people
    left = (cases >= 0) & (people > 0)
    cases, people = np.where(left, cases, np.nan), np.where(left, people, np.nan)
    squares = whole.concentration * whole.cases**2 - part.concentration * part.cases**2
    share = np.where(cases > 0, squares / np.where(cases > 0, cases, 1.0) ** 2, 1.0)
    return Counts(cases, people, np.clip(share, 0.0, 1.0), whole.slack + part.slack)


def compare(one: Counts, other: Counts, sigma: npt.ArrayLike, bounds: bool = True) -> RateTest:
    """Test `one` against `other`, independent of it (of a larger area: its `rest`); `sigma` per row, NaN: not judged.

    25 cases or more on both sides: the formula above. Fewer: the exact distribution, and of a rounded table no test.
    NaN and NONE where a number is missing or there are no people. No cases on either side: no difference.
    Without `bounds` those of few cases stay NaN: they take ten times as long as the rest.
    """
    shape = (one.cases, one.people, other.cases, other.people, one.slack, other.slack)
    cases, people, ref_cases, ref_people, slack, ref_slack = floats(*shape)
    variance = not_negative(np.square(sigma) * (one.concentration + other.concentration) + 0 * cases)[0]
    known = np.isfinite(cases + ref_cases + variance) & (people > 0) & (ref_people > 0)
    few = np.minimum(cases, ref_cases) < EXACT_BELOW
    rounded = slack + ref_slack > 0
    odds = np.where(known, people, 1.0) / np.where(known, ref_people, 1.0)
    ratio = np.full(cases.shape, np.nan)
    z, lower, upper = ratio.copy(), ratio.copy(), ratio.copy()
    some = known & (ref_cases > 0)
    ratio[some] = cases[some] / ref_cases[some] / odds[some]

    many = known & ~few
    rows = (a[many] for a in (cases, ref_cases, odds, variance, slack, ref_slack))
    z[many], lower[many], upper[many] = _normal(*rows)
    exact = known & few & ~rounded
    small = [a[exact] for a in (cases, ref_cases, odds, variance)]
    z[exact] = few_cases.z_of_two(small[0], small[1], small[2], small[3])
    if bounds:
        lower[exact], upper[exact] = few_cases.ratio_bounds(small[0], small[1], small[2], small[3], CONFIDENCE)
    certain = code_of_z(z)
    outcome = where_relevant(certain, np.where((ref_cases == 0) & (cases > 0), np.inf, ratio))
    return RateTest(ratio, lower, upper, z, certain, outcome)


def _normal(
    cases: FloatArray,
    ref_cases: FloatArray,
    odds: FloatArray,
    variance: FloatArray,
    slack: FloatArray,
    ref_slack: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """z and the 95 % bounds of the ratio, each for the rounding that brings it nearest to no difference."""
    edges = []
    for side in (-1.0, 1.0):
        first, second = (np.maximum(a, 0.5) for a in (cases + side * slack, ref_cases - side * ref_slack))
        edges.append((np.log(first / second / odds), np.sqrt(1 / first + 1 / second + variance)))
    (low, low_error), (high, high_error) = edges
    z = np.select([low > 0, high < 0], [low / low_error, high / high_error], 0.0)
    quantile = normal_quantile(CONFIDENCE)
    return z, np.exp(low - quantile * low_error), np.exp(high + quantile * high_error)


def interval(of: Counts, sigma: npt.ArrayLike, per: float = 1000.0, confidence: float = CONFIDENCE) -> Interval:
    """Interval of a rate per `per` people: r exp(+-z sqrt(1/n + sigma^2 h)), below 25 cases the exact one.

    Of a rounded table from the lower bound of the least to the upper bound of the most that the count can be: a
    rounded 0 is 0 to 2. NaN where a number is missing or there are no people.
    """
    variance = not_negative(np.square(sigma) * of.concentration + 0 * of.cases)[0]
    known = np.isfinite(of.cases + variance) & (of.people > 0)
    least = _mean_bounds(np.maximum(of.cases - of.slack, 0.0)[known], variance[known], confidence)[0]
    most = _mean_bounds((of.cases + of.slack)[known], variance[known], confidence)[1]
    lower, upper = np.full((2, *of.cases.shape), np.nan)
    lower[known], upper[known] = least / of.people[known] * per, most / of.people[known] * per
    return Interval(lower, upper)


def _mean_bounds(cases: FloatArray, variance: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Bounds in cases."""
    few = cases < EXACT_BELOW
    factor = np.exp(normal_quantile(confidence) * np.sqrt(1 / np.where(few, 1.0, cases) + variance))
    lower, upper = cases / factor, cases * factor
    lower[few], upper[few] = few_cases.mean_bounds(cases[few], variance[few], confidence)
    return lower, upper


def least_visible(
    cases: npt.ArrayLike, sigma: npt.ArrayLike, concentration: npt.ArrayLike = 1.0, confidence: float = CONFIDENCE
) -> Interval:
    """The ratios, below and above 1, that a count must change by to be seen; 0.8 and 1.3: a fifth less, 30 % more.

    Solves ln(ratio) = +-z sqrt(1/(n ratio) + 1/n + 2 sigma^2 h). From a real change of just this size half is seen.
    Raises `ValueError` below 25 cases, where this is not the test.
    """
    number, spread, share = not_negative(cases, sigma, concentration)
    if np.any(number < EXACT_BELOW):
        raise ValueError("below 25 cases changes are tested exactly")
    z = normal_quantile(confidence)
    bounds = []
    for side in (-1.0, 1.0):
        size = np.zeros(number.shape)
        for _ in range(60):
            fewer = np.exp(np.minimum(-size, 50.0))  # far enough down nothing is visible any more
            size = side * z * np.sqrt(fewer / number + 1 / number + 2 * spread**2 * share)
        bounds.append(np.exp(size))
    return Interval(bounds[0], bounds[1])
