"""Figures of one's own on the page: only when switched on, shown before they are kept, one line for every mistake."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from ivp import paths
from ivp.pulls import handmade, own_files
from ivp.sources.templates import MONITOR, REGISTRATION
from ivp.web import database
from tests.pages import visits
from tests.pages.visits import visit
from tests.sources.filled import SURVEY_ROW, as_csv, as_xlsx, row
from tests.store import ready


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data that may be changed, with edit mode and import on for one user on this computer."""
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", data, ignore=shutil.ignore_patterns("eigen", "pulls"))
    monkeypatch.setenv("IVP_DATA", str(data))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "cache"))
    ready.put_database(tmp_path / "cache")
    monkeypatch.setenv("IVP_EDIT", "lokaal")
    monkeypatch.setenv("IVP_IMPORT", "aan")
    before = config.get_option("server.address")
    config.set_option("server.address", "localhost")
    yield data
    config.set_option("server.address", before)


def opened() -> AppTest:
    test = visit("bewerken")
    test.session_state["bewerk-deel"] = "Cijfers"
    return test.run()


def offer(test: AppTest, raw: bytes, name: str = "vm.csv") -> AppTest:
    test.file_uploader[0].set_value((name, raw, "text/csv"))
    return test.run()


def press(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def kept(data: Path) -> dict[str, int]:
    return {name: len(own.frame) for name, own in own_files.load(data).items()}


@pytest.mark.parametrize(("edit", "on"), [("lokaal", ""), ("lokaal", "ja"), ("", "aan")])
def test_nothing_can_be_uploaded_unless_both_are_switched_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, edit: str, on: str
) -> None:
    monkeypatch.setenv("IVP_EDIT", edit)
    monkeypatch.setenv("IVP_IMPORT", on)
    test = visit("bewerken")
    visits.holds_for_every_page(test)
    assert "Cijfers" not in [tab.label for tab in test.tabs]
    assert not test.file_uploader


def test_a_file_is_shown_before_it_is_kept(folder: Path) -> None:
    test = opened()
    visits.holds_for_every_page(test)
    assert "Er is nog niets ingelezen." in visits.read(visits.words(test))
    offer(test, as_csv(MONITOR, SURVEY_ROW))
    visits.holds_for_every_page(test)
    assert "1 nieuw, 0 veranderd, 0 gelijk." in visits.read(visits.words(test))
    assert kept(folder) == {}
    press(test, "Bewaar deze cijfers")
    visits.holds_for_every_page(test)
    assert kept(folder) == {"EIGEN-MONITOR": 1}
    assert "vm.csv" in own_files.load(folder)["EIGEN-MONITOR"].origins[0]
    assert "Bewaar deze cijfers" not in labels(test)


def test_figures_that_are_there_already_need_no_saving(folder: Path) -> None:
    test = press(offer(opened(), as_csv(MONITOR, SURVEY_ROW)), "Bewaar deze cijfers")
    offer(test, as_xlsx(MONITOR, SURVEY_ROW), "zelfde.xlsx")
    visits.holds_for_every_page(test)
    assert "Deze cijfers staan er al" in visits.words(test)
    assert "Bewaar deze cijfers" not in labels(test)


def test_every_mistake_is_one_line_and_nothing_can_be_kept(folder: Path) -> None:
    test = offer(opened(), as_csv(MONITOR, SURVEY_ROW, row(MONITOR, jaar="2019"), row(MONITOR, gebied="Nergens")))
    assert not test.exception
    lines = visits.read(test.error[0].value).split("  \n")
    assert len(lines) == 3
    assert lines[0].startswith("vm.csv, rij 4, kolom jaar: 2019 is van vóór de nieuwe Veiligheidsmonitor")
    assert lines[1].startswith("vm.csv, rij 5, kolom gebied: gebied ‘Nergens’ bestaat niet")
    assert lines[2] == "Er is niets bewaard."
    assert "Bewaar deze cijfers" not in labels(test)
    assert kept(folder) == {}


def test_an_unknown_registration_says_which_line_to_add(folder: Path) -> None:
    test = offer(opened(), as_csv(REGISTRATION, row(REGISTRATION, indicator="Rapporten van boa's")))
    assert "voeg daar deze regel toe en pas hem aan: rapporten-van-boa-s;" in visits.read(test.error[0].value)


def test_a_file_is_read_once_and_not_at_every_click(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[str] = []
    read = handmade.read_import

    def counted(raw: bytes, name: str, *more: Any, **named: Any) -> handmade.Imported:
        times.append(name)
        return read(raw, name, *more, **named)

    monkeypatch.setattr(handmade, "read_import", counted)
    test = offer(opened(), as_csv(MONITOR, SURVEY_ROW))
    for _ in range(3):
        test.run()
    test.checkbox[0].check().run()
    assert times == ["vm.csv"]
    offer(test, as_csv(MONITOR, row(MONITOR, waarde="12")))
    assert times == ["vm.csv", "vm.csv"]
    assert "1 nieuw" in visits.words(test)


def test_a_file_with_mistakes_is_read_once_too_and_again_when_the_catalog_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []
    read = handmade.read_import
    monkeypatch.setattr(handmade, "read_import", lambda *a, **k: (times.append(a[1]), read(*a, **k))[1])
    test = offer(opened(), as_csv(MONITOR, row(MONITOR, gebied="Nergens")))
    test.run()
    assert times == ["vm.csv"]
    areas = folder / "areas.csv"
    areas.write_text(areas.read_text(encoding="utf-8").replace("Bergen op Zoom-Noord", "Nergens"), encoding="utf-8")
    test.run()
    assert len(times) == 2


def test_an_empty_cell_over_a_figure_is_kept_only_when_that_is_ticked(folder: Path) -> None:
    raw = b"ID;RegioS;Perioden;BevolkingOp1Januari_1\n1;GM1674;2025JJ00;\n"
    test = offer(opened(), raw, "03759ned_x.csv")
    visits.holds_for_every_page(test)
    assert "komen in de plaats van 1 cijfer" in visits.read(visits.words(test))
    save = next(button for button in test.button if button.label == "Bewaar deze cijfers")
    assert save.disabled
    next(box for box in test.checkbox if "mogen verdwijnen" in box.label).check().run()
    press(test, "Bewaar deze cijfers")
    visits.holds_for_every_page(test)
    assert kept(folder) == {"EIGEN-03759ned": 1}


def test_figures_that_no_dashboard_can_be_made_of_are_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("iets binnenin")

    monkeypatch.setattr("ivp.web.plan.upload.prove", broken)
    test = press(offer(opened(), as_csv(MONITOR, SURVEY_ROW)), "Bewaar deze cijfers")
    assert not test.exception
    assert "Met deze cijfers is het dashboard niet te maken" in visits.read(test.error[0].value)
    assert kept(folder) == {}


PAGES = ("overzicht", "prioriteiten", "kaart", "trends", "vergelijken", "gemeente", "beleving", "verantwoording")
DOWNLOADS = {
    "47013NED_proef.csv": "ID;SoortMisdrijf;RegioS;Perioden;GeregistreerdeMisdrijven_1\n"
    "1;0.0.0 ;GM0748;2025JJ00;900\n2;2.5.2 ;GM0748;2025JJ00;9\n3;0.0.0 ;GM0748;2025KW02;100\n",
    "83648NED_proef.csv": "ID;SoortMisdrijf;RegioS;Perioden;TotaalGeregistreerdeMisdrijven_1\n"
    "1;T001161;GM0748;2023JJ00;777\n",
    "37230ned_proef.csv": "ID;RegioS;Perioden;BevolkingAanHetEindeVanDePeriode_15\n1;GM0748;2024JJ00;70000\n",
    "vm.csv": as_csv(MONITOR, SURVEY_ROW).decode("utf-8-sig"),
}


def test_after_every_import_the_database_builds_and_the_pages_work(folder: Path) -> None:
    """Tables that are in the snapshot already, with files of the same name there, one import after the other."""
    for name, text in DOWNLOADS.items():
        test = offer(opened(), text.encode(), name)
        assert re.search(r"[1-9]\d* (nieuw|veranderd)", visits.read(visits.words(test)))
        press(test, "Bewaar deze cijfers")
        visits.holds_for_every_page(test)
        assert not database.problem()
    assert len(kept(folder)) == len(DOWNLOADS)
    for page in PAGES:
        visits.holds_for_every_page(visit(page, gebied="GM1674"))
    asked = {"gebied": "GM1674", "indicator": "vm-onveilig-buurt", "periode": "2023"}
    feeling = visits.read(visits.words(visit("beleving", **asked)))
    assert "gemeente Proef, Veiligheidsmonitor, eigen uitkomsten" in feeling


def test_what_was_read_in_can_be_taken_away(folder: Path) -> None:
    test = press(offer(opened(), as_csv(MONITOR, SURVEY_ROW)), "Bewaar deze cijfers")
    press(test, "Ja, haal weg")
    visits.holds_for_every_page(test)
    assert kept(folder) == {}
    assert "Er is nog niets ingelezen." in visits.words(test)
