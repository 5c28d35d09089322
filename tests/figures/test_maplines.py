"""Lines that can be seen: shared borders once, and none below a line that is as wide."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from ivp.figures.maplines import Ring, seen_lines


def square(west: int) -> tuple[Ring, ...]:
    """A polygon of two by two that begins at `west`."""
    ring = ((west, 0), (west + 2, 0), (west + 2, 2), (west, 2), (west, 0))
    return (tuple((float(x), float(y)) for x, y in ring),)


def segments(lines: Iterable[Any]) -> list[frozenset[tuple[float, float]]]:
    return [frozenset(ends) for line in lines for ends in pairwise(line)]


LEFT, RIGHT = square(0), square(2)
SHARED = frozenset({(2.0, 0.0), (2.0, 2.0)})
ROUND = [((0.0, 0.0), (2.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0))]


def test_a_border_of_two_areas_is_drawn_once() -> None:
    [lines] = seen_lines((((LEFT, RIGHT), 1.5),))
    assert len(segments(lines)) == len(set(segments(lines))) == 7
    assert SHARED in segments(lines)


def test_only_what_a_wider_line_leaves_free_is_drawn_below_it() -> None:
    below, above = seen_lines((((LEFT, RIGHT), 1.5), ((tuple(ROUND),), 3.0)))
    assert segments(below) == [SHARED]
    assert set(segments(above)) == set(segments(ROUND))


def test_a_narrower_line_hides_nothing() -> None:
    below, above = seen_lines((((LEFT,), 1.5), ((LEFT,), 1.0)))
    assert set(segments(below)) == set(segments(above)) == set(segments(LEFT))


def test_a_line_of_the_same_width_hides_what_is_below_it() -> None:
    assert seen_lines((((LEFT,), 1.0), ((LEFT,), 1.0)))[0] == ()


def test_the_widest_of_several_above_counts() -> None:
    assert seen_lines((((LEFT,), 1.5), ((LEFT,), 3.0), ((LEFT,), 1.0)))[0] == ()


def test_multipolygons_with_holes_have_all_their_rings() -> None:
    hole: Ring = ((0.5, 0.5), (1.0, 0.5), (1.0, 1.0), (0.5, 0.5))
    islands = ((*LEFT, hole), RIGHT)
    [lines] = seen_lines((((islands,), 1.0),))
    assert set(segments([hole])) <= set(segments(lines))
    assert len(segments(lines)) == 10
