"""What one row of the plan is to an editor: cells as text by column, its key, and an id made from its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ivp.catalog import dutch_numbers
from ivp.catalog.load import kind_of, load_rows
from ivp.catalog.load_plan import TABLES
from ivp.catalog.models import Model
from ivp.catalog.table import Problem, Row, did_you_mean
from ivp.errors import UserError

Cells = dict[str, str]
"""The cells of a row that are not empty, as text, by column."""

_TITLE: dict[str, tuple[str, ...]] = {
    "priorities": ("title",),
    "goals": ("measure",),
    "actions": ("title",),
    "partners": ("name",),
    "commentary": ("priority", "area", "year"),
    "decisions": ("priority", "area", "year"),
}
_LONGEST_ID = 60


def model_of(table: str) -> type[Model]:
    """The model of a table; raises `UserError` for a table that does not exist."""
    if table not in TABLES:
        raise UserError(f"De tabel ‘{table}’ bestaat niet; kies uit: {', '.join(TABLES)}{did_you_mean(table, TABLES)}.")
    return TABLES[table]


def key_columns(table: str) -> tuple[str, ...]:
    """The columns that tell the rows of a table apart."""
    return ("priority", "indicator") if table == "links" else ("id",)


def key_of(table: str, cells: Mapping[str, str]) -> str:
    """The key of a row: its id, or 'priority/indicator' for a link."""
    return "/".join(cells.get(name, "") for name in key_columns(table))


def cells_of(table: str, values: Mapping[str, object]) -> Cells:
    """The values of a form, a model or a workbook as cells, in the order of the model; empty ones are left out.

    Raises `UserError` for a column that the table does not have.
    """
    fields = model_of(table).model_fields
    for name in values:
        if name not in fields:
            raise UserError(
                f"De tabel {table} heeft geen kolom ‘{name}’; verbeter de naam{did_you_mean(name, fields)}."
            )
    texts = {name: cell_of(model_of(table), name, to_text(values[name])) for name in fields if name in values}
    return {name: text for name, text in texts.items() if text}


def cell_of(model: type[Model], name: str, text: str) -> str:
    """A text as the file has it: a number in its one spelling ('4.250' as '4250'), anything else as it was typed."""
    kind = kind_of(model, name)
    known = kind is float or (kind is int and dutch_numbers.whole(dutch_numbers.parse(text)) is not None)
    return dutch_numbers.canonical(text) if known else text


def to_text(value: object) -> str:
    """A value as its cell: Dutch decimals, dates as jjjj-mm-dd, lists with commas, line breaks as one character."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (float, Decimal)):
        return dutch_numbers.as_text(float(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(to_text(part) for part in value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def same(table: str, one: Cells, other: Cells) -> bool:
    """Whether two rows say the same: '7,20' is '7,2', and a date may be written in two ways."""
    if one == other:
        return True
    model = made(table, one)
    return model is not None and model == made(table, other)


def made(table: str, cells: Cells) -> Any:
    """The model of a row; None when a cell is wrong."""
    problems: list[Problem] = []
    loaded = load_rows(table, [Row(1, dict(cells))], TABLES[table], problems)
    return loaded.models[0] if loaded.items else None


def with_id(table: str, cells: Cells, taken: Collection[str]) -> Cells:
    """The row with an id made from its title when it has none; links have no id."""
    if table == "links" or cells.get("id"):
        return cells
    base = slug(" ".join(cells.get(name, "") for name in _TITLE[table])) or f"{table}-nieuw"
    return {"id": unique(base, taken), **cells}


def slug(text: str) -> str:
    """Small letters, digits and single hyphens, cut at a word: 'Aanpak jeugdoverlast' gives 'aanpak-jeugdoverlast'."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:_LONGEST_ID]
        if len(longer) > _LONGEST_ID:
            break
        found = longer
    return found


def unique(base: str, taken: Collection[str]) -> str:
    """`base`, or with the first number behind it that is not taken."""
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterable[str]:
    """The columns in which two rows differ."""
    return [name for name in {**one, **other} if one.get(name, "") != other.get(name, "")]
