"""The middleware that answers below `/open/v1`: read-only, for every site, and never in the way of the pages.

What is asked is looked up and written in a thread of its own, one question at a time; whoever comes when many wait
already is asked to come back. Everything else passes untouched.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ivp.errors import UserError
from ivp.store.reader import Store
from ivp.web.front.door import is_known_already, path_below
from ivp.web.open_data import answer, descriptions
from ivp.web.open_data.address import public_root
from ivp.web.open_data.declare import CSV, ROOT, VERSION, Content, Resource
from ivp.web.open_data.publisher import publisher
from ivp.web.open_data.question import WrongQuestionError, read
from ivp.web.open_data.resources import RESOURCES

AT_ONCE = 1
MOST_WAITING = 50
_COMPRESSION = 5  # of nine: a tenth of the time for almost the same size
_METHODS = "GET, HEAD, OPTIONS"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link",
    "API-Version": VERSION,
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_LOG = logging.getLogger(__name__)
_NOWHERE = "Dit adres bestaat niet. Wat er wel is, staat op {root}."
_READ_ONLY = "Deze gegevens zijn alleen te lezen: gebruik GET of HEAD."
_BUSY = "Het is nu te druk. Probeer het over een paar seconden opnieuw."
_BROKEN = "De gegevens zijn nu niet beschikbaar. Probeer het later opnieuw."

T = TypeVar("T")


class BusyError(Exception):
    """Too many are waiting already."""


class OpenData:
    """ASGI middleware; `open_store` gives the figures, `base` the path below which the app answers."""

    def __init__(self, app: ASGIApp, open_store: Callable[[], Store], base: Callable[[], str] = str) -> None:
        self.app = app
        self._open_store = open_store
        self._base = base
        self._respond = GZipMiddleware(self._answer, compresslevel=_COMPRESSION)
        self._places: CapacityLimiter | None = None
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_below(scope, self._base()) if scope["type"] == "http" else ""
        if path == ROOT or path.startswith(f"{ROOT}/"):
            await self._respond({**scope, "open_data": path.removeprefix(ROOT)}, receive, send)
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
            return Response(status_code=204, headers={**_PREFLIGHT, "Allow": _METHODS})
        if request.method not in ("GET", "HEAD"):
            return _problem(405, _READ_ONLY, {"Allow": _METHODS})
        prepare = _preparation(request)
        if prepare is None:
            return _problem(404, _NOWHERE.format(root=ROOT))
        try:
            return await self._in_turn(partial(_versioned, request, self._open_store, prepare))
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

    async def _in_turn(self, work: Callable[[], T]) -> T:
        if self._waiting >= MOST_WAITING:
            raise BusyError
        self._places = self._places or CapacityLimiter(AT_ONCE)
        self._waiting += 1
        try:
            return await to_thread.run_sync(work, limiter=self._places)
        finally:
            self._waiting -= 1


Prepare = Callable[[Store], Callable[[], Content]]
"""Looks at a question, and gives what makes the content; raises `WrongQuestionError`."""


def _preparation(request: Request) -> Prepare | None:
    """How an address is answered; None for one that does not exist."""
    path, query = request.scope["open_data"], request.scope["query_string"]
    name, dot, suffix = path.removeprefix("/").partition(".")
    if path and name in RESOURCES and (dot, suffix) in (("", ""), (".", "csv")):
        return partial(_rows, RESOURCES[name], query, suffix)
    made = descriptions.MADE.get(path)
    return partial(made, public_root(request), query) if made else None


def _versioned(request: Request, open_store: Callable[[], Store], prepare: Prepare) -> Response:
    """The response, or the word that who asks has this version already; made in a thread."""
    store = open_store()
    make = prepare(store)
    headers = {"ETag": _etag(store, public_root(request)), "Cache-Control": "no-cache"}
    if is_known_already(headers["ETag"], request.headers):
        return Response(status_code=304, headers=headers)
    content = make()
    return Response(content.body, headers={**headers, **content.headers}, media_type=content.media_type)


def _etag(store: Store, root: str) -> str:
    """Weak, because compression changes the bytes; with the address, which stands in some of the answers."""
    return f'W/"{store.info["content_hash"][:24]}-{VERSION}-{descriptions.mark(root, publisher())}"'


def _rows(resource: Resource, query: bytes, suffix: str, store: Store) -> Callable[[], Content]:
    question = read(resource, query, answer.codes(store))

    def make() -> Content:
        found = answer.ask(store, resource, question)
        address = f"{resource.name}{'.csv' if suffix else ''}?{question.next_query}"
        following = address if found.more else None
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        if suffix:
            headers["Content-Disposition"] = f'attachment; filename="veiligheidsbeeld-{resource.name}.csv"'
            return Content(answer.as_csv(resource, found), CSV, headers)
        return Content(answer.as_json(store, resource, found, following), "application/json", headers)

    return make


def _problem(status: int, text: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """One Dutch line, in the form of RFC 9457."""
    return JSONResponse(
        {"status": status, "title": text},
        status,
        headers={"Cache-Control": "no-store", **(headers or {})},
        media_type="application/problem+json",
    )
