"""The last twelve months of one area beside the same months a year before, with a mark where that is beyond chance."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ivp.catalog.models import Indicator
from ivp.figures.base import Record, alt_text, area_label, fact_table, file_stem, hover, number_of, records
from ivp.figures.chart import Chart
from ivp.figures.marks import End, end_labels
from ivp.figures.palette import Palette, marker, outcome_of_direction
from ivp.figures.plotting import axis, layout, nice_ticks, text_width, value_axis
from ivp.wording import facts as fact_words
from ivp.wording import months, numbers, periods
from ivp.wording.labels import direction_label

_HEIGHT, _LEFT, _TOP, _BOTTOM = 330, 46, 16, 40
_LEAST = 3.0  # the axis goes at least so far: a count has no halves
_NOW, _BEFORE = "<b>nu</b>", "een jaar<br>eerder"


def same_months(
    facts: pd.DataFrame, indicator: Indicator, area: str, *, title: str, source: str, palette: Palette
) -> Chart:
    """Two lines of counts over twelve months: those up to the last known month, and the same months a year before.

    A month whose change from a year before is more than chance has a triangle (up or down), another a round mark.
    """
    own = [row for row in records(facts) if row["area"] == area and row["indicator"] == indicator.id]
    rows = [dict(row) for row in months.last_twelve([row for row in own if periods.is_month(str(row["period"]))])]
    what = f"{indicator.label}, aantal {fact_words.noun(indicator)} per maand"
    where = area_label(rows[0]) if rows else ""
    reach = periods.span(rows[0]["period"], rows[-1]["period"]) if rows else ""
    subject = ", ".join(part for part in (what, where, reach) if part)
    return Chart(
        kind="plotly",
        spec=_spec(rows, indicator, palette),
        title=title,
        subtitle=subject,
        source=source,
        alt=alt_text("Twee lijnen over twaalf maanden", subject, title),
        table=_table(rows, indicator),
        name=file_stem("jaar-eerder", indicator.id, area),
        notes=tuple(_notes(rows)),
    )


def _spec(rows: Sequence[Record], indicator: Indicator, palette: Palette) -> Record:
    grid = periods.months_until(rows[-1]["period"], months.LAST) if rows else []
    by_month = {row["period"]: row for row in rows}
    now = [months.figure(by_month.get(month, {})) for month in grid]
    before = [_before(by_month.get(month, {})) for month in grid]
    high = max([_LEAST, *(y * 1.08 for y in (*now, *before) if y is not None)])
    ends = [_end(ys, text, colour) for ys, text, colour in ((now, _NOW, palette.navy), (before, _BEFORE, palette.muted))
            if any(y is not None for y in ys)]  # fmt: skip
    right = max((text_width(end.text) for end in ends), default=20) + 14
    names, leaders = end_labels(ends, (0.0, high), _HEIGHT - _TOP - _BOTTOM, 11.4, palette)
    return {
        "data": [_line_before(grid, before, palette), _line_now(grid, now, by_month, indicator, palette), leaders],
        "layout": layout(
            palette, _HEIGHT, (_LEFT, right, _TOP, _BOTTOM),
            xaxis=axis(palette, range=[-0.4, 11.4], tickvals=list(range(len(grid)))[1::2], ticktext=_ticks(grid[1::2]),
                       showgrid=False, tickangle=0),
            yaxis=value_axis(palette, high, wanted=4 if _whole(high, 4) else 3),
            annotations=names,
        ),
    }  # fmt: skip


def _whole(high: float, wanted: int) -> bool:
    return all(tick.is_integer() for tick in nice_ticks(0.0, high, wanted))


def _before(row: Record) -> float | None:
    count = number_of(row, "previous_numerator")
    return count if count is not None else number_of(row, "previous_value")


def _ticks(grid: Sequence[str]) -> list[str]:
    """The first letters of every month, with the year below the first of each year."""
    names = [periods.SHORT_MONTHS[int(month[5:7]) - 1] for month in grid]
    years = [month[:4] for month in grid]
    return [f"{name}<br>{year}" if year not in years[:at] else name
            for at, (name, year) in enumerate(zip(names, years, strict=True))]  # fmt: skip


def _end(ys: Sequence[float | None], text: str, colour: str) -> End:
    at = max(place for place, y in enumerate(ys) if y is not None)
    return End(text, float(at), float(ys[at] or 0.0), colour)


def _line_before(grid: Sequence[str], ys: Sequence[float | None], palette: Palette) -> Record:
    told = ["" if y is None else f"{periods.period(periods.previous(month))}: {numbers.number(y)}"
            for month, y in zip(grid, ys, strict=True)]  # fmt: skip
    return {
        "type": "scatter", "mode": "lines+markers", "name": "een jaar eerder", "x": list(range(len(grid))),
        "y": list(ys), "text": told, "hoverinfo": "text", "connectgaps": False,
        "line": {"color": palette.muted, "width": 1.4, "dash": "5px,4px"},
        "marker": {"size": 4, "color": palette.muted},
    }  # fmt: skip


def _line_now(
    grid: Sequence[str], ys: Sequence[float | None], by_month: dict[str, Record], indicator: Indicator, palette: Palette
) -> Record:
    found = [by_month.get(month, {}) for month in grid]
    outcomes = [outcome_of_direction(fact_words.text(row, "change_outcome", "none")) for row in found]
    looks = [marker(outcome, indicator.polarity, palette) for outcome in outcomes]
    moved = [outcome not in ("similar", "none") for outcome in outcomes]
    return {
        "type": "scatter", "mode": "lines+markers", "name": "deze maanden", "x": list(range(len(grid))),
        "y": list(ys), "text": [hover(row, indicator) if row else "" for row in found], "hoverinfo": "text",
        "connectgaps": False, "line": {"color": palette.navy, "width": 2.4},
        "marker": {
            "symbol": [look["symbol"] for look in looks], "size": [13 if big else 6 for big in moved],
            "color": [look["color"] if big else palette.navy for look, big in zip(looks, moved, strict=True)],
            "line": {"width": 1.4, "color": [look["edge"] if big else palette.navy
                                             for look, big in zip(looks, moved, strict=True)]},
        },
    }  # fmt: skip


def _notes(rows: Sequence[Record]) -> list[str]:
    outcomes = {fact_words.text(row, "change_outcome", "none") for row in rows}
    words = [f"{sign} {direction_label(name)}" for sign, name in (("▲", "up"), ("▼", "down")) if name in outcomes]
    notes = [f"{', '.join(words)} ten opzichte van een jaar eerder."] if words else []
    if any(row.get("state") == "provisional" for row in rows):
        notes.append("Voorlopige cijfers.")
    return notes


def _table(rows: Sequence[Record], indicator: Indicator) -> pd.DataFrame:
    table = fact_table(rows, indicator)
    outcomes = [fact_words.text(row, "change_outcome", "none") for row in rows]
    return table.assign(
        **{"Een jaar eerder": pd.Series([_before(row) for row in rows], dtype=float)},
        Verandering=[direction_label(outcome) for outcome in outcomes],
    )
