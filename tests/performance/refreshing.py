"""Time and memory of a refresh against the loopback services: `python -m tests.performance.refreshing`.

Every table is pulled in a process of its own, without a pause between requests, and then everything in one. With
`--keep FOLDER` that last is left there, so that `IVP_DATA=FOLDER` has other measurements run on figures of that size.
"""

from __future__ import annotations

import argparse
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


def measured(services: Services, geo: GeoServices, folder: Path, only: tuple[str, ...]) -> tuple[float, list[float]]:
    """Seconds, and rows, requests, megabytes received and peak memory in MB, of a pull into this folder."""
    maps = {"pdok": geo.pdok, "leefbaarometer": geo.leefbaarometer}
    data = data_folder(folder, politie=services.politie, cbs=services.cbs, **maps)
    start = time.perf_counter()
    command = [sys.executable, "-c", PULL, str(data), *only]
    done = subprocess.run(command, cwd=paths.ROOT, env=os.environ, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, json.loads(done.stdout)


def main() -> None:
    """Pull and print a line per table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", metavar="table", help="all of them, and then all in one, when left out")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="pull all tables in one, into this new folder")
    wanted = parser.parse_args()
    print("| table | rows | requests | MB | seconds | peak MB |\n|---|---|---|---|---|---|")
    with (
        Services({"politie": tables.politie(), "cbs": tables.cbs()}) as services,
        GeoServices() as geo,
        tempfile.TemporaryDirectory() as folder,
    ):
        for at, name in enumerate([""] if wanted.keep else wanted.tables or [*BIG, ""]):
            place = wanted.keep or Path(folder) / str(at)
            seconds, (rows, requests, received, peak) = measured(services, geo, place, (name,) if name else ())
            shown = name or "all standard tables and outlines"
            cells = f"{rows:,} | {requests} | {received:.1f} | {seconds:.1f} | {peak:.0f}"
            print(f"| {shown} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
