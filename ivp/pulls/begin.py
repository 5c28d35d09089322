"""A folder for another district: what is the same everywhere, empty files for what is not, and figures of all the land.

What stays of the figures are tables with nearly every municipality of the Netherlands, and those of the land alone;
figures of the own district and its wijken and buurten stay behind, and come for the new one with a refresh.
"""

from __future__ import annotations

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
from ivp.errors import UserError
from ivp.snapshot import NAMES_FILE, OBSERVATION_SCHEMA, Item, KeptFile, SnapshotParquet

SAME = (
    *("themes.csv", "indicators.csv", "subjects.csv", "sources.csv", "events.csv"),
    *("services.csv", "tables.csv", "topics.csv", "outlines.csv"),
)
"""Files that are the same for every district."""
OWN = ("areas.csv", "members.csv", "comparison.csv", "coverage.csv")
"""Files of one district; the new folder gets their explanation and their header, and of coverage.csv what is general."""
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
    try:
        (target / "plan").mkdir(parents=True)
        for name in SAME:
            shutil.copyfile(data / name, target / name)
        plan = [f"plan/{file.name}" for file in sorted((data / "plan").glob("*.csv"))]
        for name in (*OWN, *plan):
            text = (data / name).read_text(encoding="utf-8-sig").splitlines()
            kept = _general(text, of_here) if name == "coverage.csv" else _explained(text, of_here)
            (target / name).write_text("\n".join(kept) + "\n", encoding="utf-8-sig")
        with tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-") as aside:
            tables = list(_of_the_land(data / "snapshot", Path(aside), of_here))
            snapshot.write(target / "snapshot", tables, today, _NOTE)
        snapshot.write(target / "geo", [], today, _TO_COME)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise UserError(f"{target.name} kan niet worden gemaakt ({error.strerror or error}); kies een andere plek.") from error
    return [*OWN, *plan]


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
