"""Maps without a base map: rates as filled outlines, counts as circles, wijken and buurten as circles until
their outlines are known. Colour says the outcome, as everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from ivp.catalog.models import Indicator, Level
from ivp.figures.base import (
    Record,
    add_outcome,
    alt_text,
    area_label,
    fact_table,
    file_stem,
    number_of,
    records,
    subtitle,
)
from ivp.figures.chart import Chart
from ivp.figures.maplayers import (
    AREAS,
    CIRCLES,
    NAMES,
    Look,
    area_layer,
    border_layer,
    circle_layer,
    plain_layer,
    text_layer,
)
from ivp.figures.palette import Palette, deck_colour, outcome_of_direction
from ivp.figures.shapes import Outline, prepared, view
from ivp.wording import facts as fact_words
from ivp.wording import numbers, sentences
from ivp.wording.areas import plural
from ivp.wording.labels import direction_label, direction_sign, outcome_label, verdict

MapMeasure = Literal["rate", "count", "difference", "trend"]
WIDTH, HEIGHT = 480, 500  # pixels that the first view is made for
_LARGEST = {Level.GEMEENTE: 3600.0, Level.WIJK: 1900.0}  # radius in metres of the largest circle
_LARGEST_OTHER = 1000.0
_SIGNS = {"much_higher": "▲", "higher": "▲", "similar": "●", "lower": "▼", "much_lower": "▼"}


def map_view(outlines: Mapping[str, Any], width: int = WIDTH, height: int = HEIGHT) -> Record:
    """deck.gl's initial view: centre and zoom at which all outlines fit."""
    return {**view(prepared(outlines).bounds, width, height), "height": height}


def area_map(
    facts: pd.DataFrame,
    indicator: Indicator,
    outlines: Mapping[str, Any],
    *,
    title: str,
    source: str,
    palette: Palette,
    points: pd.DataFrame | None = None,
    shapes: Mapping[str, Any] | None = None,
    measure: MapMeasure = "rate",
    selected: str = "",
    width: int = WIDTH,
) -> Chart:
    """A map of one indicator, one period and one level (gemeente, wijk or buurt).

    `outlines`: GeoJSON of the gemeenten with code, name and parent (basisteam). For wijken and buurten: `shapes`
    (GeoJSON of that level) fills them, `points` (columns code, lon, lat) draws circles whose area follows the
    count. `measure` 'count' is always circles. Every clickable object carries `code`; the layers that can be
    clicked are 'gebieden' and 'cirkels'. `selected`: code with a heavy outline.
    """
    ground = prepared(outlines)
    rows = [row for row in records(facts) if row["indicator"] == indicator.id]
    level = str(rows[0]["level"]) if rows else Level.GEMEENTE
    own = prepared(shapes) if shapes and shapes.get("features") and level != Level.GEMEENTE else None
    filled = ground.areas if level == Level.GEMEENTE else (own.areas if own else ())
    looks = {row["area"]: _look(row, indicator, measure, palette) for row in rows}
    circles_only = measure == "count" or not filled
    layers = [plain_layer("ondergrond", [area.geometry for area in ground.areas], palette)]
    if filled and not circles_only:
        drawn = [(area.geometry, looks.get(area.code) or _unknown(area, palette)) for area in filled]
        layers.append(area_layer(AREAS, drawn, palette, 1.5 if level == Level.GEMEENTE else 0.7))
    if level != Level.GEMEENTE:
        layers.append(border_layer("gemeenten", [area.geometry for area in ground.areas], palette.axis, 1))
    layers.append(border_layer("basisteams", list(ground.parents), palette.ink, 1.8))
    if ground.whole:
        layers.append(border_layer("district", [ground.whole], palette.navy, 3))
    chosen = [area.geometry for area in (*ground.areas, *(own.areas if own else ())) if area.code == selected]
    if chosen:
        layers.append(border_layer("gekozen", chosen, palette.second, 4))
    if circles_only:
        layers.append(circle_layer(CIRCLES, _circles(rows, looks, _places(filled, points), level), palette))
    layers.append(text_layer(NAMES, _names(ground.areas, looks, level), palette))
    subject = _subject(rows, indicator, measure)
    return Chart(
        kind="pydeck", title=title, subtitle=subject, source=source,
        spec={
            "initialViewState": map_view(outlines, width), "layers": layers,
            "views": [{"@@type": "MapView", "id": "kaart", "controller": {"scrollZoom": level != Level.GEMEENTE}}],
            "mapProvider": None, "mapStyle": None,
            "tooltip": {"text": "{tip}", "style": {
                "backgroundColor": palette.background, "color": palette.ink, "border": f"1px solid {palette.axis}",
                "fontSize": "14px", "maxWidth": "260px", "whiteSpace": "pre-line", "borderRadius": "4px",
            }},
        },
        alt=alt_text("Kaart", f"{subject}, voor {numbers.counted(len(rows), plural(level))}", title),
        table=add_outcome(fact_table(rows, indicator), rows), name=file_stem("kaart", level, indicator.id, measure),
        notes=tuple(_notes(rows, indicator, measure, circles_only)),
    )  # fmt: skip


def shown_outcome(row: Record, measure: MapMeasure) -> str:
    """The outcome whose colour an area gets: of the comparison, or of its trend."""
    if measure == "trend":
        return outcome_of_direction(fact_words.text(row, "direction", "too_few"))
    return fact_words.text(row, "outcome", "none")


def _look(row: Record, indicator: Indicator, measure: MapMeasure, palette: Palette) -> Look:
    known = number_of(row, "numerator" if measure == "count" else "value") is not None
    if not known:
        fill, edge = deck_colour(palette.background), deck_colour(palette.axis)
    elif measure == "count":
        fill, edge = deck_colour(palette.circle, 0.9), deck_colour(palette.navy)
    else:
        outcome = shown_outcome(row, measure)
        fill = deck_colour(palette.fill(outcome, indicator.polarity))
        edge = deck_colour(palette.edge(outcome, indicator.polarity))
    label = f"{area_label(row)}\n{_text(row, indicator, measure)}"
    return Look(str(row["area"]), fill, edge, label, _tip(row, indicator))


def _tip(row: Record, indicator: Indicator) -> str:
    """The explanation of the figure, one sentence a line."""
    return sentences.cell(row, indicator).replace(". ", ".\n")


def _unknown(area: Outline, palette: Palette) -> Look:
    return Look(area.code, deck_colour(palette.background), deck_colour(palette.axis),
                f"{area.name}\n{numbers.NO_FIGURE}", f"{area.name}: {numbers.NO_FIGURE}")  # fmt: skip


def _text(row: Record, indicator: Indicator, measure: MapMeasure) -> str:
    """The figure on the map, with the sign of the outcome or trend."""
    if measure == "count":
        return numbers.number(row.get("numerator"))
    value = number_of(row, "value")
    if value is None:
        return numbers.short_state(str(row["state"])) or numbers.NO_FIGURE
    if measure == "trend":
        direction = fact_words.text(row, "direction", "too_few")
        return "te weinig jaren" if direction == "too_few" else direction_sign(direction)
    sign = _SIGNS.get(fact_words.text(row, "outcome", "none"), "")
    if measure == "difference":
        difference = number_of(row, "difference")
        if difference is None:
            return outcome_label("none")
        return f"{numbers.signed(difference, numbers.decimals_of(value, indicator))} {sign}".strip()
    return f"{numbers.value(value, indicator)} {sign}".strip()


def _places(filled: Sequence[Outline], points: pd.DataFrame | None) -> dict[str, tuple[float, float]]:
    """Where the circle of every area stands: a point inside its outline, or its label point."""
    places = {area.code: area.inside for area in filled}
    if points is not None:
        for code, lon, lat in zip(points["code"], points["lon"], points["lat"], strict=True):
            if math.isfinite(lon) and math.isfinite(lat):
                places.setdefault(str(code), (float(lon), float(lat)))
    return places


def _circles(
    rows: Sequence[Record], looks: Mapping[str, Look], places: Mapping[str, tuple[float, float]], level: str
) -> list[tuple[tuple[float, float], float, Look]]:
    """A circle for every area with a place; its area follows the count. Without a count the smallest circle."""
    counts = {row["area"]: number_of(row, "numerator") for row in rows}
    most = max((count for count in counts.values() if count), default=1.0)
    largest = _LARGEST.get(Level(level), _LARGEST_OTHER)
    return [
        (places[code], largest * math.sqrt(max(count or 0.0, 0.0) / most), looks[code])
        for code, count in counts.items()
        if code in places
    ]


def _names(
    gemeenten: Sequence[Outline], looks: Mapping[str, Look], level: str
) -> list[tuple[tuple[float, float], str, str]]:
    """Every gemeente with its name, and with its figure where the map is of gemeenten."""
    with_figure = level == Level.GEMEENTE
    return [
        (area.inside, area.code, looks[area.code].label if with_figure and area.code in looks else area.name)
        for area in gemeenten
    ]


def _subject(rows: Sequence[Record], indicator: Indicator, measure: MapMeasure) -> str:
    if measure == "count":
        return subtitle(indicator, rows, "numerator")
    if measure == "difference":
        against = next((fact_words.reference(row) for row in rows if fact_words.reference(row)), "")
        return f"{subtitle(indicator, rows)}, verschil met {against}" if against else subtitle(indicator, rows)
    return f"{subtitle(indicator, rows)}{', richting over vijf jaar' if measure == 'trend' else ''}"


def _notes(rows: Sequence[Record], indicator: Indicator, measure: MapMeasure, circles: bool) -> list[str]:
    notes = []
    if measure != "count":
        notes.append(_colour_note(rows, indicator, measure))
    if circles:
        notes.append("Grootte van de cirkel: het aantal.")
    key = "numerator" if measure == "count" else "value"
    missing = sum(number_of(row, key) is None for row in rows)
    if missing:
        notes.append(f"Wit: {numbers.NO_FIGURE} ({numbers.counted(missing, plural(str(rows[0]['level'])))}).")
    if any(row.get("state") == "provisional" for row in rows):
        notes.append("Voorlopige cijfers.")
    return notes


def _colour_note(rows: Sequence[Record], indicator: Indicator, measure: MapMeasure) -> str:
    def judged(outcome: str) -> str:
        word = verdict(outcome, indicator.polarity)
        return f" ({word})" if word != "neutraal" else ""

    if measure == "trend":
        return (
            f"▲ {direction_label('rising')}{judged('rising')}, ▼ {direction_label('falling')}{judged('falling')}, "
            f"– {direction_label('stable')}."
        )
    against = {fact_words.reference(row) for row in rows if fact_words.reference(row)}
    than = f" dan {against.pop()}" if len(against) == 1 else ""
    return (
        f"▲ hoger{judged('higher')}, ▼ lager{judged('lower')}{than}, ● {outcome_label('similar')}; "
        "donkerder: duidelijk hoger of lager."
    )
