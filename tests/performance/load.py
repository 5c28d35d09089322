"""Many visitors at once on all pages, beside empty Streamlit pages in the same run and the same rhythm.

`.venv/bin/python -m tests.performance.load --people 25 --seconds 60` prints Markdown tables; a figure beyond its target
stands in bold. `--root FOLDER` measures another copy of the project. The servers take turns, so that whatever else
the machine does meets all. Not a test: times depend on the machine. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
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
class Reruns:
    """Milliseconds (p50) of a rerun for one visitor alone: of one page, and of both empty pages just after it."""

    page: str
    ours: float
    empty: float
    emptiest: float


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
EMPTY = Subject("empty page", empty_page, through_empty)
EMPTIEST = Subject("the same, no garbage collected", partial(empty_page, collects=False), through_empty)
SUBJECTS = (OURS, EMPTY, EMPTIEST)


async def measure(root: Path, people: int, seconds: float) -> tuple[list[Reruns], list[Figures]]:
    """The reruns of every page, and the figures of the app and of both empty pages."""
    with ExitStack() as running:
        servers = [(subject, running.enter_context(subject.start(root))) for subject in SUBJECTS]
        for subject, server in servers:
            await alone(server, islice(subject.walk(0), WARM_UP * len(CHANGES)))
        reruns = []
        for name in CHANGES:
            walks = (on_page(name), through_empty(), through_empty())
            times = [await _rerun(server, walk) for (_, server), walk in zip(servers, walks, strict=True)]
            reruns.append(Reruns(name, *times))
        calm = await _in_turns(servers, people, seconds, PAUSE_SECONDS)
        memory = [server.resident() for _, server in servers]
        back_to_back = await _in_turns(servers, BACK_TO_BACK, BACK_TO_BACK_SECONDS, 0)
    return reruns, [
        Figures(subject.name, people, calm[at], back_to_back[at], memory[at], *await _memory(subject, root))
        for at, subject in enumerate(SUBJECTS)
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


def table(ours: Figures, empty: Figures, emptiest: Figures) -> str:
    """All servers, the app as a multiple of the empty pages, and the targets; beyond its target stands in bold."""
    return "\n".join(
        [
            "| | people | clicks | p50 (ms) | p95 (ms) | errors | memory (MiB) | back to back: runs/s "
            f"| processor per run (ms) | after {EARLY_RERUNS} reruns (MiB) | after {ALL_RERUNS} (MiB) | growth (%) |",
            "|---|" + "---:|" * 11,
            f"| target | | | | ≤ {MOST_WAIT} x | 0 | | ≥ {LEAST_THROUGHPUT} x | | | | ≤ {MOST_GROWTH} |",
            *(_line(figures) for figures in (ours, empty, emptiest)),
            _multiples(ours, empty),
            _multiples(ours, emptiest),
        ]
    )


def _multiples(ours: Figures, empty: Figures) -> str:
    wait = ours.calm.p95 / empty.calm.p95
    throughput = ours.back_to_back.per_second / empty.back_to_back.per_second
    processor = ours.back_to_back.processor_milliseconds / empty.back_to_back.processor_milliseconds
    return (
        f"| app / {empty.name} | | | {ours.calm.p50 / empty.calm.p50:.2f} | {_cell(wait, wait > MOST_WAIT, 2)} | | "
        f"| {_cell(throughput, throughput < LEAST_THROUGHPUT, 2)} | {processor:.2f} | | | |"
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


def page_table(reruns: list[Reruns]) -> str:
    """Every page beside both empty pages."""
    lines = [
        f"| page | rerun p50 (ms) | {EMPTY.name} (ms) | times (≤ {MOST_RERUN}) | {EMPTIEST.name} (ms) | times |",
        "|---|" + "---:|" * 5,
    ]
    for rerun in reruns:
        times, more = rerun.ours / rerun.empty, rerun.ours / rerun.emptiest
        lines.append(
            f"| {rerun.page} | {rerun.ours:.0f} | {rerun.empty:.0f} | {_cell(times, times > MOST_RERUN, 2)} "
            f"| {rerun.emptiest:.0f} | {_cell(more, more > MOST_RERUN, 2)} |"
        )
    return "\n".join(lines)


def _cell(value: float, beyond: bool, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return f"**{text}**" if beyond else text


def main() -> None:
    """Measure and print the tables, with how busy the machine was and how much of a core the visitors took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for these people, on every server")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to measure")
    wanted = parser.parse_args()
    load, start = os.getloadavg()[0], time.perf_counter()
    reruns, figures = asyncio.run(measure(wanted.root.resolve(), wanted.people, wanted.seconds))
    visitors = time.process_time() / (time.perf_counter() - start)
    print(
        f"Load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end; visitors took {visitors:.0%} of a core.\n"
    )
    print(f"{table(*figures)}\n\n{page_table(reruns)}")


if __name__ == "__main__":
    main()
