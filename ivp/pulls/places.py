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
from ivp.pulls.fetch import Desk, Fetched, moved
from ivp.pulls.pull import definition, disk_trouble
from ivp.snapshot import OBSERVATION_SCHEMA, Item, KeptFile, SnapshotDocument, SnapshotParquet
from ivp.sources import leefbaarometer, pdok, wfs
from ivp.wording.numbers import number

OUTLINES = "grenzen"
"""The name of the outlines among the tables."""
_LBM = "leefbaarometer"
_NOTE = "Grenzen en punten voor de kaart."
_SMALL = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


def outlines(desk: Desk, old: Path) -> Fetched:
    """New outlines and points; none when those in the folder `old` were made of the same buurten in the same way."""
    from ivp.sources.outlines import documents  # heavy (geopandas), and mostly there is nothing to make

    areas = {area.code: area.name for area in desk.catalog.areas if area.level in _SMALL}
    made: list[SnapshotDocument] = []
    for outline in desk.tables.outlines:
        mark = definition(outline, sorted(areas.items()))
        if any(entry.definition == mark for entry in snapshot.read_manifest(old).files):
            continue
        service = desk.tables.service(outline.service)
        desk.progress.begin(f"{service.title} {outline.year}", sum(code.startswith("GM") for code in areas))
        urls = desk.tables.urls(outline.service)
        features = desk.addresses.first(OUTLINES, urls, partial(_buurten, desk, outline, areas))
        made += documents(features, areas, outline, mark)
        desk.progress.end(", ".join(f"{item.rows} {Path(item.file).stem}" for item in made))
    return Fetched(geo=tuple(made))


def _buurten(desk: Desk, outline: Outline, areas: Mapping[str, str], url: str) -> list[dict[str, Any]]:
    """The features of all our municipalities at one address."""
    title, features = desk.tables.service(outline.service).title, []
    for code in (code for code in areas if code.startswith("GM")):
        source = f"{title}, {areas[code]}"
        features += pdok.buurten(desk.addresses.transport, url, outline.collection, outline.year, code, source)
        desk.progress.advance(1)
    return features


def write(folder: Path, old: Path, new: Sequence[SnapshotDocument], today: date) -> None:
    """The folder with outlines: the new documents, and of the old ones what they do not replace."""
    names = {item.file for item in new}
    kept: list[Item] = [KeptFile(e, old / e.file) for e in snapshot.read_manifest(old).files if e.file not in names]
    snapshot.write(folder, [*kept, *new], today, _NOTE)


def liveability(desk: Desk) -> Fetched:
    """The Leefbaarometer of our areas; nothing when the figures in use are of the same layers and areas."""
    service, urls = desk.tables.service(_LBM), desk.tables.urls(_LBM)
    areas = [area.code for area in desk.catalog.areas if area.level in _SMALL]
    mark, file = definition(leefbaarometer.LAYERS, areas), f"{leefbaarometer.TABLE}.parquet"
    if any((entry.file, entry.definition) == (file, mark) for entry in snapshot.read_manifest(desk.old).files):
        return Fetched()
    desk.progress.begin(service.title, len(leefbaarometer.LAYERS))
    frame, address = desk.addresses.first(leefbaarometer.TABLE, urls, partial(_layers, desk, service.title, areas))
    work = desk.work / leefbaarometer.TABLE
    try:
        work.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pandas(frame, schema=OBSERVATION_SCHEMA, preserve_index=False), work / file)
    except OSError as error:
        raise disk_trouble(error) from error
    desk.progress.end(f"{number(len(frame))} cijfers")
    source = desk.catalog.source(leefbaarometer.TABLE)
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
    return Fetched((item,), note=moved(desk, _LBM, address), address=address)


def _layers(desk: Desk, title: str, areas: Sequence[str], url: str) -> tuple[pd.DataFrame, str]:
    """The figures of all layers at one address, and that address."""
    parts = []
    for layer in leefbaarometer.LAYERS:
        found = wfs.features(desk.addresses.transport, url, layer, f"{title}, laag {layer}")
        parts.append(leefbaarometer.observations(found, layer, areas))
        desk.progress.advance(1)
    return pd.concat(parts, ignore_index=True).sort_values(["measure", "area"]), url
