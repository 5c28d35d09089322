"""A small made-up database with what is awkward in open data, and a client on the addresses above it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ivp.store import SCHEMA_VERSION
from ivp.store.build.work import opened
from ivp.store.reader import Store
from ivp.web.open_data.service import OpenData

HASH = "0123456789abcdef" * 4
FORMULA = '=HYPERLINK("http://x")'
SECRET = "Jan de Schrijver"
_INFO = {"schema_version": SCHEMA_VERSION, "complete": "yes", "content_hash": HASH, "compiled": "2026-11-26"}
_INDICATOR = {
    "short": "kort", "statistic": "rate", "unit": "per 1.000 inwoners", "decimals": 1, "polarity": "lower_is_better",
    "detection": "reported", "source": "T1", "code": "c", "measure": "misdrijven", "denominator_measure": "",
    "period_kind": "year", "minimum": 100, "rounding": 1, "order": None, "definition": "Wat het is.", "caveat": "",
    "continues": "", "since": None, "modelled": False, "subject": "", "leads": True,
}  # fmt: skip
_PLAN = {"priority": "p1", "area": "GM0001", "year": 2024, "standing": "aanname", "source": "test", "url": ""}


def _area(code: str, level: str, name: str, parent: str | None, sort: int, *, inside: bool = True) -> dict[str, Any]:
    kind = {"kind": None, "kind_reason": None, "lon": None, "lat": None}
    return {"code": code, "level": level, "name": name, "parent": parent, "sort": sort, "inside": inside, **kind}


def _figure(area: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    count = None if value is None else value * 25.0
    return {
        "indicator": "inbraak", "area": area, "period": period, "year": int(period[:4]),
        "month": int(period[5:]) if len(period) > 4 else None, "value": value, "numerator": count,
        "denominator": 25_000.0, "lower": None, "upper": None, "state": "value", "indicative": False, "summed": False,
        "source": "T1", "no_rate": "", "respondents": None, "owner": None, **more,
    }  # fmt: skip


_FIGURES = [
    _figure("GM0001", "2023", 12.345, lower=11.0, upper=13.9),
    _figure("GM0001", "2024", 0.0),
    _figure("GM0001", "2024-03", 1.05, indicative=True, state="provisional"),
    _figure("GM0002", "2023", None, state="withheld"),
    _figure("GM0002", "2024", None, state="not_fetched"),
    _figure("GM0099", "2024", 7.0),
    _figure("WK000101", "2024", None, numerator=3.0, denominator=None, no_rate="few_people"),
    _figure("GM0001", "2025", 99.5, owner="Gemeente Aadorp", source="T1"),
]


def build(file: Path) -> Store:
    """The database at `file`."""
    source = {"publisher": "Politie", "licence": "CC BY 4.0", "definition": "", "rhythm": "maand", "caveat": ""}
    compared = {
        "indicator": "inbraak", "area": "GM0001", "reference": "PD-X", "reference_value": 10.0, "rest": True,
        "ratio": 1.2, "difference": 2.3, "outcome": "higher",
    }  # fmt: skip
    tables: dict[str, list[dict[str, Any]]] = {
        "build_info": [{"key": key, "value": value} for key, value in _INFO.items()],
        "area": [
            _area("PD-X", "district", "X", None, 0),
            _area("GM0001", "gemeente", "Aadorp", "PD-X", 1),
            _area("GM0002", "gemeente", FORMULA, "PD-X", 2),
            _area("WK000101", "wijk", "Haven", "GM0001", 3),
            _area("GM0099", "gemeente", "Elders", None, 4, inside=False),
        ],
        "theme": [{"id": "diefstal", "label": "Diefstal", "veld": "jeugd", "veld_label": "Jeugd", "sort": 1}],
        "indicator": [{**_INDICATOR, "id": "inbraak", "label": "Inbraak", "theme": "diefstal", "sort": 1}],
        "source": [
            {"id": "T1", "title": "Tabel", "url": "https://voorbeeld.nl/t1", **source},
            {"id": "T2", "title": "Leeg", "url": "", **source},
        ],
        "dataset": [
            {"file": name, "source": "T1", "title": "Tabel", "periods": "2023-2024", "retrieved": day, "origin": "x",
             "rows": 3, "sha256": "", "note": ""}
            for name, day in (("a.parquet", date(2026, 11, 20)), ("b.parquet", date(2026, 1, 2)))
        ],
        "observation": _FIGURES,
        "comparison": [{**compared, "period": "2023"}, {**compared, "period": "2025"}],
        "priority": [
            {"id": "p1", "level": "lokaal", "area": "GM0001", "title": "Inbraak", "theme": "diefstal", "start": 2023,
             "end": 2026, "standing": "aanname", "source": "test", "url": "", "description": "", "sort": 1}
        ],
        "commentary": [
            {**_PLAN, "id": "d1", "text": "Het\r\nging;\n\"goed\"", "written": date(2026, 2, 1), "author": SECRET,
             "sort": 1}
        ],
        "action": [
            {**_PLAN, "id": "a1", "title": "+31 bellen", "status": "loopt", "lead": "Politie",
             "partners": ["halt", "om"], "deadline": date(2026, 12, 31), "result": "", "needs": 1.5,
             "needs_unit": "fte", "obstacle": "te weinig mensen", "sort": 1}
        ],
        "assessment": [
            {"priority": "p1", "area": "GM0001", "year": 2024, "outcome": "supports", "register": "worse",
             "survey": "none",
             **{f"{side}_{says}": 1 for side in ("register", "survey")
                for says in ("worse", "better", "steady", "same", "both", "linked")}}
        ],
    }  # fmt: skip
    with opened(file) as work:
        for name, records in tables.items():
            work.add(name, records)
        work.finish()
    return Store(file)


def client(store: Store, base: str = "", root_path: str = "") -> TestClient:
    """A client on an app that has the open data before an address of its own."""
    app = Starlette(
        routes=[Route("/{path:path}", lambda _: PlainTextResponse("de pagina’s"), methods=["GET", "POST"])],
        middleware=[Middleware(OpenData, open_store=lambda: store, base=lambda: base)],
    )
    return TestClient(app, follow_redirects=False, root_path=root_path)
