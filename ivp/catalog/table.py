"""Reading one file of the catalog: semicolon-separated, UTF-8, as Dutch Excel opens and saves it.

Row numbers are those that Excel shows, so that a message leads straight to the cell: comment lines and empty
lines count, and a cell with a line break in it is still one row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ivp.catalog.file_kinds import AS_CSV, other_than_text
from ivp.errors import UserError

_COMMENT = "#"
MOST_PROBLEMS = 200
"""After so many there is no use in looking further: the same thing is wrong everywhere."""


@dataclass(frozen=True)
class Problem:
    """One mistake: in which file and row (None: the file as a whole), what is wrong and what to do.

    `column` is the column it is about, where it is about one.
    """

    file: str
    row: int | None
    what: str
    remedy: str
    column: str = ""

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, regel {self.row}"
        return f"{place}: {self.what}; {self.remedy}"


class CatalogError(UserError):
    """The catalog cannot be used; the message has one Dutch line for each of `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Row:
    """The cells of one row by column name, stripped; `number` is its row in Excel."""

    number: int
    cells: dict[str, str]


def did_you_mean(text: str, options: Iterable[str]) -> str:
    """' (bedoelt u ‘geweld’?)' for the option most like `text`; empty when none comes close."""
    near = get_close_matches(text, sorted(options), n=1)
    return f" (bedoelt u ‘{near[0]}’?)" if near else ""


def is_comment(cells: Sequence[str]) -> bool:
    """Whether a line only explains: it begins with #, or it is empty."""
    return not any(cell.strip() for cell in cells) or cells[0].strip().startswith(_COMMENT)


def split_records(text: str) -> Iterator[tuple[str, list[str]]]:
    """(the text as it stands, its cells) of every record, comments and empty lines too; raises `csv.Error`."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    for cells in csv.reader(lines(), delimiter=";", strict=True):
        yield "".join(taken), cells
        taken.clear()


def read_rows(
    path: Path,
    required: Iterable[str],
    optional: Iterable[str],
    problems: list[Problem],
    raw: bytes | None = None,
) -> tuple[Row, ...] | None:
    """The rows under the header; None when the file as a whole cannot be read.

    Every mistake is added to `problems`. Columns in `optional` may be left out of the file. With `raw` those
    bytes are read as if they were the file.
    """
    raw = _bytes(path, problems) if raw is None else raw
    text = None if raw is None else _text(path.name, raw, problems)
    records = None if text is None else _records(path.name, text, problems)
    if records is None:
        return None
    header = next(records, None)
    if header is None:
        problems.append(Problem(path.name, 1, "het bestand is leeg", "zet de kopregel en de gegevens terug"))
        return None
    columns = _columns(path.name, header, set(required), set(optional), problems)
    if columns is None:
        return None
    return tuple(_row(path.name, number, cells, columns, problems) for number, cells in records)


def _bytes(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        remedy = "zet het terug in de map met gegevens"
        problems.append(Problem(path.name, None, "het bestand ontbreekt", remedy))
    except OSError:
        remedy = "controleer de rechten op het bestand"
        problems.append(Problem(path.name, None, "het bestand is niet te lezen", remedy))
    return None


def _text(name: str, raw: bytes, problems: list[Problem]) -> str | None:
    if found := other_than_text(raw):
        problems.append(Problem(name, None, *found))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(name, row, "de tekens zijn niet leesbaar als UTF-8", AS_CSV))
        return None


def _records(name: str, text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]] | None:
    """(row number, cells) of every row that is not empty and not a comment."""
    found = []
    number = 0
    try:
        for number, (_, cells) in enumerate(split_records(text), start=1):
            if not is_comment(cells):
                found.append((number, [cell.strip() for cell in cells]))
    except csv.Error:
        what = "een aanhalingsteken is niet goed gesloten"
        problems.append(Problem(name, number + 1, what, "zet aan beide kanten van de tekst één aanhalingsteken"))
        return None
    return iter(found)


def _columns(
    name: str, header: tuple[int, list[str]], required: set[str], optional: set[str], problems: list[Problem]
) -> list[str] | None:
    """The column names in file order; None when they are not what they should be."""
    number, columns = header
    while columns and not columns[-1]:  # Excel writes empty cells behind a shorter row
        columns.pop()
    if len(columns) == 1 and any(separator in columns[0] for separator in ",\t|"):
        what = "de velden zijn niet met een puntkomma gescheiden"
        problems.append(Problem(name, number, what, AS_CSV))
        return None
    before = len(problems)
    allowed = required | optional
    for column in sorted(required - set(columns)):
        remedy = "voeg deze kolom toe aan de kopregel"
        problems.append(Problem(name, number, f"kolom ‘{column}’ ontbreekt", remedy))
    for place, column in enumerate(columns):
        if column not in allowed:
            remedy = f"haal deze kolom weg of verbeter de naam{did_you_mean(column, allowed)}"
            problems.append(Problem(name, number, f"kolom ‘{column}’ is niet bekend", remedy))
        elif column in columns[:place]:
            problems.append(Problem(name, number, f"kolom ‘{column}’ staat er twee keer", "haal er één weg"))
    return columns if len(problems) == before else None


def _row(name: str, number: int, cells: list[str], columns: list[str], problems: list[Problem]) -> Row:
    if any(cells[len(columns) :]):
        what = f"de regel heeft meer dan {len(columns)} velden"
        problems.append(Problem(name, number, what, "zet tekst met een puntkomma erin tussen aanhalingstekens"))
    padded = cells + [""] * (len(columns) - len(cells))
    return Row(number, dict(zip(columns, padded, strict=False)))
