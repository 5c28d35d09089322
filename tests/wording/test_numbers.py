"""Dutch numbers: equal to babel's, and the rules for decimals, signs and missing figures."""

from __future__ import annotations

import decimal
import random
import time

import babel.numbers
import pandas as pd
import pytest

from ivp.wording import numbers
from tests.wording.examples import NUMBER, RATE, SCALE, SURVEY

NBSP = "\u00a0"


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
def test_equals_babel(decimals: int) -> None:
    random.seed(decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    some = [random.uniform(-1, 1) * 10 ** random.randint(0, 8) for _ in range(500)]
    for x in [*some, 0.0, 1.0, 999.95, 1000.0, 0.5, 2.5, 1234567.0]:
        with decimal.localcontext(rounding=decimal.ROUND_HALF_UP):
            expected = babel.numbers.format_decimal(float(f"{x:.15g}"), format=pattern, locale="nl")
        zero = not any(character in "123456789" for character in expected)
        expected = expected.lstrip("-") if zero else expected.replace("-", "−")
        assert numbers.number(x, decimals) == expected


@pytest.mark.parametrize(
    ("x", "decimals", "expected"),
    [
        (1234.5, 1, "1.234,5"),
        (1000000, 0, "1.000.000"),
        (-3, 0, "−3"),
        (-0.04, 1, "0,0"),
        (0, 0, "0"),
        (0.25, 1, "0,3"),
        (2.5, 0, "3"),
        (53.849999999999994, 1, "53,9"),
        (True, 0, "1"),
        (float("nan"), 1, "geen cijfer"),
        (None, 0, "geen cijfer"),
        (pd.NA, 0, "geen cijfer"),
        (float("inf"), 0, "geen cijfer"),
        ("tekst", 0, "geen cijfer"),
    ],
)
def test_number(x: object, decimals: int, expected: str) -> None:
    assert numbers.number(x, decimals) == expected


def test_fast_enough_for_a_page() -> None:
    some = [random.uniform(0, 1e5) for _ in range(4000)]
    best = min(_seconds(some) for _ in range(3))
    assert best < 0.1  # about 12 ms the first time and 1 ms after; wide, because the machine may be busy


def _seconds(some: list[float]) -> float:
    start = time.perf_counter()
    for x in some:
        numbers.number(x, 1)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (3.21, "+3,2"),
        (-3.21, "−3,2"),
        (0, "0,0"),
        (0.04, "0,0"),
        (-0.04, "0,0"),
        (float("nan"), "geen cijfer"),
    ],
)
def test_signed(x: float, expected: str) -> None:
    assert numbers.signed(x, 1) == expected


def test_percent() -> None:
    assert numbers.percent(12.34) == f"12,3{NBSP}%"
    assert numbers.percent(None) == "geen cijfer"
    assert numbers.rounded_percent(-9.7) == f"10{NBSP}%"
    assert numbers.rounded_percent(0.44) == f"0,4{NBSP}%"
    assert numbers.rounded_percent(0) == f"0,0{NBSP}%"
    assert numbers.rounded_percent(float("nan")) == "geen cijfer"


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (53.81, "53,8"),
        (1.0, "1,0"),
        (0.38, "0,38"),
        (0.994, "0,99"),
        (0.995, "1,0"),
        (0.0, "0,00"),
        (None, "geen cijfer"),
    ],
)
def test_a_rate_below_one_gets_one_more_decimal(x: float | None, expected: str) -> None:
    assert numbers.value(x, RATE) == expected


def test_value_in_the_unit_of_the_indicator() -> None:
    assert numbers.value(12.34, SURVEY) == f"12,3{NBSP}%"
    assert numbers.value(0.38, SURVEY) == f"0,4{NBSP}%"  # the extra decimal is for rates only
    assert numbers.value(6.1, SCALE) == "6,1"
    assert numbers.value(float("nan"), SURVEY) == "geen cijfer"


def test_with_unit() -> None:
    assert numbers.with_unit(53.81, RATE) == "53,8 per 1.000 inwoners"
    assert numbers.with_unit(12.34, SURVEY) == f"12,3{NBSP}%"
    households = SURVEY.model_copy(update={"unit": "% van de huishoudens"})
    assert numbers.with_unit(12.34, households) == f"12,3{NBSP}% van de huishoudens"
    assert numbers.with_unit(6.1, SCALE) == "6,1 (schaalscore)"
    assert numbers.with_unit(312, NUMBER) == "312 x 1.000 euro"
    assert numbers.with_unit(None, RATE) == "geen cijfer"


def test_interval() -> None:
    assert numbers.interval(52.2, 55.4, RATE) == "52,2–55,4"
    assert numbers.interval(0.7, 1.31, RATE, like=0.98) == "0,70–1,31"
    assert numbers.interval(20.1, 24.1, SURVEY) == f"20,1–24,1{NBSP}%"
    assert numbers.interval(float("nan"), 2, RATE) == ""


@pytest.mark.parametrize(
    ("n", "noun", "expected"),
    [
        (4185, "misdrijven", "4.185 misdrijven"),
        (1, "misdrijven", "1 misdrijf"),
        (0, "gevallen", "0 gevallen"),
        (1, "gevallen", "1 geval"),
        (1, "onbekend woord", "1 onbekend woord"),
        (None, "gevallen", "geen cijfer"),
    ],
)
def test_count_cases(n: int | None, noun: str, expected: str) -> None:
    assert numbers.count_cases(n, noun) == expected


def test_counted_in_words() -> None:
    assert [numbers.word(n) for n in (0, 1, 12, 13)] == ["geen", "één", "twaalf", "13"]
    assert numbers.counted(1, "gemeenten") == "één gemeente"
    assert numbers.counted(58, "wijken") == "58 wijken"
    assert numbers.counted(1, "uitspraken") == "één uitspraak"


def test_states() -> None:
    labels = [numbers.state_label(s) for s in ("value", "provisional", "unknown", "withheld", "not_applicable")]
    assert labels == ["waarde", "voorlopig", "onbekend", "niet gepubliceerd", "niet van toepassing"]
    shorts = [numbers.short_state(s) for s in ("value", "provisional", "unknown", "withheld", "not_applicable")]
    assert shorts == ["", "", "geen cijfer", "niet gepubliceerd", "n.v.t."]
    assert numbers.state_label("not_fetched") == numbers.short_state("not_fetched") == "nog niet opgehaald"
    with pytest.raises(ValueError, match="anders"):
        numbers.state_label("anders")


def test_confidences_are_those_of_the_analysis() -> None:
    assert ("95 %", "99,8 %", f"95{NBSP}%-marge") == (numbers.CONFIDENT, numbers.FIRMLY, numbers.MARGIN)
