"""Visitors at once: how they walk through the pages, when they click, and how long they wait."""

from __future__ import annotations

import asyncio
import random
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, cycle

from tests.performance.changes import CHANGES, EMPTY
from tests.performance.servers import Server
from tests.performance.session import crowd_session

Step = tuple[str, str]
"""The address of a page, empty for the first page, and the query with the selection."""
AT_ONCE = 5


@dataclass(frozen=True)
class Clicks:
    """What visitors met: the wait of every click, the clicks that failed, and what it took from the server."""

    milliseconds: tuple[float, ...]
    errors: int
    seconds: float
    processor_seconds: float

    @classmethod
    def together(cls, parts: Sequence[Clicks]) -> Clicks:
        """The clicks of several stretches of time as if they were one."""
        return cls(
            milliseconds=tuple(chain.from_iterable(part.milliseconds for part in parts)),
            errors=sum(part.errors for part in parts),
            seconds=sum(part.seconds for part in parts),
            processor_seconds=sum(part.processor_seconds for part in parts),
        )

    @property
    def p50(self) -> float:
        """Half of the clicks took at most this many milliseconds."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """95 % of the clicks took at most this many milliseconds."""
        return statistics.quantiles(self.milliseconds, n=20, method="inclusive")[-1]

    @property
    def per_second(self) -> float:
        """Runs of a script a second."""
        return len(self.milliseconds) / self.seconds

    @property
    def processor_milliseconds(self) -> float:
        """Processor time of the server per click."""
        return 1000 * self.processor_seconds / len(self.milliseconds)


def on_page(name: str) -> Iterator[Step]:
    """Back and forth between the two selections of one page, without end."""
    return cycle(_steps(name))


def through_pages(person: int = 0) -> Iterator[Step]:
    """Every page with both of its selections, without end; everybody starts on another page."""
    names = list(CHANGES)
    start = person % len(names)
    return cycle(chain.from_iterable(map(_steps, names[start:] + names[:start])))


def through_empty(_person: int = 0) -> Iterator[Step]:
    """The empty page with its two queries, without end."""
    return cycle([("", query) for query in EMPTY])


def _steps(name: str) -> list[Step]:
    home = next(iter(CHANGES))
    return [("" if name == home else name, query) for query in CHANGES[name]]


async def crowd(server: Server, walks: Sequence[Iterator[Step]], seconds: float, pause: float, seed: int) -> Clicks:
    """Everybody walks for `seconds`, with a click every `pause` seconds on average or back to back when it is 0.

    The first view of everybody comes before the measured time. The same `seed` gives the same rhythm.
    """
    waits: list[float] = []
    errors: list[RuntimeError | TimeoutError] = []
    clock = asyncio.get_running_loop().time
    ready = asyncio.Barrier(len(walks) + 1)

    async def visit(walk: Iterator[Step], rhythm: random.Random) -> None:
        async with crowd_session(server) as visitor:
            await visitor.run(*next(walk))
            await ready.wait()
            due, end = clock(), clock() + seconds
            while (due := max(clock(), due + pause * rhythm.expovariate(1))) < end:
                await asyncio.sleep(due - clock())
                try:
                    waits.append(await visitor.run(*next(walk)))
                except (RuntimeError, TimeoutError) as error:
                    errors.append(error)
                    return  # who meets an error leaves: what still comes in belongs to the click that failed

    async with asyncio.TaskGroup() as visits:
        for person, walk in enumerate(walks):
            visits.create_task(visit(walk, random.Random(1000 * seed + person)))
        await ready.wait()
        start, used = clock(), server.processor_seconds()
    return Clicks(tuple(waits), len(errors), clock() - start, server.processor_seconds() - used)


async def alone(server: Server, steps: Iterable[Step]) -> list[float]:
    """The waits in milliseconds of one visitor who takes these steps back to back, with nobody else there."""
    async with crowd_session(server) as visitor:
        return [await visitor.run(*step) for step in steps]


async def come_and_go(server: Server, walks: Iterable[Iterable[Step]]) -> None:
    """Each walk in a session of its own that ends with it, a few at once."""
    places = asyncio.Semaphore(AT_ONCE)

    async def visit(walk: Iterable[Step]) -> None:
        async with places:
            await alone(server, walk)

    async with asyncio.TaskGroup() as visits:
        for walk in walks:
            visits.create_task(visit(walk))
