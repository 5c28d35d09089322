"""Outlines and the Leefbaarometer from loopback map services, through a refresh."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from ivp import snapshot
from ivp.errors import UserError
from ivp.pulls import active, report
from ivp.pulls.progress import Progress
from ivp.pulls.refresh import Done, Wish, refresh
from ivp.sources.transport import Patience, Transport
from tests.services.data import data_folder
from tests.services.geo import GeoServices

NOW = datetime(2026, 11, 25, 6, 0, 0)
MAPS = Wish(only=("LBM3",))


@pytest.fixture
def geo() -> Iterator[GeoServices]:
    with GeoServices() as running:
        yield running


@pytest.fixture
def data(tmp_path: Path, geo: GeoServices) -> Path:
    return data_folder(tmp_path / "data", pdok=geo.pdok, leefbaarometer=geo.leefbaarometer)


def run(data: Path, now: datetime = NOW) -> Done:
    with Transport(Patience(pause=0, read=5, attempts=3), sleep=lambda _: None) as transport:
        return refresh(data, transport, Progress(), MAPS, now)


def layer(data: Path, name: str) -> gpd.GeoDataFrame:
    content = json.loads((active.active(data).geo / f"{name}.geojson").read_text(encoding="utf-8"))
    return gpd.GeoDataFrame.from_features(content["features"], crs=4326)


def test_outlines_of_three_levels_share_their_borders(data: Path) -> None:
    run(data)
    layers = {name: layer(data, name) for name in ("gemeenten", "wijken", "buurten")}
    assert {name: len(frame) for name, frame in layers.items()} == {"gemeenten": 8, "wijken": 58, "buurten": 214}
    assert not set(layers["buurten"]["code"]) & {"BU99999999"}
    for name, frame in layers.items():
        assert frame.geometry.is_valid.all(), name
        assert shapely.coverage_is_valid(frame.geometry.values), f"{name}: gaps or overlaps"
        assert frame.geometry.total_bounds[0] > 3.9, "the sea is left out"
    whole = shapely.union_all(layers["gemeenten"].geometry.values)
    parts = shapely.union_all(layers["buurten"].geometry.values)
    assert shapely.symmetric_difference(whole, parts).area < 1e-9
    numbers = shapely.get_coordinates(layers["buurten"].geometry.values)
    assert abs(numbers - numbers.round(5)).max() < 1e-12
    snapshot.verify(active.active(data).geo)


def test_a_point_lies_in_its_area(data: Path) -> None:
    run(data)
    lines = (active.active(data).geo / "points.csv").read_text(encoding="utf-8").splitlines()
    points = {code: shapely.Point(float(lon), float(lat)) for code, lon, lat in (line.split(";") for line in lines[1:])}
    assert len(points) == 272
    shapes = dict(zip(layer(data, "buurten")["code"], layer(data, "buurten").geometry, strict=True))
    assert all(shapes[code].distance(point) < 1e-3 for code, point in points.items() if code.startswith("BU"))


def test_simplifying_makes_outlines_smaller_and_the_same_ones_are_not_asked_again(data: Path, geo: GeoServices) -> None:
    run(data)
    asked = len(geo.asked)
    assert run(data, NOW.replace(hour=7)).stamp == ""
    assert len(geo.asked) == asked
    outlines = data / "outlines.csv"
    outlines.write_text(outlines.read_text(encoding="utf-8").replace("2024;5;10", "2024;4;150"), encoding="utf-8")
    fine = (active.active(data).geo / "buurten.geojson").stat().st_size
    run(data, NOW.replace(hour=8))
    assert (active.active(data).geo / "buurten.geojson").stat().st_size < fine
    assert shapely.coverage_is_valid(layer(data, "buurten").geometry.values)


def liveability(folder: Path) -> pd.DataFrame:
    """The rows of the Leefbaarometer, in one order."""
    rows = snapshot.read_table(folder, "LBM3.parquet")
    return rows.sort_values(["code", "measure", "area", "period"]).reset_index(drop=True)


def kept(done: Done) -> str:
    """Why the one table that failed was kept as it was."""
    (table,) = done.report.of(report.Outcome.KEPT)
    return table.why


def test_a_buurt_without_outline_is_named(data: Path, geo: GeoServices) -> None:
    geo.dropped.add("BU16740000")
    why = kept(run(data))
    assert re.search(r"PDOK heeft voor 2024 geen grens van 1 buurten: .* \(BU16740000\)", why)
    assert (active.active(data).geo / "buurten.geojson").exists() == (data / "geo" / "buurten.geojson").exists()


@pytest.mark.parametrize(("kind", "said"), [("reset", "verbroken"), ("html", "webpagina"), ("gone", "bestaat niet")])
@pytest.mark.parametrize(("path", "source"), [("buurten/items", "PDOK"), ("lbm3", "Leefbaarometer")])
def test_a_map_service_that_fails_costs_its_own_maps_only(
    data: Path, geo: GeoServices, kind: str, said: str, path: str, source: str
) -> None:
    geo.fault(kind, path, times=99)
    done = run(data)
    assert re.search(f"{source}.*{said}", kept(done))
    assert liveability(active.active(data).snapshot).equals(liveability(data / "snapshot")) == (source != "PDOK")
    assert done.report.code == 3


def test_map_services_that_both_fail_change_nothing(data: Path, geo: GeoServices) -> None:
    geo.fault("gone", "", times=99)
    with pytest.raises(UserError, match="Er is niets ververst") as caught:
        run(data)
    assert len(str(caught.value).splitlines()) == 3
    assert active.active(data).stamp == ""


def test_an_unknown_collection_is_refused(data: Path) -> None:
    outlines = data / "outlines.csv"
    outlines.write_text(outlines.read_text(encoding="utf-8").replace("buurten;2024", "buurten;2031"), encoding="utf-8")
    assert "bestaat niet" in kept(run(data))


def test_the_leefbaarometer_gives_classes_of_our_areas(data: Path) -> None:
    run(data)
    found = snapshot.read_table(active.active(data).snapshot, "LBM3.parquet")
    classes = found[found["measure"] == "klasse"]
    assert classes["area"].str[:2].value_counts().to_dict() == {"BU": 191, "WK": 58, "GM": 8}
    assert set(classes["period"]) == {"2024"}
    cohesion = found[found["measure"] == "afwijking_sociale_samenhang"]
    assert cohesion.groupby(cohesion["area"].str[:2])["state"].unique().map(list).to_dict() == {
        "BU": ["value"],
        "GM": ["value"],
        "WK": ["unknown"],
    }


def test_a_class_that_does_not_exist_is_refused(data: Path, geo: GeoServices) -> None:
    geo.worst(12)
    assert "12 is geen klasse van 1 tot en met 9" in kept(run(data))
    assert liveability(active.active(data).snapshot).equals(liveability(data / "snapshot"))


@pytest.mark.parametrize("path", ["/wfs", "/geoserver/wms"])
def test_another_path_is_tried_in_the_order_of_the_list_remembered_and_told(
    data: Path, geo: GeoServices, path: str
) -> None:
    base = geo.leefbaarometer.removesuffix("/lbm3/ows")
    listed = [f"{base}{one}" for one in ("/lbm3/ows", "/wfs", "/geoserver/wms")]
    folder = data_folder(data.with_name("several"), pdok=geo.pdok, leefbaarometer=listed)
    geo.paths.clear()
    geo.paths.add(path)
    done = run(folder)
    said = f"Gevonden op {base}{path}; {base}/lbm3/ows gaf de cijfers niet."
    (table,) = [table for table in done.report.tables if table.source == "LBM3"]
    assert (table.outcome, table.why, table.address) == (report.Outcome.TAKEN, said, base + path)
    assert any(said in line for line in done.lines)
    shutil.rmtree(active.active(folder).snapshot.parent)
    active.rollback(folder)

    def paths() -> list[str]:
        return [urlsplit(address).path for address in geo.asked if "lbm3:" in unquote(address)]

    before = len(paths())
    run(folder, NOW.replace(hour=9))
    assert set(paths()[before:]) == {path}, "what worked goes first from then on"
