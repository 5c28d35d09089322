"""Many visitors at once on all pages, beside an empty Streamlit page in the same run and the same rhythm.

`.venv/bin/python -m tests.performance.load --people 25 --seconds 60` prints Markdown tables; a figure beyond its target
stands in bold. `--root FOLDER` measures another copy of the project. The two servers take turns, so that whatever else
the machine does meets both. Not a test: times depend on the machine. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.performance.changes import CHANGES
from tests.performance.crowd import Clicks, Step, alone, come_and_go, crowd, on_page, through_empty, through_pages
from tests.performance.servers import ROOT, Server, empty_page, our_app

PEOPLE, SECONDS, PAUSE_SECONDS = 25, 60.0, 5.0
BACK_TO_BACK, BACK_TO_BACK_SECONDS, TURNS = 10, 24.0, 3
WARM_UP, RERUNS = 6, 20
EARLY_SESSIONS, EARLY_RERUNS, SESSIONS, ALL_RERUNS = 6, 200, 60, 2000
LEAST_THROUGHPUT, MOST_WAIT, MOST_RERUN, MOST_GROWTH = 0.8, 1.5, 1.5, 5


@dataclass(frozen=True)
class Subject:
    """What is measured: its name, how its server starts, and how a visitor walks through it."""

    name: str
    start: Callable[[Path], AbstractContextManager[Server]]
    walk: Callable[[int], Iterator[Step]]


@dataclass(frozen=True)
class Figures:
    """What was measured of one server: clicks with a pause, clicks back to back, and MiB of memory."""

    name: str
    people: int
    calm: Clicks
    back_to_back: Clicks
    with_everybody: float
    early: float
    late: float

    @property
    def growth(self) -> float:
        """Per cent that the memory grew between the early and the late measurement."""
        return 100 * (self.late / self.early - 1)


OURS = Subject("the app", our_app, through_pages)
BLANK = Subject("empty page", empty_page, through_empty)


async def measure(root: Path, people: int, seconds: float) -> tuple[dict[str, tuple[float, float]], list[Figures]]:
    """Milliseconds (p50) of a rerun per page and of the empty page beside it; the figures of the app and that page."""
    with OURS.start(root) as app, BLANK.start(root) as blank:
        pages = {name: (await _rerun(app, on_page(name)), await _rerun(blank, through_empty())) for name in CHANGES}
        servers = [(OURS, app), (BLANK, blank)]
        calm = await _in_turns(servers, people, seconds, PAUSE_SECONDS)
        memory = [server.resident() for _, server in servers]
        back_to_back = await _in_turns(servers, BACK_TO_BACK, BACK_TO_BACK_SECONDS, 0)
    return pages, [
        Figures(subject.name, people, calm[at], back_to_back[at], memory[at], *await _memory(subject, root))
        for at, (subject, _) in enumerate(servers)
    ]


async def _rerun(server: Server, walk: Iterator[Step]) -> float:
    return statistics.median((await alone(server, islice(walk, WARM_UP + RERUNS)))[WARM_UP:])


async def _in_turns(
    servers: Sequence[tuple[Subject, Server]], people: int, seconds: float, pause: float
) -> list[Clicks]:
    parts: list[list[Clicks]] = [[] for _ in servers]
    for turn in range(TURNS):
        for of_server, (subject, server) in zip(parts, servers, strict=True):
            walks = [subject.walk(person) for person in range(people)]
            of_server.append(await crowd(server, walks, seconds / TURNS, pause, seed=turn))
    return [Clicks.together(of_server) for of_server in parts]


async def _memory(subject: Subject, root: Path) -> tuple[float, float]:
    """MiB of a fresh server after few reruns and after many, in sessions that come and go."""
    with subject.start(root) as server:
        measured = []
        for people, reruns in ((EARLY_SESSIONS, EARLY_RERUNS), (SESSIONS - EARLY_SESSIONS, ALL_RERUNS - EARLY_RERUNS)):
            lengths = shares(reruns, people)
            await come_and_go(server, [islice(subject.walk(at), length) for at, length in enumerate(lengths)])
            measured.append(server.resident())
    early, late = measured
    return early, late


def shares(total: int, parts: int) -> list[int]:
    """`total` in whole numbers over `parts`, as even as they can be."""
    return [total * (part + 1) // parts - total * part // parts for part in range(parts)]


def table(ours: Figures, blank: Figures) -> str:
    """Both servers, the one as a multiple of the other, and the targets; what is beyond its target stands in bold."""
    wait = ours.calm.p95 / blank.calm.p95
    throughput = ours.back_to_back.per_second / blank.back_to_back.per_second
    processor = ours.back_to_back.processor_milliseconds / blank.back_to_back.processor_milliseconds
    return "\n".join(
        [
            "| | people | clicks | p50 (ms) | p95 (ms) | errors | memory (MiB) | back to back: runs/s "
            f"| processor per run (ms) | after {EARLY_RERUNS} reruns (MiB) | after {ALL_RERUNS} (MiB) | growth (%) |",
            "|---|" + "---:|" * 11,
            f"| target | | | | ≤ {MOST_WAIT} x | 0 | | ≥ {LEAST_THROUGHPUT} x | | | | ≤ {MOST_GROWTH} |",
            _line(ours),
            _line(blank),
            f"| times empty | | | {ours.calm.p50 / blank.calm.p50:.2f} | {_cell(wait, wait > MOST_WAIT, 2)} | | "
            f"| {_cell(throughput, throughput < LEAST_THROUGHPUT, 2)} | {processor:.2f} | | | |",
        ]
    )


def _line(figures: Figures) -> str:
    calm, back_to_back = figures.calm, figures.back_to_back
    errors = calm.errors + back_to_back.errors
    cells = [
        figures.name,
        f"{figures.people}",
        f"{len(calm.milliseconds)}",
        f"{calm.p50:.0f}",
        f"{calm.p95:.0f}",
        _cell(errors, errors > 0, 0),
        f"{figures.with_everybody:.0f}",
        f"{back_to_back.per_second:.1f}",
        f"{back_to_back.processor_milliseconds:.0f}",
        f"{figures.early:.0f}",
        f"{figures.late:.0f}",
        _cell(figures.growth, figures.growth > MOST_GROWTH, 1),
    ]
    return f"| {' | '.join(cells)} |"


def page_table(pages: dict[str, tuple[float, float]]) -> str:
    """Per page the rerun of one visitor alone beside that of the empty page, measured just after it."""
    lines = [f"| page | rerun p50 (ms) | empty page (ms) | times empty (≤ {MOST_RERUN}) |", "|---|---:|---:|---:|"]
    for name, (page, blank) in pages.items():
        times = page / blank
        lines.append(f"| {name} | {page:.0f} | {blank:.0f} | {_cell(times, times > MOST_RERUN, 2)} |")
    return "\n".join(lines)


def _cell(value: float, beyond: bool, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return f"**{text}**" if beyond else text


def main() -> None:
    """Measure and print the tables, with how busy the machine was and how much of a core the visitors took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for these people, on each of the two servers")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to measure")
    wanted = parser.parse_args()
    load, start = os.getloadavg()[0], time.perf_counter()
    pages, (ours, blank) = asyncio.run(measure(wanted.root.resolve(), wanted.people, wanted.seconds))
    visitors = time.process_time() / (time.perf_counter() - start)
    print(
        f"Load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end; visitors took {visitors:.0%} of a core.\n"
    )
    print(f"{table(ours, blank)}\n\n{page_table(pages)}")


if __name__ == "__main__":
    main()
