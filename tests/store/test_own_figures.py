"""Figures imported by hand: they fill cells, win over the pull, and change the database."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from ivp import paths, snapshot
from ivp.errors import UserError
from ivp.snapshot import SnapshotTable
from ivp.store import fingerprint
from ivp.store.build import run
from ivp.store.build.work import Work

ROW = {"table": "85146NED", "code": "VoeltZichWeleensOnveiligInBuurt_50", "measure": "waarde", "area": "GM0851",
       "period": "2023", "value": 12.5, "margin": 2.0, "state": "value"}  # fmt: skip


def imported(folder: Path, *rows: dict[str, object]) -> None:
    item = SnapshotTable(
        "EIGEN-MONITOR.parquet", "85146NED", "Eigen", "2023", "met de hand", "eigen", "", pd.DataFrame(rows)
    )
    snapshot.write(folder, [item], date(2026, 11, 25), "Met de hand ingelezen.")


def published(own: Path | None = None) -> pd.DataFrame:
    """All rows that a build starts from."""
    work = Work(duckdb.connect())
    run.publish(work, paths.ROOT / "data" / "snapshot", own)
    return work.connection.table("published").df()


def test_own_figures_fill_cells_and_win(tmp_path: Path) -> None:
    total = {"table": "47013NED", "code": "0.0.0", "measure": "misdrijven", "area": "GM0748", "period": "2024"}
    imported(tmp_path / "eigen", ROW, {**total, "value": 1.0, "margin": float("nan"), "state": "value"})
    embedded, both = published(), published(tmp_path / "eigen")
    assert len(both) == len(embedded) + 1
    found = both.set_index(["table", "code", "area", "period"])
    assert found.loc[("85146NED", ROW["code"], "GM0851", "2023"), "value"] == 12.5
    assert found.loc[("47013NED", "0.0.0", "GM0748", "2024"), "value"] == 1.0
    assert not both.duplicated(["table", "code", "measure", "area", "period"]).any()


def test_an_import_changes_the_database_and_what_is_being_written_does_not(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", data, ignore=shutil.ignore_patterns("pulls", "eigen", "snapshot", "geo"))
    before = fingerprint.content_hash(data)
    imported(data / ".eigen.1.new", ROW)
    assert fingerprint.content_hash(data) == before
    imported(data / "eigen", ROW)
    assert fingerprint.content_hash(data) != before


def test_a_damaged_import_is_named(tmp_path: Path) -> None:
    imported(tmp_path / "eigen", ROW)
    (tmp_path / "eigen" / "EIGEN-MONITOR.parquet").write_bytes(b"")
    with pytest.raises(UserError, match=r"EIGEN-MONITOR.parquet in de map 'eigen' is gewijzigd of beschadigd"):
        run.own_figures(tmp_path)


def test_only_the_pull_in_use_counts(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", data, ignore=shutil.ignore_patterns("pulls", "eigen"))
    before = fingerprint.content_hash(data)
    for stamp in ("2026-11-25T060000", "2026-11-26T060000"):
        shutil.copytree(data / "snapshot", data / "pulls" / stamp / "snapshot")
    assert fingerprint.content_hash(data) == before
    (data / "pulls" / "current").write_text("2026-11-25T060000\n", encoding="utf-8")
    used = fingerprint.content_hash(data)
    assert used != before
    shutil.rmtree(data / "pulls" / "2026-11-26T060000")
    assert fingerprint.content_hash(data) == used
