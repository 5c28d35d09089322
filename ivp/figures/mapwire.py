"""A map as it is sent to a browser: the same picture and words in less, which also takes less time to draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ivp.figures.maplines import Ring, seen_lines
from ivp.figures.maptips import shared
from ivp.figures.plotting import Spec

_OUTLINES, _CIRCLES = "GeoJsonLayer", "ScatterplotLayer"
_COLOURS = {"getColor": "fill", "getLineColor": "edge"}


def for_browser(spec: Mapping[str, Any]) -> Spec:
    """The deck.gl specification of `area_map` without what nobody sees, and with what repeats said once.

    What can be clicked keeps its layer, its place in that layer and its `code`.
    """
    layers, tooltip = _with_shared_tips(spec["layers"], spec.get("tooltip"))
    strokes = [layer for layer in layers if layer["@@type"] == _OUTLINES]
    lines = seen_lines(tuple((_coordinates(layer), float(layer["getLineWidth"])) for layer in strokes))
    left = {layer["id"]: found for layer, found in zip(strokes, lines, strict=True)}
    made: list[Spec] = []
    for layer in layers:
        if layer["@@type"] == _OUTLINES:
            _add_outlines(made, layer, left[layer["id"]], layers)
        else:
            made.append(_with_colours_once(layer) if layer["@@type"] == _CIRCLES else layer)
    return {**spec, "layers": made} | ({"tooltip": tooltip} if tooltip else {})


def _coordinates(layer: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(one["geometry"]["coordinates"] for one in layer["data"])


def _add_outlines(made: list[Spec], layer: Spec, lines: Sequence[Ring], layers: Sequence[Spec]) -> None:
    """The fill of a layer, if it is seen, and its lines, together with those that lie directly below them."""
    if layer["filled"] and (data := _seen_fill(layer, layers)):
        made.append({**layer, "stroked": False, "data": data})
    if not lines:
        return
    if not (made and made[-1].get("getLineWidth") == "@@=properties.width"):
        made.append(_line_layer(f"lijnen-{layer['id']}"))
    made[-1]["data"].append({
        "type": "Feature",
        "properties": {"colour": layer["getLineColor"], "width": layer["getLineWidth"]},
        "geometry": {"type": "MultiLineString", "coordinates": lines},
    })  # fmt: skip


def _line_layer(id: str) -> Spec:
    return {
        "@@type": _OUTLINES, "id": id, "filled": False, "stroked": True, "pickable": False, "data": [],
        "getLineColor": "@@=properties.colour", "getLineWidth": "@@=properties.width", "lineWidthUnits": "pixels",
        "lineCapRounded": True, "lineJointRounded": True,
    }  # fmt: skip


def _seen_fill(layer: Spec, layers: Sequence[Spec]) -> list[Any]:
    """The features of a filled layer; of the ground nothing where areas cover it, else one outline round it all."""
    if layer["pickable"]:
        return list(layer["data"])
    above = [other for other in layers if other["@@type"] == _OUTLINES and other["pickable"] and other["filled"]]
    covered = {coordinates for other in above for coordinates in _coordinates(other)}
    if covered.issuperset(_coordinates(layer)):
        return []
    return next((other["data"] for other in layers if other["id"] == "district"), layer["data"])


def _with_colours_once(layer: Spec) -> Spec:
    """Circles with the number of their colours, and the colours in the rule that reads them."""
    colours = sorted({tuple(one[key]) for one in layer["data"] for key in _COLOURS.values()})
    number = {colour: at for at, colour in enumerate(colours)}
    told = str([list(colour) for colour in colours]).replace(" ", "")
    data = [one | {key: number[tuple(one[key])] for key in _COLOURS.values()} for one in layer["data"]]
    return {**layer, "data": data} | {rule: f"@@=({told})[{key}]" for rule, key in _COLOURS.items()}


def _with_shared_tips(layers: Sequence[Spec], tooltip: Mapping[str, Any] | None) -> tuple[list[Spec], Spec | None]:
    """Layers whose objects have fields instead of an explanation, and the tooltip for them; the same without gain."""
    told = [one for layer in layers for one in _told(layer)]
    tips = shared([one["tip"] for one in told])
    if not tips or not tooltip:
        return list(layers), dict(tooltip) if tooltip else None
    fields = iter(tips.fields)

    def short(one: Mapping[str, Any]) -> Spec:
        return {key: value for key, value in one.items() if key != "tip"} | next(fields)

    made = []
    for layer in layers:
        if not layer["pickable"]:
            made.append(_without_tips(layer))
        elif layer["@@type"] == _OUTLINES:
            data = [one | {"properties": short(one["properties"])} for one in layer["data"]]
            made.append({**layer, "data": data})
        else:
            made.append({**layer, "data": [short(one) for one in layer["data"]]})
    return made, {"html": tips.html, "style": tooltip["style"]}


def _told(layer: Spec) -> Iterator[Mapping[str, Any]]:
    """What in a layer has an explanation that is shown."""
    if layer["pickable"]:
        yield from (one["properties"] if layer["@@type"] == _OUTLINES else one for one in layer["data"])


def _without_tips(layer: Spec) -> Spec:
    """A layer that cannot be pointed at needs no explanation (the ring round the chosen circle)."""
    if layer["@@type"] != _CIRCLES:
        return layer
    return {**layer, "data": [{key: value for key, value in one.items() if key != "tip"} for one in layer["data"]]}
