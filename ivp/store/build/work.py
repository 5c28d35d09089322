"""The database while it is being made: SQL files run by name, arrays out for the mathematics, arrays and records in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from ivp.analysis.line import POINTS
from ivp.catalog.models import Statistic
from ivp.outcomes import Direction, Movement, Outcome

Arrays = dict[str, npt.NDArray[Any]]
"""Columns of one query by name, all of one length, in the order of its rows; a missing number is NaN."""

MEMORY = "256MB"
"""What DuckDB may hold; what does not fit is set aside on disk. With half of it all Dutch municipalities do not fit."""
PER = 1000.0
"""Rates are per this many inhabitants."""
KINDS = tuple(Statistic)
"""The place of a statistic in here is its number in the arrays (SQL: `kind_of`)."""
COUNTED, SHARE, SURVEY = (KINDS.index(kind) for kind in (Statistic.RATE, Statistic.SHARE, Statistic.SURVEY))
_HERE = Path(__file__).parent
_STORE = _HERE.parent


@cache
def _text(name: str) -> str:
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")


class Work:
    """A connection to a database, with the words of the SQL files here; an empty one gets the tables of the schema."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, empty: bool = True) -> None:
        self.connection = connection
        if empty:
            connection.execute((_STORE / "schema.sql").read_text(encoding="utf-8"))
            connection.execute("CREATE SCHEMA years")  # what only judging a plan again needs: no page asks for it
        connection.execute("SET search_path = 'main,years'")
        self.run("words", **_words())

    def run(self, name: str, **parameters: Any) -> None:
        """Run every statement of `<name>.sql`; each gets the parameters that it names."""
        for statement in self.connection.extract_statements(_text(name)):
            self._execute(statement, parameters)

    def arrays(self, name: str, **parameters: Any) -> Arrays:
        """The answer of the last statement of `<name>.sql`, after the others."""
        found = self._last(name, parameters).fetchnumpy()
        return {column: _plain(values) for column, values in found.items()}

    def rows(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """As `arrays`, for the few rows of a small answer."""
        return self._last(name, parameters).fetchall()

    def lend(self, arrays: Arrays) -> None:
        """Let the next queries read these arrays as the table `lent`, row for row with what they were computed from."""
        self.connection.register("lent", arrays)

    def insert(self, table: str, name: str, **parameters: Any) -> None:
        """Add the answer of `<name>.sql` to `table`, column by column in its order."""
        self.connection.execute(f'INSERT INTO "{table}" {_text(name)}', parameters or None)

    def add(self, table: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Add records whose keys are columns of `table`; other keys are left out."""
        if not records:
            return
        columns = [column for (column,) in self.rows("columns", table=table) if column in records[0]]
        self.connection.register(
            "records", {column: _objects([record[column] for record in records]) for column in columns}
        )
        names = ", ".join(f'"{column}"' for column in columns)
        self.connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM records')  # noqa: S608
        self.connection.unregister("records")

    def finish(self) -> None:
        """Add the views of the reader and bring the file to rest."""
        self.connection.execute((_STORE / "views.sql").read_text(encoding="utf-8"))
        self.connection.execute("CHECKPOINT")

    def _last(self, name: str, parameters: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
        *before, last = self.connection.extract_statements(_text(name))
        for statement in before:
            self._execute(statement, parameters)
        return self._execute(last, parameters)

    def _execute(self, statement: duckdb.Statement, parameters: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
        wanted = {key: parameters[key] for key in statement.named_parameters}
        return self.connection.execute(statement, wanted or None)


@contextmanager
def opened(file: Path | str, *, empty: bool = True) -> Iterator[Work]:
    """A new database at `file`, or one that is not `empty`, within `MEMORY`.

    On one thread and in a fixed order, so that the same input gives the same file.
    """
    with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as aside:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": 1,
            "memory_limit": MEMORY,
            "temp_directory": aside,
        }
        with duckdb.connect(str(file), config=settings) as connection:
            connection.execute("SET enable_progress_bar = false")  # it would print between our own lines
            yield Work(connection, empty=empty)


def _words() -> dict[str, Any]:
    """What the numbers in the arrays are called: the codes -2 to 2 of a level and of a change, -1 to 1 of a line."""
    levels = (Outcome.MUCH_LOWER, Outcome.LOWER, Outcome.SIMILAR, Outcome.HIGHER, Outcome.MUCH_HIGHER)
    changes = (Movement.DOWN, Movement.DOWN, Movement.SAME, Movement.UP, Movement.UP)
    directions = (Direction.FALLING, Direction.STABLE, Direction.RISING)
    words = {"kinds": KINDS, "levels": levels, "changes": changes, "directions": directions}
    return {name: [str(word) for word in some] for name, some in words.items()} | {"points": POINTS}


def _plain(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Without a mask: missing numbers as NaN, missing texts as None."""
    if not isinstance(values, np.ma.MaskedArray):
        return values
    if values.dtype.kind == "O":
        return np.ma.filled(values, None)
    return np.ma.filled(values.astype(np.float64), np.nan)


def _objects(values: Sequence[Any]) -> npt.NDArray[Any]:
    """One object per value, lists too."""
    result = np.empty(len(values), dtype=object)
    result[:] = [list(value) if isinstance(value, tuple) else value for value in values]
    return result
