"""From a request to its response, in a thread of its own: what is asked, whether it is known, and the content."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from ivp.store.reader import Store
from ivp.web.front.door import is_known_already
from ivp.web.open_data import answer, descriptions
from ivp.web.open_data.address import public_root
from ivp.web.open_data.declare import CSV, VERSION, Content, Resource
from ivp.web.open_data.publisher import publisher
from ivp.web.open_data.question import read
from ivp.web.open_data.resources import RESOURCES

Prepare = Callable[[Store], Callable[[], Content]]
"""Looks at a question, and gives what makes the content; raises `WrongQuestionError`."""


def answered(request: Request, path: str, open_store: Callable[[], Store]) -> Response | None:
    """The response, or the word that who asks has this version already; None for an address that does not exist.

    `path` is what comes after the address of the open data. Raises `WrongQuestionError`, and `UserError` without
    figures.
    """
    root = public_root(request)
    prepare = _preparation(path, request.scope["query_string"], root)
    if prepare is None:
        return None
    store = open_store()
    make = prepare(store)
    headers = {"ETag": _etag(store, root), "Cache-Control": "no-cache"}
    if is_known_already(headers["ETag"], request.headers):
        return Response(status_code=304, headers=headers)
    content = make()
    return Response(content.body, headers={**headers, **content.headers}, media_type=content.media_type)


def _preparation(path: str, query: bytes, root: str) -> Prepare | None:
    name, dot, suffix = path.removeprefix("/").partition(".")
    if path and name in RESOURCES and (dot, suffix) in (("", ""), (".", "csv")):
        return partial(_rows, RESOURCES[name], query, suffix)
    made = descriptions.MADE.get(path)
    return partial(made, root, query) if made else None


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
