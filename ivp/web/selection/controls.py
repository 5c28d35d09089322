"""The controls of the selection that all pages share; what they choose is written in the URL (see `url`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ivp.web.components.text import notice
from ivp.web.selection.choices import Options, Selection, choices, effect
from ivp.web.selection.resolve import resolve, unknown
from ivp.web.selection.url import CARRIED, reset, write
from ivp.wording.periods import is_month

_WIDTHS = {"thema": 190, "indicator": 270, "maandjaar": 95, "periode": 120, "maand": 160, "binnen": 170, "gebied": 190,
           "tweede": 190, "vergelijk": 225, "maat": 130, "niveau": 130}  # fmt: skip
_OPEN = "_keuzes_open"
_KNOWN = "_keuzes_bekend"
_LABELS = {"thema": "Thema", "indicator": "Indicator", "per": "Per", "maandjaar": "Jaar", "periode": "Periode",
           "binnen": "In gemeente", "gebied": "Gebied", "tweede": "Tweede gebied", "vergelijk": "Vergelijk met",
           "maat": "Maat", "niveau": "Op de kaart"}  # fmt: skip


def controls(options: Options, show: Sequence[str]) -> tuple[Selection, DeltaGenerator]:
    """Draw controls for the keys in `show` and return the selection, and the place for more controls behind them.

    Notices stand below the row. On a narrow screen only the first control stands open; a button opens the others (the
    style sheet of `front.document` hides them by the key of their container).
    """
    selection, notices = resolve(st.query_params.to_dict(), options)
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="keuze-rij")
    for key in show:
        if key in notices:
            notice(notices[key])
    shown = st.session_state.get(_OPEN, False)
    with row:
        for key in show[:1]:
            _control(key, selection, options)
        st.button("Keuzes", key="keuze-knop", icon=":material/tune:", on_click=_open_or_close)
        rest = st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", width="content",
                            key="keuze-meer-open" if shown else "keuze-meer-dicht")  # fmt: skip
    with rest:
        for key in show[1:]:
            _control(key, selection, options)
    st.session_state[_KNOWN] = True
    return selection, rest


def _open_or_close() -> None:
    st.session_state[_OPEN] = not st.session_state.get(_OPEN, False)


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
    st.session_state[state] = value

    def chosen() -> None:
        wanted = st.session_state.get(state)
        if wanted in codes:
            write({key: "" if wanted == codes[0] else str(wanted)})

    with row or st.container():
        st.selectbox(title, list(codes), key=state, format_func=label, on_change=chosen, width=width)
    return value


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


def _control(key: str, selection: Selection, options: Options) -> None:
    offered = choices(key, selection, options)
    if not offered:
        return
    state, value = f"keuze_{key}", getattr(selection, key)
    fresh = _KNOWN not in st.session_state
    if not fresh:  # every run: coming from another page the browser would show the first option
        st.session_state[state] = value
    common: dict[str, Any] = {
        "key": state,
        "format_func": lambda code: offered.get(code, code),
        "on_change": _chosen,
        "args": (key, options),
    }
    if key == "per":
        first = {"default": value} if fresh else {}
        now = st.segmented_control(_label(key, options), list(offered), required=True, **first, **common)
    else:
        first = {"index": list(offered).index(value)} if fresh and value in offered else {}
        now = st.selectbox(
            _label(key, options),
            list(offered),
            width=_WIDTHS["maand" if key == "periode" and is_month(value) else key],
            filter_mode=None if len(offered) <= 12 else "contains",
            **first,
            **common,
        )
    if fresh and now != value:  # chosen in a page that was open before the server started again: no callback knew it
        _chosen(key, options)
        st.rerun()


def _chosen(key: str, options: Options) -> None:
    """Callback of a control: what the browser sent is only taken when it is a code that exists."""
    value = st.session_state.get(f"keuze_{key}") or ""
    selection, _ = resolve(st.query_params.to_dict(), options)
    if not isinstance(value, str) or value not in choices(key, selection, options):
        return
    write(effect(key, value, selection, options))


def _label(key: str, options: Options) -> str:
    if key == "gebied" and tuple(options.levels) == ("gemeente",):
        return "Gemeente"
    return _LABELS[key]
