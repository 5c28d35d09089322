"""The fuller figures of a refresh: built within its limits, complete, and honest about what is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ivp.store.connection import HARDENED
from ivp.store.current import open_current
from ivp.store.reader import Store
from tests.store import fuller

pytestmark = pytest.mark.slow
MEMORY = 1.5e9  # bytes
_STATUS = Path("/proc/self/status")
_BUILD = """
import sys
from pathlib import Path
from ivp.store.build import build
build(Path(sys.argv[1]), Path(sys.argv[2]))
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
print(int(peak.split()[1]) * 1024)
"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    root = fuller.built()
    opened = open_current(root / "data", root / "cache").store
    yield opened
    opened.close()


def ask(store: Store, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(store.file), read_only=True, config=dict(HARDENED)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.skipif(not _STATUS.exists(), reason="the memory of a process is read from /proc, so on Linux only")
def test_building_stays_within_the_memory(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", _BUILD, str(fuller.built() / "data"), str(tmp_path / "x.duckdb")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=120)
    assert int(done.stdout) < MEMORY


def test_the_same_lot_gives_the_same_figures(tmp_path: Path) -> None:
    first, second = fuller.built() / "data", fuller.write_fuller(tmp_path / "data")
    for name in ("47013NED", "47018NED", "47021NED", "47024NED"):
        file = f"snapshot/{name}.parquet"
        assert (first / file).read_bytes() == (second / file).read_bytes()


def test_it_is_as_large_as_a_refresh(store: Store) -> None:
    ((years, months, small),) = ask(store, """
        SELECT count(*) FILTER (WHERE month IS NULL), count(*) FILTER (WHERE month IS NOT NULL),
            count(*) FILTER (WHERE a.level IN ('wijk', 'buurt'))
        FROM observation o JOIN area a ON a.code = o.area JOIN indicator i ON i.id = o.indicator
        WHERE i.source IN ('47013NED', '47021NED')
    """)  # fmt: skip
    too_early = 13 * 4 * 12  # fraud counts from 2016
    assert months == 13 * 178 * (59 + 9) - too_early
    assert small >= 272 * 14 * 59
    assert years > small


def test_every_check_on_the_figures_passes(store: Store) -> None:
    checks = store.query("quality_checks")
    assert checks[~checks["passed"]].empty
    detail = checks[checks["name"].str.startswith("Soorten") & (checks["source"] == "47021NED")]["detail"].iloc[0]
    assert detail.startswith("14 jaren en 178 maanden, 8 soorten")


def test_a_year_is_the_sum_of_its_months_and_stands_once(store: Store) -> None:
    facts = store.facts(["misdrijven-totaal"], areas=["GM1674", "PD-MARKIEZATEN"])
    assert not facts.duplicated(["area", "period"]).any()
    months = facts[facts["month"].notna()].groupby(["area", "year"])["numerator"].agg(["sum", "size"])
    years = facts[facts["month"].isna()].set_index(["area", "year"])["numerator"]
    whole = months[months["size"] == 12]["sum"]
    assert len(whole) == 2 * 14
    assert (whole == years.reindex(whole.index)).all()


def test_judgements_are_about_years(store: Store) -> None:
    for table in ("trend", "assessment_part", "finding", "signal", "goal_progress"):
        assert ask(store, f"""
            SELECT count(*) FROM {table} t JOIN indicator i ON i.id = t.indicator
            WHERE i.source <> 'MIK' AND t.period LIKE '%-%'
        """) == [(0,)]  # fmt: skip
    matrix = store.matrix(["misdrijven-totaal", "overlast-e33", "woninginbraak-maand"], levels=["gemeente"])
    latest = dict(zip(matrix["indicator"], matrix["period"], strict=True))
    assert latest == {"misdrijven-totaal": "2025", "overlast-e33": "2025", "woninginbraak-maand": "2026-05"}


@pytest.mark.parametrize("code", fuller.WITHHELD)
def test_withheld_months_and_wijken_are_never_zero(store: Store, code: str) -> None:
    states = ask(store, f"""
        SELECT a.level, list(DISTINCT o.state) FROM observation o JOIN area a ON a.code = o.area
        WHERE o.indicator = 'politie-{code.replace(".", "-")}'
            AND (o.month IS NOT NULL OR a.level IN ('wijk', 'buurt'))
        GROUP BY a.level
    """)  # fmt: skip
    found = dict(states)
    assert set(found) == {"land", "eenheid", "district", "basisteam", "gemeente", "wijk", "buurt"}
    assert all(seen == ["withheld"] for seen in found.values())


def test_the_unknown_month_stays_unknown_up_to_the_district(store: Store) -> None:
    code, area, month = fuller.HOLE
    above = ["BT-BERGEN-OP-ZOOM", "PD-MARKIEZATEN"]
    facts = store.facts([f"politie-{code.replace('.', '-')}"], areas=[area, *above], periods=[month])
    assert facts["state"].tolist() == ["unknown"] * 3
    assert facts["numerator"].isna().all()
    so_far = store.year_to_date(f"politie-{code.replace('.', '-')}", "2019-08")
    assert area not in set(so_far["area"])
    assert "GM1674" in set(so_far["area"])


def test_wijken_and_buurten_are_in_the_same_indicator_with_rates_of_more_years(store: Store) -> None:
    facts = store.facts(["politie-1-1-1"], levels=["buurt"])
    assert set(facts["source"]) == {"47018NED"}
    with_rate = sorted(set(facts.loc[facts["value"].notna(), "year"]))
    assert with_rate == [2017, 2019, 2020, 2021, 2022, 2023, 2024, 2025]
    assert (facts["outcome"] != "none").any()


def test_the_total_of_wijken_and_buurten_is_that_without_sexual_offences(store: Store) -> None:
    assert store.facts(["misdrijven-totaal"], levels=["wijk", "buurt"]).empty
    whole = store.facts(["misdrijven-buurt"], levels=["wijk"]).set_index("period")["source"]
    assert set(whole["2015"]) == {"47018NED"}
    assert set(whole["2023"]) == {"47022NED"}  # its own table goes first


def test_every_wijk_and_buurt_has_its_outline(store: Store) -> None:
    for level, count in (("wijk", 58), ("buurt", 214)):
        features = store.outlines(level)["features"]
        assert len(features) == count
        assert all(feature["properties"]["name"] for feature in features)


def test_comparable_municipalities_have_a_year_and_no_month(store: Store) -> None:
    for period, known in (("2025", True), ("2025-06", False)):
        similar = store.similar("GM1674", "misdrijven-totaal", period)
        others = similar[~similar["area"].isin(store.areas()["code"])]
        assert len(others) > 5
        assert others["value"].notna().all() == known
        assert others["value"].notna().any() == known
