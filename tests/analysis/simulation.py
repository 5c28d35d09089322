"""Places whose rates do not change but for sigma a year, and how often the tests say that they do.

Every count is Poisson round its mean times exp(sigma * normal); a sum of places has a draw of its own in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ivp.analysis.levels import Z_FIRM, Z
from ivp.analysis.line import line_of_rates
from ivp.analysis.movement import movement
from ivp.analysis.rates import Counts, RateTest, compare, counts, interval

ROWS = 10_000
PEOPLE = 1000.0


@dataclass(frozen=True)
class Alarms:
    """Shares of the rows: called at 95 %, at 99.8 %."""

    at_95: float
    at_998: float


def drawn(
    random: np.random.Generator, mean: float, sigma: float, places: int = 1, years: int = 1, rows: int = ROWS
) -> Counts:
    """`rows` sums over places and years, of `mean` cases a year together, with the concentration of what was drawn."""
    means = np.full((rows, years, places), mean / places) * np.exp(random.normal(0, sigma, (rows, years, places)))
    cases = random.poisson(means)
    total = cases.sum(axis=(1, 2))
    squares = (cases**2).sum(axis=(1, 2))
    return counts(total, PEOPLE * years, np.where(total > 0, squares / np.maximum(total, 1) ** 2, 1.0))


def series(random: np.random.Generator, means: np.ndarray, sigma: float, places: int = 1, rows: int = ROWS) -> Counts:
    """As `drawn`, per year: shape (rows, years); `means` are the cases a year of the places together."""
    years = [drawn(random, mean, sigma, places, rows=rows) for mean in means]
    stacked = (np.stack([getattr(year, name) for year in years], axis=1) for name in Counts.__dataclass_fields__)
    return Counts(*stacked)


def years_of(of: Counts, first: int, last: int) -> Counts:
    """The columns `first` up to `last` of a series as one count."""
    cases = of.cases[:, first:last]
    total = cases.sum(axis=1)
    squares = (of.concentration[:, first:last] * cases**2).sum(axis=1)
    people = of.people[:, first:last].sum(axis=1)
    return counts(total, people, np.where(total > 0, squares / np.maximum(total, 1) ** 2, 1.0))


def alarms(z: np.ndarray) -> Alarms:
    return Alarms(float(np.mean(np.abs(z) >= Z)), float(np.mean(np.abs(z) >= Z_FIRM)))


def change(random: np.random.Generator, mean: float, sigma: float, places: int) -> Alarms:
    """One year against another."""
    now, then = drawn(random, mean, sigma, places), drawn(random, mean, sigma, places)
    return alarms(compare(now, then, sigma).z)


def level(random: np.random.Generator, mean: float, sigma: float, places: int) -> Alarms:
    """An area against a rest of five times its size."""
    other = drawn(random, 5 * mean, sigma, 5 * places)
    rest = counts(other.cases, 5 * other.people, other.concentration)
    return alarms(compare(drawn(random, mean, sigma, places), rest, sigma).z)


def base_mean(random: np.random.Generator, mean: float, sigma: float, places: int) -> Alarms:
    """One year against the mean of three."""
    return alarms(compare(drawn(random, mean, sigma, places), drawn(random, mean, sigma, places, 3), sigma).z)


def line(random: np.random.Generator, mean: float, sigma: float, places: int) -> Alarms:
    """The line through five years."""
    found = line_of_rates(series(random, np.full(5, mean), sigma, places), sigma).certain
    return Alarms(float(np.mean(found != 0)), float(np.mean(np.abs(found) == 2)))


def moved(
    random: np.random.Generator, means: np.ndarray, sigma: float, places: int = 1, rows: int = ROWS
) -> np.ndarray:
    """`Movement` of the last of the years 2019, 2020, ... whose mean cases are `means`."""
    of = series(random, means, sigma, places, rows)
    now = years_of(of, len(means) - 1, len(means))

    def since(base: Counts) -> RateTest:
        return compare(now, base, sigma)

    return movement(
        since(years_of(of, 0, 1)).certain, since(years_of(of, 1, 4)).certain, line_of_rates(of, sigma).certain
    )


def covered(random: np.random.Generator, mean: float, sigma: float, places: int) -> float:
    """How often the 95 % interval of a rate holds the rate that the places have without the noise of the year."""
    lower, upper = interval(drawn(random, mean, sigma, places), sigma, per=PEOPLE)
    return float(np.mean((lower <= mean) & (mean <= upper)))


CASES = (10, 20, 30, 100, 500, 5000)
SIGMAS = (0.0, 0.05, 0.1, 0.2)
PLACES = (1, 8)
TESTS = {"change": change, "level": level, "base mean": base_mean, "line": line}
