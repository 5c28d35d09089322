"""A refresh while the app runs: the next click shows the new figures, and going back shows the old ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ivp.pulls import active
from ivp.pulls.progress import Progress
from ivp.pulls.refresh import Wish, refresh
from ivp.sources.transport import Patience, SourceError, Transport
from ivp.web import database
from tests.pages import visits
from tests.pages.visits import visit
from tests.services import tables
from tests.services.data import data_folder
from tests.services.server import Services

WISH = Wish(only=("47021NED",), outlines=False)


@pytest.fixture
def services() -> Iterator[Services]:
    with Services({"politie": tables.politie(), "cbs": {}}) as running:
        yield running


@pytest.fixture
def data(tmp_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = data_folder(tmp_path / "data", politie=services.politie, cbs=services.cbs)
    monkeypatch.setenv("IVP_DATA", str(folder))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(database, "_holder", database._Holder())
    return folder


def pull(data: Path) -> None:
    with Transport(Patience(pause=0, attempts=2), sleep=lambda _: None) as transport:
        refresh(data, transport, Progress(), WISH, datetime(2026, 11, 25, 6, 0, 0))


def test_the_next_click_shows_the_new_figures(data: Path, services: Services) -> None:
    test = visit("trends", indicator="overlast-totaal", gebied="GM1674")
    visits.holds_for_every_page(test)
    before = visits.title(test)

    services.fault("gone", "47021NED")
    with pytest.raises(SourceError):
        pull(data)
    assert visits.title(test.run()) == before

    pull(data)
    visits.holds_for_every_page(test.run())
    assert visits.title(test) != before
    assert "Roosendaal" in visits.title(test)
    assert "2025" in visits.title(test)
    assert not test.info

    active.rollback(data)
    assert visits.title(test.run()) == before
