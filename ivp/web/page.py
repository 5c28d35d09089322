"""What every page starts with: the open store, the reference frames of it, the selection and the colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ivp import paths
from ivp.catalog.models import Event, Indicator, Source
from ivp.figures.palette import DARK, LIGHT, Palette
from ivp.store.reader import Store
from ivp.web import database, periods
from ivp.web.choices import MEASURES
from ivp.web.components import copy_link_control, empty_state, notice
from ivp.web.selection import (
    Options,
    Selection,
    control_row,
    controls,
    periods_by_indicator,
    reset_control,
)
from ivp.wording import areas as area_words
from ivp.wording import sentences
from ivp.wording.periods import is_month
from ivp.wording.periods import period as period_label

GEMEENTEN = ("gemeente",)
MEMBERS = ("gemeente", "basisteam", "district")
DISTRICT_LEVELS = (*MEMBERS, "eenheid", "land")


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


@dataclass(frozen=True)
class Page:
    """What a page script works with."""

    store: Store
    known: Reference
    selection: Selection
    palette: Palette
    row: DeltaGenerator  # a place at the end of the row of controls

    @property
    def indicator(self) -> Indicator:
        """The chosen indicator."""
        return self.known.by_id[self.selection.indicator]

    @property
    def reference_level(self) -> str:
        """The level of the area that is compared with."""
        return self.selection.vergelijk

    @property
    def grain(self) -> Literal["year", "month"]:
        """Whether years or months are looked at, as the store calls it."""
        return "month" if self.selection.monthly else "year"

    @property
    def against(self) -> str:
        """What a gemeente is compared with, in words: 'de rest van het district'."""
        code = self.known.codes(self.selection.vergelijk)[:1]
        return area_words.rest(self.selection.vergelijk, self.known.names[code[0]] if code else "")

    def reference_code(self, area: str = "") -> str:
        """The area that is compared with: of the level chosen, and containing `area` where there is more than one."""
        codes = self.known.codes(self.selection.vergelijk)
        if area and len(codes) > 1:
            above = area
            while above:
                if above in codes:
                    return above
                above = self.known.parents.get(above, "")
        return codes[0] if codes else ""

    def facts(self, **wanted: object) -> pd.DataFrame:
        """Facts of the chosen indicator against the chosen reference, in years or months; see `Store.facts`."""
        grain = "" if wanted.get("periods") else self.grain
        chosen = {"reference_level": self.reference_level, "grain": grain, **wanted}
        return self.store.facts([self.selection.indicator], **chosen)  # type: ignore[arg-type]


def palette() -> Palette:
    """The colours of the theme that the visitor has on."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def is_phone() -> bool:
    """Whether the browser calls itself mobile; a map cannot ask how wide it is."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def start(
    show: Sequence[str],
    *,
    offered: Callable[[Indicator], bool] = lambda _: True,
    levels: Sequence[str] = GEMEENTEN,
    all_areas: bool = True,
    measures: Sequence[str] = tuple(MEASURES),
) -> Page:
    """Open the store, draw the controls in `show` and return what the page works with.

    `offered` says which indicators the page can show; `levels` which areas can be the focus; `all_areas` whether
    no focus is a choice; `measures` which measures it can show.
    """
    store = database.store()
    known = reference(store)
    if database.problem():
        notice(f"De nieuwste bestanden zijn niet in orde; u ziet de vorige cijfers. {database.problem()}")
    options = _options(known, offered, tuple(levels), all_areas, measures, by_niveau="niveau" in show)
    row = control_row()
    selection = controls(options, show, row=row)
    with row:
        between = st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", width="content")
        reset_control()
        copy_link_control()
    return Page(store, known, selection, palette(), between)


def _options(
    known: Reference,
    offered: Callable[[Indicator], bool],
    levels: tuple[str, ...],
    all_areas: bool,
    measures: Sequence[str],
    by_niveau: bool,
) -> Options:
    return Options(
        indicators=[indicator for indicator in known.indicators if offered(indicator)],
        others=[indicator for indicator in known.indicators if not offered(indicator)],
        areas=known.areas,
        periods=known.periods,
        level_periods=known.by_level["known"],
        by_niveau=by_niveau,
        themes=known.theme_labels,
        levels=levels,
        all_areas=all_areas,
        measures=measures,
    )


def no_figures(page: Page, *levels: str) -> bool:
    """Show the designed empty state when the chosen indicator has no figure for these levels and this period.

    Offers the nearest period that has them, or the indicator that stands first in the same theme and does.
    """
    indicator, period = page.indicator, page.selection.periode
    known = page.known.periods_of(indicator.id, *levels)
    if period in known or (not period and known):
        return False
    where = area_words.plural(levels[0]) if levels else "dit gebied"
    nearest_period = periods.nearest(period, known)
    text = sentences.missing(indicator, f"de {where}", period, nearest_period)
    empty_state(f"{indicator.label}: geen open cijfer voor de {where}", text, _way_on(page, nearest_period, levels))
    return True


def _way_on(page: Page, nearest: str | None, levels: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    if nearest:
        return f"Toon {period_label(nearest)}", {"periode": nearest}
    for other in sorted(page.known.indicators, key=lambda item: item.theme != page.indicator.theme):
        if page.known.periods_of(other.id, *levels):
            return f"Toon {other.label}", {"indicator": other.id, "periode": ""}
    return None


def page_link(name: str, label: str, selection: Selection, **extra: str) -> None:
    """A link to another page with a selection; opens within the app, without loading it again.

    `extra` are parameters beside the selection, such as the priority.
    """
    st.page_link(paths.ROOT / "pages" / f"{name}.py", label=f"{label} →", query_params={**selection.params(), **extra})


def go_to(name: str, selection: Selection, **extra: str) -> None:
    """Leave for another page with a selection and `extra` parameters; the rest of the script does not run."""
    st.switch_page(paths.ROOT / "pages" / f"{name}.py", query_params={**selection.params(), **extra})


def at_nearest_period(page: Page, known: Sequence[str]) -> Page:
    """The page at the last of the periods in `known` of its grain, when no period was chosen; else as it is.

    A chosen month where `known` has only years becomes its year.
    """
    chosen = "periode" in page.selection.chosen
    only_years = is_month(page.selection.periode) and periods.MONTH not in periods.grains(known)
    if not known or (chosen and not only_years):
        return page
    of_month = periods.in_grain(page.selection.periode, periods.YEAR, known) if chosen else ""
    period = of_month or periods.of_grain(known, page.selection.per)[-1]
    return replace(page, selection=replace(page.selection, periode=period))
