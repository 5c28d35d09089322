"""The slides of a presentation under each other: each a link to its view, and one's own can be changed here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from ivp import paths
from ivp.export.deck.views import LONGEST_NOTE, LONGEST_TITLE, Entry, Playlist
from ivp.export.document import Slide
from ivp.web.components.text import plain, quiet
from ivp.web.deck import state
from ivp.wording.deck import list_label


def show_list(made: state.Made, *, own: bool) -> None:
    """All entries in order, with the number of their first slide, what it says and the note."""
    for at, (entry, slides) in enumerate(zip(made.playlist.entries, made.parts, strict=True)):
        number = made.first_of(at) + 1
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"dia-{at}"):
            st.markdown(f"**{number}**", width=32)
            with st.container(gap=None):
                _line(entry, slides)
            if own:
                with st.popover(
                    f"Wijzig dia {number}", type="tertiary", icon=":material/edit:", key=f"dia-wijzig-{at}"
                ):
                    _controls(made.playlist, at)


def _line(entry: Entry, slides: tuple[Slide, ...]) -> None:
    first = slides[0]
    st.page_link(
        paths.ROOT / "pages" / f"{entry.view.page}.py",
        label=plain(list_label(first.title, len(slides))),
        query_params=dict(entry.view.choices),
    )
    if first.finding:
        quiet(f"De cijfers zeggen nu: {first.finding}")
    if entry.note:
        quiet(f"Notitie: {entry.note}")


def _controls(playlist: Playlist, at: int) -> None:
    entry, last = playlist.entries[at], len(playlist.entries) - 1
    with st.form(f"dia-vorm-{at}", border=False):
        title = "Titel (leeg: wat de cijfers zeggen)"
        st.text_input(title, entry.title, max_chars=LONGEST_TITLE, key=f"dia-titel-{at}")
        note = "Notitie voor wie presenteert"
        st.text_area(note, entry.note, max_chars=LONGEST_NOTE, key=f"dia-notitie-{at}", height=100)
        st.form_submit_button("Bewaar titel en notitie", on_click=_retell, args=(playlist, at))
    with st.container(horizontal=True, gap="small"):
        _button("Omhoog", "arrow_upward", at, partial(playlist.moved, at, -1), off=at == 0)
        _button("Omlaag", "arrow_downward", at, partial(playlist.moved, at, 1), off=at == last)
        _button("Haal weg", "delete", at, partial(playlist.without, at))


def _button(label: str, icon: str, at: int, do: Callable[[], Playlist], *, off: bool = False) -> None:
    key = f"dia-{label.lower().replace(' ', '-')}-{at}"
    st.button(label, key=key, icon=f":material/{icon}:", disabled=off, on_click=state.change, args=(do,))


def _retell(playlist: Playlist, at: int) -> None:
    title, note = (str(st.session_state.get(f"dia-{name}-{at}") or "").strip() for name in ("titel", "notitie"))
    told = replace(playlist.entries[at], title=title[:LONGEST_TITLE], note=note[:LONGEST_NOTE])
    state.change(partial(playlist.changed, at, told))


def rename(playlist: Playlist) -> None:
    """The title of a presentation of one's own."""
    st.text_input(
        "Titel van de presentatie", playlist.title, max_chars=LONGEST_TITLE, key="presentatie-titel",
        on_change=_renamed, args=(playlist,), width=420,
    )  # fmt: skip


def _renamed(playlist: Playlist) -> None:
    title = str(st.session_state.get("presentatie-titel") or "").strip() or playlist.title
    state.change(partial(replace, playlist, title=title[:LONGEST_TITLE]))
