"""What comes from map services: outlines, fetched when they are asked for otherwise than before; the Leefbaarometer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ivp import snapshot
from ivp.catalog.models import Catalog, Level
from ivp.catalog.tables import Tables
from ivp.pulls.progress import Progress
from ivp.pulls.pull import definition, disk_trouble
from ivp.snapshot import OBSERVATION_SCHEMA, Item, KeptFile, SnapshotDocument, SnapshotParquet
from ivp.sources import leefbaarometer, pdok, wfs
from ivp.sources.transport import Transport

_NOTE = "Grenzen en punten voor de kaart."
_SMALL = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


def outlines(
    transport: Transport, tables: Tables, catalog: Catalog, old: Path, progress: Progress
) -> list[SnapshotDocument]:
    """New outlines and points; none when those in the folder `old` were made of the same buurten in the same way."""
    from ivp.sources.outlines import documents  # heavy (geopandas), and mostly there is nothing to make

    areas = {area.code: area.name for area in catalog.areas if area.level in _SMALL}
    made: list[SnapshotDocument] = []
    for outline in tables.outlines:
        mark = definition(outline, sorted(areas.items()))
        if any(entry.definition == mark for entry in snapshot.read_manifest(old).files):
            continue
        service = tables.service(outline.service)
        gemeenten = [code for code in areas if code.startswith("GM")]
        progress.begin(f"{service.title} {outline.year}", len(gemeenten))
        features = []
        for code in gemeenten:
            name = f"{service.title}, {areas[code]}"
            features += pdok.buurten(transport, service.url, outline.collection, outline.year, code, name)
            progress.advance(1)
        made += documents(features, areas, outline, mark)
        progress.end(", ".join(f"{item.rows} {Path(item.file).stem}" for item in made))
    return made


def write(folder: Path, old: Path, new: Sequence[SnapshotDocument], today: date) -> None:
    """The folder with outlines: the new documents, and of the old ones what they do not replace."""
    names = {item.file for item in new}
    kept: list[Item] = [KeptFile(e, old / e.file) for e in snapshot.read_manifest(old).files if e.file not in names]
    snapshot.write(folder, [*kept, *new], today, _NOTE)


def liveability(
    transport: Transport, tables: Tables, catalog: Catalog, old: Path, work: Path, progress: Progress
) -> list[SnapshotParquet]:
    """The Leefbaarometer of our areas; nothing when the figures in `old` are of the same layers and areas."""
    service = tables.service("leefbaarometer")
    areas = [area.code for area in catalog.areas if area.level in _SMALL]
    mark = definition(leefbaarometer.LAYERS, areas)
    file = f"{leefbaarometer.TABLE}.parquet"
    if any((entry.file, entry.definition) == (file, mark) for entry in snapshot.read_manifest(old).files):
        return []
    progress.begin(service.title, len(leefbaarometer.LAYERS))
    parts = []
    for layer in leefbaarometer.LAYERS:
        found = wfs.features(transport, f"{service.url}/lbm3/ows", layer, f"{service.title}, laag {layer}")
        parts.append(leefbaarometer.observations(found, layer, areas))
        progress.advance(1)
    frame = pd.concat(parts, ignore_index=True).sort_values(["measure", "area"])
    try:
        work.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pandas(frame, schema=OBSERVATION_SCHEMA, preserve_index=False), work / file)
    except OSError as error:
        raise disk_trouble(error) from error
    progress.end(f"{len(frame)} cijfers")
    source = catalog.source(leefbaarometer.TABLE)
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
    return [item]
