"""The files under `data/` change while the app runs: a mistake keeps the last good figures, a correction shows.

Who reads figures sees them as they were; who edits, and the health route, are told what is wrong.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from ivp import paths
from ivp.store.connection import Database
from ivp.web import database
from ivp.web.front import server
from tests.pages import visits
from tests.pages.visits import drawn, visit
from tests.store import ready
from tests.store.small import DAMAGED

LABEL = "Fietsdiefstal;Fietsdiefstal;"
NOTICE = "De nieuwste bestanden zijn niet in orde; iedereen ziet de vorige cijfers. "
BLOCKED = "Het plan is nu niet te bewerken. "


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of `data/` that the app uses, with a database of its own."""
    copy = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", copy)
    monkeypatch.setenv("IVP_DATA", str(copy))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "cache"))
    ready.put_database(tmp_path / "cache")
    monkeypatch.setattr(database, "_holder", database._Holder())
    return copy


@pytest.fixture
def editing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("IVP_EDIT", "lokaal")
    before = config.get_option("server.address")
    config.set_option("server.address", "localhost")
    yield
    config.set_option("server.address", before)


def told() -> list[str]:
    """What an editor is told."""
    test = visit("bewerken")
    visits.holds_for_every_page(test)
    return visits.notices(test)


def health() -> tuple[int, dict[str, Any]]:
    answer = TestClient(Starlette(routes=server.routes())).get("/gezondheid")
    return answer.status_code, answer.json()


def change(file: Path, old: str, new: str) -> None:
    """Replace a text that occurs once."""
    text = file.read_text(encoding="utf-8-sig")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8-sig")


def test_a_mistake_keeps_the_last_good_figures_and_a_correction_shows_without_restart(
    data: Path, editing: None
) -> None:
    file = data / "indicators.csv"
    test = visit("kaart", indicator="diefstal-fiets")
    visits.holds_for_every_page(test)
    assert not test.info
    before = visits.title(test)

    change(file, "diefstal-fiets;" + LABEL + "vermogen-overig", "diefstal-fiets;" + LABEL + "vermogen")
    test.run()
    visits.holds_for_every_page(test)
    assert not test.info
    assert visits.title(test) == before
    assert drawn(test)

    fresh = visit("overzicht")
    visits.holds_for_every_page(fresh)
    assert not fresh.info
    (said,) = told()
    assert said.startswith(NOTICE + "indicators.csv, regel ")
    assert "theme ‘vermogen’ bestaat niet" in said
    code, found = health()
    assert (code, found["status"]) == (200, "vorige cijfers")
    assert "theme ‘vermogen’ bestaat niet" in found["probleem"]

    change(file, "diefstal-fiets;" + LABEL + "vermogen;", "diefstal-fiets;Gestolen fietsen;Fietsen;vermogen-overig;")
    test.run()
    visits.holds_for_every_page(test)
    assert not test.info
    assert visits.title(test) == before.replace("Fietsdiefstal", "Gestolen fietsen")
    assert told() == []
    assert health()[1]["status"] == "in orde"


def test_a_broken_file_of_the_snapshot_keeps_the_last_good_figures(data: Path, editing: None) -> None:
    file = data / "snapshot" / "47013NED.parquet"
    whole = file.read_bytes()
    test = visit("trends", gebied="GM1674")
    before = visits.title(test)

    file.write_bytes(whole[: len(whole) // 2])
    test.run()
    visits.holds_for_every_page(test)
    assert not test.info
    assert visits.title(test) == before
    (said,) = told()
    assert said.startswith(NOTICE)
    assert "47013NED" in said

    file.write_bytes(whole)
    visits.holds_for_every_page(test.run())
    assert told() == []


def test_without_any_good_figures_the_mistake_is_what_the_page_says(data: Path) -> None:
    change(data / "areas.csv", ";gemeente;Tholen;", ";gemeentje;Tholen;")
    test = visit("overzicht")
    assert test.exception[0].message.startswith("areas.csv, regel ")
    assert not test.title
    change(data / "areas.csv", ";gemeentje;Tholen;", ";gemeente;Tholen;")
    visits.holds_for_every_page(test.run())


def test_a_damaged_journal_blocks_editing_and_nothing_else(data: Path, editing: None) -> None:
    (data / "plan" / "journal.jsonl").write_bytes(DAMAGED)
    test = visit("prioriteiten", gebied="GM1674")
    visits.holds_for_every_page(test)
    assert not test.info

    page = visit("bewerken")
    visits.holds_for_every_page(page)
    (said,) = visits.notices(page)
    assert said.startswith(BLOCKED + "journal.jsonl, regel 1: deze regel is beschadigd")
    assert not page.text_area
    code, found = health()
    assert (code, found["status"], found["probleem"]) == (200, "bewerken kan niet", "")
    assert found["bewerken"].startswith("journal.jsonl, regel 1")

    (data / "plan" / "journal.jsonl").unlink()
    page = visit("bewerken")
    assert page.text_area
    assert health()[1]["status"] == "in orde"


def test_a_database_that_breaks_on_the_way_is_made_again_within_the_same_click(data: Path) -> None:
    test = visit("trends", gebied="GM1674")
    before = visits.title(test)
    broken = database.store()
    broken._connection.close()
    broken.forget()

    visits.holds_for_every_page(test.run())
    assert visits.title(test) == before
    assert not broken.whole
    assert database.store() is not broken


def test_a_question_that_always_fails_is_said_and_does_not_go_round(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit("overzicht")
    asked = []

    def fails(self: Database, name: str, parameters: dict[str, Any]) -> Any:
        if name != "facts":
            return real(self, name, parameters)
        asked.append(name)
        return real(self, "build_info", {"wrong": 1})

    real = Database._ask
    monkeypatch.setattr(Database, "_ask", fails)
    test = visit("trends", gebied="GM1674")
    assert "is niet te lezen" in test.exception[0].message
    assert 2 <= len(asked) <= 4


def test_the_health_route_reads_the_large_tables_and_mends_what_broke(data: Path) -> None:
    visit("overzicht")
    broken = database.store()
    broken._connection.close()
    assert health()[1]["status"] == "in orde"
    assert database.store() is not broken
