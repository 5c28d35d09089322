"""Choosing on a page: the URL and the page follow, the choice goes along to other pages, and can be taken back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ivp.web.selection import player
from ivp.wording.periods import period as period_label
from tests.pages import visits
from tests.pages.visits import go_on, visit

MONTHLY = "woninginbraak-maand"
NONE, NOT_FETCHED = "geen open cijfer", "nog niet opgehaald"


@pytest.mark.parametrize(
    ("name", "key", "code", "seen"),
    [
        ("overzicht", "thema", "geweld", "geen prioriteiten op vier niveaus"),
        ("gemeente", "vergelijk", "vergelijkbaar", "veelvoud van het cijfer van vergelijkbare gemeenten"),
        ("overzicht", "vergelijk", "land", "Nederland"),
        ("kaart", "indicator", "diefstal-fiets", "Fietsdiefstal"),
        ("kaart", "niveau", "wijk", "geen open cijfer voor de wijken"),
        ("kaart", "maat", "aantal", "de meeste gevallen"),
        ("trends", "gebied", "GM0716", "In Tholen"),
        ("trends", "tweede", "GM0873", "Woensdrecht"),
        ("trends", "maat", "aantal", "aantal"),
        ("vergelijken", "periode", "2022", "2022"),
        ("vergelijken", "gebied", "GM1655", "Halderberge"),
        ("gemeente", "gebied", "GM1709", "Waar staat Moerdijk"),
        ("beleving", "indicator", "vm-vertrouwen", "ertrouwen"),
        ("verantwoording", "indicator", "leefbaarometer-3", "LBM3"),
    ],
)
def test_a_choice_is_in_the_url_and_on_the_page(name: str, key: str, code: str, seen: str) -> None:
    test = visit(name)
    before = visits.words(test)
    test.selectbox(key=f"keuze_{key}").select(code).run()
    visits.holds_for_every_page(test)
    assert visits.kept(test)[key] == code
    after = visits.words(test)
    assert after != before
    assert after.lower().count(seen.lower()) > 0
    assert test.selectbox(key=f"keuze_{key}").value == code


def test_an_own_choice_of_a_page_is_in_the_url_too() -> None:
    test = visit("beleving", gebied="GM1674", indicator="vm-vertrouwen")
    box = test.selectbox(key="keuze_register")
    other = "diefstal-fiets"
    assert box.value != other
    box.select(other).run()
    visits.holds_for_every_page(test)
    assert visits.url(test) == {"gebied": "GM1674", "indicator": "vm-vertrouwen", "register": other}
    assert "Fietsdiefstal naast " in visits.words(test)


def test_months_can_be_summed_or_shown_apart() -> None:
    test = visit("trends", indicator=MONTHLY)
    assert "som van twaalf maanden" in visits.words(test)
    test.toggle(key="twaalf").set_value(False).run()
    visits.holds_for_every_page(test)
    assert "Woninginbraak per maand\\: per maand" in visits.words(test)


def test_the_selection_goes_along_from_page_to_page_and_back() -> None:
    asked = {"indicator": "diefstal-fiets", "periode": "2019", "gebied": "GM1674", "vergelijk": "land"}
    test = visit("vergelijken", **asked)
    for name in ("kaart", "trends", "overzicht", "gemeente", "verantwoording", "vergelijken"):
        go_on(test, name)
        visits.holds_for_every_page(test)
        assert visits.kept(test) == asked, name
    assert test.selectbox(key="keuze_periode").value == "2019"
    assert "2019" in visits.read(test.header[0].value)


def test_a_page_without_the_indicator_does_not_lose_it_for_the_next() -> None:
    test = visit("kaart", indicator="diefstal-fiets")
    go_on(test, "beleving")
    assert "Fietsdiefstal staat niet op deze pagina" in visits.notices(test)[0]
    go_on(test, "trends")
    visits.holds_for_every_page(test)
    assert test.selectbox(key="keuze_indicator").value == "diefstal-fiets"
    assert not visits.notices(test)


@pytest.mark.parametrize("name", visits.NAMES)
def test_all_choices_can_be_wiped(name: str) -> None:
    test = visit(name, gebied="GM0851", vergelijk="land", indicator="vm-vertrouwen", maat="trend", niveau="wijk")
    default = visit(name)
    test.button(key="keuze-wissen").click().run()
    visits.holds_for_every_page(test)
    assert visits.kept(test) == {}
    assert visits.title(test) == visits.title(default)
    assert test.button(key="keuze-wissen").disabled
    go_on(test, "trends" if name != "trends" else "kaart")
    assert visits.kept(test) == {}


@pytest.mark.parametrize(
    ("name", "params", "lacking", "leads_to"),
    [
        ("kaart", {"indicator": "vm-hangjongeren"}, NONE, {"indicator"}),
        ("kaart", {"indicator": MONTHLY, "niveau": "wijk"}, NONE, {"indicator"}),
        ("kaart", {"indicator": "overlast-totaal", "gebied": "GM1674"}, NOT_FETCHED, {"indicator", "gebied"}),
        ("trends", {"indicator": "vm-hangjongeren", "gebied": "GM1674"}, NONE, {"indicator", "gebied"}),
        ("vergelijken", {"indicator": "overlast-totaal"}, NOT_FETCHED, {"indicator"}),
        ("beleving", {"indicator": "vm-hangjongeren", "gebied": "GM0851"}, NONE, {"indicator", "gebied"}),
    ],
)
def test_an_empty_page_says_why_and_its_button_leads_to_figures(
    name: str, params: dict[str, str], lacking: str, leads_to: set[str]
) -> None:
    test = visit(name, **params)
    visits.holds_for_every_page(test)
    assert f": {lacking} voor de gemeenten" in visits.title(test).replace("wijken", "gemeenten")
    reasons = [visits.read(part.value) for part in test.markdown if lacking in part.value]
    assert any(("tabel " in text.lower()) or ("bron " in text) for text in reasons)
    assert any("een verversing vult het" in text for text in reasons) == (lacking == NOT_FETCHED)
    label = visits.empty_state(test).label
    assert label.startswith("Toon ")
    visits.empty_state(test).click().run()
    visits.holds_for_every_page(test)
    assert visits.empty_state(test) is None
    assert visits.plots(test)
    assert leads_to <= visits.kept(test).keys() | {"niveau"}
    assert label.removeprefix("Toon ").replace("\\", "") in visits.words(test).replace("\\", "")


def tick(test: AppTest, times: int = 1) -> AppTest:
    """What the browser does every step while the map plays: the next period, and the page again."""
    if player._STEP in test.session_state:
        test.session_state[player._STEP] += times
    return test.run()


def shown(test: AppTest) -> str:
    """The period in the title of the map."""
    return visits.read(test.header[0].value).rsplit(", ", 1)[1]


def test_the_map_plays_every_period_once_and_ends_at_the_last() -> None:
    test = visit("kaart", indicator="diefstal-fiets", periode="2019")
    assert shown(test) == "2019"
    test.button(key="speel").click().run()
    seen = [shown(test)]
    for _ in range(3):
        assert test.select_slider(key="periode-schuif").disabled
        assert visits.kept(test)["periode"] == "2019"
        seen.append(shown(tick(test)))
    assert seen == ["2018", "2019", "2020", "2021"]
    tick(test)
    visits.holds_for_every_page(test)
    assert shown(test) == "2021"
    assert visits.kept(test) == {"indicator": "diefstal-fiets", "periode": "2021"}
    assert not test.select_slider(key="periode-schuif").disabled
    assert shown(tick(test, 10)) == "2021"


def test_playing_stops_where_it_is_stopped() -> None:
    test = visit("kaart", indicator=MONTHLY)
    test.button(key="speel").click().run()
    assert shown(test) == "mei 2023"
    assert shown(tick(test, 3)) == "augustus 2023"
    test.button(key="stop").click().run()
    visits.holds_for_every_page(test)
    assert visits.kept(test)["periode"] == "2023-08"
    assert shown(tick(test, 5)) == "augustus 2023"
    assert test.button(key="speel")


def test_the_slider_puts_its_period_in_the_url() -> None:
    test = visit("kaart")
    test.select_slider(key="periode-schuif").set_value("2022").run()
    visits.holds_for_every_page(test)
    assert visits.kept(test) == {"periode": "2022"}
    assert shown(test) == period_label("2022")


def test_choices_are_wiped_on_a_page_that_they_came_along_to() -> None:
    test = go_on(visit("kaart", gebied="GM0851", indicator="diefstal-fiets"), "trends")
    assert visits.kept(test) == {"gebied": "GM0851", "indicator": "diefstal-fiets"}
    test.button(key="keuze-wissen").click().run()
    visits.holds_for_every_page(test)
    assert visits.kept(test) == {}
    assert visits.kept(test.run()) == {}
