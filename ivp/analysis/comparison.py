"""An area held against a reference area: more, fewer or as many as could be chance.

Where the reference contains the area itself, its own cases would be on both sides and pull the two together.
Counts are therefore compared with the *rest* of the reference (reference minus area), so that the two are
independent. Of survey estimates the rest is not published; see `compare_surveys`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ivp.analysis.intervals import Interval, wilson
from ivp.analysis.levels import (
    CONFIDENCE,
    FIRM_CONFIDENCE,
    NONE,
    BoolArray,
    CodeArray,
    FloatArray,
    Z,
    code_of_tails,
    code_of_z,
    floats,
    names,
    normal_quantile,
    not_negative,
)
from ivp.analysis.two_counts import exact_ratio_bounds, exact_tails

EXACT_BELOW = 100
"""Rates: with fewer cases than this on either side the exact conditional test, else the log method."""


class RateComparison(NamedTuple):
    """Arrays of one shape. `reference` is the rate (per inhabitant) compared with: of the rest where `rest`.

    `lower` and `upper` are the bounds of `ratio` (area / reference); `exact` says which method gave them;
    `outcome` holds codes -2..2 or NONE.
    """

    ratio: FloatArray
    lower: FloatArray
    upper: FloatArray
    reference: FloatArray
    rest: BoolArray
    outcome: CodeArray
    exact: BoolArray


class DifferenceComparison(NamedTuple):
    """Arrays of one shape: `difference` (area minus reference) with its bounds; see `RateComparison`.

    For surveys `rest` is False everywhere: the reference stays the published whole.
    """

    difference: FloatArray
    lower: FloatArray
    upper: FloatArray
    reference: FloatArray
    rest: BoolArray
    outcome: CodeArray


def outcome_names(codes: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """much_lower, lower, similar, higher, much_higher for -2..2, and none; `ValueError` for another code."""
    return names(codes, ("much_lower", "lower", "similar", "higher", "much_higher"))


def compare_rates(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    ref_count: npt.ArrayLike,
    ref_population: npt.ArrayLike,
    contains: npt.ArrayLike,
    confidence: float = CONFIDENCE,
) -> RateComparison:
    """Rate ratio of an area to a reference, the interval at `confidence`, the outcome at 95 and 99.8 %.

    `contains`: the reference contains the area, so it is compared with the rest of it.
    100 cases or more on both sides: the log method, exp(log ratio +- z sqrt(1/a + 1/b)) (Rothman, Modern
    epidemiology, 1986; Breslow & Day II, IARC 1987). Fewer on either side: the exact conditional test and
    interval (`two_counts`). Both take cases as independent (Poisson); in truth they cluster, so a small
    difference just past the bound deserves doubt. No cases on either side: `similar`, without a ratio.
    NaN and NONE where a number is missing, a population is 0, or no rest is left (an area as large as its
    reference, or, by rounding at the source, with more cases). Raises `ValueError` for negative numbers.
    """
    cases, people, ref_cases, ref_people = not_negative(count, population, ref_count, ref_population)
    rest = np.broadcast_to(np.asarray(contains, dtype=bool), cases.shape).copy()
    other, others = _rest(cases, ref_cases, rest), _rest(people, ref_people, rest)
    usable = (people > 0) & (others > 0) & (cases >= 0) & (other >= 0)
    cases, people, other, others = (np.where(usable, a, np.nan) for a in (cases, people, other, others))
    reference = other / others
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):  # no cases: the exact method below replaces these
        ratio = np.where(other > 0, (cases * others) / (people * other), np.nan)
        error = np.sqrt(1 / cases + 1 / other)
        log_ratio = np.log(ratio)
        outcome = code_of_z(log_ratio / error)
        lower, upper = np.exp(log_ratio - z * error), np.exp(log_ratio + z * error)
    exact = usable & (np.minimum(cases, other) < EXACT_BELOW)
    few = [a[exact] for a in (cases, other, people, others)]
    lower[exact], upper[exact] = exact_ratio_bounds(few[0], few[1], few[2] / few[3], confidence)
    outcome[exact] = code_of_tails(*exact_tails(few[0], few[1], few[2] / (few[2] + few[3])))
    return RateComparison(ratio, lower, upper, reference, rest, outcome, exact)


def compare_shares(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    ref_numerator: npt.ArrayLike,
    ref_denominator: npt.ArrayLike,
    contains: npt.ArrayLike,
    confidence: float = CONFIDENCE,
) -> DifferenceComparison:
    """Difference of two proportions (fractions 0-1), with the rest where the reference `contains` the area.

    Interval by Newcombe's hybrid score method (Statistics in Medicine 17, 1998, p. 873-890, method 10), also
    good for few cases; the outcome says whether it excludes 0 at 95 and 99.8 %. NaN and NONE where a number
    is missing, a denominator is 0, a numerator exceeds its denominator, or no rest is left. Raises
    `ValueError` for negative numbers.
    """
    cases, total, ref_cases, ref_total = not_negative(numerator, denominator, ref_numerator, ref_denominator)
    rest = np.broadcast_to(np.asarray(contains, dtype=bool), cases.shape).copy()
    other, others = _rest(cases, ref_cases, rest), _rest(total, ref_total, rest)
    usable = (total > 0) & (others > 0) & (other >= 0) & (cases <= total) & (other <= others)
    cases, total, other, others = (np.where(usable, a, np.nan) for a in (cases, total, other, others))
    lower, upper = share_difference(cases, total, other, others, confidence)
    outcome = share_outcome(cases, total, other, others)
    return DifferenceComparison(cases / total - other / others, lower, upper, other / others, rest, outcome)


def share_difference(
    cases: FloatArray,
    total: FloatArray,
    other: FloatArray,
    others: FloatArray,
    confidence: float = CONFIDENCE,
) -> Interval:
    """Interval of cases/total - other/others (fractions), Newcombe 1998, method 10; NaN stays NaN."""
    first, second = cases / total, other / others
    one, two = wilson(cases, total, confidence), wilson(other, others, confidence)
    below = np.sqrt((first - one.lower) ** 2 + (two.upper - second) ** 2)
    above = np.sqrt((one.upper - first) ** 2 + (second - two.lower) ** 2)
    return Interval(first - second - below, first - second + above)


def share_outcome(cases: FloatArray, total: FloatArray, other: FloatArray, others: FloatArray) -> CodeArray:
    """Codes -2..2: on which side of 0 the interval of `share_difference` lies, at 95 and 99.8 %."""
    code = np.zeros(cases.shape, dtype=np.int8)
    for confidence in (CONFIDENCE, FIRM_CONFIDENCE):
        lower, upper = share_difference(cases, total, other, others, confidence)
        code += (lower > 0).astype(np.int8) - (upper < 0).astype(np.int8)
    return np.where(np.isnan(cases / total + other / others), NONE, code).astype(np.int8)


def compare_surveys(
    value: npt.ArrayLike,
    margin: npt.ArrayLike,
    ref_value: npt.ArrayLike,
    ref_margin: npt.ArrayLike,
    contains: npt.ArrayLike,
) -> DifferenceComparison:
    """Difference of two published survey estimates by their published margins (half 95 % intervals).

    The difference counts when it exceeds z * sqrt(margin_a^2 + margin_b^2) / 1.96, as for two independent
    samples (Altman & Bland, BMJ 326, 2003, p. 219). Where the reference `contains` the area, the answers of
    the area are in both. With w the area's weight in the whole, the covariance is w * variance of the area >=
    0, so the true variance of the difference is smaller than the sum that is used here: the test is
    conservative, it may miss a difference and does not invent one. So nothing is subtracted and `rest` is
    False. NaN and NONE where a number is missing or both margins are 0. Raises `ValueError` for negative
    margins.
    """
    half, ref_half = not_negative(margin, ref_margin)
    estimate, reference, half, ref_half, overlap = floats(value, ref_value, half, ref_half, contains)
    width = np.sqrt(half**2 + ref_half**2)
    width = np.where(width > 0, width, np.nan)
    difference = estimate - reference
    outcome = code_of_z(difference / width * Z)
    nowhere = np.zeros(overlap.shape, dtype=bool)
    return DifferenceComparison(difference, difference - width, difference + width, reference, nowhere, outcome)


def _rest(part: FloatArray, whole: FloatArray, contains: BoolArray) -> FloatArray:
    return np.where(contains, whole - part, whole)
