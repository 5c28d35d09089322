"""Fresh figures: pull what the catalog asks, check it, show what changed, and put it in place at once.

One table that fails costs that table: its old figures stay, with a reason, and the others come into use. Everything is
made aside, so that a full disk or a killed process leaves the figures that were in use; what was already fetched of a
table that failed is kept, so that the next try goes on where this one stopped.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from ivp import snapshot
from ivp.catalog.load import load_catalog
from ivp.catalog.tables import Slice, load_tables
from ivp.errors import UserError
from ivp.pulls import active, carry, diff, diff_lines, fetch, network, places, report, together
from ivp.pulls.fetch import ORIGIN, Fetched, Kit, LossError
from ivp.pulls.places import OUTLINES
from ivp.pulls.progress import Progress
from ivp.pulls.report import Outcome, Report, TableReport
from ivp.sources import leefbaarometer
from ivp.sources.addresses import Addresses
from ivp.sources.transport import KEPT, SourceError, Transport, UnreachableError

LBM3 = leefbaarometer.TABLE
_WORK = ".work"
_ACCEPT = "Klopt dit, ververs dan met --accept; wat al is opgehaald, hoeft niet opnieuw."
_NOTE = "Opgehaald uit de open tabellen. Een cijfer dat ontbreekt is nooit als 0 opgenomen."


@dataclass(frozen=True)
class Wish:
    """What to refresh: which tables (none: all standard ones), more or fewer, all municipalities, losses accepted.

    `strict`: everything or nothing.
    """

    only: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    everything: bool = False
    accept: bool = False
    outlines: bool = True
    strict: bool = False


@dataclass(frozen=True)
class Done:
    """What a refresh did: Dutch lines on what changed, and the report with what became of every table."""

    lines: tuple[str, ...]
    report: Report

    @property
    def stamp(self) -> str:
        """The stamp of the new pull; '' when no figure changed."""
        return self.report.stamp


class NothingError(UserError):
    """No table came in; the message has a line for each."""


def refresh(data: Path, transport: Transport, progress: Progress, wish: Wish, now: datetime) -> Done:
    """Refresh the figures of `data`.

    Raises `UserError` (Dutch) when no table comes in, without a network, for a disk that is full, and for another
    refresh that is running; with `strict` also for the first table that fails. Then no figure has changed.
    """
    catalog = load_catalog(data)
    tables = load_tables(data, catalog)
    with active.lock(data):
        old, last = active.active(data).snapshot, report.last(data)
        worked = {table.source: table.address for table in last.tables if table.address} if last else {}
        addresses = Addresses(transport, worked)
        work = active.folder(data) / _WORK
        kit = Kit(old, work, catalog, tables, addresses, progress, wish.accept, wish.everything)
        run = _Run(data, kit, wish, now)
        for job in run.jobs():
            run.attempt(job)
        run.wait_for_inhabitants()
        return run.finished()


@dataclass(frozen=True)
class _Job:
    """One table to fetch: its source, its title, the file that it fills, and how."""

    source: str
    title: str
    file: str
    fetch: Callable[[], Fetched]


@dataclass
class _Run:
    data: Path
    kit: Kit
    wish: Wish
    now: datetime
    tables: dict[str, TableReport] = field(default_factory=dict)
    fetched: dict[str, Fetched] = field(default_factory=dict)
    errors: list[UserError] = field(default_factory=list)

    def jobs(self) -> Iterator[_Job]:
        """Everything that is asked for, in the order of tables.csv; maps last."""
        for file, parts in self._wanted().items():
            source = self.kit.catalog.source(parts[0].source)
            yield _Job(source.id, source.title, file, partial(fetch.table, self.kit, file, parts))
        if self._wishes(LBM3):
            source, file = self.kit.catalog.source(LBM3), f"{LBM3}.parquet"
            yield _Job(source.id, source.title, file, partial(places.liveability, self.kit))
        if self.wish.outlines:
            geo = active.active(self.data).geo
            yield _Job(OUTLINES, "Grenzen op de kaart", OUTLINES, partial(places.outlines, self.kit, geo))

    def _wishes(self, source: str, standard: bool = True) -> bool:
        """Whether this table is asked for."""
        if source in self.wish.skip:
            return False
        return source in (*self.wish.only, *self.wish.more) or (standard and not self.wish.only)

    def _wanted(self) -> dict[str, list[Slice]]:
        """Slices by the file that they fill together: a table's standard slices, or a slice of its own."""
        slices = self.kit.tables.slices
        named = {name for part in slices for name in (part.source, part.id)} | {LBM3}
        for name in (*self.wish.only, *self.wish.more, *self.wish.skip):
            if name not in named:
                raise UserError(f"Tabel ‘{name}’ staat niet in data/tables.csv; er is {', '.join(sorted(named))}.")
        files: dict[str, list[Slice]] = {}
        for part in slices:
            name = part.source if part.standard else part.id
            if self._wishes(name, part.standard):
                files.setdefault(f"{name}.parquet", []).append(part)
        return files

    def attempt(self, job: _Job) -> None:
        """Fetch one table; what a source does wrong costs that table only."""
        self.tables[job.file] = TableReport(
            source=job.source, title=job.title, file=job.file, outcome=Outcome.UNCHANGED, since=self._since(job)
        )
        try:
            found = job.fetch()
        except (SourceError, LossError) as error:
            self._look_for_a_network(error)
            self.keep(job.file, str(error).replace(f"{KEPT} ", ""), error)
        else:
            outcome = Outcome.TAKEN if found.new else Outcome.UNCHANGED
            said = {"outcome": outcome, "rows": found.rows, "why": found.note, "address": found.address}
            self.fetched[job.file] = found
            self.tables[job.file] = self.tables[job.file].model_copy(update=said)

    def keep(self, file: str, why: str, error: UserError | None = None) -> None:
        """Leave the figures of this file as they were."""
        error = error or LossError(why)
        if self.wish.strict:
            raise error
        self.errors.append(error)
        self.fetched.pop(file, None)
        self.tables[file] = self.tables[file].model_copy(update={"outcome": Outcome.KEPT, "why": why, "rows": 0})
        self.kit.progress.fail(self.tables[file].source, f"niet ververst: {why}")

    def _since(self, job: _Job) -> date | None:
        folder = active.active(self.data).geo if job.file == OUTLINES else self.kit.old
        days = [e.retrieved for e in snapshot.read_manifest(folder).files if job.source in (OUTLINES, e.source)]
        return max(days, default=None)

    def _look_for_a_network(self, error: UserError) -> None:
        """The first time that nobody answers: is anybody there? `NoNetworkError` when not."""
        if isinstance(error, UnreachableError) and not self.errors:
            services = self.kit.tables.services
            network.must_be_there(self.kit.addresses.transport, [service.url for service in services])

    def wait_for_inhabitants(self) -> None:
        """Counts of a year that has no inhabitants yet wait, when the table with those failed."""
        items = {item.source: file for file, found in self.fetched.items() for item in found.items}
        failed = [table.source for table in self.tables.values() if table.outcome is Outcome.KEPT]
        made = [item for found in self.fetched.values() for item in found.items]
        for source, why in together.waiting(made, failed, self.kit.old, self.kit.catalog, self.kit.tables).items():
            self.keep(items[source], why)

    def finished(self) -> Done:
        """Put in place what came in, and remember what became of every table."""
        changes = _install(self) if self.anything else ()
        told = Report(at=self.now, stamp=self.stamp if self.anything else "", tables=tuple(self.tables.values()))
        report.write(self.data, told)
        if told.code == 1:
            raise self.errors[0] if len(self.errors) == 1 else _nothing(told)
        kept = tuple(report.lines(told.tables))
        unchanged = () if changes or kept else ("Alle tabellen zijn ongewijzigd; er is niets te verversen.",)
        return Done((*changes, *unchanged, *kept), told)

    @property
    def anything(self) -> bool:
        """Whether there is something new."""
        return any(found.new for found in self.fetched.values())

    @property
    def stamp(self) -> str:
        """The name of the pull that this run makes."""
        return self.now.strftime(active.STAMP_FORMAT)


def _nothing(told: Report) -> NothingError:
    return NothingError(
        "\n- ".join(("Er is niets ververst; de oude cijfers staan er nog.", *report.lines(told.tables)))
    )


def _install(run: _Run) -> tuple[str, ...]:
    """Make the new pull aside, compare it with the old one, and put it in place; the lines on what changed.

    A table that loses something is left out, unless that is accepted.
    """
    aside = active.new_folder(run.data)
    try:
        found = _made(run, aside)
        names = diff_lines.names_of(run.kit.catalog, aside / "snapshot")
        lost = {} if run.wish.accept else {one.source: diff_lines.losses((one,), names) for one in found}
        lost = {source: lines for source, lines in lost.items() if lines}
        for file in [file for file, one in run.fetched.items() if {item.source for item in one.items} & set(lost)]:
            run.keep(file, f"{' '.join(f'{line}.' for line in lost[run.tables[file].source])} {_ACCEPT}")
        if not run.anything:
            return ()
        found = _made(run, aside) if lost else found
        active.finish(aside, run.stamp)
        active.install(run.data, run.stamp)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _clear(run)
    return (*diff_lines.lines(found, names), *_noticed(run))


def _made(run: _Run, aside: Path) -> diff.Diff:
    """Write the new pull in the folder `aside`; how it differs from the figures in use."""
    items = [item for found in run.fetched.values() for item in found.items]
    geo = [item for found in run.fetched.values() for item in found.geo]
    kept = carry.unchanged(run.kit.old, items, run.kit.names, aside / "rest")
    snapshot.write(aside / "snapshot", [*kept, *items], run.now.date(), _NOTE)
    places.write(aside / "geo", active.active(run.data).geo, geo, run.now.date())
    shutil.rmtree(aside / "rest", ignore_errors=True)
    snapshot.verify(aside / "snapshot")
    return diff.diff(run.kit.old, aside / "snapshot")


def _clear(run: _Run) -> None:
    """Let go of what was fetched, but for tables that failed: the next run goes on with those."""
    going_on = {place for file, place in run.kit.places.items() if file not in run.fetched}
    for left in run.kit.work.glob("*"):
        if left.name not in going_on:
            shutil.rmtree(left, ignore_errors=True)


def _noticed(run: _Run) -> list[str]:
    """Names that changed: a table whose title has another year of boundaries, a municipality called otherwise."""
    before = {entry.file: entry.title for entry in snapshot.read_manifest(run.kit.old).files if entry.origin == ORIGIN}
    lines = [
        f"{item.source} heet nu ‘{item.title}’ en eerst ‘{before[item.file]}’: kijk of de indeling is veranderd"
        for found in run.fetched.values()
        for item in found.items
        if before.get(item.file, item.title) != item.title
    ]
    for area in run.kit.catalog.areas:
        name = run.kit.names.get(area.code, area.name).removesuffix(" (gemeente)")
        if name != area.name:
            lines.append(f"{area.code} heet bij de bron ‘{name}’ en in areas.csv ‘{area.name}’")
    return lines
