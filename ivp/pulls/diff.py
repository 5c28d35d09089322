"""What changed between two snapshots: periods, revised figures, codes and areas, and jumps that deserve a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from ivp import snapshot
from ivp.snapshot import NAMES_FILE

JUMP_FACTOR = 2.0
JUMP_DEVIATIONS = 6.0
SHOWN = 5
TOGETHER = 50_000
"""Figures of kinds that are compared together; a kind with more is compared alone."""
_HERE = Path(__file__).parent
_TALLY = """
    SELECT was_state, now_state,
        count(*) FILTER (old IS NOT NULL AND new IS NOT NULL AND old <> new),
        count(*) FILTER (old IS NOT NULL AND new IS NULL),
        count(*)
    FROM cells GROUP BY ALL
"""
_LARGEST = """
    SELECT code, measure, area, period, old, new FROM cells WHERE old <> new
    ORDER BY abs(new - old) DESC, code, area, period LIMIT $most
"""


@dataclass(frozen=True)
class Revised:
    """One figure that became another: where, and both values."""

    code: str
    measure: str
    area: str
    period: str
    old: float
    new: float


@dataclass(frozen=True)
class TableDiff:
    """What changed in one source table; `rows` before and after, codes and areas as they are in the files.

    `revised` and `emptied` count figures that have another value or none; `largest` are the largest revisions.
    `states` counts per old and new state ('' for a row that is gone) the figures that got another one.
    `jumping` counts, and `jumps` gives the largest of, the new last figures that are more than `JUMP_FACTOR` away from
    the mean of the three before them and more than `JUMP_DEVIATIONS` times the square root of that mean (what chance
    does to a count).
    """

    source: str
    rows: tuple[int, int]
    new_periods: tuple[str, ...]
    lost_periods: tuple[str, ...]
    new_codes: tuple[str, ...]
    lost_codes: tuple[str, ...]
    new_areas: tuple[str, ...]
    lost_areas: tuple[str, ...]
    revised: int
    largest: tuple[Revised, ...]
    emptied: int
    states: tuple[tuple[str, str, int], ...]
    jumping: int
    jumps: tuple[Revised, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return self.rows[0] != self.rows[1] or bool(
            self.new_periods
            or self.lost_periods
            or self.new_codes
            or self.lost_codes
            or self.new_areas
            or self.lost_areas
            or self.revised
            or self.states
        )


Diff = tuple[TableDiff, ...]


def diff(old: Path, new: Path) -> Diff:
    """Compare two snapshot folders, table by table, in little memory. `UserError` for an unreadable manifest."""
    files = [_by_source(folder) for folder in (old, new)]
    sources = sorted({*files[0], *files[1]})
    found = []
    for source in sources:
        pair = [part.get(source, []) for part in files]
        if sorted(sha for _, sha in pair[0]) == sorted(sha for _, sha in pair[1]):
            continue
        with snapshot.in_little_memory() as connection:
            found.append(_table(connection, source, *([str(path) for path, _ in part] for part in pair)))
    return tuple(one for one in found if one.changed)


def _by_source(folder: Path) -> dict[str, list[tuple[Path, str]]]:
    files: dict[str, list[tuple[Path, str]]] = {}
    for entry in snapshot.read_manifest(folder).files:
        if entry.file.endswith(".parquet") and entry.file != NAMES_FILE:
            files.setdefault(entry.source, []).append((folder / entry.file, entry.sha256))
    return files


def _view(name: str, files: list[str]) -> str:
    """A view on the files: a table of its own would hold them all in memory. A view takes no parameters."""
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    nothing = "(SELECT '' AS code, '' AS measure, '' AS area, '' AS period, 0.0 AS value, '' AS state) WHERE false"
    rows = f"read_parquet([{listed}])" if files else nothing
    return f"CREATE TEMP VIEW {name} AS SELECT code, measure, area, period, value, state FROM {rows}"  # noqa: S608


def _table(connection: duckdb.DuckDBPyConnection, source: str, old: list[str], new: list[str]) -> TableDiff:
    for name, files in (("was", old), ("now", new)):
        connection.execute(_view(name, files))
    connection.execute("CREATE TEMP TABLE kinds AS SELECT code, count(*) AS figures FROM now GROUP BY code")
    connection.execute("CREATE TEMP TABLE places AS SELECT DISTINCT area FROM now")
    connection.execute("CREATE TEMP TABLE times AS SELECT DISTINCT period FROM now")

    def only(column: str, here: str, there: str) -> tuple[str, ...]:
        sql = f"SELECT DISTINCT {column} FROM {here} EXCEPT SELECT DISTINCT {column} FROM {there} ORDER BY 1"  # noqa: S608
        return tuple(str(row[0]) for row in connection.execute(sql).fetchall())

    counts = connection.execute("SELECT (SELECT count(*) FROM was), (SELECT count(*) FROM now)").fetchall()[0]
    cells = _Cells()
    for first, last in _stretches(connection.execute("SELECT code, figures FROM kinds ORDER BY 1").fetchall()):
        if old:
            cells.compare(connection, first, last)
        cells.look_for_jumps(connection, first, last)
    return TableDiff(
        source=source,
        rows=(int(counts[0]), int(counts[1])),
        new_periods=only("period", "now", "was"),
        lost_periods=only("period", "was", "now"),
        new_codes=only("code", "now", "was"),
        lost_codes=only("code", "was", "now"),
        new_areas=only("area", "now", "was"),
        lost_areas=only("area", "was", "now"),
        revised=cells.revised,
        largest=tuple(cells.largest),
        emptied=cells.emptied,
        states=tuple((*pair, n) for pair, n in sorted(cells.states.items())),
        jumping=cells.jumping,
        jumps=tuple(cells.jumps),
    )


def _stretches(kinds: list[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """First and last of kinds in order that are compared together: all at once would take the memory."""
    start = total = 0
    for at, (code, figures) in enumerate(kinds, 1):
        total += figures
        if at == len(kinds) or total + kinds[at][1] > TOGETHER:
            yield kinds[start][0], code
            start, total = at, 0


@dataclass
class _Cells:
    """What is counted, a few kinds at a time."""

    revised: int = 0
    emptied: int = 0
    jumping: int = 0
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    largest: list[Revised] = field(default_factory=list)
    jumps: list[Revised] = field(default_factory=list)

    def compare(self, connection: duckdb.DuckDBPyConnection, first: str, last: str) -> None:
        _named(connection, "diff_cells", first=first, last=last)
        for was, now, revised, emptied, count in connection.execute(_TALLY).fetchall():
            self.revised += revised
            self.emptied += emptied
            if was != now:
                self.states[was, now] += count
        largest = connection.execute(_LARGEST, {"most": SHOWN}).fetchall()
        self.largest = _first([*self.largest, *(Revised(*row) for row in largest)])

    def look_for_jumps(self, connection: duckdb.DuckDBPyConnection, first: str, last: str) -> None:
        rule = {"factor": JUMP_FACTOR, "deviations": JUMP_DEVIATIONS, "most": SHOWN}
        found = _named(connection, "diff_jumps", first=first, last=last, **rule)
        self.jumping += found[0][-1] if found else 0
        self.jumps = _first([*self.jumps, *(Revised(*row[:-1]) for row in found)])


def _named(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> list[tuple[Any, ...]]:
    return connection.execute((_HERE / f"{name}.sql").read_text(encoding="utf-8"), values).fetchall()


def _first(cells: list[Revised]) -> list[Revised]:
    """The largest differences, then by place."""
    return sorted(cells, key=lambda cell: (-abs(cell.new - cell.old), cell.code, cell.area, cell.period))[:SHOWN]
