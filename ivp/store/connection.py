"""The open database: named queries with bound parameters, each answered with rows.

The file is opened read-only and hardened (DuckDB, "Securing DuckDB"): no files, no network, no extensions, no
settings can be reached from a query.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import duckdb

from ivp.errors import UserError
from ivp.store import SCHEMA_VERSION
from ivp.store.holding import Hold

_QUERIES = Path(__file__).parent / "queries"
_KEPT_ANSWERS = 256
_HEADERS = 3 * 4096
"""Bytes before the first block of a database file."""
HARDENED: dict[str, str | bool | int] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
}

D = TypeVar("D", bound="Database")
P = ParamSpec("P")
T = TypeVar("T")
Row = tuple[Any, ...]
Connect = Callable[[Path], duckdb.DuckDBPyConnection]
"""How a database file is opened."""


def connected(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a file that can only be read, and to nothing else."""
    return duckdb.connect(str(file), read_only=True, config=dict(HARDENED))


@lru_cache(maxsize=64)
def _sql(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


class BrokenDatabaseError(UserError):
    """A built database cannot be read (any more); it can be made again from the files."""


class Database:
    """One built database. Cheap to keep open; every query runs on its own cursor, so threads may share it.

    Raises `BrokenDatabaseError` when the file is missing, broken, cut short, half-written or of another schema
    version, and when a question fails later on: then `broken` stays true.
    """

    def __init__(self, file: Path, connect: Connect = connected) -> None:
        self.file = file
        self.broken = False
        self._answers = lru_cache(maxsize=_KEPT_ANSWERS)(self._answer)
        try:
            self._hold = Hold(file)
            self._opened = _identity(file)
            self._connection = connect(file)
        except (duckdb.Error, OSError) as error:
            raise _broken(file) from error
        try:
            self.info: dict[str, str] = dict(self.rows("build_info"))
            self._refuse_unfit()
        except BrokenDatabaseError:
            self.close()
            raise

    def _refuse_unfit(self) -> None:
        if self.info.get("schema_version") != SCHEMA_VERSION or self.info.get("complete") != "yes":
            raise BrokenDatabaseError(
                f"De database {self.file.name} hoort bij een andere versie; verwijder het: het wordt opnieuw gemaakt."
            )
        (blocks, size), *_ = self.rows("file_size")
        if self._opened[2] < blocks * size + _HEADERS:
            raise _broken(self.file)

    @property
    def whole(self) -> bool:
        """Whether the file can be read as far as is known, and is still the one that was opened."""
        if self.broken:
            return False
        try:
            return _identity(self.file) == self._opened
        except OSError:
            return False

    def probe(self) -> None:
        """Read the large tables from end to end; `BrokenDatabaseError` when that cannot be done."""
        self.rows("probe")

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
        self._hold.release()

    def rows(self, name: str, **parameters: Any) -> list[Row]:
        """The rows of the named query `queries/<name>.sql`; parameters are bound, never pasted in."""
        return self._ask(name, parameters)[1]

    def fields(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """As `rows`, each with its columns by name: for a typed model that takes them as they are."""
        columns, rows = self._ask(name, parameters)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def kept(self, make: Callable[..., T], *given: Any, **parameters: Any) -> T:
        """What `make` made of the database, kept: it does not change. Lists are passed as tuples."""
        named = ((key, _fixed(value)) for key, value in parameters.items())
        return self._answers(make, tuple(map(_fixed, given)), *named)  # type: ignore[no-any-return]

    def forget(self) -> None:
        """Drop the kept answers, so that the next question is asked anew; for measuring."""
        self._answers.cache_clear()

    def _answer(self, make: Callable[..., Any], given: tuple[Any, ...], *parameters: tuple[str, Any]) -> Any:
        return make(*given, **dict(parameters))

    def _ask(self, name: str, parameters: dict[str, Any]) -> tuple[list[str], list[Row]]:
        bound = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters.items()}
        try:
            with self._connection.cursor() as cursor:
                answer = cursor.execute(_sql(name), bound or None)
                return [column[0] for column in answer.description or ()], answer.fetchall()
        except duckdb.Error as error:
            self.broken = True
            raise _broken(self.file) from error


def asked_once(method: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
    """A method of a database whose answer is kept (see `Database.kept`); it has to be immutable.

    Not only for speed: DuckDB 2.0.0 keeps 5 to 12 KiB about many a question, those with a join among them, and levels
    off only after thousands of them (measured: 44 MiB after 16,000).
    """

    @wraps(method)
    def answer(database: D, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return database.kept(method, database, *args, **kwargs)

    return answer


def _broken(file: Path) -> BrokenDatabaseError:
    return BrokenDatabaseError(
        f"De database {file.name} is niet te lezen; verwijder het bestand, dan wordt het opnieuw gemaakt."
    )


def _identity(file: Path) -> tuple[int, int, int, int]:
    found = file.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
