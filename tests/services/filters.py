"""The part of the filter language that the OData v3 services of CBS understand; anything else is a ValueError.

`eq ge le gt lt`, `and`, `or`, brackets, `substringof('x',F)`, `startswith(F,'x')`, `substring(F,2,4) eq 'x'`, and
`tolower(F)` around a field. Texts are compared as they stand: a code without its blanks is another code.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

_TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|([A-Za-z_]\w*)|(\d+)|([(),]))")
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "eq": operator.eq,
    "ge": operator.ge,
    "le": operator.le,
    "gt": operator.gt,
    "lt": operator.lt,
}


@dataclass(frozen=True)
class Condition:
    """A test on the text of one field."""

    field: str
    holds: Callable[[str], bool]


@dataclass(frozen=True)
class Every:
    """Holds when all (`every`) or any of its parts hold."""

    parts: tuple[Node, ...]
    every: bool


Node = Condition | Every
Box = dict[str, np.ndarray]
"""Per field which of its codes are kept; a field that is not named keeps all."""


def holds(node: Node, row: dict[str, str]) -> bool:
    """Whether one row is kept; ValueError for a field that it does not have."""
    if isinstance(node, Every):
        return (all if node.every else any)(holds(part, row) for part in node.parts)
    if node.field not in row:
        raise ValueError(f"no property {node.field}")
    return node.holds(row[node.field])


def boxes(node: Node, codes: Mapping[str, Sequence[str]]) -> list[Box]:
    """The combinations of `codes` (by field) that are kept, as a union of boxes, which may overlap."""
    if isinstance(node, Condition):
        if node.field not in codes:
            raise ValueError(f"cannot filter on {node.field}")
        return [{node.field: np.array([node.holds(code) for code in codes[node.field]], dtype=bool)}]
    parts = [boxes(part, codes) for part in node.parts]
    if node.every:
        return reduce(lambda left, right: [_both(one, other) for one in left for other in right], parts)
    return _united([box for part in parts for box in part])


def _both(one: Box, other: Box) -> Box:
    return {**one, **{name: mask & one[name] if name in one else mask for name, mask in other.items()}}


def _united(found: list[Box]) -> list[Box]:
    """Boxes on the same single field are one box: a list of codes, or-ed, stays a list of codes."""
    single: Box = {}
    rest = []
    for box in found:
        if len(box) == 1:
            name, mask = next(iter(box.items()))
            single[name] = single[name] | mask if name in single else mask
        else:
            rest.append(box)
    return [*({name: mask} for name, mask in single.items()), *rest]


def parse(text: str) -> Node:
    """The filter as a tree."""
    reader = _Reader(text)
    node = reader.either()
    if reader.left:
        raise ValueError(f"syntax error at '{reader.left[0][1]}' in '{text}'")
    return node


class _Reader:
    """Reads tokens (kind, text) from left to right; kinds are text, name, number and mark."""

    def __init__(self, text: str) -> None:
        self.left: list[tuple[str, str]] = []
        place, text = 0, text.strip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if not found:
                raise ValueError(f"syntax error at position {place} in '{text}'")
            kind = ("text", "name", "number", "mark")[found.lastindex - 1 if found.lastindex else 0]
            self.left.append((kind, str(found[found.lastindex or 1]).replace("''", "'")))
            place = found.end()
        self.left.reverse()

    def next(self, *wanted: str) -> str:
        """The next token, which must be one of these texts or kinds."""
        kind, text = self.left.pop() if self.left else ("end", "end of filter")
        if kind not in wanted and (kind == "text" or text not in wanted):
            raise ValueError(f"syntax error: '{text}' instead of {' or '.join(wanted)}")
        return text

    def sees(self, text: str) -> bool:
        return bool(self.left) and self.left[-1] in (("name", text), ("mark", text))

    def either(self) -> Node:
        return self._joined("or", lambda: self._joined("and", self.one, True), False)

    def _joined(self, word: str, part: Callable[[], Node], every: bool) -> Node:
        parts = [part()]
        while self.sees(word):
            self.next(word)
            parts.append(part())
        return Every(tuple(parts), every) if len(parts) > 1 else parts[0]

    def one(self) -> Node:
        if self.sees("("):
            self.next("(")
            node = self.either()
            self.next(")")
            return node
        if self.sees("substringof"):
            self._open("substringof")
            part = self.next("text")
            self.next(",")
            field, change = self.field()
            self.next(")")
            return Condition(field, lambda text: part in change(text))
        if self.sees("startswith"):
            self._open("startswith")
            field, change = self.field()
            self.next(",")
            part = self.next("text")
            self.next(")")
            return Condition(field, lambda text: change(text).startswith(part))
        return self._compared()

    def _compared(self) -> Node:
        field, change = self._piece() if self.sees("substring") else self.field()
        compare, value = _COMPARE[self.next(*_COMPARE)], self.next("text")
        return Condition(field, lambda text: compare(change(text), value))

    def _piece(self) -> tuple[str, Callable[[str], str]]:
        self._open("substring")
        field, change = self.field()
        self.next(",")
        start = int(self.next("number"))
        self.next(",")
        end = start + int(self.next("number"))
        self.next(")")
        return field, lambda text: change(text)[start:end]

    def field(self) -> tuple[str, Callable[[str], str]]:
        """A field, or tolower() of one, with what that does to its text."""
        if not self.sees("tolower"):
            return self.next("name"), str
        self._open("tolower")
        field = self.next("name")
        self.next(")")
        return field, str.lower

    def _open(self, function: str) -> None:
        self.next(function)
        self.next("(")
