"""Checks of what series are made of: kinds of areas, tables that continue, twins, and what tables publish."""

from __future__ import annotations

from collections.abc import Sequence

from ivp.catalog.checks import Items, Keys, reference, unique
from ivp.catalog.models import Area, AreaKind, Coverage, Indicator, KindReason, Level, Subject
from ivp.catalog.table import Problem

KIND_WORDS = {
    AreaKind.INDUSTRIAL: ("industrie", "bedrijventerrein", "bedrijvenpark"),
    AreaKind.PORT: ("haventerrein", "zeehaven", "havengebied"),
    AreaKind.JUNCTION: ("knooppunt", "verkeersplein"),
    AreaKind.HOLIDAY_PARK: ("recreatiepark", "vakantiepark", "bungalowpark", "camping"),
}
"""What the name of an area says when it is beyond doubt; a quarter called after a harbour is not one."""


def named_kind(name: str) -> AreaKind | None:
    """The kind that a name says for certain."""
    found = (kind for kind, words in KIND_WORDS.items() if any(word in name.casefold() for word in words))
    return next(found, None)


def kinds(file: str, items: Items[Area]) -> list[Problem]:
    """A kind has a reason that holds: the name of the area or of its wijk says it; only wijken and buurten have one."""
    by_code = {area.code: area for _, area in items}
    problems = []
    for row, area in items:
        if wrong := _kind(area, by_code.get(area.parent or "")):
            problems.append(Problem(file, row, *wrong, column="kind"))
    return problems


def _kind(area: Area, parent: Area | None) -> tuple[str, str] | None:
    if (area.kind is None) != (area.kind_reason is None):
        return "kind en kind_reason horen bij elkaar", "vul ze allebei in, of geen van beide"
    if area.kind is None:
        return None
    if area.level not in (Level.WIJK, Level.BUURT):
        return f"een {area.level.value} heeft geen kind", "maak kind en kind_reason leeg"
    named = {KindReason.NAME: area, KindReason.WIJK: parent}.get(area.kind_reason)  # type: ignore[arg-type]
    if area.kind_reason != KindReason.LAND_USE and (named is None or named_kind(named.name) != area.kind):
        place = named.name if named else "de wijk"
        return (
            f"de naam ‘{place}’ zegt niet dat dit een {area.kind.value} is",
            "maak kind leeg, of geef een andere reden",
        )
    return None


def continued(file: str, items: Items[Indicator], known: Keys) -> list[Problem]:
    """A table that an indicator continues exists, is another, and gives the same code to one indicator only."""
    problems = []
    first: dict[tuple[str, str, str], int] = {}
    for row, one in items:
        if not one.continues:
            continue
        problems += reference(file, row, "continues", one.continues, known, "sources.csv")
        cell = (one.continues, one.code, one.measure)
        if one.continues == one.source:
            problems.append(Problem(file, row, "continues is de bron zelf", "maak het leeg", "continues"))
        elif cell in first:
            what = f"{one.continues} met code {one.code} hoort al bij regel {first[cell]}"
            problems.append(Problem(file, row, what, "maak continues leeg", "continues"))
        first.setdefault(cell, row)
    return problems


def subjects(file: str, items: Items[Subject], known: Keys) -> list[Problem]:
    """Ids are unique, the indicators exist, and each belongs to one subject."""
    problems = unique(file, items)
    first: dict[str, int] = {}
    for row, subject in items:
        for indicator in subject.indicators:
            problems += reference(file, row, "indicators", indicator, known, "indicators.csv")
            if indicator in first:
                what = f"‘{indicator}’ staat ook op regel {first[indicator]}"
                problems.append(Problem(file, row, what, "zet elke indicator bij één onderwerp", "indicators"))
            first.setdefault(indicator, row)
    return problems


def coverage(file: str, items: Items[Coverage], known: Sequence[Area], sources: Keys, areas: Keys) -> list[Problem]:
    """Source and areas exist, areas are of a level of the row, and no source says the same level twice."""
    problems = []
    level_of = {area.code: area.level for area in known}
    first: dict[tuple[str, str], int] = {}
    for row, one in items:
        problems += reference(file, row, "source", one.source, sources, "sources.csv")
        if not one.each_year:
            problems.append(Problem(file, row, f"years ‘{one.years}’ is leeg", "zet het eerste jaar voorop", "years"))
        for code in one.areas:
            problems += reference(file, row, "areas", code, areas, "areas.csv")
            if code in level_of and level_of[code] not in one.levels:
                what = f"‘{code}’ is een {level_of[code].value}"
                problems.append(Problem(file, row, what, "noem dat level ook", "areas"))
        for place in one.areas or tuple(level.value for level in one.levels):
            key = (one.source, place)
            if key in first:
                what = f"{one.source} en {place} staan ook op regel {first[key]}"
                problems.append(Problem(file, row, what, "voeg die regels samen", "levels"))
            first.setdefault(key, row)
    return problems
