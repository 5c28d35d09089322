"""Registered against felt: one point per area with both margins, in four quadrants round the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.base import (
    MARGIN,
    alt_text,
    area_label,
    fact_table,
    file_stem,
    highest,
    hover,
    tables_by_indicator,
    valued,
)
from ivp.figures.chart import Chart, Shown
from ivp.figures.marks import End, end_labels
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, Spec, layout, text_width, value_axis, wrap, wrap_name
from ivp.figures.table import Table
from ivp.wording import numbers
from ivp.wording.periods import period as period_label

HEIGHT = 420
_LEFT, _TOP, _BOTTOM = 66, 30, 64


@dataclass(frozen=True)
class _Pair:
    """Both facts of one area, with their figures."""

    across: Fact
    up: Fact
    x: float
    y: float


def quadrant(
    register: Sequence[Fact],
    register_indicator: Indicator,
    survey: Sequence[Fact],
    survey_indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    reference: str = "",
    strong: Sequence[str] = (),
) -> Chart:
    """Areas that have both figures; `register` and `survey` hold one period each. Nothing is combined into one score.

    `reference` is the code of the area through whose figures the two lines run; it is left out without figures.
    """
    pairs = _pairs(valued(register, register_indicator), valued(survey, survey_indicator))
    across, up = [pair.across for pair in pairs], [pair.up for pair in pairs]
    middle = next((pair for pair in pairs if pair.across.area.code == reference), None)
    lines = _reference_lines(middle, palette)
    x, y = _axis(across, register_indicator, palette), _axis(up, survey_indicator, palette)
    ends = _ends(pairs, palette, strong)
    names, leaders = end_labels(ends, y["range"], HEIGHT - _TOP - _BOTTOM, x["range"][1], palette)
    right = max((text_width(end.text) for end in ends), default=0.0) + 12
    points = _points(pairs, register_indicator, survey_indicator, palette, strong)
    drawn = layout(palette, HEIGHT, (_LEFT, right, _TOP, _BOTTOM), xaxis=x, yaxis=y, annotations=names, shapes=lines)
    spec = {"data": [_margins(pairs, palette), points, leaders], "layout": drawn}
    subject = f"{register_indicator.label} tegen {survey_indicator.label}"
    through = f" De streeplijnen gaan door {area_label(middle.across.area)}." if middle else ""
    return Chart(
        kind="plotly", spec=spec, title=title, source=source,
        subtitle=f"{subject}, gebieden met beide cijfers",
        alt=alt_text("Spreidingsgrafiek", f"{subject}, voor {numbers.counted(len(pairs), 'gebieden')}", title),
        twin=partial(_table, ((register_indicator, across), (survey_indicator, up))),
        name=file_stem("kwadrant", register_indicator.id, survey_indicator.id),
        notes=(f"Strepen: {MARGIN}.{through}",),
        shown=(Shown(register_indicator, tuple(across)), Shown(survey_indicator, tuple(up))),
    )  # fmt: skip


def _pairs(register: Sequence[Fact], survey: Sequence[Fact]) -> list[_Pair]:
    across, up = ({fact.area.code: fact for fact in facts} for facts in (register, survey))
    both = [(across[code], up[code]) for code in up if code in across]
    return [_Pair(x, y, x.value, y.value) for x, y in both if x.value is not None and y.value is not None]


def _title(indicator: Indicator, facts: Sequence[Fact]) -> str:
    when = f", {period_label(facts[0].period)}" if facts else ""
    unit = "" if indicator.unit == "%" else f" ({indicator.unit})"
    return f"{indicator.short}{unit}{when}"


def _axis(facts: Sequence[Fact], indicator: Indicator, palette: Palette) -> Spec:
    title = {"text": wrap(_title(indicator, facts), 34), "font": {"size": SMALL}}
    percent = numbers.is_percentage(indicator)
    return value_axis(palette, highest(facts) * 1.08, percent=percent, wanted=4, title=title)


def _margins(pairs: Sequence[_Pair], palette: Palette) -> Spec:
    """Both margins of every area as crosses, in one trace."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for pair in pairs:
        if pair.across.lower is not None and pair.across.upper is not None:
            xs, ys = [*xs, pair.across.lower, pair.across.upper, None], [*ys, pair.y, pair.y, None]
        if pair.up.lower is not None and pair.up.upper is not None:
            xs, ys = [*xs, pair.x, pair.x, None], [*ys, pair.up.lower, pair.up.upper, None]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": xs, "y": ys,
        "line": {"color": palette.axis, "width": 1.5},
    }  # fmt: skip


def _points(pairs: Sequence[_Pair], across: Indicator, up: Indicator, palette: Palette, strong: Sequence[str]) -> Spec:
    codes = [pair.across.area.code for pair in pairs]
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "text", "cliponaxis": False,
        "x": [pair.x for pair in pairs], "y": [pair.y for pair in pairs],
        "hovertext": [f"{hover(pair.across, across)}<br>{hover(pair.up, up)}" for pair in pairs],
        "customdata": codes,
        "marker": {
            "size": 11,
            "color": [palette.navy if code in strong else palette.other for code in codes],
            "line": {"color": palette.background, "width": 1},
        },
    }  # fmt: skip


def _ends(pairs: Sequence[_Pair], palette: Palette, strong: Sequence[str]) -> list[End]:
    """The name of every point, which stands right of the plot at its height: beside the points they would touch."""
    made = []
    for pair in pairs:
        name, bold = wrap_name(area_label(pair.across.area), 16), pair.across.area.code in strong
        colour = palette.navy if bold else palette.muted
        made.append(End(f"<b>{name}</b>" if bold else name, pair.x, pair.y, colour))
    return made


def _reference_lines(pair: _Pair | None, palette: Palette) -> list[Spec]:
    if pair is None:
        return []
    look = {"color": palette.muted, "width": 1, "dash": "dash"}
    return [
        {"type": "line", "xref": "x", "yref": "paper", "x0": pair.x, "x1": pair.x, "y0": 0, "y1": 1, "line": look,
         "layer": "below"},
        {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": pair.y, "y1": pair.y, "line": look,
         "layer": "below"},
    ]  # fmt: skip


def _table(sides: Sequence[tuple[Indicator, Sequence[Fact]]]) -> Table:
    """Both figures with their margins, an indicator a row."""
    return tables_by_indicator((one, fact_table(facts, one)) for one, facts in sides)
