"""Pages over a plan in PostgreSQL: what one app saves another shows, and without the database only editing stops."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config

from ivp import paths
from ivp.plan import journal, postgres
from ivp.plan.moving import import_files
from ivp.store.current import open_current
from ivp.web import database
from tests.pages import visits
from tests.pages.test_editing import edit, fill_commentary, open_part, press
from tests.pages.visits import visit
from tests.plan.postgres_server import Server

PRIORITY = "roosendaal-jeugd"


@pytest.fixture
def folder(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data with its plan in a database, and the edit mode on."""
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", data)
    for name, value in (("DATA", data), ("CACHE", tmp_path / "cache"), ("EDIT", "lokaal"), ("PLAN", server.database())):
        monkeypatch.setenv(f"IVP_{name}", str(value))
    monkeypatch.setattr(database, "_holder", database._Holder())
    monkeypatch.setattr(postgres, "_RESTART", 0.3)
    before = config.get_option("server.address")
    config.set_option("server.address", "localhost")
    import_files(data, data / "plan")
    yield data
    config.set_option("server.address", before)


def plan_files(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (data / "plan").iterdir()}


def test_what_one_app_saves_another_shows(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache-2").mkdir()
    before = plan_files(folder)
    other = open_current(folder, tmp_path / "cache-2").store
    assert other.commentary(PRIORITY) == ()
    test = fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "In de database")
    visits.holds_for_every_page(test)
    assert "Bewaard" in test.success[0].value
    assert plan_files(folder) == before
    dossier = visit("prioriteiten", gebied="GM1674", prioriteit=PRIORITY)
    assert "In de database" in visits.words(dossier)
    again = open_current(folder, tmp_path / "cache-2").store
    assert [one.text for one in again.commentary(PRIORITY)] == ["In de database"]
    press(open_part(test, "Geschiedenis"), "Zet terug")
    assert journal.rows(folder, "commentary") == ()


def test_while_the_database_is_away_pages_go_on_and_saving_says_one_line(folder: Path, server: Server) -> None:
    test = edit(gebied="GM1674", prioriteit=PRIORITY)
    server.stop("immediate")
    try:
        visits.holds_for_every_page(visit("overzicht"))
        visits.holds_for_every_page(visit("prioriteiten", gebied="GM1674"))
        fill_commentary(test, "Verloren?")
        assert not test.exception
        (line,) = [visits.read(one.value) for one in test.error]
        assert line.startswith("De database van het plan is nu niet bereikbaar")
        assert test.text_area[0].value == "Verloren?"
    finally:
        server.start()
    press(test, "Bewaar")
    visits.holds_for_every_page(test)
    assert [row["text"] for row in journal.rows(folder, "commentary")] == ["Verloren?"]
