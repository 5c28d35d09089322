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
ROOM = 1.06  # how much larger the frame is than what is in it
TILE = 512  # pixels of the world at zoom 0 in deck.gl


@dataclass(frozen=True)
class Shape:
    """One area: a GeoJSON geometry and a point well inside its largest part (lon, lat)."""

    code: str
    name: str
    geometry: Mapping[str, Any]
    inside: tuple[float, float]


@dataclass(frozen=True)
class View:
    """A first view of so many pixels: its centre and zoom."""

    longitude: float
    latitude: float
    zoom: float
    width: int
    height: int

    def pixel(self, place: tuple[float, float]) -> tuple[float, float]:
        """Where a place (lon, lat) is in this view, from the upper left."""
        size = TILE * 2**self.zoom
        right = (place[0] - self.longitude) / 360 * size
        up = (mercator(place[1]) - mercator(self.latitude)) / (2 * math.pi) * size
        return self.width / 2 + right, self.height / 2 - up


@dataclass(frozen=True)
class Shapes:
    """The areas, the outline of each group of areas with one parent, the outline of all, and their bounds."""

    areas: tuple[Shape, ...]
    parents: tuple[Mapping[str, Any], ...]
    whole: Mapping[str, Any] | None
    bounds: tuple[float, float, float, float]


@lru_cache(maxsize=32)
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
    return tuple(_rounded(part) for part in coordinates)


def _point_inside(polygon: Any) -> tuple[float, float]:
    """The middle of the largest circle that fits, so that a name stands where there is most room."""
    from shapely.ops import polylabel

    parts = list(getattr(polygon, "geoms", [polygon]))
    point = polylabel(max(parts, key=lambda part: part.area), tolerance=0.002)
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


def height_at(bounds: tuple[float, float, float, float], width: float, room: float = ROOM) -> float:
    """The height in pixels (web mercator) that the bounds take when they fill so much width."""
    across, up = _size(bounds)
    return width * up / across + (room - 1) * width


def view(bounds: tuple[float, float, float, float], width: int, height: int) -> View:
    """Centre and zoom at which the bounds fit in so many pixels (web mercator), with a little room around."""
    west, south, east, north = bounds
    across, up = _size(bounds)
    zoom = math.log2(min(width / (TILE * across * ROOM), height / (TILE * up * ROOM)))
    middle = math.degrees(2 * math.atan(math.exp((mercator(north) + mercator(south)) / 2)) - math.pi / 2)
    return View(round((west + east) / 2, DECIMALS), round(middle, DECIMALS), round(zoom, 2), width, height)


def mercator(latitude: float) -> float:
    """The height of a latitude on the map, in radians."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _size(bounds: tuple[float, float, float, float]) -> tuple[float, float]:
    """Width and height as a part of the world."""
    west, south, east, north = bounds
    return max(east - west, 1e-6) / 360, max(mercator(north) - mercator(south), 1e-9) / (2 * math.pi)
