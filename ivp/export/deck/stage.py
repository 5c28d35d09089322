"""The measures of a slide on a screen, in pixels of a slide that is 1280 wide; the screen scales all of it at once.

No letter is smaller than `TEXT`. A drawing has letters of 12 pixels and is enlarged to that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ivp.export.document import TextColumn, text_columns, widths
from ivp.figures.plotting import SMALL
from ivp.figures.table import Table

TEXT = 20.0
SCALE = TEXT / SMALL
WIDTH, PAD = 1280.0, 48.0
ROOM = WIDTH - 2 * PAD  # across
FLAT, HIGH = 720.0, 960.0  # slides for a wide screen and for one of 4:3
_AROUND = 280.0  # title, subtitle, notes and foot
DRAWN = ROOM / SCALE
"""Width of a drawing in its own pixels."""
DRAWN_FLAT, DRAWN_HIGH = (FLAT - _AROUND) / SCALE, (HIGH - _AROUND) / SCALE
"""Its height on both slides."""
MAP_SHARE = 0.58
"""Of the width: the figures stand beside the map."""
_TABLE = FLAT - 216.0  # high: a table has no notes below it
_LINE, _CELL, _BESIDE, _CHARACTER = 26.0, 13.5, 24.0, 0.48
_MOST_ROWS = 10
STRIPS = 6
"""Indicators of a position chart."""
BULLET = 26.0
_BULLET_LINE, _BULLET_GAP = 34.0, 18.0


def parts(table: Table) -> Iterator[Table]:
    """The table in parts of about as many rows each, which fit on a slide; nothing for a table without rows."""
    columns = text_columns(table)
    heights = [_height(columns, at) for at in range(len(table))]
    for count in range(math.ceil(len(table) / _MOST_ROWS), len(table) + 1):
        cuts = list(pairwise(round(len(table) * at / count) for at in range(count + 1))) if count else []
        room = _TABLE - _height(columns)
        if count == len(table) or all(sum(heights[start:end]) <= room for start, end in cuts):
            yield from (Table(table.names, table.rows[start:end]) for start, end in cuts)
            return


def _height(columns: Sequence[TextColumn], row: int | None = None) -> float:
    """Of a row, or of the names of the columns."""
    wide = widths(columns, ROOM, TEXT * _CHARACTER, _BESIDE)
    texts = [one.name if row is None else one.cells[row] for one in columns]
    lines = max((_lines(text, width - _BESIDE, TEXT) for text, width in zip(texts, wide, strict=True)), default=1)
    return lines * _LINE + _CELL


def runs(sentences: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Sentences in parts that fit on a slide as bullets; at least one in each."""
    part: list[str] = []
    used = 0.0
    for sentence in sentences:
        high = _lines(sentence, ROOM - 40, BULLET) * _BULLET_LINE + _BULLET_GAP
        if part and used + high > _TABLE:
            yield tuple(part)
            part, used = [], 0.0
        part.append(sentence)
        used += high
    if part:
        yield tuple(part)


def _lines(text: str, width: float, size: float) -> int:
    return max(1, math.ceil(len(text) * size * _CHARACTER / max(width, size)))
