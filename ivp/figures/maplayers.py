"""The deck.gl layers of a map, as JSON: no base map, no request to anyone.

Streamlit fades the colours (`getFillColor`, `getColor`) of a layer once an area is clicked. Here a paler colour means a
weaker difference, so colours are given where it does not reach: to the layers that a layer is made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ivp.figures.maplabels import LINE_HEIGHT, Text
from ivp.figures.palette import Palette, deck_colour
from ivp.figures.plotting import Spec

AREAS, CIRCLES, NAMES = "gebieden", "cirkels", "namen"
CHARACTERS = [
    *(chr(code) for code in range(32, 127)),
    *"àáâäçèéêëíîïòóôöùúûüñÀÁÂÄÇÈÉÊËÍÎÏÒÓÔÖÙÚÛÜÑ’‘–−·…▲▼●€½",
    "\u00a0",
]
FONT = '"Source Sans", sans-serif'


@dataclass(frozen=True)
class Look:
    """How one area is drawn: colours, its figure as it stands under the name on the map, and its tooltip."""

    code: str
    fill: list[int]
    edge: list[int]
    figure: str
    tip: str


Disc: TypeAlias = tuple[tuple[float, float], float, Look]
"""A circle: its place (lon, lat), its radius in metres, and how it looks."""


def area_layer(id: str, geometries: Sequence[tuple[Mapping[str, Any], Look]], palette: Palette, width: float) -> Spec:
    """Filled outlines with borders in the colour of the page; each feature carries `code`, so that a click selects."""
    return {
        "@@type": "GeoJsonLayer",
        "id": id,
        "data": [
            {
                "type": "Feature",
                "properties": {"code": look.code, "tip": look.tip, "fill": look.fill},
                "geometry": geometry,
            }
            for geometry, look in geometries
        ],
        "filled": True,
        "stroked": True,
        "pickable": True,
        "autoHighlight": True,
        "highlightColor": deck_colour(palette.navy, 0.18),
        "_subLayerProps": {"polygons-fill": {"getFillColor": "@@=properties.fill"}},
        "getLineColor": deck_colour(palette.background),
        "getLineWidth": width,
        "lineWidthUnits": "pixels",
    }


def plain_layer(id: str, geometries: Sequence[Mapping[str, Any]], palette: Palette, border: str) -> Spec:
    """Quiet ground under circles, with borders in the colour `border`, not to be chosen."""
    return {
        "@@type": "GeoJsonLayer", "id": id, "filled": True, "stroked": True, "pickable": False,
        "data": [{"type": "Feature", "properties": {}, "geometry": geometry} for geometry in geometries],
        "getFillColor": deck_colour(palette.surface), "getLineColor": deck_colour(border),
        "getLineWidth": 1, "lineWidthUnits": "pixels",
    }  # fmt: skip


def border_layer(id: str, geometries: Sequence[Mapping[str, Any]], colour: str, width: float) -> Spec:
    """Outlines only, never chosen."""
    return {
        "@@type": "GeoJsonLayer", "id": id, "filled": False, "stroked": True, "pickable": False,
        "data": [{"type": "Feature", "properties": {}, "geometry": geometry} for geometry in geometries],
        "getLineColor": deck_colour(colour), "getLineWidth": width, "lineWidthUnits": "pixels",
        "lineJointRounded": True,
    }  # fmt: skip


def circle_layer(id: str, circles: Sequence[Disc], palette: Palette) -> Spec:
    """Circles with a radius in metres, the largest below the smaller ones."""
    return {
        "@@type": "ScatterplotLayer", "id": id, "filled": True, "stroked": True, "pickable": True,
        "autoHighlight": True, "highlightColor": deck_colour(palette.navy, 0.25),
        "data": [
            {"code": look.code, "tip": look.tip, "at": list(point), "r": round(radius), "fill": look.fill,
             "edge": look.edge}
            for point, radius, look in sorted(circles, key=lambda circle: -circle[1])
        ],
        "getPosition": "@@=at", "getRadius": "@@=r", "getColor": "@@=fill", "getLineColor": "@@=edge",
        "radiusUnits": "meters", "radiusMinPixels": 3, "lineWidthUnits": "pixels", "getLineWidth": 1.2,
    }  # fmt: skip


def ring_layer(id: str, circle: Disc, palette: Palette) -> Spec:
    """A heavy outline around one circle."""
    layer = circle_layer(id, [circle], palette)
    edge = deck_colour(palette.second)
    shown = [one | {"fill": [0, 0, 0, 0], "edge": edge} for one in layer["data"]]
    return {**layer, "data": shown, "pickable": False, "getLineWidth": 4}


def text_layer(id: str, texts: Sequence[Text], palette: Palette, size: int) -> Spec:
    """Names at points, `size` pixels high. Drawn with the page's own font."""
    ink = deck_colour(palette.ink)
    return {
        "@@type": "TextLayer", "id": id, "pickable": False,
        "data": [{"code": text.code, "at": list(text.at), "text": text.text} for text in texts],
        "getPosition": "@@=at", "getText": "@@=text", "getSize": size, "sizeUnits": "pixels", "fontWeight": 600,
        "fontFamily": FONT, "characterSet": CHARACTERS, "lineHeight": LINE_HEIGHT,
        "fontSettings": {"sdf": True, "fontSize": 48, "buffer": 6, "radius": 12},
        "outlineWidth": 4, "outlineColor": deck_colour(palette.background),
        "getTextAnchor": "middle", "getAlignmentBaseline": "center", "getColor": ink,
        "_subLayerProps": {"characters": {"getColor": ink}},
    }  # fmt: skip
