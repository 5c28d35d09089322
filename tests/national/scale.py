"""What more rows cost that nobody looks at: `python -m tests.national.scale 0 2 20`, in months of all buurten.

Every month adds a million plainly made-up rows of municipalities that do not exist to the embedded figures, and one row
for every wijk and buurt that does, so that there is something to show. Build, size, questions and pages of the real
server, with the figures in a file or, with `--lake PLACE` (a value of IVP_LAKE), shared. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import file_digest
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ivp import paths, snapshot
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level
from ivp.store.build.neighbourhood_months import MEASURE
from ivp.store.build.run import NEIGHBOURHOOD_MONTHS
from ivp.store.current import newest
from ivp.store.lake import publish, take
from ivp.store.lake.home import Lake
from ivp.store.lake.place import SETTING, place_of
from ivp.store.reader import Store
from tests.deploy.viewers import Process
from tests.national import months
from tests.national.bench import _times
from tests.performance.changes import CHANGES
from tests.performance.servers import Server, _free_port
from tests.performance.session import session

CODE = "0.0.0"
LAST_YEAR = 2025
WARM_UP, RERUNS = 6, 40
PAGES = {
    **{name: CHANGES[name] for name in ("overzicht", "gemeente", "trends")},
    "kaart": (
        "indicator=misdrijven-buurt&niveau=buurt&gebied={0}",
        "indicator=misdrijven-buurt&niveau=buurt&gebied={1}",
    ),
}
"""Of these only the map with a buurt shows months of buurten."""


@dataclass(frozen=True)
class Past(months.Size):
    """The months up to the end of the last year: what has not been yet is refused."""

    @property
    def periods(self) -> list[str]:
        """The months, the oldest first."""
        last = 12 * LAST_YEAR + 11
        return [f"{moment // 12}-{moment % 12 + 1:02d}" for moment in range(last - self.months + 1, last + 1)]


@dataclass(frozen=True)
class Outcome:
    """Of one number of rows: seconds and megabytes; milliseconds (p50, p95) by question, (processor, p95) by page.

    Processor time hardly depends on what else the machine does, and so shows what rows cost; p95 is what people wait.
    """

    rows: int
    build: float
    size: float
    share: float
    taken: float
    questions: dict[str, tuple[float, float]]
    pages: dict[str, tuple[float, float]]


def small_areas() -> list[str]:
    """The wijken and buurten of the catalog."""
    catalog = load_catalog(paths.ROOT / "data")
    return [area.code for area in catalog.areas if area.level in (Level.WIJK, Level.BUURT)]


def write(data: Path, size: months.Size) -> int:
    """Add the months to a copy of the embedded figures at `data`; returns their rows."""
    shutil.copytree(paths.ROOT / "data", data)
    if not size.months:
        return 0
    file = data / "snapshot" / NEIGHBOURHOOD_MONTHS
    shown = _shown(size)
    with pq.ParquetWriter(file, snapshot.OBSERVATION_SCHEMA, compression="zstd") as writer:
        writer.write_table(shown)
        for municipality in range(1, size.municipalities + 1):
            writer.write_table(months._table(municipality, size))
    rows = size.rows + shown.num_rows
    _name(data / "snapshot", file, rows)
    return rows


def _shown(size: months.Size) -> pa.Table:
    areas = small_areas()
    n = len(areas) * size.months
    values = np.random.default_rng(months.SEED).poisson(4.0, n).astype(float)
    columns = {
        "table": ["47022NED"] * n, "code": [CODE] * n, "measure": [MEASURE] * n, "area": np.repeat(areas, size.months),
        "period": size.periods * len(areas), "value": values, "margin": pa.nulls(n, pa.float64()),
        "state": ["value"] * n,
    }  # fmt: skip
    return pa.table(columns, schema=snapshot.OBSERVATION_SCHEMA)


def _name(folder: Path, file: Path, rows: int) -> None:
    manifest = snapshot.read_manifest(folder)
    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    changes = {"file": file.name, "rows": rows, "sha256": digest, "note": "Verzonnen, alleen om te meten."}
    whole = manifest.model_copy(update={"files": (*manifest.files, manifest.files[0].model_copy(update=changes))})
    (folder / snapshot.MANIFEST).write_text(whole.model_dump_json(indent=1), encoding="utf-8")


def measure(size: months.Size, lake: str) -> Outcome:
    """Build, share where asked, and ask; everything in a temporary folder, but for what is shared."""
    with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        rows = write(folder / "data", size)
        start = time.perf_counter()
        store = newest(folder / "data", folder / "cache").store
        outcome = Outcome(rows, time.perf_counter() - start, store.file.stat().st_size / 1e6, 0, 0, {}, {})
        environment = {**os.environ, "IVP_DATA": str(folder / "data"), "IVP_CACHE": str(folder / "cache")}
        if lake:
            environment[SETTING] = lake
            store, outcome = _shared(store, outcome, lake, folder / "cache")
        questions = _questions(store, size) if size.months else {}
        store.close()
        process = Process(_free_port(), environment, folder / "log")
        process.start()
        try:
            assert process.running
            pages = {page: _page(Server(process.port, process.running.pid), page) for page in PAGES}
        finally:
            process.kill()
        return replace(outcome, questions=questions, pages=pages)


def _shared(store: Store, outcome: Outcome, lake: str, cache: Path) -> tuple[Store, Outcome]:
    place, start = place_of(lake), time.perf_counter()
    publish.publish(place, store.file)
    shared = time.perf_counter()
    store.close()
    found = Lake(place, cache).newest(None, None).store
    if take.SNAPSHOT not in found.info and outcome.rows > take.STAYS:
        raise AssertionError("the months did not stay where they are")
    return found, replace(outcome, share=shared - start, taken=time.perf_counter() - shared)


def _questions(store: Store, size: months.Size) -> dict[str, tuple[float, float]]:
    asked = months.questions(size)
    return {
        name: _times(partial(store.rows, name, **parameters), lambda: None) for name, (parameters, _) in asked.items()
    }


def _page(server: Server, page: str) -> tuple[float, float]:
    areas = [code for code in small_areas() if code.startswith("BU")]
    queries = [query.format(*areas[:2]) for query in PAGES[page]]
    with session(server, "" if page == "overzicht" else page) as visitor:
        turns = cycle(queries)
        for query in islice(turns, WARM_UP):
            visitor.run(query)
        before = server.processor_seconds()
        times = [visitor.run(query).milliseconds for query in islice(turns, RERUNS)]
        processor = (server.processor_seconds() - before) * 1000 / RERUNS
    return processor, statistics.quantiles(times, n=20)[-1]


def lines(outcomes: list[Outcome]) -> list[str]:
    """The table: one line per number of rows."""
    names = list(months.questions(months.NATIONAL))
    heads = ["rows", "build (s)", "file (MB)", "share (s)", "take along (s)", *names, *PAGES]
    table = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for one in outcomes:
        asked = [_pair(one.questions.get(name)) for name in names]
        pages = [_pair(one.pages[name]) for name in PAGES]
        cells = [f"{one.rows:,}", f"{one.build:.0f}", f"{one.size:.0f}", f"{one.share:.0f}", f"{one.taken:.1f}"]
        table.append(f"| {' | '.join([*cells, *asked, *pages])} |")
    return table


def _pair(times: tuple[float, float] | None) -> str:
    return "-" if times is None else f"{times[0]:.0f}, {times[1]:.0f}"


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("months", type=int, nargs="+")
    arguments.add_argument("--lake", default="")
    asked = arguments.parse_args()
    outcomes = []
    for number in asked.months:
        outcomes.append(measure(Past(**{**asdict(months.NATIONAL), "months": number}), asked.lake))
        print(lines(outcomes)[-1], flush=True)
    print("\n".join(lines(outcomes)))


if __name__ == "__main__":
    main()
