"""The rows of a workbook as cells, with every sheet, column and cell that cannot be used as a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from ivp.catalog.dutch_numbers import Typed, unclear
from ivp.catalog.load import columns_of, kind_of
from ivp.catalog.load_plan import TABLES
from ivp.catalog.models import Model
from ivp.catalog.table import MOST_PROBLEMS, Problem, Row, did_you_mean
from ivp.errors import UserError
from ivp.plan.opening import MOST_COLUMNS, filled_rows, open_workbook
from ivp.plan.rows import cell_of, to_text
from ivp.plan.sheets import HELP, SEEN, SHEETS, value_of

NAME = "Het werkboek"
_MOST_ROWS = 5_000  # in one sheet


@dataclass
class Read:
    """What a workbook holds; `seen` is how rows were when it was made, None when it does not say."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in SHEETS})
    letters: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[tuple[str, str], str] | None = None


def read_workbook(raw: bytes) -> Read:
    """Read an XLSX file. Raises `UserError` when it is none or too large; everything smaller is in `problems`."""
    book = open_workbook(raw, NAME)
    read = Read()
    known = {HELP, SEEN, *SHEETS.values()}
    for name in book.sheetnames:
        if name not in known:
            remedy = f"haal dit blad weg of verbeter de naam{did_you_mean(name, known)}"
            read.problems.append(Problem(name, None, "dit blad is niet bekend", remedy))
    for table, name in SHEETS.items():
        if name in book.sheetnames:
            _Sheet(book[name], table, read).read_rows()
        else:
            read.problems.append(
                Problem(name, None, "dit blad ontbreekt", "zet het terug, desnoods met alleen de kopregel")
            )
    if SEEN in book.sheetnames:
        lines = (cells for number, cells in filled_rows(book[SEEN], NAME) if number > 1)
        read.seen = {(str(cells[0].value), str(cells[1].value)): str(cells[2].value) for cells in lines}
    return read


class _Sheet:
    """One sheet while it is read, row by row."""

    def __init__(self, sheet: Any, table: str, read: Read) -> None:
        self.sheet, self.table, self.read = sheet, table, read
        self.model: type[Model] = TABLES[table]
        self.names: list[str] = []
        self.nameless: set[int] = set()
        self.wrong: set[int] = set()
        self.typed: list[Typed] = []

    def read_rows(self) -> None:
        """Fill `read.rows`, and add every problem."""
        rows = filled_rows(self.sheet, NAME)
        first = next(rows, (0, ()))
        head = list(first[1]) if first[0] == 1 else []
        self._head(head)
        if head:
            for number, cells in rows:
                self._row(number, cells)
                self._refuse_too_much()
                if len(self.read.problems) > MOST_PROBLEMS:
                    break
        for place in sorted(self.nameless):
            what = f"kolom {get_column_letter(place + 1)} heeft geen naam"
            self._problem(1, what, "haal de kolom weg of geef haar een naam")
        self.read.problems += unclear(self.sheet.title, self.typed, row="rij")

    def _row(self, number: int, cells: Sequence[Any]) -> None:
        texts: dict[str, str] = {}
        for place, cell in enumerate(cells):
            name = self.names[place] if place < len(self.names) else ""
            if cell.value is None or place in self.wrong:
                continue
            if not name:
                self.nameless.add(place)
                continue
            try:
                text = self._text(number, name, cell)
            except ValueError as error:
                self._problem(number, str(error), "vul een waarde in", name)
                continue
            if text:
                texts[name] = text
        if texts:
            self.read.rows[self.table].append(Row(number, texts))

    def _text(self, number: int, name: str, cell: Any) -> str:
        text = to_text(value_of(cell))
        if text and isinstance(cell.value, str) and kind_of(self.model, name) is float:
            self.typed.append(Typed(number, name, text))
        return cell_of(self.model, name, text)

    def _refuse_too_much(self) -> None:
        if len(self.read.rows[self.table]) > _MOST_ROWS:
            raise UserError(
                f"blad {self.sheet.title} heeft meer dan {_MOST_ROWS} regels; haal weg wat geen plan is, en lees het "
                "dan opnieuw in."
            )

    def _head(self, cells: Sequence[Any]) -> None:
        """The column names in order, '' for a column that cannot be used."""
        for place, cell in enumerate(cells, start=1):
            name = to_text(cell.value)
            letter = get_column_letter(place)
            wrong = self._wrong_name(name, letter)
            if wrong:
                self.wrong.add(place - 1)
                self._problem(1, *wrong)
            if name and place > MOST_COLUMNS:
                self._problem(1, "er zijn te veel kolommen", f"haal de kolommen vanaf {letter} weg")
            self.names.append("" if wrong else name)
            if name and not wrong:
                self.read.letters[self.sheet.title, name] = letter
        for name in (name for names in columns_of(self.model) for name in names):
            if name not in self.names:
                self._problem(1, f"kolom ‘{name}’ ontbreekt", "zet haar terug in de kopregel")

    def _wrong_name(self, name: str, letter: str) -> tuple[str, str] | None:
        if name and name not in self.model.model_fields:
            remedy = f"haal de kolom weg of verbeter de naam{did_you_mean(name, self.model.model_fields)}"
            return f"kolom {letter} (‘{name}’) is niet bekend", remedy
        if name and name in self.names:
            return f"kolom {letter} (‘{name}’) staat er twee keer", "haal er één weg"
        return None

    def _problem(self, row: int, what: str, remedy: str, column: str = "") -> None:
        self.read.problems.append(Problem(self.sheet.title, row, what, remedy, column))
