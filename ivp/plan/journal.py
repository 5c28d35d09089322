"""Changing the plan: every change is first a line in `data/plan/journal.jsonl`, then a row in its file.

The line is on disk before the file changes, and the file changes in one step. After a crash in between, `recover`
finishes what the last lines say. A file that a person edited by hand is left as it is: what is in the files holds.
What can be given as `prove` makes the database of the files; a change with which that fails is turned back, in the
journal too, and is a `UserError`. It runs without the lock: making a database takes longer than others want to wait.
`folder` is everywhere the data folder; `row` and `expected` are cells by column, as text or as the model's values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import FOLDER, load_plan
from ivp.catalog.models import Catalog
from ivp.catalog.plan import Plan
from ivp.errors import UserError
from ivp.plan import files, records
from ivp.plan.change import Change, ConflictError
from ivp.plan.records import Entry
from ivp.plan.rows import Cells, cells_of, key_of, model_of, same, with_id
from ivp.plan.transaction import commit, finish, locked, pending

Prove = Callable[[], object]
__all__ = ["ConflictError", "Entry", "delete", "history", "load", "recover", "rows", "save", "undo"]


def load(folder: Path, catalog: Catalog) -> Plan:
    """The plan after `recover`; raises like `load_plan`."""
    recover(folder)
    return load_plan(folder, catalog)


def rows(folder: Path, table: str) -> tuple[Cells, ...]:
    """The rows of a table as an editor needs them: the cells that are not empty. Raises `CatalogError`."""
    model_of(table)
    return files.read(files.path_of(folder, table)).rows


def save(
    folder: Path,
    table: str,
    row: Mapping[str, object],
    who: str,
    expected: Mapping[str, object] | None = None,
    catalog: Catalog | None = None,
    prove: Prove | None = None,
) -> Entry | None:
    """Change the row that the editor saw as `expected`, or add a row when that is None; returns the journal line.

    A new row gets an id made from its title when it has none: see `key` of the answer. None when nothing changed.
    Raises `ConflictError` when the row in the file is not `expected` any more, `CatalogError` when the plan would
    have a mistake, `UserError` when the files cannot be written; then nothing was changed.
    """
    after = cells_of(table, row)
    with locked(folder):
        _recover(folder)
        current = files.read(files.path_of(folder, table)).rows
        if expected is None:
            after = with_id(table, after, _taken(folder, table, current))
            change = Change(table, key_of(table, after), None, after, "save")
            if change.key in {key_of(table, cells) for cells in current}:
                raise UserError(f"De regel ‘{change.key}’ bestaat al in {table}.csv; kies een andere naam.")
        else:
            before = _as_expected(table, current, cells_of(table, expected), after)
            after = {**{name: before[name] for name in before if name not in row}, **after}
            change = Change(table, key_of(table, before), before, after, "save")
            if key_of(table, after) != change.key:
                raise UserError(f"De regel ‘{change.key}’ houdt haar naam; maak een nieuwe regel en haal deze weg.")
            if same(table, before, after):
                return None
        entries = commit(folder, [change], who, _catalog(folder, catalog))
    return proven(folder, entries, who, catalog, prove)[0]


def delete(
    folder: Path,
    table: str,
    expected: Mapping[str, object],
    who: str,
    catalog: Catalog | None = None,
    prove: Prove | None = None,
) -> Entry:
    """Take away the row that the editor saw as `expected`; returns the journal line. Raises like `save`."""
    with locked(folder):
        _recover(folder)
        current = files.read(files.path_of(folder, table)).rows
        before = _as_expected(table, current, cells_of(table, expected), None)
        change = Change(table, key_of(table, before), before, None, "delete")
        entries = commit(folder, [change], who, _catalog(folder, catalog))
    return proven(folder, entries, who, catalog, prove)[0]


def undo(
    folder: Path, entry_id: str, who: str, catalog: Catalog | None = None, prove: Prove | None = None
) -> Entry:  # fmt: skip
    """Turn one change back, as a new line in the journal; an undo can be undone. Raises like `save`.

    A row that was changed again since is a `ConflictError`.
    """
    with locked(folder):
        _recover(folder)
        entry = next((e for e in records.read(_journal(folder)).entries if e.id == entry_id), None)
        if entry is None:
            raise UserError(f"De wijziging ‘{entry_id}’ staat niet in het journaal; kies er een uit de geschiedenis.")
        entries = _turn_back(folder, [entry], who, catalog)
    return proven(folder, entries, who, catalog, prove)[0]


def _turn_back(folder: Path, entries: Sequence[Entry], who: str, catalog: Catalog | None) -> tuple[Entry, ...]:
    """Turn changes back in one go, under the lock; a row that was changed again since is a `ConflictError`."""
    changes = []
    for entry in entries:
        current = files.read(files.path_of(folder, entry.table)).rows
        now = next((cells for cells in current if key_of(entry.table, cells) == entry.key), None)
        if now != entry.after and not (now and entry.after and same(entry.table, now, entry.after)):
            raise ConflictError(entry.table, entry.key, now, entry.after, entry.before)
        changes.append(Change(entry.table, entry.key, now, entry.before, "undo", entry.place, entry.id))
    return commit(folder, changes, who, _catalog(folder, catalog))


def proven(
    folder: Path, entries: tuple[Entry, ...], who: str, catalog: Catalog | None, prove: Prove | None
) -> tuple[Entry, ...]:
    """The lines of a change that `prove` accepts; otherwise it is turned back, and a `UserError` says why."""
    try:
        if prove is not None and entries:
            prove()
    except Exception as error:  # whatever goes wrong while building, the plan was fine before
        with locked(folder):
            _recover(folder)
            _turn_back(folder, entries[::-1], who, catalog)
        why = f" {error}" if isinstance(error, UserError) else ""
        what = "Met deze wijziging is het dashboard niet te maken; zij is teruggezet."
        raise UserError(what + why) from error
    return entries


def history(folder: Path, about: str = "") -> tuple[Entry, ...]:
    """Every change, newest first; with `about` those of the row with this key, or of anything of that priority."""
    entries = reversed(records.read(_journal(folder)).entries)
    return tuple(
        entry
        for entry in entries
        if not about
        or about == entry.key
        or about in {(cells or {}).get("priority") for cells in (entry.before, entry.after)}
    )


def recover(folder: Path) -> tuple[str, ...]:
    """Finish the last change when a crash came between journal and file; returns the tables it wrote.

    A file that is neither as before nor as after that change was edited by hand, and stands. Costs nothing when
    there is nothing to do; works on a folder that cannot be written then.
    """
    if not pending(folder):
        return ()
    with locked(folder):
        return _recover(folder)


def _recover(folder: Path) -> tuple[str, ...]:
    return finish(folder, pending(folder))


def _as_expected(table: str, current: tuple[Cells, ...], expected: Cells, wanted: Cells | None) -> Cells:
    """The row in the file, when it is what the editor saw; `ConflictError` otherwise."""
    key = key_of(table, expected)
    now = next((cells for cells in current if key_of(table, cells) == key), None)
    if now is None or not same(table, now, expected):
        raise ConflictError(table, key, now, expected, wanted)
    return now


def _taken(folder: Path, table: str, current: tuple[Cells, ...]) -> set[str]:
    """Ids that are or were in use, so that a new row does not inherit the history of an old one."""
    used = {entry.key for entry in records.read(_journal(folder)).entries if entry.table == table}
    return used | {key_of(table, cells) for cells in current}


def _catalog(folder: Path, catalog: Catalog | None) -> Catalog:
    return load_catalog(folder) if catalog is None else catalog


def _journal(folder: Path) -> Path:
    return folder / FOLDER / records.JOURNAL
