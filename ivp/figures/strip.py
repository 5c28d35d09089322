"""The legend of a map: the distribution of the figures as ticks on a line, coloured as on the map."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ivp.catalog.models import Indicator
from ivp.figures.base import Record, alt_text, area_label, fact_table, file_stem, hover, number_of, records, subtitle
from ivp.figures.chart import Chart
from ivp.figures.maps import MapMeasure, shown_outcome
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, bare_axis, layout, note, text_width, value_axis
from ivp.wording import numbers

HEIGHT = 104
_TOP, _BOTTOM, _SIDE = 24, 46, 16
_ROOM = 280  # width on a phone that the two names share
_MANY = 20  # from here on the ticks are thin


def legend_strip(
    facts: pd.DataFrame,
    indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    measure: MapMeasure = "rate",
    reference: str = "",
) -> Chart:
    """One tick per area on the axis of the figures; the lowest and the highest by name, the reference as a line.

    `facts`: one period, the areas of the map and perhaps the row of `reference` (a code).
    """
    key = "numerator" if measure == "count" else "value"
    rows = [row for row in records(facts) if row["indicator"] == indicator.id and number_of(row, key) is not None]
    against = next((row for row in rows if row["area"] == reference), None) if measure != "count" else None
    shown = sorted((row for row in rows if row["area"] != reference), key=lambda row: float(row[key]))
    values = [float(row[key]) for row in [*shown, *([against] if against else [])]]
    top = max(values, default=1.0) * 1.04 or 1.0
    percent = measure != "count" and numbers.is_percentage(indicator)
    drawn = layout(
        palette, HEIGHT, (_SIDE, _SIDE, _TOP, _BOTTOM),
        xaxis=value_axis(palette, top, bottom=min([0.0, *values]), percent=percent, wanted=4, showgrid=False,
                         tickangle=0),
        yaxis=bare_axis(palette, range=[-1, 1]),
    )  # fmt: skip
    spec = {
        "data": [_ticks(shown, indicator, measure, key, palette)],
        "layout": {
            **drawn,
            "annotations": [*_names(shown, key, indicator, top, palette), *_against(against, indicator, top, palette)],
            "shapes": _lines(against, palette),
        },
    }
    subject = subtitle(indicator, rows, "numerator" if measure == "count" else "value")
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Verdeling", f"{subject}, {numbers.counted(len(shown), 'gebieden')} op een lijn", title),
        table=fact_table(rows, indicator), name=file_stem("verdeling", indicator.id),
    )  # fmt: skip


def _ticks(rows: Sequence[Record], indicator: Indicator, measure: MapMeasure, key: str, palette: Palette) -> Record:
    """Upright bars: filled as on the map, with the darker edge that makes them stand out from the page."""
    outcomes = [shown_outcome(row, measure) for row in rows]
    count = measure == "count"
    many = len(rows) > _MANY
    return {
        "type": "bar", "name": indicator.short, "hoverinfo": "text", "cliponaxis": False,
        "x": [float(row[key]) for row in rows], "y": [1.3] * len(rows), "base": -0.65,
        "width": _width(rows, key) * (0.5 if many else 1.0),
        "hovertext": [hover(row, indicator) for row in rows], "customdata": [row["area"] for row in rows],
        "marker": {
            "color": [palette.circle if count else palette.fill(o, indicator.polarity) for o in outcomes],
            "line": {"color": [palette.navy if count else palette.edge(o, indicator.polarity) for o in outcomes],
                     "width": 0.6 if many else 1.2},
            "opacity": 0.85,
        },
    }  # fmt: skip


def _width(rows: Sequence[Record], key: str) -> float:
    return max((abs(float(row[key])) for row in rows), default=1.0) * 0.016 or 0.016


def _names(rows: Sequence[Record], key: str, indicator: Indicator, top: float, palette: Palette) -> list[Record]:
    """The lowest and the highest, named above the line; one name when they stand too close to tell apart."""
    if not rows:
        return []
    ends = [rows[0], rows[-1]] if len(rows) > 1 else [rows[0]]
    if len(ends) == 2 and float(ends[1][key]) - float(ends[0][key]) < top * 0.45:
        ends = ends[1:]
    texts = [_named(row, key, indicator) for row in ends]
    if sum(text_width(text) for text in texts) > _ROOM:
        texts = [_named(row, key, indicator, brief=True) for row in ends]
    if sum(text_width(text) for text in texts) > _ROOM:
        ends, texts = ends[-1:], texts[-1:]
    return [
        note(text, float(row[key]), 1, xref="x", yref="paper", yanchor="bottom", yshift=2,
             xanchor=_side(float(row[key]) / top), font={"size": SMALL, "color": palette.ink})
        for row, text in zip(ends, texts, strict=True)
    ]  # fmt: skip


def _named(row: Record, key: str, indicator: Indicator, brief: bool = False) -> str:
    """An area with its figure; `brief` without the gemeente in brackets."""
    shown = numbers.number(row[key]) if key == "numerator" else numbers.value(row[key], indicator)
    label = area_label(row)
    return f"{label.split(' (')[0] if brief else label} {shown}"


def _against(row: Record | None, indicator: Indicator, top: float, palette: Palette) -> list[Record]:
    if row is None:
        return []
    return [note(f"{area_label(row)} {numbers.value(row['value'], indicator)}", float(row["value"]), 0, xref="x",
                 yref="paper", yanchor="top", yshift=-20, xanchor=_side(float(row["value"]) / top),
                 font={"size": SMALL, "color": palette.muted})]  # fmt: skip


def _side(share: float) -> str:
    """At which side of its place a text stands, so that it stays within the drawing."""
    return "left" if share < 0.3 else "right" if share > 0.7 else "center"


def _lines(row: Record | None, palette: Palette) -> list[Record]:
    base = {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "layer": "below",
            "line": {"color": palette.axis, "width": 1}}  # fmt: skip
    if row is None:
        return [base]
    value = float(row["value"])
    return [base, {"type": "line", "xref": "x", "yref": "paper", "x0": value, "x1": value, "y0": 0, "y1": 1,
                   "line": {"color": palette.muted, "width": 1.4, "dash": "dash"}}]  # fmt: skip
