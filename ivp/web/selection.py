"""The one selection that all pages share; the URL is where it lives.

Every key is a query parameter with a stable code (`?indicator=fietsdiefstal&gebied=GM1674`). Streamlit's own
`bind="query-params"` is not used for it: it writes the label that the user sees instead of the code, removes
a parameter whose widget is not on the page, and drops an unknown value without a word. So the widgets here
are plain, their callbacks write `st.query_params` (one history entry a change, so the back button works), and
every run starts from what the URL says, checked against the catalog (`resolve.resolve`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException

from ivp.web.choices import (
    KEYS,
    Options,
    Selection,
    choices,
    consistent,
    effect,
    link,
    periods_by_indicator,
)
from ivp.web.components import notice
from ivp.web.resolve import resolve, unknown
from ivp.wording.periods import is_month

__all__ = (
    "KEYS",
    "Options",
    "Selection",
    "carry_over",
    "control_row",
    "controls",
    "link",
    "periods_by_indicator",
    "remembered",
    "reset",
    "reset_control",
    "resolve",
    "set_choice",
    "set_selection",
)  # fmt: skip

_WIDTHS = {"thema": 190, "indicator": 270, "maandjaar": 95, "periode": 120, "maand": 160, "gebied": 190,
           "tweede": 190, "vergelijk": 225, "maat": 130, "niveau": 130}  # fmt: skip
_LABELS = {"thema": "Thema", "indicator": "Indicator", "per": "Per", "maandjaar": "Jaar", "periode": "Periode",
           "gebied": "Gebied", "tweede": "Tweede gebied", "vergelijk": "Vergelijk met", "maat": "Maat",
           "niveau": "Op de kaart"}  # fmt: skip
_MEMORY = "_keuze_onthouden"
CARRIED = (*KEYS, "plan", "prioriteit")  # what goes along from page to page


def controls(options: Options, show: Sequence[str], *, row: DeltaGenerator | None = None) -> Selection:
    """Draw controls for the keys in `show` in a row and return the selection; notices stand above or below the row.

    `row`: a horizontal container of the page, in which the page can put more; without it a row of its own.
    """
    selection, notices = resolve(st.query_params.to_dict(), options)
    for key in show:
        if key in notices:
            notice(notices[key])
    with row or control_row():
        for key in show:
            _control(key, selection, options)
    return selection


def remembered(
    key: str,
    codes: Sequence[str],
    label: Callable[[str], str],
    title: str,
    *,
    row: DeltaGenerator | None = None,
    width: int = 270,
) -> str:
    """A control beside the selection, kept in the URL under `key`; a code that is not offered gives the first.

    `row` is the container that it stands in; the notice about a code that is not offered stands outside it.
    """
    asked = st.query_params.get(key, "")
    state = f"keuze_{key}"
    value = asked if asked in codes else codes[0]
    if asked and asked != value:
        notice(unknown(key, asked, label(value)))
    if st.session_state.get(state) != value:
        st.session_state[state] = value

    def chosen() -> None:
        wanted = st.session_state.get(state)
        if wanted in codes:
            _write({key: "" if wanted == codes[0] else str(wanted)})

    with row or st.container():
        st.selectbox(title, list(codes), key=state, format_func=label, on_change=chosen, width=width)
    return value


def control_row() -> DeltaGenerator:
    """The row that the controls of a page stand in."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="keuze-rij")


def reset_control() -> None:
    """The button that forgets every choice."""
    st.button(
        "Wis keuzes",
        key="keuze-wissen",
        type="tertiary",
        icon=":material/undo:",
        on_click=reset,
        disabled=not any(key in st.query_params for key in CARRIED),
    )


def set_selection(**changes: str) -> None:
    """Change the selection, from a callback or before `controls`; an empty code takes the key away."""
    _write(consistent(changes))


def set_choice(key: str, code: str) -> None:
    """Set a choice of `remembered` from a callback."""
    _write({key: code})


def reset() -> None:
    """Forget every choice, also on pages that were visited before."""
    _write(dict.fromkeys(CARRIED, ""))
    st.session_state.pop(_MEMORY, None)


def carry_over(page: str) -> None:
    """Keep the selection when the page changes; the shell calls this every run, before the page, with its path.

    Streamlit's navigation opens a page without query parameters. On arrival they are put back. History: going
    back to such an arrival finds no parameters either and is treated the same.
    """
    memory = st.session_state.setdefault(_MEMORY, {"page": page, "params": {}, "arrivals": set()})
    here = {key: st.query_params[key] for key in CARRIED if key in st.query_params}
    arrived = memory["page"] != page
    if not here and memory["params"] and (arrived or page in memory["arrivals"]):
        memory["arrivals"].add(page)
        _write(memory["params"])
    else:
        memory["params"] = here
    memory["page"] = page


# The widgets


def _control(key: str, selection: Selection, options: Options) -> None:
    offered = choices(key, selection, options)
    if not offered:
        return
    state, value = f"keuze_{key}", getattr(selection, key)
    if st.session_state.get(state) != value:
        st.session_state[state] = value
    common: dict[str, Any] = {
        "key": state,
        "format_func": lambda code: offered.get(code, code),
        "on_change": _chosen,
        "args": (key, options),
    }
    if key == "per":
        st.segmented_control(_label(key, options), list(offered), required=True, **common)
        return
    st.selectbox(
        _label(key, options),
        list(offered),
        width=_WIDTHS["maand" if key == "periode" and is_month(value) else key],
        filter_mode=None if len(offered) <= 12 else "contains",
        **common,
    )


def _chosen(key: str, options: Options) -> None:
    """Callback of a control: what the browser sent is only taken when it is a code that exists."""
    value = st.session_state.get(f"keuze_{key}") or ""
    selection, _ = resolve(st.query_params.to_dict(), options)
    if not isinstance(value, str) or value not in choices(key, selection, options):
        return
    _write(effect(key, value, selection, options))


def _write(changes: Mapping[str, str]) -> None:
    """Put codes in the URL and take empty ones out, in one step: every step is an entry in the history."""
    now = st.query_params.to_dict()
    wanted = {key: value for key, value in {**now, **changes}.items() if value}
    if wanted == now:
        return
    if now.keys() <= wanted.keys():
        st.query_params.update({key: value for key, value in changes.items() if value})
        return
    try:
        st.query_params.from_dict(wanted)
    except StreamlitAPIException:  # a page has a bound parameter of its own, which may not be written
        for key in now.keys() - wanted.keys():
            del st.query_params[key]
        st.query_params.update({key: value for key, value in changes.items() if value})


def _label(key: str, options: Options) -> str:
    if key == "gebied" and tuple(options.levels) == ("gemeente",):
        return "Gemeente"
    return _LABELS[key]
