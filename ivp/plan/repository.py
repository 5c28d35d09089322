"""Where the plan lives: in files (`in_files`) or in PostgreSQL (`postgres`), behind one interface.

A home keeps tables, each as the text of its CSV file, and the journal. What a change is and when it is refused is
written once, on top of this: `journal` and `workbook`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Catalog
from ivp.catalog.plan import Plan
from ivp.errors import UserError
from ivp.plan import files
from ivp.plan.records import Entry
from ivp.plan.rows import Cells

SETTING = "IVP_PLAN"
_SCHEMES = ("postgresql://", "postgres://")


class Reading(Protocol):
    """The plan as it is now. Every method raises `UserError` when it cannot be read."""

    @property
    def folder(self) -> Path:
        """The data folder, with the catalog that the plan refers to."""
        ...

    def contents(self, *tables: str) -> dict[str, bytes | None]:
        """The text of these tables (none named: of all) as it was at one moment; None for one that is missing."""
        ...

    def entries(self) -> tuple[Entry, ...]:
        """The journal, oldest first."""
        ...


class Held(Reading, Protocol):
    """The plan while one writer holds it: nobody else changes it until it is let go."""

    def write(self, entries: Sequence[Entry], after: Mapping[str, bytes]) -> None:
        """Add the journal lines and put these tables in the place of theirs, all of it or nothing, safely on disk."""
        ...


class Repository(Reading, Protocol):
    """A home of the plan."""

    def held(self) -> AbstractContextManager[Held]:
        """Hold the plan, after finishing what a crash cut off; `UserError` when somebody else holds it too long."""
        ...

    def recover(self) -> tuple[str, ...]:
        """Finish what a crash cut off, if anything; returns the tables that were written.

        `UserError` when the plan cannot be changed now.
        """
        ...

    def fingerprint(self) -> str:
        """Changes with the tables; empty where they are files in the data folder, which are looked at themselves."""
        ...

    def fill(self, tables: Mapping[str, bytes], entries: Sequence[Entry]) -> None:
        """Put a whole plan, checked before, in a home that is still empty; `UserError` for any other home."""
        ...


def repository(folder: Path) -> Repository:
    """The home of the plan of a data folder, by the setting `IVP_PLAN`: its files, or a database.

    Raises `UserError` for a setting that is neither.
    """
    place = os.environ.get(SETTING, "").strip()
    if not place:
        from ivp.plan.in_files import FileRepository

        return FileRepository(folder)
    if place.startswith(_SCHEMES):
        from ivp.plan.postgres import database  # its driver is only needed where this is set

        return database(place, folder)
    raise UserError(f"{SETTING} is geen adres van PostgreSQL; vul postgresql://… in, of laat het leeg voor bestanden.")


def rows(home: Reading, table: str) -> tuple[Cells, ...]:
    """The rows of a table as cells. Raises `CatalogError` when it cannot be read."""
    return document(home, table).rows


def document(home: Reading, table: str) -> files.Document:
    """A table with every line of its file. Raises `CatalogError` when it cannot be read."""
    return files.read(files.path_of(home.folder, table), home.contents(table)[table])


def plan_of(home: Reading, catalog: Catalog, changed: Mapping[str, bytes] | None = None) -> Plan:
    """The plan, with the content of tables as it would become in `changed`. Raises like `load_plan`."""
    now = {table: raw for table, raw in home.contents().items() if raw is not None}
    return load_plan(home.folder, catalog, now | dict(changed or {}))
