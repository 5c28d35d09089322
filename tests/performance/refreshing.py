"""Time and memory of a refresh against the loopback services: `python -m tests.performance.refreshing`.

Every table is pulled in a process of its own, without a pause between requests, and then everything in one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ivp import paths
from tests.services import tables
from tests.services.data import data_folder
from tests.services.geo import GeoServices
from tests.services.server import Services

PULL = """
import json, resource, sys
from datetime import datetime
from pathlib import Path
from ivp.pulls.progress import Progress
from ivp.pulls.refresh import Wish, refresh
from ivp.sources.transport import Patience, Transport

class Count(Progress):
    rows = 0
    def advance(self, rows):
        self.rows += rows

count = Count()
with Transport(Patience(pause=0)) as transport:
    wish = Wish(only=tuple(sys.argv[2:]), outlines=not sys.argv[2:], accept=True)
    refresh(Path(sys.argv[1]), transport, count, wish, datetime.now())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([count.rows, transport.requests, transport.received / 1e6, peak]))
"""
BIG = ("47013NED", "47018NED", "47021NED", "47024NED", "83648NED", "83651NED", "85984NED", "47022ned-maand")


def measured(services: Services, geo: GeoServices, only: tuple[str, ...]) -> tuple[float, list[float]]:
    """Seconds, and rows, requests, megabytes received and peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        maps = {"pdok": geo.pdok, "leefbaarometer": geo.leefbaarometer}
        data = data_folder(Path(folder) / "data", politie=services.politie, cbs=services.cbs, **maps)
        start = time.perf_counter()
        command = [sys.executable, "-c", PULL, str(data), *only]
        done = subprocess.run(command, cwd=paths.ROOT, env=os.environ, capture_output=True, text=True, check=True)
        return time.perf_counter() - start, json.loads(done.stdout)


def main() -> None:
    print("| table | rows | requests | MB | seconds | peak MB |\n|---|---|---|---|---|---|")
    with Services({"politie": tables.politie(), "cbs": tables.cbs()}) as services, GeoServices() as geo:
        for name in sys.argv[1:] or (*BIG, ""):
            seconds, (rows, requests, received, peak) = measured(services, geo, (name,) if name else ())
            shown = name or "all standard tables and outlines"
            cells = f"{rows:,} | {requests} | {received:.1f} | {seconds:.1f} | {peak:.0f}"
            print(f"| {shown} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
