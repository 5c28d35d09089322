"""The trend chart: gaps and breaks, who is in colour, what is provisional, and a twin with the same numbers."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.lines import trend_chart
from ivp.figures.palette import LIGHT
from ivp.outcomes import Measure
from tests.figures.examples import (
    BREAK,
    LOOK,
    NO_BREAK,
    RATE,
    SURVEY,
    annotations,
    by_name,
    drawn,
    facts,
    indicator,
    known,
    months,
    row,
    series,
    trace,
)

YEARS = {"2020": 10.0, "2021": 11.0, "2022": 12.0, "2023": 13.0}


def chart(*rows: Fact, **more: Any) -> Chart:
    return trend_chart(facts(*rows), RATE, palette=LIGHT, **(LOOK | more))


def bands(made: Chart) -> list[Fact]:
    return [trace for trace in made.spec["data"] if trace["name"].startswith("marge")]


def test_a_missing_year_is_a_gap_in_the_line_and_in_the_twin_a_state() -> None:
    made = chart(*series({"2020": 10.0, "2021": None, "2022": 12.0}))
    line = trace(made, "Aadorp")
    assert line["y"] == [10.0, None, 12.0]
    assert line["connectgaps"] is False
    assert by_name(made.table, "Per 1.000 inwoners", "Periode")["2021"] is None
    assert by_name(made.table, "Status", "Periode") == {"2020": "waarde", "2021": "onbekend", "2022": "waarde"}


def test_a_withheld_figure_is_not_called_unknown() -> None:
    made = chart(row(period="2023"), row(period="2024", value=None, state="withheld"))
    assert made.table.column("Status") == ["waarde", "niet gepubliceerd"]


def test_the_twin_has_the_numbers_that_are_drawn_unrounded() -> None:
    made = chart(*series({"2023": 10.123456, "2024": 11.5}), *series({"2023": 3.25, "2024": 4.0}, "GM0002"))
    for name in ("Aadorp", "Beedorp"):
        assert known(made.table, "Per 1.000 inwoners", Gebied=name) == drawn(trace(made, name))
    assert list(made.table.names) == [
        *("Gebied", "Periode", "Per 1.000 inwoners", "Aantal", "Ondergrens 95 %", "Bovengrens 95 %", "Status"),
    ]


def test_a_line_of_rounded_counts_says_so() -> None:
    rounded = trend_chart(facts(row()), indicator(RATE, rounding=5), palette=LIGHT, **LOOK)
    assert any("een 0 is 0 tot en met 2" in note for note in rounded.notes)
    assert not any("rondt" in note for note in chart(row()).notes)


def test_a_break_cuts_the_line_and_says_so() -> None:
    made = chart(*series(YEARS), events=[BREAK], focus=["GM0001"])
    assert trace(made, "Aadorp")["y"] == [10.0, 11.0, None, 12.0, 13.0]
    assert "Breuk in de reeks: Nieuwe telling (2022). De lijn loopt daar niet door." in made.notes
    assert "1" in annotations(made)
    assert "1: Nieuwe telling (januari 2022)." in made.notes
    assert len(bands(made)) == 2


def test_an_event_that_does_not_break_is_drawn_and_cuts_nothing() -> None:
    made = chart(*series(YEARS), events=[NO_BREAK])
    assert trace(made, "Aadorp")["y"] == [10.0, 11.0, 12.0, 13.0]
    assert "1" in annotations(made)
    assert "1: Actieweek (januari 2022)." in made.notes
    assert not any("Breuk" in note for note in made.notes)


def test_an_event_of_another_table_is_not_shown() -> None:
    other = BREAK.model_copy(update={"sources": ("00000NED",)})
    made = chart(*series(YEARS), events=[other])
    assert trace(made, "Aadorp")["y"] == list(YEARS.values())
    assert made.spec["layout"]["shapes"] == []


@pytest.mark.parametrize("count", [3, 40])
def test_a_provisional_point_is_open_and_the_note_says_so(count: int) -> None:
    values = list(months(2021, count).items())
    rows = [row(period=period, value=value) for period, value in values[:-1]]
    made = chart(*rows, row(period=values[-1][0], value=1.0, state="provisional"), focus=["GM0001"])
    marks = trace(made, "Aadorp")["marker"]
    assert marks["color"][-1] == LIGHT.background
    assert marks["size"][-1] > 0
    assert LIGHT.background not in marks["color"][:-1]
    assert "Open punt: voorlopig cijfer." in made.notes
    assert "Open punt: voorlopig cijfer." not in chart(*rows).notes


def test_a_point_without_neighbours_is_visible_among_many_months() -> None:
    values = months(2020, 40)
    values["2021-05"] = values["2021-07"] = None
    sizes = trace(chart(*series(values)), "Aadorp")["marker"]["size"]
    periods = list(values)
    assert sizes[periods.index("2021-06")] > 0
    assert sizes[periods.index("2021-09")] == 0


def test_the_margin_is_a_band_for_areas_in_colour_and_never_runs_over_a_gap() -> None:
    rows = [*series({"2018": 5.0, "2019": 6.0, "2020": None, "2021": 7.0, "2022": 8.0}), *series(YEARS, "GM0002")]
    made = chart(*rows, focus=["GM0001"])
    found = bands(made)
    assert [band["meta"] for band in found] == ["GM0001", "GM0001"]
    assert [(min(band["x"]), max(band["x"])) for band in found] == [(2018.5, 2019.5), (2021.5, 2022.5)]
    assert found[0]["y"] == [6.0, 7.0, 5.0, 4.0]
    assert "Licht vlak: 95 %-marge." in made.notes
    assert not bands(chart(*rows, focus=["GM0001"], band=False))
    assert not bands(chart(*rows))


def test_at_most_two_areas_are_in_colour_and_the_rest_are_grey() -> None:
    codes = ["GM0001", "GM0002", "GM0003"]
    made = chart(*(one for code in codes for one in series(YEARS, code)), focus=codes)
    colours = {
        line["meta"]: line["line"]["color"] for line in made.spec["data"] if "meta" in line and line["mode"] != "lines"
    }
    assert colours == {"GM0001": LIGHT.navy, "GM0002": LIGHT.second, "GM0003": LIGHT.other}
    assert [line["meta"] for line in made.spec["data"] if "connectgaps" in line][-1] == "GM0001", "first choice on top"


def test_an_area_in_colour_also_stands_out_without_colour() -> None:
    made = chart(*series(YEARS), *series(YEARS, "GM0002"), focus=["GM0001"])
    assert trace(made, "Aadorp")["line"]["width"] > trace(made, "Beedorp")["line"]["width"]
    assert "<b>Aadorp</b> 13,0" in annotations(made)
    assert "Beedorp" in annotations(made)


def test_the_reference_is_dashed_and_its_name_stands_at_the_line() -> None:
    made = chart(*series(YEARS), *series(YEARS, "PD-X"), focus=["GM0001"], reference="PD-X")
    assert trace(made, "District")["line"]["dash"] != "solid"
    assert trace(made, "Aadorp")["line"]["dash"] == "solid"
    assert "District" in annotations(made)


def test_an_area_that_is_not_there_changes_nothing() -> None:
    made = chart(*series(YEARS), focus=["GM0004"], reference="BT-N")
    assert trace(made, "Aadorp")["line"]["color"] == LIGHT.other
    assert made.alt.startswith("Lijngrafiek van Misdrijven totaal, per 1.000 inwoners, 2020–2023, voor één gebied.")


def test_counts_instead_of_rates() -> None:
    made = chart(*series(YEARS), measure=Measure.COUNT, focus=["GM0001"])
    assert drawn(trace(made, "Aadorp")) == [100.0, 110.0, 120.0, 130.0] == made.table.column("Aantal")
    assert made.subtitle == "Misdrijven totaal, aantal misdrijven, 2020–2023"
    assert not bands(made)
    assert "<b>Aadorp</b> 130" in annotations(made)


def test_the_axis_starts_at_zero_and_holds_the_whole_margin() -> None:
    made = chart(*series(YEARS, upper=90.0), focus=["GM0001"])
    low, high = made.spec["layout"]["yaxis"]["range"]
    assert low == 0
    assert high > 90


def test_an_axis_of_percentages_says_per_cent() -> None:
    frame = facts(*series(YEARS, indicator=SURVEY.id))
    made = trend_chart(frame, SURVEY, palette=LIGHT, **LOOK)
    assert all(text.endswith("\u00a0%") for text in made.spec["layout"]["yaxis"]["ticktext"])


def test_sums_of_twelve_months_have_their_own_twin() -> None:
    made = chart(*series(months(2023, 14, 2.0)), rolling=True, measure=Measure.COUNT, focus=["GM0001"])
    assert made.table.column("Aantal in twaalf maanden") == drawn(trace(made, "Aadorp")) == [240.0] * 3
    assert made.table.column("Tot en met") == ["december 2023", "januari 2024", "februari 2024"]
    assert "som van twaalf maanden, december 2023 – februari 2024" in made.subtitle
    assert not bands(made)


def test_names_at_the_line_ends_do_not_touch() -> None:
    codes = ["GM0001", "GM0002", "GM0003", "GM0004"]
    made = chart(*(one for code in codes for one in series(YEARS, code)))
    layout = made.spec["layout"]
    names = [note for note in layout["annotations"] if note["xref"] == "paper"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    low, high = layout["yaxis"]["range"]
    heights = sorted((note["y"] - low) / (high - low) * plot for note in names)
    assert len(heights) == 4
    assert all(above - below >= 14.9 for below, above in pairwise(heights))


def test_the_dated_event_stands_between_the_periods_it_divides() -> None:
    event = BREAK.model_copy(update={"start": date(2021, 7, 1)})
    made = chart(*series(YEARS), events=[event])
    [line] = made.spec["layout"]["shapes"]
    assert line["x0"] == line["x1"] == pytest.approx(2021.5, abs=0.01)
    assert "1: Nieuwe telling (juli 2021)." in made.notes


def test_the_plan_is_marked_on_the_axis_and_takes_no_room_of_the_lines() -> None:
    without, made = chart(*series(YEARS)), chart(*series(YEARS), plan=(2022, 2025))
    assert "plan 2022–2025" in annotations(made)
    [bar] = made.spec["layout"]["shapes"]
    assert bar["x0"] == 2022
    plots = [one.spec["layout"]["height"] - one.spec["layout"]["margin"]["b"] for one in (without, made)]
    assert plots[0] == plots[1]
