"""Maps: rates as fills and counts as circles, missing figures white, every area can be clicked, words in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from ivp.facts import Fact, Outline
from ivp.figures.chart import Chart
from ivp.figures.maplayers import CHARACTERS
from ivp.figures.maps import area_map, map_view, shown_outcome
from ivp.figures.palette import LIGHT, deck_colour
from ivp.outcomes import Measure, Outcome
from tests.figures.examples import (
    DRUGS,
    LOOK,
    PLACES,
    RATE,
    TOWNS,
    by_name,
    check,
    compared,
    facts,
    indicator,
    outlines,
    row,
)

WIJKEN = ("WK000101", "WK000102")
POINTS = (
    replace(PLACES["WK000101"], lon=4.02, lat=51.55),
    replace(PLACES["WK000102"], lon=4.07, lat=51.56),
)


def area(*rows: Fact, of: Any = RATE, ground: Sequence[Outline] = (), **more: Any) -> Chart:
    made = area_map(facts(*rows), of, ground or outlines(*TOWNS), palette=LIGHT, **(LOOK | more))
    check(made)
    return made


def layer(made: Chart, id: str) -> dict[str, Any]:
    [found] = [layer for layer in made.spec["layers"] if layer["id"] == id]
    return dict(found)


def layers(made: Chart) -> list[str]:
    return [layer["id"] for layer in made.spec["layers"]]


def fills(made: Chart) -> dict[str, list[int]]:
    """Per area the colour of its fill or circle."""
    if "gebieden" in layers(made):
        return {one["properties"]["code"]: one["properties"]["fill"] for one in layer(made, "gebieden")["data"]}
    return {one["code"]: one["fill"] for one in layer(made, "cirkels")["data"]}


def circles(made: Chart) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in layer(made, "cirkels")["data"]}


def labels(made: Chart) -> dict[str, str]:
    return {one["code"]: one["text"] for one in layer(made, "namen")["data"]}


def test_rates_of_gemeenten_are_fills_in_the_colour_of_outcome_and_polarity() -> None:
    rows = [
        compared("GM0001", "much_higher"),
        compared("GM0002", "lower"),
        compared("GM0003", "similar"),
        row("GM0004"),
    ]
    made = area(*rows)
    assert "cirkels" not in layers(made)
    expected = ("much_unfavourable", "favourable", "similar", "none")
    assert fills(made) == {code: deck_colour(LIGHT.fills[tone]) for code, tone in zip(TOWNS, expected, strict=True)}
    unjudged = fills(area(*rows, of=indicator(DRUGS, id=RATE.id)))
    assert unjudged["GM0001"] == deck_colour(LIGHT.fills["much_higher"])


def test_a_label_says_the_outcome_without_colour() -> None:
    made = area(
        compared("GM0001", "much_higher", 12.0), compared("GM0002", "lower", 5.0), compared("GM0003", "similar", 8.0)
    )
    assert labels(made) == {
        "GM0001": "Aadorp\n12,0 ▲",
        "GM0002": "Beedorp\n5,0 ▼",
        "GM0003": "Ceedorp\n8,0 ●",
        "GM0004": "Deedorp",
    }


def test_counts_are_circles_whose_area_follows_the_count_in_one_colour() -> None:
    made = area(compared("GM0001", "much_higher", 40.0), compared("GM0002", "lower", 10.0), measure=Measure.COUNT)
    assert "gebieden" not in layers(made)
    found = circles(made)
    assert found["GM0001"]["r"] == 2 * found["GM0002"]["r"] > 0
    assert found["GM0001"]["fill"] == found["GM0002"]["fill"] == deck_colour(LIGHT.circle, 0.9)
    assert labels(made)["GM0001"] == "Aadorp\n400"
    assert "Grootte van de cirkel: het aantal." in made.notes
    assert made.subtitle == "Misdrijven totaal, aantal misdrijven, 2024"
    assert not any("▲" in note for note in made.notes)


def test_the_larger_circle_lies_below_the_smaller() -> None:
    made = area(row("GM0001", value=1.0), row("GM0002", value=9.0), measure=Measure.COUNT)
    assert [one["code"] for one in layer(made, "cirkels")["data"]] == ["GM0002", "GM0001"]


def test_no_figure_is_white_and_counted_and_zero_is_a_figure() -> None:
    rows = [row("GM0001", value=None, state="withheld"), row("GM0002", value=0.0), row("GM0003", value=5.0)]
    made = area(*rows)
    assert labels(made)["GM0001"] == "Aadorp\nniet gepubliceerd"
    assert labels(made)["GM0002"] == "Beedorp\n0,00"
    assert "Wit: geen cijfer (één gemeente)." in made.notes
    counted = area(*rows, measure=Measure.COUNT)
    assert fills(counted)["GM0001"] == deck_colour(LIGHT.background)
    assert fills(counted)["GM0002"] == deck_colour(LIGHT.circle, 0.9)


def test_an_area_that_the_frame_lacks_is_drawn_white_and_says_so() -> None:
    made = area(row("GM0001"))
    assert fills(made)["GM0004"] == deck_colour(LIGHT.background)
    [tip] = [
        one["properties"]["tip"] for one in layer(made, "gebieden")["data"] if one["properties"]["code"] == "GM0004"
    ]
    assert tip == "Deedorp: geen cijfer"


def test_difference_and_trend_have_their_own_words() -> None:
    up = compared("GM0001", "higher", 12.0, direction="falling")
    none = compared("GM0002", "similar", 8.0, direction="too_few")
    difference, trend = area(up, none, measure=Measure.DIFFERENCE), area(up, none, measure=Measure.TREND)
    assert labels(difference)["GM0001"] == "Aadorp\n+4,0 ▲"
    assert difference.subtitle.endswith("verschil met de rest van het district")
    assert (labels(trend)["GM0001"], labels(trend)["GM0002"]) == ("Aadorp\n▼", "Beedorp\nte weinig jaren")
    assert fills(trend)["GM0001"] == deck_colour(LIGHT.fills["much_favourable"])
    assert shown_outcome(up, Measure.TREND) == Outcome.MUCH_LOWER
    assert shown_outcome(up, Measure.VALUE) == Outcome.HIGHER


def test_a_figure_that_is_not_compared_has_no_difference_and_is_not_called_missing() -> None:
    made = area(row("GM0001", value=12.0), measure=Measure.DIFFERENCE)
    assert labels(made)["GM0001"] == "Aadorp\nniet vergeleken"
    assert not any(note.startswith("Wit") for note in made.notes)


@pytest.mark.parametrize("measure", [Measure.VALUE, Measure.COUNT])
def test_what_can_be_clicked_carries_its_code_and_its_explanation(measure: Measure) -> None:
    made = area(*(row(code) for code in TOWNS), measure=measure)
    pickable = [layer for layer in made.spec["layers"] if layer["pickable"]]
    assert len(pickable) == 1
    about = [one.get("properties", one) for one in pickable[0]["data"]]
    assert sorted(one["code"] for one in about) == sorted(TOWNS)
    tip = next(one["tip"] for one in about if one["code"] == "GM0001")
    assert tip.startswith("Aadorp: 10,0 misdrijven per 1.000 inwoners in 2024 (100 gevallen;")


def test_colours_are_explained_only_where_something_is_compared() -> None:
    assert not any("▲" in note for note in area(row("GM0001", value=12.0)).notes)
    assert any("▲" in note for note in area(compared("GM0001", "higher", 12.0)).notes)


def test_an_area_with_a_count_and_no_rate_has_its_reason() -> None:
    quay = row("GM0002", value=None, numerator=288.0, no_rate="haven")
    told = "Alleen een aantal, geen cijfer per 1.000 inwoners: haven."
    assert told in area(row("GM0001"), quay).notes
    assert told not in area(row("GM0001"), quay, measure=Measure.COUNT).notes


def test_the_chosen_area_has_an_outline_of_its_own() -> None:
    made = area(row(), selected="GM0001")
    assert layer(made, "gekozen")["data"][0]["geometry"] == layer(made, "gebieden")["data"][0]["geometry"]
    assert "gekozen" not in layers(area(row(), selected="GM9999"))


def test_borders_of_basisteams_and_district_lie_over_the_fills() -> None:
    order = layers(area(row()))
    assert order.index("gebieden") < order.index("basisteams") < order.index("district") < order.index("namen")
    assert len(layer(area(row()), "basisteams")["data"]) == 2


def test_wijken_without_outlines_are_circles_at_their_points_in_the_colour_of_the_outcome() -> None:
    rows = [compared("WK000101", "much_higher", 20.0), compared("WK000102", "similar", 5.0)]
    made = area(*rows, points=POINTS)
    found = circles(made)
    assert found["WK000101"]["at"] == [4.02, 51.55]
    assert found["WK000101"]["fill"] == deck_colour(LIGHT.fills["much_unfavourable"])
    assert found["WK000101"]["r"] == 2 * found["WK000102"]["r"]
    assert labels(made)["GM0001"] == "Aadorp", "a map of wijken names the gemeenten, without a figure"
    assert made.alt.startswith("Kaart van Misdrijven totaal, per 1.000 inwoners, 2024, voor twee wijken.")


def test_wijken_with_outlines_are_fills_and_their_counts_circles_inside() -> None:
    rows = [row(code) for code in WIJKEN]
    shapes = outlines(*WIJKEN)
    assert set(fills(area(*rows, shapes=shapes))) == set(WIJKEN)
    counted = area(*rows, shapes=shapes, points=POINTS, measure=Measure.COUNT)
    assert "gebieden" not in layers(counted)
    west, north = circles(counted)["WK000101"]["at"]
    assert 4.0 < west < 4.1
    assert 51.5 < north < 51.6


def test_an_area_without_a_place_is_in_the_twin_and_not_at_zero_zero() -> None:
    lost = (PLACES["WK000101"], POINTS[1])
    made = area(*(row(code) for code in WIJKEN), points=lost)
    assert set(circles(made)) == {"WK000102"}
    assert set(made.table.column("Gebied")) == {"Wijk 01 Haven", "Wijk 02 Veld"}


def test_the_twin_has_the_figures_and_outcomes_of_the_map() -> None:
    made = area(compared("GM0001", "much_higher", 12.25), row("GM0002", value=None))
    assert by_name(made.table, "Per 1.000 inwoners") == {"Aadorp": 12.25, "Beedorp": None}
    assert by_name(made.table, "Uitkomst")["Aadorp"] == "duidelijk hoger"
    assert by_name(made.table, "Status")["Beedorp"] == "onbekend"


def test_provisional_figures_are_said_to_be() -> None:
    assert "Voorlopige cijfers." in area(row(state="provisional")).notes
    assert "Voorlopige cijfers." not in area(row()).notes


def test_every_sign_on_the_map_is_in_its_letters() -> None:
    rows = [row("GM0001", value=1234.5), row("GM0002", value=None), compared("GM0003", "higher", 3.0)]
    for measure in Measure:
        text = "".join(labels(area(*rows, measure=measure)).values()).replace("\n", "")
        assert set(text) <= set(CHARACTERS), measure


def test_no_base_map_and_so_no_request() -> None:
    spec = area(row()).spec
    assert (spec["mapProvider"], spec["mapStyle"]) == (None, None)
    assert {layer["@@type"] for layer in spec["layers"]} <= {"GeoJsonLayer", "ScatterplotLayer", "TextLayer"}


def test_the_first_view_looks_at_all_of_it() -> None:
    view = map_view(outlines(*TOWNS))
    assert (view.longitude, round(view.latitude, 2)) == (4.2, 51.55)
    assert map_view(outlines(*TOWNS), width=240).zoom < view.zoom


def test_no_colour_stands_where_a_click_would_fade_it() -> None:
    """Streamlit fades `getFillColor` and `getColor` of what is not clicked; a paler area would mean something else."""
    rows = (compared("GM0001", "much_higher", 40.0), compared("GM0002", "lower", 10.0))
    filled, counted = area(*rows), area(*rows, measure=Measure.COUNT)
    assert "getFillColor" not in layer(filled, "gebieden")
    assert layer(filled, "gebieden")["_subLayerProps"]["polygons-fill"]["getFillColor"] == "@@=properties.fill"
    assert "getFillColor" not in layer(counted, "cirkels")


def test_within_a_gemeente_the_map_is_as_large_as_that_and_names_its_wijken_with_figures() -> None:
    rows = [compared("WK000101", "higher", 12.0), compared("WK000102", "lower", 5.0)]
    far, near = (area(*rows, points=POINTS, within=within, width=600) for within in ("", "GM0001"))
    assert near.spec["initialViewState"]["zoom"] > far.spec["initialViewState"]["zoom"] + 0.5
    assert near.spec["initialViewState"]["longitude"] == pytest.approx(4.05)
    assert set(labels(far)) == set(TOWNS)
    assert labels(near)["WK000101"].split("\n")[-1] == "12,0 ▲"
    assert "Haven" in labels(near)["WK000101"]


def test_the_chosen_circle_has_a_heavy_outline() -> None:
    rows = [compared("WK000101", "higher", 12.0), compared("WK000102", "lower", 5.0)]
    [ring] = layer(area(*rows, points=POINTS, selected="WK000102"), "gekozen-cirkel")["data"]
    assert ring["code"] == "WK000102"
    assert ring["edge"] == deck_colour(LIGHT.second)
    assert "gekozen-cirkel" not in layers(area(*rows, points=POINTS))


@pytest.mark.parametrize("width", [120, 328, 480, 620, 1000, 2400])
def test_all_of_it_fits_at_every_width(width: int) -> None:
    first = area(row(), width=width).spec["initialViewState"]
    scale = 512 * 2 ** first["zoom"]
    across = 0.4 / 360 * scale  # the four towns lie side by side from 4.0 to 4.4
    assert across <= width
    assert 240 <= first["height"] <= 620
    assert across > width * 0.9 or first["height"] == 620


def test_a_name_of_eighty_characters_is_cut_where_it_must() -> None:
    long = "Alphen aan de Oude Rijn, Boskoop, Hazerswoude, Koudekerk en Zwammerdam aan Zee"
    ground = [replace(one, name=long) for one in outlines(*TOWNS)]
    for text in labels(area(row("GM0001"), row("GM0002"), ground=ground, width=328)).values():
        assert all(len(line) <= 20 for line in text.split("\n"))
        assert len(text.split("\n")) <= 4
