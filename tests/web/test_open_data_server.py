"""The open data on the real server: beside the pages, and against what is no proper question."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from http import HTTPStatus

import httpx
import pytest

from ivp.web.open_data.declare import ROOT
from tests.performance.servers import Server, our_app
from tests.performance.session import crowd_session
from tests.waiting import in_a_thread

pytestmark = pytest.mark.slow
READERS = 25


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with our_app() as found:
        yield found


def status(server: Server, request: bytes) -> bytes:
    """The status line that the server gives to these bytes; empty when it hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(request)
        return line.recv(65536).split(b"\r\n")[0]


def test_it_answers_as_the_pages_do(server: Server) -> None:
    answer = httpx.get(f"{server.url}{ROOT}/gebieden")
    again = httpx.get(f"{server.url}{ROOT}/gebieden", headers={"If-None-Match": answer.headers["etag"]})

    assert answer.json()["rijen"] == len(answer.json()["gegevens"]) > 0
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert httpx.head(f"{server.url}{ROOT}/cijfers").status_code == HTTPStatus.OK
    assert httpx.post(f"{server.url}{ROOT}/cijfers").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert httpx.get(f"{server.url}{ROOT}/cijfers/").status_code == HTTPStatus.NOT_FOUND
    assert httpx.get(f"{server.url}{ROOT}").json()["catalogus"] == f"{server.url}{ROOT}/catalogus.jsonld"


@pytest.mark.parametrize(
    "target",
    [
        b"/cijfers?gebied=GM0716\r\nX-Evil: 1",
        b"/cijfers?gebied=\xff\xfe",
        b"/cijfers?gebied=%00",
        b"/cijfers?" + b"a=1&" * 5_000,
        b"/cijfers?gebied=" + b"a" * 200_000,
        b"/../../etc/passwd",
    ],
    ids=["line break", "bytes", "zero", "many", "long", "up"],
)
def test_what_is_no_proper_question_is_refused_and_the_next_is_answered(server: Server, target: bytes) -> None:
    line = status(server, b"GET " + ROOT.encode() + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

    assert not line or line.split()[1].startswith(b"4"), line
    assert httpx.get(f"{server.url}{ROOT}/partners").status_code == HTTPStatus.OK


def test_twenty_five_at_once_are_all_answered_and_so_is_a_page_beside_them(server: Server) -> None:
    async def read(client: httpx.AsyncClient, page: int) -> int:
        answer = await client.get(f"{server.url}{ROOT}/cijfers?aantal=1000&pagina={page}")
        return len(answer.raise_for_status().json()["gegevens"])

    async def everybody() -> list[int]:
        async with httpx.AsyncClient(timeout=120) as client, crowd_session(server) as visitor:
            await visitor.run("trends", "gebied=GM1674")
            readers = [asyncio.create_task(read(client, page)) for page in range(1, READERS + 1)]
            await visitor.run("trends", "gebied=GM0716")  # raises for a page with an error
            return await asyncio.gather(*readers)

    assert in_a_thread(everybody()) == [1000] * READERS
