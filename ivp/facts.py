"""The typed records that pass every wall: what the reader makes of DuckDB's rows and pages, sentences and charts read.

Nothing here computes: a fact was finished when the database was built. The enums are in `ivp.outcomes` (`Level`,
`State`, `Statistic`, `Polarity` and `Detection` in `ivp.catalog.models`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ivp.catalog.models import Level, State
from ivp.outcomes import Arrow, Direction, Measure, Movement, Outcome, Usual


@dataclass(frozen=True, slots=True)
class Area:
    """An area: of the catalog (`inside`), or another Dutch municipality for comparison.

    `parent` is the code of the area above ('' for the largest and outside the catalog), `sort` the display order;
    `lon` and `lat` (WGS84) are the place of its label, where known.
    """

    code: str
    level: Level
    name: str
    parent: str = ""
    sort: int = 0
    inside: bool = True
    lon: float | None = None
    lat: float | None = None


ALIKE = Area("VERGELIJKBAAR", Level.GEMEENTE, "vergelijkbare gemeenten", inside=False)
"""What stands as the reference of a comparison with similar municipalities."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure held against a reference area: the rest of it (`rest`), or the whole where the rest is not known.

    `value` is the figure of that reference and `difference` the figure minus it, in the indicator's unit; `ratio` only
    for counts.
    """

    reference: Area
    value: float | None
    rest: bool
    difference: float | None
    outcome: Outcome
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure against an earlier one: of the year before, the same month a year before, or the survey before.

    `value` and `numerator` are those of `period`, the earlier one; `percent` is of the count, and None below 30 cases.
    """

    period: str
    value: float | None
    numerator: float | None
    difference: float | None
    percent: float | None
    outcome: Movement


@dataclass(frozen=True, slots=True)
class Trend:
    """The direction over the last five points up to a figure, from the period `since`; with fewer `points` too few."""

    direction: Direction
    since: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True)
class BaseChange:
    """A figure against a base: '2019', or '2020-2022' for the mean of those years; `percent` is of the value."""

    period: str
    value: float | None
    percent: float | None
    outcome: Movement


@dataclass(frozen=True, slots=True)
class Moves:
    """Which way a yearly figure goes, with the signals that say so: both bases, and the line over five points at 95 %.

    A signal that is not known is None, of the line `Movement.NONE`; `since` is the first of the five points.
    """

    arrow: Arrow
    base: BaseChange | None
    mean: BaseChange | None
    line: Movement
    since: str = ""


@dataclass(frozen=True, slots=True)
class Likes:
    """A figure among the municipalities most like its area, in the indicator's unit.

    `expected`: their middle figure (of a sum: of the likes of its members); `lower` and `upper`: what they differ among
    themselves, a 95 % prediction interval; `place` of `among`: 1 of 11 is the highest, 0 of 0 for a sum.
    """

    usual: Usual
    expected: float | None
    lower: float | None
    upper: float | None
    place: int
    among: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: indicator x area x period, in the indicator's unit, with all that was found out about it.

    `period` is '2024' or '2025-03'. `numerator` and `denominator` are the count and what it is divided by, only of
    counts; `lower` and `upper` the 95 % interval. None is missing, never zero; `state` says why. `no_rate` says why a
    count has no figure per inhabitant: 'few_people', or the kind of area; '' where it has one. `owner` had an own
    survey or registration made ('' for what a table publishes), with `answers` where that is known.
    """

    indicator: str
    area: Area
    period: str
    value: float | None
    state: State
    source: str
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    indicative: bool = False
    summed: bool = False
    no_rate: str = ""
    owner: str = ""
    answers: float | None = None
    comparison: Comparison | None = None
    change: Change | None = None
    trend: Trend | None = None
    moves: Moves | None = None
    likes: Likes | None = None

    @property
    def outcome(self) -> Outcome:
        """The outcome of the comparison; `NONE` without one."""
        return self.comparison.outcome if self.comparison else Outcome.NONE

    @property
    def movement(self) -> Movement:
        """The outcome of the change; `NONE` without one."""
        return self.change.outcome if self.change else Movement.NONE

    @property
    def arrow(self) -> Arrow:
        """Which way the figure goes; `UNKNOWN` without signals."""
        return self.moves.arrow if self.moves else Arrow.UNKNOWN

    @property
    def usual(self) -> Usual:
        """Whether it is unusual among similar municipalities; `UNKNOWN` without enough of them."""
        return self.likes.usual if self.likes else Usual.UNKNOWN

    @property
    def direction(self) -> Direction:
        """The direction over five points; `TOO_FEW` without them."""
        return self.trend.direction if self.trend else Direction.TOO_FEW

    @property
    def known(self) -> bool:
        """Whether there is a figure, or a count at least."""
        return self.value is not None or self.numerator is not None

    @property
    def provisional(self) -> bool:
        """Whether the source may still change the figure."""
        return self.state == State.PROVISIONAL

    @property
    def year(self) -> int:
        """The year of the period."""
        return int(self.period[:4])

    @property
    def monthly(self) -> bool:
        """Whether the period is a month."""
        return len(self.period) == 7

    def amount(self, measure: Measure = Measure.VALUE) -> float | None:
        """The number that a measure shows: the count for `COUNT`, the difference for `DIFFERENCE`, else the value."""
        if measure == Measure.COUNT:
            return self.numerator
        if measure == Measure.DIFFERENCE:
            return self.comparison.difference if self.comparison else None
        return self.value

    def named(self, name: str) -> Fact:
        """The same fact, its area under another name (a wijk with its gemeente behind it)."""
        return replace(self, area=replace(self.area, name=name))


@dataclass(frozen=True, slots=True)
class YearToDate:
    """January up to `period` (a month) of one area: the count, that of the same months a year before, the change.

    `percent` is None below 30 cases.
    """

    area: Area
    period: str
    numerator: float
    previous: float
    percent: float | None
    outcome: Movement


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """The limits of the funnel at one number of inhabitants, round the rate `target` of all gemeenten (per 1,000)."""

    target: float
    denominator: float
    lower: float
    upper: float
    lower_firm: float
    upper_firm: float


@dataclass(frozen=True, slots=True)
class Visible:
    """The ratios, below and above 1, that a rate must change by from one year to the next to be seen at `cases`."""

    cases: int
    down: float
    up: float


@dataclass(frozen=True, slots=True)
class Noise:
    """How much an indicator moves between years by itself: `sigma` on the log scale (None where it is not known).

    Estimated from `pairs` of consecutive years of all municipalities; not `own`: these are too few, so that sigma is
    the middle one of the indicators of its statistic. `least` only of rates.
    """

    indicator: str
    sigma: float | None
    pairs: int
    own: bool
    least: tuple[Visible, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A municipality that is like another one, at a distance in standard deviations."""

    area: Area
    distance: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of an area as GeoJSON geometry (text), with the code of the area above ('' without one)."""

    code: str
    name: str
    parent: str
    geometry: str


@dataclass(frozen=True, slots=True)
class Availability:
    """In how many catalog areas of a level there is a figure (`valued`), or a count at least (`known`)."""

    indicator: str
    level: Level
    period: str
    known: int
    valued: int


@dataclass(frozen=True, slots=True)
class Covered:
    """A table says to publish an indicator for all areas of a level in a period."""

    indicator: str
    level: Level
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Twin:
    """An indicator that counts the same as others in the way of its own table: how they differ, and whether it leads.

    Only what leads counts in lists, scores and findings.
    """

    indicator: str
    note: str
    leads: bool


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """A theme with the veiligheidsveld that it belongs to, in display order."""

    id: str
    label: str
    veld: str
    veld_label: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file of the snapshot, as its manifest says."""

    file: str
    source: str
    title: str
    periods: str
    retrieved: date
    origin: str
    rows: int
    note: str


@dataclass(frozen=True, slots=True)
class QualityCheck:
    """The outcome of one check on the figures, in Dutch."""

    name: str
    source: str
    passed: bool
    detail: str
