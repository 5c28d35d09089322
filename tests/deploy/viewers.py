"""Processes of the dashboard behind the nginx of `deploy/nginx.conf`, and visitors who come through it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.performance.servers import ROOT, _free_port, _wait
from tests.performance.session import PROTOCOL, is_last, question

COOKIE = "kijker"
SECONDS = 60
_AROUND = """
{user}
daemon off;
pid {here}/nginx.pid;
error_log {here}/error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    include {here}/site.conf;
}}
"""


def nginx() -> str | None:
    """Where nginx is, None where it is not installed; Debian keeps it off the path of users."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@dataclass
class Process:
    """One process of the dashboard; the port is its own again after a restart."""

    port: int
    environment: dict[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it says that it is healthy."""
        with self.log.open("w") as output:
            self.running = subprocess.Popen(
                [sys.executable, "app.py"], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
                env={**self.environment, "STREAMLIT_SERVER_PORT": str(self.port)},
            )  # fmt: skip
        _wait(f"http://127.0.0.1:{self.port}/gezondheid", self.running, self.log)

    def kill(self) -> None:
        """End it at once, as a crash does."""
        if self.running is not None:
            self.running.kill()
            self.running.wait(timeout=20)
            self.running = None


@dataclass
class Proxy:
    """A running nginx with the file of `deploy/`, on ports of its own."""

    port: int
    folder: Path
    ports: tuple[int, int]
    running: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def configure(self, *, away: int | None = None) -> None:
        """Write the settings; no new visitors for process number `away` (1 or 2)."""
        text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        ours = {"8501": str(self.ports[0]), "8502": str(self.ports[1]), "listen 8080": f"listen 127.0.0.1:{self.port}"}
        for old, new in ours.items():
            assert old in text
            text = text.replace(old, new)
        if away is not None:
            line = f"server 127.0.0.1:{self.ports[away - 1]} max_fails=0;"
            assert text.count(line) == 2
            text = text.replace(line, line.replace(";", " down;"), 1)
        (self.folder / "site.conf").write_text(text, encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""  # else it changes to a user who may not write in this folder
        (self.folder / "nginx.conf").write_text(_AROUND.format(here=self.folder, user=user), encoding="utf-8")

    def start(self) -> None:
        program, here, log = nginx(), self.folder, self.folder / "error.log"
        assert program
        command = [program, "-c", str(here / "nginx.conf"), "-p", str(here), "-e", str(log)]
        self.running = subprocess.Popen(command)
        _wait(f"{self.url}/_stcore/health", self.running, log)

    def reload(self) -> None:
        """Take the settings of `configure` into use; connections that are open stay with the old ones."""
        assert self.running
        self.running.send_signal(signal.SIGHUP)
        time.sleep(1)

    def stop(self) -> None:
        if self.running is not None:
            self.running.terminate()
            self.running.wait(timeout=20)


@dataclass(frozen=True)
class Viewers:
    """Two processes over the same data and the same built database, and the proxy in front of them."""

    data: Path
    processes: tuple[Process, Process]
    proxy: Proxy


@contextmanager
def viewers(folder: Path, **settings: str) -> Iterator[Viewers]:
    """Start everything on free ports, with a copy of `data/`; `settings` are variables of the environment."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    environment = {**os.environ, "IVP_DATA": str(data), "IVP_CACHE": str(folder / "cache"), **settings}
    ports = _free_port(), _free_port()
    processes = tuple(Process(port, environment, folder / f"{port}.log") for port in ports)
    place = folder / "nginx"
    place.mkdir()
    proxy = Proxy(_free_port(), place, ports)
    try:
        for process in processes:
            process.start()
        proxy.configure()
        proxy.start()
        yield Viewers(data, (processes[0], processes[1]), proxy)
    finally:
        proxy.stop()
        for process in processes:
            process.kill()


@dataclass
class Visitor:
    """A browser without a screen: cookies, requests, and one session over the websocket."""

    proxy: Proxy
    cookies: dict[str, str] = field(default_factory=dict)
    session: str = ""
    _socket: ClientConnection | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """A request with the cookies so far; those of the answer are kept."""
        return self._keep(httpx.get(self.proxy.url + path, headers=self._headers(headers), timeout=SECONDS))

    def put(self, path: str, name: str, content: bytes) -> httpx.Response:
        """Send a file as the pages do."""
        token = {"X-Xsrftoken": self.cookies["_streamlit_xsrf"]}
        files = {"file": (name, content)}
        return self._keep(httpx.put(self.proxy.url + path, files=files, headers=self._headers(token), timeout=SECONDS))

    def arrive(self) -> Visitor:
        """Open the first page and connect, as a browser does."""
        self.get("/")
        self.get("/_stcore/health")
        line = connect(
            f"ws://127.0.0.1:{self.proxy.port}/_stcore/stream",
            subprotocols=[PROTOCOL, Subprotocol(self.cookies["_streamlit_xsrf"])],
            additional_headers={"Origin": self.proxy.url, "Cookie": self._cookie()},
            max_size=None,
        )
        self._socket = self._open.enter_context(line)
        return self

    def show(self, page: str, query: str = "", *touched: WidgetState) -> list[ForwardMsg]:
        """Everything that comes back until the page has run, with what was `touched` on it.

        Raises `RuntimeError` when it shows an error.
        """
        found: list[ForwardMsg] = []
        message = BackMsg.FromString(question(page, query))
        message.rerun_script.widget_states.widgets.extend(touched)
        self._send(bytes(message.SerializeToString()))
        while not found or not is_last(found[-1], f"/{page}?{query}"):
            found.append(self._next())
            if found[-1].WhichOneof("type") == "new_session":
                self.session = found[-1].new_session.initialize.session_id
        return found

    def prepared(self, file: str) -> str:
        """The address of a download that is made when somebody asks for it."""
        message = BackMsg()
        message.backend_operation_request.request_id = "een"
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = file
        self._send(bytes(message.SerializeToString()))
        while (answer := self._next()).WhichOneof("type") != "backend_operation_response":
            pass
        assert not answer.backend_operation_response.error_msg
        return str(answer.backend_operation_response.deferred_file.url)

    def leave(self) -> None:
        self._open.close()

    @property
    def process(self) -> int:
        """The number of the process that this visitor stays with."""
        return int(self.cookies[COOKIE])

    def _send(self, message: bytes) -> None:
        assert self._socket
        self._socket.send(message)

    def _next(self) -> ForwardMsg:
        assert self._socket
        return ForwardMsg.FromString(self._socket.recv(timeout=SECONDS))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {**more, **({"Cookie": self._cookie()} if self.cookies else {})}

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, answer: httpx.Response) -> httpx.Response:
        self.cookies.update(answer.cookies)
        return answer
