"""Explanations that differ in a name and some figures, as words that are sent once and what differs per area.

Streamlit fills `{field}` in one template for all layers, from the object below the mouse. A form of words therefore
stands in it hidden, and an object has a field that shows the form that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from string import ascii_uppercase
from typing import TypeAlias

_FIGURE = re.compile(r"(\d(?:[\d.,]*\d)?)")
_SHOWN = "block"

Form: TypeAlias = tuple[str, ...]
"""The words around the name and the figures; one more than there are of those."""


@dataclass(frozen=True)
class Tips:
    """HTML with fields, and per explanation its fields; a field that is not there leaves its form hidden."""

    html: str
    fields: tuple[dict[str, str], ...]


def shared(tips: Sequence[str]) -> Tips | None:
    """The explanations as forms of words and fields; None when that is not shorter, or one has a brace of its own."""
    split = [_split(tip) for tip in tips]
    rows: dict[Form, list[list[str]]] = {}
    for form, values in split:
        rows.setdefault(form, []).append(values)
    if len(rows) > len(ascii_uppercase) or any(sign in tip for tip in tips for sign in "{}"):
        return None
    marks = dict(zip(rows, ascii_uppercase, strict=False))
    varying = {form: [len(set(column)) > 1 for column in zip(*same, strict=True)] for form, same in rows.items()}
    made = Tips(
        "".join(_hidden(mark, form, rows[form][0], varying[form]) for form, mark in marks.items()),
        tuple({marks[form]: _SHOWN} | _fields(values, varying[form]) for form, values in split),
    )
    return made if _length(made) < sum(map(len, tips)) else None


def _split(tip: str) -> tuple[Form, list[str]]:
    """The words, and between them the name (what stands before the colon) and every figure."""
    name, colon, rest = tip.partition(": ")
    words = _FIGURE.split(colon + rest)
    return ("", *words[::2]), [name, *words[1::2]]


def _fields(values: Sequence[str], varying: Sequence[bool]) -> dict[str, str]:
    return {str(at): value for at, (value, varies) in enumerate(zip(values, varying, strict=True)) if varies}


def _hidden(mark: str, form: Form, values: Sequence[str], varying: Sequence[bool]) -> str:
    """A form that `page.css` hides until an object has its mark: a browser passes over a `display` without meaning."""
    slots = [f"{{{at}}}" if varies else escape(values[at]) for at, varies in enumerate(varying)]
    words = "".join(word + slot for word, slot in zip(map(escape, form), [*slots, ""], strict=True))
    return f'<div style="display:{{{mark}}}">{words}</div>'


def _length(tips: Tips) -> int:
    quoted = len('"":"",')
    return len(tips.html) + sum(len(key) + len(text) + quoted for row in tips.fields for key, text in row.items())
