"""Our pages beside an empty Streamlit page and twins, one after another in Chromium on one machine.

`.venv/bin/python -m tests.performance.compare` prints a Markdown table; names of rows as arguments measure only
those. Dash and Datasette are in a venv of their own:
`python -m venv x; x/bin/pip install dash datasette; IVP_TWINS=x/bin/python`; without it they are skipped with a line.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS
from tests.performance import browser as views
from tests.performance.changes import CHANGES, EMPTY
from tests.performance.servers import Server, empty_page, our_app, running
from tests.performance.twins import data

WARM_UP, CLICKS = 2, 20
YEARS = ("jaar=2023", "jaar=2024")
DASH_READY = "() => document.querySelector('h1')?.textContent && document.querySelector('.main-svg')"
PLAIN_READY = "() => document.readyState === 'complete' && document.querySelector('h1')?.textContent"
TWINS = Path(__file__).with_name("twins")


@dataclass(frozen=True)
class Candidate:
    """A page to measure; `reloads` when every choice loads a new page."""

    name: str
    server: AbstractContextManager[Server]
    address: str
    queries: tuple[str, str]
    ready: str = views.IDLE
    reloads: bool = False


def candidates(folder: Path, other: str | None) -> list[Candidate]:
    """Ours, the empty page and the twins; those of another Python only when there is one."""
    ours = [
        Candidate(name, our_app(), "/" if name == "overzicht" else f"/{name}", CHANGES[name])
        for name in ("overzicht", "kaart", "trends")
    ]
    naive = ["-m", "streamlit", "run", str(TWINS / "naive_page.py")]
    static = ["-m", "http.server", "{port}", "--bind", "127.0.0.1", "--directory", str(folder)]
    found = [
        *ours,
        Candidate("empty Streamlit page", empty_page(), "/", EMPTY),
        Candidate("naive Streamlit page", running(naive, "/_stcore/health"), "/", YEARS),
        Candidate("static page", running(static, "/"), "/", YEARS, PLAIN_READY),
    ]
    if other is None:
        print("Dash and Datasette skipped: IVP_TWINS names no Python that has them.\n")
        return found
    dash = [str(TWINS / "dash_page.py"), "{port}"]
    datasette = ["-m", "datasette", str(folder / "figures.db"), "--port", "{port}"]
    periods = ("period=2023", "period=2024")
    return [
        *found,
        Candidate("Dash", running(dash, "/", python=other), "/", YEARS, DASH_READY),
        Candidate("Datasette", running(datasette, "/", python=other), "/figures/figures", periods, PLAIN_READY, True),
    ]


def line(chromium: Browser, candidate: Candidate) -> str:
    """One row of the table, from a freshly started server."""
    with candidate.server as server:
        usable, kib = views.cold_view(chromium, server, candidate.address, candidate.ready)
        queries = list(islice(cycle(candidate.queries), WARM_UP + CLICKS))
        measure = views.reloads if candidate.reloads else views.changes
        clicks = measure(chromium, server, candidate.address, queries, candidate.ready)[WARM_UP:]
        p95 = statistics.quantiles(clicks, n=20, method="inclusive")[-1]
        cells = [f"{usable:.2f}", f"{statistics.median(clicks):.0f}", f"{p95:.0f}", f"{kib:.0f}"]
        return f"| {' | '.join([candidate.name, *cells, f'{server.resident():.0f}'])} |"


def main(wanted: list[str]) -> None:
    """Print the table, row by row, of the wanted pages or of all."""
    executable = os.environ.get("IVP_CHROMIUM") or shutil.which("chromium")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="twins-") as name, sync_playwright() as playwright:
        folder = Path(name)
        data.write(folder)
        os.environ["TWINS_DATA"] = name
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        rows = candidates(folder, os.environ.get("IVP_TWINS"))
        print("| page | first usable, cold (s) | click p50 (ms) | click p95 (ms) | first load (KiB) | memory (MiB) |")
        print("|---|---:|---:|---:|---:|---:|")
        print("| target for ours | ≤ 1.8 | | below Dash, ≤ 1.5 x empty | | |")
        for candidate in (row for row in rows if not wanted or row.name in wanted):
            try:
                print(line(chromium, candidate), flush=True)
            except Exception as error:  # one page that fails must not cost the others
                print(f"| {candidate.name} | failed: {type(error).__name__} | | | | |", flush=True)
                print(error, file=sys.stderr)
    print(f"\nLoad {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main(sys.argv[1:])
