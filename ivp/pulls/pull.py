"""Pull one slice of a table into part files: one per request chain, each whole or absent, so that a pull resumes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ivp.catalog.tables import Slice
from ivp.errors import UserError, why
from ivp.pulls.progress import Progress
from ivp.pulls.questions import Question
from ivp.pulls.scope import Scope
from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.sources.convert import observations
from ivp.sources.odata import ODataTable
from ivp.sources.transport import GoneError, RefusedError, SourceError


def pull(table: ODataTable, part: Slice, planned: Scope, folder: Path, progress: Progress) -> list[Path]:
    """Fetch every part of `planned` that `folder` does not have yet; the part files in their fixed order.

    Raises `SourceError` when an answer has another number of rows than the dense cube must have, `UserError` when
    figures contradict each other or the disk is full. What was fetched before stays in `folder`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for one in planned.parts:
        file = folder / f"{one.name or 'geheel'}.parquet"
        if file.exists():
            progress.advance(one.rows)
        else:
            fetched = _fetched(table, part, planned, one, progress)
            _write(file, _table(fetched, part, planned, one))
        files.append(file)
    return files


def _fetched(table: ODataTable, part: Slice, planned: Scope, one: Question, progress: Progress) -> pd.DataFrame:
    """All rows of one question, counted against the cube: a wrong or cut-off answer never passes for a short table.

    A question that the service refuses is asked in parts, as long as it has parts.
    """
    try:
        pages = [_page(page, planned, table.source, progress) for page in table.pages(one.where, planned.select)]
    except (RefusedError, GoneError):  # the table is there: it was just asked for its codes
        parts = one.halves()
        if not parts:
            raise
        return pd.concat([_fetched(table, part, planned, half, progress) for half in parts], ignore_index=True)
    rows = sum(map(len, pages))
    if rows != one.rows:
        raise SourceError(
            f"Tabel {part.table_id} gaf voor {one.name} {rows} rijen in plaats van {one.rows}; het antwoord is "
            "niet volledig of de codes zijn veranderd. Probeer het later opnieuw."
        )
    return pd.concat(pages, ignore_index=True)


def _page(rows: list[dict[str, Any]], planned: Scope, source: str, progress: Progress) -> pd.DataFrame:
    """The columns that are read, of one page."""
    lost = [column for column in planned.wanted if rows and column not in rows[0]]
    if lost:
        raise SourceError(f"{source} geeft rijen zonder de kolom {lost[0]}. Meld dit bij de beheerder.")
    progress.advance(len(rows))
    return pd.DataFrame.from_records(rows, columns=list(planned.wanted))


def _table(fetched: pd.DataFrame, part: Slice, planned: Scope, one: Question) -> pa.Table:
    try:
        frame = observations(fetched, part, planned.layout)
    except UserError as error:
        raise SourceError(f"Tabel {part.table_id}: {error}.") from error
    kept = frame[frame["area"].isin(one.areas)]
    return pa.Table.from_pandas(kept, schema=OBSERVATION_SCHEMA, preserve_index=False).replace_schema_metadata(None)


def _write(file: Path, table: pa.Table) -> None:
    """Whole or not at all: written beside, synced, renamed."""
    aside = file.with_suffix(".tmp")
    try:
        pq.write_table(table, aside, compression="zstd")
        with aside.open("rb+") as stream:
            os.fsync(stream.fileno())
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise disk_trouble(error) from error


def disk_trouble(error: OSError) -> UserError:
    """What a full or read-only disk means for whoever refreshes."""
    return UserError(
        f"De opgehaalde cijfers kunnen niet worden bewaard ({why(error)}). De oude cijfers staan er nog. "
        "Maak ruimte of geef schrijfrechten en start het verversen opnieuw; wat al binnen is, blijft."
    )


def combine(files: list[Path], target: Path) -> int:
    """One Parquet file of all part files, read and written one at a time; the number of rows."""
    rows = 0
    try:
        with pq.ParquetWriter(target, OBSERVATION_SCHEMA, compression="zstd") as writer:
            for table in _tables(files):
                rows += table.num_rows
                writer.write_table(table)
    except OSError as error:
        raise disk_trouble(error) from error
    pa.default_memory_pool().release_unused()  # what comes after asks for memory elsewhere
    return rows


def _tables(files: list[Path]) -> Iterator[pa.Table]:
    for file in files:
        yield pq.read_table(file)


def definition(*parts: object) -> str:
    """A fingerprint of everything that decides what a pull holds: another definition is another pull."""
    return hashlib.sha256("\n".join(repr(part) for part in parts).encode()).hexdigest()[:16]
