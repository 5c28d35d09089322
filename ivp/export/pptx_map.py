"""A map as shapes of PowerPoint: every area can be picked, coloured and moved, and has its own alt text."""

from __future__ import annotations

from typing import Any

from ivp.export.map_drawing import Circle, Colour, Label, Outlined, map_drawing
from ivp.export.pptx_template import Box
from ivp.export.pptx_xml import element, under
from ivp.export.text import plain
from ivp.figures.chart import Chart

_PIXELS = 1000.0  # the map is laid out so wide, then scaled to the slide
_POINT = 12_700
_LABEL = 11.0  # points
Pptx = Any  # python-pptx has types for a part only


def draw_map(slide: Pptx, chart: Chart, box: Box) -> None:
    """The map of a chart within a box, as one group."""
    drawing = map_drawing(chart, _PIXELS)
    scale = min(box.width / drawing.width, box.height / drawing.height)
    corner = (
        box.left + (box.width - drawing.width * scale) / 2,
        box.top + (box.height - drawing.height * scale) / 2,
    )
    group = slide.shapes.add_group_shape()
    group.name = "Kaart"
    group._element.nvGrpSpPr.cNvPr.set("descr", plain(f"{chart.alt} {' '.join(chart.notes)}"))
    for part in drawing.parts:
        if isinstance(part, Outlined):
            _outline(group, part, corner, scale)
        elif isinstance(part, Circle):
            _circle(group, part, corner, scale)
        else:
            _label(group, part, corner, scale)


def _at(point: tuple[float, float], corner: tuple[float, float], scale: float) -> tuple[int, int]:
    return round(corner[0] + point[0] * scale), round(corner[1] + point[1] * scale)


def _outline(group: Pptx, part: Outlined, corner: tuple[float, float], scale: float) -> None:
    """One free shape of all rings; PowerPoint leaves open what lies within two of them."""
    from pptx.enum.shapes import MSO_SHAPE

    rings = [[_at(point, corner, scale) for point in ring] for ring in part.rings]
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    left, top = min(xs), min(ys)
    width, height = max(xs) - left, max(ys) - top
    made = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, height)
    geometry = made._element.spPr.prstGeom
    geometry.addprevious(_geometry([[(x - left, y - top) for x, y in ring] for ring in rings], width, height))
    geometry.getparent().remove(geometry)
    _look(made, part.fill, part.line, part.width, part.tip)


def _geometry(rings: list[list[tuple[int, int]]], width: int, height: int) -> Pptx:
    """The rings as a path (ECMA-376 part 1, 20.1.9.8). Written out: the builder of python-pptx takes seconds."""
    made = element("a:custGeom")
    for name in ("avLst", "gdLst", "ahLst", "cxnLst"):
        under(made, f"a:{name}")
    under(made, "a:rect", l="0", t="0", r="r", b="b")
    path = under(under(made, "a:pathLst"), "a:path", w=str(width), h=str(height))
    for ring in rings:
        for at, (x, y) in enumerate(ring):
            under(under(path, "a:lnTo" if at else "a:moveTo"), "a:pt", x=str(x), y=str(y))
        under(path, "a:close")
    return made


def _circle(group: Pptx, part: Circle, corner: tuple[float, float], scale: float) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    x, y = _at(part.at, corner, scale)
    radius = round(part.radius * scale)
    made = group.shapes.add_shape(MSO_SHAPE.OVAL, x - radius, y - radius, 2 * radius, 2 * radius)
    _look(made, part.fill, part.line, part.width, part.tip)


def _look(made: Pptx, fill: Colour | None, line: Colour, width: float, tip: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    if fill is None:
        made.fill.background()
    else:
        made.fill.solid()
        made.fill.fore_color.rgb = RGBColor.from_string(fill.hex.removeprefix("#").upper())
    made.line.color.rgb = RGBColor.from_string(line.hex.removeprefix("#").upper())
    made.line.width = Pt(width)
    made.shadow.inherit = False
    made._element.nvSpPr.cNvPr.set("descr", plain(tip))
    made.name = plain(tip.split(":")[0])[:60] or "Grens"


def _label(group: Pptx, part: Label, corner: tuple[float, float], scale: float) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    lines = plain(part.text).split("\n")
    width = int(max(map(len, lines)) * _LABEL * 0.65 * _POINT)
    height = int(len(lines) * _LABEL * 1.25 * _POINT)
    x, y = _at(part.at, corner, scale)
    made = group.shapes.add_textbox(x - width // 2, y - height // 2, width, height)
    frame = made.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(_LABEL), True
    made.name = f"Naam {lines[0]}"
