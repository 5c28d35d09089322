"""The OData v3 services on loopback: two hosts, their tables, and every rule that a client can trip over.

What the real services do stands in the notes on the wire formats; this copies it: ids in any case, codes with their
blanks, at most 10,000 rows on ODataApi, pages with links on ODataFeed (which name a host that does not exist outside),
XML for whoever does not ask for JSON, `$orderby` ignored, 404 for a table of the other host, and for a long address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping, Sequence
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests.services import filters, forms, info
from tests.services.cube import Table
from tests.services.faults import Handler, Loopback

MOST = 10_000
LONGEST = 2_048
"""Characters of a query; supposed, because it is what this kind of server (IIS) does when nobody tells it otherwise."""
INTERNAL = "https://dataderden.prod.cbsp.nl"
"""What the service of the police writes in its links: a host that does not exist outside."""
TOO_MANY = b"The requested query returns more than 10000 records"
_JSON, _TEXT, _ATOM = "application/json;charset=utf-8", "text/plain", "application/atom+xml;charset=utf-8"
_DATA = ("TypedDataSet", "UntypedDataSet")
Answer = tuple[int, bytes, str]


class Request:
    """One address, taken apart: service (ODataApi, ODataFeed or ODataCatalog), table, set and options."""

    def __init__(self, address: str) -> None:
        url = urlsplit(address)
        self.path = url.path
        # A + stays a +: who sends it for a blank gets the error that the real service may give.
        self.query = dict(parse_qsl(url.query.replace("+", "%2B"), keep_blank_values=True))
        self.parts = [unquote(part) for part in url.path.strip("/").split("/")]

    @property
    def feed(self) -> bool:
        return self.parts[0] == "ODataFeed"

    @property
    def json(self) -> bool:
        return not self.feed or self.query.get("$format", "").lower() == "json"

    @property
    def where(self) -> str:
        return self.query.get("$filter", "")

    @property
    def select(self) -> list[str]:
        return [name.strip() for name in self.query.get("$select", "").split(",") if name.strip()]

    def number(self, option: str, otherwise: int) -> int:
        text = self.query.get(option, "")
        if text and not text.isdecimal():
            raise ValueError(f"{option} is not a number")
        return int(text) if text else otherwise


class ODataHandler(Handler):
    def content(self, address: str) -> Answer:
        if len(urlsplit(address).query) > self.server.longest:
            return 404, b"", _TEXT
        try:
            return self._answer(Request(address))
        except ValueError as error:
            return 500, str(error).encode(), _TEXT

    @property
    def _host(self) -> str:
        """How the service names itself in links."""
        return INTERNAL if self.server.catalog == "Politie" else f"http://{self.headers.get('Host', 'localhost')}"

    def _answer(self, asked: Request) -> Answer:
        service, *rest = asked.parts
        if service == "ODataCatalog" and rest == ["Tables"]:
            tables = self.server.tables.values()
            return self._rows(asked, [info.listed(t, self.server.catalog, self._host) for t in tables])
        if service not in ("ODataApi", "ODataFeed") or len(rest) < 2 or rest[0].lower() != "odata":
            return 404, b"", _TEXT
        table = self.server.tables.get(rest[1].upper())
        if table is None:
            return 404, b"", _TEXT
        return self._set(asked, table, *rest[2:]) if len(rest) > 2 else self._root(asked, table)

    def _root(self, asked: Request, table: Table) -> Answer:
        base = f"{self._host}{asked.path.rstrip('/')}"
        names = ["TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups"]
        names += [dimension.key for dimension in table.dimensions]
        if asked.json:
            return self._json(asked, json.dumps([{"name": name, "url": f"{base}/{name}"} for name in names]))
        sets = "".join(f'<collection href="{name}"/>' for name in names)
        text = f'<service xmlns="http://www.w3.org/2007/app"><workspace>{sets}</workspace></service>'
        return 200, text.encode(), "application/xml"

    def _set(self, asked: Request, table: Table, name: str, *more: str) -> Answer:
        if name in _DATA:
            return self._data(asked, table, name, *more)
        rows = info.rows(table, name, self.server.catalog)
        return (404, b"", _TEXT) if rows is None else self._rows(asked, rows, *more)

    def _rows(self, asked: Request, rows: list[dict[str, Any]], *more: str) -> Answer:
        """A set that is a list: filtered, cut into pages, with the columns asked for."""
        if asked.where:
            tree = filters.parse(asked.where)
            texts = ({name: value for name, value in row.items() if isinstance(value, str)} for row in rows)
            rows = [row for row, text in zip(rows, texts, strict=True) if filters.holds(tree, text)]
        if more:
            return (200, str(len(rows)).encode(), _TEXT) if more == ("$count",) else (404, b"", _TEXT)
        start, stop, link, refused = self._window(asked, len(rows))
        if refused:
            return refused
        kept = [{k: v for k, v in row.items() if not asked.select or k in asked.select} for row in rows[start:stop]]
        if not asked.json:
            return 200, forms.atom(self._host, asked.parts[-1], kept, link), _ATOM
        return self._json(asked, json.dumps(kept, ensure_ascii=False), link)

    def _data(self, asked: Request, table: Table, name: str, *more: str) -> Answer:
        if set(asked.select) - set(table.columns):
            return 400, b"Could not find a property", _TEXT
        boxes = table.chosen(asked.where)
        total = table.count(boxes)
        if more:
            return (200, str(total).encode(), _TEXT) if more == ("$count",) else (404, b"", _TEXT)
        start, stop, link, refused = self._window(asked, total)
        if refused:
            return refused
        topics = {topic.key: topic for topic in table.topics}
        cells = table.cells(boxes, asked.select, start, stop)
        if name == "UntypedDataSet":
            cells = forms.untyped(cells, topics)
        text = forms.rows_json(cells, topics)
        if not asked.json:
            base = f"{self._host}{asked.path.rsplit('/', 1)[0]}"
            return 200, forms.atom(base, name, json.loads(text), link), _ATOM
        return self._json(asked, text, link)

    def _window(self, asked: Request, total: int) -> tuple[int, int, str, Answer | None]:
        """(first row, row after the last, link to the next page, refusal)."""
        top = asked.number("$top", total)
        if not asked.feed:
            refused = None
            if "$skip" in asked.query and asked.parts[0] == "ODataApi":
                refused = (500, b"The query specified in the URI is not valid: $skip", _TEXT)
            elif min(top, total) > MOST:
                refused = (500, TOO_MANY, _TEXT)
            return 0, min(top, total), "", refused
        start = asked.number("$skip", 0)
        end = min(start + top, total)
        stop = min(end, start + self.server.page)
        return start, stop, self._link(asked, stop, end - stop) if stop < end else "", None

    def _link(self, asked: Request, skip: int, left: int) -> str:
        options = {name: value for name, value in asked.query.items() if name != "$skip"} | {"$skip": str(skip)}
        if "$top" in options:
            options["$top"] = str(left)
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in options.items())
        return f"{self._host}{quote(asked.path)}?{query}"

    def _json(self, asked: Request, rows: str, link: str = "") -> Answer:
        metadata = f"{self._host}/{'/'.join(asked.parts[:3])}/$metadata#{asked.parts[-1]}"
        more = f',"odata.nextLink":{json.dumps(link)}' if link else ""
        return 200, f'{{"odata.metadata":{json.dumps(metadata)},"value":{rows}{more}}}'.encode(), _JSON


class Tables(MutableMapping[str, Table]):
    """The tables of both hosts by id, in any case; one that is deleted is gone, as a stopped table."""

    def __init__(self, hosts: dict[str, dict[str, Table]]) -> None:
        self.hosts = {host: {id.upper(): table for id, table in own.items()} for host, own in hosts.items()}

    def _own(self, id: str) -> dict[str, Table]:
        return next((own for own in self.hosts.values() if id.upper() in own), {})

    def __getitem__(self, id: str) -> Table:
        return self._own(id)[id.upper()]

    def __setitem__(self, id: str, table: Table) -> None:
        (self._own(id) or self.hosts["cbs"])[id.upper()] = table

    def __delitem__(self, id: str) -> None:
        del self._own(id)[id.upper()]

    def __iter__(self) -> Iterator[str]:
        return (table.id for own in self.hosts.values() for table in own.values())

    def __len__(self) -> int:
        return sum(len(own) for own in self.hosts.values())


class Services:
    """Both hosts. `tables` may be changed while they run; `fault` makes answers go wrong.

    Without tables of its own it serves all those of `tests.services.tables`, for the whole country or for these
    municipalities only. `page` is the number of rows of a page of the feed, `longest` the characters of a query.
    """

    def __init__(
        self,
        tables: dict[str, dict[str, Table]] | None = None,
        page: int = MOST,
        municipalities: Sequence[str] | None = None,
        longest: int = LONGEST,
    ) -> None:
        if tables is None:
            from tests.services.tables import everything

            tables = everything(municipalities)
        self.tables = Tables(tables)
        self.page, self.longest = page, longest

    def __enter__(self) -> Services:
        self._servers = {
            host: Loopback(
                ODataHandler,
                tables=own,
                catalog={"politie": "Politie"}.get(host, "CBS"),
                page=self.page,
                longest=self.longest,
            )
            for host, own in self.tables.hosts.items()
        }
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for server in self._servers.values():
            server.stop()

    @property
    def politie(self) -> str:
        return self._servers["politie"].url

    @property
    def cbs(self) -> str:
        return self._servers["cbs"].url

    def table(self, id: str) -> Table:
        return self.tables[id]

    def remove(self, id: str) -> None:
        self.tables.pop(id, None)

    def fault(self, kind: str, path: str = "", times: int = 1, after: int = 0, seconds: float = 0.05) -> None:
        for server in self._servers.values():
            server.faults.fault(kind, path, times, after, seconds)

    @property
    def asked(self) -> list[str]:
        """Every address that was asked, host by host."""
        return [address for server in self._servers.values() for address in server.faults.asked]

    requests = asked

    @property
    def agents(self) -> list[str]:
        return [agent for server in self._servers.values() for agent in server.faults.agents]
