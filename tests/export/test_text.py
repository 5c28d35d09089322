"""Text of others, made harmless for spreadsheets and office files."""

from __future__ import annotations

import unicodedata

import pytest

from ivp.export.text import harmless, plain, starts_formula

ZERO_WIDTH = ["\u200b", "\u200e", "\ufeff", "\u00ad", "\u2060", "\u00a0", "\u2003", "\t", "\n", "\x01"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", *ZERO_WIDTH, "\u200b \ufeff"])
def test_a_formula_is_one_also_behind_what_cannot_be_seen(before: str, start: str) -> None:
    assert harmless(f"{before}{start}1+1") == f"'{before}{start}1+1"


@pytest.mark.parametrize("text", ["", "Tholen", "−3", "3-2", "a=b", "▲ Tholen", "'=1", "(=1)", "\u200bTholen"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_nothing_that_cannot_be_seen_hides_a_formula() -> None:
    unseen = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")]
    assert len(unseen) > 60
    assert all(starts_formula(f"{one}=1") and not starts_formula(harmless(f"{one}=1")) for one in unseen)


def test_plain_text_has_nothing_that_xml_cannot_hold() -> None:
    assert plain("a\x00b\x0bc\x1fd\ud800e\uffff") == "abcde"
    assert plain("één\r\ntwee\rdrie\tvier") == "één\ntwee\ndrie\tvier"
