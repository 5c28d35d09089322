"""Registered against felt: one point per area with both margins, in four quadrants round the reference."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ivp.catalog.models import Indicator
from ivp.figures.base import Record, alt_text, area_label, fact_table, file_stem, hover, number_of, records
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, layout, note, value_axis
from ivp.wording import numbers
from ivp.wording.periods import period as period_label

HEIGHT = 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 24, 30, 56


def quadrant(
    register: pd.DataFrame,
    register_indicator: Indicator,
    survey: pd.DataFrame,
    survey_indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    reference: str = "",
    strong: Sequence[str] = (),
) -> Chart:
    """Areas that have both figures; each frame holds one period. Nothing is combined into one score.

    `reference` is the code of the area through whose figures the two lines run; it is left out without figures.
    """
    across = _known(register, register_indicator)
    up = _known(survey, survey_indicator)
    both = [code for code in up if code in across]
    points = [(across[code], up[code]) for code in both]
    lines = _reference_lines(across.get(reference), up.get(reference), palette)
    drawn = layout(
        palette, HEIGHT, (_LEFT, _RIGHT, _TOP, _BOTTOM),
        xaxis=_axis([x for x, _ in points], register_indicator, palette, _title(register_indicator, points, 0)),
        yaxis=_axis([y for _, y in points], survey_indicator, palette, _title(survey_indicator, points, 1)),
    )  # fmt: skip
    spec = {
        "data": [_margins(points, palette), _points(points, register_indicator, survey_indicator, palette, strong)],
        "layout": {**drawn, "annotations": _names(points, palette, strong), "shapes": lines},
    }
    subject = f"{register_indicator.label} tegen {survey_indicator.label}"
    return Chart(
        kind="plotly", spec=spec, title=title, source=source,
        subtitle=f"{subject}, gebieden met beide cijfers",
        alt=alt_text("Spreidingsgrafiek", f"{subject}, voor {numbers.counted(len(points), 'gebieden')}", title),
        table=_table(points, register_indicator, survey_indicator),
        name=file_stem("kwadrant", register_indicator.id, survey_indicator.id),
        notes=("Strepen: 95 %-marge. De streeplijnen gaan door het vergelijkingsgebied.",) if lines else
              ("Strepen: 95 %-marge.",),
    )  # fmt: skip


def _known(frame: pd.DataFrame, indicator: Indicator) -> dict[str, Record]:
    return {
        row["area"]: row
        for row in records(frame)
        if row["indicator"] == indicator.id and number_of(row, "value") is not None
    }


def _title(indicator: Indicator, points: Sequence[tuple[Record, Record]], side: int) -> str:
    when = f", {period_label(str(points[0][side]['period']))}" if points else ""
    unit = "" if indicator.unit == "%" else f" ({indicator.unit})"
    return f"{indicator.short}{unit}{when}"


def _axis(rows: Sequence[Record], indicator: Indicator, palette: Palette, title: str) -> Record:
    top = max((max(number_of(row, "upper") or 0.0, float(row["value"])) for row in rows), default=1.0) * 1.08
    percent = numbers.is_percentage(indicator)
    return value_axis(palette, top, percent=percent, wanted=4, title={"text": title, "font": {"size": SMALL}})


def _margins(points: Sequence[tuple[Record, Record]], palette: Palette) -> Record:
    """Both margins of every area as crosses, in one trace."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for x, y in points:
        left, right = number_of(x, "lower"), number_of(x, "upper")
        low, high = number_of(y, "lower"), number_of(y, "upper")
        if left is not None and right is not None:
            xs, ys = [*xs, left, right, None], [*ys, y["value"], y["value"], None]
        if low is not None and high is not None:
            xs, ys = [*xs, x["value"], x["value"], None], [*ys, low, high, None]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": xs, "y": ys,
        "line": {"color": palette.axis, "width": 1.5},
    }  # fmt: skip


def _points(
    points: Sequence[tuple[Record, Record]], across: Indicator, up: Indicator, palette: Palette, strong: Sequence[str]
) -> Record:
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "text", "cliponaxis": False,
        "x": [x["value"] for x, _ in points], "y": [y["value"] for _, y in points],
        "hovertext": [f"{hover(x, across)}<br>{hover(y, up)}" for x, y in points],
        "customdata": [x["area"] for x, _ in points],
        "marker": {
            "size": 11,
            "color": [palette.navy if x["area"] in strong else palette.other for x, _ in points],
            "line": {"color": palette.background, "width": 1},
        },
    }  # fmt: skip


def _names(points: Sequence[tuple[Record, Record]], palette: Palette, strong: Sequence[str]) -> list[Record]:
    made = []
    for x, y in points:
        name = area_label(x)
        made.append(
            note(f"<b>{name}</b>" if x["area"] in strong else name, x["value"], y["value"], xanchor="left",
                 yanchor="bottom", xshift=7, yshift=3,
                 font={"size": SMALL, "color": palette.navy if x["area"] in strong else palette.muted})
        )  # fmt: skip
    return made


def _reference_lines(x: Record | None, y: Record | None, palette: Palette) -> list[Record]:
    if x is None or y is None:
        return []
    look = {"color": palette.muted, "width": 1, "dash": "dash"}
    return [
        {"type": "line", "xref": "x", "yref": "paper", "x0": x["value"], "x1": x["value"], "y0": 0, "y1": 1,
         "line": look, "layer": "below"},
        {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": y["value"], "y1": y["value"],
         "line": look, "layer": "below"},
    ]  # fmt: skip


def _table(points: Sequence[tuple[Record, Record]], across: Indicator, up: Indicator) -> pd.DataFrame:
    """Both figures with their margins, an indicator a row."""
    tables = [
        fact_table([pair[side] for pair in points], one).assign(Indicator=one.label)
        for side, one in ((0, across), (1, up))
    ]
    joined = pd.concat(tables, ignore_index=True)
    return joined[["Indicator", *(name for name in joined.columns if name != "Indicator")]]
