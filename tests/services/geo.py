"""PDOK and the Leefbaarometer on loopback, with outlines that were made up: cells around the points of the buurten.

The cells are the parts of the embedded outlines of the gemeenten that lie nearest to each point. They are no borders.
"""

from __future__ import annotations

import json
from functools import lru_cache
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import shapely

from tests.services import codes
from tests.services.codes import AREAS, BUURTEN
from tests.services.faults import Handler, Loopback

PAGE = 20
WFS_MOST = 1000
LIMIT = 100
"""What PDOK allows at once; a client that asks more is refused, as some services do."""
ELSEWHERE = 1500
"""Areas of other municipalities in every layer, before ours: a whole country is much larger than our district."""
LIVED_IN = {row["code"] for row in codes.facts("leefbaarometer.csv")} & set(AREAS) or set(AREAS)
"""Buurten of ours that are in the Leefbaarometer of 2024; the others have no homes. Of another district all of them."""
_LETTERS = "BU0363AB10"
"""A buurt of another municipality whose code has letters comes first."""
_KNOWN = {"f", "limit", "gemeentecode", "cursor"}
_PREFIX = {"gemeente": "GM", "wijk": "WK", "buurt": "BU"}


@lru_cache(maxsize=1)
def cells() -> dict[str, Any]:
    """A polygon per buurt: each piece of a gemeente goes to the buurt of that gemeente whose point is nearest.

    All borders are cut from one set of lines, so that neighbours share every point of theirs, as real ones do.
    """
    lines = (codes.WORLD / "geo" / "points.csv").read_text(encoding="utf-8").splitlines()[1:]
    points = {code: (float(lon), float(lat)) for code, lon, lat in (line.split(";") for line in lines)}
    features = json.loads((codes.WORLD / "geo" / "gemeenten.geojson").read_text(encoding="utf-8"))["features"]
    whole = {f["properties"]["code"]: shapely.make_valid(shapely.geometry.shape(f["geometry"])) for f in features}
    every = [code for own in BUURTEN.values() for code in own]
    places = {code: shapely.Point(points[code][0] + n * 1e-7, points[code][1]) for n, code in enumerate(every)}
    around = shapely.union_all(list(whole.values()))
    between = shapely.voronoi_polygons(shapely.MultiPoint(list(places.values())), extend_to=around, only_edges=True)
    borders = shapely.unary_union([between, *(shape.boundary for shape in whole.values())])
    pieces: dict[str, list[Any]] = {}
    for piece in shapely.polygonize([borders]).geoms:
        middle = piece.representative_point()
        gemeente = next((code for code, shape in whole.items() if shape.contains(middle)), None)
        if gemeente:
            nearest = min(BUURTEN[gemeente], key=lambda code: places[code].distance(middle))
            pieces.setdefault(nearest, []).append(piece)
    return {code: shapely.coverage_union_all(found) for code, found in pieces.items()}


def features(gemeente: str) -> list[dict[str, Any]]:
    """The buurten of a gemeente as PDOK gives them, with a piece of water and a buurt of somewhere else."""
    made = []
    for code in [*BUURTEN.get(gemeente, []), "BU99999999"]:
        shape = cells().get(code, shapely.box(6, 52, 6.01, 52.01))
        name = AREAS.get(code, "elders")
        known = {
            "buurtcode": code,
            "buurtnaam": name,
            "gemeentecode": gemeente,
            "water": "NEE",
            "aantal_inwoners": -99997,
        }
        made.append(_feature(code, known, shape))
    sea = {**made[0]["properties"], "water": "JA"}
    return [*made, _feature("zee", sea, shapely.box(3, 51.9, 3.1, 52))]


def _feature(id: str, properties: dict[str, Any], shape: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": id, "properties": properties, "geometry": shapely.geometry.mapping(shape)}


class PdokHandler(Handler):
    def content(self, address: str) -> tuple[int, bytes, str]:
        url = urlsplit(address)
        query = dict(parse_qsl(url.query))
        if set(query) - _KNOWN or int(query.get("limit", 10)) > LIMIT:
            return 400, b'{"title":"Bad Request"}', "application/json"
        if not url.path.endswith("/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten/items"):
            return 404, b"", "application/json"
        every = [f for f in features(query.get("gemeentecode", "")) if f["id"] not in self.server.dropped]
        start = int(query.get("cursor", 0))
        page = every[start : start + PAGE]
        links = [{"rel": "self", "href": "https://elders.example/"}]
        if start + PAGE < len(every):
            rest = f"cursor={start + PAGE}&f=json&gemeentecode={query['gemeentecode']}&limit={query['limit']}"
            links.append({"rel": "next", "href": f"https://elders.example{url.path}?{rest}"})
        answer = {"type": "FeatureCollection", "numberReturned": len(page), "features": page, "links": links}
        return 200, json.dumps(answer).encode(), "application/geo+json"


class LeefbaarometerHandler(Handler):
    """Shapes come along unless properties are asked by name; without an order, every page has another one.

    Only some paths work; that for pictures answers with nothing at all.
    """

    def content(self, address: str) -> tuple[int, bytes, str]:
        path, query = urlsplit(address).path, dict(parse_qsl(urlsplit(address).query))
        if path not in self.server.paths:
            return (200, b"", "text/plain") if path.endswith("ows") else (404, b"", "text/plain")
        level = query["typeNames"].removeprefix("lbm3:").removesuffix("score24")
        every = self._areas(level)
        names = query.get("propertyName", ",".join(every[0])).split(",")
        if level not in _PREFIX or set(names) - set(every[0]):
            return 400, b'<?xml version="1.0"?><ows:ExceptionReport/>', "application/xml"
        start, most = int(query["startIndex"]), min(int(query["count"]), WFS_MOST)
        if "sortBy" in query:
            every.sort(key=lambda one: [str(one[name]) for name in query["sortBy"].split(",")])
        else:
            every = every[start:] + every[:start]
        shape = None if "propertyName" in query else shapely.geometry.mapping(shapely.box(4, 51, 5, 52))
        page = [
            {"type": "Feature", "geometry": shape, "properties": {name: one[name] for name in names}}
            for one in every[start : start + most]
        ]
        answer = {"type": "FeatureCollection", "numberMatched": len(every), "features": page}
        return 200, json.dumps(answer).encode(), "application/json"

    def _areas(self, level: str) -> list[dict[str, Any]]:
        prefix = _PREFIX.get(level, "GM")
        size = {"GM": 4, "WK": 6, "BU": 8}[prefix]
        own = [code for code in AREAS if code.startswith(prefix)]
        own = [code for code in own if prefix != "BU" or code in LIVED_IN]
        # Only wijken lack a figure: of the others the embedded snapshot has one, and losing it would stop a refresh.
        rest = {"afw": 0.01, "fys": 0.0, "onv": -0.02, "soc": None if prefix == "WK" else 0.0, "vrz": 0.1, "won": 0.0}
        classes = dict.fromkeys(("kafw", "kfys", "konv", "ksoc", "kvrz", "kwon"), 5)
        known = {"name": "verzonnen", "scale": level, "year": "2024"}
        found = []
        elsewhere = [f"{prefix}{number:0{size}}" for number in range(1, ELSEWHERE)]
        elsewhere = [_LETTERS, *elsewhere] if prefix == "BU" else elsewhere
        for n, code in enumerate([*(code for code in elsewhere if code not in AREAS), *own]):
            score = self.server.worst if code == own[0] else 5 + n % 3
            gemeente = AREAS.get(f"GM{code[2:6]}", "Elders")
            found.append({"gemeente": gemeente, "id": code, **known, "kscore": score, **classes, **rest})
        return found


class GeoServices:
    """Both services.

    `dropped` are ids of features that PDOK does not have; `worst` the class of the first area; `paths` are those at
    which the Leefbaarometer answers.
    """

    def __init__(self) -> None:
        self.dropped: set[str] = set()
        self.paths = {"/lbm3/ows"}

    def __enter__(self) -> GeoServices:
        self._pdok = Loopback(PdokHandler, dropped=self.dropped)
        self._leefbaarometer = Loopback(LeefbaarometerHandler, worst=4, paths=self.paths)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pdok.stop()
        self._leefbaarometer.stop()

    @property
    def pdok(self) -> str:
        return self._pdok.url

    @property
    def leefbaarometer(self) -> str:
        return f"{self._leefbaarometer.url}/lbm3/ows"

    @property
    def asked(self) -> list[str]:
        return [*self._pdok.faults.asked, *self._leefbaarometer.faults.asked]

    def worst(self, value: int) -> None:
        self._leefbaarometer.worst = value  # type: ignore[attr-defined]

    def fault(self, kind: str, path: str = "", times: int = 1, after: int = 0, seconds: float = 0.05) -> None:
        for server in (self._pdok, self._leefbaarometer):
            server.faults.fault(kind, path, times, after, seconds)
