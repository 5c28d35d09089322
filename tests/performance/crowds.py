"""How many people one process carries: `python -m tests.performance.crowds --people 1 10 25 50 100 --seconds 45`.

Everybody clicks every five seconds on average through all pages, then ten people click back to back, which is the
ceiling; the same in two processes behind the nginx of `deploy/`, and on an empty page with the same settings, in turns.
Not a test. Needs Linux; without nginx the two processes are left out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.deploy.viewers import nginx, viewers
from tests.performance.changes import CHANGES
from tests.performance.crowd import Clicks, come_and_go, crowd, through_pages
from tests.performance.load import (
    BACK_TO_BACK,
    BACK_TO_BACK_SECONDS,
    EMPTIEST,
    EMPTY,
    OURS,
    PAUSE_SECONDS,
    WARM_UP,
    Subject,
)
from tests.performance.servers import ROOT, Server


@contextmanager
def _two_processes(_root: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as folder, viewers(Path(folder)) as here:
        processes = [process.running.pid for process in here.processes if process.running]
        yield Server(here.proxy.port, processes[0], tuple(processes[1:]))


TWO = Subject("two processes", _two_processes, through_pages)
PEOPLE, SECONDS = (1, 10, 25, 50, 100), 45.0
CEILING = 0.85


@dataclass(frozen=True)
class Crowd:
    """What so many people met on one server, and its memory (MiB) while they were there; `pause` 0 is back to back."""

    name: str
    people: int
    pause: float
    clicks: Clicks
    memory: float


async def measure(people: Sequence[int], seconds: float) -> list[Crowd]:
    """Every number of people on every server, then the ceiling of each."""
    with ExitStack() as running:
        subjects = (OURS, *([TWO] if nginx() else ()), EMPTY, EMPTIEST)
        servers = [(one, running.enter_context(one.start(ROOT))) for one in subjects]
        for subject, server in servers:
            await come_and_go(server, [islice(subject.walk(one), WARM_UP * len(CHANGES)) for one in range(4)])
        rounds = [(number, PAUSE_SECONDS, seconds) for number in people] + [(BACK_TO_BACK, 0.0, BACK_TO_BACK_SECONDS)]
        found = []
        for number, pause, long in rounds:
            for subject, server in servers:
                walks = [subject.walk(person) for person in range(number)]
                clicks = await crowd(server, walks, long, pause, seed=number)
                found.append(Crowd(subject.name, number, pause, clicks, server.resident()))
        return found


def table(crowds: Sequence[Crowd]) -> str:
    """A line per crowd; the ceiling of the app beside that of the empty pages last."""
    lines = [
        "| server | people | a click every | clicks | errors | p50 (ms) | p95 (ms) | runs/s | processor per run (ms) "
        "| memory (MiB) |",
        "|---|" + "---:|" * 9,
    ]
    for one in crowds:
        clicks, often = one.clicks, f"{one.pause:.0f} s" if one.pause else "back to back"
        lines.append(
            f"| {one.name} | {one.people} | {often} | {len(clicks.milliseconds)} | {clicks.errors} | {clicks.p50:.0f} "
            f"| {clicks.p95:.0f} | {clicks.per_second:.1f} | {clicks.processor_milliseconds:.0f} | {one.memory:.0f} |"
        )
    return "\n".join([*lines, "", *_ceilings(crowds)])


def _ceilings(crowds: Sequence[Crowd]) -> list[str]:
    full = {one.name: one.clicks.per_second for one in crowds if not one.pause}
    ours = {name: full.pop(name) for name in (OURS.name, TWO.name) if name in full}
    return [
        f"Ceiling of {name}: {own / other:.2f} of {'the ' * (beside == EMPTY.name)}{beside} (target ≥ {CEILING})."
        for name, own in ours.items()
        for beside, other in full.items()
    ]


def main() -> None:
    """Measure and print, with how busy the machine was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each number of people, on each server")
    wanted = parser.parse_args()
    load = os.getloadavg()[0]
    crowds = asyncio.run(measure(wanted.people, wanted.seconds))
    print(f"Load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end.\n\n{table(crowds)}")


if __name__ == "__main__":
    main()
