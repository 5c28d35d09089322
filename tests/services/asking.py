"""Asking a loopback service without a client of ours in between."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

FEED = "/ODataFeed/odata/47013NED/TypedDataSet"


def ask(client: httpx.Client, base: str, path: str, **options: str) -> httpx.Response:
    """The answer to a path with options such as filter and select (their $ is put before them)."""
    query = "&".join(f"${name}={quote(value, safe='')}" for name, value in options.items())
    return client.get(f"{base}{path}?{query}")


def rows(client: httpx.Client, base: str, path: str, **options: str) -> list[dict[str, Any]]:
    """The rows of an answer that must be good."""
    answer = ask(client, base, path, format="json", **options)
    assert answer.status_code == 200, answer.text
    value: list[dict[str, Any]] = answer.json()["value"]
    return value
