"""The drawn map stands in for the one of deck.gl: the same areas, colours, words and place, without WebGL."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from ivp.figures.chart import Chart
from ivp.figures.drawnmap import NOTE, drawn_map
from ivp.figures.maps import area_map
from ivp.figures.palette import LIGHT, rgb
from ivp.outcomes import Measure
from tests.figures.examples import LOOK, RATE, TOWNS, compared, facts, outlines, row

FACTS = facts(compared("GM0001", "much_higher", 40.0), compared("GM0002", "lower", 10.0), row("GM0003", value=None))


def moving(**more: Any) -> Chart:
    return area_map(FACTS, RATE, outlines(*TOWNS), palette=LIGHT, selected="GM0001", **LOOK, **more)


def drawn(**more: Any) -> Chart:
    made = drawn_map(moving(**more), LIGHT, 480)
    go.Figure(made.spec)  # plotly knows every property
    return made


def traces(made: Chart, start: str) -> list[dict[str, Any]]:
    return [dict(one) for one in made.spec["data"] if one["name"].startswith(start)]


def colour(tone: str) -> str:
    return "rgba({},{},{},1)".format(*rgb(LIGHT.fills[tone]))


def test_every_area_has_its_own_colour_and_words() -> None:
    made = drawn()
    assert [one["fillcolor"] for one in traces(made, "Aadorp:")] == [colour("much_unfavourable")]
    assert [one["fillcolor"] for one in traces(made, "Beedorp:")] == [colour("favourable")]
    assert all(one["hoverinfo"] == "text" for one in traces(made, "Aadorp:"))
    notes = made.spec["layout"]["annotations"]
    assert "<b>Aadorp<br>40,0 ▲</b>" in [note["text"] for note in notes]


def test_it_is_the_same_chart_with_a_line_that_says_what_it_is() -> None:
    before, made = moving(), drawn()
    assert (made.title, made.alt, made.source, made.table) == (before.title, before.alt, before.source, before.table)
    assert made.notes == (*before.notes, NOTE)
    assert made.kind == "plotly"


def test_all_outlines_lie_in_sight() -> None:
    layout = drawn().spec["layout"]
    for trace in drawn().spec["data"]:
        for name, axis in (("x", "xaxis"), ("y", "yaxis")):
            low, high = layout[axis]["range"]
            assert all(place is None or low < place < high for place in trace[name])
    assert layout["height"] == moving().spec["initialViewState"]["height"]
    assert layout["yaxis"]["scaleanchor"] == "x"


def test_counts_are_circles_as_large_as_on_the_moving_map() -> None:
    [circles] = [one for one in drawn(measure=Measure.COUNT).spec["data"] if one.get("mode") == "markers"][:1]
    small, large = sorted(circles["marker"]["size"])[-2:]
    assert large == pytest.approx(2 * small), "four times the count is twice the radius"
    assert "Aadorp: " in "".join(circles["text"])


def test_a_border_has_no_words_and_the_chosen_area_a_heavy_one() -> None:
    silent = [one for one in drawn().spec["data"] if one["fill"] == "none"]
    assert {one["hoverinfo"] for one in silent} == {"skip"}
    assert max(one["line"]["width"] for one in silent) == 4
