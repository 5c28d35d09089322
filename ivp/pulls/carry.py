"""What a new pull takes over from the figures in use: whole files, and the rows that the new ones do not replace.

A pull covers our areas; figures of other municipalities stay as they were, in a file of their own with their own
date. New figures replace those of the same table, area, measure and kind of period.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.catalog.models import State
from ivp.snapshot import NAMES_FILE, DatasetFile, Item, KeptFile, SnapshotParquet, SnapshotTable
from ivp.wording.numbers import number

_REST = "rest_"
_OTHERS = """
    COPY (
        SELECT * FROM read_parquet($old) o
        WHERE NOT EXISTS (
            SELECT 1 FROM (SELECT DISTINCT "table", area, measure, length(period) AS size FROM read_parquet($new)) n
            WHERE n."table" = o."table" AND n.area = o.area AND n.measure = o.measure AND n.size = length(o.period)
        )
        ORDER BY "table", code, measure, area, period
    ) TO '{target}' (FORMAT parquet, COMPRESSION zstd)
"""


def unchanged(old: Path, items: Sequence[Item], names: Mapping[str, str], aside: Path) -> list[Item]:
    """Everything of the snapshot `old` that `items` do not replace; `names` adds municipalities by code.

    Rows that stay of a file whose table was pulled again are written in the folder `aside`.
    """
    aside.mkdir(parents=True, exist_ok=True)
    fresh: dict[str, list[Path]] = {}
    for item in items:
        if isinstance(item, SnapshotParquet):
            fresh.setdefault(item.source, []).append(item.path)
    new_names = {item.file for item in items}
    kept: list[Item] = []
    for entry in snapshot.read_manifest(old).files:
        if entry.file == NAMES_FILE:
            kept.append(_names(old, entry, names))
        elif entry.source in fresh and entry.file.endswith(".parquet"):
            rest = _rest(old, entry, fresh[entry.source], new_names, aside)
            kept += [rest] if rest else []
        elif entry.file not in new_names:
            kept.append(KeptFile(entry, old / entry.file))
    return kept


def _rest(
    old: Path, entry: DatasetFile, fresh: list[Path], new_names: set[str], aside: Path
) -> SnapshotParquet | KeptFile | None:
    name = entry.file if entry.file not in new_names else _REST + entry.file
    target = aside / name
    number = 0
    while target.exists():  # two old files leave rows of the same table
        number += 1
        target = aside / f"{_REST}{number}_{entry.file}"
    with snapshot.in_little_memory() as connection:
        query = _OTHERS.format(target=str(target).replace("'", "''"))
        connection.execute(query, {"old": str(old / entry.file), "new": [str(path) for path in fresh]})
        rows = connection.execute("SELECT count(*) FROM read_parquet($file)", {"file": str(target)}).fetchone()
    if not rows or not rows[0]:
        return None
    if rows[0] == entry.rows and target.name == entry.file:
        return KeptFile(entry, old / entry.file)
    described = entry.model_dump(exclude={"file", "rows", "sha256", "periods"})
    return SnapshotParquet(file=target.name, path=target, rows=rows[0], periods=periods_of(target), **described)


def _names(old: Path, entry: DatasetFile, names: Mapping[str, str]) -> Item:
    known = snapshot.read_table(old, NAMES_FILE)
    new = [(code, name) for code, name in sorted(names.items()) if code not in set(known["code"])]
    if not new:
        return KeptFile(entry, old / NAMES_FILE)
    frame = pd.concat([known, pd.DataFrame(new, columns=["code", "name"])], ignore_index=True)
    described = entry.model_dump(exclude={"rows", "sha256", "retrieved", "modified", "definition"})
    return SnapshotTable(frame=frame, **described)


def areas_of(folder: Path, source: str) -> set[str]:
    """The areas of which the snapshot in `folder` has figures of this source."""
    files = [str(folder / e.file) for e in snapshot.read_manifest(folder).files if _observed(e) and e.source == source]
    if not files:
        return set()
    with snapshot.in_little_memory() as connection:
        query = "SELECT DISTINCT area FROM read_parquet($files) WHERE value IS NOT NULL"
        return {str(area) for (area,) in connection.execute(query, {"files": files}).fetchall()}


def _observed(entry: DatasetFile) -> bool:
    return entry.file.endswith(".parquet") and entry.file != NAMES_FILE


def periods_of(file: Path) -> str:
    """'2012-2024, per maand tot en met 2026-10': the periods of a Parquet file with observations."""
    with snapshot.in_little_memory() as connection:
        rows = connection.execute(
            "SELECT length(period), min(period), max(period) FROM read_parquet($file) GROUP BY 1 ORDER BY 1",
            {"file": str(file)},
        ).fetchall()
    parts = []
    for size, first, last in rows:
        both = first if first == last else f"{first}-{last}" if size == len("2024") else f"{first} t/m {last}"
        parts.append(both if size == len("2024") else f"per maand {both}")
    return ", ".join(parts)


def note_of(file: Path) -> str:
    """How many cells are withheld, unknown or a provisional zero: what the checks decided."""
    with snapshot.in_little_memory() as connection:
        found = dict(
            connection.execute(
                "SELECT state, count(*) FROM read_parquet($file) GROUP BY 1", {"file": str(file)}
            ).fetchall()
        )
    said = {State.UNKNOWN: "onbekend", State.WITHHELD: "niet gepubliceerd", State.PROVISIONAL: "voorlopig"}
    total = number(sum(found.values()))
    parts = [f"{number(found[state.value])} {word}" for state, word in said.items() if found.get(state.value)]
    return f"Van {total} cijfers zijn er {', '.join(parts)}." if parts else f"Alle {total} cijfers zijn bekend."
