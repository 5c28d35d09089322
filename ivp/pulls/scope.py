"""Which areas and kinds a slice covers, as the table itself codes them, and the requests that fetch them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ivp.catalog.models import Catalog
from ivp.catalog.tables import Slice, Tables, Topic
from ivp.sources import odata
from ivp.sources.convert import NATIONAL, Column, Layout
from ivp.sources.odata import Code, Dimension, ODataTable
from ivp.sources.transport import SourceError

ALL_TOPICS = "*"
_OFFICIAL = ("NL", "RE", "GM", "WK", "BU")
_AT_ONCE = 40  # areas in one address: servers refuse very long ones
_MONTH, _YEAR = "MM", "JJ"
_TIME = "TimeDimension"
_MARGINS = "Marges"
_TOTAL = re.compile(r"\btotaal\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One request chain: its name for resuming, the filter, the areas it gives, and how many rows must come."""

    name: str
    where: str
    areas: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Scope:
    """A slice as this table can give it. `areas` are ours (without padding); `missing` those it no longer has."""

    layout: Layout
    select: tuple[str, ...]
    parts: tuple[Part, ...]
    areas: tuple[str, ...]
    missing: tuple[str, ...]
    municipalities: Mapping[str, str]

    @property
    def rows(self) -> int:
        """Rows that all parts together must give."""
        return sum(part.rows for part in self.parts)


def scope(table: ODataTable, part: Slice, tables: Tables, catalog: Catalog, everything: bool) -> Scope:
    """Plan one slice of `table`: `everything` takes all municipalities that the table has.

    Raises `SourceError` when a dimension, code or topic that the catalog asks for is not in the table.
    """
    dimensions, topics = table.structure()
    codes = {dimension.key: table.codes(dimension.key) for dimension in dimensions}
    for wanted in filter(None, (part.region, part.kind)):
        if wanted not in codes:
            raise SourceError(_lost(part, f"heeft geen dimensie ‘{wanted}’ meer (wel {', '.join(codes)})"))
    periods = next((d.key for d in dimensions if d.kind == _TIME), "")
    margins = _MARGINS if part.survey and _MARGINS in codes else ""
    layout = Layout(
        region=part.region,
        kind=part.kind,
        periods=periods,
        margins=margins,
        columns=_columns(topics, tables.topics_of(part.source)),
        status={code.key: code.status for code in codes[periods]} if periods else {},
    )
    regions = {NATIONAL.get(code.key.strip(), code.key.strip()): code for code in codes[part.region]}
    asked = _areas(part, tables, catalog, everything, regions)
    missing = () if _may_lack(part, tables) else tuple(code for code in asked if code not in regions)
    found = {code: regions[code] for code in asked if code in regions}
    fixed = _fixed(part, dimensions, codes, {part.region, part.kind, periods, margins})
    kinds = _kinds(part, catalog, codes)
    return Scope(
        layout=layout,
        select=tuple(d.key for d in dimensions) + tuple(column.key for column in layout.columns),
        parts=tuple(_parts(part, layout, found, codes, fixed, kinds)),
        areas=tuple(found),
        missing=missing,
        municipalities={code: item.title for code, item in regions.items() if code.startswith("GM")},
    )


def _lost(part: Slice, what: str) -> str:
    return f"Tabel {part.table_id} {what}; kijk of de tabel is vernieuwd en pas data/tables.csv of data/topics.csv aan."


def _may_lack(part: Slice, tables: Tables) -> bool:
    """Surveys have only large municipalities; tables taken as they come have the regions that they have."""
    return part.survey or any(topic.title == ALL_TOPICS for topic in tables.topics_of(part.source))


def _columns(topics: Sequence[odata.Topic], wanted: Iterable[Topic]) -> tuple[Column, ...]:
    columns = []
    for topic in wanted:
        if topic.title == ALL_TOPICS:
            numeric = (t for t in topics if t.datatype != "String")
            columns += [Column(t.key, topic.measure, " › ".join((*t.groups, t.title))) for t in numeric]
        else:
            columns.append(Column(odata.resolve(topics, topic.title, topic.group).key, topic.measure, topic.code))
    return tuple(columns)


def _areas(
    part: Slice, tables: Tables, catalog: Catalog, everything: bool, regions: Mapping[str, Code]
) -> tuple[str, ...]:
    """Codes that the slice asks for, in the order of the catalog; with `everything` also all other municipalities."""
    own = [area.code for area in catalog.areas if area.code.startswith(_OFFICIAL)]
    levels = {area.code: area.level for area in catalog.areas}
    if part.who == "eigen":
        return tuple(code for code in own if levels[code] in part.levels)
    others = [code for code in regions if code.startswith("GM")] if everything else []
    listed = [municipality.code for municipality in tables.comparison]
    return tuple(code for code in dict.fromkeys([*listed, *others]) if code not in own)


def _fixed(
    part: Slice, dimensions: Sequence[Dimension], codes: Mapping[str, Sequence[Code]], taken: set[str]
) -> dict[str, Code]:
    """The one code of every other dimension: as the slice says, else the only one that is called a total."""
    result = {}
    for dimension in dimensions:
        if dimension.key in taken:
            continue
        listed = codes[dimension.key]
        named = part.fixed_codes.get(dimension.key)
        if named is None:
            found = [code for code in listed if _TOTAL.search(code.title)] if len(listed) > 1 else listed
        else:
            found = [code for code in listed if code.key.strip() == named]
        if len(found) != 1:
            choice = ", ".join(f"{code.key.strip()} ({code.title})" for code in listed[:8])
            what = f"heeft dimensie ‘{dimension.key}’ en het is niet zeker welke code geldt (er is {choice})"
            raise SourceError(_lost(part, what + "; vul fixed in"))
        result[dimension.key] = found[0]
    return result


def _kinds(part: Slice, catalog: Catalog, codes: Mapping[str, Sequence[Code]]) -> tuple[Code, ...] | None:
    """The kinds to ask for; None for all of them (needed to add up, or to continue another table)."""
    if not part.kind or part.closing or part.withheld:
        return None
    wanted = {indicator.code for indicator in catalog.indicators if indicator.source == part.source}
    found = tuple(code for code in codes[part.kind] if code.key.strip() in wanted)
    lost = sorted(wanted - {code.key.strip() for code in found})
    if lost:
        raise SourceError(_lost(part, f"heeft de soort {lost[0]} niet meer"))
    return found


def _parts(
    part: Slice,
    layout: Layout,
    areas: Mapping[str, Code],
    codes: Mapping[str, Sequence[Code]],
    fixed: Mapping[str, Code],
    kinds: tuple[Code, ...] | None,
) -> Iterable[Part]:
    always = [odata.equals(dimension, [code.key]) for dimension, code in fixed.items()]
    size = len(codes[layout.margins]) if layout.margins else 1
    if layout.kind:
        size *= len(codes[layout.kind] if kinds is None else kinds)
        always += [odata.equals(layout.kind, [code.key for code in kinds])] if kinds is not None else []
    for period, condition, number in _periods(part, layout, codes):
        for name, condition_of_area, inside, regions in _places(part, layout, areas, codes):
            where = odata.both(*condition_of_area, *condition, *always)
            yield Part("-".join(filter(None, (name, period))), where, inside, regions * number * size)


def _periods(part: Slice, layout: Layout, codes: Mapping[str, Sequence[Code]]) -> Iterable[tuple[str, list[str], int]]:
    """Name, conditions and number of periods of each request; a table without periods has one."""
    if not layout.periods:
        yield "", [], 1
        return
    keys = [code.key for code in codes[layout.periods]]
    mark = {"jaar": _YEAR, "maand": _MONTH}.get(part.periods, "")
    if part.partition == "gemeente-jaar":
        for year in sorted({key[:4] for key in keys if mark in key and key[:4] >= str(part.since)}):
            chosen = year + mark
            yield year, [odata.contains(layout.periods, chosen)], sum(chosen in key for key in keys)
    else:
        yield "", [odata.contains(layout.periods, mark)] if mark else [], sum(mark in key for key in keys)


def _places(
    part: Slice, layout: Layout, areas: Mapping[str, Code], codes: Mapping[str, Sequence[Code]]
) -> Iterable[tuple[str, list[str], tuple[str, ...], int]]:
    """Name, conditions, our areas and number of regions of each request."""
    if part.partition in ("gemeente", "gemeente-jaar"):
        for municipality in dict.fromkeys(code[2:6] for code in areas):
            inside = tuple(code for code in areas if code[2:6] == municipality)
            every = sum(code.key[2:6] == municipality for code in codes[layout.region])
            yield f"GM{municipality}", [odata.in_municipality(layout.region, municipality)], inside, every
        return
    size = 1 if part.partition == "gebied" else _AT_ONCE
    listed = tuple(areas)
    for chosen in (listed[start : start + size] for start in range(0, len(listed), size)):
        keys = [areas[code].key for code in chosen]
        yield chosen[0], [odata.equals(layout.region, keys)], chosen, len(keys)
