"""What stands beside the rows: the list of addresses, both descriptions for programs, and the feed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from ivp.store.reader import Store
from ivp.web.open_data.catalogue import catalogue
from ivp.web.open_data.declare import Content
from ivp.web.open_data.feed import NAME, asked_area, feed
from ivp.web.open_data.openapi import openapi
from ivp.web.open_data.publisher import Publisher
from ivp.web.open_data.question import parameters
from ivp.web.open_data.resources import RESOURCES
from ivp.web.pages import product_name

Made = Callable[[str, bytes, Store], Callable[[], Content]]
"""From the address of the open data, the query and the figures to what makes the content."""


@lru_cache(maxsize=8)
def mark(root: str, _published_by: Publisher | None) -> str:
    """What changes when a description changes, beside the figures: the address, the publisher, a column."""
    return hashlib.sha256(json.dumps(openapi(root)).encode()).hexdigest()[:8]


def overview(root: str) -> dict[str, Any]:
    """The list of addresses."""
    return {
        "titel": f"Open data van {product_name()}",
        "beschrijving": f"{root}/openapi.json",
        "catalogus": f"{root}/catalogus.jsonld",
        "nieuw": f"{root}/{NAME}",
        "gegevens": [
            {"titel": one.title, "wat": one.what, "json": f"{root}/{one.name}", "csv": f"{root}/{one.name}.csv"}
            for one in RESOURCES.values()
        ],
    }


def _plain(make: Callable[[Store, str], Any], media_type: str, root: str, query: bytes, store: Store) -> Any:
    parameters(query)

    def content() -> Content:
        return Content(json.dumps(make(store, root), ensure_ascii=False, indent=1).encode(), media_type)

    return content


def _feed(root: str, query: bytes, store: Store) -> Callable[[], Content]:
    area = asked_area(store, query)
    return lambda: Content(feed(store, area, root).encode(), "application/atom+xml; charset=utf-8")


MADE: dict[str, Made] = {
    "": partial(_plain, lambda _store, root: overview(root), "application/json"),
    "/openapi.json": partial(_plain, lambda _store, root: openapi(root), "application/json"),
    "/catalogus.jsonld": partial(_plain, catalogue, "application/ld+json"),
    f"/{NAME}": _feed,
}
