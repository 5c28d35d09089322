"""Time the monthly table of wijken and buurten at national size: `python -m tests.national.months`.

Plainly made-up counts, streamed into Parquet; every stage runs in a process of its own, so that its peak of memory
is its own. Nothing here is about a real place.
"""

from __future__ import annotations

import multiprocessing
import re
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ivp.snapshot import OBSERVATION_SCHEMA
from ivp.store.build import neighbourhood_months as months
from ivp.store.build.work import opened
from tests.national.bench import REPEATS, _times

FIRST_YEAR = 2024
TABLE = "47022NED"
SEED = 20261125
UNKNOWN_SHARE = 0.02
_QUERIES = Path(months.__file__).parents[1] / "queries"


@dataclass(frozen=True)
class Size:
    """Every municipality has the same number of areas: itself, a wijk of every ten, and buurten."""

    municipalities: int
    areas: int
    types: int
    months: int

    @property
    def rows(self) -> int:
        """One per area, type and month."""
        return self.municipalities * self.areas * self.types * self.months

    @property
    def periods(self) -> list[str]:
        """The months, from January of the first year."""
        return [f"{FIRST_YEAR + i // 12}-{i % 12 + 1:02d}" for i in range(self.months)]

    @property
    def codes(self) -> list[str]:
        """The types, as made up."""
        return [f"1.{i}" for i in range(self.types)]


NATIONAL = Size(municipalities=340, areas=50, types=59, months=20)


def areas_of(municipality: int, size: Size) -> list[str]:
    """Codes of one municipality: GM0007, its wijken, its buurten."""
    gm = f"{municipality:04d}"
    wijken = [f"WK{gm}{i:02d}" for i in range(size.areas // 10)]
    return [f"GM{gm}", *wijken, *(f"BU{gm}{i:04d}" for i in range(size.areas - 1 - len(wijken)))]


def counts_of(municipality: int, size: Size) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Counts by area, type and month; NaN where nothing is known. The same every time."""
    random = np.random.default_rng([SEED, municipality])
    counts = random.poisson(2.0, (size.areas, size.types, size.months)).astype(float)
    counts[random.random(counts.shape) < UNKNOWN_SHARE] = np.nan
    return counts


def write(file: Path, size: Size) -> int:
    """Stream the whole country into `file`, a municipality at a time, types before areas (not as it is stored)."""
    rows = 0
    with pq.ParquetWriter(file, OBSERVATION_SCHEMA, compression="zstd") as writer:
        for municipality in range(1, size.municipalities + 1):
            table = _table(municipality, size)
            writer.write_table(table)
            rows += table.num_rows
    return rows


def _table(municipality: int, size: Size) -> pa.Table:
    values = counts_of(municipality, size).transpose(1, 0, 2).ravel()
    n, per_type = len(values), size.areas * size.months
    unknown = np.isnan(values)

    def text(words: list[str], places: Any) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(words)).cast(pa.string())

    columns = {
        "table": text([TABLE], np.zeros(n)),
        "code": text(size.codes, np.repeat(np.arange(size.types), per_type)),
        "measure": text([months.MEASURE], np.zeros(n)),
        "area": text(areas_of(municipality, size), np.tile(np.repeat(np.arange(size.areas), size.months), size.types)),
        "period": text(size.periods, np.tile(np.arange(size.months), size.areas * size.types)),
        "value": pa.array(values, mask=unknown),
        "margin": pa.nulls(n, pa.float64()),
        "state": text(["value", "unknown"], unknown.astype(np.int32)),
    }
    return pa.table(columns, schema=OBSERVATION_SCHEMA)


def fill(file: Path, target: Path) -> int:
    """Load the Parquet file into a new database."""
    with opened(target) as work:
        return months.load(work, file)


def questions(size: Size) -> dict[str, tuple[dict[str, str], int]]:
    """Per query its parameters and how many rows the answer has at most."""
    middle = size.municipalities // 2
    area, code = areas_of(middle, size)[-1], size.codes[-1]
    return {
        "neighbourhood_year": ({"gemeente": f"GM{middle:04d}", "code": code, "until": size.periods[-1]}, size.areas),
        "neighbourhood_series": ({"area": area, "code": code}, size.months),
        "neighbourhood_last": ({"gemeente": f"GM{middle:04d}", "code": code}, 1),
    }


def ask(target: Path, size: Size) -> dict[str, tuple[int, float, float]]:
    """Per query: rows, median and 95th percentile in milliseconds. `AssertionError` for an answer of another size."""
    found = {}
    with duckdb.connect(str(target), read_only=True) as connection:
        for name, (parameters, most) in questions(size).items():
            query = (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")

            def once(query: str = query, parameters: dict[str, str] = parameters) -> int:
                return len(connection.cursor().execute(query, parameters).df())

            rows = once()
            if not 0 < rows <= most or (name != "neighbourhood_year" and rows != most):
                raise AssertionError(f"{name}: {rows} rows instead of {most}")
            found[name] = (rows, *_times(once, lambda: None))
    return found


def peak() -> float:
    """The most memory that this process had, in MB; only Linux says it, elsewhere NaN."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1000 if found else float("nan")


def _staged(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float, float, float]:
    before, start = peak(), time.perf_counter()
    answer = work(*arguments)
    return answer, time.perf_counter() - start, before, peak()


def _stage(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float, float, float]:
    """Do it in a new process: the answer, seconds, and the peak of memory (MB) before and after."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_staged, work, *arguments).result()


def run(size: Size = NATIONAL) -> str:
    """Generate, load and query in a temporary folder; a table in Markdown."""
    with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as name:
        file, target = Path(name) / "months.parquet", Path(name) / "months.duckdb"
        stages = [("maken", *_stage(write, file, size)), ("laden", *_stage(fill, file, target))]
        if stages[1][1] != size.rows:
            raise AssertionError(f"{stages[1][1]} rows loaded instead of {size.rows}")
        stages.append(("vragen", *_stage(ask, target, size)))
        lines = ["| wat | uitkomst |", "|---|---|", f"| rijen | {size.rows:,} |".replace(",", ".")]
        lines.append(f"| Parquet | {file.stat().st_size / 1e6:.0f} MB |")
        lines.append(f"| database | {target.stat().st_size / 1e6:.0f} MB |")
        for label, _, seconds, before, after in stages:
            lines.append(f"| {label} | {seconds:.1f} s, geheugen {after:.0f} MB (na importeren {before:.0f} MB) |")
        for query, (rows, median, p95) in stages[-1][1].items():
            lines.append(f"| {query} | {rows} rijen, p50 {median:.1f} ms, p95 {p95:.1f} ms ({REPEATS} keer) |")
        return "\n".join(lines)


if __name__ == "__main__":
    print(run())
