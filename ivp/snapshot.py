"""A frozen pull: a folder with files and a manifest that says where each came from, and that nothing was changed.

Nothing is ever half-written: a new folder is made aside, and takes the place of the old one only when it is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ivp.catalog.models import State
from ivp.errors import UserError, why

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
NAMES_FILE = "gemeenten_nl.parquet"
_REMEDY = "zet de map terug uit het project of haal de cijfers opnieuw op"

OBSERVATION_SCHEMA = pa.schema(
    [
        ("table", pa.string()),
        ("code", pa.string()),
        ("measure", pa.string()),
        ("area", pa.string()),
        ("period", pa.string()),
        ("value", pa.float64()),
        ("margin", pa.float64()),
        ("state", pa.string()),
    ]
)
OWN_SCHEMA = pa.schema([*OBSERVATION_SCHEMA, ("n", pa.int64()), ("owner", pa.string())])
"""Figures imported by hand say more: how many people answered (empty: not said), and whose figure it is."""
NAMES_SCHEMA = pa.schema([("code", pa.string()), ("name", pa.string())])
_KEYS = ["table", "code", "measure", "area", "period"]
_STATES_WITH_VALUE = (State.VALUE.value, State.PROVISIONAL.value)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DatasetFile(_Frozen):
    """One file of a snapshot: its source table, what it covers, how it came here, and its fingerprint."""

    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
    source: str
    title: str
    periods: str
    retrieved: date
    origin: str
    licence: str
    rows: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    note: str
    modified: str = ""
    """When the source last changed the table, as the source says it."""
    definition: str = ""
    """A fingerprint of what was asked of the source."""


class Manifest(_Frozen):
    """What a snapshot holds: the date it was compiled, what to know about it, and its files."""

    compiled: date
    note: str
    files: tuple[DatasetFile, ...]


@dataclass(frozen=True)
class _Described:
    file: str
    source: str
    title: str
    periods: str
    origin: str
    licence: str
    note: str


@dataclass(frozen=True)
class SnapshotTable(_Described):
    """A table to write as Parquet: columns of `OBSERVATION_SCHEMA` or `OWN_SCHEMA`, for `NAMES_FILE` `NAMES_SCHEMA`."""

    frame: pd.DataFrame


@dataclass(frozen=True)
class SnapshotDocument(_Described):
    """A file to write as it is (outlines, points) with the number of things in it."""

    content: bytes
    rows: int
    definition: str = ""


@dataclass(frozen=True)
class SnapshotParquet(_Described):
    """A table that is a Parquet file already: checked without loading it, and copied.

    `retrieved` is the day it came from the source, when that is not the day of this snapshot.
    """

    path: Path
    rows: int
    modified: str = ""
    definition: str = ""
    retrieved: date | None = None


@dataclass(frozen=True)
class KeptFile:
    """A file of an earlier snapshot that stays as it was, with what its manifest says of it."""

    entry: DatasetFile
    path: Path

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.entry.file


Item = SnapshotTable | SnapshotDocument | SnapshotParquet | KeptFile


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the snapshot in `folder`; `UserError` when it is missing or unreadable."""
    file = folder / MANIFEST
    if not file.is_file():
        raise UserError(f"In de map '{folder.name}' ontbreekt {MANIFEST}; {_REMEDY}.")
    try:
        return Manifest.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise UserError(f"{MANIFEST} in de map '{folder.name}' is niet leesbaar; {_REMEDY}.") from error


def verify(folder: Path) -> None:
    """Check every file of the snapshot against its manifest.

    Raises `UserError` (Dutch) for a manifest or file that is missing or unreadable, other content than the manifest
    says (sha256), another number of rows, a missing column or an unknown state. Only Parquet is looked into.
    """
    for entry in read_manifest(folder).files:
        file = folder / entry.file
        if not file.is_file():
            raise UserError(f"In de map '{folder.name}' ontbreekt {entry.file}; {_REMEDY}.")
        try:
            digest = _sha256(file)
        except OSError as error:
            what = f"{entry.file} in de map '{folder.name}' is niet te lezen"
            raise UserError(f"{what}; controleer de rechten.") from error
        if digest != entry.sha256:
            raise UserError(f"{entry.file} in de map '{folder.name}' is gewijzigd of beschadigd; {_REMEDY}.")
        if file.suffix == ".parquet":
            _verify_table(file, entry)


def read_table(folder: Path, file: str) -> pd.DataFrame:
    """One Parquet file of the snapshot as a frame; `UserError` when it is missing or unreadable."""
    try:
        return _to_pandas(pq.read_table(folder / file))
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{file} in de map '{folder.name}' ontbreekt of is niet leesbaar; {_REMEDY}.") from error


def write(folder: Path, items: Sequence[Item], compiled: date, note: str) -> Manifest:
    """Replace the snapshot in `folder` by these items; the same items give the same bytes.

    Written in a sibling folder and swapped when whole: after an error the previous snapshot is still there.
    Raises `ValueError` for a frame that breaks the layout, `UserError` when the disk refuses.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir()
        entries = tuple(_write_item(aside, item, compiled) for item in sorted(items, key=lambda item: item.file))
        manifest = Manifest(compiled=compiled, note=note, files=entries)
        (aside / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")
        _swap(aside, folder)
    except OSError as error:
        raise UserError(
            f"De map '{folder.name}' kan niet worden geschreven ({why(error)}); de vorige cijfers zijn "
            "ongewijzigd. Maak ruimte of geef schrijfrechten en probeer het opnieuw."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return manifest


@contextmanager
def in_little_memory() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory for questions about Parquet files of any size; it says nothing and stays small."""
    with (
        tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as aside,  # else it writes where the user happens to be
        duckdb.connect(config={"memory_limit": "40MB", "threads": 1, "temp_directory": aside}) as connection,
    ):
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET preserve_insertion_order = false")
        yield connection


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _schema(file: str, columns: Sequence[str] = ()) -> pa.Schema:
    """The layout of a file; of one with these columns that of own figures, when it has all of theirs."""
    if file == NAMES_FILE:
        return NAMES_SCHEMA
    return OWN_SCHEMA if set(OWN_SCHEMA.names) <= set(columns) else OBSERVATION_SCHEMA


def _to_pandas(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _verify_table(file: Path, entry: DatasetFile) -> None:
    try:
        found = pq.ParquetFile(file)
        missing = [name for name in _schema(entry.file).names if name not in found.schema_arrow.names]
        if missing:
            raise UserError(f"{entry.file} mist de kolom '{missing[0]}'; {_REMEDY}.")
        if found.metadata.num_rows != entry.rows:
            raise UserError(
                f"{entry.file} heeft {found.metadata.num_rows} rijen en volgens {MANIFEST} {entry.rows}; {_REMEDY}."
            )
        if entry.file == NAMES_FILE:
            return
        groups = (found.read_row_group(number, columns=["state"]) for number in range(found.num_row_groups))
        states = {state for group in groups for state in group["state"].unique().to_pylist()}
    except pa.ArrowException as error:
        raise UserError(f"{entry.file} is geen leesbaar Parquet-bestand; {_REMEDY}.") from error
    unknown = sorted(str(state) for state in states - {state.value for state in State})
    if unknown:
        raise UserError(f"{entry.file} bevat de onbekende status '{unknown[0]}'; {_REMEDY}.")


def _checked(item: SnapshotTable) -> pd.DataFrame:
    """The frame in its fixed order of rows and columns; `ValueError` when a row breaks a rule of the layout."""
    frame = item.frame[_schema(item.file, list(item.frame.columns)).names]
    keys = ["code"] if item.file == NAMES_FILE else _KEYS
    if frame[keys].isna().any(axis=None) or frame.duplicated(keys).any():
        raise ValueError(f"{item.file}: a key is empty or double")
    if item.file != NAMES_FILE:
        if not frame["state"].isin([state.value for state in State]).all():
            raise ValueError(f"{item.file}: unknown state")
        if (frame["value"].notna() != frame["state"].isin(_STATES_WITH_VALUE)).any():
            raise ValueError(f"{item.file}: a value without a state that has one, or the other way round")
    return frame.sort_values(keys, ignore_index=True)


def _write_item(folder: Path, item: Item, compiled: date) -> DatasetFile:
    file = folder / item.file
    if isinstance(item, KeptFile):
        shutil.copyfile(item.path, file)
        return item.entry
    rows = _write_content(file, item)
    known = {} if isinstance(item, SnapshotTable) else {"definition": item.definition}
    if isinstance(item, SnapshotParquet):
        known["modified"] = item.modified
    return DatasetFile(
        file=item.file,
        source=item.source,
        title=item.title,
        periods=item.periods,
        retrieved=getattr(item, "retrieved", None) or compiled,
        origin=item.origin,
        licence=item.licence,
        rows=rows,
        sha256=_sha256(file),
        note=item.note,
        **known,
    )


def _write_content(file: Path, item: SnapshotTable | SnapshotDocument | SnapshotParquet) -> int:
    if isinstance(item, SnapshotTable):
        frame = _checked(item)
        schema = _schema(item.file, list(frame.columns))
        table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
        # Without the metadata of pandas: it holds version numbers, and the same rows must give the same bytes.
        pq.write_table(table.replace_schema_metadata(None), file, compression="zstd")
        return len(frame)
    if isinstance(item, SnapshotParquet):
        _check_parquet(item)
        shutil.copyfile(item.path, file)
    else:
        file.write_bytes(item.content)
    return item.rows


def _check_parquet(item: SnapshotParquet) -> None:
    """The rules of `_checked` on a file of any size, within little memory; `ValueError` when one is broken."""
    columns = pq.read_schema(item.path)
    if (columns.names, columns.types) != (OBSERVATION_SCHEMA.names, OBSERVATION_SCHEMA.types):
        raise ValueError(f"{item.file}: other columns or types")
    states, with_value = [state.value for state in State], list(_STATES_WITH_VALUE)
    empty = " OR ".join(f'"{key}" IS NULL' for key in _KEYS)
    with in_little_memory() as connection:
        query = f"""
            SELECT count(*),
                count(*) FILTER (state IS NULL OR NOT list_contains($states, state)),
                count(*) FILTER ((value IS NOT NULL) <> list_contains($with_value, state)),
                count(*) FILTER ({empty})
            FROM read_parquet($file)
        """  # noqa: S608
        asked = {"file": str(item.path), "states": states, "with_value": with_value}
        found = connection.execute(query, asked).fetchone() or (0, 0, 0, 0)
        different = _different(connection, item.path)
    if found[0] != item.rows:
        raise ValueError(f"{item.file}: {found[0]} rows, not {item.rows}")
    if any(found[1:]) or different != item.rows:
        raise ValueError(f"{item.file}: unknown state, state without its value, or a key that is empty or double")


def _different(connection: duckdb.DuckDBPyConnection, file: Path) -> int:
    """How many keys there are, counted year by year and by their hash: all at once would take the memory."""
    keys = ", ".join(f'"{key}"' for key in _KEYS)
    years = connection.execute("SELECT DISTINCT period[:4] FROM read_parquet($file)", {"file": str(file)}).fetchall()
    query = (
        f"SELECT count(DISTINCT hash({keys})) FROM read_parquet($file) WHERE period BETWEEN $year AND $year || '-99'"  # noqa: S608
    )
    counts = (connection.execute(query, {"file": str(file), "year": year}).fetchone() for (year,) in years)
    return sum(count[0] for count in counts if count)


def _swap(new: Path, folder: Path) -> None:
    """Put `new` in the place of `folder`; the old one stays until the new one stands, and returns when it cannot."""
    previous = folder.with_name(f".{folder.name}.previous")
    if previous.exists() and not folder.exists():  # an earlier swap was cut off halfway
        previous.rename(folder)
    shutil.rmtree(previous, ignore_errors=True)
    if folder.exists():
        folder.rename(previous)
    try:
        new.rename(folder)
    except OSError:
        if previous.exists():
            previous.rename(folder)
        raise
    shutil.rmtree(previous, ignore_errors=True)
