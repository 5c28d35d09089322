"""Registered against felt: only areas with both figures, and the lines through the reference."""

from __future__ import annotations

from typing import Any

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.figures.quadrant import quadrant
from tests.figures.examples import LOOK, RATE, SURVEY, annotations, check, row


def said(code: str, value: float | None, **more: Any) -> Fact:
    return row(code, value=value, **({"indicator": SURVEY.id, "numerator": None} | more))


def chart(register: list[Fact], people: list[Fact], **more: Any) -> Chart:
    made = quadrant(register, RATE, people, SURVEY, palette=LIGHT, **(LOOK | more))
    check(made)
    return made


BOTH = ([row("GM0001", value=10.0), row("NL01", value=8.0)], [said("GM0001", 60.0), said("NL01", 55.0)])


def test_an_area_stands_where_its_two_figures_are() -> None:
    points = chart(*BOTH).spec["data"][1]
    assert dict(zip(points["customdata"], zip(points["x"], points["y"], strict=True), strict=True)) == {
        "GM0001": (10.0, 60.0), "NL01": (8.0, 55.0),
    }  # fmt: skip
    assert "10,0 per 1.000 inwoners" in points["hovertext"][0]
    assert "60,0\u00a0%" in points["hovertext"][0]


def test_an_area_that_lacks_one_of_the_two_is_left_out() -> None:
    register = [row("GM0001"), row("GM0002", value=None), row("GM0003")]
    made = chart(register, [said("GM0001", 60.0), said("GM0002", 50.0), said("GM0003", None)])
    assert made.spec["data"][1]["customdata"] == ["GM0001"]
    assert made.alt.startswith(
        "Spreidingsgrafiek van Misdrijven totaal tegen Tevreden over de politie in de buurt, voor één gebied."
    )
    assert made.table.column("Gebied") == ["Aadorp", "Aadorp"]


def test_the_lines_run_through_both_figures_of_the_reference() -> None:
    made = chart(*BOTH, reference="NL01")
    upright, level = made.spec["layout"]["shapes"]
    assert (upright["x0"], upright["x1"], level["y0"], level["y1"]) == (8.0, 8.0, 55.0, 55.0)
    assert made.notes[0].endswith("De streeplijnen gaan door Nederland.")
    without = chart(*BOTH, reference="PD-X")
    assert without.spec["layout"]["shapes"] == []
    assert "streeplijnen" not in without.notes[0]


def test_both_margins_are_drawn_where_they_are_known() -> None:
    bare = {"lower": None, "upper": None}
    assert chart([row(value=10.0)], [said("GM0001", 60.0)]).spec["data"][0]["x"] == [9.0, 11.0, None, 10.0, 10.0, None]
    assert chart([row(value=10.0)], [said("GM0001", 60.0, **bare)]).spec["data"][0]["x"] == [9.0, 11.0, None]
    assert chart([row(**bare)], [said("GM0001", 60.0, **bare)]).spec["data"][0]["x"] == []


def test_the_chosen_area_is_bold_and_the_axes_start_at_zero() -> None:
    made = chart(*BOTH, strong=["GM0001"])
    assert annotations(made) == ["<b>Aadorp</b>", "Nederland"]
    assert {made.spec["layout"][axis]["range"][0] for axis in ("xaxis", "yaxis")} == {0}


def test_the_twin_has_a_row_per_figure_and_no_score_of_the_two() -> None:
    table = chart(*BOTH).table
    assert table.column("Indicator") == [RATE.label] * 2 + [SURVEY.label] * 2
    assert table.column("Per 1.000 inwoners") == [10.0, 8.0, None, None]
    assert table.column("Percentage") == [None, None, 60.0, 55.0]
