"""Axes with round Dutch numbers from zero, and labels that keep apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ivp.figures.palette import DARK, LIGHT
from ivp.figures.plotting import (
    axis,
    bare_axis,
    layout,
    lines_in,
    nice_ticks,
    note,
    spread,
    text_width,
    value_axis,
    wrap,
    wrap_name,
)


@pytest.mark.parametrize(
    ("high", "ticks"),
    [
        (10.4, [0, 5, 10]),
        (9.9, [0, 2.5, 5, 7.5]),
        (100, [0, 25, 50, 75, 100]),
        (0.83, [0, 0.25, 0.5, 0.75]),
        (4_300, [0, 2_000, 4_000]),
    ],
)
def test_ticks_are_round_from_zero_to_the_last_within_the_axis(high: float, ticks: list[float]) -> None:
    assert nice_ticks(0, high) == ticks


@pytest.mark.parametrize("high", [0.003, 0.7, 1, 9, 99, 1234, 87_654_321])
def test_ticks_are_few_evenly_apart_and_cover_most_of_the_axis(high: float) -> None:
    ticks = nice_ticks(0, high)
    assert 3 <= len(ticks) <= 6
    steps = [after - before for before, after in pairwise(ticks)]
    assert all(step == pytest.approx(steps[0]) for step in steps)
    assert ticks[0] == 0
    assert high / 2 < ticks[-1] <= high


def test_ticks_below_zero_begin_at_or_below_the_lowest_and_hold_zero() -> None:
    ticks = nice_ticks(-7, 12)
    assert ticks[0] <= -7
    assert 0 in ticks


@pytest.mark.parametrize(("low", "high"), [(0, 0), (5, 3), (0, float("inf")), (0, float("nan"))])
def test_an_axis_without_length_has_one_tick(low: float, high: float) -> None:
    assert nice_ticks(low, high) == [low]


def test_the_figures_on_an_axis_are_dutch_and_all_have_as_many_decimals() -> None:
    assert value_axis(LIGHT, 9.9)["ticktext"] == ["0,0", "2,5", "5,0", "7,5"]
    assert value_axis(LIGHT, 4_300)["ticktext"] == ["0", "2.000", "4.000"]
    assert value_axis(LIGHT, 100, percent=True)["ticktext"][-1] == "100\u00a0%"
    assert value_axis(LIGHT, 10, bottom=-10)["ticktext"][0].startswith("\u2212"), "a real minus sign"


def test_an_axis_of_figures_starts_at_zero_unless_told_and_always_has_length() -> None:
    assert value_axis(LIGHT, 12)["range"] == [0, 12]
    assert value_axis(LIGHT, 12, bottom=-3)["range"] == [-3, 12]
    for top in (0.0, -1.0):
        low, high = value_axis(LIGHT, top)["range"]
        assert low == 0 < high


def test_an_axis_does_not_catch_the_finger_that_scrolls() -> None:
    assert axis(LIGHT)["fixedrange"] is True
    assert layout(LIGHT, 300, (1, 2, 3, 4))["dragmode"] is False


def test_a_bare_axis_shows_nothing_and_an_option_wins_from_the_default() -> None:
    bare = bare_axis(LIGHT, range=[0, 1])
    assert (bare["showgrid"], bare["showticklabels"], bare["range"]) == (False, False, [0, 1])
    assert axis(LIGHT, showgrid=False)["showgrid"] is False


def test_the_layout_has_dutch_separators_and_the_colours_of_the_page() -> None:
    for palette in (LIGHT, DARK):
        made = layout(palette, 300, (1, 2, 3, 4))
        assert made["separators"] == ",."
        assert made["paper_bgcolor"] == made["plot_bgcolor"] == palette.background
        assert made["font"]["color"] == made["hoverlabel"]["font"]["color"] == palette.ink
        assert {side: made["margin"][side] for side in "lrtb"} == {"l": 1, "r": 2, "t": 3, "b": 4}
        assert made["showlegend"] is False


def test_two_layouts_do_not_share_their_lists() -> None:
    one, other = layout(LIGHT, 1, (0, 0, 0, 0)), layout(LIGHT, 1, (0, 0, 0, 0))
    one["annotations"].append(note("x", 0, 0))
    assert other["annotations"] == []


def test_width_counts_what_is_seen_of_the_longest_line() -> None:
    assert text_width("Aadorp<br>Beedorp-Zuid") == text_width("Beedorp-Zuid")
    assert text_width("<b>Aadorp</b>") > text_width("Aadorp")
    assert text_width("<b>Aadorp</b>") < text_width("<b>Aadorp</b>".replace("<", "").replace(">", ""))
    assert text_width("") == 0


def test_long_names_break_between_words_and_never_within() -> None:
    assert wrap("Overlast door verwarde personen", 17) == "Overlast door<br>verwarde personen"
    assert wrap("Verkeersongevallenregistratie", 10) == "Verkeersongevallenregistratie"
    assert wrap("", 10) == ""
    assert lines_in(wrap("een twee drie", 5)) == 3


# --- labels that keep apart -----------------------------------------------------------------------------------


def touching(places: list[float], sizes: list[float]) -> bool:
    order = sorted(range(len(places)), key=lambda i: places[i])
    return any(places[b] - places[a] < (sizes[a] + sizes[b]) / 2 - 1e-9 for a, b in pairwise(order))


def test_labels_with_room_stay_where_they_want_to_be() -> None:
    assert spread([10, 50, 90], [15, 15, 15], 0, 100) == [10, 50, 90]


def test_two_labels_at_one_place_move_equally_far() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


@pytest.mark.parametrize(
    "wanted", [[50, 50, 50, 50], [0, 1, 2, 3], [97, 98, 99, 100], [100, 0, 50, 49], [10, 14, 90, 91], [0, 0, 100, 100]]
)
def test_labels_never_touch_stay_inside_and_keep_their_order(wanted: list[float]) -> None:
    sizes = [15.0, 30.0, 15.0, 15.0]
    places = spread(wanted, sizes, 0, 100)
    assert not touching(places, sizes)
    assert all(size / 2 - 1e-9 <= at <= 100 - size / 2 + 1e-9 for at, size in zip(places, sizes, strict=True))
    by_wish = sorted(range(4), key=lambda i: wanted[i])
    assert [places[i] for i in by_wish] == sorted(places)


def test_more_labels_than_room_run_on_above_and_still_do_not_touch() -> None:
    sizes = [15.0] * 10
    places = spread([50.0] * 10, sizes, 0, 100)
    assert not touching(places, sizes)
    assert min(places) == 7.5


def test_no_labels_need_no_places() -> None:
    assert spread([], [], 0, 100) == []


LONGEST = "Alphen aan de Oude Rijn, Boskoop, Hazerswoude, Koudekerk en Zwammerdam aan Zee"


@pytest.mark.parametrize("name", ["Tholen", "Nuenen, Gerwen en Nederwetten", LONGEST])
def test_a_name_takes_three_lines_at_the_most_and_says_when_it_is_cut(name: str) -> None:
    lines = wrap_name(name, 16).split("<br>")
    assert len(lines) <= 3
    assert all(len(line) <= 18 for line in lines)
    said = " ".join(lines)
    assert said == name or (said.endswith(" …") and name.startswith(said.removesuffix(" …")))
