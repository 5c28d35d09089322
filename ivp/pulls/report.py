"""What the last refresh did, table by table: taken, unchanged, or kept as it was and why.

It stands beside the pulls, because a refresh that takes nothing has something to tell too. The web reads it with
`last`; the figures themselves and their dates stand in the manifest of the snapshot in use.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ivp.pulls.active import folder
from ivp.wording.numbers import count_cases, number
from ivp.wording.periods import date_text

FILE = "refresh.json"


class Outcome(StrEnum):
    """What became of a table."""

    TAKEN = "opgehaald"
    UNCHANGED = "ongewijzigd"
    KEPT = "behouden"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableReport(_Frozen):
    """One table: `source` is its id in sources.csv ('grenzen' for the outlines), `file` what it fills.

    `rows` are the figures that came in. `why` is a Dutch sentence or more: for a table that was kept what happened and
    what to do, for one that was taken what is different from what was expected. `since` is the day of the figures that
    were in use before (None: there were none). `address` is where the table was found.
    """

    source: str
    title: str
    file: str
    outcome: Outcome
    rows: int = 0
    why: str = ""
    since: date | None = None
    address: str = ""

    @property
    def line(self) -> str:
        """All of it for a data steward, as one Dutch line."""
        name = f"{self.title} ({self.source})"
        if self.outcome is Outcome.KEPT:
            until = f"de cijfers van {date_text(self.since)} blijven" if self.since else "er zijn nog geen cijfers"
            return f"{name}: niet ververst, {until}. {self.why}"
        done = count_cases(self.rows, "cijfers") if self.outcome is Outcome.TAKEN else "ongewijzigd"
        return f"{name}: {done}{'. ' + self.why if self.why else ''}"


class Report(_Frozen):
    """One refresh: when, the stamp of the pull that it made ('' for none), and every table that it asked."""

    at: datetime
    stamp: str = ""
    tables: tuple[TableReport, ...] = ()

    def of(self, outcome: Outcome) -> tuple[TableReport, ...]:
        """The tables with this outcome."""
        return tuple(table for table in self.tables if table.outcome is outcome)

    @property
    def code(self) -> int:
        """For who started it: 0 when every table is up to date, 3 when a part is, 1 when nothing is."""
        kept = len(self.of(Outcome.KEPT))
        return 0 if not kept else 1 if kept == len(self.tables) else 3

    @property
    def summary(self) -> str:
        """'24 november 2026 om 6.00 uur: 20 tabellen opgehaald, 3 ongewijzigd, 1 niet ververst'."""
        taken, same, kept = (len(self.of(outcome)) for outcome in Outcome)
        parts = [f"{count_cases(taken, 'tabellen')} opgehaald"]
        parts += [f"{number(same)} ongewijzigd"] if same else []
        parts += [f"{number(kept)} niet ververst"] if kept else []
        return f"{moment_text(self.at)}: {', '.join(parts)}"

    def undone(self, problem: str) -> Report:
        """The same refresh when its figures turned out not to be usable."""
        back = {"outcome": Outcome.KEPT, "why": f"De cijfers zijn niet bruikbaar. {problem}"}
        tables = (t.model_copy(update=back) if t.outcome is Outcome.TAKEN else t for t in self.tables)
        return self.model_copy(update={"stamp": "", "tables": tuple(tables)})


def moment_text(at: datetime) -> str:
    """'24 november 2026 om 6.00 uur'."""
    return f"{date_text(at.date())} om {at.hour}.{at.minute:02} uur"


def write(data: Path, report: Report) -> None:
    """Remember what the last refresh did. Without the rights to write it is not remembered, and nothing else fails."""
    place = folder(data)
    aside = place / f".{FILE}.{os.getpid()}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        aside.write_text(report.model_dump_json(indent=1), encoding="utf-8")
        aside.replace(place / FILE)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def last(data: Path) -> Report | None:
    """What the last refresh did; None when there was none, or it is not readable."""
    try:
        return Report.model_validate_json((folder(data) / FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def lines(tables: Sequence[TableReport]) -> list[str]:
    """What a steward must know of these tables: those that were kept, and those that are otherwise than expected."""
    kept = [table.line for table in tables if table.outcome is Outcome.KEPT]
    return [*kept, *(table.line for table in tables if table.outcome is Outcome.TAKEN and table.why)]
