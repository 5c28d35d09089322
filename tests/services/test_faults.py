"""What goes wrong at the services when a test asks for it, and tables that change while they are served."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.services.asking import FEED, ask, rows
from tests.services.cube import Table
from tests.services.server import Services
from tests.services.tables import everything


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as made:
        yield made


@pytest.fixture
def services() -> Iterator[Services]:
    with Services(page=500, municipalities=["GM0748", "GM0851", "GM1674", "GM0999"]) as running:
        yield running


def test_an_empty_answer_is_a_good_one_without_content(services: Services, client: httpx.Client) -> None:
    services.fault("empty", "TypedDataSet")
    answer = ask(client, services.politie, FEED, top="1")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("kind", "error"),
    [("reset", httpx.ReadError), ("drop", httpx.RemoteProtocolError), ("truncated", json.JSONDecodeError)],
)
def test_faults_that_break_an_answer(services: Services, kind: str, error: type[Exception]) -> None:
    services.fault(kind, "TypedDataSet", after=1)
    with httpx.Client(trust_env=False) as client:
        first = rows(client, services.politie, FEED, top="500")
        with pytest.raises(error):
            rows(client, services.politie, FEED, top="500")
        assert rows(client, services.politie, FEED, top="500") == first


@pytest.mark.parametrize(
    ("kind", "status", "kept"),
    [
        ("500", 500, ""),
        ("503", 503, ""),
        ("busy", 503, "7"),
        ("gone", 404, ""),
        ("html", 200, ""),
        ("redirect", 302, ""),
        ("elsewhere", 302, ""),
        ("too-many", 500, ""),
    ],
)
def test_faults_that_are_an_answer(client: httpx.Client, services: Services, kind: str, status: int, kept: str) -> None:
    services.fault(kind, "47013NED", seconds=7)
    assert rows(client, services.politie, "/ODataApi/odata/47021NED/TableInfos")
    answer = ask(client, services.politie, FEED, format="json")
    assert (answer.status_code, answer.headers.get("Retry-After", "")) == (status, kept)
    if kind == "redirect":
        followed = client.get(services.politie + answer.headers["Location"])
        assert followed.headers["Content-Type"] == "text/html"
    assert ask(client, services.politie, FEED, format="json").status_code == 200
    assert sum("47013NED" in address for address in services.requests) == 2


def test_a_slow_answer_comes_whole_but_late(client: httpx.Client, services: Services) -> None:
    services.fault("slow", "Perioden", seconds=0.01)
    start = time.perf_counter()
    assert len(rows(client, services.politie, "/ODataApi/odata/47013NED/Perioden")) == 192
    assert time.perf_counter() - start > 0.3


def test_a_table_that_changes_keeps_its_figures_with_their_codes(client: httpx.Client, services: Services) -> None:
    table = services.tables["47013ned"]
    where = "RegioS eq 'GM1674' and Perioden eq '2024JJ00'"
    before = rows(client, services.politie, FEED, filter=where)
    table.modified = "2026-12-15T02:00:00"
    table.rename("SoortMisdrijf", "1.4.1", "1.4.1 Zedenmisdrijf")
    table.drop("RegioS", "GM0748")
    table.shift(3)
    after = rows(client, services.politie, FEED, filter=where)
    assert [row["GeregistreerdeMisdrijven_4"] for row in after] == [row["GeregistreerdeMisdrijven_1"] for row in before]
    assert [row["ID"] for row in after] != [row["ID"] for row in before]
    assert rows(client, services.politie, FEED, filter="RegioS eq 'GM0748'") == []
    info = rows(client, services.politie, "/ODataApi/odata/47013NED/TableInfos")[0]
    assert info["Modified"] == "2026-12-15T02:00:00"
    titles = {
        row["Key"]: row["Title"] for row in rows(client, services.politie, "/ODataApi/odata/47013NED/SoortMisdrijf")
    }
    assert titles["1.4.1 "] == "1.4.1 Zedenmisdrijf"
    del services.tables["47013NED"]
    assert ask(client, services.politie, FEED, format="json").status_code == 404


def test_changing_a_table_leaves_those_of_the_next_services() -> None:
    made: dict[str, Table] = everything(["GM0748"])["cbs"]
    made["83648NED"].shift()
    made["83648NED"].drop("RegioS", "GM0748")
    fresh = everything(["GM0748"])["cbs"]["83648NED"]
    assert fresh.topics[0].key == "TotaalGeregistreerdeMisdrijven_1"
    assert "GM0748" in {code.key for code in fresh.dimension("RegioS").codes}
