"""How many people one process carries: `python -m tests.performance.crowds --people 1 10 25 50 100 --seconds 45`.

Everybody clicks every five seconds on average through all pages, then ten people click back to back, which is the
ceiling; the same on an empty page with the same settings, in turns. Not a test. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice

from tests.performance.changes import CHANGES
from tests.performance.crowd import Clicks, alone, crowd
from tests.performance.load import BACK_TO_BACK, BACK_TO_BACK_SECONDS, EMPTIEST, EMPTY, OURS, PAUSE_SECONDS, WARM_UP
from tests.performance.servers import ROOT

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
        servers = [(one, running.enter_context(one.start(ROOT))) for one in (OURS, EMPTY, EMPTIEST)]
        for subject, server in servers:
            await alone(server, islice(subject.walk(0), WARM_UP * len(CHANGES)))
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
    ours = full.pop(OURS.name)
    return [
        f"Ceiling: {ours / other:.2f} of {'the ' * (name == EMPTY.name)}{name} (target ≥ {CEILING})."
        for name, other in full.items()
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
