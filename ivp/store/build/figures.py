"""The mathematics of the big tables: SQL hands over arrays in the order of its rows, and takes the results back.

Every function fills one table from what the SQL file before it has gathered; see `run` for their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ivp.analysis import change, comparison, intervals, small_numbers, trend
from ivp.analysis.levels import CONFIDENCE, FIRM_CONFIDENCE, NONE, BoolArray, CodeArray, FloatArray
from ivp.store.build.work import COUNTED, PER, SHARE, SURVEY, Arrays, Work


def observe(work: Work, indicators: Sequence[str]) -> None:
    """Add the figures of these indicators to `observation`; they stay at hand in the temporary table `figure`."""
    work.run("given", indicators=list(indicators))
    work.run("sums")
    work.run("missing", indicators=list(indicators))
    work.run("rates", least_people=small_numbers.LEAST_PEOPLE)
    bound(work)
    work.insert("observation", "observation")


def bound(work: Work) -> None:
    """Make the temporary table `figure` of the figures in `bare` and their intervals."""
    work.lend(_bounds(work.arrays("bare")))
    work.run("bounded")


def derive(work: Work, start: str = "") -> None:
    """Add what follows from the temporary table `figure` to comparison, change and trend.

    With a `start` to the temporary tables whose names begin with it.
    """
    figure = Side(**work.arrays("figure"))
    work.lend(_compared(*_sides(figure, work.arrays("pairs"))))
    work.insert(f"{start}comparison", "comparison")
    work.lend(_changed(*_sides(figure, work.arrays("steps"))))
    work.insert(f"{start}change", "change")
    work.lend(_trended(work.arrays("points")))
    work.insert(f"{start}trend", "trend")


def add_up_years(work: Work) -> None:
    """Add the year so far of the months in `figure` to `year_to_date`."""
    sums = work.arrays("running")
    result = change.change_counts(sums["total"], sums["total_before"])
    work.lend({"percent": result.percent, "z": result.z, "outcome": result.outcome})
    work.insert("year_to_date", "year_to_date")


class Side(NamedTuple):
    """The figures on one side of a comparison: arrays of one length; `half` is half the width of the interval."""

    kind: CodeArray
    value: FloatArray
    numerator: FloatArray
    denominator: FloatArray
    half: FloatArray

    def at(self, rows: npt.NDArray[Any]) -> Side:
        """These rows, by number or by true and false."""
        return Side(*(column[rows] for column in self))


def _bounds(rows: Arrays) -> Arrays:
    """Intervals at both levels of confidence, none for published numbers, and whether a rate is indicative."""
    result: Arrays = {}
    for suffix, confidence in (("", CONFIDENCE), ("_firm", FIRM_CONFIDENCE)):
        result["lower" + suffix], result["upper" + suffix] = _interval(rows, confidence)
    few = small_numbers.indicative(rows["numerator"], rows["minimum"])
    return {**result, "indicative": few & (rows["kind"] == COUNTED)}


def _interval(rows: Arrays, confidence: float) -> tuple[FloatArray, FloatArray]:
    lower, upper = np.full(len(rows["kind"]), np.nan), np.full(len(rows["kind"]), np.nan)
    of = rows["kind"] == COUNTED
    lower[of], upper[of] = intervals.rate(rows["numerator"][of], rows["denominator"][of], PER, confidence)
    of = rows["kind"] == SHARE
    low, high = intervals.wilson(rows["numerator"][of], rows["denominator"][of], confidence)
    lower[of], upper[of] = low * 100, high * 100
    of = rows["kind"] == SURVEY
    lower[of], upper[of] = intervals.from_margin(rows["value"][of], rows["margin"][of], confidence)
    return lower, upper


def _compared(own: Side, other: Side) -> Arrays:
    """Figures against those of areas that contain them, by the statistic's own method; none for published numbers."""
    ratio, lower, upper = (np.full(len(own.kind), np.nan) for _ in range(3))
    reference, outcome, rest = other.value.copy(), np.full(len(own.kind), NONE), np.zeros(len(own.kind), dtype=bool)
    of, (a, b) = both(COUNTED, own, other)
    rates = comparison.compare_rates(a.numerator, a.denominator, b.numerator, b.denominator, contains=True)
    ratio[of], lower[of], outcome[of], rest[of] = rates.ratio, rates.lower, rates.outcome, True
    upper[of] = np.where(np.isinf(rates.upper), np.nan, rates.upper)  # no cases in the rest: no upper bound
    reference[of] = rates.reference * PER
    of, (a, b) = both(SHARE, own, other)
    shares = comparison.compare_shares(a.numerator, a.denominator, b.numerator, b.denominator, contains=True)
    reference[of], outcome[of], rest[of] = shares.reference * 100, shares.outcome, True
    of, (a, b) = both(SURVEY, own, other)
    outcome[of] = comparison.compare_surveys(a.value, a.half, b.value, b.half, contains=True).outcome
    return {
        "reference_value": reference,
        "rest": rest,
        "ratio": ratio,
        "ratio_lower": lower,
        "ratio_upper": upper,
        "outcome": outcome,
    }


def _changed(now: Side, then: Side) -> Arrays:
    """Figures against those before them, by the statistic's own method; none for published numbers."""
    percent, z, outcome = np.full(len(now.kind), np.nan), np.full(len(now.kind), np.nan), np.full(len(now.kind), NONE)
    of, (a, b) = both(COUNTED, now, then)
    percent[of], z[of], outcome[of] = change.change_counts(a.numerator, b.numerator)[1:]
    of, (a, b) = both(SHARE, now, then)
    z[of], outcome[of] = change.change_shares(a.numerator, a.denominator, b.numerator, b.denominator)[2:]
    of, (a, b) = both(SURVEY, now, then)
    z[of], outcome[of] = change.change_surveys(a.value, a.half, b.value, b.half)[2:]
    return {"percent": percent, "z": z, "outcome": outcome}


def _trended(points: Arrays) -> Arrays:
    """Slope and direction of the window of five that ends at every point; too few where there is none."""
    counted = points["counted"].astype(bool)
    points["low"][counted], points["high"][counted] = trend.count_bounds(points["y"][counted])
    slope, chi_squared = np.full(len(counted), np.nan), np.full(len(counted), np.nan)
    direction = np.full(len(counted), trend.TOO_FEW)
    full = np.flatnonzero(points["turn"] >= trend.POINTS)
    window = full[:, None] + np.arange(1 - trend.POINTS, 1)
    y, low, high, year = (points[name][window] for name in ("y", "low", "high", "year"))
    slope[full], chi_squared[full], direction[full] = trend.trend(y, low, high, year)
    return {"slope": slope, "chi_squared": chi_squared, "direction": direction}


def _sides(figure: Side, places: Arrays) -> tuple[Side, Side]:
    return figure.at(places["own"]), figure.at(places["other"])


def both(kind: int, own: Side, other: Side) -> tuple[BoolArray, tuple[Side, Side]]:
    """Which rows are of this kind, and both sides of them."""
    of: BoolArray = own.kind == kind
    return of, (own.at(of), other.at(of))
