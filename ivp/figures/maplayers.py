"""The deck.gl layers of a map, as JSON: no base map, no request to anyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
        "getFillColor": "@@=properties.fill",
        "getLineColor": deck_colour(palette.background),
        "getLineWidth": width,
        "lineWidthUnits": "pixels",
    }


def plain_layer(id: str, geometries: Sequence[Mapping[str, Any]], palette: Palette) -> Spec:
    """Quiet ground under circles, with borders, not to be chosen."""
    return {
        "@@type": "GeoJsonLayer", "id": id, "filled": True, "stroked": True, "pickable": False,
        "data": [{"type": "Feature", "properties": {}, "geometry": geometry} for geometry in geometries],
        "getFillColor": deck_colour(palette.surface), "getLineColor": deck_colour(palette.hatch),
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


def circle_layer(
    id: str, circles: Sequence[tuple[tuple[float, float], float, Look]], palette: Palette, selected: str = ""
) -> Spec:
    """Circles with a radius in metres, the largest below the smaller ones; the selected one with a heavy outline."""
    return {
        "@@type": "ScatterplotLayer", "id": id, "filled": True, "stroked": True, "pickable": True,
        "autoHighlight": True, "highlightColor": deck_colour(palette.navy, 0.25),
        "data": [
            {"code": look.code, "tip": look.tip, "at": list(point), "r": round(radius), "fill": look.fill,
             "edge": deck_colour(palette.second) if look.code == selected else look.edge,
             "w": 4 if look.code == selected else 1.2}
            for point, radius, look in sorted(circles, key=lambda circle: -circle[1])
        ],
        "getPosition": "@@=at", "getRadius": "@@=r", "getFillColor": "@@=fill", "getLineColor": "@@=edge",
        "radiusUnits": "meters", "radiusMinPixels": 3, "lineWidthUnits": "pixels", "getLineWidth": "@@=w",
    }  # fmt: skip


def text_layer(id: str, texts: Sequence[Text], palette: Palette, size: int) -> Spec:
    """Names at points, `size` pixels high. Drawn with the page's own font.

    The colour is set on the layer below it: Streamlit fades `getColor` of every layer when something is chosen,
    and a faded name cannot be read.
    """
    return {
        "@@type": "TextLayer", "id": id, "pickable": False,
        "data": [{"code": text.code, "at": list(text.at), "text": text.text} for text in texts],
        "getPosition": "@@=at", "getText": "@@=text", "getSize": size, "sizeUnits": "pixels", "fontWeight": 600,
        "fontFamily": FONT, "characterSet": CHARACTERS, "lineHeight": LINE_HEIGHT,
        "fontSettings": {"sdf": True, "fontSize": 48, "buffer": 6, "radius": 12},
        "outlineWidth": 4, "outlineColor": deck_colour(palette.background),
        "getTextAnchor": "middle", "getAlignmentBaseline": "center", "getColor": deck_colour(palette.ink),
    }  # fmt: skip
