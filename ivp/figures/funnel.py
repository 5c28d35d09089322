"""Funnel plot: rate against number of inhabitants, with the limits of chance round the rate of all together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from ivp.catalog.models import Indicator
from ivp.facts import Fact, FunnelLimit
from ivp.figures.base import alt_text, fact_table, file_stem, hover, judged, subtitle, valued
from ivp.figures.chart import Chart, Shown
from ivp.figures.palette import Palette, marker, rgba
from ivp.figures.plotting import LINE, SMALL, Spec, axis, layout, note, point_marker, spread, value_axis, wrap_name
from ivp.figures.table import Table
from ivp.outcomes import Outcome
from ivp.wording import numbers
from ivp.wording.funnel import limit_at, outcome_at
from ivp.wording.labels import outcome_label

_HEIGHT = 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 16, 18, 52
# The axis of inhabitants runs from a third of the smallest to three times the largest: room for the names.
_ROOM = 3.0
_INHABITANTS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


@dataclass(frozen=True)
class _Place:
    """One gemeente in the funnel; those of the catalog with their outcome against the limits at their own size."""

    fact: Fact
    size: float
    rate: float
    outcome: Outcome


def funnel_chart(
    facts: Sequence[Fact],
    indicator: Indicator,
    limits: Sequence[FunnelLimit],
    *,
    title: str,
    source: str,
    palette: Palette,
    strong: Sequence[str] = (),
    height: float = _HEIGHT,
) -> Chart:
    """Gemeenten of one period against funnel limits; those of the catalog (`inside`) labelled, the others pale.

    The axis of inhabitants is logarithmic, from a third of the smallest to three times the largest labelled gemeente.
    `height` in pixels.
    """
    grid = sorted(limits, key=lambda limit: limit.denominator)
    places = [
        _Place(fact, fact.denominator, fact.value, _outcome(fact, fact.value, fact.denominator, grid))
        for fact in valued(facts, indicator)
        if fact.denominator and fact.value is not None
    ]
    own = [place for place in places if place.fact.area.inside]
    low, high = _x_range(own)
    near = [place for place in places if not place.fact.area.inside and low <= place.size <= high]
    edges = [limit.upper for limit in grid if low <= limit.denominator <= high]  # the outer limit may lie far above
    top = max([*(place.rate for place in (*own, *near)), *edges, 0.0]) * 1.08 or 1.0
    drawn = layout(
        palette, round(height), (_LEFT, _RIGHT, _TOP, _BOTTOM),
        xaxis=_inhabitants_axis(palette, low, high), yaxis=value_axis(palette, top),
    )  # fmt: skip
    labels = _labels(own, top, palette, strong, height - _TOP - _BOTTOM)
    spec = {
        "data": [*_limit_traces(grid, palette), _pale(near, indicator, palette), _points(own, indicator, palette)],
        "layout": {**drawn, "annotations": [*labels, *_target_label(grid, palette, indicator)]},
    }
    subject = f"{subtitle(indicator, [place.fact for place in places])}, naar aantal inwoners"
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Trechtergrafiek", f"{subject}, voor {numbers.counted(len(own), 'gemeenten')}", title),
        twin=partial(_table, own, indicator), name=file_stem("trechter", indicator.id),
        notes=_notes(indicator, len(near)),
        shown=(Shown(indicator, tuple(place.fact for place in own)),),
    )  # fmt: skip


def _notes(indicator: Indicator, near: int) -> tuple[str, ...]:
    high, low = (judged(outcome, indicator.polarity) for outcome in (Outcome.HIGHER, Outcome.LOWER))
    said = f"▲ erboven{high}, ▼ eronder{low}"
    others = "gemeente" if near == 1 else "gemeenten"
    grey = f"Grijze punten: {numbers.number(near)} andere {others} met een vergelijkbaar aantal inwoners."
    levels = f"licht: {numbers.CONFIDENT}, lichter: {numbers.FIRMLY}"
    return (
        f"Binnen de trechter ligt wat gemeenten van die grootte onderling verschillen ({levels}). {said}, ● erbinnen.",
        *([grey] if near else []),
    )


def _outcome(fact: Fact, rate: float, size: float, grid: Sequence[FunnelLimit]) -> Outcome:
    return outcome_at(rate, limit_at(grid, size)) if grid and fact.area.inside else Outcome.NONE


def _x_range(own: Sequence[_Place]) -> tuple[float, float]:
    sizes = [place.size for place in own] or [10_000.0]
    return min(sizes) / _ROOM, max(sizes) * _ROOM


def _inhabitants_axis(palette: Palette, low: float, high: float) -> Spec:
    ticks = [tick for tick in _INHABITANTS if low <= tick <= high]
    return axis(
        palette, type="log", range=[math.log10(low), math.log10(high)], tickvals=ticks, tickangle=0,
        ticktext=[numbers.number(tick) for tick in ticks], showgrid=False,
        title={"text": "inwoners", "standoff": 6, "font": {"size": SMALL, "color": palette.muted}},
    )  # fmt: skip


def _limit_traces(grid: Sequence[FunnelLimit], palette: Palette) -> list[Spec]:
    x = [round(limit.denominator, 1) for limit in grid]
    bounds = (
        (numbers.FIRMLY, "solid", 0.08, [limit.upper_firm for limit in grid], [limit.lower_firm for limit in grid]),
        (numbers.CONFIDENT, "dot", 0.13, [limit.upper for limit in grid], [limit.lower for limit in grid]),
    )
    fields: list[Spec] = [
        {"type": "scatter", "mode": "lines", "fill": "toself", "hoverinfo": "skip", "name": f"trechter {name}",
         "line": {"color": palette.axis, "width": 0.8, "dash": dash}, "fillcolor": rgba(palette.axis, opacity),
         "x": x + x[::-1], "y": upper + lower[::-1]}
        for name, dash, opacity, upper, lower in bounds
    ]  # fmt: skip
    return [*fields, {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": "de middelste gemeente", "x": x,
        "y": [limit.target for limit in grid], "line": {"color": palette.muted, "width": 1.4, "dash": "dash"},
    }]  # fmt: skip


def _pale(places: Sequence[_Place], indicator: Indicator, palette: Palette) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "name": "andere gemeenten", "hoverinfo": "text",
        "x": [place.size for place in places], "y": [place.rate for place in places],
        "text": [hover(place.fact, indicator) for place in places],
        "marker": {"size": 5, "color": rgba(palette.other, 0.35), "line": {"color": palette.other, "width": 0.8}},
    }  # fmt: skip


def _points(places: Sequence[_Place], indicator: Indicator, palette: Palette) -> Spec:
    looks = [marker(place.outcome, indicator.polarity, palette) for place in places]
    return {
        "type": "scatter", "mode": "markers", "name": indicator.short, "hoverinfo": "text", "cliponaxis": False,
        "x": [place.size for place in places], "y": [place.rate for place in places],
        "text": [_hover(place, indicator) for place in places],
        "customdata": [place.fact.area.code for place in places],
        "marker": point_marker(looks, 13, 1.8),
    }  # fmt: skip


def _hover(place: _Place, indicator: Indicator) -> str:
    """The figure without its outcome against the district, which plays no part here."""
    return f"{hover(replace(place.fact, comparison=None), indicator)}<br>{numbers.number(place.size)} inwoners"


def _labels(
    places: Sequence[_Place], top: float, palette: Palette, strong: Sequence[str], plot_height: float
) -> list[Spec]:
    """Names beside their points with a thin leader, moved up or down where they would touch.

    The smaller half goes left of its points and the larger half right, outward, so that a wider plot only moves
    names further apart.
    """
    scale = plot_height / top
    made: list[Spec] = []
    by_size = sorted(places, key=lambda place: place.size)
    left, right = by_size[: len(places) // 2], by_size[len(places) // 2 :]
    for members, side in ((right, 1), (left, -1)):
        heights = spread([place.rate * scale for place in members], [LINE] * len(members), 0, plot_height)
        for place, at in zip(members, heights, strict=True):
            area = place.fact.area
            name, bold = wrap_name(area.name, 20, lines=1), area.code in strong
            made.append({
                "text": f"<b>{name}</b>" if bold else name,
                "x": math.log10(place.size), "y": place.rate, "xref": "x", "yref": "y",
                "showarrow": True, "arrowhead": 0, "arrowwidth": 0.8, "arrowcolor": palette.axis, "standoff": 7,
                "ax": side * 16, "ay": -(at - place.rate * scale), "axref": "pixel", "ayref": "pixel",
                "xanchor": "left" if side > 0 else "right", "yanchor": "middle", "borderpad": 0,
                "font": {"size": SMALL, "color": palette.navy if bold else palette.ink}, "name": area.code,
            })  # fmt: skip
    return made


def _target_label(grid: Sequence[FunnelLimit], palette: Palette, indicator: Indicator) -> list[Spec]:
    if not grid:
        return []
    target = grid[0].target
    text = f"middelste gemeente {numbers.value(target, indicator)}"
    return [note(text, 0, target, xref="paper", yref="y", xanchor="left", yanchor="bottom", xshift=2,
                 bgcolor=rgba(palette.background, 0.7), font={"size": SMALL, "color": palette.muted})]  # fmt: skip


def _table(places: Sequence[_Place], indicator: Indicator) -> Table:
    words = {Outcome.SIMILAR: "binnen de trechter"}
    table = fact_table([place.fact for place in places], indicator)
    return table.with_column("Inwoners", [place.size for place in places], at=2).with_column(
        "Uitkomst", [words.get(place.outcome, outcome_label(place.outcome)) for place in places]
    )
