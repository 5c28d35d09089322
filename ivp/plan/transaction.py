"""Writing changes so that all of them happen or none: check, journal, replace files; and finishing after a crash."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from ivp import locking
from ivp.catalog.load import unfit
from ivp.catalog.load_plan import FOLDER, load_plan
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files, records
from ivp.plan.change import Change
from ivp.plan.records import Entry

_LOCK = ".journal.lock"
_PATIENCE = 20  # seconds


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one writer at a time, over all processes; raises `UserError` when it cannot be had."""
    place = folder / FOLDER
    if not place.is_dir():
        raise UserError(f"De map {place} ontbreekt; zet de bestanden van het plan daar terug.")
    with locking.locked(
        place / _LOCK, _PATIENCE, "Iemand anders slaat nu iets op in het plan; probeer het zo nog eens."
    ):
        yield


def commit(folder: Path, changes: Sequence[Change], who: str, catalog: Catalog) -> tuple[Entry, ...]:
    """Make the changes in one go, under the lock; returns their journal lines.

    Raises `CatalogError` when the plan would have a mistake and `UserError` when it cannot be written; then nothing
    was changed.
    """
    who = who.strip()
    if not who:
        raise UserError("Er is niet gezegd wie dit opslaat; vul een naam in.")
    _refuse_unfit(changes, who)
    tables = dict.fromkeys(change.table for change in changes)
    before = {table: files.read_bytes(files.path_of(folder, table)) for table in tables}
    documents = {table: files.read(files.path_of(folder, table), before[table]) for table in tables}
    places = []
    for change in changes:  # each place is that in the document as the changes before it leave it, so that undoing
        places.append(documents[change.table].find(change.key))  # them in reverse order finds it again
        documents[change.table] = change.apply(documents[change.table])
    after = {table: document.content() for table, document in documents.items()}
    load_plan(folder, catalog, after)
    entries = _entries(changes, places, who, before, after)
    _write(folder, entries, before, after)
    return entries


def _refuse_unfit(changes: Sequence[Change], who: str) -> None:
    for change in changes:
        for name, text in {"who": who, **(change.after or {})}.items():
            if wrong := unfit(name, text):
                raise UserError(f"{change.table}.csv: {wrong[0]}; {wrong[1]}")


def _entries(
    changes: Sequence[Change],
    places: Sequence[int | None],
    who: str,
    before: Mapping[str, bytes | None],
    after: Mapping[str, bytes],
) -> tuple[Entry, ...]:
    now, batch = datetime.now(UTC).isoformat(timespec="milliseconds"), uuid4().hex
    return tuple(
        Entry(
            id=uuid4().hex,
            when=now,
            who=who,
            table=change.table,
            key=change.key,
            action=change.action,
            before=change.before,
            after=change.after,
            hash_before=files.digest(before[change.table]),
            hash_after=files.digest(after[change.table]),
            batch=batch,
            size=len(changes),
            place=change.place if place is None else place,
            undoes=change.undoes,
        )
        for change, place in zip(changes, places, strict=True)
    )


def _write(
    folder: Path, entries: Sequence[Entry], before: Mapping[str, bytes | None], after: Mapping[str, bytes]
) -> None:
    """Put the new files aside, write the journal, and only then change the files."""
    path = folder / FOLDER / records.JOURNAL
    journal = records.read(path)
    aside: dict[str, Path] = {}
    try:
        for table, raw in after.items():
            aside[table] = files.stage(files.path_of(folder, table), raw)
        records.append(path, journal, entries)
        for table, staged in aside.items():
            files.swap(staged, files.path_of(folder, table))
    except OSError as error:
        undone = _take_back(folder, journal, before, aside)
        rest = "er is niets veranderd" if undone else "de wijziging wordt afgemaakt zodra het weer kan"
        raise UserError(
            f"Opslaan is niet gelukt, {rest}; sluit het bestand in Excel, controleer de ruimte op de schijf en de "
            "rechten, en probeer het nog eens."
        ) from error


def _take_back(
    folder: Path, journal: records.Journal, before: Mapping[str, bytes | None], aside: Mapping[str, Path]
) -> bool:
    """After a failure without a crash: the files and the journal as they were, if that can be done.

    Otherwise the journal keeps its lines, and `finish` completes the change later.
    """
    try:
        for table, staged in aside.items():
            staged.unlink(missing_ok=True)
            path, raw = files.path_of(folder, table), before[table]
            if raw is not None and files.read_bytes(path) != raw:
                files.write(path, raw)
        records.cut(folder / FOLDER / records.JOURNAL, journal)
    except (OSError, UserError):
        return False
    return True


def pending(folder: Path) -> tuple[Entry, ...]:
    """The lines of the last batch whose file is still as before it."""
    path = folder / FOLDER / records.JOURNAL
    return tuple(
        entry
        for entry in records.read(path).last
        if entry.hash_before != entry.hash_after
        and files.digest(files.read_bytes(files.path_of(folder, entry.table))) == entry.hash_before
    )


def finish(folder: Path, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Write what these lines say, under the lock; returns the tables that were written."""
    tables = tuple(dict.fromkeys(entry.table for entry in entries))
    for table in tables:
        path = files.path_of(folder, table)
        document = files.read(path)
        for entry in entries:
            if entry.table == table:
                change = Change(table, entry.key, entry.before, entry.after, entry.action, entry.place)
                document = change.apply(document)
        files.write(path, document.content())
    return tables
