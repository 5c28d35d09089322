"""Fewer than 25 cases: the exact distribution of counts, with the extra spread between years in it.

A count is negative binomial: Poisson round a mean that itself moves, variance mu + v mu^2, `v` being sigma^2 h of the
method. Of two such counts with equal exposure and spread the one is, given their sum, beta-binomial, whatever the
rate (Johnson, Kemp & Kotz, Univariate discrete distributions, 2005, ch. 5 and 6); with other exposures the beta has
the expected share as its mean and keeps the variance v of its log odds: alpha = 1 / (v (1 - share)),
beta = 1 / (v share).

Tails are mid-P (Lancaster, JASA 56, 1961): half of the chance of the count itself belongs to its tail. A test that
counts it whole calls some 2 % of unchanged small counts instead of 5 %, and its intervals cover 97 to 99 %.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import special

from ivp.analysis.levels import FloatArray, normal_quantile

EXACT_BELOW = 25
"""Cases: from here up the logarithm of a count is near enough to normal."""
_LEAST_VARIANCE = 1e-9
"""Stands for no extra spread (0.003 %), so that one formula serves."""
_STIRLING_FROM = 1000.0
_STEPS = 6
"""Of the secant method; the score is nearly straight on the log scale, so three mostly do."""

Score = Callable[[FloatArray], FloatArray]


def z_of_two(first: FloatArray, second: FloatArray, odds: FloatArray, variance: FloatArray) -> FloatArray:
    """The mid-P tail of `first` against `second` as a z: positive where the first rate is higher.

    `odds` is the exposure of the first over that of the second, `variance` the extra variance of the two together on
    the log scale. Arrays of one shape; one of every pair must be a small whole number. No cases at all: 0.
    """
    mirrored = first > second
    few, many = np.minimum(first, second), np.maximum(first, second)
    z = _share_z(few, few + many, np.where(mirrored, -np.log(odds), np.log(odds)), variance)
    return np.where(mirrored, -z, z)


def ratio_bounds(
    first: FloatArray, second: FloatArray, odds: FloatArray, variance: FloatArray, confidence: float
) -> tuple[FloatArray, FloatArray]:
    """Bounds of the rate ratio that `z_of_two` would not call different; 0 and infinity where it never would."""
    mirrored = first > second
    few, many = np.minimum(first, second), np.maximum(first, second)
    log_odds = np.where(mirrored, -np.log(odds), np.log(odds))
    z, total = normal_quantile(confidence), few + many

    def score(log_ratio: FloatArray) -> FloatArray:
        return _share_z(few, total, log_odds + log_ratio, variance)

    middle = np.log((few + 0.5) / (many + 0.5)) - log_odds
    error = np.sqrt(1 / (few + 0.5) + 1 / (many + 0.5) + variance)
    lower = np.where(few == 0, 0.0, np.exp(solve(score, z, middle - z * error, error)))
    upper = np.where(total == 0, np.inf, np.exp(solve(score, -z, middle + z * error, error)))
    with np.errstate(divide="ignore"):
        return np.where(mirrored, 1 / upper, lower), np.where(mirrored, 1 / lower, upper)


def z_of_one(count: FloatArray, expected: FloatArray, variance: FloatArray) -> FloatArray:
    """The mid-P tail of a small count as a z, round an `expected` number that is known; `variance` as above."""
    size = 1 / np.maximum(variance, _LEAST_VARIANCE)
    log_pmf = _log_rising(size, count) - special.gammaln(count + 1)
    log_pmf += special.xlogy(count, expected / (size + expected)) - size * np.log1p(expected / size)
    return _mid_p_z(log_pmf, count, lambda j: j / (j + size - 1) * (size + expected) / expected)


def mean_bounds(count: FloatArray, variance: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Interval of the mean, in cases, that a small count came from; the lower bound of no cases is 0."""
    z = normal_quantile(confidence)

    def score(log_mean: FloatArray) -> FloatArray:
        return z_of_one(count, np.exp(log_mean), variance)

    middle, error = np.log(count + 0.5), np.sqrt(1 / (count + 0.5) + variance)
    lower = np.where(count == 0, 0.0, np.exp(solve(score, z, middle - z * error, error)))
    return lower, np.exp(solve(score, -z, middle + z * error, error))


def _share_z(few: FloatArray, total: FloatArray, log_odds: FloatArray, variance: FloatArray) -> FloatArray:
    """The mid-P tail of a beta-binomial count `few` of `total` as a z."""
    extra = np.maximum(variance, _LEAST_VARIANCE)
    alpha, beta = 1 / (extra * special.expit(-log_odds)), 1 / (extra * special.expit(log_odds))
    many = total - few
    log_pmf = special.gammaln(total + 1) - special.gammaln(few + 1) - special.gammaln(many + 1)
    log_pmf += _log_rising(alpha, few) + _log_rising(beta, many) - _log_rising(alpha + beta, total)
    return _mid_p_z(log_pmf, few, lambda j: j / np.maximum(total - j + 1, 1) * (beta + total - j) / (alpha + j - 1))


def _log_rising(start: FloatArray, number: FloatArray) -> FloatArray:
    """ln(start (start + 1) ... (start + number - 1)); large ones by Stirling: the difference of two is noise."""
    far = np.maximum(start, _STIRLING_FROM)
    stirling = (far + number - 0.5) * np.log1p(number / far) + number * (np.log(far) - 1)
    stirling += (1 / (far + number) - 1 / far) / 12
    near = np.minimum(start, _STIRLING_FROM)
    exact = special.gammaln(near + number) - special.gammaln(near)
    return np.asarray(np.where(start < _STIRLING_FROM, exact, stirling), dtype=np.float64)


def _mid_p_z(log_pmf: FloatArray, count: FloatArray, down: Score) -> FloatArray:
    """z of P(fewer) + half of P(`count`); `down(j)` is P(j - 1) / P(j)."""
    below, product = np.zeros_like(log_pmf), np.ones_like(log_pmf)
    for step in range(int(np.max(count, initial=0))):
        j = count - step
        product = np.where(j > 0, product * down(np.maximum(j, 1)), 0.0)
        below += product
    log_tail = np.minimum(log_pmf + np.log(below + 0.5), 0.0)
    # the far upper tail is 1 minus a number near 1: it ends where floats do, at a z of some 8
    rest = np.maximum(-np.expm1(log_tail), np.finfo(float).eps)
    z = np.where(rest > 0.5, special.ndtri_exp(np.minimum(log_tail, -1e-300)), -special.ndtri(rest))
    return np.asarray(z, dtype=np.float64)


def solve(score: Score, target: float, start: FloatArray, scale: FloatArray) -> FloatArray:
    """Where the falling `score` is `target`, by the secant method from `start`, in steps of the order of `scale`."""
    old, new = start, start + 0.05 * scale
    at_old = score(old)
    for _ in range(_STEPS):
        at_new = score(new)
        slope = (at_new - at_old) / np.where(new != old, new - old, 1.0)
        # flat where the tail has run out of floats, or where the last step was too small to see
        level = np.sign(at_new - target) * np.where(np.abs(at_new - target) > 1e-6, scale, 0.0)
        step = np.where(slope < 0, (target - at_new) / np.where(slope < 0, slope, -1.0), level)
        old, at_old = new, at_new
        new = new + np.clip(step, -scale, scale)
    return new
