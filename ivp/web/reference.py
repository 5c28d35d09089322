"""What every page knows of one database: areas, indicators, periods and sources, fetched once, with the look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from ivp.catalog.models import Indicator, Level
from ivp.facts import Area, Availability, Fact
from ivp.outcomes import Grain
from ivp.store.reader import Store
from ivp.web.selection import periods
from ivp.wording import areas as area_words
from ivp.wording import sentences
from ivp.wording.periods import is_month

SMALL = (Level.WIJK, Level.BUURT)
Periods = dict[tuple[str, str], list[str]]
"""Ascending, by indicator and level."""
_WHERE: dict[str, tuple[Periods, Periods]] = {}
"""Of the last figures (their hash) where there are any: of all figures that takes a quarter of a second."""


class Reference:
    """The records of one database that every page reads, fetched once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.areas = store.areas()
        self.area = {area.code: area for area in self.areas}
        self.indicators = store.indicators()
        self.by_id = {indicator.id: indicator for indicator in self.indicators}
        self.themes = store.themes()
        self.theme = {theme.id: theme for theme in self.themes}
        self.events = store.events()
        self.sources = {source.id: source for source in store.sources()}
        self.datasets = store.datasets()

    @cached_property
    def theme_labels(self) -> dict[str, str]:
        """Label per theme id, in display order, of the themes that have an indicator."""
        used = {indicator.theme for indicator in self.indicators}
        return {theme.id: theme.label for theme in self.themes if theme.id in used}

    @cached_property
    def fields(self) -> dict[str, str]:
        """The veiligheidsveld by indicator id."""
        return {one.id: self.theme[one.theme].veld_label for one in self.indicators}

    @cached_property
    def twins(self) -> dict[str, str]:
        """By indicator that counts the same as others: how they differ."""
        return {one.indicator: one.note for one in self.store.twins()}

    @cached_property
    def leading(self) -> tuple[Indicator, ...]:
        """The indicators with a place in the matrix that count in lists: one crime once, in display order."""
        behind = {one.indicator for one in self.store.twins() if not one.leads}
        return tuple(one for one in self.indicators if one.order is not None and one.id not in behind)

    @cached_property
    def published(self) -> dict[tuple[str, Level], dict[str, str]]:
        """What tables say to publish of an indicator for a level: the table by period."""
        found: dict[tuple[str, Level], dict[str, str]] = {}
        for one in self.store.coverage():
            found.setdefault((one.indicator, one.level), {})[one.period] = one.source
        return found

    @cached_property
    def levels(self) -> dict[str, Level]:
        """Level per area code."""
        return {area.code: area.level for area in self.areas}

    def gemeente_code(self, code: str) -> str:
        """The gemeente that an area lies in, or is; '' for a larger area."""
        return next((area.code for area in self.above(code) if area.level == Level.GEMEENTE), "")

    def gemeente_of(self, code: str) -> str:
        """The name of the gemeente that an area lies in, or is; '' for a larger area."""
        found = self.gemeente_code(code)
        return self.area[found].name if found else ""

    def inside(self, code: str, gemeente: str) -> bool:
        """Whether an area lies in a gemeente; true for all of them when that is ''."""
        return not gemeente or self.gemeente_code(code) == gemeente

    def alike(self, code: str) -> list[str]:
        """The area and those to draw beside it: of its level, and for wijken and buurten under the same parent."""
        own = self.area[code]
        near = own.level in SMALL
        return [
            other.code for other in self.areas if other.level == own.level and (not near or other.parent == own.parent)
        ]

    def codes(self, *levels: str) -> list[str]:
        """Codes of the catalog's areas of some levels, in display order."""
        return [area.code for area in self.areas if area.level in levels]

    def above(self, code: str) -> list[Area]:
        """The area and those that contain it, small to large; empty for an unknown code."""
        found: list[Area] = []
        while code in self.area:
            found.append(self.area[code])
            code = self.area[code].parent
        return found

    def name(self, code: str) -> str:
        """The name of an area, as in a sentence ('het district De Markiezaten')."""
        return area_words.place(self.area[code])

    def periods_of(self, indicator: str, *levels: str, counted: bool = True) -> list[str]:
        """Periods in which an area of one of the levels has a figure, ascending; `counted`: a count alone will do."""
        found = self.counted_periods if counted else self.valued_periods
        return sorted({period for level in levels for period in found.get((indicator, level), ())})

    def years_of(self, indicator: str, *levels: str, counted: bool = True) -> list[str]:
        """The years among `periods_of`; of an indicator without years its months."""
        return periods.of_grain(self.periods_of(indicator, *levels, counted=counted), Grain.YEAR)

    def grain_of(self, indicator: str) -> Grain:
        """What a course through time is made of: years, or months for an indicator without years."""
        return Grain.MONTH if all(is_month(period) for period in self.periods.get(indicator, ())) else Grain.YEAR

    @cached_property
    def periods(self) -> dict[str, list[str]]:
        """Periods with at least one figure or count per indicator, ascending."""
        found: dict[str, set[str]] = {}
        for (indicator, _), some in self.counted_periods.items():
            found.setdefault(indicator, set()).update(some)
        return {indicator: sorted(some) for indicator, some in found.items()}

    @cached_property
    def counted_periods(self) -> Periods:
        """Periods with a count at least, by indicator and level."""
        return self._where[0]

    @cached_property
    def valued_periods(self) -> Periods:
        """Periods with a figure, by indicator and level."""
        return self._where[1]

    @cached_property
    def _where(self) -> tuple[Periods, Periods]:
        """Periods with a count at least, and with a figure; a changed plan leaves the figures as they were."""
        figures = self.store.info.get("figures_hash", "")
        if not figures or figures not in _WHERE:
            _WHERE.clear()
            _WHERE[figures] = _where(self.store.availability())
        return _WHERE[figures]

    def source_name(self, table: str) -> str:
        """The table number, or the title of a source that is no numbered table."""
        return table if table[:1].isdigit() or table not in self.sources else self.sources[table].title

    def source_line(self, facts: Iterable[Fact]) -> str:
        """Tables, publishers, dates of retrieval and state of some figures."""
        provisional: dict[tuple[str, str], bool] = {}
        for fact in facts:
            if fact.known:
                whose = fact.source, fact.owner
                provisional[whose] = provisional.get(whose, False) or fact.provisional
        lines = []
        for (table, owner), early in sorted(provisional.items()):
            source = self.sources.get(table)
            dated = next((one.retrieved for one in self.datasets if one.source == table), "")
            publisher = owner or (source.publisher if source else "")
            lines.append(sentences.source_line(self.source_name(table), publisher, dated, provisional=early))
        return sentences.joined_sources(lines)


def _where(available: Iterable[Availability]) -> tuple[Periods, Periods]:
    counted: Periods = {}
    valued: Periods = {}
    for one in available:
        place = (one.indicator, one.level)
        if one.known:
            counted.setdefault(place, []).append(one.period)
        if one.valued:
            valued.setdefault(place, []).append(one.period)
    return counted, valued


@lru_cache(maxsize=2)
def reference(store: Store) -> Reference:
    """The reference of a store; the same object as long as the store is open."""
    return Reference(store)
