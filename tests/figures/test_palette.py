"""Contrast, colour vision and meaning of the colours."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from ivp.catalog.models import Polarity
from ivp.figures.palette import DARK, LIGHT, Palette, marker, outcome_of_direction, rgb, rgba, tone
from ivp.outcomes import Direction, Movement, Outcome

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
MACHADO = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]


def linear(colour: str) -> np.ndarray:
    part = np.array(rgb(colour)) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    a, b = (float(linear(colour) @ [0.2126, 0.7152, 0.0722]) + 0.05 for colour in (one, other))
    return max(a, b) / min(a, b)


def lab(light: np.ndarray) -> np.ndarray:
    part = np.array(TO_XYZ) @ np.clip(light, 0, 1) / [0.95047, 1.0, 1.08883]
    x, y, z = np.where(part > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, matrix: object = None) -> float:
    """CIE76 distance, as seen with the given deficiency."""
    seen = np.eye(3) if matrix is None else np.array(matrix)
    return float(np.linalg.norm(lab(seen @ linear(one)) - lab(seen @ linear(other))))


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_text_is_readable(palette: Palette) -> None:
    for text in (palette.ink, palette.muted, palette.navy, palette.second):
        assert contrast(text, palette.background) >= 4.5
    for colour in [*palette.fills.values(), palette.surface, palette.circle]:
        assert contrast(palette.ink, colour) >= 4.5


@BOTH
def test_every_mark_stands_out_from_the_page(palette: Palette) -> None:
    for colour in [*palette.edges.values(), palette.other, palette.axis, palette.navy, palette.second]:
        assert contrast(colour, palette.background) >= 3
    assert palette.fills.keys() == palette.edges.keys()


@BOTH
def test_lines_stand_out_from_the_field_of_an_event_that_lasts(palette: Palette) -> None:
    mixed = (0.91 * np.array(rgb(palette.background)) + 0.09 * np.array(rgb(palette.axis))).round().astype(int)
    field = "#" + "".join(f"{part:02x}" for part in mixed)
    for colour in (palette.other, palette.axis, palette.muted, palette.navy, palette.second):
        assert contrast(colour, field) >= 3


@BOTH
@pytest.mark.parametrize("seen", [None, *MACHADO.values()], ids=["normal", *MACHADO])
def test_higher_and_lower_differ_for_every_kind_of_colour_vision(palette: Palette, seen: object) -> None:
    for polarity, much in product(Polarity, ("", "much_")):
        high, low = (palette.fill(Outcome(f"{much}{name}"), polarity) for name in ("higher", "lower"))
        assert distance(high, low, seen) >= (20 if much else 10), (polarity, much)


@BOTH
@pytest.mark.parametrize("seen", [None, *MACHADO.values()], ids=["normal", *MACHADO])
def test_the_two_chosen_lines_and_the_grey_ones_differ(palette: Palette, seen: object) -> None:
    assert distance(palette.navy, palette.second, seen) >= 20
    assert min(distance(palette.focus(n), palette.other, seen) for n in (0, 1)) >= 15


@BOTH
def test_deep_and_pale_differ(palette: Palette) -> None:
    for polarity, name in product(Polarity, ("higher", "lower")):
        assert distance(palette.fill(Outcome(name), polarity), palette.fill(Outcome(f"much_{name}"), polarity)) >= 15


def test_orange_is_unfavourable_whichever_side_is_better() -> None:
    lower_is_better, higher_is_better = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER
    for outcome, other in ((Outcome.MUCH_HIGHER, Outcome.MUCH_LOWER), (Outcome.HIGHER, Outcome.LOWER)):
        assert LIGHT.fill(outcome, lower_is_better) == LIGHT.fill(other, higher_is_better)
    assert LIGHT.fill(Outcome.MUCH_HIGHER, lower_is_better) == "#f2a65a"
    assert LIGHT.fill(Outcome.LOWER, lower_is_better) == "#d6e6f4"
    assert tone(Outcome.HIGHER, lower_is_better) == "unfavourable"
    assert tone(Outcome.LOWER, lower_is_better) == "favourable"
    assert tone(Outcome.SIMILAR, lower_is_better) == "similar"


def test_without_polarity_no_colour_of_good_or_bad() -> None:
    judged = {LIGHT.fills[name] for name in LIGHT.fills if "favourable" in name}
    assert not judged & {LIGHT.fill(outcome, Polarity.NONE) for outcome in Outcome}
    assert tone(Outcome.HIGHER, Polarity.NONE) == "higher"
    assert tone(Outcome.NONE, Polarity.NONE) == "none"


@BOTH
def test_every_outcome_has_a_colour_whichever_side_is_better(palette: Palette) -> None:
    assert {tone(outcome, polarity) for outcome, polarity in product(Outcome, Polarity)} == palette.fills.keys()


def test_a_direction_and_a_change_have_the_colour_of_their_side() -> None:
    assert outcome_of_direction(Direction.RISING) == outcome_of_direction(Movement.UP) == Outcome.MUCH_HIGHER
    assert outcome_of_direction(Direction.FALLING) == outcome_of_direction(Movement.DOWN) == Outcome.MUCH_LOWER
    assert outcome_of_direction(Direction.STABLE) == outcome_of_direction(Movement.SAME) == Outcome.SIMILAR
    assert outcome_of_direction(Direction.TOO_FEW) == outcome_of_direction(Movement.NONE) == Outcome.NONE


def test_never_colour_alone() -> None:
    outcomes = (Outcome.HIGHER, Outcome.SIMILAR, Outcome.LOWER)
    assert len({marker(outcome, Polarity.LOWER_IS_BETTER, LIGHT).symbol for outcome in outcomes}) == 3
    assert marker(Outcome.HIGHER, Polarity.NONE, DARK, hollow=True).fill == DARK.background


def test_colour_notation() -> None:
    assert rgba("#154273", 0.15) == "rgba(21,66,115,0.15)"
