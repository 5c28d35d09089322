"""A slider over the periods, with a button that plays them one after the other."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st

from ivp.web.selection import set_selection
from ivp.wording.periods import period as period_label

SECONDS = 1.2  # per period
_SLIDER, _STARTED, _DRAWN = "periode-schuif", "_speelt_sinds", "_net_getekend"


def period_player(periods: Sequence[str], current: str) -> str:
    """Draw slider and button; returns the period to show now.

    `periods`: ascending. While playing, the page runs again for every period; at the end, or when stopped, the
    period becomes part of the selection. With fewer than two periods nothing is drawn.
    """
    if len(periods) < 2:
        return current
    started = st.session_state.get(_STARTED)
    if started is not None:
        step = int((time.monotonic() - started) / SECONDS)
        if step < len(periods):
            current = periods[step]
        else:
            _stop(periods[-1])
            started, current = None, periods[-1]
    if current not in periods:
        current = periods[-1]
    if st.session_state.get(_SLIDER) != current:
        st.session_state[_SLIDER] = current
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="periode-rij", width="content"):
        st.select_slider(
            "Periode",
            list(periods),
            key=_SLIDER,
            format_func=period_label,
            on_change=_moved,
            args=(tuple(periods),),
            disabled=started is not None,
            width=260,
        )
        if started is None:
            st.button("Speel af", key="speel", icon=":material/play_arrow:", on_click=_start)
        else:
            st.button("Stop", key="stop", icon=":material/stop:", on_click=_stop, args=(current,))
            st.session_state[_DRAWN] = True
            _next_period()
    return current


@st.fragment(run_every=SECONDS)
def _next_period() -> None:
    """Runs once with the page and then every step: only the later runs draw the page again."""
    if st.session_state.pop(_DRAWN, False):
        return
    if _STARTED in st.session_state:
        st.rerun()


def _start() -> None:
    st.session_state[_STARTED] = time.monotonic()


def _stop(period: str) -> None:
    st.session_state.pop(_STARTED, None)
    set_selection(periode=period)


def _moved(periods: Sequence[str]) -> None:
    """What the browser sent is only taken when it is one of the periods."""
    value = st.session_state.get(_SLIDER)
    if value in periods:
        set_selection(periode=str(value))
