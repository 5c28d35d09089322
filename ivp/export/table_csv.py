"""A table as a CSV file that a Dutch Excel opens right: BOM, semicolons, decimal commas, and its source."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from decimal import Decimal

from ivp.export.text import harmless
from ivp.figures.table import Table, Value

BOM = "\ufeff"


def table_csv(table: Table, title: str, source_line: str, url: str, period: str, note: str = "") -> bytes:
    """The table, and under it an empty line and title, period, source, link and note; what is empty is left out.

    The header comes first, so that filters and other programs find it. UTF-8 with BOM, `;`, CRLF. Numbers stay
    numbers: decimal comma, no thousands separator, full precision. Missing is an empty cell, never 0. Text that a
    spreadsheet would run as a formula gets an apostrophe in front.
    """
    about = {
        "Titel": title,
        "Periode": period,
        "Bron": source_line.removeprefix("Bron: "),
        "Link": url,
        "Opmerking": note,
    }
    foot = [(label, line) for label, line in about.items() if line]
    return (BOM + csv_lines(table.names, [*table.rows, (), *foot])).encode("utf-8")


def csv_lines(names: Iterable[str], rows: Iterable[Iterable[Value]]) -> str:
    """The lines alone, header first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(harmless, names))
    writer.writerows(map(_cell, row) for row in rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value) if isinstance(value, int) else _decimal(value)


def _decimal(x: float) -> str:
    """15 significant digits, never with an exponent: '53,8', '0,000012', '4185' for 4185.0."""
    if not math.isfinite(x):
        return ""
    digits = f"{Decimal(f'{x:.15g}'):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace(".", ",")
