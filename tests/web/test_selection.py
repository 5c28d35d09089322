"""The selection: what a URL stands for, and that it survives a change of page."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ivp.catalog.models import Level
from ivp.facts import Area
from ivp.web.selection.choices import Selection, choices, effect, link, measures, references, within_gemeente
from ivp.web.selection.resolve import resolve
from tests.web.shared import indicator, options


def test_nothing_in_the_url_gives_the_defaults_with_the_latest_period() -> None:
    selection, notices = resolve({}, options())
    assert selection == Selection(indicator="fietsdiefstal", periode="2021")
    assert notices == {}
    assert selection.chosen == frozenset()


def test_valid_codes_are_followed_and_named_as_chosen() -> None:
    asked = {"thema": "diefstal", "indicator": "woninginbraak", "periode": "2025-01", "gebied": "GM0002",
             "tweede": "GM0001", "vergelijk": "land", "maat": "aantal"}  # fmt: skip
    selection, notices = resolve(asked, options())
    assert notices == {}
    assert {key: getattr(selection, key) for key in asked} == asked
    assert selection.params() == asked


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("thema", "Onbekend thema"),
        ("indicator", "Onbekende indicator"),
        ("periode", "Onbekende periode"),
        ("gebied", "Onbekend gebied"),
        ("tweede", "Onbekend gebied"),
        ("vergelijk", "Onbekende vergelijking"),
        ("maat", "Onbekende maat"),
    ],
)
@pytest.mark.parametrize(
    "asked", ["bestaatniet", "<script>alert(1)</script>", "[x](http://kwaad)", "é" * 5000, "_*`", "\x00"]
)
def test_an_unknown_code_falls_back_with_a_short_notice_without_markup(key: str, what: str, asked: str) -> None:
    selection, notices = resolve({key: asked}, options())
    default, _ = resolve({}, options())
    assert selection == default
    assert key not in selection.chosen
    assert notices[key].startswith(what)
    assert "U ziet nu " in notices[key]
    assert len(notices[key]) < 140
    assert not set("<>[]()_*`\x00") & set(notices[key])


def test_an_indicator_of_another_page_says_so() -> None:
    selection, notices = resolve({"indicator": "elders"}, options(others=(indicator("elders", "diefstal"),)))
    assert selection.indicator == "fietsdiefstal"
    assert notices == {"indicator": "Elders staat niet op deze pagina. U ziet nu Fietsdiefstal."}


def test_a_period_that_the_indicator_does_not_have_falls_to_its_latest() -> None:
    selection, notices = resolve({"indicator": "woninginbraak", "periode": "2019"}, options())
    assert selection.periode == "2025-02"
    assert notices == {"periode": "Over Woninginbraak zijn er geen cijfers van 2019. U ziet nu februari 2025."}


def test_an_indicator_without_figures_has_no_period_and_needs_no_notice() -> None:
    selection, notices = resolve({"indicator": "leeg", "periode": "2019"}, options())
    assert selection.periode == ""
    assert notices == {}


def test_theme_alone_picks_its_first_indicator_and_the_indicator_wins_from_the_theme() -> None:
    assert resolve({"thema": "beleving"}, options())[0].indicator == "vertrouwen"
    selection, _ = resolve({"thema": "beleving", "indicator": "fietsdiefstal"}, options())
    assert (selection.thema, selection.indicator) == ("", "fietsdiefstal")


def test_a_smaller_area_is_read_as_the_area_above_it() -> None:
    assert resolve({"gebied": "WK000201"}, options())[0].gebied == "GM0002"
    assert resolve({"gebied": "WK000201"}, options(levels=("wijk",)))[0].gebied == "WK000201"
    assert resolve({"gebied": "NL01"}, options())[0].gebied == ""
    assert resolve({}, options(all_areas=False))[0].gebied == "GM0001"


def test_an_area_that_is_its_own_parent_does_not_hang() -> None:
    loop = Area("GM0001", Level.GEMEENTE, "Aadorp", "GM0001")
    assert options(areas=(loop,)).above("GM0001") == ["GM0001"]


def test_the_second_area_differs_from_the_first() -> None:
    assert resolve({"gebied": "GM0001", "tweede": "GM0001"}, options())[0].tweede == ""
    selection, _ = resolve({"gebied": "GM0001"}, options())
    assert list(choices("tweede", selection, options())) == ["", "GM0002"]


@pytest.mark.parametrize(
    ("area", "found"),
    [
        ("GM0001", ("vergelijkbaar", "basisteam", "district", "eenheid", "land")),
        ("BT-NOORD", ("vergelijkbaar", "district", "eenheid", "land")),
        ("PD-TEST", ("vergelijkbaar", "eenheid", "land")),
        ("WK000101", ("basisteam", "district", "eenheid", "land")),
        ("RE08", ("land",)),
        ("NL01", ("land",)),
        ("", ("vergelijkbaar", "basisteam", "district", "eenheid", "land")),
    ],
)
def test_only_sums_of_gemeenten_are_held_against_similar_gemeenten(area: str, found: tuple[str, ...]) -> None:
    assert references(area, options(), "wijk") == found


def test_without_an_area_the_level_that_is_looked_at_says_what_it_can_be_held_against() -> None:
    by_level = options(by_niveau=True)
    assert references("", by_level, "gemeente")[0] == "vergelijkbaar"
    assert references("", by_level, "wijk") == ("basisteam", "district", "eenheid", "land")
    selection, notices = resolve({"vergelijk": "vergelijkbaar", "niveau": "buurt"}, by_level)
    assert (selection.vergelijk, notices) == ("district", {})


def test_similar_gemeenten_can_be_asked_for_and_are_never_the_default() -> None:
    every = options(levels=("gemeente", "basisteam", "district", "wijk"))
    for area in ("", "GM0001", "BT-NOORD", "PD-TEST"):
        selection, notices = resolve({"vergelijk": "vergelijkbaar", "gebied": area}, every)
        assert (selection.vergelijk, notices) == ("vergelijkbaar", {})
        assert selection.params()["vergelijk"] == "vergelijkbaar"
    small, notices = resolve({"vergelijk": "vergelijkbaar", "gebied": "WK000101"}, every)
    assert (small.vergelijk, notices) == ("district", {})
    defaults = {area: resolve({"gebied": area}, every)[0].vergelijk for area in ("", "GM0001", "BT-NOORD", "PD-TEST")}
    assert defaults == {"": "district", "GM0001": "district", "BT-NOORD": "district", "PD-TEST": "eenheid"}


def test_an_unknown_reference_of_the_district_has_its_notice() -> None:
    every = options(levels=("gemeente", "basisteam", "district"))
    selection, notices = resolve({"gebied": "PD-TEST", "vergelijk": "onzin"}, every)
    assert selection.vergelijk == "eenheid"
    assert notices == {
        "vergelijk": "Onbekende vergelijking in de link: onzin. U ziet nu de vergelijking met de politie-eenheid."
    }


def test_the_reference_lies_above_the_area() -> None:
    every = options(levels=("gemeente", "basisteam", "district"))
    selection, notices = resolve({"gebied": "PD-TEST", "vergelijk": "basisteam"}, every)
    assert (selection.vergelijk, notices) == ("eenheid", {})
    assert choices("vergelijk", resolve({"gebied": "GM0001"}, every)[0], every) == {
        "vergelijkbaar": "Vergelijkbare gemeenten", "basisteam": "Basisteam Noord",
        "district": "District Testdistrict", "eenheid": "Politie-eenheid Testeenheid", "land": "Nederland",
    }  # fmt: skip


def test_a_survey_has_no_count() -> None:
    assert "aantal" in measures("fietsdiefstal", options())
    assert "aantal" not in measures("vertrouwen", options())
    selection, notices = resolve({"indicator": "vertrouwen", "maat": "aantal"}, options())
    assert (selection.maat, notices) == ("per-1000", {})
    assert choices("maat", selection, options())["per-1000"] == "Percentage"


def test_labels_of_a_control_differ_so_that_every_code_can_be_picked() -> None:
    labels = choices("gebied", Selection(), options(levels=("wijk",)))
    assert labels == {"": "Alle wijken", "WK000101": "Centrum (Aadorp)", "WK000201": "Centrum (Beedorp)"}
    twins = options(indicators=(indicator("een", "diefstal", label="X"), indicator("twee", "diefstal", label="X")))
    assert choices("indicator", Selection(), twins) == {
        "een": "X – geen open cijfer (een)",
        "twee": "X – geen open cijfer (twee)",
    }


def test_a_link_holds_codes_and_only_what_was_chosen() -> None:
    selection, _ = resolve({"gebied": "GM0001"}, options())
    assert link("trends", selection) == "/trends?gebied=GM0001"
    assert link("/", Selection()) == "/"
    changed = selection.with_changes(indicator="woninginbraak")
    assert link("/trends", changed) == "/trends?indicator=woninginbraak&gebied=GM0001"


def test_a_new_indicator_drops_the_theme_in_a_link() -> None:
    selection, _ = resolve({"thema": "beleving"}, options())
    assert selection.with_changes(indicator="fietsdiefstal").params() == {"indicator": "fietsdiefstal"}


def _app() -> None:
    import streamlit as st

    from ivp.web.selection import controls, url
    from ivp.web.selection.choices import KEYS
    from tests.web.shared import options

    page = st.session_state.get("pagina", "overzicht")
    url.carry_over(page)
    shown = {"overzicht": ["thema", "indicator", "periode"], "kaart": ["gebied", "vergelijk", "maat"], "leeg": []}
    if shown[page]:
        chosen, _ = controls.controls(options(), shown[page])
        controls.reset_control()
        st.text("|".join(f"{key}={getattr(chosen, key)}" for key in KEYS))


def _run(**params: str) -> AppTest:
    test = AppTest.from_function(_app)
    for key, value in params.items():
        test.query_params[key] = value
    return test.run()


def _chosen(test: AppTest) -> dict[str, str]:
    assert not test.exception
    return dict(part.split("=") for part in test.text[0].value.split("|"))


def _url(test: AppTest) -> dict[str, str]:
    return {key: value[0] if isinstance(value, list) else value for key, value in test.query_params.items()}


def test_choosing_puts_the_code_in_the_url() -> None:
    test = _run(ander="blijft")
    test.selectbox(key="keuze_indicator").select("woninginbraak").run()
    assert _chosen(test)["indicator"] == "woninginbraak"
    assert _url(test) == {"indicator": "woninginbraak", "ander": "blijft"}


def test_a_broken_url_gives_a_page_with_a_notice() -> None:
    test = _run(indicator="<b>weg</b>", periode="x" * 9000)
    assert _chosen(test)["indicator"] == "fietsdiefstal"
    assert [part.value.startswith("Onbekende") for part in test.info] == [True, True]
    assert not any("<b>" in part.value for part in test.info)


def test_a_change_of_page_keeps_what_that_page_does_not_show() -> None:
    test = _run(gebied="GM0002", indicator="woninginbraak")
    for page in ("kaart", "leeg", "overzicht"):
        test.query_params.clear()  # what the browser does when another page is opened
        test.session_state["pagina"] = page
        test.run()
        assert _url(test) == {"gebied": "GM0002", "indicator": "woninginbraak"}
    assert _chosen(test)["gebied"] == "GM0002"
    assert test.selectbox(key="keuze_indicator").value == "woninginbraak"


def test_going_back_to_a_view_without_choices_on_the_same_page_gives_the_defaults() -> None:
    test = _run(indicator="woninginbraak")
    test.query_params.clear()
    test.run()
    assert _chosen(test)["indicator"] == "fietsdiefstal"


def test_a_choice_in_a_page_that_was_open_before_the_server_started_again_is_kept() -> None:
    test = AppTest.from_function(_app)
    test.session_state["keuze_indicator"] = "woninginbraak"  # what that page sends, before any callback is known
    test.run()
    assert _url(test) == {"indicator": "woninginbraak"}
    assert _chosen(test)["indicator"] == "woninginbraak"


def _keys(block: Any) -> list[str]:
    return [part.key for part in block.children.values()]


def test_the_first_control_stands_open_and_a_button_opens_and_closes_the_others() -> None:
    test = _run()
    for named in ("dicht", "open", "dicht"):
        row = test.main.children[0]
        assert row.key == "keuze-rij"
        assert _keys(row) == ["keuze_thema", "keuze-knop", f"keuze-meer-{named}"]
        assert _keys(row.children[2]) == ["keuze_indicator", "keuze_periode"]
        test.button(key="keuze-knop").click().run()


def test_reset_forgets_every_page() -> None:
    test = _run(gebied="GM0002", indicator="woninginbraak", ander="blijft")
    test.button(key="keuze-wissen").click().run()
    assert _url(test) == {"ander": "blijft"}
    test.session_state["pagina"] = "kaart"
    test.run()
    assert _chosen(test)["gebied"] == ""
    assert test.button(key="keuze-wissen").disabled


def test_another_theme_brings_an_indicator_of_that_theme() -> None:
    test = _run(indicator="woninginbraak")
    test.selectbox(key="keuze_thema").select("beleving").run()
    assert _url(test) == {"thema": "beleving", "indicator": "vertrouwen"}
    test.selectbox(key="keuze_thema").select("").run()
    assert _url(test) == {"indicator": "vertrouwen"}


def _forged() -> None:
    import streamlit as st

    from ivp.web.selection import controls
    from tests.web.shared import options

    def forge() -> None:
        st.session_state["keuze_indicator"] = st.query_params["gestuurd"]
        controls._chosen("indicator", options())

    st.button("Stuur", on_click=forge)
    st.text(controls.controls(options(), ["indicator"])[0].indicator)


@pytest.mark.parametrize(("sent", "seen"), [("verzonnen", "fietsdiefstal"), ("woninginbraak", "woninginbraak")])
def test_a_value_that_is_not_on_offer_is_not_taken_from_the_browser(sent: str, seen: str) -> None:
    test = AppTest.from_function(_forged)
    test.query_params["gestuurd"] = sent
    test.run()
    test.button[0].click().run()
    assert not test.exception
    assert test.text[0].value == seen
    assert _url(test).get("indicator") == (sent if sent == seen else None)


MAP = {"by_niveau": True, "levels": ("gemeente", "wijk", "buurt")}


def test_a_map_of_wijken_can_be_limited_to_a_gemeente_and_so_can_its_areas() -> None:
    selection, notices = resolve({"niveau": "wijk", "binnen": "GM0002"}, options(**MAP))
    assert (selection.binnen, notices) == ("GM0002", {})
    assert choices("binnen", selection, options(**MAP)) == {
        "": "Alle gemeenten",
        "GM0001": "Aadorp",
        "GM0002": "Beedorp",
    }
    assert choices("gebied", selection, options(**MAP)) == {"": "Alle wijken", "WK000201": "Centrum (Beedorp)"}
    everywhere, _ = resolve({"niveau": "wijk"}, options(**MAP))
    assert set(choices("gebied", everywhere, options(**MAP))) == {"", "WK000101", "WK000201"}


def test_a_map_of_gemeenten_offers_gemeenten_and_no_limit() -> None:
    selection, _ = resolve({"binnen": "GM0002"}, options(**MAP))
    assert choices("binnen", selection, options(**MAP)) == {}
    assert choices("gebied", selection, options(**MAP)) == {
        "": "Alle gemeenten",
        "GM0001": "Aadorp",
        "GM0002": "Beedorp",
    }
    assert within_gemeente(selection) == ""


def test_what_is_chosen_stays_on_offer_on_another_level() -> None:
    selection, _ = resolve({"niveau": "wijk", "gebied": "GM0001"}, options(**MAP))
    assert "GM0001" in choices("gebied", selection, options(**MAP))


@pytest.mark.parametrize("asked", ["GM9999", "WK000101", "<b>"])
def test_a_limit_that_is_no_gemeente_here_is_said(asked: str) -> None:
    selection, notices = resolve({"niveau": "wijk", "binnen": asked}, options(**MAP))
    assert selection.binnen == ""
    assert notices["binnen"].startswith("Onbekende gemeente")


@pytest.mark.parametrize(
    ("limit", "area", "changes"),
    [
        ("GM0002", "WK000101", {"binnen": "GM0002", "gebied": ""}),
        ("GM0001", "WK000101", {"binnen": "GM0001"}),
        ("", "WK000101", {"binnen": ""}),
        ("GM0002", "GM0001", {"binnen": "GM0002"}),
        ("GM0002", "", {"binnen": "GM0002"}),
    ],
)
def test_a_limit_lets_go_of_a_wijk_outside_it(limit: str, area: str, changes: dict[str, str]) -> None:
    selection, _ = resolve({"niveau": "wijk", "gebied": area}, options(**MAP))
    assert effect("binnen", limit, selection, options(**MAP)) == changes
