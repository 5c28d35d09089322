"""What every page starts with: the open store, the reference frames of it, the selection and the colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ivp import paths
from ivp.catalog.models import Indicator
from ivp.figures.palette import DARK, LIGHT, Palette
from ivp.store.reader import Store
from ivp.web import database, periods
from ivp.web.choices import MEASURES
from ivp.web.components import copy_link_control, empty_state, notice
from ivp.web.reference import Reference, reference
from ivp.web.selection import (
    Options,
    Selection,
    control_row,
    controls,
    reset_control,
)
from ivp.wording import areas as area_words
from ivp.wording import sentences
from ivp.wording.periods import is_month
from ivp.wording.periods import period as period_label

GEMEENTEN = ("gemeente",)
MEMBERS = ("gemeente", "basisteam", "district")
DISTRICT_LEVELS = (*MEMBERS, "eenheid", "land")


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
