"""Where the shared figures are, as the setting `IVP_LAKE` says: a catalogue that names the snapshots, and a folder.

- `/srv/figures`: a folder of one machine, with the catalogue in a SQLite file;
- `postgresql://user:word@host/database#/srv/figures`: the catalogue in PostgreSQL, the Parquet files in a folder that
  all machines have by this name;
- `postgresql://…#s3://bucket/figures`: the same in a bucket, with the usual `AWS_…` variables for the key and the host.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from ivp.errors import UserError

SETTING = "IVP_LAKE"
_POSTGRES = ("postgresql://", "postgres://")
_BUCKET = "s3://"
_WRONG = (
    f"{SETTING} klopt niet. Geef een map, zoals /srv/cijfers, of het adres van een PostgreSQL-database met na # de map "
    "of bucket voor de bestanden: postgresql://naam@server/database#/srv/cijfers"
)


@dataclass(frozen=True)
class Place:
    """`catalogue` as DuckDB's ATTACH wants it, `figures` ends with a slash, `extensions` are those of DuckDB."""

    catalogue: str
    figures: str
    extensions: tuple[str, ...]

    @property
    def remote(self) -> bool:
        """Whether the Parquet files are in a bucket."""
        return self.figures.startswith(_BUCKET)

    @property
    def in_one_file(self) -> bool:
        """Whether the catalogue is a file of this machine."""
        return self.catalogue.startswith("sqlite:")

    @property
    def key(self) -> str:
        """A short name for this place, without its password."""
        return hashlib.sha256(f"{self.catalogue}#{self.figures}".encode()).hexdigest()[:16]


def place_of(setting: str) -> Place:
    """Read the setting. Raises `UserError` when it is not one of the three kinds."""
    catalogue, _, figures = setting.strip().partition("#")
    if catalogue.startswith(_POSTGRES):
        if not (figures.startswith(_BUCKET) or Path(figures).is_absolute()):
            raise UserError(_WRONG)
        more = ("httpfs",) if figures.startswith(_BUCKET) else ()
        return Place(f"postgres:{catalogue}", f"{figures.rstrip('/')}/", ("ducklake", "postgres_scanner", *more))
    if figures or not Path(catalogue).is_absolute():
        raise UserError(_WRONG)
    folder = Path(catalogue)
    return Place(f"sqlite:{folder / 'catalogue.sqlite'}", f"{folder / 'figures'}/", ("ducklake", "sqlite_scanner"))


def shared() -> Place | None:
    """The place that the setting names, None when figures are files of this machine."""
    setting = os.environ.get(SETTING, "").strip()
    return place_of(setting) if setting else None
