"""A plotly specification of our own builders, drawn on a canvas: axes, lines, points, bars, cells, notes and shapes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ivp.export.svg_canvas import Anchor, Canvas
from ivp.figures.plotting import LINE, Spec, lines_in, text_width

Place = tuple[float, float]
_ANCHORS: dict[str, Anchor] = {"left": "start", "center": "middle", "right": "end"}
_GAP = 4.0  # pixels between an axis and the texts along it
_CORNER = re.compile(r"([ML])\s*(-?[\d.]+),(-?[\d.]+)")


@dataclass(frozen=True)
class _Axis:
    """From figures to pixels along one axis."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def of(self, figure: float) -> float:
        """The pixel of a figure."""
        return self.at(math.log10(figure) if self.log else figure)

    def at(self, place: float) -> float:
        """The pixel of a place on the axis, which for a logarithmic one is the logarithm."""
        return self.start + (place - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


@dataclass(frozen=True)
class _Plot:
    """The plot area in pixels, and the axes in it by their names ('x', 'y2')."""

    left: float
    top: float
    width: float
    height: float
    axes: dict[str, _Axis]
    font: Spec

    def place(self, ref: str, value: float) -> float:
        """The pixel of a coordinate of a note or shape: on an axis, or as a share of the plot area for '… paper'."""
        if ref == "x paper":
            return self.left + value * self.width
        if ref == "y paper":
            return self.top + (1 - value) * self.height
        return self.axes[ref].at(value)


def draw_plot(canvas: Canvas, spec: Spec, width: float) -> None:
    """Everything in the specification, so many pixels wide; its height is its own."""
    layout = spec["layout"]
    plot = _plot(spec, width)
    _axes(canvas, plot, layout)
    shapes = layout.get("shapes", ())
    inside = canvas.clipped(plot.left, plot.top, plot.width, plot.height)
    for shape in shapes:
        if shape.get("layer") == "below":
            _shape(inside, plot, shape)
    for trace in spec["data"]:
        {"bar": _bars, "heatmap": _cells}.get(trace["type"], _scatter)(canvas, inside, plot, trace)
    for shape in shapes:
        if shape.get("layer") != "below":
            _shape(inside, plot, shape)
    for note in layout.get("annotations", ()):
        _note(canvas, plot, note)


def _plot(spec: Spec, width: float) -> _Plot:
    layout = spec["layout"]
    margin = layout["margin"]
    left, top = float(margin["l"]), float(margin["t"])
    across, up = width - left - margin["r"], layout["height"] - top - margin["b"]
    axes = {}
    for key, axis in layout.items():
        if key.startswith(("xaxis", "yaxis")):
            name = key[0] + key[5:]
            low, high = axis.get("range") or _reach(spec["data"], name)
            start, end = axis.get("domain", (0.0, 1.0))
            pixels = (
                (left + start * across, left + end * across)
                if key[0] == "x"
                else (top + (1 - start) * up, top + (1 - end) * up)
            )
            axes[name] = _Axis(low, high, *pixels, log=axis.get("type") == "log")
    return _Plot(left, top, across, up, axes, layout["font"])


def _reach(data: Sequence[Spec], name: str) -> Place:
    """The range of an axis that leaves it to the figures, with a little room."""
    values = [
        value for trace in data if trace.get(f"{name[0]}axis", name[0]) == name for value in trace[name[0]]
        if value is not None
    ]  # fmt: skip
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.04 or 0.5
    return low - room, high + room


def _axes(canvas: Canvas, plot: _Plot, layout: Spec) -> None:
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


def _pairs(plot: _Plot) -> set[str]:
    """The numbers of axes that exist in both directions."""
    return {name[1:] for name in plot.axes if f"x{name[1:]}" in plot.axes and f"y{name[1:]}" in plot.axes}


def _across(partner: _Axis, at: float) -> list[Place]:
    return [(partner.start, at), (partner.end, at)]


def _tick(canvas: Canvas, along: str, at: float, partner: _Axis, text: str, spec: Spec) -> None:
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


def _axis_title(canvas: Canvas, along: str, axis: _Axis, plot: _Plot, spec: Spec) -> None:
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


# --- traces ---------------------------------------------------------------------------------------------------


def _scatter(canvas: Canvas, inside: Canvas, plot: _Plot, trace: Spec) -> None:
    x, y = plot.axes[trace.get("xaxis", "x")], plot.axes[trace.get("yaxis", "y")]
    places = [
        (x.of(across), y.of(up)) if across is not None and up is not None and (across > 0 or not x.log) else None
        for across, up in zip(trace["x"], trace["y"], strict=True)
    ]
    mode, line = trace["mode"], trace.get("line", {})
    for run in _runs(places):
        if trace.get("fill") == "toself":
            corners = "M" + " L".join(f"{px:.1f},{py:.1f}" for px, py in run) + " Z"
            inside.path(corners, fill=trace["fillcolor"], line=line.get("color", ""), width=line.get("width", 0),
                        dash=line.get("dash", ""))  # fmt: skip
        elif "lines" in mode:
            inside.line(run, line["color"], line["width"], line.get("dash", ""))
    if "markers" in mode:
        _points(canvas, trace["marker"], places)
    if "text" in mode:
        _point_texts(canvas, plot, trace, places)


def _runs(places: Sequence[Place | None]) -> Iterator[list[Place]]:
    """The parts between gaps."""
    run: list[Place] = []
    for place in [*places, None]:
        if place is not None:
            run.append(place)
        elif run:
            yield run
            run = []


def _nth(value: Any, at: int) -> Any:
    """What holds for the point at a place: one for all, or one for each."""
    return value[at] if isinstance(value, list) else value


def _points(canvas: Canvas, marker: Spec, places: Sequence[Place | None]) -> None:
    edge = marker.get("line", {})
    for at, place in enumerate(places):
        size = _nth(marker.get("size", 6), at)
        if place is None or not size:
            continue
        colour, line = _nth(marker.get("color", "#154273"), at), _nth(edge.get("color", ""), at)
        symbol = _nth(marker.get("symbol", "circle"), at)
        draw_symbol(canvas, symbol, place, size, colour, line, _nth(edge.get("width", 0), at))


def draw_symbol(canvas: Canvas, symbol: str, place: Place, size: float, fill: str, line: str, width: float) -> None:
    """A mark as plotly draws it: `symbol` by its name, `size` its diameter in pixels."""
    x, y = place
    r = size / 2
    corners = {
        "triangle-up": [(0, -r), (r, 0.75 * r), (-r, 0.75 * r)],
        "triangle-down": [(0, r), (r, -0.75 * r), (-r, -0.75 * r)],
        "triangle-left": [(-r, 0), (0.75 * r, -r), (0.75 * r, r)],
        "diamond": [(0, -1.2 * r), (1.2 * r, 0), (0, 1.2 * r), (-1.2 * r, 0)],
        "square": [(-r, -r), (r, -r), (r, r), (-r, r)],
    }
    name = symbol.removesuffix("-open")
    if symbol.endswith("-open"):
        fill, line, width = "#ffffff", line or fill, width or 1.5
    if name == "circle":
        canvas.circle(x, y, r, fill=fill, line=line, width=width)
    elif name == "line-ns":
        canvas.line([(x, y - r), (x, y + r)], line or fill, width or 1.5)
    elif name == "x":
        for way in (1, -1):
            canvas.line([(x - r, y - way * r), (x + r, y + way * r)], line or fill, width or 2)
    else:
        points = " L".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners[name])
        canvas.path(f"M{points} Z", fill=fill, line=line, width=width)


def _point_texts(canvas: Canvas, plot: _Plot, trace: Spec, places: Sequence[Place | None]) -> None:
    font = plot.font | trace.get("textfont", {})
    above = trace.get("textposition") == "top center"
    size = trace.get("marker", {}).get("size", 0)
    for at, (place, text) in enumerate(zip(places, trace["text"], strict=True)):
        if place is not None and text:
            top = place[1] - _nth(size, at) / 2 - LINE if above else place[1] - LINE / 2
            canvas.rich(place[0], top, text, size=font["size"], colour=font["color"], anchor="middle")


def _bars(canvas: Canvas, _inside: Canvas, plot: _Plot, trace: Spec) -> None:
    x, y = plot.axes[trace.get("xaxis", "x")], plot.axes[trace.get("yaxis", "y")]
    base, marker = trace.get("base", 0.0), trace["marker"]
    for at, (value, tall) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        wide = trace["width"]
        left, right = x.of(value - wide / 2), x.of(value + wide / 2)
        top, bottom = y.of(base + tall), y.of(base)
        edge = marker.get("line", {})
        canvas.rectangle(
            left, top, right - left, bottom - top, fill=_nth(marker["color"], at),
            line=_nth(edge.get("color", ""), at), stroke=_nth(edge.get("width", 0), at),
        )  # fmt: skip


def _cells(canvas: Canvas, _inside: Canvas, plot: _Plot, trace: Spec) -> None:
    x, y = plot.axes["x"], plot.axes["y"]
    font, gap = plot.font | trace["textfont"], trace["xgap"] / 2
    low, high = trace["zmin"], trace["zmax"]
    pale, dense = (colour for _, colour in trace["colorscale"])
    for line, values in zip(trace["y"], trace["z"], strict=True):
        for column, value in zip(trace["x"], values, strict=True):
            if value is None:
                continue
            left, right = sorted((x.at(column - 0.5), x.at(column + 0.5)))
            top, bottom = sorted((y.at(line - 0.5), y.at(line + 0.5)))
            colour = _between(pale, dense, (value - low) / (high - low))
            canvas.rectangle(left + gap, top + gap, right - left - 2 * gap, bottom - top - 2 * gap, fill=colour)
            text = trace["text"][trace["y"].index(line)][trace["x"].index(column)]
            middle = (top + bottom) / 2 - LINE / 2
            canvas.rich((left + right) / 2, middle, text, size=font["size"], colour=font["color"], anchor="middle")


def _between(pale: str, dense: str, share: float) -> str:
    parts = ((int(pale[n : n + 2], 16), int(dense[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * min(max(share, 0), 1)):02x}" for a, b in parts)


# --- notes and shapes -----------------------------------------------------------------------------------------


def _ref(along: str, ref: str) -> str:
    return f"{along} paper" if ref == "paper" else ref


def _note(canvas: Canvas, plot: _Plot, note: Spec) -> None:
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


def _shape(canvas: Canvas, plot: _Plot, shape: Spec) -> None:
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
