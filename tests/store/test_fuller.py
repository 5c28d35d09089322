"""The fuller figures of a refresh: built within its limits, complete, and honest about what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ivp.catalog.models import Level, State
from ivp.outcomes import Outcome
from ivp.store.connection import HARDENED
from ivp.store.current import open_current
from ivp.store.reader import Store
from tests.store import fuller

pytestmark = pytest.mark.slow
MEMORY = 1.5e9  # bytes
_STATUS = Path("/proc/self/status")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fuller.built(tmp_path_factory)


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    opened = open_current(folder / "data", folder / "cache").store
    yield opened
    opened.close()


def ask(store: Store, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(store.file), read_only=True, config=dict(HARDENED)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.skipif(not _STATUS.exists(), reason="the memory of a process is read from /proc, so on Linux only")
def test_building_stays_within_the_memory(folder: Path) -> None:
    assert 0 < int((folder / "peak").read_text()) < MEMORY


def test_the_same_lot_gives_the_same_figures(folder: Path, tmp_path: Path) -> None:
    first, second = folder / "data", fuller.write_fuller(tmp_path / "data")
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
    checks = store.quality_checks()
    assert all(check.passed for check in checks)
    detail = next(one.detail for one in checks if one.name.startswith("Soorten") and one.source == "47021NED")
    assert detail.startswith("14 jaren en 178 maanden, 8 soorten")


def test_a_year_is_the_sum_of_its_months_and_stands_once(store: Store) -> None:
    facts = store.facts(["misdrijven-totaal"], areas=["GM1674", "PD-MARKIEZATEN"], reference_level=Level.LAND)
    assert len({(one.area.code, one.period) for one in facts}) == len(facts)
    years = {(one.area.code, one.year): one.numerator for one in facts if not one.monthly}
    months: dict[tuple[str, int], list[float]] = defaultdict(list)
    for one in facts:
        if one.monthly and one.numerator is not None:
            months[one.area.code, one.year].append(one.numerator)
    whole = {key: sum(counts) for key, counts in months.items() if len(counts) == 12}
    assert len(whole) == 2 * 14
    assert whole == {key: years[key] for key in whole}


def test_judgements_are_about_years(store: Store) -> None:
    for table in ("trend", "movement", "peer", "assessment_part", "finding", "signal", "goal_progress"):
        assert ask(store, f"""
            SELECT count(*) FROM {table} t JOIN indicator i ON i.id = t.indicator
            WHERE i.source <> 'MIK' AND t.period LIKE '%-%'
        """) == [(0,)]  # fmt: skip
    asked = ["misdrijven-totaal", "overlast-e33", "woninginbraak-maand"]
    matrix = store.matrix(asked, levels=["gemeente"], reference_level=Level.DISTRICT)
    latest = {one.indicator: one.period for one in matrix}
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
    indicator = f"politie-{code.replace('.', '-')}"
    facts = store.facts([indicator], areas=[area, *above], periods=[month], reference_level=Level.LAND)
    assert [one.state for one in facts] == [State.UNKNOWN] * 3
    assert all(one.numerator is None for one in facts)
    so_far = {one.area.code for one in store.year_to_date(indicator, "2019-08")}
    assert area not in so_far
    assert "GM1674" in so_far


def test_wijken_and_buurten_are_in_the_same_indicator_with_rates_of_more_years(store: Store) -> None:
    facts = store.facts(["politie-1-1-1"], levels=["buurt"], reference_level=Level.GEMEENTE)
    assert {one.source for one in facts} == {"47018NED"}
    with_rate = sorted({one.year for one in facts if one.value is not None})
    assert with_rate == [2017, 2019, 2020, 2021, 2022, 2023, 2024, 2025]
    assert any(one.outcome != Outcome.NONE for one in facts)


def test_the_total_of_wijken_and_buurten_is_that_without_sexual_offences(store: Store) -> None:
    assert not store.facts(["misdrijven-totaal"], levels=["wijk", "buurt"], reference_level=Level.LAND)
    whole = store.facts(["misdrijven-buurt"], levels=["wijk"], reference_level=Level.LAND)
    assert {one.source for one in whole if one.period == "2015"} == {"47018NED"}
    assert {one.source for one in whole if one.period == "2023"} == {"47022NED"}  # its own table goes first


def test_every_wijk_and_buurt_has_its_outline(store: Store) -> None:
    for level, count in (("wijk", 58), ("buurt", 214)):
        outlines = store.outlines(level)
        assert len(outlines) == count
        assert all(one.name for one in outlines)


def test_comparable_municipalities_have_a_year_and_no_month(store: Store) -> None:
    for period, known in (("2025", True), ("2025-06", False)):
        others = [one.area.code for one in store.similar("GM1674") if not one.area.inside]
        assert len(others) > 5
        facts = store.facts(
            ["misdrijven-totaal"], areas=others, periods=[period], reference_level=Level.LAND, all_netherlands=True
        )
        assert [one.area.code for one in facts if one.value is not None] == (sorted(others) if known else [])
