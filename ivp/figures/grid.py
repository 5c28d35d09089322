"""What a matrix shows: typed columns, rows and cells, and the JSON that its component reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ivp.catalog.models import Level
from ivp.facts import Area
from ivp.figures.base import area_label
from ivp.figures.palette import Palette
from ivp.figures.plotting import Spec

AGAINST = "Ter vergelijking"
OUTSIDE = "outside"


@dataclass(frozen=True)
class Column:
    """One area of the matrix; `group` is the name of its basisteam, or its own full name; `block` stands above it."""

    area: str
    label: str
    group: str
    block: str
    level: Level

    @property
    def name(self) -> str:
        """Its name where it stands alone: two basisteams do not share one."""
        return self.group if self.level in (Level.BASISTEAM, Level.DISTRICT) else self.label

    def json(self) -> Spec:
        """`aggregate` says that the area is the sum of others."""
        return {"area": self.area, "label": self.label, "group": self.group, "aggregate": self.level != Level.GEMEENTE}


@dataclass(frozen=True)
class Cell:
    """One area on one row: its text, the sign of its movement, a mark where it is unusual among similar municipalities,
    the key of its fill with its tone, and the explanation. `OUTSIDE` as fill is a place where the row does not hold.
    """

    area: str
    text: str
    fill: str
    tone: str
    explain: str
    state: str = "value"
    sign: str = ""
    sign_label: str = ""
    mark: str = ""
    mark_label: str = ""
    italic: bool = False


@dataclass(frozen=True)
class Action:
    """Where a click on a row can lead: a page, and what the link says."""

    page: str
    label: str


@dataclass(frozen=True)
class Row:
    """One line with a cell per column; `kind` is 'priority' or empty, an `inner` line belongs to the one above it.

    `badge` stands beside the label; a line with `text` says that in place of its cells.
    """

    key: str
    label: str
    note: str
    actions: tuple[Action, ...]
    cells: tuple[Cell, ...]
    kind: str = ""
    inner: bool = False
    badge: str = ""
    text: str = ""

    def json(self) -> Spec:
        """Its fields, all the way down."""
        return vars(self) | {
            "actions": [dict(vars(action)) for action in self.actions],
            "cells": [dict(vars(cell)) for cell in self.cells],
        }


@dataclass(frozen=True)
class Fold:
    """What is put away under one line: the line, and what it opens."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Rows under a heading; the heading may be empty. `note` and `badge` stand behind it, `folds` under the rows."""

    label: str
    rows: tuple[Row, ...]
    note: str = ""
    badge: str = ""
    folds: tuple[Fold, ...] = ()

    def json(self) -> Spec:
        """Its fields, all the way down."""
        return vars(self) | {
            "rows": [row.json() for row in self.rows],
            "folds": [{"label": fold.label, "lines": list(fold.lines)} for fold in self.folds],
        }


@dataclass(frozen=True)
class Entry:
    """One line of the legend."""

    label: str
    fill: str = ""
    tone: str = ""


def matrix_columns(areas: Sequence[Area], wider: Sequence[Level] = (Level.EENHEID, Level.LAND)) -> list[Column]:
    """Per basisteam its gemeenten and the basisteam itself, then the district, and the `wider` levels.

    `areas` in display order. Gemeenten without a basisteam go before the rest.
    """
    gemeenten = [area for area in areas if area.level == Level.GEMEENTE]
    columns: list[Column] = []
    for team in (area for area in areas if area.level == Level.BASISTEAM):
        name = area_label(team)
        columns += [_column(area, area.name, name, name) for area in gemeenten if area.parent == team.code]
        columns.append(_column(team, "Basisteam", name, name))
    placed = {column.area for column in columns}
    columns += [_column(area, area.name, "Gemeenten", "Gemeenten") for area in gemeenten if area.code not in placed]
    for level in (Level.DISTRICT, *wider):
        for area in (area for area in areas if area.level == level):
            full = f"District {area.name}" if level == Level.DISTRICT else area.name
            columns.append(_column(area, area_label(area), full, AGAINST if wider else ""))
    return columns


def _column(area: Area, label: str, group: str, block: str) -> Column:
    return Column(area.code, label, group, block, area.level)


def matrix_spec(
    caption: str,
    columns: Sequence[Column],
    sections: Sequence[Section],
    legend: Sequence[Entry],
    palette: Palette,
    chosen: str = "",
) -> Spec:
    """The data of the component, as JSON; `chosen` is the code of the area whose column stands out."""
    blocks = groupby(columns, key=lambda column: column.block)
    return {
        "caption": caption,
        "columns": [column.json() for column in columns],
        "groups": [{"label": block, "span": len(list(members))} for block, members in blocks],
        "sections": [section.json() for section in sections],
        "legend": [dict(vars(entry)) for entry in legend],
        "tones": palette.tones(),
        "chosen": chosen,
    }
