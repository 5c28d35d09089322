"""Every state of every page: nothing that axe finds, no English, nothing that scrolls sideways, nothing that moves."""

from __future__ import annotations

import os
import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ivp.wording.accessibility import GAPS, Gap
from tests.browser.english import english_words, texts
from tests.browser.states import STATES, State
from tests.browser.visits import findings, new_page, open_page, settle, violations

pytestmark = pytest.mark.browser

WIDTHS = [(320, 640), (640, 450), (1280, 900)]  # a small phone, a laptop at 200 %, a laptop
SCHEMES = ["light", "dark"]
Look = tuple[tuple[int, int], str]


def looks(at: int) -> list[Look]:
    """Each state in one look in turn, so that every look is seen often; with IVP_LOOKS=all in all of them."""
    every = list(product(WIDTHS, SCHEMES))
    return every if os.environ.get("IVP_LOOKS") == "all" else [every[at % len(every)]]


SEEN = [(state, look) for at, state in enumerate(STATES) for look in looks(at)]


@pytest.mark.parametrize(
    ("state", "look"), SEEN, ids=[f"{state.name}-{width}-{scheme}" for state, ((width, _), scheme) in SEEN]
)
def test_state(browser: Browser, editing: tuple[str, Path], state: State, look: Look) -> None:
    (width, height), scheme = look
    with new_page(browser, width, height, scheme, locale="en-GB", motion="reduce") as page:
        state.open(page, editing[0])
        assert not violations(page)
        assert not english_words(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
        page.emulate_media(forced_colors="active")
        assert not violations(page)


@pytest.mark.parametrize(("name", "gap"), list(zip(["zoeken", "uitleg-bij-een-koppeling"], GAPS, strict=True)))
def test_what_is_excepted_still_has_to_be(browser: Browser, editing: tuple[str, Path], name: str, gap: Gap) -> None:
    """An exception in the statement that axe no longer finds, has to go from it."""
    with new_page(browser) as page:
        next(state for state in STATES if state.name == name).open(page, editing[0])
        found = [(rule, node["target"][0]) for rule, nodes in findings(page) for node in nodes]
        assert {rule for rule, _ in found} == {gap.rule}
        assert all(page.locator(place).evaluate("(one, gap) => one.matches(gap)", gap.selector) for _, place in found)


def test_an_english_word_is_noticed(page: Page, address: str) -> None:
    open_page(page, address)
    page.evaluate("document.querySelector('h1').setAttribute('title', 'Click to retry')")
    page.evaluate("document.querySelector('button').append(' view more')")
    assert set(english_words(page)) == {"click", "to", "retry", "view", "more"}
    assert len(texts(page)) > 100


# Once a frame: what runs longer than a moment, also in a component.
_WATCH = """
window.moved = new Set()
const look = () => {
  const roots = [document]
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot)
    for (const one of root.getAnimations()) {
      const lasts = one.effect?.getComputedTiming().activeDuration
      const what = one.effect?.target
      if (one.playState === 'running' && lasts > 10) moved.add(what?.dataset.testid ?? what?.tagName)
    }
  }
  requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""


def moved(browser: Browser, address: str, motion: str) -> list[str]:
    """What moves while a page opens, a fold and a menu open, and something is added."""
    with new_page(browser, motion=motion) as page:
        page.add_init_script(_WATCH)
        open_page(page, f"{address}/trends?gebied=GM1674")
        page.locator("summary").filter(has_text="Tabel en download").first.click()
        settle(page)
        page.get_by_role("button", name="Presenteer").click()
        page.get_by_role("button", name=re.compile("Voeg toe")).click()
        settle(page)
        found: list[str] = page.evaluate("[...moved]")
        return found


def test_nothing_moves_for_who_asks_for_that(browser: Browser, address: str) -> None:
    assert moved(browser, address, "no-preference"), "the test sees what moves"
    assert not moved(browser, address, "reduce")
