"""A chart as SVG, drawn from the specification that the screen draws, and as PNG. No browser, no other drawing program.

Only what our own builders use of plotly is known here; a test lets every builder pass through.
"""

from __future__ import annotations

import textwrap

from ivp.export.map_drawing import Label, MapDrawing, Outlined, map_drawing
from ivp.export.svg_canvas import Canvas
from ivp.export.svg_plot import draw_plot
from ivp.export.typesetting import pictures
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT, Palette
from ivp.figures.plotting import LINE, SMALL

WIDTH = 720.0
_WIDEST_MAP = 560.0
_PAD, _TITLE, _SUBTITLE = 16.0, 18, 13
_CHARACTER = 0.52  # width of a character as a share of its size, a little on the safe side


def chart_svg(
    chart: Chart, width: float = WIDTH, height: float = 0.0, *, framed: bool = True, palette: Palette = LIGHT
) -> str:
    """The chart as an SVG document, `width` pixels wide; `palette` is the one that the chart was made in.

    `framed`: with title, subtitle, notes and source in the picture, as it goes out alone; else the drawing only, for
    where these stand around it. `height`: pixels that the drawing must be high, for which its lines come nearer or
    further apart and a map is scaled; 0: what it needs. Raises `ValueError` for a matrix, which is a table.
    """
    if chart.kind == "matrix":
        raise ValueError("a matrix is a table, not a picture")
    drawing = _map(chart, width, height) if chart.kind == "pydeck" else None
    drawn = height or (drawing.height if drawing else float(chart.spec["layout"]["height"]))
    above = _above(chart, width, palette) if framed else []
    below = _below(chart, width, palette) if framed else []
    top = _height(above) + (_PAD if framed else 0)
    bottom = _height(below) + (_PAD if framed else 0)
    canvas = Canvas(width, top + drawn + bottom, title=chart.title, description=f"{chart.alt} {chart.source}")
    canvas.rectangle(0, 0, width, top + drawn + bottom, fill=palette.background)
    _lines(canvas, above, _PAD)
    if drawing:
        at = canvas.moved((width - drawing.width) / 2, top + (drawn - drawing.height) / 2)
        _draw_map(at, drawing, palette.background)
    else:
        side = _PAD if framed else 0.0
        spec = {**chart.spec, "layout": {**chart.spec["layout"], "height": drawn}}
        draw_plot(canvas.moved(side, top), spec, width - 2 * side)
    _lines(canvas, below, top + drawn)
    return canvas.text_of()


def _map(chart: Chart, width: float, height: float) -> MapDrawing:
    """The map as large as fits in the width, and in the height where there is one."""
    widest = map_drawing(chart, width if height else min(width, _WIDEST_MAP))
    return map_drawing(chart, width * height / widest.height) if 0 < height < widest.height else widest


def chart_png(chart: Chart, width: float = WIDTH, *, framed: bool = True) -> bytes:
    """The chart as a PNG of twice as many pixels."""
    return pictures([chart_svg(chart, width, framed=framed)], 2)[0]


_Line = tuple[str, int, str, bool]  # text, size, colour, bold


def _above(chart: Chart, width: float, palette: Palette) -> list[_Line]:
    title = [(line, _TITLE, palette.ink, True) for line in _wrapped(chart.title, width, _TITLE * 1.06)]
    return [*title, *((line, _SUBTITLE, palette.muted, False) for line in _wrapped(chart.subtitle, width, _SUBTITLE))]


def _below(chart: Chart, width: float, palette: Palette) -> list[_Line]:
    texts = [*chart.notes, chart.source]
    return [(line, SMALL, palette.muted, False) for text in texts for line in _wrapped(text, width, SMALL)]


def _wrapped(text: str, width: float, size: float) -> list[str]:
    return textwrap.wrap(text, int((width - 2 * _PAD) / (size * _CHARACTER)))


def _height(lines: list[_Line]) -> float:
    return sum(size * 1.3 for _, size, *_ in lines)


def _lines(canvas: Canvas, lines: list[_Line], top: float) -> None:
    at = top
    for text, size, colour, bold in lines:
        at += size * 1.3
        canvas.text(_PAD, at - size * 0.3, text, size=size, colour=colour, bold=bold)


def _draw_map(canvas: Canvas, drawing: MapDrawing, background: str) -> None:
    for part in drawing.parts:
        if isinstance(part, Outlined):
            path = " ".join("M" + " L".join(f"{x:g},{y:g}" for x, y in ring) + " Z" for ring in part.rings)
            canvas.path(
                path,
                fill=part.fill.hex if part.fill else "none",
                opacity=part.fill.opacity if part.fill else 1.0,
                line=part.line.hex,
                width=part.width,
                tip=part.tip,
            )
        elif isinstance(part, Label):
            _halo(canvas, part, background)
        else:
            canvas.circle(
                *part.at, part.radius, fill=part.fill.hex, opacity=part.fill.opacity, line=part.line.hex,
                width=part.width, tip=part.tip,
            )  # fmt: skip


def _halo(canvas: Canvas, label: Label, background: str) -> None:
    """The text of a label on a pale edge, so that it can be read on every colour."""
    lines = label.text.split("\n")
    first = label.at[1] - (len(lines) - 1) * LINE / 2 + label.size * 0.35
    for at, text in enumerate(lines):
        for halo in (True, False):
            canvas.text(
                label.at[0], first + at * LINE, text, size=label.size, colour=label.colour.hex, anchor="middle",
                bold=True, halo=background if halo else "",
            )  # fmt: skip
