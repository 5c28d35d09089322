"""Dot plot: areas under their basisteam, a point with its 95 % interval, the reference as a labelled line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal, TypeAlias

from ivp.catalog.models import Indicator, Level
from ivp.facts import ALIKE, Fact
from ivp.figures.base import (
    MARGIN,
    alt_text,
    area_label,
    area_order,
    compared_table,
    facts_of,
    file_stem,
    highest,
    outcome_notes,
    shown_text,
    subtitle,
)
from ivp.figures.chart import Chart, Shown
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, Spec, axis, layout, note, text_width, value_axis
from ivp.figures.rowsplot import (
    headings,
    height_of,
    interval_trace,
    left_margin,
    likes_trace,
    point_trace,
    stack,
    value_texts,
    y_axis_of,
)
from ivp.wording import numbers
from ivp.wording.areas import plural

_BOTTOM = 34
Order: TypeAlias = Literal["parent", "value", "given"]
Group: TypeAlias = tuple[str, list[tuple[str, Fact]]]


def dot_plot(
    facts: Sequence[Fact],
    indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    references: Sequence[str] = (),
    order: Order = "parent",
    strong: Sequence[str] = (),
    brief: bool = False,
) -> Chart:
    """Areas of one period; `references` are codes of areas drawn as labelled vertical lines (at most two).

    `order`: 'parent' groups by parent, as the catalog has them, under the name of the parent where it has a fact;
    'value' has no groups and goes from high to low; 'given' has no groups and keeps the order of the facts.
    `strong` are codes of names in bold. `brief`: the larger areas are a heading or a line only, and no rows.
    """
    shown = facts_of(facts, indicator)
    shown = shown if order == "given" else sorted(shown, key=lambda fact: area_order(fact.area))
    lines = [(fact, fact.value) for fact in shown if fact.area.code in references and fact.value is not None][:2]
    rows = stack(_brief(_ordered(shown, order)) if brief else _ordered(shown, order), strong)
    top = highest(shown) * 1.04 or 1.0
    bottom = min([0.0, *(fact.value or 0.0 for fact in shown)])
    labels, above = _reference_lines(lines, indicator, palette, (bottom, top))
    right = min(max((text_width(shown_text(fact, indicator)) for fact in shown), default=40) + 18, 110)
    left = left_margin(rows)
    drawn = layout(
        palette, round(height_of(rows) + above + _BOTTOM), (left, right, above, _BOTTOM),
        xaxis=value_axis(palette, top, bottom=bottom, percent=numbers.is_percentage(indicator), wanted=4),
        yaxis=y_axis_of(rows, axis(palette, tickfont={"size": SMALL, "color": palette.ink})),
    )  # fmt: skip
    alike = any(fact.comparison and fact.comparison.reference == ALIKE for fact in shown)
    among = [likes_trace(rows, palette)] if alike else []
    spec = {
        "data": [*among, interval_trace(rows, palette), point_trace(rows, indicator, palette)],
        "layout": {
            **drawn,
            "annotations": [
                *value_texts(rows, indicator, palette),
                *headings(rows, left, palette),
                *(label for label, _ in labels),
            ],
            "shapes": [shape for _, shape in labels],
        },
    }
    subject = subtitle(indicator, shown)
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text(f"Puntgrafiek met {MARGIN}s", f"{subject}, voor {_whom(shown)}", title),
        twin=partial(compared_table, shown, indicator), name=file_stem("vergelijken", indicator.id),
        notes=(*outcome_notes(shown, indicator), *_interval_note(shown)),
        shown=(Shown(indicator, tuple(shown)),),
    )  # fmt: skip


def _interval_note(facts: Sequence[Fact]) -> list[str]:
    notes = [f"Streep: {MARGIN}."] if any(fact.lower is not None for fact in facts) else []
    if any(fact.comparison and fact.comparison.reference == ALIKE for fact in facts):
        notes.append("Lichte band: wat vergelijkbare gemeenten onderling verschillen.")
    return notes


def _whom(facts: Sequence[Fact]) -> str:
    lowest = [fact for fact in facts if fact.area.level in (Level.GEMEENTE, Level.WIJK, Level.BUURT)] or facts
    return numbers.counted(len(lowest), plural(lowest[0].area.level)) if lowest else "geen gebieden"


def _ordered(facts: Sequence[Fact], order: Order) -> list[Group]:
    def height(fact: Fact) -> float:
        return float("inf") if fact.value is None else -fact.value

    if order == "parent":
        return _groups(facts)
    shown = sorted(facts, key=height) if order == "value" else facts
    return [("", _labelled(shown))]


def _brief(groups: Sequence[Group]) -> list[Group]:
    """Without the rows of areas that contain others which have a row; where that leaves nothing, all of them."""
    small = [(name, [row for row in rows if area_order(row[1].area)[0] == 0]) for name, rows in groups]
    return [group for group in small if group[1]] or list(groups)


def _labelled(facts: Sequence[Fact]) -> list[tuple[str, Fact]]:
    return [(area_label(fact.area), fact) for fact in facts]


def _groups(facts: Sequence[Fact]) -> list[Group]:
    """Gemeenten (or smaller) under their parent, each closed by the parent itself; all other areas last."""
    small = [fact for fact in facts if area_order(fact.area)[0] == 0 and fact.area.parent]
    placed = {fact.area.code for fact in small}
    large = {fact.area.code: fact for fact in facts if fact.area.code not in placed}
    groups = []
    for parent in dict.fromkeys(fact.area.parent for fact in small):
        members = _labelled([fact for fact in small if fact.area.parent == parent])
        own = large.pop(parent, None)
        groups.append((area_label(own.area) if own else "", [*members, *([("Samen", own)] if own else [])]))
    return [*groups, ("Ter vergelijking" if groups else "", _labelled(list(large.values())))]


def _reference_lines(
    lines: Sequence[tuple[Fact, float]], indicator: Indicator, palette: Palette, x_range: tuple[float, float]
) -> tuple[list[tuple[Spec, Spec]], float]:
    """A label and a dashed line per reference, and the room above the plot; labels go above each other."""
    made = []
    for at, (fact, value) in enumerate(sorted(lines, key=lambda line: line[1])):
        share = (value - x_range[0]) / (x_range[1] - x_range[0])
        label = note(
            f"{area_label(fact.area)} {numbers.value(value, indicator)}", value, 1, xref="x", yref="paper",
            yanchor="bottom", xanchor="left" if share < 0.35 else "right" if share > 0.65 else "center",
            yshift=2 + 15 * at, font={"size": SMALL, "color": palette.muted},
        )  # fmt: skip
        shape = {"type": "line", "xref": "x", "yref": "paper", "x0": value, "x1": value, "y0": 0, "y1": 1,
                 "layer": "below", "line": {"color": palette.muted, "width": 1.4, "dash": "dash"}}  # fmt: skip
        made.append((label, shape))
    return made, 10 + 17.0 * len(made)
