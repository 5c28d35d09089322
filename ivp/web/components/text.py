"""Words on a page that are never read as markup: headings, quiet lines, notices, and a rule one click away."""

from __future__ import annotations

import re
from typing import Literal

import streamlit as st

from ivp.web.components.inline import asset
from ivp.web.scripts import loader
from ivp.wording.areas import capital
from ivp.wording.components import RULE_TITLES
from ivp.wording.rules import rule_text

_rules = st.components.v2.component(
    "uitleg", html="<div class='rules'></div>", css=asset("rules.css"), js=loader("rules.js")
)
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~$:+!&"})
_LIST_OR_LINE = re.compile(r"^(\d*)([.)=-])")
_ADDRESS = re.compile(r"(?<=www)(?=\.)|(?=@)|(?<=http)(?=s?\\:)|(?<=https)(?=\\:)", re.IGNORECASE)
_JOINER = "\u2060"  # takes no room; without it Streamlit makes a link of an address, however it is escaped


def plain(text: str) -> str:
    """The text as it was typed, line for line: every sign that markdown would act on is escaped.

    No heading, list, link, picture, icon or code can come out of figures, names or what somebody wrote.
    """
    return "  \n".join(_plain_line(line) for line in text.strip().splitlines())


def _plain_line(line: str) -> str:
    escaped = line.strip().translate(_MARKDOWN)
    return _ADDRESS.sub(_JOINER, _LIST_OR_LINE.sub(r"\1\\\2", escaped))


def heading(text: str, level: Literal[1, 2, 3], *, key: str = "") -> None:
    """A real h1, h2 or h3 that is never read as markup."""
    show = {1: st.title, 2: st.header, 3: st.subheader}[level]
    show(plain(text), anchor=key.replace("_", "-") if key else False)


def paragraphs(*lines: str) -> None:
    """Markdown lines, each a paragraph, as one element: at every click the browser goes through all elements again."""
    if lines:
        st.markdown("\n\n".join(lines))


def small(text: str) -> str:
    """The Markdown of a small line in the theme's grey; `st.caption` is too pale for people with poor sight (4.5:1)."""
    return f":small[:gray[{plain(capital(' '.join(text.split())))}]]"


def quiet(*lines: str) -> None:
    """Small grey lines, each a paragraph."""
    paragraphs(*map(small, lines))


def lead_figures(*lines: str) -> None:
    """The figures that a page opens with, under its headline: one line as it is, more as a list."""
    with st.container(key="kerncijfers"):
        mark = "- " if len(lines) > 1 else ""
        st.markdown("\n".join(f"{mark}{plain(line)}" for line in lines))


def source_note(source: str) -> list[str]:
    """The source line under a figure, if there is one."""
    return [source if source.startswith("Bron") else f"Bron: {source}"] if source else []


def notice(text: str) -> None:
    """A short line about something that could not be done as asked; never an error for the user."""
    st.info(plain(text), icon=":material/info:")


def error(text: str) -> None:
    """What is wrong and what to do, a line for each mistake."""
    st.error("  \n".join(plain(line) for line in text.splitlines()), icon=":material/error:")


def explain(*rules: str, key: str = "") -> None:
    """A row of questions that each open a rule behind the figures in plain sentences. KeyError for an unknown rule.

    No popover: that covers the page, and where it scrolls the keyboard does not reach it. A `key` where the same rules
    stand twice on a page.
    """
    told = [{"id": rule, "title": RULE_TITLES[rule], "text": rule_text(rule)} for rule in rules]
    _rules(data={"rules": told}, key=f"uitleg-{key}" if key else None)
