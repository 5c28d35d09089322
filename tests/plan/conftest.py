"""The synthetic district of the catalog's tests with its plan, as a data folder that may be changed."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog
from ivp.plan.moving import import_files
from tests.catalog.conftest import FILES, PLAN, PLAN_INDICATORS
from tests.plan.postgres_server import Server, programs, running

NASTY = [
    "=1+1", "+31 6", "-5", "@som",
    "'aanhaling", '"', '""', '"begin', 'eind"', ";", "a;b;c", ",", "a, b", "#geen uitleg",
    "regel\nregel", "regel\n\nregel", "tab\ttab", "€ 3.361.250", "Ångström – één", "🙂", "\u2028", "\u200b", "_x0041_",
    "_x005F_x0041_", "_x000D_", "#N/A", "2023-01-01", "1-2-2023", "007", "1e5", "WAAR", "ja", "<b>&amp;</b>", "\\n",
    "{\"a\": 1}", "'; DROP TABLE x; --", "x" * 32_000, "\ufeff", "a\u00a0b", "%s {0}", "None", "nan",
]  # fmt: skip
"""Texts that a spreadsheet, a CSV file or JSON could read as something else."""


def nasty_texts(seed: int, count: int) -> list[str]:
    """Texts glued together from parts of `NASTY`, the same for the same seed; never empty, never blank outside."""
    chance = random.Random(seed)
    parts = [part for part in NASTY if len(part) < 100] + ["\n", " ", "a", '"', ";", "é"]
    found: list[str] = []
    while len(found) < count:
        text = "".join(chance.choices(parts, k=chance.randint(1, 6))).strip()
        if text:
            found.append(text)
    return found


def build(folder: Path) -> Path:
    """Write catalog and plan into `folder`."""
    (folder / "plan").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text + (PLAN_INDICATORS if name == "indicators.csv" else ""), encoding="utf-8")
    for name, text in PLAN.items():
        (folder / "plan" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder."""
    return build(tmp_path / "data")


@pytest.fixture
def catalog(data: Path) -> Catalog:
    """What the plan may refer to."""
    return load_catalog(data)


def contents(data: Path) -> dict[str, bytes]:
    """Every file of the plan that counts, to see that nothing changed."""
    return {path.name: path.read_bytes() for path in (data / "plan").iterdir() if not path.name.startswith(".")}


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A real PostgreSQL; skips where it is not installed, unless `IVP_POSTGRES=required`."""
    if programs() is None:
        if os.environ.get("IVP_POSTGRES") == "required":
            pytest.fail("PostgreSQL is required here and not installed (Debian: apt-get install postgresql)")
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with running() as made:
        yield made


@pytest.fixture
def address(server: Server, data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database that the plan of `data` lives in from now on."""
    made = server.database()
    monkeypatch.setenv("IVP_PLAN", made)
    return made


@pytest.fixture
def moved(address: str, data: Path) -> str:
    """The same, with the plan of the files in it."""
    import_files(data, data / "plan")
    return address
