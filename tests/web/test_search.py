"""The search box: everything has a label of its own, and every choice leads to a page that shows it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from ivp.catalog.models import Level
from ivp.web.pages import PAGES
from ivp.web.parts.search import Target, targets
from ivp.web.selection.choices import KEYS
from tests.web.stand_in import AREAS, INDICATORS, figure, page


def found() -> Mapping[str, Target]:
    return targets(page([figure("GM0001", "2021")]).known)


def test_indicators_themes_and_areas_are_found_each_under_a_label_of_its_own() -> None:
    every = found()
    assert {f"indicator:{one.id}" for one in INDICATORS} <= every.keys()
    assert {f"thema:{one.theme}" for one in INDICATORS} <= every.keys()
    inside = {f"gebied:{area.code}" for area in AREAS if area.level not in (Level.LAND, Level.EENHEID)}
    assert {id for id in every if id.startswith("gebied:")} == inside
    labels = [target.label for target in every.values()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("id", "label", "where", "choices"),
    [
        ("gebied:GM0001", "Aadorp · gemeente", "gemeente", {"gebied": "GM0001"}),
        ("gebied:WK000101", "Centrum · wijk in Aadorp", "kaart",
         {"gebied": "WK000101", "niveau": "wijk", "binnen": "GM0001"}),
        ("gebied:PD-TEST", "Testdistrict · district", "trends", {"gebied": "PD-TEST"}),
    ],
)  # fmt: skip
def test_an_area_leads_to_the_page_about_it(id: str, label: str, where: str, choices: dict[str, str]) -> None:
    assert found()[id] == Target(id, label, where, choices)


def test_every_choice_is_a_page_and_keys_of_the_selection() -> None:
    names = {entry.name for entry in PAGES}
    for target in found().values():
        assert target.page in names
        assert target.choices.keys() <= set(KEYS)


def _box() -> None:
    import streamlit as st

    from ivp.web.parts import search
    from tests.web.stand_in import figure, page

    here = page([figure("GM0001", "2021")], vergelijk="land", chosen=("vergelijk",))
    object.__setattr__(here, "row", st.container())
    search.go_to = lambda name, selection: st.text(f"{name} {sorted(selection.params().items())}")
    search.search(here)


@pytest.fixture
def _stay(monkeypatch: pytest.MonkeyPatch) -> None:
    from ivp.web.parts import search

    monkeypatch.setattr(search, "go_to", search.go_to)


@pytest.mark.usefixtures("_stay")
def test_a_choice_goes_there_with_what_was_chosen_before_and_empties_the_box() -> None:
    test = AppTest.from_function(_box).run()
    assert not test.exception
    assert test.selectbox[0].value is None
    assert not test.text
    test.selectbox[0].select("gebied:GM0001").run()
    assert [part.value for part in test.text] == ["gemeente [('gebied', 'GM0001'), ('vergelijk', 'land')]"]
    assert test.selectbox[0].value is None
    test.run()
    assert not test.text, "only once"
