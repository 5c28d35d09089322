"""Calendar of months: a row per year, a column per month, darker where there were more cases.

The shades are a scale of grey: they say how many, not whether that is more than chance, and not whether it is good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ivp.catalog.models import Event, Indicator, State
from ivp.figures.base import Record, alt_text, fact_table, file_stem, hover, number_of, records
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, axis, layout, note, text_width
from ivp.figures.series import concerns, cuts, full_grid
from ivp.wording import facts as fact_words
from ivp.wording import months, numbers, periods
from ivp.wording.areas import capital

_ROW, _TOP, _BOTTOM, _LEFT = 27, 28, 8, 40
_SMALL_TEXT = 11
_NARROW = 3  # characters that fit a cell on a phone
_MARKS = {State.WITHHELD: "×", State.NOT_APPLICABLE: "–"}
_UNKNOWN = "?"
_SUM = "Som"


def month_heatmap(
    facts: pd.DataFrame,
    indicator: Indicator,
    area: str,
    *,
    title: str,
    source: str,
    palette: Palette,
    events: Sequence[Event] = (),
    phone: bool = False,
) -> Chart:
    """The months of one area: counts, or the figure itself where there is no count.

    From the first to the last month with a figure; a month without one within that reach is marked. Behind each row
    stands the sum of the year, only of twelve known months. `phone` leaves out numbers that do not fit in a cell.
    """
    rows = [row for row in records(facts) if row["area"] == area and row["indicator"] == indicator.id]
    rows = [row for row in rows if periods.is_month(str(row["period"]))]
    known = sorted(row["period"] for row in rows if months.figure(row) is not None)
    grid = full_grid(known[0], known[-1]) if known else []
    by_month = {str(row["period"]): row for row in rows if grid and grid[0] <= row["period"] <= grid[-1]}
    tables = {str(row["source"]) for row in rows} or {indicator.source}
    breaks = cuts([event for event in events if concerns(event, tables)], grid, tables) if grid else {}
    name = str(rows[0]["area_name"]) if rows else ""
    what = f"{indicator.label}, aantal {fact_words.noun(indicator)} per maand"
    subject = ", ".join(part for part in (what, name, periods.span(grid[0], grid[-1]) if grid else "") if part)
    shown = [row for period, row in sorted(by_month.items())]
    return Chart(
        kind="plotly",
        spec=_spec(by_month, grid, breaks, indicator, palette, phone),
        title=title,
        subtitle=subject,
        source=source,
        alt=alt_text("Kalender met een vak per maand", subject, title),
        table=fact_table(shown, indicator),
        name=file_stem("maanden", indicator.id, area),
        notes=tuple(_notes(by_month, grid, breaks, indicator)),
    )


def _text(row: Record | None, indicator: Indicator) -> str:
    """What stands in a cell: the count (slanted while provisional), or the mark of a month without a figure."""
    amount = months.figure(row) if row else None
    if row is None or amount is None:
        return _MARKS.get(State(row["state"]), _UNKNOWN) if row else _UNKNOWN
    counted = number_of(row, "numerator") is not None
    text = numbers.number(amount) if counted else numbers.value(amount, indicator)
    return f"<i>{text}</i>" if row.get("state") == State.PROVISIONAL else text


def _spec(
    by_month: Mapping[str, Record], grid: Sequence[str], breaks: Mapping[str, Event], indicator: Indicator,
    palette: Palette, phone: bool,
) -> Record:  # fmt: skip
    years = sorted({period[:4] for period in grid})
    cells = {period: (int(period[5:7]) - 1, years.index(period[:4])) for period in grid}
    texts = {period: _text(by_month.get(period), indicator) for period in grid}
    sums = _sums(by_month, years)
    right = max((text_width(text) for text in (*sums, _SUM)), default=30) + 14
    fits = not phone or all(len(text.removeprefix("<i>").removesuffix("</i>")) <= _NARROW for text in texts.values())
    height = max(len(years), 1) * _ROW + _TOP + _BOTTOM
    return {
        "data": [_cells(by_month, cells, texts if fits else {}, years, indicator, palette),
                 _missing(by_month, cells, texts, palette)],
        "layout": layout(
            palette, height, (_LEFT, right, _TOP, _BOTTOM),
            xaxis=axis(palette, range=[-0.5, 11.5], tickvals=list(range(12)), side="top", showgrid=False, tickangle=0,
                       ticktext=[name[0] if phone else name for name in periods.SHORT_MONTHS]),
            yaxis=axis(palette, range=[-0.5, max(len(years), 1) - 0.5], tickvals=list(range(len(years))),
                       ticktext=years, showgrid=False),
            annotations=_sum_notes(sums, palette) if years else [],
            shapes=[_step(cells[period], palette) for period in breaks],
        ),
    }  # fmt: skip


def _cells(
    by_month: Mapping[str, Record], cells: Mapping[str, tuple[int, int]], texts: Mapping[str, str],
    years: Sequence[str], indicator: Indicator, palette: Palette,
) -> Record:  # fmt: skip
    size = max(len(years), 1)
    z: list[list[float | None]] = [[None] * 12 for _ in range(size)]
    shown = [[""] * 12 for _ in range(size)]
    told = [[""] * 12 for _ in range(size)]
    for period, (column, line) in cells.items():
        row = by_month.get(period)
        amount = months.figure(row) if row else None
        if row is not None and amount is not None:
            z[line][column] = amount
            shown[line][column] = texts.get(period, "")
            told[line][column] = hover(row, indicator)
    known = [amount for line in z for amount in line if amount is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    return {
        "type": "heatmap", "name": "maanden", "z": z, "x": list(range(12)), "y": list(range(size)),
        "text": shown, "texttemplate": "%{text}", "hovertext": told, "hoverinfo": "text", "hoverongaps": False,
        "textfont": {"size": _SMALL_TEXT, "color": palette.ink}, "xgap": 2, "ygap": 2, "showscale": False,
        "zmin": low, "zmax": high if high > low else low + 1,
        "colorscale": [[0, palette.surface], [1, palette.dense]],
    }  # fmt: skip


def _missing(
    by_month: Mapping[str, Record], cells: Mapping[str, tuple[int, int]], texts: Mapping[str, str], palette: Palette
) -> Record:
    gone = [period for period in cells if months.figure(by_month.get(period, {})) is None]
    why = [numbers.state_label(by_month[period]["state"] if period in by_month else State.UNKNOWN) for period in gone]
    return {
        "type": "scatter", "mode": "text", "name": "zonder cijfer",
        "x": [cells[period][0] for period in gone], "y": [cells[period][1] for period in gone],
        "text": [texts[period] for period in gone], "hoverinfo": "text",
        "hovertext": [f"{periods.period(period)}: {word}" for period, word in zip(gone, why, strict=True)],
        "textfont": {"size": SMALL, "color": palette.muted},
    }  # fmt: skip


def _sums(by_month: Mapping[str, Record], years: Sequence[str]) -> list[str]:
    """The sum of every year with twelve known counts; else a dash."""
    made = []
    for year in years:
        counts = [number_of(by_month.get(f"{year}-{month:02d}", {}), "numerator") for month in range(1, 13)]
        known = [count for count in counts if count is not None]
        made.append(numbers.number(sum(known)) if len(known) == len(counts) else numbers.DASH)
    return made


def _sum_notes(sums: Sequence[str], palette: Palette) -> list[Record]:
    look = {"xref": "paper", "xanchor": "left", "xshift": 8, "font": {"size": SMALL, "color": palette.ink}}
    heading = note(_SUM, 1, 1, yref="paper", yanchor="bottom", yshift=4,
                   **(look | {"font": {"size": SMALL, "color": palette.muted}}))  # fmt: skip
    return [heading, *(note(text, 1, at, yanchor="middle", **look) for at, text in enumerate(sums))]


def _step(cell: tuple[int, int], palette: Palette) -> Record:
    """The dashed line between the month before a break and the month after it; older years stand below."""
    left, line = cell[0] - 0.5, cell[1]
    path = f"M -0.5,{line + 0.5} L {left},{line + 0.5} L {left},{line - 0.5} L 11.5,{line - 0.5}"
    return {"type": "path", "path": path, "line": {"color": palette.ink, "width": 1.6, "dash": "5px,3px"}}


def _notes(
    by_month: Mapping[str, Record], grid: Sequence[str], breaks: Mapping[str, Event], indicator: Indicator
) -> list[str]:
    texts = [_text(by_month.get(period), indicator) for period in grid]
    marks = [
        (_UNKNOWN, "geen cijfer"),
        (_MARKS[State.WITHHELD], "niet gepubliceerd"),
        (_MARKS[State.NOT_APPLICABLE], "niet van toepassing"),
    ]
    found = [f"{mark} {word}" for mark, word in marks if mark in texts]
    found += ["schuin: voorlopig cijfer"] if any(text.startswith("<i>") for text in texts) else []
    found += ["som: alleen van twaalf bekende maanden"] if grid else []
    many = f"Hoe sterker de tint, hoe meer {fact_words.noun(indicator)}."
    lines = [f"{many} De tint zegt niets over toeval, en niet of het goed of slecht is."]
    lines += [f"{capital('; '.join(found))}."] if found else []
    return lines + [f"Streeplijn: breuk in de reeks, {event.label} ({event.start.year})." for event in breaks.values()]
