"""Compile the embedded snapshot from a folder with published copies of the tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.snapshot import Manifest, SnapshotTable
from ivp.sources import municipalities, published_cbs, published_context, published_geo, published_police
from ivp.sources.copies import ORIGIN

_NOTE = (
    "Samengesteld uit gepubliceerde kopieën van open tabellen, niet rechtstreeks opgehaald. Bron is steeds de tabel "
    "zelf. Bij het verversen komen de levende tabellen ervoor in de plaats. "
    "Een cijfer dat ontbreekt is nooit als 0 opgenomen."
)


def compile_published(figures: Path, geo: Path, out: Path, compiled: date) -> Manifest:
    """Read and check the copies in `figures` and `geo`; write `out/snapshot` and `out/geo`.

    Everything is read before anything is written: a wrong copy (`UserError`: file, row, remedy) changes nothing.
    Returns the manifest of the snapshot.
    """
    names = municipalities.read_names(figures)
    tables = [
        published_police.crimes_by_municipality(figures),
        published_police.crimes_by_type(figures),
        published_police.nuisance_by_type(figures),
        published_police.crimes_by_neighbourhood(figures),
        published_police.burglary_by_month(figures),
        published_cbs.inhabitants(figures),
        published_cbs.inhabitants_by_municipality(figures, names),
        published_cbs.crimes(figures, names),
        published_cbs.thefts(figures),
        published_cbs.survey(figures),
        published_context.key_figures(figures),
        published_context.similar_variables(figures),
        published_context.health(figures),
        published_context.liveability(figures),
        published_context.road_accidents(figures, names),
        _names(names),
    ]
    places = [published_geo.outlines(geo), published_geo.points(geo)]
    manifest = snapshot.write(out / "snapshot", tables, compiled, _NOTE)
    snapshot.write(out / "geo", places, compiled, "Grenzen en punten voor de kaart.")
    return manifest


def _names(names: pd.DataFrame) -> SnapshotTable:
    """The newest spelling of every municipality that a table of the snapshot can have a figure for."""
    return SnapshotTable(
        file=snapshot.NAMES_FILE,
        source="47022NED",
        title="Namen en codes van Nederlandse gemeenten",
        periods="2018-2025",
        origin=ORIGIN,
        licence=published_police.LICENCE,
        note="Gemeenten van 2024, en die sinds 2018 zijn opgeheven (uit 83648NED, 85039NED en 83651NED).",
        frame=names.drop_duplicates("code"),
    )
