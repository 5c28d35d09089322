"""Making changes so that all of them happen or none: apply them, check the plan as it would become, and write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from ivp.catalog.load import unfit
from ivp.catalog.models import Catalog
from ivp.errors import UserError
from ivp.plan import files
from ivp.plan.change import Change
from ivp.plan.records import Entry
from ivp.plan.repository import Held, plan_of


def commit(held: Held, changes: Sequence[Change], who: str, catalog: Catalog) -> tuple[Entry, ...]:
    """Make the changes in one go; returns their journal lines.

    Raises `CatalogError` when the plan would have a mistake and `UserError` when it cannot be written; then nothing
    was changed.
    """
    who = who.strip()
    if not who:
        raise UserError("Er is niet gezegd wie dit opslaat; vul een naam in.")
    _refuse_unfit(changes, who)
    before = held.contents(*dict.fromkeys(change.table for change in changes))
    documents = {table: files.read(files.path_of(held.folder, table), raw) for table, raw in before.items()}
    places = []
    for change in changes:  # each place is that in the document as the changes before it leave it, so that undoing
        places.append(documents[change.table].find(change.key))  # them in reverse order finds it again
        documents[change.table] = change.apply(documents[change.table])
    after = {table: document.content() for table, document in documents.items()}
    plan_of(held, catalog, after)
    entries = _entries(changes, places, who, before, after)
    held.write(entries, after)
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
