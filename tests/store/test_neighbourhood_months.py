"""The monthly table of buurten: every figure of a small made-up country comes back, and nothing is made of a gap."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from ivp import paths
from ivp.snapshot import KeptFile, SnapshotTable, read_manifest, write
from ivp.store.build import neighbourhood_months as months
from ivp.store.build import run
from ivp.store.build.work import Work
from ivp.store.connection import HARDENED
from tests.national import months as national

SIZE = national.Size(municipalities=4, areas=20, types=3, months=20)
SECOND = "GM0002"
QUERIES = Path(months.__file__).parents[1] / "queries"


def ask(connection: duckdb.DuckDBPyConnection, name: str, **parameters: str) -> pd.DataFrame:
    query = (QUERIES / f"neighbourhood_{name}.sql").read_text(encoding="utf-8")
    return connection.cursor().execute(query, parameters).df()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("months")
    assert national.write(folder / "x.parquet", SIZE) == SIZE.rows
    assert national.fill(folder / "x.parquet", folder / "x.duckdb") == SIZE.rows
    with duckdb.connect(str(folder / "x.duckdb"), read_only=True, config=dict(HARDENED)) as connection:
        yield connection


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield Work(connection).connection


def test_every_series_comes_back(filled: duckdb.DuckDBPyConnection) -> None:
    for municipality in (1, 4):
        counts = national.counts_of(municipality, SIZE)
        for i, area in enumerate(national.areas_of(municipality, SIZE)):
            for j, code in enumerate(SIZE.codes):
                found = ask(filled, "series", area=area, code=code)
                assert found["period"].tolist() == SIZE.periods
                np.testing.assert_array_equal(found["value"].astype(float), counts[i, j])


@pytest.mark.parametrize("until", range(SIZE.months), ids=SIZE.periods.__getitem__)
def test_a_year_is_summed_only_where_all_twelve_months_are_known(filled: duckdb.DuckDBPyConnection, until: int) -> None:
    found = ask(filled, "year", gemeente=SECOND, code=SIZE.codes[1], until=SIZE.periods[until])
    first = until - 11
    sums = national.counts_of(2, SIZE)[:, 1, max(first, 0) : until + 1].sum(axis=1)
    areas = national.areas_of(2, SIZE)
    expected = {area: int(v) for area, v in zip(areas, sums, strict=True) if first >= 0 and not np.isnan(v)}
    assert dict(zip(found["area"], found["value"], strict=True)) == expected
    assert len(expected) < len(areas), "some have a gap"
    assert expected or first < 0


def test_what_is_not_there_has_no_rows(filled: duckdb.DuckDBPyConnection) -> None:
    assert ask(filled, "series", area="BU99990000", code=SIZE.codes[0]).empty
    assert ask(filled, "series", area="BU00010000", code="9.9").empty
    assert ask(filled, "year", gemeente="GM9999", code=SIZE.codes[0], until="2025-06").empty


def test_without_a_file_the_queries_answer_nothing(empty: duckdb.DuckDBPyConnection) -> None:
    assert ask(empty, "series", area="BU00010000", code="1.0").empty
    assert ask(empty, "year", gemeente="GM0001", code="1.0", until="2025-06").empty


def test_the_areas_of_a_gemeente_lie_together(filled: duckdb.DuckDBPyConnection) -> None:
    """Only then a question about one gemeente skips the others."""
    rows = filled.execute("SELECT area, code, month FROM neighbourhood_month").fetchall()
    assert rows == sorted(rows)
    spread = filled.execute("SELECT max(id) - min(id) + 1, count(*) FROM neighbourhood_area GROUP BY gemeente")
    assert spread.fetchall() == [(SIZE.areas, SIZE.areas)] * SIZE.municipalities


def observation(**own: Any) -> dict[str, Any]:
    row = {"table": "47022NED", "code": "1.1", "measure": "misdrijven", "area": "BU00010000", "period": "1999-12"}
    return {**row, "value": 3.0, "margin": np.nan, "state": "value", **own}


def table(*rows: dict[str, Any]) -> SnapshotTable:
    return SnapshotTable(run.NEIGHBOURHOOD_MONTHS, "47022NED", "", "", "", "", "", pd.DataFrame(rows))


def parquet(folder: Path, *rows: dict[str, Any]) -> Path:
    write(folder, [table(*rows)], date(2026, 1, 1), "")
    return folder / run.NEIGHBOURHOOD_MONTHS


def test_only_counts_of_months_are_taken(tmp_path: Path) -> None:
    other, year = observation(measure="aangiften"), observation(period="2024")
    unknown = observation(period="2000-01", value=np.nan, state="withheld")
    file = parquet(tmp_path / "snapshot", observation(), other, year, unknown)
    with duckdb.connect() as connection:
        assert months.load(Work(connection), file) == 2
        kept = connection.execute("SELECT month, value FROM neighbourhood_month").fetchall()
        assert kept == [(-1, 3), (0, None)]
        series = ask(connection, "series", area="BU00010000", code="1.1")
    assert series["period"].tolist() == ["1999-12", "2000-01"]


def test_the_build_takes_the_file_of_the_snapshot(tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "x.duckdb"
    shutil.copytree(paths.ROOT / "data", data, ignore=shutil.ignore_patterns("pulls", "eigen"))
    kept = [KeptFile(entry, data / "snapshot" / entry.file) for entry in read_manifest(data / "snapshot").files]
    months_file = table(observation(period="2031-04"))
    for items, rows in (([*kept, months_file], 1), (kept, 0)):
        write(data / "snapshot", items, date(2026, 1, 1), "")
        run.build(data, target)
        with duckdb.connect(str(target), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM neighbourhood_month").fetchall() == [(rows,)]
            assert connection.execute("SELECT count(*) FROM observation WHERE year = 2031").fetchall() == [(0,)]


def test_the_size_of_the_bench() -> None:
    assert national.NATIONAL.rows > 20_000_000
    assert len(set(national.areas_of(7, national.NATIONAL))) == national.NATIONAL.areas


def test_the_small_bench_runs() -> None:
    # a process of its own: the bench starts others, which read again what the tests before this one left as main
    code = f"from tests.national import months; print(months.run(months.{SIZE!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert "| rijen | 4.800 |" in done.stdout
