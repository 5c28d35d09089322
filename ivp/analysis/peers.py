"""An area among the municipalities most like it: what is expected of it, whether it is unusual, and its place.

Unusual is outside a prediction interval on log rates: the mean of the likes +- t(k - 1) sqrt(tau^2 + s^2 / k + 1/n).
s^2 is the variance of their log rates and tau^2 that less what chance put there (the mean of 1/n), at least 0; n is
that of the area (Higgins, Thompson & Spiegelhalter, J. R. Stat. Soc. A 172, 2009, 137, with the moments of a simple
mean; s^2 / k and not tau^2 / k, because the mean of the likes carries their chance too).
Half a case is added to every n, which takes off most of the bias of a logarithm of few cases and allows 0.

Likeness is not symmetric: Moerdijk can be like Halderberge and have ten that are more like it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy import special

from ivp.analysis.few_cases import EXACT_BELOW
from ivp.analysis.levels import CONFIDENCE, NONE, CodeArray, FloatArray, floats, not_negative
from ivp.analysis.noise import IntArray

LEAST_LIKES = 8
_HALF = 0.5


@dataclass(frozen=True)
class Likes:
    """What the likes of every area (row) have together; NaN where fewer than LEAST_LIKES have a figure.

    `expected`: median rate per person. `centre`: mean log rate. `tau`: the spread of log rates that is not chance.
    `doubt`: variance of the mean that `centre` is, s^2 / k. `known`: k. Of a sum of municipalities `tau` and `doubt`
    are those of the sum.
    """

    expected: FloatArray
    centre: FloatArray
    tau: FloatArray
    doubt: FloatArray
    known: IntArray

    def at(self, rows: IntArray) -> Likes:
        """Those of these areas, by row number."""
        return Likes(*(getattr(self, one.name)[rows] for one in fields(self)))


@dataclass(frozen=True)
class AmongLikes:
    """Arrays of one shape: the rate over the expected one, the prediction interval of the rate per person, and codes.

    `outcome`: 1 unusually high, -1 unusually low, 0 usual, NONE not known.
    """

    ratio: FloatArray
    lower: FloatArray
    upper: FloatArray
    outcome: CodeArray


@dataclass(frozen=True)
class Place:
    """`place` of `among`: 1 of 11 is the highest rate, equal rates share the higher place; 0 of 0 where not known."""

    place: IntArray
    among: IntArray


def likes_of(cases: npt.ArrayLike, people: npt.ArrayLike) -> Likes:
    """`cases` and `people` of the likes, shape (areas, likes); missing ones NaN. `ValueError` for negative numbers."""
    number, size = not_negative(cases, people)
    has = np.isfinite(number) & (size > 0)
    known = has.sum(axis=1)
    enough = known >= LEAST_LIKES
    has &= enough[:, None]
    k = np.where(enough, known, np.nan)
    rate = np.where(has, number, np.nan) / np.where(has, size, np.nan)
    log_rate = np.where(has, np.log((number + _HALF) / np.where(has, size, 1.0)), 0.0)
    centre = log_rate.sum(axis=1) / k
    spread = (np.where(has, log_rate - centre[:, None], 0.0) ** 2).sum(axis=1) / (k - 1)
    chance = np.where(has, 1 / (number + _HALF), 0.0).sum(axis=1) / k
    tau = np.sqrt(np.maximum(spread - chance, 0.0))
    return Likes(_median(rate), centre, tau, spread / k, known.astype(np.int64))


def likes_of_sums(members: Likes, people: npt.ArrayLike, group: npt.ArrayLike, groups: int) -> Likes:
    """The likes of sums of municipalities: `members` and their `people` per row, `group` the number of the sum.

    Expected: the sum of expected cases over the people. With w the share of a member in the expected cases: tau^2 is
    the sum of w^2 tau^2, because members deviate each by themselves; the doubt about the centre that of one set of
    likes, because neighbours have most of theirs in common. A sum of skewed rates lies above the sum of their middles,
    by half the tau^2 that evens out; the centre is raised by that. NaN where a member is not known.
    """
    (size,) = not_negative(people)
    of = np.asarray(group, dtype=np.int64)

    def total(values: FloatArray) -> FloatArray:
        return np.bincount(of, weights=values, minlength=groups).astype(np.float64)

    all_people = np.where(total(size) > 0, total(size), np.nan)
    cases = np.exp(members.centre) * size
    share = cases / total(cases)[of]
    known = np.full(groups, np.iinfo(np.int64).max)
    np.minimum.at(known, of, members.known)
    known = np.where(np.bincount(of, minlength=groups) > 0, known, 0)
    evened = total(share**2 * members.tau**2)
    return Likes(
        total(members.expected * size) / all_people,
        np.log(total(cases) / all_people) + (total(share * members.tau**2) - evened) / 2,
        np.sqrt(evened),
        total(share * np.sqrt(members.doubt)) ** 2,
        known,
    )


def among_likes(
    cases: npt.ArrayLike,
    people: npt.ArrayLike,
    likes: Likes,
    slack: npt.ArrayLike = 0.0,
    confidence: float = CONFIDENCE,
) -> AmongLikes:
    """Every area among its likes. NaN and NONE where a number is missing, there are no people or too few likes.

    `slack` as in `rates.Counts`: of a rounded table NONE below 25 cases, and unusual only with the worst rounding too.
    """
    number, size, off = not_negative(cases, people, slack)
    size = np.where((size > 0) & np.isfinite(number), size, np.nan)
    freedom = np.where(likes.known >= LEAST_LIKES, likes.known - 1, LEAST_LIKES)
    t = special.stdtrit(freedom, (1 + confidence) / 2)

    def away(count: FloatArray) -> tuple[FloatArray, FloatArray]:
        half = t * np.sqrt(likes.tau**2 + likes.doubt + 1 / (count + _HALF))
        return np.log((count + _HALF) / size) - likes.centre, half

    apart, half = away(number)
    outcome = np.sign(apart) * (np.abs(apart) > half)
    for side in (-1.0, 1.0):
        edge, edge_half = away(np.maximum(number + side * off, 0.0))
        outcome = np.where(np.sign(edge) * (np.abs(edge) > edge_half) == outcome, outcome, 0)
    untested = np.isnan(apart + half) | ((off > 0) & (number < EXACT_BELOW))
    lower, upper = (np.exp(likes.centre + side * half) + 0 * apart for side in (-1.0, 1.0))
    ratio = number / size / np.where(likes.expected > 0, likes.expected, np.nan)
    return AmongLikes(ratio, lower, upper, np.where(untested, NONE, outcome).astype(np.int8))


def place_among(rate: npt.ArrayLike, like_rates: npt.ArrayLike) -> Place:
    """The place of every area, by its rate, among itself and its likes, shape (areas, likes), missing ones NaN."""
    (own,) = floats(rate)
    (other,) = floats(like_rates)
    known = np.isfinite(other).sum(axis=1)
    given = (known >= LEAST_LIKES) & np.isfinite(own)
    higher = (other > own[:, None]).sum(axis=1)
    place, among = (np.where(given, n, 0).astype(np.int64) for n in (higher + 1, known + 1))
    return Place(place, among)


def _median(rates: FloatArray) -> FloatArray:
    """Median per row of what is known; NaN for a row without."""
    ordered = np.sort(rates, axis=1)  # NaN last
    known = np.isfinite(rates).sum(axis=1)
    rows = np.arange(len(rates))
    low, high = (np.clip(i, 0, rates.shape[1] - 1) for i in ((known - 1) // 2, known // 2))
    return np.asarray((ordered[rows, low] + ordered[rows, high]) / 2, dtype=np.float64)
