"""The OData v3 service of CBS and Politie: what a table holds, its codes, and its rows page by page.

Only the feed is used: it has no limit of 10,000 (a list of wijken and buurten has more) and says where the next page
is. Of that link only the position is taken, because the services name hosts in it that do not exist outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from ivp.sources.transport import SourceError, Transport, with_query

LONGEST = 1_800
"""Characters of an address: a query of more than 2,048 is refused by the kind of server that CBS uses."""
_SKIP = len("&$skip=10000000")
_SKIP_OF = re.compile(r"[?&][$]skip=([0-9]{1,9})(?:&|$)")
_SUFFIX = re.compile(r"_\d+$")
_TEXT = re.compile(r"[^0-9a-z]+")
_JSON = {"$format": "json"}


@dataclass(frozen=True)
class TableInfo:
    """What a table says of itself; `modified` as the service writes it, `period` such as '2012-2025'."""

    id: str
    title: str
    modified: str
    period: str
    frequency: str


@dataclass(frozen=True)
class Dimension:
    """A dimension; `kind` is Dimension, GeoDimension, GeoDetail or TimeDimension."""

    key: str
    kind: str
    title: str


@dataclass(frozen=True)
class Topic:
    """A column of figures; `groups` are the titles of the groups it lies in, outermost first."""

    key: str
    title: str
    groups: tuple[str, ...]
    unit: str
    decimals: int
    default: str
    datatype: str


@dataclass(frozen=True)
class Code:
    """A code of a dimension; `key` with the blanks that the service sends, which filters need."""

    key: str
    title: str
    status: str = ""
    municipality: str = ""


class ODataTable:
    """One table at one service; `source` is its name in messages. Every method may raise `SourceError`.

    Codes and structure are asked once.
    """

    _structure: tuple[tuple[Dimension, ...], tuple[Topic, ...]] | None = None
    _codes: Mapping[str, tuple[Code, ...]] = MappingProxyType({})

    def __init__(self, transport: Transport, base: str, table: str, source: str) -> None:
        self.transport, self.base, self.table, self.source = transport, base.rstrip("/"), table, source

    def _address(self, name: str) -> str:
        return f"{self.base}/ODataFeed/odata/{self.table}/{name}"

    def _pages(self, name: str, query: dict[str, str]) -> Iterator[list[dict[str, Any]]]:
        url, asked, seen = self._address(name), _JSON | query, 0
        while True:
            answer = self.transport.json(url, asked, source=self.source)
            value = answer.get("value") if isinstance(answer, dict) else None
            if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
                raise SourceError(f"{self.source} geeft een antwoord zonder rijen. Meld dit bij de beheerder.")
            yield value
            link = answer.get("odata.nextLink")
            if not link:
                return
            found = _SKIP_OF.search(unquote(str(link)))
            if found is None or int(found[1]) <= seen:
                raise SourceError(f"{self.source} wijst de volgende rijen niet goed aan. Probeer het later opnieuw.")
            seen = int(found[1])
            asked = asked | {"$skip": found[1]}

    def _list(self, name: str) -> list[dict[str, Any]]:
        return [row for page in self._pages(name, {}) for row in page]

    def info(self) -> TableInfo:
        """Title, date of last change and periods."""
        rows = self._list("TableInfos")
        if not rows or not rows[0].get("Modified"):
            raise SourceError(f"{self.source} zegt niet wanneer hij is bijgewerkt. Meld dit bij de beheerder.")
        names = ("Identifier", "Title", "Modified", "Period", "Frequency")
        return TableInfo(*(str(rows[0].get(name) or "").strip() for name in names))

    def structure(self) -> tuple[tuple[Dimension, ...], tuple[Topic, ...]]:
        """Dimensions in order of their columns, and topics with the titles of their groups."""
        self._structure = self._structure or self._described()
        return self._structure

    def _described(self) -> tuple[tuple[Dimension, ...], tuple[Topic, ...]]:
        rows = self._list("DataProperties")
        try:
            byid = {row["ID"]: row for row in rows}
            kinds = {row["ID"]: str(row.get("Type") or row["odata.type"]).rpartition(".")[2] for row in rows}
            ordered = sorted(rows, key=lambda row: row["Position"] if row.get("Position") is not None else row["ID"])
            dimensions = tuple(
                Dimension(row["Key"], kinds[row["ID"]], str(row["Title"]).strip())
                for row in ordered
                if kinds[row["ID"]].endswith(("Dimension", "GeoDetail"))
            )
            topics = tuple(_topic(row, byid) for row in ordered if kinds[row["ID"]] == "Topic")
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise SourceError(f"{self.source} beschrijft zijn kolommen anders dan verwacht ({error}).") from error
        return dimensions, topics

    def codes(self, dimension: str) -> tuple[Code, ...]:
        """All codes of a dimension, in the order of the table."""
        if dimension not in self._codes:
            self._codes = {**self._codes, dimension: self._listed(dimension)}
        return self._codes[dimension]

    def _listed(self, dimension: str) -> tuple[Code, ...]:
        try:
            return tuple(
                Code(
                    row["Key"],
                    str(row.get("Title") or "").strip(),
                    row.get("Status") or "",
                    row.get("Municipality") or "",
                )
                for row in self._list(dimension)
            )
        except KeyError as error:
            raise SourceError(f"{self.source} geeft codes van {dimension} zonder sleutel.") from error

    def pages(self, where: str = "", select: Sequence[str] = ()) -> Iterator[list[dict[str, Any]]]:
        """The rows that `where` keeps (all, when empty), page by page, with the columns `select` (all, when empty)."""
        return self._pages("TypedDataSet", _query(where, select))

    def address(self, where: str = "", select: Sequence[str] = ()) -> str:
        """The address of the first of those pages."""
        return with_query(self._address("TypedDataSet"), _JSON | _query(where, select))

    def fits(self, where: str, select: Sequence[str]) -> bool:
        """Whether the addresses of those pages are short enough for any service."""
        return len(self.address(where, select)) + _SKIP <= LONGEST

    def top(self, where: str, select: Sequence[str], most: int, name: str = "TypedDataSet") -> list[dict[str, Any]]:
        """The first rows of those, of the set `name`: to see what the service makes of the question."""
        return next(self._pages(name, _query(where, select) | {"$top": str(most)}))

    def count(self, where: str = "") -> int | None:
        """How many rows `where` keeps; None when the service does not say."""
        try:
            url = self._address("TypedDataSet/$count")
            answer = self.transport.json(url, {"$filter": where} if where else None, source=self.source)
        except SourceError:
            return None
        return answer if type(answer) is int else None


def _query(where: str, select: Sequence[str]) -> dict[str, str]:
    query = {"$filter": where, "$select": ",".join(select)}
    return {name: value for name, value in query.items() if value}


def _topic(row: dict[str, Any], byid: dict[int, dict[str, Any]]) -> Topic:
    groups: list[str] = []
    above = row.get("ParentID")
    while above is not None and len(groups) < len(byid):
        groups.insert(0, str(byid[above]["Title"]).strip())
        above = byid[above].get("ParentID")
    return Topic(
        key=row["Key"],
        title=str(row["Title"]).strip(),
        groups=tuple(groups),
        unit=str(row.get("Unit") or "").strip(),
        decimals=int(row.get("Decimals") or 0),
        default=str(row.get("Default") or ""),
        datatype=str(row.get("Datatype") or ""),
    )


def resolve(topics: Sequence[Topic], title: str, group: str = "") -> Topic:
    """The one topic with this title (else with it as the name in its key) within a group whose title has `group`.

    Where a title occurs at several depths, the group right above it decides, and then the fewest groups: a table of
    a survey repeats 'Slachtoffers' under every kind of crime. Capitals, blanks and punctuation do not count; the
    number behind a key never does, because it shifts. Raises `SourceError` when there is none or more than one.
    """
    wanted, within = _plain(title), _plain(group)
    inside = [t for t in topics if not within or any(within in _plain(above) for above in t.groups)]
    found = [t for t in inside if wanted == _plain(t.title)]
    found = found or [t for t in inside if wanted == _plain(_SUFFIX.sub("", t.key))]
    found = _nearest(found, within) if within else found
    if len(found) == 1:
        return found[0]
    place = f" in groep ‘{group}’" if group else ""
    if not found:
        near = get_close_matches(title, {topic.title for topic in topics}, 5, 0.4)
        choice = _paths([topic for topic in topics if topic.title in near] or topics)
        raise SourceError(
            f"Het onderwerp ‘{title}’{place} staat niet (meer) in de tabel (wel: {choice}). Pas data/topics.csv aan."
        )
    raise SourceError(
        f"Het onderwerp ‘{title}’{place} komt vaker voor ({_paths(found)}). Vul group in data/topics.csv in."
    )


def _nearest(found: Sequence[Topic], group: str) -> list[Topic]:
    """Those right within the group, if any are; of these, those in the fewest groups."""
    right = [topic for topic in found if group in _plain(topic.groups[-1])] or list(found)
    fewest = min((len(topic.groups) for topic in right), default=0)
    return [topic for topic in right if len(topic.groups) == fewest]


def _paths(topics: Sequence[Topic]) -> str:
    return "; ".join(" › ".join((*topic.groups, topic.title)) for topic in topics[:6])


def _plain(text: str) -> str:
    """Letters and digits only; 'ë' as 'e', because the keys of columns have no accents."""
    return _TEXT.sub("", normalize("NFKD", text).casefold())


def equals(dimension: str, keys: Sequence[str]) -> str:
    """The dimension has one of these keys (with their blanks)."""
    return " or ".join(f"({dimension} eq '{_quoted(key)}')" for key in keys)


def in_municipality(dimension: str, number: str) -> str:
    """The area is this gemeente ('0748') or a wijk or buurt in it."""
    return f"substring({dimension},2,4) eq '{_quoted(number)}'"


def contains(dimension: str, text: str) -> str:
    """The key has this text in it."""
    return f"substringof('{_quoted(text)}',{dimension})"


def both(*conditions: str) -> str:
    """All of these conditions."""
    return " and ".join(f"({condition})" for condition in conditions if condition)


def _quoted(text: str) -> str:
    return text.replace("'", "''")
