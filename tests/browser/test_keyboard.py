"""Whole journeys with the keyboard alone: no pointer, and no focus but where Tab brings it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ivp.plan import journal
from tests.browser.english import english_words
from tests.browser.visits import asked, new_page, open_page, settle, until, violations

pytestmark = pytest.mark.browser
FOCUS = """() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (!at) return ''
  const named = id => at.getRootNode().getElementById(id)?.textContent ?? ''
  const by = (at.getAttribute('aria-labelledby') ?? '').split(' ').map(named).join(' ').trim()
  const name = at.getAttribute('aria-label') ?? (by || at.labels?.[0]?.textContent || at.textContent || '')
  return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${name.trim()}`
}"""

POINTED = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent"


def focused(page: Page) -> str:
    """The role or tag and the name of what has the focus: 'button Bewaar'."""
    found: str = page.evaluate(FOCUS)
    return found


def reach(page: Page, name: str, *, key: str = "Tab", most: int = 150) -> None:
    """Press a key until the element with this role and name has the focus."""
    passed = []
    for _ in range(most):
        page.keyboard.press(key)
        passed.append(focused(page)[:60])
        if re.search(name, passed[-1]):
            return
    raise AssertionError(f"{key} does not reach {name}, but {list(dict.fromkeys(passed))}")


def walk_to_tab(page: Page, name: str) -> None:
    """Each tab that is passed is shown; where drawing it drops the focus, Tab leads back to the tabs."""
    for _ in range(20):
        if focused(page) == f"tab {name}":
            return
        if focused(page).startswith("tab "):
            page.keyboard.press("ArrowRight")
            settle(page)
        else:
            reach(page, "^tab ")
    raise AssertionError(f"the arrows do not reach the tab {name}")


def test_from_the_list_beside_the_map_to_the_gemeente(page: Page, address: str) -> None:
    open_page(page, f"{address}/kaart")
    reach(page, "^button Tholen$")
    page.keyboard.press("Enter")
    until(page, lambda: asked(page) == {"gebied": "GM0716"}, "the gemeente is in the address")
    settle(page)
    reach(page, "^a Alles over deze gemeente", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeente?gebied=GM0716")
    settle(page)
    expect(page.locator("h1")).to_contain_text("Tholen")


def test_a_choice_goes_along_to_another_page(page: Page, address: str) -> None:
    open_page(page, f"{address}/vergelijken")
    reach(page, "^combobox Gemeente")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if page.evaluate(POINTED) == "Moerdijk":
            break
    page.keyboard.press("Enter")
    until(page, lambda: asked(page).get("gebied") == "GM1709", "Moerdijk is in the address")
    settle(page)
    reach(page, "^a Trends$", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trends?**")
    settle(page)
    expect(page.locator("h1")).to_contain_text("Moerdijk")
    assert asked(page).get("gebied") == "GM1709"


def test_from_the_matrix_to_a_dossier(page: Page, address: str) -> None:
    open_page(page, address)
    reach(page, "^button .*, Bergen op Zoom: ")
    reach(page, ", Roosendaal: ", key="ArrowRight", most=12)
    reach(page, "^button Wijkgericht werken, Roosendaal: ", key="ArrowDown", most=40)
    page.keyboard.press("Enter")
    until(page, lambda: focused(page).startswith("button Bekijk het dossier"), "the way to the dossier has the focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/prioriteiten?**")
    settle(page)
    assert asked(page) == {"gebied": "GM1674", "prioriteit": "roosendaal-wijkgericht-werken"}


def test_presenting(page: Page, address: str) -> None:
    open_page(page, f"{address}/presenteren?dek=gebied-GM1674")
    reach(page, "^button .*Toon op scherm")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_count(1, timeout=20_000)
    for key, slide in (("ArrowRight", "2"), ("PageDown", "3"), ("ArrowLeft", "2"), ("Home", "1"), (" ", "2")):
        page.keyboard.press(key)
        until(page, lambda wanted=slide: asked(page).get("dia") == wanted, f"slide {slide} after {key}")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    settle(page)
    assert "toon" not in asked(page)
    expect(page.get_by_role("button", name="Ga verder bij dia 2")).to_be_visible()


def test_the_focus_stays_on_the_tabs_of_bewerken_however_slow_or_quick_the_walk(
    browser: Browser, editing: tuple[str, Path]
) -> None:
    address, _ = editing
    with new_page(browser) as page:
        open_page(page, f"{address}/bewerken")
        reach(page, "^tab ")
        for name in ("Besluiten", "Doelen", "Acties", "Prioriteiten", "Kandidaten", "Geschiedenis", "Excel", "Cijfers"):
            page.keyboard.press("ArrowRight")
            settle(page)
            until(page, lambda wanted=name: focused(page) == f"tab {wanted}", f"the focus is on the tab {name}")
        tab = page.get_by_role("tab", name="Cijfers")
        # what Streamlit does with its tabs where making the page takes long
        off = "one => { one.setAttribute('aria-disabled', 'true'); one.removeAttribute('tabindex'); one.blur() }"
        tab.evaluate(off)
        page.wait_for_timeout(300)
        assert focused(page).startswith("body")
        tab.evaluate("one => { one.setAttribute('tabindex', '0'); one.removeAttribute('aria-disabled') }")
        until(page, lambda: focused(page) == "tab Cijfers", "the focus is back")
        page.get_by_role("heading", level=1).click()
        assert not focused(page).startswith("tab "), "who clicks elsewhere keeps the focus there"


def test_writing_and_saving(browser: Browser, editing: tuple[str, Path]) -> None:
    address, data = editing
    before = len(journal.history(data))
    with new_page(browser) as page:
        open_page(page, f"{address}/bewerken")
        reach(page, "^textarea Tekst")
        page.keyboard.type("Besproken in het overleg")
        reach(page, "^button .*Bewaar$")
        page.keyboard.press("Enter")
        until(page, lambda: len(journal.history(data)) == before + 1, "it is in the journal", seconds=30)
        expect(page.get_by_text(re.compile("^Bewaard: duiding "))).to_be_visible(timeout=30_000)
        assert not violations(page)
        settle(page)
        reach(page, "^tab Duiding$", key="Shift+Tab")
        walk_to_tab(page, "Geschiedenis")
        expect(page.get_by_text(re.compile("^Duiding .*toegevoegd"))).to_be_visible()
        settle(page)
        assert not violations(page)
        assert not english_words(page)
