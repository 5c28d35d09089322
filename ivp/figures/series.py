"""One line through time per area: a full grid of periods, gaps where a figure is missing or the series breaks.

A year stands at its middle and a month at its middle (2024 at 2024.5), so that dated events fall where they belong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ivp.catalog.models import Event, Indicator
from ivp.facts import Fact
from ivp.figures.base import area_label, hover
from ivp.figures.table import Table
from ivp.outcomes import Measure
from ivp.wording import numbers, periods

MONTHS_IN_SUM = 12


@dataclass(frozen=True)
class Point:
    """A place on a line; `y` is None in a gap."""

    x: float
    y: float | None
    lower: float | None = None
    upper: float | None = None
    provisional: bool = False
    hover: str = ""
    period: str = ""


@dataclass(frozen=True)
class Line:
    """The points of one area, from the first to the last figure that any area has."""

    area: str
    label: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        """The last point with a figure."""
        return next((point for point in reversed(self.points) if point.y is not None), None)

    def runs(self) -> list[list[Point]]:
        """The parts between gaps."""
        found: list[list[Point]] = [[]]
        for point in self.points:
            if point.y is not None:
                found[-1].append(point)
            elif found[-1]:
                found.append([])
        return [run for run in found if run]

    def alone(self) -> set[float]:
        """Places of points without a neighbour: no line shows them."""
        return {run[0].x for run in self.runs() if len(run) == 1}


@lru_cache(maxsize=1024)
def place(period: str) -> float:
    """The middle of a year or month on the time axis, in years."""
    year = int(period[:4])
    return year + (int(period[5:7]) - 0.5) / 12 if periods.is_month(period) else year + 0.5


def place_of_date(day: date) -> float:
    """A date on the time axis, in years."""
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 366


def beginning(period: str) -> date:
    """The first day of a year or month."""
    return date(int(period[:4]), int(period[5:7]) if periods.is_month(period) else 1, 1)


def full_grid(first: str, last: str) -> list[str]:
    """Every year or month from `first` to `last`."""
    if not periods.is_month(first):
        return [str(year) for year in range(int(first), int(last) + 1)]
    return [periods.month_text(n) for n in range(periods.month_number(first), periods.month_number(last) + 1)]


def one_grain(facts: Sequence[Fact], months: bool) -> list[Fact]:
    """The facts of months, or of years; all of them where there are none of that kind. A line is never made of both."""
    return [fact for fact in facts if fact.monthly == months] or list(facts)


def concerns(event: Event, sources: Iterable[str]) -> bool:
    """Whether an event is about one of these tables."""
    return not event.sources or not set(event.sources).isdisjoint(sources)


def cuts(events: Sequence[Event], grid: Sequence[str], sources: Iterable[str]) -> dict[str, Event]:
    """The periods before which the line is cut, and by which event (see `Event.breaks`)."""
    tables = set(sources)
    found = {}
    for event in events:
        if event.breaks and concerns(event, tables):
            after = [period for period in grid if beginning(period) >= event.start]
            if after and after[0] != grid[0]:
                found[after[0]] = event
    return found


def make_lines(
    facts: Sequence[Fact], indicator: Indicator, *, measure: Measure, cut_before: Iterable[str], rolling: bool = False
) -> list[Line]:
    """One line per area, in the order of the facts.

    `rolling` replaces every month by the sum of the twelve months up to it, and only where all twelve are there on
    one side of a break; such sums have no margin here.
    """
    known = [fact.period for fact in facts if fact.amount(measure) is not None]
    if not known:
        return []
    grid = full_grid(min(known), max(known))
    by_area: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        by_area.setdefault(fact.area.code, {})[fact.period] = fact
    cut = set(cut_before)
    lines = []
    for code, own in by_area.items():
        points = _sums(own, grid, indicator, measure, cut) if rolling else _points(own, grid, indicator, measure, cut)
        lines.append(Line(code, _label(own), tuple(points)))
    return [line for line in lines if line.last is not None]


def _label(own: Mapping[str, Fact]) -> str:
    return area_label(next(iter(own.values())).area)


def _points(
    own: Mapping[str, Fact], grid: Sequence[str], indicator: Indicator, measure: Measure, cut: set[str]
) -> list[Point]:
    points = []
    for period in grid:
        if period in cut:
            points.append(_gap_before(period))
        fact = own.get(period)
        y = fact.amount(measure) if fact else None
        if fact is None or y is None:
            points.append(Point(place(period), None, period=period))
            continue
        lower, upper = (fact.lower, fact.upper) if measure == Measure.VALUE else (None, None)
        points.append(Point(place(period), y, lower, upper, fact.provisional, hover(fact, indicator), period))
    return points


def _sums(
    own: Mapping[str, Fact], grid: Sequence[str], indicator: Indicator, measure: Measure, cut: set[str]
) -> list[Point]:
    values = [own[month].amount(measure) if month in own else None for month in grid]
    early = [month in own and own[month].provisional for month in grid]
    label = _label(own)
    points = []
    since = 0  # the first month after the last break
    for at, period in enumerate(grid):
        if period in cut:
            points.append(_gap_before(period))
            since = at
        first = at - MONTHS_IN_SUM + 1
        known = [value for value in values[max(first, 0) : at + 1] if value is not None]
        if first < since or len(known) < MONTHS_IN_SUM:
            points.append(Point(place(period), None, period=period))
            continue
        total = sum(known)
        shown = numbers.number(total) if measure == Measure.COUNT else numbers.with_unit(total, indicator)
        text = f"<b>{label}</b>, {periods.span(grid[first], period)}<br>{shown}<br>som van twaalf maanden"
        provisional = any(early[first : at + 1])
        points.append(Point(place(period), total, provisional=provisional, hover=text, period=period))
    return points


def sums_table(lines: Sequence[Line], indicator: Indicator, measure: Measure) -> Table:
    """The twin of lines of twelve months: Gebied, Tot en met, and the sum where there is one."""
    name = "Aantal in twaalf maanden" if measure == Measure.COUNT else f"Twaalf maanden, {indicator.unit}"
    points = [
        (line.label, periods.period(point.period), point.y)
        for line in lines
        for point in line.points
        if point.y is not None
    ]
    return Table(("Gebied", "Tot en met", name), tuple(points))


def _gap_before(period: str) -> Point:
    step = 1 / 24 if periods.is_month(period) else 0.5
    return Point(place(period) - step, None)


def time_ticks(first: str, last: str, most: int = 6) -> tuple[list[float], list[str]]:
    """At most about `most` ticks: years at their middle; months at the turn of the year and, if few, at July."""
    if not periods.is_month(first):
        years = range(int(first), int(last) + 1)
        step = -(-len(years) // most)
        shown = list(reversed(years[::-1][::step]))
        return [year + 0.5 for year in shown], [str(year) for year in shown]
    months = range(periods.month_number(first), periods.month_number(last) + 1)
    every = next((n for n in (3, 6, 12, 24, 36, 60) if len(months) / n <= most), 120)
    starts = [n for n in months if n % every == 0] or [months[0]]
    texts = []
    for n in starts:
        month = periods.SHORT_MONTHS[n % 12]
        texts.append(f"{month}<br>{n // 12}" if n % 12 == 0 or n == starts[0] else month)
    return [(n + 0.5) / 12 for n in starts], texts
