"""Which presentation is looked at: its code in the URL, and the list of one's own that goes along from page to page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import streamlit as st

from ivp import paths
from ivp.errors import UserError
from ivp.export.deck.codes import from_code, is_own, to_code
from ivp.export.deck.making import Parts, deck_of, parts_of
from ivp.export.deck.ready import playlist
from ivp.export.deck.showing import Showing
from ivp.export.deck.views import Playlist, View
from ivp.export.document import Deck
from ivp.export.screen import Shown, screen
from ivp.figures.palette import DARK, LIGHT
from ivp.store.reader import Store
from ivp.web.components.text import error

DECK, SLIDE, FULL, BACK = "dek", "dia", "toon", "terug"
"""The query parameters: which presentation, which slide, on the whole screen, and where Escape leads."""
TO_VIEW = "beeld"
"""As `terug`: Escape leads to the view of the slide, because it was started there."""
PAGE = "presenteren"
_OWN = "_presentatie"
_KEPT = 8


def presenting() -> bool:
    """Whether the page is a presentation on the whole screen now."""
    return st.query_params.get(FULL) == "1"


def own() -> Playlist | None:
    """The list of one's own in this visit; None when there is none."""
    code = st.session_state.get(_OWN, "")
    return from_code(code) if code else None


def own_code() -> str:
    """The code of the list of one's own; empty when there is none."""
    return str(st.session_state.get(_OWN, ""))


def keep(playlist: Playlist) -> str:
    """Make this the list of one's own; gives its code. `UserError` when it is too long, and then nothing changes."""
    code = to_code(playlist)
    st.session_state[_OWN] = code
    return code


def keep_code(code: str) -> None:
    """Make the list of a code that came with a link the one of one's own."""
    if is_own(code):
        st.session_state[_OWN] = code


def change(do: Callable[[], Playlist]) -> None:
    """Change the list, from a callback; on a mistake its one line is shown and nothing changes."""
    try:
        st.query_params[DECK] = keep(do())
    except UserError as mistake:
        error(str(mistake))


@dataclass(frozen=True)
class Made:
    """A presentation with the figures of now: its list, the slides of every entry, and all together."""

    playlist: Playlist
    parts: Parts
    deck: Deck

    def first_of(self, at: int) -> int:
        """The number of the first slide of an entry; 0 is the opening slide."""
        return 1 + sum(len(part) for part in self.parts[:at])


@lru_cache(maxsize=_KEPT)
def made(store: Store, code: str, dark: bool, today: date) -> Made:
    """The slides of a code; kept, because a presentation is looked at more than once. `UserError` for a wrong code."""
    showing = Showing(store, today, DARK if dark else LIGHT)
    views = playlist(code, showing)
    parts = parts_of(views, showing)
    return Made(views, parts, deck_of(views, showing, parts))


@lru_cache(maxsize=_KEPT)
def slides(store: Store, code: str, dark: bool, today: date) -> tuple[Shown, ...]:
    """The slides of a code as the screen shows them. `UserError` for a wrong code."""
    return screen(made(store, code, dark, today).deck, DARK if dark else LIGHT)


def open_view(view: View) -> None:
    """Leave for a view; the rest of the script does not run."""
    st.switch_page(paths.ROOT / "pages" / f"{view.page}.py", query_params=dict(view.choices))


def start_buttons(code: str) -> None:
    """Begin on the whole screen, or go on where it was left."""
    left = st.query_params.get(SLIDE, "")
    st.button(
        "Toon op scherm", type="primary", icon=":material/slideshow:", key="presentatie-toon", on_click=_start,
        args=(code, "1"),
    )  # fmt: skip
    if left.isdecimal() and int(left[:6]) > 1:
        st.button(f"Ga verder bij dia {left[:6]}", key="presentatie-verder", on_click=_start, args=(code, left[:6]))


def _start(code: str, slide: str) -> None:
    st.query_params.update({DECK: code, SLIDE: slide, FULL: "1"})
