"""One box to find an indicator, a theme or an area by name, and go to the page that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import streamlit as st

from ivp.catalog.models import Level
from ivp.facts import Area
from ivp.web.page import Page, go_to
from ivp.web.reference import SMALL, Reference

_BOX, _CHOSEN = "zoek", "_zoek_gekozen"


@dataclass(frozen=True)
class Target:
    """What can be found: its id, its label, and the page with the choices that show it."""

    id: str
    label: str
    page: str
    choices: dict[str, str] = field(default_factory=dict)


def search(page: Page) -> None:
    """Draw the box at the end of the controls; with a choice, go there with what was chosen before."""
    found = targets(page.known)
    target = found.get(st.session_state.pop(_CHOSEN, ""))
    if target:
        go_to(target.page, page.selection.with_changes(**target.choices))
    with page.row:
        st.selectbox(
            "Zoek",
            list(found),
            index=None,
            key=_BOX,
            format_func=lambda id: found[id].label,
            placeholder="Indicator, thema of gebied",
            on_change=_choose,
            width=250,
        )


@lru_cache(maxsize=2)
def targets(known: Reference) -> Mapping[str, Target]:
    """Everything that can be found, by id: indicators, themes and areas, each with a label of its own.

    Made once for all: every session keeps what its box shows for as long as it lives.
    """
    every = [*_indicators(known), *_themes(known), *_areas(known)]
    seen = Counter(target.label for target in every)
    return {
        target.id: target
        if seen[target.label] == 1
        else replace(target, label=f"{target.label} ({target.id.split(':')[1]})")
        for target in every
    }


def _indicators(known: Reference) -> Iterator[Target]:
    for one in known.indicators:
        yield Target(f"indicator:{one.id}", one.label, "trends", {"indicator": one.id})


def _themes(known: Reference) -> Iterator[Target]:
    for id, label in known.theme_labels.items():
        yield Target(f"thema:{id}", f"{label} · thema", "overzicht", {"thema": id})


def _areas(known: Reference) -> Iterator[Target]:
    for area in known.areas:
        if area.level in (Level.LAND, Level.EENHEID):
            continue
        where, choices = _place(area, known)
        yield Target(f"gebied:{area.code}", _label(area, known), where, {"gebied": area.code, **choices})


def _label(area: Area, known: Reference) -> str:
    if area.level in SMALL:
        return f"{area.name} · {area.level} in {known.gemeente_of(area.code)}"
    return f"{area.name} · {area.level}"


def _place(area: Area, known: Reference) -> tuple[str, dict[str, str]]:
    """The page of an area: of its own for a gemeente, the map of its gemeente for what lies inside, else its course."""
    if area.level == Level.GEMEENTE:
        return "gemeente", {}
    if area.level in SMALL:
        return "kaart", {"niveau": str(area.level), "binnen": known.gemeente_code(area.code)}
    return "trends", {}


def _choose() -> None:
    """Callback: keep what was chosen for the run that follows, and empty the box for the way back."""
    st.session_state[_CHOSEN] = st.session_state.get(_BOX) or ""
    st.session_state[_BOX] = None
