"""One small line chart per area, all on the same scale, with the reference as a grey dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ivp.catalog.models import Event, Indicator
from ivp.facts import Fact
from ivp.figures.base import alt_text, amount_text, fact_table, facts_of, file_stem, subtitle
from ivp.figures.chart import Chart, Shown
from ivp.figures.palette import Palette, rgba
from ivp.figures.plotting import SMALL, Spec, axis, layout, note, value_axis, wrap_name
from ivp.figures.series import Line, cuts, full_grid, make_lines, one_grain, sums_table, time_ticks
from ivp.outcomes import Measure
from ivp.wording import numbers

_TOP, _BOTTOM, _LEFT, _RIGHT = 26, 30, 40, 16
_PANEL = 130  # height of one panel in pixels
_TITLE = 44  # room for a panel's title and the ticks of the panel above it


def small_multiples(
    facts: Sequence[Fact],
    indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    reference: str = "",
    events: Sequence[Event] = (),
    columns: int = 4,
    measure: Measure = Measure.VALUE,
    rolling: bool = False,
) -> Chart:
    """A grid of panels in the order of the facts, one per area except `reference` (a code), which is in every panel.

    `columns`: 4 on a screen, 2 or 1 on a phone; `rolling`: sums of twelve months. All panels share one y axis from
    zero.
    """
    own = one_grain(facts_of(facts, indicator), months=rolling)
    known = [fact.period for fact in own if fact.amount(measure) is not None and fact.area.code != reference]
    grid = full_grid(min(known), max(known)) if known else []
    tables = {fact.source for fact in own} or {indicator.source}
    own = [fact for fact in own if grid and grid[0] <= fact.period <= grid[-1]]
    breaks = cuts(events, grid, tables) if grid else {}
    lines = make_lines(own, indicator, measure=measure, cut_before=breaks, rolling=rolling)
    against = next((line for line in lines if line.area == reference), None)
    panels = [line for line in lines if line.area != reference]
    spec = _spec(panels, against, grid, indicator, palette, max(columns, 1), measure)
    subject = subtitle(indicator, [fact for fact in own if fact.amount(measure) is not None], measure)
    if rolling:
        subject += ", som van twaalf maanden"
    notes = [f"Grijze streeplijn: {against.label}."] if against else []
    if any(point.provisional for line in panels for point in line.points):
        notes.append("Open punt: voorlopig cijfer.")
    return Chart(
        kind="plotly",
        spec=spec,
        title=title,
        subtitle=subject,
        source=source,
        alt=alt_text(f"{numbers.counted(len(panels), 'gebieden').capitalize()}, elk een lijngrafiek,", subject, title),
        twin=partial(sums_table, lines, indicator, measure) if rolling else partial(fact_table, own, indicator),
        name=file_stem("per-gebied", indicator.id),
        notes=tuple(notes),
        shown=() if rolling else (Shown(indicator, tuple(own), measure),),
    )


def _spec(
    panels: Sequence[Line], against: Line | None, grid: Sequence[str], indicator: Indicator,
    palette: Palette, columns: int, measure: Measure,
) -> Spec:  # fmt: skip
    rows = max(-(-len(panels) // columns), 1)
    plot_height = rows * _PANEL + (rows - 1) * _TITLE
    everyone = [*panels, *([against] if against else [])]
    ys = [point.y for line in everyone for point in line.points if point.y is not None]
    top, bottom = max([0.0, *ys]) * 1.12 or 1.0, min([0.0, *ys])
    percent = measure == Measure.VALUE and numbers.is_percentage(indicator)
    places, texts = time_ticks(grid[0], grid[-1], most=3 if columns > 1 else 5) if grid else ([], [])
    if all("<br>" in text for text in texts):  # every tick is a January: the year says enough
        texts = [text.split("<br>")[1] for text in texts]
    data: list[Spec] = []
    annotations: list[Spec] = []
    axes: Spec = {}
    for at, line in enumerate(panels):
        row, column = divmod(at, columns)
        name = "" if at == 0 else str(at + 1)
        left, right = column / columns + (0.015 if column else 0), (column + 1) / columns - 0.015
        high = 1 - row * (_PANEL + _TITLE) / plot_height
        low = high - _PANEL / plot_height
        span = [places[0] - 0.6, places[-1] + 0.6] if places else None
        axes[f"xaxis{name}"] = axis(
            palette, domain=[left, right], anchor=f"y{name}", range=_x_range(everyone) or span, tickvals=places,
            ticktext=texts, showgrid=False, tickangle=0,
        )  # fmt: skip
        axes[f"yaxis{name}"] = value_axis(
            palette, top, bottom=bottom, percent=percent, wanted=4, domain=[low, high], anchor=f"x{name}",
            showticklabels=column == 0,
        )  # fmt: skip
        if against:
            data.append(_trace(against, name, palette.muted, palette, dashed=True))
        data.append(_trace(line, name, palette.navy, palette))
        annotations += _texts(line, name, left, high, indicator, measure, palette)
    drawn = layout(palette, plot_height + _TOP + _BOTTOM, (_LEFT, _RIGHT, _TOP, _BOTTOM), **axes)
    return {"data": data, "layout": {**drawn, "annotations": annotations}}


def _x_range(lines: Sequence[Line]) -> list[float] | None:
    xs = [point.x for line in lines for point in line.points if point.y is not None]
    if not xs:
        return None
    room = max((max(xs) - min(xs)) * 0.12, 0.3)
    return [min(xs) - room, max(xs) + room]


def _trace(line: Line, name: str, colour: str, palette: Palette, dashed: bool = False) -> Spec:
    few = len(line.points) <= 24
    alone = line.alone()
    return {
        "type": "scatter", "mode": "lines+markers", "name": line.label, "meta": line.area, "connectgaps": False,
        "xaxis": f"x{name}", "yaxis": f"y{name}",
        "x": [point.x for point in line.points], "y": [point.y for point in line.points],
        "text": [point.hover for point in line.points], "hoverinfo": "text",
        "line": {"color": colour, "width": 1.3 if dashed else 2.2, "dash": "5px,4px" if dashed else "solid"},
        "marker": {
            "size": [(5 if few or point.x in alone else 3)
                     if point.x in alone or ((few or point.provisional) and not dashed) else 0
                     for point in line.points], "opacity": 1,
            "color": [palette.background if point.provisional else colour for point in line.points],
            "line": {"color": colour, "width": 1.4 if few else 0.7},
        },
    }  # fmt: skip


def _texts(
    line: Line, name: str, left: float, high: float, indicator: Indicator, measure: Measure, palette: Palette
) -> list[Spec]:
    """The area above its panel, and the last figure above its point."""
    label = f"<b>{wrap_name(line.label, 20, lines=1)}</b>"
    title = note(label, left, high, xref="paper", yref="paper", xanchor="left", yanchor="bottom",
                 font={"size": SMALL, "color": palette.ink})  # fmt: skip
    last = line.last
    if last is None or last.y is None:
        return [title]
    value = note(amount_text(last.y, indicator, measure), last.x, last.y, xref=f"x{name}", yref=f"y{name}",
                 xanchor="center", yanchor="bottom", yshift=4, bgcolor=rgba(palette.background, 0.7),
                 font={"size": SMALL, "color": palette.navy})  # fmt: skip
    return [title, value]
