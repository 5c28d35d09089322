"""Dot plot: areas under their basisteam, a point with its 95 % interval, the reference as a labelled line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import pandas as pd

from ivp.catalog.models import Indicator, Level
from ivp.figures.base import (
    Record,
    add_outcome,
    alt_text,
    area_label,
    area_order,
    fact_table,
    figure_text,
    file_stem,
    number_of,
    outcome_notes,
    records,
    subtitle,
)
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, axis, layout, note, text_width, value_axis
from ivp.figures.rowsplot import (
    headings,
    height_of,
    interval_trace,
    left_margin,
    point_trace,
    stack,
    value_texts,
    y_axis_of,
)
from ivp.wording import numbers
from ivp.wording.areas import plural

_BOTTOM = 34
Order: TypeAlias = Literal["parent", "value", "given"]


def dot_plot(
    facts: pd.DataFrame,
    indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    references: Sequence[str] = (),
    group_names: Mapping[str, str] | None = None,
    order: Order = "parent",
    strong: Sequence[str] = (),
) -> Chart:
    """Areas of one period; `references` are codes of rows drawn as labelled vertical lines (at most two).

    `order`: 'parent' groups by parent, as the catalog has them; 'value' has no groups and goes from high to low;
    'given' has no groups and keeps the order of the rows.
    `group_names` gives the heading per parent code; without it the parent's own row in the frame does, else none.
    `strong` are codes of names in bold.
    """
    rows = [row for row in records(facts) if row["indicator"] == indicator.id]
    rows = rows if order == "given" else sorted(rows, key=area_order)
    lines = [row for row in rows if row["area"] in references and number_of(row, "value") is not None][:2]
    rows_ = stack(_ordered(rows, order, dict(group_names or {})), strong)
    top = max((_top(row) for row in rows), default=1.0) * 1.04 or 1.0
    bottom = min([0.0, *(number_of(row, "value") or 0.0 for row in rows)])
    labels, above = _reference_lines(lines, indicator, palette, (bottom, top))
    right = min(max((text_width(figure_text(row, indicator)) for row in rows), default=40) + 18, 110)
    left = left_margin(rows_)
    height = height_of(rows_) + above + _BOTTOM
    drawn = layout(
        palette, round(height), (left, right, above, _BOTTOM),
        xaxis=value_axis(palette, top, bottom=bottom, percent=numbers.is_percentage(indicator), wanted=4),
        yaxis=y_axis_of(rows_, axis(palette, tickfont={"size": SMALL, "color": palette.ink})),
    )  # fmt: skip
    spec = {
        "data": [interval_trace(rows_, palette), point_trace(rows_, indicator, palette)],
        "layout": {
            **drawn,
            "annotations": [
                *value_texts(rows_, indicator, palette),
                *headings(rows_, left, palette),
                *(label for label, _ in labels),
            ],
            "shapes": [shape for _, shape in labels],
        },
    }
    subject = subtitle(indicator, rows)
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Puntgrafiek met 95 %-marges", f"{subject}, voor {_whom(rows)}", title),
        table=add_outcome(fact_table(rows, indicator), rows), name=file_stem("vergelijken", indicator.id),
        notes=(*outcome_notes(rows, indicator), *_interval_note(rows)),
    )  # fmt: skip


def _interval_note(rows: Sequence[Record]) -> list[str]:
    return ["Streep: 95 %-marge."] if any(number_of(row, "lower") is not None for row in rows) else []


def _whom(rows: Sequence[Record]) -> str:
    lowest = [row for row in rows if row["level"] in (Level.GEMEENTE, Level.WIJK, Level.BUURT)] or list(rows)
    return numbers.counted(len(lowest), plural(lowest[0]["level"])) if lowest else "geen gebieden"


def _top(row: Record) -> float:
    return max(number_of(row, "upper") or 0.0, number_of(row, "value") or 0.0)


def _ordered(
    rows: Sequence[Record], order: Order, group_names: Mapping[str, str]
) -> list[tuple[str, list[tuple[str, Record]]]]:
    def height(row: Record) -> float:
        value = number_of(row, "value")
        return float("inf") if value is None else -value

    if order == "parent":
        return _groups(rows, dict(group_names))
    shown = sorted(rows, key=height) if order == "value" else rows
    return [("", [(area_label(row), row) for row in shown])]


def _groups(rows: Sequence[Record], names: dict[str, str]) -> list[tuple[str, list[tuple[str, Record]]]]:
    """Gemeenten (or smaller) under their parent, each closed by the parent itself; all other areas last."""
    small = [row for row in rows if area_order(row)[0] == 0 and isinstance(row["parent"], str)]
    placed = {row["area"] for row in small}
    large = {row["area"]: row for row in rows if row["area"] not in placed}
    parents = dict.fromkeys(row["parent"] for row in sorted(small, key=lambda row: int(row["sort"])))
    groups = []
    for parent in parents:
        members = [(area_label(row), row) for row in small if row["parent"] == parent]
        own = large.pop(parent, None)
        heading = names.get(parent, area_label(own) if own else "")
        if own:
            members.append(("Samen", own))
        groups.append((heading, members))
    rest = [(area_label(row), row) for row in large.values()]
    return [*groups, ("Ter vergelijking" if groups else "", rest)]


def _reference_lines(
    lines: Sequence[Record], indicator: Indicator, palette: Palette, x_range: tuple[float, float]
) -> tuple[list[tuple[Record, Record]], float]:
    """A label and a dashed line per reference, and the room above the plot; labels go above each other."""
    made = []
    for at, row in enumerate(sorted(lines, key=lambda row: number_of(row, "value") or 0.0)):
        value = number_of(row, "value") or 0.0
        share = (value - x_range[0]) / (x_range[1] - x_range[0])
        label = note(
            f"{area_label(row)} {numbers.value(value, indicator)}", value, 1, xref="x", yref="paper", yanchor="bottom",
            xanchor="left" if share < 0.35 else "right" if share > 0.65 else "center", yshift=2 + 15 * at,
            font={"size": SMALL, "color": palette.muted},
        )  # fmt: skip
        shape = {"type": "line", "xref": "x", "yref": "paper", "x0": value, "x1": value, "y0": 0, "y1": 1,
                 "layer": "below", "line": {"color": palette.muted, "width": 1.4, "dash": "dash"}}  # fmt: skip
        made.append((label, shape))
    return made, 10 + 17.0 * len(made)
