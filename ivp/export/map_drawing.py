"""The map of a chart as flat shapes in pixels, read from its deck.gl layers: what SVG and PPTX both draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ivp.figures.chart import Chart

Point = tuple[float, float]
_ROOM = 1.06
_EQUATOR = 40_075_017.0  # metres round the earth, as web mercator has it (EPSG:3857)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour '#rrggbb' with its opacity."""

    hex: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Outlined:
    """A polygon: rings of points (holes too), fill (None: open) and line; `tip` says what it is, when it is an area."""

    rings: tuple[tuple[Point, ...], ...]
    fill: Colour | None
    line: Colour
    width: float
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle with its radius in pixels."""

    at: Point
    radius: float
    fill: Colour
    line: Colour
    width: float
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text of one or more lines, centred on a point."""

    at: Point
    text: str
    colour: Colour
    size: float


@dataclass(frozen=True)
class MapDrawing:
    """What is drawn, lowest first, in a frame of so many pixels."""

    width: float
    height: float
    parts: tuple[Outlined | Circle | Label, ...]


def map_drawing(chart: Chart, width: float) -> MapDrawing:
    """The map of a chart of kind 'pydeck', as wide as given and as high as it needs."""
    layers = chart.spec["layers"]
    project = _Projection(list(_places(layers)), width)
    parts = [part for layer in layers for part in _parts(layer, project)]
    return MapDrawing(width, project.height, tuple(parts))


class _Projection:
    """Web mercator that fits all places in a width."""

    def __init__(self, places: Sequence[Point], width: float) -> None:
        xs = [lon for lon, _ in places] or [4.0, 5.0]
        ys = [_mercator(lat) for _, lat in places] or [_mercator(51.0), _mercator(52.0)]
        across = math.radians(max(max(xs) - min(xs), 1e-6)) * _ROOM
        up = max(max(ys) - min(ys), 1e-9) * _ROOM
        self.scale = width / across
        self.height = min(self.scale * up, width * 1.2)
        self.scale = min(self.scale, self.height / up)
        self.middle = math.radians((max(xs) + min(xs)) / 2), (max(ys) + min(ys)) / 2
        self.centre = width / 2, self.height / 2

    def at(self, place: Sequence[float]) -> Point:
        x = self.centre[0] + (math.radians(place[0]) - self.middle[0]) * self.scale
        y = self.centre[1] - (_mercator(place[1]) - self.middle[1]) * self.scale
        return round(x, 1), round(y, 1)

    def pixels(self, metres: float, latitude: float) -> float:
        return metres / (_EQUATOR / (2 * math.pi) * math.cos(math.radians(latitude))) * self.scale


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _places(layers: Sequence[Mapping[str, Any]]) -> Iterator[Point]:
    """Every corner and point of the map."""
    for layer in layers:
        for one in layer["data"]:
            if layer["@@type"] == "GeoJsonLayer":
                for rings in _polygons(one["geometry"]):
                    yield from ((point[0], point[1]) for ring in rings for point in ring)
            else:
                yield one["at"][0], one["at"][1]


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def _parts(layer: Mapping[str, Any], project: _Projection) -> Iterator[Outlined | Circle | Label]:
    kind = layer["@@type"]
    for one in layer["data"]:
        if kind == "GeoJsonLayer":
            yield _outlined(layer, one, project)
        elif kind == "ScatterplotLayer":
            radius = max(project.pixels(one["r"], one["at"][1]), layer.get("radiusMinPixels", 0))
            line = _colour(one["edge"])
            yield Circle(project.at(one["at"]), radius, _colour(one["fill"]), line, layer["getLineWidth"], one["tip"])
        elif kind == "TextLayer":
            yield Label(project.at(one["at"]), one["text"], _colour(layer["getColor"]), layer["getSize"])


def _outlined(layer: Mapping[str, Any], one: Mapping[str, Any], project: _Projection) -> Outlined:
    rings = tuple(
        tuple(project.at(point) for point in ring) for polygon in _polygons(one["geometry"]) for ring in polygon
    )
    filled = _colour(one["properties"].get("fill") or layer["getFillColor"]) if layer["filled"] else None
    tip = one["properties"].get("tip", "")
    return Outlined(rings, filled, _colour(layer["getLineColor"]), float(layer["getLineWidth"]), tip)


def _colour(rgba: Sequence[int]) -> Colour:
    red, green, blue, alpha = rgba
    return Colour(f"#{red:02x}{green:02x}{blue:02x}", round(alpha / 255, 3))
