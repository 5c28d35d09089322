"""Which areas and kinds a slice covers, as the table itself codes them, and the questions that fetch them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ivp.catalog.models import Catalog
from ivp.catalog.tables import Slice, Tables, Topic
from ivp.pulls.questions import Question, short
from ivp.sources import odata
from ivp.sources.convert import NATIONAL, Column, Layout
from ivp.sources.lookup import BEHIND, Areas
from ivp.sources.odata import Code, Dimension, ODataTable
from ivp.sources.transport import SourceError

ALL_TOPICS = "*"
_OFFICIAL = ("NL", "RE", "GM", "WK", "BU")
_MONTH, _YEAR = "MM", "JJ"
_TIME, _PLACE = "TimeDimension", "Geo"
_VALUE = "MW0"
"""How the code of the value itself begins in the dimension with the margins of a survey."""
_LONG_SELECT = 600
"""Characters of names of columns from which a whole row is asked: the address has better things to hold."""
_TOTAL = re.compile(r"\btotaal\b", re.IGNORECASE)
_SUFFIX = re.compile(rf"\(({'|'.join(BEHIND)})\)$", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """A slice as this table can give it.

    `select` are the columns to ask (none: all of them), `wanted` those that are read. `areas` are ours (without
    padding), `missing` those that it must have and has not, `absent` those that a table of this kind may lack,
    `strangers` wijken and buurten in our municipalities that are not in areas.csv.
    """

    layout: Layout
    select: tuple[str, ...]
    wanted: tuple[str, ...]
    parts: tuple[Question, ...]
    areas: tuple[str, ...]
    missing: tuple[str, ...]
    absent: tuple[str, ...]
    strangers: tuple[str, ...]
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
    region = place_of(part.region, dimensions)
    for wanted, found in ((part.region, region), (part.kind, part.kind)):
        if wanted and found not in codes:
            raise SourceError(_lost(part, f"heeft geen dimensie ‘{wanted}’ meer (wel {', '.join(codes)})"))
    periods = next((d.key for d in dimensions if d.kind == _TIME), "")
    named = named_regions(codes[region], catalog) if part.survey else {}
    layout = Layout(
        region=region,
        kind=part.kind,
        periods=periods,
        margins=_margins(codes) if part.survey else "",
        columns=_columns(topics, tables.topics_of(part.source)),
        status={code.key: code.status for code in codes[periods]} if periods else {},
        names={code.key.strip(): area for area, code in named.items()},
    )
    regions = {NATIONAL.get(code.key.strip(), code.key.strip()): code for code in codes[region]} | named
    asked = _areas(part, tables, catalog, everything, regions)
    lacking = tuple(code for code in asked if code not in regions)
    found_areas = {code: regions[code] for code in asked if code in regions}
    if not found_areas:
        raise SourceError(_lost(part, f"heeft bij ‘{region}’ geen van onze gebieden"))
    fixed = _fixed(part, dimensions, codes, {region, part.kind, periods, layout.margins})
    columns = tuple(d.key for d in dimensions) + tuple(column.key for column in layout.columns)
    select = _select(columns, tables.topics_of(part.source))
    questions = _questions(part, layout, found_areas, codes, fixed, _kinds(part, catalog, codes))
    may_lack = _may_lack(part, tables)
    return Scope(
        layout=layout,
        select=select,
        wanted=columns,
        parts=tuple(short(questions, table, select)),
        areas=tuple(found_areas),
        missing=() if may_lack else lacking,
        absent=lacking if may_lack else (),
        strangers=_strangers(regions, catalog),
        municipalities={code: item.title for code, item in regions.items() if code.startswith("GM")},
    )


def place_of(wanted: str, dimensions: Sequence[Dimension]) -> str:
    """The dimension with areas: as it is called in tables.csv, else the only one of that kind; '' without either."""
    keys = [dimension.key for dimension in dimensions if dimension.kind.startswith(_PLACE)]
    if wanted in {dimension.key for dimension in dimensions}:
        return wanted
    return keys[0] if len(keys) == 1 else ""


def named_regions(codes: Iterable[Code], catalog: Catalog) -> dict[str, Code]:
    """Districts, basisteams and units of ours that a list of codes has by their name, as 'Roosendaal (BT)'.

    A survey has codes of its own for them. Two codes with one name are none: which of them counts is not known.
    """
    known = Areas(catalog.areas)
    found: list[tuple[str, Code]] = []
    for code in codes:
        behind = _SUFFIX.search(code.title)
        ours = known.named(code.title, [BEHIND[behind[1].casefold()]]) if behind else []
        found += [(area.code, code) for area in ours]
    once = [area for area, _ in found]
    return {area: code for area, code in found if once.count(area) == 1}


def _strangers(regions: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    known = {area.code for area in catalog.areas}
    ours = {code[2:] for code in known if code.startswith("GM")}
    return tuple(c for c in regions if c.startswith(("WK", "BU")) and c[2:6] in ours and c not in known)


def _margins(codes: Mapping[str, Sequence[Code]]) -> str:
    """The dimension with value and bounds, whatever it is called: it once was Betrouwbaarheidsmarges."""
    return next((key for key, listed in codes.items() if any(code.key.startswith(_VALUE) for code in listed)), "")


def _select(columns: Sequence[str], topics: Sequence[Topic]) -> tuple[str, ...]:
    whole = any(topic.title == ALL_TOPICS for topic in topics) or len(",".join(columns)) > _LONG_SELECT
    return () if whole else tuple(columns)


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
    levels = {area.code: area.level for area in catalog.areas}
    if part.who == "eigen":
        official = [code for code in levels if code.startswith(_OFFICIAL) or part.survey]
        return tuple(code for code in official if levels[code] in part.levels)
    others = [code for code in regions if code.startswith("GM")] if everything else []
    listed = [municipality.code for municipality in tables.comparison]
    return tuple(code for code in dict.fromkeys([*listed, *others]) if code not in levels)


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


def _kinds(part: Slice, catalog: Catalog, codes: Mapping[str, Sequence[Code]]) -> tuple[Code, ...]:
    """The kinds to ask for; none for all of them (needed to add up, or to continue another table)."""
    if not part.kind or part.closing or part.withheld:
        return ()
    wanted = {indicator.code for indicator in catalog.indicators if indicator.source == part.source}
    found = tuple(code for code in codes[part.kind] if code.key.strip() in wanted)
    lost = sorted(wanted - {code.key.strip() for code in found})
    if lost:
        raise SourceError(_lost(part, f"heeft de soort {lost[0]} niet meer"))
    return found


def _questions(
    part: Slice,
    layout: Layout,
    areas: Mapping[str, Code],
    codes: Mapping[str, Sequence[Code]],
    fixed: Mapping[str, Code],
    kinds: tuple[Code, ...],
) -> Iterable[Question]:
    always = tuple(odata.equals(dimension, [code.key]) for dimension, code in fixed.items())
    size = len(codes[layout.margins]) if layout.margins else 1
    size *= len(codes[layout.kind]) if layout.kind and not kinds else 1
    for period, condition, number in _periods(part, layout, codes):
        for one in _places(part, layout, areas, codes):
            yield replace(
                one,
                name="-".join(filter(None, (one.name, period))),
                kind=layout.kind,
                kinds=tuple(code.key for code in kinds),
                always=(*one.always, *condition, *always),
                each=one.each * number * size,
            )


def _periods(part: Slice, layout: Layout, codes: Mapping[str, Sequence[Code]]) -> Iterable[tuple[str, list[str], int]]:
    """Name, conditions and number of periods of each question; a table without periods has one."""
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
) -> Iterable[Question]:
    """The regions of each question, of one period and kind."""
    empty = Question("", layout.region, (), "", (), (), (), 1)
    if part.partition in ("gemeente", "gemeente-jaar"):
        for municipality in dict.fromkeys(code[2:6] for code in areas):
            inside = tuple(code for code in areas if code[2:6] == municipality)
            every = sum(code.key[2:6] == municipality for code in codes[layout.region])
            within = (odata.in_municipality(layout.region, municipality),)
            yield replace(empty, name=f"GM{municipality}", always=within, areas=inside, each=every)
        return
    listed = tuple(areas)
    size = 1 if part.partition == "gebied" else max(len(listed), 1)
    for chosen in (listed[start : start + size] for start in range(0, len(listed), size)):
        yield replace(empty, name=chosen[0], keys=tuple(areas[code].key for code in chosen), areas=chosen)
