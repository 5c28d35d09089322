"""The words for how a figure moves and where it lies among similar municipalities: every rule, on made-up facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivp.facts import BaseChange, Moves
from ivp.outcomes import Arrow, Movement
from ivp.wording import movement
from ivp.wording.sentences import cell
from ivp.wording.titles import trend_title
from tests.wording.examples import RATE, SINCE_2019, SINCE_CORONA, SURVEY, fact, likes, moves

PLAIN = str.maketrans("\u00a0", " ")
UP_2019 = BaseChange("2019", 43.0, 25.1, Movement.UP)
SAME_2019 = BaseChange("2019", 54.0, 0.4, Movement.SAME)
UP_CORONA = BaseChange("2021-2022", 30.0, None, Movement.UP)


def test_every_arrow_has_a_sign_of_its_own_and_words_for_who_does_not_see_it() -> None:
    assert [movement.arrow_sign(arrow) for arrow in Arrow] == ["↗", "↘", "→", "↕", ""]
    assert [movement.arrow_label(arrow) for arrow in Arrow] == [
        "stijgt, meer dan toeval", "daalt, meer dan toeval", "geen beweging die telt", "beweegt twee kanten op", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            moves("up", UP_2019, UP_CORONA, "up"),
            "stijgt: 25 % hoger dan in 2019 (43,0), hoger dan het gemiddelde van 2021–2022 (30,0), "
            "een stijgende lijn over 2020–2024",
        ),
        (moves("down"), "daalt: 11 % lager dan in 2019 (60,1), een dalende lijn over 2020–2024"),
        (moves("down", mean=None, line="none"), "daalt: 11 % lager dan in 2019 (60,1)"),
        (
            moves("mixed", SINCE_2019, UP_CORONA, "same"),
            "beweegt twee kanten op: 11 % lager dan in 2019 (60,1), hoger dan het gemiddelde van 2021–2022 (30,0)",
        ),
        (moves("none", line="same"), "geen beweging die telt: alleen 11 % lager dan in 2019 (60,1)"),
        (moves("none", SAME_2019), "geen beweging die telt: alleen een dalende lijn over 2020–2024"),
        (
            moves("none", SAME_2019, SINCE_CORONA, "same"),
            "geen verschil dat telt met 2019 en het gemiddelde van 2020–2022, en geen duidelijke lijn over 2020–2024",
        ),
        (
            moves("none", None, SINCE_CORONA, "same", since="2018"),
            "geen verschil dat telt met het gemiddelde van 2020–2022, en geen duidelijke lijn over 2018–2024",
        ),
        (
            moves("none", SAME_2019, SINCE_CORONA, "none"),
            "geen verschil dat telt met 2019 en het gemiddelde van 2020–2022",
        ),
    ],
)
def test_a_movement_is_told_with_the_signals_that_say_so(given: Moves, said: str) -> None:
    assert movement.moves_clause(fact(moves=given), RATE).translate(PLAIN) == said


def test_a_base_that_is_not_known_is_no_base() -> None:
    unknown = replace(SINCE_2019, value=None, percent=None, outcome=Movement.NONE)
    told = movement.moves_clause(fact(moves=moves("none", unknown, SINCE_CORONA, "same")), RATE)
    assert told.startswith("geen verschil dat telt met het gemiddelde van 2020–2022, en")


def test_a_percentage_keeps_its_sign_behind_the_base() -> None:
    given = moves("down", replace(SINCE_2019, value=33.0, percent=None), None, "down")
    assert movement.moves_clause(fact(value=28.0, moves=given), SURVEY).translate(PLAIN) == (
        "daalt: lager dan in 2019 (33,0 %), een dalende lijn over 2020–2024"
    )


def test_fewer_than_two_signals_say_nothing() -> None:
    assert movement.moves_clause(fact(), RATE) == ""
    assert movement.moves_clause(fact(moves=moves("unknown", line="none", mean=None)), RATE) == ""


@pytest.mark.parametrize(
    ("place", "among", "said"),
    [(1, 11, "hoogste van 11"), (3, 11, "3e van 11"), (11, 11, "laagste van 11"), (9, 9, "laagste van 9"), (0, 0, "")],
)
def test_the_place_among_the_likes(place: int, among: int, said: str) -> None:
    assert movement.place_text(likes("usual", place, among)) == said


@pytest.mark.parametrize(
    ("usual", "place", "said"),
    [
        ("usual", 3, "3e van 11 vergelijkbare gemeenten (midden 40,0), binnen wat die onderling verschillen"),
        (
            "high",
            1,
            "hoogste van 11 vergelijkbare gemeenten (midden 40,0), ongewoon hoog, buiten wat die onderling verschillen",
        ),
        (
            "low",
            11,
            "laagste van 11 vergelijkbare gemeenten (midden 40,0), ongewoon laag, buiten wat die onderling verschillen",
        ),
        ("unknown", 0, ""),
    ],
)
def test_a_municipality_has_its_place_and_the_middle_of_its_likes(usual: str, place: int, said: str) -> None:
    assert movement.likes_clause(fact(likes=likes(usual, place)), RATE) == said


@pytest.mark.parametrize(
    ("usual", "said"),
    [
        ("usual", "ligt binnen wat die onderling verschillen"),
        ("high", "is ongewoon hoog, buiten wat die onderling verschillen"),
        ("low", "is ongewoon laag, buiten wat die onderling verschillen"),
    ],
)
def test_a_sum_of_municipalities_has_no_place(usual: str, said: str) -> None:
    given = fact(level="district", likes=likes(usual, 0, 0))
    assert movement.likes_clause(given, RATE) == f"vergelijkbare gemeenten komen uit op 40,0, en dit cijfer {said}"


def test_without_likes_nothing_is_said_of_them() -> None:
    assert movement.likes_clause(fact(), RATE) == ""


@pytest.mark.parametrize(
    ("usual", "place", "among", "said"),
    [
        ("high", 1, 11, "ongewoon hoog naast vergelijkbare gemeenten (hoogste van 11)"),
        ("high", 2, 11, "ongewoon hoog naast vergelijkbare gemeenten (2e van 11)"),
        ("low", 9, 9, "ongewoon laag naast vergelijkbare gemeenten (laagste van 9)"),
        ("high", 0, 0, "ongewoon hoog naast vergelijkbare gemeenten"),
        ("usual", 1, 11, ""),
        ("unknown", 0, 0, ""),
    ],
)
def test_only_what_is_unusual_is_called_so(usual: str, place: int, among: int, said: str) -> None:
    assert movement.unusual_text(likes(usual, place, among)) == said


@pytest.mark.parametrize(
    ("signal", "direction", "line", "clause"),
    [
        ("up", "rising", "stijgende lijn over vijf jaar (2020–2024)", "een stijgende lijn over 2020–2024"),
        ("up", "stable", "tekenen van een stijgende lijn over vijf jaar (2020–2024)",
         "tekenen van een stijgende lijn over 2020–2024"),
        ("down", "stable", "tekenen van een dalende lijn over vijf jaar (2020–2024)",
         "tekenen van een dalende lijn over 2020–2024"),
        ("same", "stable", "geen duidelijke richting over vijf jaar (2020–2024)", ""),
    ],
)  # fmt: skip
def test_the_title_and_the_sentence_say_the_same_of_a_line(signal: str, direction: str, line: str, clause: str) -> None:
    given = fact(
        moves=moves("none", SAME_2019, None, signal), direction=direction, trend_from="2020", trend_points=5,
        change_outcome="same",
    )  # fmt: skip
    assert trend_title([given], RATE).endswith(f"; {line}")
    said = cell(given, RATE)
    assert clause in said
    both = f"{trend_title([given], RATE)} {said}"
    assert not (clause and "geen duidelijke" in both)
