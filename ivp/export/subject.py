"""The area that a file is about, with all that the store knows of it: read once, for report, deck, A4 and workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ivp.catalog.models import Indicator, Level, Source, Statistic
from ivp.catalog.plan import Commentary, Decision, PlanLevel, Weight
from ivp.export.reading import Reading
from ivp.export.sources import source_line
from ivp.facts import Area, Dataset, Fact
from ivp.figures.base import area_order, facts_of
from ivp.outcomes import Grain
from ivp.plan_facts import Assessment, AssessmentPart, Finding, PlacedAction, PlacedPriority, Progress
from ivp.wording import areas as area_words
from ivp.wording.periods import is_month

LARGE = (Level.GEMEENTE, Level.BASISTEAM, Level.DISTRICT, Level.EENHEID, Level.LAND)
REPORTED = (Level.GEMEENTE, Level.BASISTEAM, Level.DISTRICT)
_NEAR = tuple(reversed(PlanLevel))  # an area sees its own choices first
_FINDINGS = 5


@dataclass(frozen=True)
class Plan:
    """The plan that holds now (or last): its years, its priorities nearest level first, and the year of the toets."""

    start: int
    end: int
    year: int
    priorities: tuple[PlacedPriority, ...]
    toets: tuple[Assessment, ...]

    @property
    def label(self) -> str:
        """'2023–2026'."""
        return f"{self.start}–{self.end}"


class Subject:
    """An area of the catalog, gemeente, basisteam or district; what is asked of the store is kept.

    `level` is that of the area that figures are held against; empty for the usual one (`level_above`).
    """

    def __init__(self, reading: Reading, code: str, today: date, level: str = "") -> None:
        self.reading, self.today = reading, today
        self.area: Area = reading.area(code)
        self.where = area_words.place(self.area)
        self.name = self.where.removeprefix("het ")  # 'district De Markiezaten', as it stands in a title
        self.by_id = {one.id: one for one in reading.indicators()}
        self.rows = [one for one in self.by_id.values() if one.order is not None]
        self.level = level or level_above(reading, self.area)
        self.reference = next((one for one in self.above if one.level == self.level), self.area)

    @cached_property
    def leading(self) -> list[Indicator]:
        """The rows that count in lists, counts and charts: one crime once, as on the screen."""
        behind = {one.indicator for one in self.reading.twins() if not one.leads}
        return [one for one in self.rows if one.id not in behind]

    @cached_property
    def told(self) -> list[Fact]:
        """The last figures of the area itself that count in lists."""
        return [self.own[one.id] for one in self.leading if one.id in self.own]

    @cached_property
    def above(self) -> list[Area]:
        """The areas that contain it, nearest first."""
        known = {one.code: one for one in self.reading.areas()}
        found, code = [], self.area.parent
        while code in known:
            found.append(known[code])
            code = known[code].parent
        return found

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The tables, by number."""
        return {one.id: one for one in self.reading.sources()}

    @cached_property
    def datasets(self) -> tuple[Dataset, ...]:
        """The files that the figures are from."""
        return self.reading.datasets()

    @cached_property
    def latest(self) -> tuple[Fact, ...]:
        """Per indicator of the matrix its last year, for the areas down to gemeente."""
        return self.reading.matrix([one.id for one in self.rows], levels=REPORTED, reference_level=self.level)

    @cached_property
    def own(self) -> dict[str, Fact]:
        """The last figure of the area itself, by indicator."""
        return {fact.indicator: fact for fact in self.latest if fact.area.code == self.area.code}

    @cached_property
    def members(self) -> list[str]:
        """The areas to draw together: of the level of this one, and below a larger one its gemeenten."""
        near = [self.area.level] if self.area.level == Level.GEMEENTE else [Level.GEMEENTE, Level.BASISTEAM]
        inside = {self.area.code, *(one.code for one in self.reading.areas() if one.parent == self.area.code)}
        wanted = [one for one in self.reading.areas() if one.level in near]
        if self.area.level == Level.BASISTEAM:
            wanted = [one for one in wanted if one.code in inside or one.level == Level.BASISTEAM]
        return [one.code for one in wanted]

    def across(self, indicator: Indicator, period: str = "") -> list[Fact]:
        """The figures of an indicator, the last ones or of a period: areas drawn together and those to compare with."""
        large = {one.code for one in self.above if one.level != Level.BASISTEAM}
        wanted = {*self.members, self.area.code, self.reference.code, *large}
        found = [fact for fact in self.large(indicator, period) if fact.area.code in wanted]
        return sorted(found, key=lambda fact: area_order(fact.area))

    def large(self, indicator: Indicator, period: str = "") -> Sequence[Fact]:
        """The figures of an indicator of all areas down to gemeente: its last ones, or those of a period."""
        if period:
            return self.reading.facts([indicator.id], reference_level=self.level, levels=LARGE, periods=[period])
        if indicator.order is None:
            return self.reading.matrix([indicator.id], levels=REPORTED, reference_level=self.level)
        return facts_of(self.latest, indicator)

    def history(self, indicator: Indicator, others: Sequence[str] = ()) -> tuple[Fact, ...]:
        """The figures through time of the same areas and of `others`: years, or months where there are no years."""
        asked = [*self.members, self.area.code, self.reference.code, *others]
        found = self.through_time(indicator, asked)
        years = [fact for fact in found if not is_month(fact.period)]
        return tuple(years or found)

    def through_time(self, indicator: Indicator, areas: Sequence[str], grain: Grain | None = None) -> tuple[Fact, ...]:
        """All figures of an indicator in some areas, by year, by month or (without `grain`) both."""
        asked = list(dict.fromkeys(areas))
        return self.reading.facts([indicator.id], reference_level=self.level, areas=asked, grain=grain)

    def telling(self, most: int) -> list[Indicator]:
        """The indicators to show at length: the first of the matrix, those that lead a priority, what stands out.

        Only those with a figure here; at most so many.
        """
        lead = [
            link.indicator for link in self.reading.links() if link.weight == Weight.LEAD and link.priority in self.ids
        ]
        found = [*(one.id for one in self.rows[:1]), *lead, *(finding.fact.indicator for finding in self.findings)]
        found += [one.id for one in self.leading]
        known = [id for id in dict.fromkeys(found) if (fact := self.own.get(id)) and fact.value is not None]
        return [self.by_id[id] for id in known[:most]]

    def wijken(self) -> tuple[Indicator, list[Fact]] | None:
        """The registered crime that goes down to the wijk (the one with most years), and its last figures here."""
        inside = [one.code for one in self.reading.areas() if one.parent == self.area.code and one.level == Level.WIJK]
        years: dict[str, list[str]] = {}
        for one in self.reading.availability():
            if one.level == Level.WIJK and one.valued and not is_month(one.period):
                years.setdefault(one.indicator, []).append(one.period)
        rates = [id for id in years if id in self.by_id and self.by_id[id].statistic == Statistic.RATE]
        if not inside or not rates:
            return None
        chosen = max(rates, key=lambda id: len(years[id]))
        last = max(years[chosen])
        found = self.reading.facts([chosen], reference_level=self.level, areas=inside, periods=[last])
        return self.by_id[chosen], list(found)

    @cached_property
    def plan(self) -> Plan | None:
        """The newest plan with priorities here, with its toets; None when there is none at all."""
        every = self.reading.priorities(self.area.code)
        if not every:
            return None
        start, end = max((one.priority.start, one.priority.end) for one in every)
        mine = [one for one in every if (one.priority.start, one.priority.end) == (start, end)]
        mine.sort(key=lambda one: _NEAR.index(one.priority.level))
        ids = [one.priority.id for one in mine]
        toets = self.reading.assessments(areas=[self.area.code], priorities=ids)
        year = max((row.year for row in toets), default=end)
        return Plan(start, end, year, tuple(mine), tuple(row for row in toets if row.year == year))

    @cached_property
    def ids(self) -> set[str]:
        """The ids of the priorities of the plan."""
        return {one.priority.id for one in self.plan.priorities} if self.plan else set()

    def judged(self, priority: str) -> Assessment | None:
        """The toets of a priority here; None when it does not hold here."""
        toets = self.plan.toets if self.plan else ()
        return next((row for row in toets if row.priority.id == priority), None)

    def parts(self, row: Assessment) -> tuple[AssessmentPart, ...]:
        """The figures behind a toets."""
        return self.reading.assessment_parts(row.priority.id, row.area.code, row.year)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What stands out here, strongest first."""
        return self.reading.findings(area=self.area.code, limit=_FINDINGS)

    @cached_property
    def goals(self) -> tuple[Progress, ...]:
        """The goals that hold here."""
        return self.reading.goal_progress(self.area.code)

    @cached_property
    def actions(self) -> tuple[PlacedAction, ...]:
        """The actions here and of the areas above, newest first."""
        return tuple(sorted(self.reading.actions(area=self.area.code), key=lambda one: -one.action.year))

    @cached_property
    def commentary(self) -> tuple[Commentary, ...]:
        """The duiding of the area."""
        return tuple(note for note in self.reading.commentary(area=self.area.code) if note.priority in self.ids)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The besluiten of the area."""
        return tuple(one for one in self.reading.decisions(area=self.area.code) if one.priority in self.ids)

    def source_of(self, facts: Iterable[Fact]) -> str:
        """The source line of some figures."""
        return source_line(facts, self.sources, self.datasets)


def level_above(reading: Reading, area: Area) -> Level:
    """What an area is compared with: a gemeente and a basisteam with the district, the district with the eenheid."""
    levels = {one.level for one in reading.areas()}
    order: Sequence[Level] = (Level.EENHEID, Level.LAND) if area.level == Level.DISTRICT else (Level.DISTRICT,)
    return next((level for level in order if level in levels), Level.DISTRICT)
