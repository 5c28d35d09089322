"""Actions on a line through time: a row per area, a mark per action at its deadline or in its year."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from ivp.figures.base import Record, alt_text, area_label, records
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, axis, layout, text_width, wrap
from ivp.figures.series import place, place_of_date
from ivp.wording import numbers
from ivp.wording.periods import date_text

_ROW, _TOP, _BOTTOM = 40, 14, 34
_SYMBOLS = {
    "gepland": "circle-open",
    "loopt": "circle",
    "afgerond": "square",
    "gestopt": "x",
    "onbekend": "diamond-open",
}


def action_timeline(actions: pd.DataFrame, *, title: str, source: str, palette: Palette) -> Chart:
    """`actions`: the reader's frame. A mark stands at the deadline, or in the middle of its year without one."""
    rows = records(actions)
    areas = list(dict.fromkeys(_area(row) for row in rows))
    places = {name: -float(n) for n, name in enumerate(areas)}
    xs = [_at(row) for row in rows]
    first, last = (int(min(xs)), int(max(xs))) if xs else (2023, 2026)
    years = list(range(first, last + 1))
    left = max((text_width(wrap(name, 18)) for name in areas), default=60) + 12
    drawn = layout(
        palette, round(_TOP + _BOTTOM + _ROW * max(len(areas), 1)), (left, 16, _TOP, _BOTTOM),
        xaxis=axis(palette, range=[first - 0.1, last + 1.1], tickvals=[year + 0.5 for year in years],
                   ticktext=[str(year) for year in years], tickangle=0),
        yaxis=axis(palette, range=[-len(areas) + 0.4, 0.6], automargin=False, tickvals=list(places.values()),
                   ticktext=[wrap(name, 18) for name in areas], tickfont={"size": SMALL, "color": palette.ink}),
    )  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers", "hoverinfo": "text", "cliponaxis": False,
        "x": _apart(rows, xs), "y": [places[_area(row)] for row in rows],
        "hovertext": [f"<b>{escape(row['title'], quote=False)}</b><br>{row['status']}, {_when(row)}" for row in rows],
        "marker": {"size": 13, "color": palette.navy, "line": {"color": palette.navy, "width": 2},
                   "symbol": [_SYMBOLS.get(row["status"], "diamond-open") for row in rows]},
    }  # fmt: skip
    subject = f"{numbers.counted(len(rows), 'acties')} naar gebied en jaar"
    used = [status for status in _SYMBOLS if any(row["status"] == status for row in rows)]
    shapes = {"gepland": "open rondje", "loopt": "rondje", "afgerond": "vierkant", "gestopt": "kruis",
              "onbekend": "ruit"}  # fmt: skip
    return Chart(
        kind="plotly", spec={"data": [marks], "layout": drawn}, title=title, subtitle=subject, source=source,
        alt=alt_text("Tijdlijn", subject, title), table=action_table(actions), name="uitvoering",
        notes=("; ".join(f"{shapes[status]}: {status}" for status in used) + ".",) if used else (),
    )  # fmt: skip


def _area(row: Record) -> str:
    return area_label({**row, "level": row["area_level"]})


def _at(row: Record) -> float:
    deadline = row.get("deadline")
    return place_of_date(deadline) if deadline is not None and pd.notna(deadline) else place(str(row["year"]))


def _when(row: Record) -> str:
    deadline = row.get("deadline")
    return date_text(str(deadline)[:10]) if deadline is not None and pd.notna(deadline) else str(row["year"])


def _apart(rows: Sequence[Record], xs: Sequence[float]) -> list[float]:
    """The places, with marks of one area at one moment set a little beside each other."""
    seen: dict[tuple[str, float], int] = {}
    moved = []
    for row, x in zip(rows, xs, strict=True):
        key = (row["area"], x)
        moved.append(x + 0.09 * seen.get(key, 0))
        seen[key] = seen.get(key, 0) + 1
    return moved


def action_table(actions: pd.DataFrame) -> pd.DataFrame:
    """The actions as a table with Dutch column names; partners as they stand in the frame, joined by a comma."""
    rows = records(actions)
    return pd.DataFrame(
        {
            "Jaar": [str(row["year"]) for row in rows],
            "Gebied": [_area(row) for row in rows],
            "Actie": [row["title"] for row in rows],
            "Trekker": [row["lead"] for row in rows],
            "Partners": [", ".join(row["partners"]) for row in rows],
            "Stand": [row["status"] for row in rows],
            "Deadline": [_when(row) if pd.notna(row.get("deadline")) else "" for row in rows],
            "Resultaat": [row["result"] for row in rows],
            "Status": [row["standing"] for row in rows],
            "Bron": [row["source"] for row in rows],
        }
    )
