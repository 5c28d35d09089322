"""The app's one open database, followed while the app runs: new files give a new database on the next click."""

from __future__ import annotations

import threading
from typing import Any

import streamlit as st

from ivp import paths
from ivp.store import fingerprint
from ivp.store.current import Current, open_current
from ivp.store.progress import Progress
from ivp.store.reader import Store


class _Holder:
    """What the process has open now; replaced, never changed, so that running sessions keep what they hold."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.current: Current | None = None

    def get(self, progress: Progress | None = None) -> Current:
        data = paths.data_dir()
        current = self.current
        if current is not None and current.signature == fingerprint.signature(data):
            return current
        with self.lock:
            if self.current is None or self.current.signature != fingerprint.signature(data):
                self.current = open_current(data, paths.cache_dir(), progress)
            return self.current


_holder = _Holder()


def store() -> Store:
    """The open store; builds or rebuilds the database when the files under `data/` changed.

    Shows a progress line while building. Raises `UserError` when there is nothing good to show.
    """
    if _holder.current is not None:
        return _holder.get().store
    bar = st.empty()

    def show(fraction: float, text: str) -> None:
        bar.progress(min(fraction, 1.0), text=f"De cijfers worden klaargezet: {text.lower()} …")

    try:
        return _holder.get(show).store
    finally:
        bar.empty()


def problem() -> str:
    """What is wrong with the files under `data/`, when an older database is shown because of it; else empty."""
    return _holder.current.problem if _holder.current else ""


def status() -> dict[str, Any]:
    """For the health route: database and datasets that are loaded. Raises `UserError` when there is none."""
    current = _holder.get()
    return {
        "database": {
            "hash": current.store.info["content_hash"],
            "samengesteld_op": current.store.info["compiled"],
        },
        "probleem": current.problem,
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
