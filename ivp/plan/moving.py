"""The plan with its journal as files, out of any home, and from files into an empty database; not a byte is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import TABLES, load_plan
from ivp.errors import UserError
from ivp.plan import files, records
from ivp.plan.repository import repository


def export_files(folder: Path, target: Path) -> None:
    """Write all tables and the journal into the folder `target`, which is new or empty: all of it, or nothing."""
    with repository(folder).held() as held:
        contents, entries = held.contents(), held.entries()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UserError(f"{target} bestaat al, dus er is niets geschreven; kies een nieuwe of een lege map.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".plan-") as made:
            aside = Path(made) / "plan"
            aside.mkdir()
            for table, raw in contents.items():
                if raw is not None:
                    files.write(aside / f"{table}.csv", raw)
            if entries:
                files.write(aside / records.JOURNAL, records.text_of(entries))
            if target.exists():
                target.rmdir()
            aside.replace(target)
    except OSError as error:
        remedy = "kies een map waarin u mag schrijven, en controleer de ruimte op de schijf"
        raise UserError(f"{target} kan niet worden geschreven; {remedy}.") from error


def import_files(folder: Path, source: Path) -> int:
    """Put the plan of the files in `source` with its journal into the database of `IVP_PLAN`; the number of rows.

    Raises `CatalogError` when those files have a mistake, and `UserError` when there is no database or it has a plan
    already; then nothing was changed.
    """
    home = repository(folder)
    tables = {table: raw for table in TABLES if (raw := files.read_bytes(source / f"{table}.csv")) is not None}
    if missing := [f"{table}.csv" for table in TABLES if table not in tables]:
        raise UserError(f"In {source} ontbreekt {', '.join(missing)}; kies de map met alle bestanden van het plan.")
    plan = load_plan(folder, load_catalog(folder), tables)
    home.fill(tables, records.read(source / records.JOURNAL).entries)
    return sum(len(getattr(plan, table)) for table in TABLES)
