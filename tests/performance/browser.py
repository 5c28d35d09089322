"""What a visitor waits for in a real Chromium: the first view, and a changed selection until it is on the screen."""

from __future__ import annotations

import time

from playwright.sync_api import Browser, Page

from tests.performance.servers import Server

READY_MS, CHANGE_MS, SILENCE_MS = 60_000, 10_000, 500
IDLE = """() => document.querySelector('h1')
  && document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"""
# The address changes as with the back button. The time is that of the last change in the document before a silence:
# a quick run never shows Streamlit's own "running", and a chart is drawn after the script has finished.
CHANGE = """([query, silence, timeout]) => new Promise((done, fail) => {
  const start = performance.now();
  let last = 0, wait = 0;
  const watch = new MutationObserver(() => {
    last = performance.now() - start;
    clearTimeout(wait);
    wait = setTimeout(() => { watch.disconnect(); done(last); }, silence);
  });
  watch.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  setTimeout(() => fail(new Error(`no end to the changes after ${query}, the last at ${last} ms`)), timeout);
  history.pushState({}, '', '?' + query);
  dispatchEvent(new PopStateEvent('popstate', {state: {}}));
})"""


def first_usable(browser: Browser, server: Server, address: str) -> float:
    """Seconds until the headline stands and the script has finished, with an empty browser cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    try:
        page = context.new_page()
        start = time.perf_counter()
        _open(page, server.url + address)
        return time.perf_counter() - start
    finally:
        context.close()


def changes(browser: Browser, server: Server, address: str, queries: list[str]) -> list[float]:
    """Milliseconds per changed selection, from the change to the drawn page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    try:
        page = context.new_page()
        page.set_default_timeout(READY_MS)
        _open(page, server.url + address)
        return [float(page.evaluate(CHANGE, [query, SILENCE_MS, CHANGE_MS])) for query in queries]
    finally:
        context.close()


def _open(page: Page, url: str) -> None:
    page.goto(url, wait_until="commit")
    page.wait_for_function(IDLE, timeout=READY_MS)
