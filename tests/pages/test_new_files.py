"""The files under `data/` change while the app runs: a mistake keeps the last good figures, a correction shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ivp import paths
from ivp.web import database
from tests.pages import visits
from tests.pages.visits import drawn, visit

LABEL = "Fietsdiefstal;Fietsdiefstal;"
NOTICE = "De nieuwste bestanden zijn niet in orde; u ziet de vorige cijfers. "


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of `data/` that the app uses, with a database of its own."""
    copy = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", copy)
    monkeypatch.setenv("IVP_DATA", str(copy))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(database, "_holder", database._Holder())
    return copy


def change(file: Path, old: str, new: str) -> None:
    """Replace a text that occurs once."""
    text = file.read_text(encoding="utf-8-sig")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8-sig")


def test_a_mistake_keeps_the_last_good_figures_and_a_correction_shows_without_restart(data: Path) -> None:
    file = data / "indicators.csv"
    test = visit("kaart", indicator="diefstal-fiets")
    visits.holds_for_every_page(test)
    assert not test.info
    before = visits.title(test)

    change(file, "diefstal-fiets;" + LABEL + "vermogen-overig", "diefstal-fiets;" + LABEL + "vermogen")
    test.run()
    visits.holds_for_every_page(test)
    (said,) = visits.notices(test)
    assert said.startswith(NOTICE + "indicators.csv, regel ")
    assert "theme ‘vermogen’ bestaat niet" in said
    assert visits.title(test) == before
    assert drawn(test)

    fresh = visit("overzicht")
    visits.holds_for_every_page(fresh)
    assert visits.notices(fresh) == [said]

    change(file, "diefstal-fiets;" + LABEL + "vermogen;", "diefstal-fiets;Gestolen fietsen;Fietsen;vermogen-overig;")
    test.run()
    visits.holds_for_every_page(test)
    assert not test.info
    assert visits.title(test) == before.replace("Fietsdiefstal", "Gestolen fietsen")


def test_a_broken_file_of_the_snapshot_keeps_the_last_good_figures(data: Path) -> None:
    file = data / "snapshot" / "47013NED.parquet"
    whole = file.read_bytes()
    test = visit("trends", gebied="GM1674")
    before = visits.title(test)

    file.write_bytes(whole[: len(whole) // 2])
    test.run()
    visits.holds_for_every_page(test)
    (said,) = visits.notices(test)
    assert said.startswith(NOTICE)
    assert "47013NED" in said
    assert visits.title(test) == before

    file.write_bytes(whole)
    visits.holds_for_every_page(test.run())
    assert not test.info


def test_without_any_good_figures_the_mistake_is_what_the_page_says(data: Path) -> None:
    change(data / "areas.csv", ";gemeente;Tholen;", ";gemeentje;Tholen;")
    test = visit("overzicht")
    assert test.exception[0].message.startswith("areas.csv, regel ")
    assert not test.title
    change(data / "areas.csv", ";gemeentje;Tholen;", ";gemeente;Tholen;")
    visits.holds_for_every_page(test.run())
