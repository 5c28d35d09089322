"""One visitor without a browser: asks for a page over the websocket and reads until its script has finished.

Speaks the protocol of the pinned Streamlit. It does not tell the server which messages it still has, as a browser
does, so its number of bytes is the most that a browser gets.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.performance.servers import Server

TIMEOUT_SECONDS = 60


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
        question = BackMsg()
        question.rerun_script.page_name = self._page
        question.rerun_script.query_string = query
        size, content = 0, set()
        start = time.perf_counter()
        self._socket.send(question.SerializeToString())
        while True:
            received = self._socket.recv(timeout=TIMEOUT_SECONDS)
            size += len(received)
            message = ForwardMsg.FromString(received)
            content.add(message.hash)
            self._must_be_in_order(message, query)
            if (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            ):
                return Run((time.perf_counter() - start) * 1000, size, frozenset(content))

    def _must_be_in_order(self, message: ForwardMsg, query: str) -> None:
        element = message.delta.new_element
        shown = element.WhichOneof("type") == "exception" or element.alert.format == Alert.ERROR
        if shown or message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise RuntimeError(
                f"/{self._page}?{query} shows an error: {element.alert.body or element.exception.message}"
            )


@contextmanager
def session(server: Server, page: str = "") -> Iterator[Session]:
    """A visitor who stays until the end of the `with`; `page` is empty for the first page."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        yield Session(socket, page)
