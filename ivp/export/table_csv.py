"""A table as a CSV file that a Dutch Excel opens right: BOM, semicolons, decimal commas, and its source."""

from __future__ import annotations

import csv
import io
import math
import unicodedata
from decimal import Decimal

from ivp.figures.table import Table, Value

# Cells that begin with one of these, or a wide or small form of it, are run as a formula by a spreadsheet, and so is
# what begins with a tab or line break (OWASP, CSV Injection).
_FORMULA_SIGNS = frozenset("=+-@")
_BREAKS = ("\t", "\r", "\n")
# Spaces, separators, control and formatting characters (zero width, byte order, direction), and marks without a letter
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me"})
# Letters and a symbol that are drawn as nothing at all (Unicode: Default_Ignorable_Code_Point, and braille blank)
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def table_csv(table: Table, title: str, source_line: str, url: str, period: str, note: str = "") -> bytes:
    """The table, and under it an empty line and title, period, source, link and note; what is empty is left out.

    The header comes first, so that filters and other programs find it. UTF-8 with BOM, `;`, CRLF. Numbers stay
    numbers: decimal comma, no thousands separator, full precision. Missing is an empty cell, never 0. Text that a
    spreadsheet would run as a formula gets an apostrophe in front.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(_text, table.names))
    writer.writerows(map(_cell, row) for row in table.rows)
    writer.writerow([])
    about = {
        "Titel": title,
        "Periode": period,
        "Bron": source_line.removeprefix("Bron: "),
        "Link": url,
        "Opmerking": note,
    }
    writer.writerows((label, _text(line)) for label, line in about.items() if line)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
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


def _text(text: str) -> str:
    """The text; with an apostrophe in front when it, or what follows what cannot be seen, starts a formula."""
    first = next((sign for sign in text if sign not in _BLANKS and unicodedata.category(sign) not in _UNSEEN), "")
    runs = text.startswith(_BREAKS) or unicodedata.normalize("NFKC", first) in _FORMULA_SIGNS
    return f"'{text}" if runs else text
