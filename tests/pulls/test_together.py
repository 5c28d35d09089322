"""Counts and inhabitants agree: counts of a year without inhabitants wait when those failed. All figures made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ivp import snapshot
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog
from ivp.catalog.tables import Tables, load_tables
from ivp.paths import ROOT
from ivp.pulls.together import waiting
from ivp.snapshot import OBSERVATION_SCHEMA, SnapshotParquet

CATALOG: Catalog = load_catalog(ROOT / "data")
TABLES: Tables = load_tables(ROOT / "data", CATALOG)
JANUARY, DECEMBER = ("03759ned", "bevolking_1_januari"), ("37230ned", "bevolking_31_december")
COUNTS = ("47021NED", "registraties")


def item(folder: Path, kind: tuple[str, str], *periods: str, area: str = "GM0748") -> SnapshotParquet:
    source, measure = kind
    rows = [(source, "c", measure, area, period, 1.0, None, "value") for period in periods]
    rows.append((source, "c", measure, area, "2040", None, None, "unknown"))
    frame = pd.DataFrame(rows, columns=OBSERVATION_SCHEMA.names).astype({"value": float, "margin": float})
    file = folder / f"{source}.parquet"
    pq.write_table(pa.Table.from_pandas(frame, OBSERVATION_SCHEMA, preserve_index=False), file)
    return SnapshotParquet(f"{source}.parquet", source, "", "", "", "", "", file, len(rows))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Figures in use with inhabitants up to 2025."""
    snapshot.write(tmp_path / "old", [item(tmp_path, JANUARY, "2024", "2025")], date(2026, 1, 1), "")
    return tmp_path / "old"


@pytest.mark.parametrize(
    ("periods", "failed", "waits"),
    [
        (("2025",), ["03759ned"], False),
        (("2025", "2026-01"), ["03759ned"], True),
        (("2026",), ["03759ned", "37230ned"], True),
        (("2026",), ["47013NED"], False),
        (("2026",), [], False),
    ],
    ids=["has inhabitants", "a month of a new year", "a new year", "another table failed", "nothing failed"],
)
def test_counts_of_a_new_year_wait(
    periods: tuple[str, ...], failed: list[str], waits: bool, old: Path, tmp_path: Path
) -> None:
    found = waiting([item(tmp_path, COUNTS, *periods)], failed, old, CATALOG, TABLES)
    assert set(found) == ({"47021NED"} if waits else set())
    if waits:
        assert found["47021NED"].startswith("Deze tabel wacht: van 2026 zijn er nog geen inwoners, want 03759ned")


@pytest.mark.parametrize(("stand", "waits"), [("2024", True), ("2025", False)])
def test_the_end_of_a_year_counts_for_the_next(stand: str, waits: bool, old: Path, tmp_path: Path) -> None:
    items = [item(tmp_path, COUNTS, "2026"), item(tmp_path, DECEMBER, stand)]
    assert bool(waiting(items, ["03759ned"], old, CATALOG, TABLES)) == waits


def test_figures_that_are_no_counts_per_inhabitant_do_not_wait(old: Path, tmp_path: Path) -> None:
    survey = item(tmp_path, ("85146NED", "waarde"), "2027")
    buurten = item(tmp_path, ("47018NED", "misdrijven"), "2027", area="BU07480000")
    assert waiting([survey, buurten], ["03759ned"], old, CATALOG, TABLES) == {}
