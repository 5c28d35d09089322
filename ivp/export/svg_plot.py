"""A plotly specification of our own builders, drawn on a canvas: its axes, shapes, traces and notes."""

from __future__ import annotations

import math
import re

from ivp.export.svg_axes import Axis, Place, Plot, plot_of
from ivp.export.svg_canvas import Anchor, Canvas
from ivp.export.svg_traces import draw_trace
from ivp.figures.plotting import LINE, Spec, lines_in, text_width

_ANCHORS: dict[str, Anchor] = {"left": "start", "center": "middle", "right": "end"}
_GAP = 4.0  # pixels between an axis and the texts along it
_CORNER = re.compile(r"([ML])\s*(-?[\d.]+),(-?[\d.]+)")


def draw_plot(canvas: Canvas, spec: Spec, width: float) -> None:
    """Everything in the specification, so many pixels wide; its height is its own."""
    layout = spec["layout"]
    plot = plot_of(spec, width)
    _axes(canvas, plot, layout)
    shapes = layout.get("shapes", ())
    inside = canvas.clipped(plot.left, plot.top, plot.width, plot.height)
    for shape in shapes:
        if shape.get("layer") == "below":
            _shape(inside, plot, shape)
    for trace in spec["data"]:
        draw_trace(canvas, inside, plot, trace)
    for shape in shapes:
        if shape.get("layer") != "below":
            _shape(inside, plot, shape)
    for note in layout.get("annotations", ()):
        _note(canvas, plot, note)


def _axes(canvas: Canvas, plot: Plot, layout: Spec) -> None:
    for key, spec in layout.items():
        if not key.startswith(("xaxis", "yaxis")):
            continue
        name = key[0] + key[5:]
        axis = plot.axes[name]
        partner = plot.axes[spec.get("anchor") or {"x": "y", "y": "x"}[key[0]] + key[5:] * (key[5:] in _pairs(plot))]
        for value, text in zip(spec.get("tickvals", ()), spec.get("ticktext", ()), strict=True):
            at = axis.of(value)
            if not min(axis.start, axis.end) - 1 <= at <= max(axis.start, axis.end) + 1:
                continue
            if spec["showgrid"]:
                ends = [(at, partner.start), (at, partner.end)] if key[0] == "x" else _across(partner, at)
                canvas.line(ends, spec["gridcolor"], spec["gridwidth"])
            if spec.get("showticklabels", True):
                _tick(canvas, key[0], at, partner, text, spec)
        _axis_title(canvas, key[0], axis, plot, spec)


def _pairs(plot: Plot) -> set[str]:
    """The numbers of axes that exist in both directions."""
    return {name[1:] for name in plot.axes if f"x{name[1:]}" in plot.axes and f"y{name[1:]}" in plot.axes}


def _across(partner: Axis, at: float) -> list[Place]:
    return [(partner.start, at), (partner.end, at)]


def _tick(canvas: Canvas, along: str, at: float, partner: Axis, text: str, spec: Spec) -> None:
    font = spec["tickfont"]
    high = lines_in(text) * LINE
    if along == "y":
        canvas.rich(
            partner.start - _GAP - 2, at - high / 2, text, size=font["size"], colour=font["color"], anchor="end"
        )
    elif spec.get("side") == "top":
        canvas.rich(at, partner.end - _GAP - high, text, size=font["size"], colour=font["color"], anchor="middle")
    else:
        canvas.rich(at, partner.start + _GAP, text, size=font["size"], colour=font["color"], anchor="middle")


def _axis_title(canvas: Canvas, along: str, axis: Axis, plot: Plot, spec: Spec) -> None:
    title = spec.get("title")
    if not title:
        return
    font = plot.font | title.get("font", {})
    middle = (axis.start + axis.end) / 2
    if along == "x":
        canvas.rich(
            middle, plot.top + plot.height + LINE + 6, title["text"], size=font["size"], colour=font["color"],
            anchor="middle",
        )  # fmt: skip
    else:
        canvas.text(12, middle, title["text"], size=font["size"], colour=font["color"], anchor="middle", turned=True)


def _ref(along: str, ref: str) -> str:
    return f"{along} paper" if ref == "paper" else ref


def _note(canvas: Canvas, plot: Plot, note: Spec) -> None:
    font = plot.font | note.get("font", {})
    x_ref, y_ref = note.get("xref", "x"), note.get("yref", "y")
    x = plot.place(_ref("x", x_ref), note["x"]) + note.get("xshift", 0)
    y = plot.place(_ref("y", y_ref), note["y"]) - note.get("yshift", 0)
    if note.get("showarrow"):
        start = x, y
        x, y = x + note["ax"], y + note["ay"]
        _leader(canvas, start, (x, y), note)
    anchor = note.get("xanchor", "center" if x_ref != "paper" else _third(note["x"], "left", "center", "right"))
    rise = note.get("yanchor", "middle" if y_ref != "paper" else _third(note["y"], "bottom", "middle", "top"))
    high, wide = lines_in(note["text"]) * LINE, text_width(note["text"]) * font["size"] / 12
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[rise] * high
    if "bgcolor" in note:
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * wide
        canvas.rectangle(left - 1, top, wide + 2, high, fill=note["bgcolor"])
    canvas.rich(x, top, note["text"], size=font["size"], colour=font["color"], anchor=_ANCHORS[anchor])


def _leader(canvas: Canvas, start: Place, end: Place, note: Spec) -> None:
    """The thin line from a label to its point, which stops short of the mark."""
    length = math.dist(start, end)
    if length <= note["standoff"]:
        return
    share = note["standoff"] / length
    near = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
    canvas.line([near, end], note["arrowcolor"], note["arrowwidth"])


def _third(share: float, low: str, middle: str, high: str) -> str:
    """Where plotly puts a note of which the anchor is left open."""
    return low if share < 1 / 3 else high if share > 2 / 3 else middle


def _shape(canvas: Canvas, plot: Plot, shape: Spec) -> None:
    line = shape["line"]
    if shape["type"] == "path":
        corners = [(plot.axes["x"].at(float(x)), plot.axes["y"].at(float(y))) for _, x, y in
                   _CORNER.findall(shape["path"])]  # fmt: skip
        canvas.line(corners, line["color"], line["width"], line.get("dash", ""))
        return
    xs = [plot.place(_ref("x", shape["xref"]), shape[name]) for name in ("x0", "x1")]
    ys = [plot.place(_ref("y", shape["yref"]), shape[name]) for name in ("y0", "y1")]
    if shape["type"] == "rect":
        canvas.rectangle(min(xs), min(ys), abs(xs[1] - xs[0]), abs(ys[1] - ys[0]), fill=shape["fillcolor"])
    else:
        canvas.line(list(zip(xs, ys, strict=True)), line["color"], line["width"], line.get("dash", ""))
