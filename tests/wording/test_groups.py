"""Groups of areas in one sentence: named, counted, and of many areas numbers only."""

from __future__ import annotations

from ivp.outcomes import Outcome
from ivp.wording.groups import COMPARED, FUNNEL, Groups, Sides, grouped, groups_sentence
from tests.wording.examples import towns


def names(n: int, letter: str) -> list[str]:
    return [f"{letter}{number}" for number in range(n)]


def sentence(groups: Groups, plural: str = "gemeenten", sides: Sides = COMPARED) -> str:
    return groups_sentence(groups, plural, "het district", sides)


def test_up_to_three_are_named_also_among_many() -> None:
    many = Groups(above=["A", "B"], similar=names(30, "s"))
    assert sentence(many) == "A en B liggen hoger dan het district; bij de andere 30 gemeenten telt het verschil niet"


def test_of_twenty_areas_or_fewer_the_total_is_repeated() -> None:
    few = Groups(above=names(4, "a"), below=names(5, "b"), similar=names(10, "s"), missing=["m"])
    assert few.all == 20
    assert sentence(few) == (
        "vier van de 20 gemeenten liggen hoger dan het district, vijf van de 20 gemeenten lager; "
        "bij tien van de 20 gemeenten telt het verschil niet; van m is er geen cijfer"
    )


def test_of_more_than_twenty_areas_only_the_number_is_said_once_the_total_is_told() -> None:
    many = Groups(above=names(4, "a"), below=names(5, "b"), similar=names(10, "s"), missing=names(2, "m"))
    assert many.all == 21
    assert sentence(many) == (
        "vier van de 21 gemeenten liggen hoger dan het district, vijf lager; "
        "bij tien telt het verschil niet; van twee gemeenten is er geen cijfer"
    )


def test_of_more_than_twenty_areas_those_without_a_figure_are_counted_and_not_named() -> None:
    few, many = (Groups(above=["A"], similar=names(n, "s"), missing=["M"], uncompared=["U"]) for n in (5, 20))
    assert sentence(few).endswith("; van M is er geen cijfer; van U is geen vergelijking te maken")
    assert sentence(many, "wijken").endswith(
        "; van één wijk is er geen cijfer; van één wijk is geen vergelijking te maken"
    )


def test_all_of_many_and_smaller_ones_of_many() -> None:
    assert sentence(Groups(above=names(25, "a"))) == "alle 25 gemeenten liggen hoger dan het district"
    sizes = dict.fromkeys(names(21, "a"), 1000.0) | dict.fromkeys(names(4, "b"), 10.0)
    groups = Groups(above=names(21, "a"), below=names(4, "b"), size=sizes)
    assert sentence(groups) == "de 21 grotere gemeenten liggen hoger dan het district, de vier kleinere gemeenten lager"


def test_what_nobody_has_is_left_out() -> None:
    assert sentence(Groups(below=["A"])) == "A ligt lager dan het district"
    assert sentence(Groups(similar=["A"])) == "tussen A en het district is geen verschil dat telt"
    assert sentence(Groups(uncompared=["A"])) == "de cijfers van de gemeenten zijn niet te vergelijken met het district"
    assert groups_sentence(Groups(), "wijken", "") == "de cijfers van de wijken zijn niet te vergelijken"


def test_the_words_for_the_sides_can_be_others() -> None:
    groups = Groups(above=["A"], below=["B"], similar=names(4, "s"))
    assert groups_sentence(groups, "gemeenten", "de trechter", FUNNEL) == (
        "A ligt boven de trechter, B eronder; de andere vier gemeenten erbinnen"
    )


def test_smaller_or_larger_needs_every_size() -> None:
    sizes = {"A": 9.0, **dict.fromkeys(names(4, "b"), 1.0)}
    groups = Groups(above=["A"], below=names(4, "b"), size=sizes)
    assert sentence(groups) == "A ligt hoger dan het district, de vier kleinere gemeenten lager"
    unknown = Groups(above=["A"], below=names(4, "b"), size=dict.fromkeys(names(4, "b"), 1.0))
    assert sentence(unknown) == "A ligt hoger dan het district, de andere vier gemeenten lager"


def test_facts_are_grouped_by_side_the_furthest_first_and_by_name() -> None:
    known = [40.0] * 7 + [None]
    facts = towns(Aadorp="higher", Beekstad="much_higher", Ceedam="lower", Duinwijk="similar", value=known,
                  numerator=known)  # fmt: skip
    found = grouped(facts)
    assert (found.above, found.below, found.similar) == (["Beekstad", "Aadorp"], ["Ceedam"], ["Duinwijk"])
    assert (found.uncompared, found.missing) == (["Eemdorp", "Fortstad", "Geestdam"], ["Hoogeind"])
    assert (found.compared, found.all) == (4, 8)
    turned = grouped(facts, by=lambda one: one.area.code, judged=lambda one: (Outcome.LOWER, float(one.area.sort)))
    assert turned.below == [f"GM000{n}" for n in (6, 5, 4, 3, 2, 1, 0)]
