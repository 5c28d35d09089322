"""Names at line ends, numbered events above the plot and the plan below: in place, and never over each other."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from ivp.catalog.models import Event
from ivp.figures.marks import NARROW, End, EventMarks, end_labels, event_marks, plan_marks
from ivp.figures.palette import LIGHT
from tests.figures.examples import NO_BREAK

RANGE = (2018.0, 2026.0)


def event(start: date, label: str = "Actieweek", end: date | None = None) -> Event:
    return NO_BREAK.model_copy(update={"start": start, "end": end, "label": label})


def marks(*events: Event) -> EventMarks:
    return event_marks(events, RANGE, LIGHT)


def box(number: dict[str, Any]) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a number with its frame, in pixels on a phone."""
    at = (number["x"] - RANGE[0]) / (RANGE[1] - RANGE[0]) * NARROW
    return at - number["width"] / 2 - 2, at + number["width"] / 2 + 2, number["yshift"], number["yshift"] + 20


def test_a_name_stands_at_the_height_of_its_line_and_in_its_colour() -> None:
    names, leaders = end_labels([End("Aadorp", 2024.5, 5.0, "#154273")], (0, 10), 300, 2025, LIGHT)
    assert names[0]["y"] == pytest.approx(5.0)
    assert (names[0]["text"], names[0]["font"]["color"]) == ("Aadorp", "#154273")
    assert leaders["x"] == [2024.5, 2025, None]
    assert leaders["y"][:2] == pytest.approx([5.0, 5.0])
    assert leaders["y"][2] is None


def test_equal_lines_have_names_apart_with_leaders_to_the_lines_themselves() -> None:
    ends = [End(name, 2024.5, 5.0, LIGHT.muted) for name in ("Aadorp", "Beedorp<br>Zuid", "Ceedorp")]
    names, leaders = end_labels(ends, (0, 10), 300, 2025, LIGHT)
    heights = [note["y"] * 30 for note in names]
    assert heights[1] - heights[0] >= 22.4
    assert heights[2] - heights[1] >= 22.4
    assert leaders["y"][::3] == [5.0, 5.0, 5.0]
    assert leaders["y"][1::3] == pytest.approx([note["y"] for note in names])


def test_an_axis_that_does_not_start_at_zero_keeps_the_heights() -> None:
    names, _ = end_labels([End("Aadorp", 2024.5, -2.0, LIGHT.muted)], (-4, 6), 300, 2025, LIGHT)
    assert names[0]["y"] == pytest.approx(-2.0)


def test_an_event_is_a_dated_line_at_its_place() -> None:
    made = marks(event(date(2022, 1, 1)))
    [line] = made.shapes
    assert (line["x0"], line["x1"], line["type"]) == (2022.0, 2022.0, "line")
    assert [(note["text"], note["x"]) for note in made.annotations] == [("1", 2022.0)]
    assert made.notes == ["1: Actieweek (januari 2022)."]
    assert made.height >= 15


def test_an_event_that_lasts_is_a_field_cut_off_at_the_axis() -> None:
    made = marks(event(date(2024, 7, 1), end=date(2030, 1, 1)))
    field, line = made.shapes
    assert (field["type"], line["type"]) == ("rect", "line")
    assert (field["x0"], field["x1"]) == (pytest.approx(2024.5), RANGE[1])
    assert made.notes == ["1: Actieweek (2024–2030)."]


def test_an_event_that_began_before_the_axis_and_lasts_into_it_is_shown_from_its_start() -> None:
    made = marks(event(date(2010, 1, 1), end=date(2020, 1, 1)))
    assert (made.shapes[0]["x0"], made.shapes[0]["x1"]) == (RANGE[0], 2020.0)


@pytest.mark.parametrize(
    ("start", "end"), [(date(2010, 1, 1), None), (date(2010, 1, 1), date(2017, 1, 1)), (date(2026, 1, 1), None)]
)
def test_an_event_outside_the_axis_is_not_shown(start: date, end: date | None) -> None:
    made = marks(event(start, end=end))
    assert (made.shapes, made.annotations, made.height) == ([], [], 0.0)


@pytest.mark.parametrize(
    "starts", [(2018, 2018, 2018), (2019, 2020, 2021), (2024, 2025, 2025), (2018, 2022, 2025), (2025, 2018, 2021, 2022)]
)
def test_numbers_of_events_never_touch_even_on_a_phone(starts: tuple[int, ...]) -> None:
    made = marks(*(event(date(year, 7, 1), f"Gebeurtenis van {year}") for year in starts))
    assert len(made.annotations) == len(starts)
    for one, other in combinations([box(number) for number in made.annotations], 2):
        beside = one[1] <= other[0] or other[1] <= one[0]
        above = one[3] <= other[2] or other[3] <= one[2]
        assert beside or above
    assert max(box(number)[3] for number in made.annotations) <= made.height + 2


def test_events_are_numbered_in_the_order_of_their_dates_and_listed() -> None:
    made = marks(
        event(date(2024, 5, 1), "Later"), event(date(2019, 7, 1), "Eerder"), event(date(2001, 1, 1), "Lang geleden")
    )
    assert [note["text"] for note in made.annotations] == ["1", "2"]
    assert [note["x"] for note in made.annotations] == sorted(note["x"] for note in made.annotations)
    assert made.notes == ["1: Eerder (juli 2019).", "2: Later (mei 2024)."]


@pytest.mark.parametrize(
    ("years", "bar", "anchor"),
    [
        ((2023, 2026), (2023.0, 2026.0), "right"),
        ((2019, 2022), (2019.0, 2023.0), "left"),
        ((2010, 2040), RANGE, "left"),
    ],
)
def test_the_plan_is_a_bar_on_the_axis_with_its_years(
    years: tuple[int, int], bar: tuple[float, float], anchor: str
) -> None:
    made = plan_marks(years, RANGE, 1, LIGHT)
    [line], [name] = made.shapes, made.annotations
    assert (line["x0"], line["x1"], line["y0"], line["y1"]) == (*bar, 0, 0)
    assert name["text"] == f"plan {years[0]}–{years[1]}"
    assert name["xanchor"] == anchor
    assert plan_marks(years, RANGE, 2, LIGHT).annotations[0]["yshift"] < name["yshift"], "below labels of two lines"


@pytest.mark.parametrize("years", [(2010, 2017), (2026, 2029)])
def test_a_plan_outside_the_axis_is_not_marked(years: tuple[int, int]) -> None:
    made = plan_marks(years, RANGE, 1, LIGHT)
    assert (made.shapes, made.annotations, made.height) == ([], [], 0.0)
