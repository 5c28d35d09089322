"""Rows of the database as JSON or CSV: the same columns, the same words."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ivp.catalog.models import Indicator
from ivp.export.table_csv import BOM, csv_lines
from ivp.store.reader import Store
from ivp.web.open_data.declare import Cell, Column, Kind, Resource
from ivp.web.open_data.question import Codes, Question

_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@dataclass(frozen=True)
class Answer:
    """The cells of some rows in the order of the columns, and whether there are more after them."""

    rows: list[list[Cell]]
    more: bool


def codes(store: Store) -> Codes:
    """Every code that can be asked for."""
    found: dict[str, set[str]] = {}
    for what, code in store.kept(store.rows, name="open_codes"):
        found.setdefault(what, set()).add(code)
    return found


def ask(store: Store, resource: Resource, question: Question) -> Answer:
    """The rows that are asked for: one more is taken, to know whether there are more."""
    found = store.fields(resource.query, **question.bound, most=question.rows + 1, skip=question.skip)
    indicators = {one.id: one for one in store.kept(store.indicators)}
    rows = [[_cell(column, row, indicators) for column in resource.columns] for row in found[: question.rows]]
    return Answer(rows, len(found) > question.rows)


def as_json(store: Store, resource: Resource, answer: Answer, following: str | None) -> bytes:
    """A document with one row a line under `gegevens`; `following` is the address of the rows after these.

    Row by row, so that others get their turn while a long answer is written.
    """
    names = [column.name for column in resource.columns]
    about = {
        "versie": store.info["content_hash"][:16],
        "samengesteld_op": store.info["compiled"],
        "rijen": len(answer.rows),
        "volgende": following,
    }
    rows = ",\n".join(_json.encode(dict(zip(names, row, strict=True))) for row in answer.rows)
    return f'{_json.encode(about)[:-1]},"gegevens":[\n{rows}\n]}}'.encode()


def as_csv(resource: Resource, answer: Answer) -> bytes:
    """As the downloads of the pages: BOM, semicolons, decimal commas, and no text that is run as a formula."""
    names = [column.name for column in resource.columns]
    return (BOM + csv_lines(names, map(_flat, answer.rows))).encode()


def _flat(row: list[Cell]) -> Iterator[str | int | float | None]:
    return (",".join(cell) if isinstance(cell, list) else cell for cell in row)


def _cell(column: Column, row: Mapping[str, Any], indicators: Mapping[str, Indicator]) -> Cell:
    if column.made:
        return column.made(row, indicators)
    value = row[column.name]
    if value is None:
        return None
    if column.label:
        return column.label(value)
    if column.kind is Kind.NUMBER:
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if column.kind is Kind.CODES else value


def _number(value: float) -> float | int | None:
    """A count without '.0'; what is no number is missing."""
    if not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value
