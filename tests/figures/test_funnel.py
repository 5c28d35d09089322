"""The funnel: outcome by the limits of chance at the area's own size, own gemeenten named, the others pale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from ivp.facts import Fact, FunnelLimit
from ivp.figures.chart import Chart
from ivp.figures.funnel import funnel_chart
from ivp.figures.palette import LIGHT
from tests.figures.examples import DRUGS, LOOK, RATE, TOWNS, annotations, check, drawn, facts, indicator, row, trace

# Around 10 per 1,000, narrower for larger gemeenten: at 10,000 inhabitants 8-12 (95 %) and 7-13 (99.8 %).
LIMITS = (
    FunnelLimit(10.0, 100_000.0, lower=9.0, upper=11.0, lower_firm=8.5, upper_firm=11.5),
    FunnelLimit(10.0, 10_000.0, lower=8.0, upper=12.0, lower_firm=7.0, upper_firm=13.0),
    FunnelLimit(10.0, 1_000.0, lower=4.0, upper=16.0, lower_firm=1.0, upper_firm=19.0),
)


def chart(*rows: Fact, limits: Sequence[FunnelLimit] = LIMITS, of: Any = RATE, **more: Any) -> Chart:
    made = funnel_chart(facts(*rows), of, limits, palette=LIGHT, **(LOOK | more))
    check(made)
    return made


@pytest.mark.parametrize(
    ("value", "symbol", "colour", "word"),
    [
        (13.5, "triangle-up", "much_unfavourable", "duidelijk hoger"),
        (12.5, "triangle-up", "unfavourable", "hoger"),
        (11.9, "circle", "similar", "binnen de trechter"),
        (7.5, "triangle-down", "favourable", "lager"),
        (6.5, "triangle-down", "much_favourable", "duidelijk lager"),
    ],
)
def test_the_limits_at_its_own_size_decide(value: float, symbol: str, colour: str, word: str) -> None:
    made = chart(row(value=value))
    marks = trace(made, "Misdrijven")["marker"]
    assert (marks["symbol"], marks["color"]) == ([symbol], [LIGHT.fills[colour]])
    assert made.table.column("Uitkomst") == [word]


def test_the_same_rate_is_chance_in_a_small_gemeente_and_not_in_a_large_one() -> None:
    made = chart(row("GM0001", value=12.5, denominator=1_000.0), row("GM0002", value=12.5, denominator=100_000.0))
    assert made.table.column("Uitkomst") == ["binnen de trechter", "duidelijk hoger"]


def test_the_outcome_against_the_district_plays_no_part_here() -> None:
    made = chart(row(value=10.0, outcome="much_lower"))
    assert made.table.column("Uitkomst") == ["binnen de trechter"]
    assert "duidelijk lager" not in trace(made, "Misdrijven")["text"][0]


def test_without_limits_nothing_is_judged() -> None:
    made = chart(row(value=99.0), limits=())
    assert made.table.column("Uitkomst") == ["niet vergeleken"]
    assert trace(made, "Misdrijven")["marker"]["color"] == [LIGHT.fills["none"]]
    assert not any("middelste gemeente" in text for text in annotations(made))


def test_unjudged_indicators_get_other_colours_and_no_judging_words() -> None:
    made = chart(row(value=12.5), of=indicator(DRUGS, id=RATE.id, short="Misdrijven"))
    assert trace(made, "Misdrijven")["marker"]["color"] == [LIGHT.fills["higher"]]
    assert not any("gunstig" in note for note in made.notes)
    assert any("ongunstig" in note for note in chart(row(value=12.5)).notes)


def test_a_gemeente_without_figure_or_inhabitants_is_left_out() -> None:
    rows = [
        row("GM0001"),
        row("GM0002", value=None),
        row("GM0003", denominator=0.0),
        row("GM0004", denominator=None),
    ]
    made = chart(*rows)
    assert trace(made, "Misdrijven")["customdata"] == ["GM0001"]
    assert made.table.column("Gebied") == ["Aadorp"]


def test_other_gemeenten_of_like_size_are_pale_unnamed_and_counted() -> None:
    made = chart(row(), row("GM0901", value=11.0, denominator=20_000.0), row("GM0902", denominator=900_000.0))
    assert drawn(trace(made, "andere gemeenten")) == [11.0]
    assert "Verdorp" not in annotations(made)
    assert made.table.column("Gebied") == ["Aadorp"]
    assert "Grijze punten: 1 andere gemeente met een vergelijkbaar aantal inwoners." in made.notes
    assert not any("Grijze punten" in note for note in chart(row()).notes)


def test_the_twin_has_what_is_drawn_with_the_inhabitants() -> None:
    made = chart(*(row(code, value=9.5 + at, denominator=8_000.0 * (at + 1)) for at, code in enumerate(TOWNS)))
    points = trace(made, "Misdrijven")
    assert made.table.column("Per 1.000 inwoners") == points["y"]
    assert made.table.column("Inwoners") == points["x"]


def test_the_axis_of_rates_starts_at_zero_and_holds_every_point_and_limit() -> None:
    low, high = chart(row(value=30.0)).spec["layout"]["yaxis"]["range"]
    assert low == 0
    assert high > 30
    assert chart(row(value=9.0)).spec["layout"]["yaxis"]["range"][1] > 12.0


def test_the_axis_of_inhabitants_is_logarithmic_with_room_on_both_sides() -> None:
    axis = chart(row(denominator=9_000.0), row("GM0002", denominator=90_000.0)).spec["layout"]["xaxis"]
    assert axis["type"] == "log"
    assert 10 ** axis["range"][0] == pytest.approx(3_000)
    assert 10 ** axis["range"][1] == pytest.approx(270_000)
    assert axis["ticktext"][:2] == ["5.000", "10.000"]


def test_the_limits_run_along_from_small_to_large() -> None:
    upper = trace(chart(row()), "trechter 95 %")
    assert upper["x"][:3] == [1_000.0, 10_000.0, 100_000.0]
    assert upper["y"] == [16.0, 12.0, 11.0, 9.0, 8.0, 4.0]


def test_names_beside_their_points_do_not_touch() -> None:
    made = chart(*(row(code, value=10.0 + at / 100) for at, code in enumerate(TOWNS)), strong=["GM0002"])
    layout = made.spec["layout"]
    scale = (layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]) / layout["yaxis"]["range"][1]
    names = [note for note in layout["annotations"] if note["showarrow"]]
    assert {note["text"] for note in names} == {"Aadorp", "<b>Beedorp</b>", "Ceedorp", "Deedorp"}
    for side in ("left", "right"):
        heights = sorted(note["y"] * scale - note["ay"] for note in names if note["xanchor"] == side)
        assert len(heights) == 2
        assert all(above - below >= 14.9 for below, above in pairwise(heights))
    assert all(note["x"] == pytest.approx(math.log10(10_000)) for note in names)
