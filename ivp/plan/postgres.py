"""The plan in PostgreSQL, for an app of more than one process or machine: `IVP_PLAN=postgresql://…`.

A save is one transaction: it takes the lock of writers, looks whether the rows are what the editor saw, and adds lines
to the journal and to the tables, or nothing at all. A connection that falls away before the end of the transaction
leaves nothing behind; one that falls away during it is looked up in the journal, so that nothing is lost or done twice.
"""

from __future__ import annotations

import contextlib
import json
import math
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ivp.catalog.load_plan import TABLES
from ivp.errors import UserError
from ivp.plan import files
from ivp.plan.records import Entry
from ivp.plan.rows import key_of

try:
    import psycopg
except ImportError as missing:
    raise UserError(
        'Voor een plan in PostgreSQL is een pakket nodig; installeer het met: pip install "psycopg[binary]"'
    ) from missing

_QUERIES = Path(__file__).parent / "queries"
_RESTART = 8.0  # seconds that a click waits for a database that restarts
_REST = 5.0  # seconds that readers do not ask a database that did not answer
_SETTINGS: dict[str, Any] = {
    "connect_timeout": 5, "application_name": "veiligheidsbeeld",
    "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 2, "tcp_user_timeout": 15_000,
}  # fmt: skip
_LONG = 30.0  # seconds after which a database that is away is no restart any more
_GONE = "De database van het plan is nu niet bereikbaar"
_AGAIN = f"{_GONE}; probeer het zo nog eens."
_UNSAVED = f"{_GONE}, dus er is niets opgeslagen; probeer het zo nog eens."
_UNKNOWN = (
    "De database van het plan viel weg tijdens het opslaan. Kijk straks bij Geschiedenis of uw wijziging er staat, "
    "voordat u haar opnieuw invoert."
)
_EMPTY = "De database van het plan is nog leeg; vul haar met: python -m ivp plan import MAP (de map met de bestanden)"


class AwayError(UserError):
    """The database of the plan does not answer."""


@lru_cache
def _sql(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@lru_cache
def database(address: str, folder: Path) -> PostgresRepository:
    """The home at this address; one per process, because it keeps a connection open for reading."""
    return PostgresRepository(address, folder)


class PostgresRepository:
    """The home of the plan in one database; threads may share it."""

    def __init__(self, address: str, folder: Path) -> None:
        self.folder = folder
        self._address = address
        self._lock = threading.Lock()
        self._reader: psycopg.Connection[Any] | None = None
        self._known = ""
        self._asleep_until = 0.0
        self._away_since = math.inf

    def contents(self, *tables: str) -> dict[str, bytes | None]:
        return _contents(self._ask("contents", tables=list(tables or TABLES)), tables)

    def entries(self) -> tuple[Entry, ...]:
        return _entries(self._ask("entries"))

    def recover(self) -> tuple[str, ...]:
        """Nothing is ever half done here; raises when the database is empty, or away for longer than a restart."""
        try:
            self._ask("contents", wait=0, tables=list(TABLES))
        except AwayError:
            if time.monotonic() - self._away_since > _LONG:
                raise
        return ()

    def fingerprint(self) -> str:
        """Of a database that does not answer the last one known: who reads goes on with what is open."""
        if time.monotonic() >= self._asleep_until:
            try:
                self._known = self._ask("fingerprint", wait=0)[0][0]
            except AwayError:
                self._asleep_until = time.monotonic() + _REST
                if not self._known:
                    raise
        if not self._known:
            raise AwayError(_AGAIN)
        return self._known

    @contextlib.contextmanager
    def held(self) -> Iterator[HeldPlan]:
        with _dutch(_UNSAVED), self._connection(_RESTART) as connection:
            try:
                connection.execute(_sql("hold"))
            except psycopg.errors.UndefinedTable as error:
                raise UserError(_EMPTY) from error
            except psycopg.errors.LockNotAvailable as error:
                raise UserError("Iemand anders slaat nu iets op in het plan; probeer het zo nog eens.") from error
            yield HeldPlan(self, connection)

    def has(self, batch: str) -> bool:
        """Whether a step is in the journal; `UserError` when that cannot be known now."""
        try:
            return bool(self._ask("batch", wait=_RESTART, batch=batch)[0][0])
        except UserError as error:
            raise UserError(_UNKNOWN) from error

    def fill(self, tables: Mapping[str, bytes], entries: Sequence[Entry]) -> None:
        """Make the tables of the database, and put a whole plan in them; `UserError` when there is one already."""
        with _dutch(_UNSAVED), self._connection(0) as connection:
            connection.execute(_sql("schema"))
            connection.execute(_sql("hold"))
            held = HeldPlan(self, connection)
            if connection.execute(_sql("any_line")).fetchone() or held.entries():
                raise UserError(
                    "In deze database staat al een plan, dus er is niets veranderd; kies een lege database."
                )
            held.write(entries, tables)

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._drop()

    def _ask(self, name: str, wait: float = _RESTART, **parameters: Any) -> list[tuple[Any, ...]]:
        """The answer of a query; over a new connection when the one that was kept is lost."""
        with self._lock:
            try:
                with _dutch(_AGAIN):
                    answer = self._answer(name, wait, parameters)
            except AwayError:
                self._away_since = min(self._away_since, time.monotonic())
                raise
            self._away_since = math.inf
            return answer

    def _answer(self, name: str, wait: float, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        for again in (True, False):
            try:
                if self._reader is None or self._reader.closed:
                    self._reader = self._connect(wait, autocommit=True)
                return self._reader.execute(_sql(name), parameters).fetchall()
            except psycopg.errors.UndefinedTable as error:
                raise UserError(_EMPTY) from error
            except psycopg.OperationalError:
                self._drop()
                if not again:
                    raise
        return []

    @contextlib.contextmanager
    def _connection(self, wait: float) -> Iterator[psycopg.Connection[Any]]:
        """A connection of its own with a transaction, which is turned back unless it was committed."""
        connection = self._connect(wait, autocommit=False)
        try:
            yield connection
        finally:
            connection.close()

    def _connect(self, wait: float, *, autocommit: bool) -> psycopg.Connection[Any]:
        """A new connection; a database that is starting is waited for."""
        until = time.monotonic() + wait
        while True:
            try:
                return psycopg.connect(self._address, autocommit=autocommit, **_SETTINGS)
            except psycopg.OperationalError:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.1)

    def _drop(self) -> None:
        if self._reader is not None:
            with contextlib.suppress(psycopg.Error):
                self._reader.close()
        self._reader = None


class HeldPlan:
    """The plan in one transaction that has the lock of writers."""

    def __init__(self, home: PostgresRepository, connection: psycopg.Connection[Any]) -> None:
        self.folder = home.folder
        self._home, self._connection = home, connection

    def contents(self, *tables: str) -> dict[str, bytes | None]:
        return _contents(self._ask("contents", tables=list(tables or TABLES)), tables)

    def entries(self) -> tuple[Entry, ...]:
        return _entries(self._ask("entries"))

    def write(self, entries: Sequence[Entry], after: Mapping[str, bytes]) -> None:
        """Replace the lines of these tables, add the journal lines, and end the transaction."""
        with self._connection.cursor() as cursor:
            for table, raw in after.items():
                cursor.execute(_sql("clear"), {"table": table})
                cursor.executemany(_sql("add_line"), list(_lines(table, raw)))
            cursor.executemany(_sql("add_entry"), [_journal_row(entry) for entry in entries])
        try:
            self._connection.commit()
        except psycopg.OperationalError:
            if not entries or not self._home.has(entries[0].batch):
                raise

    def _ask(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(_sql(name), parameters).fetchall()


@contextlib.contextmanager
def _dutch(said: str) -> Iterator[None]:
    """What goes wrong in the database as one Dutch line."""
    try:
        yield
    except psycopg.Error as error:
        raise AwayError(said) from error


def _contents(found: Sequence[tuple[Any, ...]], tables: Sequence[str]) -> dict[str, bytes | None]:
    texts = dict(found)
    if not texts:
        raise UserError(_EMPTY)
    return {table: texts[table].encode("utf-8") if table in texts else None for table in tables or TABLES}


def _entries(found: Sequence[tuple[Any, ...]]) -> tuple[Entry, ...]:
    return tuple(Entry.model_validate_json(line) for (line,) in found)


def _lines(table: str, raw: bytes) -> Iterator[Mapping[str, Any]]:
    """Every line of a file as it stands, and of a row its key and cells."""
    for place, (line, cells) in enumerate(files.lines_of(table, raw)):
        key = None if cells is None else key_of(table, cells)
        made = None if cells is None else json.dumps(cells, ensure_ascii=False)
        yield {"table": table, "place": place, "line": line, "key": key, "cells": made}


def _journal_row(entry: Entry) -> Mapping[str, Any]:
    about = {"id": entry.id, "batch": entry.batch, "made": entry.when, "who": entry.who}
    return {**about, "table": entry.table, "key": entry.key, "entry": entry.model_dump_json()}
