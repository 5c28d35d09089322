"""A table as a table of PowerPoint, with widths by what is in it."""

from __future__ import annotations

import math
from typing import Any

from ivp.export.document import TextColumn, text_columns, widths
from ivp.export.pptx_template import Box, write_text
from ivp.export.text import plain
from ivp.figures.table import Table

_INCH, _POINT = 914_400, 12_700
_LEAST = 10.0  # points
_CHARACTER = 0.54  # width as a share of the size: the mean
_WIDE_CHARACTER = 0.72  # and of a code in capitals, also in the wide letter that LibreOffice takes for a missing one
_MOST = 12  # rows on a slide
Pptx = Any  # python-pptx has types for a part only


def draw_table(slide: Pptx, table: Table, alt: str, place: Pptx, box: Box, most: float) -> None:
    """The table in the placeholder `place`, or at `box` where there is none, in letters of at most so many points.

    More rows than fit on a slide are left out, and the last row says so.
    """
    from pptx.shapes.placeholder import TablePlaceholder

    columns = text_columns(_cut(table))
    rows = len(columns[0].cells) + 1 if columns else 1
    if place is None:
        frame = slide.shapes.add_table(rows, max(len(columns), 1), *box)
    else:
        frame = TablePlaceholder(place._element, place._parent).insert_table(rows, max(len(columns), 1))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(alt))
    size, wide = _fitting(columns, box, most)
    made = frame.table
    for at, (column, width) in enumerate(zip(columns, wide, strict=True)):
        made.columns[at].width = width
        for row, text in enumerate((column.name, *column.cells)):
            _fill(made.cell(row, at), text, size, to_the_right=column.numeric and row > 0)
    for row in made.rows:
        row.height = min(int(size * 1.7 * _POINT), box.height // rows)


def _fitting(columns: list[TextColumn], box: Box, most: float) -> tuple[float, list[int]]:
    """The largest letter with which the rows fit in the height, and the widths of the columns with it."""
    size = most
    while True:
        wide = _widths(columns, box.width, size)
        across = [max(width - _INCH // 5, 1) / (size * _CHARACTER * _POINT) for width in wide]
        texts = zip(*((one.name, *one.cells) for one in columns), strict=True)
        lines = [max(math.ceil(len(text) / room) for text, room in zip(row, across, strict=True)) for row in texts]
        if size <= _LEAST or sum(lines) * size * 1.2 * _POINT + len(lines) * size * 0.5 * _POINT <= box.height:
            return size, wide
        size -= 1


def _cut(table: Table) -> Table:
    if len(table) <= _MOST:
        return table
    left = len(table) - _MOST + 1
    more: tuple[str, ...] = (f"en nog {left} rijen", *("" for _ in table.names[1:]))
    names, rows = table.names, [tuple("" if cell is None else cell for cell in row) for row in table.rows]
    return Table(names, (*table.rows[: _MOST - 1], more)) if rows else table


def _fill(cell: Pptx, text: str, size: float, *, to_the_right: bool) -> None:
    from pptx.enum.text import PP_ALIGN

    cell.margin_top = cell.margin_bottom = int(size * 0.2 * _POINT)
    write_text(cell.text_frame, [text], size)
    if to_the_right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _widths(columns: list[TextColumn], room: int, size: float) -> list[int]:
    """The widths in EMU, together as wide as the room."""
    made = widths(columns, room, size * _WIDE_CHARACTER * _POINT, _INCH // 4)
    return [int(width / sum(made) * room) for width in made]
