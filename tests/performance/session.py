"""Visitors without a browser: each asks for a page over the websocket and reads until its script has finished.

They speak the protocol of the pinned Streamlit. They do not tell the server which messages they still have, as a
browser does, so their number of bytes is the most that a browser gets.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection as CrowdConnection
from websockets.asyncio.client import connect as connect_in_crowd
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Data, Subprotocol

from tests.performance.servers import Server

TIMEOUT_SECONDS = 60
PROTOCOL = Subprotocol("streamlit")
TELLING_BYTES = 4096  # the end of a run and an error are short; what is longer is a chart, a table or a style sheet


@dataclass(frozen=True)
class Run:
    """One run of the script: from the question to the last message, and what came back."""

    milliseconds: float
    size: int
    content: frozenset[str]


class Session:
    """A visitor on one page; `run` raises `RuntimeError` when the page shows an error."""

    def __init__(self, socket: ClientConnection, page: str) -> None:
        self._socket = socket
        self._page = page

    def run(self, query: str) -> Run:
        """Run the page with this query, as after a changed selection."""
        size, content = 0, set()
        start = time.perf_counter()
        self._socket.send(question(self._page, query))
        while True:
            received = self._socket.recv(timeout=TIMEOUT_SECONDS)
            size += len(received)
            message = ForwardMsg.FromString(received)
            content.add(message.hash)
            if is_last(message, f"/{self._page}?{query}"):
                return Run((time.perf_counter() - start) * 1000, size, frozenset(content))


class CrowdSession:
    """A visitor among many in one process: any page, and no more work per message than seeing the end and an error."""

    def __init__(self, socket: CrowdConnection) -> None:
        self._socket = socket

    async def run(self, page: str, query: str) -> float:
        """Milliseconds until `page` has run with `query`; raises `RuntimeError` for an error, or `TimeoutError`."""
        start = time.perf_counter()
        async with asyncio.timeout(TIMEOUT_SECONDS):
            await self._socket.send(question(page, query))
            while not _ends(await self._socket.recv(), f"/{page}?{query}"):
                pass
        return (time.perf_counter() - start) * 1000


def question(page: str, query: str) -> bytes:
    """The message that asks to run a page; `page` is empty for the first page."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    return bytes(message.SerializeToString())


def is_last(message: ForwardMsg, address: str) -> bool:
    """Whether a run ends with this message; raises `RuntimeError` when it shows an error."""
    element = message.delta.new_element
    shown = element.WhichOneof("type") == "exception" or element.alert.format == Alert.ERROR
    if shown or message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        raise RuntimeError(f"{address} shows an error: {element.alert.body or element.exception.message}")
    return (
        message.WhichOneof("type") == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def _ends(received: Data, address: str) -> bool:
    return len(received) <= TELLING_BYTES and is_last(ForwardMsg.FromString(received), address)


@contextmanager
def session(server: Server, page: str = "") -> Iterator[Session]:
    """A visitor who stays until the end of the `with`; `page` is empty for the first page."""
    with connect(_address(server), subprotocols=[PROTOCOL], max_size=None) as socket:
        yield Session(socket, page)


@asynccontextmanager
async def crowd_session(server: Server) -> AsyncIterator[CrowdSession]:
    """A visitor among many who stays until the end of the `async with`."""
    address = _address(server)
    async with connect_in_crowd(
        address, subprotocols=[PROTOCOL], max_size=None, compression=None, proxy=None
    ) as socket:
        yield CrowdSession(socket)


def _address(server: Server) -> str:
    return f"ws://127.0.0.1:{server.port}/_stcore/stream"
