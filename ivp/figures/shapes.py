"""Outlines made ready for a map, once per set of outlines: rounded, dissolved, with a point inside for the name."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ivp.facts import Outline

DECIMALS = 4  # about ten metres
_TILE = 512  # pixels of the world at zoom 0 in deck.gl


@dataclass(frozen=True)
class Shape:
    """One area: a GeoJSON geometry and a point well inside its largest part (lon, lat)."""

    code: str
    name: str
    geometry: Mapping[str, Any]
    inside: tuple[float, float]


@dataclass(frozen=True)
class Shapes:
    """The areas, the outline of each group of areas with one parent, the outline of all, and their bounds."""

    areas: tuple[Shape, ...]
    parents: tuple[Mapping[str, Any], ...]
    whole: Mapping[str, Any] | None
    bounds: tuple[float, float, float, float]


@lru_cache(maxsize=8)
def prepared(outlines: tuple[Outline, ...]) -> Shapes:
    """The outlines (WGS84) rounded and dissolved; kept, so that a page that draws the same map again does not again."""
    if not outlines:
        return Shapes((), (), None, (0.0, 0.0, 0.0, 0.0))
    import shapely  # heavy: only where there is a map
    from shapely.geometry import shape

    grid = 10.0**-DECIMALS
    polygons = [shapely.set_precision(shape(json.loads(one.geometry)), grid) for one in outlines]
    groups: dict[str, list[Any]] = {}
    for polygon, one in zip(polygons, outlines, strict=True):
        groups.setdefault(one.parent, []).append(polygon)
    areas = tuple(
        Shape(one.code, one.name, _geometry(polygon), _point_inside(polygon))
        for polygon, one in zip(polygons, outlines, strict=True)
    )
    whole = shapely.union_all(polygons, grid_size=grid)
    parents = (_geometry(shapely.union_all(members, grid_size=grid)) for parent, members in groups.items() if parent)
    west, south, east, north = whole.bounds
    return Shapes(areas, tuple(parents), _geometry(whole), (west, south, east, north))


def _geometry(polygon: Any) -> Mapping[str, Any]:
    from shapely.geometry import mapping

    geometry = mapping(polygon)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    return [_rounded(part) for part in coordinates]


def _point_inside(polygon: Any) -> tuple[float, float]:
    """The middle of the largest circle that fits, so that a name stands where there is most room."""
    from shapely.ops import polylabel

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
