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
    with np.errstate(invalid="ignore"):
        at_least = np.where(first == 0, 1.0, special.betainc(np.maximum(first, 1e-9), second + 1, share))
        at_most = np.where(second == 0, 1.0, special.betainc(np.maximum(second, 1e-9), first + 1, 1 - share))
    missing = np.isnan(first + second + share)
    return Tails(np.where(missing, np.nan, at_most), np.where(missing, np.nan, at_least))


def exact_ratio_bounds(
    first: FloatArray, second: FloatArray, exposure: FloatArray, confidence: float
) -> tuple[FloatArray, FloatArray]:
    """Interval of (`first` / `second`) / `exposure`, `exposure` being first exposure over second.

    Bounds 0 and infinity where `first` or `second` is 0. NaN stays NaN.
    """
    tail = (1 - confidence) / 2
    low = special.betaincinv(np.maximum(first, 1e-9), second + 1, tail)
    high = special.betaincinv(np.maximum(second, 1e-9), first + 1, tail)  # of the second's part
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(first == 0, 0.0, low / (1 - low))
        upper = np.where(second == 0, np.inf, (1 - high) / high)
        return lower / exposure, upper / exposure
