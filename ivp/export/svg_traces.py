"""The traces of a plotly specification of our own builders on a canvas: lines, fields, points, bars and cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ivp.export.svg_axes import Place, Plot
from ivp.export.svg_canvas import Canvas
from ivp.figures.plotting import LINE, Spec


def draw_trace(canvas: Canvas, inside: Canvas, plot: Plot, trace: Spec) -> None:
    """One trace; what may not run over the edge of the plot goes on `inside`, which is cut off there."""
    {"bar": _bars, "heatmap": _cells}.get(trace["type"], _scatter)(canvas, inside, plot, trace)


def _scatter(canvas: Canvas, inside: Canvas, plot: Plot, trace: Spec) -> None:
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


def _point_texts(canvas: Canvas, plot: Plot, trace: Spec, places: Sequence[Place | None]) -> None:
    font = plot.font | trace.get("textfont", {})
    above = trace.get("textposition") == "top center"
    size = trace.get("marker", {}).get("size", 0)
    for at, (place, text) in enumerate(zip(places, trace["text"], strict=True)):
        if place is not None and text:
            top = place[1] - _nth(size, at) / 2 - LINE if above else place[1] - LINE / 2
            canvas.rich(place[0], top, text, size=font["size"], colour=font["color"], anchor="middle")


def _bars(canvas: Canvas, _inside: Canvas, plot: Plot, trace: Spec) -> None:
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


def _cells(canvas: Canvas, _inside: Canvas, plot: Plot, trace: Spec) -> None:
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
