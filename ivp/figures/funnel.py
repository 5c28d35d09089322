"""Funnel plot: rate against number of inhabitants, with the limits of chance round the rate of all together."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ivp.catalog.models import Indicator
from ivp.figures.base import Record, alt_text, fact_table, file_stem, hover, number_of, records, subtitle
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette, marker, rgba
from ivp.figures.plotting import LINE, SMALL, axis, layout, note, spread, value_axis
from ivp.wording import numbers
from ivp.wording.labels import outcome_label, verdict

_HEIGHT = 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 16, 18, 52
# The axis of inhabitants runs from a third of the smallest to three times the largest: room for the names.
_ROOM = 3.0
_INHABITANTS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


def funnel_chart(
    facts: pd.DataFrame,
    indicator: Indicator,
    limits: pd.DataFrame,
    *,
    title: str,
    source: str,
    palette: Palette,
    strong: Sequence[str] = (),
) -> Chart:
    """Gemeenten of one period against funnel limits; those of the catalog (`inside`) labelled, the others pale.

    `limits` is the reader's frame: target, denominator, lower, upper, lower_firm, upper_firm (in the indicator's unit).
    The axis of inhabitants is logarithmic, from a third of the smallest to three times the largest labelled gemeente.
    """
    rows = [
        row
        for row in records(facts)
        if row["indicator"] == indicator.id and number_of(row, "value") is not None and number_of(row, "denominator")
    ]
    own = [row for row in rows if bool(row["inside"])]
    others = [row for row in rows if not bool(row["inside"])]
    grid = limits.sort_values("denominator")
    outcomes = _outcomes(own, grid)
    low, high = _x_range(own)
    near = [row for row in others if low <= row["denominator"] <= high]
    top = max([row["value"] for row in [*own, *near]] + [_highest(grid, low, high)], default=1.0) * 1.05 or 1.0
    drawn = layout(
        palette, _HEIGHT, (_LEFT, _RIGHT, _TOP, _BOTTOM),
        xaxis=_inhabitants_axis(palette, low, high), yaxis=value_axis(palette, top),
    )  # fmt: skip
    labels = _labels(own, top, palette, strong)
    spec = {
        "data": [*_limit_traces(grid, palette), _pale(near, indicator, palette),
                 _points(own, outcomes, indicator, palette)],
        "layout": {**drawn, "annotations": [*labels, *_target_label(grid, palette, indicator)]},
    }  # fmt: skip
    subject = f"{subtitle(indicator, rows)}, naar aantal inwoners"
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Trechtergrafiek", f"{subject}, voor {numbers.counted(len(own), 'gemeenten')}", title),
        table=_table(own, outcomes, indicator), name=file_stem("trechter", indicator.id),
        notes=_notes(indicator, len(near)),
    )  # fmt: skip


def _notes(indicator: Indicator, near: int) -> tuple[str, ...]:
    high, low = (verdict(name, indicator.polarity) for name in ("higher", "lower"))
    said = f"▲ erboven{f' ({high})' if high != 'neutraal' else ''}, ▼ eronder{f' ({low})' if low != 'neutraal' else ''}"
    others = "gemeente" if near == 1 else "gemeenten"
    grey = f"Grijze punten: {numbers.number(near)} andere {others} met een vergelijkbaar aantal inwoners."
    return (
        f"Binnen de trechter kan het verschil toeval zijn (licht: 95 %, lichter: 99,8 %). {said}, ● erbinnen.",
        *([grey] if near else []),
    )


def _outcomes(rows: Sequence[Record], grid: pd.DataFrame) -> list[str]:
    """Outside the 99.8 % limits is 'much', outside the 95 % limits is higher or lower; none without limits."""
    if grid.empty or not rows:
        return ["none"] * len(rows)
    size = np.array([row["denominator"] for row in rows], dtype=float)
    value = np.array([row["value"] for row in rows], dtype=float)
    x = grid["denominator"].to_numpy(float)
    edge = {
        name: np.interp(size, x, grid[name].to_numpy(float)) for name in ("lower", "upper", "lower_firm", "upper_firm")
    }
    found = np.select(
        [value > edge["upper_firm"], value < edge["lower_firm"], value > edge["upper"], value < edge["lower"]],
        ["much_higher", "much_lower", "higher", "lower"],
        "similar",
    )
    return [str(outcome) for outcome in found]


def _x_range(rows: Sequence[Record]) -> tuple[float, float]:
    sizes = [float(row["denominator"]) for row in rows] or [10_000.0]
    return min(sizes) / _ROOM, max(sizes) * _ROOM


def _highest(grid: pd.DataFrame, low: float, high: float) -> float:
    shown = grid[(grid["denominator"] >= low) & (grid["denominator"] <= high)]
    return 0.0 if shown.empty else float(shown["upper_firm"].max())


def _inhabitants_axis(palette: Palette, low: float, high: float) -> Record:
    ticks = [tick for tick in _INHABITANTS if low <= tick <= high]
    return axis(
        palette, type="log", range=[math.log10(low), math.log10(high)], tickvals=ticks, tickangle=0,
        ticktext=[numbers.number(tick) for tick in ticks], showgrid=False,
        title={"text": "inwoners", "standoff": 6, "font": {"size": SMALL, "color": palette.muted}},
    )  # fmt: skip


def _limit_traces(grid: pd.DataFrame, palette: Palette) -> list[Record]:
    x = [round(float(value), 1) for value in grid["denominator"]]
    traces: list[Record] = []
    for low, high, opacity, name in (("lower_firm", "upper_firm", 0.08, "99,8 %"), ("lower", "upper", 0.13, "95 %")):
        traces.append({
            "type": "scatter", "mode": "lines", "fill": "toself", "hoverinfo": "skip", "name": f"trechter {name}",
            "line": {"color": palette.axis, "width": 0.8, "dash": "solid" if low == "lower_firm" else "dot"},
            "fillcolor": rgba(palette.axis, opacity),
            "x": x + x[::-1],
            "y": [float(v) for v in grid[high]] + [float(v) for v in grid[low]][::-1],
        })  # fmt: skip
    traces.append({
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": "alle gemeenten samen", "x": x,
        "y": [float(value) for value in grid["target"]],
        "line": {"color": palette.muted, "width": 1.4, "dash": "dash"},
    })  # fmt: skip
    return traces


def _pale(rows: Sequence[Record], indicator: Indicator, palette: Palette) -> Record:
    return {
        "type": "scatter", "mode": "markers", "name": "andere gemeenten", "hoverinfo": "text",
        "x": [row["denominator"] for row in rows], "y": [row["value"] for row in rows],
        "text": [hover(row, indicator) for row in rows],
        "marker": {"size": 5, "color": rgba(palette.other, 0.35), "line": {"width": 0}},
    }  # fmt: skip


def _points(rows: Sequence[Record], outcomes: Sequence[str], indicator: Indicator, palette: Palette) -> Record:
    looks = [marker(outcome, indicator.polarity, palette) for outcome in outcomes]
    return {
        "type": "scatter", "mode": "markers", "name": indicator.short, "hoverinfo": "text", "cliponaxis": False,
        "x": [row["denominator"] for row in rows], "y": [row["value"] for row in rows],
        "text": [f"{hover({**row, 'outcome': 'none'}, indicator)}<br>{numbers.number(row['denominator'])} inwoners"
                 for row in rows],
        "customdata": [row["area"] for row in rows],
        "marker": {
            "size": 13, "opacity": 1, "symbol": [look["symbol"] for look in looks],
            "color": [look["color"] for look in looks],
            "line": {"color": [look["edge"] for look in looks], "width": 1.8},
        },
    }  # fmt: skip


def _labels(rows: Sequence[Record], top: float, palette: Palette, strong: Sequence[str]) -> list[Record]:
    """Names beside their points with a thin leader, moved up or down where they would touch.

    The smaller half goes left of its points and the larger half right, outward, so that a wider plot only moves
    names further apart.
    """
    plot_height = _HEIGHT - _TOP - _BOTTOM
    scale = plot_height / top
    made: list[Record] = []
    by_size = sorted(rows, key=lambda row: float(row["denominator"]))
    left, right = by_size[: len(rows) // 2], by_size[len(rows) // 2 :]
    for members, side in ((right, 1), (left, -1)):
        heights = spread([row["value"] * scale for row in members], [LINE] * len(members), 0, plot_height)
        for row, at in zip(members, heights, strict=True):
            bold = row["area"] in strong
            text = f"<b>{row['area_name']}</b>" if bold else str(row["area_name"])
            made.append({
                "text": text, "x": math.log10(row["denominator"]), "y": row["value"], "xref": "x", "yref": "y",
                "showarrow": True, "arrowhead": 0, "arrowwidth": 0.8, "arrowcolor": palette.axis, "standoff": 7,
                "ax": side * 16, "ay": -(at - row["value"] * scale), "axref": "pixel", "ayref": "pixel",
                "xanchor": "left" if side > 0 else "right", "yanchor": "middle", "borderpad": 0,
                "font": {"size": SMALL, "color": palette.navy if bold else palette.ink},
                "name": row["area"],
            })  # fmt: skip
    return made


def _target_label(grid: pd.DataFrame, palette: Palette, indicator: Indicator) -> list[Record]:
    if grid.empty:
        return []
    target = float(grid["target"].iloc[0])
    text = f"alle gemeenten samen {numbers.value(target, indicator)}"
    return [note(text, 0, target, xref="paper", yref="y", xanchor="left", yanchor="bottom", xshift=2,
                 bgcolor=rgba(palette.background, 0.7), font={"size": SMALL, "color": palette.muted})]  # fmt: skip


def _table(rows: Sequence[Record], outcomes: Sequence[str], indicator: Indicator) -> pd.DataFrame:
    table = fact_table(rows, indicator)
    table.insert(2, "Inwoners", [number_of(row, "denominator") for row in rows])
    words = {"similar": "binnen de trechter", "none": outcome_label("none")}
    return table.assign(Uitkomst=[words.get(outcome, outcome_label(outcome)) for outcome in outcomes])
