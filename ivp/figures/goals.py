"""Goals and how far they are: from the base (0) to the goal (1), with the last figure and its margin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from ivp.analysis.goals import GoalState
from ivp.catalog.plan import Goal
from ivp.figures.base import MARGIN, alt_text
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, Spec, axis, layout, note, text_width, wrap
from ivp.figures.table import Table
from ivp.plan_facts import Progress
from ivp.wording import numbers
from ivp.wording.periods import period as period_label

_ROW, _TOP, _BOTTOM = 48, 26, 30
_REACH = (-0.6, 1.6)  # a figure further away stands at the edge
_SYMBOLS = {GoalState.REACHED: "circle", GoalState.ON_SCHEDULE: "circle-open", GoalState.BEHIND: "triangle-left"}


def goal_chart(progress: Sequence[Progress], *, title: str, source: str, palette: Palette) -> Chart:
    """One line per goal.

    The scale is the way from base to goal, so that goals in different units stand under each other. A goal without a
    target or a figure keeps its row with what is known.
    """
    names = [wrap(escape(f"{one.area.name}: {one.goal.measure}", quote=False), 40) for one in progress]
    texts = [_text(one) for one in progress]
    left = max((text_width(name) for name in names), default=60) + 14
    right = max((text_width(text) for text in texts), default=40) + 14
    ys = [-float(n) for n in range(len(progress))]
    drawn = layout(
        palette, round(_TOP + _BOTTOM + _ROW * max(len(ys), 1)), (left, right, _TOP, _BOTTOM),
        xaxis=axis(palette, range=list(_REACH), tickvals=[0, 1], ticktext=["begin", "doel"], tickangle=0),
        yaxis=axis(palette, range=[-len(ys) + 0.4, 0.6], showgrid=False, automargin=False, tickvals=ys,
                   ticktext=names, tickfont={"size": SMALL, "color": palette.ink}),
    )  # fmt: skip
    values = [note(text, 1, y, xref="paper", yref="y", xanchor="left", xshift=8, align="left",
                   font={"size": SMALL, "color": palette.ink}) for text, y in zip(texts, ys, strict=True)]  # fmt: skip
    spec = {"data": [_ways(ys, palette), _margins(progress, ys, palette), _now(progress, ys, palette)],
            "layout": {**drawn, "annotations": values}}  # fmt: skip
    subject = f"{numbers.counted(len(progress), 'doelen')}, van het begin naar het doel"
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Voortgang", subject, title), twin=partial(_table, progress), name="doelen",
        notes=(f"Het teken is het laatste cijfer, de streep de {MARGIN}. Zonder teken is er geen cijfer.",),
    )  # fmt: skip


def _share(value: float | None, goal: Goal) -> float | None:
    """Where a value lies on the way from base to target, within the reach of the axis."""
    base, target = goal.base_value, goal.target_value
    if value is None or target is None or base == target:
        return None
    return min(max((value - base) / (target - base), _REACH[0]), _REACH[1])


def _ways(ys: Sequence[float], palette: Palette) -> Spec:
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": [0, 1, None] * len(ys),
            "y": [at for y in ys for at in (y, y, None)], "line": {"color": palette.grid, "width": 8}}  # fmt: skip


def _margins(progress: Sequence[Progress], ys: Sequence[float], palette: Palette) -> Spec:
    xs: list[float | None] = []
    lines: list[float | None] = []
    for one, y in zip(progress, ys, strict=True):
        low, high = _share(one.lower, one.goal), _share(one.upper, one.goal)
        if low is not None and high is not None:
            xs, lines = [*xs, low, high, None], [*lines, y, y, None]
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": xs, "y": lines,
            "line": {"color": palette.axis, "width": 2}}  # fmt: skip


def _now(progress: Sequence[Progress], ys: Sequence[float], palette: Palette) -> Spec:
    shown = [(one, y, at) for one, y in zip(progress, ys, strict=True)
             if (at := _share(one.value, one.goal)) is not None]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "text", "cliponaxis": False,
        "x": [at for *_, at in shown], "y": [y for _, y, _ in shown], "hovertext": [_text(one) for one, *_ in shown],
        "marker": {"size": 13, "symbol": [_SYMBOLS.get(one.state, "diamond") for one, *_ in shown],
                   "color": palette.navy, "line": {"color": palette.navy, "width": 2}},
    }  # fmt: skip


def _text(one: Progress) -> str:
    goal = one.goal
    base = f"{_number(goal.base_value)} ({goal.base_year})"
    target = goal.target_value
    wanted = f"{_number(target)} ({goal.target_year})" if target is not None else str(goal.direction)
    now = f"nu {_number(one.value)} ({period_label(one.period)})" if one.value is not None else "nu geen cijfer"
    return f"{base} → {wanted}<br>{now}"


def _number(value: float) -> str:
    return numbers.number(value, 0 if float(value).is_integer() else 1)


def _table(progress: Sequence[Progress]) -> Table:
    goals = [one.goal for one in progress]
    return Table.of(
        {
            "Gebied": [one.area.name for one in progress],
            "Doel": [goal.measure for goal in goals],
            "Begin": [goal.base_value for goal in goals],
            "Beginjaar": [str(goal.base_year) for goal in goals],
            "Streefwaarde": [goal.target_value for goal in goals],
            "Doeljaar": [str(goal.target_year) for goal in goals],
            "Laatste cijfer": [one.value for one in progress],
            "Periode": [one.period if one.value is not None else "" for one in progress],
            "Gesteld door": [goal.set_by for goal in goals],
            "Status": [str(goal.standing) for goal in goals],
        }
    )
