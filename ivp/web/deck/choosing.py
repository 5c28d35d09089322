"""Which presentation the page is about: a ready-made one, one's own, or one out of a file."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ivp.errors import UserError
from ivp.export.deck.codes import LARGEST_FILE, from_code, from_file, is_own
from ivp.export.deck.ready import ready
from ivp.export.deck.showing import Showing
from ivp.web.components.text import error, notice
from ivp.web.deck import state
from ivp.wording.deck import own_label

_CONTROL = "keuze_dek"


def chosen(showing: Showing, area: str) -> str:
    """The code of the presentation in the URL; else of one's own, else of the chosen area or the district."""
    offered = {one.code: one.label for one in ready(showing)}
    asked = st.query_params.get(state.DECK, "")
    default = state.own_code() or f"gebied-{area or showing.district.code}"
    if default not in offered and not is_own(default):
        default = next(iter(offered))
    code = asked or default
    if asked and not _known(asked, offered):
        code = default
    if is_own(code):
        state.keep_code(code)
        if not asked:
            st.query_params[state.DECK] = code  # so that the address is the presentation
    return code


def _known(code: str, offered: dict[str, str]) -> bool:
    """Whether a code of the URL can be shown; else its one line is shown."""
    if code in offered:
        return True
    try:
        from_code(code)
    except UserError as mistake:
        notice(f"{mistake} U ziet nu een andere presentatie.")
        return False
    return True


def choose(showing: Showing, code: str) -> None:
    """The control with all presentations."""
    own = state.own_code()
    labels = {own: own_label(from_code(own).title)} if own else {}
    labels |= {one.code: one.label for one in ready(showing)}
    if st.session_state.get(_CONTROL) != code:
        st.session_state[_CONTROL] = code
    st.selectbox(
        "Presentatie", list(labels), key=_CONTROL, format_func=lambda one: labels.get(one, one), on_change=_chosen,
        args=(tuple(labels),), width=420, filter_mode="contains",
    )  # fmt: skip


def _chosen(offered: tuple[str, ...]) -> None:
    wanted = st.session_state.get(_CONTROL)
    if wanted in offered:
        st.query_params[state.DECK] = str(wanted)
        st.query_params.pop(state.SLIDE, None)


def open_file() -> None:
    """A file that was kept before becomes the presentation of one's own."""
    turn = st.session_state.setdefault("_presentatie_beurt", 0)
    file = st.file_uploader("Open een presentatie uit een bestand", type="json", key=f"presentatie-bestand-{turn}")
    if file is None:
        return
    try:
        code = state.keep(from_file(_content(file)))
    except UserError as mistake:
        error(str(mistake))
        return
    st.session_state["_presentatie_beurt"] = turn + 1
    st.query_params[state.DECK] = code
    st.rerun()


def _content(file: UploadedFile) -> bytes:
    """As much of the file as tells whether it is too large."""
    return file.read(LARGEST_FILE + 1)
