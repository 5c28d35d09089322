"""The designed state of a page without figures: why, and the way to the nearest choice that has them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st

from ivp.web.components.text import plain, small
from ivp.web.selection.url import set_selection


def empty_state(reason: str, remedy: str, nearest: tuple[str, Mapping[str, str]] | None = None) -> None:
    """Why there is nothing to see here, what would fill it, and a button to the nearest choice that has figures.

    `nearest`: label of the button and the changes of the selection that it makes.
    """
    with st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.markdown(":material/search_off:", text_alignment="center")
        st.markdown(f"**{plain(reason)}**", text_alignment="center")
        st.markdown(small(remedy), text_alignment="center")
        if nearest:
            label, changes = nearest
            st.button(plain(label), key=f"leeg-{json.dumps(dict(changes), sort_keys=True)}", on_click=set_selection,
                      kwargs=dict(changes), icon=":material/arrow_forward:")  # fmt: skip
