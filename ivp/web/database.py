"""The app's one open database, followed while the app runs: new files give a new database on the next click."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from ivp import paths
from ivp.errors import UserError
from ivp.plan import journal
from ivp.store.connection import BrokenDatabaseError
from ivp.store.current import Current
from ivp.store.following import Follower
from ivp.store.lake.place import shared
from ivp.store.reader import Store

_LOG = logging.getLogger(__name__)
_UNFINISHED = (
    "De laatste wijziging van het plan kan niet worden afgemaakt; controleer de ruimte op de schijf en de rechten op "
    "de map plan."
)


class _Holder(Follower):
    """The database of the folders, or the shared figures, that the settings name."""

    def __init__(self) -> None:
        super().__init__(paths.data_dir, paths.cache_dir, lake=shared)


_holder = _Holder()


def store() -> Store:
    """The open store; builds or rebuilds the database when the files under `data/` changed.

    While another session is at that, the one that is open. Shows a progress line at the first start. Raises
    `NothingToShowError` when there is nothing good to show.
    """
    if _holder.current is not None:
        return _holder.get(patient=False).store
    bar = st.empty()

    def show(fraction: float, text: str) -> None:
        bar.progress(min(fraction, 1.0), text=f"De cijfers worden klaargezet: {text.lower()} …")

    try:
        return _holder.get(show).store
    finally:
        bar.empty()


def problem() -> str:
    """What is wrong with the files as they are now, when an older database is shown because of it; else empty.

    Waits for the build of these files, unlike `store`: who saved something wants to know.
    """
    return _holder.get().problem


def plan_problem() -> str:
    """Why the plan cannot be changed now, such as a damaged journal; else empty. The figures do not hang on it."""
    try:
        journal.recover(paths.data_dir())
    except UserError as error:
        return str(error)
    except Exception:
        _LOG.exception("the journal of the plan cannot be used")
        return _UNFINISHED
    return ""


def status() -> dict[str, Any]:
    """For the health route: database and datasets that are loaded, after reading the large tables from end to end.

    Raises `UserError` when there is no database that can be read.
    """
    current = _holder.get()
    try:
        current.store.probe()
    except BrokenDatabaseError:
        current = _holder.get()
        current.store.probe()
    return {**_about(current), "probleem": current.problem, "bewerken": plan_problem()}


def _about(current: Current) -> dict[str, Any]:
    return {
        "database": {
            "hash": current.store.info["content_hash"],
            "samengesteld_op": current.store.info["compiled"],
        },
        "cijfers": [
            {
                "tabel": row.source,
                "perioden": row.periods,
                "opgehaald": row.retrieved.isoformat(),
                "rijen": row.rows,
            }
            for row in current.store.datasets()
        ],
    }


def outside_pages() -> Store:
    """The open store for what is no page. Raises `UserError` when there is none."""
    return _holder.get().store
