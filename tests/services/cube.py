"""Tables of the loopback services: dense cubes of synthetic figures, computed only where they are asked for.

Every combination of codes is a row, in the order of the columns with the last dimension fastest, and the number of a
row is its place. No figure here is about a real place, whatever the names say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

Values = Callable[[tuple[np.ndarray, ...]], np.ndarray]
"""Figures (NaN for an empty cell) at the places of each dimension."""
_FUNCTION = re.compile(r"^(substringof|startswith|substring)\(")


@dataclass
class Code:
    key: str
    title: str
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class Dimension:
    key: str
    kind: str
    title: str
    width: int
    codes: list[Code]

    def padded(self) -> list[str]:
        return [code.key.ljust(self.width) for code in self.codes]


@dataclass
class Topic:
    key: str
    title: str
    values: Values
    groups: tuple[str, ...] = ()
    default: str = "Missing"
    datatype: str = "Long"


@dataclass
class Table:
    id: str
    title: str
    dimensions: list[Dimension]
    topics: list[Topic]
    modified: str = "2026-11-15T02:00:00"

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(dimension.codes) for dimension in self.dimensions)

    @property
    def size(self) -> int:
        return prod(self.shape)

    def dimension(self, key: str) -> Dimension:
        return next(dimension for dimension in self.dimensions if dimension.key == key)

    def chosen(self, where: str) -> list[np.ndarray]:
        """Per dimension the places that the filter keeps; ValueError for what the service does not understand."""
        masks = [np.ones(n, dtype=bool) for n in self.shape]
        for part in _split(where, " and "):
            names = [d.key for d in self.dimensions if re.search(rf"\b{d.key}\b", part)]
            if not part:
                continue
            if len(names) != 1:
                raise ValueError(f"cannot filter on {part}")
            place = [d.key for d in self.dimensions].index(names[0])
            keys = self.dimensions[place].padded()
            masks[place] &= np.array([_holds(part, names[0], key) for key in keys])
        return [np.flatnonzero(mask) for mask in masks]

    def rows(self, where: str, select: Sequence[str], skip: int, most: int) -> tuple[list[dict[str, Any]], int]:
        """(rows from `skip` on, how many there are in all)."""
        chosen = self.chosen(where)
        lengths = tuple(len(places) for places in chosen)
        total = prod(lengths)
        flat = np.arange(skip, min(skip + most, total))
        if not len(flat):
            return [], total
        places = tuple(own[at] for own, at in zip(chosen, np.unravel_index(flat, lengths), strict=True))
        columns: dict[str, list[Any]] = {"ID": np.ravel_multi_index(places, self.shape).tolist()}
        for dimension, at in zip(self.dimensions, places, strict=True):
            keys = dimension.padded()
            columns[dimension.key] = [keys[i] for i in at]
        for topic in self.topics:
            if not select or topic.key in select:
                columns[topic.key] = [
                    None if v != v else int(v) if v == int(v) else v for v in topic.values(places).tolist()
                ]
        kept = [name for name in columns if not select or name in select]
        return [dict(zip(kept, row, strict=True)) for row in zip(*(columns[n] for n in kept), strict=True)], total

    def properties(self) -> list[dict[str, Any]]:
        """DataProperties: dimensions, groups of topics and topics, each with its number."""
        rows: list[dict[str, Any]] = []

        def add(kind: str, key: str, title: str, parent: int | None, **more: Any) -> int:
            rows.append({"odata.type": f"Cbs.OData.{kind}", "ID": len(rows), "Position": len(rows), "ParentID": parent,
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
            add("Topic", topic.key, topic.title, parent, Datatype=topic.datatype, Unit="aantal", Decimals=0,
                Default=topic.default)  # fmt: skip
        return rows


def _split(text: str, word: str) -> list[str]:
    """Parts between `word` outside brackets and quotes; outer brackets go."""
    text = _bare(text)
    parts, depth, quoted, start = [], 0, False, 0
    for i, character in enumerate(text):
        quoted ^= character == "'"
        depth += 0 if quoted else (character == "(") - (character == ")")
        if depth == 0 and not quoted and text.startswith(word, i):
            parts.append(text[start:i])
            start = i + len(word)
    parts.append(text[start:])
    return [inner for part in parts for inner in _split(part, word)] if len(parts) > 1 else [text]


def _bare(text: str) -> str:
    text = text.strip()
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for i, character in enumerate(text):
            depth += (character == "(") - (character == ")")
            if depth == 0 and i < len(text) - 1:
                return text
        text = text[1:-1].strip()
    return text


def _holds(part: str, name: str, key: str) -> bool:
    """Whether a condition on one dimension keeps this key."""
    alternatives = _split(part, " or ")
    if len(alternatives) > 1:
        return any(_holds(one, name, key) for one in alternatives)
    conditions = _split(part, " and ")
    if len(conditions) > 1:
        return all(_holds(one, name, key) for one in conditions)
    text = _bare(part)
    if found := re.fullmatch(rf"{name} (eq|ge|le|gt|lt) '([^']*)'", text):
        word, value = found.groups()
        return bool({"eq": key == value, "ge": key >= value, "le": key <= value, "gt": key > value,
                     "lt": key < value}[word])  # fmt: skip
    if found := re.fullmatch(rf"substringof\('([^']*)',\s*{name}\)", text):
        return found[1] in key
    if found := re.fullmatch(rf"startswith\({name},\s*'([^']*)'\)", text):
        return key.startswith(found[1])
    if found := re.fullmatch(rf"substring\({name},\s*(\d+),\s*(\d+)\) eq '([^']*)'", text):
        start, size = int(found[1]), int(found[2])
        return key[start : start + size] == found[3]
    raise ValueError(f"cannot filter on {text}")
