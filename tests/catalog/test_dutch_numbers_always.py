"""The reader of typed numbers gives back what was written, and never another number in silence."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ivp.catalog.dutch_numbers import Habit, Typed, as_text, canonical, parse, unclear, whole
from ivp.wording.numbers import number as shown
from tests.properties import ALWAYS, bounded

WRITTEN = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)
NEAR_NUMBERS = st.text(alphabet="0123456789 .,-+%−\u00a0\u202fe٣x", max_size=14)
"""Texts that look like numbers more often than not."""


@ALWAYS
@given(st.one_of(WRITTEN.map(float), st.floats(-1e14, 1e14).map(lambda x: float(f"{x:.12g}"))))
def test_what_is_written_is_read_back(value: float) -> None:
    text = as_text(value)
    assert not set(text) & set("e.+ ")
    number = parse(text)
    assume(number is not None or sum(map(str.isdigit, text)) > 15)
    if number is not None:
        assert number.value == value
        assert number.habit in (Habit.NONE, Habit.DUTCH, Habit.EITHER)
        assert canonical(text) == text


@ALWAYS
@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_what_a_page_shows_can_be_typed(value: float, decimals: int) -> None:
    number = parse(shown(value, decimals))
    assert number is not None
    assert number.value == pytest.approx(value, abs=0.5000001 * 10**-decimals)


@ALWAYS
@given(st.integers(0, 10**12), st.sampled_from([" ", ".", "\u00a0", "\u2009"]), st.sampled_from(["", "-", "+", "−"]))
def test_groups_of_three_are_thousands(value: int, mark: str, sign: str) -> None:
    number = parse(f"{sign}{value:,}".replace(",", mark))
    assert number is not None
    assert number.value == (-value if sign in ("-", "−") else value)
    assert whole(number) == number.value


@bounded(400)
@given(NEAR_NUMBERS)
def test_a_text_is_read_by_its_digits_or_not_at_all(text: str) -> None:
    number = parse(text)
    if number is None:
        assert canonical(text) == text
        return
    digits = re.sub(r"[^0-9]", "", text)
    for value in (number.value, number.other):
        if value is not None:
            kept = f"{abs(Decimal(repr(value))):f}".replace(".", "")
            assert kept.strip("0") == digits.strip("0")
    assert number.percent == ("%" in text)
    assert (number.other is not None) == (number.habit == Habit.EITHER)


@ALWAYS
@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"), st.integers(0, 99), st.booleans())
def test_two_ways_of_reading_are_a_question_only_beside_english_numbers(
    before: int, after: int, mark: str, tenths: int, english: bool
) -> None:
    text = f"{before}{mark}{after:03d}"
    beside = f"{before}{'.' if english else ','}{tenths:02d}"
    problems = unclear("x.csv", [Typed(2, "waarde", text), Typed(3, "waarde", beside)])
    assert [problem.row for problem in problems] == ([2] if english else [])
