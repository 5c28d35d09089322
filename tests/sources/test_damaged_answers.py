"""Whatever a service answers: it is taken as it should be, or refused in Dutch, and never half."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ivp.sources import leefbaarometer, pdok, wfs
from ivp.sources.odata import ODataTable
from tests.fuzzing import json_of, never_fails

RECORDED = Path(__file__).parent / "recorded"
FEATURES = {
    "features": [
        {"id": code, "properties": {"gemeentecode": "GM0748", "id": code, "kscore": 5, "afw": 0.1}} for code in "ab"
    ],
    "links": [{"rel": "next", "href": "https://x/?cursor=1"}],
    "numberMatched": 2,
    "numberReturned": 2,
}


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_bytes())


def answering(raw: bytes, times: int = 3) -> Any:
    """A transport that gives this JSON a few times, and then a page without more."""
    left = [json.loads(raw)] * times
    return SimpleNamespace(json=lambda *_, **__: left.pop() if left else {"value": [], "features": []})


def table(raw: bytes) -> ODataTable:
    return ODataTable(answering(raw), "https://dienst.example", "47013NED", "Tabel 47013NED")


READS: dict[str, tuple[str, Callable[[ODataTable], object]]] = {
    "info": ("47013NED_TableInfos", lambda of: of.info()),
    "structure": ("47013NED_DataProperties", lambda of: of.structure()),
    "codes": ("47013NED_SoortMisdrijf", lambda of: of.codes("SoortMisdrijf")),
    "rows": ("47013NED_TypedDataSet_rows", lambda of: list(of.pages())),
    "next": ("ODataFeed_page_with_nextLink.reconstructed", lambda of: list(of.pages())),
}


@pytest.mark.parametrize("what", READS)
def test_an_odata_table(what: str) -> None:
    name, read = READS[what]
    whole = recorded(name)
    if isinstance(whole, dict) and isinstance(whole.get("value"), list):
        whole["value"] = whole["value"][:40]
    never_fails(json_of(whole), lambda raw: read(table(raw)), 400)


def test_outlines() -> None:
    never_fails(
        json_of(FEATURES), lambda raw: pdok.buurten(answering(raw, 1), "https://x", "b", 2024, "GM0748", "P"), 400
    )


def test_a_map_service() -> None:
    def read(raw: bytes) -> None:
        found = wfs.features(answering(raw), "https://x", "lbm3:gemeentescore24", "Leefbaarometer")
        leefbaarometer.observations(found, "lbm3:gemeentescore24", ["GM0748"])

    one = {"id": "GM0748", **dict.fromkeys(("afw", "fys", "onv", "soc", "vrz", "won"), 0.1), "kscore": 5}
    never_fails(json_of({"features": [{"properties": one}], "numberMatched": 1}), read, 400)
