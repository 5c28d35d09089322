"""All tables of the embedded snapshot, read and checked before anything is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.compile import cbs, context, geo, names, police, survey
from ivp.compile.layouts import POLICE
from ivp.snapshot import Manifest, SnapshotTable

_NOTE = (
    "Samengesteld uit gepubliceerde kopieën van open tabellen, niet rechtstreeks opgehaald. Bron is steeds de tabel "
    "zelf. Bij het verversen komen de levende tabellen ervoor in de plaats. "
    "Een cijfer dat ontbreekt is nooit als 0 opgenomen."
)


def compile_published(figures: Path, places: Path, out: Path, compiled: date) -> Manifest:
    """Read and check the copies in `figures` and `places`; write `out/snapshot` and `out/geo`.

    Everything is read before anything is written: a wrong copy (`UserError`: file, row, remedy) changes nothing.
    Returns the manifest of the snapshot.
    """
    known = names.read_names(figures)
    tables = [
        police.crimes_by_municipality(figures),
        police.crimes_by_type(figures),
        police.crimes_by_kind_and_municipality(figures),
        police.crimes_by_neighbourhood(figures),
        police.nuisance_by_type(figures),
        police.nuisance_by_persons(figures),
        police.burglary_by_month(figures),
        cbs.inhabitants(figures),
        cbs.inhabitants_by_municipality(figures, known),
        cbs.crimes(figures, known),
        cbs.thefts(figures),
        survey.until_2019(figures),
        survey.of_2015(figures),
        survey.national(figures),
        survey.of_2025(figures),
        context.key_figures(figures),
        context.similar_variables(figures),
        context.health(figures),
        context.liveability(figures),
        context.road_accidents(figures, known),
        _names(known, names.abolished_before_2018(figures, known)),
    ]
    maps = [geo.outlines(places), geo.points(places)]
    manifest = snapshot.write(out / "snapshot", tables, compiled, _NOTE)
    snapshot.write(out / "geo", maps, compiled, "Grenzen en punten voor de kaart.")
    return manifest


def _names(known: pd.DataFrame, older: pd.DataFrame) -> SnapshotTable:
    """The newest spelling of every municipality that a table of the snapshot can have a figure for."""
    return SnapshotTable(
        file=snapshot.NAMES_FILE,
        source="47022NED",
        title="Namen en codes van Nederlandse gemeenten",
        periods="2018-2025",
        origin="samengesteld uit gepubliceerde kopieën van de tabel",
        licence=POLICE,
        note=(
            "Gemeenten van 2024, en die sinds 2018 zijn opgeheven (uit 83648NED, 85039NED en 83651NED)"
            + (f"; {len(older)} die begin 2018 zijn opgeheven, uit de meldingen van 2013-2017." if len(older) else ".")
        ),
        frame=pd.concat([known.drop_duplicates("code"), older], ignore_index=True),
    )
