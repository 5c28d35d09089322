"""What changed between two snapshots: periods, revised figures, codes and areas, and jumps that deserve a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ivp import snapshot
from ivp.snapshot import NAMES_FILE

JUMP_FACTOR = 2.0
JUMP_DEVIATIONS = 6.0
LOST_SHARE = 0.01
_SHOWN = 5
_HERE = Path(__file__).parent


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

    `jumps` are last figures that are more than `JUMP_FACTOR` away from the mean of the three before them and more
    than `JUMP_DEVIATIONS` times the square root of that mean (what chance does to a count).
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
            or self.emptied
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
    nothing = "(SELECT '' AS code, '' AS measure, '' AS area, '' AS period, 0.0 AS value) WHERE false"
    rows = f"read_parquet([{listed}])" if files else nothing
    return f"CREATE TEMP VIEW {name} AS SELECT code, measure, area, period, value FROM {rows}"  # noqa: S608


def _table(connection: duckdb.DuckDBPyConnection, source: str, old: list[str], new: list[str]) -> TableDiff:
    for name, files in (("was", old), ("now", new)):
        connection.execute(_view(name, files))
    connection.execute("CREATE TEMP TABLE places AS SELECT DISTINCT area FROM now")
    connection.execute("CREATE TEMP TABLE times AS SELECT DISTINCT period FROM now")

    def ask(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()

    def only(column: str, here: str, there: str) -> tuple[str, ...]:
        sql = f"SELECT DISTINCT {column} FROM {here} EXCEPT SELECT DISTINCT {column} FROM {there} ORDER BY 1"  # noqa: S608
        return tuple(str(row[0]) for row in ask(sql))

    counts = ask("SELECT (SELECT count(*) FROM was), (SELECT count(*) FROM now)")[0]
    revised, emptied = 0, 0
    largest: list[Revised] = []
    jumps: list[Revised] = []
    for (code,) in ask("SELECT DISTINCT code FROM now ORDER BY 1"):  # kind by kind: all at once would take the memory
        cells = [Revised(*row) for row in _named(connection, "diff_cells", code=code)] if old else []
        emptied += sum(cell.new is None for cell in cells)
        cells = [cell for cell in cells if cell.new is not None]
        revised += len(cells)
        largest = sorted([*largest, *cells], key=_size)[:_SHOWN]
        found = _named(connection, "diff_jumps", code=code, factor=JUMP_FACTOR, deviations=JUMP_DEVIATIONS, most=_SHOWN)
        jumps = sorted([*jumps, *(Revised(*row) for row in found)], key=_size)[:_SHOWN]
    return TableDiff(
        source=source,
        rows=(int(counts[0]), int(counts[1])),
        new_periods=only("period", "now", "was"),
        lost_periods=only("period", "was", "now"),
        new_codes=only("code", "now", "was"),
        lost_codes=only("code", "was", "now"),
        new_areas=only("area", "now", "was"),
        lost_areas=only("area", "was", "now"),
        revised=revised,
        largest=tuple(largest),
        emptied=emptied,
        jumps=tuple(jumps),
    )


def _named(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> list[tuple[Any, ...]]:
    return connection.execute((_HERE / f"{name}.sql").read_text(encoding="utf-8"), values).fetchall()


def _size(cell: Revised) -> tuple[float, str, str, str]:
    """The largest difference first, then by place."""
    return -abs(cell.new - cell.old), cell.code, cell.area, cell.period


def losses(found: Diff) -> tuple[str, ...]:
    """What a refresh may only lose when a person accepts it, as Dutch lines."""
    lines = []
    for table in found:
        for words, codes in (
            ("de perioden", table.lost_periods),
            ("de soorten", table.lost_codes),
            ("de gebieden", table.lost_areas),
        ):
            if codes:
                lines.append(f"{table.source}: {words} {_some(codes)} ontbreken in de nieuwe cijfers")
        if table.emptied > LOST_SHARE * max(table.rows[0], 1):
            lines.append(f"{table.source}: {_count(table.emptied)} cijfers die er waren, zijn nu leeg")
    return tuple(lines)


def lines(found: Diff, names: Mapping[str, str]) -> tuple[str, ...]:
    """What changed, as Dutch lines for a data steward; `names` gives the name of an area by code."""
    if not found:
        return ("Er is geen cijfer veranderd.",)
    said = []
    for table in found:
        said.append(f"{table.source}: {_count(table.rows[0])} cijfers werden {_count(table.rows[1])}")
        for words, codes in (
            ("nieuwe perioden", table.new_periods),
            ("vervallen perioden", table.lost_periods),
            ("nieuwe soorten", table.new_codes),
            ("vervallen soorten", table.lost_codes),
            ("nieuwe gebieden", table.new_areas),
            ("vervallen gebieden", table.lost_areas),
        ):
            if codes:
                said.append(f"  {words}: {_some(codes)}")
        if table.revised:
            said.append(f"  {_count(table.revised)} cijfers herzien; het meest:")
            said += [f"    {_one(cell, names)}" for cell in table.largest]
        if table.emptied:
            said.append(f"  {_count(table.emptied)} cijfers zijn nu leeg")
        if table.jumps:
            said.append("  opvallende sprongen (meer dan een factor 2 en meer dan toeval geeft), kijk ernaar:")
            said += [f"    {_one(cell, names)}" for cell in table.jumps]
    return tuple(said)


def _one(cell: Revised, names: Mapping[str, str]) -> str:
    place = f"{names.get(cell.area, cell.area)}, {cell.code}, {cell.measure}, {cell.period}"
    return f"{place}: {_figure(cell.old)} werd {_figure(cell.new)}"


def _figure(value: float) -> str:
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _some(codes: tuple[str, ...]) -> str:
    most = 6
    if len(codes) <= most:
        return ", ".join(codes)
    return f"{codes[0]} t/m {codes[-1]} ({len(codes)})"
