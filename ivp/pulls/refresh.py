"""Fresh figures: pull what the catalog asks, check it, show what changed, and put it in place at once, or not at all.

Everything is made aside. A source that fails, a check that fails, a full disk or a killed process leaves the figures
that were in use; what was already fetched is kept, so that the next try goes on where this one stopped.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ivp import snapshot
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog
from ivp.catalog.tables import Slice, Tables, load_tables
from ivp.errors import UserError
from ivp.pulls import active, carry, diff, places
from ivp.pulls.progress import Progress
from ivp.pulls.pull import combine, definition, pull
from ivp.pulls.scope import Scope, scope
from ivp.snapshot import SnapshotParquet
from ivp.sources import leefbaarometer
from ivp.sources.odata import ODataTable, TableInfo
from ivp.sources.transport import SourceError, Transport
from ivp.wording.numbers import number

NAMING = "politie"
"""The service whose municipalities are those of today."""
ORIGIN = "opgehaald uit de open tabel"
LBM3 = leefbaarometer.TABLE
_WORK = ".work"
_NOTE = "Opgehaald uit de open tabellen. Een cijfer dat ontbreekt is nooit als 0 opgenomen."


@dataclass(frozen=True)
class Wish:
    """What to refresh: which tables (none: all standard ones), more or fewer, all municipalities, losses accepted."""

    only: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    everything: bool = False
    accept: bool = False
    outlines: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a refresh did: the stamp of the new pull ('' when nothing had changed) and Dutch lines on what changed."""

    stamp: str
    lines: tuple[str, ...]


class LossError(UserError):
    """The new figures lose something that the old ones have; the message says what, and how to accept it."""


def refresh(data: Path, transport: Transport, progress: Progress, wish: Wish, now: datetime) -> Outcome:
    """Refresh the figures of `data`.

    Raises `UserError` (Dutch) for a source that fails, figures that contradict each other, another refresh that is
    running, or losses without `accept`; then nothing has changed.
    """
    catalog = load_catalog(data)
    tables = load_tables(data, catalog)
    with active.lock(data):
        current = active.active(data)
        work = active.folder(data) / _WORK
        run = _Run(data, current.snapshot, work, catalog, tables, transport, progress, wish, {})
        items = [item for sources in run.wanted().items() if (item := run.table(*sources)) is not None]
        if run.wishes(LBM3):
            items += places.liveability(transport, tables, catalog, current.snapshot, work / LBM3, progress)
        geo = places.outlines(transport, tables, catalog, current.geo, progress) if wish.outlines else []
        if not items and not geo:
            return Outcome("", ("Alle tabellen zijn ongewijzigd; er is niets te verversen.",))
        return _install(run, items, geo, now)


@dataclass(frozen=True)
class _Run:
    data: Path
    old: Path
    work: Path
    catalog: Catalog
    tables: Tables
    transport: Transport
    progress: Progress
    wish: Wish
    names: dict[str, str]

    def wishes(self, source: str, standard: bool = True) -> bool:
        """Whether this table is asked for."""
        if source in self.wish.skip:
            return False
        return source in (*self.wish.only, *self.wish.more) or (standard and not self.wish.only)

    def wanted(self) -> dict[str, list[Slice]]:
        """Slices by the file that they fill together: a table's standard slices, or a slice of its own."""
        named = {name for part in self.tables.slices for name in (part.source, part.id)} | {LBM3}
        for name in (*self.wish.only, *self.wish.more, *self.wish.skip):
            if name not in named:
                raise UserError(f"Tabel ‘{name}’ staat niet in data/tables.csv; er is {', '.join(sorted(named))}.")
        files: dict[str, list[Slice]] = {}
        for part in self.tables.slices:
            name = part.source if part.standard else part.id
            if self.wishes(name, part.standard):
                files.setdefault(f"{name}.parquet", []).append(part)
        return files

    def table(self, file: str, parts: Sequence[Slice]) -> SnapshotParquet | None:
        """The new file of one table; None when the source has not changed since the figures in use."""
        first = parts[0]
        service = self.tables.service(first.service)
        name = f"{service.title}, tabel {first.table_id}"
        table = ODataTable(self.transport, service.url, first.table_id, name)
        info = table.info()
        own = [area.code for area in self.catalog.areas]
        others = self.tables.comparison
        kinds = sorted(i.code for i in self.catalog.indicators if i.source == first.source)
        mark = definition(parts, self.tables.topics_of(first.source), own, others, kinds, self.wish.everything)
        if self._unchanged(file, info, mark):
            self.progress.begin(first.table_id, 0)
            self.progress.end(f"ongewijzigd sinds {info.modified[:10]}")
            return None
        item = self._pulled(table, info, file, parts, mark)
        self.progress.end(f"{number(item.rows)} cijfers")
        return item

    def _unchanged(self, file: str, info: TableInfo, mark: str) -> bool:
        entries = {entry.file: entry for entry in snapshot.read_manifest(self.old).files}
        entry = entries.get(file)
        return entry is not None and (entry.modified, entry.definition) == (info.modified, mark)

    def _pulled(
        self, table: ODataTable, info: TableInfo, file: str, parts: Sequence[Slice], mark: str
    ) -> SnapshotParquet:
        try:
            planned = [scope(table, part, self.tables, self.catalog, self.wish.everything) for part in parts]
        except SourceError as error:
            raise SourceError(f"{table.source}: {error}") from error
        self._complete(table, parts, planned)
        self.progress.begin(table.table, sum(one.rows for one in planned))
        place = self.work / f"{Path(file).stem}-{definition(info.modified, mark)}"
        files = [
            made
            for part, one in zip(parts, planned, strict=True)
            for made in pull(table, part, one, place / part.id, self.progress)
        ]
        target = place / file
        rows = combine(files, target)
        municipalities = {code: name for one in planned for code, name in one.municipalities.items()}
        self.names.update(municipalities if parts[0].service == NAMING else {})
        return SnapshotParquet(
            file=file,
            source=parts[0].source,
            title=info.title,
            periods=carry.periods_of(target),
            origin=ORIGIN,
            licence=self.catalog.source(parts[0].source).licence,
            note=carry.note_of(target),
            path=target,
            rows=rows,
            modified=info.modified,
            definition=mark,
        )

    def _complete(self, table: ODataTable, parts: Sequence[Slice], planned: Sequence[Scope]) -> None:
        """Refuse a table that dropped areas of ours, unless that is accepted."""
        missing = [code for one in planned for code in one.missing]
        if not missing or self.wish.accept:
            return
        names = {area.code: area.name for area in self.catalog.areas} | {m.code: m.name for m in self.tables.comparison}
        shown = ", ".join(f"{names[code]} ({code})" for code in missing[:6]) + (" …" if len(missing) > 6 else "")
        raise LossError(
            f"{table.source} kent {len(missing)} van onze gebieden niet meer: {shown}. De oude cijfers staan er nog. "
            "Is de indeling veranderd, pas dan areas.csv of comparison.csv aan; of ververs met --accept, dan blijven "
            "van deze gebieden de cijfers die er zijn."
        )


def _install(
    run: _Run, items: Sequence[SnapshotParquet], geo: Sequence[snapshot.SnapshotDocument], now: datetime
) -> Outcome:
    """Make the new pull aside, compare it with the old one, and put it in place."""
    stamp = now.strftime("%Y-%m-%dT%H%M%S")
    aside = active.new_folder(run.data)
    try:
        kept = carry.unchanged(run.old, items, run.names, aside / "rest")
        snapshot.write(aside / "snapshot", [*kept, *items], now.date(), _NOTE)
        places.write(aside / "geo", active.active(run.data).geo, geo, now.date())
        shutil.rmtree(aside / "rest", ignore_errors=True)
        snapshot.verify(aside / "snapshot")
        found = diff.diff(run.old, aside / "snapshot")
        names = {area.code: area.name for area in run.catalog.areas}
        lost = diff.losses(found)
        if lost and not run.wish.accept:
            raise LossError(
                "De nieuwe cijfers missen iets dat de oude wel hebben; er is niets veranderd.\n"
                + "\n".join(f"- {line}" for line in lost)
                + "\nKlopt dit, ververs dan met --accept; wat al is opgehaald, hoeft niet opnieuw."
            )
        active.finish(aside, stamp)
        active.install(run.data, stamp)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(run.work, ignore_errors=True)
    return Outcome(stamp, (*diff.lines(found, names), *_noticed(run, items)))


def _noticed(run: _Run, items: Sequence[SnapshotParquet]) -> list[str]:
    """Names that changed: a table whose title has another year of boundaries, a municipality called otherwise."""
    before = {entry.file: entry.title for entry in snapshot.read_manifest(run.old).files if entry.origin == ORIGIN}
    lines = [
        f"{item.source} heet nu ‘{item.title}’ en eerst ‘{before[item.file]}’: kijk of de indeling is veranderd"
        for item in items
        if before.get(item.file, item.title) != item.title
    ]
    for area in run.catalog.areas:
        name = run.names.get(area.code, area.name).removesuffix(" (gemeente)")
        if name != area.name:
            lines.append(f"{area.code} heet bij de bron ‘{name}’ en in areas.csv ‘{area.name}’")
    return lines
