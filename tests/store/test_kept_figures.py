"""After a refresh of our own areas the figures of other gemeenten stay, and with them what is measured on them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.pulls import carry
from ivp.snapshot import SnapshotParquet, read_manifest, write
from ivp.store.build import build
from ivp.store.connection import HARDENED

TABLE = "47018NED"


def refreshed(data: Path) -> None:
    """Pull the areas of the catalog of one table again: the same figures in a new file."""
    old = data / "snapshot"
    own = [area.code for area in load_catalog(data).areas]
    file = data / "nieuw.parquet"
    whole = pq.read_table(old / f"{TABLE}.parquet")
    part = whole.filter(pc.is_in(whole["area"], pa.array(own)))
    pq.write_table(part, file)
    entry = next(entry for entry in read_manifest(old).files if entry.source == TABLE)
    described = entry.model_dump(include={"file", "source", "title", "periods", "origin", "licence", "note"})
    item = SnapshotParquet(path=file, rows=part.num_rows, **described)
    kept = carry.unchanged(old, [item], {}, data / "apart")
    write(old, [item, *kept], date(2026, 6, 1), "")
    for scrap in (file, data / "apart"):
        shutil.rmtree(scrap) if scrap.is_dir() else scrap.unlink()


def rows_of(file: Path, table: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True, config=dict(HARDENED)) as connection:
        return connection.execute(f"FROM {table}").fetchall()


def test_spread_likes_and_funnel_stand_on_the_national_figures_that_were_there(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", data, ignore=shutil.ignore_patterns("pulls", "eigen"))
    before, after = tmp_path / "voor.duckdb", tmp_path / "na.duckdb"
    build(data, before)
    refreshed(data)
    assert f"rest_{TABLE}.parquet" in {entry.file for entry in read_manifest(data / "snapshot").files}
    build(data, after)
    for table in ("spread", "peer", "funnel_limit", "observation"):
        assert rows_of(after, table) == rows_of(before, table), table
