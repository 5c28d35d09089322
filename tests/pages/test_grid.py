"""Every page over the selections that differ in kind: each shows its figures, or says why there are none."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import visits
from tests.pages.visits import drawn, visit

KINDS = {
    "rate": "misdrijven-totaal",
    "few cases": "overval",
    "found by looking": "politie-2-7-2",
    "share": "ophelderingspercentage",
    "survey": "vm-buurt-tevreden",
    "survey without gemeenten": "vm-ontevreden-reden-lang-wachten",
    "number": "leefbaarometer-3",
    "month": "woninginbraak-maand",
    "down to the buurt": "misdrijven-buurt",
    "of the country alone": "overlast-totaal",
    "without a figure": "vm-hangjongeren",
}
AREAS = {
    "gemeente": "GM1674",
    "small gemeente": "GM0851",
    "basisteam": "BT-BERGEN-OP-ZOOM",
    "district": "PD-MARKIEZATEN",
    "wijk": "WK167401",
    "buurt": "BU16740101",
}
REFERENCES = ("vergelijkbaar", "basisteam", "district", "eenheid", "land")
TABS = ("Trechter", "Per gebied", "Vergelijkbare gemeenten")
# Where the kind has nothing to show: the page then has its empty state.
EMPTY = {
    "kaart": {"survey without gemeenten", "of the country alone", "found by looking", "without a figure"},
    "trends": {"without a figure"},
    "vergelijken": {"of the country alone", "found by looking", "without a figure"},
    "beleving": {"without a figure"},
}
WITH_INDICATOR = ("kaart", "trends", "vergelijken", "beleving", "verantwoording")


def as_asked(test: AppTest, asked: dict[str, str]) -> None:
    """The URL still says what was asked, and so does every control on the page."""
    assert visits.kept(test) == asked
    for box in test.selectbox:
        key = (box.key or "").removeprefix("keuze_")
        if key in asked:
            assert box.value == asked[key]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", WITH_INDICATOR)
def test_every_kind_of_indicator_on_every_page(name: str, kind: str) -> None:
    asked = {"indicator": KINDS[kind], "gebied": AREAS["gemeente"]}
    elsewhere = name == "beleving" and not KINDS[kind].startswith("vm-")
    test = visit(name, **asked)
    visits.holds_for_every_page(test)
    if elsewhere:
        assert [text for text in visits.notices(test) if "staat niet op deze pagina" in text]
        assert drawn(test)
        return
    as_asked(test, asked)
    assert not visits.notices(test)
    empty = kind in EMPTY.get(name, set())
    assert (visits.empty_state(test) is not None) == empty
    assert bool(drawn(test)) == (not empty and name != "verantwoording")


@pytest.mark.parametrize("kind", ["rate", "month", "down to the buurt", "survey"])
@pytest.mark.parametrize("level", AREAS)
def test_every_level_of_area_has_its_own_trend(level: str, kind: str) -> None:
    asked = {"indicator": KINDS[kind], "gebied": AREAS[level]}
    test = visit("trends", **asked)
    visits.holds_for_every_page(test)
    as_asked(test, asked)
    assert drawn(test)


@pytest.mark.parametrize("name", ["overzicht", "kaart", "vergelijken", "gemeente", "beleving"])
@pytest.mark.parametrize("level", ["basisteam", "district", "wijk", "buurt"])
def test_every_level_of_area_on_the_other_pages(name: str, level: str) -> None:
    asked = {"gebied": AREAS[level]}
    test = visit(name, **asked)
    visits.holds_for_every_page(test)
    assert visits.kept(test) == asked
    assert not visits.notices(test)
    assert drawn(test) or shows_its_list(test, "Roosendaal")


def shows_its_list(test: AppTest, gemeente: str) -> bool:
    """Whether this is the first screen of one gemeente: its list, with the table of all areas behind one tap."""
    behind = [part.label for part in test.expander]
    return f"Wat geldt in {gemeente}" in [part.value for part in test.header] and "Alle gebieden naast elkaar" in behind


@pytest.mark.parametrize("measure", ["per-1000", "aantal", "verschil", "trend"])
@pytest.mark.parametrize("level", ["gemeente", "wijk", "buurt"])
@pytest.mark.parametrize("kind", ["down to the buurt", "month"])
def test_every_measure_at_every_level_of_the_map(kind: str, level: str, measure: str) -> None:
    asked = {"indicator": KINDS[kind], "niveau": level, "maat": measure}
    test = visit("kaart", **asked)
    visits.holds_for_every_page(test)
    as_asked(test, asked)
    empty = kind == "month" and level != "gemeente"
    assert bool(test.get("deck_gl_json_chart")) != empty
    assert (visits.empty_state(test) is not None) == empty


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("name", ["overzicht", "kaart", "trends", "vergelijken", "gemeente", "beleving"])
def test_every_reference(name: str, reference: str) -> None:
    asked = {"gebied": AREAS["small gemeente"], "vergelijk": reference}
    test = visit(name, **asked)
    visits.holds_for_every_page(test)
    as_asked(test, asked)
    assert drawn(test) or (name == "overzicht" and shows_its_list(test, "Steenbergen"))


@pytest.mark.parametrize("kind", ["rate", "share", "survey", "survey without gemeenten", "month", "number"])
@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_the_comparison(tab: str, kind: str) -> None:
    asked = {"indicator": KINDS[kind], "gebied": AREAS["small gemeente"]}
    test = visit("vergelijken", **asked, beeld=tab)
    visits.holds_for_every_page(test)
    as_asked(test, asked)
    assert visits.url(test)["beeld"] == tab
    assert drawn(test) or "Voor deze keuze " in visits.words(test)


@pytest.mark.parametrize(
    ("name", "kind", "period", "said"),
    [
        ("kaart", "rate", "2022", "2022"),
        ("kaart", "month", "2024-03", "maart 2024"),
        ("vergelijken", "rate", "2023", "2023"),
        ("vergelijken", "month", "2025-12", "december 2025"),
        ("vergelijken", "few cases", "2019", "2019"),
    ],
)
def test_a_chosen_period_is_the_one_that_is_shown(name: str, kind: str, period: str, said: str) -> None:
    asked = {"indicator": KINDS[kind], "periode": period}
    test = visit(name, **asked)
    visits.holds_for_every_page(test)
    as_asked(test, asked)
    assert said in visits.read(test.header[0].value)


@pytest.mark.parametrize("area", ["GM0748", "GM0851", "GM0716", "GM0873", "GM1674", "GM1655", "GM1709", "GM0840"])
def test_every_gemeente_has_its_page(area: str) -> None:
    test = visit("gemeente", gebied=area)
    visits.holds_for_every_page(test)
    as_asked(test, {"gebied": area})
    assert len(drawn(test)) == 3


@pytest.mark.parametrize(
    ("kind", "area", "name"),
    [
        ("rate", "WK167401", "wijk Oost"),
        ("month", "BU16740101", "buurt "),
        ("survey without gemeenten", "GM1674", "Roosendaal"),
    ],
)
def test_a_trend_without_the_chosen_area_says_so_and_draws_the_others(kind: str, area: str, name: str) -> None:
    test = visit("trends", indicator=KINDS[kind], gebied=area)
    visits.holds_for_every_page(test)
    assert f": geen open cijfer voor {name}" in visits.title(test)
    assert f"De lijnen zijn van andere gebieden. {name[:1].upper()}{name[1:]}" in visits.words(test).replace("\\", "")
    assert drawn(test)


def test_a_series_of_the_country_alone_names_the_area_that_has_none() -> None:
    chosen, everyone = (
        visit("trends", indicator="overlast-totaal", gebied="GM0851"),
        visit("trends", indicator="overlast-totaal"),
    )
    for test, name in ((chosen, "Steenbergen"), (everyone, "De gemeenten")):
        visits.holds_for_every_page(test)
        assert visits.title(test).startswith("In Nederland ")
        assert f"{name}: nog niet opgehaald. Tabel 47021NED heeft dit cijfer; een verversing vult het." in (
            visits.words(test).replace("\\", "")
        )


def test_an_indicator_without_gemeenten_has_no_multiples_but_says_why() -> None:
    test = visit("vergelijken", indicator=KINDS["survey without gemeenten"], beeld="Per gebied")
    visits.holds_for_every_page(test)
    assert not drawn(test)
    assert "Voor deze keuze zijn er geen cijfers per gemeente" in visits.words(test)
