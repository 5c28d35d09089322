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
from ivp.web import database
from ivp.wording.periods import moment_text
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


def test_an_action_says_what_it_needs_and_what_stands_in_its_way(folder: Path) -> None:
    test = open_part(edit(gebied="GM1674"), "Acties")
    for field in test.text_input:
        if (label := field.label.removesuffix(" (mag leeg)")) in ("Jaar", "Titel", "Bron", "Nodig"):
            field.set_value({"Jaar": "2026", "Titel": "Proefactie", "Bron": "Proef", "Nodig": "1.250"}[label])
    unit = next(box for box in test.selectbox if box.label == "Nodig in (mag leeg)")
    assert (unit.value, unit.options) == ("", ["Geen", "uren", "fte", "euro"])
    press(test, "Bewaar")
    assert "Nodig heeft geen eenheid; kies Nodig in: uren" in visits.read(test.error[0].value)
    next(box for box in test.selectbox if box.label == "Nodig in (mag leeg)").select("euro")
    next(area for area in test.text_area if area.label.startswith("Wat in de weg")).set_value("Geen geld")
    press(test, "Bewaar")
    visits.holds_for_every_page(test)
    row = journal.rows(folder, "actions")[-1]
    assert (row["title"], row["needs"], row["needs_unit"]) == ("Proefactie", "1250", "euro")
    assert row["obstacle"] == "Geen geld"
    shown = visit("uitvoering", gebied="GM1674")
    assert "Proefactie (Roosendaal). Staat in de weg: Geen geld." in visits.words(shown).replace("\\", "")


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


def candidates(area: str) -> AppTest:
    test = edit(gebied=area)
    test.session_state["bewerk-deel"] = "Kandidaten"
    return test.run()


def added(folder: Path, area: str) -> list[dict[str, str]]:
    known = {one["id"] for one in journal.rows(paths.ROOT / "data", "priorities")}
    return [row for row in journal.rows(folder, "priorities") if row["id"] not in known and row["area"] == area]


def csv_files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8-sig") for path in (folder / "plan").glob("*.csv")}


def open_part(test: AppTest, part: str) -> AppTest:
    test.session_state["bewerk-deel"] = part
    return test.run()


def test_a_candidate_becomes_a_priority_in_one_step_and_goes_in_one_step(folder: Path) -> None:
    before = csv_files(folder)
    test = press(candidates("BT-ROOSENDAAL"), "Neem over in het plan")
    visits.holds_for_every_page(test)
    (priority,) = added(folder, "BT-ROOSENDAAL")
    assert [priority[name] for name in ("level", "standing", "start", "end")] == [
        "basisteam",
        "aanname",
        "2027",
        "2030",
    ]
    assert any(row["priority"] == priority["id"] for row in journal.rows(folder, "links"))
    assert len(journal.steps(folder)) == 1
    assert f"{priority['title']} staat als aanname in het plan 2027–2030" in visits.read(test.success[0].value)

    test = press(open_part(test, "Geschiedenis"), "Zet terug")
    visits.holds_for_every_page(test)
    assert csv_files(folder) == before
    assert "Al teruggezet" in visits.words(test)
    assert [button.label for button in test.button if button.label == "Zet terug"] == ["Zet terug"]  # of the undo


def test_a_candidate_can_go_into_the_running_plan_and_is_then_offered_no_more(folder: Path) -> None:
    test = candidates("BT-ROOSENDAAL")
    test.selectbox(key="neem-over-plan").select_index(1).run()
    offers = [button.key for button in test.button if button.label == "Neem over in het plan"]
    press(test, "Neem over in het plan")
    visits.holds_for_every_page(test)
    (priority,) = added(folder, "BT-ROOSENDAAL")
    assert (priority["start"], priority["end"]) == ("2023", "2026")
    left = [button.key for button in test.button if button.label == "Neem over in het plan"]
    assert offers[0] == f"neem-over-{priority['theme']}" not in left
    assert left == offers[1:]


def test_adopting_never_changes_the_plan_that_the_pages_open_with(folder: Path) -> None:
    before = [visit("overzicht", gebied="BT-ROOSENDAAL"), visit("prioriteiten")]
    press(candidates("BT-ROOSENDAAL"), "Neem over in het plan")
    after = [visit("overzicht", gebied="BT-ROOSENDAAL"), visit("prioriteiten")]
    for one, other in zip(before, after, strict=True):
        assert other.selectbox(key="keuze_plan").value == one.selectbox(key="keuze_plan").value == "2023-2026"
        assert visits.title(other) == visits.title(one)
    assert "2027–2030" in other.selectbox(key="keuze_plan").options


def test_themes_without_anything_unfavourable_are_not_offered(folder: Path) -> None:
    test = candidates("GM1674")
    offered = [button.key for button in test.button if button.label == "Neem over in het plan"]
    assert offered
    known = database.store().candidates("GM1674")
    unremarkable = {one.theme for one in known if not (one.high or one.worsening)}
    assert unremarkable
    assert not {f"neem-over-{theme}" for theme in unremarkable} & set(offered)


def test_history_tells_titles_fields_and_local_time(folder: Path) -> None:
    row = next(one for one in journal.rows(folder, "actions") if one["id"] == "bergen-op-zoom-boas")
    wanted = {"title": "Zeven extra boa’s", "partners": "boas", "lead": "", "result": "lang " * 60}
    entry = journal.save(folder, "actions", wanted, "Bo", row)
    assert entry is not None
    link = journal.rows(folder, "links")[0]
    journal.delete(folder, "links", link, "An")
    test = open_part(edit(), "Geschiedenis")
    visits.holds_for_every_page(test)
    said = visits.read(visits.words(test)).replace("\\", "")
    assert "Actie Bergen op Zoom: Zeven extra boa’s gewijzigd" in said
    assert f"Bo, {moment_text(entry.when)}" in said
    assert "UTC" not in said
    assert "Titel:] Zes extra boa’s, wijkgericht en na 22.00 uur (€ 850.000 per jaar extra) → Zeven extra boa’s" in said
    assert "Partners:] Boa’s, Buurtpreventie → Boa’s" in said
    assert "Trekker:] Gemeente Bergen op Zoom → leeg" in said
    assert "Resultaat:] " + "lang " * 59 in said
    assert "Koppeling " in said
    assert link["indicator"] not in said
    assert test.expander


def test_deleting_asks_first_and_says_what_goes_along(folder: Path) -> None:
    tables = ("priorities", "links", "goals", "actions")
    before = [journal.rows(folder, table) for table in tables]
    journal.save(folder, "commentary", {"priority": PRIORITY, "area": "GM1674", "year": 2025, "text": "Een duiding",
                                        "written": "2025-01-01"}, "An")  # fmt: skip
    test = open_part(edit(), "Prioriteiten")
    test.selectbox(key="regel-priorities").select(PRIORITY).run()
    visits.holds_for_every_page(test)
    said = visits.words(test).replace("\\", "")
    assert "Prioriteit Roosendaal: Aanpak jeugdoverlast en preventie" in said
    assert "Dit gaat mee weg:" in said
    assert "- duiding Roosendaal: Een duiding" in said
    assert "- koppeling Aanpak jeugdoverlast" in said
    assert "Dit blijft, zonder prioriteit:" in said
    assert "- actie Roosendaal: Preventie met Gezag" in said
    assert [journal.rows(folder, table) for table in tables] == before

    press(test, "Ja, haal weg")
    visits.holds_for_every_page(test)
    assert PRIORITY not in [row["id"] for row in journal.rows(folder, "priorities")]
    assert PRIORITY not in [row["priority"] for row in journal.rows(folder, "links")]
    assert "1 duiding" in visits.read(test.success[0].value)
    press(open_part(test, "Geschiedenis"), "Zet terug")
    assert [journal.rows(folder, table) for table in tables] == before
    assert commentary(folder) == ["Een duiding"]


def test_a_second_duiding_on_the_same_subject_warns_and_opens_the_first(folder: Path) -> None:
    fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "De eerste")
    test = fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "De tweede")
    assert "Er is al een duiding over Aanpak jeugdoverlast" in visits.read(test.warning[0].value)
    assert "‘De eerste’ Er is nog niets bewaard." in visits.read(test.warning[0].value)
    assert commentary(folder) == ["De eerste"]
    press(test, "Open de eerste")
    visits.holds_for_every_page(test)
    assert test.text_area[0].value == "De eerste"
    assert not test.warning


def test_a_second_duiding_can_be_kept_after_the_warning(folder: Path) -> None:
    fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "De eerste")
    test = fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "De tweede")
    press(test, "Bewaar als tweede")
    visits.holds_for_every_page(test)
    assert commentary(folder) == ["De eerste", "De tweede"]
    assert not test.warning


def test_another_year_is_another_subject(folder: Path) -> None:
    fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "De eerste")
    test = edit(gebied="GM1674", prioriteit=PRIORITY)
    test.text_input[0].set_value("2024")
    fill_commentary(test, "Over een ander jaar")
    assert not test.warning
    assert commentary(folder) == ["De eerste", "Over een ander jaar"]


def test_what_was_saved_stays_on_the_page_with_a_link_until_the_next_change(folder: Path) -> None:
    test = fill_commentary(edit(gebied="GM1674", prioriteit=PRIORITY), "Het cijfer daalt")
    assert visits.read(test.success[0].value) == "Bewaard: duiding Roosendaal: Het cijfer daalt."
    link = test.get("page_link")[0].proto
    assert link.label == "Bekijk het op Prioriteiten →"
    assert f"prioriteit={PRIORITY}" in link.query_string
    assert "gebied=GM1674" in link.query_string
    open_part(test, "Doelen")
    assert visits.read(test.success[0].value) == "Bewaard: duiding Roosendaal: Het cijfer daalt."
    fill_goal(test, Beginwaarde="8")
    assert [visits.read(one.value) for one in test.success] == ["Bewaard: doel Roosendaal: Proefmaat."]
    assert test.get("page_link")[0].proto.label == "Bekijk het op Uitvoering →"
    open_part(test, "Duiding")
    fill_commentary(test, "")
    assert test.error


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
