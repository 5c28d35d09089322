"""Every connection that comes in sends at once, also through a socket that was made as Streamlit makes its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivp.web.front import server, sockets
from tests.waiting import in_a_thread


def sends_at_once(connection: socket.socket) -> bool:
    """Whether Nagle's algorithm is off."""
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def open_files() -> int:
    """How many files this process has open."""
    return len(list(Path("/dev/fd").iterdir()))


@pytest.fixture(params=[(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")], ids=["IPv4", "IPv6"])
def listening(request: pytest.FixtureRequest) -> Iterator[socket.socket]:
    family, address = request.param
    with socket.socket(family) as one:
        try:
            one.bind((address, 0))
        except OSError:
            pytest.skip("no IPv6 here")
        one.listen()
        yield one


def accepted(listening: socket.socket) -> bool:
    """Whether a connection that comes in now sends at once."""
    with socket.create_connection(listening.getsockname()[:2]), listening.accept()[0] as incoming:
        return sends_at_once(incoming)


def test_what_comes_in_sends_at_once(listening: socket.socket) -> None:
    assert not accepted(listening), "the test sees a socket that waits"
    sockets.send_at_once()
    assert accepted(listening)


def test_other_sockets_and_files_stay_as_they_are(tmp_path: Path) -> None:
    with socket.socket() as quiet, socket.socket(socket.AF_UNIX) as local, (tmp_path / "file").open("w") as file:
        local.bind(str(tmp_path / "local"))
        local.listen()
        before = open_files()
        sockets.send_at_once()
        assert not sends_at_once(quiet), "it does not listen"
        assert file.writable()
        assert open_files() == before, "nothing is left open"


def test_where_open_files_cannot_be_listed_nothing_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sockets, "_OPEN_FILES", tmp_path / "none")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        sockets.send_at_once()
        assert not sends_at_once(one)


def test_the_server_does_so_before_anybody_comes(monkeypatch: pytest.MonkeyPatch, listening: socket.socket) -> None:
    monkeypatch.setattr(server, "_background", lambda stopped: stopped.wait(20))

    async def accepted_while_it_lives() -> bool:
        async with server.lifespan(None):
            return accepted(listening)

    assert in_a_thread(accepted_while_it_lives())
