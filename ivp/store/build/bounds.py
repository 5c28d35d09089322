"""The interval of every figure: the one that is shown and the one that judges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ivp.analysis import rates, shares, small_numbers, surveys
from ivp.analysis.levels import FloatArray
from ivp.store.build.work import COUNTED, PER, SHARE, SURVEY, Arrays, Work


def observe(work: Work, indicators: Sequence[str]) -> None:
    """Add the figures of these indicators to `observation`; they stay at hand in the temporary table `figure`."""
    work.run("taken", indicators=list(indicators))
    bound(work)
    work.insert("observation", "observation")
    work.run("year_kept")


def bound(work: Work, months: int = 1) -> None:
    """Make the temporary table `figure` of the figures in `bare` and their intervals; each is a sum of `months`."""
    work.lend(_bounds(work.arrays("weighed", months=months)))
    work.run("bounded")


def _bounds(rows: Arrays) -> Arrays:
    """95 % intervals, none for published numbers or a survey without margin, and whether a rate is indicative."""
    lower, upper = np.full((2, len(rows["kind"])), np.nan)
    known = ~np.isnan(rows["value"])
    for kind, interval in ((COUNTED, _of_rates), (SHARE, _of_shares), (SURVEY, _of_surveys)):
        of = known & (rows["kind"] == kind)
        lower[of], upper[of] = interval({name: column[of] for name, column in rows.items()})
    few = small_numbers.indicative(rows["numerator"], rows["minimum"])
    return {"lower": lower, "upper": upper, "indicative": few & (rows["kind"] == COUNTED)}


def _of_rates(rows: Arrays) -> tuple[FloatArray, FloatArray]:
    """Of equal counts with equal spread once: small ones come by the ten thousands, and are slow to work out."""
    spread = rows["sigma"] ** 2 * rows["concentration"]
    keys, place = np.unique(np.stack([rows["numerator"], rows["slack"], spread]), axis=1, return_inverse=True)
    cases, slack, variance = keys
    found = rates.interval(rates.counts(cases, 1.0, 1.0, slack), np.sqrt(variance), per=PER)
    return found.lower[place] / rows["denominator"], found.upper[place] / rows["denominator"]


def _of_shares(rows: Arrays) -> tuple[FloatArray, FloatArray]:
    counted = rates.counts(rows["numerator"], rows["denominator"], rows["concentration"], rows["slack"])
    found = shares.share_interval(counted, rows["sigma"])
    return found.lower * 100, found.upper * 100


def _of_surveys(rows: Arrays) -> tuple[FloatArray, FloatArray]:
    return surveys.interval(rows["value"], rows["margin"])
