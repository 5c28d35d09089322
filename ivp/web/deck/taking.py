"""A presentation to take along: as PowerPoint, in a template of one's own, as a file that opens again, as a report."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ivp.errors import UserError
from ivp.export.deck.codes import is_own, to_file
from ivp.export.deck.ready import area_of
from ivp.figures.base import file_stem
from ivp.store.reader import Store
from ivp.web.components.text import error, quiet
from ivp.web.deck.state import Made
from ivp.web.workshop.area_files import KINDS, area_orders
from ivp.web.workshop.buttons import file_buttons
from ivp.web.workshop.orders import DeckFile, Order

_MOST_MB = 20
_TEMPLATE, _CHECKED = "presentatie-sjabloon", "_sjabloon"


def take_along(store: Store, code: str, made: Made) -> None:
    """The buttons; of an area all kinds of file, of another presentation the PowerPoint file."""
    template = _template()
    area = area_of(code)
    orders: dict[str, Order] = {KINDS["pptx"]: DeckFile(store.file, code, date.today(), template)}
    orders |= {label: one for label, one in (area_orders(store, area) if area else {}).items() if label not in orders}
    file_buttons(orders, key="meenemen")
    if is_own(code):
        st.download_button(
            "Bewaar als bestand",
            data=to_file(made.playlist),
            file_name=f"{file_stem('presentatie', made.playlist.title)}.json",
            mime="application/json",
            icon=":material/save:",
            key="presentatie-bewaar",
            on_click="ignore",
        )
        quiet("Dit bestand kunt u hier later weer openen. De dia’s tonen dan de cijfers van dat moment.")
    with st.expander("Eigen PowerPoint-sjabloon", icon=":material/palette:"):
        quiet("De presentatie komt dan in de huisstijl van uw gemeente (.pptx of .potx).")
        st.file_uploader("Sjabloon", type=["pptx", "potx"], key=_TEMPLATE, max_upload_size=_MOST_MB)


def _template() -> bytes | None:
    """The template that was chosen, when it can be used; else its one line is shown."""
    file = st.session_state.get(_TEMPLATE)
    if file is None:
        return None
    content: bytes = file.getvalue()
    if st.session_state.get(_CHECKED) != file.file_id:
        from ivp.export.pptx_template import opened  # heavy: only where somebody has a template

        try:
            opened(content)
        except UserError as mistake:
            error(str(mistake))
            return None
        st.session_state[_CHECKED] = file.file_id
    return content
