"""Pages over the fuller figures of a refresh: years unless asked, months behind a switch that stays in the URL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ivp.web import database
from ivp.web.selection import player
from tests.pages import visits
from tests.pages.visits import drawn, go_on, plots, visit
from tests.store import fuller

pytestmark = pytest.mark.slow
TOTAL = "misdrijven-totaal"
KIND = "politie-1-1-1"
HOLE_INDICATOR = f"politie-{fuller.HOLE[0].replace('.', '-')}"


@pytest.fixture(autouse=True, scope="module")
def _fuller_figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    root = fuller.built(tmp_path_factory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IVP_DATA", str(root / "data"))
        patch.setenv("IVP_CACHE", str(root / "cache"))
        patch.setattr(database, "_holder", database._Holder())
        yield
        if database._holder.current is not None:
            database._holder.current.store.close()


def switch(test: AppTest) -> Any:
    """The switch between years and months, or None where there is none."""
    return next((part for part in test.segmented_control if part.key == "keuze_per"), None)


def charts(test: AppTest) -> list[dict[str, Any]]:
    return plots(test)


def traces(test: AppTest, name: str) -> list[dict[str, Any]]:
    return [trace for chart in charts(test) for trace in chart["data"] if trace.get("name") == name]


def headings(test: AppTest) -> list[str]:
    return [visits.read(part.value) for part in test.header]


@pytest.mark.parametrize("name", visits.NAMES)
def test_without_a_choice_every_page_is_about_years(name: str) -> None:
    test = visit(name, gebied="GM1674")
    visits.holds_for_every_page(test)
    assert not visits.notices(test)
    assert "oktober 2026" not in visits.title(test)
    part = switch(test)
    assert (part is not None) == (name in ("kaart", "trends", "vergelijken"))
    assert part is None or part.value == "jaar"
    if name in ("kaart", "vergelijken"):
        assert any("2025" in text for text in headings(test))


@pytest.mark.parametrize("name", ["kaart", "trends", "vergelijken"])
def test_the_switch_is_in_the_url_and_goes_back(name: str) -> None:
    test = visit(name)
    switch(test).set_value("maand").run()
    visits.holds_for_every_page(test)
    assert visits.kept(test) == {"per": "maand"}
    assert "oktober 2026" in visits.words(test)
    switch(test).set_value("jaar").run()
    visits.holds_for_every_page(test)
    assert visits.kept(test) == {}
    assert "oktober 2026" not in visits.words(test)


def test_the_chosen_year_becomes_a_month_in_it_and_back() -> None:
    test = visit("vergelijken", periode="2019")
    switch(test).set_value("maand").run()
    assert visits.kept(test) == {"per": "maand", "periode": "2019-12"}
    test.selectbox(key="keuze_periode").select("2019-03").run()
    switch(test).set_value("jaar").run()
    visits.holds_for_every_page(test)
    assert visits.kept(test) == {"periode": "2019"}


def test_no_list_of_periods_is_longer_than_the_years() -> None:
    test = visit("vergelijken")
    assert test.selectbox(key="keuze_periode").options == [str(year) for year in reversed(fuller.YEARS)]
    test = visit("vergelijken", periode="2019-03")
    assert len(test.selectbox(key="keuze_periode").options) == 12
    assert len(test.selectbox(key="keuze_maandjaar").options) == 15
    test.selectbox(key="keuze_maandjaar").select("2026").run()
    visits.holds_for_every_page(test)
    assert visits.kept(test)["periode"] == "2026-03"
    assert "maart 2026" in headings(test)[0]
    few = visit("vergelijken", indicator="woninginbraak-maand")
    assert switch(few) is None
    assert "keuze_maandjaar" not in [box.key for box in few.selectbox]


@pytest.mark.parametrize("tab", ["Met marges", "Trechter", "Per gebied", "Vergelijkbare gemeenten"])
def test_every_tab_of_the_comparison_by_month(tab: str) -> None:
    test = visit("vergelijken", periode="2025-06", gebied="GM1674", beeld=tab)
    visits.holds_for_every_page(test)
    if tab == "Trechter":
        assert "geen trechter" in visits.words(test)
        return
    assert drawn(test)
    if tab == "Vergelijkbare gemeenten":
        said = visits.words(test)
        assert "per 1.000 inwoners, 2025" in said
        assert "juni 2025, " not in said
    if tab == "Per gebied":
        assert "som van twaalf maanden" in visits.words(test)


def test_trends_by_month_show_sums_the_calendar_the_last_twelve_and_the_year_so_far() -> None:
    test = visit("trends", per="maand", gebied="GM1674")
    visits.holds_for_every_page(test)
    title = (
        r"Misdrijven totaal in Roosendaal: [\d.]+ in de twaalf maanden tot en met oktober 2026, [\d.]+ in de twaalf "
    )
    assert re.fullmatch(title + "maanden ervoor", visits.title(test))
    titles = headings(test)
    assert titles[0] == "Misdrijven totaal: som van twaalf maanden"
    assert titles[1].startswith("Misdrijven totaal in Roosendaal: van ")
    assert titles[2].startswith("Roosendaal: in ")
    assert "in januari tot en met oktober 2026" in titles[3]
    (calendar,) = traces(test, "maanden")
    assert len(calendar["z"]) == 15
    assert charts(test)[0]["layout"]["shapes"], "events stand on the line"


def test_the_sums_can_be_taken_apart_without_drawing_every_area() -> None:
    test = visit("trends", per="maand", gebied="GM1674", tweede="GM0748")
    together = len(charts(test)[0]["data"])
    test.toggle(key="twaalf").set_value(False).run()
    visits.holds_for_every_page(test)
    assert headings(test)[0] == "Misdrijven totaal: per maand"
    names = {trace["name"] for trace in charts(test)[0]["data"] if not trace["name"].startswith("marge")}
    assert names == {"Roosendaal", "Bergen op Zoom", "District", "naamlijnen"}
    assert len(names) < together
    assert len(traces(test, "maanden")) == 2, "the second area has its calendar too"


def test_a_sum_of_twelve_months_needs_all_twelve() -> None:
    _, area, month = fuller.HOLE
    test = visit("trends", per="maand", gebied=area, indicator=HOLE_INDICATOR)
    visits.holds_for_every_page(test)
    line = next(trace for trace in charts(test)[0]["data"] if trace["name"] == "Woensdrecht")
    places = {int(x * 12): y for x, y in zip(line["x"], line["y"], strict=True)}
    at = int(month[:4]) * 12 + int(month[5:]) - 1
    assert [places[at + n] is None for n in (-1, 0, 11, 12)] == [False, True, True, False]
    assert "Geen lijn waar niet alle twaalf maanden bekend zijn." in visits.read(visits.words(test))
    (calendar,) = traces(test, "maanden")
    assert calendar["z"][7][6] is None
    (gone,) = traces(test, "zonder cijfer")
    assert gone["text"] == ["?"]


def test_types_that_are_not_published_by_month_have_no_months() -> None:
    for name in ("trends", "kaart", "vergelijken"):
        test = visit(name, per="maand", indicator="politie-1-4-1")
        visits.holds_for_every_page(test)
        assert switch(test) is None
        assert not visits.notices(test)
        assert drawn(test)


@pytest.mark.parametrize("area", ["WK167401", "BU16740101"])
def test_wijken_and_buurten_have_years_although_months_were_chosen(area: str) -> None:
    test = visit("trends", per="maand", gebied=area, indicator=KIND)
    visits.holds_for_every_page(test)
    assert switch(test) is None
    assert visits.kept(test)["per"] == "maand", "the choice waits for an area that has months"
    assert headings(test)[0].endswith(": per jaar")


@pytest.mark.parametrize("level", ["wijk", "buurt"])
def test_the_map_is_filled_where_outlines_are_known(level: str) -> None:
    for measure, filled in (("per-1000", True), ("trend", True), ("aantal", False)):
        test = visit("kaart", niveau=level, maat=measure, indicator=KIND)
        visits.holds_for_every_page(test)
        (deck,) = test.get("deck_gl_json_chart")
        layers = {layer["id"]: layer for layer in json.loads(deck.proto.json)["layers"]}
        assert ("gebieden" in layers, "cirkels" in layers) == (filled, not filled)
        assert switch(test) is None


def test_a_month_of_gemeenten_becomes_its_year_on_a_map_of_wijken() -> None:
    test = visit("kaart", periode="2019-05", niveau="wijk", indicator=KIND)
    visits.holds_for_every_page(test)
    assert headings(test)[0].endswith(", 2019")


def test_the_map_plays_the_months_of_one_year() -> None:
    test = visit("kaart", periode="2019-05")
    assert test.select_slider(key="periode-schuif").options[0] == "januari 2019"
    assert len(test.select_slider(key="periode-schuif").options) == 12
    test.button(key="speel").click().run()
    seen = [headings(test)[0].rsplit(", ", 1)[1]]
    for _ in range(2):
        test.session_state[player._STEP] += 1
        test.run()
        seen.append(headings(test)[0].rsplit(", ", 1)[1])
    assert seen == ["januari 2019", "februari 2019", "maart 2019"]
    test.button(key="stop").click().run()
    visits.holds_for_every_page(test)
    assert visits.kept(test)["periode"] == "2019-03"
    test.selectbox(key="keuze_maandjaar").select("2020").run()
    assert headings(test)[0].endswith(", maart 2020")


def test_a_month_goes_along_from_page_to_page() -> None:
    asked = {"periode": "2024-04", "gebied": "GM1674"}
    test = visit("kaart", **asked)
    for name in ("vergelijken", "overzicht", "gemeente", "trends", "kaart"):
        go_on(test, name)
        visits.holds_for_every_page(test)
        assert visits.kept(test) == asked, name
    assert "april 2024" in headings(test)[0]


def test_the_calendar_stands_on_the_page_of_a_gemeente() -> None:
    test = visit("gemeente", gebied="GM0748")
    assert len(traces(test, "maanden")) == 1
    assert any(text.startswith("Misdrijven totaal in Bergen op Zoom: van ") for text in headings(test))


def test_twins_name_months_in_dutch() -> None:
    test = visit("trends", per="maand", gebied="GM1674")
    for key in ("verloop", "maanden-GM1674", "jaar-eerder-GM1674"):
        test.session_state[f"{key}-tabel"] = True
    test.run()
    visits.holds_for_every_page(test)
    found = [rows for alt, rows in visits.tables(test).items() if alt.startswith("Tabel bij")]
    assert [rows[-1][1] for rows in found] == ["oktober 2026"] * 3


def test_the_accounts_say_how_far_years_and_months_reach() -> None:
    test = visit("verantwoording", indicator=TOTAL)
    said = visits.read(visits.words(test))
    assert "2012–2025 en per maand januari 2012 – oktober 2026" in said
