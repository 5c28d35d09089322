"""The middleware that answers below `/open/v1`: read-only, for every site, and never in the way of the pages.

What is asked is looked up and written in a thread of its own, one question at a time; whoever comes when many wait
already is asked to come back. Everything else passes untouched.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ivp.errors import UserError
from ivp.web.front.door import path_below
from ivp.web.open_data.declare import ROOT, VERSION
from ivp.web.open_data.question import WrongQuestionError

if TYPE_CHECKING:
    from ivp.store.reader import Store

MOST_WAITING = 50
LONGEST_REST = 1.0  # seconds
_COMPRESSION = 5  # of nine: a fraction of the time for almost the same size
_METHODS = "GET, HEAD, OPTIONS"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link",
    "API-Version": VERSION,
}
_PREFLIGHT = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_LOG = logging.getLogger(__name__)
_NOWHERE = f"Dit adres bestaat niet. Wat er wel is, staat op {ROOT}."
_READ_ONLY = "Deze gegevens zijn alleen te lezen: gebruik GET of HEAD."
_BUSY = "Het is nu te druk. Probeer het over een paar seconden opnieuw."
_BROKEN = "De gegevens zijn nu niet beschikbaar. Probeer het later opnieuw."


class BusyError(Exception):
    """Too many are waiting already."""


class OpenData:
    """ASGI middleware; `open_store` gives the figures, `base` the path below which the app answers."""

    def __init__(self, app: ASGIApp, open_store: Callable[[], Store], base: Callable[[], str] = str) -> None:
        self.app = app
        self._open_store = open_store
        self._base = base
        self._respond = GZipMiddleware(self._answer, compresslevel=_COMPRESSION)
        self._turn = asyncio.Lock()
        self._rested = 0.0
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_below(scope, self._base()) if scope["type"] == "http" else ""
        if path == ROOT or path.startswith(f"{ROOT}/"):
            await self._respond(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        response = await self._response(request)
        response.headers.update(_CORS)
        if request.method == "HEAD":
            response.body = b""
            del response.headers["content-length"]  # that of the body may be smaller, compressed
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            return _problem(405, _READ_ONLY, {"Allow": _METHODS})
        try:
            return await self._in_turn(request) or _problem(404, _NOWHERE)
        except WrongQuestionError as error:
            return _problem(400, str(error))
        except BusyError:
            return _problem(503, _BUSY, {"Retry-After": "5"})
        except UserError as error:
            _LOG.warning("open data: %s", error)
            return _problem(503, _BROKEN, {"Retry-After": "60"})
        except Exception:
            _LOG.exception("open data: no answer to %s", request.url.path)
            return _problem(500, _BROKEN)

    async def _in_turn(self, request: Request) -> Response | None:
        """The response, when those who came before have theirs.

        After each a rest for as long as it took, so that all together take half of one core at most.
        """
        if self._waiting >= MOST_WAITING:
            raise BusyError
        self._waiting += 1
        try:
            async with self._turn:
                await asyncio.sleep(max(0.0, self._rested - time.monotonic()))
                start = time.monotonic()
                try:
                    return await to_thread.run_sync(self._look_up, request)
                finally:
                    now = time.monotonic()
                    self._rested = now + min(now - start, LONGEST_REST)
        finally:
            self._waiting -= 1

    def _look_up(self, request: Request) -> Response | None:
        from ivp.web.open_data.answering import answered  # heavy: not for the start of the server

        path = path_below(request.scope, self._base()).removeprefix(ROOT)
        return answered(request, path, self._open_store)


def _problem(status: int, text: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """One Dutch line, in the form of RFC 9457."""
    return JSONResponse(
        {"status": status, "title": text},
        status,
        headers={"Cache-Control": "no-store", **(headers or {})},
        media_type="application/problem+json",
    )
