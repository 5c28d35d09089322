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
from ivp.sources.transport import SourceError
from ivp.wording.numbers import number

NAMING = "politie"
"""The service whose municipalities are those of today."""
ORIGIN = "opgehaald uit de open tabel"
_SMALL = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
_NAMED = 6


class LossError(UserError):
    """The new figures lose something that the old ones have; the message says what, and how to accept it."""


@dataclass(frozen=True)
class Desk:
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
        return sum(item.rows for item in (*self.items, *self.geo))


def table(desk: Desk, file: str, parts: Sequence[Slice]) -> Fetched:
    """The new file of one table. Raises `SourceError`, and `LossError` for areas of ours that are gone."""
    first = parts[0]
    found, info, address = _found(desk, first)
    own = [area.code for area in desk.catalog.areas]
    kinds = sorted(i.code for i in desk.catalog.indicators if i.source == first.source)
    topics = desk.tables.topics_of(first.source)
    mark = definition(parts, topics, own, desk.tables.comparison, kinds, desk.everything)
    elsewhere = moved(desk, first.service, address)
    if _unchanged(desk.old, file, info, mark):
        desk.progress.begin(first.table_id, 0)
        desk.progress.end(f"ongewijzigd sinds {info.modified[:10]}")
        return Fetched(note=elsewhere, address=address)
    try:
        planned = [scope(found, part, desk.tables, desk.catalog, desk.everything) for part in parts]
    except SourceError as error:
        raise SourceError(f"{found.source}: {error}") from error
    noted = _complete(desk, found, first, planned)
    item = _pulled(desk, found, info, file, parts, planned, mark)
    desk.progress.end(f"{number(item.rows)} cijfers")
    return Fetched((item,), note=" ".join(filter(None, (elsewhere, *noted))), address=address)


def _found(desk: Desk, part: Slice) -> tuple[ODataTable, TableInfo, str]:
    name = f"{desk.tables.service(part.service).title}, tabel {part.table_id}"

    def ask(url: str) -> tuple[ODataTable, TableInfo, str]:
        at = ODataTable(desk.addresses.transport, url, part.table_id, name)
        return at, at.info(), url

    return desk.addresses.first(part.source, desk.tables.urls(part.service), ask)


def moved(desk: Desk, service: str, address: str) -> str:
    """Where it was found, when that is not the usual address."""
    usual = desk.tables.urls(service)[0]
    return "" if address == usual else f"Gevonden op {address}; {usual} gaf de cijfers niet."


def _unchanged(old: Path, file: str, info: TableInfo, mark: str) -> bool:
    entry = next((entry for entry in snapshot.read_manifest(old).files if entry.file == file), None)
    return entry is not None and (entry.modified, entry.definition) == (info.modified, mark)


def _pulled(
    desk: Desk,
    found: ODataTable,
    info: TableInfo,
    file: str,
    parts: Sequence[Slice],
    planned: Sequence[Scope],
    mark: str,
) -> SnapshotParquet:
    desk.progress.begin(found.table, sum(one.rows for one in planned))
    desk.places[file] = f"{Path(file).stem}-{definition(info.modified, mark)}"
    place = desk.work / desk.places[file]
    files = [
        made
        for part, one in zip(parts, planned, strict=True)
        for made in pull(found, part, one, place / part.id, desk.progress)
    ]
    target = place / file
    rows = combine(files, target)
    if parts[0].service == NAMING:
        desk.names.update({code: name for one in planned for code, name in one.municipalities.items()})
    return SnapshotParquet(
        file=file,
        source=parts[0].source,
        title=info.title,
        periods=carry.periods_of(target),
        origin=ORIGIN,
        licence=desk.catalog.source(parts[0].source).licence,
        note=carry.note_of(target),
        path=target,
        rows=rows,
        modified=info.modified,
        definition=mark,
    )


def _complete(desk: Desk, found: ODataTable, part: Slice, planned: Sequence[Scope]) -> list[str]:
    """What to know of areas that the table lacks or has more; `LossError` when it dropped one, unless accepted.

    A larger area that was never in the figures is no loss: it is the sum of its municipalities.
    """
    levels = {area.code: area.level for area in desk.catalog.areas}
    missing = [code for one in planned for code in one.missing]
    before = carry.areas_of(desk.old, part.source) if missing else set()
    lost = [code for code in missing if levels.get(code, Level.GEMEENTE) in _SMALL or code in before]
    if lost and not desk.accept:
        raise LossError(
            f"{found.source} kent {len(lost)} van onze gebieden niet meer: {_listed(desk, lost)}. De oude cijfers staan "
            "er nog. Is de indeling veranderd, pas dan areas.csv of comparison.csv aan; of ververs met --accept, dan "
            "blijven van deze gebieden de cijfers die er zijn."
        )
    absent = list(dict.fromkeys([*missing, *(code for one in planned for code in one.absent)]))
    strangers = [code for one in planned for code in one.strangers]
    notes = [f"Niet in deze tabel: {_listed(desk, absent)}."] if absent else []
    if strangers:
        some = _listed(desk, strangers)
        notes.append(f"Niet in areas.csv staan {some}: kijk of de indeling van wijken en buurten is veranderd.")
    return notes


def _listed(desk: Desk, codes: Sequence[str]) -> str:
    names = {area.code: area.name for area in desk.catalog.areas} | {m.code: m.name for m in desk.tables.comparison}
    shown = ", ".join(f"{names[code]} ({code})" if code in names else code for code in codes[:_NAMED])
    return shown + (f" en {len(codes) - _NAMED} andere" if len(codes) > _NAMED else "")
