"""Files to take along, on a page: a button per kind, a clear wait, and then the file or one line that says why not."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ivp.errors import UserError
from ivp.web.components.text import error, plain
from ivp.web.workshop.orders import Order
from ivp.web.workshop.queue import Ticket, row
from ivp.wording.files import waiting

_TICKET = "_bestand"
_LOOK_AGAIN = 1.0  # seconds


def file_buttons(orders: Mapping[str, Order], *, key: str) -> None:
    """A button for every order, by its label, and below them how far the one is that was asked last."""
    with st.container(horizontal=True, gap="small"):
        for label, order in orders.items():
            st.button(
                plain(label), key=f"{key}-{label}", icon=":material/draft:", on_click=_ask, args=(key, label, order)
            )
    asked = st.session_state.get(_TICKET)
    if asked is not None and asked[0] == key and asked[1] in orders:
        _, label, ticket = asked
        if ticket.done.is_set():
            _answer(label, ticket, key)
        else:
            _wait(label, ticket)


def _ask(key: str, label: str, order: Order) -> None:
    try:
        st.session_state[_TICKET] = (key, label, row().add(order))
    except UserError as mistake:
        error(str(mistake))


@st.fragment(run_every=_LOOK_AGAIN)
def _wait(label: str, ticket: Ticket) -> None:
    """Looks every second; when the file is there, the page is drawn again, without this."""
    if ticket.done.is_set():
        st.rerun()
    st.info(plain(waiting(label, row().ahead(ticket))), icon=":material/hourglass_top:")


def _answer(label: str, ticket: Ticket, key: str) -> None:
    if ticket.file is None:
        error(f"{label}: {ticket.problem}")
        return
    file = ticket.file
    st.download_button(
        f"Download {plain(file.name)}",
        data=file.content,
        file_name=file.name,
        mime=file.mime,
        key=f"{key}-klaar",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
