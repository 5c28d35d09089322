"""What follows from the figures at hand: comparison, change, line, and the year so far.

SQL hands over arrays in the order of its rows, and takes the results back. Sigma is that of a year; months and the
year so far are tested with it too, because how much months move by themselves has not been measured.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ivp.analysis import line, rates, shares, surveys
from ivp.analysis.levels import NONE, CodeArray, FloatArray, code_of_z, where_relevant
from ivp.analysis.small_numbers import percent_change
from ivp.store.build.sides import Side, both
from ivp.store.build.work import COUNTED, PER, SHARE, SURVEY, Arrays, Work


def derive(work: Work, start: str = "") -> None:
    """Add what follows from the temporary table `figure` to comparison, change and trend.

    With a `start` to the temporary tables whose names begin with it.
    """
    figure = Side(**work.arrays("figure"))
    work.lend(_compared(*_sides(figure, work.arrays("pairs"))))
    work.insert(f"{start}comparison", "comparison")
    work.lend(_changed(*_sides(figure, work.arrays("steps"))))
    work.insert(f"{start}change", "change")
    work.lend(_lines(work.arrays("points")))
    work.insert(f"{start}trend", "trend")


def add_up_years(work: Work) -> None:
    """Add the year so far of the months in `figure` to `year_to_date`."""
    sums = work.arrays("running")
    test = rates.compare(_counts(sums), _counts(sums, "_before"), sums["sigma"], bounds=False)
    percent = percent_change(sums["numerator"], sums["numerator_before"])
    work.lend({"percent": percent, "z": test.z, "outcome": test.certain})
    work.insert("year_to_date", "year_to_date")


def _compared(own: Side, other: Side) -> Arrays:
    """Figures against those of areas that contain them, by the statistic's own method; none for published numbers.

    Of counts the rest of the larger area; of survey estimates the whole, because the rest is not published.
    """
    ratio, z = (np.full(len(own.kind), np.nan) for _ in range(2))
    reference, outcome, rest = other.value.copy(), np.full(len(own.kind), NONE), np.zeros(len(own.kind), dtype=bool)
    of, (a, b) = both(COUNTED, own, other)
    others = rates.rest(b.counts, a.counts)
    test = rates.compare(a.counts, others, a.sigma, bounds=False)
    ratio[of], z[of], outcome[of], rest[of] = test.ratio, test.z, test.outcome, True
    reference[of] = others.cases / others.people * PER
    of, (a, b) = both(SHARE, own, other)
    others = rates.rest(b.counts, a.counts)
    parts = shares.compare_shares(a.counts, others, a.sigma)
    reference[of], z[of], outcome[of], rest[of] = others.cases / others.people * 100, parts.z, parts.outcome, True
    of, (a, b) = both(SURVEY, own, other)
    z[of] = surveys.z_of_difference(a.value - b.value, a.half, b.half)
    outcome[of] = where_relevant(code_of_z(z[of]), a.value / np.where(b.value == 0, np.nan, b.value))
    return {
        "reference_value": reference,
        "rest": rest,
        "ratio": ratio,
        "z": z,
        "outcome": outcome,
    }


def change_tests(now: Side, then: Side) -> tuple[FloatArray, CodeArray]:
    """Figures against earlier ones, by the statistic's own method: z and its code; none for published numbers."""
    z, code = np.full(len(now.kind), np.nan), np.full(len(now.kind), NONE)
    of, (a, b) = both(COUNTED, now, then)
    test = rates.compare(a.counts, b.counts, a.sigma, bounds=False)
    z[of], code[of] = test.z, test.certain
    of, (a, b) = both(SHARE, now, then)
    parts = shares.compare_shares(a.counts, b.counts, a.sigma)
    z[of], code[of] = parts.z, parts.certain
    of, (a, b) = both(SURVEY, now, then)
    z[of] = surveys.z_of_difference(a.value - b.value, a.half, b.half)
    code[of] = code_of_z(z[of])
    return z, code


def _changed(now: Side, then: Side) -> Arrays:
    """The percentage is of the counts; of what is not a number of cases there is none."""
    z, code = change_tests(now, then)
    percent = np.where(now.kind == COUNTED, percent_change(now.numerator, then.numerator), np.nan)
    return {"percent": percent, "z": z, "outcome": code}


def _lines(points: Arrays) -> Arrays:
    """The line of the window of five that ends at every point; none where there are fewer."""
    slope, z = np.full((2, len(points["kind"])), np.nan)
    code = np.full(len(points["kind"]), NONE)
    full = np.flatnonzero(points["turn"] >= line.POINTS)
    for kind, line_of in ((COUNTED, _line_of_rates), (SHARE, _line_of_shares), (SURVEY, _line_of_surveys)):
        of = full[points["kind"][full] == kind]
        window = of[:, None] + np.arange(1 - line.POINTS, 1)
        found = line_of({name: column[window] for name, column in points.items()})
        slope[of], z[of], code[of] = found.slope, found.z, found.certain
    direction = np.select([code == NONE, np.abs(code) == 2], [code, np.sign(code)], 0)
    return {"slope": slope, "z": z, "line": code, "direction": direction}


def _line_of_rates(window: Arrays) -> line.Line:
    found = line.line_of_rates(_counts(window), window["sigma"][:, -1], window["year"])
    return replace(found, slope=found.slope * PER)


def _line_of_shares(window: Arrays) -> line.Line:
    found = line.line_of_shares(_counts(window), window["sigma"][:, -1], window["year"])
    return replace(found, slope=found.slope * 100)


def _line_of_surveys(window: Arrays) -> line.Line:
    return line.line_of_surveys(window["value"], window["half"], window["year"])


def _counts(rows: Arrays, at: str = "") -> rates.Counts:
    names = ("numerator", "denominator", "concentration", "slack")
    return rates.counts(*(rows[name + at] for name in names))


def _sides(figure: Side, places: Arrays) -> tuple[Side, Side]:
    return figure.at(places["own"]), figure.at(places["other"])
