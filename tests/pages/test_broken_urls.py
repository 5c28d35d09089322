"""A URL that somebody made up or mangled: a page with its defaults and a short notice, never an error or markup."""

from __future__ import annotations

from functools import lru_cache

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import visits
from tests.pages.visits import drawn, visit

NONSENSE = {
    "unknown": "bestaatniet",
    "long": "é" * 5000,
    "markup": "<script>alert(1)</script><h1>x</h1>",
    "markdown": "[klik](http://kwaad.example) **vet** :red[x]",
    "address": "www.kwaad.example",
    "mail": "a@kwaad.example",
    "nul": "GM\x001674",
    "query": "GM1674' OR 1=1; DROP TABLE area; --",
    "direction": "\u202e4761MG",
    "blank": " ",
}
EVERYWHERE = ("unknown", "long", "markup", "nul")
ELSEWHERE = tuple(kind for kind in NONSENSE if kind not in EVERYWHERE)
SHOWN = {
    "overzicht": ("thema", "gebied", "vergelijk", "plan"),
    "prioriteiten": ("gebied", "plan", "prioriteit"),
    "kaart": ("thema", "indicator", "niveau", "maat", "vergelijk", "per"),
    "trends": ("thema", "indicator", "gebied", "tweede", "vergelijk", "maat", "per"),
    "vergelijken": ("thema", "indicator", "per", "periode", "gebied", "vergelijk"),
    "gemeente": ("gebied", "vergelijk"),
    "beleving": ("indicator", "gebied", "vergelijk"),
    "uitvoering": ("gebied", "jaar", "stand"),
    "evaluatie": ("gebied", "plan"),
    "presenteren": (),
    "verantwoording": ("thema", "indicator"),
}


def short_and_plain(test: AppTest) -> None:
    """The notices are short sentences that say what is shown, and nothing of the URL is markup."""
    for part in test.info:
        assert len(part.value) < 200
        assert part.value.endswith(".")
        assert "U ziet nu " in part.value
        assert not set("<>[]*@/\x00\u202e") & set(visits.read(part.value))
    everything = visits.words(test).replace("\\", "")
    for mark in ("<script", "kwaad.example", "http://kwaad", "\x00", "\u202e"):
        assert mark not in everything


@lru_cache
def default(name: str) -> tuple[str, list[str]]:
    """The headline of a page and the values of its controls, without anything in the URL."""
    test = visit(name)
    return visits.title(test), [box.value for box in test.selectbox]


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [(name, kind) for name in SHOWN for kind in EVERYWHERE] + [("trends", kind) for kind in ELSEWHERE],
)
def test_nonsense_in_every_parameter_gives_the_defaults_and_a_notice(name: str, nonsense: str) -> None:
    asked = dict.fromkeys(SHOWN[name], NONSENSE[nonsense])
    test = visit(name, **asked)
    visits.holds_for_every_page(test)
    assert len(test.info) == len(asked)
    assert all(text.startswith("Onbekend") for text in visits.notices(test))
    short_and_plain(test)
    assert drawn(test) or visits.tables(test) or name in ("prioriteiten", "presenteren")
    assert (visits.title(test), [box.value for box in test.selectbox]) == default(name)


def test_every_page_is_in_this_test() -> None:
    assert set(SHOWN) == set(visits.NAMES)


@pytest.mark.parametrize("name", ["overzicht", "gemeente"])
def test_nonsense_for_a_control_that_is_not_on_the_page_says_nothing(name: str) -> None:
    test = visit(name, niveau="bestaatniet", tweede="bestaatniet")
    visits.holds_for_every_page(test)
    assert not test.info


def test_the_code_of_another_page_is_explained() -> None:
    test = visit("beleving", indicator="misdrijven-totaal")
    visits.holds_for_every_page(test)
    (said,) = visits.notices(test)
    assert said.startswith("Misdrijven totaal staat niet op deze pagina. U ziet nu Voelt zich weleens onveilig in ")


def test_a_period_that_the_indicator_does_not_have_is_explained() -> None:
    test = visit("vergelijken", indicator="misdrijven-totaal", periode="1999")
    visits.holds_for_every_page(test)
    assert visits.notices(test) == ["Over Misdrijven totaal zijn er geen cijfers van 1999. U ziet nu 2024."]
    assert test.selectbox(key="keuze_periode").value == "2024"


@pytest.mark.parametrize("name", visits.NAMES)
def test_of_a_repeated_parameter_the_last_one_counts(name: str) -> None:
    test = visit(name, gebied=["GM1674", "GM0851"], vergelijk=["land", "eenheid"])
    visits.holds_for_every_page(test)
    assert not test.info
    if "vergelijk" in SHOWN[name]:
        assert test.selectbox(key="keuze_vergelijk").value == "eenheid"
    if "gebied" in SHOWN[name]:
        assert test.selectbox(key="keuze_gebied").value == "GM0851"


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("verzonnen", "verzonnen"),
        ("x" * 5000, "x" * 40 + "…"),
        ("<img src=x onerror=alert(1)>", "img srcx onerroralert1"),
        ("../../etc/passwd", "etcpasswd"),
        ("www.kwaad.example", "wwwkwaadexample"),
    ],
)
def test_an_address_that_does_not_exist_is_said_once_on_the_overview(wanted: str, shown: str) -> None:
    test = visit("overzicht", onbekend=wanted, gebied="GM1674")
    visits.holds_for_every_page(test)
    (said,) = visits.notices(test)
    assert said == f"De pagina ‘{shown}’ bestaat niet. U ziet het overzicht."
    assert visits.url(test) == {"gebied": "GM1674"}
    assert not visits.notices(test.run())


def test_nonsense_for_the_parameters_of_one_page_gives_its_first_choice() -> None:
    wrong, right = visit("beleving", register="<b>"), visit("beleving")
    visits.holds_for_every_page(wrong)
    assert wrong.selectbox(key="keuze_register").value == right.selectbox(key="keuze_register").value
    for params in ({"beeld": "Verzonnen"}, {"beeld": "<b>"}, {"beeld": "x" * 5000}):
        test = visit("vergelijken", **params)
        visits.holds_for_every_page(test)
        assert drawn(test)
    visits.holds_for_every_page(visit("trends", indicator="woninginbraak-maand", twaalf="misschien"))
