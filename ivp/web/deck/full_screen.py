"""The page as a presentation on the whole screen, and the way back from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ivp.errors import UserError
from ivp.export.deck.views import view_of
from ivp.export.screen import Shown
from ivp.web import database
from ivp.web.components import text
from ivp.web.deck import state
from ivp.web.deck.presenter import presenter
from ivp.web.selection import url


def show_full_screen() -> None:
    """Only the slides; Escape leads back to the page, or to the view that the presentation was started from."""
    code, dark = st.query_params.get(state.DECK, ""), st.context.theme.type == "dark"
    try:
        slides = state.slides(database.store(), code, dark, date.today())
    except UserError as mistake:
        text.error(str(mistake))
        st.button("Naar de presentaties", key="presentatie-terug", on_click=_to_the_page)
        return
    left = presenter(slides, slides[0].title, _asked(len(slides)), key=f"{code}-{dark}-{len(slides)}")
    if left is not None:
        _leave(slides, left)


def _asked(count: int) -> int:
    """The number of the slide in the URL, from 0; the first where that is none."""
    asked = st.query_params.get(state.SLIDE, "")
    return int(asked) - 1 if asked.isdecimal() and 1 <= int(asked[:6]) <= count else 0


def _leave(slides: Sequence[Shown], at: int) -> None:
    """To the view where it was started, or to the page of this presentation, which remembers the slide."""
    if st.query_params.get(state.BACK) == state.TO_VIEW:
        link = next((one.link for one in (slides[at], *slides) if one.link), "")
        if link:
            state.open_view(view_of(link))
    url.write({state.FULL: "", state.BACK: "", state.SLIDE: str(at + 1)})
    st.rerun()


def _to_the_page() -> None:
    url.write({state.FULL: "", state.BACK: "", state.SLIDE: "", state.DECK: ""})
