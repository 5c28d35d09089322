"""Figures that must agree go together or not at all.

Totals and kinds, months and years of a table come in one file, which is taken whole. Counts and inhabitants come from
different tables: when the inhabitants did not come in, counts of a year that has no inhabitants yet wait for them,
so that a new year never shows counts without a rate beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from ivp import snapshot
from ivp.catalog.models import Catalog, Statistic
from ivp.catalog.tables import Tables
from ivp.snapshot import SnapshotParquet

_PEOPLE = {"bevolking_1_januari": 0, "bevolking_31_december": 1}
"""Measures with inhabitants, and how many years later it is when they count."""
_NEWEST = """
    SELECT max(year) FROM (
        SELECT CAST(period[:4] AS INTEGER) + coalesce(map_extract_value($shift, measure), 0) AS year
        FROM read_parquet($files)
        WHERE area LIKE 'GM%' AND value IS NOT NULL AND ($people = list_contains(map_keys($shift), measure))
    )
"""


def waiting(
    items: Sequence[SnapshotParquet], failed: Collection[str], old: Path, catalog: Catalog, tables: Tables
) -> dict[str, str]:
    """Which of the new tables wait for inhabitants because those `failed` (sources), and why, by source."""
    people = {topic.source for topic in tables.topics if topic.measure in _PEOPLE}
    if not people & set(failed):
        return {}
    came = {item.source: item.path for item in items if item.source in people}
    kept = [old / e.file for e in snapshot.read_manifest(old).files if e.source in people - set(came)]
    last = _newest([*came.values(), *kept], people=True)
    counted = {i.source for i in catalog.indicators if i.statistic is Statistic.RATE}
    newest = {item.source: _newest([item.path], people=False) for item in items if item.source in counted}
    gone = " en ".join(sorted(people & set(failed)))
    return {
        source: f"Deze tabel wacht: van {year} zijn er nog geen inwoners, want {gone} kwam niet binnen. Ververs "
        "opnieuw als die er weer is; wat al is opgehaald, hoeft niet opnieuw."
        for source, year in newest.items()
        if year > last
    }


def _newest(files: Sequence[Path], people: bool) -> int:
    """The last year with a figure of a municipality: of inhabitants, or of anything else; 0 without any."""
    if not files:
        return 0
    asked = {"files": [str(file) for file in files], "shift": _PEOPLE, "people": people}
    with snapshot.in_little_memory() as connection:
        row = connection.execute(_NEWEST, asked).fetchone()
    return int(row[0]) if row and row[0] is not None else 0
