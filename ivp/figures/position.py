"""Position chart: one area per indicator on a strip with the other areas, all on the scale of the reference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ivp.catalog.models import Indicator
from ivp.facts import ALIKE, Fact
from ivp.figures.base import alt_text, area_label, figure_text, file_stem, hover
from ivp.figures.chart import Chart, Shown
from ivp.figures.palette import Palette
from ivp.figures.plotting import SMALL, Spec, axis, layout, note, point_marker, text_width, wrap
from ivp.figures.rowsplot import look
from ivp.figures.table import Table
from ivp.outcomes import Outcome
from ivp.wording import numbers, periods
from ivp.wording.labels import SIMILAR, outcome_label

REACH = 2.0  # the strip runs from a quarter to four times the reference; what lies beyond stands at the end
_ROW, _TOP, _BOTTOM = 40.0, 30.0, 30.0
_TICKS = {-2.0: "¼ ×", -1.0: "½ ×", 0.0: "1 ×", 1.0: "2 ×", 2.0: "4 ×"}


@dataclass(frozen=True)
class _Strip:
    """One indicator: the fact and figure of the area, its peers with theirs, and the figure of the reference."""

    indicator: Indicator
    own: Fact
    value: float
    others: tuple[tuple[Fact, float], ...]
    base: float
    y: float

    def place(self, value: float) -> float:
        """Where a figure stands on the strip."""
        return scaled(value, self.base)


def position_chart(
    facts: Sequence[Fact],
    indicators: Sequence[Indicator],
    area: str,
    reference: str,
    *,
    title: str,
    source: str,
    palette: Palette,
) -> Chart:
    """Where `area` lies among its peers on every indicator that has its figure and one to hold it against.

    `facts`: one period per indicator, with that of `reference` (a code) and the peers (same level as `area`). Without
    a code it is held against what its comparison has: similar municipalities.
    The scale is log2 of the figure over that of the reference, cut off at a quarter and at four times; figures
    of zero stand at the left end.
    """
    strips = _strips(facts, indicators, area, reference)
    labels = {fact.area.code: area_label(fact.area) for fact in facts if fact.area.code in (area, reference)}
    name, against = labels.get(area, area), labels.get(reference, ALIKE.name)
    texts = [_label(strip) for strip in strips]
    left = max((text_width(text) for text in texts), default=60) + 12
    right = max((text_width(figure_text(strip.own, strip.indicator)) for strip in strips), default=40) + 16
    height = _TOP + _BOTTOM + _ROW * max(len(strips), 1)
    drawn = layout(
        palette, round(height), (left, right, _TOP, _BOTTOM),
        xaxis=axis(palette, range=[-REACH - 0.12, REACH + 0.12], tickvals=list(_TICKS), tickangle=0,
                   ticktext=list(_TICKS.values())),
        yaxis=axis(palette, range=[-len(strips) + 0.4, 0.6], showgrid=False, automargin=False,
                   tickvals=[strip.y for strip in strips], ticktext=texts,
                   tickfont={"size": SMALL, "color": palette.ink}),
    )  # fmt: skip
    spec = {
        "data": [
            _rails(strips, palette),
            _reference_line(len(strips), palette),
            _peers(strips, palette),
            _own(strips, palette),
        ],
        "layout": {
            **drawn,
            "annotations": [*_values(strips, palette), _reference_note(against, palette)],
        },
    }
    return Chart(
        kind="plotly", spec=spec, title=title, source=source,
        subtitle=f"{name} op elke indicator, als veelvoud van het cijfer van {_sentence_name(against)}",
        alt=alt_text(f"Positie van {name}", f"{numbers.counted(len(strips), 'indicatoren')} naast "
                     f"{_sentence_name(against)}", title),
        twin=partial(_table, strips), name=file_stem("positie", area), notes=_notes(strips),
        shown=tuple(Shown(strip.indicator, (strip.own,)) for strip in strips),
    )  # fmt: skip


def _sentence_name(label: str) -> str:
    return "het district" if label == "District" else label


def _strips(facts: Sequence[Fact], indicators: Sequence[Indicator], area: str, reference: str) -> list[_Strip]:
    by_indicator: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        by_indicator.setdefault(fact.indicator, {})[fact.area.code] = fact
    found: list[_Strip] = []
    for indicator in indicators:
        here = by_indicator.get(indicator.id, {})
        own = here.get(area)
        base = _base(own, here.get(reference)) if own else None
        if own is None or own.value is None or base is None or base <= 0:
            continue
        peers = tuple(
            (fact, fact.value) for fact in here.values()
            if fact is not own and fact.area.level == own.area.level and fact.value is not None
        )  # fmt: skip
        found.append(_Strip(indicator, own, own.value, peers, base, -float(len(found))))
    return found


def _base(own: Fact, reference: Fact | None) -> float | None:
    if reference is not None:
        return reference.value
    return own.comparison.value if own.comparison and own.comparison.reference == ALIKE else None


def scaled(value: float, base: float) -> float:
    """log2(value / base), cut off at REACH on both sides; zero and below stand at the left end."""
    if value <= 0:
        return -REACH
    return max(-REACH, min(REACH, math.log2(value / base)))


def _label(strip: _Strip) -> str:
    return wrap(strip.indicator.short, 17)


def _rails(strips: Sequence[_Strip], palette: Palette) -> Spec:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for strip in strips:
        xs += [-REACH, REACH, None]
        ys += [strip.y, strip.y, None]
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": "strook", "x": xs, "y": ys,
            "line": {"color": palette.grid, "width": 6}}  # fmt: skip


def _peers(strips: Sequence[_Strip], palette: Palette) -> Spec:
    points = [(strip, fact, value) for strip in strips for fact, value in strip.others]
    return {
        "type": "scatter", "mode": "markers", "name": "andere gemeenten", "hoverinfo": "text",
        "x": [strip.place(value) for strip, _, value in points],
        "y": [strip.y for strip, *_ in points],
        "text": [hover(fact, strip.indicator) for strip, fact, _ in points],
        "marker": {"symbol": "line-ns", "size": 13, "line": {"color": palette.other, "width": 1.6}},
    }  # fmt: skip


def _own(strips: Sequence[_Strip], palette: Palette) -> Spec:
    looks = [look(strip.own, strip.indicator, palette) for strip in strips]
    return {
        "type": "scatter", "mode": "markers", "name": "gekozen", "hoverinfo": "text", "cliponaxis": False,
        "x": [strip.place(strip.value) for strip in strips],
        "y": [strip.y for strip in strips],
        "text": [f"{hover(strip.own, strip.indicator)}<br>{strip.indicator.label}" for strip in strips],
        "customdata": [strip.indicator.id for strip in strips],
        "marker": point_marker(looks, 15, 2),
    }  # fmt: skip


def _values(strips: Sequence[_Strip], palette: Palette) -> list[Spec]:
    made = []
    for strip in strips:
        text = f"{figure_text(strip.own, strip.indicator)}<br>{periods.period(strip.own.period, short=True)}"
        made.append(
            note(text, 1, strip.y, xref="paper", yref="y", xanchor="left", yanchor="middle", xshift=8, align="left",
                 font={"size": SMALL, "color": palette.ink})
        )  # fmt: skip
    return made


def _reference_note(against: str, palette: Palette) -> Spec:
    return note(against, 0, 1, xref="x", yref="paper", yanchor="bottom", yshift=2,
                font={"size": SMALL, "color": palette.muted})  # fmt: skip


def _reference_line(strips: int, palette: Palette) -> Spec:
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": "vergelijking", "x": [0, 0],
            "y": [0.6, 0.4 - strips], "line": {"color": palette.muted, "width": 1.4, "dash": "5px,4px"}}  # fmt: skip


def _notes(strips: Sequence[_Strip]) -> tuple[str, ...]:
    notes = [
        f"▲ hoger, ▼ lager, ● {SIMILAR}.",
        "Oranje is ongunstig, blauw gunstig, paars en grijsgroen zonder oordeel.",
        "Grijze streepjes: de andere gemeenten. Verder dan een kwart of vier keer staat aan het eind.",
    ]
    if any(strip.own.outcome == Outcome.NONE for strip in strips):
        notes.append("◆ niet vergeleken: geen marge, of te weinig gevallen om te toetsen.")
    if any(strip.own.indicative for strip in strips):
        notes.append("Open teken: indicatief, weinig gevallen.")
    return tuple(notes)


def _table(strips: Sequence[_Strip]) -> Table:
    return Table.of(
        {
            "Indicator": [strip.indicator.label for strip in strips],
            "Eenheid": [strip.indicator.unit for strip in strips],
            "Periode": [periods.period(strip.own.period) for strip in strips],
            "Cijfer": [strip.value for strip in strips],
            "Aantal": [strip.own.numerator for strip in strips],
            "Vergelijkingscijfer": [strip.base for strip in strips],
            "Verhouding": [strip.value / strip.base for strip in strips],
            "Uitkomst": [outcome_label(strip.own.outcome) for strip in strips],
        }
    )
