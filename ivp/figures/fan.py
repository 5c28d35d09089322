"""The outlook of one series: what is known as a line, what follows if it goes on as a fan of two margins."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ivp.catalog.models import Indicator
from ivp.figures.base import alt_text, fact_table, file_stem, measure_text, number_of, records
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette, rgba
from ivp.figures.plotting import axis, layout, value_axis
from ivp.wording import numbers
from ivp.wording.periods import span

HEIGHT = 320


def outlook_chart(
    known: pd.DataFrame,
    indicator: Indicator,
    projection: pd.DataFrame,
    *,
    title: str,
    source: str,
    palette: Palette,
) -> Chart:
    """`known`: yearly facts of one area. `projection`: columns year, middle, lower80, upper80, lower95, upper95."""
    rows = [row for row in records(known) if number_of(row, "value") is not None]
    years = [int(str(row["period"])[:4]) for row in rows]
    values = [float(row["value"]) for row in rows]
    ahead = projection.sort_values("year")
    last = [(years[-1], values[-1])] if rows else []
    top = max([*values, *ahead["upper95"]], default=1.0) * 1.06
    low = min([0.0, *values, *ahead["lower95"]])
    every = [*years, *(int(year) for year in ahead["year"])]
    ticks = every[:: -(-len(every) // 8)] if every else []
    percent = numbers.is_percentage(indicator)
    drawn = layout(
        palette, HEIGHT, (46, 20, 14, 36),
        xaxis=axis(palette, showgrid=False, tickvals=ticks, ticktext=[str(year) for year in ticks], tickangle=0),
        yaxis=value_axis(palette, top, bottom=low, percent=percent, wanted=4),
    )  # fmt: skip
    spec = {
        "data": [
            _fan(ahead, last, "95", rgba(palette.navy, 0.10)),
            _fan(ahead, last, "80", rgba(palette.navy, 0.18)),
            {"type": "scatter", "mode": "lines+markers", "hoverinfo": "skip", "x": years, "y": values,
             "line": {"color": palette.navy, "width": 2.4}, "marker": {"size": 6}},
            {"type": "scatter", "mode": "lines", "hoverinfo": "skip",
             "x": [*(year for year, _ in last), *ahead["year"].tolist()],
             "y": [*(value for _, value in last), *ahead["middle"].tolist()],
             "line": {"color": palette.navy, "width": 2, "dash": "dot"}},
        ],
        "layout": drawn,
    }  # fmt: skip
    subject = f"{measure_text(indicator)}, {span(str(every[0]), str(every[-1]))}" if every else measure_text(indicator)
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Lijngrafiek met vooruitblik", subject, title), table=_table(known, ahead, indicator),
        name=file_stem("vooruitblik", indicator.id),
        notes=("Stippellijn: als de lijn doorloopt. Donker vlak: 80 %-marge, licht vlak: 95 %-marge.",),
    )  # fmt: skip


def _fan(ahead: pd.DataFrame, last: Sequence[tuple[int, float]], level: str, colour: str) -> dict[str, object]:
    """One margin as a closed shape that opens from the last known point."""
    xs = [*(year for year, _ in last), *ahead["year"].tolist()]
    upper = [*(value for _, value in last), *ahead[f"upper{level}"].tolist()]
    lower = [*(value for _, value in last), *ahead[f"lower{level}"].tolist()]
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "fillcolor": colour, "hoverinfo": "skip",
        "x": [*xs, *reversed(xs)], "y": [*upper, *reversed(lower)], "line": {"width": 0},
    }  # fmt: skip


def _table(known: pd.DataFrame, ahead: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The known figures, then the years ahead with their margins."""
    facts = fact_table(records(known), indicator).assign(Soort="cijfer")
    column = facts.columns[2]
    projected = pd.DataFrame(
        {
            "Gebied": facts["Gebied"].iloc[0] if len(facts) else "",
            "Periode": [str(int(year)) for year in ahead["year"]],
            column: ahead["middle"].to_numpy(float),
            "Ondergrens 95 %": ahead["lower95"].to_numpy(float),
            "Bovengrens 95 %": ahead["upper95"].to_numpy(float),
            "Status": "",
            "Soort": "vooruitblik",
        }
    )
    return pd.concat([facts, projected], ignore_index=True)
