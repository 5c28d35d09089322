"""Goals and how far they are: from the base (0) to the goal (1), with the last figure and its margin."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from ivp.figures.base import Record, alt_text, number_of, records
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, axis, layout, note, text_width, wrap
from ivp.wording import numbers
from ivp.wording.periods import period as period_label

_ROW, _TOP, _BOTTOM = 48, 26, 30
_REACH = (-0.6, 1.6)  # a figure further away stands at the edge


def goal_chart(progress: pd.DataFrame, *, title: str, source: str, palette: Palette) -> Chart:
    """One line per goal with a target; `progress` is the reader's frame `goal_progress`.

    The scale is the way from base to goal, so that goals in different units stand under each other. A goal without a
    target or a figure keeps its row with what is known.
    """
    rows = records(progress)
    names = [wrap(escape(f"{row['area_name']}: {row['measure']}", quote=False), 40) for row in rows]
    texts = [_text(row) for row in rows]
    left = max((text_width(name) for name in names), default=60) + 14
    right = max((text_width(text) for text in texts), default=40) + 14
    ys = [-float(n) for n in range(len(rows))]
    drawn = layout(
        palette, round(_TOP + _BOTTOM + _ROW * max(len(rows), 1)), (left, right, _TOP, _BOTTOM),
        xaxis=axis(palette, range=list(_REACH), tickvals=[0, 1], ticktext=["begin", "doel"], tickangle=0),
        yaxis=axis(palette, range=[-len(rows) + 0.4, 0.6], showgrid=False, automargin=False, tickvals=ys,
                   ticktext=names, tickfont={"size": SMALL, "color": palette.ink}),
    )  # fmt: skip
    values = [note(text, 1, y, xref="paper", yref="y", xanchor="left", xshift=8, align="left",
                   font={"size": SMALL, "color": palette.ink}) for text, y in zip(texts, ys, strict=True)]  # fmt: skip
    spec = {"data": [_ways(ys, palette), _margins(rows, ys, palette), _now(rows, ys, palette)],
            "layout": {**drawn, "annotations": values}}  # fmt: skip
    subject = f"{numbers.counted(len(rows), 'doelen')}, van het begin naar het doel"
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Voortgang", subject, title), table=_table(rows), name="doelen",
        notes=("Het teken is het laatste cijfer, de streep de 95 %-marge. Zonder teken is er geen cijfer.",),
    )  # fmt: skip


def _share(value: float | None, row: Record) -> float | None:
    """Where a value lies on the way from base to target, within the reach of the axis."""
    base, target = number_of(row, "base_value"), number_of(row, "target_value")
    if value is None or base is None or target is None or base == target:
        return None
    return min(max((value - base) / (target - base), _REACH[0]), _REACH[1])


def _ways(ys: Sequence[float], palette: Palette) -> Record:
    xs: list[float | None] = []
    lines: list[float | None] = []
    for y in ys:
        xs, lines = [*xs, 0, 1, None], [*lines, y, y, None]
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": xs, "y": lines,
            "line": {"color": palette.grid, "width": 8}}  # fmt: skip


def _margins(rows: Sequence[Record], ys: Sequence[float], palette: Palette) -> Record:
    xs: list[float | None] = []
    lines: list[float | None] = []
    for row, y in zip(rows, ys, strict=True):
        low, high = (_share(number_of(row, side), row) for side in ("lower", "upper"))
        if low is not None and high is not None:
            xs, lines = [*xs, low, high, None], [*lines, y, y, None]
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": xs, "y": lines,
            "line": {"color": palette.axis, "width": 2}}  # fmt: skip


def _now(rows: Sequence[Record], ys: Sequence[float], palette: Palette) -> Record:
    shown = [(row, y, at) for row, y in zip(rows, ys, strict=True)
             if (at := _share(number_of(row, "value"), row)) is not None]  # fmt: skip
    looks = {"reached": "circle", "on_schedule": "circle-open", "behind": "triangle-left"}
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "text", "cliponaxis": False,
        "x": [at for *_, at in shown], "y": [y for _, y, _ in shown], "hovertext": [_text(row) for row, *_ in shown],
        "marker": {"size": 13, "symbol": [looks.get(row["state"], "diamond") for row, *_ in shown],
                   "color": palette.navy, "line": {"color": palette.navy, "width": 2}},
    }  # fmt: skip


def _text(row: Record) -> str:
    base = f"{_number(row['base_value'])} ({row['base_year']})"
    target = number_of(row, "target_value")
    wanted = f"{_number(target)} ({row['target_year']})" if target is not None else f"{row['direction']}"
    value = number_of(row, "value")
    now = f"nu {_number(value)} ({period_label(str(row['period']))})" if value is not None else "nu geen cijfer"
    return f"{base} → {wanted}<br>{now}"


def _number(value: float | None) -> str:
    return numbers.number(value, 0 if value is not None and float(value).is_integer() else 1)


def _table(rows: Sequence[Record]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Gebied": [row["area_name"] for row in rows],
            "Doel": [row["measure"] for row in rows],
            "Begin": pd.Series([number_of(row, "base_value") for row in rows], dtype=float),
            "Beginjaar": [str(row["base_year"]) for row in rows],
            "Streefwaarde": pd.Series([number_of(row, "target_value") for row in rows], dtype=float),
            "Doeljaar": [str(row["target_year"]) for row in rows],
            "Laatste cijfer": pd.Series([number_of(row, "value") for row in rows], dtype=float),
            "Periode": ["" if number_of(row, "value") is None else str(row["period"]) for row in rows],
            "Gesteld door": [row["set_by"] for row in rows],
            "Status": [row["standing"] for row in rows],
        }
    )
