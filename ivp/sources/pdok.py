"""Outlines from PDOK over OGC API Features: page after page, of one gemeente at a time."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from ivp.sources.features import features_of
from ivp.sources.transport import SourceError, Transport

_AT_ONCE = "100"
"""Every service allows this many; 1000 is refused by some."""
_MOST_PAGES = 200
_LATER = "Probeer het later opnieuw."


def buurten(
    transport: Transport, base: str, collection: str, year: int, gemeente: str, source: str
) -> list[dict[str, Any]]:
    """The GeoJSON features (WGS84) of a gemeente ('GM0748') in the Wijken en buurten of a year.

    Of the link to the next page only the query is taken: the host is ours. Raises `SourceError` for an answer
    without features, pages or features that repeat, fewer than were promised, or features of another gemeente.
    """
    url = f"{base}/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{collection}/items"
    query = {"f": "json", "limit": _AT_ONCE, "gemeentecode": gemeente}
    found: list[dict[str, Any]] = []
    asked: set[tuple[tuple[str, str], ...]] = set()
    while tuple(sorted(query.items())) not in asked and len(asked) < _MOST_PAGES:
        asked.add(tuple(sorted(query.items())))
        answer = transport.json(url, query, source=source)
        page = _features(answer, gemeente, source)
        found += page
        following = _next(answer)
        if not following:
            return _whole(found, answer, source)
        query = {**query, **dict(parse_qsl(following.partition("?")[2])), "gemeentecode": gemeente}
    raise SourceError(f"{source} blijft naar dezelfde bladzijde verwijzen. {_LATER}")


def _features(answer: Any, gemeente: str, source: str) -> list[dict[str, Any]]:
    """The features of one page, after a look at whether they are what was asked and how many they say they are."""
    page = features_of(answer)
    if page is None:
        raise SourceError(f"{source} geeft een antwoord zonder grenzen. {_LATER}")
    if answer.get("numberReturned", len(page)) != len(page):
        raise SourceError(f"{source} gaf {len(page)} van {answer['numberReturned']} grenzen. {_LATER}")
    strange = {str(one["properties"].get("gemeentecode", gemeente)) for one in page} - {gemeente}
    if strange:
        raise SourceError(f"{source} geeft ook grenzen van {min(strange)}. Meld dit bij de beheerder.")
    return page


def _next(answer: dict[str, Any]) -> str:
    links = answer.get("links")
    known = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    return next((str(link.get("href", "")) for link in known if link.get("rel") == "next"), "")


def _whole(found: list[dict[str, Any]], answer: dict[str, Any], source: str) -> list[dict[str, Any]]:
    """The features of all pages, when none is missing and none came twice."""
    promised = answer.get("numberMatched", len(found))
    if promised != len(found):
        raise SourceError(f"{source} gaf {len(found)} van {promised} grenzen. {_LATER}")
    ids = [str(one["id"]) for one in found if "id" in one]
    if len(set(ids)) != len(ids):
        raise SourceError(f"{source} gaf een grens dubbel. {_LATER}")
    return found
