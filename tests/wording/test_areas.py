"""Areas in a sentence; made-up names, so that nothing about this district can be built in."""

from __future__ import annotations

import re

import pytest

from ivp.compile.context import SIMILAR
from ivp.wording import areas
from ivp.wording.areas import alike_on
from tests.wording.examples import area


@pytest.mark.parametrize(
    ("level", "name", "full", "short", "rest"),
    [
        ("land", "Nederland", "Nederland", "Nederland", "de rest van Nederland"),
        (
            "eenheid",
            "De Kust",
            "politie-eenheid De Kust",
            "de politie-eenheid",
            "de rest van de politie-eenheid",
        ),
        ("district", "De Polder", "het district De Polder", "het district", "de rest van het district"),
        ("basisteam", "Aadorp", "basisteam Aadorp", "het basisteam", "de rest van het basisteam"),
        ("gemeente", "Aadorp", "Aadorp", "de gemeente", "de rest van de gemeente"),
        ("wijk", "Centrum", "wijk Centrum", "de wijk", "de rest van de wijk"),
        ("wijk", "Wijk 00 Centrum", "wijk 00 Centrum", "de wijk", "de rest van de wijk"),
        ("buurt", "Noord", "buurt Noord", "de buurt", "de rest van de buurt"),
        ("basisteam", "Basisteam Aadorp", "basisteam Aadorp", "het basisteam", "de rest van het basisteam"),
        (
            "district",
            "District De Polder",
            "het district De Polder",
            "het district",
            "de rest van het district",
        ),
        (
            "eenheid",
            "Politie-eenheid Kust",
            "politie-eenheid Kust",
            "de politie-eenheid",
            "de rest van de politie-eenheid",
        ),
    ],
)
def test_names(level: str, name: str, full: str, short: str, rest: str) -> None:
    assert areas.full(level, name) == full
    assert areas.short(level, name) == short
    assert areas.rest(level, name) == rest


@pytest.mark.parametrize(
    ("names", "expected"),
    [([], ""), (["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")],
)
def test_enumeration(names: list[str], expected: str) -> None:
    assert areas.enumerate_names(names) == expected


def test_capital() -> None:
    assert areas.capital("het district") == "Het district"
    assert areas.capital("'s-Graveland") == "'s-Graveland"
    assert areas.capital("") == ""
    assert areas.capital("één wijk") == "Eén wijk"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  geen stop ", "Geen stop."), ("Al een stop.", "Al een stop."), ("een vraag?", "Een vraag?"),
        ("een uitroep! ", "Een uitroep!"), ("één keer", "Eén keer."), ("", ""), ("   ", ""),
    ],
)  # fmt: skip
def test_a_text_of_somebody_gets_a_capital_and_one_stop(text: str, said: str) -> None:
    assert areas.sentence(text) == said


def test_an_area_in_a_sentence() -> None:
    assert areas.place(area("PD-X", "De Polder")) == "het district De Polder"
    assert areas.place(area("GM0001", "Aadorp")) == "Aadorp"


def test_plural() -> None:
    assert areas.plural("gemeente") == "gemeenten"


def test_names_with_a_comma_of_their_own_stay_apart() -> None:
    assert areas.enumerate_names(["Oo", "Nuenen, Gerwen en Nederwetten", "Tholen"]) == (
        "Oo; Nuenen, Gerwen en Nederwetten; en Tholen"
    )
    assert areas.enumerate_names(["Nuenen, Gerwen en Nederwetten"]) == "Nuenen, Gerwen en Nederwetten"


def test_background_figures_have_words_that_a_reader_knows() -> None:
    names = [name.replace("_", " ") for name in SIMILAR.values()]
    told = [alike_on([name]) for name in names]
    assert [before for before, after in zip(names, told, strict=True) if before == after] == ["inwoners"]
    assert not any(re.search(r"procent|klasse|km2|x 1000|autos", one) for one in told)
    assert alike_on(["inwoners", "woz waarde x 1000 euro", "iets nieuws"]) == (
        "inwoners, gemiddelde WOZ-waarde en iets nieuws"
    )
