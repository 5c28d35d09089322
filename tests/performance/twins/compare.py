"""Every page with its five commonest clicks beside the twins, an empty page and a static one, in one run.

`.venv/bin/python -m tests.performance.twins.compare` prints Markdown tables; names of pages as arguments measure only
those. Dash and Datasette are no dependency of the project, so they live apart:
    python3 -m venv FOLDER && FOLDER/bin/pip install dash datasette
and `--twins FOLDER`. Without it those two are skipped with a line. `IVP_DATA` measures other figures. Needs Linux and
Chromium. Not a test: times depend on the machine, so run it on one with nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ivp.web.pages import PAGES
from tests.browser.chromium import ARGUMENTS
from tests.performance.browser import IDLE
from tests.performance.interactions import EMPTY, INTERACTIONS
from tests.performance.measure import CORES, session_memory
from tests.performance.servers import ROOT, Server, empty_page, our_app, running
from tests.performance.session import session
from tests.performance.twins.figures import DATABASE, write_figures
from tests.performance.twins.tables import EMPTY_NAME, Figures, click_table, page_table
from tests.performance.twins.visit import PHONE, TABLET, clicks, figure_top, first_view

ROUNDS, RERUN_ROUNDS = 6, 8
_DRAWN = "() => document.querySelector('h1')?.textContent && document.querySelector('td')"
_HERE = Path(__file__).parent
_OVERVIEW = {
    "gebied": "gebied=GM1674",
    "geen gebied": "",
    "tegenover": "vergelijk=land",
    "gebied en tegenover": "vergelijk=land&gebied=GM1674",
    "thema": "thema=woninginbraak",
}
_TABLES = {
    "gebied": "_size=500&area=GM1674",
    "district": "_size=500&reference=district",
    "tegenover": "_size=500&reference=land",
    "gebied en tegenover": "_size=500&reference=land&area=GM1674",
    "thema": "_size=500&reference=district&theme=woninginbraak",
}


@dataclass(frozen=True)
class Subject:
    """What is measured: how it starts, where the page is, its clicks, and when it can be used.

    `streamlit`: it can be asked without a browser and keeps something per visitor. `navigates`: a click opens a new
    document.
    """

    name: str
    start: Callable[[], AbstractContextManager[Server]]
    path: str
    clicks: dict[str, str]
    ready: str = IDLE
    streamlit: bool = True
    navigates: bool = False


def subjects(names: Sequence[str], figures: Path, twins: Path) -> list[Subject]:
    """The empty page first, then the twins that can be started, then our pages."""
    script = partial(running, root=ROOT)
    naive = [
        "-m",
        "streamlit",
        "run",
        str(_HERE / "naive_page.py"),
        "--server.headless",
        "true",
        "--runner.postScriptGC",
        "true",
    ]
    settings = {"IVP_TWIN_FIGURES": str(figures)}
    found = [
        Subject(EMPTY_NAME, empty_page, "", EMPTY),
        Subject(
            "naive Streamlit", partial(script, naive, "/_stcore/health", settings=settings), "", _OVERVIEW
        ),
        Subject(
            "static page", partial(script, [str(_HERE / "static_page.py"), str(figures), "{port}"], "/"), "",
            _OVERVIEW | {"thema": "gebied=GM0748"}, _DRAWN, streamlit=False,
        ),
    ]  # fmt: skip
    apart = {
        "dash": Subject(
            "Dash", partial(script, [str(_HERE / "dash_overview.py"), str(figures), "{port}"], "/",
                            python=str(twins / "bin" / "python")), "", _OVERVIEW, _DRAWN, streamlit=False,
        ),
        "datasette": Subject(
            "Datasette", partial(script, ["-m", "datasette", "serve", str(figures / DATABASE), "--port", "{port}"], "/",
                                 python=str(twins / "bin" / "python")),
            f"{Path(DATABASE).stem}/overview", _TABLES, _DRAWN, streamlit=False, navigates=True,
        ),
    }  # fmt: skip
    for program, subject in apart.items():
        if list(twins.glob(f"lib/*/site-packages/{program}/__init__.py")):
            found.append(subject)
        else:
            print(f"{subject.name} is skipped: no {program} in {twins or 'a folder given with --twins'}\n")
    home = PAGES[0].name
    return found + [Subject(name, our_app, "" if name == home else name, INTERACTIONS[name]) for name in names]


def measure(subject: Subject, chromium: Browser) -> Figures:
    """All figures of one subject, on a server of its own."""
    with subject.start() as server:
        url = f"{server.url}/{subject.path}"
        view = first_view(chromium, url, subject.ready)
        idle = server.resident()
        tops = [figure_top(chromium, url, subject.ready, size) for size in (TABLET, PHONE)]
        walk = list(subject.clicks.items())
        used = server.processor_seconds()
        done = clicks(chromium, url, subject.ready, walk * (1 + ROUNDS), subject.navigates)
        processor = 1000 * (server.processor_seconds() - used) / len(done)
        return Figures(
            name=subject.name,
            view=view,
            clicks=tuple(done[len(walk) :]),
            reruns=tuple(_reruns(server, subject)) if subject.streamlit else (),
            processor=processor,
            on_tablet=tops[0],
            on_phone=tops[1],
            idle=idle,
            per_session=session_memory(server, subject.path, [query for _, query in walk])
            if subject.streamlit
            else None,
        )


def _reruns(server: Server, subject: Subject) -> list[float]:
    """Milliseconds of the same clicks without a browser."""
    queries = list(subject.clicks.values())
    with session(server, subject.path) as visitor:
        runs = [visitor.run(query) for query in chain.from_iterable(repeat(queries, 1 + RERUN_ROUNDS))]
    for (name, _), run, before in zip(
        subject.clicks.items(), runs[len(queries) :], runs[len(queries) - 1 :], strict=False
    ):
        if run.content == before.content:
            raise SystemExit(f"{subject.name}: {name} changes nothing: choose another click in interactions.py")
    return [run.milliseconds for run in runs[len(queries) :]]


def main() -> None:
    """Measure and print, with how busy the machine was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [page.name for page in PAGES]
    parser.add_argument(
        "pages", nargs="*", metavar="page", help=f"one of {', '.join(names)}; all of them when left out"
    )
    parser.add_argument("--twins", type=Path, default=Path(), help="the environment with Dash and Datasette")
    wanted = parser.parse_args()
    if unknown := set(wanted.pages) - set(names):
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    executable = os.environ.get("IVP_CHROMIUM") or shutil.which("chromium")
    load, measured = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_figures(Path(folder))
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        for subject in subjects(wanted.pages or names, Path(folder), wanted.twins):
            measured.append(measure(subject, chromium))
            print(f"{subject.name} measured, load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
    print(f"On {CORES} cores; load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end.\n")
    print(f"{page_table(measured)}\n\n{click_table(measured)}")


if __name__ == "__main__":
    main()
