"""Outlines made ready for a map, once per set of outlines: rounded, dissolved, with a point inside for the name."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.ops import polylabel

DECIMALS = 4  # about ten metres
_TILE = 512  # pixels of the world at zoom 0 in deck.gl


@dataclass(frozen=True)
class Outline:
    """One area: a GeoJSON geometry and a point well inside its largest part (lon, lat)."""

    code: str
    name: str
    parent: str
    geometry: Mapping[str, Any]
    inside: tuple[float, float]


@dataclass(frozen=True)
class Outlines:
    """The areas, the outline of each group of areas with one parent, the outline of all, and their bounds."""

    areas: tuple[Outline, ...]
    parents: tuple[Mapping[str, Any], ...]
    whole: Mapping[str, Any] | None
    bounds: tuple[float, float, float, float]


def prepared(outlines: Mapping[str, Any]) -> Outlines:
    """The outlines of a GeoJSON FeatureCollection (WGS84) whose features carry code, name and perhaps parent.

    Kept per content, so that a page that draws the same map again does not dissolve again.
    """
    return _prepared(json.dumps(outlines, sort_keys=True))


@lru_cache(maxsize=8)
def _prepared(text: str) -> Outlines:
    features = json.loads(text).get("features", [])
    if not features:
        return Outlines((), (), None, (0.0, 0.0, 0.0, 0.0))
    polygons = [shapely.set_precision(shape(feature["geometry"]), 10.0**-DECIMALS) for feature in features]
    properties = [feature["properties"] for feature in features]
    groups: dict[str, list[Any]] = {}
    for polygon, about in zip(polygons, properties, strict=True):
        groups.setdefault(str(about.get("parent") or ""), []).append(polygon)
    areas = tuple(
        Outline(str(about["code"]), str(about["name"]), str(about.get("parent") or ""), _geometry(polygon),
                _point_inside(polygon))
        for polygon, about in zip(polygons, properties, strict=True)
    )  # fmt: skip
    whole = shapely.union_all(polygons, grid_size=10.0**-DECIMALS)
    parents = tuple(
        _geometry(shapely.union_all(members, grid_size=10.0**-DECIMALS)) for parent, members in groups.items() if parent
    )
    west, south, east, north = whole.bounds
    return Outlines(areas, parents, _geometry(whole), (west, south, east, north))


def _geometry(polygon: Any) -> Mapping[str, Any]:
    geometry = mapping(polygon)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    return [_rounded(part) for part in coordinates]


def _point_inside(polygon: Any) -> tuple[float, float]:
    """The middle of the largest circle that fits, so that a name stands where there is most room."""
    parts = list(getattr(polygon, "geoms", [polygon]))
    point = polylabel(max(parts, key=lambda part: part.area), tolerance=0.002)
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


def view(bounds: tuple[float, float, float, float], width: int, height: int, room: float = 1.08) -> dict[str, float]:
    """Centre and zoom at which the bounds fit in so many pixels (web mercator), with a little room around."""
    west, south, east, north = bounds
    top, bottom = _mercator(north), _mercator(south)
    across = max(east - west, 1e-6) / 360 * room
    up = max(top - bottom, 1e-9) / (2 * math.pi) * room
    zoom = math.log2(min(width / (_TILE * across), height / (_TILE * up)))
    middle = math.degrees(2 * math.atan(math.exp((top + bottom) / 2)) - math.pi / 2)
    return {
        "longitude": round((west + east) / 2, DECIMALS), "latitude": round(middle, DECIMALS), "zoom": round(zoom, 2),
        "minZoom": round(zoom - 1, 2), "maxZoom": 14, "pitch": 0, "bearing": 0,
    }  # fmt: skip


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
