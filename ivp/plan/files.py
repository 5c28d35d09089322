"""One table of the plan as the file it is: rows can be changed while every other line stays as it was written."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ivp.catalog.load import columns_of
from ivp.catalog.load_plan import FOLDER, TABLES
from ivp.catalog.table import CatalogError, Problem, is_comment, read_rows, split_records
from ivp.errors import UserError
from ivp.plan.rows import Cells, key_of

_BOM = b"\xef\xbb\xbf"


def path_of(folder: Path, table: str) -> Path:
    """The file of a table; `folder` is the data folder."""
    return folder / FOLDER / f"{table}.csv"


@dataclass(frozen=True)
class Line:
    """A record as it stands in the file; `cells` are None for comments and empty lines."""

    raw: str
    cells: Cells | None


@dataclass(frozen=True)
class Document:
    """A file: everything up to and with the header, and the lines below it."""

    table: str
    columns: tuple[str, ...]
    head: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def help(self) -> tuple[str, ...]:
        """The comment lines above the header, without their # and what Excel put around them."""
        texts = (raw.strip().strip(";").strip('"').lstrip("#").strip() for raw in self.head[:-1])
        return tuple(text for text in texts if text)

    @property
    def rows(self) -> tuple[Cells, ...]:
        """The cells of every row that are not empty, by column."""
        return tuple(line.cells for line in self.lines if line.cells is not None)

    def find(self, key: str) -> int | None:
        """The place of the row with this key among the rows."""
        keys = [key_of(self.table, cells) for cells in self.rows]
        return keys.index(key) if key in keys else None

    def put(self, cells: Cells, place: int | None = None) -> Document:
        """The document with the row at `place` replaced; without a place it is added at the end."""
        document = self._with_columns(cells)
        line = Line(document._raw(cells), cells)
        if place is None:
            return replace(document, lines=(*document.lines, line))
        at = self._line(place)
        return replace(document, lines=(*document.lines[:at], line, *document.lines[at + 1 :]))

    def insert(self, cells: Cells, place: int) -> Document:
        """The document with a row added before the row at `place`, or at the end when there are fewer."""
        if place >= len(self.rows):
            return self.put(cells)
        document, at = self._with_columns(cells), self._line(place)
        line = Line(document._raw(cells), cells)
        return replace(document, lines=(*document.lines[:at], line, *document.lines[at:]))

    def drop(self, place: int) -> Document:
        """The document without the row at `place`."""
        at = self._line(place)
        return replace(self, lines=(*self.lines[:at], *self.lines[at + 1 :]))

    def content(self) -> bytes:
        """The file: UTF-8 with BOM."""
        return _BOM + "".join([*self.head, *(line.raw for line in self.lines)]).encode("utf-8")

    def _line(self, place: int) -> int:
        return [at for at, line in enumerate(self.lines) if line.cells is not None][place]

    def _with_columns(self, cells: Cells) -> Document:
        """A column that the file leaves out is added to the header when a row needs it."""
        added = tuple(name for name in cells if name not in self.columns)
        if not added:
            return self
        columns = self.columns + added
        return replace(self, columns=columns, head=(*self.head[:-1], _record(columns, _newline(self.head[-1]))))

    def _raw(self, cells: Cells) -> str:
        values = [cells.get(name, "") for name in self.columns]
        if is_comment(values):
            first = next(iter(TABLES[self.table].model_fields))
            raise UserError(f"De kolom {first} moet vooraan staan in {self.table}.csv; zet haar daar.")
        return _record(values, _newline(self.head[-1]))


def read(path: Path, raw: bytes | None = None) -> Document:
    """The document of a table's file (of `raw` in its place, when given).

    Raises `CatalogError` when its lines or columns cannot be read; the cells themselves are not judged here.
    """
    table = path.stem
    problems: list[Problem] = []
    raw = raw if raw is not None else read_bytes(path)
    rows = read_rows(path, *columns_of(TABLES[table]), problems, raw)
    if rows is None or raw is None or problems:
        raise CatalogError(problems)
    cells = iter({name: _text(text) for name, text in row.cells.items() if text} for row in rows)
    head: list[str] = []
    lines: list[Line] = []
    columns: tuple[str, ...] = ()
    for record, values in split_records(raw.decode("utf-8-sig")):
        record = record if record.endswith(("\n", "\r")) else record + "\n"
        if columns:
            lines.append(Line(record, None if is_comment(values) else next(cells)))
        else:
            head.append(record)
            columns = () if is_comment(values) else tuple(rows[0].cells if rows else _names(values))
    return Document(table, columns, tuple(head), tuple(lines))


def lines_of(table: str, raw: bytes) -> Iterator[tuple[str, Cells | None]]:
    """Every record of a table's file as it stands (together they are `raw`), and of a row its cells.

    Raises like `read`.
    """
    document = read(Path(f"{table}.csv"), raw)
    cells = [*(None for _ in document.head), *(line.cells for line in document.lines)]
    mark = _BOM.decode() if raw.startswith(_BOM) else ""
    for (record, _), some in zip(split_records(raw.decode("utf-8-sig")), cells, strict=True):
        yield mark + record, some
        mark = ""


def read_bytes(path: Path) -> bytes | None:
    """The content of a file; None when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(f"{path.name} is niet te lezen; controleer de rechten op het bestand.") from error


def digest(raw: bytes | None) -> str:
    """sha256 (hex) of a content; empty for a file that does not exist."""
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def stage(path: Path, raw: bytes) -> Path:
    """Write the content beside the file, safely on disk; returns where. Only one writer at a time."""
    aside = path.with_name(f".{path.name}.new")
    with aside.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    return aside


def swap(aside: Path, path: Path) -> None:
    """Put a staged file in the place of the real one, in one step."""
    if path.exists():
        aside.chmod(path.stat().st_mode)
    aside.replace(path)
    sync_folder(path.parent)


def write(path: Path, raw: bytes) -> None:
    """Replace a file in one step: afterwards there is the old or the new content, never a part."""
    swap(stage(path, raw), path)


def sync_folder(folder: Path) -> None:
    """Make sure that a renamed or new file is found after a power cut; Windows has no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _record(values: Mapping[str, str] | list[str] | tuple[str, ...], newline: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator=newline).writerow(values)
    return out.getvalue()


def _newline(raw: str) -> str:
    return "\r\n" if raw.endswith("\r\n") else "\n"


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _names(values: list[str]) -> list[str]:
    names = [value.strip() for value in values]
    while names and not names[-1]:
        names.pop()
    return names
