"""The legend strip: one tick per area at its figure, the ends by name, the reference as a line."""

from __future__ import annotations

from typing import Any

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.figures.strip import legend_strip
from ivp.outcomes import Measure
from tests.figures.examples import DRUGS, LOOK, RATE, TOWNS, annotations, check, compared, facts, indicator, row, trace


def strip(*rows: Fact, of: Any = RATE, **more: Any) -> Chart:
    made = legend_strip(facts(*rows), of, palette=LIGHT, **(LOOK | more))
    check(made)
    return made


def ticks(made: Chart) -> dict[str, float]:
    marks = trace(made, "Misdrijven")
    return dict(zip(marks["customdata"], marks["x"], strict=True))


def test_every_area_with_a_figure_has_a_tick_and_no_other() -> None:
    made = strip(row("GM0001", value=5.0), row("GM0002", value=None), row("GM0003", value=0.0))
    assert ticks(made) == {"GM0001": 5.0, "GM0003": 0.0}
    assert made.table.column("Per 1.000 inwoners") == [5.0, 0.0]
    assert "twee gebieden op een lijn" in made.alt


def test_ticks_have_the_colours_of_the_map() -> None:
    rows = [compared("GM0001", "much_higher", 12.0), compared("GM0002", "lower", 5.0, direction="rising")]
    marks = trace(strip(*rows), "Misdrijven")
    assert marks["customdata"] == ["GM0002", "GM0001"]
    assert marks["marker"]["color"] == [LIGHT.fills["favourable"], LIGHT.fills["much_unfavourable"]]
    by_trend = trace(strip(*rows, measure=Measure.TREND), "Misdrijven")
    assert by_trend["marker"]["color"] == [LIGHT.fills["much_unfavourable"], LIGHT.fills["none"]]
    unjudged = trace(strip(*rows, of=indicator(DRUGS, id=RATE.id, short="Misdrijven")), "Misdrijven")
    assert unjudged["marker"]["color"] == [LIGHT.fills["lower"], LIGHT.fills["much_higher"]]


def test_a_tick_tells_all_of_a_few_areas_and_the_figure_of_hundreds() -> None:
    few = trace(strip(*(row(code, value=5.0) for code in TOWNS)), "Misdrijven")["hovertext"]
    many = trace(strip(*(row(code, value=5.0) for code in TOWNS * 8)), "Misdrijven")["hovertext"]
    assert all("marge" in text for text in few)
    assert all("5,0 per 1.000 inwoners" in text and "marge" not in text for text in many)


def test_the_lowest_and_the_highest_are_named_with_their_figure() -> None:
    made = strip(*(row(code, value=value) for code, value in zip(TOWNS, (7.0, 2.0, 9.5, 5.0), strict=True)))
    assert annotations(made) == ["Beedorp 2,0", "Ceedorp 9,5"]


def test_ends_too_near_to_tell_apart_have_one_name() -> None:
    assert annotations(strip(row("GM0001", value=8.0), row("GM0002", value=9.0))) == ["Beedorp 9,0"]
    assert annotations(strip(row("GM0001", value=8.0))) == ["Aadorp 8,0"]


def test_the_reference_is_a_line_with_its_name_and_not_a_tick() -> None:
    made = strip(row("GM0001", value=9.0), row("PD-X", value=6.0), reference="PD-X")
    assert set(ticks(made)) == {"GM0001"}
    assert "District 6,0" in annotations(made)
    [line] = [shape for shape in made.spec["layout"]["shapes"] if shape["xref"] == "x"]
    assert line["x0"] == line["x1"] == 6.0
    absent = strip(row("GM0001"), row("PD-X", value=None), reference="PD-X")
    assert not [shape for shape in absent.spec["layout"]["shapes"] if shape["xref"] == "x"]


def test_counts_are_one_colour_without_reference() -> None:
    made = strip(
        compared("GM0001", "much_higher", 9.0),
        row("GM0002", value=2.0),
        row("PD-X"),
        measure=Measure.COUNT,
        reference="PD-X",
    )
    assert ticks(made) == {"GM0002": 20.0, "GM0001": 90.0}
    assert set(trace(made, "Misdrijven")["marker"]["color"]) == {LIGHT.circle}
    assert annotations(made) == ["Beedorp 20", "Aadorp 90"]
    assert made.subtitle == "Misdrijven totaal, aantal misdrijven, 2024"


def test_the_axis_starts_at_zero_and_holds_the_reference() -> None:
    low, high = strip(row(value=2.0), row("NL01", value=30.0), reference="NL01").spec["layout"]["xaxis"]["range"]
    assert (low, high > 30) == (0, True)
