"""What a page says about one chosen area: its figure in a sentence, and the ways to more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from ivp.catalog.models import Level
from ivp.facts import Fact
from ivp.web.components.text import heading, plain, quiet
from ivp.web.page import Page, page_link
from ivp.web.parts.neighbourhood import last_year
from ivp.web.selection.url import set_selection
from ivp.wording import sentences
from ivp.wording.areas import capital

_LINKS = {"trends": "Bekijk het verloop", "vergelijken": "Vergelijk", "gemeente": "Alles over deze gemeente"}


def area_panel(page: Page, facts: Sequence[Fact], *, hint: str, leave_out: str = "") -> None:
    """The chosen area's figure in `facts` (one period) with links; without a chosen area the `hint`.

    `leave_out` is the page that this stands on.
    """
    fact = next((one for one in facts if one.area.code == page.selection.gebied), None)
    if fact is None:
        quiet(hint)
        return
    heading(capital(page.known.name(fact.area.code)), 3)
    st.markdown(plain(sentences.cell(fact, page.indicator)))
    quiet_age(page, fact)
    last_year(page, fact.area.code)
    for name, label in _LINKS.items():
        if name != leave_out and (name != "gemeente" or fact.area.level == Level.GEMEENTE):
            page_link(name, label, page.selection)


def quiet_age(page: Page, fact: Fact) -> None:
    """How old a figure is, when it is the newest here and old."""
    at = page.known.periods_of(page.indicator.id, fact.area.level)
    if at and fact.period == at[-1]:
        told = page.known.published.get((page.indicator.id, fact.area.level), {})
        newest = max((int(period[:4]) for period in told), default=None)
        if text := sentences.age(fact.year, date.today().year, newest):
            quiet(text)


def choose_on_map(key: str) -> None:
    """Callback of a map with this key: the clicked area becomes the focus; a click beside the areas clears it."""
    state: Any = st.session_state.get(key)
    objects = (getattr(state, "selection", None) or {}).get("objects") or {}
    codes = [
        found.get("code") or found.get("properties", {}).get("code") for layer in objects.values() for found in layer
    ]
    set_selection(gebied=str(codes[0]) if codes and codes[0] else "")
