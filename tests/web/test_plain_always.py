"""Nothing that somebody types comes out of the page as markup, whatever signs are in it."""

from __future__ import annotations

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ivp.web.components.text import plain
from tests.properties import bounded

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "softbreak", "hardbreak"}
SIGNS = [*"\\`*_{}[]<>#|~$:+!&-=.)(@/\"'0123456789 \n\ta", "www", "http", "&amp;", "---", "```", "![x](y)", "<b>"]
TYPED = st.one_of(
    st.lists(st.sampled_from(SIGNS), max_size=14).map("".join),
    st.text(st.characters(exclude_characters="\0"), max_size=20),
)
DIRECTIVE = re.compile(r"(?<!\\):[a-z]|(?<!\\)\$")
"""What Streamlit adds to markdown: colours, icons, badges and formulas."""


def tokens(text: str) -> list[Token]:
    return [part for block in MARKDOWN.parse(text) for part in [block, *(block.children or [])]]


@bounded(400)
@example("1. a")
@example("a\n===")
@example("a\n-")
@example("    code")
@example("a | b\n- | -")
@given(TYPED)
def test_nothing_becomes_markup(typed: str) -> None:
    made = tokens(plain(typed))
    assert {token.type for token in made} <= PLAIN
    assert not DIRECTIVE.search(plain(typed))


@bounded(400)
@given(TYPED)
def test_every_sign_is_still_there(typed: str) -> None:
    shown = "".join(re.findall(r"<p>(.*?)</p>", MARKDOWN.render(plain(typed)), re.DOTALL))
    read = html.unescape(shown.replace("<br />", "")).replace("\u2060", "")
    assert "".join(read.split()) == "".join(typed.replace("\u2060", "").split())
