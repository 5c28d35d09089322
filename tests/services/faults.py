"""What can go wrong at a service, on request: the next answers whose address holds some text go wrong so."""

from __future__ import annotations

import socket
import struct
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KINDS = (
    "reset",
    "truncated",
    "html",
    "slow",
    "gone",
    "500",
    "503",
    "busy",
    "too-many",
    "drop",
    "redirect",
    "elsewhere",
    "empty",
)
MAINTENANCE = "/onderhoud"
_PAGE = b"<!DOCTYPE html><title>Onderhoud</title>"


@dataclass
class Fault:
    """`times` answers go wrong after `after` good ones; `seconds` is what a slow or busy service takes or asks."""

    kind: str
    path: str
    times: int
    after: int
    seconds: float


class Faults:
    """The faults of one server, and the addresses that were asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.faults: list[Fault] = []
        self.lock = threading.Lock()

    def fault(self, kind: str, path: str = "", times: int = 1, after: int = 0, seconds: float = 0.05) -> None:
        assert kind in KINDS, kind
        self.faults.append(Fault(kind, path, times, after, seconds))

    def next(self, address: str) -> Fault | None:
        with self.lock:
            self.asked.append(address)
            for fault in self.faults:
                if fault.path in address and fault.times > 0:
                    if fault.after > 0:
                        fault.after -= 1
                        continue
                    fault.times -= 1
                    return fault
        return None


class Handler(BaseHTTPRequestHandler):
    """Answers with bytes, or goes wrong as asked. A subclass gives `content`."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Any
    """One of ours: with `faults`."""

    def content(self, address: str) -> tuple[int, bytes, str]:
        raise NotImplementedError

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.faults.agents.append(self.headers.get("User-Agent", ""))
        fault = self.server.faults.next(self.path)
        if self.path == MAINTENANCE:
            self.send(200, _PAGE, "text/html")
        elif fault is None:
            self.send(*self.content(self.path))
        else:
            self._wrong(fault)

    def send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _wrong(self, fault: Fault) -> None:
        if fault.kind == "html":
            self.send(200, _PAGE, "text/html")
        elif fault.kind == "redirect":
            self.send(302, b"", "text/html", Location=MAINTENANCE)
        elif fault.kind == "elsewhere":
            self.send(302, b"", "text/html", Location="http://aanmelden.invalid/")
        elif fault.kind == "gone":
            self.send(404, b"", "text/plain")
        elif fault.kind == "empty":
            self.send(200, b"", "text/plain")
        elif fault.kind == "500":
            self.send(500, b"Object reference not set to an instance of an object", "text/plain")
        elif fault.kind == "too-many":
            self.send(500, b"The requested query returns more than 10000 records", "text/plain")
        elif fault.kind == "503":
            self.send(503, b"", "text/plain")
        elif fault.kind == "busy":
            self.send(503, b"", "text/plain", Retry_After=str(round(fault.seconds)))
        else:
            self._half(fault)

    def _half(self, fault: Fault) -> None:
        if fault.kind == "drop":
            self.close_connection = True
            return
        status, body, kind = self.content(self.path)
        half = body[: len(body) // 2]
        if fault.kind == "truncated":
            self.send(status, half, kind)
            return
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.close_connection = True
        if fault.kind == "slow":
            for start in range(0, len(body), max(len(body) // 40, 1)):
                try:
                    self.wfile.write(body[start : start + max(len(body) // 40, 1)])
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(fault.seconds)
            return
        self.wfile.write(half)
        self.wfile.flush()
        # Zero linger: the connection ends with a reset; closed here, because the server would first end it properly.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()


class Loopback(ThreadingHTTPServer):
    """A server on a free port of this machine, in a thread of its own."""

    daemon_threads = True

    def __init__(self, handler: type[Handler], **known: Any) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.faults = Faults()
        for name, value in known.items():
            setattr(self, name, value)
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """A client that goes away is part of the test."""
