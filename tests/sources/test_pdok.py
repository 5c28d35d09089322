"""The outlines of PDOK: pages, and every way in which they do not fit together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ivp.sources.pdok import buurten
from ivp.sources.transport import Patience, SourceError, Transport
from tests.services.codes import BUURTEN
from tests.services.geo import PAGE, GeoServices, features
from tests.sources.loopback import Loopback, http

PLACE = "GM0748"


def asked(url: str, gemeente: str = PLACE) -> list[dict[str, Any]]:
    with Transport(Patience(pause=0, read=5, attempts=2), sleep=lambda _: None) as transport:
        return buurten(transport, url, "buurten", 2024, gemeente, "PDOK, Bergen op Zoom")


def page(codes: Sequence[str], following: str = "", **more: Any) -> bytes:
    """One page with these buurten, and a link to the next."""
    known = [{"type": "Feature", "id": c, "properties": {"buurtcode": c, "gemeentecode": PLACE}} for c in codes]
    links = [{"rel": "self", "href": "https://x/"}, {"rel": "next", "href": following}] if following else []
    return http(json.dumps({"features": known, "links": links} | more))


def refusal(*answers: bytes) -> str:
    with Loopback(*answers) as server, pytest.raises(SourceError) as error:
        asked(server.url)
    return str(error.value)


def test_all_pages_of_a_gemeente_come_in_order() -> None:
    with GeoServices() as geo:
        found = asked(geo.pdok)
        first, second, *_ = geo.asked
        assert len(geo.asked) == -(-len(found) // PAGE) > 1
    assert [one["id"] for one in found] == [one["id"] for one in features(PLACE)]
    assert {one["properties"]["buurtcode"] for one in found} >= set(BUURTEN[PLACE])
    assert parse_qs(urlsplit(first).query) == {"f": ["json"], "limit": ["100"], "gemeentecode": [PLACE]}
    assert parse_qs(urlsplit(second).query)["cursor"] == [str(PAGE)]


def test_of_a_link_only_the_query_is_taken() -> None:
    with Loopback(page(["BU1"], "https://elders.invalid/ander/pad?f=json&cursor=a%7Cb"), page(["BU2"])) as server:
        assert [one["id"] for one in asked(server.url)] == ["BU1", "BU2"]
        path = "/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten/items"
        assert [urlsplit(target).path for target in server.targets] == [path, path]
        assert parse_qs(urlsplit(server.targets[1]).query) == {
            "f": ["json"],
            "cursor": ["a|b"],
            "limit": ["100"],
            "gemeentecode": ["GM0748"],
        }


@pytest.mark.parametrize("odd", [{"statnaam": "x"}, {"offset": "0"}, {"limit": "1000"}])
def test_the_loopback_service_refuses_what_pdok_refuses(odd: dict[str, str]) -> None:
    with GeoServices() as geo, Transport(Patience(pause=0)) as transport:
        url = f"{geo.pdok}/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten/items"
        good = {"f": "json", "limit": "100", "gemeentecode": PLACE}
        assert transport.look(url, good, source="PDOK")[0] == 200
        assert transport.look(url, good | odd, source="PDOK")[0] == 400


def test_pages_that_refer_to_each_other_end() -> None:
    there, back = page(["BU1"], "?cursor=1"), page(["BU2"], "?cursor=2")
    assert "blijft naar dezelfde bladzijde verwijzen" in refusal(there, back, there)
    assert "blijft naar dezelfde bladzijde verwijzen" in refusal(page(["BU1"], "?cursor=1"))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([page(["BU1", "BU1"])], "gaf een grens dubbel"),
        ([page(["BU1"], "?cursor=1"), page(["BU1"])], "gaf een grens dubbel"),
        ([page(["BU1"], numberMatched=2)], "gaf 1 van 2 grenzen"),
        ([page(["BU1"], numberReturned=9)], "gaf 1 van 9 grenzen"),
        ([http("[]")], "antwoord zonder grenzen"),
        ([http('{"features": null}')], "antwoord zonder grenzen"),
        ([http('{"features": [1]}')], "antwoord zonder grenzen"),
        ([http('{"title": "Bad Request"}', 400)], "weigert de vraag (fout 400)"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(answers: list[bytes], said: str) -> None:
    assert said in refusal(*answers)


def test_a_service_that_does_not_filter_is_noticed_on_the_first_page() -> None:
    other = {"type": "Feature", "id": "x", "properties": {"buurtcode": "BU03630000", "gemeentecode": "GM0363"}}
    with Loopback(page([], "?cursor=1", features=[other])) as server:
        with pytest.raises(SourceError, match="geeft ook grenzen van GM0363"):
            asked(server.url)
        assert len(server.targets) == 1


def test_a_page_that_breaks_off_is_asked_again() -> None:
    with GeoServices() as geo:
        geo.fault("truncated", "cursor=20")
        assert len(asked(geo.pdok)) == len(features(PLACE))


@pytest.mark.parametrize("links", [{"rel": "next"}, ["next"], "next", None])
def test_links_of_another_form_are_no_next_page(links: object) -> None:
    with Loopback(http(json.dumps({"features": [], "links": links}))) as server:
        assert asked(server.url) == []
