"""What comes from map services: outlines, fetched when they are asked for otherwise than before; the Leefbaarometer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ivp import snapshot
from ivp.catalog.models import Level
from ivp.catalog.tables import Outline
from ivp.pulls.fetch import Fetched, Kit, moved
from ivp.pulls.pull import definition, disk_trouble
from ivp.snapshot import OBSERVATION_SCHEMA, Item, KeptFile, SnapshotDocument, SnapshotParquet
from ivp.sources import leefbaarometer, pdok, wfs
from ivp.wording.numbers import count_cases, number

OUTLINES = "grenzen"
"""The name of the outlines among the tables."""
LBM = "leefbaarometer"
"""The service with the Leefbaarometer."""
_STEMS = {"points.csv": "punten"}
_NOTE = "Grenzen en punten voor de kaart."
_SMALL = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


def outlines(kit: Kit, old: Path) -> Fetched:
    """New outlines and points; none when those in the folder `old` were made of the same buurten in the same way."""
    from ivp.sources.outlines import documents  # heavy (geopandas), and mostly there is nothing to make

    areas = {area.code: area.name for area in kit.catalog.areas if area.level in _SMALL}
    made: list[SnapshotDocument] = []
    for outline in kit.tables.outlines:
        mark = definition(outline, sorted(areas.items()))
        if any(entry.definition == mark for entry in snapshot.read_manifest(old).files):
            continue
        service = kit.tables.service(outline.service)
        kit.progress.begin(f"{service.title} {outline.year}", sum(code.startswith("GM") for code in areas))
        urls = kit.tables.urls(outline.service)
        features = kit.addresses.first(OUTLINES, urls, partial(_buurten, kit, outline, areas))
        made += documents(features, areas, outline, mark)
        kit.progress.end(", ".join(f"{item.rows} {_STEMS.get(item.file, Path(item.file).stem)}" for item in made))
    return Fetched(geo=tuple(made))


def _buurten(kit: Kit, outline: Outline, areas: Mapping[str, str], url: str) -> list[dict[str, Any]]:
    """The features of all our municipalities at one address."""
    title, features = kit.tables.service(outline.service).title, []
    for code in (code for code in areas if code.startswith("GM")):
        source = f"{title}, {areas[code]}"
        features += pdok.buurten(kit.addresses.transport, url, outline.collection, outline.year, code, source)
        kit.progress.advance(1)
    return features


def try_outlines(kit: Kit) -> str:
    """Ask the outlines of one municipality, as a refresh would; what came, in Dutch."""
    outline = kit.tables.outlines[0]
    code = next(area.code for area in kit.catalog.areas if area.level is Level.GEMEENTE)
    found = kit.addresses.first(
        OUTLINES, kit.tables.urls(outline.service), partial(_buurten, kit, outline, {code: kit.catalog.area(code).name})
    )
    return f"{count_cases(len(found), 'vlakken')} van {kit.catalog.area(code).name}"


def write(folder: Path, old: Path, new: Sequence[SnapshotDocument], today: date) -> None:
    """The folder with outlines: the new documents, and of the old ones what they do not replace."""
    names = {item.file for item in new}
    kept: list[Item] = [KeptFile(e, old / e.file) for e in snapshot.read_manifest(old).files if e.file not in names]
    snapshot.write(folder, [*kept, *new], today, _NOTE)


def liveability(kit: Kit) -> Fetched:
    """The Leefbaarometer of our areas; nothing when the figures in use are of the same layers and areas."""
    service, urls = kit.tables.service(LBM), kit.tables.urls(LBM)
    areas = [area.code for area in kit.catalog.areas if area.level in _SMALL]
    mark, file = definition(leefbaarometer.LAYERS, areas), f"{leefbaarometer.TABLE}.parquet"
    if any((entry.file, entry.definition) == (file, mark) for entry in snapshot.read_manifest(kit.old).files):
        return Fetched()
    kit.progress.begin(service.title, len(leefbaarometer.LAYERS))
    frame, address = kit.addresses.first(leefbaarometer.TABLE, urls, partial(_layers, kit, service.title, areas))
    work = kit.work / leefbaarometer.TABLE
    try:
        work.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pandas(frame, schema=OBSERVATION_SCHEMA, preserve_index=False), work / file)
    except OSError as error:
        raise disk_trouble(error) from error
    kit.progress.end(f"{number(len(frame))} cijfers")
    source = kit.catalog.source(leefbaarometer.TABLE)
    item = SnapshotParquet(
        file=file,
        source=source.id,
        title=source.title,
        periods=", ".join(sorted(set(frame["period"]))),
        origin="opgehaald uit de open kaartdienst",
        licence=source.licence,
        note="Klasse 1 tot en met 9, en de afwijking van het landelijk gemiddelde per onderdeel.",
        path=work / file,
        rows=len(frame),
        definition=mark,
    )
    return Fetched((item,), note=moved(kit, LBM, address), address=address)


def try_liveability(kit: Kit) -> tuple[str, int]:
    """Ask the layer of municipalities, as a refresh would: the address that gave it, and how many figures of ours."""
    title, layer = kit.tables.service(LBM).title, leefbaarometer.LAYERS[0]
    areas = [area.code for area in kit.catalog.areas if area.level is Level.GEMEENTE]

    def ask(url: str) -> tuple[str, int]:
        found = wfs.features(kit.addresses.transport, url, layer, f"{title}, laag {layer}")
        return url, len(leefbaarometer.observations(found, layer, areas))

    return kit.addresses.first(leefbaarometer.TABLE, kit.tables.urls(LBM), ask)


def _layers(kit: Kit, title: str, areas: Sequence[str], url: str) -> tuple[pd.DataFrame, str]:
    """The figures of all layers at one address, and that address."""
    parts = []
    for layer in leefbaarometer.LAYERS:
        found = wfs.features(kit.addresses.transport, url, layer, f"{title}, laag {layer}")
        parts.append(leefbaarometer.observations(found, layer, areas))
        kit.progress.advance(1)
    return pd.concat(parts, ignore_index=True).sort_values(["measure", "area"]), url
