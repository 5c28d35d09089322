"""A data folder of its own, and services on loopback that it points to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.data import data_folder
from tests.services.server import Services


@pytest.fixture
def services() -> Iterator[Services]:
    with Services(page=2_000) as running:
        yield running


@pytest.fixture
def data(tmp_path: Path, services: Services) -> Path:
    return data_folder(tmp_path / "data", politie=services.politie, cbs=services.cbs)
