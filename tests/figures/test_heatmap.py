"""The calendar of months: one cell a month, marks where there is no figure, sums of whole years, no judgement."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.heatmap import month_heatmap
from ivp.figures.palette import DARK, LIGHT, Palette
from tests.figures.examples import (
    BREAK,
    LOOK,
    NO_BREAK,
    RATE,
    annotations,
    by_name,
    check,
    facts,
    months,
    row,
    series,
    trace,
)
from tests.figures.test_palette import contrast

HOLES = {"2023-05": "unknown", "2023-06": "withheld", "2023-07": "not_applicable"}


def chart(*rows: Fact, **more: Any) -> Chart:
    return month_heatmap(facts(*rows), RATE, "GM0001", palette=LIGHT, **(LOOK | more))


def with_holes() -> list[Fact]:
    values = months(2022, 30, 2.0)
    holes = [row("GM0001", period, None, state=state) for period, state in HOLES.items()]
    return [*series({period: value for period, value in values.items() if period not in HOLES}), *holes]


def test_every_month_has_its_own_cell_with_the_newest_year_on_top() -> None:
    made = chart(*series({"2023-01": 1.0, "2023-12": 2.0, "2024-02": 3.0}))
    cells = trace(made, "maanden")
    assert made.spec["layout"]["yaxis"]["ticktext"] == ["2023", "2024"]
    assert made.spec["layout"]["yaxis"]["range"][0] < made.spec["layout"]["yaxis"]["range"][1]
    assert (cells["z"][0][0], cells["z"][0][11], cells["z"][1][1]) == (10.0, 20.0, 30.0)
    assert cells["text"][0][11] == "20"
    assert "december 2023" in cells["hovertext"][0][11]
    assert (cells["zmin"], cells["zmax"]) == (10.0, 30.0)


def test_a_month_without_a_figure_is_marked_with_why_and_is_never_zero() -> None:
    made = chart(*with_holes())
    gone = trace(made, "zonder cijfer")
    assert list(zip(gone["x"], gone["y"], gone["text"], strict=True)) == [(4, 1, "?"), (5, 1, "×"), (6, 1, "–")]
    assert gone["hovertext"][1] == "juni 2023: niet gepubliceerd"
    assert trace(made, "maanden")["z"][1][4:7] == [None, None, None]
    assert "? geen cijfer; × niet gepubliceerd; – niet van toepassing" in made.notes[1]
    states = by_name(made.table, "Status", "Periode")
    assert states["juni 2023"] == "niet gepubliceerd"
    assert states["mei 2023"] == "onbekend"


def test_a_month_without_a_row_between_two_others_is_unknown() -> None:
    made = chart(*series({"2024-01": 1.0, "2024-03": 1.0}))
    assert trace(made, "zonder cijfer")["text"] == ["?"]


def test_a_year_has_a_sum_only_when_all_its_months_are_known() -> None:
    made = chart(*with_holes())
    assert annotations(made) == ["Som", "240", "–", "–"]


def test_zero_is_a_figure() -> None:
    made = chart(*series(months(2023, 12, 0.0)))
    assert trace(made, "maanden")["text"][0] == ["0"] * 12
    assert annotations(made) == ["Som", "0"]
    check(made)


def test_a_provisional_month_is_slanted() -> None:
    made = chart(*series({"2024-01": 1.0}), *series({"2024-02": 2.0}, state="provisional"))
    assert trace(made, "maanden")["text"][0][:2] == ["10", "<i>20</i>"]
    assert "Schuin: voorlopig cijfer" in made.notes[1]


def test_only_the_months_of_the_asked_area_and_no_years() -> None:
    made = chart(row("GM0001", "2024"), *series({"2024-01": 1.0}), *series({"2023-01": 9.0}, "GM0002"))
    assert made.spec["layout"]["yaxis"]["ticktext"] == ["2024"]
    assert made.table.column("Gebied") == ["Aadorp"]


def test_a_break_is_drawn_as_a_step_and_an_event_is_not() -> None:
    broken = BREAK.model_copy(update={"start": date(2023, 4, 1), "sources": ("47013NED",)})
    made = chart(*series(months(2022, 24)), events=[broken, NO_BREAK])
    (step,) = made.spec["layout"]["shapes"]
    assert step["path"] == "M -0.5,1.5 L 2.5,1.5 L 2.5,0.5 L 11.5,0.5"
    assert made.notes[-1] == "Streeplijn: breuk in de reeks, Nieuwe telling (2023)."


def test_on_a_phone_numbers_that_do_not_fit_are_left_out() -> None:
    small, large = series(months(2023, 12, 9.9)), series(months(2023, 12, 123.4))
    assert trace(chart(*small, phone=True), "maanden")["text"][0][0] == "99"
    assert trace(chart(*large, phone=True), "maanden")["text"][0][0] == ""
    assert trace(chart(*large), "maanden")["text"][0][0] == "1.234"
    assert chart(*small, phone=True).spec["layout"]["xaxis"]["ticktext"][0] == "j"


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_scale_does_not_judge_and_its_numbers_can_be_read(palette: Palette) -> None:
    made = month_heatmap(facts(*series(months(2023, 12))), RATE, "GM0001", palette=palette, **LOOK)
    shades = [colour for _, colour in trace(made, "maanden")["colorscale"]]
    assert not set(shades) & (set(palette.fills.values()) - {palette.surface, palette.fills["similar"]})
    assert all(contrast(palette.ink, shade) >= 4.5 for shade in shades)
    assert "zegt niets over toeval" in made.notes[0]
