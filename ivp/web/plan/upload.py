"""Figures of one's own on the page: a template or a StatLine download in, checked and shown before it is kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.pulls import handmade, own_files
from ivp.sources.templates import FORMS, template_xlsx
from ivp.web.components.text import plain, quiet
from ivp.web.plan.proving import prove

SETTING = "IVP_IMPORT"
_ON = "aan"
_MOST_MB = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TURN = "cijfers-beurt"
_READ = "cijfers-gelezen"
_KINDS = ["xlsx", "csv", "xls", "xlsm", "xlsb", "ods", "txt"]  # what cannot be read gets its remedy in Dutch


def is_on() -> bool:
    """Whether uploading figures is switched on, beside the edit mode: `IVP_IMPORT=aan`."""
    return os.environ.get(SETTING, "").strip().casefold() == _ON


def own_figures(who: str) -> None:
    """Templates to fill in, a file to read in after a look at what it does, and what was read in so far."""
    try:
        catalog = load_catalog(paths.data_dir())
    except UserError as error:
        _wrong(error)
        return
    _templates(catalog)
    _read_in(catalog, who)
    _read_in_so_far()


def _templates(catalog: Catalog) -> None:
    quiet("Vul een sjabloon in, of kies een CSV-bestand van StatLine. Ingelezen cijfers staan niet bij Geschiedenis.")
    with st.container(horizontal=True, gap="small"):
        for kind, form in FORMS.items():
            st.download_button(
                f"Sjabloon {kind}",
                data=partial(template_xlsx, kind, catalog),
                file_name=f"sjabloon-{kind}.xlsx",
                mime=_XLSX,
                help=plain(form.title),
                on_click="ignore",
                icon=":material/download:",
                key=f"sjabloon-{kind}",
            )


def _read_in(catalog: Catalog, who: str) -> None:
    turn = st.session_state.get(_TURN, 0)
    file = st.file_uploader("Bestand met cijfers", type=_KINDS, key=f"cijfers-{turn}", max_upload_size=_MOST_MB)
    beside = st.file_uploader(
        "Metadata van StatLine (mag leeg)", type="csv", key=f"metadata-{turn}", max_upload_size=_MOST_MB
    )
    replace = st.checkbox("Haal weg wat eerder is ingelezen en niet in dit bestand staat", key=f"vervang-{turn}")
    if file is None:
        return
    data = paths.data_dir()
    try:
        imported = _read_once(file, beside, catalog)
        outcome = handmade.preview(data, imported, catalog, replace)
    except UserError as error:
        _wrong(error)
        return
    st.markdown("**Dit gebeurt er als u bewaart**")
    st.markdown("  \n".join(plain(line) for line in outcome.lines))
    if not (outcome.new or outcome.changed or outcome.removed):
        quiet("Deze cijfers staan er al; er is niets te bewaren.")
        return
    accept = bool(outcome.lost) and st.checkbox("Ja, deze cijfers mogen verdwijnen", key=f"leeg-{turn}")
    if st.button(
        "Bewaar deze cijfers",
        key="cijfers-bewaar",
        icon=":material/save:",
        type="primary",
        disabled=bool(outcome.lost) and not accept,
    ):
        keep = partial(handmade.save, data, imported, catalog, replace, accept=accept, who=who, prove=prove)
        _change(keep, "Cijfers bewaard.")


def _read_once(file: UploadedFile, beside: UploadedFile | None, catalog: Catalog) -> handmade.Imported:
    """The file as it was read and checked; not again at every click, as long as it and the catalog are the same.

    Raises what the check raised, also when that was kept.
    """
    metadata = None if beside is None else (beside.getvalue(), beside.name)
    raw = file.getvalue()
    key = (file.name, _digest(raw), "" if metadata is None else metadata[1] + _digest(metadata[0]))
    kept: tuple[object, Catalog, handmade.Imported | UserError] | None = st.session_state.get(_READ)
    if kept is None or kept[0] != key or kept[1] != catalog:
        try:
            made: handmade.Imported | UserError = handmade.read_import(
                raw, file.name, catalog, data=paths.data_dir(), metadata=metadata
            )
        except UserError as error:
            made = error
        kept = (key, catalog, made)
        st.session_state[_READ] = kept
    if isinstance(kept[2], UserError):
        raise kept[2]
    return kept[2]


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _read_in_so_far() -> None:
    data = paths.data_dir()
    try:
        kept = own_files.load(data)
    except UserError as error:
        _wrong(error)
        return
    if not kept:
        quiet("Er is nog niets ingelezen.")
    for name, own in kept.items():
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(f"**{plain(name)}** {plain(own.title)} :small[:gray[{plain('; '.join(own.origins))}]]")
        with right.popover("Haal weg"):
            quiet(f"Alle ingelezen cijfers van {name} verdwijnen. Terughalen kan alleen door ze opnieuw in te lezen.")
            if st.button("Ja, haal weg", key=f"cijfers-weg-{name}", icon=":material/delete:"):
                _change(partial(handmade.remove, data, name, prove), "Weggehaald.")


def _wrong(error: UserError) -> None:
    """One line for each mistake; nothing was kept."""
    lines = "  \n".join(plain(line) for line in str(error).splitlines())
    st.error(f"{lines}  \nEr is niets bewaard.", icon=":material/error:")


def _change(do: Callable[[], object], said: str) -> None:
    try:
        do()
    except UserError as error:
        _wrong(error)
        return
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state.pop(_READ, None)
    st.toast(said, icon=":material/check:")
    st.rerun()
