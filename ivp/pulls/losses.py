"""Figures that an import would leave empty: an empty cell in the place of a figure is a loss, and asks for consent."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.pulls.active import active
from ivp.pulls.own_files import KEYS
from ivp.snapshot import MANIFEST, NAMES_FILE
from ivp.wording.numbers import count_cases, number

_SHOWN = 5
_KNOWN = """
    SELECT DISTINCT b."table", b.code, b.measure, b.area, b.period
    FROM blank b JOIN read_parquet($files, union_by_name = true) p USING ("table", code, measure, area, period)
    WHERE p.value IS NOT NULL
    ORDER BY ALL
"""


def emptied(data: Path, frame: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The keys (`KEYS`) of empty cells in `frame` whose figure is known, among `own` figures or those in use.

    What is empty among the own figures already was consented to before.
    """
    blank = frame.loc[frame["value"].isna(), KEYS]
    if blank.empty:
        return blank
    held = blank.merge(own[[*KEYS, "value"]], on=KEYS, how="left", indicator=True)
    mine = held.loc[held["value"].notna(), KEYS]
    pulled = _in_use(data, held.loc[held["_merge"] == "left_only", KEYS])
    return pd.concat([mine, pulled]).sort_values(KEYS, ignore_index=True)


def _in_use(data: Path, blank: pd.DataFrame) -> pd.DataFrame:
    folder = active(data).snapshot
    if not (folder / MANIFEST).exists():
        return blank[:0]
    tables = set(blank["table"])
    entries = [entry for entry in snapshot.read_manifest(folder).files if entry.source in tables]
    files = [str(folder / e.file) for e in entries if e.file.endswith(".parquet") and e.file != NAMES_FILE]
    if not files:
        return blank[:0]
    with snapshot.in_little_memory() as connection:
        connection.register("blank", blank)
        found: pd.DataFrame = connection.execute(_KNOWN, {"files": files}).df()
    return found


def lines(lost: pd.DataFrame) -> tuple[str, ...]:
    """The losses in Dutch: how many, and the first of them."""
    if lost.empty:
        return ()
    first = [f"- {row.area}, {row.period}, {row.code}" for row in lost.head(_SHOWN).itertuples(index=False)]
    more = len(lost) - _SHOWN
    rest = [f"- … en nog {number(more)}"] if more > 0 else []
    what = f"Let op: lege cellen in dit bestand komen in de plaats van {count_cases(len(lost), 'cijfers')}:"
    return (what, *first, *rest)
