"""How a table can be taken along: one exporter per kind of file, in the order in which they are offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ivp.figures.table import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Make(Protocol):
    """Makes the file of a table, with its title, source line, the link to the view, the period and a note."""

    def __call__(self, table: Table, title: str, source_line: str, url: str, period: str, note: str = "") -> bytes: ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """A kind of file: what it is called on a button, the end of a file name, its media type and who makes it."""

    label: str
    suffix: str
    mime: str
    make: Make


def _csv(table: Table, title: str, source_line: str, url: str, period: str, note: str = "") -> bytes:
    from ivp.export.table_csv import table_csv  # these rooms are opened when somebody takes a file along

    return table_csv(table, title, source_line, url, period, note)


def _xlsx(table: Table, title: str, source_line: str, url: str, period: str, note: str = "") -> bytes:
    from ivp.export.xlsx import table_xlsx

    return table_xlsx(table, title, source_line, url, period, note)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("CSV", "csv", "text/csv", _csv),
    Exporter("Excel", "xlsx", XLSX, _xlsx),
)
