"""The monthly counts of wijken and buurten: from Parquet straight into a table of their own, never through a frame."""

from __future__ import annotations

from pathlib import Path

import duckdb

MEASURE = "misdrijven"
MEMORY = "160MB"
_DDL = Path(__file__).with_suffix(".sql")
_AREAS = """
    INSERT INTO neighbourhood_area
    SELECT row_number() OVER (ORDER BY gemeente, area), area, gemeente
    FROM (
        SELECT DISTINCT area, 'GM' || substr(area, 3, 4) AS gemeente
        FROM read_parquet($file) WHERE measure = $measure AND length(period) = 7
    )
    ORDER BY gemeente, area
"""
_CODES = """
    INSERT INTO neighbourhood_code
    SELECT row_number() OVER (ORDER BY code), code
    FROM (SELECT DISTINCT code FROM read_parquet($file) WHERE measure = $measure AND length(period) = 7)
    ORDER BY code
"""
_MONTHS = """
    INSERT INTO neighbourhood_month
    SELECT
        a.id,
        c.id,
        (substr(p.period, 1, 4)::SMALLINT - 2000) * 12 + substr(p.period, 6, 2)::SMALLINT - 1 AS month,
        p.value::INTEGER
    FROM read_parquet($file) p
    JOIN neighbourhood_area a ON a.area = p.area
    JOIN neighbourhood_code c ON c.code = p.code
    WHERE p.measure = $measure AND length(p.period) = 7
    ORDER BY a.id, c.id, month
"""


def load(connection: duckdb.DuckDBPyConnection, file: Path | None) -> int:
    """Make the tables of `neighbourhood_months.sql`, filled from a Parquet file in the layout of observations.

    Without a file they stay empty, so that their queries still work. Gives the number of rows: one per area, type
    and month. Only the counts of months are taken. Works within `MEMORY`: what does not fit is sorted on disk.
    """
    connection.execute(_DDL.read_text(encoding="utf-8"))
    if file is None:
        return 0
    connection.execute("SET enable_progress_bar = false")  # it would print between our own lines
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    try:
        for query in (_AREAS, _CODES, _MONTHS):
            connection.execute(query, {"file": str(file), "measure": MEASURE})
        connection.execute("CHECKPOINT")  # the rows leave the memory
    finally:
        connection.execute("RESET memory_limit")
    return _count(connection)


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT count(*) FROM neighbourhood_month").fetchone()
    return int(found[0]) if found else 0
