"""Streamlit's own words in Dutch: each stands in the installed version, and nothing else of a script changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit import file_util

from ivp.web.front.dutch_scripts import WORDS, in_dutch

SCRIPTS = Path(file_util.get_static_dir()) / "static" / "js"
PAIRS = [(stem, english, dutch) for stem, words in WORDS.items() for english, dutch in words]
# 'optie' or 'opties' is not needed in Dutch, nor is the English name of a sign; a number has a decimal comma
FILLED_IN_OTHERWISE = ("t.maxSelections===1", "`${n} icon`", "e.toFixed(n)")


def scripts(stem: str) -> list[Path]:
    return [file for file in SCRIPTS.glob(f"{stem}.*.js") if file.name.split(".")[0] == stem]


@pytest.mark.parametrize(("stem", "english", "dutch"), PAIRS, ids=[f"{stem}-{text[:30]}" for stem, text, _ in PAIRS])
def test_what_is_replaced_stands_in_the_installed_streamlit(stem: str, english: str, dutch: str) -> None:
    holding = [file for file in scripts(stem) if english in file.read_text(encoding="utf-8")]
    assert len(holding) == 1
    shown = in_dutch(holding[0].name, holding[0].read_bytes()).decode()
    assert dutch in shown
    assert english not in shown


@pytest.mark.parametrize(("stem", "english", "dutch"), PAIRS, ids=[f"{stem}-{text[:30]}" for stem, text, _ in PAIRS])
def test_only_words_change_and_never_the_code_around_them(stem: str, english: str, dutch: str) -> None:
    """The same quotes and brackets in the same number, and every value that is filled in is still filled in."""
    if any(code in english for code in FILLED_IN_OTHERWISE):
        return
    for sign in "`(){}":
        assert english.count(sign) == dutch.count(sign), sign
    assert sorted(re.findall(r"\$\{(?:[^{}]|\{[^}]*\})*\}", english)) == sorted(
        re.findall(r"\$\{(?:[^{}]|\{[^}]*\})*\}", dutch)
    )


@pytest.mark.parametrize("name", ["Slider.abc.js", "index.abc.css", "index.abc.js.map", "index"])
def test_another_file_stays_as_it_is(name: str) -> None:
    content = b"`Connection error` \xff\xfe"
    assert in_dutch(name, content) is content
