"""What a table of the plan is in Excel: its sheet, and cells that keep their text."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from openpyxl.cell import Cell

from ivp.catalog.load import kind_of
from ivp.catalog.models import Model

SHEETS: dict[str, str] = {
    "priorities": "Prioriteiten",
    "links": "Koppelingen",
    "goals": "Doelen",
    "actions": "Acties",
    "partners": "Partners",
    "commentary": "Duiding",
    "decisions": "Besluiten",
}
"""Table -> name of its sheet."""
HELP = "Uitleg"
SEEN = "Stand"
"""The hidden sheet that says how every row was when the workbook was made."""

# OOXML writes a character as _xHHHH_; a text that looks like one gets its underscore written that way.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
"""What a number format shows as it stands: a % in it does not multiply (ECMA-376 part 1, 18.8.31)."""
_SCALED = re.compile(r"[0#?],+(?![,0#?])")
"""A comma behind the last digit of a number format divides by a thousand."""


def put(cell: Cell, text: str) -> None:
    """Write a text that stays text: '=1+1' is no formula, and editing it in Excel keeps it so."""
    if not text:
        return
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))


def put_value(cell: Cell, model: type[Model], name: str, made: Model) -> None:
    """Write a value of a row: dates and numbers as such, everything else as text."""
    value = getattr(made, name)
    kind = kind_of(model, name)
    if value is None or value == "" or value == ():
        return
    if kind is date:
        cell.value, cell.number_format = value, "dd-mm-yyyy"
    elif kind in (int, float):
        cell.value, cell.number_format = value, "General"
    elif kind is tuple:
        put(cell, ", ".join(value))
    else:
        put(cell, str(value))


def value_of(cell: Any) -> object:
    """What a cell shows, for `to_text`: 18 for 0.18 with format 0%.

    Raises `ValueError` with what is wrong when it cannot be used.
    """
    if cell.data_type == "f":
        raise ValueError("de cel bevat een formule")
    if cell.data_type == "e":
        raise ValueError(f"de cel bevat een fout van Excel ({cell.value})")
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _as_shown(value, _LITERAL.sub("", _format_of(cell)))
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if value is None or isinstance(value, (bool, int, float, date, datetime)):
        return value
    raise ValueError("de cel bevat een tijd")


def _format_of(cell: Any) -> str:
    """The number format of a cell; '' where it names one that the workbook does not have."""
    try:
        return cell.number_format or ""
    except (LookupError, TypeError):
        return ""


def _as_shown(value: float, number_format: str) -> float:
    """The number that a format (without its literal parts) shows."""
    if _SCALED.search(number_format):
        raise ValueError("de cel toont het getal in duizendtallen of miljoenen")
    return round(value * 100, 9) if "%" in number_format else value
