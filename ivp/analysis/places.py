"""Funnel with the spread between places: how far from the middle a place of a given size lies, as places differ.

Spiegelhalter, Funnel plots for comparing institutional performance (Statistics in Medicine 24, 2005, 1185, section 5)
and Handling over-dispersion of performance indicators (Quality and Safety in Health Care 14, 2005, 347): the additive
random effects model, limits round the middle with variance 1/n + tau^2 on the log scale. Three choices of ours:
- tau comes from trimmed squares (`noise.extra_variance`) where he winsorises z-scores;
- the centre is the middle municipality: round the national rate, which the few largest cities make, tau holds the
  distance of the ordinary municipality from a city, and no place lies above the funnel at all;
- n is the number of cases at the limit itself: with that at the middle the lower limit lies too high where places
  differ much.

What it cannot say: outside means other than municipalities differ from each other, not worse. Inside is not good
either: with a tau of 0.4 double the middle rate lies inside. It does not know towns from villages; that is what
similar municipalities are for (`peers`). And one in twenty lies outside by definition.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.few_cases import solve
from ivp.analysis.levels import CONFIDENCE, FloatArray, Interval, normal_quantile, not_negative
from ivp.analysis.noise import IntArray, extra_variance

LEAST_EXPECTED = 10
"""Expected cases of a place that helps to tell how places differ; the logarithm of fewer is mostly chance."""
LEAST_PLACES = 50
EXACT_BELOW = 50
"""Expected cases. From here up the logarithm is near enough to normal: the middle is known, so its skewness does not
cancel as it does between two counts."""
_ROUNDS = 60
_NODES = np.linspace(-4, 4, 33)
_WEIGHTS = np.exp(-(_NODES**2) / 2) / np.exp(-(_NODES**2) / 2).sum()


@dataclass(frozen=True)
class Between:
    """Arrays with one number per group (indicator and period): how places differ.

    `middle`: the median rate per person; `tau`: the standard deviation of log rates between places; `places`: how many
    `tau` rests on. NaN where these are fewer than LEAST_PLACES.
    """

    middle: FloatArray
    tau: FloatArray
    places: IntArray


def between_places(cases: npt.ArrayLike, people: npt.ArrayLike, group: npt.ArrayLike, groups: int) -> Between:
    """Middle and spread of the places (rows) of every group 0 ... `groups` - 1. Raises `ValueError` if negative."""
    number, size = not_negative(cases, people)
    known = np.isfinite(number) & (size > 0)
    number, size, of = number[known], size[known], np.asarray(group, dtype=np.int64)[known]
    order = np.argsort(of, kind="stable")
    edges = np.cumsum(np.bincount(of, minlength=groups))[:-1]
    parts = zip(np.split(number[order], edges), np.split(size[order], edges), strict=True)
    found = np.array([_one_group(n, people) for n, people in parts]).reshape(groups, 3)
    return Between(found[:, 0], found[:, 1], found[:, 2].astype(np.int64))


def _one_group(cases: FloatArray, people: FloatArray) -> tuple[float, float, int]:
    middle = float(np.median(cases / people)) if cases.size else 0.0
    expected = people * middle
    enough = expected >= LEAST_EXPECTED
    if enough.sum() < LEAST_PLACES:
        return float("nan"), float("nan"), int(enough.sum())
    apart = np.log((cases[enough] + 0.5) / expected[enough])
    return middle, extra_variance(apart, 1 / expected[enough]) ** 0.5, int(enough.sum())


def limits_between(
    people: npt.ArrayLike,
    middle: npt.ArrayLike,
    tau: npt.ArrayLike,
    confidence: float = CONFIDENCE,
    per: float = 1000.0,
) -> Interval:
    """Limits of the rate per `per` people for every size; `middle` per person. NaN where a number is missing or 0.

    50 expected cases or more: where n = E exp(+-z sqrt(1/n + tau^2)), E being the cases of that size at the middle
    rate. Fewer: the number of cases, taken as continuous,
    whose mid-P tail is the confidence's, the count being Poisson round a log-normal rate; 0 where no cases is usual.
    """
    size, rate, spread = not_negative(people, middle, tau)
    expected = np.where((size > 0) & (rate > 0), size * rate, np.nan) + 0 * spread
    z = normal_quantile(confidence)
    lower, upper = (expected * np.exp(_away(side * z, expected, spread)) for side in (-1.0, 1.0))
    few = expected < EXACT_BELOW
    if few.any():
        lower[few], upper[few] = _few_limits(expected[few], spread[few], z)
    return Interval(lower / size * per, upper / size * per)


def _away(z: float, expected: FloatArray, tau: FloatArray) -> FloatArray:
    """ln(n / E) at the limit; far down where no number is low enough."""
    away = np.zeros(expected.shape)
    for _ in range(_ROUNDS):
        away = z * np.sqrt(np.exp(np.minimum(-away, 50.0)) / expected + tau**2)
    return away


def _few_limits(expected: FloatArray, tau: FloatArray, z: float) -> tuple[FloatArray, FloatArray]:
    """In cases. The score falls as the number of cases grows, as `solve` asks."""
    scale = np.sqrt(1 / (expected + 0.5) + tau**2)
    middle = np.log(expected + 0.5)

    def score(log_cases: FloatArray) -> FloatArray:
        return _score(np.maximum(np.exp(log_cases) - 0.5, 0.0), expected, tau)

    none_is_usual = score(np.full(expected.shape, np.log(0.5))) <= z
    lower = np.exp(solve(score, z, middle - z * scale / 2, scale)) - 0.5
    upper = np.exp(solve(score, -z, middle + z * scale / 2, scale)) - 0.5
    return np.where(none_is_usual, 0.0, np.maximum(lower, 0.0)), np.maximum(upper, 0.0)


def _score(cases: FloatArray, expected: FloatArray, tau: FloatArray) -> FloatArray:
    """Minus the z of the mid-P tail of a Poisson count round a log-normal rate."""
    means = expected[:, None] * np.exp(tau[:, None] * _NODES)
    number = cases[:, None]
    below = np.where(number > 0, special.gammaincc(np.maximum(number, 1e-9), means), 0.0)
    exactly = np.exp(special.xlogy(number, means) - means - special.gammaln(number + 1))
    tail = (below + exactly / 2) @ _WEIGHTS
    return np.asarray(-special.ndtri(np.clip(tail, 1e-15, 1 - 1e-15)), dtype=np.float64)
