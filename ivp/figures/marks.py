"""Labels on a time chart that never touch: names at the line ends, numbered events, and the period of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ivp.catalog.models import Event
from ivp.figures.palette import Palette, rgba
from ivp.figures.plotting import LINE, SMALL, Spec, lines_in, note, spread
from ivp.figures.series import place_of_date
from ivp.wording import periods

NARROW = 190.0  # width of the plot on a phone in pixels: labels that keep apart there keep apart everywhere
_BADGE = 22.0  # pixels that a number takes, across and up
_TICK_GAP = 7  # pixels between the axis and its labels


@dataclass(frozen=True)
class End:
    """The end of a line: where it is and what is written there."""

    text: str
    x: float
    y: float
    colour: str


@dataclass
class EventMarks:
    """Shapes and annotations outside the figures, how many pixels they take, and what they mean, a line each."""

    shapes: list[Spec] = field(default_factory=list)
    annotations: list[Spec] = field(default_factory=list)
    height: float = 0.0
    notes: list[str] = field(default_factory=list)


def end_labels(
    ends: Sequence[End], y_range: tuple[float, float], plot_height: float, x_end: float, palette: Palette
) -> tuple[list[Spec], Spec]:
    """Names right of the plot at the height of their line, moved apart where they would touch; and thin leaders.

    `x_end` is the right edge of the x axis; a leader runs from the line's end to it.
    """
    low, high = y_range
    scale = plot_height / (high - low)
    sizes = [lines_in(end.text) * LINE for end in ends]
    wanted = [(end.y - low) * scale for end in ends]
    places = spread(wanted, sizes, -LINE / 2, plot_height + LINE / 2)
    notes, xs, ys = [], [], []
    for end, at in zip(ends, places, strict=True):
        y = at / scale + low
        notes.append(
            note(
                end.text,
                1,
                y,
                xref="paper",
                yref="y",
                xanchor="left",
                yanchor="middle",
                xshift=4,
                align="left",
                font={"size": SMALL, "color": end.colour},
            )
        )
        xs += [end.x, x_end, None]
        ys += [end.y, y, None]
    leaders = {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": "naamlijnen", "x": xs, "y": ys,
        "line": {"color": palette.axis, "width": 0.7},
    }  # fmt: skip
    return notes, leaders


def event_marks(events: Sequence[Event], x_range: tuple[float, float], palette: Palette) -> EventMarks:
    """A thin dated line with a number per event within the range, a pale field for one that lasts, and their list.

    The numbers stand above the plot; those that would touch on a phone stand in different rows.
    """
    low, high = x_range
    marks = EventMarks()
    ends: list[float] = []  # the right end of every row of numbers, in pixels
    for event in sorted(events, key=lambda one: one.start):
        start, end = place_of_date(event.start), place_of_date(event.end) if event.end else None
        if (end or start) <= low or start >= high:
            continue
        at = max(start, low)
        on_phone = (at - low) / (high - low) * NARROW
        row = next((place for place, taken in enumerate(ends) if taken <= on_phone), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = on_phone + _BADGE
        number = len(marks.notes) + 1
        marks.shapes += _event_shapes(at, min(end, high) if end else None, palette)
        marks.annotations.append(_badge(number, at, row, palette))
        marks.notes.append(f"{number}: {event.label} ({_when(event)}).")
    marks.height = len(ends) * _BADGE
    return marks


def _badge(number: int, at: float, row: int, palette: Palette) -> Spec:
    return note(
        str(number), at, 1, xref="x", yref="paper", yanchor="bottom", yshift=row * _BADGE + 2,
        font={"size": SMALL, "color": palette.ink}, bgcolor=palette.background, bordercolor=palette.muted, borderpad=1,
        width=16, height=16,
    )  # fmt: skip


def plan_marks(years: tuple[int, int], x_range: tuple[float, float], tick_lines: int, palette: Palette) -> EventMarks:
    """The period of the plan (first and last year) as a bar on the time axis; nothing where it lies outside.

    Its name stands below the labels of the axis, which are `tick_lines` lines high.
    """
    low, high = x_range
    start, end = max(years[0], low), min(years[1] + 1, high)
    if start >= end:
        return EventMarks()
    bar = {"type": "line", "xref": "x", "yref": "paper", "x0": start, "x1": end, "y0": 0, "y1": 0,
           "line": {"color": palette.navy, "width": 4}}  # fmt: skip
    right = (start - low) / (high - low) > 0.5
    name = note(
        f"plan {periods.span(str(years[0]), str(years[1]))}", end if right else start, 0, xref="x", yref="paper",
        xanchor="right" if right else "left", yanchor="top", yshift=-(tick_lines * LINE + _TICK_GAP),
        font={"size": SMALL, "color": palette.navy},
    )  # fmt: skip
    return EventMarks([bar], [name], height=LINE + 2)


def _event_shapes(at: float, until: float | None, palette: Palette) -> list[Spec]:
    line = {"type": "line", "xref": "x", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": palette.axis, "width": 1, "dash": "dot"}}  # fmt: skip
    if until is None:
        return [line]
    field_ = {"type": "rect", "xref": "x", "yref": "paper", "x0": at, "x1": until, "y0": 0, "y1": 1,
              "layer": "below", "line": {"width": 0}, "fillcolor": rgba(palette.axis, 0.09)}  # fmt: skip
    return [field_, line]


def _when(event: Event) -> str:
    """'juli 2018', and for an event that lasts over years '2020–2021'."""
    if event.end is None:
        return periods.period(f"{event.start.year}-{event.start.month:02d}")
    return periods.span(str(event.start.year), str(event.end.year))
