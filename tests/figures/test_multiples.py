"""Small multiples: one panel per area, all on one scale, with the same reference in each."""

from __future__ import annotations

from typing import Any

import pytest

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.multiples import small_multiples
from ivp.figures.palette import LIGHT
from ivp.outcomes import Measure
from tests.figures.examples import (
    BREAK,
    LOOK,
    NO_BREAK,
    RATE,
    annotations,
    drawn,
    facts,
    known,
    months,
    row,
    series,
    trace,
)

YEARS = {"2020": 10.0, "2021": 11.0, "2022": 12.0, "2023": 13.0}


def chart(*rows: Fact, **more: Any) -> Chart:
    return small_multiples(facts(*rows), RATE, palette=LIGHT, **(LOOK | more))


def four(**more: Any) -> Chart:
    towns = [one for code in ("GM0003", "GM0001", "GM0004", "GM0002") for one in series(YEARS, code)]
    return chart(*towns, *series({"2020": 40.0, "2023": 8.0}, "PD-X"), reference="PD-X", **more)


def test_panels_stand_in_the_order_of_the_frame_and_the_reference_is_in_each() -> None:
    made = four()
    titles = [text for text in annotations(made) if text.startswith("<b>")]
    assert titles == ["<b>Ceedorp</b>", "<b>Aadorp</b>", "<b>Deedorp</b>", "<b>Beedorp</b>"]
    against = [line for line in made.spec["data"] if line["meta"] == "PD-X"]
    assert sorted(line["xaxis"] for line in against) == ["x", "x2", "x3", "x4"]
    assert all(line["line"]["dash"] != "solid" for line in against)
    assert made.notes == ("Grijze streeplijn: District.",)


def test_all_panels_have_the_same_scale_from_zero_that_holds_the_reference() -> None:
    layout = four().spec["layout"]
    ranges = {tuple(layout[name]["range"]) for name in layout if name.startswith("yaxis")}
    assert len(ranges) == 1
    low, high = ranges.pop()
    assert low == 0
    assert high >= 40


@pytest.mark.parametrize("columns", [1, 2, 4])
def test_panels_do_not_overlap_for_any_number_of_columns(columns: int) -> None:
    layout = four(columns=columns).spec["layout"]
    places = [(*layout[f"xaxis{n}"]["domain"], *layout[f"yaxis{n}"]["domain"]) for n in ("", "2", "3", "4")]
    assert len({place[0] for place in places}) == columns
    for at, (left, right, low, high) in enumerate(places):
        assert 0 <= left < right <= 1
        assert -1e-9 <= low < high <= 1
        for other in places[at + 1 :]:
            assert right <= other[0] or other[1] <= left or high <= other[2] or other[3] <= low


def test_a_missing_year_is_a_gap_and_a_break_cuts() -> None:
    made = chart(*series({"2020": 10.0, "2021": None, "2022": 12.0}))
    assert trace(made, "Aadorp")["y"] == [10.0, None, 12.0]
    assert trace(made, "Aadorp")["connectgaps"] is False
    cut = chart(*series(YEARS), events=[BREAK])
    assert trace(cut, "Aadorp")["y"] == [10.0, 11.0, None, 12.0, 13.0]
    assert trace(chart(*series(YEARS), events=[NO_BREAK]), "Aadorp")["y"] == list(YEARS.values())


def test_an_area_without_a_figure_has_no_panel_and_stays_in_the_twin() -> None:
    made = chart(*series(YEARS), row("GM0002", "2023", None))
    assert [line["name"] for line in made.spec["data"]] == ["Aadorp"]
    assert known(made.table, "Status", Gebied="Beedorp") == ["onbekend"]


@pytest.mark.parametrize("count", [3, 40])
def test_a_provisional_point_is_open_when_the_note_says_so(count: int) -> None:
    values = list(months(2021, count).items())
    rows = [row(period=period, value=value) for period, value in values[:-1]]
    made = chart(*rows, row(period=values[-1][0], value=1.0, state="provisional"))
    marks = trace(made, "Aadorp")["marker"]
    assert "Open punt: voorlopig cijfer." in made.notes
    assert marks["color"][-1] == LIGHT.background
    assert marks["size"][-1] > 0


def test_the_twin_has_the_numbers_that_are_drawn() -> None:
    made = four()
    for name in ("Aadorp", "Ceedorp"):
        assert known(made.table, "Per 1.000 inwoners", Gebied=name) == drawn(trace(made, name))
    counts = chart(*series(YEARS), measure=Measure.COUNT)
    assert counts.table.column("Aantal") == drawn(trace(counts, "Aadorp")) == [100.0, 110.0, 120.0, 130.0]
    assert "130" in annotations(counts)


def test_the_reference_does_not_stretch_the_years_beyond_those_of_the_areas() -> None:
    made = chart(*series({"2022": 3.0, "2023": 4.0}), *series({"2010": 9.0, "2023": 8.0}, "PD-X"), reference="PD-X")
    assert min(trace(made, "District")["x"]) == 2022.5
    assert "2010" not in made.table.column("Periode")
    assert made.alt.startswith("Één gebied, elk een lijngrafiek, van Misdrijven totaal, per 1.000 inwoners, 2022–2023")
