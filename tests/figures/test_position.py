"""The position chart: one area on every indicator as a multiple of the reference, with its peers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ivp.facts import ALIKE, Fact
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.figures.position import REACH, position_chart, scaled
from tests.figures.examples import DRUGS, LOOK, RATE, SURVEY, annotations, check, compared, facts, row, trace


def chart(*rows: Fact, indicators: tuple[Any, ...] = (RATE,), area: str = "GM0001", reference: str = "PD-X") -> Chart:
    made = position_chart(facts(*rows), indicators, area, reference, palette=LIGHT, **LOOK)
    check(made)
    return made


@pytest.mark.parametrize(
    ("value", "place"),
    [(8.0, 0.0), (16.0, 1.0), (4.0, -1.0), (32.0, REACH), (800.0, REACH), (1.0, -REACH), (0.0, -REACH)],
)
def test_twice_as_high_is_as_far_right_as_half_is_left_and_the_ends_hold(value: float, place: float) -> None:
    assert scaled(value, 8.0) == pytest.approx(place)


def test_the_area_its_peers_and_the_reference_stand_where_their_figures_are() -> None:
    made = chart(row(value=16.0), row("GM0002", value=4.0), row("GM0003", value=None), row("PD-X", value=8.0))
    assert trace(made, "gekozen")["x"] == [1.0]
    assert trace(made, "andere gemeenten")["x"] == [-1.0]
    assert trace(made, "vergelijking")["x"] == [0, 0]
    assert "District" in annotations(made)


def test_peers_are_of_the_same_level() -> None:
    made = chart(row(value=16.0), row("BT-N", value=4.0), row("NL01", value=4.0), row("PD-X", value=8.0))
    assert trace(made, "andere gemeenten")["x"] == []


def test_what_lies_off_the_scale_keeps_its_true_figure_in_words_and_twin() -> None:
    made = chart(row(value=100.0), row("PD-X", value=8.0))
    assert trace(made, "gekozen")["x"] == [REACH]
    assert made.table.column("Verhouding") == [12.5]
    assert "100,0 (1.000)<br>2024" in annotations(made)


@pytest.mark.parametrize("own", [None, 10.0])
def test_an_indicator_without_its_own_figure_or_one_to_compare_is_left_out(own: float | None) -> None:
    made = chart(row(value=own), row("PD-X", value=0.0 if own else 8.0))
    assert len(made.table) == 0
    assert trace(made, "gekozen")["x"] == []
    assert made.alt.startswith("Positie van Aadorp van geen indicatoren naast het district.")


def alike(value: float, expected: float | None, **more: Any) -> Fact:
    """A fact of Aadorp held against similar municipalities."""
    made = compared("GM0001", "higher", value, **more)
    assert made.comparison
    return replace(made, comparison=replace(made.comparison, reference=ALIKE, value=expected, rest=False))


def test_without_a_reference_area_it_is_held_against_similar_municipalities() -> None:
    made = chart(alike(16.0, 8.0), row("GM0002", value=4.0), reference="")
    assert trace(made, "gekozen")["x"] == [1.0]
    assert trace(made, "andere gemeenten")["x"] == [-1.0]
    assert made.table.column("Vergelijkingscijfer") == [8.0]
    assert "vergelijkbare gemeenten" in annotations(made)
    assert made.subtitle == "Aadorp op elke indicator, als veelvoud van het cijfer van vergelijkbare gemeenten"


def test_without_enough_likes_or_a_reference_there_is_nothing_to_place_it_by() -> None:
    for own in (alike(16.0, None), row(value=16.0), compared("GM0001", "higher", 16.0)):
        assert len(chart(own, reference="").table) == 0


def test_zero_is_shown_and_not_taken_for_missing() -> None:
    made = chart(row(value=0.0), row("PD-X", value=8.0))
    assert trace(made, "gekozen")["x"] == [-REACH]
    assert made.table.column("Cijfer") == [0.0]


def test_mark_and_colour_follow_outcome_and_polarity_per_indicator() -> None:
    kinds = (RATE, SURVEY, DRUGS)
    rows = [compared("GM0001", "higher", indicator=one.id) for one in kinds]
    made = chart(*rows, *(row("PD-X", value=8.0, indicator=one.id) for one in kinds), indicators=kinds)
    marks = trace(made, "gekozen")["marker"]
    assert marks["symbol"] == ["triangle-up"] * 3
    assert marks["color"] == [LIGHT.fills[tone] for tone in ("unfavourable", "favourable", "higher")]
    assert trace(made, "gekozen")["customdata"] == [one.id for one in kinds]


def test_what_is_not_compared_does_not_look_like_no_difference() -> None:
    made = chart(row(), row("PD-X", value=8.0))
    assert trace(made, "gekozen")["marker"]["symbol"] == ["diamond"]
    assert any(note.startswith("◆ niet vergeleken") for note in made.notes)
    compared_too = chart(compared("GM0001", "similar"), row("PD-X", value=8.0))
    assert trace(compared_too, "gekozen")["marker"]["symbol"] == ["circle"]
    assert not any("◆" in note for note in compared_too.notes)


def test_few_cases_are_an_open_mark_with_a_note() -> None:
    few = chart(compared("GM0001", "higher", indicative=True), row("PD-X", value=8.0))
    many = chart(compared("GM0001", "higher"), row("PD-X", value=8.0))
    assert trace(few, "gekozen")["marker"]["color"] == [LIGHT.background]
    assert "Open teken: indicatief, weinig gevallen." in few.notes
    assert "Open teken: indicatief, weinig gevallen." not in many.notes


def test_rows_stand_in_the_order_asked_and_every_row_has_its_name() -> None:
    kinds = (DRUGS, RATE)
    rows = [row(code, value=8.0, indicator=one.id) for one in (RATE, DRUGS) for code in ("GM0001", "PD-X")]
    made = chart(*rows, indicators=kinds)
    assert made.table.column("Indicator") == ["Drugshandel", "Misdrijven totaal"]
    axis = made.spec["layout"]["yaxis"]
    assert len(axis["ticktext"]) == 2
    assert axis["tickvals"] == [0.0, -1.0] == trace(made, "gekozen")["y"]


def test_the_twin_says_everything_that_is_drawn() -> None:
    made = chart(compared("GM0001", "much_higher", 16.0), row("PD-X", value=8.0))
    [line] = made.table.rows
    assert dict(zip(made.table.names, line, strict=True)) == (
        {
            "Indicator": "Misdrijven totaal", "Eenheid": "per 1.000 inwoners", "Periode": "2024", "Cijfer": 16.0,
            "Aantal": 160.0, "Vergelijkingscijfer": 8.0, "Verhouding": 2.0, "Uitkomst": "duidelijk hoger",
        }
    )  # fmt: skip
    assert made.subtitle == "Aadorp op elke indicator, als veelvoud van het cijfer van het district"
