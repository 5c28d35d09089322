"""Lines through time: breaks as gaps, margins as a pale band, events as dated lines, names at the line ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ivp.catalog.models import Event, Indicator
from ivp.facts import Fact
from ivp.figures.base import MARGIN, alt_text, amount_text, fact_table, facts_of, file_stem, measure_text, rounding_note
from ivp.figures.chart import Chart, Shown
from ivp.figures.marks import End, EventMarks, end_labels, event_marks, plan_marks
from ivp.figures.palette import Palette, rgba
from ivp.figures.plotting import Spec, axis, layout, lines_in, text_width, value_axis, wrap_name
from ivp.figures.series import Line, Point, concerns, cuts, full_grid, make_lines, one_grain, sums_table, time_ticks
from ivp.outcomes import Measure
from ivp.wording import numbers, periods
from ivp.wording.areas import enumerate_names

HEIGHT = 390
_LEFT, _BOTTOM, _MAX_RIGHT = 46, 40, 134
_MANY_POINTS = 24  # from here on no mark at every point


def trend_chart(
    facts: Sequence[Fact],
    indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    events: Sequence[Event] = (),
    plan: tuple[int, int] | None = None,
    focus: Sequence[str] = (),
    reference: str = "",
    measure: Measure = Measure.VALUE,
    band: bool = True,
    rolling: bool = False,
    height: float = 0.0,
) -> Chart:
    """Lines of every area in `facts` for one indicator, by year or by month (where it has both: by year).

    `focus`: codes of at most two areas in colour; `reference`: code of the dashed line; `measure`: `VALUE` (in the
    indicator's unit) or `COUNT`; `band`: the 95 % margin of the areas in colour; `rolling`: sums of
    twelve months; `plan`: first and last year of the plan, marked on the time axis; `height`: pixels of all of it
    (0: what it needs). The axis starts at zero. Events are numbered, with a list among the notes.
    """
    own = one_grain(facts_of(facts, indicator), months=rolling)
    known = [fact.period for fact in own if fact.amount(measure) is not None]
    tables = {fact.source for fact in own} or {indicator.source}
    breaks = cuts(events, full_grid(min(known), max(known)), tables) if known else {}
    lines = make_lines(own, indicator, measure=measure, cut_before=breaks, rolling=rolling)
    shown = sorted(point.period for line in lines for point in line.points if point.y is not None)
    chosen = [code for code in focus if any(line.area == code for line in lines)][:2]
    drawing = _Drawing(
        tuple(lines), tuple(chosen), reference, palette, indicator, measure, band and not rolling, plan, height
    )
    dated = drawing.events([event for event in events if concerns(event, tables)])
    sums = ", som van twaalf maanden" if rolling else ""
    span = f", {periods.span(shown[0], shown[-1])}" if shown else ""
    subtitle = f"{measure_text(indicator, measure)}{sums}{span}"
    return Chart(
        kind="plotly",
        spec=drawing.spec(shown, dated),
        title=title,
        subtitle=subtitle,
        source=source,
        alt=alt_text("Lijngrafiek", f"{subtitle}{_who(lines, chosen)}", title),
        twin=partial(sums_table, lines, indicator, measure) if rolling else partial(fact_table, own, indicator),
        name=file_stem("trend", indicator.id, *chosen),
        notes=(*dated.notes, *_notes(drawing, breaks), *_gap_note(lines, own, measure, rolling)),
        shown=() if rolling else (Shown(indicator, tuple(own), measure),),
    )


def _who(lines: Sequence[Line], chosen: Sequence[str]) -> str:
    names = [line.label for line in lines if line.area in chosen]
    others = len(lines) - len(names)
    if not names:
        return f", voor {numbers.counted(others, 'gebieden')}"
    return f", voor {enumerate_names(names)}" + (f" naast {numbers.counted(others, 'gebieden')}" if others else "")


def _notes(drawing: _Drawing, breaks: Mapping[str, Event]) -> list[str]:
    notes = []
    if drawing.bands():
        notes.append(f"Licht vlak: {MARGIN}.")
    notes += rounding_note(drawing.indicator)
    if any(point.provisional for line in drawing.lines for point in line.points):
        notes.append("Open punt: voorlopig cijfer.")
    for event in breaks.values():
        notes.append(f"Breuk in de reeks: {event.label} ({event.start.year}). De lijn loopt daar niet door.")
    return notes


def _gap_note(lines: Sequence[Line], facts: Sequence[Fact], measure: Measure, rolling: bool) -> list[str]:
    """That a sum is missing because a month is, where an area has such a month."""
    first = {line.area: min(p.period for p in line.points if p.y is not None) for line in lines}
    missing = any(fact.amount(measure) is None and fact.period > first.get(fact.area.code, "9999") for fact in facts)
    return ["Geen lijn waar niet alle twaalf maanden bekend zijn."] if rolling and missing else []


@dataclass(frozen=True)
class _Drawing:
    """The lines with what decides how they look."""

    lines: tuple[Line, ...]
    chosen: tuple[str, ...]
    reference: str
    palette: Palette
    indicator: Indicator
    measure: Measure
    with_band: bool
    plan: tuple[int, int] | None
    high: float

    def events(self, events: Sequence[Event]) -> EventMarks:
        """The marks of the events that fall within the time axis."""
        return event_marks(events, self._x_range(), self.palette)

    def spec(self, shown: Sequence[str], marks: EventMarks) -> Spec:
        """The figure; `shown` are the periods with a figure, ascending."""
        x_low, x_high = self._x_range()
        places, texts = time_ticks(shown[0], shown[-1]) if shown else ([], [])
        tick_lines = max(map(lines_in, texts), default=1)
        plan = plan_marks(self.plan, (x_low, x_high), tick_lines, self.palette) if self.plan else EventMarks()
        y_range = self._y_range()
        ends = self._ends()
        right = min(max((text_width(end.text) for end in ends), default=30) + 12, _MAX_RIGHT)
        height = self.high or HEIGHT + marks.height + plan.height
        top, bottom = 16 + marks.height, _BOTTOM + plan.height
        names, leaders = end_labels(ends, y_range, height - top - bottom, x_high, self.palette)
        percent = self.measure == Measure.VALUE and numbers.is_percentage(self.indicator)
        y_axis = value_axis(self.palette, y_range[1], bottom=y_range[0], percent=percent)
        return {
            "data": [*self.bands(), *self._line_traces(), leaders],
            "layout": layout(
                self.palette,
                round(height),
                (_LEFT, right, top, bottom),
                xaxis=axis(self.palette, range=[x_low, x_high], tickvals=places, ticktext=texts, showgrid=False),
                yaxis=y_axis,
                annotations=[*names, *marks.annotations, *plan.annotations],
                shapes=[*marks.shapes, *plan.shapes],
            ),
        }

    def bands(self) -> list[Spec]:
        """The pale margins of the areas in colour, one trace for every part between gaps."""
        if not self.with_band:
            return []
        return [
            self._band(line, run)
            for line in self._ordered()
            if line.area in self.chosen
            for run in line.runs()
            if len(run) > 1 and all(point.lower is not None and point.upper is not None for point in run)
        ]

    def _band(self, line: Line, run: Sequence[Point]) -> Spec:
        return {
            "type": "scatter", "mode": "lines", "fill": "toself", "hoverinfo": "skip", "name": f"marge {line.label}",
            "line": {"width": 0}, "fillcolor": rgba(self._colour(line), 0.14), "meta": line.area,
            "x": [point.x for point in run] + [point.x for point in reversed(run)],
            "y": [point.upper for point in run] + [point.lower for point in reversed(run)],
        }  # fmt: skip

    def _line_traces(self) -> list[Spec]:
        return [self._line(line) for line in self._ordered()]

    def _line(self, line: Line) -> Spec:
        colour, strong = self._colour(line), line.area in self.chosen
        many = len(line.points) > _MANY_POINTS
        alone = line.alone() if many else {point.x for point in line.points}
        size = (4 if many else 7) if strong else 5
        dashed = line.area == self.reference and not strong
        return {
            "type": "scatter", "mode": "lines+markers", "name": line.label, "meta": line.area, "connectgaps": False,
            "x": [point.x for point in line.points], "y": [point.y for point in line.points],
            "text": [point.hover for point in line.points], "hoverinfo": "text",
            "line": {"color": colour, "width": 2.6 if strong else 1.4, "dash": "6px,4px" if dashed else "solid"},
            "marker": {
                "size": [size if point.x in alone or (point.provisional and strong) else 0 for point in line.points],
                "color": [self.palette.background if point.provisional else colour for point in line.points],
                "opacity": 1, "line": {"color": colour, "width": 1.5},
            },
        }  # fmt: skip

    def _ordered(self) -> list[Line]:
        """Drawn last is on top: grey, reference, second choice, first choice."""

        def depth(line: Line) -> int:
            if line.area in self.chosen:
                return 3 - self.chosen.index(line.area)
            return 1 if line.area == self.reference else 0

        return sorted(self.lines, key=depth)

    def _colour(self, line: Line) -> str:
        if line.area in self.chosen:
            return self.palette.focus(self.chosen.index(line.area))
        return self.palette.muted if line.area == self.reference else self.palette.other

    def _ends(self) -> list[End]:
        ends = []
        for line in self.lines:
            last = line.last
            if last is None or last.y is None:
                continue
            strong = line.area in self.chosen
            colour = self._colour(line) if strong else self.palette.muted
            ends.append(End(self._name(line, last.y, strong), last.x, last.y, colour))
        return ends

    def _name(self, line: Line, y: float, strong: bool) -> str:
        name = wrap_name(line.label, 16)
        if not strong:
            return name
        value = amount_text(y, self.indicator, self.measure)
        return f"<b>{name}</b> {value}" if len(name) <= 11 else f"<b>{name}</b><br>{value}"

    def _x_range(self) -> tuple[float, float]:
        xs = [point.x for line in self.lines for point in line.points if point.y is not None] or [0.0, 1.0]
        span = max(max(xs) - min(xs), 0.5)
        return min(xs) - span * 0.03, max(xs) + span * 0.06

    def _y_range(self) -> tuple[float, float]:
        ys = [point.y for line in self.lines for point in line.points if point.y is not None]
        uppers = [value for trace in self.bands() for value in trace["y"]]
        high, low = max([*ys, *uppers], default=1.0), min([0.0, *ys])
        return low, (high * 1.05 if high > 0 else 1.0)
