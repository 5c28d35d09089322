"""Names on a map: in sight, never over each other, broken or cut where they are long, the figure before nothing."""

from __future__ import annotations

from itertools import combinations

import pytest

from ivp.figures.maplabels import LINE_HEIGHT, Name, fitted, wrapped
from ivp.figures.shapes import View, view

BOUNDS = (4.0, 51.4, 4.7, 51.7)
LONG = "Nuenen, Gerwen en Nederwetten"
LONGEST = "Alphen aan de Oude Rijn, Boskoop, Hazerswoude, Koudekerk en Zwammerdam aan Zee, ja"
SIZE = 12.0


def seen(width: int = 600) -> View:
    return view(BOUNDS, width, 400)


def boxes(names: list[Name], at: View) -> list[tuple[float, float, float, float]]:
    """Left, right, top and bottom of every text, with letters half as wide as high."""
    found = []
    for text in fitted(names, at, SIZE):
        x, y = at.pixel(text.at)
        lines = text.text.split("\n")
        half, high = max(map(len, lines)) * SIZE / 4, len(lines) * SIZE * LINE_HEIGHT / 2
        found.append((x - half, x + half, y - high, y + high))
    return found


def grid(name: str, step: float) -> list[Name]:
    return [
        Name((4.05 + across * step, 51.45 + down * step / 2), f"GM{across}{down}", name, "12,0 ▲")
        for across in range(int(0.6 / step))
        for down in range(int(0.4 / step))
    ]


@pytest.mark.parametrize("name", ["Tholen", LONG, LONGEST])
@pytest.mark.parametrize("width", [300, 600, 1000])
@pytest.mark.parametrize("step", [0.05, 0.1, 0.2])
def test_names_never_touch_and_stay_in_the_view(name: str, width: int, step: float) -> None:
    made = boxes(grid(name, step), seen(width))
    assert made
    for one, other in combinations(made, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
    assert min(box[0] for box in made) >= 0
    assert max(box[1] for box in made) <= width


def test_a_name_with_room_is_whole_with_its_figure_below() -> None:
    [text] = fitted([Name((4.3, 51.5), "GM0001", "Bergen op Zoom", "52,9 ▲")], seen(), SIZE)
    assert (text.code, text.text) == ("GM0001", "Bergen op Zoom\n52,9 ▲")


def test_without_room_the_figure_stays_and_the_first_has_the_choice() -> None:
    names = [Name((4.3, 51.5), "GM0001", "Roosendaal", "54,0"), Name((4.38, 51.5), "GM0002", "Rucphen aan Zee", "36,0")]
    first, second = fitted(names, seen(480), SIZE)
    assert first.text == "Roosendaal\n54,0"
    assert second.text == "36,0"


def test_a_name_on_the_same_place_is_left_out() -> None:
    names = [Name((4.3, 51.5), "GM0001", "Roosendaal"), Name((4.3, 51.5), "GM0002", "Rucphen")]
    assert [text.code for text in fitted(names, seen(), SIZE)] == ["GM0001"]


@pytest.mark.parametrize("name", ["Tholen", LONG, LONGEST, "Wijdewormerpolderdijkgemeente"])
@pytest.mark.parametrize("width", [7, 12, 18])
def test_a_name_is_broken_between_words_and_a_cut_one_says_so(name: str, width: int) -> None:
    lines = wrapped(name, width).split("\n")
    assert len(lines) <= 3
    said = " ".join(lines)
    if said.endswith(" …"):
        assert name.startswith(said.removesuffix(" …"))
    else:
        assert said.replace(" ", "") == name.replace(" ", "")
