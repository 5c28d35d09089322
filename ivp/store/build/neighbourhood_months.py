"""The monthly counts of wijken and buurten: from Parquet straight into a table of their own, never through arrays."""

from __future__ import annotations

from pathlib import Path

from ivp.store.build.work import Work

MEASURE = "misdrijven"


def load(work: Work, file: Path) -> int:
    """Fill the tables from a Parquet file in the layout of observations; gives the rows: one per area, type and month.

    Only the counts of months are taken. What does not fit in the memory of `work` is sorted on disk.
    """
    return int(work.rows("neighbourhood_months", file=str(file), measure=MEASURE)[0][0])
