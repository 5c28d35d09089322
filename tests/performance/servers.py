"""Start the app, or an empty Streamlit page, on a port of its own; and how much memory and processor time it takes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent.parent
EMPTY_PAGE = Path(__file__).with_name("empty_page.py")
START_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server on this machine; `others` are its processes besides the first."""

    port: int
    pid: int
    others: tuple[int, ...] = ()

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def resident(self) -> float:
        """Memory in use (RSS) in MiB of all its processes; read from /proc, so on Linux only."""
        return sum(map(_resident, (self.pid, *self.others)))

    def processor_seconds(self) -> float:
        """Processor time since its start, of all threads; it hardly depends on what else the machine does."""
        return sum(map(_processor_seconds, (self.pid, *self.others)))


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _processor_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS


def our_app(root: Path = ROOT) -> AbstractContextManager[Server]:
    """The app of the project in `root` as the README starts it, healthy when the database is open."""
    return running(["app.py"], health="/gezondheid", root=root)


def empty_page(root: Path = ROOT, collects: bool = True) -> AbstractContextManager[Server]:
    """The empty page, with the same Streamlit and the settings of the project in `root`.

    `collects`: whether it collects garbage after every run, as Streamlit does by default and our app does not; that is
    most of what an empty page costs.
    """
    start = ["-m", "streamlit", "run", str(EMPTY_PAGE), "--runner.postScriptGC", str(collects).lower()]
    return running(start, health="/_stcore/health", root=root)


@contextmanager
def running(
    arguments: list[str],
    health: str,
    root: Path,
    python: str = sys.executable,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A server that this Python starts in `root`, healthy when `health` answers; `{port}` in `arguments` is its port.

    `settings` are variables of the environment for it alone.
    """
    port = _free_port()
    arguments = [part.replace("{port}", str(port)) for part in arguments]
    with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as folder:
        environment = {**os.environ, "STREAMLIT_SERVER_PORT": str(port), "IVP_CACHE": folder, **(settings or {})}
        log = Path(folder) / "server.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [python, *arguments], cwd=root, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        server = Server(port, process.pid)
        try:
            _wait(server.url + health, process, log)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(url, timeout=20).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit(f"the server on {url} did not become healthy:\n{log.read_text()[-2000:]}")
