"""Maps without a base map: rates as filled outlines, counts as circles, wijken and buurten as circles until
their outlines are known. Colour says the outcome, as everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial

from ivp.catalog.models import Indicator, Level
from ivp.facts import Area, Fact, Outline
from ivp.figures.base import (
    alt_text,
    compared_table,
    facts_of,
    file_stem,
    judged,
    no_rate_note,
    on_axis,
    provisional_note,
    references,
    rounding_note,
    subtitle,
)
from ivp.figures.chart import Chart, Shown
from ivp.figures.maplabels import Name, fitted
from ivp.figures.maplayers import (
    AREAS,
    CIRCLES,
    NAMES,
    Disc,
    Look,
    area_layer,
    border_layer,
    circle_layer,
    plain_layer,
    ring_layer,
    text_layer,
)
from ivp.figures.palette import Palette, deck_colour, outcome_of_direction
from ivp.figures.plotting import Spec
from ivp.figures.shapes import Shape, View, height_at, prepared, view
from ivp.outcomes import Direction, Measure, Outcome
from ivp.wording import numbers, sentences
from ivp.wording.areas import plural
from ivp.wording.labels import direction_label, direction_sign, outcome_label

WIDTH = 480  # pixels that the first view is made for, when nobody has measured
_LOWEST, _HIGHEST = 240, 620  # pixels: no map is a strip, and none needs scrolling to see all of it
_LARGEST = {Level.GEMEENTE: 3600.0, Level.WIJK: 1900.0}  # radius in metres of the largest circle
_LARGEST_OTHER = 1000.0
_SIZE, _SMALL, _ROOMY = 13, 12, 450  # pixels: height of a name, that on a narrow map, and what is not narrow
OUTCOME_SIGNS = {1: "▲", -1: "▼", 0: "●"}


def map_view(outlines: Sequence[Outline], width: int = WIDTH) -> View:
    """The first view: as wide as given, as high as the outlines need, and the centre and zoom at which all fit."""
    bounds = prepared(tuple(outlines)).bounds
    height = round(min(max(height_at(bounds, width), _LOWEST), _HIGHEST))
    return view(bounds, width, height)


def area_map(
    facts: Sequence[Fact],
    indicator: Indicator,
    outlines: Sequence[Outline],
    *,
    title: str,
    source: str,
    palette: Palette,
    points: Sequence[Area] = (),
    shapes: Sequence[Outline] = (),
    measure: Measure = Measure.VALUE,
    selected: str = "",
    within: str = "",
    width: int = WIDTH,
) -> Chart:
    """A map of one indicator, one period and one level (gemeente, wijk or buurt).

    `outlines`: those of the gemeenten, with their basisteam as parent. For wijken and buurten: `shapes` (the outlines
    of that level) fills them, `points` (areas with the place of their label) draws circles whose area follows the
    count. Measure `COUNT` is always circles. Every clickable object carries `code`; the layers that can be clicked are
        'gebieden' and 'cirkels'. `selected`: code with a heavy outline. `within`: the gemeente that fills the map, with
    names and figures of the wijken or buurten in `shapes`. `width`: the pixels that there are.
    """
    ground = prepared(tuple(outlines))
    shown = facts_of(facts, indicator)
    level = shown[0].area.level if shown else Level.GEMEENTE
    of_gemeenten = level == Level.GEMEENTE
    own = () if of_gemeenten else prepared(tuple(shapes)).areas
    filled = ground.areas if of_gemeenten else own
    looks = {fact.area.code: _look(fact, indicator, measure, palette) for fact in shown}
    places = _places(filled, points)
    circles_only = measure == Measure.COUNT or not filled
    # Circles hide nothing of the ground: it draws the borders of the gemeenten as well, so that they travel once.
    border = palette.axis if circles_only and not of_gemeenten else palette.hatch
    layers = [plain_layer("ondergrond", [area.geometry for area in ground.areas], palette, border)]
    if filled and not circles_only:
        drawn = [(area.geometry, looks.get(area.code) or _unknown(area, palette)) for area in filled]
        layers.append(area_layer(AREAS, drawn, palette, 1.5 if of_gemeenten else 0.7))
        # Their own borders are in the colour of the page, which a fill as pale as the page hides.
        pale = [geometry for geometry, look in drawn if look.fill[:3] in _pale_fills(palette)]
        layers.append(border_layer("bleek", pale, palette.axis, 1))
    if not of_gemeenten and not circles_only:
        layers.append(border_layer("gemeenten", [area.geometry for area in ground.areas], palette.axis, 1))
    layers.append(border_layer("basisteams", list(ground.parents), palette.ink, 1.8))
    if ground.whole:
        layers.append(border_layer("district", [ground.whole], palette.navy, 3))
    chosen = [area.geometry for area in (*ground.areas, *own) if area.code == selected]
    if chosen:
        layers.append(border_layer("gekozen", chosen, palette.second, 4))
    if circles_only:
        circles = _circles(shown, looks, places, level)
        layers.append(circle_layer(CIRCLES, circles, palette))
        layers += [ring_layer("gekozen-cirkel", one, palette) for one in circles if one[2].code == selected]
    seen = map_view([one for one in outlines if one.code == within] or outlines, width)
    cases = {fact.area.code: fact.numerator or 0.0 for fact in shown}
    if of_gemeenten or not within:
        named = _names(ground.areas, _places(ground.areas), looks if of_gemeenten else {}, cases)
    else:
        named = _names([*own, *(area for area in points if area.code in looks)], places, looks, cases)
    size = _SIZE if width >= _ROOMY else _SMALL
    layers.append(text_layer(NAMES, fitted(named, seen, size), palette, size))
    subject = _subject(shown, indicator, measure)
    return Chart(
        kind="pydeck", title=title, subtitle=subject, source=source,
        spec={
            "initialViewState": _first_view(seen), "layers": layers,
            "views": [{"@@type": "MapView", "id": "kaart", "controller": {"scrollZoom": not of_gemeenten}}],
            "mapProvider": None, "mapStyle": None,
            "tooltip": {"text": "{tip}", "style": {
                "backgroundColor": palette.background, "color": palette.ink, "border": f"1px solid {palette.axis}",
                "fontSize": "14px", "maxWidth": "260px", "whiteSpace": "pre-line", "borderRadius": "4px",
            }},
        },
        alt=alt_text("Kaart", f"{subject}, voor {numbers.counted(len(shown), plural(level))}", title),
        twin=partial(compared_table, shown, indicator), name=file_stem("kaart", level, indicator.id, measure),
        notes=tuple(_notes(shown, indicator, measure, circles_only)),
        shown=(Shown(indicator, tuple(shown), on_axis(measure)),),
    )  # fmt: skip


def shown_outcome(fact: Fact, measure: Measure) -> Outcome:
    """The outcome whose colour an area gets: of the comparison, or of its trend."""
    return outcome_of_direction(fact.direction) if measure == Measure.TREND else fact.outcome


def _look(fact: Fact, indicator: Indicator, measure: Measure, palette: Palette) -> Look:
    if fact.amount(on_axis(measure)) is None:
        fill, edge = deck_colour(palette.background), deck_colour(palette.axis)
    elif measure == Measure.COUNT:
        fill, edge = deck_colour(palette.circle, 0.9), deck_colour(palette.navy)
    else:
        outcome = shown_outcome(fact, measure)
        fill = deck_colour(palette.fill(outcome, indicator.polarity))
        edge = deck_colour(palette.edge(outcome, indicator.polarity))
    return Look(fact.area.code, fill, edge, _text(fact, indicator, measure), _tip(fact, indicator))


def _pale_fills(palette: Palette) -> list[list[int]]:
    return [deck_colour(colour)[:3] for colour in (palette.background, palette.fills["similar"])]


def _tip(fact: Fact, indicator: Indicator) -> str:
    """The explanation of the figure, one sentence a line."""
    return sentences.cell(fact, indicator).replace(". ", ".\n")


def _unknown(area: Shape, palette: Palette) -> Look:
    return Look(area.code, deck_colour(palette.background), deck_colour(palette.axis),
                numbers.NO_FIGURE, f"{area.name}: {numbers.NO_FIGURE}")  # fmt: skip


def _text(fact: Fact, indicator: Indicator, measure: Measure) -> str:
    """The figure on the map, with the sign of the outcome or trend."""
    if measure == Measure.COUNT:
        return numbers.number(fact.numerator)
    if fact.value is None:
        return numbers.short_state(fact.state) or numbers.NO_FIGURE
    if measure == Measure.TREND:
        return "te weinig jaren" if fact.direction == Direction.TOO_FEW else direction_sign(fact.direction)
    sign = "" if fact.outcome == Outcome.NONE else OUTCOME_SIGNS[fact.outcome.sign]
    if measure == Measure.DIFFERENCE:
        difference = fact.amount(measure)
        if difference is None:
            return outcome_label(Outcome.NONE)
        return f"{numbers.signed(difference, numbers.decimals_of(fact.value, indicator))} {sign}".strip()
    return f"{numbers.value(fact.value, indicator)} {sign}".strip()


def _places(filled: Sequence[Shape], points: Sequence[Area] = ()) -> dict[str, tuple[float, float]]:
    """Where the circle of every area stands: a point inside its outline, or its label point."""
    labels = {area.code: (area.lon, area.lat) for area in points if area.lon is not None and area.lat is not None}
    return labels | {area.code: area.inside for area in filled}


def _circles(
    facts: Sequence[Fact], looks: Mapping[str, Look], places: Mapping[str, tuple[float, float]], level: Level
) -> list[Disc]:
    """A circle for every area with a place; its area follows the count. Without a count the smallest circle."""
    counts = {fact.area.code: fact.numerator for fact in facts}
    most = max((count for count in counts.values() if count), default=1.0)
    largest = _LARGEST.get(level, _LARGEST_OTHER)
    return [
        (places[code], largest * math.sqrt(max(count or 0.0, 0.0) / most), looks[code])
        for code, count in counts.items()
        if code in places
    ]


def _names(
    areas: Sequence[Shape | Area],
    places: Mapping[str, tuple[float, float]],
    looks: Mapping[str, Look],
    cases: Mapping[str, float],
) -> list[Name]:
    """Every area with its name and, where it has a look, its figure; most cases first, as to who gets the room."""
    known = {area.code: area.name for area in areas if area.code in places}
    names = [
        Name(places[code], code, name, looks[code].figure if code in looks else "") for code, name in known.items()
    ]
    return sorted(names, key=lambda name: -cases.get(name.code, 0.0))


def _first_view(seen: View) -> Spec:
    return {
        "longitude": seen.longitude, "latitude": seen.latitude, "zoom": seen.zoom, "height": seen.height,
        "minZoom": round(seen.zoom - 1, 2), "maxZoom": 14, "pitch": 0, "bearing": 0,
    }  # fmt: skip


def _subject(facts: Sequence[Fact], indicator: Indicator, measure: Measure) -> str:
    subject = subtitle(indicator, facts, on_axis(measure))
    if measure == Measure.DIFFERENCE:
        against = references(facts)
        return f"{subject}, verschil met {against[0]}" if against else subject
    return f"{subject}, richting over vijf jaar" if measure == Measure.TREND else subject


def _notes(facts: Sequence[Fact], indicator: Indicator, measure: Measure, circles: bool) -> list[str]:
    notes = []
    if measure == Measure.TREND or (measure != Measure.COUNT and any(f.outcome != Outcome.NONE for f in facts)):
        notes.append(_colour_note(facts, indicator, measure))
    if circles:
        notes.append("Grootte van de cirkel: het aantal.")
    missing = sum(fact.amount(on_axis(measure)) is None for fact in facts)
    if missing:
        notes.append(f"Wit: {numbers.NO_FIGURE} ({numbers.counted(missing, plural(facts[0].area.level))}).")
    if measure != Measure.COUNT:
        notes += no_rate_note(facts, indicator)
    return [*notes, *rounding_note(indicator), *provisional_note(facts)]


def _colour_note(facts: Sequence[Fact], indicator: Indicator, measure: Measure) -> str:
    high, low = (judged(outcome, indicator.polarity) for outcome in (Outcome.HIGHER, Outcome.LOWER))
    if measure == Measure.TREND:
        up, down, level = (direction_label(one) for one in (Direction.RISING, Direction.FALLING, Direction.STABLE))
        return f"▲ {up}{high}, ▼ {down}{low}, – {level}."
    against = references(facts)
    than = f" dan {against[0]}" if len(against) == 1 else ""
    return (
        f"▲ hoger{high}, ▼ lager{low}{than}, ● {outcome_label(Outcome.SIMILAR)}; sterk gekleurd: duidelijk hoger of "
        "lager."
    )
