"""The dot plot: order and groups, a mark per outcome, margins, references, and areas without a figure."""

from __future__ import annotations

from typing import Any

import pytest

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.dots import dot_plot
from ivp.figures.palette import LIGHT
from tests.figures.examples import (
    DRUGS,
    LOOK,
    RATE,
    TOWNS,
    annotations,
    by_name,
    compared,
    drawn,
    facts,
    indicator,
    known,
    row,
    trace,
)

HIGHER_IS_BETTER = indicator(RATE, polarity="higher_is_better")


def chart(*rows: Fact, **more: Any) -> Chart:
    return dot_plot(facts(*rows), more.pop("of", RATE), palette=LIGHT, **(LOOK | more))


def points(made: Chart) -> dict[str, dict[str, Any]]:
    """Per area what its mark looks like."""
    marks = trace(made, "Misdrijven")
    looks = zip(marks["x"], marks["marker"]["symbol"], marks["marker"]["color"], strict=True)
    return {
        area: {"x": x, "symbol": symbol, "color": color}
        for area, (x, symbol, color) in zip(marks["customdata"], looks, strict=True)
    }


def names(made: Chart) -> list[str]:
    """The names on the axis from top to bottom."""
    axis = made.spec["layout"]["yaxis"]
    return [text for _, text in sorted(zip(axis["tickvals"], axis["ticktext"], strict=True), reverse=True)]


def test_areas_stand_under_their_basisteam_and_the_larger_ones_last() -> None:
    made = chart(*(row(code) for code in ("NL01", "PD-X", "BT-Z", "BT-N", *reversed(TOWNS))))
    assert names(made) == ["Aadorp", "Beedorp", "Samen", "Ceedorp", "Deedorp", "Samen", "District", "Nederland"]
    headings = [text for text in annotations(made) if text.startswith("<b>")]
    assert headings == ["<b>Basisteam Noord</b>", "<b>Basisteam Zuid</b>", "<b>Ter vergelijking</b>"]
    marks = trace(made, "Misdrijven")
    heights = dict(zip(marks["customdata"], marks["y"], strict=True))
    assert heights["GM0001"] > heights["BT-N"] > heights["GM0003"] > heights["PD-X"] > heights["NL01"]


def test_a_group_whose_parent_has_no_fact_has_no_heading() -> None:
    assert not [text for text in annotations(chart(row())) if text.startswith("<b>")]


@pytest.mark.parametrize("order", ["parent", "value", "given"])
def test_no_area_is_lost_in_any_order_also_without_a_parent(order: str) -> None:
    codes = ["GM0902", "GM0001", "GM0901", "PD-X"]
    made = chart(*(row(code) for code in codes), order=order)
    assert sorted(trace(made, "Misdrijven")["customdata"]) == sorted(codes) == sorted(points(made))
    assert len(names(made)) == len(codes)


def test_order_by_value_goes_from_high_to_low_with_the_missing_last() -> None:
    rows = [row("GM0001", value=5.0), row("GM0002", value=None), row("GM0003", value=0.0), row("GM0004", value=9.0)]
    assert names(chart(*rows, order="value")) == ["Deedorp", "Aadorp", "Ceedorp", "Beedorp"]
    assert names(chart(*rows[::-1], order="given")) == ["Deedorp", "Ceedorp", "Beedorp", "Aadorp"]


def test_an_area_without_a_figure_has_its_name_and_words_and_no_mark() -> None:
    made = chart(row("GM0001", value=0.0), row("GM0002", value=None, state="withheld"))
    assert set(points(made)) == {"GM0001"}
    assert names(made) == ["Aadorp", "Beedorp"]
    assert "niet gepubliceerd" in annotations(made)
    assert "0,00 (0)" in annotations(made)
    assert by_name(made.table, "Per 1.000 inwoners") == {"Aadorp": 0.0, "Beedorp": None}
    assert by_name(made.table, "Status")["Beedorp"] == "niet gepubliceerd"


def test_where_no_rate_can_be_given_the_count_stands_with_its_reason() -> None:
    made = chart(row("GM0001", value=8.0), row("GM0002", value=None, numerator=288.0, no_rate="bedrijventerrein"))
    assert "288 misdrijven" in annotations(made)
    assert "geen cijfer" not in annotations(made)
    assert "Alleen een aantal, geen cijfer per 1.000 inwoners: bedrijventerrein." in made.notes


def test_the_mark_follows_the_outcome_and_the_colour_also_the_polarity() -> None:
    rows = [compared("GM0001", "much_higher"), compared("GM0002", "similar"), compared("GM0003", "much_lower")]
    worse, better, unjudged = (
        points(chart(*rows, of=one))
        for one in (RATE, HIGHER_IS_BETTER, indicator(DRUGS, id=RATE.id, short="Misdrijven"))
    )
    for made in (worse, better, unjudged):
        assert [made[code]["symbol"] for code in TOWNS[:3]] == ["triangle-up", "circle", "triangle-down"]
    assert worse["GM0001"]["color"] == LIGHT.fills["much_unfavourable"] == better["GM0003"]["color"]
    assert worse["GM0003"]["color"] == LIGHT.fills["much_favourable"] == better["GM0001"]["color"]
    assert unjudged["GM0001"]["color"] == LIGHT.fills["much_higher"]
    assert worse["GM0002"]["color"] == LIGHT.fills["similar"]


def test_the_colour_does_not_follow_the_height_of_the_figure() -> None:
    made = points(chart(compared("GM0001", "similar", 90.0), compared("GM0002", "higher", 9.0)))
    assert made["GM0001"]["color"] == LIGHT.fills["similar"]
    assert made["GM0002"]["color"] == LIGHT.fills["unfavourable"]


def test_an_area_that_is_not_compared_has_a_mark_of_its_own() -> None:
    assert points(chart(row(), compared("GM0002", "similar")))["GM0001"]["symbol"] == "diamond"


@pytest.mark.parametrize("outcome", ["higher", "none"])
def test_few_cases_are_open_marks_with_a_note(outcome: str) -> None:
    made = chart(compared("GM0001", outcome, indicative=True), compared("GM0002", outcome))
    assert points(made)["GM0001"]["color"] == LIGHT.background != points(made)["GM0002"]["color"]
    assert "Open teken: indicatief, minder dan 100 gevallen." in made.notes
    assert "indicatief: minder dan 100 gevallen" in trace(made, "Misdrijven")["hovertext"][0]


def test_margins_are_drawn_where_they_are_known() -> None:
    made = chart(row("GM0001", value=10.0), row("GM0002", value=7.0, lower=None, upper=None))
    assert trace(made, "95 %-marge")["x"] == [9.0, 11.0, None]
    assert trace(chart(row(upper=None)), "95 %-marge")["x"] == [], "no half margin"
    assert "Streep: 95 %-marge." in made.notes
    assert known(made.table, "Ondergrens 95 %") == [9.0]
    without = chart(row("GM0002", lower=None, upper=None))
    assert "Streep: 95 %-marge." not in without.notes
    assert "Ondergrens 95 %" not in without.table.names


def test_a_reference_is_a_line_at_its_figure_with_its_name() -> None:
    made = chart(row("GM0001", value=9.0), row("PD-X", value=6.5), row("NL01", value=None), references=["PD-X", "NL01"])
    [line] = made.spec["layout"]["shapes"]
    assert line["x0"] == line["x1"] == 6.5
    assert "District 6,5" in annotations(made)


def test_two_references_never_write_over_each_other() -> None:
    made = chart(row(), row("PD-X", value=8.0), row("NL01", value=8.1), references=["PD-X", "NL01"])
    shifts = [note["yshift"] for note in made.spec["layout"]["annotations"] if note.get("yanchor") == "bottom"]
    assert len(shifts) == 2
    assert abs(shifts[0] - shifts[1]) >= 15


def test_the_axis_holds_the_widest_margin() -> None:
    low, high = chart(row(value=10.0, upper=70.0)).spec["layout"]["xaxis"]["range"]
    assert (low, high > 70) == (0, True)


def test_the_twin_has_the_numbers_that_are_drawn_and_the_outcome_in_words() -> None:
    made = chart(compared("GM0001", "much_higher", 10.25), compared("GM0002", "similar", 8.5), row("PD-X", value=8.0))
    assert sorted(known(made.table, "Per 1.000 inwoners")) == sorted(drawn(trace(made, "Misdrijven"), "x"))
    assert by_name(made.table, "Uitkomst") == {
        "Aadorp": "duidelijk hoger", "Beedorp": "geen verschil dat telt", "District": "niet vergeleken",
    }  # fmt: skip
    assert by_name(made.table, "Vergelijkingscijfer")["Aadorp"] == 8.0
    assert by_name(made.table, "Vergeleken")["Aadorp"] == "de rest van het district"


def test_the_chosen_area_is_bold_and_the_text_beside_it_has_rate_and_count() -> None:
    made = chart(row("GM0001", value=10.0), row("GM0002"), strong=["GM0001"])
    assert names(made) == ["<b>Aadorp</b>", "Beedorp"]
    assert "10,0 (100)" in annotations(made)
    assert made.alt.startswith(
        "Puntgrafiek met 95 %-marges van Misdrijven totaal, per 1.000 inwoners, 2024, voor twee gemeenten."
    )
