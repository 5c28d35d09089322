"""Whatever stands in a file under data/: the catalog is read, or refused with a Dutch line for every mistake."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.tables import load_tables
from ivp.paths import ROOT
from tests.catalog.conftest import FILES, PLAN
from tests.catalog.test_tables import FILES as TABLES
from tests.fuzzing import bytes_of, cells_of, never_fails, one_of


def with_file(file: Path, read: Callable[[], object]) -> Callable[[bytes], object]:
    """Reads with these bytes in the file."""

    def reading(raw: bytes) -> object:
        file.write_bytes(raw)
        return read()

    return reading


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_catalog(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    damage = one_of(cells_of(whole), cells_of(whole), bytes_of(whole))
    never_fails(damage, with_file(folder / name, lambda: load_catalog(folder)), 80)


@pytest.mark.parametrize("name", PLAN)
def test_a_file_of_the_plan(plan_folder: Path, name: str) -> None:
    file = plan_folder / "plan" / name
    damage, catalog = one_of(cells_of(file.read_bytes()), bytes_of(file.read_bytes())), load_catalog(plan_folder)
    never_fails(damage, with_file(file, lambda: load_plan(plan_folder, catalog)), 80)


@pytest.mark.parametrize("name", TABLES)
def test_a_file_about_the_tables_to_fetch(tmp_path: Path, name: str) -> None:
    data = ROOT / "data"
    for other in TABLES:
        shutil.copy(data / other, tmp_path / other)
    damage, catalog = one_of(*(kind((data / name).read_bytes()) for kind in (cells_of, bytes_of))), load_catalog(data)
    never_fails(damage, with_file(tmp_path / name, lambda: load_tables(tmp_path, catalog)), 40)
