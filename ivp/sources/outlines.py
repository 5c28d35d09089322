"""From outlines of buurten to the map: simplified so that neighbours still share their borders, on every level."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from ivp.catalog.tables import Outline
from ivp.snapshot import SnapshotDocument
from ivp.sources.transport import SourceError

CREDIT = "CBS, Kadaster (CC BY 4.0)"
ORIGIN = "opgehaald bij PDOK en vereenvoudigd"
_WGS84, _METRES = 4326, 28992
_HAIR = 0.01
"""Metres between points of two neighbours that are meant to be the same."""
_LEVELS = {"gemeenten": ("GM", 6, "gemeenten"), "wijken": ("WK", 8, "wijken"), "buurten": ("BU", 10, "buurten")}
_NOTE = "Vereenvoudigd: goed voor een kaart, niet om te zien aan welke kant van de grens een adres ligt."


def documents(
    features: Sequence[Mapping[str, Any]], areas: Mapping[str, str], outline: Outline, definition: str
) -> list[SnapshotDocument]:
    """The files of `data/geo` (outlines of three levels, and points) from GeoJSON features of buurten.

    `areas` gives the name of every area of ours by code; parts that are water are left out. Raises `SourceError`
    for unreadable features, and when a buurt of ours has no outline.
    """
    frame = _land(features, areas)
    missing = sorted(code for code in areas if code.startswith("BU") and code not in set(frame["code"]))
    if missing:
        names = ", ".join(f"{areas[code]} ({code})" for code in missing[:5])
        raise SourceError(
            f"PDOK heeft voor {outline.year} geen grens van {len(missing)} buurten: {names}. De oude grenzen staan er "
            "nog. Kies in data/outlines.csv het jaar van de indeling in areas.csv."
        )
    frame["geometry"] = _simplified(frame, outline)
    files, places = [], []
    for file, (prefix, size, plural) in _LEVELS.items():
        level = frame.assign(code=prefix + frame["code"].str[2:size]).dissolve("code", method="coverage").reset_index()
        level = level[level["code"].isin(list(areas))]
        files.append(_outlines(level, areas, f"{file}.geojson", plural, outline, definition))
        if prefix != "GM":
            points = level.representative_point()
            places += [(code, point.x, point.y) for code, point in zip(level["code"], points, strict=True)]
    return [*files, _points(places, outline, definition)]


def _land(features: Sequence[Mapping[str, Any]], areas: Mapping[str, str]) -> gpd.GeoDataFrame:
    """One row per buurt of our gemeenten, its land only: columns code, geometry.

    A buurt that the catalog does not know stays: without it the wijk and the gemeente would have a hole.
    """
    try:
        frame = gpd.GeoDataFrame.from_features(features, crs=_WGS84, columns=["buurtcode", "water", "geometry"])
        gemeente = "GM" + frame["buurtcode"].astype(str).str[2:6]
        land = frame["water"].isna() | (frame["water"] == "NEE")
        shaped = frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"]) & ~frame.geometry.is_empty
        parts = frame[gemeente.isin(list(areas)) & land & shaped].rename(columns={"buurtcode": "code"})
        parts["geometry"] = shapely.make_valid(parts.geometry.values)
        return parts[["code", "geometry"]].dissolve("code").reset_index()
    except (KeyError, ValueError, TypeError, AttributeError, shapely.errors.ShapelyError) as error:
        raise SourceError(f"De grenzen van PDOK zijn niet leesbaar ({error}). Probeer het later opnieuw.") from error


def _simplified(frame: gpd.GeoDataFrame, outline: Outline) -> Any:
    """Fewer points and short numbers, an array of polygons in WGS84 that still fit each other exactly.

    Rounding can let borders touch or cross, so the polygons are fitted together again on the grid of their decimals.
    """
    try:
        metres = frame.to_crs(_METRES)
        metres["geometry"] = shapely.coverage_clean(metres.geometry.values, snapping_distance=_HAIR)
        fewer = metres.simplify_coverage(outline.tolerance).to_crs(_WGS84)
        shapes = _on_grid(fewer.to_numpy(), 10.0**-outline.decimals)
    except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
        raise SourceError(f"De grenzen van PDOK sluiten niet op elkaar aan ({error}). Probeer het later.") from error
    if shapely.is_empty(shapes).any() or not shapely.coverage_is_valid(shapes):
        raise SourceError(
            f"Met {outline.decimals} decimalen en {outline.tolerance:g} meter blijft niet van elke buurt een grens "
            "over. Kies in data/outlines.csv meer decimalen of een kleinere tolerance."
        )
    return shapes


def _on_grid(shapes: Any, grid: float) -> Any:
    """The shapes with corners on the grid: all borders at once, with a corner wherever two of them touch."""
    borders = shapely.union_all(shapely.boundary(shapes), grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize([borders]))
    face, owner = shapely.STRtree(shapes).query(shapely.point_on_surface(faces), predicate="within")
    face, first = np.unique(face, return_index=True)  # where shapes overlap by a hair, the first one has it
    owner = owner[first]
    return gpd.GeoSeries([shapely.union_all(faces[face[owner == n]]) for n in range(len(shapes))]).to_numpy()


def _described(outline: Outline, definition: str) -> dict[str, str]:
    return {
        "source": f"Wijken en buurten {outline.year} (PDOK)",
        "periods": str(outline.year),
        "origin": ORIGIN,
        "licence": CREDIT,
        "definition": definition,
    }


def _outlines(
    level: gpd.GeoDataFrame, areas: Mapping[str, str], file: str, plural: str, outline: Outline, definition: str
) -> SnapshotDocument:
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"code": code, "name": areas[code]},
                "geometry": _rounded(shapely.geometry.mapping(shape), outline.decimals),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for code, shape in zip(level["code"], level.geometry, strict=True)
    ]
    inside = ",\n".join(lines)
    text = f'{{"type":"FeatureCollection","credit":{json.dumps(CREDIT)},"features":[\n{inside}\n]}}\n'
    return SnapshotDocument(
        file=file,
        title=f"Grenzen van {len(lines)} {plural}",
        note=_NOTE,
        content=text.encode(),
        rows=len(lines),
        **_described(outline, definition),
    )


def _rounded(geometry: Mapping[str, Any], decimals: int) -> dict[str, Any]:
    """The geometry with short numbers: dissolving leaves 4.123450000001."""

    def short(part: Any) -> Any:
        return round(part, decimals) if isinstance(part, float) else [short(one) for one in part]

    return {"type": geometry["type"], "coordinates": short(geometry["coordinates"])}


def _points(places: Sequence[tuple[str, float, float]], outline: Outline, definition: str) -> SnapshotDocument:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerow(["code", "lon", "lat"])
    writer.writerows((code, f"{lon:.5f}", f"{lat:.5f}") for code, lon, lat in sorted(places))
    return SnapshotDocument(
        file="points.csv",
        title="Punten in de wijken en buurten",
        note="Een punt binnen het gebied; geen grens.",
        content=buffer.getvalue().encode(),
        rows=len(places),
        **_described(outline, definition),
    )
