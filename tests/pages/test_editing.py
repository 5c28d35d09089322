"""The edit mode: off unless switched on, and no change without a check, a name and a way back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from ivp import paths
from ivp.plan import journal
from tests.pages import visits
from tests.pages.visits import visit
from tests.store import ready

PRIORITY = "roosendaal-jeugd"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data that may be changed, with the edit mode on for one user on this computer."""
    data = tmp_path / "data"
    shutil.copytree(paths.ROOT / "data", data)
    monkeypatch.setenv("IVP_DATA", str(data))
    monkeypatch.setenv("IVP_CACHE", str(tmp_path / "cache"))
    ready.put_database(tmp_path / "cache")
    monkeypatch.setenv("IVP_EDIT", "lokaal")
    before = config.get_option("server.address")
    config.set_option("server.address", "localhost")
    yield data
    config.set_option("server.address", before)


def edit(**params: str) -> AppTest:
    return visit("bewerken", **params)


def press(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def fill_commentary(test: AppTest, text: str) -> AppTest:
    test.text_area[0].set_value(text)
    return press(test, "Bewaar")


def commentary(folder: Path) -> list[str]:
    return [row["text"] for row in journal.rows(folder, "commentary")]


@pytest.mark.parametrize("setting", ["", "ja"])
def test_nobody_edits_unless_it_is_switched_on(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVP_EDIT", setting)
    test = edit()
    visits.holds_for_every_page(test)
    assert not test.text_area
    assert not test.selectbox
    assert "bewerkstand" in visits.words(test)


def test_the_local_mode_is_refused_where_others_can_reach_the_server(folder: Path) -> None:
    config.set_option("server.address", "0.0.0.0")
    test = edit()
    visits.holds_for_every_page(test)
    assert not test.text_area
    assert "alleen als de server op localhost staat" in visits.words(test)


def test_without_settings_for_signing_in_nobody_gets_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVP_EDIT", "oidc")
    test = edit()
    visits.holds_for_every_page(test)
    assert not test.text_area
    assert "Aanmelden is nog niet ingesteld" in visits.words(test)


def test_duiding_is_kept_with_name_and_time_and_shows_in_the_dossier(folder: Path) -> None:
    text = 'Het cijfer daalt; let op de "haven" =1+1 <b>'
    test = fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), text)
    visits.holds_for_every_page(test)
    assert commentary(folder) == [text]
    entry = journal.history(folder)[0]
    assert entry.who
    assert entry.action == "save"
    dossier = visit("prioriteiten", gebied="GM1674", prioriteit=PRIORITY)
    visits.holds_for_every_page(dossier)
    assert text in visits.words(dossier).replace("\\", "")


def test_an_empty_field_is_named_and_nothing_is_kept(folder: Path) -> None:
    test = fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "")
    assert visits.read(test.error[0].value) == "Vul nog in: Tekst. Er is niets bewaard."
    assert commentary(folder) == []
    assert not journal.history(folder)


def test_a_wrong_year_is_explained_in_dutch_and_nothing_is_kept(folder: Path) -> None:
    test = edit(gebied="GM1674", prioriteit=PRIORITY)
    test.text_input[0].set_value("vorig jaar")
    fill_commentary(test, "Tekst")
    assert "is geen heel getal" in visits.read(test.error[0].value)
    assert commentary(folder) == []
    assert test.text_area[0].value == "Tekst"


def fill_goal(test: AppTest, **texts: str) -> AppTest:
    """A new goal with these texts by label; the rest is filled in with something."""
    test.session_state["bewerk-deel"] = "Doelen"
    test.run()
    known = {"Wat wordt gemeten": "Proefmaat", "Beginjaar": "2023", "Beginwaarde": "8", "Doeljaar": "2026",
             "Gesteld door": "raad", "Bron": "Proef"} | texts  # fmt: skip
    for field in test.text_input:
        if field.label.removesuffix(" (mag leeg)") in known:
            field.set_value(known[field.label.removesuffix(" (mag leeg)")])
    return press(test, "Bewaar")


@pytest.mark.parametrize(
    ("base", "target", "stored"),
    [("1.350", "1.200", ("1350", "1200")), ("31 %", "29 %", ("31", "29")), ("7,50", "7.25", ("7,5", "7,25"))],
)
def test_a_goal_is_what_its_sender_typed(folder: Path, base: str, target: str, stored: tuple[str, str]) -> None:
    before = len(journal.rows(folder, "goals"))
    test = fill_goal(edit(gebied="GM1674"), Beginwaarde=base, Streefwaarde=target)
    visits.holds_for_every_page(test)
    goals = journal.rows(folder, "goals")
    assert len(goals) == before + 1
    assert (goals[-1]["base_value"], goals[-1]["target_value"]) == stored


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ({"Beginwaarde": "ongeveer 8"}, "Beginwaarde ‘ongeveer 8’ is geen getal; schrijf een getal"),
        ({"Beginjaar": "20,5"}, "Beginjaar ‘20,5’ is geen heel getal; vul een getal zonder komma in."),
        ({"Streefwaarde": "1.2.3"}, "Streefwaarde ‘1.2.3’ is geen getal"),
    ],
)
def test_what_is_no_number_is_named_by_its_label_and_stays(folder: Path, texts: dict[str, str], line: str) -> None:
    before = journal.rows(folder, "goals")
    test = fill_goal(edit(gebied="GM1674"), **texts)
    assert line in visits.read(test.error[0].value)
    assert "Er is niets bewaard." in visits.read(test.error[0].value)
    assert journal.rows(folder, "goals") == before
    assert next(iter(texts.values())) in [field.value for field in test.text_input]


def test_a_date_as_a_file_may_have_it_opens_in_the_form(folder: Path) -> None:
    file = folder / "plan" / "decisions.csv"
    text = file.read_text(encoding="utf-8-sig")
    row = f"proef;{PRIORITY};GM1674;2024;handhaven;raad;1-6-2024;;\n"
    file.write_text(text.rstrip("\n") + "\n" + row, encoding="utf-8-sig")
    test = edit(gebied="GM1674")
    test.session_state["bewerk-deel"] = "Besluiten"
    test.run()
    test.selectbox(key="regel-decisions").select("proef").run()
    visits.holds_for_every_page(test)
    assert test.date_input[0].value == date(2024, 6, 1)


def test_two_editors_do_not_overwrite_each_other(folder: Path) -> None:
    fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "Eerste versie")
    key = journal.history(folder)[0].key
    test = edit()
    test.selectbox(key="regel-commentary").select(key).run()
    assert test.text_area[0].value == "Eerste versie"
    seen = journal.rows(folder, "commentary")[0]
    journal.save(folder, "commentary", {**seen, "text": "Van een ander"}, "ander", seen)
    fill_commentary(test, "Mijn versie")
    assert test.error
    assert commentary(folder) == ["Van een ander"]
    press(test, "Toon de nieuwe versie")
    assert test.text_area[0].value == "Van een ander"


def test_a_change_can_be_turned_back(folder: Path) -> None:
    test = fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "Vergissing")
    test.session_state["bewerk-deel"] = "Geschiedenis"
    test.run()
    press(test, "Zet terug")
    visits.holds_for_every_page(test)
    assert commentary(folder) == []
    assert [entry.action for entry in journal.history(folder)] == ["undo", "save"]


def test_a_candidate_becomes_a_priority_in_one_step(folder: Path) -> None:
    test = edit(gebied="BT-ROOSENDAAL")
    test.session_state["bewerk-deel"] = "Kandidaten"
    test.run()
    press(test, "Neem over in het plan")
    visits.holds_for_every_page(test)
    added = [row for row in journal.rows(folder, "priorities") if row["area"] == "BT-ROOSENDAAL"]
    assert [(row["level"], row["standing"], row["start"], row["end"]) for row in added] == [
        ("basisteam", "aanname", "2027", "2030")
    ]
    assert any(row["priority"] == added[0]["id"] for row in journal.rows(folder, "links"))


def test_a_goal_with_a_series_gives_the_chance_to_reach_it(folder: Path) -> None:
    goal = {
        "area": "GM0748", "priority": "bergen-op-zoom-jeugd", "measure": "Proefdoel", "direction": "omlaag",
        "base_year": 2023, "base_value": "50,0", "target_year": 2026, "target_value": "1,0", "set_by": "de test",
        "standing": "voorbeeld", "source": "test", "indicator": "woninginbraak-maand",
    }  # fmt: skip
    journal.save(folder, "goals", goal, "test")
    test = visit("prioriteiten", gebied="GM0748", prioriteit="bergen-op-zoom-jeugd")
    visits.holds_for_every_page(test)
    said = visits.words(test).replace("\\", "")
    assert "Proefdoel in Bergen op Zoom" in said
    assert "De kans dat dit in 2026" in said
