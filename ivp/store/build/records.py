"""The small tables: catalog, plan and manifest as records, one per row and in the order of their files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from ivp.catalog import series
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
    """What exists: area_member, theme, indicator, source, event; and what tables say to publish (coverage)."""
    work.add("area_member", [{"area": a, "member": m} for a, codes in catalog.members.items() for m in codes])
    themes = [{**theme.model_dump(mode="json"), "veld_label": VELD_LABELS[theme.veld]} for theme in catalog.themes]
    work.add("theme", _sorted(themes))
    subjects = {id: subject.id for subject in catalog.subjects for id in subject.indicators}
    work.add(
        "indicator",
        _sorted({**one.model_dump(mode="json"), "subject": subjects.get(one.id, "")} for one in catalog.indicators),
    )
    work.add("subject", [subject.model_dump(mode="json") for subject in catalog.subjects])
    work.add("coverage", list(_coverage(catalog)))
    work.add("source", [source.model_dump(mode="json") for source in catalog.sources])
    work.add("event", [event.model_dump() for event in catalog.events])


def add_areas(
    work: Work, catalog: Catalog, names: Mapping[str, str], points: Mapping[str, tuple[float, float]]
) -> None:
    """The areas of the catalog (`inside`), then the other municipalities of `names`; `points` give lon and lat."""
    inside = [area.model_dump(mode="json") | {"inside": True} for area in catalog.areas]
    known = {code for area in catalog.areas for code in (area.code, *area.continues)}
    outside = [
        {"code": code, "level": Level.GEMEENTE, "name": name, "inside": False}
        for code, name in sorted(names.items())
        if code not in known
    ]
    rows = _sorted([*inside, *outside])
    nothing = dict.fromkeys(("parent", "kind", "kind_reason"))
    placed = [nothing | dict(zip(("lon", "lat"), points.get(row["code"], _NOWHERE), strict=True)) | row for row in rows]
    work.add("area", placed)


def _coverage(catalog: Catalog) -> Iterator[Record]:
    for turn, one in enumerate(series.declared(catalog)):
        yield {"indicator": one.indicator, "level": one.level, "only_area": one.area, "period": str(one.year),
               "source": one.source, "turn": turn}  # fmt: skip


def add_plan(work: Work, plan: Plan) -> None:
    """Every table of `PLAN_TABLES`."""
    for table, field in PLAN_TABLES.items():
        work.add(table, _sorted(row.model_dump(mode="json") for row in getattr(plan, field)))


def add_feeds(work: Work, catalog: Catalog) -> None:
    """Which tables make an indicator, and which areas went up in another one."""
    work.add("feed", [asdict(feed) for feed in series.feeds(catalog)])
    merged = catalog.predecessors.items()
    work.add("successor", [{"area": a, "gone": code, "parts": len(gone)} for a, gone in merged for code in gone])


def add_stretches(work: Work, catalog: Catalog) -> None:
    """The number of breaks before every period of every published table."""
    found = sorted(work.rows("stretches"))
    rows = [{"source": s, "period": p, "segment": segment(s, p, catalog.events)} for s, p in found]
    work.add("stretch", rows)


def add_outlines(work: Work, catalog: Catalog, folder: Path) -> None:
    """Outlines of the levels for which `folder` has a file; broken GeoJSON gives one Dutch message.

    An area without an outline of its own gets those of the areas that it continues, joined.
    """
    for level, name in _OUTLINES.items():
        file = folder / f"{name}.geojson"
        if file.exists():
            shapes = _features(file)
            for area, gone in catalog.predecessors.items():
                if area not in shapes and all(code in shapes for code in gone):
                    shapes[area] = _joined([shapes[code] for code in gone])
            work.add("outline", [{"level": level, "code": c, "geometry": json.dumps(g)} for c, g in shapes.items()])


def _joined(shapes: Iterable[Record]) -> Record:
    import shapely  # only after a merger

    return json.loads(shapely.to_geojson(shapely.union_all([shapely.geometry.shape(one) for one in shapes])))  # type: ignore[no-any-return]


def _features(file: Path) -> dict[str, Record]:
    """Geometry by code."""
    try:
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        return {f["properties"]["code"]: f["geometry"] for f in features}
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
