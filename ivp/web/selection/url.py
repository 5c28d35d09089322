"""The URL, where the selection lives: writing it, clearing it, and keeping it from page to page.

Every key is a query parameter with a stable code (`?indicator=fietsdiefstal&gebied=GM1674`). Streamlit's own
`bind="query-params"` is not used for it: it writes the label that the user sees instead of the code, removes
a parameter whose widget is not on the page, and drops an unknown value without a word. So the widgets here
are plain, their callbacks write `st.query_params` (one history entry a change, so the back button works), and
every run starts from what the URL says, checked against the catalog (`resolve.resolve`).
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ivp.web.pages import PAGES
from ivp.web.selection.choices import KEYS, consistent

CARRIED = (*KEYS, "plan", "prioriteit")
"""What goes along from page to page."""
_MEMORY = "_keuze_onthouden"


def set_selection(**changes: str) -> None:
    """Change the selection, from a callback or before `controls`; an empty code takes the key away."""
    write(consistent(changes))


def reset() -> None:
    """Forget every choice, also on pages that were visited before."""
    write(dict.fromkeys(CARRIED, ""))
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
        write(memory["params"])
    else:
        memory["params"] = here
    memory["page"] = page


def current_page() -> str:
    """The name of the page that the shell runs now; empty outside the shell."""
    memory = st.session_state.get(_MEMORY)
    return (memory["page"] or PAGES[0].name) if memory else ""


def write(changes: Mapping[str, str]) -> None:
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
