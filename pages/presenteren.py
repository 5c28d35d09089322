"""Presenteren: the network meeting. A ready-made presentation or one's own, on the whole screen or taken along."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from ivp.export.deck.codes import is_own
from ivp.export.deck.showing import Showing
from ivp.figures.palette import DARK
from ivp.web import page
from ivp.web.components.text import heading, quiet
from ivp.web.deck import state
from ivp.web.deck.choosing import choose, chosen, open_file
from ivp.web.deck.full_screen import show_full_screen
from ivp.web.deck.listing import rename, show_list
from ivp.web.deck.taking import take_along
from ivp.wording.deck import KEYS_HELP, deck_heading

if state.presenting():
    show_full_screen()
    st.stop()

head = st.container()
here = page.start([])
showing = Showing(here.store, date.today(), here.palette)
code = chosen(showing, here.selection.gebied)
made = state.made(here.store, code, here.palette is DARK, date.today())
own = is_own(code)
with head:
    heading(deck_heading(made.deck.title, len(made.deck.slides) + 1), 1)
with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    choose(showing, code)
    state.start_buttons(code)
quiet(KEYS_HELP)
if own:
    rename(made.playlist)
show_list(made, own=own)
heading("Neem de presentatie mee", 2, key="meenemen")
take_along(here.store, code, made)
if not own:
    st.button(
        "Maak hiervan een eigen presentatie",
        icon=":material/content_copy:",
        on_click=state.change,
        args=(partial(replace, made.playlist),),
    )
with st.expander("Open een presentatie uit een bestand", icon=":material/folder_open:"):
    open_file()
