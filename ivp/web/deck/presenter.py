"""The presentation on the screen: a component that holds all slides and covers the page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ivp.export.screen import Shown
from ivp.web.components.inline import asset
from ivp.web.scripts import loader

_component = st.components.v2.component(
    "presentatie", html="<dialog></dialog>", css=asset("presenter.css"), js=loader("presenter.js")
)
_WORDS = {"slide": "dia", "number": "Dia {n} van {of}", "black": "Het scherm is zwart. Druk op B om verder te gaan."}


def presenter(slides: Sequence[Shown], label: str, start: int, *, key: str) -> int | None:
    """Show slides from number `start` (0 is the first) over the whole window.

    Gives the number of the slide that somebody left by, and until then None. `key` says which presentation it is: as
    long as it stays the same, the browser keeps its slides and its place.
    """
    data = {"slides": [one.data() for one in slides], "start": start, "label": label, "key": key, "words": _WORDS}
    left = getattr(_component(key="presentatie", data=data, on_leave_change=lambda: None), "leave", None)
    return left if isinstance(left, int) and not isinstance(left, bool) and 0 <= left < len(slides) else None
