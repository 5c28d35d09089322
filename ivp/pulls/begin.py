"""A folder for another district: what is the same everywhere, empty files for what is not, and figures of all the land.

What stays of the figures are tables with nearly every municipality of the Netherlands, and those of the land alone;
figures of the own district and its wijken and buurten stay behind, and come for the new one with a refresh.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ivp import snapshot
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Level
from ivp.errors import UserError, why
from ivp.snapshot import NAMES_FILE, OBSERVATION_SCHEMA, Item, KeptFile, SnapshotParquet

SAME = (
    *("themes.csv", "indicators.csv", "subjects.csv", "sources.csv", "events.csv"),
    *("services.csv", "tables.csv", "topics.csv", "outlines.csv"),
)
"""Files that are the same for every district."""
COVERAGE = "coverage.csv"
OWN = ("areas.csv", "members.csv", "comparison.csv", COVERAGE)
"""Files of one district; the new folder gets their explanation and header, and of coverage.csv what is general."""
NEARLY_ALL = 300
"""A table with more municipalities than this is one of the whole country; there are 342, and long were more."""
_NOTE = "Cijfers van heel Nederland, overgenomen bij het begin. De eigen cijfers komen met verversen."
_TO_COME = "Nog geen grenzen en punten; die komen met verversen."


def begin(data: Path, target: Path, today: date) -> list[str]:
    """Make the folder `target` for another district from the folder `data`; the files that are to be filled in.

    Raises `UserError` when `target` is there already, cannot be written, or `data` has a mistake; then nothing is made.
    """
    ours = [area for area in load_catalog(data).areas if area.level not in (Level.LAND, Level.WIJK, Level.BUURT)]
    of_here = re.compile("|".join(re.escape(text) for area in ours for text in (area.name, area.code)), re.IGNORECASE)
    if target.exists():
        raise UserError(f"{target.name} bestaat al en blijft zoals het is; kies een andere naam.")
    aside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        (aside / "plan").mkdir(parents=True)
        files = _catalog(data, aside, of_here)
        with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as place:
            tables = list(_of_the_land(data / "snapshot", Path(place), of_here))
            snapshot.write(aside / "snapshot", tables, today, _NOTE)
        snapshot.write(aside / "geo", [], today, _TO_COME)
        aside.rename(target)
    except OSError as error:
        raise UserError(f"{target.name} kan niet worden gemaakt ({why(error)}); kies een andere plek.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return files


def _catalog(data: Path, target: Path, of_here: re.Pattern[str]) -> list[str]:
    """Write the CSV files; the names of those that are to be filled in."""
    for name in SAME:
        shutil.copyfile(data / name, target / name)
    own = [*OWN, *(f"plan/{file.name}" for file in sorted((data / "plan").glob("*.csv")))]
    for name in own:
        lines = (data / name).read_text(encoding="utf-8-sig").splitlines()
        kept = _general(lines, of_here) if name == COVERAGE else _explained(lines, of_here)
        (target / name).write_text("\n".join(kept) + "\n", encoding="utf-8-sig")
    return own


def _explained(lines: list[str], of_here: re.Pattern[str]) -> list[str]:
    """The explanation, without lines about one district, and the header."""
    told = [line for line in lines if line.startswith("#") and not of_here.search(line)]
    return [*told, next(line for line in lines if line and not line.startswith("#"))]


def _general(lines: list[str], of_here: re.Pattern[str]) -> list[str]:
    """All lines that are not about a single area."""
    return [line for line in lines if not of_here.search(line)]


def _of_the_land(folder: Path, aside: Path, of_here: re.Pattern[str]) -> Iterator[Item]:
    """The files of a snapshot with what is of the whole country; those that lose rows are written in `aside`."""
    for entry in snapshot.read_manifest(folder).files:
        frame = snapshot.read_table(folder, entry.file)
        kept = frame if entry.file == NAMES_FILE else _general_rows(frame)
        if len(kept) == len(frame):
            yield KeptFile(entry, folder / entry.file)
        elif len(kept):
            path = aside / entry.file
            pq.write_table(pa.Table.from_pandas(kept, schema=OBSERVATION_SCHEMA, preserve_index=False), path)
            note = ". ".join(part for part in entry.note.split(". ") if not of_here.search(part))
            about = entry.model_dump(exclude={"rows", "sha256", "note", "definition"})
            yield SnapshotParquet(**about, note=note, path=path, rows=len(kept))


def _general_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the land, its units and, where nearly all are there, its municipalities."""
    kinds = frame["area"].str[:2]
    everywhere = frame.loc[kinds == "GM", "area"].nunique() > NEARLY_ALL
    return frame[kinds.isin(["NL", "RE", *(["GM"] if everywhere else [])])]
