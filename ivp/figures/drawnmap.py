"""A map as flat shapes, read from its deck.gl layers: for a browser that has no WebGL, or lost it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import Spec, bare_axis, layout, note
from ivp.figures.shapes import TILE, mercator

NOTE = "Uw browser kan de beweegbare kaart niet tonen. Dit is een vaste tekening met dezelfde cijfers."
_EQUATOR = 40_075_017.0  # metres round the earth in web mercator (EPSG:3857)


def drawn_map(chart: Chart, palette: Palette, width: int) -> Chart:
    """The chart of a map as plotly shapes of the same place, colours and texts, `width` pixels wide."""
    first = chart.spec["initialViewState"]
    pixels = TILE * 2 ** first["zoom"] / 360  # per degree of longitude
    spec: Spec = {"data": [], "layout": {}}
    names: list[Spec] = []
    for layer in chart.spec["layers"]:
        if layer["@@type"] == "GeoJsonLayer":
            spec["data"] += _outlines(layer)
        elif layer["@@type"] == "ScatterplotLayer":
            spec["data"].append(_circles(layer, pixels * 360 / _EQUATOR))
        else:
            names += _names(layer, palette)
    right, up = width / pixels / 2, first["height"] / pixels / 2
    middle = first["longitude"], math.degrees(mercator(first["latitude"]))
    spec["layout"] = layout(
        palette,
        first["height"],
        (0, 0, 0, 0),
        xaxis=bare_axis(palette, range=[middle[0] - right, middle[0] + right], automargin=False),
        yaxis=bare_axis(palette, range=[middle[1] - up, middle[1] + up], automargin=False, scaleanchor="x"),
        annotations=names,
    )
    return replace(chart, kind="plotly", spec=spec, notes=(*chart.notes, NOTE))


def _outlines(layer: Mapping[str, Any]) -> Iterator[Spec]:
    """A trace for every area with its own colour and words; one trace for outlines that only mark a border."""
    features = layer["data"]
    if not layer["filled"]:
        yield _polygons([one["geometry"] for one in features], None, layer["getLineColor"], layer["getLineWidth"])
        return
    for one in features:
        fill = one["properties"].get("fill") or layer["getFillColor"]
        yield _polygons(
            [one["geometry"]], fill, layer["getLineColor"], layer["getLineWidth"], one["properties"].get("tip", "")
        )


def _polygons(
    geometries: Sequence[Mapping[str, Any]],
    fill: Sequence[int] | None,
    line: Sequence[int],
    width: float,
    tip: str = "",
) -> Spec:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in (ring for geometry in geometries for ring in _rings(geometry)):
        xs += [*(place[0] for place in ring), None]
        ys += [*(math.degrees(mercator(place[1])) for place in ring), None]
    return {
        "type": "scatter", "mode": "lines", "x": xs[:-1], "y": ys[:-1], "name": tip,
        "fill": "toself" if fill else "none", "fillcolor": _rgba(fill or (0, 0, 0, 0)),
        "line": {"color": _rgba(line), "width": width},
        "hoveron": "fills", "hoverinfo": "text" if tip else "skip", "text": tip.replace("\n", "<br>"),
    }  # fmt: skip


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _circles(layer: Mapping[str, Any], pixels_per_metre: float) -> Spec:
    """Circles by their radius in metres; web mercator is larger than life by 1 over the cosine of the latitude."""
    circles = layer["data"]
    sizes = [2 * one["r"] * pixels_per_metre / math.cos(math.radians(one["at"][1])) for one in circles]
    return {
        "type": "scatter", "mode": "markers", "name": "cirkels", "hoverinfo": "text" if layer["pickable"] else "skip",
        "x": [one["at"][0] for one in circles], "y": [math.degrees(mercator(one["at"][1])) for one in circles],
        "text": [one["tip"].replace("\n", "<br>") for one in circles],
        "marker": {
            "size": [max(size, 2 * layer["radiusMinPixels"]) for size in sizes], "opacity": 1,
            "color": [_rgba(one["fill"]) for one in circles],
            "line": {"color": [_rgba(one["edge"]) for one in circles], "width": layer["getLineWidth"]},
        },
    }  # fmt: skip


def _names(layer: Mapping[str, Any], palette: Palette) -> list[Spec]:
    return [
        note(
            f"<b>{one['text']}</b>".replace("\n", "<br>"), one["at"][0], math.degrees(mercator(one["at"][1])),
            font={"size": layer["getSize"], "color": palette.ink, "shadow": _halo(palette.background)},
        )
        for one in layer["data"]
    ]  # fmt: skip


def _halo(colour: str) -> str:
    """A light edge around letters, as CSS `text-shadow`."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-1, 1) for y in (-1, 1))


def _rgba(colour: Sequence[int]) -> str:
    red, green, blue, *rest = colour
    return f"rgba({red},{green},{blue},{(rest[0] if rest else 255) / 255:g})"
