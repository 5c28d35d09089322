"""Names at the line ends and dated events above the plot: at the right place, and never over each other."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from ivp.catalog.models import Event
from ivp.figures.marks import NARROW, End, EventMarks, end_labels, event_marks
from ivp.figures.palette import LIGHT
from ivp.figures.plotting import lines_in, text_width
from tests.figures.examples import NO_BREAK

RANGE = (2018.0, 2026.0)


def event(start: date, label: str = "Actieweek", end: date | None = None) -> Event:
    return NO_BREAK.model_copy(update={"start": start, "end": end, "label": label})


def marks(*events: Event) -> EventMarks:
    return event_marks(events, RANGE, LIGHT)


def box(label: dict[str, object]) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a label in pixels on a phone."""
    text = str(label["text"])
    at = (float(str(label["x"])) - RANGE[0]) / (RANGE[1] - RANGE[0]) * NARROW
    left = at if label["xanchor"] == "left" else at - text_width(text)
    low = float(str(label["yshift"]))
    return left, left + text_width(text), low, low + lines_in(text) * 15


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
    assert [note["text"].replace("<br>", " ") for note in made.annotations] == ["jan 2022: Actieweek"]
    assert made.height >= 15


def test_an_event_that_lasts_is_a_field_cut_off_at_the_axis() -> None:
    made = marks(event(date(2024, 7, 1), end=date(2030, 1, 1)))
    field, line = made.shapes
    assert (field["type"], line["type"]) == ("rect", "line")
    assert (field["x0"], field["x1"]) == (pytest.approx(2024.5), RANGE[1])
    assert made.annotations[0]["text"].replace("<br>", " ") == "2024–2030: Actieweek"


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
def test_labels_of_events_never_touch_even_on_a_phone(starts: tuple[int, ...]) -> None:
    made = marks(*(event(date(year, 7, 1), f"Gebeurtenis nummer {at}") for at, year in enumerate(starts)))
    assert len(made.annotations) == len(starts)
    for one, other in combinations([box(label) for label in made.annotations], 2):
        beside = one[1] <= other[0] or other[1] <= one[0]
        above = one[3] <= other[2] or other[3] <= one[2]
        assert beside or above
    assert max(box(label)[3] for label in made.annotations) <= made.height + 2


def test_a_label_near_the_right_edge_runs_to_the_left() -> None:
    assert marks(event(date(2025, 7, 1))).annotations[0]["xanchor"] == "right"
    assert marks(event(date(2018, 7, 1))).annotations[0]["xanchor"] == "left"
