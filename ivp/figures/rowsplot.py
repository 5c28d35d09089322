"""Rows of labelled points with intervals: what dot plot, survey and the two panels side by side have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.base import MARGIN, hover, shown_text
from ivp.figures.palette import Mark, Palette, marker
from ivp.figures.plotting import SMALL, Spec, lines_in, note, point_marker, text_width, wrap_name
from ivp.outcomes import Outcome
from ivp.wording import numbers

ROW = 26  # height of a row in pixels
_EXTRA_LINE = 0.4  # what a second line of a name adds, in rows


@dataclass(frozen=True)
class Row:
    """One line of the chart: a heading (no fact) or an area; `y` counts down from 0 in rows."""

    label: str
    y: float
    fact: Fact | None = None
    heading: bool = False
    strong: bool = False


def stack(groups: Sequence[tuple[str, Sequence[tuple[str, Fact]]]], strong: Sequence[str] = ()) -> list[Row]:
    """Rows of several groups under their headings (an empty heading takes no row), from top to bottom."""
    rows: list[Row] = []
    at = 0.0
    for heading, members in groups:
        if not members:
            continue
        if heading:
            at -= 0.3 if rows else 0.0
            rows.append(Row(heading, at, heading=True))
            at -= 1
        for label, fact in members:
            row = Row(label, at, fact, strong=fact.area.code in strong)
            extra = (lines_in(_name(row)) - 1) * _EXTRA_LINE
            rows.append(replace(row, y=at - extra / 2))
            at -= 1 + extra
    return rows


def y_axis_of(rows: Sequence[Row], axis: Spec) -> Spec:
    """The axis with the names at the rows; headings are annotations, see `headings`."""
    named = [row for row in rows if not row.heading]
    low = min((row.y for row in rows), default=0.0)
    return {
        **axis, "range": [low - 0.6, 0.6], "tickvals": [row.y for row in named],
        "ticktext": [_name(row) for row in named], "showgrid": False, "automargin": False,
    }  # fmt: skip


def _name(row: Row) -> str:
    return f"<b>{wrap_name(row.label, 17)}</b>" if row.strong else wrap_name(row.label, 17)


def left_margin(rows: Sequence[Row]) -> float:
    """Pixels that the names need."""
    return max((text_width(_name(row)) for row in rows if not row.heading), default=30.0) + 12


def headings(rows: Sequence[Row], left: float, palette: Palette) -> list[Spec]:
    """The headings of the groups in bold, from the left edge of the chart; they may run over the plot."""
    return [
        note(f"<b>{row.label}</b>", 0, row.y, xref="paper", yref="y", xanchor="left", yanchor="middle", xshift=-left,
             font={"size": SMALL, "color": palette.navy}, bgcolor=palette.background)
        for row in rows
        if row.heading
    ]  # fmt: skip


def height_of(rows: Sequence[Row]) -> float:
    """Pixels that the rows take."""
    return (1.2 - min((row.y for row in rows), default=0.0)) * ROW


def known_rows(rows: Sequence[Row]) -> list[tuple[Row, Fact, float]]:
    """Rows with a figure, with their fact and figure."""
    return [(row, row.fact, row.fact.value) for row in rows if row.fact and row.fact.value is not None]


def interval_trace(rows: Sequence[Row], palette: Palette, axes: Spec | None = None) -> Spec:
    """The 95 % intervals as one trace of horizontal lines in the colour of a quiet mark."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, fact, _ in known_rows(rows):
        if fact.lower is not None and fact.upper is not None:
            xs += [fact.lower, fact.upper, None]
            ys += [row.y, row.y, None]
    return {
        "type": "scatter", "mode": "lines", "name": MARGIN, "hoverinfo": "skip", "x": xs, "y": ys,
        "line": {"color": palette.axis, "width": 2}, **(axes or {}),
    }  # fmt: skip


def likes_trace(rows: Sequence[Row], palette: Palette) -> Spec:
    """What similar municipalities differ among themselves, as a broad pale line behind the point of every row."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, fact, _ in known_rows(rows):
        if fact.likes and fact.likes.lower is not None and fact.likes.upper is not None:
            xs += [fact.likes.lower, fact.likes.upper, None]
            ys += [row.y, row.y, None]
    return {
        "type": "scatter", "mode": "lines", "name": "vergelijkbare gemeenten", "hoverinfo": "skip", "x": xs, "y": ys,
        "line": {"color": palette.grid, "width": 11},
    }  # fmt: skip


def point_trace(
    rows: Sequence[Row], indicator: Indicator, palette: Palette, axes: Spec | None = None, *, labels: bool = False
) -> Spec:
    """The points: shape and colour by outcome, open when indicative, diamond for areas that are not compared.

    `labels` writes the figure above every point.
    """
    shown = known_rows(rows)
    return {
        "type": "scatter", "mode": "markers+text" if labels else "markers", "name": indicator.short,
        "hoverinfo": "text", "cliponaxis": False,
        "x": [value for *_, value in shown], "y": [row.y for row, *_ in shown],
        "hovertext": [hover(fact, indicator) for _, fact, _ in shown],
        "text": [numbers.value(value, indicator) for *_, value in shown] if labels else [],
        "textposition": "top center", "textfont": {"size": SMALL},
        "customdata": [fact.area.code for _, fact, _ in shown],
        "marker": point_marker([look(fact, indicator, palette) for _, fact, _ in shown], 12, 1.6),
        **(axes or {}),
    }  # fmt: skip


def look(fact: Fact, indicator: Indicator, palette: Palette) -> Mark:
    """The mark of one fact; what is not compared never looks like "no difference"."""
    if fact.outcome == Outcome.NONE:
        return Mark("diamond", palette.background if fact.indicative else palette.other, palette.muted)
    return marker(fact.outcome, indicator.polarity, palette, hollow=fact.indicative)


def value_texts(rows: Sequence[Row], indicator: Indicator, palette: Palette) -> list[Spec]:
    """The figures as text in a column at the right, also where there is none."""
    return [
        note(shown_text(row.fact, indicator), 1.0, row.y, xref="paper", yref="y", xanchor="left", yanchor="middle",
             xshift=8, font={"size": SMALL, "color": palette.ink})
        for row in rows
        if row.fact
    ]  # fmt: skip
