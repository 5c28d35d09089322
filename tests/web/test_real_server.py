"""The server itself, with the local edit mode on: who gets in by which name, over the line and without a browser."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.performance.servers import Server, our_app
from tests.performance.session import PROTOCOL, question

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IVP_EDIT", "lokaal")
        with our_app() as running:
            yield running


def visit(server: Server, host: str = "localhost", **headers: str) -> ClientConnection:
    """A websocket to the server on this computer, by the name that a browser was given for it."""
    address = f"{host}:{server.port}"
    return connect(
        f"ws://{address}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", server.port)),
        subprotocols=[PROTOCOL],
        additional_headers={"Origin": f"http://{address}", **headers},
        max_size=None,
    )


def page(visitor: ClientConnection, name: str) -> list[ForwardMsg]:
    """Everything that comes back until the script has finished."""
    visitor.send(question(name, ""))
    found = []
    while not found or found[-1].WhichOneof("type") != "script_finished":
        found.append(ForwardMsg.FromString(visitor.recv(timeout=60)))
    return found


def words(messages: list[ForwardMsg]) -> str:
    return "\n".join(str(message) for message in messages)


@pytest.mark.parametrize("path", ["/", "/bewerken", "/gezondheid", "/_stcore/health", "/_stcore/metrics"])
def test_another_name_gets_nothing(server: Server, path: str) -> None:
    assert httpx.get(server.url + path, headers={"Host": "evil.example"}).status_code == 421


def test_a_page_of_somebody_else_gets_no_websocket(server: Server) -> None:
    with pytest.raises(InvalidStatus) as refused:
        visit(server, "evil.example")
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_through_a_proxy_figures_are_shown_and_nothing_is_edited(server: Server, header: str) -> None:
    with visit(server, **{header: "192.0.2.1"}) as visitor:
        found = words(page(visitor, "bewerken"))
    assert "op deze computer" in found
    assert "text_area" not in found


def upload(server: Server, session: str, content: bytes) -> int:
    with httpx.Client(base_url=server.url, headers={"Host": f"localhost:{server.port}"}) as client:
        client.get("/_stcore/health")
        token = client.cookies["_streamlit_xsrf"]
        return client.put(
            f"/_stcore/upload_file/{session}/1",
            files={"file": ("plan.xlsx", content)},
            headers={"X-Xsrftoken": token, "Cookie": f"_streamlit_xsrf={token}"},
        ).status_code


def session_of(messages: list[ForwardMsg]) -> str:
    return next(m.new_session.initialize.session_id for m in messages if m.WhichOneof("type") == "new_session")


def test_a_browser_on_this_computer_edits_and_sends_files(server: Server) -> None:
    with visit(server) as visitor:
        session = session_of(page(visitor, ""))
        assert upload(server, session, b"x") == 404
        assert "text_area" in words(page(visitor, "bewerken"))
        assert upload(server, session, b"x") == 204
        assert upload(server, session, b"x" * 61_000_000) == 413
    assert upload(server, "somebody-else", b"x") == 404
