"""Fetch what fills one file of a pull: the slices of a table, the Leefbaarometer, or the outlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ivp import snapshot
from ivp.catalog.models import Catalog, Level
from ivp.catalog.tables import Slice, Tables
from ivp.errors import UserError
from ivp.pulls import carry
from ivp.pulls.progress import Progress
from ivp.pulls.pull import combine, definition, pull
from ivp.pulls.scope import Scope, scope
from ivp.snapshot import SnapshotDocument, SnapshotParquet
from ivp.sources.addresses import Addresses
from ivp.sources.odata import ODataTable, TableInfo
from ivp.sources.transport import KEPT, SourceError
from ivp.wording.numbers import number
from ivp.wording.periods import date_text

NAMING = "politie"
"""The service whose municipalities are those of today."""
ORIGIN = "opgehaald uit de open tabel"
_SMALL = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
_NAMED = 6


class LossError(UserError):
    """The new figures lose something that the old ones have; the message says what, and how to accept it."""


@dataclass(frozen=True)
class Kit:
    """What every table of a run needs: the figures in use, a folder to work in, what to fetch, and whom to ask.

    `accept`: also when areas are gone. `everything`: all municipalities that a table has. `names` gathers the names
    of municipalities, `places` the folder in which each file was fetched.
    """

    old: Path
    work: Path
    catalog: Catalog
    tables: Tables
    addresses: Addresses
    progress: Progress
    accept: bool
    everything: bool
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fetched:
    """What came in; nothing when the source has not changed. `note` is what is otherwise than expected, in Dutch."""

    items: tuple[SnapshotParquet, ...] = ()
    geo: tuple[SnapshotDocument, ...] = ()
    note: str = ""
    address: str = ""

    @property
    def new(self) -> bool:
        """Whether anything came in."""
        return bool(self.items or self.geo)

    @property
    def rows(self) -> int:
        """How many figures or shapes."""
        return sum(item.rows for item in self.items) + sum(item.rows for item in self.geo)


@dataclass(frozen=True)
class Found:
    """A table where it was found, and what it says of itself."""

    table: ODataTable
    info: TableInfo
    address: str


@dataclass(frozen=True)
class Plan:
    """How the slices of a table will be fetched, and what is otherwise than expected, in Dutch."""

    scopes: tuple[Scope, ...]
    notes: tuple[str, ...]


def table(kit: Kit, file: str, parts: Sequence[Slice]) -> Fetched:
    """The new file of one table. Raises `SourceError`, and `LossError` for areas of ours that are gone."""
    first = parts[0]
    found = find(kit, first)
    own = [area.code for area in kit.catalog.areas]
    kinds = sorted(i.code for i in kit.catalog.indicators if i.source == first.source)
    topics = kit.tables.topics_of(first.source)
    mark = definition(parts, topics, own, kit.tables.comparison, kinds, kit.everything)
    if _unchanged(kit.old, file, found.info, mark):
        kit.progress.begin(first.table_id, 0)
        kit.progress.end(f"ongewijzigd sinds {date_text(found.info.modified)}")
        return Fetched(note=moved(kit, first.service, found.address), address=found.address)
    planned = plan(kit, found, parts)
    item = _pulled(kit, found, file, parts, planned, mark)
    kit.progress.end(f"{number(item.rows)} cijfers")
    return Fetched((item,), note=" ".join(planned.notes), address=found.address)


def find(kit: Kit, part: Slice) -> Found:
    """The table of a slice, at the first address that has it."""
    name = f"{kit.tables.service(part.service).title}, tabel {part.table_id}"

    def ask(url: str) -> Found:
        at = ODataTable(kit.addresses.transport, url, part.table_id, name)
        return Found(at, at.info(), url)

    return kit.addresses.first(part.source, kit.tables.urls(part.service), ask)


def plan(kit: Kit, found: Found, parts: Sequence[Slice]) -> Plan:
    """How to fetch these slices of a table; raises as `table` does."""
    try:
        scopes = tuple(scope(found.table, part, kit.tables, kit.catalog, kit.everything) for part in parts)
    except SourceError as error:
        if str(error).startswith(found.table.source):
            raise
        what = str(error).removeprefix(f"Tabel {found.table.table} ")
        raise SourceError(f"{found.table.source}{' ' if what != str(error) else ': '}{what}") from error
    elsewhere = moved(kit, parts[0].service, found.address)
    return Plan(scopes, tuple(filter(None, (elsewhere, *_complete(kit, found.table, parts[0], scopes)))))


def moved(kit: Kit, service: str, address: str) -> str:
    """Where it was found, when that is not the usual address."""
    usual = kit.tables.urls(service)[0]
    return "" if address == usual else f"Gevonden op {address}; {usual} gaf de cijfers niet."


def _unchanged(old: Path, file: str, info: TableInfo, mark: str) -> bool:
    entry = next((entry for entry in snapshot.read_manifest(old).files if entry.file == file), None)
    return entry is not None and (entry.modified, entry.definition) == (info.modified, mark)


def _pulled(kit: Kit, found: Found, file: str, parts: Sequence[Slice], planned: Plan, mark: str) -> SnapshotParquet:
    kit.progress.begin(found.table.table, sum(one.rows for one in planned.scopes))
    kit.places[file] = f"{Path(file).stem}-{definition(found.info.modified, mark)}"
    place = kit.work / kit.places[file]
    files = [
        made
        for part, one in zip(parts, planned.scopes, strict=True)
        for made in pull(found.table, part, one, place / part.id, kit.progress)
    ]
    target = place / file
    rows = combine(files, target)
    if parts[0].service == NAMING:
        kit.names.update({code: name for one in planned.scopes for code, name in one.municipalities.items()})
    return SnapshotParquet(
        file=file,
        source=parts[0].source,
        title=found.info.title,
        periods=carry.periods_of(target),
        origin=ORIGIN,
        licence=kit.catalog.source(parts[0].source).licence,
        note=carry.note_of(target),
        path=target,
        rows=rows,
        modified=found.info.modified,
        definition=mark,
    )


def _complete(kit: Kit, found: ODataTable, part: Slice, planned: Sequence[Scope]) -> list[str]:
    """What to know of areas that the table lacks or has more; `LossError` when it dropped one, unless accepted.

    A larger area that was never in the figures is no loss: it is the sum of its municipalities.
    """
    levels = {area.code: area.level for area in kit.catalog.areas}
    missing = [code for one in planned for code in one.missing]
    before = carry.areas_of(kit.old, part.source) if missing else set()
    lost = [code for code in missing if levels.get(code, Level.GEMEENTE) in _SMALL or code in before]
    if lost and not kit.accept:
        raise LossError(
            f"{found.source} kent {len(lost)} van onze gebieden niet meer: {_listed(kit, lost)}. {KEPT} "
            "Is de indeling veranderd, pas dan areas.csv of comparison.csv aan; of ververs met --accept, dan "
            "blijven van deze gebieden de cijfers die er zijn."
        )
    absent = list(dict.fromkeys([*missing, *(code for one in planned for code in one.absent)]))
    strangers = [code for one in planned for code in one.strangers]
    names = {area.code: area.name for area in kit.catalog.areas}
    notes = [f"Niet in deze tabel: {', '.join(names.get(code, code) for code in absent)}."] if absent else []
    if strangers:
        some = _listed(kit, strangers)
        notes.append(f"Niet in areas.csv staan {some}: kijk of de indeling van wijken en buurten is veranderd.")
    return notes


def _listed(kit: Kit, codes: Sequence[str]) -> str:
    names = {area.code: area.name for area in kit.catalog.areas} | {m.code: m.name for m in kit.tables.comparison}
    shown = ", ".join(f"{names[code]} ({code})" if code in names else code for code in codes[:_NAMED])
    return shown + (f" en {len(codes) - _NAMED} andere" if len(codes) > _NAMED else "")
