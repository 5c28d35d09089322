"""The embedded figures with a made-up plan: the whole build, its time, and that it is repeatable."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from ivp import paths
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog
from ivp.catalog.plan import Evidence, Plan, Standing
from ivp.store.build import run
from ivp.store.connection import HARDENED
from ivp.store.reader import Store
from ivp.wording import assessments as words
from tests.store import world as w

MOST_SECONDS = 3.0
DATA = paths.ROOT / "data"


def plan(catalog: Catalog) -> Plan:
    """A made-up priority for every area that a plan can be about, each with every kind of figure."""
    areas = [area.code for area in catalog.areas if area.level in ("eenheid", "district", "basisteam", "gemeente")]
    priorities = tuple(
        w.priority(f"p-{code.lower()}", code, "vermogen-overig", standing=Standing.VOORBEELD) for code in areas
    )
    linked = ("misdrijven-totaal", "misdrijven-buurt", "woninginbraak-maand", "politie-3-1-1", "ophelderingspercentage")
    links = [w.link(priority.id, indicator) for priority in priorities for indicator in linked]
    links += [w.link(priority.id, "vm-buurt-tevreden", Evidence.SURVEY) for priority in priorities]
    return Plan(priorities=priorities, links=tuple(links))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(DATA)


@pytest.fixture(scope="module")
def store(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Store:
    file = Path(tmp_path_factory.mktemp("build")) / "x.duckdb"
    run.write(file, DATA, catalog, plan(catalog))
    return Store(file)


def test_the_build_stays_fast(catalog: Catalog, tmp_path: Path) -> None:
    """In seconds of the processor, so that other work on the machine does not count."""
    took = []
    for turn in range(3):
        start = time.process_time()
        run.write(tmp_path / f"{turn}.duckdb", DATA, catalog, plan(catalog))
        took.append(time.process_time() - start)
        if took[-1] < MOST_SECONDS:  # three chances: the first may find everything cold
            break
    assert min(took) < MOST_SECONDS


def test_the_build_loads_nothing_heavy(tmp_path: Path) -> None:
    """Frames, models and geometry take longer to load than the figures take to build."""
    heavy = ("pandas", "scipy.stats", "scipy.optimize", "statsmodels", "geopandas", "streamlit")
    code = (
        "import sys; from pathlib import Path; from ivp.store.build import build; "
        f"build(Path({str(DATA)!r}), Path({str(tmp_path / 'x.duckdb')!r})); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_ORDERED = {
    "observation": 3, "comparison": 4, "change": 3, "trend": 3, "movement": 3, "peer": 3, "year_to_date": 3,
}  # fmt: skip


def rows_of(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table, row by row as it is stored."""
    with duckdb.connect(str(file), read_only=True, config=dict(HARDENED)) as connection:
        names = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
        return {name: connection.execute(f'FROM {schema}."{name}"').fetchall() for schema, name in names}


def test_the_build_is_repeatable(catalog: Catalog, store: Store, tmp_path: Path) -> None:
    run.write(tmp_path / "again.duckdb", DATA, catalog, plan(catalog))
    first, second = rows_of(store.file), rows_of(tmp_path / "again.duckdb")
    assert first.keys() == second.keys()
    for name, rows in first.items():
        assert rows == second[name], name


def test_big_tables_lie_in_the_order_of_the_questions(store: Store) -> None:
    """So that a question about some indicators skips the others."""
    tables = rows_of(store.file)
    for name, keys in _ORDERED.items():
        order = [row[:keys] for row in tables[name]]
        assert order == sorted(order), name
        assert len(set(order)) == len(order), name


def test_every_toets_can_be_said(store: Store) -> None:
    indicators = {indicator.id: indicator for indicator in store.indicators()}
    found = store.assessments(2025)
    # of the unit 12 areas, of the district 11, of each team 5, of each gemeente itself
    assert len(found) == 12 + 11 + 2 * 5 + 8
    for one in found:
        parts = store.assessment_parts(one.priority.id, one.area.code, 2025)
        figures = [words.part_sentence(part, indicators[part.indicator]) for part in parts]
        text = " ".join([words.assessment_verdict(one), *figures, words.assessment_rest(one, parts, indicators)])
        assert one.priority.title in text
        assert not {"nan", "none"} & set(re.findall(r"\w+", text.lower()))


def test_every_statement_can_be_said(store: Store) -> None:
    indicators = {indicator.id: indicator for indicator in store.indicators()}
    places = ("PD-MARKIEZATEN", "BT-BERGEN-OP-ZOOM", "BT-ROOSENDAAL", "GM0716", "GM0748", "GM1709")
    found = [*store.findings(), *(one for area in places for one in store.signals(area))]
    evidence = [one for area in places for one in store.candidate_evidence(area)]
    assert len(found) > 20
    assert {one.kind for one in evidence} == {"comparison", "trend"}
    for one in (*found, *evidence):
        assert words.finding_sentence(one, indicators[one.fact.indicator]), one
    for area in places:
        for candidate in store.candidates(area):
            assert candidate.theme_label.lower() in words.candidate_sentence(candidate, indicators).lower()


def test_every_candidate_rests_on_evidence_and_the_others_have_none(store: Store) -> None:
    for area in store.areas():
        behind = {one.theme for one in store.candidate_evidence(area.code)}
        assert {one.theme for one in store.candidates(area.code) if one.rank} == behind


def test_what_is_found_and_what_is_old_does_not_decide(store: Store) -> None:
    parts = {part.indicator: part for part in store.assessment_parts("p-gm1674", "GM1674", 2025)}
    assert not parts["politie-3-1-1"].decides
    assert parts["ophelderingspercentage"].excluded == "old"  # of 2022
    months = parts["woninginbraak-maand"].fact
    assert months is not None
    assert months.period == "2025"  # twelve months
    (one,) = store.assessments(2025, ["GM1674"], ["p-gm1674"])
    assert one.survey.says == "none"  # nothing since 2019
