"""The plan as one Excel workbook, and back: a sheet per table, everything checked first, all of it or nothing."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ivp.catalog.load import kind_of, load_catalog, load_rows, options_of
from ivp.catalog.load_plan import TABLES, checked_plan
from ivp.catalog.models import Catalog, Model
from ivp.catalog.table import CatalogError, Problem, Row
from ivp.errors import UserError
from ivp.plan import files, journal
from ivp.plan.change import Change
from ivp.plan.rows import Cells, cells_of, key_of, made, with_id
from ivp.plan.sheets import HELP, SEEN, SHEETS, put, put_value
from ivp.plan.transaction import commit, finish, locked, pending
from ivp.plan.workbook_reading import Read, read_workbook

_INTRODUCTION = (
    "Eén blad per tabel. Voeg regels toe, verander ze of haal ze weg, en laat de kopregel zoals zij is.",
    "Een nieuwe regel mag een lege id hebben: die wordt van de titel gemaakt.",
    "Lees het werkboek daarna terug met: python -m ivp plan import BESTAND.xlsx",
    "Bij één fout verandert er niets. Weggehaalde regels, getallen en datums verdwijnen alleen met --remove.",
)
_ABOUT_CSV = "Regels die met # beginnen"  # help that holds for the files, not for the sheets
_WIDE, _NARROW, _ROWS_TO_COME = 48, 18, 500
_MOST_SHOWN = 30
_COUNTED = (int, float, date)


@dataclass(frozen=True)
class Report:
    """How many rows an import added, changed and took away."""

    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        return f"{self.added} regels toegevoegd, {self.changed} veranderd, {self.removed} weggehaald."


def export_workbook(folder: Path, catalog: Catalog | None = None) -> bytes:
    """The whole plan as an XLSX file. Raises `CatalogError` when the files have a mistake."""
    plan = journal.load(folder, load_catalog(folder) if catalog is None else catalog)
    documents = {table: files.read(files.path_of(folder, table)) for table in SHEETS}
    book = Workbook()
    explanation = book.active
    explanation.title = HELP
    _explain(explanation, documents)
    seen = book.create_sheet(SEEN)
    seen.append(["tabel", "regel", "stand"])
    for table, sheet in SHEETS.items():
        models = getattr(plan, table)
        _fill(book.create_sheet(sheet), TABLES[table], documents[table].columns, models)
        for model in models:
            seen.append([table, _key(table, model), _state(model)])
    book.move_sheet(seen, len(SHEETS))
    seen.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _explain(sheet: Worksheet, documents: Mapping[str, files.Document]) -> None:
    lines = [("Dit werkboek", text) for text in _INTRODUCTION]
    for table, name in SHEETS.items():
        lines += [(name, text) for text in documents[table].help if not text.startswith(_ABOUT_CSV)]
    for row, (name, text) in enumerate(lines, start=1):
        put(sheet.cell(row, 1), name)
        put(sheet.cell(row, 2), text)
        sheet.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _NARROW, 110


def _fill(sheet: Worksheet, model: type[Model], columns: tuple[str, ...], rows: tuple[Model, ...]) -> None:
    names = [*columns, *(name for name in model.model_fields if name not in columns)]
    for column, name in enumerate(names, start=1):
        head = sheet.cell(1, column)
        put(head, name)
        head.font = Font(bold=True)
        texts = [str(getattr(row, name)) for row in rows]
        wide = max((len(text) for text in texts), default=0) > _NARROW
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if wide else _NARROW
        if options := options_of(model, name):
            _choices(sheet, column, options)
        for place, row in enumerate(rows, start=2):
            cell = sheet.cell(place, column)
            put_value(cell, model, name, row)
            cell.alignment = Alignment(wrap_text=wide, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _choices(sheet: Worksheet, column: int, options: list[str]) -> None:
    """A list to choose from in Excel, also for rows to come."""
    letter = get_column_letter(column)
    choices = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
    choices.add(f"{letter}2:{letter}{_ROWS_TO_COME}")
    sheet.add_data_validation(choices)


def import_workbook(
    folder: Path,
    raw: bytes,
    who: str,
    remove: bool = False,
    catalog: Catalog | None = None,
    prove: journal.Prove | None = None,
) -> Report:
    """Make the plan what the workbook says, in one go; rows that nobody touched stay as they stand in the files.

    Raises `UserError` with a line for every mistake (sheet, row, column, remedy), for every row that someone changed
    since the workbook was made, and, without `remove`, for every row that it lacks and every number or date that it
    leaves blank; then nothing was changed. `prove` as for `journal.save`.
    """
    catalog = load_catalog(folder) if catalog is None else catalog
    book = read_workbook(raw)
    with locked(folder):
        finish(folder, pending(folder))
        documents = {table: files.read(files.path_of(folder, table)) for table in SHEETS}
        wanted = _checked(book, documents, catalog)
        problems: list[str] = []
        changes = [
            change
            for table, document in documents.items()
            for change in _changes(table, document.rows, wanted[table], book.seen, problems)
        ]
        gone = [change for change in changes if change.after is None]
        if not remove:
            problems += [line for change in changes for line in _losses(change)]
        if problems:
            raise UserError(_shown(problems))
        entries = commit(folder, changes, who, catalog) if changes else ()
    journal.proven(folder, entries, who, catalog, prove)
    added = sum(change.before is None for change in changes)
    return Report(added, len(changes) - added - len(gone), len(gone))


def _checked(book: Read, documents: Mapping[str, files.Document], catalog: Catalog) -> dict[str, dict[str, Cells]]:
    """The rows of every sheet by key, after all checks; raises `UserError` with every mistake."""
    problems = list(book.problems)
    tables, wanted = {}, {}
    for table, sheet in SHEETS.items():
        taken = {key_of(table, cells) for cells in [*documents[table].rows, *(row.cells for row in book.rows[table])]}
        rows = []
        for row in book.rows[table]:
            cells = with_id(table, row.cells, taken)
            taken.add(key_of(table, cells))
            rows.append(Row(row.number, cells))
        tables[table] = load_rows(sheet, rows, TABLES[table], problems)
        wanted[table] = {key_of(table, row.cells): row.cells for row in rows}
    try:
        checked_plan(tables, catalog, problems)
    except CatalogError as error:
        raise UserError(_shown([_line(problem, book) for problem in error.problems])) from error
    return wanted


def _line(problem: Problem, book: Read) -> str:
    """'blad Acties, rij 4, kolom E (status): …; …', with sheets where the files are meant."""
    letter = book.letters.get((problem.file, problem.column))
    column = f", kolom {letter} ({problem.column})" if letter else ""
    row = "" if problem.row is None else f", rij {problem.row}"
    text = f"{problem.what}; {problem.remedy}"
    for table, sheet in SHEETS.items():
        text = text.replace(f"{table}.csv", f"blad {sheet}")
    return f"blad {problem.file}{row}{column}: {text}"


def _changes(
    table: str,
    current: tuple[Cells, ...],
    wanted: Mapping[str, Cells],
    seen: Mapping[tuple[str, str], str] | None,
    problems: list[str],
) -> Iterator[Change]:
    """What has to change in a table; where someone else changed the same row since, a line in `problems`."""
    now = {key_of(table, cells): cells for cells in current}
    for key in [*now, *(key for key in wanted if key not in now)]:
        before, after = now.get(key), wanted.get(key)
        old, new = _state_of(table, before), _state_of(table, after)
        if old == new:
            continue
        was = old if seen is None else seen.get((table, key), "")
        if new == was:  # the workbook has what it was made with: the change is somebody else's
            continue
        if old != was:
            what = f"blad {SHEETS[table]}: de regel ‘{key}’ is in het plan veranderd sinds dit werkboek is gemaakt"
            problems.append(f"{what}; maak een nieuw werkboek en verander de regel daarin")
            continue
        yield Change(table, key, before, after, "delete" if after is None else "save")


def _losses(change: Change) -> list[str]:
    """What goes away: the whole row, or a number or date of it that the workbook leaves blank."""
    row = f"blad {SHEETS[change.table]}: de regel ‘{change.key}’"
    if change.after is None:
        what = f"{row} staat niet meer in het werkboek"
        return [f"{what}; zet haar terug, of geef --remove om haar ook in het plan weg te halen"]
    model = TABLES[change.table]
    lost = [name for name in change.before or {} if kind_of(model, name) in _COUNTED and name not in change.after]
    return [
        f"{row} heeft geen {name} meer, en in het plan staat {(change.before or {})[name]}; "
        "vul het weer in, of geef --remove om het ook in het plan weg te halen"
        for name in lost
    ]


def _shown(lines: Sequence[str]) -> str:
    """The first lines, and how many more there are."""
    more = len(lines) - _MOST_SHOWN
    return "\n".join([*lines[:_MOST_SHOWN], *([f"… en nog {more} fouten"] if more > 0 else [])])


def _state_of(table: str, cells: Cells | None) -> str:
    """The state of a row, '' where there is none; a row with a mistake in it (by hand) is taken as it stands."""
    if cells is None:
        return ""
    model = made(table, cells)
    return _hash(repr(cells)) if model is None else _state(model)


def _state(model: Model) -> str:
    """What a row says, as a short hash: the same for '7,2' and '7,20'."""
    return _hash(model.model_dump_json())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _key(table: str, model: Model) -> str:
    return key_of(table, cells_of(table, model.model_dump()))
