"""Outlines: on real borders and made-up buurten, neighbours keep sharing every point of their border."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
import shapely

from ivp.catalog.tables import Outline
from ivp.snapshot import SnapshotDocument
from ivp.sources.outlines import documents
from ivp.sources.transport import SourceError
from tests.services.codes import AREAS, OWN
from tests.services.geo import features

RECORDED = Path(__file__).parent / "recorded" / "wfs_gemeente_gegeneraliseerd_2022_8gemeenten.geojson"
OURS = {code: name for code, name in AREAS.items() if code[:2] in ("GM", "WK", "BU")}
SQUARES = {"GM0001": "Plaats", "WK000100": "Wijk", "BU00010000": "West", "BU00010001": "Oost"}


def outline(decimals: int = 5, tolerance: float = 10) -> Outline:
    return Outline(service="pdok", collection="buurten", year=2024, decimals=decimals, tolerance=tolerance)


def square(code: str, x: float, water: str | None = "NEE", size: float = 0.01) -> dict[str, Any]:
    shape = shapely.geometry.mapping(shapely.box(x, 51.5, x + size, 51.51))
    return {"type": "Feature", "properties": {"buurtcode": code, "water": water}, "geometry": shape}


def shapes(document: SnapshotDocument) -> dict[str, Any]:
    found = json.loads(document.content)["features"]
    return {one["properties"]["code"]: shapely.geometry.shape(one["geometry"]) for one in found}


def points(document: SnapshotDocument) -> dict[str, Any]:
    lines = document.content.decode().splitlines()
    assert lines[0] == "code;lon;lat"
    return {code: shapely.Point(float(x), float(y)) for code, x, y in (line.split(";") for line in lines[1:])}


@pytest.fixture(scope="module")
def whole() -> list[dict[str, Any]]:
    return [feature for gemeente in OWN for feature in features(gemeente)]


@pytest.mark.parametrize("decimals", [3, 4, 5])
@pytest.mark.parametrize("tolerance", [0, 10, 200, 1000])
def test_every_level_fits_without_gap_or_overlap(whole: list[dict[str, Any]], decimals: int, tolerance: float) -> None:
    *levels, places = documents(whole, OURS, outline(decimals, tolerance), "x")
    assert {one.file: one.rows for one in levels} == {
        "gemeenten.geojson": 8,
        "wijken.geojson": 58,
        "buurten.geojson": 214,
    }
    every: dict[str, Any] = {}
    for level in levels:
        found = shapes(level)
        every |= found
        assert all(shape.is_valid and not shape.is_empty for shape in found.values()), level.file
        assert shapely.coverage_is_valid(list(found.values())), level.file
        numbers = shapely.get_coordinates(list(found.values()))
        assert (numbers == numbers.round(decimals)).all()
    for code, shape in every.items():
        inside = [other for name, other in every.items() if name.startswith("BU" + code[2:6]) and code.startswith("GM")]
        if inside:
            assert shapely.symmetric_difference(shapely.union_all(inside), shape).area < 1e-12
    assert all(every[code].covers(point) for code, point in points(places).items())
    assert set(points(places)) == {code for code in OURS if not code.startswith("GM")}


def test_real_borders_stay_where_they_are_within_the_tolerance() -> None:
    """The outlines of the eight municipalities, each as if it were one buurt."""
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))["features"]
    own, names = [], {}
    for one in recorded:
        code = one["properties"]["statcode"]
        buurt = f"BU{code[2:]}0000"
        names |= {code: "x", f"WK{code[2:]}00": "x", buurt: one["properties"]["statnaam"]}
        own.append({**one, "properties": {"buurtcode": buurt, "water": "NEE"}})
    before = {one["properties"]["buurtcode"]: shapely.geometry.shape(one["geometry"]) for one in own}
    for tolerance, most in ((0, 1e-3), (100, 0.01)):
        made = shapes(documents(own, names, outline(5, tolerance), "x")[2])
        assert shapely.coverage_is_valid(list(made.values()))
        for code, shape in before.items():
            assert made[code].symmetric_difference(shape).area / shape.area < most, (code, tolerance)


def test_simplifying_leaves_fewer_points(whole: list[dict[str, Any]]) -> None:
    sizes = [len(documents(whole, OURS, outline(5, tolerance), "x")[2].content) for tolerance in (0, 100, 1000)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_water_and_other_gemeenten_are_left_out() -> None:
    made = documents(
        [
            square("BU00010000", 4.0),
            square("BU00010001", 4.01, None),
            square("BU00010001", 4.02, "JA"),
            square("BU00019997", 4.03, "JA"),
            square("BU00020000", 4.04),
            square("BU00010001", 4.05, "B"),
        ],
        SQUARES,
        outline(),
        "x",
    )
    assert set(shapes(made[2])) == {"BU00010000", "BU00010001"}
    assert shapes(made[0])["GM0001"].equals(shapely.box(4.0, 51.5, 4.02, 51.51))


def test_a_buurt_in_parts_becomes_one_area() -> None:
    own = [square("BU00010000", 4.0), square("BU00010001", 4.01), square("BU00010001", 4.02)]
    made = shapes(documents(own, SQUARES, outline(), "x")[2])
    assert made["BU00010001"].area == pytest.approx(2e-4)


def test_a_buurt_that_the_catalog_does_not_know_leaves_no_hole() -> None:
    own = [square("BU00010000", 4.0), square("BU00010099", 4.01), square("BU00010001", 4.02)]
    made = documents(own, SQUARES, outline(), "x")
    assert set(shapes(made[2])) == {"BU00010000", "BU00010001"}
    assert shapes(made[0])["GM0001"].equals(shapely.box(4.0, 51.5, 4.03, 51.51))
    assert "BU00010099" not in made[3].content.decode()


@pytest.mark.parametrize("hair", [0, 1e-8, -1e-8])
def test_borders_that_miss_each_other_by_a_hair_are_simplified_as_one(hair: float) -> None:
    """A crooked border whose points the neighbour has a millimetre away, and one of them not at all."""
    border = [(4.01 + 0.0004 * math.sin(n), 51.5 + n * 0.0002) for n in range(51)]
    west = shapely.Polygon([(4.0, 51.51), (4.0, 51.5), *border])
    east = shapely.Polygon([(4.02, 51.5), (4.02, 51.51), *[(x + hair, y) for x, y in border[:1:-1]], border[0]])
    own = [square("BU00010000", 4.0), square("BU00010001", 4.01)]
    for one, shape in zip(own, (west, east), strict=True):
        one["geometry"] = shapely.geometry.mapping(shape)
    made = documents(own, SQUARES, outline(tolerance=40), "x")
    assert shapely.coverage_is_valid(list(shapes(made[2]).values()))
    gap = shapely.box(4.0, 51.5, 4.02, 51.51).difference(shapes(made[0])["GM0001"])
    assert gap.area < 2e-8, "the corner that one of them lacks"


def test_a_point_lies_within_a_narrow_buurt() -> None:
    own = [square("BU00010000", 4.0), square("BU00010001", 4.0102, size=0.0003)]
    made = documents(own, SQUARES, outline(), "x")
    assert shapes(made[2])["BU00010001"].contains(points(made[3])["BU00010001"])


@pytest.mark.parametrize(
    "broken",
    [
        square("BU00019999", 4.01),
        square("BU00010001", 4.01, "JA"),
        {**square("BU00010001", 4.01), "geometry": None},
        {**square("BU00010001", 4.01), "geometry": {"type": "MultiPolygon", "coordinates": []}},
        {**square("BU00010001", 4.01), "geometry": {"type": "Point", "coordinates": [4.01, 51.5]}},
        {**square("BU00010001", 4.01), "properties": {"naam": "Oost"}},
    ],
)
def test_a_buurt_without_a_border_is_named(broken: dict[str, Any]) -> None:
    with pytest.raises(SourceError, match=r"PDOK heeft voor 2024 geen grens van 1 buurten: Oost \(BU00010001\)"):
        documents([square("BU00010000", 4.0), broken], SQUARES, outline(), "x")


def test_no_borders_at_all_is_said_in_one_sentence() -> None:
    with pytest.raises(SourceError, match="geen grens van 2 buurten: West"):
        documents([], SQUARES, outline(), "x")


def test_something_else_than_features_is_not_readable() -> None:
    with pytest.raises(SourceError, match="niet leesbaar"):
        documents([{"type": "Feature", "properties": {"buurtcode": "BU00010000"}}], SQUARES, outline(), "x")


def test_too_coarse_numbers_are_refused_with_a_remedy() -> None:
    own = [square("BU00010000", 4.0), square("BU00010001", 4.01, size=0.0001)]
    with pytest.raises(SourceError, match=r"Met 3 decimalen en 10 meter .* meer decimalen of een kleinere tolerance"):
        documents(own, SQUARES, outline(decimals=3), "x")


def test_the_files_say_what_they_are_and_come_out_the_same() -> None:
    own = [square("BU00010000", 4.0), square("BU00010001", 4.01)]
    first, again = documents(own, SQUARES, outline(), "mark"), documents(own[::-1], SQUARES, outline(), "mark")
    assert [one.content for one in first] == [one.content for one in again]
    assert {(one.periods, one.licence, one.definition) for one in first} == {
        ("2024", "CBS, Kadaster (CC BY 4.0)", "mark")
    }
    assert json.loads(first[1].content)["features"][0]["properties"] == {"code": "WK000100", "name": "Wijk"}
