"""The control on every view: show it on the whole screen now, or put it in the presentation of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ivp import paths
from ivp.errors import UserError
from ivp.export.deck.codes import to_code
from ivp.export.deck.making import PAGES
from ivp.export.deck.views import Entry, Playlist, View, view
from ivp.web.components.text import error
from ivp.web.deck import state
from ivp.web.selection import url
from ivp.web.selection.choices import Selection
from ivp.web.selection.periods import of_grain
from ivp.wording.deck import ONE_VIEW, PICKED, added, own_link

_PLAN_KEYS = ("prioriteit", "partner", "jaar", "stand")  # controls beside the selection, which leave out their first
_ALL = ("", "alle")
_DOSSIER = ("", "Dossier")


def add_control(selection: Selection, show: Sequence[str], known: Mapping[str, Sequence[str]]) -> None:
    """A small menu; nothing on a page of which no slide can be made. `known`: periods with figures by indicator."""
    page = url.current_page()
    if page not in PAGES:
        return
    with st.popover("Presenteer", type="tertiary", icon=":material/slideshow:", key="presenteer"):
        if st.button("Toon nu op het scherm", key="presenteer-nu", icon=":material/fullscreen:"):
            _show_now(_view_now(page, selection, show, known))
        st.button(
            "Voeg toe aan presentatie", key="presenteer-erbij", icon=":material/add:", on_click=_add,
            args=(page, selection, show, known),
        )  # fmt: skip
        own = state.own()
        if own is not None:
            target = paths.ROOT / "pages" / f"{state.PAGE}.py"
            st.page_link(target, label=own_link(len(own.entries)), query_params={state.DECK: state.own_code()})


def _view_now(page: str, selection: Selection, show: Sequence[str], known: Mapping[str, Sequence[str]]) -> View:
    """What is on the page, with the codes that hold by default, and without the period when that is the latest."""
    choices = st.query_params.to_dict()
    choices |= {key: getattr(selection, key) for key in ("indicator", "gebied") if key in show}
    for key in _PLAN_KEYS:
        remembered = st.session_state.get(f"keuze_{key}")
        if isinstance(remembered, str) and remembered not in _ALL:
            choices[key] = remembered
    if choices.get("deel", "") not in _DOSSIER:
        choices.pop("prioriteit", None)
    periods = known.get(selection.indicator, ())
    if periods and choices.get("periode") == of_grain(periods, selection.grain)[-1]:
        del choices["periode"]
    return view(page, choices)


def _show_now(shown: View) -> None:
    try:
        code = to_code(Playlist(ONE_VIEW, (Entry(shown),)))
    except UserError as mistake:
        error(str(mistake))
        return
    asked = {state.DECK: code, state.FULL: "1", state.SLIDE: "2", state.BACK: state.TO_VIEW}
    st.switch_page(paths.ROOT / "pages" / f"{state.PAGE}.py", query_params=asked)


def _add(page: str, selection: Selection, show: Sequence[str], known: Mapping[str, Sequence[str]]) -> None:
    try:
        shown = _view_now(page, selection, show, known)
        own = (state.own() or Playlist(PICKED)).with_entry(Entry(shown))
        state.keep(own)
    except UserError as mistake:
        error(str(mistake))
        return
    st.toast(added(len(own.entries)), icon=":material/check:")
