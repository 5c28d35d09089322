"""Labels on a time chart that never touch: names at the line ends, and dated events above the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ivp.catalog.models import Event
from ivp.figures.palette import Palette, rgba
from ivp.figures.plotting import LINE, SMALL, Spec, lines_in, note, spread, text_width, wrap
from ivp.figures.series import place_of_date
from ivp.wording import periods

NARROW = 190.0  # width of the plot on a phone in pixels: labels that keep apart there keep apart everywhere
_EVENT_CHARACTERS = 21


@dataclass(frozen=True)
class End:
    """The end of a line: where it is and what is written there."""

    text: str
    x: float
    y: float
    colour: str


@dataclass
class EventMarks:
    """Shapes and annotations of the events, and how many pixels they take above the plot."""

    shapes: list[Spec] = field(default_factory=list)
    annotations: list[Spec] = field(default_factory=list)
    height: float = 0.0


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
    """A thin dated line per event within the range, a pale field for one that lasts, labels in rows above the plot.

    A label runs to the right of its line where that fits on a phone, else to the left; labels that would touch on a
    phone go in different rows.
    """
    low, high = x_range
    marks = EventMarks()
    rows: list[list[tuple[float, float]]] = []
    placed: list[tuple[int, Spec, int]] = []
    for event in sorted(events, key=lambda one: one.start):
        start, end = place_of_date(event.start), place_of_date(event.end) if event.end else None
        if (end or start) <= low or start >= high:
            continue
        at = max(start, low)
        marks.shapes += _event_shapes(at, min(end, high) if end else None, palette)
        text = wrap(f"{_when(event)}: {event.label}", _EVENT_CHARACTERS)
        on_phone = (at - low) / (high - low) * NARROW
        left = on_phone + text_width(text) <= NARROW or on_phone < NARROW / 2
        from_ = on_phone - (0 if left else text_width(text))
        row = _free_row(rows, from_ - 6, from_ + text_width(text) + 6)
        label = note(
            text, at, 1, xref="x", yref="paper", yanchor="bottom", xanchor="left" if left else "right",
            align="left" if left else "right", font={"size": SMALL, "color": palette.muted},
        )  # fmt: skip
        placed.append((row, label, lines_in(text)))
    for row in range(len(rows)):
        tallest = max(lines for at_row, _, lines in placed if at_row == row)
        for at_row, label, _ in placed:
            if at_row == row:
                label["yshift"] = round(marks.height) + 2
        marks.height += tallest * LINE + 4
    marks.annotations = [label for _, label, _ in placed]
    return marks


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
        return periods.period(f"{event.start.year}-{event.start.month:02d}", short=True)
    return periods.span(str(event.start.year), str(event.end.year))


def _free_row(rows: list[list[tuple[float, float]]], low: float, high: float) -> int:
    for number, taken in enumerate(rows):
        if all(high <= a or low >= b for a, b in taken):
            taken.append((low, high))
            return number
    rows.append([(low, high)])
    return len(rows) - 1
