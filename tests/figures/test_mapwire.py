"""What of a map goes to a browser: all that can be seen, clicked and read, and in less."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from ivp.figures.chart import Chart
from ivp.figures.maplines import rings_of
from ivp.figures.maps import area_map
from ivp.figures.mapwire import for_browser
from ivp.figures.palette import LIGHT, deck_colour
from ivp.outcomes import Measure
from tests.figures.examples import (
    LOOK,
    PLACES,
    RATE,
    TOWNS,
    compared,
    facts,
    outlines,
    row,
    shown_tip,
)

WIJKEN = ("WK000101", "WK000102")
POINTS = tuple(replace(PLACES[code], lon=4.02 + at / 20, lat=51.55) for at, code in enumerate(WIJKEN))
TOWN_ROWS = [compared("GM0001", "much_higher", 12.5), compared("GM0002", "lower", 5.0), row("GM0003", value=None)]


def chart(measure: Measure = Measure.VALUE, **more: Any) -> Chart:
    rows = more.pop("rows", TOWN_ROWS)
    return area_map(facts(*rows), RATE, outlines(*TOWNS), palette=LIGHT, measure=measure, **(LOOK | more))


def layers(spec: Any) -> dict[str, Any]:
    return {layer["id"]: layer for layer in spec["layers"]}


def objects(layer: Any) -> list[dict[str, Any]]:
    return [one.get("properties", one) for one in layer["data"]]


def line_segments(spec: Any) -> list[tuple[frozenset[Any], float]]:
    """Every piece of line with its width, in the order in which it is drawn."""
    return [
        (frozenset(ends), one["properties"]["width"])
        for layer in spec["layers"]
        if layer["@@type"] == "GeoJsonLayer" and layer["stroked"]
        for one in layer["data"]
        for line in one["geometry"]["coordinates"]
        for ends in pairwise(line)
    ]


MAPS = {
    "gemeenten": chart(),
    "counts": chart(Measure.COUNT),
    "chosen": chart(selected="GM0001"),
    "chosen count": chart(Measure.COUNT, selected="GM0001"),
    "wijken": chart(rows=[compared(code, "higher") for code in WIJKEN], shapes=outlines(*WIJKEN)),
    "points": chart(rows=[compared(code, "higher") for code in WIJKEN], points=POINTS, selected=WIJKEN[0]),
}


@pytest.mark.parametrize("name", MAPS)
def test_what_can_be_clicked_keeps_its_layer_place_and_code(name: str) -> None:
    full = MAPS[name].spec
    sent = layers(for_browser(full))
    for id, layer in layers(full).items():
        if layer["pickable"]:
            assert sent[id]["pickable"]
            assert [one["code"] for one in objects(sent[id])] == [one["code"] for one in objects(layer)]
    assert {id for id, layer in sent.items() if layer["pickable"]} <= set(layers(full))


@pytest.mark.parametrize("name", MAPS)
def test_every_explanation_reads_as_it_does_in_full(name: str) -> None:
    full, sent = MAPS[name].spec, for_browser(MAPS[name].spec)
    for id, layer in layers(full).items():
        for before, after in zip(objects(layer), objects(layers(sent)[id]), strict=True) if layer["pickable"] else ():
            if "html" in sent["tooltip"]:
                assert shown_tip(sent["tooltip"]["html"], after) == before["tip"]
            else:
                assert after["tip"] == before["tip"]
    assert sent["tooltip"]["style"] == full["tooltip"]["style"]


def test_many_areas_share_the_words_of_their_explanation() -> None:
    codes = [f"WK{n:06d}" for n in range(60)]
    places = [replace(POINTS[0], code=code, name=f"Wijk {code}") for code in codes]
    rows = [
        replace(compared(WIJKEN[0], "higher", 5.0 + n), area=place) for n, place in enumerate(places)
    ]  # all at one place: only their words matter here
    full = chart(rows=rows, points=places).spec
    sent = for_browser(full)
    tips = [one["tip"] for one in layers(full)["cirkels"]["data"]]
    assert [shown_tip(sent["tooltip"]["html"], one) for one in layers(sent)["cirkels"]["data"]] == tips
    assert len(json.dumps(sent["layers"][-2])) < 0.7 * len(json.dumps(full["layers"][-2]))


@pytest.mark.parametrize("name", MAPS)
def test_every_border_is_drawn_once_as_wide_as_its_widest(name: str) -> None:
    full, sent = MAPS[name].spec, line_segments(for_browser(MAPS[name].spec))
    widest: dict[frozenset[Any], float] = {}
    for layer in full["layers"]:
        if layer["@@type"] == "GeoJsonLayer":
            for ring in rings_of([one["geometry"]["coordinates"] for one in layer["data"]]):
                for ends in pairwise(ring):
                    key = frozenset(ends)
                    widest[key] = max(widest.get(key, 0.0), layer["getLineWidth"])
    shown: dict[frozenset[Any], float] = {}
    for key, width in sent:
        shown[key] = max(shown.get(key, 0.0), width)
    assert shown == widest
    assert len(sent) == len({*sent}), "no piece is drawn twice with one width"


def test_lines_lie_in_the_order_and_colours_of_the_full_map() -> None:
    full, sent = MAPS["gemeenten"].spec, layers(for_browser(MAPS["gemeenten"].spec))
    lines = sent["lijnen-gebieden"]["data"]
    colours = [one["properties"]["colour"] for one in lines]
    order = [layer["getLineColor"] for layer in full["layers"] if layer["@@type"] == "GeoJsonLayer"]
    assert colours == [one for one in order if one in colours]
    assert colours[-1] == deck_colour(LIGHT.navy)
    assert list(sent) == ["gebieden", "lijnen-gebieden", "namen"]


def test_the_ground_goes_only_where_areas_cover_all_of_it() -> None:
    assert "ondergrond" not in layers(for_browser(MAPS["gemeenten"].spec))
    full, sent = (layers(spec) for spec in (MAPS["counts"].spec, for_browser(MAPS["counts"].spec)))
    assert sent["ondergrond"]["getFillColor"] == full["ondergrond"]["getFillColor"]
    assert sent["ondergrond"]["data"] == full["district"]["data"], "one outline round all"
    assert "ondergrond" in layers(for_browser(MAPS["wijken"].spec))


def colours(layer: Any, rule: str, key: str) -> Iterable[Any]:
    """The colours that the rule `@@=(list)[key]` gives."""
    table = json.loads(layer[rule].removeprefix("@@=(").removesuffix(f")[{key}]"))
    return [table[one[key]] for one in layer["data"]]


@pytest.mark.parametrize("name", ["counts", "chosen count", "points"])
def test_circles_keep_their_colours_places_and_sizes(name: str) -> None:
    full, sent = (layers(spec) for spec in (MAPS[name].spec, for_browser(MAPS[name].spec)))
    for id in ("cirkels", "gekozen-cirkel"):
        if id in full:
            assert colours(sent[id], "getColor", "fill") == [one["fill"] for one in full[id]["data"]]
            assert colours(sent[id], "getLineColor", "edge") == [one["edge"] for one in full[id]["data"]]
            assert [(one["at"], one["r"]) for one in sent[id]["data"]] == [
                (one["at"], one["r"]) for one in full[id]["data"]
            ]


def test_the_full_map_stays_as_it_was() -> None:
    before = json.dumps(MAPS["chosen count"].spec)
    for_browser(MAPS["chosen count"].spec)
    assert json.dumps(MAPS["chosen count"].spec) == before


@pytest.mark.parametrize("name", MAPS)
def test_it_is_shorter(name: str) -> None:
    full = MAPS[name].spec
    assert len(json.dumps(for_browser(full))) < len(json.dumps(full))
