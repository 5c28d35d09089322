"""The outlook of one series: what is known as a line, what follows if it goes on as a fan of two margins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.base import LOWER, MARGIN, UPPER, alt_text, fact_table, file_stem, measure_text, value_column
from ivp.figures.chart import Chart
from ivp.figures.palette import Palette, rgba
from ivp.figures.plotting import Spec, axis, layout, value_axis
from ivp.figures.table import Table
from ivp.wording import numbers
from ivp.wording.periods import span

if TYPE_CHECKING:
    from ivp.analysis.outlook import Outlook

HEIGHT = 320
Place = tuple[int, float]


def outlook_chart(
    known: Sequence[Fact],
    indicator: Indicator,
    projection: Outlook,
    *,
    title: str,
    source: str,
    palette: Palette,
) -> Chart:
    """`known`: yearly facts of one area; `projection`: the years that follow, which is not a refusal."""
    line = [(fact.year, fact.value) for fact in known if fact.value is not None]
    ahead = projection.years.tolist()
    low95, low80, middle, high80, high95 = (
        [*line[-1:], *zip(ahead, bound.tolist(), strict=True)]  # opens from the last known point
        for bound in (projection.lower95, projection.lower80, projection.middle, projection.upper80, projection.upper95)
    )
    top = max((value for _, value in (*line, *high95)), default=1.0) * 1.06
    bottom = min([0.0, *(value for _, value in (*line, *low95))])
    every = [*(year for year, _ in line), *ahead]
    ticks = every[:: -(-len(every) // 8)] if every else []
    percent = numbers.is_percentage(indicator)
    drawn = layout(
        palette, HEIGHT, (46, 20, 14, 36),
        xaxis=axis(palette, showgrid=False, tickvals=ticks, ticktext=[str(year) for year in ticks], tickangle=0),
        yaxis=value_axis(palette, top, bottom=bottom, percent=percent, wanted=4),
    )  # fmt: skip
    spec = {
        "data": [
            _fan(low95, high95, rgba(palette.navy, 0.10)),
            _fan(low80, high80, rgba(palette.navy, 0.18)),
            {"type": "scatter", "mode": "lines+markers", "hoverinfo": "skip", **_at(line),
             "line": {"color": palette.navy, "width": 2.4}, "marker": {"size": 6}},
            {"type": "scatter", "mode": "lines", "hoverinfo": "skip", **_at(middle),
             "line": {"color": palette.navy, "width": 2, "dash": "dot"}},
        ],
        "layout": drawn,
    }  # fmt: skip
    subject = f"{measure_text(indicator)}, {span(str(every[0]), str(every[-1]))}" if every else measure_text(indicator)
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Lijngrafiek met vooruitblik", subject, title), twin=partial(_table, known, indicator, projection),
        name=file_stem("vooruitblik", indicator.id),
        notes=(f"Stippellijn: als de lijn doorloopt. Donker vlak: 80 %-marge, licht vlak: {MARGIN}.",),
    )  # fmt: skip


def _at(places: Sequence[Place]) -> Spec:
    return {"x": [year for year, _ in places], "y": [value for _, value in places]}


def _fan(lower: Sequence[Place], upper: Sequence[Place], colour: str) -> Spec:
    """One margin as a closed shape."""
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "fillcolor": colour, "hoverinfo": "skip",
        **_at([*upper, *reversed(lower)]), "line": {"width": 0},
    }  # fmt: skip


def _table(known: Sequence[Fact], indicator: Indicator, projection: Outlook) -> Table:
    """The known figures, then the years ahead with their margins."""
    facts = fact_table(known, indicator)
    years = [str(year) for year in projection.years.tolist()]
    ahead = Table.of(
        {
            "Gebied": [facts.rows[0][0] if facts.rows else ""] * len(years),
            "Periode": years,
            value_column(indicator): projection.middle.tolist(),
            LOWER: projection.lower95.tolist(),
            UPPER: projection.upper95.tolist(),
            "Status": [""] * len(years),
            "Soort": ["vooruitblik"] * len(years),
        }
    )
    return Table.joined([facts.with_column("Soort", ["cijfer"] * len(facts)), ahead])
