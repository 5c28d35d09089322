"""Checks that look further than one cell: references between files, the tree of areas, rules for indicators."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ivp.catalog import excel_codes
from ivp.catalog.levels import DOWN, OF_MEMBERS, PREFIXES
from ivp.catalog.models import (
    Area,
    Detection,
    Event,
    Indicator,
    Level,
    Member,
    Model,
    Polarity,
    Source,
    Statistic,
)
from ivp.catalog.table import Problem, did_you_mean

M = TypeVar("M", bound=Model)
Items = Sequence[tuple[int, M]]
Keys = Collection[str] | None  # None: the file could not be read, so nothing can be said about references to it

_BEHIND = {
    Level.LAND: (r"\d\d", "twee cijfers"),
    Level.EENHEID: (r"\d\d", "twee cijfers"),
    Level.DISTRICT: (r"[A-Z0-9-]+", "hoofdletters"),
    Level.BASISTEAM: (r"[A-Z0-9-]+", "hoofdletters"),
    Level.GEMEENTE: (r"\d{4}", "vier cijfers"),
    Level.WIJK: (r"\d{6}", "zes cijfers"),
    Level.BUURT: (r"\d{8}", "acht cijfers"),
}
"""What a code has behind the beginning of its level."""
_UNDER = {Level.WIJK: ("GM", 6), Level.BUURT: ("WK", 8)}
"""The level above in the code of a wijk or buurt: its letters, and where its digits end."""
RATE_UNIT = "per 1.000 inwoners"


def unique(file: str, items: Items[M], field: str = "id") -> list[Problem]:
    """Every `field` occurs once."""
    first: dict[str, int] = {}
    problems = []
    for row, item in items:
        value = getattr(item, field)
        if value in first:
            what = f"{field} ‘{value}’ staat ook op regel {first[value]}"
            problems.append(Problem(file, row, what, f"geef elke regel een eigen {field}", field))
        first.setdefault(value, row)
    return problems


def reference(file: str, row: int, field: str, value: str, keys: Keys, where: str) -> list[Problem]:
    """The value is one of the keys; the remedy names the nearest one, or what Excel made of it."""
    if keys is None or value in keys:
        return []
    if mangled := excel_codes.changed(field, value, keys):
        return [Problem(file, row, *mangled, field)]
    remedy = f"kies er een uit {where}{did_you_mean(value, keys)}"
    return [Problem(file, row, f"{field} ‘{value}’ bestaat niet", remedy, field)]


def areas(file: str, items: Items[Area], keys: Keys) -> list[Problem]:
    """Codes are unique and fit their level; every parent exists and is larger; no circles; one land.

    What an area continues is gone itself, and continued by nobody else.
    """
    by_code = {area.code: area for _, area in items}
    gone = {code: area for _, area in items for code in area.continues}
    problems = unique(file, items, "code")
    circles = list(_circles(items, by_code))
    inside = {code for _, circle in circles for code in circle}
    for row, circle in circles:
        what = f"de gebieden liggen in een kring ({' > '.join([*circle, circle[0]])})"
        problems.append(Problem(file, row, what, "geef elk gebied een groter gebied als parent"))
    lands = [row for row, area in items if area.level == Level.LAND]
    if keys is not None and items and not lands and len(keys) == len(by_code):
        problems.append(Problem(file, None, "er is geen gebied met level land", "voeg het land toe, zonder parent"))
    for row in lands[1:]:
        problems.append(Problem(file, row, "er is al een gebied met level land", "gebruik een ander level"))
    parents: list[Problem] = []
    for row, area in items:
        problems += _area_code(file, row, area)
        problems += _continues(file, row, area, by_code, gone)
        if area.code not in inside:
            parents += _area_parent(file, row, area, by_code, gone, keys)
    return problems + _once(parents)


def _once(problems: list[Problem]) -> list[Problem]:
    """One line for all rows that one and the same remedy mends, such as the wijken of a gemeente that is gone."""
    found: list[Problem] = []
    for remedy in dict.fromkeys(problem.remedy for problem in problems):
        first, *others = (problem for problem in problems if problem.remedy == remedy)
        more = f" (net als op nog {len(others)} regels)" if len(others) > 1 else ""
        found += [replace(first, what=first.what + more)] if more else [first, *others]
    return found


def _area_code(file: str, row: int, area: Area) -> list[Problem]:
    start, (pattern, words) = PREFIXES[area.level], _BEHIND[area.level]
    if re.fullmatch(start + pattern, area.code):
        return []
    if cut := excel_codes.cut_short("code", area.code, "GM0123"):
        return [Problem(file, row, *cut, "code")]
    what = f"code ‘{area.code}’ past niet bij level {area.level.value}"
    return [Problem(file, row, what, f"schrijf {start} en {words}")]


def _continues(
    file: str, row: int, area: Area, by_code: dict[str, Area], gone: dict[str, Area]
) -> list[Problem]:  # fmt: skip
    start, (pattern, words) = PREFIXES[area.level], _BEHIND[area.level]
    problems = []
    for code in dict.fromkeys(area.continues):
        if not re.fullmatch(start + pattern, code):
            what = f"‘{code}’ in continues is geen code van een {area.level.value}"
            problems.append(Problem(file, row, what, f"schrijf {start} en {words}", "continues"))
        elif code in by_code:
            what = f"{area.name} ({area.code}) zet {code} voort, maar {code} staat hier ook zelf"
            problems.append(
                Problem(file, row, what, f"haal de regel van {code} weg, of {code} uit continues", "continues")
            )
        elif gone[code].code != area.code or area.continues.count(code) > 1:
            what = f"{code} staat vaker in continues"
            problems.append(Problem(file, row, what, "laat het staan bij het ene gebied dat het voortzet", "continues"))
    return problems


def _area_parent(
    file: str, row: int, area: Area, by_code: dict[str, Area], gone: dict[str, Area], keys: Keys
) -> list[Problem]:  # fmt: skip
    if area.level == Level.LAND:
        remedy = "maak parent leeg"
        return [Problem(file, row, "een land heeft geen parent", remedy)] if area.parent else []
    if area.parent is None:
        return [Problem(file, row, "veld ‘parent’ is leeg", "vul de code in van het gebied waar dit in ligt")]
    parent = by_code.get(area.parent)
    if parent is None and area.level in _UNDER:
        return _parent_is_gone(file, row, area, by_code, gone, keys)
    unknown = reference(file, row, "parent", area.parent, keys, "de kolom code")
    if unknown or parent is None:
        return unknown
    if DOWN.index(parent.level) >= DOWN.index(area.level):
        what = f"parent ‘{parent.code}’ ({parent.level.value}) is niet groter dan een {area.level.value}"
        return [Problem(file, row, what, "kies een gebied van een hoger level")]
    expected = _code_above(area)
    if expected is None or expected in (area.parent, *parent.continues):
        return []
    what = f"parent ‘{area.parent}’ past niet bij code {area.code}"
    if expected in by_code:
        return [Problem(file, row, what, f"vul {expected} in")]
    remedy = (
        f"ging {expected} op in {area.parent}, zet dan {expected} in de kolom continues van {area.parent}; "
        "anders is de code verkeerd"
    )
    return [Problem(file, row, what, remedy)]


def _code_above(area: Area) -> str | None:
    """The code of the area above that the code of a wijk or buurt holds; after a merger that is the old one."""
    found = _UNDER.get(area.level)
    return None if found is None else found[0] + area.code[2 : found[1]]


def _parent_is_gone(
    file: str, row: int, area: Area, by_code: dict[str, Area], gone: dict[str, Area], keys: Keys
) -> list[Problem]:  # fmt: skip
    """A parent that is not there (any more): which area has taken its place, or how to say so."""
    if area.parent is None or keys is None or area.parent in keys:
        return []
    what = f"parent ‘{area.parent}’ bestaat niet"
    if successor := gone.get(area.parent):
        return [
            Problem(file, row, f"{what} meer", f"vul {successor.code} in: {successor.name} zet het voort", "parent")
        ]
    if _code_above(area) in by_code:
        return reference(file, row, "parent", area.parent, keys, "de kolom code")
    remedy = (
        f"ging {area.parent} op in een ander gebied, vul dan dat gebied hier in en zet {area.parent} daar in de kolom "
        f"continues; anders hoort er een regel voor {area.parent} bij"
    )
    return [Problem(file, row, what, remedy, "parent")]


def _circles(items: Items[Area], by_code: dict[str, Area]) -> Iterator[tuple[int, list[str]]]:
    """Every circle of parents once, with the row of the area it was found at."""
    done: set[str] = set()
    for row, area in items:
        path: list[str] = []
        code: str | None = area.code
        while code in by_code and code not in done and code not in path:
            path.append(code)
            code = by_code[code].parent
        if code in path:
            yield row, path[path.index(code) :]
        done.update(path)


def members(file: str, items: Items[Member], known: Sequence[Area], keys: Keys) -> list[Problem]:
    """Only areas above gemeente are listed, each member once, and every gemeente below them in the tree is in it.

    A gemeente that went up in another one is no member any more.
    """
    by_code = {area.code: area for area in known}
    gone = {code: area for area in known for code in area.continues}
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for row, item in items:
        problems += reference(file, row, "area", item.area, keys, "areas.csv")
        pair = (item.area, item.member)
        if pair in seen:
            what = f"‘{item.member}’ staat bij {item.area} ook op regel {seen[pair]}"
            problems.append(Problem(file, row, what, "haal één van de regels weg"))
        seen.setdefault(pair, row)
        if successor := gone.get(item.member):
            what = f"{item.member} is opgegaan in {successor.name} ({successor.code})"
            remedy = f"haal deze regel weg, en zet {successor.code} bij {item.area} als die er nog niet staat"
            problems.append(Problem(file, row, what, remedy, "member"))
            continue
        area = by_code.get(item.area)
        if area is not None:
            problems += _member(file, row, item, area, by_code)
    return problems + _missing_members(file, items, known, by_code)


def _member(file: str, row: int, item: Member, area: Area, by_code: dict[str, Area]) -> list[Problem]:
    """A member of a district or basisteam is in areas.csv; a name that is in both files is the same."""
    if area.level not in OF_MEMBERS:
        what = f"area ‘{area.code}’ is een {area.level.value}"
        return [Problem(file, row, what, "noem hier alleen een eenheid, district of basisteam")]
    own = by_code.get(item.member)
    if own is None and area.level != Level.EENHEID:
        remedy = f"kies een gemeente uit areas.csv{did_you_mean(item.member, by_code)}"
        return [Problem(file, row, f"member ‘{item.member}’ bestaat niet", remedy)]
    if own is not None and own.name != item.name:
        what = f"member ‘{item.member}’ heet in areas.csv {own.name} en hier {item.name}"
        return [Problem(file, row, what, "verbeter de code of de naam")]
    return []


def _missing_members(file: str, items: Items[Member], known: Sequence[Area], by_code: dict[str, Area]) -> list[Problem]:
    listed: dict[str, set[str]] = {}
    for _, item in items:
        listed.setdefault(item.area, set()).add(item.member)
    problems = []
    for area in known:
        if area.level != Level.GEMEENTE:
            continue
        above, passed = area.parent, {area.code}
        while above in by_code and above not in passed:
            if above in listed and area.code not in listed[above]:
                what = f"{area.name} ({area.code}) ontbreekt bij {above}"
                problems.append(Problem(file, None, what, "voeg een regel toe of verander areas.csv"))
            passed.add(above)
            above = by_code[above].parent
    return problems


def sources(file: str, items: Items[Source], keys: Keys) -> list[Problem]:
    """Ids are unique; a successor is another source that exists."""
    problems = unique(file, items)
    for row, source in items:
        if source.successor and source.successor == source.id:
            problems.append(Problem(file, row, "successor is de bron zelf", "noem een andere bron of maak het leeg"))
        elif source.successor:
            problems += reference(file, row, "successor", source.successor, keys, "de kolom id")
    return problems


def indicators(file: str, items: Items[Indicator], themes: Keys, known: Keys) -> list[Problem]:
    """Ids and series are unique, references exist, and the fields of one indicator go together."""
    problems = unique(file, items)
    series: dict[tuple[str, ...], int] = {}
    for row, item in items:
        problems += reference(file, row, "theme", item.theme, themes, "themes.csv")
        problems += reference(file, row, "source", item.source, known, "sources.csv")
        problems += [Problem(file, row, what, remedy) for what, remedy in _contradictions(item)]
        if mangled := excel_codes.changed("code", item.code, ()):
            problems.append(Problem(file, row, *mangled, "code"))
        key = (item.source, item.code, item.measure, item.denominator_measure)
        if key in series:
            what = f"‘{item.id}’ heeft dezelfde source, code en measure als regel {series[key]}"
            problems.append(Problem(file, row, what, "pas code of measure aan, of haal één regel weg"))
        series.setdefault(key, row)
    return problems


def _contradictions(item: Indicator) -> Iterator[tuple[str, str]]:
    """What does not go together within one indicator, and the remedy."""
    share = item.statistic == Statistic.SHARE
    if share and not item.denominator_measure:
        yield "een share zonder denominator_measure", "vul in waar het een deel van is"
    if not share and item.denominator_measure:
        yield "denominator_measure hoort alleen bij statistic share", "maak het leeg of kies share"
    if item.statistic == Statistic.RATE and item.unit != RATE_UNIT:
        yield f"unit ‘{item.unit}’ past niet bij statistic rate", f"vul ‘{RATE_UNIT}’ in"
    if share and not item.unit.startswith("%"):
        yield f"unit ‘{item.unit}’ past niet bij statistic share", "laat unit met % beginnen"
    if item.detection == Detection.FOUND and item.polarity != Polarity.NONE:
        # product rule: more controls, more registrations; so neither side is good or bad
        yield "detection found kan geen goed of slecht hebben", "maak polarity none"


def events(file: str, items: Items[Event], known: Keys) -> list[Problem]:
    """Ids are unique, an event ends after it starts, and its sources exist."""
    problems = unique(file, items)
    for row, event in items:
        if event.end is not None and event.end < event.start:
            problems.append(Problem(file, row, "end ligt vóór start", "wissel de datums om of verbeter ze"))
        for source in event.sources:
            problems += reference(file, row, "source", source, known, "sources.csv")
    return problems
