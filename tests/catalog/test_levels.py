"""The levels: nothing is forgotten, and codes are read by their beginning."""

from __future__ import annotations

from ivp.catalog import levels
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level


def test_up_and_down_hold_every_level_once() -> None:
    assert levels.DOWN[0] == Level.LAND
    assert levels.UP[0] == Level.BUURT
    assert sorted(levels.UP) == sorted(Level)


def test_every_area_of_the_catalog_has_a_code_of_its_level() -> None:
    for area in load_catalog().areas:
        assert levels.level_of(area.code) == area.level


def test_an_unknown_code_has_no_level() -> None:
    assert levels.level_of("XX99") is None
    assert levels.level_of("") is None


def test_no_beginning_is_that_of_another() -> None:
    starts = list(levels.PREFIXES.values())
    assert set(levels.PREFIXES) == set(Level)
    assert not [(a, b) for a in starts for b in starts if a != b and a.startswith(b)]


def test_what_is_assessed_is_held_against_something_larger() -> None:
    assert set(levels.JUDGED_AGAINST) == set(levels.ASSESSED)
    for own, others in levels.JUDGED_AGAINST.items():
        assert all(levels.DOWN.index(other) < levels.DOWN.index(own) for other in others)
        assert set(others) <= set(levels.REFERENCES)


def test_each_group_is_part_of_the_one_before() -> None:
    assert set(levels.TOLD) < set(levels.ASSESSED) < set(levels.PLANNED) < set(Level)
    assert set(levels.OF_MEMBERS) < set(levels.ASSESSED)
