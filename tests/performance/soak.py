"""Does memory stay flat when sessions come and go for long?

`.venv/bin/python -m tests.performance.soak --minutes 30 --reruns 10000` goes on until both are reached and prints a
line per tenth, as Markdown. Every session clicks through the pages twenty times and leaves; five are there at once.
Not a test: it takes as long as it is told to. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Iterator
from itertools import count, islice

from tests.performance.crowd import AT_ONCE, come_and_go, through_pages
from tests.performance.servers import our_app

LENGTH = 20
Moment = tuple[int, float, float]
"""Reruns so far, minutes so far, and MiB."""


async def soak(reruns: int, minutes: float) -> list[Moment]:
    """The memory after each tenth of the work."""
    moments: list[Moment] = []
    with our_app() as server:
        start, people, done = time.monotonic(), count(), 0

        def sessions() -> Iterator[int]:
            return islice(people, AT_ONCE)

        while True:
            passed = (time.monotonic() - start) / 60
            part = min(done / reruns, passed / minutes if minutes else 1.0)
            if part >= len(moments) / 10:
                moments.append((done, passed, server.resident()))
            if part >= 1:
                return moments
            await come_and_go(server, [islice(through_pages(person), LENGTH) for person in sessions()])
            done += AT_ONCE * LENGTH


def growth(moments: list[Moment]) -> float:
    """Per cent that the memory grew from the second moment, when everything has been used once, to the last."""
    return 100 * (moments[-1][2] / moments[1][2] - 1)


def table(moments: list[Moment]) -> str:
    """A line per moment, and the growth."""
    lines = ["| reruns | sessions | minutes | memory (MiB) |", "|---:|---:|---:|---:|"]
    lines += [f"| {done} | {done // LENGTH} | {minutes:.1f} | {mib:.0f} |" for done, minutes, mib in moments]
    return "\n".join([*lines, "", f"Growth from the second line to the last: {growth(moments):.1f} %."])


def main() -> None:
    """Run and print, with how busy the machine was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reruns", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=30)
    wanted = parser.parse_args()
    load = os.getloadavg()[0]
    moments = asyncio.run(soak(wanted.reruns, wanted.minutes))
    print(f"Load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end.\n\n{table(moments)}")


if __name__ == "__main__":
    main()
