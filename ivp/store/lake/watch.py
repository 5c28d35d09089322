"""Which snapshot of the shared figures is the newest: asked at most every few seconds, by whoever comes first."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from ivp.errors import UserError
from ivp.store.lake import attach
from ivp.store.lake.place import Place

_PAUSE, _PAUSE_AFTER_FAILURE = 2.0, 30.0
_LATEST = (Path(__file__).parent / "latest.sql").read_text(encoding="utf-8")
_EMPTY = "Er zijn nog geen gedeelde cijfers (IVP_LAKE). Maak en deel ze met: python -m ivp build"


@dataclass(frozen=True)
class Latest:
    """A snapshot: its number, and what it says of itself."""

    number: int
    content_hash: str
    schema_version: str


class Watch:
    """The newest snapshot at `place`; `clock` gives seconds."""

    def __init__(self, place: Place, clock: Callable[[], float] = time.monotonic) -> None:
        self._place = place
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._known: Latest | UserError | None = None
        self._until = -_PAUSE

    def latest(self) -> Latest:
        """The newest snapshot. Raises `UserError` when there is none, or when it cannot be reached."""
        if self._known is None or self._clock() >= self._until:
            self._look()
        if isinstance(self._known, Latest):
            return self._known
        raise self._known or UserError(attach.UNREACHABLE)

    def _look(self) -> None:
        if not self._lock.acquire(blocking=self._known is None):
            return  # somebody is looking
        try:
            self._known = self._asked()
            self._until = self._clock() + _PAUSE
        except UserError as error:
            self._known = error
            self._until = self._clock() + _PAUSE_AFTER_FAILURE
        finally:
            self._lock.release()

    def _asked(self) -> Latest:
        """Ask, and once more on a new connection: the catalogue may have been restarted."""
        if self._connection is not None:
            try:
                return self._ask(self._connection)
            except duckdb.Error:
                self._connection.close()
                self._connection = None
        self._connection = attach.connected(self._place)
        attach.harden(self._connection, self._place)
        try:
            return self._ask(self._connection)
        except duckdb.Error as error:
            raise UserError(attach.UNREACHABLE) from error

    def _ask(self, connection: duckdb.DuckDBPyConnection) -> Latest:
        (number,) = connection.execute(_LATEST).fetchone() or (0,)
        if isinstance(self._known, Latest) and self._known.number == number:
            return self._known
        try:
            asked = f"SELECT key, value FROM {attach.NAME}.build_info AT (VERSION => {number:d})"  # noqa: S608
            info = dict(connection.execute(asked).fetchall())
        except duckdb.CatalogException as error:
            raise UserError(_EMPTY) from error
        return Latest(number, info["content_hash"], info["schema_version"])


watch = lru_cache(maxsize=8)(Watch)
"""One watch per place and process."""
