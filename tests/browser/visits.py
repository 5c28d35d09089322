"""Opening a page in Chromium and what a browser reports meanwhile, shared by the tests of pages and journeys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from ivp.wording.accessibility import GAPS

READY_MS = 45_000
POLL_MS = 50
_QUIET = Path(__file__).with_name("quiet.js").read_text(encoding="utf-8")


@dataclass
class Seen:
    """What the browser reported while a page was open."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def watch(page: Page, address: str) -> Seen:
    """Note every request to another host and every error from now on."""
    seen = Seen()
    own = urlsplit(address).netloc

    def request(sent) -> None:
        parts = urlsplit(sent.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            seen.outside.append(sent.url)

    def console(message) -> None:
        if message.type == "error":
            seen.errors.append(f"{message.text} ({message.location.get('url', '')})")

    page.on("request", request)
    page.on("websocket", lambda socket: urlsplit(socket.url).netloc == own or seen.outside.append(socket.url))
    page.on("console", console)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    return seen


def open_page(page: Page, url: str) -> None:
    """Go there and wait until the page is drawn: the headline, no running script, and charts with content."""
    page.goto(url)
    page.wait_for_selector("h1", timeout=READY_MS)
    settle(page)


def settle(page: Page) -> None:
    """Wait until what was asked is answered, the charts are drawn, and nothing happens any more."""
    page.wait_for_function("() => isQuiet()", timeout=READY_MS, polling=POLL_MS)


def until(page: Page, holds: Callable[[], bool], what: str, seconds: float = 15) -> None:
    """Wait until `holds` is true; `what` is said when it does not become so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        page.wait_for_timeout(POLL_MS)
    raise AssertionError(f"not within {seconds} s: {what}; the address is {page.url}")


def asked(page: Page) -> dict[str, str]:
    """The query parameters in the address bar."""
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query).items()}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds, with its rules of good practice: the rule and the first elements; not what is excepted."""
    found = []
    for rule, nodes in findings(page):
        left = [node["html"][:160] for node in nodes if not excepted(page, rule, node["target"])]
        found += [(rule, left[:3])] if left else []
    return found


def findings(page: Page) -> list[tuple[str, list[dict[str, Any]]]]:
    """All that axe finds: rules with their elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] }).then(all => all.violations)")
    return [(rule["id"], rule["nodes"]) for rule in found]


def excepted(page: Page, rule: str, target: list[Any]) -> bool:
    """Whether the accessibility statement tells of this rule at this element."""
    selectors = [gap.selector for gap in GAPS if gap.rule == rule]
    at = [target[0], selectors]
    return len(target) == 1 and page.evaluate(
        "([at, selectors]) => selectors.some(one => document.querySelector(at)?.matches(one))", at
    )


_FREE: WeakKeyDictionary[Browser, dict[str, list[BrowserContext]]] = WeakKeyDictionary()
"""Contexts that nobody is in now, by the language of the browser."""


@contextmanager
def new_page(
    browser: Browser,
    width: int = 1280,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
    *,
    locale: str = "nl-NL",
    motion: Literal["reduce", "no-preference"] = "no-preference",
) -> Iterator[Page]:
    """A page of a visitor of its own, in a Dutch browser unless another language is asked.

    Nothing that a site can remember is there of the visitor before; the scripts that Chromium has read are, because
    reading them is a third of the work of opening a page.
    """
    free = _FREE.setdefault(browser, {}).setdefault(locale, [])
    context = free.pop() if free else _new_context(browser, locale)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion=motion)
    origins: set[str] = set()
    page.on("framenavigated", lambda frame: origins.add("{0.scheme}://{0.netloc}".format(urlsplit(frame.url))))
    try:
        yield page
        _forget(context, page, origins)
    except BaseException:
        context.close()
        raise
    free.append(context)


def _new_context(browser: Browser, locale: str) -> BrowserContext:
    context = browser.new_context(locale=locale, permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(_QUIET)
    context.new_page()  # left open, because Chromium draws a whole window anew for the first page of one
    return context


def _forget(context: BrowserContext, page: Page, origins: set[str]) -> None:
    context.clear_cookies()
    devtools = context.new_cdp_session(page)
    for origin in origins:
        devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    page.close()
