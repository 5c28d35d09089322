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
    """One area on one row: its text, the sign of its movement, the key of its fill with its tone, the explanation."""

    area: str
    text: str
    fill: str
    tone: str
    explain: str
    state: str = "value"
    sign: str = ""
    sign_label: str = ""
    italic: bool = False


@dataclass(frozen=True)
class Action:
    """Where a click on a row can lead: a page, and what the link says."""

    page: str
    label: str


@dataclass(frozen=True)
class Row:
    """One line with a cell per column; `kind` is 'priority' or empty, an `inner` line belongs to the one above it."""

    key: str
    label: str
    note: str
    actions: tuple[Action, ...]
    cells: tuple[Cell, ...]
    kind: str = ""
    inner: bool = False

    def json(self) -> Spec:
        """Its fields, all the way down."""
        return vars(self) | {
            "actions": [dict(vars(action)) for action in self.actions],
            "cells": [dict(vars(cell)) for cell in self.cells],
        }


@dataclass(frozen=True)
class Section:
    """Rows under a heading; the heading may be empty."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Entry:
    """One line of the legend."""

    label: str
    fill: str = ""
    tone: str = ""


def matrix_columns(areas: Sequence[Area]) -> list[Column]:
    """Per basisteam its gemeenten and the basisteam itself, then district, eenheid and land.

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
    for level in (Level.DISTRICT, Level.EENHEID, Level.LAND):
        for area in (area for area in areas if area.level == level):
            full = f"District {area.name}" if level == Level.DISTRICT else area.name
            columns.append(_column(area, area_label(area), full, AGAINST))
    return columns


def _column(area: Area, label: str, group: str, block: str) -> Column:
    return Column(area.code, label, group, block, area.level)


def matrix_spec(
    caption: str, columns: Sequence[Column], sections: Sequence[Section], legend: Sequence[Entry], palette: Palette
) -> Spec:
    """The data of the component, as JSON."""
    blocks = groupby(columns, key=lambda column: column.block)
    return {
        "caption": caption,
        "columns": [column.json() for column in columns],
        "groups": [{"label": block, "span": len(list(members))} for block, members in blocks],
        "sections": [{"label": section.label, "rows": [row.json() for row in section.rows]} for section in sections],
        "legend": [dict(vars(entry)) for entry in legend],
        "tones": palette.tones(),
    }
