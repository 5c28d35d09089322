"""Neighbours on every scale of colours differ for people who see colours in another way.

Seen as in Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency
(IEEE Trans. Visualization and Computer Graphics 15, 2009, 1291; matrices of severity 1.0 on linear RGB). Distance:
CIEDE2000 (Sharma, Wu and Dalal, Color Research and Application 30, 2005, 21), in which 1 can just be seen side by side
and 2 to 3 by anybody; CIE76 makes too much of differences between deep colours.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ivp.figures.palette import Palette
from tests.figures.test_palette import BOTH, MACHADO, lab, linear

SEEN = pytest.mark.parametrize("seen", [np.eye(3), *map(np.array, MACHADO.values())], ids=["normal", *MACHADO])
SCALES = pytest.mark.parametrize(
    "scale",
    [
        ["much_unfavourable", "unfavourable", "similar", "favourable", "much_favourable"],
        ["much_higher", "higher", "similar", "lower", "much_lower"],
    ],
    ids=["judged", "neutral"],
)
LEAST = 6
"""Of marks and cells that lie apart, on a screen that is not set well."""


def ciede2000(one: np.ndarray, other: np.ndarray) -> float:
    """The distance of two colours in L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    far = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    grey = 1.5 - 0.5 * np.sqrt(far / (far + 25.0**7))
    c1, c2 = np.hypot(a1 * grey, b1), np.hypot(a2 * grey, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * grey)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    light, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, np.radians(h1 + turn / 2 if c1 * c2 else h1 + h2)
    apart = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    uneven = 1 - 0.17 * np.cos(hue - np.radians(30)) + 0.24 * np.cos(2 * hue)
    uneven += 0.32 * np.cos(3 * hue + np.radians(6)) - 0.20 * np.cos(4 * hue - np.radians(63))
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    by_chroma, by_hue = (c2 - c1) / (1 + 0.045 * chroma), apart / (1 + 0.015 * chroma * uneven)
    blue = np.radians(60) * np.exp(-((((np.degrees(hue) % 360) - 275) / 25) ** 2))
    bent = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(blue)
    return float(np.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + bent * by_chroma * by_hue))


def difference(one: str, other: str, seen: np.ndarray) -> float:
    return ciede2000(lab(seen @ linear(one)), lab(seen @ linear(other)))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_distance_is_measured_as_published(one: tuple[float, ...], other: tuple[float, ...], distance: float) -> None:
    """Pairs of the table of Sharma, Wu and Dalal."""
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(distance, abs=1e-4)


@BOTH
@SEEN
@SCALES
def test_neighbours_on_a_scale_differ(palette: Palette, seen: np.ndarray, scale: list[str]) -> None:
    for colours in (palette.fills, palette.edges):
        found = {pair: difference(colours[pair[0]], colours[pair[1]], seen) for pair in pairwise(scale)}
        assert min(found.values()) >= LEAST, found


@BOTH
@SEEN
@SCALES
def test_the_ends_of_a_scale_lie_far_apart(palette: Palette, seen: np.ndarray, scale: list[str]) -> None:
    first, middle, last = (palette.fills[scale[place]] for place in (0, 2, 4))
    ends = difference(first, last, seen)
    assert ends >= 3 * LEAST
    assert min(difference(first, middle, seen), difference(middle, last, seen)) >= 2 * LEAST


@BOTH
@SEEN
def test_more_is_darker_on_the_scale_that_counts(palette: Palette, seen: np.ndarray) -> None:
    steps = np.linspace(linear(palette.surface), linear(palette.dense), 5)
    shades = [lab(seen @ step) for step in steps]
    lightness = [shade[0] for shade in shades]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))
    assert ciede2000(shades[0], shades[-1]) >= 3 * LEAST


@BOTH
@SEEN
def test_no_figure_is_not_taken_for_no_difference(palette: Palette, seen: np.ndarray) -> None:
    assert difference(palette.hatch, palette.fills["similar"], seen) >= LEAST
