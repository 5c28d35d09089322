"""Outlines that are as detailed as real ones stay a valid coverage on every level, however coarse they are made."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely

from ivp.catalog.load import load_catalog
from ivp.catalog.tables import Outline
from ivp.paths import ROOT
from ivp.snapshot import SnapshotDocument
from ivp.sources.outlines import documents
from tests.services.geo import cells

AREAS = {
    area.code: area.name for area in load_catalog(ROOT / "data").areas if area.level in ("gemeente", "wijk", "buurt")
}
GRAINS = [(10, 5), (10, 4), (20, 4), (150, 4), (30, 3)]
"""Tolerance in metres and decimals; at all but the first, rounding moves corners further than borders lie apart."""


def outline(tolerance: float = 10, decimals: int = 5) -> Outline:
    return Outline(service="pdok", collection="buurten", year=2024, tolerance=tolerance, decimals=decimals)


def bent(start: Any, end: Any, step: float = 1.5e-4, swing: float = 4e-5) -> list[Any]:
    """A straight border with a bend every 10 to 15 metres; from either side the same bends."""
    low, high = sorted((tuple(start), tuple(end)))
    count = int(np.hypot(high[0] - low[0], high[1] - low[1]) / step)
    chance = np.random.default_rng(zlib.crc32(repr((low, high)).encode()))
    along = np.linspace(low, high, count + 2)[1:-1] + chance.normal(0, swing, (count, 2))
    return [tuple(start), *(along if low == tuple(start) else along[::-1])]


def polygons(shape: Any) -> Any:
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


@lru_cache(maxsize=1)
def detailed() -> dict[str, Any]:
    """The made-up buurten with over 100,000 bends."""

    def ring(line: Any) -> list[Any]:
        corners = shapely.get_coordinates(line)
        return [p for start, end in pairwise(corners) for p in bent(start, end)]

    made = []
    for shape in shapely.coverage_clean(np.array(list(cells().values()), dtype=object)):
        parts = [shapely.Polygon(ring(p.exterior), [ring(hole) for hole in p.interiors]) for p in polygons(shape).geoms]
        made.append(polygons(shapely.MultiPolygon(parts)))
    return dict(zip(cells(), shapely.coverage_clean(np.array(made, dtype=object)), strict=True))


def feature(code: str, shape: Any, water: str = "NEE") -> dict[str, Any]:
    known = {"buurtcode": code, "water": water}
    return {"type": "Feature", "properties": known, "geometry": shapely.geometry.mapping(shape)}


def features(shapes: dict[str, Any]) -> list[dict[str, Any]]:
    return [feature(code, shape) for code, shape in shapes.items()]


def shapes(document: SnapshotDocument) -> dict[str, Any]:
    found = json.loads(document.content)["features"]
    return {one["properties"]["code"]: shapely.geometry.shape(one["geometry"]) for one in found}


@pytest.mark.parametrize(("tolerance", "decimals"), GRAINS)
def test_every_level_is_whole_at_every_grain(tolerance: float, decimals: int) -> None:
    assert sum(shapely.get_num_coordinates(list(detailed().values()))) > 100_000
    files = documents(features(detailed()), AREAS, outline(tolerance, decimals), "x")
    levels = {file.file: shapes(file) for file in files if file.file.endswith("geojson")}
    assert {name: len(found) for name, found in levels.items()} == {
        "gemeenten.geojson": 8,
        "wijken.geojson": 58,
        "buurten.geojson": 214,
    }
    for name, found in levels.items():
        each = np.array(list(found.values()), dtype=object)
        assert shapely.is_valid(each).all(), name
        assert not shapely.is_empty(each).any(), name
        assert shapely.coverage_is_valid(each), f"{name}: gaps or overlaps"
        numbers = shapely.get_coordinates(each)
        assert np.abs(numbers - numbers.round(decimals)).max() < 1e-12
    buurten = levels["buurten.geojson"]
    for code, wijk in levels["wijken.geojson"].items():
        union = shapely.union_all([shape for buurt, shape in buurten.items() if buurt[2:8] == code[2:]])
        assert shapely.symmetric_difference(wijk, union).area < 1e-12


def test_an_area_keeps_its_place_and_size() -> None:
    made = shapes(documents(features(detailed()), AREAS, outline(), "x")[2])
    for code, shape in detailed().items():
        assert shapely.symmetric_difference(shape, made[code]).area < 0.15 * shape.area, code


def test_points_lie_inside() -> None:
    files = {file.file: file for file in documents(features(detailed()), AREAS, outline(20, 4), "x")}
    known = shapes(files["wijken.geojson"]) | shapes(files["buurten.geojson"])
    lines = [line.split(";") for line in files["points.csv"].content.decode().splitlines()]
    assert lines[0] == ["code", "lon", "lat"]
    assert {code for code, *_ in lines[1:]} == set(known)
    assert all(known[code].covers(shapely.Point(float(lon), float(lat))) for code, lon, lat in lines[1:])


def test_borders_that_miss_each_other_by_a_hair_are_closed() -> None:
    moved = {code: shapely.transform(shape, lambda xy: xy + 1e-7) if n % 3 else shape
             for n, (code, shape) in enumerate(detailed().items())}  # fmt: skip
    assert not shapely.coverage_is_valid(list(moved.values()))
    made = shapes(documents(features(moved), AREAS, outline(), "x")[2])
    assert shapely.coverage_is_valid(list(made.values()))


def test_a_buurt_that_the_catalog_does_not_know_leaves_no_hole() -> None:
    taken = feature("BU07489901", cells()["BU07480000"])
    half = feature("BU07480000", shapely.box(4.25, 51.4, 4.2501, 51.4001))
    whole = [feature(code, shape) for code, shape in cells().items() if code != "BU07480000"]
    files = [shapes(file) for file in documents([*whole, taken, half], AREAS, outline(), "x")[:3]]
    assert "BU07489901" not in files[2]
    assert files[0]["GM0748"].covers(cells()["BU07480000"].representative_point())
