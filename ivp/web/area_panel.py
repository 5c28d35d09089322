"""What a page says about one chosen area: its figure in a sentence, and the ways to more."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ivp.figures.base import records
from ivp.web.components import heading, plain, quiet
from ivp.web.page import Page, page_link
from ivp.web.selection import set_selection
from ivp.wording import sentences
from ivp.wording.areas import capital

_LINKS = {"trends": "Bekijk het verloop", "vergelijken": "Vergelijk", "gemeente": "Alles over deze gemeente"}


def area_panel(page: Page, facts: pd.DataFrame, *, hint: str, leave_out: str = "") -> None:
    """The chosen area's figure in `facts` (one period) with links; without a chosen area the `hint`.

    `leave_out` is the page that this stands on.
    """
    chosen = [row for row in records(facts) if row["area"] == page.selection.gebied]
    if not chosen:
        quiet(hint)
        return
    row = chosen[0]
    heading(capital(page.known.name(row["area"])), 3)
    st.markdown(plain(sentences.cell(row, page.indicator)))
    for name, label in _LINKS.items():
        if name != leave_out and (name != "gemeente" or row["level"] == "gemeente"):
            page_link(name, label, page.selection)


def choose_on_map(key: str) -> None:
    """Callback of a map with this key: the clicked area becomes the focus; a click beside the areas clears it."""
    state: Any = st.session_state.get(key)
    objects = (getattr(state, "selection", None) or {}).get("objects") or {}
    codes = [
        found.get("code") or found.get("properties", {}).get("code") for layer in objects.values() for found in layer
    ]
    set_selection(gebied=str(codes[0]) if codes and codes[0] else "")
