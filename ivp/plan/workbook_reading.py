"""The rows of a workbook as cells, with every sheet, column and cell that cannot be used as a problem."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ivp.catalog.load import columns_of
from ivp.catalog.load_plan import TABLES
from ivp.catalog.models import Model
from ivp.catalog.table import Problem, Row, did_you_mean
from ivp.errors import UserError
from ivp.plan.rows import to_text
from ivp.plan.sheets import HELP, SEEN, SHEETS, value_of

_LARGEST = 64 * 1024 * 1024  # unpacked; a workbook of a plan is a thousandth of this


@dataclass
class Read:
    """What a workbook holds; `seen` is how rows were when it was made, None when it does not say."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in SHEETS})
    letters: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[tuple[str, str], str] | None = None


def read_workbook(raw: bytes) -> Read:
    """Read an XLSX file. Raises `UserError` when it is none; everything smaller is in `problems`."""
    book = _open(raw)
    read = Read()
    known = {HELP, SEEN, *SHEETS.values()}
    for name in book.sheetnames:
        if name not in known:
            remedy = f"haal dit blad weg of verbeter de naam{did_you_mean(name, known)}"
            read.problems.append(Problem(name, None, "dit blad is niet bekend", remedy))
    for table, name in SHEETS.items():
        if name in book.sheetnames:
            _read_sheet(book[name], table, read)
        else:
            read.problems.append(
                Problem(name, None, "dit blad ontbreekt", "zet het terug, desnoods met alleen de kopregel")
            )
    if SEEN in book.sheetnames:
        rows = book[SEEN].iter_rows(min_row=2, max_col=3, values_only=True)
        read.seen = {(str(table), str(key)): str(state) for table, key, state in rows}
    return read


def _open(raw: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise UserError("Het werkboek is te groot; maak een nieuw met: python -m ivp plan export BESTAND.xlsx")
        return load_workbook(io.BytesIO(raw))
    except UserError:
        raise
    except Exception as error:  # a damaged file fails in many ways inside the library
        raise UserError("Dit is geen leesbaar Excel-bestand; bewaar het als .xlsx en probeer het nog eens.") from error


def _read_sheet(sheet: Worksheet, table: str, read: Read) -> None:
    names = _header(sheet, table, read)
    for number, cells in enumerate(sheet.iter_rows(min_row=2, max_col=len(names)), start=2):
        texts: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            try:
                text = to_text(value_of(cell))
            except ValueError as error:
                read.problems.append(Problem(sheet.title, number, str(error), "vul een waarde in", name))
                continue
            if name and text:
                texts[name] = text
        if texts:
            read.rows[table].append(Row(number, texts))


def _header(sheet: Worksheet, table: str, read: Read) -> list[str]:
    """The column names in order, '' for a column that cannot be used."""
    model: type[Model] = TABLES[table]
    names: list[str] = []
    for place, cell in enumerate(next(sheet.iter_rows(max_row=1), ()), start=1):
        name = to_text(cell.value)
        letter = get_column_letter(place)
        wrong = _wrong_name(sheet, name, letter, names, model)
        if wrong:
            read.problems.append(Problem(sheet.title, 1, *wrong))
        names.append("" if wrong else name)
        if not wrong:
            read.letters[sheet.title, name] = letter
    required, optional = columns_of(model)
    for name in (*required, *optional):
        if name not in names:
            read.problems.append(Problem(sheet.title, 1, f"kolom ‘{name}’ ontbreekt", "zet haar terug in de kopregel"))
    return names


def _wrong_name(
    sheet: Worksheet, name: str, letter: str, before: list[str], model: type[Model]
) -> tuple[str, str] | None:
    if not name:
        filled = any(cell.value is not None for cell in sheet[letter])
        return (f"kolom {letter} heeft geen naam", "haal de kolom weg of geef haar een naam") if filled else None
    if name not in model.model_fields:
        remedy = f"haal de kolom weg of verbeter de naam{did_you_mean(name, model.model_fields)}"
        return f"kolom {letter} (‘{name}’) is niet bekend", remedy
    if name in before:
        return f"kolom {letter} (‘{name}’) staat er twee keer", "haal er één weg"
    return None
