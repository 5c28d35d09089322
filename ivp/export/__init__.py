"""How a table or chart can be taken along: one exporter per kind of file, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ivp.figures.table import Table

if TYPE_CHECKING:
    from ivp.figures.chart import Chart

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


@dataclass(frozen=True, slots=True)
class Picture:
    """A kind of picture of a chart, made by `make` with its title, notes and source in it."""

    label: str
    suffix: str
    mime: str
    make: Callable[[Chart], bytes]


def _svg(chart: Chart) -> bytes:
    from ivp.export.svg import chart_svg

    return chart_svg(chart).encode()


def _png(chart: Chart) -> bytes:
    from ivp.export.svg import chart_png

    return chart_png(chart)


def pictures_of(chart: Chart) -> tuple[Picture, ...]:
    """The pictures that can be made of a chart: none of a matrix, which is a table."""
    if chart.kind == "matrix":
        return ()
    return Picture("SVG", "svg", "image/svg+xml", _svg), Picture("PNG", "png", "image/png", _png)
