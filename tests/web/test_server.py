"""The middleware and the health route, without a browser: what goes over the line for every kind of request."""

from __future__ import annotations

import gc
import gzip
import logging
import os
import re
import sys
import threading
import time
import tomllib
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit import config
from streamlit.testing.v1 import AppTest
from streamlit.web import bootstrap, cli

from ivp import paths
from ivp.errors import UserError
from ivp.web import database
from ivp.web.front import server
from ivp.web.front.document import Document, dutch_document, installed_index
from ivp.web.front.door import FrontDoor
from ivp.web.front.headers import SecurityHeaders, content_security_policy
from ivp.web.front.static_files import CompressedFiles
from ivp.web.pages import ADDRESSES
from tests.waiting import in_a_thread

SCRIPT = "export const words = 'veiligheid';\n" * 400
RAW = {"Accept-Encoding": "identity"}


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A folder with a large and a small script and a picture, as Streamlit's static folder has."""
    folder = tmp_path / "root" / "static" / "js"
    folder.mkdir(parents=True)
    (folder / "index.abc.js").write_text(SCRIPT)
    (folder / "small.js").write_text("1")
    (folder / "photo.png").write_bytes(b"\x89PNG" + b"0" * 5000)
    return tmp_path / "root"


@pytest.fixture
def document() -> Document:
    return dutch_document(installed_index(), "Veiligheidsbeeld <Proef>")


async def _fallback(_request: Request) -> Response:
    """Streamlit's answer to every address it does not know, here compressed already."""
    return HTMLResponse(gzip.compress(b"<html lang='en'>"), headers={"Content-Encoding": "gzip"})


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()


@pytest.fixture
def make(static: Path, document: Document) -> Callable[..., TestClient]:
    """A client on an app with our middleware around a stand-in for Streamlit; `base` is its baseUrlPath."""

    def build(base: str = "", root_path: str = "") -> TestClient:
        routes = [
            WebSocketRoute(f"{base}/_stcore/stream", _echo),
            Route(f"{base}/_stcore/health", lambda _: PlainTextResponse("ok")),
            Mount(f"{base}/static", StaticFiles(directory=static / "static")),
            Route("/{path:path}", _fallback, methods=["GET", "POST"]),
        ]
        app = Starlette(
            routes=routes,
            middleware=[
                Middleware(SecurityHeaders, policy=content_security_policy(document.script_hashes)),
                Middleware(
                    FrontDoor,
                    document=document,
                    files=CompressedFiles(static),
                    addresses=("trends", "kaart"),
                    home="overzicht",
                    base=lambda: base,
                ),
            ],
        )
        return TestClient(app, follow_redirects=False, root_path=root_path)

    return build


@pytest.fixture
def client(make: Callable[..., TestClient]) -> TestClient:
    return make()


# The document


@pytest.mark.parametrize("path", ["/", "/trends", "/kaart", "/trends?gebied=GM1674"])
@pytest.mark.parametrize("encoding", ["gzip, deflate, br", "identity"])
def test_every_page_address_gives_the_dutch_document(client: TestClient, path: str, encoding: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": encoding})

    assert answer.status_code == 200
    assert '<html lang="nl" translate="no">' in answer.text
    assert 'lang="en"' not in answer.text
    assert answer.headers.get("content-encoding", "identity") in encoding
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["vary"] == "Accept-Encoding"


def test_length_is_that_of_the_document(client: TestClient, document: Document) -> None:
    assert client.get("/", headers=RAW).headers["content-length"] == str(len(document.plain))
    assert client.get("/").headers["content-length"] == str(len(document.compressed))


def test_head_has_the_headers_of_get_and_no_body(client: TestClient) -> None:
    get, head = client.get("/trends", headers=RAW), client.head("/trends", headers=RAW)

    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


def test_known_document_and_file_are_not_sent_again(client: TestClient) -> None:
    for path in ("/trends", "/static/js/index.abc.js"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})

        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["x-content-type-options"] == "nosniff"


def test_compressed_and_plain_are_different_versions(client: TestClient) -> None:
    assert client.get("/").headers["etag"] != client.get("/", headers=RAW).headers["etag"]


def test_words_of_the_document_are_dutch(document: Document) -> None:
    text = document.plain.decode()

    assert "<title>Veiligheidsbeeld &lt;Proef&gt;</title>" in text
    assert "<noscript><p>Dit dashboard werkt met JavaScript." in text
    assert "You need to enable" not in text
    assert gzip.decompress(document.compressed) == document.plain


def test_the_document_carries_the_style_and_the_script_for_paper(document: Document) -> None:
    text = document.plain.decode()
    head = text.split("</head>")[0]
    for part in ("@media print", "@page", "forced-colors: active", "beforeprint"):
        assert part in head


def test_a_script_is_dutch_before_it_is_compressed(static: Path) -> None:
    script = static / "static" / "js" / "Toolbar.abc.js"
    script.write_text("label:`Fullscreen`;" * 100)
    files = CompressedFiles(static)
    key = files.find("/static/js/Toolbar.abc.js")
    assert key is not None
    assert gzip.decompress(files.compress(key)).decode() == "label:`Volledig scherm`;" * 100


def test_a_changed_index_is_noticed() -> None:
    with pytest.raises(ValueError, match="noscript"):
        dutch_document(installed_index().replace("noscript>", "no-script>"), "Proef")


# Addresses that do not exist


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/trendz?gebied=GM1674", "./?onbekend=trendz&gebied=GM1674"),
        ("/a/b", "../?onbekend=a%2Fb"),
        ("/overzicht?thema=geweld", "./?thema=geweld"),
        ("/overzicht", "./"),
        ("/weg?onbekend=http://x&maat=aantal", "./?onbekend=weg&maat=aantal"),
    ],
)
def test_unknown_page_goes_to_the_first_page_and_keeps_the_selection(client: TestClient, path: str, place: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 307
    assert answer.headers["location"] == place
    assert answer.content == b""


def test_an_address_with_line_breaks_adds_no_header(client: TestClient) -> None:
    answer = client.get("/x%22%3E%0d%0aSet-Cookie:a=b")

    assert answer.status_code in (307, 404)
    assert "set-cookie" not in answer.headers
    assert "\n" not in answer.headers.get("location", "")


@pytest.mark.parametrize("path", ["/static/js/gone.js", "/robots.txt", "/trends/favicon.png"])
def test_unknown_file_is_missing_instead_of_a_document(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "text/html" not in answer.headers["content-type"]


def test_other_methods_pass(client: TestClient) -> None:
    assert client.post("/trends").text == "<html lang='en'>"


# Static files


def test_script_is_compressed_and_kept_for_a_year(client: TestClient) -> None:
    answer = client.get("/static/js/index.abc.js")

    assert answer.text == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 10
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["identity", "gzip;q=0", "br", ""])
def test_script_is_plain_for_who_does_not_want_gzip(client: TestClient, encoding: str) -> None:
    answer = client.get("/static/js/index.abc.js", headers={"Accept-Encoding": encoding})

    assert "content-encoding" not in answer.headers
    assert answer.text == SCRIPT
    assert "Accept-Encoding" in answer.headers["vary"]


def test_range_counts_in_the_uncompressed_file(client: TestClient) -> None:
    answer = client.get("/static/js/index.abc.js", headers={"Range": "bytes=7-11"})

    assert answer.status_code == 206
    assert answer.text == SCRIPT[7:12]
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("name", ["small.js", "photo.png"])
def test_small_and_compressed_files_are_left_alone(client: TestClient, name: str) -> None:
    assert "content-encoding" not in client.get(f"/static/js/{name}").headers


@pytest.mark.parametrize(
    "path", ["/static/js/../js/index.abc.js", "/static//js/index.abc.js", "/static/js/%2e%2e/x.js"]
)
def test_only_exact_addresses_are_files(static: Path, path: str) -> None:
    assert CompressedFiles(static).find(path) is None


def test_a_file_is_compressed_once_and_again_after_a_change(static: Path) -> None:
    files = CompressedFiles(static)
    key = files.find("/static/js/index.abc.js")
    assert key is not None
    assert files.kept(key) is None

    assert files.compress(key) is files.compress(key)

    key[0].write_text(SCRIPT.upper())
    changed = files.find("/static/js/index.abc.js")
    assert changed is not None
    assert gzip.decompress(files.compress(changed)).decode() == SCRIPT.upper()


def test_the_cache_keeps_the_files_that_were_used_last(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.js").write_text(SCRIPT + name)
    size = len(gzip.compress((SCRIPT + "a").encode(), 6, mtime=0))
    files = CompressedFiles(tmp_path, limit=2 * size + 10)
    keys = [files.find(f"/{name}.js") for name in "abc"]
    a, b, c = (key for key in keys if key)

    files.compress(a)
    files.compress(b)
    files.kept(a)
    files.compress(c)

    assert files.kept(a)
    assert files.kept(b) is None
    assert files.kept(c)


# Everything else


def test_websocket_passes(client: TestClient) -> None:
    with client.websocket_connect("/_stcore/stream") as socket:
        socket.send_text("dag")
        assert socket.receive_text() == "dag"


def test_streamlits_own_addresses_pass(client: TestClient) -> None:
    assert client.get("/_stcore/health").text == "ok"


def test_below_another_address(make: Callable[..., TestClient]) -> None:
    client = make(base="/veiligheid")

    assert '<html lang="nl" translate="no">' in client.get("/veiligheid/trends").text
    assert '<html lang="nl" translate="no">' in client.get("/veiligheid").text
    assert client.get("/veiligheid/static/js/index.abc.js").headers["content-encoding"] == "gzip"
    assert client.get("/veiligheid/trendz").headers["location"] == "./?onbekend=trendz"
    assert "lang='en'" in client.get("/trends").text


def test_mounted_by_a_proxy(make: Callable[..., TestClient]) -> None:
    client = make(root_path="/markiezaten")

    assert '<html lang="nl" translate="no">' in client.get("/markiezaten/kaart").text
    assert client.get("/static/js/index.abc.js").headers["content-encoding"] == "gzip"


# Security headers


@pytest.mark.parametrize("path", ["/", "/static/js/index.abc.js", "/static/js/gone.js", "/trendz", "/_stcore/health"])
def test_security_headers_are_on_every_answer(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_policy_names_no_other_host_and_the_hash_of_each_inline_script(document: Document) -> None:
    policy = content_security_policy(document.script_hashes)
    script = re.search(r"script-src ([^;]+)", policy)
    assert script

    assert "unsafe-inline" not in script[1]
    assert "'unsafe-eval'" not in script[1]
    assert not re.search(r"https?:|\*|wss?:", policy)
    inline = re.findall(r"<script>", document.plain.decode())
    assert len(inline) == len(document.script_hashes) == script[1].count("'sha256-")


def test_hash_is_that_of_the_script() -> None:
    html = '<html lang="en"><title>a</title><link rel="shortcut icon" href="x">{}<noscript>a</noscript>'
    html = html.format("<script>alert(1)</script>") + '</head><div id="root"></div>'

    # The hash that browsers report for `alert(1)`.
    assert "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in dutch_document(html, "a").script_hashes


@pytest.mark.parametrize(
    ("url", "headers", "expected"),
    [
        ("http://testserver/", {}, False),
        ("https://testserver/", {}, True),
        ("http://testserver/", {"X-Forwarded-Proto": "https, http"}, True),
        ("http://testserver/", {"X-Forwarded-Proto": "http"}, False),
    ],
)
def test_https_is_only_promised_over_https(
    client: TestClient, url: str, headers: dict[str, str], expected: bool
) -> None:
    assert ("strict-transport-security" in client.get(url, headers=headers).headers) is expected


# The health route


@pytest.fixture
def health() -> TestClient:
    return TestClient(Starlette(routes=server.routes()))


def test_health_names_the_database_and_the_figures(health: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = [{"tabel": "T1", "perioden": "2022-2024", "opgehaald": "2026-01-01", "rijen": 3}]
    found: dict[str, Any] = {"database": {"hash": "abc"}, "probleem": "", "cijfers": figures}
    monkeypatch.setattr(database, "status", lambda: found)

    answer = health.get("/gezondheid")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["status"] == "in orde"
    assert answer.json()["cijfers"] == figures
    assert re.fullmatch(r"\d+\.\d+\.\d+", answer.json()["versie"])


def test_health_says_that_older_figures_are_shown(health: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "status", lambda: {"probleem": "areas.csv, rij 3: …"})

    assert health.get("/gezondheid").json()["status"] == "vorige cijfers"


def test_health_gives_the_message_when_there_is_no_database(
    health: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> dict[str, Any]:
        raise UserError("Het bestand areas.csv ontbreekt. Zet het terug.")

    monkeypatch.setattr(database, "status", broken)
    answer = health.get("/gezondheid")

    assert answer.status_code == 503
    assert answer.json()["melding"] == "Het bestand areas.csv ontbreekt. Zet het terug."


def test_health_hides_what_went_wrong_inside(
    health: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> dict[str, Any]:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(database, "status", broken)
    with caplog.at_level(logging.ERROR):
        answer = health.get("/gezondheid")

    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert "niet beschikbaar" in answer.json()["melding"]
    assert "/secret/path" in caplog.text


def test_health_says_that_the_plan_cannot_be_edited(health: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "status", lambda: {"probleem": "", "bewerken": "journal.jsonl, regel 1: …"})

    assert health.get("/gezondheid").json()["status"] == "bewerken kan niet"


# When there is nothing to show


def test_without_any_figures_there_is_one_clear_dutch_page() -> None:
    def page() -> None:
        from ivp.store.following import NothingToShowError
        from ivp.web.front.server import on_script_error

        on_script_error(NothingToShowError("areas.csv, regel 3: *zo* kan het niet\nevents.csv, regel 4: leeg"))

    test = AppTest.from_function(page).run()

    assert [part.value for part in test.title] == ["De cijfers zijn er nu niet"]
    (said,) = test.error
    assert said.value.replace("\\", "") == (
        "De cijfers zijn nu niet beschikbaar. Probeer het later opnieuw.  \nVoor de beheerder:  \n"
        "areas.csv, regel 3: *zo* kan het niet  \nevents.csv, regel 4: leeg"
    )
    assert "\\*zo\\*" in said.value
    assert [button.label for button in test.button] == ["Probeer opnieuw", "Begin met een lege keuze"]


# Tidying the memory


class _Circle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def nobody_else_collects() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_streamlit_leaves_the_garbage_to_us() -> None:
    settings = tomllib.loads((paths.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["runner"]["postScriptGC"] is False
    assert "runner.postScriptGC" in config.get_config_options()


@pytest.mark.usefixtures("nobody_else_collects")
def test_what_is_left_behind_goes_once_the_script_is_done() -> None:
    left, go, done = weakref.ref(_Circle()), threading.Event(), []
    script = threading.Thread(target=lambda: done.append(go.wait(20)), name="ScriptRunner.scriptThread")
    script.start()
    threading.Timer(0.1, go.set).start()

    server.collect_when_quiet(patience=20)

    assert done == [True]
    assert left() is None


@pytest.mark.usefixtures("nobody_else_collects")
def test_it_goes_also_when_there_is_always_a_script() -> None:
    left, go = weakref.ref(_Circle()), threading.Event()
    script = threading.Thread(target=go.wait, args=(20,), name="ScriptRunner.scriptThread")
    script.start()

    server.collect_when_quiet(patience=0.05)

    assert script.is_alive()
    assert left() is None
    go.set()


def test_a_running_script_is_recognised() -> None:
    def script() -> None:
        import streamlit as st

        from ivp.web.front import server

        st.text(server.script_runs())

    end = time.monotonic() + 10
    while server.script_runs() and time.monotonic() < end:  # the thread of a test before this one may still be ending
        time.sleep(0.01)
    assert not server.script_runs()
    assert AppTest.from_function(script).run().text[0].value == "True"


def test_loaded_code_is_never_walked_again_and_tidying_ends_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    tidied = threading.Event()
    for name in ("_load_code", "_health", "_compress_files"):
        monkeypatch.setattr(server, name, partial(steps.append, name))
    monkeypatch.setattr(server.gc, "freeze", partial(steps.append, "freeze"))
    monkeypatch.setattr(server.gc, "set_threshold", lambda *counts: steps.append(f"full after {counts[2]}"))
    monkeypatch.setattr(server, "collect_when_quiet", tidied.set)
    monkeypatch.setattr(server, "_TIDY_SECONDS", 0.01)

    async def live() -> list[threading.Thread]:
        async with server.lifespan(None):
            await to_thread.run_sync(tidied.wait, 20)
            return [thread for thread in threading.enumerate() if thread.name == "background"]

    [background] = in_a_thread(live())
    background.join(20)

    assert steps == ["_load_code", "freeze", "full after 1000000", "_health", "_compress_files"]
    assert tidied.is_set()
    assert not background.is_alive()


# Starting


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Start an app that stops where it would listen; gives every setting that Streamlit then has, by name."""
    app = tmp_path / "app.py"
    app.write_text("import streamlit as st\napp = st.App('shell.py')\n")
    (tmp_path / ".streamlit").mkdir()
    monkeypatch.chdir(paths.ROOT)
    monkeypatch.setattr(config, "_config_options", None)
    monkeypatch.setattr(config, "_main_script_path", None)
    monkeypatch.setattr(bootstrap, "run_asgi_app", lambda *_: None)
    for name in list(os.environ):
        if name.startswith("STREAMLIT_"):
            monkeypatch.delenv(name)

    def settings(run: Callable[[str], object], *flags: str, file: str = "", **environment: str) -> dict[str, Any]:
        (tmp_path / ".streamlit" / "config.toml").write_text(file)
        monkeypatch.setattr(sys, "argv", ["app.py", *flags])
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        run(str(app))
        return {name: config.get_option(name) for name in config.get_config_options()}

    return settings


def _streamlit_run(app: str) -> None:
    cli.main(["run", app, *sys.argv[1:]], standalone_mode=False)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({}, "localhost"),
        ({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, "0.0.0.0"),
        ({"file": "server.address = '192.0.2.1'"}, "192.0.2.1"),
    ],
)
def test_only_this_computer_unless_somebody_says_otherwise(
    start: Callable[..., dict[str, Any]], said: dict[str, str], address: str
) -> None:
    assert start(server.run, **said)["server.address"] == address
    assert start(server.run, "--server.address", "192.0.2.2", **said)["server.address"] == "192.0.2.2"


def test_every_setting_counts_as_with_streamlit_run(start: Callable[..., dict[str, Any]]) -> None:
    said = {
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "STREAMLIT_SERVER_PORT": "8600",
        "STREAMLIT_SERVER_ALLOWED_HOSTS": "a.example b.example",
        "STREAMLIT_SERVER_COOKIE_SECRET": "geheim",
        "STREAMLIT_THEME_BASE": "dark",
        "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true",
        "file": "[server]\nport = 8700\nmaxUploadSize = 7",
    }
    ours = start(server.run, "--browser.gatherUsageStats", "true", **said)

    assert ours == start(_streamlit_run, "--browser.gatherUsageStats", "true", **said)
    assert ours["server.port"] == 8600
    assert ours["server.maxUploadSize"] == 7
    assert ours["theme.base"] == "dark"
    assert ours["browser.gatherUsageStats"] is True


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("STREAMLIT_SERVER_PORT", "abc", "STREAMLIT_SERVER_PORT of --server.port is geen getal"),
        ("STREAMLIT_SERVER_HEADLESS", "ja", "STREAMLIT_SERVER_HEADLESS of --server.headless is niet true of false"),
        ("STREAMLIT_THEME_BASE", "zomaar.toml", "kan niet starten met deze instellingen"),
        ("STREAMLIT_SERVER_TRUSTED_USER_HEADERS", "{", "kan niet starten met deze instellingen"),
    ],
)
def test_a_wrong_value_ends_with_one_dutch_line(
    start: Callable[..., dict[str, Any]], name: str, value: str, message: str
) -> None:
    with pytest.raises(SystemExit, match=message) as ended:
        start(server.run, **{name: value})

    assert "\n" not in str(ended.value)


def test_an_address_or_flag_that_cannot_be_used_ends_with_one_dutch_line(
    start: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="opdracht klopt niet"):
        start(server.run, "--bestaat.niet")

    def listen(*_: object) -> None:
        raise OverflowError("bind(): port must be 0-65535.")

    monkeypatch.setattr(bootstrap, "run_asgi_app", listen)
    with pytest.raises(SystemExit, match=r"\(adres localhost, poort 99999\): bind\(\): port must be 0-65535\.$"):
        start(server.run, STREAMLIT_SERVER_PORT="99999")


def test_pages_have_scripts_and_addresses() -> None:
    from ivp.web.pages import PAGES

    assert [page.title for page in PAGES] == [
        "Overzicht", "Prioriteiten", "Kaart", "Trends", "Vergelijken", "Gemeente", "Beleving", "Uitvoering",
        "Evaluatie", "Presenteren", "Verantwoording",
    ]  # fmt: skip
    assert all(page.script.is_file() for page in PAGES)
    assert {"trends", "verantwoording"} < ADDRESSES
    assert "overzicht" not in ADDRESSES
