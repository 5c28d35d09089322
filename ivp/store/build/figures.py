"""The mathematics of the big tables: SQL hands over arrays in the order of its rows, and takes the results back.

Every function fills one table from what the SQL file before it has gathered; see `run` for their order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ivp.analysis import change, comparison, intervals, small_numbers, trend
from ivp.analysis.levels import CONFIDENCE, FIRM_CONFIDENCE, NONE, BoolArray, CodeArray, FloatArray
from ivp.store.build.work import COUNTED, PER, SHARE, SURVEY, Arrays, Work



def observe(work: Work, indicators: Sequence[str]) -> None:
    """Add the figures of these indicators to `observation`; they stay at hand in the temporary table `figure`."""
    work.run("figures", indicators=list(indicators))
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
    figure = work.arrays("figure")
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


def _bounds(rows: Arrays) -> Arrays:
    """Intervals at both levels of confidence, none for published numbers, and whether a rate is indicative."""
    result: Arrays = {}
    for suffix, confidence in (("", CONFIDENCE), ("998", FIRM_CONFIDENCE)):
        result["lower" + suffix], result["upper" + suffix] = _interval(rows, confidence)
    few = small_numbers.indicative(rows["numerator"], rows["minimum"])
    return {**result, "indicative": few & (rows["kind"] == COUNTED)}


def _interval(rows: Arrays, confidence: float) -> tuple[FloatArray, FloatArray]:
    lower, upper = _nothing(rows), _nothing(rows)
    of = rows["kind"] == COUNTED
    lower[of], upper[of] = intervals.rate(rows["numerator"][of], rows["denominator"][of], PER, confidence)
    of = rows["kind"] == SHARE
    low, high = intervals.wilson(rows["numerator"][of], rows["denominator"][of], confidence)
    lower[of], upper[of] = low * 100, high * 100
    of = rows["kind"] == SURVEY
    lower[of], upper[of] = intervals.from_margin(rows["value"][of], rows["margin"][of], confidence)
    return lower, upper


def _compared(own: Arrays, other: Arrays) -> Arrays:
    """Ratio, reference value and outcome by the statistic's own method; nothing but the value for published numbers.

    `own` and `other`: the figures of the areas, and of those that contain them.
    """
    ratio, lower, upper, reference = (_nothing(own) for _ in range(4))
    outcome, rest = _no_outcome(own), np.zeros(len(ratio), dtype=bool)
    reference[:] = other["value"]
    of = own["kind"] == COUNTED
    given = _both(of, own, other, "numerator", "denominator")
    rates = comparison.compare_rates(*given, True)
    ratio[of], lower[of], upper[of], rest[of] = rates.ratio, rates.lower, rates.upper, True
    reference[of], outcome[of] = rates.reference * PER, rates.outcome
    of = own["kind"] == SHARE
    given = _both(of, own, other, "numerator", "denominator")
    shares = comparison.compare_shares(*given, True)
    reference[of], outcome[of], rest[of] = shares.reference * 100, shares.outcome, True
    of = own["kind"] == SURVEY
    given = _both(of, own, other, "value", "half")
    outcome[of] = comparison.compare_surveys(*given, True).outcome
    upper[np.isinf(upper)] = np.nan  # no cases in the rest: no upper bound
    return {
        "reference_value": reference,
        "rest": rest,
        "ratio": ratio,
        "ratio_lower": lower,
        "ratio_upper": upper,
        "outcome": outcome,
    }


def _changed(own: Arrays, other: Arrays) -> Arrays:
    """Percentage, z and outcome by the statistic's own method; nothing for published numbers.

    `own` and `other`: the figures, and those before them.
    """
    percent, z, outcome = _nothing(own), _nothing(own), _no_outcome(own)
    of = own["kind"] == COUNTED
    now, then = _both(of, own, other, "numerator")
    counts = change.change_counts(now, then)
    percent[of], z[of], outcome[of] = counts.percent, counts.z, counts.outcome
    of = own["kind"] == SHARE
    given = _both(of, own, other, "numerator", "denominator")
    shares = change.change_shares(*given)
    z[of], outcome[of] = shares.z, shares.outcome
    of = own["kind"] == SURVEY
    given = _both(of, own, other, "value", "half")
    waves = change.change_surveys(*given)
    z[of], outcome[of] = waves.z, waves.outcome
    return {"percent": percent, "z": z, "outcome": outcome}


def _trended(points: Arrays) -> Arrays:
    """Slope and direction of the window of five that ends at every point; too few where there is none."""
    counted = points["counted"].astype(bool)
    points["low"][counted], points["high"][counted] = trend.count_bounds(points["y"][counted])
    slope, chi_squared, direction = _nothing(points), _nothing(points), np.full(len(counted), trend.TOO_FEW)
    full = np.flatnonzero(points["turn"] >= trend.POINTS)
    window = full[:, None] + np.arange(1 - trend.POINTS, 1)
    y, low, high, year = (points[name][window] for name in ("y", "low", "high", "year"))
    slope[full], chi_squared[full], direction[full] = trend.trend(y, low, high, year)
    return {"slope": slope, "chi_squared": chi_squared, "direction": direction}


def _sides(figure: Arrays, places: Arrays) -> tuple[Arrays, Arrays]:
    """The figures on either side of pairs of places."""
    own, other = ({name: column[places[side]] for name, column in figure.items()} for side in ("own", "other"))
    return own, other


def _both(of: BoolArray, own: Arrays, other: Arrays, *names: str) -> list[FloatArray]:
    """These columns of these rows, of the one side and then of the other."""
    return [side[name][of] for side in (own, other) for name in names]


def _nothing(rows: Arrays) -> FloatArray:
    return np.full(len(next(iter(rows.values()))), np.nan)


def _no_outcome(rows: Arrays) -> CodeArray:
    return np.full(len(rows["kind"]), NONE)
