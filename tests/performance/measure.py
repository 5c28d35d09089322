"""Measure every page of the running app beside an empty Streamlit page.

`.venv/bin/python -m tests.performance.measure` prints a Markdown table; names of pages as arguments measure only those.
Needs Linux and Chromium. Not a test: times depend on the machine, so run it on one with nothing else to do: the load
before should be near 0. It is printed with the outcome.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice

from playwright.sync_api import Browser, sync_playwright

from ivp.web.pages import PAGES
from tests.browser.chromium import ARGUMENTS
from tests.performance import browser as views
from tests.performance.changes import CHANGES, EMPTY
from tests.performance.servers import Server, empty_page, our_app
from tests.performance.session import Run, Session, session

CORES = 2
WARM_UP, RERUNS, CLICKS, FIRST_VIEWS, EXTRA_SESSIONS = 6, 40, 20, 3, 10
RERUN_MS, TIMES_EMPTY, PAYLOAD_KIB, USABLE_SECONDS, SESSION_MIB = 200, 2.5, 300, 2.5, 1
EMPTY_NAME = "empty page"


@dataclass(frozen=True)
class Figures:
    """What was measured of one page."""

    name: str
    rerun_p50: float
    rerun_p95: float
    click_p95: float
    first_kib: float
    rerun_kib: float
    usable: float
    session_mib: float


def measure(server: Server, chromium: Browser, name: str, page: str, queries: tuple[str, str]) -> Figures:
    """All figures of one page of a freshly started server; `page` is its address, empty for the first page."""
    with session(server, page) as visitor:
        first = visitor.run("")
        reruns = _reruns(visitor, queries)
    address = f"/{page}"
    views.first_usable(chromium, server, address)
    usable = [views.first_usable(chromium, server, address) for _ in range(FIRST_VIEWS)]
    clicks = views.changes(chromium, server, address, list(islice(cycle(queries), WARM_UP + CLICKS)))[WARM_UP:]
    times = [run.milliseconds for run in reruns]
    return Figures(
        name=name,
        rerun_p50=statistics.median(times),
        rerun_p95=p95(times),
        click_p95=p95(clicks),
        first_kib=first.size / 1024,
        rerun_kib=max(run.size for run in reruns) / 1024,
        usable=statistics.median(usable),
        session_mib=session_memory(server, page, queries),
    )


def _reruns(visitor: Session, queries: tuple[str, str]) -> list[Run]:
    runs = [visitor.run(query) for query in islice(cycle(queries), WARM_UP + RERUNS)]
    if runs[-1].content == runs[-2].content:
        raise SystemExit(f"{queries} show the same: choose another change in tests/performance/changes.py")
    return runs[WARM_UP:]


def session_memory(server: Server, page: str, queries: Sequence[str]) -> float:
    """MiB for every session beyond the first, each with a view and a change."""
    with ExitStack() as open_sessions:

        def visit() -> None:
            visitor = open_sessions.enter_context(session(server, page))
            for query in queries:
                visitor.run(query)

        visit()
        before = server.resident()
        for _ in range(EXTRA_SESSIONS):
            visit()
        return (server.resident() - before) / EXTRA_SESSIONS


def p95(values: list[float]) -> float:
    """95 % of the values are at most this."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def table(pages: list[Figures], empty: Figures) -> str:
    """The figures in Markdown with the targets; a figure beyond its target stands in bold."""
    lines = [
        "| page | rerun p50 (ms) | rerun p95 (ms) | x empty page | in the browser p95 (ms) | first view (KiB) "
        "| rerun (KiB) | first usable (s) | per extra session (MiB) |",
        "|---|" + "---:|" * 8,
        f"| target | | ≤ {RERUN_MS} | ≤ {TIMES_EMPTY} | | ≤ {PAYLOAD_KIB} | ≤ {PAYLOAD_KIB} | ≤ {USABLE_SECONDS} "
        f"| ≤ {SESSION_MIB} |",
    ]
    return "\n".join([*lines, *(_line(figures, empty) for figures in [*pages, empty])])


def _line(figures: Figures, empty: Figures) -> str:
    ratio = figures.rerun_p95 / empty.rerun_p95
    cells = [
        figures.name,
        f"{figures.rerun_p50:.0f}",
        _cell(figures.rerun_p95, RERUN_MS, 0),
        _cell(ratio, TIMES_EMPTY, 1),
        f"{figures.click_p95:.0f}",
        _cell(figures.first_kib, PAYLOAD_KIB, 0),
        _cell(figures.rerun_kib, PAYLOAD_KIB, 0),
        _cell(figures.usable, USABLE_SECONDS, 2),
        _cell(figures.session_mib, SESSION_MIB, 2),
    ]
    return f"| {' | '.join(cells)} |"


def _cell(value: float, target: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return f"**{text}**" if value > target else text


def main(wanted: list[str]) -> None:
    """Measure the wanted pages, or all of them."""
    names = [page.name for page in PAGES]
    if unknown := set(wanted) - set(names):
        raise SystemExit(f"no such page: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    executable = os.environ.get("IVP_CHROMIUM") or shutil.which("chromium")
    load = os.getloadavg()[0]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        with empty_page() as server:
            empty = measure(server, chromium, EMPTY_NAME, "", EMPTY)
        pages = []
        for name in wanted or names:
            with our_app() as server:
                pages.append(measure(server, chromium, name, "" if name == names[0] else name, CHANGES[name]))
    print(
        f"On {len(os.sched_getaffinity(0))} cores; load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end.\n"
    )
    print(table(pages, empty))


if __name__ == "__main__":
    main(sys.argv[1:])
