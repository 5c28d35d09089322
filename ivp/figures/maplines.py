"""The lines of a map that can be seen: outlines share borders, and a wide line hides a narrow one below it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
Segment: TypeAlias = tuple[Point, Point]
Stroke: TypeAlias = tuple[tuple[Any, ...], float]
"""Coordinates of GeoJSON geometries, as tuples, and the width of their outlines."""


@lru_cache(maxsize=64)
def seen_lines(strokes: tuple[Stroke, ...]) -> tuple[tuple[Ring, ...], ...]:
    """Per stroke, the lowest first, the lines that are left: each piece once, none below a line as wide or wider.

    All lines are opaque. Kept, because the same outlines come back with every click.
    """
    over: dict[Segment, float] = {}
    left = []
    for geometries, width in reversed(strokes):
        rings = list(rings_of(geometries))
        hidden = {segment for segment, above in over.items() if above >= width}
        left.append(tuple(line for ring in rings for line in _pieces(ring, hidden)))
        for segment in (_segment(*ends) for ring in rings for ends in pairwise(ring)):
            over[segment] = max(width, over.get(segment, 0.0))
    return tuple(reversed(left))


def rings_of(coordinates: Iterable[Any]) -> Iterable[Ring]:
    """The rings in coordinates of polygons and multipolygons, however deep."""
    for part in coordinates:
        if isinstance(part[0][0], tuple):
            yield from rings_of(part)
        else:
            yield part


def _pieces(ring: Ring, drawn: set[Segment]) -> Iterable[Ring]:
    """What of a ring is not in `drawn`, which its pieces are added to."""
    piece: list[Point] = []
    for start, end in pairwise(ring):
        segment = _segment(start, end)
        if segment not in drawn:
            drawn.add(segment)
            piece += [end] if piece else [start, end]
        elif piece:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


def _segment(start: Point, end: Point) -> Segment:
    return (start, end) if start < end else (end, start)
