"""The pages about the plan: the matrix of priorities, dossiers, execution and evaluation, for every area and plan."""

from __future__ import annotations

import json
import re

import pytest

from ivp.catalog.load import load_catalog
from ivp.catalog.load_plan import load_plan
from ivp.catalog.models import Level
from ivp.catalog.plan import Priority
from ivp.paths import data_dir
from tests.pages import visits
from tests.pages.visits import drawn, go_on, visit

CATALOG = load_catalog(data_dir())
PLAN = load_plan(data_dir(), CATALOG)
GEMEENTEN = [area.code for area in CATALOG.areas if area.level == Level.GEMEENTE]
WIDER = ["BT-BERGEN-OP-ZOOM", "BT-ROOSENDAAL", "PD-MARKIEZATEN"]
PLANS = ["2023-2026", "2019-2022"]
PARTS = {
    "Dossier": "De toets over 20",
    "Vier niveaus": "Regionaal",
    "Signalen buiten de prioriteiten": "Wanneer is iets opvallend?",
    "Kandidaten": "Hoe komt een kandidaat tot stand?",
}


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("area", ["", *GEMEENTEN])
def test_the_matrix_of_priorities(area: str, plan: str) -> None:
    test = visit("overzicht", gebied=area, plan=plan) if area else visit("overzicht", plan=plan)
    visits.holds_for_every_page(test)
    assert visits.url(test) == ({"gebied": area} if area else {}) | {"plan": plan}
    lists = [part.value for part in test.header if part.value.startswith("Wat geldt in ")]  # of one gemeente
    assert bool(lists) == bool(area)
    assert drawn(test) or lists or any("geen prioriteit" in text for text in visits.notices(test))


def test_the_list_of_a_gemeente_says_the_state_and_the_source_of_its_figures() -> None:
    said = visits.read(visits.words(visit("overzicht", gebied="GM0716")))
    assert re.search(r"misdrijven in 2024 \(voorlopig\)", said)  # fraud: more than a hundred cases
    assert re.search(r"28 misdrijven in 2025 \(voorlopig, indicatief\)", said)  # assault
    assert re.search(r"Bron(nen)?: .*tabel 47018NED.* opgehaald", said)


@pytest.mark.parametrize("theme", ["ondermijning", "jeugd", "verkeer", "geweld"])
def test_the_overview_of_one_theme_in_both_matrices(theme: str) -> None:
    priorities, indicators = visit("overzicht", thema=theme), visit("overzicht", thema=theme, beeld="Alle indicatoren")
    for test in (priorities, indicators):
        visits.holds_for_every_page(test)
        assert visits.kept(test)["thema"] == theme
    assert drawn(indicators)
    assert drawn(priorities) or any("geen prioriteit" in text for text in visits.notices(priorities))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("area", ["GM1674", "GM0748", "GM0716", *WIDER])
def test_every_part_of_the_priorities(area: str, part: str) -> None:
    test = visit("prioriteiten", gebied=area, deel=part)
    visits.holds_for_every_page(test)
    assert visits.kept(test) == {"gebied": area}
    assert not visits.notices(test)
    assert PARTS[part] in visits.words(test)


@pytest.mark.parametrize("priority", PLAN.priorities, ids=lambda one: one.id)
def test_every_dossier(priority: Priority) -> None:
    asked = {"plan": f"{priority.start}-{priority.end}", "prioriteit": priority.id}
    if priority.area in [*GEMEENTEN, *WIDER]:
        asked["gebied"] = priority.area
    test = visit("prioriteiten", **asked)
    visits.holds_for_every_page(test)
    assert visits.url(test) == asked
    assert not visits.notices(test)
    said = visits.words(test).replace("\\", "")
    assert priority.title in said
    assert priority.source in said
    assert f"status: {priority.standing.value}" in said


@pytest.mark.parametrize("area", ["", *GEMEENTEN])
def test_execution_of_every_gemeente_shows_its_actions_or_says_there_are_none(area: str) -> None:
    test = visit("uitvoering", gebied=area) if area else visit("uitvoering")
    visits.holds_for_every_page(test)
    known = [one for one in PLAN.actions if area in ("", one.area)]
    rows = visits.tables(test).get("De acties", [])
    assert len(rows) >= len(known)
    assert drawn(test) or not rows
    assert bool(rows) != ("Er zijn geen acties vastgelegd" in visits.words(test))


def test_actions_of_one_year_and_status() -> None:
    test = visit("uitvoering", jaar="2024", stand="onbekend")
    visits.holds_for_every_page(test)
    wanted = [one for one in PLAN.actions if one.year == 2024 and one.status.value == "onbekend"]
    assert wanted
    assert [row[0] for row in visits.tables(test)["De acties"]] == ["2024"] * len(wanted)


def test_the_choices_of_execution_change_url_and_table() -> None:
    test = visit("uitvoering")
    before = visits.tables(test)["De acties"]
    test.selectbox(key="keuze_jaar").select("2025").run()
    visits.holds_for_every_page(test)
    assert visits.url(test) == {"jaar": "2025"}
    after = visits.tables(test)["De acties"]
    assert 0 < len(after) < len(before)


def test_execution_of_one_partner_shows_its_actions_in_all_areas() -> None:
    test = visit("uitvoering", partner="boas")
    visits.holds_for_every_page(test)
    wanted = [one for one in PLAN.actions if "boas" in one.partners]
    assert len({one.area for one in wanted}) > 1
    rows = visits.tables(test)
    assert {row[2] for row in rows["De acties"]} == {one.title for one in wanted}
    assert visits.title(test) == "Boa’s: twee acties in twee gebieden"
    assert {row[1] for row in rows["Wat de acties vragen, naar jaar en partner"]} == {"Boa’s"}
    assert visits.url(test) == {"partner": "boas"}


def test_what_actions_need_has_only_columns_with_a_value() -> None:
    tables = visits.tables(visit("uitvoering"))
    units = {one.needs_unit for one in PLAN.actions if one.needs}
    counted = ["Jaar", "Partner", "Acties", "Over de datum", *units]
    assert {len(row) for row in tables["Wat de acties vragen, naar jaar en partner"]} == {len(counted)}
    assert {len(row) for row in tables["De acties"]} == {5 if units else 4}


def test_the_evaluation_says_with_whom_a_figure_was_compared() -> None:
    tables = visits.tables(visit("evaluatie", gebied="GM1674"))
    compared = [row[-1] for name, rows in tables.items() if name.startswith("Begin, einde") for row in rows]
    told = [one for one in compared if one]
    assert told
    assert all("de rest van " in one or "vergelijkbare gemeenten" in one for one in told)


def test_execution_of_one_theme_keeps_the_actions_of_its_priorities() -> None:
    themes = {one.id: one.theme for one in PLAN.priorities}
    wanted = {one.title for one in PLAN.actions if themes.get(one.priority) == "jeugd"}
    test = visit("uitvoering", thema="jeugd")
    visits.holds_for_every_page(test)
    assert wanted
    assert {row[2] for row in visits.tables(test)["De acties"]} == wanted
    assert visits.kept(test) == {"thema": "jeugd"}


def test_the_priority_of_a_partner_leads_to_its_dossier() -> None:
    test = visit("uitvoering", partner="samen-sterk-en-zlto")
    visits.holds_for_every_page(test)
    said = visits.words(test).replace("\\", "")
    assert "Buitengebied in Halderberge (2023–2026): " in said
    link = next(part.proto for part in test.get("page_link") if part.proto.label == "Bekijk het dossier →")
    assert "prioriteit=halderberge-buitengebied" in link.query_string


@pytest.mark.parametrize(
    ("page", "key"),
    [
        *(("uitvoering", key) for key in ("thema", "partner", "jaar", "stand")),
        *(("prioriteiten", key) for key in ("plan", "prioriteit")),
        ("beleving", "register"),
    ],
)
def test_a_choice_of_a_link_that_is_not_there_is_said_and_the_page_goes_on(page: str, key: str) -> None:
    test = visit(page, **{key: "';DROP TABLE"})
    visits.holds_for_every_page(test)
    assert any("in de link: DROP TABLE" in text for text in visits.notices(test))


def test_a_choice_without_actions_is_named_and_can_be_widened() -> None:
    test = visit("uitvoering", partner="halt", thema="verkeer")
    visits.holds_for_every_page(test)
    assert "Er zijn geen acties vastgelegd van Halt bij het thema Verkeer" in visits.words(test).replace("\\", "")
    button = visits.empty_state(test)
    assert button.label == "Toon alle acties"
    button.click().run()
    visits.holds_for_every_page(test)
    assert visits.url(test) == {}
    assert len(visits.tables(test)["De acties"]) == len(PLAN.actions)


def test_everything_that_is_asked_stands_by_partner_and_year_with_one_sum() -> None:
    test = visit("uitvoering")
    rows = visits.tables(test)["Wat de acties vragen, naar jaar en partner"]
    together = [row for row in rows if row[1] == "Alle acties samen"]
    assert sum(int(row[2]) for row in together) == len(PLAN.actions)
    assert "Een actie met meer partners telt bij elk van hen mee" in visits.words(test)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("area", [*GEMEENTEN, *WIDER])
def test_evaluation_of_every_area_and_plan(area: str, plan: str) -> None:
    test = visit("evaluatie", gebied=area, plan=plan)
    visits.holds_for_every_page(test)
    assert visits.url(test) == {"gebied": area, "plan": plan}
    assert not visits.notices(test)
    found = visits.tables(test)
    none = "Niets om te evalueren" in visits.words(test)
    assert none != ("De uitkomst van de toets per prioriteit en jaar" in found)
    assert none != any(alt.startswith("Werkblad met de prioriteiten") for alt in found)


def test_the_priority_goes_along_to_other_pages_and_back() -> None:
    asked = {"gebied": "GM1674", "prioriteit": "roosendaal-jeugd"}
    test = visit("prioriteiten", **asked)
    headline = visits.title(test)
    for name in ("trends", "evaluatie", "prioriteiten"):
        go_on(test, name)
        visits.holds_for_every_page(test)
        assert visits.url(test) == asked, name
    assert visits.title(test) == headline
    test.button(key="keuze-wissen").click().run()
    visits.holds_for_every_page(test)
    assert visits.url(test) == {}


def test_a_dossier_opens_from_the_four_levels() -> None:
    test = visit("prioriteiten", deel="Vier niveaus")
    test.button(key="dossier-halderberge-digitaal").click().run()
    visits.holds_for_every_page(test)
    assert visits.url(test)["prioriteit"] == "halderberge-digitaal"
    assert test.selectbox(key="keuze_prioriteit").value == "halderberge-digitaal"
    assert "De toets over 20" in visits.words(test)


def test_the_overview_shows_all_four_levels_and_what_is_computed_where_none_is_published() -> None:
    data = [json.loads(part.proto.json) for part in visit("overzicht").get("bidi_component")]
    sections = next(one["sections"] for one in data if "sections" in one)
    computed = {one["label"]: bool(one.get("badge")) for one in sections}
    assert computed == {
        "District": True, "Basisteam Bergen op Zoom": True, "Basisteam Roosendaal": True,
        "Regionaal": False, "Lokaal": False,
    }  # fmt: skip
