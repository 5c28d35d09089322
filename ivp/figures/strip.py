"""The legend of a map: the distribution of the figures as ticks on a line, coloured as on the map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from ivp.catalog.models import Indicator
from ivp.facts import Fact
from ivp.figures.base import alt_text, amount_text, area_label, fact_table, file_stem, hover, on_axis, subtitle, valued
from ivp.figures.chart import Chart, Shown
from ivp.figures.maps import shown_outcome
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, Spec, bare_axis, layout, note, text_width, value_axis, wrap_name
from ivp.outcomes import Measure
from ivp.wording import numbers

HEIGHT = 104
_TOP, _BOTTOM, _SIDE = 24, 46, 16
_ROOM = 280  # width on a phone that the two names share
_MANY = 20  # from here on the ticks are thin
_BRIEF = 3  # lines: name and year, rate, number
Place: TypeAlias = tuple[float, Fact]


def legend_strip(
    facts: Sequence[Fact],
    indicator: Indicator,
    *,
    title: str,
    source: str,
    palette: Palette,
    measure: Measure = Measure.VALUE,
    reference: str = "",
) -> Chart:
    """One tick per area on the axis of the figures; the lowest and the highest by name, the reference as a line.

    `facts`: one period, the areas of the map and perhaps that of `reference` (a code).
    """
    drawn = on_axis(measure)
    known = valued(facts, indicator, drawn)
    places = [(amount, fact) for fact in known if (amount := fact.amount(drawn)) is not None]
    count = drawn == Measure.COUNT
    against = None if count else next((place for place in places if place[1].area.code == reference), None)
    shown = sorted((place for place in places if place[1].area.code != reference), key=lambda place: place[0])
    values = [amount for amount, _ in [*shown, *([against] if against else [])]]
    top = max(values, default=1.0) * 1.04 or 1.0
    percent = not count and numbers.is_percentage(indicator)
    look = layout(
        palette, HEIGHT, (_SIDE, _SIDE, _TOP, _BOTTOM),
        xaxis=value_axis(palette, top, bottom=min([0.0, *values]), percent=percent, wanted=4, showgrid=False,
                         tickangle=0),
        yaxis=bare_axis(palette, range=[-1, 1]),
    )  # fmt: skip
    spec = {
        "data": [_ticks(shown, indicator, measure, palette)],
        "layout": {
            **look,
            "annotations": [
                *_names(shown, indicator, drawn, top, palette),
                *_against(against, indicator, top, palette),
            ],
            "shapes": _lines(against, palette),
        },
    }
    subject = subtitle(indicator, known, drawn)
    return Chart(
        kind="plotly", spec=spec, title=title, subtitle=subject, source=source,
        alt=alt_text("Verdeling", f"{subject}, {numbers.counted(len(shown), 'gebieden')} op een lijn", title),
        twin=partial(fact_table, known, indicator), name=file_stem("verdeling", indicator.id),
        shown=(Shown(indicator, tuple(known), drawn),),
    )  # fmt: skip


def _ticks(places: Sequence[Place], indicator: Indicator, measure: Measure, palette: Palette) -> Spec:
    """Upright bars: filled as on the map, with the darker edge that makes them stand out from the page."""
    outcomes = [shown_outcome(fact, measure) for _, fact in places]
    count = measure == Measure.COUNT
    many = len(places) > _MANY
    return {
        "type": "bar", "name": indicator.short, "hoverinfo": "text", "cliponaxis": False,
        "x": [amount for amount, _ in places], "y": [1.3] * len(places), "base": -0.65,
        "width": _width(places) * (0.5 if many else 1.0),
        "hovertext": [_told(fact, indicator, brief=many) for _, fact in places],
        "customdata": [fact.area.code for _, fact in places],
        "marker": {
            "color": [palette.circle if count else palette.fill(o, indicator.polarity) for o in outcomes],
            "line": {"color": [palette.navy if count else palette.edge(o, indicator.polarity) for o in outcomes],
                     "width": 0.6 if many else 1.2},
            "opacity": 0.85,
        },
    }  # fmt: skip


def _told(fact: Fact, indicator: Indicator, brief: bool) -> str:
    """What stands at a tick; `brief` is name and figure, for hundreds of them whose map and list tell the rest."""
    lines = hover(fact, indicator).split("<br>")
    return "<br>".join(lines[:_BRIEF] if brief else lines)


def _width(places: Sequence[Place]) -> float:
    return max((abs(amount) for amount, _ in places), default=1.0) * 0.016 or 0.016


def _names(places: Sequence[Place], indicator: Indicator, measure: Measure, top: float, palette: Palette) -> list[Spec]:
    """The lowest and the highest, named above the line; one name when they stand too close to tell apart."""
    if not places:
        return []
    ends = [places[0], places[-1]] if len(places) > 1 else [places[0]]
    if len(ends) == 2 and ends[1][0] - ends[0][0] < top * 0.45:
        ends = ends[1:]
    texts = [_named(place, indicator, measure) for place in ends]
    if sum(text_width(text) for text in texts) > _ROOM:
        texts = [_named(place, indicator, measure, brief=True) for place in ends]
    if sum(text_width(text) for text in texts) > _ROOM:
        ends, texts = ends[-1:], texts[-1:]
    return [
        note(text, amount, 1, xref="x", yref="paper", yanchor="bottom", yshift=2, xanchor=_side(amount / top),
             font={"size": SMALL, "color": palette.ink})
        for (amount, _), text in zip(ends, texts, strict=True)
    ]  # fmt: skip


def _named(place: Place, indicator: Indicator, measure: Measure, brief: bool = False) -> str:
    """An area with its figure; `brief` without the gemeente in brackets."""
    amount, fact = place
    label = area_label(fact.area)
    name = wrap_name(label.split(" (")[0] if brief else label, 20, lines=1)
    return f"{name} {amount_text(amount, indicator, measure)}"


def _against(place: Place | None, indicator: Indicator, top: float, palette: Palette) -> list[Spec]:
    if place is None:
        return []
    return [note(_named(place, indicator, Measure.VALUE), place[0], 0, xref="x", yref="paper", yanchor="top",
                 yshift=-20, xanchor=_side(place[0] / top), font={"size": SMALL, "color": palette.muted})]  # fmt: skip


def _side(share: float) -> str:
    """At which side of its place a text stands, so that it stays within the drawing."""
    return "left" if share < 0.3 else "right" if share > 0.7 else "center"


def _lines(place: Place | None, palette: Palette) -> list[Spec]:
    base = {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "layer": "below",
            "line": {"color": palette.axis, "width": 1}}  # fmt: skip
    if place is None:
        return [base]
    return [base, {"type": "line", "xref": "x", "yref": "paper", "x0": place[0], "x1": place[0], "y0": 0, "y1": 1,
                   "line": {"color": palette.muted, "width": 1.4, "dash": "dash"}}]  # fmt: skip
