"""Changing the plan: every change is one step in the journal, checked before it is made, and can be turned back.

What can be given as `prove` makes the database of the plan; a change with which that fails is turned back, in the
journal too, and is a `UserError`. It runs while others may save: making a database takes longer than they want to wait.
`folder` is everywhere the data folder (where its plan lives is up to `repository`); `row` and `expected` are cells by
column, as text or as the model's values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog
from ivp.catalog.plan import Plan
from ivp.errors import UserError
from ivp.plan import records, repository
from ivp.plan import references as referring
from ivp.plan.change import Change, ConflictError
from ivp.plan.records import Entry, Step
from ivp.plan.references import Reference
from ivp.plan.repository import Held, Reading
from ivp.plan.rows import Cells, cells_of, key_of, model_of, same, with_id
from ivp.plan.transaction import commit

Prove = Callable[[], object]
Along = Callable[[str], Iterable[tuple[str, Mapping[str, object]]]]
"""From the key of a new row to the rows (table, row) that come with it."""
__all__ = ["ConflictError", "Entry", "Reference"]


def load(folder: Path, catalog: Catalog) -> Plan:
    """The plan after `recover`; raises like `load_plan`."""
    recover(folder)
    return repository.plan_of(repository.repository(folder), catalog)


def rows(folder: Path, table: str) -> tuple[Cells, ...]:
    """The rows of a table as an editor needs them: the cells that are not empty. Raises `CatalogError`."""
    model_of(table)
    return repository.rows(repository.repository(folder), table)


def references(folder: Path, table: str, key: str) -> tuple[Reference, ...]:
    """The rows that refer to this one, for `delete`."""
    return referring.references(repository.repository(folder), table, key)


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
    have a mistake, `UserError` when it cannot be written; then nothing was changed.
    """
    if expected is None:
        return add(folder, table, row, who, catalog=catalog, prove=prove)[0]
    after = cells_of(table, row)
    with repository.repository(folder).held() as held:
        before = _as_expected(table, repository.rows(held, table), cells_of(table, expected), after)
        after = {**{name: before[name] for name in before if name not in row}, **after}
        change = Change(table, key_of(table, before), before, after, "save")
        if key_of(table, after) != change.key:
            raise UserError(f"De regel ‘{change.key}’ houdt haar naam; maak een nieuwe regel en haal deze weg.")
        if same(table, before, after):
            return None
        entries = commit(held, [change], who, _catalog(folder, catalog))
    return proven(folder, entries, who, catalog, prove)[0]


def add(
    folder: Path,
    table: str,
    row: Mapping[str, object],
    who: str,
    along: Along = lambda key: (),
    catalog: Catalog | None = None,
    prove: Prove | None = None,
) -> tuple[Entry, ...]:
    """Add a row and, in the same step, the rows that come `along` with it; returns its line and theirs.

    Raises like `save`; then none of them was added.
    """
    model_of(table)
    with repository.repository(folder).held() as held:
        first = _new(held, table, row)
        changes = [first, *(_new(held, other, more) for other, more in along(first.key))]
        entries = commit(held, changes, who, _catalog(folder, catalog))
    return proven(folder, entries, who, catalog, prove)


def _new(held: Held, table: str, row: Mapping[str, object]) -> Change:
    """A row that is not there yet, with an id made from its title when it has none."""
    current = repository.rows(held, table)
    cells = with_id(table, cells_of(table, row), _taken(held, table, current))
    key = key_of(table, cells)
    if key in {key_of(table, one) for one in current}:
        raise UserError(f"De regel ‘{key}’ bestaat al in {table}.csv; kies een andere naam.")
    return Change(table, key, None, cells, "save")


def delete(
    folder: Path,
    table: str,
    expected: Mapping[str, object],
    who: str,
    catalog: Catalog | None = None,
    prove: Prove | None = None,
    seen: Sequence[Reference] = (),
) -> Entry:
    """Take away the row that the editor saw as `expected`; returns its journal line. Raises like `save`.

    `seen` are the rows that refer to it, as the editor saw them: in the same step they go too, or let go of it.
    """
    with repository.repository(folder).held() as held:
        before = _as_expected(table, repository.rows(held, table), cells_of(table, expected), None)
        key = key_of(table, before)
        if seen and tuple(seen) != referring.references(held, table, key):
            what = f"Wat bij ‘{key}’ hoort, is intussen veranderd, dus er is niets weggehaald"
            raise UserError(f"{what}; kijk opnieuw wat er mee weggaat.")
        changes = [Change(table, key, before, None, "delete"), *(one.change() for one in seen)]
        entries = commit(held, changes, who, _catalog(folder, catalog))
    return proven(folder, entries, who, catalog, prove)[0]


def undo(
    folder: Path, entry_id: str, who: str, catalog: Catalog | None = None, prove: Prove | None = None
) -> Entry:  # fmt: skip
    """Turn a change back with all that was saved in the same step; returns the first new line.

    An undo can be undone. Raises like `save`; one row that was changed again since is a `ConflictError`.
    """
    with repository.repository(folder).held() as held:
        known = held.entries()
        batch = next((entry.batch for entry in known if entry.id == entry_id), None)
        if batch is None:
            raise UserError(f"De wijziging ‘{entry_id}’ staat niet in het journaal; kies er een uit de geschiedenis.")
        together = [entry for entry in known if entry.batch == batch]
        entries = _turn_back(held, together, who, _catalog(folder, catalog))
    return proven(folder, entries, who, catalog, prove)[0]


def _turn_back(held: Held, entries: Sequence[Entry], who: str, catalog: Catalog) -> tuple[Entry, ...]:
    """Turn changes back in one go, last one first; a row that changed since is a `ConflictError`."""
    changes = []
    tables = {table: repository.rows(held, table) for table in dict.fromkeys(entry.table for entry in entries)}
    for entry in reversed(entries):
        now = next((cells for cells in tables[entry.table] if key_of(entry.table, cells) == entry.key), None)
        if now != entry.after and not (now and entry.after and same(entry.table, now, entry.after)):
            raise ConflictError(entry.table, entry.key, now, entry.after, entry.before)
        changes.append(Change(entry.table, entry.key, now, entry.before, "undo", entry.place, entry.id))
    return commit(held, changes, who, catalog)


def proven(
    folder: Path, entries: tuple[Entry, ...], who: str, catalog: Catalog | None, prove: Prove | None
) -> tuple[Entry, ...]:
    """The lines of a change that `prove` accepts; otherwise it is turned back, and a `UserError` says why."""
    try:
        if prove is not None and entries:
            prove()
    except Exception as error:  # whatever goes wrong while building, the plan was fine before
        with repository.repository(folder).held() as held:
            _turn_back(held, entries, who, _catalog(folder, catalog))
        why = f" {error}" if isinstance(error, UserError) else ""
        what = "Met deze wijziging is het dashboard niet te maken; zij is teruggezet."
        raise UserError(what + why) from error
    return entries


def history(folder: Path, about: str = "") -> tuple[Entry, ...]:
    """Every change, newest first; with `about` those of the row with this key, or of anything of that priority."""
    return tuple(
        entry
        for entry in reversed(repository.repository(folder).entries())
        if not about
        or about == entry.key
        or about in {(cells or {}).get("priority") for cells in (entry.before, entry.after)}
    )


def steps(folder: Path) -> tuple[Step, ...]:
    """What was saved together, newest first."""
    return records.steps(repository.repository(folder).entries())


def recover(folder: Path) -> tuple[str, ...]:
    """Finish the last change when a crash cut it off; returns the tables it wrote. See `Repository.recover`."""
    return repository.repository(folder).recover()


def _as_expected(table: str, current: tuple[Cells, ...], expected: Cells, wanted: Cells | None) -> Cells:
    """The row in the file, when it is what the editor saw; `ConflictError` otherwise."""
    key = key_of(table, expected)
    now = next((cells for cells in current if key_of(table, cells) == key), None)
    if now is None or not same(table, now, expected):
        raise ConflictError(table, key, now, expected, wanted)
    return now


def _taken(home: Reading, table: str, current: tuple[Cells, ...]) -> set[str]:
    """Ids that are or were in use, so that a new row does not inherit the history of an old one."""
    used = {entry.key for entry in home.entries() if entry.table == table}
    return used | {key_of(table, cells) for cells in current}


def _catalog(folder: Path, catalog: Catalog | None) -> Catalog:
    return load_catalog(folder) if catalog is None else catalog
