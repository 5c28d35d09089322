"""Which figures there are: per file how old they are and where they came from, as a table or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ivp import snapshot
from ivp.pulls import own_files
from ivp.pulls.active import EMBEDDED, active, history
from ivp.snapshot import DatasetFile
from ivp.wording.numbers import number

Kind = Literal["meegeleverd", "opgehaald", "eigen import"]
WIDTH = 100
_FETCHED: Kind = "opgehaald"
_GIVEN: Kind = "meegeleverd"


@dataclass(frozen=True)
class Row:
    """One file with figures: `age` in days since `retrieved`; `modified` as the source says it ('' if it did not)."""

    source: str
    title: str
    file: str
    age: int
    retrieved: date
    modified: str
    periods: str
    rows: int
    kind: Kind


def rows(data: Path, today: date | None = None) -> list[Row]:
    """Every file of the snapshot in use, and then of the figures imported by hand.

    Raises `UserError` (Dutch) when the snapshot in use or a manifest is missing or unreadable.
    """
    today = today or date.today()
    pulled = [
        _row(entry, _FETCHED if entry.origin.startswith(_FETCHED) else _GIVEN, today)
        for entry in snapshot.read_manifest(active(data).snapshot).files
    ]
    own = data / own_files.FOLDER
    if not own.exists():
        return pulled
    return [*pulled, *(_row(entry, "eigen import", today) for entry in snapshot.read_manifest(own).files)]


def _row(entry: DatasetFile, kind: Kind, today: date) -> Row:
    return Row(
        source=entry.source,
        title=entry.title,
        file=entry.file,
        age=(today - entry.retrieved).days,
        retrieved=entry.retrieved,
        modified=entry.modified,
        periods=entry.periods,
        rows=entry.rows,
        kind=kind,
    )


def as_text(data: Path, today: date | None = None) -> str:
    """A line on the figures in use and those that are kept, and a table of at most `WIDTH` columns."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
    for header, least in (("bron", 8), ("tabel", 18), ("perioden", 12)):
        table.add_column(header, overflow="fold", min_width=least)
    table.add_column("cijfers", justify="right", no_wrap=True)
    for header in ("opgehaald", "bij de bron", "soort"):
        table.add_column(header, no_wrap=True)
    for row in rows(data, today):
        cells = (
            row.source,
            _titled(row),
            row.periods,
            number(row.rows),
            f"{row.retrieved}\n{row.age} {'dag' if row.age == 1 else 'dagen'}",
            row.modified[:10],
            row.kind,
        )
        table.add_row(*(Text(cell) for cell in cells))
    text = StringIO()
    Console(file=text, width=WIDTH, color_system=None, force_terminal=False).print(table)
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return "\n".join([_in_use(data), "", *lines])


def _titled(row: Row) -> str:
    """The title, with the name of the file where that is not the name of the source."""
    stem = Path(row.file).stem
    return row.title if stem == row.source else f"{row.title} [{stem}]"


def _in_use(data: Path) -> str:
    stamp = active(data).stamp
    used = f"In gebruik: de verversing van {stamp}." if stamp else "In gebruik: de meegeleverde cijfers."
    others = [other for other in history(data) if other != stamp]
    if not others:
        return f"{used} Er is geen andere verversing bewaard."
    return f"{used} Ook bewaard: {', '.join(others)}."


def as_json(data: Path, today: date | None = None) -> str:
    """The same for a machine: `in_use` (a stamp, or 'meegeleverd'), `kept` (stamps, newest first), `files`."""
    told = {
        "in_use": active(data).stamp or EMBEDDED,
        "kept": history(data),
        "files": [asdict(row) for row in rows(data, today)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)
