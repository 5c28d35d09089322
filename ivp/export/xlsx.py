"""Workbooks that Excel and LibreOffice open without a word: typed cells, Dutch formats, filters, and what it all means.

Decimal comma and thousands point are those of the reader's own Excel: a number format only says how many decimals.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ivp.export.document import decimals_needed
from ivp.export.fact_sheet import COLUMNS, FactSheet
from ivp.export.text import plain
from ivp.figures.table import Table, Value, is_numeric
from ivp.wording.numbers import figure

_WIDEST = 60  # characters of a column; longer text wraps on the sheets that explain
_FIGURE = 11  # characters of a figure
_LINE = 15  # points of a line of text
_MANY = 15  # columns: more go over three pages beside each other
_ARROW = 3  # characters of the arrow of a filter
_TEXT_AS_NUMBER = {"Periode", "Eerdere periode", "Jaar", "Beginjaar", "Doeljaar", "Indicatorcode"}
_HEADER = {"bold": True, "bg_color": "#154273", "font_color": "#ffffff", "valign": "top", "text_wrap": True}
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME, _LONGEST_CELL = 31, 32_767  # characters: what Excel holds
Cell = Value | date


@dataclass(frozen=True)
class Sheet:
    """One sheet; `wrapped`: sentences, in columns that wrap, without a filter; `dates`: columns of ISO dates."""

    name: str
    table: Table
    wrapped: bool = False
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """The properties of a file."""

    title: str
    subject: str = ""
    source: str = ""
    made: datetime | None = None


def table_xlsx(table: Table, title: str, source_line: str, url: str, period: str, note: str = "") -> bytes:
    """The table as a workbook: the figures, and a sheet with where they are from and what the columns mean."""
    about = {"Titel": title, "Periode": period, "Bron": source_line, "Link": url, "Opmerking": note}
    sheets = [Sheet("Cijfers", table), explanation({name: text for name, text in about.items() if text}, table)]
    if isinstance(table, FactSheet):
        sheets.append(definitions(table))
    return workbook(sheets, About(title, period, source_line))


def explanation(about: Mapping[str, str], table: Table) -> Sheet:
    """What the file is, one line each, and what every column of facts means."""
    lines = list(about.items())
    if isinstance(table, FactSheet):
        lines += [(column.name, column.meaning) for column in COLUMNS]
    return Sheet("Toelichting", Table(("Wat", "Uitleg"), tuple(lines)), wrapped=True)


def definitions(sheet: FactSheet) -> Sheet:
    """The indicators of the facts with their definition, table and caveats."""
    own = sheet.indicators
    return Sheet(
        "Definities",
        Table.of(
            {
                "Indicatorcode": [one.id for one in own],
                "Indicator": [one.label for one in own],
                "Eenheid": [one.unit for one in own],
                "Definitie": [one.definition for one in own],
                "Tabel": [one.source for one in own],
                "Code in de tabel": [one.code for one in own],
                "Kanttekening": [one.caveat for one in own],
            }
        ),
        wrapped=True,
    )


def workbook(sheets: Iterable[Sheet], about: About) -> bytes:
    """The file (.xlsx). Text is never run as a formula, made a link or read as a number."""
    import xlsxwriter  # heavy: only when a file is made

    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties(
            {
                "title": plain(about.title)[:255],
                "subject": plain(about.subject)[:255],
                "author": "Veiligheidsbeeld",
                "comments": plain(about.source)[:255],
                "created": about.made or datetime.now(),
            }
        )
        formats = _Formats(book)
        taken: set[str] = set()
        for sheet in sheets:
            _write(book.add_worksheet(_name(sheet.name, taken)), sheet, formats)
    return out.getvalue()


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.header = book.add_format(_HEADER)
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.date = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
        self.numbers: dict[int, Any] = {}

    def number(self, decimals: int) -> Any:
        if decimals not in self.numbers:
            self.numbers[decimals] = self.book.add_format({"num_format": number_format(decimals)})
        return self.numbers[decimals]


def number_format(decimals: int, *, percent: bool = False) -> str:
    """'#,##0.0' for one decimal: Excel shows it with the signs of its own language. `percent`: with the sign behind."""
    return "#,##0" + ("." + "0" * decimals if decimals else "") + (' "%"' if percent else "")


def decimals_of(table: Table, name: str) -> Sequence[int]:
    """The decimals of the cells of a column of numbers: what the facts say, else as many as its numbers need."""
    if isinstance(table, FactSheet) and name in table.decimals:
        return table.decimals[name]
    needed = decimals_needed([figure(value) for value in table.column(name)])
    return [needed] * len(table)


def _write(page: Any, sheet: Sheet, formats: _Formats) -> None:
    table = sheet.table
    for at, (name, values) in enumerate(table.columns()):
        page.write_string(0, at, plain(name), formats.header)
        if name in sheet.dates:
            _dates(page, at, values, formats)
        elif is_numeric(values):
            _numbers(page, at, values, decimals_of(table, name), formats)
        else:
            _texts(page, at, values, formats.wrapped if sheet.wrapped else None)
    years = [_range(at, len(table)) for at, name in enumerate(table.names) if name in _TEXT_AS_NUMBER and len(table)]
    if years:
        page.ignore_errors({"number_stored_as_text": " ".join(years)})
    _finish(page, sheet)


def _numbers(page: Any, at: int, values: Sequence[Value], decimals: Sequence[int], formats: _Formats) -> None:
    for row, (value, places) in enumerate(zip(values, decimals, strict=True), start=1):
        if (known := figure(value)) is not None:
            page.write_number(row, at, known, formats.number(places))


def _texts(page: Any, at: int, values: Sequence[Value], format_: Any) -> None:
    for row, value in enumerate(values, start=1):
        if value not in (None, ""):
            page.write_string(row, at, plain(str(value))[:_LONGEST_CELL], format_)


def _dates(page: Any, at: int, values: Sequence[Value], formats: _Formats) -> None:
    for row, value in enumerate(values, start=1):
        if value:
            page.write_datetime(row, at, datetime.fromisoformat(str(value)), formats.date)


def _range(column: int, rows: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(1, column, rows, column))


def _finish(page: Any, sheet: Sheet) -> None:
    """Header that stays, filter, widths, and one page wide on paper."""
    rows, columns = len(sheet.table), len(sheet.table.names)
    widths = [_width(name, values) for name, values in sheet.table.columns()]
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    if sheet.wrapped:
        for at, row in enumerate(sheet.table.rows, start=1):
            lines = max(math.ceil(len(str(cell or "")) * 1.1 / width) for cell, width in zip(row, widths, strict=True))
            page.set_row(at, _LINE * max(lines, 1))
    elif columns:
        page.autofilter(0, 0, rows, columns - 1)
    page.freeze_panes(1, 2 if isinstance(sheet.table, FactSheet) else 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1 if columns < _MANY else 3, 0)
    page.set_footer("&L&A&R&P / &N")


def _width(name: str, values: Sequence[Value]) -> int:
    """The characters that a column gets: its longest text up to a limit, and its whole name."""
    longest = _FIGURE if is_numeric(values) else max((len(str(value)) for value in values if value), default=0)
    return min(max(longest + 1, len(name) + _ARROW), _WIDEST)


def _name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet, and that is not there yet."""
    base = plain(wanted).translate(_NOT_IN_A_NAME).strip("' ")[:_LONGEST_NAME] or "Blad"
    name, n = base, 2
    while name.casefold() in taken:
        end = f" {n}"
        name, n = base[: _LONGEST_NAME - len(end)] + end, n + 1
    taken.add(name.casefold())
    return name
