"""The snapshots of the shared figures: which there are, and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from ivp.errors import UserError
from ivp.store.lake import attach
from ivp.store.lake.place import Place

_SQL = Path(__file__).parent


@dataclass(frozen=True)
class Snapshot:
    """One moment of the figures: its number, when it was shared (UTC), and what it is."""

    number: int
    shared: str
    said: str


@dataclass(frozen=True)
class Difference:
    """Of one table of a source: how many figures came, went and changed."""

    source: str
    new: int
    gone: int
    changed: int


def snapshots(connection: duckdb.DuckDBPyConnection) -> list[Snapshot]:
    """The snapshots with figures, oldest first; the first of all is empty."""
    return [Snapshot(*row) for row in connection.execute(_text("snapshots")).fetchall()]


def history(place: Place) -> list[Snapshot]:
    """The snapshots at this place, oldest first. Raises `UserError` when it cannot be reached."""
    connection = attach.connected(place)
    try:
        return snapshots(connection)
    finally:
        connection.close()


def difference(place: Place, old: int, new: int) -> list[Difference]:
    """What the snapshot `new` has that `old` has not, and the other way round, by source.

    Raises `UserError` when one of them is not there.
    """
    connection = attach.connected(place)
    try:
        known = {one.number for one in snapshots(connection)}
        if missing := sorted({old, new} - known):
            raise UserError(f"Momentopname {missing[0]} is er niet (meer).")
        sides = {"$old": str(int(old)), "$new": str(int(new))}  # AT takes no parameters
        text = _text("difference")
        for name, number in sides.items():
            text = text.replace(name, number)
        return [Difference(*row) for row in connection.execute(text).fetchall()]
    finally:
        connection.close()


def _text(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
