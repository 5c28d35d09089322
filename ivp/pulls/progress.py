"""How a refresh tells what it does: bars for a person, lines or JSON for a scheduler, or nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any, Literal

from ivp.wording.numbers import number

Mode = Literal["rich", "stil", "json"]


class Progress:
    """Silent, and the base of the others."""

    def begin(self, table: str, rows: int) -> None:
        """A table starts; `rows` are to come (0: not known)."""

    def advance(self, rows: int) -> None:
        """So many rows of the table came in."""

    def end(self, outcome: str) -> None:
        """The table is done; `outcome` is one Dutch line."""

    def fail(self, table: str, outcome: str) -> None:
        """A table that did not come, whether it started or not; `outcome` is one Dutch line."""

    def say(self, text: str) -> None:
        """Something to know that is not about one table."""

    def close(self) -> None:
        """The refresh is over, well or not."""


class JsonLines(Progress):
    """One JSON object per event, for a scheduler's log: time, event, and what there is to say."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self.stream = stream or sys.stdout
        self.table, self.rows, self.start = "", 0, 0.0

    def _write(self, event: str, **fields: Any) -> None:
        line = {"time": datetime.now(UTC).isoformat(timespec="seconds"), "event": event, **fields}
        print(json.dumps(line, ensure_ascii=False), file=self.stream, flush=True)

    def begin(self, table: str, rows: int) -> None:
        self.table, self.rows, self.start = table, 0, time.monotonic()
        self._write("begin", table=table, rows_expected=rows)

    def advance(self, rows: int) -> None:
        self.rows += rows

    def end(self, outcome: str) -> None:
        seconds = round(time.monotonic() - self.start, 1)
        self._write("end", table=self.table, rows=self.rows, seconds=seconds, outcome=outcome)

    def fail(self, table: str, outcome: str) -> None:
        self._write("kept", table=table, outcome=outcome)

    def say(self, text: str) -> None:
        self._write("note", text=text)


class Bars(Progress):
    """A bar per table with rows, speed and time left."""

    def __init__(self) -> None:
        from rich import progress as rich_progress

        self.bars = rich_progress.Progress(
            rich_progress.TextColumn("{task.description:<34}"),
            rich_progress.BarColumn(bar_width=24),
            rich_progress.TextColumn("{task.fields[rows]:>20}"),
            rich_progress.TextColumn("{task.fields[speed]:>12}"),
            rich_progress.TimeRemainingColumn(compact=True),
        )
        self.task: Any = None
        self.table = ""
        self.bars.start()

    def begin(self, table: str, rows: int) -> None:
        self.table = table
        self.task = self.bars.add_task(table, total=rows or None, rows="", speed="")

    def advance(self, rows: int) -> None:
        task = next(task for task in self.bars.tasks if task.id == self.task)
        done, speed = int(task.completed) + rows, task.speed
        text = f"{number(done)} rijen"
        pace = f"{number(speed)}/s" if speed else ""
        self.bars.update(self.task, advance=rows, rows=text, speed=pace)

    def end(self, outcome: str) -> None:
        self.fail(self.table, outcome)

    def fail(self, table: str, outcome: str) -> None:
        for task in self.bars.tasks:
            self.bars.remove_task(task.id)
        self.bars.console.print(f"{table:<34} {outcome}", highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        self.bars.console.print(text, highlight=False, soft_wrap=True)

    def close(self) -> None:
        self.bars.stop()


@contextmanager
def progress(mode: Mode) -> Iterator[Progress]:
    """The progress of one refresh in this mode, closed afterwards."""
    made = {"rich": Bars, "json": JsonLines, "stil": Progress}[mode]()
    try:
        yield made
    finally:
        made.close()
