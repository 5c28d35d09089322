"""The rows of a filled-in template, from Excel or CSV, as text by column; what cannot be read becomes a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from ivp.catalog.dutch_numbers import Typed, unclear
from ivp.catalog.file_kinds import ZIP
from ivp.catalog.table import MOST_PROBLEMS, Problem, Row, did_you_mean, read_rows
from ivp.errors import UserError
from ivp.plan.opening import filled_rows, open_workbook
from ivp.plan.rows import to_text
from ivp.plan.sheets import value_of
from ivp.sources.templates import DECIMALS, FORMS, MONITOR, REGISTRATION, SHEET, Kind

UNREADABLE = "\x00"
"""Stands in a cell that was already reported."""
MOST_ROWS = 20_000
_MOST_BYTES = 8 * 1024 * 1024  # of a CSV file; twenty thousand figures take two
_TELLING: dict[str, Kind] = {"waarde": MONITOR, "aantal": REGISTRATION}
"""The column that only one of the templates has."""


@dataclass
class Filled:
    """A template with its rows. `place` is the sheet or file for messages, `labels` the column as the user sees it."""

    kind: Kind
    place: str
    rows: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, row: int | None, column: str, what: str, remedy: str) -> None:
        """Note a mistake in a cell."""
        self.problems.append(Problem(self.place, row, what, remedy, self.labels.get(column, column)))

    def ask_about(self, typed: Sequence[Typed]) -> None:
        """Note every number that was typed as text and can be two numbers."""
        for problem in unclear(self.place, typed, row="rij"):
            self.problem(problem.row, problem.column, problem.what, problem.remedy)


def is_template(columns: list[str]) -> bool:
    """Whether a header is (meant as) one of the templates."""
    names = {name.strip().casefold() for name in columns}
    return {"gebied", "indicator"} <= names or ("gebied" in names and bool(names & set(_TELLING)))


def read_filled(raw: bytes, name: str) -> Filled:
    """The rows of a template. Raises `UserError` for a file that is none, or too large; the rest is in `problems`."""
    return _from_workbook(raw, name) if raw.startswith(ZIP) else _from_csv(raw, name)


def _kind(columns: list[str], name: str) -> Kind:
    found = {kind for column, kind in _TELLING.items() if column in columns}
    if len(found) == 1:
        return found.pop()
    both = " of ".join(f"python -m ivp template {kind}" for kind in FORMS)
    raise UserError(
        f"{name} is geen sjabloon voor eigen cijfers: de kopregel moet ‘waarde’ of ‘aantal’ hebben, niet beide. "
        f"Maak een leeg sjabloon met {both}."
    )


def _from_csv(raw: bytes, name: str) -> Filled:
    if len(raw) > _MOST_BYTES:
        raise _too_many(name)
    first = next((line for line in raw.decode("utf-8-sig", "replace").splitlines() if _is_header(line)), "")
    header = [cell.strip().strip('"') for cell in first.split(";")]
    kind = _kind([cell.casefold() for cell in header], name)
    form, filled = FORMS[kind], Filled(kind, name)
    required = [column for column in form.columns if column not in form.optional]
    rows = read_rows(Path(name), required, form.optional, filled.problems, raw)
    filled.rows = list(rows or ())
    if len(filled.rows) > MOST_ROWS:
        raise _too_many(name)
    cells = ((row, column) for row in filled.rows for column in DECIMALS if row.cells.get(column))
    filled.ask_about([Typed(row.number, column, row.cells[column]) for row, column in cells])
    if rows is not None and not rows:
        filled.problem(None, "", "er staan geen cijfers onder de kopregel", "vul minstens één regel in")
    return filled


def _too_many(name: str) -> UserError:
    return UserError(f"{name} heeft meer dan {MOST_ROWS} regels; verdeel het over meer bestanden.")


def _is_header(line: str) -> bool:
    return bool(line.strip(" ;")) and not line.lstrip(' "').startswith("#")


def _from_workbook(raw: bytes, name: str) -> Filled:
    book = open_workbook(raw, name)
    if SHEET not in book.sheetnames and len(book.worksheets) != 1:
        raise UserError(f"In {name} ontbreekt het blad ‘{SHEET}’; geef het blad met de cijfers die naam.")
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    rows = filled_rows(sheet, name)
    number, head = next(rows, (0, ()))
    names = [to_text(cell.value).casefold() for cell in head] if number == 1 else []
    filled = Filled(_kind(names, name), f"blad {sheet.title}")
    names = _known(names, filled)
    if filled.problems:  # else every row would be wrong as well
        return filled
    typed: list[Typed] = []
    for number, cells in rows:
        if texts := _texts(number, names, cells, filled, typed):
            filled.rows.append(Row(number, texts))
        if len(filled.rows) > MOST_ROWS:
            raise _too_many(name)
        if len(filled.problems) > MOST_PROBLEMS:
            break
    filled.ask_about(typed)
    if not filled.rows and not filled.problems:
        filled.problem(None, "", "er staan geen cijfers onder de kopregel", "vul minstens één regel in")
    return filled


def _known(names: list[str], filled: Filled) -> list[str]:
    """The columns in order, '' for one without a name that can be used; also fills `labels`."""
    form = FORMS[filled.kind]
    known: list[str] = []
    for place, name in enumerate(names, start=1):
        label = f"{get_column_letter(place)} ({name})"
        if name and name not in form.columns:
            remedy = f"haal de kolom weg of verbeter de naam{did_you_mean(name, form.columns)}"
            filled.problem(1, label, "deze kolom is niet bekend", remedy)
        elif name in known and name:
            filled.problem(1, label, "deze kolom staat er twee keer", "haal er één weg")
        usable = name in form.columns and name not in known
        known.append(name if usable else "")
        if usable:
            filled.labels[name] = label
    for column in form.columns:
        if column not in known and column not in form.optional:
            filled.problem(1, "", f"kolom ‘{column}’ ontbreekt", "zet haar terug in de kopregel")
    return known


def _texts(
    number: int, names: list[str], cells: Sequence[Any], filled: Filled, typed: list[Typed]
) -> dict[str, str]:  # fmt: skip
    """The cells with something in them; numbers that were typed as text are added to `typed`."""
    texts: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if not name:
            continue
        try:
            text = _text(cell, name)
        except ValueError as error:
            filled.problem(number, name, str(error), "vul een waarde in")
            text = UNREADABLE
        if text:
            texts[name] = text
        if text and name in DECIMALS and isinstance(cell.value, str):
            typed.append(Typed(number, name, text))
    return texts


def _text(cell: Any, name: str) -> str:
    """A cell as text; a month that became a date as a month."""
    value = value_of(cell)
    if isinstance(value, datetime) and name == "maand" and value.day == 1:
        return f"{value:%Y-%m}"
    return to_text(value)
