"""The WFS client on a recorded answer, byte for byte, and on services that count wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ivp.sources.transport import Patience, SourceError, Transport
from ivp.sources.wfs import features
from tests.services.geo import LIVED_IN, GeoServices
from tests.sources.loopback import Loopback, http

RECORDED = Path(__file__).parent / "recorded" / "wfs_gemeente_gegeneraliseerd_2022_8gemeenten.geojson"


def asked(url: str, layer: str = "lbm3:buurtscore24") -> list[dict[str, Any]]:
    with Transport(Patience(pause=0, read=5, attempts=2), sleep=lambda _: None) as transport:
        return features(transport, url, layer, "Leefbaarometer")


def page(*codes: str, promised: Any = None, **more: Any) -> bytes:
    known = [{"type": "Feature", "properties": {"id": code, "kscore": 5}} for code in codes]
    return http(json.dumps({"numberMatched": promised or len(codes), "features": known} | more))


def test_the_recorded_answer_gives_its_properties() -> None:
    with Loopback(http(RECORDED.read_bytes())) as server:
        found = asked(server.url, "gebiedsindelingen:gemeente_gegeneraliseerd")
        query = parse_qs(urlsplit(server.targets[-1]).query)
    assert [one["statcode"] for one in found] == [
        one["properties"]["statcode"] for one in json.loads(RECORDED.read_text())["features"]
    ]
    assert set(found[0]) == {"id", "statcode", "jrstatcode", "statnaam", "rubriek"}
    assert query["typeNames"] == ["gebiedsindelingen:gemeente_gegeneraliseerd"]
    assert query["propertyName"] == ["id,statcode,jrstatcode,statnaam,rubriek"]
    assert query["sortBy"] == ["statcode"]


def test_a_layer_of_more_than_a_thousand_comes_whole_once_and_without_shapes() -> None:
    with GeoServices() as geo:
        found = asked(geo.leefbaarometer)
        addresses = [unquote(address) for address in geo.asked]
    assert len(found) > 1000
    assert len({one["id"] for one in found}) == len(found)
    assert found[0]["id"] == "BU00000001", "in order, though the first to come has letters in its code"
    assert {one["id"] for one in found} >= LIVED_IN
    assert [parse_qs(urlsplit(one).query)["startIndex"] for one in addresses] == [["0"], ["0"], ["1000"]]
    assert all("propertyName=gemeente,id,name" in address and "sortBy=id" in address for address in addresses[1:])
    assert not any("CQL" in address for address in addresses)


def test_a_service_that_gives_fewer_at_once_is_asked_on() -> None:
    answers = [
        page("BU00000001", promised=3),
        page("BU00000001", "BU00000002", promised=3),
        page("BU00000003", promised=3),
    ]
    with Loopback(*answers) as server:
        assert [one["id"][-1] for one in asked(server.url)] == ["1", "2", "3"]
        assert "startIndex=2" in server.targets[2]


def test_an_empty_layer_is_empty() -> None:
    with Loopback(http('{"numberMatched": 0, "features": []}')) as server:
        assert asked(server.url) == []


def test_a_box_among_the_properties_is_not_asked_by_name() -> None:
    feature = {"properties": {"bbox": [1, 2, 3, 4], "naam": "x"}}
    with Loopback(http(json.dumps({"totalFeatures": 1, "features": [feature]}))) as server:
        asked(server.url)
        query = parse_qs(urlsplit(server.targets[1]).query)
    assert query["propertyName"] == ["naam"]
    assert "sortBy" not in query


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([page("A", promised=2), page("A", promised=2), page(promised=2)], "gaf 1 gebieden in plaats van 2"),
        ([page("A"), page("A", "B", promised=1)], "gaf 2 gebieden in plaats van 1"),
        ([page("A", promised=2), page("A", promised=2)], "gaf een gebied dubbel"),
        ([page("A", promised="unknown")], "zegt niet hoeveel gebieden er zijn"),
        ([http('{"features": []}')], "zegt niet hoeveel gebieden er zijn"),
        ([http('{"numberMatched": 1}')], "antwoord zonder gebieden"),
        ([http("[1]")], "antwoord zonder gebieden"),
        ([http("<ows:ExceptionReport/>")], "webpagina in plaats van cijfers"),
    ],
)
def test_an_answer_that_does_not_add_up_is_refused(answers: list[bytes], said: str) -> None:
    with Loopback(*answers) as server, pytest.raises(SourceError) as error:
        asked(server.url)
    assert said in str(error.value)
    assert str(error.value).startswith("Leefbaarometer")
