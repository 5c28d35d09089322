"""The middleware that answers for Streamlit's documents and files: in Dutch, compressed, and only where they exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl, urlencode

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ivp.web.front.document import Document
from ivp.web.front.static_files import CompressedFiles, Key

UNKNOWN_PAGE = "onbekend"  # query parameter: the address that was asked for and does not exist
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
}
_IMMUTABLE = "public, immutable, max-age=31536000"  # as Streamlit does: their names carry a hash


class FrontDoor:
    """ASGI middleware: the Dutch document on every page's own address, compressed static files, and no third way.

    `addresses` are the pages besides `/`, `home` is the name of the page on `/`. Streamlit answers any other address
    with its document as well; here an unknown page is sent to `/` with the parameter `onbekend`, and an unknown file
    is a 404. Everything else (websocket, health, media, ranges) passes untouched.
    """

    def __init__(
        self,
        app: ASGIApp,
        document: Document,
        files: CompressedFiles,
        addresses: Iterable[str],
        home: str,
        base: Callable[[], str] = str,
    ) -> None:
        self.app = app
        self._document = document
        self._files = files
        self._addresses = {"/", *(f"/{name}" for name in addresses)}
        self._home = f"/{home}"
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        response = await self._own_answer(scope)
        if response is not None:
            await _answer(response, scope, receive, send)
            return
        await self.app(scope, receive, self._no_fallback(scope, receive, send))

    async def _own_answer(self, scope: Scope) -> Response | None:
        path = self._path(scope)
        headers = Headers(scope=scope)
        if path in self._addresses:
            return _document_response(self._document, headers)
        if path == self._home:
            return RedirectResponse(_to_root(path, _query(scope)), headers={"Cache-Control": "no-cache"})
        key = self._files.find(path)
        if key is None or "range" in headers or not _accepts_gzip(headers):
            return None
        content = self._files.kept(key)
        if content is None:
            content = await to_thread.run_sync(self._files.compress, key)
        return _file_response(key, content, headers)

    def _path(self, scope: Scope) -> str:
        return path_below(scope, self._base())

    def _no_fallback(self, scope: Scope, receive: Receive, send: Send) -> Send:
        """A `send` that replaces the document which Streamlit gives for an address that does not exist."""
        replaced = False
        path = self._path(scope)

        async def guarded(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _is_document(message["status"], headers, path):
                    replaced = True
                    await _answer(_nowhere(scope, path), scope, receive, send)
                    return
                if path.startswith("/static/"):
                    headers.add_vary_header("Accept-Encoding")
            if not replaced:
                await send(message)

        return guarded


def path_below(scope: Scope, base: str) -> str:
    """The path as the application knows it, without the place where it is mounted; empty when it lies outside."""
    path: str = scope["path"]
    mounted = _below(path, scope.get("root_path", ""))
    return _below(mounted or path, base)


async def _answer(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["method"] == "HEAD":
        response.body = b""  # the headers, with the length, are made already
    await response(scope, receive, send)


def _below(path: str, place: str) -> str:
    """The part of `path` below `place`, beginning with a slash; empty when it lies elsewhere."""
    prefix = f"/{place.strip('/')}" if place.strip("/") else ""
    if path == prefix:
        return "/"
    return path[len(prefix) :] if path.startswith(f"{prefix}/") else ""


def _document_response(document: Document, request: Headers) -> Response:
    compressed = _accepts_gzip(request)
    headers = {
        "Cache-Control": "no-cache",
        "ETag": f'"{document.etag}-gzip"' if compressed else f'"{document.etag}"',
        "Vary": "Accept-Encoding",
    }
    if compressed:
        headers["Content-Encoding"] = "gzip"
    body = document.compressed if compressed else document.plain
    return _or_not_modified(Response(body, headers=headers, media_type="text/html"), request)


def _file_response(key: Key, content: bytes, request: Headers) -> Response:
    file, modified = key
    headers = {
        "Content-Type": _MEDIA_TYPES[file.suffix],
        "Content-Encoding": "gzip",
        "Cache-Control": "no-cache" if file.name == "manifest.json" else _IMMUTABLE,
        "ETag": f'"{modified:x}-{len(content):x}-gzip"',
        "Vary": "Accept-Encoding",
    }
    return _or_not_modified(Response(content, headers=headers), request)


def _or_not_modified(response: Response, request: Headers) -> Response:
    if is_known_already(response.headers["etag"], request):
        return NotModifiedResponse(response.headers)
    return response


def is_known_already(etag: str, request: Headers) -> bool:
    """Whether who asks has this version, by `If-None-Match` (RFC 9110: the weak comparison)."""
    wanted = [tag.strip().removeprefix("W/") for tag in request.get("if-none-match", "").split(",")]
    return etag.removeprefix("W/") in wanted or "*" in wanted


def _accepts_gzip(headers: Headers) -> bool:
    for part in headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _is_document(status: int, headers: MutableHeaders, path: str) -> bool:
    if not path or status not in (200, 304) or path.startswith(("/_stcore/", "/media/", "/component/")):
        return False
    return headers.get("content-type", "").startswith("text/html")


def _nowhere(scope: Scope, path: str) -> Response:
    """A file that does not exist is said to be missing; anything else was meant as a page."""
    if path.startswith("/static/") or "." in path.rsplit("/", 1)[-1]:
        return PlainTextResponse("Dit bestand bestaat niet.", 404, headers={"Cache-Control": "no-cache"})
    query = [(UNKNOWN_PAGE, path.strip("/")[:60]), *_query(scope)]
    return RedirectResponse(_to_root(path, query), headers={"Cache-Control": "no-cache"})


def _query(scope: Scope) -> list[tuple[str, str]]:
    pairs = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    return [(name, value) for name, value in pairs if name != UNKNOWN_PAGE]


def _to_root(path: str, query: list[tuple[str, str]]) -> str:
    """The first page, relative to `path`, so that it also holds behind a proxy that adds a prefix."""
    up = "../" * (path.count("/") - 1) or "./"
    return f"{up}?{urlencode(query)}" if query else up
