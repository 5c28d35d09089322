"""The lines of the journal: one JSON object per changed row, only ever added at the end."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ivp.errors import UserError
from ivp.plan.files import read_bytes, sync_folder

JOURNAL = "journal.jsonl"


class Entry(BaseModel):
    """One changed row.

    Rows that were changed together share a `batch` of `size` lines; the hashes are those of the table's file before
    and after the whole batch. `before` and `after` are the cells that are not empty, None where there is no row;
    `place` is where the row stood among the rows. `undoes` is the id of the entry that an undo turns back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    when: str
    who: str
    table: str
    key: str
    action: Literal["save", "delete", "undo"]
    before: dict[str, str] | None
    after: dict[str, str] | None
    hash_before: str
    hash_after: str
    batch: str
    size: int
    place: int | None = None
    undoes: str = ""


@dataclass(frozen=True)
class Step:
    """The entries that were saved together, in their order; `undone` when an undo of them holds now."""

    entries: tuple[Entry, ...]
    undone: bool

    @property
    def first(self) -> Entry:
        """The row that the step is about; who, when and whether it is an undo are the same for all."""
        return self.entries[0]


def steps(entries: Sequence[Entry]) -> tuple[Step, ...]:
    """The steps of a journal, newest first."""
    undoes = {entry.id: entry.undoes for entry in entries}
    undone: set[str] = set()
    for entry in entries:
        target, holds = entry.undoes, False
        while target:  # an undo of an undo makes the first one hold again, and so on
            (undone.discard if holds else undone.add)(target)
            target, holds = undoes.get(target, ""), not holds
    together = groupby(entries, key=lambda entry: entry.batch)
    found = [tuple(part) for _, part in together]
    return tuple(Step(part, part[0].id in undone) for part in reversed(found))


@dataclass(frozen=True)
class Journal:
    """The entries of all whole batches, oldest first, and how many bytes of the file they take."""

    entries: tuple[Entry, ...]
    length: int

    @property
    def last(self) -> tuple[Entry, ...]:
        """The entries of the last batch; empty when there is none."""
        return self.entries[-self.entries[-1].size :] if self.entries else ()


def read(path: Path) -> Journal:
    """The journal; a last line or batch that was cut off by a crash does not count.

    Raises `UserError` when a line before the end is damaged.
    """
    raw = read_bytes(path) or b""
    entries: list[Entry] = []
    whole, length, position, damaged = 0, 0, 0, 0
    for number, line in enumerate(raw.split(b"\n")[:-1], start=1):
        position += len(line) + 1
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError:
            damaged = damaged or number
            continue
        if damaged:
            what = f"{path.name}, regel {damaged}: deze regel is beschadigd"
            raise UserError(f"{what}; zet het bestand terug uit een reservekopie, of haal de regel weg.")
        entries.append(entry)
        if _complete(entries):
            whole, length = len(entries), position
    return Journal(tuple(entries[:whole]), length)


def _complete(entries: Sequence[Entry]) -> bool:
    """Whether the last entry is the last of its batch."""
    last = entries[-1]
    return len(entries) >= last.size and all(entry.batch == last.batch for entry in entries[-last.size :])


def text_of(entries: Sequence[Entry]) -> bytes:
    """The entries as they stand in the file."""
    return "".join(entry.model_dump_json() + "\n" for entry in entries).encode("utf-8")


def append(path: Path, journal: Journal, entries: Sequence[Entry]) -> None:
    """Add the entries behind the whole batches, cutting off what a crash left, and wait until they are on disk."""
    new = not path.exists()
    lines = text_of(entries)
    with path.open("ab") as file:
        file.truncate(journal.length)
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)


def cut(path: Path, journal: Journal) -> None:
    """Take back what was added behind `journal`, if anything."""
    if not path.exists() or path.stat().st_size == journal.length:
        return
    with path.open("ab") as file:
        file.truncate(journal.length)
        file.flush()
        os.fsync(file.fileno())
