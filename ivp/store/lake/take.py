"""Take a snapshot along to this machine: its tables as a database file, but for the largest, which stay where they are.

A click reads a few rows of a large table, and all of many small ones: those are as fast as without a lake.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from ivp.store.connection import connected
from ivp.store.lake import attach
from ivp.store.lake.place import Place

STAYS = 5_000_000
"""A table with more rows is read where it is."""
SNAPSHOT = "lake_snapshot"
"""The line of `build_info` with the number of the snapshot, where a table stayed there."""
_STORE = Path(__file__).parent.parent


def take(place: Place, snapshot: int, file: Path) -> None:
    """Make the database `file` of a snapshot of this schema version; raises `duckdb.Error`, and half of it is left."""
    connection = attach.connected(place, snapshot=snapshot, file=str(file))
    try:
        connection.execute(_text("schema"))
        own = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()")
        stayed = [name for (name,) in own.fetchall() if not _took(connection, name)]
        connection.execute(_text("views"))
        if stayed:
            connection.execute(
                "INSERT INTO build_info VALUES ($key, $value)", {"key": SNAPSHOT, "value": str(snapshot)}
            )
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def opened(place: Place, file: Path) -> duckdb.DuckDBPyConnection:
    """Open such a file to read, with the snapshot beside it where a table stayed there."""
    snapshot = _snapshot_of(file)
    if snapshot is None:
        return connected(file)
    connection = duckdb.connect(str(file), read_only=True, config=dict(attach.OWN))
    try:
        if not _is_attached(connection):  # DuckDB opens a file once per process: another session may have it open
            attach.attach(connection, place, snapshot=snapshot)
            attach.harden(connection, place)
    except BaseException:
        connection.close()
        raise
    return connection


def _snapshot_of(file: Path) -> int | None:
    with duckdb.connect() as beside:
        beside.execute(f"ATTACH {attach.quoted(str(file))} AS taken (READ_ONLY)")
        asked = "SELECT value::BIGINT FROM taken.build_info WHERE key = $key"
        found = beside.execute(asked, {"key": SNAPSHOT}).fetchone()
    return None if found is None else int(found[0])


def _is_attached(connection: duckdb.DuckDBPyConnection) -> bool:
    asked = "SELECT count(*) FROM duckdb_databases() WHERE database_name = $name"
    return connection.execute(asked, {"name": attach.NAME}).fetchone() == (1,)


def _took(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    there = f'{attach.NAME}.main."{table}"'
    (rows,) = connection.execute(f"SELECT count(*) FROM {there}").fetchone() or (0,)  # noqa: S608
    if rows <= STAYS:
        connection.execute(f'INSERT INTO main."{table}" FROM {there}')
        return True
    connection.execute(f'DROP TABLE main."{table}"')
    connection.execute(f'CREATE VIEW main."{table}" AS FROM {there}')
    return False


def _text(name: str) -> str:
    return (_STORE / f"{name}.sql").read_text(encoding="utf-8")
