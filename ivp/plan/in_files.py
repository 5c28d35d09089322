"""The plan in files: CSV under `data/plan`, with the journal beside them.

The journal line is on disk before a file changes, and a file changes in one step. After a crash in between, `recover`
finishes what the last lines say. A file that a person edited by hand is left as it is: what is in the files holds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ivp import locking
from ivp.catalog.load_plan import FOLDER, TABLES
from ivp.errors import UserError
from ivp.plan import files, records
from ivp.plan.change import Change
from ivp.plan.records import Entry

_LOCK = ".journal.lock"
_PATIENCE = 20  # seconds
_BUSY = "Iemand anders slaat nu iets op in het plan; probeer het zo nog eens."


@dataclass(frozen=True)
class FileRepository:
    """The home of the plan of one data folder; one writer at a time, over all processes, by a lock file."""

    folder: Path

    def contents(self, *tables: str) -> dict[str, bytes | None]:
        return {table: files.read_bytes(files.path_of(self.folder, table)) for table in tables or TABLES}

    def entries(self) -> tuple[Entry, ...]:
        return records.read(self._journal).entries

    def fingerprint(self) -> str:
        return ""

    @contextlib.contextmanager
    def held(self) -> Iterator[FileRepository]:
        place = self.folder / FOLDER
        if not place.is_dir():
            raise UserError(f"De map {place} ontbreekt; zet de bestanden van het plan daar terug.")
        with locking.locked(place / _LOCK, _PATIENCE, _BUSY):
            self._finish()
            yield self

    def recover(self) -> tuple[str, ...]:
        """As `Repository.recover`. Costs nothing when there is nothing to do; works on a folder that cannot be written
        then. A file that is neither as before nor as after that change was edited by hand, and stands.
        """
        if not self._pending():
            return ()
        with locking.locked(self.folder / FOLDER / _LOCK, _PATIENCE, _BUSY):
            return self._finish()

    def write(self, entries: Sequence[Entry], after: Mapping[str, bytes]) -> None:
        """Put the new files aside, write the journal, and only then change the files."""
        before = self.contents(*after)
        journal = records.read(self._journal)
        aside: dict[str, Path] = {}
        try:
            for table, raw in after.items():
                aside[table] = files.stage(files.path_of(self.folder, table), raw)
            records.append(self._journal, journal, entries)
            for table, staged in aside.items():
                files.swap(staged, files.path_of(self.folder, table))
        except OSError as error:
            undone = self._take_back(journal, before, aside)
            rest = "er is niets veranderd" if undone else "de wijziging wordt afgemaakt zodra het weer kan"
            raise UserError(
                f"Opslaan is niet gelukt, {rest}; sluit het bestand in Excel, controleer de ruimte op de schijf en de "
                "rechten, en probeer het nog eens."
            ) from error

    def fill(self, tables: Mapping[str, bytes], entries: Sequence[Entry]) -> None:
        """Never: whoever has the files puts them there."""
        raise UserError("Het plan staat in bestanden; zet ze zelf in de map plan, of vul IVP_PLAN in.")

    def _take_back(
        self, journal: records.Journal, before: Mapping[str, bytes | None], aside: Mapping[str, Path]
    ) -> bool:
        """After a failure without a crash: the files and the journal as they were, if that can be done.

        Otherwise the journal keeps its lines, and `recover` completes the change later.
        """
        try:
            for table, staged in aside.items():
                staged.unlink(missing_ok=True)
                path, raw = files.path_of(self.folder, table), before[table]
                if raw is not None and files.read_bytes(path) != raw:
                    files.write(path, raw)
            records.cut(self._journal, journal)
        except (OSError, UserError):
            return False
        return True

    def _pending(self) -> tuple[Entry, ...]:
        """The lines of the last batch whose file is still as before it."""
        return tuple(
            entry
            for entry in records.read(self._journal).last
            if entry.hash_before != entry.hash_after
            and files.digest(files.read_bytes(files.path_of(self.folder, entry.table))) == entry.hash_before
        )

    def _finish(self) -> tuple[str, ...]:
        """Write what the pending lines say, under the lock."""
        entries = self._pending()
        tables = tuple(dict.fromkeys(entry.table for entry in entries))
        for table in tables:
            path = files.path_of(self.folder, table)
            document = files.read(path)
            for entry in entries:
                if entry.table == table:
                    change = Change(table, entry.key, entry.before, entry.after, entry.action, entry.place)
                    document = change.apply(document)
            files.write(path, document.content())
        return tables

    @property
    def _journal(self) -> Path:
        return self.folder / FOLDER / records.JOURNAL
