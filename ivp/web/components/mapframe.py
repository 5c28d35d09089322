"""How wide a map may be and whether this browser can draw it: deck.gl cannot fit its first view to its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import streamlit as st

from ivp.web.scripts import loader

_KEY, _KNOWN = "kaart-lijst", "_kaart_maat"
_NARROWEST, _WIDEST = 120, 8000

_component = st.components.v2.component("kaart_lijst", html="<div class='frame'></div>", js=loader("mapframe.js"))


@dataclass(frozen=True)
class Frame:
    """The width of the place for a map in pixels; `plain` when the browser has no WebGL, or lost it."""

    width: int
    plain: bool = False


def map_frame(guess: int) -> Frame:
    """Measure the place that this stands in; until the browser has answered it is `guess` pixels wide.

    The answer is kept as long as the visit, so that only the first map, and a turned tablet, is drawn twice.
    """
    known = known_frame() or Frame(guess)
    _component(key=_KEY, data=asdict(known), on_frame_change=_measured)
    return known


def known_frame() -> Frame | None:
    """What the browser has answered before."""
    found = st.session_state.get(_KNOWN)
    return found if isinstance(found, Frame) else None


def frame_of(sent: object) -> Frame | None:
    """What the browser sent, when it can be a frame; else None."""
    if not isinstance(sent, Mapping):
        return None
    width, plain = sent.get("width"), sent.get("plain")
    if type(width) is not int or not isinstance(plain, bool) or not _NARROWEST <= width <= _WIDEST:
        return None
    return Frame(width, plain)


def _measured() -> None:
    found = frame_of(getattr(st.session_state.get(_KEY), "frame", None))
    if found:
        st.session_state[_KNOWN] = found
