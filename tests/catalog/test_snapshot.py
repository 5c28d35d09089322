"""Catalog and embedded figures fit together: every declared series finds its rows, and no rows are left unused."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from ivp import paths
from ivp.catalog import series
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog

SNAPSHOT = paths.ROOT / "data" / "snapshot"
# Only a part of these, or nothing yet, is embedded; a refresh fills the rest.
DECLARED = {"47013NED", "47021NED", "85146NED", "47008NED"}
# Used by the program itself, not by an indicator; or published beside the counts it is made from.
UNUSED = {("83648NED", "T001161", "ophelderingspercentage")}
BACKGROUND = {"85039NED"}

pytestmark = pytest.mark.skipif(
    not (SNAPSHOT / "manifest.json").exists(), reason="data/snapshot heeft nog geen cijfers"
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(paths.ROOT / "data")


@pytest.fixture(scope="module")
def embedded() -> set[tuple[str, str, str]]:
    """(table, code, measure) of all embedded figures."""
    found: set[tuple[str, str, str]] = set()
    for file in sorted(SNAPSHOT.glob("*.parquet")):
        if file.name != "gemeenten_nl.parquet":
            rows = pq.read_table(file, columns=["table", "code", "measure"]).group_by(["table", "code", "measure"])
            found |= {(r["table"], r["code"], r["measure"]) for r in rows.aggregate([]).to_pylist()}
    return found


def test_every_indicator_with_figures_finds_them(catalog: Catalog, embedded: set[tuple[str, str, str]]) -> None:
    wanted = {
        (i.source, i.code, measure): i.id
        for i in catalog.indicators
        for measure in (i.measure, i.denominator_measure)
        if measure and i.source not in DECLARED
    }
    assert {id for key, id in wanted.items() if key not in embedded} == set()


def test_every_embedded_series_belongs_to_an_indicator(catalog: Catalog, embedded: set[tuple[str, str, str]]) -> None:
    used = {(feed.table, feed.code, feed.measure) for feed in series.feeds(catalog)}
    used |= {(i.source, i.code, i.denominator_measure) for i in catalog.indicators}
    assert {one for one in embedded - used if one[0] not in BACKGROUND} == UNUSED & embedded


def test_kinds_of_crime_by_gemeente_go_to_the_indicators_that_a_refresh_fills(
    catalog: Catalog, embedded: set[tuple[str, str, str]]
) -> None:
    kinds = {code for table, code, _ in embedded if table == "47018NED"}
    fed = {
        feed.code: catalog.indicator(feed.indicator).source
        for feed in series.feeds(catalog)
        if feed.table == "47018NED"
    }
    assert len(kinds) == 18
    assert {code: fed[code] for code in kinds} == {
        code: "47022NED" if code == "0.0.0" else "47013NED" for code in kinds
    }


def test_every_embedded_table_is_a_source(catalog: Catalog, embedded: set[tuple[str, str, str]]) -> None:
    assert {table for table, _, _ in embedded} <= {source.id for source in catalog.sources}
