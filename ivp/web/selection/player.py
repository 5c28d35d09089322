"""A slider over the periods, with a button that plays them one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ivp.web.selection.url import set_selection
from ivp.wording.periods import period as period_label

SECONDS = 1.2  # per period
_SLIDER, _STEP, _DRAWN = "periode-schuif", "_speelt_stap", "_net_getekend"


def period_player(periods: Sequence[str], current: str) -> str:
    """Draw slider and button; returns the period to show now.

    `periods`: ascending. While playing, the page runs again for every period; at the end, or when stopped, the
    period becomes part of the selection. With fewer than two periods nothing is drawn.
    """
    if len(periods) < 2:
        return current
    step = st.session_state.get(_STEP)
    if step is not None and step < len(periods):
        current = periods[step]
    elif step is not None:
        _stop(periods[-1])
        step, current = None, periods[-1]
    if current not in periods:
        current = periods[-1]
    first: dict[str, Any] = {"value": current} if _SLIDER not in st.session_state else {}
    if not first:  # every run, as the other controls: else a busy browser may keep showing the first period
        st.session_state[_SLIDER] = current
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="periode-rij", width="content"):
        st.select_slider(
            "Periode",
            list(periods),
            key=_SLIDER,
            format_func=period_label,
            on_change=_moved,
            args=(tuple(periods),),
            disabled=step is not None,
            width=260,
            **first,
        )
        if step is None:
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
    if _STEP in st.session_state:
        st.session_state[_STEP] += 1
        st.rerun()


def _start() -> None:
    st.session_state[_STEP] = 0


def _stop(period: str) -> None:
    st.session_state.pop(_STEP, None)
    set_selection(periode=period)


def _moved(periods: Sequence[str]) -> None:
    """What the browser sent is only taken when it is one of the periods."""
    value = st.session_state.get(_SLIDER)
    if value in periods:
        set_selection(periode=str(value))
