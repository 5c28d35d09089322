"""Outlines for a map: dissolved per parent, a point inside for the name, and a view in which all of it fits."""

from __future__ import annotations

import json
import math
from dataclasses import astuple, replace
from typing import Any

import pytest
from shapely.geometry import Point, shape

from ivp.facts import Outline
from ivp.figures.shapes import DECIMALS, prepared, view
from tests.figures.examples import TOWNS, outlines, polygon


def shaped(geometry: dict[str, Any]) -> Outline:
    return replace(outlines("GM0001")[0], geometry=json.dumps(geometry))


def test_areas_of_one_parent_are_dissolved_to_one_outline() -> None:
    made = prepared(outlines(*TOWNS))
    assert [area.code for area in made.areas] == list(TOWNS)
    assert [round(shape(parent).area, 6) for parent in made.parents] == [0.02, 0.02]
    assert made.whole is not None
    assert shape(made.whole).geom_type == "Polygon"
    assert shape(made.whole).bounds == pytest.approx((4.0, 51.5, 4.4, 51.6))
    assert made.bounds == pytest.approx((4.0, 51.5, 4.4, 51.6))


def test_an_area_without_parent_has_no_border_of_a_basisteam() -> None:
    made = prepared(outlines("GM0001", "GM0901"))
    assert len(made.areas) == 2
    assert [shape(parent).bounds for parent in made.parents] == [pytest.approx((4.0, 51.5, 4.1, 51.6))]


def test_the_name_stands_inside_also_of_a_bent_area_and_in_its_largest_part() -> None:
    bent = [[4.0, 51.5], [4.3, 51.5], [4.3, 51.55], [4.05, 51.55], [4.05, 51.8], [4.0, 51.8], [4.0, 51.5]]
    island = [[5.0, 51.5], [5.01, 51.5], [5.01, 51.51], [5.0, 51.51], [5.0, 51.5]]
    both = shaped({"type": "MultiPolygon", "coordinates": [[island], [bent]]})
    [area] = prepared((both,)).areas
    assert shape(polygon(bent)).contains(Point(area.inside))


def test_coordinates_are_rounded_to_about_ten_metres() -> None:
    ring = json.loads(outlines("GM0001")[0].geometry)["coordinates"][0]
    [area] = prepared((shaped(polygon([[x + 0.0000123, y] for x, y in ring])),)).areas
    assert area.geometry["type"] == "Polygon"
    for x, y in area.geometry["coordinates"][0]:
        assert (x, y) == (round(x, DECIMALS), round(y, DECIMALS))


def test_no_outlines_are_an_empty_map() -> None:
    made = prepared(outlines())
    assert (made.areas, made.parents, made.whole) == ((), (), None)
    assert all(math.isfinite(number) for number in astuple(view(made.bounds, 480, 500)))


def test_the_same_outlines_are_dissolved_once() -> None:
    assert prepared(outlines(*TOWNS)) is prepared(outlines(*TOWNS))
    assert prepared(outlines("GM0001")) is not prepared(outlines("GM0002"))


@pytest.mark.parametrize(("width", "height"), [(480, 500), (320, 500), (620, 300)])
def test_all_of_it_fits_in_the_view_with_little_to_spare(width: int, height: int) -> None:
    west, south, east, north = bounds = (4.0, 51.4, 4.7, 51.7)
    seen = view(bounds, width, height)
    scale = 512 * 2**seen.zoom  # pixels of the whole world

    def up(latitude: float) -> float:
        return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi) * scale

    across, high = (east - west) / 360 * scale, up(north) - up(south)
    assert across <= width
    assert high <= height
    assert max(across / width, high / height) > 0.88
    assert up(north) - up(seen.latitude) == pytest.approx(high / 2, abs=1)
