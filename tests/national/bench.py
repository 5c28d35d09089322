"""Time the build and the queries of a database of national size: `python -m ivp bench` prints the table."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ivp.store.build import build
from ivp.store.reader import Store
from tests.national.cube import write_country

REPEATS = 30


def _times(question: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    question()
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        question()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), sorted(taken)[int(0.95 * REPEATS)]


def run() -> str:
    """Build the synthetic country in a temporary folder, query it, and return a table in Markdown."""
    folder = Path(tempfile.mkdtemp(prefix="veiligheidsbeeld-"))
    try:
        rows = write_country(folder / "data")
        target = folder / "national.duckdb"
        start = time.perf_counter()
        build(folder / "data", target)
        took = time.perf_counter() - start
        store = Store(target)
        questions: dict[str, Callable[[], object]] = {
            "matrix: 25 indicatoren": lambda: store.matrix(
                [f"47013ned-1-{i}" for i in range(25)], levels=["gemeente"], reference_level="district"
            ),
            "kaart: 342 gemeenten, een jaar": lambda: store.facts(
                ["47013ned-1-3"], levels=["gemeente"], periods=["2024"], reference_level="land"
            ),
            "kaart: 18.000 buurten, een jaar": lambda: store.facts(
                ["47022ned-0-0-0"], levels=["buurt"], periods=["2024"]
            ),
            "trend: een gemeente, 14 jaar": lambda: store.facts(["47013ned-1-3"], areas=["GM0007"]),
            "profiel: een gemeente, 59 soorten": lambda: store.facts(
                [f"47013ned-1-{i}" for i in range(59)], areas=["GM0007"], periods=["2025"]
            ),
        }
        lines = [
            f"{rows:,} rijen; gebouwd in {took:.1f} s; {target.stat().st_size / 1e6:.0f} MB",
            "",
            "| vraag | mediaan (ms) | p95 (ms) |",
            "|---|---|---|",
        ]
        for name, question in questions.items():
            median, p95 = _times(question)
            lines.append(f"| {name} | {median:.1f} | {p95:.1f} |")
        store.close()
        return "\n".join(lines)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
