"""English words on a page: all that is seen or heard, against the words that Streamlit can show and common ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page
from streamlit import file_util

from ivp.web.front.dutch_scripts import WORDS as TRANSLATED

# What is shown or said in Streamlit's scripts: a literal that is a name, a text, or a message.
_SHOWN = re.compile(
    r"(?:\"aria-label\"|\"aria-roledescription\"|children|label|title|placeholder|alt|content|help|tooltip)"
    r"\s*:\s*(?:[\w.$]+\?)?`([^`\n]{2,300})`"
)
_NOT_WORDS = {"katex", "rehype-katex", "embed", "StreamlitSyntaxHighlighter"}  # scripts with signs, not with words
_COMMON = """
the and for with your you this that these from are not have has can cannot please should would must which where when who
how what there here they them his her our their its been being does did done make made get got give take use used using
if by to an all any each every other another first last new old into out up down off only also just then than such no
option options selected select choose available suggestions show hide next previous loading saved deleted failed wrong
january february march may june july october monday tuesday wednesday thursday friday saturday sunday
day days month months year years today yesterday tomorrow hour hours minute minutes ago yes
table chart view page pages settings search value row column columns size drag drop browse
"""
# Words that are Dutch as well, and names: of keys, files and signs.
_DUTCH = """
auto csv ctrl data december download en end enter error escape euro filter home in internet is json link map menu of
open option png start stop type upload us week zoom
"""
_NAMES = re.compile(r"\bCC BY\b|\bStreamlit\b")  # of a licence and of a program
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_TEXTS = """() => {
  const found = new Set([document.title])
  const said = ['label', 'description', 'roledescription', 'valuetext'].map(name => `aria-${name}`)
  const names = [...said, 'title', 'alt', 'placeholder']
  const walk = root => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('script, style, noscript') || element.closest('[aria-hidden=true][translate=no]')) continue
      for (const name of names) if (element.getAttribute(name)) found.add(element.getAttribute(name))
      for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) found.add(child.textContent.trim())
      if (element.shadowRoot) walk(element.shadowRoot)
    }
  }
  walk(document)
  return [...found].filter(Boolean)
}"""


@cache
def english() -> frozenset[str]:
    """The words that the installed Streamlit can show, those that were translated, and common English ones."""
    scripts = (Path(file_util.get_static_dir()) / "static" / "js").glob("*.js")
    shown = [
        text
        for script in scripts
        if script.name.split(".")[0] not in _NOT_WORDS
        for text in _SHOWN.findall(script.read_text(encoding="utf-8"))
    ]
    shown += [text for pairs in TRANSLATED.values() for pair in pairs for text in re.findall(r"`([^`$]+)`", pair[0])]
    words = {word.lower() for text in shown for word in _WORD.findall(text)}
    return frozenset((words | set(_COMMON.split())) - set(_DUTCH.split()))


def texts(page: Page) -> list[str]:
    """Every text on the page, and every name that a screen reader says."""
    found: list[str] = page.evaluate(_TEXTS)
    return found


def english_words(page: Page) -> dict[str, str]:
    """The English words on the page, in small letters, each with the beginning of a text that it stands in."""
    return {
        word: text[:120]
        for text in texts(page)
        for word in _WORD.findall(_NAMES.sub("", text).lower())
        if word in english()
    }
