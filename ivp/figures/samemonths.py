"""The last twelve months of one area beside the same months a year before, with a mark where that is beyond chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.base import alt_text, area_label, fact_table, facts_of, file_stem, hover, provisional_note
from ivp.figures.chart import Chart, Shown
from ivp.figures.marks import End, end_labels
from ivp.figures.palette import Palette, marker, outcome_of_direction
from ivp.figures.plotting import Spec, axis, layout, nice_ticks, text_width, value_axis
from ivp.figures.table import Table
from ivp.outcomes import Measure, Movement
from ivp.wording import facts as fact_words
from ivp.wording import months, numbers, periods
from ivp.wording.labels import direction_label, direction_sign

_HEIGHT, _LEFT, _TOP, _BOTTOM = 330, 46, 16, 40
_LEAST = 3.0  # the axis goes at least so far: a count has no halves
_NOW, _BEFORE = "<b>nu</b>", "een jaar<br>eerder"


def same_months(
    facts: Sequence[Fact], indicator: Indicator, area: str, *, title: str, source: str, palette: Palette
) -> Chart:
    """Two lines of counts over twelve months: those up to the last known month, and the same months a year before.

    A month whose change from a year before is more than chance has a triangle (up or down), another a round mark.
    """
    own = [fact for fact in facts_of(facts, indicator) if fact.area.code == area and fact.monthly]
    shown = months.last_twelve(own)
    what = f"{indicator.label}, aantal {fact_words.noun(indicator)} per maand"
    where = area_label(shown[0].area) if shown else ""
    reach = periods.span(shown[0].period, shown[-1].period) if shown else ""
    subject = ", ".join(part for part in (what, where, reach) if part)
    return Chart(
        kind="plotly",
        spec=_spec(shown, indicator, palette),
        title=title,
        subtitle=subject,
        source=source,
        alt=alt_text("Twee lijnen over twaalf maanden", subject, title),
        twin=partial(_table, shown, indicator),
        name=file_stem("jaar-eerder", indicator.id, area),
        notes=tuple(_notes(shown)),
        shown=(Shown(indicator, tuple(shown), Measure.COUNT),),
    )


def _spec(facts: Sequence[Fact], indicator: Indicator, palette: Palette) -> Spec:
    grid = periods.months_until(facts[-1].period, months.LAST) if facts else []
    by_month = {fact.period: fact for fact in facts}
    now = [months.figure(by_month[month]) if month in by_month else None for month in grid]
    before = [_before(by_month[month]) if month in by_month else None for month in grid]
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


def _before(fact: Fact) -> float | None:
    if fact.change is None:
        return None
    return fact.change.numerator if fact.change.numerator is not None else fact.change.value


def _ticks(grid: Sequence[str]) -> list[str]:
    """The first letters of every month, with the year below the first of each year."""
    names = [periods.SHORT_MONTHS[int(month[5:7]) - 1] for month in grid]
    years = [month[:4] for month in grid]
    return [f"{name}<br>{year}" if year not in years[:at] else name
            for at, (name, year) in enumerate(zip(names, years, strict=True))]  # fmt: skip


def _end(ys: Sequence[float | None], text: str, colour: str) -> End:
    at = max(place for place, y in enumerate(ys) if y is not None)
    return End(text, float(at), float(ys[at] or 0.0), colour)


def _line_before(grid: Sequence[str], ys: Sequence[float | None], palette: Palette) -> Spec:
    told = ["" if y is None else f"{periods.period(periods.previous(month))}: {numbers.number(y)}"
            for month, y in zip(grid, ys, strict=True)]  # fmt: skip
    return {
        "type": "scatter", "mode": "lines+markers", "name": "een jaar eerder", "x": list(range(len(grid))),
        "y": list(ys), "text": told, "hoverinfo": "text", "connectgaps": False,
        "line": {"color": palette.muted, "width": 1.4, "dash": "5px,4px"},
        "marker": {"size": 4, "color": palette.muted},
    }  # fmt: skip


def _line_now(
    grid: Sequence[str], ys: Sequence[float | None], by_month: Mapping[str, Fact], indicator: Indicator,
    palette: Palette,
) -> Spec:  # fmt: skip
    found = [by_month.get(month) for month in grid]
    outcomes = [outcome_of_direction(fact.movement if fact else Movement.NONE) for fact in found]
    looks = [(marker(outcome, indicator.polarity, palette), bool(outcome.sign)) for outcome in outcomes]
    return {
        "type": "scatter", "mode": "lines+markers", "name": "deze maanden", "x": list(range(len(grid))),
        "y": list(ys), "text": [hover(fact, indicator) if fact else "" for fact in found], "hoverinfo": "text",
        "connectgaps": False, "line": {"color": palette.navy, "width": 2.4},
        "marker": {
            "symbol": [look.symbol for look, _ in looks], "size": [13 if moved else 6 for _, moved in looks],
            "color": [look.fill if moved else palette.navy for look, moved in looks],
            "line": {"width": 1.4, "color": [look.edge if moved else palette.navy for look, moved in looks]},
        },
    }  # fmt: skip


def _notes(facts: Sequence[Fact]) -> list[str]:
    movements = {fact.movement for fact in facts}
    words = [
        f"{direction_sign(one)} {direction_label(one)}" for one in (Movement.UP, Movement.DOWN) if one in movements
    ]
    notes = [f"{', '.join(words)} ten opzichte van een jaar eerder."] if words else []
    return [*notes, *provisional_note(facts)]


def _table(facts: Sequence[Fact], indicator: Indicator) -> Table:
    return (
        fact_table(facts, indicator)
        .with_column("Een jaar eerder", [_before(fact) for fact in facts])
        .with_column("Verandering", [direction_label(fact.movement) for fact in facts])
    )
