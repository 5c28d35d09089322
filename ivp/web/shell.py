"""The frame around every page: title, navigation, and the selection that goes along from page to page.

Streamlit runs this file as a script on every interaction; `ivp.web.front.server` starts it.
"""

from __future__ import annotations

import streamlit as st

from ivp.store.connection import BrokenDatabaseError
from ivp.web.components.text import notice
from ivp.web.front.door import UNKNOWN_PAGE
from ivp.web.front.name_plate import name_plate
from ivp.web.gone_widgets import forget_gone_widgets
from ivp.web.pages import EDITOR, PAGES, product_name
from ivp.web.plan.access import is_on
from ivp.web.selection.resolve import repeated
from ivp.web.selection.url import carry_over

_AGAIN = "database-opnieuw"


def main() -> None:
    """Draw the navigation, restore the selection and run the chosen page."""
    forget_gone_widgets()
    page = st.navigation(
        [
            st.Page(
                entry.script,
                title=entry.title,
                url_path=entry.name,
                default=entry is PAGES[0],
                help=entry.help,
                visibility="visible" if entry is not EDITOR or is_on() else "hidden",
            )
            for entry in (*PAGES, EDITOR)
        ],
        position="top",
    )
    st.set_page_config(page_title=f"{page.title} – {product_name()}", layout="wide")
    st.logo(name_plate(product_name(), dark=st.context.theme.type == "dark"), size="large")
    carry_over(page.url_path)
    _say_unknown_page()
    try:
        page.run()
    except BrokenDatabaseError:  # the next run makes it again, and that is now; the second time it is said
        if st.session_state.pop(_AGAIN, False):
            raise
        st.session_state[_AGAIN] = True
        st.rerun()
    st.session_state.pop(_AGAIN, None)


def _say_unknown_page() -> None:
    """Say once that the address does not exist: the parameter goes, so the next click takes the notice away."""
    wanted = st.query_params.get(UNKNOWN_PAGE)
    if wanted is not None:
        del st.query_params[UNKNOWN_PAGE]
        shown = repeated(wanted)
        notice(f"{f'De pagina ‘{shown}’' if shown else 'Deze pagina'} bestaat niet. U ziet het overzicht.")


main()
