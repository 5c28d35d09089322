"""The frames of one database that every page reads, fetched once, and the look-ups in them."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Literal

import pandas as pd

from ivp.catalog.models import Event, Source
from ivp.store.reader import Store
from ivp.web import periods
from ivp.web.choices import periods_by_indicator
from ivp.wording import areas as area_words
from ivp.wording import sentences
from ivp.wording.periods import is_month


class Reference:
    """The frames of one database that every page reads, fetched once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.areas = store.areas()
        self.indicators = store.indicators()
        self.by_id = {indicator.id: indicator for indicator in self.indicators}
        self.themes = store.themes()
        self.availability = store.availability()
        self.events: list[Event] = store.events()
        self.sources = {row["id"]: Source(**row) for row in store.query("sources").to_dict("records")}
        self.datasets = store.query("datasets")
        self.periods = periods_by_indicator(self.availability)

    @cached_property
    def all_themes(self) -> dict[str, str]:
        """Label per theme id, also of themes without an indicator."""
        return dict(self.store.query("themes").itertuples(index=False))

    @cached_property
    def theme_labels(self) -> dict[str, str]:
        """Label per theme id, in display order."""
        return dict(zip(self.themes["theme"], self.themes["theme_label"], strict=True))

    @cached_property
    def names(self) -> dict[str, str]:
        """Name per area code."""
        return dict(zip(self.areas["code"], self.areas["name"], strict=True))

    @cached_property
    def parents(self) -> dict[str, str]:
        """Code of the area above per area code; '' for the largest."""
        return dict(zip(self.areas["code"], self.areas["parent"].fillna(""), strict=True))

    @cached_property
    def levels(self) -> dict[str, str]:
        """Level per area code."""
        return dict(zip(self.areas["code"], self.areas["level"], strict=True))

    def gemeente_of(self, code: str) -> str:
        """The name of the gemeente that a wijk or buurt lies in; '' for a larger area."""
        while code and self.levels.get(code) in ("wijk", "buurt"):
            code = self.parents[code]
        return self.names.get(code, "") if self.levels.get(code) == "gemeente" else ""

    def alike(self, code: str) -> list[str]:
        """The area and those to draw beside it: of its level, and for wijken and buurten under the same parent."""
        level = self.levels[code]
        near = level in ("wijk", "buurt")
        return [
            other
            for other, its in self.levels.items()
            if its == level and (not near or self.parents[other] == self.parents[code])
        ]

    def codes(self, *levels: str) -> list[str]:
        """Codes of the catalog's areas of some levels, in display order."""
        return list(self.areas.loc[self.areas["level"].isin(levels), "code"])

    def name(self, code: str) -> str:
        """The name of an area, as in a sentence ('het district De Markiezaten')."""
        return area_words.full(self.levels[code], self.names[code])

    def periods_of(self, indicator: str, *levels: str, counted: bool = True) -> list[str]:
        """Periods in which an area of one of the levels has a figure, ascending; `counted`: a count alone will do."""
        found = self.by_level["known" if counted else "valued"]
        return sorted({period for level in levels for period in found.get((indicator, level), ())})

    def years_of(self, indicator: str, *levels: str, counted: bool = True) -> list[str]:
        """The years among `periods_of`; of an indicator without years its months."""
        return periods.of_grain(self.periods_of(indicator, *levels, counted=counted), periods.YEAR)

    def grain_of(self, indicator: str) -> Literal["year", "month"]:
        """What a course through time is made of: years, or months for an indicator without years."""
        return "month" if all(is_month(period) for period in self.periods.get(indicator, ())) else "year"

    @cached_property
    def by_level(self) -> dict[str, dict[tuple[str, str], list[str]]]:
        """Periods by indicator and level, with a count at least ('known') or with a figure ('valued')."""
        made: dict[str, dict[tuple[str, str], list[str]]] = {}
        for kind in ("known", "valued"):
            rows = self.availability[self.availability[kind] > 0]
            by_place: dict[tuple[str, str], list[str]] = {}
            for indicator, level, period in zip(rows["indicator"], rows["level"], rows["period"], strict=True):
                by_place.setdefault((indicator, level), []).append(period)
            made[kind] = by_place
        return made

    def source_name(self, table: str) -> str:
        """The table number, or the title of a source that is no numbered table."""
        return table if table[:1].isdigit() or table not in self.sources else self.sources[table].title

    def source_line(self, *frames: pd.DataFrame) -> str:
        """Tables, publishers, dates of retrieval and state of the figures of some frames."""
        facts = pd.concat([frame[["value", "numerator", "source", "state"]] for frame in frames])
        known = facts[facts["value"].notna() | facts["numerator"].notna()]
        lines = []
        for table in sorted(set(known["source"])):
            source = self.sources.get(table)
            dated = self.datasets.loc[self.datasets["source"] == table, "retrieved"]
            provisional = bool((known.loc[known["source"] == table, "state"] == "provisional").any())
            lines.append(
                sentences.source_line(
                    self.source_name(table),
                    source.publisher if source else "",
                    str(dated.iloc[0])[:10] if len(dated) else "",
                    provisional=provisional,
                )
            )
        return sentences.joined_sources(lines)


@lru_cache(maxsize=2)
def reference(store: Store) -> Reference:
    """The reference frames of a store; the same object as long as the store is open."""
    return Reference(store)
