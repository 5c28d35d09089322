"""Text of others, made harmless for spreadsheets and office files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivp.export.text import harmless, plain, starts_formula

ZERO_WIDTH = ["\u200b", "\u200e", "\ufeff", "\u00ad", "\u2060", "\u00a0", "\u2003", "\t", "\n", "\x01"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", *ZERO_WIDTH, "\u200b \ufeff"])
def test_a_formula_is_one_also_behind_what_cannot_be_seen(before: str, start: str) -> None:
    assert harmless(f"{before}{start}1+1") == f"'{before}{start}1+1"


@pytest.mark.parametrize("text", ["", "Tholen", "−3", "3-2", "a=b", "▲ Tholen", "'=1", "(=1)", "\u200bTholen"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_nothing_harmless_starts_a_formula(text: str) -> None:
    assert not starts_formula(harmless(text))


def test_plain_text_has_nothing_that_xml_cannot_hold() -> None:
    assert plain("a\x00b\x0bc\x1fd\ud800e\uffff") == "abcde"
    assert plain("één\r\ntwee\rdrie\tvier") == "één\ntwee\ndrie\tvier"
