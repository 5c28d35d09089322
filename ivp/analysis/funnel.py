"""Funnel plot: how far from a target an area of a given size can lie by chance alone.

Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24, 2005, p.
1185-1202. Poisson limits; no allowance for overdispersion (his section 5): where areas differ for good
reasons, as municipalities do, many lie outside, and outside the funnel means *other*, not *bad*.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.intervals import Interval
from ivp.analysis.levels import CONFIDENCE, normal_quantile, not_negative


def limits(
    population: npt.ArrayLike, target_rate: npt.ArrayLike, confidence: float = CONFIDENCE, per: float = 1.0
) -> Interval:
    """Lower and upper limit of the rate for every `population`; target and limits are per `per` inhabitants.

    The number of cases, taken as continuous through the gamma function, where P(at most this many) and P(at
    least this many) pass half of 1 - confidence. Spiegelhalter (appendix A.1) joins the steps of the
    distribution by straight lines, and takes P(at most) for the upper limit too; with each tail by itself an
    area lies outside exactly when the tail at its own number of cases is that small. The lower limit is 0 where
    even no cases could be chance. NaN where a number is missing or the population is 0. Raises `ValueError` for
    negative numbers.
    """
    normal_quantile(confidence)  # checks it
    people, target = not_negative(population, target_rate)
    people = np.where(people > 0, people, np.nan)
    expected = people * target / per
    tail = (1 - confidence) / 2
    positive = np.where(expected > 0, expected, np.nan)
    no_case = np.exp(-positive)
    low = np.where(no_case >= tail, 0.0, special.pdtrik(tail, positive))
    # so small an area that one case is already more than chance allows: a straight line between 0 and 1 case
    few = np.minimum((1 - tail) / np.maximum(no_case, 1 - tail), 1.0)
    high = np.where(no_case > 1 - tail, few, special.pdtrik(1 - tail, positive) + 1)
    cases = (np.where(expected == 0, 0.0, np.where(np.isnan(positive), np.nan, edge)) for edge in (low, high))
    lower, upper = (edge / people * per for edge in cases)
    return Interval(lower, upper)
