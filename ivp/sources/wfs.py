"""A WFS 2.0 service: the figures of all features of a layer, a thousand at a time, counted against what it promised."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from ivp.sources.features import features_of
from ivp.sources.transport import SourceError, Transport

AT_ONCE = 1000
_AREA = re.compile(r"(GM\d{4}|WK\w{6}|BU\w{8})")
_LATER = "Probeer het later opnieuw."


def features(transport: Transport, url: str, layer: str, source: str) -> list[dict[str, Any]]:
    """The properties of every feature of `layer`, without the shapes, which are many times as large.

    One feature is asked first, to learn the names of the properties: they are asked by name afterwards, in the order
    of the area codes, because without an order a service may give a feature on two pages. Raises `SourceError` when
    fewer or more features come than were promised, or one comes twice.
    """
    query = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": layer,
        "outputFormat": "application/json",
    }
    first, _ = _page(transport, url, query | {"count": "1", "startIndex": "0"}, source)
    query |= _wanted(first) | {"count": str(AT_ONCE)}
    found: list[dict[str, Any]] = []
    while True:
        page, promised = _page(transport, url, query | {"startIndex": str(len(found))}, source)
        found += page
        if not page or len(found) >= promised:
            break
    if len(found) != promised:
        raise SourceError(f"{source} gaf {len(found)} gebieden in plaats van {promised}. {_LATER}")
    if len({json.dumps(one, sort_keys=True) for one in found}) != len(found):
        raise SourceError(f"{source} gaf een gebied dubbel. {_LATER}")
    return found


def _page(transport: Transport, url: str, query: dict[str, str], source: str) -> tuple[list[dict[str, Any]], int]:
    """Properties of one page of features, and how many there are in all."""
    answer = transport.json(url, query, source=source)
    page = features_of(answer)
    if page is None:
        raise SourceError(f"{source} geeft een antwoord zonder gebieden. {_LATER}")
    promised = answer.get("numberMatched", answer.get("totalFeatures"))
    if not isinstance(promised, int):
        raise SourceError(f"{source} zegt niet hoeveel gebieden er zijn. {_LATER}")
    return [one["properties"] for one in page], promised


def _wanted(first: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What to ask: the properties that the first feature has, in the order of those with an area code."""
    if not first:
        return {}
    names = [name for name in first[0] if name != "bbox"]  # some servers put it there; it cannot be asked
    codes = [name for name in names if _AREA.fullmatch(str(first[0][name]))]
    return {"propertyName": ",".join(names)} | ({"sortBy": ",".join(codes)} if codes else {})
