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

_AT_THE_END = "bevolking_31_december"
_PEOPLE = ["bevolking_1_januari", _AT_THE_END]
"""Measures with inhabitants."""


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
    query = Path(__file__).with_name("newest_year.sql").read_text(encoding="utf-8")
    asked = {
        "files": [str(file) for file in files],
        "at_the_end": _AT_THE_END,
        "measures": _PEOPLE if people else [],
    }
    with snapshot.in_little_memory() as connection:
        row = connection.execute(query, asked).fetchone()
    return int(row[0]) if row and row[0] is not None else 0
