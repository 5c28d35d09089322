"""The small tables: catalog, plan and manifest as records, one per row and in the order of their files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from ivp.catalog.levels import DRAWABLE
from ivp.catalog.models import VELD_LABELS, Catalog, Level
from ivp.catalog.plan import Plan
from ivp.errors import UserError
from ivp.snapshot import NAMES_FILE
from ivp.store.build.work import Work
from ivp.store.segments import segment

PLAN_TABLES = {
    "priority": "priorities",
    "priority_link": "links",
    "goal": "goals",
    "action": "actions",
    "partner": "partners",
    "commentary": "commentary",
    "decision": "decisions",
}
"""Table name -> the field of `Plan` that holds its rows; its columns are the fields of the model, and `sort`."""
_OUTLINES = dict(zip(DRAWABLE, ("gemeenten", "wijken", "buurten"), strict=True))
"""Level -> the file with its outlines."""
_NOWHERE = (None, None)

Record = Mapping[str, Any]


def add_catalog(work: Work, catalog: Catalog) -> None:
    """What exists: area_member, theme, indicator, source, event."""
    work.add("area_member", [{"area": a, "member": m} for a, codes in catalog.members.items() for m in codes])
    themes = [{**theme.model_dump(mode="json"), "veld_label": VELD_LABELS[theme.veld]} for theme in catalog.themes]
    work.add("theme", _sorted(themes))
    work.add("indicator", _sorted(indicator.model_dump(mode="json") for indicator in catalog.indicators))
    work.add("source", [source.model_dump(mode="json") for source in catalog.sources])
    work.add("event", [event.model_dump() for event in catalog.events])


def add_areas(
    work: Work, catalog: Catalog, names: Mapping[str, str], points: Mapping[str, tuple[float, float]]
) -> None:
    """The areas of the catalog (`inside`), then the other municipalities of `names`; `points` give lon and lat."""
    inside = [area.model_dump(mode="json") | {"inside": True} for area in catalog.areas]
    known = {area.code for area in catalog.areas}
    outside = [
        {"code": code, "level": Level.GEMEENTE, "name": name, "parent": None, "inside": False}
        for code, name in sorted(names.items())
        if code not in known
    ]
    rows = _sorted([*inside, *outside])
    placed = [dict(zip(("lon", "lat"), points.get(row["code"], _NOWHERE), strict=True)) | row for row in rows]
    work.add("area", placed)


def add_plan(work: Work, plan: Plan) -> None:
    """Every table of `PLAN_TABLES`."""
    for table, field in PLAN_TABLES.items():
        work.add(table, _sorted(row.model_dump(mode="json") for row in getattr(plan, field)))


def add_continued(work: Work, catalog: Catalog) -> None:
    """Which tables an indicator may take its figures from: its own, and those that it continues."""
    own = [{"table": source.id, "main": source.id} for source in catalog.sources]
    older = [{"table": source.id, "main": source.successor} for source in catalog.sources if source.successor]
    work.add("continued", [*own, *older])


def add_stretches(work: Work, catalog: Catalog) -> None:
    """The number of breaks before every period of every published table."""
    found = sorted(work.rows("stretches"))
    rows = [{"source": s, "period": p, "segment": segment(s, p, catalog.events)} for s, p in found]
    work.add("stretch", rows)


def add_outlines(work: Work, folder: Path) -> None:
    """Outlines of the levels for which `folder` has a file; broken GeoJSON gives one Dutch message."""
    for level, name in _OUTLINES.items():
        file = folder / f"{name}.geojson"
        if file.exists():
            work.add("outline", [{"level": level, **row} for row in _features(file)])


def _features(file: Path) -> list[Record]:
    try:
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        return [{"code": f["properties"]["code"], "geometry": json.dumps(f["geometry"])} for f in features]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{file.name} is geen leesbare GeoJSON met codes; zet het bestand terug.") from error


def read_names(work: Work, folder: Path) -> dict[str, str]:
    """The municipalities of the snapshot in `folder`: code -> name; `UserError` when they cannot be read."""
    try:
        return dict(work.rows("names", file=str(folder / NAMES_FILE)))
    except duckdb.Error as error:
        raise UserError(
            f"{NAMES_FILE} in de map '{folder.name}' ontbreekt of is niet leesbaar; zet de map terug uit het project "
            "of haal de cijfers opnieuw op."
        ) from error


def read_points(file: Path) -> dict[str, tuple[float, float]]:
    """Where an area is marked on the map: code -> lon, lat; nothing without the file."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return {row["code"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(stream, delimiter=";")}


def _sorted(rows: Iterable[Record]) -> list[dict[str, Any]]:
    return [{**row, "sort": place} for place, row in enumerate(rows)]
