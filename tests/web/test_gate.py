"""Who and what comes in: known hosts, open addresses, files of editors within a quota, and messages that pages need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config, runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.context import StreamlitHeaders
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ivp.web.front import hosts, uploads
from ivp.web.front.gate import Gate

HERE = "http://localhost:8501"


@pytest.fixture
def listening() -> Iterator[Callable[..., None]]:
    """Set the address that the server listens to, and the hosts that somebody named."""
    before = {name: config.get_option(name) for name in ("server.address", "server.allowedHosts")}

    def listen(address: str, *named: str) -> None:
        config.set_option("server.address", address)
        config.set_option("server.allowedHosts", list(named))
        hosts.answer_to_local_names()

    listen("localhost")
    yield listen
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    """What Streamlit keeps of files."""
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    return manager


@pytest.fixture
def make(listening: Callable[..., None]) -> Callable[..., TestClient]:
    async def everything(request: Request) -> Response:
        await request.body()
        return PlainTextResponse(f"Streamlit: {request.url.path}")

    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        async for content in socket.iter_bytes():
            await socket.send_bytes(content)

    def build(base: str = "", signing_in: bool = False) -> TestClient:
        routes = [
            WebSocketRoute(f"{base}/_stcore/stream", echo),
            Route("/{path:path}", everything, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"]),
        ]
        gate = Middleware(Gate, base=lambda: base, signing_in=lambda: signing_in)
        return TestClient(Starlette(routes=routes, middleware=[gate]), base_url=HERE)

    return build


@pytest.fixture
def client(make: Callable[..., TestClient]) -> TestClient:
    return make()


def put(client: TestClient, session: str, size: int) -> int:
    return client.put(f"/_stcore/upload_file/{session}/1", content=b"x" * size).status_code


# Hosts


@pytest.mark.parametrize(
    "host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST", "localhost.", "127.0.0.1"]
)
def test_a_local_server_answers_to_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/kaart", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.nip.io", "localhost@evil.example", ""],
)
@pytest.mark.parametrize("path", ["/", "/kaart", "/gezondheid", "/_stcore/health", "/_stcore/upload_file/s/1"])
def test_a_local_server_answers_to_no_other_name(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 421
    assert answer.text == "Dit dashboard staat niet op dit adres."


def test_two_names_in_one_request_are_refused(client: TestClient) -> None:
    assert client.get("/", headers=[("Host", "localhost"), ("Host", "evil.example")]).status_code == 421


@pytest.mark.parametrize("host", ["evil.example", ""])
def test_a_websocket_by_another_name_is_closed(client: TestClient, host: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect("/_stcore/stream", headers={"Host": host}),
    ):
        pass
    assert closed.value.code == 1008


def test_names_that_somebody_set_are_the_ones(client: TestClient, listening: Callable[..., None]) -> None:
    listening("localhost", "cijfers.example.nl", "*.example.org")
    for host, status in (("cijfers.example.nl", 200), ("a.example.org:443", 200), ("localhost", 421)):
        assert client.get("/", headers={"Host": host}).status_code == status


def test_a_server_that_others_can_reach_answers_to_any_name_until_names_are_set(
    client: TestClient, listening: Callable[..., None]
) -> None:
    listening("0.0.0.0")
    assert client.get("/", headers={"Host": "cijfers.example.nl"}).status_code == 200


@pytest.mark.parametrize(("address", "local"), [("127.0.0.2", True), ("::1", True), ("192.0.2.1", False), ("", False)])
def test_what_a_local_server_is(listening: Callable[..., None], address: str, local: bool) -> None:
    listening(address)
    assert hosts.is_local_server() is local
    assert bool(config.get_option("server.allowedHosts")) is local
    assert not local or hosts.is_known([f"{f'[{address}]' if ':' in address else address}:8501"])


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        ({"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        ({"Host": "127.0.0.1:8501"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({}, True),
        ({"Host": "evil.example"}, False),
        ({"Host": "[::1"}, False),
        ({"Host": ""}, False),
        ({"Host": "localhost", "Origin": "https://evil.example"}, False),
        ({"Host": "localhost", "Origin": "null"}, False),
        ({"Host": "localhost", "Forwarded": "for=192.0.2.1"}, False),
        ({"Host": "localhost", "Via": "1.1 proxy"}, False),
        ({"Host": "localhost", "X-Forwarded-For": "192.0.2.1"}, False),
        ({"Host": "localhost", "x-forwarded-proto": "https"}, False),
        ({"Host": "localhost", "X-Forwarded-Anything": ""}, False),
        ({"Host": "localhost", "X-Real-IP": "192.0.2.1"}, False),
    ],
)
def test_who_comes_straight_from_this_computer(headers: dict[str, str], here: bool) -> None:
    assert hosts.is_from_here(StreamlitHeaders(headers.items())) is here


# Addresses


@pytest.mark.parametrize("path", ["/", "/kaart", "/_stcore/health", "/_stcore/host-config", "/media/a.png"])
def test_what_pages_need_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).text == f"Streamlit: {path}"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore", "/_stcore/", "/_stcore/metrics", "/_stcore/metrics/", "/_stcore//metrics", "/%5Fstcore/metrics",
        "/_stcore/script-health-check", "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp",
        "/_stcore/bidi-components/a/b.js", "/_stcore/what-comes-later", "/component/a/b.js", "/auth/login",
        "/auth/logout", "/oauth2callback",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS"])
def test_what_nobody_needs_is_closed(make: Callable[..., TestClient], path: str, method: str) -> None:
    for client, below in ((make(), ""), (make(base="/veiligheid"), "/veiligheid")):
        answer = client.request(method, below + path)
        assert (answer.status_code, answer.text) == (404, "Deze pagina bestaat niet.")


def test_signing_in_is_open_where_people_sign_in(make: Callable[..., TestClient]) -> None:
    client = make(signing_in=True)
    for path in ("/auth/login", "/auth/logout", "/oauth2callback"):
        assert client.get(path).status_code == 200


# Files


def test_only_who_may_edit_sends_files(client: TestClient, kept: MemoryUploadedFileManager) -> None:
    assert put(client, "editor", 10) == 404
    uploads.allow("editor", True)
    assert put(client, "editor", 10) == 200
    assert client.delete("/_stcore/upload_file/editor/1").status_code == 200
    assert put(client, "visitor", 10) == 404
    uploads.allow("editor", False)
    assert put(client, "editor", 10) == 404
    assert client.options("/_stcore/upload_file/editor/1").status_code == 404


@pytest.fixture
def editor() -> Iterator[str]:
    uploads.allow("editor", True)
    yield "editor"
    uploads.allow("editor", False)


def keep(kept: MemoryUploadedFileManager, session: str, *sizes: int) -> None:
    for number, size in enumerate(sizes):
        kept.add_file(session, UploadedFileRec(str(number), "a.csv", "text/csv", b"x" * size))


def test_a_session_holds_so_many_files_and_no_more(
    client: TestClient, kept: MemoryUploadedFileManager, editor: str
) -> None:
    keep(kept, editor, *[1] * (uploads.MOST_FILES - 1))
    assert put(client, editor, 10) == 200
    keep(kept, editor, *[1] * uploads.MOST_FILES)
    answer = client.put(f"/_stcore/upload_file/{editor}/x", content=b"x")
    assert answer.status_code == 413
    assert "te veel bestanden" in answer.text
    kept.remove_file(editor, "0")
    assert put(client, editor, 10) == 200


def test_a_session_holds_so_many_bytes(
    client: TestClient, kept: MemoryUploadedFileManager, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "SESSION_BYTES", 1000)
    keep(kept, editor, 900)
    assert put(client, editor, 100) == 200
    assert put(client, editor, 101) == 413


def test_all_sessions_together_hold_so_many_bytes(
    client: TestClient, kept: MemoryUploadedFileManager, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "ALL_BYTES", 1000)
    keep(kept, "another", 500)
    keep(kept, "and another", 400)
    assert put(client, editor, 100) == 200
    assert put(client, editor, 101) == 413


def test_files_on_their_way_count(kept: MemoryUploadedFileManager, editor: str) -> None:
    size = uploads.SESSION_BYTES - 10
    with uploads.coming_in(editor, size):
        assert uploads.refusal(editor, "11")
        assert not uploads.refusal(editor, "10")
        assert not uploads.refusal("another", "11")
    assert not uploads.refusal(editor, "11")


@pytest.mark.parametrize("length", [None, "", "-1", "1e9", "٣"])
def test_a_file_of_unknown_size_is_refused(kept: MemoryUploadedFileManager, length: str | None) -> None:
    refused = uploads.refusal("editor", length)
    assert refused
    assert refused[0] == 411


def test_another_place_for_files_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=object()))
    with pytest.raises(TypeError, match="another version of Streamlit"):
        uploads.refusal("editor", "1")


# Messages


def message(kind: str) -> bytes:
    return BackMsg(**{kind: True}).SerializeToString()


@pytest.mark.parametrize("unwanted", ["clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"])
def test_messages_that_no_page_needs_are_passed_over(client: TestClient, unwanted: str) -> None:
    with client.websocket_connect("/_stcore/stream", headers={"Host": "localhost"}) as socket:
        for needed in (message("app_heartbeat"), message("stop_script"), b"\xff not a message"):
            socket.send_bytes(message(unwanted))
            socket.send_bytes(needed)
            assert socket.receive_bytes() == needed
