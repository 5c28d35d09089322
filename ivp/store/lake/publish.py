"""Put the tables of a built database into the shared figures: all in one transaction, so that it is one snapshot."""

from __future__ import annotations

from pathlib import Path

import duckdb

from ivp.errors import UserError
from ivp.store.lake import attach
from ivp.store.lake.history import snapshots
from ivp.store.lake.place import Place

KEEP = 5
"""So many snapshots stay, to go back to and for replicas that still read an older one."""
_FAILED = (
    "De cijfers zijn niet gedeeld: de catalogus of de map van IVP_LAKE is niet te schrijven, of een andere computer "
    "was tegelijk bezig. Iedereen ziet de vorige cijfers; probeer het opnieuw."
)


def publish(place: Place, file: Path) -> int | None:
    """Share the database at `file` and return the number of its snapshot; None when these figures are there already.

    What did not change is not written again. Raises `UserError`, and then nothing changed for anybody.
    """
    connection = attach.connected(place, write=True)
    try:
        connection.execute(f"ATTACH {attach.quoted(str(file))} AS built (READ_ONLY)")
        return _published(connection)
    except duckdb.Error as error:
        raise UserError(_FAILED) from error
    finally:
        connection.close()


def restore(place: Place, snapshot: int) -> int:
    """Share the figures of an earlier snapshot again, as a new one; returns its number.

    Raises `UserError` when there is no such snapshot.
    """
    connection = attach.connected(place, write=True)
    try:
        known = [one.number for one in snapshots(connection)]
        if snapshot not in known:
            named = ", ".join(map(str, known)) or "geen"
            raise UserError(f"Momentopname {snapshot} is er niet (meer); bewaard zijn: {named}.")
        connection.execute("BEGIN")
        for table in _tables(connection, attach.NAME):
            _replace(connection, table, f'FROM {attach.NAME}."{table}" AT (VERSION => {snapshot:d})')
        return _committed(connection, f"terug naar {snapshot}")
    except duckdb.Error as error:
        raise UserError(_FAILED) from error
    finally:
        connection.close()


def _published(connection: duckdb.DuckDBPyConnection) -> int | None:
    connection.execute("BEGIN")
    there = _tables(connection, attach.NAME)
    built = _tables(connection, "built")
    changed = [table for table in built if table not in there or _differs(connection, table)]
    gone = [table for table in there if table not in built]
    if not changed and not gone:
        connection.execute("ROLLBACK")
        return None
    for table in changed:
        _replace(connection, table, f'FROM built."{table}"')
    for table in gone:
        connection.execute(f'DROP TABLE {attach.NAME}."{table}"')
    (compiled,) = connection.execute("SELECT value FROM built.build_info WHERE key = 'compiled'").fetchone() or ("",)
    return _committed(connection, f"samengesteld op {compiled}")


def _committed(connection: duckdb.DuckDBPyConnection, said: str) -> int:
    connection.execute(f"CALL {attach.NAME}.set_commit_message('ivp', $said)", {"said": said})
    connection.execute("COMMIT")
    *older, newest = [one.number for one in snapshots(connection)]
    if old := older[: -(KEEP - 1)]:
        connection.execute(f"CALL ducklake_expire_snapshots('{attach.NAME}', versions => {old})")
        connection.execute(f"CALL ducklake_cleanup_old_files('{attach.NAME}', cleanup_all => true)")
    return newest


def _replace(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    connection.execute(f'CREATE OR REPLACE TABLE {attach.NAME}."{table}" AS {rows}')


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    asked = "SELECT table_name FROM duckdb_tables() WHERE database_name = $database AND schema_name = 'main' ORDER BY 1"
    return [name for (name,) in connection.execute(asked, {"database": database}).fetchall()]


def _differs(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the rows differ, in whatever order: their number and the sum of what every row hashes to."""
    sides = [
        connection.execute(f'SELECT count(*), sum(hash(t)) FROM {side}."{table}" t').fetchone()  # noqa: S608
        for side in ("built", attach.NAME)
    ]
    return sides[0] != sides[1]
