"""Bars and lines as charts of PowerPoint, with their figures in the workbook inside."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ivp.export.native import EARLY, Bar, Bars, Lines, Series
from ivp.export.pptx_template import Box
from ivp.export.pptx_xml import element, filled, the_child, under
from ivp.export.text import harmless, plain
from ivp.export.xlsx import number_format
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.figures.plotting import nice_ticks

_TEXT, _SMALL, _LEAST = 14, 12, 8  # points
_POINT = 12_700
_SHARE = 0.6  # of the height of a chart that the letters of its rows may take together
_NAME = 34  # characters of a name at the end of its line: two or three lines there; the title has all of it
_ACROSS, _ACROSS_STRONG = 16, 12  # characters in one line there
_LABELS = 0.3  # of the width of a chart, for the labels of bars
_WIDE = 0.6  # width of a letter as a share of its size
_MANY = 12  # periods, from which on their letters are small
_PLOT_HEIGHT = 0.72  # of the height of a chart with lines
_STAR = "*"
_STRONG = 2.0  # a line from this width on is one in colour
Pptx = Any  # python-pptx has types for a part only


@dataclass(frozen=True)
class Panel:
    """A chart that can be put on a slide."""

    kind: str
    data: Pptx
    alt: str
    look: Callable[[Pptx, Box], None]

    def draw(self, slide: Pptx, place: Pptx, box: Box) -> None:
        """Put it in the placeholder `place`, or at `box` where there is none."""
        from pptx.enum.chart import XL_CHART_TYPE
        from pptx.shapes.placeholder import ChartPlaceholder

        kind = XL_CHART_TYPE[self.kind]
        if place is None:
            frame = slide.shapes.add_chart(kind, *box, self.data)
        else:
            frame = ChartPlaceholder(place._element, place._parent).insert_chart(kind, self.data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(self.alt))
        _on_white(frame.chart)
        self.look(frame.chart, Box.of(frame))


def _on_white(made: Pptx) -> None:
    """A white ground: our colours and letters are made for it, and a template may be dark."""
    shape = element("c:spPr")
    filled(shape, LIGHT.background)
    under(under(shape, "a:ln"), "a:noFill")
    made._chartSpace.chart.addnext(shape)


def bar_panel(bars: Bars, chart: Chart) -> Panel:
    """One bar an area, its margin as an error bar and its figure beside it."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData()
    data.categories = [harmless(plain(bar.label)) for bar in bars.bars]
    data.add_series(harmless(plain(bars.title)), [bar.value for bar in bars.bars])
    return Panel("BAR_CLUSTERED", data, f"{chart.alt} {bars.note}", lambda made, box: _look_of_bars(made, bars, box))


def line_panel(lines: Lines, chart: Chart) -> Panel:
    """One line an area, its name at its end."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format=number_format(lines.decimals, percent=lines.percent))
    data.categories = [harmless(plain(label.replace(EARLY, _STAR))) for label in lines.categories]
    for one in lines.series:
        data.add_series(harmless(plain(textwrap.shorten(one.name, _NAME, placeholder=" …"))), one.values)
    return Panel("LINE_MARKERS", data, chart.alt, lambda made, box: _look_of_lines(made, lines, box))


def _title(made: Pptx, title: str, note: str) -> None:
    """What is measured, and under it how to read it."""
    from pptx.util import Pt

    made.has_title, made.has_legend = True, False
    frame = made.chart_title.text_frame
    frame.text = plain(title)
    if note:
        frame.add_paragraph().text = plain(note)
    for paragraph, size in zip(frame.paragraphs, (_TEXT, _SMALL), strict=False):
        paragraph.font.size = Pt(size)
        paragraph.font.bold = False
        paragraph.font.color.rgb = _rgb(LIGHT.muted)
    made.chart_title.include_in_layout = False


def _rgb(colour: str) -> Pptx:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#").upper())


def _letters(axis: Pptx, size: int) -> None:
    from pptx.util import Pt

    axis.tick_labels.font.size = Pt(size)
    axis.tick_labels.font.color.rgb = _rgb(LIGHT.ink)


# --- bars -----------------------------------------------------------------------------------------------------


def _look_of_bars(made: Pptx, bars: Bars, box: Box) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    _title(made, bars.title, bars.note)
    down, across = made.category_axis, made.value_axis
    down.reverse_order = True
    down.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    down.major_tick_mark = XL_TICK_MARK.NONE
    down.format.line.color.rgb = _rgb(LIGHT.axis)
    size = _size(bars, box)
    _letters(down, size)
    the_child(down._element, "c:tickLblSkip", before="c:tickMarkSkip c:noMultiLvlLbl c:extLst", val="1")
    across.visible = False
    across.has_major_gridlines = False
    values = [edge for bar in bars.bars for edge in (bar.value, bar.lower, bar.upper) if edge is not None]
    across.minimum_scale = min([0.0, *values])
    across.maximum_scale = max([0.0, *values]) * 1.02 or 1.0
    plot = made.plots[0]
    plot.gap_width = 45
    series = plot.series[0]
    for at, bar in enumerate(bars.bars):
        _bar(series.points[at], bar, size, number_format(bar.decimals, percent=bars.percent))
    _margins(series._element, bars.bars)


def _size(bars: Bars, box: Box) -> int:
    """Points with which every label stands on one line: LibreOffice leaves out every second one where one takes two."""
    longest = max((len(bar.label) for bar in bars.bars), default=1)
    high = box.height / _POINT * _SHARE / max(len(bars.bars), 1)
    wide = box.width / _POINT * _LABELS / (longest * _WIDE)
    return max(min(_TEXT, int(high), int(wide)), _LEAST)


def _bar(point: Pptx, bar: Bar, size: int, format_: str) -> None:
    """Colour and figure of one bar; the figure at its foot, where no margin crosses it."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    point.format.fill.solid()
    point.format.fill.fore_color.rgb = _rgb(bar.fill)
    point.format.line.color.rgb = _rgb(bar.edge)
    if bar.value is None:
        return
    label = point.data_label
    label.position = XL_LABEL_POSITION.INSIDE_BASE
    label.font.size = Pt(size)
    label.font.bold = True
    label.font.color.rgb = _rgb(LIGHT.ink)
    element = label._get_or_add_dLbl()
    the_child(element, "c:numFmt", before="c:spPr c:txPr c:dLblPos", formatCode=format_, sourceLinked="0")
    element.get_or_add_txPr()


def _margins(series: Pptx, bars: tuple[Bar, ...]) -> None:
    """The margins as error bars of their own size to both sides (ECMA-376 part 1, 21.2.2.55)."""
    if not any(bar.lower is not None and bar.upper is not None for bar in bars):
        return
    made = element("c:errBars")
    for name, value in (("c:errBarType", "both"), ("c:errValType", "cust"), ("c:noEndCap", "0")):
        under(made, name, val=value)
    for name, far in (("c:plus", _above), ("c:minus", _below)):
        literal = under(under(made, name), "c:numLit")
        under(literal, "c:formatCode").text = "General"
        under(literal, "c:ptCount", val=str(len(bars)))
        for at, bar in enumerate(bars):
            under(under(literal, "c:pt", idx=str(at)), "c:v").text = f"{far(bar):.15g}"
    filled(under(under(made, "c:spPr"), "a:ln", w="15875"), LIGHT.ink)
    series.cat.addprevious(made)


def _above(bar: Bar) -> float:
    return max(bar.upper - bar.value, 0.0) if bar.upper is not None and bar.value is not None else 0.0


def _below(bar: Bar) -> float:
    return max(bar.value - bar.lower, 0.0) if bar.lower is not None and bar.value is not None else 0.0


# --- lines ----------------------------------------------------------------------------------------------------


def _look_of_lines(made: Pptx, lines: Lines, box: Box) -> None:
    _title(made, lines.title, f"{_STAR} voorlopig" if any(EARLY in one for one in lines.categories) else "")
    along, up = made.category_axis, made.value_axis
    _letters(along, _TEXT if len(lines.categories) <= _MANY else _SMALL)
    _upright(along)
    _letters(up, _SMALL)
    along.format.line.color.rgb = _rgb(LIGHT.axis)
    values = [value for one in lines.series for value in one.values if value is not None]
    ticks = nice_ticks(min([0.0, *values]), max([*values, 0.0]) * 1.1 or 1.0)
    if ticks[-1] < max(values, default=0.0):
        ticks.append(2 * ticks[-1] - ticks[-2])
    up.minimum_scale, up.maximum_scale = ticks[0], ticks[-1]
    up.tick_labels.number_format = number_format(
        lines.decimals if any(tick % 1 for tick in ticks) else 0, percent=lines.percent
    )
    up.tick_labels.number_format_is_linked = False
    up.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    up.format.line.fill.background()
    figures = number_format(lines.decimals, percent=lines.percent)
    height = box.height / _POINT * _PLOT_HEIGHT
    named = _named(lines.series, height / ((ticks[-1] - ticks[0]) or 1.0))
    for series, one in zip(made.plots[0].series, lines.series, strict=True):
        _line(series, one, figures, named=one in named)
    _room_for_names(made)


def _upright(axis: Pptx) -> None:
    """Periods are never turned on their side: an office program leaves some out where there is no room for all."""
    body = axis._element.get_or_add_txPr().bodyPr
    body.set("rot", "0")
    body.set("vert", "horz")


def _line(series: Pptx, one: Series, format_: str, *, named: bool) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    strong = one.width >= _STRONG
    series.smooth = False
    series.format.line.color.rgb = _rgb(one.colour)
    series.format.line.width = Pt(3 if strong else 1.5)
    if one.dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 8 if strong else 4
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _rgb(one.colour)
    series.marker.format.line.color.rgb = _rgb(one.colour)
    if named:
        _name(series, one, format_, strong=strong)


def _name(series: Pptx, one: Series, format_: str, *, strong: bool) -> None:
    """The name at the last point, with its figure for a line in colour; both follow the workbook."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    label = series.points[_last(one)].data_label
    label.position = XL_LABEL_POSITION.RIGHT
    label.font.size = Pt(_TEXT if strong else _SMALL)
    label.font.bold = strong
    label.font.color.rgb = _rgb(one.colour if strong else LIGHT.muted)
    element = label._get_or_add_dLbl()
    the_child(element, "c:numFmt", before="c:spPr c:txPr c:dLblPos", formatCode=format_, sourceLinked="0")
    for name, shown in (("c:showVal", strong), ("c:showSerName", True)):
        the_child(element, name, val=str(int(shown)))
    the_child(element, "c:separator").text = " "


def _last(one: Series) -> int:
    return max(at for at, value in enumerate(one.values) if value is not None)


def _named(series: tuple[Series, ...], points: float) -> list[Series]:
    """The lines whose name fits at their end: those in colour and dashed ones first, then what stands free of them.

    `points` is the height of one unit of the axis. A long name takes more lines: LibreOffice breaks it there.
    """
    order = sorted(series, key=lambda one: (one.width < _STRONG, not one.dashed))
    ending = max((_last(one) for one in series), default=0)
    taken: list[tuple[float, float]] = []
    found = []
    for one in order:
        at, half = (one.values[_last(one)] or 0.0) * points, _height(one) / 2
        if _last(one) == ending and all(abs(at - other) >= half + its_half for other, its_half in taken):
            taken.append((at, half))
            found.append(one)
    return found


def _height(one: Series) -> float:
    """What the name at the end of a line takes, in points."""
    strong = one.width >= _STRONG
    told = textwrap.shorten(one.name, _NAME, placeholder=" …") + (" 00,0" if strong else "")
    lines = len(textwrap.wrap(told, _ACROSS_STRONG if strong else _ACROSS))
    return lines * 1.25 * (_TEXT if strong else _SMALL)


def _room_for_names(made: Pptx) -> None:
    """Leave the right side of the chart to the names."""
    from pptx.oxml.ns import qn

    area = made._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = element("c:layout")
    manual = under(layout, "c:manualLayout")
    for name, value in (
        ("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", "0.06"), ("y", "0.17"), ("w", "0.74"),
        ("h", str(_PLOT_HEIGHT)),
    ):  # fmt: skip
        under(manual, f"c:{name}", val=value)
    area.insert(0, layout)
