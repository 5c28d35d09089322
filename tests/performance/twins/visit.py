"""What a visitor in Chromium waits for and receives, in the same way whatever made the page."""

from __future__ import annotations

import base64
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from tests.performance.browser import CHANGE, CHANGE_MS, READY_MS, SILENCE_MS

WIDE, TABLET, PHONE = (1280, 900), (1024, 768), (360, 740)
VIEWS = 3
_FIGURE = (
    "table:visible, .js-plotly-plot:visible, [data-testid=stDeckGlJsonChart]:visible, [data-testid=stDataFrame]:visible"
)
_LARGEST = """silence => new Promise(done => {
  let last = 0
  new PerformanceObserver(list => { for (const one of list.getEntries()) last = one.startTime })
    .observe({type: 'largest-contentful-paint', buffered: true})
  setTimeout(() => done(last), silence)
})"""
_OF_PAGE = {"Document", "XHR", "Fetch"}


@dataclass(frozen=True)
class FirstView:
    """Seconds with an empty cache until the page can be used and until its largest paint; KiB of content and in all."""

    usable: float
    largest: float
    content: float
    everything: float


@dataclass(frozen=True)
class Click:
    """One click: what it is called, milliseconds until the last change on the screen, and KiB of content for it."""

    name: str
    milliseconds: float
    content: float


class _Received:
    """Bytes over the wire: of content (documents, answers, messages of a websocket) and of everything."""

    def __init__(self, page: Page) -> None:
        self.content = self.everything = 0.0
        self._kinds: dict[str, str] = {}
        wire = page.context.new_cdp_session(page)
        wire.on("Network.responseReceived", lambda told: self._kinds.update({told["requestId"]: told["type"]}))
        wire.on("Network.loadingFinished", self._finished)
        wire.on("Network.webSocketFrameReceived", self._message)
        wire.send("Network.enable")

    def _finished(self, told: dict[str, Any]) -> None:
        self._add(told["encodedDataLength"], self._kinds.get(told["requestId"]) in _OF_PAGE)

    def _message(self, told: dict[str, Any]) -> None:
        frame = told["response"]
        binary = frame["opcode"] == 2
        self._add(len(base64.b64decode(frame["payloadData"])) if binary else len(frame["payloadData"]), True)

    def _add(self, size: float, content: bool) -> None:
        self.everything += size / 1024
        self.content += size / 1024 if content else 0


@contextmanager
def _page(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    try:
        page = context.new_page()
        page.set_default_timeout(READY_MS)
        yield page
    finally:
        context.close()


def _open(page: Page, url: str, ready: str) -> None:
    page.goto(url, wait_until="commit")
    page.wait_for_function(ready)


def first_view(browser: Browser, url: str, ready: str) -> FirstView:
    """The medians of some visits, after one that warms the server up; `ready` is the JavaScript that says usable."""
    views = [_first_view(browser, url, ready) for _ in range(1 + VIEWS)][1:]
    usable, largest, content, everything = (
        statistics.median(getattr(view, name) for view in views)
        for name in ("usable", "largest", "content", "everything")
    )
    return FirstView(usable, largest, content, everything)


def _first_view(browser: Browser, url: str, ready: str) -> FirstView:
    with _page(browser, WIDE) as page:
        received = _Received(page)
        start = time.perf_counter()
        _open(page, url, ready)
        usable = time.perf_counter() - start
        largest = float(page.evaluate(_LARGEST, 2 * SILENCE_MS)) / 1000
        return FirstView(usable, largest, received.content, received.everything)


def figure_top(browser: Browser, url: str, ready: str, size: tuple[int, int]) -> float | None:
    """Pixels from the top of the window to the first figure or table; None when the page has none."""
    with _page(browser, size) as page:
        _open(page, url, ready)
        page.wait_for_timeout(2 * SILENCE_MS)
        boxes = [one.bounding_box() for one in page.locator(_FIGURE).all()]
        return min((box["y"] for box in boxes if box and box["width"] > 1 and box["height"] > 1), default=None)


def clicks(browser: Browser, url: str, ready: str, walk: Sequence[tuple[str, str]], navigates: bool) -> list[Click]:
    """The walk through names and queries, one after the other; `navigates`: every click opens a new document."""
    with _page(browser, WIDE) as page:
        received = _Received(page)
        _open(page, url, ready)
        page.wait_for_timeout(SILENCE_MS)
        done = []
        for name, query in walk:
            before = received.content
            taken = _navigate(page, f"{url}?{query}") if navigates else _change(page, query)
            done.append(Click(name, taken, received.content - before))
        return done


def _navigate(page: Page, url: str) -> float:
    start = time.perf_counter()
    page.goto(url, wait_until="load")
    return 1000 * (time.perf_counter() - start)


def _change(page: Page, query: str) -> float:
    return float(page.evaluate(CHANGE, [query, SILENCE_MS, CHANGE_MS]))
