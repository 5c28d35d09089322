"""Which tables make an indicator, what they publish of it, and which of several twins leads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ivp.catalog.models import Area, Catalog, Coverage, Indicator, Level, Statistic, Subject

LEAST_YEARS = 5
"""Years of figures with which a table can be judged (the line of the toets needs five)."""
_SUMMED = (Level.EENHEID, Level.DISTRICT, Level.BASISTEAM)
_COUNTED = (Statistic.RATE, Statistic.SHARE)


@dataclass(frozen=True)
class Feed:
    """Rows of one table that make an indicator, from the year `since`; of several the lowest `rank` is taken."""

    indicator: str
    table: str
    code: str
    measure: str
    rank: int
    since: int


@dataclass(frozen=True)
class Declared:
    """A table publishes an indicator for all areas of a level (or only for `area`) in a year."""

    indicator: str
    source: str
    level: Level
    area: str
    year: int


def feeds(catalog: Catalog) -> tuple[Feed, ...]:
    """Every table that makes an indicator: its own, the one it `continues`, and those that its own is successor of.

    What one indicator continues by name is not also given to the indicator of that table's successor.
    """
    named = {(one.continues, one.code, one.measure) for one in catalog.indicators}
    made = []
    for one in catalog.indicators:
        older = [
            source.id
            for source in catalog.sources
            if source.successor == one.source and (source.id, one.code, one.measure) not in named
        ]
        tables = dict.fromkeys(filter(None, [one.source, one.continues, *older]))
        made += [Feed(one.id, table, one.code, one.measure, rank, one.since or 0) for rank, table in enumerate(tables)]
    return tuple(made)


def declared(catalog: Catalog, levels: Collection[Level] = tuple(Level)) -> Iterator[Declared]:
    """All that the tables say to publish of the indicators, at these levels.

    A table that has every gemeente has what basisteam, district and eenheid are summed from.
    """
    published: dict[str, list[Coverage]] = {}
    for one in catalog.coverage:
        published.setdefault(one.source, []).append(one)
    statistic = {one.id: one.statistic for one in catalog.indicators}
    level_of = {area.code: area.level for area in catalog.areas}
    for feed in feeds(catalog):
        for cover in published.get(feed.table, []):
            if feed.code in cover.lacks:
                continue
            places = [(level_of[code], code) for code in cover.areas] or [
                (level, "") for level in _with_sums(cover.levels, statistic[feed.indicator])
            ]
            for level, code in places:
                if level in levels:
                    years = sorted(year for year in cover.each_year if year >= feed.since)
                    yield from (Declared(feed.indicator, feed.table, level, code, year) for year in years)


def _with_sums(levels: tuple[Level, ...], statistic: Statistic) -> tuple[Level, ...]:
    summed = _SUMMED if Level.GEMEENTE in levels and statistic in _COUNTED else ()
    return tuple(dict.fromkeys([*levels, *summed]))


def newest(catalog: Catalog, indicator: str, area: Area) -> int | None:
    """The last year that a table publishes of this indicator for this area; None where none is said to."""
    years = [
        one.year
        for one in declared(catalog, (area.level,))
        if one.indicator == indicator and one.area in ("", area.code)
    ]
    return max(years, default=None)


def subject_of(catalog: Catalog, indicator: str) -> Subject | None:
    """What this indicator counts together with others; None for one that is alone."""
    return next((subject for subject in catalog.subjects if indicator in subject.indicators), None)


def twins(catalog: Catalog, indicator: str) -> tuple[Indicator, ...]:
    """The other indicators of its subject, in the order in which their tables lead."""
    subject = subject_of(catalog, indicator)
    return tuple(one for one in _ordered(catalog, subject) if one.id != indicator) if subject else ()


def leading(catalog: Catalog, years: Mapping[str, int], least: int = LEAST_YEARS) -> frozenset[str]:
    """The indicators that count in a list, a score or a set of findings: one crime counts once.

    `years` gives how many years of figures an indicator has for gemeenten (0 when it is not there). Of each subject
    leads the first, in the order of the tables in the file of sources, with at least `least` years, so that it can be
    judged; else the first with any; else the first. An indicator without a subject always leads.
    """
    behind: set[str] = set()
    for subject in catalog.subjects:
        ordered = [one.id for one in _ordered(catalog, subject)]
        enough = [id for id in ordered if years.get(id, 0) >= least]
        some = [id for id in ordered if years.get(id, 0)]
        behind |= set(ordered) - {[*enough, *some, *ordered][0]}
    return frozenset(one.id for one in catalog.indicators if one.id not in behind)


def _ordered(catalog: Catalog, subject: Subject) -> list[Indicator]:
    place = {source.id: number for number, source in enumerate(catalog.sources)}
    members = [one for one in catalog.indicators if one.id in subject.indicators]
    return sorted(members, key=lambda one: place[one.source])
