"""Which figures there are: per file how old they are and where they came from, and what the last refresh did."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ivp import snapshot
from ivp.pulls import own_files, report
from ivp.pulls.active import EMBEDDED, STAMP_FORMAT, active, history
from ivp.snapshot import DatasetFile
from ivp.wording.numbers import count_cases, number
from ivp.wording.periods import date_text

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
    """A line on the figures in use and those that are kept, what the last refresh did, and a table of at most `WIDTH`
    columns.
    """
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
            f"{date_text(row.retrieved, short=True)}\n{row.age} {'dag' if row.age == 1 else 'dagen'}",
            date_text(row.modified, short=True) if row.modified else "",
            row.kind,
        )
        table.add_row(*(Text(cell) for cell in cells))
    text = StringIO()
    Console(file=text, width=WIDTH, color_system=None, force_terminal=False).print(table)
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return "\n".join([_in_use(data), *_last_refresh(data), "", *lines])


def _titled(row: Row) -> str:
    """The title, with the name of the file where that is not the name of the source."""
    stem = Path(row.file).stem
    return row.title if stem == row.source else f"{row.title} [{stem}]"


def used(stamp: str) -> str:
    """'de verversing van 24 november 2026 om 6.00 uur (2026-11-24T060000)', or the embedded figures."""
    if not stamp:
        return "de meegeleverde cijfers"
    return f"de verversing van {report.moment_text(datetime.strptime(stamp, STAMP_FORMAT))} ({stamp})"


def _in_use(data: Path) -> str:
    now = active(data)
    files = [*now.snapshot.glob("*"), *now.geo.glob("*")]
    size = number(sum(file.stat().st_size for file in files) / 1e6, 1)
    rows = count_cases(sum(entry.rows for entry in snapshot.read_manifest(now.snapshot).files), "cijfers")
    kept = [used(other) for other in history(data) if other != now.stamp]
    others = f"Ook bewaard: {', '.join(kept)}." if kept else "Er is geen andere verversing bewaard."
    return f"In gebruik: {used(now.stamp)}: {rows}, {size} MB. {others}"


def _last_refresh(data: Path) -> list[str]:
    """What the last refresh did, and the tables that a steward must look at."""
    last = report.last(data)
    return (
        [f"Laatste verversing: {last.summary}.", *(f"- {line}" for line in report.lines(last.tables))] if last else []
    )


def as_json(data: Path, today: date | None = None) -> str:
    """The same for a machine: `in_use` (a stamp, or 'meegeleverd'), `kept` (stamps, newest first), `files`, and
    `last_refresh` (None when there was none).
    """
    last = report.last(data)
    told = {
        "in_use": active(data).stamp or EMBEDDED,
        "kept": history(data),
        "files": [asdict(row) for row in rows(data, today)],
        "last_refresh": last.model_dump(mode="json") if last else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)
