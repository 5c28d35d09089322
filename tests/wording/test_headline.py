"""The headline of the first screen: every rule, on made-up facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ivp.catalog.models import Indicator
from ivp.facts import ALIKE, BaseChange, Fact
from ivp.outcomes import Movement
from ivp.wording.headline import headline
from tests.wording.examples import DRUGS, SHARE, SINCE_CORONA, THEFT, fact, likes, moves


def kind(id: str, short: str, like: Indicator = THEFT) -> Indicator:
    return like.model_copy(update={"id": id, "short": short, "label": short})


BIKES, HOMES, CARS = kind("fiets", "Fietsdiefstal"), kind("woning", "Woninginbraak"), kind("auto", "Autodiefstal")
DAMAGE, ALL = kind("vernieling", "Vernieling en beschadiging"), kind("totaal", "Misdrijven (buurt bekend)")
KNOWN = {one.id: one for one in (BIKES, HOMES, CARS, DAMAGE, ALL, DRUGS, SHARE)}
DISTRICT = {"area": "PD-X", "area_name": "De Polder", "level": "district"}
BASE_UP, BASE_SAME = BaseChange("2019", 40.0, 30.0, Movement.UP), BaseChange("2019", 40.0, 1.0, Movement.SAME)


def still(of: Indicator, **more: Any) -> Fact:
    """A figure of Aadorp that does not move and has no comparison."""
    given = {"moves": moves("none", BASE_SAME, SINCE_CORONA, "same")} | more
    parts = () if "outcome" in more else ("reference",)
    return fact("change", *parts, indicator=of.id, **given)


def up(of: Indicator, base: BaseChange | None = BASE_SAME, **more: Any) -> Fact:
    return still(of, moves=moves("up", base, SINCE_CORONA, "up"), **more)


def down(of: Indicator, base: BaseChange | None = BASE_SAME, **more: Any) -> Fact:
    return still(of, moves=moves("down", base, SINCE_CORONA, "down"), **more)


def said(*facts: Fact) -> str:
    return headline(facts, KNOWN, facts[0].area.code)


def test_of_a_larger_area_what_gets_worse_goes_first_and_the_place_is_said_once() -> None:
    told = said(down(HOMES, **DISTRICT), up(BIKES, **DISTRICT), still(CARS, **DISTRICT))
    assert told == "Fietsdiefstal stijgt in het district; woninginbraak daalt"


def test_two_at_most_are_named_the_largest_first() -> None:
    sizes = ((BIKES, 50.0), (HOMES, 300.0), (CARS, 100.0))
    told = said(*(up(of, numerator=size, **DISTRICT) for of, size in sizes))
    assert told == "Woninginbraak en autodiefstal stijgen in het district"


def test_a_municipality_goes_by_its_name() -> None:
    assert said(up(BIKES)) == "Aadorp: fietsdiefstal stijgt"


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (DAMAGE, "vernieling en beschadiging stijgen"),
        (ALL, "misdrijven (buurt bekend) stijgen"),
        (CARS, "autodiefstal stijgt"),
    ],
)
def test_a_name_in_the_plural_has_a_plural_verb(of: Indicator, says: str) -> None:
    assert said(up(of)) == f"Aadorp: {says}"


def test_a_percentage_is_a_share_that_goes_down_and_that_is_worse() -> None:
    assert said(up(BIKES), down(SHARE, numerator=9000.0)) == (
        "Aadorp: fietsdiefstal stijgt; het aandeel ‘Opgehelderde misdrijven’ daalt"
    )
    assert said(down(BIKES, numerator=9000.0), down(SHARE)) == (
        "Aadorp: het aandeel ‘Opgehelderde misdrijven’ daalt; fietsdiefstal daalt"
    )


def test_since_when_is_said_where_all_of_a_clause_differ_from_that_year() -> None:
    assert said(up(BIKES, BASE_UP)) == "Aadorp: fietsdiefstal stijgt sinds 2019"
    both = said(up(BIKES, BASE_UP, **DISTRICT), up(HOMES, BASE_UP, **DISTRICT))
    assert both == "Fietsdiefstal en woninginbraak stijgen in het district sinds 2019"
    assert said(up(BIKES, BASE_UP), up(HOMES)) == "Aadorp: fietsdiefstal en woninginbraak stijgen"
    assert said(up(BIKES, None)) == "Aadorp: fietsdiefstal stijgt"


def test_what_is_found_by_looking_and_other_areas_do_not_count() -> None:
    assert said(still(HOMES), up(DRUGS), up(BIKES, **DISTRICT)) == (
        "Aadorp: geen cijfer beweegt meer dan toeval of verschilt duidelijk"
    )


def test_a_figure_much_older_than_the_newest_is_no_news() -> None:
    assert said(still(HOMES, period="2024"), up(BIKES, period="2022")) == "Aadorp: fietsdiefstal stijgt"
    assert said(still(HOMES, period="2025"), up(BIKES, period="2022")) == (
        "Aadorp: geen cijfer beweegt meer dan toeval of verschilt duidelijk"
    )


def test_a_municipality_is_also_held_against_the_rest_of_its_district() -> None:
    told = said(
        up(BIKES, outcome="much_higher"), still(HOMES, outcome="much_higher"), still(CARS, outcome="much_lower")
    )
    assert told == (
        "Aadorp: fietsdiefstal stijgt; woninginbraak duidelijk hoger dan de rest van het district; "
        "autodiefstal duidelijk lager dan de rest van het district"
    )
    assert said(still(HOMES, outcome="higher")) == "Aadorp: geen cijfer beweegt meer dan toeval of verschilt duidelijk"
    larger = said(still(HOMES, outcome="much_higher", **DISTRICT))
    assert larger == "Geen cijfer beweegt in het district meer dan toeval"


def test_what_is_unusual_among_similar_municipalities_is_said_with_its_place() -> None:
    assert said(still(HOMES, likes=likes("high", 1))) == (
        "Aadorp: woninginbraak ongewoon hoog naast vergelijkbare gemeenten (hoogste van 11)"
    )
    assert said(still(HOMES, likes=likes("usual", 1))).endswith("verschilt duidelijk")


def test_a_municipality_held_against_similar_ones_names_those() -> None:
    far = still(HOMES, outcome="much_lower")
    assert far.comparison
    alike = replace(far, comparison=replace(far.comparison, reference=ALIKE, rest=False))
    assert said(alike) == "Aadorp: woninginbraak duidelijk lager dan vergelijkbare gemeenten"


def test_three_clauses_are_enough() -> None:
    told = said(
        up(BIKES), down(HOMES), still(CARS, outcome="much_lower"), still(DAMAGE, likes=likes("high", 1)),
    )  # fmt: skip
    assert told == (
        "Aadorp: fietsdiefstal stijgt; woninginbraak daalt; autodiefstal duidelijk lager dan de rest van het district"
    )


def test_without_a_figure_the_headline_says_so() -> None:
    none = "Er zijn hier nog geen cijfers om een prioriteit aan te toetsen"
    assert headline((), KNOWN, "GM0001") == none
    assert said(fact("figure", indicator=BIKES.id)) == none
    assert said(still(DRUGS)) == none
