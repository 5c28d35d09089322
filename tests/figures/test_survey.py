"""Survey figures with their margins; a register figure beside a survey figure, never one score."""

from __future__ import annotations

from typing import Any

import pytest

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.figures.survey import register_and_survey, survey_dots
from tests.figures.examples import LOOK, RATE, SCALE, SURVEY, annotations, check, compared, facts, indicator, row

OTHER = indicator(
    SURVEY, id="vaak-onveilig", label="Voelt zich vaak onveilig", short="Vaak onveilig", polarity="lower_is_better"
)


def survey(*rows: Fact, indicators: tuple[Any, ...] = (SURVEY,), **more: Any) -> Chart:
    made = survey_dots(facts(*rows), indicators, palette=LIGHT, **(LOOK | more))
    check(made)
    return made


def said(code: str, value: float | None, **more: Any) -> Fact:
    """A survey figure: no count behind it."""
    return row(code, value=value, **({"indicator": SURVEY.id, "numerator": None} | more))


def pair(register: list[Fact], people: list[Fact]) -> Chart:
    made = register_and_survey(facts(*register), RATE, facts(*people), SURVEY, palette=LIGHT, **LOOK)
    check(made)
    return made


def points(made: Chart, axis: str = "x") -> dict[str, float]:
    """Per area the figure that is drawn on one axis."""
    marks = [trace for trace in made.spec["data"] if "customdata" in trace and trace.get("xaxis", "x") == axis]
    return {area: x for trace in marks for area, x in zip(trace["customdata"], trace["x"], strict=True)}


def test_every_area_has_its_figure_with_its_margin() -> None:
    made = survey(said("PD-X", 55.0), said("GM0001", 61.5))
    assert points(made) == {"GM0001": 61.5, "PD-X": 55.0}
    assert made.spec["data"][0]["x"] == [60.5, 62.5, None, 54.0, 56.0, None]
    assert made.table.column("Percentage") == [61.5, 55.0]
    assert {"Indicator", "Gebied", "Periode", "Ondergrens 95 %", "Bovengrens 95 %", "Status"} < set(made.table.names)
    assert "61,5\u00a0%" in annotations(made)


def test_an_area_without_a_figure_is_not_drawn_as_zero() -> None:
    made = survey(said("GM0001", None), said("GM0002", 50.0), said("PD-X", 0.0))
    assert points(made) == {"GM0002": 50.0, "PD-X": 0.0}
    assert "Aadorp" not in made.spec["layout"]["yaxis"]["ticktext"]


def test_another_unit_does_not_share_the_axis() -> None:
    rows = [said("GM0001", 60.0), said("GM0001", 6.5, indicator=SCALE.id)]
    made = survey(*rows, indicators=(SURVEY, SCALE))
    assert points(made) == {"GM0001": 60.0}
    assert "Niet getoond: één indicator met een andere eenheid." in made.notes
    assert made.table.column("Indicator") == [SURVEY.label]


def test_every_indicator_is_a_block_with_its_own_colours() -> None:
    rows = [compared("GM0001", "higher", 60.0, indicator=one.id) for one in (SURVEY, OTHER)]
    made = survey(*rows, indicators=(SURVEY, OTHER))
    colours = [trace["marker"]["color"] for trace in made.spec["data"] if "marker" in trace]
    assert colours == [[LIGHT.fills["favourable"]], [LIGHT.fills["unfavourable"]]]
    headings = [text for text in annotations(made) if text.startswith("<b>")]
    assert headings == [f"<b>{SURVEY.label}</b>", f"<b>{OTHER.label}</b>"]
    assert made.table.column("Indicator") == [SURVEY.label, OTHER.label]


def test_an_indicator_without_any_figure_takes_no_room() -> None:
    made = survey(said("GM0001", 60.0), said("GM0001", None, indicator=OTHER.id), indicators=(SURVEY, OTHER))
    assert f"<b>{OTHER.label}</b>" not in annotations(made)
    assert made.subtitle == "één indicator, %, 2024"


def test_scores_have_no_percent_sign() -> None:
    made = survey(said("GM0001", 6.5, indicator=SCALE.id), indicators=(SCALE,))
    assert "6,5" in annotations(made)
    assert not any("%" in text for text in made.spec["layout"]["xaxis"]["ticktext"])
    assert made.table.column("Schaalscore") == [6.5]


@pytest.mark.parametrize("frame", ["survey", "pair"])
def test_axes_start_at_zero_and_hold_the_margins(frame: str) -> None:
    rows = [said("GM0001", 60.0, upper=95.0)]
    made = survey(*rows) if frame == "survey" else pair([row(value=10.0, upper=40.0)], rows)
    tops = {"xaxis": 95.0} if frame == "survey" else {"xaxis": 40.0, "xaxis2": 95.0}
    for name, most in tops.items():
        low, high = made.spec["layout"][name]["range"]
        assert (low, high > most) == (0, True)


def test_register_and_survey_each_have_their_own_axis_and_are_never_combined() -> None:
    made = pair([row("GM0001", value=10.0), row("GM0002", value=7.0)], [said("GM0001", 60.0), said("GM0002", 55.0)])
    assert points(made, "x") == {"GM0001": 10.0, "GM0002": 7.0}
    assert points(made, "x2") == {"GM0001": 60.0, "GM0002": 55.0}
    left, right = (made.spec["layout"][name]["domain"] for name in ("xaxis", "xaxis2"))
    assert left[1] < right[0]
    rates, shares = made.table.column("Per 1.000 inwoners"), made.table.column("Percentage")
    assert (rates, shares) == ([10.0, 7.0, None, None], [None, None, 60.0, 55.0])


def test_an_area_that_one_side_lacks_says_so_on_that_side() -> None:
    made = pair([row("GM0001"), row("GM0002")], [said("GM0001", 60.0), said("GM0002", None)])
    assert points(made, "x2") == {"GM0001": 60.0}
    [absent] = [note for note in made.spec["layout"]["annotations"] if note["text"] == "geen cijfer"]
    places = dict(zip(made.spec["layout"]["yaxis"]["ticktext"], made.spec["layout"]["yaxis"]["tickvals"], strict=True))
    assert absent["y"] == places["Beedorp"]
    assert absent["x"] == made.spec["layout"]["xaxis2"]["domain"][0]


def test_an_area_that_both_sides_lack_is_left_out() -> None:
    made = pair([row("GM0001"), row("GM0002", value=None)], [said("GM0001", 60.0), said("GM0002", None)])
    assert made.spec["layout"]["yaxis"]["ticktext"] == ["Aadorp"]


def test_each_panel_says_what_it_is_also_when_it_is_empty() -> None:
    titles = [text for text in annotations(pair([row()], [])) if "<br>" in text]
    assert [title.split("<br>")[-1] for title in titles] == ["geregistreerd", "enquête"]
    assert not any(title.split("<br>")[-2].endswith(",</b>") for title in titles), "a comma with nothing behind it"
