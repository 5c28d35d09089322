"""Time the build and the queries of a database of national size, in tables: `python -m ivp bench`, or this module.

`python -m tests.national.bench --month-years 5` has the months of five years of every municipality and type as well.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb

from ivp.store.build import build
from ivp.store.figure_reader import Facts
from ivp.store.reader import Store
from tests.national.cube import BUURT_TOTAL, MONTH_CRIME, NATIONAL, YEARS, Size, crime, write_country

REPEATS = 30
MATRIX_ROWS = 25


@dataclass(frozen=True)
class Question:
    """One thing that a page asks, and how many rows the answer must have."""

    label: str
    ask: Callable[[Store], Facts]
    rows: int


def questions(size: Size) -> list[Question]:
    """What the pages ask of the store, for a country of `size`."""
    types = [crime(i) for i in range(size.types)]
    shown = types[:MATRIX_ROWS]
    above = size.basisteams + size.districts + size.units + 1
    last = str(YEARS[-1])
    return [
        *_by_month(size),
        Question(
            f"matrix: {len(shown)} indicatoren, alle gebieden van gemeente tot land",
            lambda store: store.matrix(shown, levels=["gemeente"], reference_level="district"),
            len(shown) * (size.municipalities + above),
        ),
        Question(
            f"kaart: {size.municipalities} gemeenten, een jaar, tegen het land",
            lambda store: store.facts(types[:1], levels=["gemeente"], periods=[last], reference_level="land"),
            size.municipalities,
        ),
        Question(
            f"kaart: {size.buurten} buurten, een jaar, tegen het district",
            lambda store: store.facts([BUURT_TOTAL], levels=["buurt"], periods=[last], reference_level="district"),
            size.buurten,
        ),
        Question(
            f"trend: een gemeente, {len(YEARS)} jaar",
            lambda store: store.facts(types[:1], areas=["GM0007"], reference_level="district"),
            len(YEARS),
        ),
        Question(
            f"profiel: een gemeente, {size.types} soorten",
            lambda store: store.facts(types, areas=["GM0007"], periods=[last], reference_level="district"),
            size.types,
        ),
    ]


def _by_month(size: Size) -> list[Question]:
    if not size.months:
        return []
    types, last = [crime(i, MONTH_CRIME) for i in range(size.types)], size.months[-1]
    return [
        Question(
            f"maanden: een gemeente, {len(size.months)} maanden",
            lambda store: store.facts(types[:1], areas=["GM0007"], reference_level="district"),
            len(size.months),
        ),
        Question(
            f"kaart: {size.municipalities} gemeenten, een maand, tegen het land",
            lambda store: store.facts(types[:1], levels=["gemeente"], periods=[last], reference_level="land"),
            size.municipalities,
        ),
    ]


def _times(ask: Callable[[], object], forget: Callable[[], None]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds of a question asked anew, after one to warm up."""
    ask()
    taken = []
    for _ in range(REPEATS):
        forget()
        start = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def _stored_rows(file: Path) -> int:
    with duckdb.connect(str(file), read_only=True) as connection:
        return sum(size for (size,) in connection.execute("SELECT estimated_size FROM duckdb_tables()").fetchall())


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def run(size: Size = NATIONAL) -> str:
    """Build the synthetic country in a temporary folder, query it, and return two tables in Markdown.

    Raises `AssertionError` when an answer does not have the rows that it must have: then the times mean nothing.
    """
    with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as name:
        folder = Path(name)
        published = write_country(folder / "data", size)
        target = folder / "national.duckdb"
        start = time.perf_counter()
        build(folder / "data", target)
        took = time.perf_counter() - start
        lines = [
            "| bouwen | uitkomst |",
            "|---|---|",
            f"| gepubliceerde rijen | {_number(published)} |",
            f"| rijen in de database | {_number(_stored_rows(target))} |",
            f"| bouwtijd | {took:.1f} s |",
            f"| grootte | {target.stat().st_size / 1e6:.0f} MB |",
        ]
        store = Store(target)
        try:
            return "\n".join([*lines, "", *_query_lines(store, size)])
        finally:
            store.close()


def _query_lines(store: Store, size: Size) -> list[str]:
    lines = ["| vraag | rijen | mediaan (ms) | p95 (ms) |", "|---|---|---|---|"]
    for question in questions(size):
        found = len(question.ask(store))
        if found != question.rows:
            raise AssertionError(f"{question.label}: {found} rows instead of {question.rows}")
        median, p95 = _times(partial(question.ask, store), store.forget)
        lines.append(f"| {question.label} | {_number(found)} | {median:.1f} | {p95:.1f} |")
    return lines


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--month-years", type=int, default=0)
    print(run(replace(NATIONAL, month_years=asked.parse_args().month_years)))
