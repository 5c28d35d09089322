"""The OData v3 services on loopback: two hosts, their tables, and every rule that a client can trip over."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.services.cube import Table
from tests.services.faults import Handler, Loopback

MOST = 10_000
INTERNAL = "http://dataderden.prod.cbsp.nl"
"""What the real service writes in its links: a host that does not exist outside."""


class ODataHandler(Handler):
    def content(self, address: str) -> tuple[int, bytes, str]:
        url = urlsplit(address)
        query = dict(parse_qsl(url.query.replace("+", "%2B"), keep_blank_values=True))
        parts = [unquote(part) for part in url.path.strip("/").split("/")]
        try:
            return self._answer(parts, query, address)
        except ValueError as error:
            return 500, str(error).encode(), "text/plain"

    def _answer(self, parts: list[str], query: dict[str, str], address: str) -> tuple[int, bytes, str]:
        if parts == ["ODataCatalog", "Tables"]:
            rows = [{"Identifier": t.id, "Title": t.title, "Modified": t.modified, "RecordCount": t.size}
                    for t in self.server.tables.values()]  # fmt: skip
            return self._json(rows)
        if len(parts) < 3 or parts[0] not in ("ODataApi", "ODataFeed") or parts[1].lower() != "odata":
            return 404, b"", "text/plain"
        table = self.server.tables.get(parts[2].upper())
        if table is None:
            return 404, b"", "text/plain"
        feed = parts[0] == "ODataFeed"
        if feed and query.get("$format") != "json":
            body = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>'
            return 200, body, "application/atom+xml"
        if len(parts) == 3:
            names = ["TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups"]
            return self._json([{"name": n, "url": n} for n in (*names, *(d.key for d in table.dimensions))])
        return self._set(table, parts[3:], query, feed, address)

    def _set(
        self, table: Table, names: list[str], query: dict[str, str], feed: bool, address: str
    ) -> tuple[int, bytes, str]:
        if names[0] == "TableInfos":
            info = {"ID": 0, "Identifier": table.id, "Title": table.title, "Modified": table.modified,
                    "Frequency": "Permaand", "Period": "2012-2026", "Language": "nl"}  # fmt: skip
            return self._json([info])
        if names[0] == "DataProperties":
            return self._json(table.properties())
        if names[0] == "CategoryGroups":
            return self._json([])
        if names[0] == "TypedDataSet":
            return self._data(table, names, query, feed, address)
        for dimension in table.dimensions:
            if dimension.key == names[0]:
                rows = [{"Key": code.key.ljust(dimension.width), "Title": code.title, "Description": "",
                         "CategoryGroupID": None, **code.more} for code in dimension.codes]  # fmt: skip
                return self._json(rows)
        return 404, b"", "text/plain"

    def _data(
        self, table: Table, names: list[str], query: dict[str, str], feed: bool, address: str
    ) -> tuple[int, bytes, str]:
        where = query.get("$filter", "")
        select = [name for name in query.get("$select", "").split(",") if name]
        known = {"ID", *(d.key for d in table.dimensions), *(t.key for t in table.topics)}
        if set(select) - known:
            return 400, b"unknown column", "text/plain"
        if names[1:] == ["$count"]:
            return 200, str(table.rows(where, ["ID"], 0, 0)[1]).encode(), "text/plain"
        if not feed and "$skip" in query:
            return 500, b"$skip is not supported", "text/plain"
        skip, page = int(query.get("$skip", 0)), self.server.page if feed else MOST
        most = min(page, int(query.get("$top", page)))
        rows, total = table.rows(where, select, skip, most)
        if not feed and min(total, int(query.get("$top", total))) > MOST:
            return 500, b"The requested query returns more than 10000 records", "text/plain"
        after = skip + len(rows)
        if feed and after < total and "$top" not in query:
            link = INTERNAL + address.split("&$skip=")[0].split("&%24skip=")[0] + f"&$skip={after}"
            return self._json(rows, {"odata.nextLink": link})
        return self._json(rows)

    def _json(self, rows: list[Any], more: dict[str, str] | None = None) -> tuple[int, bytes, str]:
        answer = {"odata.metadata": "$metadata", "value": rows, **(more or {})}
        return 200, json.dumps(answer, ensure_ascii=False).encode(), "application/json;charset=utf-8"


class Services:
    """Both hosts. `tables` may be changed while they run; `fault` makes answers go wrong."""

    def __init__(self, tables: dict[str, dict[str, Table]], page: int = MOST) -> None:
        self._tables = {host: {id.upper(): table for id, table in own.items()} for host, own in tables.items()}
        self.page = page

    def __enter__(self) -> Services:
        self._servers = {host: Loopback(ODataHandler, tables=own, page=self.page) for host, own in self._tables.items()}
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
        return next(own[id.upper()] for own in self._tables.values() if id.upper() in own)

    def remove(self, id: str) -> None:
        for own in self._tables.values():
            own.pop(id.upper(), None)

    def fault(self, kind: str, path: str = "", times: int = 1, after: int = 0, seconds: float = 0.05) -> None:
        for server in self._servers.values():
            server.faults.fault(kind, path, times, after, seconds)

    @property
    def asked(self) -> list[str]:
        return [address for server in self._servers.values() for address in server.faults.asked]

    @property
    def agents(self) -> list[str]:
        return [agent for server in self._servers.values() for agent in server.faults.agents]
