"""The slides of a presentation under each other: each a link to its view, and one's own can be changed here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from ivp import paths
from ivp.export.deck.views import LONGEST_NOTE, LONGEST_TITLE, Entry, Playlist
from ivp.web.components.text import plain, quiet
from ivp.web.deck import state
from ivp.wording.deck import slide_count


def show_list(made: state.Made, *, own: bool) -> None:
    """All entries in order, with number, finding and note."""
    for at, (entry, slides) in enumerate(zip(made.playlist.entries, made.parts, strict=True)):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"dia-{at}"):
            st.markdown(f"**{made.first_of(at) + 1}**", width=32)
            with st.container(gap=None):
                link, more = entry.view, len(slides) - 1
                st.page_link(
                    paths.ROOT / "pages" / f"{link.page}.py",
                    label=plain(slides[0].title) + (f" (en nog {slide_count(more)})" if more else ""),
                    query_params=dict(link.choices),
                )
                if entry.title:
                    quiet(f"De cijfers zeggen nu: {slides[0].finding}")
                if entry.note:
                    quiet(f"Notitie: {entry.note}")
            if own:
                _controls(made.playlist, at, entry)


def _controls(playlist: Playlist, at: int, entry: Entry) -> None:
    last = len(playlist.entries) - 1
    number = at + 1
    for label, icon, by, off in (("omhoog", "arrow_upward", -1, at == 0), ("omlaag", "arrow_downward", 1, at == last)):
        st.button(
            f"Dia {number} {label}", key=f"dia-{label}-{at}", icon=f":material/{icon}:", type="tertiary", disabled=off,
            on_click=state.change, args=(partial(playlist.moved, at, by),),
        )  # fmt: skip
    with (
        st.popover("Titel en notitie", type="tertiary", icon=":material/edit:", key=f"dia-tekst-{at}"),
        st.form(f"dia-vorm-{at}", border=False),
    ):
        st.text_input(
            f"Titel van dia {number} (leeg: wat de cijfers zeggen)",
            entry.title,
            LONGEST_TITLE,
            key=f"dia-titel-{at}",
        )
        st.text_area(
            f"Notitie bij dia {number}, voor wie presenteert",
            entry.note,
            max_chars=LONGEST_NOTE,
            key=f"dia-notitie-{at}",
        )
        st.form_submit_button("Bewaar", on_click=_retell, args=(playlist, at, entry))
    st.button(
        f"Haal dia {number} weg", key=f"dia-weg-{at}", icon=":material/delete:", type="tertiary",
        on_click=state.change, args=(partial(playlist.without, at),),
    )  # fmt: skip


def _retell(playlist: Playlist, at: int, entry: Entry) -> None:
    title, note = (str(st.session_state.get(f"dia-{name}-{at}") or "").strip() for name in ("titel", "notitie"))
    state.change(lambda: playlist.changed(at, replace(entry, title=title[:LONGEST_TITLE], note=note[:LONGEST_NOTE])))


def rename(playlist: Playlist) -> None:
    """The title of a presentation of one's own."""
    st.text_input(
        "Titel van de presentatie", playlist.title, LONGEST_TITLE, key="presentatie-titel", on_change=_renamed,
        args=(playlist,), width=420,
    )  # fmt: skip


def _renamed(playlist: Playlist) -> None:
    title = str(st.session_state.get("presentatie-titel") or "").strip() or playlist.title
    state.change(lambda: replace(playlist, title=title[:LONGEST_TITLE]))
