"""Calendar of months: a row per year, a column per month, darker where there were more cases.

The shades are a scale of grey: they say how many, not whether that is more than chance, and not whether it is good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ivp.catalog.models import Event, Indicator, State
from ivp.facts import Fact
from ivp.figures.base import alt_text, fact_table, facts_of, file_stem, hover
from ivp.figures.chart import Chart, Shown
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, Spec, axis, layout, note, text_width
from ivp.figures.series import concerns, cuts, full_grid
from ivp.outcomes import Measure
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
    facts: Sequence[Fact],
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
    own = [fact for fact in facts_of(facts, indicator) if fact.area.code == area and fact.monthly]
    known = [fact.period for fact in own if fact.known]
    grid = full_grid(min(known), max(known)) if known else []
    by_month = {fact.period: fact for fact in own if grid and grid[0] <= fact.period <= grid[-1]}
    tables = {fact.source for fact in own} or {indicator.source}
    breaks = cuts([event for event in events if concerns(event, tables)], grid, tables) if grid else {}
    name = own[0].area.name if own else ""
    what = f"{indicator.label}, aantal {fact_words.noun(indicator)} per maand"
    subject = ", ".join(part for part in (what, name, periods.span(grid[0], grid[-1]) if grid else "") if part)
    shown = [by_month[period] for period in sorted(by_month)]
    return Chart(
        kind="plotly",
        spec=_spec(by_month, grid, breaks, indicator, palette, phone),
        title=title,
        subtitle=subject,
        source=source,
        alt=alt_text("Kalender met een vak per maand", subject, title),
        twin=partial(fact_table, shown, indicator),
        name=file_stem("maanden", indicator.id, area),
        notes=tuple(_notes(by_month, grid, breaks, indicator)),
        shown=(Shown(indicator, tuple(shown), Measure.COUNT),),
    )


def _text(fact: Fact | None, indicator: Indicator) -> str:
    """What stands in a cell: the count (slanted while provisional), or the mark of a month without a figure."""
    if fact is None or not fact.known:
        return _MARKS.get(fact.state, _UNKNOWN) if fact else _UNKNOWN
    counted = fact.numerator is not None
    text = numbers.number(fact.numerator) if counted else numbers.value(fact.value, indicator)
    return f"<i>{text}</i>" if fact.provisional else text


def _spec(
    by_month: Mapping[str, Fact], grid: Sequence[str], breaks: Mapping[str, Event], indicator: Indicator,
    palette: Palette, phone: bool,
) -> Spec:  # fmt: skip
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
    by_month: Mapping[str, Fact], cells: Mapping[str, tuple[int, int]], texts: Mapping[str, str],
    years: Sequence[str], indicator: Indicator, palette: Palette,
) -> Spec:  # fmt: skip
    size = max(len(years), 1)
    z: list[list[float | None]] = [[None] * 12 for _ in range(size)]
    shown = [[""] * 12 for _ in range(size)]
    told = [[""] * 12 for _ in range(size)]
    for period, (column, line) in cells.items():
        fact = by_month.get(period)
        if fact and fact.known:
            z[line][column] = months.figure(fact)
            shown[line][column] = texts.get(period, "")
            told[line][column] = hover(fact, indicator)
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
    by_month: Mapping[str, Fact], cells: Mapping[str, tuple[int, int]], texts: Mapping[str, str], palette: Palette
) -> Spec:
    gone = [period for period in cells if not (period in by_month and by_month[period].known)]
    why = [numbers.state_label(by_month[period].state if period in by_month else State.UNKNOWN) for period in gone]
    return {
        "type": "scatter", "mode": "text", "name": "zonder cijfer",
        "x": [cells[period][0] for period in gone], "y": [cells[period][1] for period in gone],
        "text": [texts[period] for period in gone], "hoverinfo": "text",
        "hovertext": [f"{periods.period(period)}: {word}" for period, word in zip(gone, why, strict=True)],
        "textfont": {"size": SMALL, "color": palette.muted},
    }  # fmt: skip


def _sums(by_month: Mapping[str, Fact], years: Sequence[str]) -> list[str]:
    """The sum of every year with twelve known counts; else a dash."""
    made = []
    for year in years:
        own = [by_month.get(month) for month in periods.months_until(f"{year}-12", months.LAST)]
        known = [fact.numerator for fact in own if fact and fact.numerator is not None]
        made.append(numbers.number(sum(known)) if len(known) == len(own) else numbers.DASH)
    return made


def _sum_notes(sums: Sequence[str], palette: Palette) -> list[Spec]:
    look = {"xref": "paper", "xanchor": "left", "xshift": 8, "font": {"size": SMALL, "color": palette.ink}}
    heading = note(_SUM, 1, 1, yref="paper", yanchor="bottom", yshift=4,
                   **(look | {"font": {"size": SMALL, "color": palette.muted}}))  # fmt: skip
    return [heading, *(note(text, 1, at, yanchor="middle", **look) for at, text in enumerate(sums))]


def _step(cell: tuple[int, int], palette: Palette) -> Spec:
    """The dashed line between the month before a break and the month after it; older years stand below."""
    left, line = cell[0] - 0.5, cell[1]
    path = f"M -0.5,{line + 0.5} L {left},{line + 0.5} L {left},{line - 0.5} L 11.5,{line - 0.5}"
    return {"type": "path", "path": path, "line": {"color": palette.ink, "width": 1.6, "dash": "5px,3px"}}


def _notes(
    by_month: Mapping[str, Fact], grid: Sequence[str], breaks: Mapping[str, Event], indicator: Indicator
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
