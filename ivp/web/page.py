"""What every page starts with: the open store, what is known of it, the selection and the colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ivp import paths
from ivp.catalog.models import Indicator, Level, State
from ivp.facts import ALIKE as SIMILAR
from ivp.facts import Fact
from ivp.figures.palette import DARK, LIGHT, Palette
from ivp.outcomes import Grain
from ivp.store.reader import Store
from ivp.web import database
from ivp.web.components.inline import copy_link_control
from ivp.web.deck.add import add_control
from ivp.web.reference import Reference, reference
from ivp.web.selection import periods
from ivp.web.selection.choices import ALIKE, MEASURES, Options, Selection
from ivp.web.selection.controls import controls, reset_control
from ivp.web.selection.empty import empty_state
from ivp.wording import areas as area_words
from ivp.wording import sentences
from ivp.wording.periods import is_month
from ivp.wording.periods import period as period_label

GEMEENTEN = (Level.GEMEENTE,)
MEMBERS = (Level.GEMEENTE, Level.BASISTEAM, Level.DISTRICT)
DISTRICT_LEVELS = (*MEMBERS, Level.EENHEID, Level.LAND)


@dataclass(frozen=True)
class Page:
    """What a page script works with. Its figures come from `facts` and `matrix`, which name the chosen reference."""

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
    def against(self) -> str:
        """What a gemeente is compared with, in words: 'de rest van het district', 'vergelijkbare gemeenten'."""
        if self.selection.vergelijk == ALIKE:
            return SIMILAR.name
        code = self.known.codes(self.selection.vergelijk)[:1]
        return area_words.rest(self.selection.vergelijk, self.known.area[code[0]].name if code else "")

    def reference_code(self, area: str = "") -> str:
        """The area that is compared with: of the level chosen, and containing `area` where there is more than one.

        '' where it is no area but similar municipalities.
        """
        codes = self.known.codes(self.reference_level)
        above = (one.code for one in self.known.above(area) if one.code in codes) if len(codes) > 1 else ()
        return next(iter(above), codes[0] if codes else "")

    def facts(
        self,
        *,
        indicators: Sequence[str] = (),
        areas: Sequence[str] = (),
        levels: Sequence[str] = (),
        periods: Sequence[str] = (),
        grain: Grain | None = None,
        all_netherlands: bool = False,
        reference_level: str = "",
    ) -> tuple[Fact, ...]:
        """Facts of the chosen indicator, or of `indicators`, against the chosen reference; see `Store.facts`.

        Of the periods given, else of the chosen grain or of `grain`. `reference_level`: another reference than the
        chosen one, only for a part of the page that says so.
        """
        step = grain if grain or periods else self.selection.grain
        return self.store.facts(
            indicators or [self.selection.indicator],
            areas=areas,
            levels=levels,
            periods=periods,
            grain=step,
            all_netherlands=all_netherlands,
            reference_level=reference_level or self.reference_level,
        )

    def matrix(self, indicators: Sequence[Indicator], levels: Sequence[str] = MEMBERS) -> tuple[Fact, ...]:
        """Per indicator the facts of its latest year at one of `levels`, against the chosen reference."""
        return self.store.matrix(
            [indicator.id for indicator in indicators], levels=levels, reference_level=self.reference_level
        )


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
    ids = tuple(indicator.id for indicator in known.indicators if offered(indicator))
    options = _options(known, ids, "niveau" in show, tuple(levels), all_areas, tuple(measures))
    selection, rest = controls(options, show)
    with rest:
        between = st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", width="content")
        reset_control()
        copy_link_control()
        add_control(selection, show, known.periods)
    return Page(store, known, selection, palette(), between)


@lru_cache(maxsize=32)
def _options(
    known: Reference, ids: tuple[str, ...], by_niveau: bool, levels: tuple[str, ...], all_areas: bool,
    measures: tuple[str, ...],
) -> Options:  # fmt: skip
    """What a page offers, made once for all: every session keeps what its controls show for as long as it lives."""
    return Options(
        indicators=[known.by_id[id] for id in ids],
        others=[indicator for indicator in known.indicators if indicator.id not in ids],
        areas=known.areas,
        periods=known.periods,
        level_periods=known.counted_periods,
        by_niveau=by_niveau,
        themes=known.theme_labels,
        levels=levels,
        all_areas=all_areas,
        measures=measures,
    )


def no_figures(page: Page, *levels: str) -> str:
    """The headline of the designed empty state, which is shown when the chosen indicator has no figure for these levels
    (one at least) and period; '' where it has.

    Offers the nearest period that has them, or the indicator that stands first in the same theme and does.
    """
    period = page.selection.periode
    known = page.known.periods_of(page.indicator.id, *levels)
    if period in known or (not period and known):
        return ""
    where = f"de {area_words.plural(levels[0])}"
    nearest_period = periods.nearest(period, known)
    title, why = missing(page, where, levels[0], period, nearest_period)
    empty_state(title, why, _way_on(page, nearest_period, levels))
    return title


def missing(page: Page, where: str, level: str, period: str = "", nearest_period: str | None = None) -> tuple[str, str]:
    """A headline and a sentence about why the chosen indicator has no figure at this level ('' for any period).

    What a table says to publish was not fetched yet; that is another thing than that there is no figure.
    """
    told = page.known.published.get((page.indicator.id, Level(level)), {})
    source = told.get(period, "") if period else next(iter(told.values()), "")
    state = State.NOT_FETCHED if source else State.UNKNOWN
    lacking = "nog niet opgehaald" if source else "geen open cijfer"
    why = sentences.missing(page.indicator, where, period, nearest_period, state, source)
    return f"{page.indicator.label}: {lacking} voor {where}", why


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
    only_years = is_month(page.selection.periode) and Grain.MONTH not in periods.grains(known)
    if not known or (chosen and not only_years):
        return page
    of_month = periods.in_grain(page.selection.periode, Grain.YEAR, known) if chosen else ""
    period = of_month or periods.of_grain(known, page.selection.grain)[-1]
    return replace(page, selection=replace(page.selection, periode=period))
