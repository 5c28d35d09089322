"""Two Poisson counts side by side: given their sum, the one is binomial (the conditional test).

Przyborowski & Wilenski, Biometrika 31, 1940; the interval by Clopper & Pearson, Biometrika 26, 1934, as in
Sahai & Khurshid, Statistics in epidemiology, 1996. Exact: it never claims more than its level of confidence.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from ivp.analysis.levels import FloatArray


class Tails(NamedTuple):
    """Chances, if the two rates were equal, of a first count this low or lower, and this high or higher."""

    at_most: FloatArray
    at_least: FloatArray


def exact_tails(first: FloatArray, second: FloatArray, share: FloatArray) -> Tails:
    """Tails of `first` given `first` + `second`; `share` (0-1) is the part expected of it. NaN stays NaN."""
    at_least, at_most = np.ones(first.shape), np.ones(first.shape)  # of 0: certain, and slow to compute
    some, others = first != 0, second != 0
    at_least[some] = special.betainc(first[some], second[some] + 1, share[some])
    at_most[others] = special.betainc(second[others], first[others] + 1, 1 - share[others])
    missing = np.isnan(first + second + share)
    return Tails(np.where(missing, np.nan, at_most), np.where(missing, np.nan, at_least))


def exact_ratio_bounds(
    first: FloatArray, second: FloatArray, exposure: FloatArray, confidence: float
) -> tuple[FloatArray, FloatArray]:
    """Interval of (`first` / `second`) / `exposure`, `exposure` being first exposure over second.

    Bounds 0 and infinity where `first` or `second` is 0. NaN stays NaN.
    """
    tail = (1 - confidence) / 2
    low, high = np.zeros(first.shape), np.zeros(first.shape)  # of the first's part, of the second's part
    some, others = first != 0, second != 0
    low[some] = special.betaincinv(first[some], second[some] + 1, tail)
    high[others] = special.betaincinv(second[others], first[others] + 1, tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        return low / (1 - low) / exposure, (1 - high) / high / exposure
