"""The middleware that decides who and what comes in at all: known hosts, open addresses, files and messages.

Streamlit answers more than this dashboard needs. What is not needed is closed: its own numbers, the programming
interface for other programs, clearing what all visitors share, and the state of the repository with the names of
changed files.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from ivp.web.front import hosts, uploads
from ivp.web.front.door import path_below

_OPEN = {"stream", "health", "host-config"}
_SIGNING_IN = ("/auth/", "/oauth2callback")
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
_MESSAGES = {"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request", "file_urls_request"}
_POLICY = 1008  # the code with which a websocket is closed for not keeping to the rules
_ELSEWHERE = "Dit dashboard staat niet op dit adres."
_CLOSED = "Deze pagina bestaat niet."


class Gate:
    """ASGI middleware in front of everything; `base` is where the app is mounted, `signing_in` whether people do."""

    def __init__(self, app: ASGIApp, base: Callable[[], str], signing_in: Callable[[], bool]) -> None:
        self.app = app
        self._base = base
        self._signing_in = signing_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif not hosts.is_known(Headers(scope=scope).getlist("host")):
            await _refuse(421, _ELSEWHERE, scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, _only_needed(receive), send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_below(scope, self._base())
        upload = _UPLOAD.fullmatch(path)
        if upload and uploads.is_allowed(upload[1]):
            await self._upload(upload[1], scope, receive, send)
        elif self._is_closed(path):
            await _refuse(404, _CLOSED, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_closed(self, path: str) -> bool:
        if path.startswith("/_stcore"):
            return path.removeprefix("/_stcore/") not in _OPEN
        return path.startswith("/component/") or (path.startswith(_SIGNING_IN) and not self._signing_in())

    async def _upload(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length")
        refused = uploads.refusal(session, length)
        if refused:
            await _refuse(*refused, scope, receive, send)
            return
        with uploads.coming_in(session, int(length or 0)):
            await self.app(scope, receive, send)


async def _refuse(status: int, text: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _POLICY})
        return
    response: Response = PlainTextResponse(text, status, headers={"Cache-Control": "no-store"})
    await response(scope, receive, send)


def _only_needed(receive: Receive) -> Receive:
    """A `receive` that passes over messages that no page needs; one that cannot be read is for Streamlit to refuse."""

    async def receive_needed() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or _is_needed(message.get("bytes")):
                return message

    return receive_needed


def _is_needed(content: bytes | None) -> bool:
    if not content:
        return True
    try:
        return BackMsg.FromString(content).WhichOneof("type") in _MESSAGES
    except Exception:  # of protobuf, which has no types
        return True
