"""Tables of the loopback services: dense cubes of synthetic figures, computed only where they are asked for.

Every combination of codes is a row, in the order of the columns with the last dimension fastest, and the number of a
row is its place. No figure here is about a real place, whatever the names say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

import numpy as np

from tests.services import filters

Values = Callable[[tuple[np.ndarray, ...]], np.ndarray]
"""Figures (NaN or IMPOSSIBLE for an empty cell), or texts, at the places of each dimension as the table was made."""
IMPOSSIBLE = np.inf
"""An empty cell that cannot have a figure, such as of a municipality that is no more."""
Boxes = list[tuple[np.ndarray, ...]]
"""Chosen rows: a union of combinations of places, by dimension."""
_UNION_MOST = 3_000_000


@dataclass
class Code:
    """A code without its blanks; `place` is where it stood when the table was made, and so which figures it has."""

    key: str
    title: str
    more: dict[str, Any] = field(default_factory=dict)
    place: int | None = None


@dataclass
class Dimension:
    key: str
    kind: str
    title: str
    width: int
    codes: list[Code]
    groups: list[dict[str, Any]] = field(default_factory=list)
    """Its rows in CategoryGroups."""

    def padded(self) -> list[str]:
        return [code.key.ljust(self.width) for code in self.codes]

    def places(self) -> np.ndarray:
        return np.array([i if code.place is None else code.place for i, code in enumerate(self.codes)], dtype=np.int64)


@dataclass
class Topic:
    """A column. `default` says what an empty cell means: Missing, Impossible, or Zero (and then it arrives as 0)."""

    key: str
    title: str
    values: Values
    groups: tuple[str, ...] = ()
    default: str = "Missing"
    datatype: str = "Long"
    unit: str = "aantal"
    decimals: int = 0


@dataclass
class Table:
    """A table; what is in `dimensions` and `topics` may change while it is served, and figures stay with their code."""

    id: str
    title: str
    dimensions: list[Dimension]
    topics: list[Topic]
    modified: str = "2026-11-15T02:00:00"
    period: str = "2012-2026"
    frequency: str = "Permaand"

    def __post_init__(self) -> None:
        self.dimensions = [
            replace(one, codes=[replace(code, place=i) for i, code in enumerate(one.codes)]) for one in self.dimensions
        ]

    def fresh(self) -> Table:
        """The same table, of which dimensions, codes and topics can be changed without changing this one."""
        return replace(self, topics=[replace(topic) for topic in self.topics])

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(dimension.codes) for dimension in self.dimensions)

    @property
    def size(self) -> int:
        return prod(self.shape)

    @property
    def columns(self) -> list[str]:
        return ["ID", *(d.key for d in self.dimensions), *(t.key for t in self.topics)]

    def dimension(self, key: str) -> Dimension:
        return next(dimension for dimension in self.dimensions if dimension.key == key)

    def topic(self, key: str) -> Topic:
        return next(topic for topic in self.topics if topic.key == key)

    def rename(self, dimension: str, code: str, title: str) -> None:
        """Give a code another title, as 1.4.1 once got."""
        next(one for one in self.dimension(dimension).codes if one.key == code).title = title

    def drop(self, dimension: str, *codes: str) -> None:
        """Take codes out, as a municipality that merged; the others keep their figures."""
        one = self.dimension(dimension)
        one.codes = [code for code in one.codes if code.key not in codes]

    def shift(self, by: int = 1) -> None:
        """Move the numbers behind the names of all topics, as a new edition does."""
        for topic in self.topics:
            topic.key = re.sub(r"\d+$", lambda found: str(int(found[0]) + by), topic.key)

    def chosen(self, where: str) -> Boxes:
        """Boxes of places that the filter keeps, by dimension; ValueError for what the service does not understand."""
        every = {d.key: np.ones(len(d.codes), dtype=bool) for d in self.dimensions}
        found = [every]
        if where.strip():
            found = filters.boxes(filters.parse(where), {d.key: d.padded() for d in self.dimensions})
        return [tuple(np.flatnonzero(box.get(key, mask)) for key, mask in every.items()) for box in found]

    def count(self, boxes: Boxes) -> int:
        return prod(map(len, boxes[0])) if len(boxes) == 1 else len(self._union(boxes))

    def cells(self, boxes: Boxes, select: Sequence[str], start: int, stop: int) -> dict[str, np.ndarray]:
        """Columns of the chosen rows from `start` to `stop`: numbers of rows, codes and texts as objects, figures."""
        if len(boxes) == 1:
            flat = np.arange(start, max(stop, start))
            lengths = tuple(len(places) for places in boxes[0])
            places = tuple(own[at] for own, at in zip(boxes[0], np.unravel_index(flat, lengths), strict=True))
        else:
            places = tuple(np.unravel_index(self._union(boxes)[start:stop], self.shape))
        return self._columns(places, select)

    def _union(self, boxes: Boxes) -> np.ndarray:
        """Numbers of the rows in any of the boxes, in order."""
        if sum(prod(map(len, box)) for box in boxes) > _UNION_MOST:
            raise ValueError("The query takes too long")
        rows = [np.ravel_multi_index(np.ix_(*box), self.shape).ravel() for box in boxes]
        return np.unique(np.concatenate(rows)) if rows else np.array([], dtype=np.int64)

    def _columns(self, places: tuple[np.ndarray, ...], select: Sequence[str]) -> dict[str, np.ndarray]:
        wanted = set(select or self.columns)
        columns: dict[str, np.ndarray] = {}
        if "ID" in wanted:
            columns["ID"] = np.ravel_multi_index(places, self.shape)
        for dimension, at in zip(self.dimensions, places, strict=True):
            if dimension.key in wanted:
                columns[dimension.key] = np.array(dimension.padded(), dtype=object)[at]
        made = tuple(d.places()[at] for d, at in zip(self.dimensions, places, strict=True))
        for topic in self.topics:
            if topic.key in wanted:
                found = topic.values(made) if len(made[0]) else np.array([])
                if topic.default == "Zero" and found.dtype != object:
                    found = np.nan_to_num(found)
                columns[topic.key] = found
        return columns

    def properties(self) -> list[dict[str, Any]]:
        """DataProperties: dimensions, groups of topics and topics, each with its number."""
        rows: list[dict[str, Any]] = []

        def add(kind: str, key: str, title: str, parent: int | None, **more: Any) -> int:
            position = None if kind == "TopicGroup" else sum(row["Position"] is not None for row in rows)
            rows.append({"odata.type": f"Cbs.OData.{kind}", "ID": len(rows), "Position": position, "ParentID": parent,
                         "Type": kind, "Key": key, "Title": title, "Description": "", **more})  # fmt: skip
            return len(rows) - 1

        for dimension in self.dimensions:
            add(dimension.kind, dimension.key, dimension.title, None, MapYear=None, ReleasePolicy=False)
        groups: dict[tuple[str, ...], int] = {}
        for topic in self.topics:
            parent = None
            for depth in range(1, len(topic.groups) + 1):
                chain = topic.groups[:depth]
                if chain not in groups:
                    groups[chain] = add("TopicGroup", "", chain[-1], parent)
                parent = groups[chain]
            add("Topic", topic.key, topic.title, parent, Datatype=topic.datatype, Unit=topic.unit,
                Decimals=topic.decimals, Default=topic.default, PresentationType=None)  # fmt: skip
        return rows
