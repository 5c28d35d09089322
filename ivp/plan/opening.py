"""Opening a workbook that somebody sends: what it may cost is settled before it is read, and rows come one by one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from ivp.catalog.file_kinds import refuse_other_than_workbook
from ivp.errors import UserError

MOST_COLUMNS = 40
_MOST_BYTES = 16 * 1024 * 1024  # unpacked; a plan of hundreds of rows is a hundredth of this
_CELLS, _BOOK, _REST = "cells", "book", "rest"
_MOST_TAGS = {_CELLS: 120_000, _BOOK: 1_500, _REST: 12_000}
"""By kind of part: so many take about a second to read. A plan has some ten thousand in its cells and texts."""
_MOST_PARTS = 2_000
_READ = (".xml", ".rels")  # pictures are never unpacked
_PIECE = 1024 * 1024

Row = tuple[Any, ...]
"""The cells of one row, from column A."""


def open_workbook(raw: bytes, name: str) -> Any:
    """The workbook, to be read as a stream.

    Raises `UserError` for a file that is no XLSX (with the remedy for what it is), and for one that is too large.
    """
    refuse_other_than_workbook(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _refuse_too_large(archive, name)
        return load_workbook(io.BytesIO(raw), read_only=True)
    except UserError:
        raise
    except Exception as error:  # a damaged file fails in many ways inside the library
        raise _unreadable(name) from error


def filled_rows(sheet: Any, name: str) -> Iterator[tuple[int, Row]]:
    """(number in Excel, cells) of every row with something in it, up to one column more than may be used.

    Rows that the file lacks cost nothing, however many; `_MOST_TAGS` bounds those that it has. Raises `UserError`
    when the sheet is damaged.
    """
    sheet.reset_dimensions()  # what the file says about its size is not always true
    empty: Row | None = None
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
            if cells is empty:  # the one row that stands for all that the file lacks
                continue
            if all(cell is EMPTY_CELL or cell.value is None for cell in cells):
                empty = cells
                continue
            yield number, cells
    except (UserError, GeneratorExit):
        raise
    except Exception as error:
        raise _unreadable(name) from error


def _refuse_too_large(archive: zipfile.ZipFile, name: str) -> None:
    parts = [part for part in archive.infolist() if part.filename.lower().endswith(_READ)]
    size = sum(part.file_size for part in parts)
    if len(archive.infolist()) > _MOST_PARTS or size > _MOST_BYTES:
        raise _too_large(name)
    room = dict(_MOST_TAGS)
    for part in parts:
        kind = _kind(part.filename)
        for piece in _pieces(archive, part):
            room[kind] -= piece.count(b"<")
            if b"<!ENTITY" in piece:
                raise _unreadable(name)
            if room[kind] < 0:
                raise _too_large(name) if kind == _CELLS else _too_styled(name)


def _kind(part: str) -> str:
    name = part.lower().lstrip("/")
    if name.startswith(("xl/worksheets/", "xl/sharedstrings")):
        return _CELLS
    return _BOOK if name == "xl/workbook.xml" else _REST


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _too_large(name: str) -> UserError:
    return UserError(
        f"{name} is te groot om in te lezen: er zijn te veel cellen met inhoud of opmaak. Haal in Excel de lege rijen "
        "onder en de lege kolommen naast elke tabel weg (selecteer ze en kies Verwijderen), of verdeel de regels over "
        "meer bestanden."
    )


def _too_styled(name: str) -> UserError:
    return UserError(
        f"{name} is te groot om in te lezen: er zijn te veel stijlen, namen of bladen. Kopieer de tabellen als waarden "
        "naar een nieuw werkboek, en lees dat in."
    )


def _unreadable(name: str) -> UserError:
    return UserError(
        f"{name} is geen leesbaar Excel-bestand: het is beschadigd; open het in Excel en bewaar het opnieuw."
    )
