"""A table as a CSV file that a Dutch Excel opens right: BOM, semicolons, decimal commas, and its source."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from ivp.wording.periods import date_text

# Cells that begin with one of these, or a wide or small form of it, are run as a formula by a spreadsheet, and so is
# what begins with a tab or line break (OWASP, CSV Injection).
_FORMULA_SIGNS = frozenset("=+-@")
_BREAKS = ("\t", "\r", "\n")
# Spaces, separators, control and formatting characters (zero width, byte order, direction), and marks without a letter
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me"})
# Letters and a symbol that are drawn as nothing at all (Unicode: Default_Ignorable_Code_Point, and braille blank)
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def table_csv(
    table: pd.DataFrame,
    title: str,
    source_line: str,
    url: str | None,
    period: str,
    note: str = "",
    retrieved: date | str | None = None,
) -> bytes:
    """The table, and under it an empty line and title, period, source, retrieval date, link and note.

    The header comes first, so that filters and other programs find it; the index is not written. UTF-8
    with BOM, `;`, CRLF. Numbers stay numbers: decimal comma, no thousands separator, full precision.
    Missing is an empty cell, never 0. Text that a spreadsheet would run as a formula gets an apostrophe
    in front. `retrieved` is left out when the source line already says it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(str(column)) for column in table.columns])
    columns = [table.iloc[:, place].tolist() for place in range(table.shape[1])]
    for row in zip(*columns, strict=True):
        writer.writerow([_cell(value) for value in row])
    writer.writerow([])
    for label, line in _about(title, source_line, url, period, note, retrieved):
        writer.writerow([label, _text(line)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _about(
    title: str, source_line: str, url: str | None, period: str, note: str, retrieved: date | str | None
) -> list[tuple[str, str]]:
    lines = [
        ("Titel", title),
        ("Periode", period),
        ("Bron", source_line.removeprefix("Bron: ")),
        ("Opgehaald", date_text(retrieved) if retrieved else ""),
        ("Link", url or ""),
        ("Opmerking", note),
    ]
    return [(label, line) for label, line in lines if line]


def _cell(value: Any) -> str:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "ja" if value else "nee"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, (Real, Decimal)):
        return _decimal(float(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _text(str(value))


def _decimal(x: float) -> str:
    """15 significant digits, never with an exponent: '53,8', '0,000012', '4185' for 4185.0."""
    if x in (float("inf"), float("-inf")):
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
