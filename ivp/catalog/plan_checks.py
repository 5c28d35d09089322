"""Checks of the plan that look further than one cell: references to the catalog and between the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ivp.catalog.checks import Items, Keys, reference
from ivp.catalog.models import Catalog, Detection, Level, Polarity, Statistic
from ivp.catalog.plan import (
    Action,
    Commentary,
    Decision,
    Direction,
    Evidence,
    Goal,
    Link,
    NeedUnit,
    PlanLevel,
    Priority,
    Weight,
)
from ivp.catalog.table import MOST_PROBLEMS, Problem

_LEVELS = {
    PlanLevel.LANDELIJK: Level.LAND,
    PlanLevel.REGIONAAL: Level.EENHEID,
    PlanLevel.DISTRICT: Level.DISTRICT,
    PlanLevel.BASISTEAM: Level.BASISTEAM,
    PlanLevel.LOKAAL: Level.GEMEENTE,
}


@dataclass(frozen=True)
class Known:
    """What the rows may refer to; keys are None where that file could not be read."""

    catalog: Catalog
    chosen: Sequence[Priority]
    priorities: Keys
    partners: Keys

    @cached_property
    def areas(self) -> Collection[str]:
        """Codes of all areas."""
        return {area.code for area in self.catalog.areas}

    @cached_property
    def themes(self) -> Collection[str]:
        """Ids of all themes."""
        return {theme.id for theme in self.catalog.themes}

    @cached_property
    def indicators(self) -> Collection[str]:
        """Ids of all indicators."""
        return {indicator.id for indicator in self.catalog.indicators}

    @cached_property
    def areas_of_priorities(self) -> Mapping[str, str]:
        """Id of a priority -> the area that chose it."""
        return {priority.id: priority.area for priority in self.chosen}


def priorities(file: str, items: Items[Priority], known: Known) -> list[Problem]:
    """Area and theme exist, the level fits the area, and the period does not end before it begins."""
    problems: list[Problem] = []
    for row, item in items:
        if len(problems) > MOST_PROBLEMS:
            break
        problems += reference(file, row, "theme", item.theme, known.themes, "themes.csv")
        found = _area(file, row, item.area, known)
        problems += found
        if not found and known.catalog.area(item.area).level != _LEVELS[item.level]:
            what = f"level ‘{item.level.value}’ past niet bij area ‘{item.area}’"
            remedy = f"kies een gebied van level {_LEVELS[item.level].value}, of een ander level"
            problems.append(Problem(file, row, what, remedy, "level"))
        if item.end < item.start:
            what = f"end {item.end} ligt voor start {item.start}"
            problems.append(Problem(file, row, what, "verwissel de jaren of verbeter er een", "end"))
    return problems


def links(file: str, items: Items[Link], known: Known) -> list[Problem]:
    """Priority and indicator exist, the pair occurs once, and what is found by looking or modelled never leads."""
    problems: list[Problem] = []
    first: dict[tuple[str, str], int] = {}
    for row, item in items:
        if len(problems) > MOST_PROBLEMS:
            break
        problems += reference(file, row, "priority", item.priority, known.priorities, "priorities.csv")
        found = reference(file, row, "indicator", item.indicator, known.indicators, "indicators.csv")
        problems += found
        pair = (item.priority, item.indicator)
        if pair in first:
            what = f"deze koppeling staat ook op regel {first[pair]}"
            problems.append(Problem(file, row, what, "haal er één weg", "indicator"))
        first.setdefault(pair, row)
        if not found:
            problems += _fits(file, row, item, known.catalog)
    return problems


def _fits(file: str, row: int, item: Link, catalog: Catalog) -> list[Problem]:
    indicator = catalog.indicator(item.indicator)
    survey = indicator.statistic == Statistic.SURVEY
    if survey != (item.evidence == Evidence.SURVEY):
        right = Evidence.SURVEY if survey else Evidence.REGISTER
        what = f"evidence ‘{item.evidence.value}’ past niet bij ‘{item.indicator}’"
        return [Problem(file, row, what, f"maak er {right.value} van", "evidence")]
    sought = indicator.detection == Detection.FOUND or indicator.polarity == Polarity.NONE
    if sought and item.weight == Weight.LEAD:
        what = f"‘{item.indicator}’ heeft geen goede of slechte kant en kan niet beslissen"
        return [Problem(file, row, what, f"maak het gewicht {Weight.SUPPORTING.value}", "weight")]
    if indicator.modelled and item.weight == Weight.LEAD:
        what = f"‘{item.indicator}’ is berekend met een model en kan niet beslissen"
        return [Problem(file, row, what, f"maak het gewicht {Weight.SUPPORTING.value}", "weight")]
    return []


def goals(file: str, items: Items[Goal], known: Known) -> list[Problem]:
    """References exist, the target year is not before the base year, and the target lies in the direction."""
    problems: list[Problem] = []
    for row, item in items:
        if len(problems) > MOST_PROBLEMS:
            break
        problems += _place(file, row, item, known)
        problems += _optional(file, row, "indicator", item.indicator, known.indicators, "indicators.csv")
        if item.target_year < item.base_year:
            what = f"target_year {item.target_year} ligt voor base_year {item.base_year}"
            problems.append(Problem(file, row, what, "verbeter een van de jaren", "target_year"))
        target = item.target_value
        wrong_way = target is not None and (target > item.base_value) != (item.direction == Direction.HIGHER)
        if wrong_way and target != item.base_value:
            what = f"het doel gaat niet {item.direction.value}"
            problems.append(Problem(file, row, what, "verbeter direction of de waarden", "direction"))
    return problems


def actions(file: str, items: Items[Action], known: Known) -> list[Problem]:
    """Area, priority and partners exist, and a need has a number and a unit."""
    problems: list[Problem] = []
    for row, item in items:
        if len(problems) > MOST_PROBLEMS:
            break
        problems += _place(file, row, item, known)
        problems += _each(file, row, item.partners, known)
        problems += _need(file, row, item)
    return problems


def _need(file: str, row: int, item: Action) -> list[Problem]:
    if item.needs is not None and item.needs_unit is None:
        units = ", ".join(NeedUnit)
        return [Problem(file, row, "needs heeft geen eenheid", f"kies needs_unit: {units}", "needs_unit")]
    if item.needs is not None and item.needs <= 0:
        return [Problem(file, row, "needs is niet groter dan 0", "vul in wat er nodig is, of maak het leeg", "needs")]
    if item.needs is None and item.needs_unit is not None:
        what, remedy = "needs_unit staat er zonder getal", "vul needs in, of maak needs_unit leeg"
        return [Problem(file, row, what, remedy, "needs")]
    return []


def _each(file: str, row: int, partners: Iterable[str], known: Known) -> list[Problem]:
    return [
        problem
        for partner in partners
        for problem in reference(file, row, "partners", partner, known.partners, "partners.csv")
    ]


def written(file: str, items: Sequence[tuple[int, Commentary | Decision]], known: Known) -> list[Problem]:
    """Duiding and besluit are about a priority and an area that exist."""
    problems: list[Problem] = []
    for row, item in items:
        if len(problems) > MOST_PROBLEMS:
            break
        problems += _place(file, row, item, known)
    return problems


def _place(file: str, row: int, item: Goal | Action | Commentary | Decision, known: Known) -> list[Problem]:
    """Area and priority exist, and the priority holds in the area."""
    problems = _area(file, row, item.area, known)
    problems += _optional(file, row, "priority", item.priority, known.priorities, "priorities.csv")
    chosen = known.areas_of_priorities.get(item.priority)
    if problems or chosen is None or chosen not in known.areas:
        return problems
    if chosen not in {item.area, *(area.code for area in known.catalog.ancestors(item.area))}:
        what = f"priority ‘{item.priority}’ is van {chosen} en geldt niet in area ‘{item.area}’"
        remedy = f"kies een andere prioriteit, of een gebied binnen {chosen}"
        return [Problem(file, row, what, remedy, "priority")]
    return []


def _area(file: str, row: int, code: str, known: Known) -> list[Problem]:
    """The area exists; of one that went up in another, that one is named."""
    if successor := known.catalog.successor(code):
        remedy = f"vul {successor.code} in: {successor.name} zet het voort"
        return [Problem(file, row, f"area ‘{code}’ bestaat niet meer", remedy, "area")]
    return reference(file, row, "area", code, known.areas, "areas.csv")


def _optional(file: str, row: int, field: str, value: str, keys: Keys, where: str) -> list[Problem]:
    return reference(file, row, field, value, keys, where) if value else []


Check = Callable[[str, Any, Known], list[Problem]]
CHECKS: dict[str, Check] = {
    "priorities": priorities,
    "links": links,
    "goals": goals,
    "actions": actions,
    "commentary": written,
    "decisions": written,
}
"""Name of the table -> its check; partners refer to nothing."""
