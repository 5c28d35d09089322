"""Groups of areas in one sentence: named, counted, and of many areas numbers only."""

from __future__ import annotations

from ivp.wording.groups import Groups, groups_sentence


def names(n: int, letter: str) -> list[str]:
    return [f"{letter}{number}" for number in range(n)]


def sentence(groups: Groups, plural: str = "gemeenten") -> str:
    return groups_sentence(groups, plural, "het district")


def test_up_to_three_are_named_also_among_many() -> None:
    many = Groups(above=["A", "B"], similar=names(30, "s"))
    assert sentence(many) == "A en B liggen boven het district; bij de andere 30 gemeenten telt het verschil niet"


def test_of_twenty_areas_or_fewer_the_total_is_repeated() -> None:
    few = Groups(above=names(4, "a"), below=names(5, "b"), similar=names(10, "s"), missing=["m"])
    assert few.all == 20
    assert sentence(few) == (
        "vier van de 20 gemeenten liggen boven het district, vijf van de 20 gemeenten eronder; "
        "bij tien van de 20 gemeenten telt het verschil niet; van m is er geen cijfer"
    )


def test_of_more_than_twenty_areas_only_the_number_is_said_once_the_total_is_told() -> None:
    many = Groups(above=names(4, "a"), below=names(5, "b"), similar=names(10, "s"), missing=names(2, "m"))
    assert many.all == 21
    assert sentence(many) == (
        "vier van de 21 gemeenten liggen boven het district, vijf eronder; "
        "bij tien telt het verschil niet; van twee gemeenten is er geen cijfer"
    )


def test_of_more_than_twenty_areas_those_without_a_figure_are_counted_and_not_named() -> None:
    few, many = (Groups(above=["A"], similar=names(n, "s"), missing=["M"], uncompared=["U"]) for n in (5, 20))
    assert sentence(few).endswith("; van M is er geen cijfer; van U is geen vergelijking te maken")
    assert sentence(many, "wijken").endswith(
        "; van één wijk is er geen cijfer; van één wijk is geen vergelijking te maken"
    )


def test_all_of_many_and_smaller_ones_of_many() -> None:
    assert sentence(Groups(above=names(25, "a"))) == "alle 25 gemeenten liggen boven het district"
    sizes = dict.fromkeys(names(21, "a"), 1000.0) | dict.fromkeys(names(4, "b"), 10.0)
    groups = Groups(above=names(21, "a"), below=names(4, "b"), size=sizes)
    assert sentence(groups) == "de 21 grotere gemeenten liggen boven het district, de vier kleinere gemeenten eronder"
