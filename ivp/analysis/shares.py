"""Percentages on counts held against each other, with the extra spread of `noise` on the logit scale.

    z = (logit p - logit p_other) / sqrt(1/x + 1/(m - x) + 1/x_other + 1/(m_other - x_other) + sigma^2 (h + h_other))

with half a case added to every x and m - x (the empirical logit: Haldane, Ann. Hum. Genet. 20, 1956, 309; Anscombe,
Biometrika 43, 1956, 461), which keeps it usable from no cases to all and, by simulation, keeps its level for ten.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.few_cases import EXACT_BELOW
from ivp.analysis.levels import (
    CONFIDENCE,
    CodeArray,
    FloatArray,
    Interval,
    code_of_z,
    normal_quantile,
    not_negative,
    where_relevant,
)
from ivp.analysis.rates import Counts

_HALF = 0.5


@dataclass(frozen=True)
class ShareTest:
    """Arrays of one shape: `difference` (a fraction; 0.05 is 5 percentage points) and `ratio` of two shares.

    `z`, `certain` and `outcome` as in `rates.RateTest`.
    """

    difference: FloatArray
    ratio: FloatArray
    z: FloatArray
    certain: CodeArray
    outcome: CodeArray


def compare_shares(one: Counts, other: Counts, sigma: npt.ArrayLike) -> ShareTest:
    """Test the share `one` against `other`, independent of it: `cases` of `people`, which here is the whole.

    The concentration is that of the whole. Of a rounded table no test with fewer than 25 cases, or fewer than 25 left,
    on either side; else only a difference that survives the worst rounding of the cases and the whole together counts.
    NaN and NONE where a number is missing, a whole is 0, or there are more cases than that.
    """
    x, m, y, k = np.broadcast_arrays(one.cases, one.people, other.cases, other.people)
    variance = not_negative(np.square(sigma) * (one.concentration + other.concentration) + 0 * x)[0]
    slack, ref_slack = np.broadcast_arrays(one.slack + 0 * x, other.slack)
    few = np.min([x, m - x, y, k - y], axis=0) < EXACT_BELOW
    known = np.isfinite(variance) & (m > 0) & (k > 0) & (x <= m) & (y <= k) & ~(few & (slack + ref_slack > 0))
    x, m, y, k = (np.where(known, a, np.nan) for a in (x, m, y, k))
    z = _nearest_to_nothing(*(_edge(x, m, y, k, side * slack, side * ref_slack, variance) for side in (-1.0, 1.0)))
    share, ref = x / m, y / k
    ratio = np.where(ref > 0, share / np.where(ref > 0, ref, 1.0), np.nan)
    certain = code_of_z(z)
    return ShareTest(share - ref, ratio, z, certain, where_relevant(certain, ratio))


def _edge(
    x: FloatArray, m: FloatArray, y: FloatArray, k: FloatArray, slack: FloatArray, ref_slack: FloatArray, v: FloatArray
) -> FloatArray:
    """z with the first share as far up as its slack goes (down if negative), the other as far the other way."""
    logit, error = _logit(x + slack, m - slack)
    ref_logit, ref_error = _logit(y - ref_slack, k + ref_slack)
    return (logit - ref_logit) / np.sqrt(error + ref_error + v)


def _nearest_to_nothing(low: FloatArray, high: FloatArray) -> FloatArray:
    z: FloatArray = np.where(np.isnan(low), np.nan, np.select([low > 0, high < 0], [low, high], 0.0))
    return z


def _logit(cases: FloatArray, whole: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The empirical logit and its binomial variance."""
    left = whole - cases
    return np.log((cases + _HALF) / (left + _HALF)), 1 / (cases + _HALF) + 1 / (left + _HALF)


def share_interval(of: Counts, sigma: npt.ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Interval of a share, a fraction 0-1: the interval of its logit turned back; 0 or 1 included where seen.

    Of a rounded table with the worst rounding on either side. NaN where `compare_shares` has no share.
    """
    cases = np.where((of.people > 0) & (of.cases <= of.people), of.cases, np.nan)
    variance = not_negative(np.square(sigma) * of.concentration + 0 * cases)[0]
    z, bounds = normal_quantile(confidence), []
    for side in (-1.0, 1.0):
        number = np.clip(cases + side * of.slack, 0.0, of.people)
        whole = np.maximum(of.people - side * of.slack, number)
        logit, error = _logit(number, whole)
        bound = special.expit(logit + side * z * np.sqrt(error + variance))
        edge = number == (0.0 if side < 0 else whole)
        bounds.append(np.where(edge & np.isfinite(bound), float(side > 0), bound))
    return Interval(bounds[0], bounds[1])
